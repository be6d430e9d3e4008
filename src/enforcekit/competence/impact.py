"""What a change reaches: the records and rows that cite a provision, and the cells that rest on a record."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, Literal

import attrs

from enforcekit.arguments import must_be, must_be_language, must_be_text
from enforcekit.errors import EnforcekitError, UnknownReference
from enforcekit.integrity import references
from enforcekit.law import Pack, pack_of
from enforcekit.model.authority import Authority
from enforcekit.model.common import Citation
from enforcekit.model.delegation import Delegation, Designation
from enforcekit.model.instrument import Instrument
from enforcekit.model.item import Item
from enforcekit.model.place import Place
from enforcekit.structure import Structure
from enforcekit.wire.convert import dump

from .cell import Index, index_of, names

_TYPES: Final[Mapping[str, tuple[tuple[str, str], tuple[str, str]]]] = {
    "item": (("items", "事项"), ("check the item's basis and range", "核对事项的依据和处罚幅度")),
    "delegation": (("delegations", "授权与委托"), ("re-issue the list or letter", "重新公布清单或重签委托书")),
    "designation": (("designations", "指定管辖"), ("decide again on the new basis", "依据新规定重新指定")),
    "authority": (("authorities", "主体"), ("confirm the legal capacity", "重新确认执法主体资格")),
    "case": (("cases", "案件"), ("check basis and amount of the penalty", "核对处罚依据和金额")),
    "instrument": (("instruments", "文件"), ("bring the instrument into line", "修订该文件")),
}
"""Each type of record that can cite a provision, and what is to be done about it, in English and Chinese."""
Reach = Literal["cited", "wider"]
_OTHERS: Final = ("check it against the new text", "对照新条文核对")
_NEW_ROW: Final = ("end the row and add one with the new article", "终止该规则行并按新条文增设")
_TAG: Final = re.compile(
    r"([A-Za-z0-9][\w./@-]*(?::[A-Za-z][\w./@-]*)?)"
    r"(?::([0-9]{1,4}(?:-[0-9]{1,2})?)(?:\(([1-9][0-9]?)\))?(?:\(([1-9][0-9]?)\))?)?",
    re.ASCII,
)
_LEVELS: Final = ("article", "paragraph", "point")


@attrs.frozen(kw_only=True)
class Cited:
    """One place where a provision is cited: in a record, or in a row of the pack, at a JSON Pointer inside it.

    `id` is the record's id, or the mode, kind or relation of the row; `required` says what is to be done, by language.
    """

    type: str
    id: str
    pointer: str
    citation: Citation
    required: Mapping[str, str] = attrs.field(hash=False)

    def to_dict(self) -> dict[str, Any]:
        """The citation as plain JSON values."""
        return {**attrs.asdict(self, recurse=False), "citation": dump(self.citation), "required": dict(self.required)}


@attrs.frozen(kw_only=True)
class Impact:
    """What a changed provision reaches.

    `cited` cite the provision itself or a part of it; `wider` cite only a whole that it is part of: the instrument
    without an article, or the article when one of its paragraphs changes.
    """

    provision: Citation
    cited: tuple[Cited, ...]
    wider: tuple[Cited, ...]

    def to_dict(self) -> dict[str, Any]:
        """The impact as plain JSON values."""
        cited, wider = ([each.to_dict() for each in found] for found in (self.cited, self.wider))
        return {"provision": dump(self.provision), "cited": cited, "wider": wider}

    def explain(self, lang: str = "en") -> str:
        """The objects by type, each with what is to be done."""
        must_be_language(lang)
        zh = lang == "zh"
        lines = [f"{self.provision.instrument} {self.provision.text(lang)}".strip()]
        for found, head in ((self.cited, ""), (self.wider, "引用整体：" if zh else "as part of a whole: ")):
            for kind in dict.fromkeys(each.type for each in found):
                ids = list(dict.fromkeys(each.id for each in found if each.type == kind))
                label = _TYPES[kind][0][zh] if kind in _TYPES else f"规则行 {kind}" if zh else f"{kind} rows"
                required = next(each.required[lang] for each in found if each.type == kind)
                lines.append(f"{head}{label} ({len(ids)}): {', '.join(ids[:5])}{' …' * (len(ids) > 5)} → {required}")
        return "\n".join(lines if len(lines) > 1 else [*lines, "无引用" if zh else "nothing cites it"])


def impact(
    structure: Structure,
    instrument: str,
    article: str | None = None,
    paragraph: int | None = None,
    point: int | None = None,
) -> Impact:
    """What cites a provision: records of the structure by an instrument's id, rows of its pack by a tag.

    `instrument` is the id of an instrument, or a tag of the pack's sources, with or without an article (`APL21:24`).
    Raises `UnknownReference` with the nearest ids or tags, `InvalidRecord` for an article that is not one.

    >>> import enforcekit as ek
    >>> yichang = ek.example("yichang")
    >>> print(impact(yichang, "yichang-second-list").explain())
    yichang-second-list
    delegations (1): concentration-later → re-issue the list or letter
    >>> needs = [each.id for each in impact(yichang, "APL21:19").cited if each.type == "need"]
    >>> "authorised.instrument_kind" in needs
    True
    """
    must_be(Structure, structure=structure)
    must_be_text(instrument=instrument)
    pack = pack_of(structure)
    if isinstance(structure._records.get(instrument), Instrument):
        asked = Citation(instrument=instrument, article=article, paragraph=paragraph, point=point)
        found = list(_in_records(structure, instrument))
    else:
        tagged = next(provisions(instrument), None)
        found = list(_in_pack(pack, tagged.instrument)) if tagged else []
        if tagged is None or not (found or tagged.instrument in pack.sources):
            nearest = structure.nearest(instrument, "instrument") or _tags_like(pack, instrument)
            tags = ", ".join(sorted(pack.sources)[:10])
            hint = f"an instrument goes by its id (`find` searches them), a source of the pack by its tag: {tags} …"
            raise UnknownReference("instrument or tag", instrument, nearest, hint)
        asked = Citation(instrument=tagged.instrument, article=article, paragraph=paragraph, point=point)
        if tagged.article is not None:
            if asked != Citation(instrument=tagged.instrument):
                raise EnforcekitError(f"{instrument} names its article already")
            asked = tagged
    how = [(each, reach(each.citation, asked)) for each in found]
    return Impact(
        provision=asked,
        cited=tuple(each for each, side in how if side == "cited"),
        wider=tuple(each for each, side in how if side == "wider"),
    )


def _tags_like(pack: Pack, tag: str) -> list[str]:
    return get_close_matches(tag.partition(":")[0], sorted(pack.sources), 3)


def reach(citation: Citation, asked: Citation) -> Reach | None:
    """Whether a citation is of a provision or a part of it (`cited`), of a whole that it is part of, or neither."""
    if citation.instrument != asked.instrument:
        return None
    wanted = [(name, value) for name in _LEVELS if (value := getattr(asked, name)) is not None]
    values = [(getattr(citation, name), value) for name, value in wanted]
    if all(mine == value for mine, value in values):
        return "cited"
    return "wider" if all(mine in (None, value) for mine, value in values) else None


def provisions(article: str) -> Iterator[Citation]:
    """What an `article` of a row cites: `APL96:18; AEL:17(2)`."""
    for part in article.split("; "):
        if found := _TAG.fullmatch(part):
            tag, number, *parts = found.groups()
            paragraph, point = (int(each) if each else None for each in parts)
            yield Citation(instrument=tag, article=number, paragraph=paragraph, point=point)


def _in_records(structure: Structure, key: str) -> Iterator[Cited]:
    """Every citation of an instrument, and every record that names it as its source."""
    for record in structure:
        en, zh = _TYPES[record.type][1] if record.type in _TYPES else _OTHERS
        found = [("/source", Citation(instrument=key))] if record.source == key else []
        for pointer, ref, target in references(record):
            if target == key and ref.type == "instrument":
                value: Any = record
                for step in pointer.split("/")[1:-1]:
                    value = value[int(step)] if isinstance(value, tuple) else getattr(value, step)
                citation = value if isinstance(value, Citation) else Citation(instrument=key)
                found.append((pointer.removesuffix("/instrument"), citation))
        for at, citation in found:
            required = {"en": en, "zh": zh}
            yield Cited(type=record.type, id=record.id, pointer=at, citation=citation, required=required)


def _in_pack(pack: Pack, tag: str) -> Iterator[Cited]:
    """Every row that cites a source, whatever the pack's tables are: the fields `article` and `…_article`."""
    for field in attrs.fields(Pack):
        rows = getattr(pack, field.name)
        for number, row in enumerate(rows if isinstance(rows, tuple) else ()):
            yield from _in_row(row, f"/{field.name}/{number}", "", tag)


