"""Legal bases as feeds write them: title and article out of a path or a sentence, and titles that were cut off."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

import attrs

from enforcekit.model.common import Citation
from enforcekit.model.instrument import Instrument
from enforcekit.structure import Structure

from .numerals import ascii_digits, chinese_integer
from .reading import key_of

_NUMBER: Final = "[0-9零〇一二三四五六七八九十百千]{1,9}"
_PLACE: Final = re.compile(
    rf"第(?P<article>{_NUMBER})条(?:之(?P<of>[一二三四五六七八九十]{{1,2}}))?"
    rf"(?:[/\s]*第(?P<paragraph>{_NUMBER})款)?(?:[/\s]*第[(（]?(?P<point>{_NUMBER})[)）]?项)?"
)
_LEAD: Final = re.compile(
    r"^(?:(?:依据|根据|按照|依照|违反|参照|(?:并|及|和)(?=中华)|[一二三四五六七八九十]+、|[0-9]+[.、)])\s*)+"
)
_VERSION: Final = re.compile(r"[(（\[〔][^)）\]〕]*[)）\]〕]$")
_CHAPTER: Final = re.compile(rf"第{_NUMBER}[编章节]")
_HEADINGS: Final = frozenset({"法律责任", "总则", "附则", "罚则", "分则", "法律责任章"})
_ENDINGS: Final = (
    "法", "法典", "条例", "规定", "办法", "细则", "规则", "决定", "解释", "标准", "基准", "目录", "清单",
    "通知", "意见", "公告", "批复", "章程", "规范", "守则", "制度", "规程", "通则", "若干规定", "公约", "方案",
)  # fmt: skip
_STATE: Final = "中华人民共和国"
_CUT_STATE: Final = tuple(_STATE[at:] for at in range(1, len(_STATE) - 1))
_TENTHS: Final = "一二三四五六七八九十"
_MARKS: Final = re.compile(r"截断|…|\.\.\.$")


@attrs.frozen
class Basis:
    """One provision: title, article, paragraph, point; `cut` when the title is not whole."""

    title: str
    article: str | None = None
    paragraph: int | None = None
    point: int | None = None
    cut: bool = False


def is_marked_cut(text: str) -> bool:
    """Whether a text says of itself that something was cut off."""
    return _MARKS.search(text) is not None


def bases_of(text: str) -> tuple[Basis, ...]:
    """The provisions that a cell names, each once, in its order.

    >>> bases_of("中华人民共和国广告法/第五章法律责任/第五十五条/第一款")
    (Basis(title='中华人民共和国广告法', article='55', paragraph=1, point=None, cut=False),)
    >>> [(each.title, each.article) for each in bases_of("依据《食品安全法》第一百二十四条第一款、第一百二十五条")]
    [('食品安全法', '124'), ('食品安全法', '125')]
    >>> bases_of("和国广告法/第五十五条")[0].cut, bases_of("法律责任/第五十八条")[0].cut
    (True, True)
    """
    found: dict[Basis, None] = {}
    for entry in re.split(r"[;；\n]", ascii_digits(text)[:20_000]):
        for title, rest in _parts(entry.strip()):
            places: list[re.Match[str] | None] = list(_PLACE.finditer(rest))
            if "/" in rest:
                places = places[:1]  # what stands behind the place in a path is a remark
            cut = is_cut(title)
            for place in places or [None]:
                found[_basis(title, place, cut)] = None
    return tuple(found)


def _parts(entry: str) -> list[tuple[str, str]]:
    """Titles, each with the text that belongs to it."""
    if not entry:
        return []
    if "《" in entry:
        pieces = entry.split("《")[1:]
        # A title that is opened and never closed was cut off.
        found = (each.partition("》") for each in pieces)
        return [(title.strip() if mark else f"{title.strip()}…", rest) for title, mark, rest in found]
    if "/" in entry:
        title, _, rest = entry.partition("/")
        return [(_LEAD.sub("", title).strip(), "/" + rest)]
    place = _PLACE.search(entry)
    if place is None:
        return [(_LEAD.sub("", entry), "")]
    return [(_LEAD.sub("", entry[: place.start()]).strip(), entry[place.start() :])]


def _basis(title: str, place: re.Match[str] | None, cut: bool) -> Basis:
    if place is None:
        return Basis(title, cut=cut)
    article, of = _integer(place["article"]), _integer(place["of"])
    paragraph, point = _integer(place["paragraph"]), _integer(place["point"])
    return Basis(
        title,
        f"{article}{f'-{of}' if of else ''}" if article and article < 10_000 else None,
        paragraph if paragraph and paragraph < 100 else None,
        point if point and point < 100 else None,
        cut,
    )


def _integer(text: str | None) -> int | None:
    if text is None:
        return None
    return int(text) if text.isascii() else chinese_integer(text)


def cited(text: str) -> Iterator[tuple[Instrument, Citation]]:
    """The provisions that a cell names, as citations, each with its instrument: known by the title alone.

    >>> [(text.label("zh"), text.kind, each.article) for text, each in cited("中华人民共和国广告法/第五十五条")]
    [('中华人民共和国广告法', 'law', '55')]
    """
    for each in bases_of(text):
        if title := each.title[:200]:
            instrument = Instrument(id=f"text-{key_of(title)}", names={"zh": title}, kind=kind_of(title))
            yield (
                instrument,
                Citation(instrument=instrument.id, article=each.article, paragraph=each.paragraph, point=each.point),
            )


def basis_text(basis: Citation, structure: Structure) -> str:
    """A provision as the feed writes it: title, article, paragraph and point with strokes between them.

    >>> basis_text(Citation(instrument="ad-law", article="55-2", paragraph=1), Structure([]))
    'ad-law/第55条之二/第1款'
    """
    title = structure[basis.instrument].label("zh") if basis.instrument in structure else basis.instrument
    article, _, more = (basis.article or "").partition("-")
    parts = [title]
    if article:
        parts.append(f"第{article}条" + (f"之{_TENTHS[int(more) - 1]}" if more and 0 < int(more) <= 10 else ""))
    parts += [f"第{number}{word}" for number, word in ((basis.paragraph, "款"), (basis.point, "项")) if number]
    return "/".join(parts)


def is_cut(title: str) -> bool:
    """Whether a title is visibly not whole: a heading in its place, its beginning or its end missing.

    >>> [is_cut(each) for each in ("民共和国食品安全法", "中华人民共和国食品安", "深圳经济特区计量条例(2019修正)")]
    [True, True, False]
    """
    bare = _VERSION.sub("", title.strip()).strip()
    return (
        not bare
        or is_marked_cut(title)
        or bare in _HEADINGS
        or bare.startswith(("第", *_CUT_STATE))
        or _CHAPTER.match(bare) is not None
        or bare.count("(") + bare.count("（") != bare.count(")") + bare.count("）")
        or not bare.endswith(_ENDINGS)
    )


def cut_by_others(titles: Iterable[str]) -> frozenset[str]:
    """Titles that are the end of a longer one of the same table; the state's name may be left out.

    >>> sorted(cut_by_others(["深圳经济特区计量条例", "济特区计量条例", "中华人民共和国广告法", "广告法"]))
    ['济特区计量条例']
    """
    known = sorted(set(titles))
    return frozenset(
        title
        for title in known
        for other in known
        if other != title and other.endswith(title) and other.removesuffix(title) != _STATE and len(title) > 3
        and not any(each.removeprefix(_STATE) == title for each in known if each != title)
    )  # fmt: skip


def kind_of(title: str) -> str:
    """What kind of text a title is most likely of: read from its words alone."""
    bare = _VERSION.sub("", title.strip())
    if bare.endswith(("法", "法典")):
        return "law"
    if bare.endswith("条例"):
        local = re.search("省|市|自治区|自治州|自治县|经济特区|浦东新区", bare)
        return "local_regulation" if local else "administrative_regulation"
    return "rule" if bare.endswith(("办法", "规定", "细则", "规则")) else "normative_document"
