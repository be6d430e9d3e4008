"""What a grant lacks, and what would mend it, in words."""

from __future__ import annotations

from typing import Final

from enforcekit.law import Need, Pack
from enforcekit.law.rows import NeedKind

_LISTS: Final[dict[NeedKind, str]] = {
    "issuer_level": "level",
    "instrument_kind": "instrument_kind",
    "grantor_kind": "authority_kind",
    "grantor_level": "level",
    "grantee_kind": "authority_kind",
}
_LACK: Final[dict[NeedKind, tuple[str, str]]] = {
    "issuer_level": ("a decision issued at this level: {}", "由下列层级机关作出的决定：{}"),
    "instrument_kind": ("an instrument of one of these kinds: {}", "下列种类之一的依据文件：{}"),
    "grantor_kind": ("a grantor of one of these kinds: {}", "下列种类之一的授权主体：{}"),
    "grantor_level": ("a grantor at this level: {}", "下列层级的授权主体：{}"),
    "grantee_kind": ("a grantee of one of these kinds: {}", "下列种类之一的承接主体：{}"),
    "publication": ("publication", "公布"),
    "term": ("a term", "期限"),
    "capacity": ("a grantee with legal capacity", "承接主体的执法主体资格"),
    "writing": ("a written instrument", "书面文件"),
}
_MEND: Final[dict[NeedKind, tuple[str, str]]] = {
    "issuer_level": ("obtain a decision issued at this level: {}", "取得下列层级机关作出的决定：{}"),
    "instrument_kind": ("rest it on an instrument of one of these kinds: {}", "补充下列种类之一的依据文件：{}"),
    "grantor_kind": ("a grant from a body of one of these kinds: {}", "改由下列种类之一的主体授予：{}"),
    "grantor_level": ("a grant from a body at this level: {}", "改由下列层级的主体授予：{}"),
    "grantee_kind": ("grant it to a body of one of these kinds: {}", "改由下列种类之一的主体承接：{}"),
    "publication": ("publish the decision, and state the day", "公布决定，并填写公布日期"),
    "term": ("name a term", "载明期限"),
    "capacity": ("an instrument that gives the grantee legal capacity", "取得赋予承接主体资格的文件"),
    "writing": ("put it in writing, and cite the letter", "以书面形式作出，并引用该文书"),
}


def lack(need: Need, pack: Pack, lang: str) -> str:
    """What is missing, as a noun.

    >>> need = Need(kind="term", severity="defect", breaks_chain=False, article="-")
    >>> lack(need, Pack(name="x", zh="x", en="x", base_mode="x", compulsion="x", penalty="x"), "en")
    'a term'
    """
    return _worded(_LACK[need.kind], need, pack, lang)


def mend(need: Need, pack: Pack, lang: str) -> str:
    """What to do about it.

    >>> need = Need(kind="term", severity="defect", breaks_chain=False, article="-")
    >>> mend(need, Pack(name="x", zh="x", en="x", base_mode="x", compulsion="x", penalty="x"), "zh")
    '载明期限'
    """
    return _worded(_MEND[need.kind], need, pack, lang)


def _worded(pair: tuple[str, str], need: Need, pack: Pack, lang: str) -> str:
    labels = (pack.vocabulary.label(_LISTS.get(need.kind, ""), code, lang) for code in sorted(need.values))
    return pair[lang == "zh"].format(("、" if lang == "zh" else ", ").join(labels))
