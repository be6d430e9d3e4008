"""The published catalogue of numbered checks, and the map from the keywords of JSON Schema to their codes."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from itertools import groupby
from typing import Any, Final

from enforcekit.errors import Rule
from enforcekit.shape import rules as shape
from enforcekit.wire.validate import _BY_KEYWORD, UNKNOWN_TYPE, WRONG_VERSION

_VALUE = ("the value", "该值")
_MISSING = ("the object, plus the missing key", "对象加缺少的键")
_UNKNOWN = ("the object, plus the unknown key", "对象加未知的键")

ROOMS: Final[Mapping[str, tuple[str, str]]] = {
    "1": ("One document: text, shape, words", "单份文档：文本、形式、代码"),
    "2": ("Many records: references, files", "多条记录：引用、文件"),
    "3": ("Competence: who may act", "职权：谁有权"),
    "4": ("Procedure: the life of a case", "程序：案件办理"),
    "5": ("Inspection and random draws", "检查与随机抽取"),
    "6": ("Coordination between bodies", "机关之间的协同"),
    "7": ("Simulation", "仿真"),
    "8": ("Formats of others", "其他格式"),
}
SEVERITIES: Final[Mapping[str, tuple[str, str]]] = {
    "error": ("the document or question cannot be used as it is", "文档或问题不能照用"),
    "warning": ("it is kept; look at it", "予以保留，请核对"),
    "void": ("in law: without effect from the start", "法律上：自始无效"),
    "voidable": ("in law: may be revoked", "法律上：可撤销"),
    "defect": ("in law: to be corrected", "法律上：应予补正"),
    "advice": ("worth knowing; never an exit code", "提示，不影响退出码"),
}
_BLANK = re.compile(r"(?:\{[^}]*\})+")


def keywords() -> list[dict[str, str]]:
    """Which keyword of a schema validator is which code, and where its pointer leads.

    >>> keywords()[0]
    {'keyword': 'required', 'code': 'EK111', 'pointer': 'the object, plus the missing key', 'zh': '对象加缺少的键'}
    """
    rows: list[tuple[str, Rule, tuple[str, str], str]] = [
        ("required", shape.MISSING, _MISSING, ""),
        ("additionalProperties", shape.UNKNOWN_KEY, _UNKNOWN, ""),
        ("propertyNames", shape.UNKNOWN_KEY, _UNKNOWN, ""),
        ("enum", shape.NOT_IN_LIST, _VALUE, ""),
        *((keyword, rule, _VALUE, "") for keyword, rule in _BY_KEYWORD.items()),
        ("const", UNKNOWN_TYPE, _VALUE, "/type"),
        ("const", WRONG_VERSION, _VALUE, "/schema_version"),
    ]
    return [
        {"keyword": keyword, **({"at": at} if at else {}), "code": rule.code, "pointer": place[0], "zh": place[1]}
        for keyword, rule, place, at in rows
    ]


def catalogue(rules: Mapping[str, Rule], ids: Mapping[str, tuple[str, ...]]) -> dict[str, Any]:
    """Every check as plain JSON values, by code; `ids` are the names of the rules of law that a check holds.

    >>> from enforcekit.errors import RULES
    >>> catalogue({"EK111": RULES["EK111"]}, {})["codes"][0]["severity"]
    'error'
    """
    return {
        "keywords": keywords(),
        "codes": [
            {
                "code": code,
                "severity": rule.severity,
                "message": {"en": rule.en, "zh": rule.zh},
                **({"cure": {"en": rule.cure_en, "zh": rule.cure_zh}} if rule.cure_en else {}),
                **({"article": rule.article} if rule.article else {}),
                **({"rules": list(ids[code])} if ids.get(code) else {}),
            }
            for code, rule in sorted(rules.items())
        ],
    }


def cell(text: str) -> str:
    """A text as a cell of a Markdown table, a place for a value shown as `…`.

    >>> cell("either | or")
    'either \\\\| or'
    """
    return _BLANK.sub("…", text).replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*")


def keyword_table(lang: str) -> str:
    """The map as a table of a page, keywords of one code together.

    >>> print(keyword_table("en").splitlines()[2])
    | `type` | EK110 | the value |
    """
    head = "| 关键字 | 编号 | 指针 |" if lang == "zh" else "| keyword | code | pointer |"
    lines = [head, "|---|---|---|"]

    def told(row: Mapping[str, str]) -> tuple[str, str]:
        return row["code"], row["zh" if lang == "zh" else "pointer"]

    for (code, pointer), rows in groupby(sorted(keywords(), key=told), key=told):
        names = ", ".join(f"`{row['keyword']}`" + (f" (`{row['at']}`)" if "at" in row else "") for row in rows)
        lines.append(f"| {names} | {code} | {pointer} |")
    return "\n".join(lines)


_COLUMNS = {
    "en": "| code | severity | meaning | cure | article, rules |",
    "zh": "| 编号 | 程度 | 含义 | 改正 | 依据、规则 |",
}
_TITLE = {"en": "# The numbered checks", "zh": "# 编号规则目录"}
_TOP = {
    "en": """\
