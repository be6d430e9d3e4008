"""Bytes in, plain bounded Python values out, or one typed refusal with line and column.

A good text is accepted by the C parser of the standard library between a few whole-text checks that loop
in C. Only a suspicious one is read again, token by token, to say where its first problem stands.
"""

from __future__ import annotations

import codecs
import json
import math
import re
import threading
from collections.abc import Iterator
from typing import Any, Final

import attrs

from enforcekit.errors import Finding, LimitExceeded, MalformedText, rule

from .locate import position

EK101 = rule(
    "EK101",
    "error",
    "not well-formed JSON: {en}, found “{found}”",
    "不是合乎语法的 JSON：{zh}，读到“{found}”",
    cure_en="let a JSON library write the document",
    cure_zh="请用 JSON 库生成文档，不要手工拼写",
)
EK102 = rule(
    "EK102",
    "error",
    "larger than {limit} bytes",
    "超过 {limit} 字节",
    cure_en="split the document, or write one record per line (NDJSON)",
    cure_zh="请拆分文档，或改为每行一条记录（NDJSON）",
)
EK103 = rule(
    "EK103",
    "error",
    "nested deeper than {limit} levels",
    "嵌套超过 {limit} 层",
    cure_en="flatten the document; a value cannot contain itself",
    cure_zh="请减少嵌套层次；一个值不得包含自身",
)
EK104 = rule(
    "EK104",
    "error",
    "the number {number} is out of bounds: at most {digits} digits and an exponent within ±{exponent}",
    "数字 {number} 超出范围：至多 {digits} 位，指数在 ±{exponent} 以内",
    cure_en="write an identifier as a string, an amount in its smallest unit",
    cure_zh="编号请写成字符串，金额请以最小货币单位表示",
)
EK105 = rule(
    "EK105",
    "error",
    "the key “{key}” stands twice in one object",
    "同一对象中键“{key}”重复出现",
    cure_en="keep one of them; several values belong in an array",
    cure_zh="请只保留一个；多个值请用数组",
)
EK106 = rule(
    "EK106",
    "error",
    "half of a surrogate pair: {half}",
    "不成对的代理码位：{half}",
    cure_en="the text was cut inside a character: write it again from its source",
    cure_zh="文本在一个字符中间被截断，请从来源重新写出",
)
EK107 = rule(
    "EK107",
    "error",
    "not UTF-8, but {en}",
    "不是 UTF-8，而是{zh}",
    cure_en="save the document as UTF-8",
    cure_zh="请将文档另存为 UTF-8 编码",
)
EK108 = rule(
    "EK108",
    "error",
    "{number} is not a JSON number",
    "{number} 不是 JSON 数字",
    cure_en="leave the key out while its value is unknown",
    cure_zh="值未知时请省略该键",
)
EK109 = rule(
    "EK109",
    "error",
    "the file cannot be read: {en}",
    "无法读取文件：{zh}",
    cure_en="check the path, and that you may read the file",
    cure_zh="请检查路径以及读取权限",
)

_GRAMMAR_ZH = {
    "Expecting value": "此处应为一个值",
    "Expecting property name enclosed in double quotes": "此处应为双引号括起的键",
    "Expecting ':' delimiter": "此处应为冒号",
    "Expecting ',' delimiter": "此处应为逗号",
    "Extra data": "文档结束后还有内容",
    "Unterminated string starting at": "字符串没有结束引号",
    "Invalid control character at": "字符串中有未转义的控制字符",
}
_TOKEN = re.compile(
    r'(?P<open>[\[{])|(?P<close>[\]}])|(?P<string>"[^"\\]*+(?:\\.[^"\\]*+)*+"?)(?P<key>[ \t\r\n]*+:)?'
    r"|(?P<constant>-?(?:NaN|Infinity))|(?P<number>-?[0-9]++(?:\.[0-9]++)?(?:[eE][+-]?[0-9]++)?)",
    re.DOTALL,
)
_ESCAPE = re.compile(r"\\(?:u[dD][89abAB]..\\u[dD][c-fC-F]..|(?P<half>u[dD][89a-fA-F]..)|.)", re.DOTALL)
SURROGATE = re.compile("[\ud800-\udfff]")
_DECODER = json.JSONDecoder()
_SQUARE = bytes.maketrans(b"{}", b"[]")
_DIGITS = bytes.maketrans(b"123456789", b"000000000")
_NOT_MARKS = bytes(set(range(256)) - set(b"{[:"))
_NOT_STRUCTURE = bytes(set(range(256)) - set(b'{}[]:"\n'))


@attrs.frozen
class Limits:
    """What a text may be at most: bytes, levels, significant digits of a number, its exponent as written.

    >>> Limits(depth=8).size
    8388608
    """

    size: int = 8 * 1024 * 1024
    depth: int = 64
    digits: int = 32
    exponent: int = 308

    def __attrs_post_init__(self) -> None:
        # Past these Python itself gives way: its recursion, int() of a long text, the range of a float.
        if self.depth > 200 or self.digits > 640 or self.exponent > 308:
            raise LimitExceeded("limits may not pass a depth of 200, 640 digits or an exponent of 308")


