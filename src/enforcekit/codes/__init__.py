"""Code lists with Chinese and English labels, and identifiers as scheme and value.

A list is *closed* when a law or this library fixes it: another code is an error. It is *open* when practice adds
to it: another well-formed code is kept, with a warning. Lists that belong to a country live in its pack; the few
that the library itself interprets are in `CORE`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from types import MappingProxyType

import attrs


@attrs.frozen
class Code:
    """One code with its labels; `wire` is the code another system uses for it, `source` says where it is from.

    `deprecated` is the version of the schemas since which another should be used; it is still taken.
    """

    code: str
    zh: str
    en: str
    wire: str | None = None
    source: str = ""
    deprecated: str = ""


@attrs.frozen(slots=False)
class CodeList:
    """A named list of codes.

    >>> colours = CodeList("colour", "颜色", "Colour", (Code("red", "红", "red"),), closed=True)
    >>> "red" in colours, "blue" in colours, colours.label("red", "zh")
    (True, False, '红')
    """

    name: str
    zh: str
    en: str
    codes: tuple[Code, ...]
    closed: bool = False
    source: str = ""

    @cached_property
    def by_code(self) -> Mapping[str, Code]:
        """The codes by their own name, in the order of the list."""
        return MappingProxyType({code.code: code for code in self.codes})

    @cached_property
    def deprecated(self) -> frozenset[str]:
        """The codes that are still taken, and should not be written any more."""
        return frozenset(code.code for code in self.codes if code.deprecated)

    def __contains__(self, code: object) -> bool:
        return code in self.by_code

    def __iter__(self) -> Iterator[Code]:
        return iter(self.codes)

    def rank(self, code: str) -> int:
        """The place of a code in the list; a code that is not in it stands after all others."""
        return self._ranks.get(code, len(self.codes))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {each.code: number for number, each in enumerate(self.codes)}

    @cached_property
    def words(self) -> Mapping[str, str]:
        """The codes by every word for them: their own, the number another system uses, the label in either language.

        >>> colours = CodeList("colour", "颜色", "Colour", (Code("red", "红", "Red", "01"),), closed=True)
        >>> dict(colours.words)
        {'red': 'red', '01': 'red', '红': 'red', 'Red': 'red'}
        """
        words: dict[str, str] = {}
        for each in ("code", "wire", "zh", "en"):
            for code in self.codes:
                if word := getattr(code, each):
                    words.setdefault(word, code.code)
        return MappingProxyType(words)

    def label(self, code: str, lang: str = "en") -> str:
        """The label of a code, or the code itself when the list does not know it."""
        known = self.by_code.get(code)
        return code if known is None else known.zh if lang == "zh" else known.en


def code_list(name: str, zh: str, en: str, rows: Iterable[tuple[str, ...]], *, closed: bool = False) -> CodeList:
    """A list from rows of (code, zh, en[, wire code])."""
    return CodeList(name, zh, en, tuple(Code(*row) for row in rows), closed)


@attrs.frozen
class Scheme:
    """A scheme of identifiers: `problem(value)` names what is wrong with a value, or is None when it is well made."""

    name: str
    zh: str
    en: str
    problem: Callable[[str], str | None]
    personal: bool = False


@attrs.frozen(eq=False)
class Vocabulary:
    """The words of one jurisdiction: its code lists and identifier schemes, by name."""

    lists: Mapping[str, CodeList] = attrs.field(factory=dict)
    schemes: Mapping[str, Scheme] = attrs.field(factory=dict)

    def label(self, list_name: str, code: str, lang: str = "en") -> str:
        """The label of a code in one of the lists."""
        found = self.lists.get(list_name)
        return code if found is None else found.label(code, lang)

    def words(self, list_name: str) -> Mapping[str, str]:
        """The codes of one of the lists by every word for them; empty when there is no such list."""
        found = self.lists.get(list_name)
        return {} if found is None else found.words


PLACE_KINDS = code_list(
    "place_kind",
    "地域类型",
    "Kind of place",
    (
        ("division", "行政区划", "administrative division"),
        ("zone", "功能区", "functional zone made of members"),
        ("part", "区划的一部分", "named part of one division"),
        ("sea_area", "海域", "sea area"),
    ),
    closed=True,
)

HOLDER_ROLES = code_list(
    "holder_role",
    "主体关系",
    "How the bodies named by a statute stand to each other",
    (
        ("sole", "单独行使", "this body alone"),
        ("alternative", "择一行使", "any one of the named bodies"),
        ("joint", "共同行使", "all named bodies together"),
    ),
    closed=True,
)

DESIGNATION_KINDS = code_list(
    "designation_kind",
    "管辖确定方式",
    "How a contested competence was settled",
    (
        ("designation", "指定管辖", "designation by the common superior"),
        ("boundary_decision", "职责边界决定", "decision on the boundary of functions"),
    ),
    closed=True,
)

DRAW_PHASES = code_list(
    "draw_phase",
    "揭示阶段",
    "When a participant in a draw reveals the secret",
    (
        ("early", "随机数发布前", "before the beacon"),
        ("late", "随机数发布后", "after the beacon"),
    ),
    closed=True,
)

DRAW_OUTCOMES = code_list(
    "draw_outcome",
    "抽取结果",
    "How a draw ended",
    (
        ("drawn", "已抽取", "drawn"),
        ("void", "作废", "void: a late reveal is missing or wrong"),
        ("not_started", "未启动", "not started: an early reveal is missing or wrong"),
    ),
    closed=True,
)

_LISTS = (PLACE_KINDS, HOLDER_ROLES, DESIGNATION_KINDS, DRAW_PHASES, DRAW_OUTCOMES)
CORE = Vocabulary({each.name: each for each in _LISTS})