def citations_of(row: Any, pointer: str) -> Iterator[Cited]:
    """Everything that one row of a pack cites, and the rows within it."""
    return _in_row(row, pointer, "", None)


def _in_row(row: Any, pointer: str, within: str, tag: str | None) -> Iterator[Cited]:
    """A row is called by its first word: its mode, kind or relation."""
    values = {field.name: getattr(row, field.name) for field in attrs.fields(type(row))}
    key = within + next((value for value in values.values() if isinstance(value, str)), "")
    for name, value in values.items():
        if isinstance(value, str) and name.endswith("article"):
            for citation in provisions(value):
                if tag in (None, citation.instrument):
                    kind, required = type(row).__name__.lower(), dict(zip(("en", "zh"), _NEW_ROW, strict=True))
                    yield Cited(type=kind, id=key, pointer=f"{pointer}/{name}", citation=citation, required=required)
        for number, each in enumerate(value if isinstance(value, tuple) else ()):
            if attrs.has(type(each)):
                yield from _in_row(each, f"{pointer}/{name}/{number}", f"{key}.", tag)


def differing(before: Structure, after: Structure) -> frozenset[str]:
    """The ids of the records that are in one structure only, or not the same in both."""
    ours, theirs = before._records, after._records
    return frozenset(key for key in {*ours, *theirs} if ours.get(key) != theirs.get(key))


