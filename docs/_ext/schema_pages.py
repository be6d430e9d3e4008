"""What is in a document: every record type and code list with its fields, as pages in both languages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from pack_pages import Pages, cell, table

from enforcekit.law.pack import installed
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import Field, Spec, fields_of
from enforcekit.wire.product.codelists import every_list
from enforcekit.wire.schema import SCHEMA_VERSION

KINDS = {
    "str": ("text", "文本"),
    "int": ("integer", "整数"),
    "bool": ("true or false", "布尔"),
    "date": ("day, YYYY-MM-DD", "日期"),
    "instant": ("instant, RFC 3339", "时刻"),
    "decimal": ("decimal, as text", "十进制数（文本）"),
    "text": ("text by language", "分语言文本"),
    "json": ("object", "对象"),
}
LISTS = every_list(installed("cn").vocabulary)


def pages(zh: bool) -> Pages:
    """Name and text of every page."""
    values: dict[str, type[Any]] = {}
    for name, cls in RECORD_TYPES.items():
        yield name, "\n".join(_record(name, cls, values, zh))
    yield "values", "\n".join(_values(values, zh))
    yield "codelists", "\n".join(_lists(zh))
    yield "index", "\n".join(_index(zh))


def _index(zh: bool) -> Iterator[str]:
    yield from ("# 记录类型与 Schema" if zh else "# Record types and their schemas", "")
    yield (
        f"每种记录一个自足的 JSON Schema（2020-12 草案，版本 {SCHEMA_VERSION}），在仓库与软件包的 `schemas/` 中；"
        "`enforcekit schema show TYPE` 打印。以下各页由同一模型生成。"
        if zh
        else f"One self-contained JSON Schema a record type (draft 2020-12, version {SCHEMA_VERSION}), in `schemas/` of the repository "
        "and of the package; `enforcekit schema show TYPE` prints one. These pages are written from the same models."
    )
    yield from ("", "```{toctree}", *RECORD_TYPES, "values", "codelists", "```")


def _first(cls: type[Any]) -> str:
    return (cls.__doc__ or "").strip().partition("\n")[0]


def _record(name: str, cls: type[Any], values: dict[str, type[Any]], zh: bool) -> Iterator[str]:
    yield from (
        f"# {cls.__name__}",
        "",
        cell(_first(cls)),
        "",
        f"`type: {name}` · `urn:enforcekit:schema:{SCHEMA_VERSION}:{name}`",
    )
    yield from _fields(cls, values, zh)


def _values(values: dict[str, type[Any]], zh: bool) -> Iterator[str]:
    yield from ("# 嵌套的值" if zh else "# Values inside records", "")
    yield "没有标识的值嵌在记录之中。" if zh else "A value without an id stands inside its record."
    told: set[str] = set()
    while left := [name for name in values if name not in told]:
        for name in left:
            told.add(name)
            yield from ("", f"({_anchor(name)})=", f"## {name}", "", cell(_first(values[name])))
            yield from _fields(values[name], values, zh)


def _anchor(name: str) -> str:
    return f"value-{name.lower()}"


def _fields(cls: type[Any], values: dict[str, type[Any]], zh: bool) -> list[str]:
    return table(
        ("键", "必填", "种类", "含义", "限制") if zh else ("key", "required", "kind", "meaning", "bounds"),
        [_row(field, values, zh) for field in fields_of(cls)],
    )


def _row(field: Field, values: dict[str, type[Any]], zh: bool) -> tuple[str, ...]:
    doc = field.doc
    meaning = cell(doc.zh if zh else f"{doc.en} · {doc.zh}")
    required = ("yes", "是")[zh] if field.required else ""
    return f"`{field.name}`", required, _kind(field.spec, values, zh), meaning, _bounds(field.spec)


def _kind(spec: Spec, values: dict[str, type[Any]], zh: bool) -> str:
    if spec.kind == "tuple" and spec.item is not None:
        return ("数组：" if zh else "list of ") + _kind(spec.item, values, zh)
    if spec.kind == "record" and spec.cls is not None:
        values.setdefault(spec.cls.__name__, spec.cls)
        return f"[{spec.cls.__name__}](#{_anchor(spec.cls.__name__)})"
    if spec.coded and spec.coded.name in LISTS:
        return f"[{'代码' if zh else 'code'}](#list-{spec.coded.name.replace('_', '-')}) `{spec.coded.name}`"
    if spec.ref:
        return f"{'标识：' if zh else 'id of '}{f'`{spec.ref.type}`'}"
    return KINDS[spec.kind][zh]


def _bounds(spec: Spec) -> str:
    parts = [
        *([f"≥ {spec.low}"] if spec.low is not None else []),
        *([f"≤ {spec.high}"] if spec.high is not None else []),
        *(
            [f"{spec.min_len or 0}–{spec.max_len if spec.max_len is not None else '…'}"]
            if spec.min_len or spec.max_len is not None
            else []
        ),
    ]
    pattern = spec.pattern.regex if spec.pattern and not spec.coded and not spec.ref else ""
    return ", ".join(parts) + (f" `` {pattern.replace('|', chr(92) + '|')} ``" if pattern else "")


def _lists(zh: bool) -> Iterator[str]:
    yield from ("# 代码表" if zh else "# Code lists", "")
    yield (
        "封闭的代码表即枚举；开放的代码表接受其他格式正确的代码，并给出警告（EK130）。"
        if zh
        else "A closed list is an enum; an open one takes another well-formed code, and a warning (EK130) says so."
    )
    for each in LISTS.values():
        kind = ("closed", "封闭")[zh] if each.closed else ("open", "开放")[zh]
        yield from (
            "",
            f"(list-{each.name.replace('_', '-')})=",
            f"## {each.zh if zh else each.en} `{each.name}`",
            "",
            kind,
        )
        yield from table(
            ("代码", "中文", "English"), [(f"`{code.code}`", cell(code.zh), cell(code.en)) for code in each]
        )
