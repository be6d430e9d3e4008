"""`vectors`: ask the library the questions of a vector file, and compare key by key."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

import click

from enforcekit.competence import Filing, answerable
from enforcekit.competence import who_may as ask_who_may
from enforcekit.coordination.lint import lint, rule_id
from enforcekit.errors import CalendarCoverageError, EnforcekitError, MalformedText, UnknownReference
from enforcekit.folder import load
from enforcekit.law.deadline import deadline
from enforcekit.law.pack import Pack, installed
from enforcekit.law.validate import validate
from enforcekit.model.case import Case
from enforcekit.model.common import Record
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.procedure.standing import TURNED
from enforcekit.procedure.steps import objections
from enforcekit.structure import Structure
from enforcekit.timing import working_days
from enforcekit.wire.evolution import current
from enforcekit.wire.reader import read_json
from enforcekit.wire.schema import SCHEMA_VERSION
from enforcekit.wire.source import read_ndjson
from enforcekit.wire.validate import load_document

from .draw_asks import DRAW_ASKS
from .indicator_asks import INDICATOR_ASKS
from .inspect_asks import INSPECT_ASKS
from .penalty_asks import PENALTY_ASKS

Question = Mapping[str, Any]
Answer = Mapping[str, Any]
SETS = frozenset({"competent", "codes", "kinds", "pointers", "selected"})
"""Lists of an answer that have no order (VECTORS)."""


def _day(question: Question, key: str = "on") -> dt.date:
    return dt.date.fromisoformat(question[key])


def _structure(question: Question, pack: Pack, folder: Path) -> Structure:
    given = question["structure"]
    if isinstance(given, str):
        return load(folder / given, pack=pack)
    return Structure([load_document(each, pack.vocabulary) for each in given], pack)


def _who_may(question: Question, pack: Pack, folder: Path) -> dict[str, Any]:
    case = question.get("case")
    filing = Filing(case["authority"], _day(case)) if case else None
    structure = _structure(question, pack, folder)
    answer = ask_who_may(
        structure,
        question["action"],
        item=question["item"],
        place=question["place"],
        on=_day(question),
        case=filing,
    )
    competent = [
        {"authority": c.authority, "in_name_of": c.in_name_of, "answerable": c.answerable} for c in answer.competences
    ]
    refused = {refusal.authority: refusal.reason for refusal in answer.refusals}
    return {"competent": competent, "refused": refused, "reason": answer.reason}


def _answerable(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    found = answerable(pack, question["mode"], _day(question), question.get("grantor"), question.get("grantee"))
    return found or {"reason": "no_law_yet"}


def _text(text: str) -> Any:
    """A text as it stands; what it says, made new, when that is a document of another version."""
    try:
        document = read_json(text)
    except MalformedText:
        return text
    other = isinstance(document, Mapping) and document.get("schema_version", SCHEMA_VERSION) != SCHEMA_VERSION
    return current(document) if other else text


def _validate(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    report = validate(_text(question["text"]) if "text" in question else question["document"], pack=pack)
    problems = [finding for finding in report.findings if finding.severity != "warning"]
    return {
        "valid": report.ok,
        "codes": sorted({finding.code for finding in problems}),
        "pointers": sorted({finding.pointer for finding in problems}),
    }


def _lint(question: Question, pack: Pack, folder: Path) -> dict[str, Any]:
    found = lint(_structure(question, pack, folder))
    # A rule id may name a part of a rule (L02/grant): the vectors speak of rules.
    return {"codes": sorted({rule_id(finding.code).partition("/")[0] for finding in found})}


def _working_days(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    if pack.calendar is None:
        return {"certainty": "uncovered"}
    first, last = _day(question, "from"), _day(question, "to")
    try:
        count = working_days(first, last, pack.calendar)
    except CalendarCoverageError:
        return {"certainty": "uncovered"}
    return {"count": count, "certainty": pack.calendar.certainty(first, last)}


def _term(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    start, rule = question["start"], question["rule"]
    # The vectors name the rules of the reference: one that only a sector or place has is asked without naming it.
    own = next((row.layer for row in pack.terms_of(rule)), "")
    try:
        found = deadline(
            rule,
            dt.datetime.fromisoformat(start) if "T" in start else dt.date.fromisoformat(start),
            pack=pack,
            on=_day(question) if question.get("on") else None,
            layer=question.get("layer") or own,
            pauses=[
                (dt.date.fromisoformat(first), dt.date.fromisoformat(last))
                for first, last in question.get("pauses") or ()
            ],
            extended=bool(question.get("extended")),
            reading=question.get("reading") or "strict",
        )
    except CalendarCoverageError:
        return {"certainty": "uncovered"}
    window = {"window": [day.isoformat() for day in found.window]} if found.window else {}
    return {"due": found.due.isoformat(), **window, "certainty": found.certainty, "rule": found.term.rule}


def _step(key: str, part: str, types: tuple[type[Record], ...], question: Question, pack: Pack, folder: Path) -> Answer:
    """Whether a step may follow in a record that runs through a procedure, and the first rule against it."""
    structure = _structure(question, pack, folder)
    document, given, on = question[key], question[part], question["on"]

    def read(**more: Any) -> Any:
        found = load_document({**document, **more}, pack.vocabulary)
        if not isinstance(found, types):
            raise UnknownReference(f"{key} document", str(document.get("type")), [each.type for each in types])
        return found

    step = given
    if not isinstance(given, str):
        # A step is no document of its own: it is read as the only one of the record.
        step = read(events=[{"at": f"{on}T12:00:00+08:00", **given}]).events[0]
    day = _day(question) if isinstance(step, str) else step.at.date()
    first = next(objections(read(), step, structure, on=day), None)
    return {"allowed": first is None, "rule": None if first is None else first[0]}


ASKS: dict[str, Callable[[Question, Pack, Path], Answer]] = {
    "who_may": _who_may,
    "answerable": _answerable,
    "validate": _validate,
    "lint": _lint,
    "working_days": _working_days,
    "term": _term,
    "case_step": partial(_step, "case", "event", (Case,)),
    "turn_step": partial(_step, "record", "turn", TURNED),
    **PENALTY_ASKS,
    **DRAW_ASKS,
    **INSPECT_ASKS,
    **INDICATOR_ASKS,
}


def _made_new(given: Any) -> Any:
    """What is given with a question, its documents in the version that is read here."""
    if isinstance(given, Mapping):
        return current(given) if "schema_version" in given else {key: _made_new(each) for key, each in given.items()}
    return [_made_new(each) for each in given] if isinstance(given, list) else given


def answer(question: Question, folder: Path) -> Mapping[str, Any]:
    """The library's answer to one vector question; an unknown ask is an error, never a skip.

    Documents of an older version of the schemas are made new first: a vector file outlives the version it names.
    """
    try:
        asked, name = _made_new(question["in"]), question["ask"]
        pack = installed(asked.get("pack", DEFAULT_PACK))
        if name in ASKS:
            return ASKS[name](asked, pack, folder)
        if name in pack.answers:
            return pack.answers[name](asked)
    except EnforcekitError as error:
        return {"error": type(error).__name__, "message": str(error)}
    except (KeyError, ValueError, TypeError, AttributeError) as error:
        return {"error": "BadQuestion", "message": f"{type(error).__name__}: {error}"}
    return {"error": "UnknownAsk", "message": f"no ask is called {name!r}"}


def matches(key: str, expected: Any, found: Any) -> bool:
    """Whether an answer's value is the expected one; of a mapping only the expected keys count."""
    if isinstance(expected, Mapping) and isinstance(found, Mapping):
        # What is selected is told by stratum, and each stratum's list has no order.
        return all(matches(key if key in SETS else name, value, found.get(name)) for name, value in expected.items())
    if key in SETS and isinstance(expected, list) and isinstance(found, list):
        # Each expected entry takes one found one, so that a repeated entry counts twice.
        left = list(found)
        for each in expected:
            fitting = next((at for at, entry in enumerate(left) if matches("", each, entry)), None)
            if fitting is None:
                return False
            del left[fitting]
        return not left
    return bool(expected == found) or _same_instant(expected, found)