def touched(structure: Structure, ids: Collection[str]) -> dict[str, set[str]]:
    """The cells on whose answer any of these records can bear: the places, by item, whatever the date and action.

    >>> import enforcekit as ek
    >>> yichang = ek.example("yichang")
    >>> cells = touched(yichang, {"yichang-second-list"})
    >>> len(cells) < len(yichang.all(ek.Item)), "420502007" in cells["weather-facility-damage"]
    (True, True)
    """
    index, items, grants = index_of(structure), structure.all(Item), structure.all(Delegation)
    found: dict[str, set[str]] = defaultdict(set)
    records = [record for key in ids if (record := structure._records.get(key)) is not None]
    bodies = {each.id for each in records if isinstance(each, Authority)}
    papers = {each.id for each in structure.all(Instrument) if each.id in ids or each.issuer in bodies}

    def reach(some: Iterable[Item], places: Iterable[str]) -> None:
        below = {place for each in places for place in index.territory.below(each)}
        for item in some:
            found[item.id] |= below

    for record in records:
        if isinstance(record, Item):
            found[record.id] |= index.territory.places.keys()
        elif isinstance(record, Place):
            reach(items, (record.id,))
        elif isinstance(record, Authority):
            reach((item for item in items if any(names(holder, record) for holder in item.holders)), record.places)
    for cover, some in ((index.grants, grants), (index.designations, structure.all(Designation))):
        for each in some:
            if each.id in ids or bodies & _bodies(index, each) or not papers.isdisjoint(_papers(each)):
                reach((item for item in items if cover.covers(each, item)), cover.places_of(each))
    return found


def rests_on(structure: Structure, action: str, item: str, place: str) -> frozenset[str]:
    """The ids of the records that can bear on one cell."""
    cell = index_of(structure).open(action, item, place)
    found = {cell.item.id, *cell.above}
    found.update(body.id for _, bodies in cell.named for body in bodies)
    grants: tuple[Delegation | Designation, ...] = (*cell.grants, *cell.designations)
    for each in grants:
        issuers = (paper.issuer for paper in cell.index.instruments_of(each))
        found |= {each.id, *_bodies(cell.index, each), *_papers(each), *filter(None, issuers)}
    return frozenset(found)


def _bodies(index: Index, grant: Delegation | Designation) -> set[str]:
    return {body.id for body in index.parties(grant)} if isinstance(grant, Delegation) else {grant.authority}


def _papers(grant: Delegation | Designation) -> set[str]:
    """The instruments on which a grant's force depends; a designation stands until it is ended."""
    return {each.instrument for each in grant.instruments} if isinstance(grant, Delegation) else set()