DEFAULT: Final = Limits()
"""The limits that hold where none are named."""


class _Suspicious(Exception):
    """The parser met what `_problems` will name and place: a hook of the parser does not know where it is."""


def read_json(source: bytes | str, *, limits: Limits = DEFAULT, file: str | None = None) -> Any:
    """The value of one JSON text; anything else raises `MalformedText` with one finding.

    One leading byte order mark is stripped. `-0` is the integer 0. An exponent is bounded as written, so
    `0e400` is refused; so is a number that a float could hold only as infinity or as zero.

    >>> read_json('{"name": {"zh": "溪口"}}'.encode())
    {'name': {'zh': '溪口'}}
    >>> try:
    ...     read_json('{"id": 1,\\n "id": 2}', file="a.json")
    ... except MalformedText as error:
    ...     print(error.findings[0].text("zh"))
    a.json:2:2: error EK105: 同一对象中键“id”重复出现 → 请只保留一个；多个值请用数组
    """
    if isinstance(source, str):
        text = source.removeprefix("\ufeff")
        if half := SURROGATE.search(text):
            raise _refusal(EK106.at(half=half[0]), file, text, half.start())
        source = source.encode()
    if len(source) > limits.size:
        raise _refusal(EK102.at(limit=limits.size), file)
    data = source.removeprefix(codecs.BOM_UTF8)
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        text = data[: error.start].decode()
        raise _refusal(_encoding(data), file, text, len(text)) from None
    # Brackets and colons in strings are counted too: only when there are too many is it worth knowing where they are.
    marks = data.translate(None, _NOT_MARKS)
    colons = marks.count(b":")
    if len(marks) - colons > limits.depth and _deeper(_structure(data).translate(None, b":\n"), limits.depth):
        for at, finding in _problems(text, limits):
            raise _refusal(finding, file, text, at)
    try:
        value, keys = _parse(text, limits, bounded=not _may_be_long(data, limits.digits))
        # A dict holds a repeated key once, the text has a colon for each.
        if keys == colons or keys == _structure(data).count(b":"):
            return value
        raise _Suspicious
    except json.JSONDecodeError as error:
        at, finding = error.pos, _encoding(data) if 0 in data[:2] else _grammar(error)
    except _Suspicious:
        at, finding = next(_problems(text, limits))
    raise _refusal(finding, file, text, at)


def read_lines(data: bytes, limits: Limits = DEFAULT) -> list[Any] | None:
    """The values of JSON texts that stand one a line, in a fraction of the time of `read_json` for each.

    None unless `read_json` surely gives these values: then each line is to be read by itself, which says why not.

    >>> read_lines(b'{"id": "a"}\\n[1, 2]\\n'), read_lines(b'{"id": "a"}\\n[1,\\n2]')
    ([{'id': 'a'}, [1, 2]], None)
    """
    data = data.removesuffix(b"\n")
    structure = _structure(data)
    # A bracket that is left is too deep, or its partner is on another line.
    if len(data) > limits.size or _deeper(structure.translate(None, b":"), limits.depth).strip(b"\n"):
        return None
    # Read as one array: what is whole on each line is one value on each, when there are as many of both.
    try:
        text = data.decode().replace("\n", ",\n")
        values, keys = _parse(f"[{text}]", limits, bounded=False)
    except (UnicodeDecodeError, json.JSONDecodeError, _Suspicious):
        return None
    one_each = len(values) == data.count(b"\n") + 1
    return values if one_each and keys == structure.count(b":") else None


def _refusal(finding: Finding, file: str | None, text: str = "", at: int = 0) -> MalformedText:
    line, column = position(text, at)
    return MalformedText([attrs.evolve(finding, file=file, line=line, column=column)])


def _encoding(data: bytes) -> Finding:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)) or 0 in data[:2]:
        return EK107.at(en="UTF-16 or UTF-32", zh=" UTF-16 或 UTF-32")
    try:
        data.decode("gb18030")
    except UnicodeDecodeError:
        return EK107.at(en="broken or of another encoding", zh="已损坏或采用其他编码")
    return EK107.at(en="probably GBK (GB18030)", zh="可能为 GBK（GB18030）")


def _grammar(error: json.JSONDecodeError) -> Finding:
    found = error.doc[error.pos : error.pos + 20] or "EOF"
    return EK101.at(en=error.msg, zh=_GRAMMAR_ZH.get(error.msg, "语法有误"), found=found)


def count_keys(data: bytes) -> int:
    """How many keys stand in a text that is well formed.

    >>> count_keys(b'{"a": {"b:c": 1}, "a": 2}')
    3
    """
    return _structure(data).count(b":")