English · [中文](errors.zh.md)

Written by `enforcekit schema write` from the checks themselves: do not edit. Codes are stable, wording is not; `…`
stands for what was found. As data, with the blanks named: [schemas/errors.json](../schemas/errors.json). A check of
law may take another severity from the row of the pack under which it found something.

{levels}

## From a validator's keywords to our codes

{keywords}

A pointer is a JSON Pointer (RFC 6901) to the value that is wrong; for a missing or an unknown key it is the object's
pointer plus that key, with `~` written `~0` and `/` written `~1`. One problem is one finding: a value of the wrong
type is not judged further, a date of the wrong form is not looked up in the calendar. A document that is no object is
EK110 at the root; `type` and `schema_version` are looked at first, and a document of another version is not judged
further.

## Exit codes of `enforcekit validate`

0: all good (warnings do not count, unless `--strict`); 1: findings, also for a text that is no JSON; 2: wrong usage,
or a path that is not there; 3: a fault of the library.
""",
    "zh": """\
[English](errors.md) · 中文

由 `enforcekit schema write` 从规则本身生成，请勿手改。编号稳定，措辞不稳定；“…”处为实际读到的内容。带占位名的数据：
[schemas/errors.json](../schemas/errors.json)。法律规则的程度可由所依据的法律数据行另定。

{levels}

## 从 JSON Schema 关键字到本库编号

{keywords}

指针为 JSON Pointer（RFC 6901），指向有问题的值；缺少或未知的键，指针为对象的指针加该键，键中 `~` 写作 `~0`，
`/` 写作 `~1`。一个问题只报一次：类型不对的值不再判断其他，格式不对的日期不再查历法。不是对象的文档
报 EK110，指针为空；先看 `type` 和 `schema_version`，版本不符的文档不再判断其他。

## `enforcekit validate` 的退出码

0：全部合格（警告不计，除非 `--strict`）；1：有问题，包括不是 JSON 的文本；2：用法错误或路径不存在；3：本库的缺陷。
""",
}


def page(rules: Mapping[str, Rule], ids: Mapping[str, tuple[str, ...]], lang: str) -> str:
    """The catalogue as a page in one language.

    >>> from enforcekit.errors import RULES
    >>> page({"EK111": RULES["EK111"]}, {}, "zh").splitlines()[-1]
    '| EK111 | error | 缺少必填字段“…” | 请补上 | |'
    """
    at = 1 if lang == "zh" else 0
    colon = "：" if lang == "zh" else ": "
    levels = "\n".join(f"- `{name}`{colon}{words[at]}" for name, words in SEVERITIES.items())
    top = _TOP[lang].format(levels=levels, keywords=keyword_table(lang))
    return "\n".join([_TITLE[lang], "", top.rstrip("\n"), *_sections(rules, ids, lang)]) + "\n"


def _sections(rules: Mapping[str, Rule], ids: Mapping[str, tuple[str, ...]], lang: str) -> Iterator[str]:
    zh = lang == "zh"
    for digit, codes in groupby(sorted(rules), key=lambda code: code[2]):
        yield from ("", f"## EK{digit}xx: {ROOMS[digit][zh]}" if digit in ROOMS else f"## EK{digit}xx", "")
        yield _COLUMNS[lang]
        yield "|---|---|---|---|---|"
        for code in codes:
            rule = rules[code]
            named = "; ".join(filter(None, (rule.article, ", ".join(ids.get(code, ())))))
            meaning, cure = (rule.zh, rule.cure_zh) if zh else (rule.en, rule.cure_en)
            cells = (code, rule.severity, cell(meaning), cell(cure), cell(named))
            yield "| " + " | ".join(cells).rstrip() + " |"
