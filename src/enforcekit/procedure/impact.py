"""What a changed provision or row reaches, the open cases among it: their clocks, conditions, fines and powers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Iterator, Mapping
from difflib import get_close_matches
from typing import Any, Final, Literal

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text, records_of
from enforcekit.competence import impact as records
from enforcekit.competence import who_may
from enforcekit.competence.answer_records import present
from enforcekit.competence.impact import Reach, touched
from enforcekit.competence.proof import Row
from enforcekit.errors import CalendarCoverageError, UnknownReference
from enforcekit.law import Deadline, Pack, Term, pack_of, term_of
from enforcekit.model.case import Case
from enforcekit.model.common import Citation
from enforcekit.model.instrument import Instrument
from enforcekit.structure import Structure
from enforcekit.wire.convert import dump

from .clocks import clock_for, started
from .money import late_fine_of
from .standing import Standing, standing

Kind = Literal["clock", "condition", "fine", "power"]
_REQUIRED: Final[Mapping[Kind, tuple[str, str]]] = {
    "clock": ("reckon the due date again under the new text", "按新条文重新计算期限"),
    "condition": ("check the step against the new text before it is taken", "办理该步骤前对照新条文核对"),
    "fine": (
        "check basis and amount again, the lighter law first (V-01)",
        "重新核对处罚依据和金额（从旧兼从轻，V-01）",
    ),
    "power": ("ask again who may act before the next step", "下一步骤前重新确认管辖权"),
}
"""What is to be done with each kind of citation, in English and Chinese."""
_LABELS: Final[Mapping[Kind, tuple[str, str]]] = {
    "clock": ("clocks", "期限"),
    "condition": ("conditions of the next steps", "后续步骤的条件"),
    "fine": ("fines", "罚款"),
    "power": ("power to act", "执法权"),
}
_OVER: Final = frozenset({"not_filed", "transferred_out", "closed", "archived"})
_SHOWN: Final = 5


@attrs.frozen(kw_only=True)
class CitedCase:
    """A place in an open case that cites the provision or rests on the row.

    `name` is the rule of the clock, the name of the condition, the kind of the penalty, or the item; `event` the step
    that asks for the condition. `row` is the rule of the row that cites, empty where the case itself cites.
    `required` says what is to be done, by language.
    """

    case: str
    kind: Kind
    name: str
    pointer: str
    row: str
    citation: Citation
    reach: Reach
    required: Mapping[str, str] = attrs.field(hash=False)
    due: str | None = None

    def to_dict(self) -> dict[str, Any]:
        """The citation as plain JSON values."""
        more = {"citation": dump(self.citation), "required": dict(self.required)}
        return present({**attrs.asdict(self, recurse=False), **more, "row": self.row or None})


@attrs.frozen(kw_only=True)
class Impact(records.Impact):
    """What a changed provision or row reaches: records, rows of the pack, and `cases`, the open ones that cite it.

    `row` is the name of the row asked about, empty for a provision.
    """

    row: str = ""
    cases: tuple[CitedCase, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """The impact as plain JSON values."""
        found = {**super().to_dict(), "cases": [each.to_dict() for each in self.cases]}
        return {**found, "row": self.row} if self.row else found

    def explain(self, lang: str = "en") -> str:
        """The objects by type, then the open cases by what in them cites it, each with what is to be done."""
        text, zh = super().explain(lang), lang == "zh"
        if not self.cases:
            return text
        lines = text.splitlines() if self.cited or self.wider else text.splitlines()[:1]
        for reach, head in (("cited", ""), ("wider", "引用整体：" if zh else "as part of a whole: ")):
            for kind, label in _LABELS.items():
                found = [each for each in self.cases if (each.kind, each.reach) == (kind, reach)]
                ids = list(dict.fromkeys(each.case for each in found))
                if not ids:
                    continue
                names = ", ".join(list(dict.fromkeys(each.name for each in found))[:_SHOWN])
                named = ", ".join(ids[:_SHOWN]) + " …" * (len(ids) > _SHOWN)
                what = f"在办案件的{label[1]}" if zh else f"open cases, {label[0]}"
                lines.append(f"{head}{what} [{names}] ({len(ids)}): {named} → {_REQUIRED[kind][zh]}")
        return "\n".join(lines)


@attrs.frozen
class _Use:
    """Something in a case that rests on an article: of a row of the pack, or of an instrument."""

    case: Case
    kind: Kind
    name: str
    pointer: str
    citations: tuple[Citation, ...]
    row: Any = None
    due: str | None = None


def impact(
    structure: Structure,
    instrument: str,
    article: str | None = None,
    paragraph: int | None = None,
    point: int | None = None,
    *,
    cases: Iterable[Case] | None = None,
    on: dt.date | None = None,
) -> Impact:
    """What cites a provision, or rests on a row: records, rows of the pack, and open cases with what is to be done.

    Of a case are looked at the clocks that run, the conditions of the steps that could come next, the bases of the
    penalty last told or decided with the late fine to date, and what gives the body its power.

    Args:
        structure: records, cases and pack.
        instrument: id of an instrument, a tag of the pack's sources (`APL21:24`), or the name of a row: a rule
            (`P-60`, `P-48/samr`), a condition (`reviewed`), a topic (`late_fine`), or a mode (`entrusted`).
        article: of the instrument, or of the source.
        paragraph: of the article.
        point: of the paragraph.
        cases: those to look at; the cases of the structure when left out.
        on: day looked from; of each case the day of its last event when left out.

    Raises `UnknownReference` with the nearest, `InvalidRecord` for an article that is not one.

    >>> import enforcekit as ek
    >>> told = ek.Event(kind="receive_clue", at=dt.datetime(2025, 4, 21, 9, tzinfo=dt.UTC))
    >>> case = ek.Case(id="c-1", authority="a", items=["i"], place="p", layer="samr", events=[told])
    >>> found = impact(ek.Structure([]), "CMP22:31", cases=[case])
    >>> [(each.case, each.kind, each.name, each.due) for each in found.cases]
    [('c-1', 'clock', 'P-02/check', '2025-05-14')]
    >>> {each.kind for each in impact(ek.Structure([]), "P-02/check", cases=[case]).cases}
    {'clock'}
    """
    must_be(Structure, structure=structure)
    must_be_text(instrument=instrument)
    if on is not None:
        must_be_day(on=on)
    pack = pack_of(structure)
    mine = structure.all(Case) if cases is None else records_of("cases", cases, Case)
    rows = list(_rows_called(pack, instrument)) if article is None and not _is_text(structure, instrument) else []
    if rows:
        cited = tuple(each for pointer, row in rows for each in records.citations_of(row, pointer))
        base = records.Impact(provision=Citation(instrument=instrument), cited=cited, wider=())
        chosen = {id(row) for _, row in rows}

        def reach(use: _Use) -> Iterator[tuple[Citation, Reach]]:
            if id(use.row) in chosen:
                yield use.citations[0] if use.citations else base.provision, "cited"

        modes = {row.mode for _, row in rows if hasattr(row, "mode")}
        types = {type(row).__name__.lower() for _, row in rows}
    else:
        base = _of_provision(structure, pack, instrument, article, paragraph, point)

        def reach(use: _Use) -> Iterator[tuple[Citation, Reach]]:
            for citation in use.citations:
                how = records.reach(citation, base.provision)
                if how is not None:
                    yield citation, how

        modes = set()
        types = {each.type for each in (*base.cited, *base.wider)}
    powers = _powers(structure, base, modes)
    found = [
        _cited(use, *hit)
        for case in mine
        for use in _uses(case, structure, pack, on, types, powers, modes)
        for hit in reach(use)
    ]
    return Impact(
        provision=base.provision,
        cited=base.cited,
        wider=base.wider,
        row=instrument if rows else "",
        cases=tuple(dict.fromkeys(found)),
    )


def _of_provision(
    structure: Structure, pack: Pack, instrument: str, article: str | None, paragraph: int | None, point: int | None
) -> records.Impact:
    """What cites a provision; where there is no such text, the nearest names of rows are named first."""
    try:
        return records.impact(structure, instrument, article, paragraph, point)
    except UnknownReference as error:
        names = [*pack.term_names, *dict.fromkeys(row.name for row in pack.conditions)]
        near = get_close_matches(instrument, names, n=3, cutoff=0.75)
        raise UnknownReference(error.kind, error.key, (*near, *error.nearest), error.hint) from None


def _is_text(structure: Structure, key: str) -> bool:
    """Whether a key names an instrument of the structure or a source of its pack."""
    return isinstance(structure._records.get(key), Instrument) or key in pack_of(structure).sources


def _rows_called(pack: Pack, name: str) -> Iterator[tuple[str, Any]]:
    """The rows of the pack that have a name, as their rule, their first word, or the rule that several clocks share."""
    for field in attrs.fields(Pack):
        rows = getattr(pack, field.name)
        for number, row in enumerate(rows if isinstance(rows, tuple) else ()):
            names = {getattr(row, each, None) for each in ("rule", "name", "topic", "mode")}
            if attrs.has(type(row)) and hasattr(row, "article") and (name in names or name == _bare(row)):
                yield f"/{field.name}/{number}", row


def _bare(row: Any) -> str | None:
    return row.rule.partition("/")[0] if isinstance(row, Term) else None


def _powers(structure: Structure, base: records.Impact, modes: set[str]) -> Callable[[Case], bool]:
    """Whether the power behind a case could rest on what was asked about: who may act is asked only then."""
    if modes or any(each.type in ("effect", "need", "ground") for each in (*base.cited, *base.wider)):
        return lambda case: True
    key = base.provision.instrument
    if key not in structure:
        return lambda case: False
    reached = touched(structure, {key, *(each.id for each in base.cited if each.type == "item")})
    return lambda case: any(item in reached for item in case.items)


def _cited(use: _Use, citation: Citation, reach: Reach) -> CitedCase:
    return CitedCase(
        case=use.case.id,
        kind=use.kind,
        name=use.name,
        pointer=use.pointer,
        row=getattr(use.row, "rule", getattr(use.row, "key", "")) if use.row is not None else "",
        citation=citation,
        reach=reach,
        required=dict(zip(("en", "zh"), _REQUIRED[use.kind], strict=True)),
        due=use.due,
    )


def _uses(
    case: Case,
    structure: Structure,
    pack: Pack,
    on: dt.date | None,
    types: set[str],
    powers: Callable[[Case], bool],
    modes: set[str],
) -> Iterator[_Use]:
    """What an open case rests on that could be on rows of these types; nothing of one that is over."""
    found = standing(case, pack)
    day = on if on is not None else case.events[-1].at.date() if case.events else None
    if day is None or found.main.label.final or found.main.state in _OVER:
        return
    if "term" in types:
        yield from _clocks(found, day)
    if "condition" in types:
        yield from _conditions(found, day)
    yield from _fines(found, day, late="threshold" in types)
    if powers(case):
        yield from _power(case, structure, pack, day, modes)


def _clocks(found: Standing, day: dt.date) -> Iterator[_Use]:
    running, ended = started(found)
    for (rule, subject), (move, field) in running.items():
        if (rule, subject) in ended:
            continue
        pointer = f"/clocks/{rule}" + (f"/{subject}" if subject else "")
        try:
            clock = clock_for(found, (rule, subject), move, field, None, day)
        except CalendarCoverageError:
            # The date lies past the working-day table; the row it follows from is known all the same.
            start = move.event.until if field == "until" and move.event.until is not None else move.day
            term = term_of(found.pack, rule, start, found.layer)
            yield _Use(found.case, "clock", rule, pointer, _read(term.article), term)
            continue
        deadline: Deadline | None = clock.deadline if clock is not None else None
        due = deadline.due.isoformat() if deadline is not None else None
        while deadline is not None:
            yield _Use(found.case, "clock", rule, pointer, _read(deadline.term.article), deadline.term, due)
            deadline = deadline.base


def _conditions(found: Standing, day: dt.date) -> Iterator[_Use]:
    for key, process, state in found.tracks():
        for transition in process.leaving(state, day):
            for name in transition.asks:
                row = found.pack.condition(name, day, found.layer)
                if row is not None:
                    pointer = f"/steps/{transition.event}/{name}" + (f"/{key[1]}" if key[1] else "")
                    yield _Use(found.case, "condition", name, pointer, _read(row.article), row)


def _fines(found: Standing, day: dt.date, *, late: bool) -> Iterator[_Use]:
    move = found.last_of("penalty", "notice")
    if move is None:
        return
    for number, sanction in enumerate(move.event.sanctions):
        at = f"/events/{move.number}/sanctions/{number}"
        for place, citation in enumerate(sanction.bases):
            yield _Use(found.case, "fine", sanction.kind, f"{at}/bases/{place}", (citation,))
    try:
        fine = late_fine_of(found, day) if late else None
    except CalendarCoverageError:
        return
    for row in fine.rows if fine is not None else ():
        yield _Use(found.case, "fine", "late_fine", "/late_fine", _read(row.article), row)


def _power(case: Case, structure: Structure, pack: Pack, day: dt.date, modes: set[str]) -> Iterator[_Use]:
    for item in case.items:
        answer = who_may(structure, pack.penalty, item=item, place=case.place, on=day)
        for each in answer.competences:
            if case.authority not in (each.authority, *each.jointly):
                continue
            for step in each.proof.steps:
                at = f"/power/{item}" + (f"/{step.delegation}" if step.delegation else "")
                for leaf in step.leaves():
                    citations = (leaf,) if isinstance(leaf, Citation) else _read(leaf.article)
                    row = leaf if isinstance(leaf, Row) else None
                    if row is not None and row.kind == "effect" and row.key in modes:
                        effect = pack.effect(row.key, day)
                        yield _Use(case, "power", item, at, citations, effect)
                    else:
                        yield _Use(case, "power", item, at, citations, row)


def _read(article: str) -> tuple[Citation, ...]:
    return tuple(records.provisions(article))
