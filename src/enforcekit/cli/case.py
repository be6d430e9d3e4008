"""`term`, `due`, `case`: when something is due, where a case stands, what may come next."""

from __future__ import annotations

import datetime as dt
import json
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal

import attrs
import click

from enforcekit.codes import Vocabulary
from enforcekit.errors import Finding, InvalidData, InvalidRecord, NotPermitted, UnknownReference
from enforcekit.folder import Entry, documents, whole
from enforcekit.law.deadline import deadline
from enforcekit.law.pack import Pack, installed, pack_of
from enforcekit.model.case import Case, Event
from enforcekit.model.common import Record
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.procedure import due as dues_of
from enforcekit.procedure import permitted, timeline
from enforcekit.procedure import record as take
from enforcekit.procedure.scene import beyond_table
from enforcekit.structure import Structure
from enforcekit.wire.convert import dump
from enforcekit.wire.reader import DEFAULT
from enforcekit.wire.validate import dump_document, load_document

from .options import (
    Day,
    Span,
    counted,
    language,
    layer_option,
    open_structure,
    output_format,
    print_json,
    provisional_option,
    structure_option,
)


class Start(click.ParamType[dt.date]):
    """A day, or an instant with its zone for a term of hours."""

    name = "DAY|INSTANT"

    def convert(self, value: str | dt.date, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        if "T" not in value:
            return Day().convert(value, param, ctx)
        try:
            found = dt.datetime.fromisoformat(value)
        except ValueError:
            found = None
        if found is None or found.tzinfo is None:
            self.fail(f"{value!r} is not an instant; write it as 2025-03-03T09:00:00+08:00", param, ctx)
        return found


@click.command()
@click.argument("rule")
@click.argument("start", type=Start())
@click.option("--on", type=Day(), help="The day whose law applies; else the start.")
@layer_option
@click.option("--pause", "pauses", type=Span(), multiple=True, help="Days that are not counted; again for more.")
@click.option("--extended", is_flag=True, help="The extension was granted.")
@click.option("--reading", type=click.Choice(["strict", "lenient"]), default="strict", show_default=True)
@provisional_option
@click.option("--pack", default=DEFAULT_PACK, show_default=True, help="The jurisdiction.")
@language
@output_format
def term(
    rule: str,
    start: dt.date,
    on: dt.date | None,
    layer: str,
    pauses: tuple[tuple[dt.date, dt.date], ...],
    extended: bool,
    reading: Literal["strict", "lenient"],
    provisional: bool,
    pack: str,
    lang: str,
    form: str,
) -> None:
    """When the term RULE (such as P-60) ends that begins with an event on START, with its derivation."""
    law = installed(pack)
    law = (beyond_table(law) or law) if provisional else law
    found = deadline(rule, start, pack=law, on=on, layer=layer, pauses=pauses, extended=extended, reading=reading)
    if form == "json":
        print_json(found.to_dict())
    else:
        click.echo(found.explain(lang))


_case = click.argument("case", metavar="CASE")
_on = click.option("--on", type=Day(), help="The day looked from; else the day of the last event.")


@click.command()
@_case
@_on
@provisional_option
@structure_option
@language
@output_format
def due(case: str, on: dt.date | None, provisional: bool, sources: tuple[str, ...], lang: str, form: str) -> None:
    """What runs in CASE: every clock with its derivation, and the late fine to date. Exit code 1: one is overdue.

    CASE is a file with one case, `-`, or the id of a case among the records.
    """
    structure = open_structure(sources)
    found = dues_of(_read_case(case, structure), structure, on=on, provisional=provisional)
    if form == "json":
        print_json(found.to_dict())
    else:
        click.echo(found.explain(lang))
    if any(clock.state(found.on) == "overdue" for clock in found):
        raise click.exceptions.Exit(1)


@click.group("case")
def case() -> None:
    """A case: where it stands, what may come next, and the next event. CASE is a file, `-`, or an id."""


@case.command("show")
@_case
@_on
@provisional_option
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write to this file.")
@structure_option
@language
@click.option("--format", "form", type=click.Choice(["text", "json", "svg", "html"]), default="text", show_default=True)
def case_show(
    case: str,
    on: dt.date | None,
    provisional: bool,
    out: Path | None,
    sources: tuple[str, ...],
    lang: str,
    form: str,
) -> None:
    """The timeline of CASE: events, states, clocks; as text, data, a picture (svg) or a page (html)."""
    structure = open_structure(sources)
    seen = timeline(_read_case(case, structure), structure, on=on, provisional=provisional)
    if form == "json":
        text = json.dumps(seen.to_dict(), ensure_ascii=False, indent=2) + "\n"
    elif form == "text":
        text = seen.text(lang) + "\n"
    else:
        text = seen.svg(lang) if form == "svg" else seen.html(lang)
    if out is None:
        click.echo(text, nl=False)
    else:
        # Windows would write other bytes for the same picture.
        out.write_text(text, encoding="utf-8", newline="\n")


@case.command("next")
@_case
@_on
@click.option("--open", "only_open", is_flag=True, help="Only the steps that nothing stands against.")
@structure_option
@language
@output_format
def case_next(case: str, on: dt.date | None, only_open: bool, sources: tuple[str, ...], lang: str, form: str) -> None:
    """What may come next in CASE: each step open or refused, with rule, article and cure, and what it needs."""
    structure = open_structure(sources)
    found = _read_case(case, structure)
    day = on or next((event.at.date() for event in reversed(found.events)), None)
    if day is None:
        raise click.UsageError("the case has no event yet: --on says on which day the step would be taken")
    steps = [step for step in permitted(found, structure, on=day) if step.open or not only_open]
    if form == "json":
        print_json([step.to_dict() for step in steps])
        return
    for step in steps:
        click.echo(step.text(lang))
    opened = sum(step.open for step in steps)
    click.echo(f"{counted(opened, 'step')} open" if lang == "en" else f"可进行 {opened} 项", err=True)


@case.command("step")
@_case
@click.argument("event", metavar="EVENT")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the new case to this file.")
@structure_option
@language
@output_format
def case_step(case: str, event: str, out: Path | None, sources: tuple[str, ...], lang: str, form: str) -> None:
    """Record the events of the file EVENT (one, or several in their order) and print the new case.

    Exit code 1: the law refuses one of them; every condition that is not met is named, and nothing is written.
    """
    if case == event == "-":
        raise click.UsageError("only one of CASE and EVENT can be read from standard input")
    structure = open_structure(sources)
    found = _read_case(case, structure)
    for each in _read_events(event, found, pack_of(structure).vocabulary):
        try:
            found = take(found, each, structure)
        except NotPermitted as refused:
            _refused(refused.findings, each, pack_of(structure), lang, form)
            raise click.exceptions.Exit(1) from None
    document = dump_document(found)
    if out is not None:
        out.write_text(json.dumps(document, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    else:
        print_json(document)


def _refused(findings: Iterable[Finding], event: Event, pack: Pack, lang: str, form: str) -> None:
    if form == "json":
        print_json({"refused": dump(event), "findings": [each.to_dict() for each in findings]})
        return
    for finding in findings:
        cited = f" ({pack.cite(finding.article, lang)})" if finding.article else ""
        click.echo(finding.text(lang) + cited)


def _read_case(given: str, structure: Structure) -> Case:
    """The case in a file, on standard input, or of that id among the records."""
    if given != "-" and not Path(given).exists():
        if given not in structure:
            raise UnknownReference("file or case", given, [each.id for each in structure.all(Case)])
        return structure.resolve(Case, given)
    entries = _entries(given)
    if len(entries) != 1:
        raise click.UsageError(f"{given}: one case is expected, there are {counted(len(entries), 'document')}")
    entry = entries[0]
    record = _placed(entry, entry.document, pack_of(structure).vocabulary)
    if not isinstance(record, Case):
        raise click.UsageError(
            f"{given}: a document of the type case is expected, this is one of the type {record.type}"
        )
    return record


def _read_events(given: str, case: Case, vocabulary: Vocabulary) -> list[Event]:
    """The events in a file or on standard input. An event is no document: it is judged as the only one of its case."""
    around = {key: value for key, value in dump_document(case).items() if key != "events"}
    found: list[Event] = []
    for entry in _entries(given):
        record = _placed(entry, {**around, "events": [entry.document]}, vocabulary, below="/events/0")
        found += record.events if isinstance(record, Case) else ()
    return found


def _entries(given: str) -> list[Entry]:
    if given != "-":
        return list(documents(Path(given), given))
    return list(whole(sys.stdin.buffer.read(DEFAULT.size + 1), "-"))


def _placed(entry: Entry, document: Any, vocabulary: Vocabulary, *, below: str = "") -> Record:
    """The record that a document says; what is wrong with it is told with file, line and column."""
    if entry.findings:
        raise InvalidData(entry.findings)
    try:
        return load_document(document, vocabulary)
    except InvalidRecord as error:
        told = [attrs.evolve(each, pointer=each.pointer.removeprefix(below)) for each in error.findings]
        raise InvalidData(entry.place(told)) from None
