"""The numbered checks of shape, EK110 to EK119: one code for a value built by hand, read from JSON or from CSV."""

from __future__ import annotations

from enforcekit.codes import CodeList
from enforcekit.errors import Finding, rule

from .constraints import Pattern

TEXT_LENGTH = 2000
LINE = Pattern(
    f"[^\\u0000-\\u001f\\u007f\\ud800-\\udfff]{{1,{TEXT_LENGTH}}}",
    good=("溪口镇", "a b", "𠮷"),
    bad=("", "a\nb", "a\n", "a\u0000", "a\ud800", "x" * (TEXT_LENGTH + 1)),
    longest=TEXT_LENGTH,
)
LANGUAGE = Pattern("[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}", good=("zh", "en", "zh-Hant"), bad=("ZH", "z", "zh-", "zh\n"))
DECIMAL = Pattern(
    "(?:0|[1-9][0-9]{0,5})(?:\\.[0-9]{1,6})?", good=("3", "0.05"), bad=("", "1e3", "05", ".5", "-1", "1\n")
)
INSTANT = Pattern(
    "[0-9]{4}-[0-9]{2}-[0-9]{2}T(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\\.[0-9]{1,6})?"
    "(?:Z|[+-](?:[01][0-9]|2[0-3]):[0-5][0-9])",
    good=("2025-09-28T10:00:00+08:00", "2025-09-28T02:00:00.5Z"),
    bad=("2025-09-28", "2025-09-28T10:00:00", "2025-09-28T24:00:00Z", "2025-09-28 10:00:00Z", "2025-09-28T10:00:00Z\n"),
)
JSON_DEPTH = 63
"""How deep `extensions` may be: one level less than the document that a reader accepts."""

WRONG_TYPE = rule(
    "EK110",
    "error",
    "{value} is not of type {expected}",
    "{value} 不是 {expected} 类型",
    cure_en="write a value of type {expected}",
    cure_zh="应为 {expected} 类型",
)
MISSING = rule(
    "EK111",
    "error",
    "required field '{name}' is missing",
    "缺少必填字段“{name}”",
    cure_en="add it",
    cure_zh="请补上",
)
UNKNOWN_KEY = rule(
    "EK112",
    "error",
    "'{key}' is not a field here",
    "“{key}”不是这里的字段",
    cure_en="correct the name, or put it under 'extensions'",
    cure_zh="请更正名称，或放入 extensions",
)
BAD_FORM = rule(
    "EK113",
    "error",
    "'{value}' is not of the form {form}",
    "“{value}”不符合格式 {form}",
    cure_en="write it in that form",
    cure_zh="请按该格式填写",
)
NOT_IN_LIST = rule(
    "EK114",
    "error",
    "'{value}' is not a code of the closed list '{name}'",
    "“{value}”不在封闭代码表“{label}”内",
    cure_en="use one of: {codes}",
    cure_zh="可用：{codes}",
)
TOO_LOW = rule(
    "EK115",
    "error",
    "{value} is less than {low}",
    "{value} 小于 {low}",
    cure_en="give a number of at least {low}",
    cure_zh="不得小于 {low}",
)
TOO_HIGH = rule(
    "EK116",
    "error",
    "{value} is more than {high}",
    "{value} 大于 {high}",
    cure_en="give a number of at most {high}",
    cure_zh="不得大于 {high}",
)
TOO_SHORT = rule(
    "EK117",
    "error",
    "{found} characters or entries, at least {low} are needed",
    "长度或个数为 {found}，至少 {low}",
    cure_en="give at least {low}",
    cure_zh="至少 {low}",
)
TOO_LONG = rule(
    "EK118",
    "error",
    "{found} characters or entries, at most {high} are allowed",
    "长度或个数为 {found}，至多 {high}",
    cure_en="give at most {high}",
    cure_zh="至多 {high}",
)
NOT_A_DATE = rule(
    "EK119",
    "error",
    "'{value}' is not a date of the calendar",
    "“{value}”不是实际存在的日期",
    cure_en="write YYYY-MM-DD",
    cure_zh="按 YYYY-MM-DD 填写",
)


def escape(key: object) -> str:
    """A key as one step of a JSON Pointer (RFC 6901).

    >>> escape("a/b~c")
    'a~1b~0c'
    """
    return str(key).replace("~", "~0").replace("/", "~1")


def unescape(step: str) -> str:
    """The key of which `escape` made a step.

    >>> unescape("a~1b~0c")
    'a/b~c'
    """
    return step.replace("~1", "/").replace("~0", "~")


def not_in_list(codes: CodeList, value: object, pointer: str) -> Finding:
    """The finding for a code that a closed list does not have."""
    known = ", ".join(codes.by_code)
    return NOT_IN_LIST.at(pointer, value=value, name=codes.name, label=codes.zh, codes=known)