def _structure(data: bytes) -> bytes:
    """Brackets, made square, colons and ends of lines outside strings: exact as far as the text is well formed."""
    if b"\\" in data and rb"\"" in data:
        data = data.replace(rb"\\", b"").replace(rb"\"", b"")
    # Two quotes side by side can go: that leaves every other character on its side of the strings.
    return b"".join(data.translate(_SQUARE, _NOT_STRUCTURE).replace(b'""', b"").split(b'"')[::2])


def _deeper(brackets: bytes, limit: int) -> bytes:
    """What surely holds all that is nested deeper than the limit: each round takes away the innermost level."""
    for _ in range(limit):
        if b"[]" not in brackets:
            break
        brackets = brackets.replace(b"[]", b"")
    return brackets


def _may_be_long(data: bytes, limit: int) -> bool:
    """False when no number surely has more digits: a longer one would show in every few bytes."""
    step = max(1, (limit + 1) // 3)
    return b"0" * ((limit + 1) // step) in data[::step].translate(_DIGITS)


class _Parser:
    """A decoder of the standard library that refuses what JSON lacks, and counts the keys of the objects it made.

    When the integers of a text are `bounded`, it need not ask about each of them.
    """

    def __init__(self, limits: Limits, *, bounded: bool) -> None:
        most = limits.digits
        self.objects: list[dict[str, Any]] = []
        keep = self.objects.append

        def seen(value: dict[str, Any]) -> dict[str, Any]:
            keep(value)
            return value

        def integer(number: str) -> int:
            if len(number) > most and out_of_bounds(number, limits):
                raise _Suspicious
            return int(number)

        def real(number: str) -> float:
            if (len(number) > most or "e" in number or "E" in number) and out_of_bounds(number, limits):
                raise _Suspicious
            return float(number)

        def constant(_: str) -> None:
            raise _Suspicious

        decoder = json.JSONDecoder(
            object_hook=seen, parse_int=int if bounded else integer, parse_float=real, parse_constant=constant
        )
        self.decode = decoder.decode
        self.first = decoder.raw_decode

    def parse(self, text: str) -> tuple[Any, int]:
        """The value of a text, and how many keys its objects have."""
        try:
            value, end = self.first(text) if text[:1] in ("{", "[") else (self.decode(text), len(text))
            if end != len(text) and text[end:].strip(" \t\r\n"):
                value = self.decode(text)  # which says what is wrong with the rest
            keys = sum(map(len, self.objects))
        finally:
            self.objects.clear()
        # The search for one character is ten times faster than that for two.
        halves = "\\" in text and (r"\ud" in text or r"\uD" in text)
        if halves and any(escape["half"] for escape in _ESCAPE.finditer(text)):
            raise _Suspicious
        return value, keys


class _Parsers(threading.local):
    """The parsers of a thread for the limits that hold by default: to make one costs as much as a small text."""

    def __init__(self) -> None:
        self.of_bounded = _Parser(DEFAULT, bounded=True).parse
        self.of_any = _Parser(DEFAULT, bounded=False).parse


def _parse(text: str, limits: Limits, *, bounded: bool) -> tuple[Any, int]:
    if limits is not DEFAULT:
        return _Parser(limits, bounded=bounded).parse(text)
    return _PARSERS.of_bounded(text) if bounded else _PARSERS.of_any(text)


_PARSERS: Final = _Parsers()


def out_of_bounds(number: str, limits: Limits) -> bool:
    mantissa, _, exponent = number.lower().partition("e")
    digits = mantissa.lstrip("-0.").replace(".", "")
    power = exponent.lstrip("+-0")
    if len(digits) > limits.digits or len(power) > 3 or int(power or 0) > limits.exponent:
        return True
    if number.lstrip("-").isdigit():
        return False
    value = float(number)
    return math.isinf(value) or (value == 0 and digits != "")


def bounds(number: str, limits: Limits) -> Finding:
    return EK104.at(number=number, digits=limits.digits, exponent=limits.exponent)


def _problems(text: str, limits: Limits) -> Iterator[tuple[int, Finding]]:
    """What is wrong with single tokens, in order, and where: exact as far as the text is well formed."""
    keys: list[set[str]] = []
    for token in _TOKEN.finditer(text):
        at, kind = token.start(), token.lastgroup
        if kind == "open":
            keys.append(set())
            if len(keys) > limits.depth:
                yield at, EK103.at(limit=limits.depth)
        elif kind == "close":
            del keys[-1:]
        elif kind == "constant":
            yield at, EK108.at(number=token[0])
        elif kind == "number":
            if out_of_bounds(token[0], limits):
                yield at, bounds(token[0], limits)
        else:
            for escape in _ESCAPE.finditer(text, *token.span("string")):
                if escape["half"]:
                    yield escape.start(), EK106.at(half=escape[0])
            if kind == "key" and keys:
                try:
                    key = _DECODER.decode(token["string"])
                except json.JSONDecodeError:
                    return
                if key in keys[-1]:
                    yield at, EK105.at(key=key)
                keys[-1].add(key)