def _same_instant(expected: object, found: object) -> bool:
    """Whether both are instants, and the same one: `Z` and `+00:00` are two ways to write an offset."""
    if not (isinstance(expected, str) and isinstance(found, str) and "T" in expected and "T" in found):
        return False
    try:
        return dt.datetime.fromisoformat(expected) == dt.datetime.fromisoformat(found)
    except ValueError:
        return False


def questions(lines: Iterable[bytes], folder: Path) -> Iterator[tuple[int, Question, Mapping[str, Any]]]:
    """Each line's number, its question and the answer; what is no question is answered with an error."""
    for number, question in read_ndjson(lines):
        if isinstance(question, MalformedText):
            yield number, {}, {"error": "MalformedText", "message": str(question)}
        elif not isinstance(question, Mapping):
            yield number, {}, {"error": "BadQuestion", "message": "a question is a JSON object"}
        else:
            yield number, question, answer(question, folder)


def run_file(lines: Iterable[bytes], folder: Path, name: str) -> tuple[int, int, list[str]]:
    """How many questions of a file passed and failed, and one line for each mismatch."""
    passed, failed, mismatches = 0, 0, []
    for number, question, found in questions(lines, folder):
        expect = question.get("expect")
        if not expect or not isinstance(expect, Mapping):
            # What expects nothing proves nothing.
            expect = {"expect": "an answer to compare with"}
        wrong = [
            f"{name}:{number} {question.get('id')}: {key}: expected {expected!r}, found {found.get(key, found)!r}"
            for key, expected in expect.items()
            if key not in found or not matches(key, expected, found[key])
        ]
        mismatches += wrong
        passed += not wrong
        failed += bool(wrong)
    return passed, failed, mismatches


@click.group()
def vectors() -> None:
    """Questions and answers that any implementation can be asked."""


@vectors.command("run")
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
def vectors_run(files: tuple[Path, ...]) -> None:
    """Ask the library every question of FILES and compare with what is expected. Exit code 1: a mismatch."""
    passed, failed = 0, 0
    for path in files:
        with path.open("rb") as file:
            good, bad, mismatches = run_file(file, path.parent, path.name)
        for line in mismatches:
            click.echo(line)
        passed += good
        failed += bad
    click.echo(f"{passed} passed, {failed} failed")
    if failed:
        raise click.exceptions.Exit(1)


@vectors.command("answer")
def vectors_answer() -> None:
    """Read questions on standard input, write answers on standard output, one a line."""
    for _, question, found in questions(sys.stdin.buffer, Path()):
        click.echo(json.dumps({"id": question.get("id"), **found}, ensure_ascii=False))
