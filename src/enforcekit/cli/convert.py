"""`convert`: one format into another through the records of the library; the loss goes to standard error."""

from __future__ import annotations

import io
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

import click

from enforcekit.errors import Finding, InvalidData, Report
from enforcekit.exchange import (
    Converted,
    EventLog,
    cases_from_log,
    cases_to_log,
    from_ocel,
    from_open311,
    from_prov,
    from_xes,
    read_compulsion,
    read_decisions,
    read_inspections,
    read_items,
    read_penalties,
    to_ocel,
    to_open311,
    to_prov,
    to_xes,
    with_delegation,
    write_compulsion,
    write_decisions,
    write_inspections,
    write_items,
    write_penalties,
)
from enforcekit.exchange.loss import Tally
from enforcekit.exchange.reading import Reading
from enforcekit.exchange.table import LIMITS
from enforcekit.law import Pack
from enforcekit.law.pack import pack_of
from enforcekit.model.case import Case
from enforcekit.model.common import Record
from enforcekit.model.complaint import Complaint
from enforcekit.model.inspection import Inspection
from enforcekit.model.item import Item
from enforcekit.structure import Structure
from enforcekit.wire.cells import csv_text
from enforcekit.wire.reader import read_json
from enforcekit.wire.source import read_ndjson
from enforcekit.wire.validate import dump_document, load_document

from .options import counted, language, open_structure

Read = tuple[Sequence[Record], Sequence[Finding]]
_LOGS: dict[str, Callable[[bytes], Converted[EventLog]]] = {"ocel": from_ocel, "xes": from_xes, "prov": from_prov}
_ROWS: dict[str, tuple[type[Record], Callable[..., Reading], Callable[..., Converted[tuple[dict[str, str], ...]]]]] = {
    "publicity": (Case, read_decisions, write_decisions),
    "items": (Item, read_items, write_items),
    "penalties": (Case, read_penalties, write_penalties),
    "compulsion": (Case, read_compulsion, write_compulsion),
    "inspections": (Inspection, read_inspections, write_inspections),
}
_TABLES = ("publicity", "items")
FORMATS = ("records", *_ROWS, *_LOGS, "open311")


@click.command()
@click.argument("file", type=click.Path(exists=True, allow_dash=True, dir_okay=False, path_type=Path))
@click.option("--from", "source", type=click.Choice(FORMATS), required=True, help="What FILE is.")
@click.option("--to", "target", type=click.Choice(FORMATS), required=True, help="What it becomes.")
@click.option(
    "--in",
    "sources",
    multiple=True,
    metavar="FOLDER|FILE|EXAMPLE",
    help="Where the records are that FILE names and does not hold: bodies, items, places.",
)
@click.option(
    "--field",
    show_default="city_management of a list of items, else market_regulation",
    help="Field of enforcement of the items; no table says it.",
)
@click.option("--scheme", default="task_catalog", show_default=True, help="Scheme of the codes of items.")
@click.option("--receiver", default="", help="The body that receives an Open311 request.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write there; else to standard output.")
@language
def convert(
    file: Path,
    source: str,
    target: str,
    sources: tuple[str, ...],
    field: str | None,
    scheme: str,
    receiver: str,
    out: Path | None,
    lang: str,
) -> None:
    """FILE in another format; every field that did not survive is named on standard error (EK830, EK831).

    `records` are documents of this library, one a line; `publicity` the penalty feed (双公示); `items` a list of items;
    `penalties`, `compulsion` and `inspections` records of 互联网+监管; `ocel`, `xes` and `prov` event logs; `open311`
    service requests.

    Exit code 0: nothing worse than a loss; 1: errors in FILE; 2: a file that cannot be read.
    """
    data = sys.stdin.buffer.read() if str(file) == "-" else file.read_bytes()
    more = open_structure(sources) if sources else Structure([])
    if source in _LOGS and target in _LOGS:
        read = _LOGS[source](data)
        made = _write_log(read.value, target)
        findings: Sequence[Finding] = (*read.loss, *made.loss)
    else:
        options = {"field": field, "scheme": scheme, "receiver": receiver, "pack": pack_of(more)}
        records, found = _read(source, data, options)
        made, back = _write(target, records, _together(more, records), options)
        findings = (*found, *made.loss, *_left(target, records, back))
    if out is not None:
        out.write_bytes(made.value)
    else:
        click.echo(made.value, nl=False)
    for finding in findings:
        click.echo(finding.text(lang), err=True)
    lost = sum(each.code in ("EK830", "EK831") for each in findings)
    click.echo(f"{lost} 处未能保留" if lang == "zh" else f"{counted(lost, 'field')} did not survive", err=True)
    if not Report(tuple(findings)).ok:
        raise click.exceptions.Exit(1)


def _together(more: Structure, records: Sequence[Record]) -> Structure:
    try:
        return more.with_records(*records)
    except InvalidData as error:
        raise click.UsageError(f"{error}\n\nName where these records are: --in FOLDER") from error


def _read(source: str, data: bytes, options: Mapping[str, Any]) -> Read:
    pack: Pack = options["pack"]
    if source in _LOGS:
        log = _LOGS[source](data)
        found = cases_from_log(log.value)
        return found.value, (*log.loss, *found.loss)
    if source == "records":
        return [load_document(each, pack.vocabulary) for each in _documents(data)], ()
    if source == "open311":
        made = [
            from_open311(each, id=f"request-{n}", receiver=options["receiver"]) for n, each in enumerate(_rows(data), 1)
        ]
        return [each.value for each in made], [finding for each in made for finding in each.loss]
    table = _read_rows(source, data if source in _TABLES else _rows(data), options)
    return table.records, table.findings


def _read_rows(source: str, rows: Any, options: Mapping[str, Any]) -> Reading:
    told = {"field": options["field"]} if options["field"] else {}
    if source == "items":
        told = {"field": "city_management", **told, "scheme": options["scheme"]}
    return _ROWS[source][1](rows, pack=options["pack"], **told)


def _rows(data: bytes) -> list[Any]:
    value = read_json(data, limits=LIMITS)
    return value if isinstance(value, list) else [value]


def _documents(data: bytes) -> Iterable[Any]:
    for _, value in read_ndjson(io.BytesIO(data)):
        if isinstance(value, Exception):
            raise value
        yield value


def _write(
    target: str, records: Sequence[Record], structure: Structure, options: Mapping[str, Any]
) -> tuple[Converted[bytes], Sequence[Record]]:
    """What the records become, and the records that are in it: those whose loss is told, and what they give back."""
    if target == "records":
        return Converted(_lines(dump_document(each) for each in records)), records
    if target in _LOGS:
        told = [each for each in records if getattr(each, "events", ())]
        log = cases_to_log(told, structure)
        whole = log.value
        if target == "prov":
            whole = with_delegation(whole, [each for each in told if isinstance(each, Case)], structure)
        made = _write_log(whole, target)
        return Converted(made.value, (*log.loss, *made.loss)), told
    if target == "open311":
        complaints = [each for each in records if isinstance(each, Complaint)]
        requests = [to_open311(each) for each in complaints]
        loss = tuple(finding for each in requests for finding in each.loss)
        return Converted(_json([each.value for each in requests]), loss), complaints
    cls, _, write = _ROWS[target]
    mine = [each for each in records if isinstance(each, cls)]
    rows = write(mine, structure, **({"scheme": options["scheme"]} if target == "items" else {}))
    value = _table(rows.value) if target in _TABLES else _json(rows.value)
    return Converted(value, rows.loss), (*_read_rows(target, rows.value, options).records, *mine)


def _left(target: str, records: Iterable[Record], there: Iterable[Record]) -> tuple[Finding, ...]:
    """The records that the target does not give back, each type once."""
    back = {each.id: each for each in there}
    tally = Tally(target)
    for each in records:
        if back.get(each.id) != each:
            tally.not_carried(f"records of type {each.type}", each.id, f"/{each.id}")
    return tally.findings()


def _write_log(log: EventLog, target: str) -> Converted[bytes]:
    if target == "xes":
        return to_xes(log)
    made = to_ocel(log) if target == "ocel" else to_prov(log)
    return Converted(_json(made.value), made.loss)


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1, allow_nan=False) + "\n").encode()


def _lines(documents: Iterable[Any]) -> bytes:
    return "".join(json.dumps(each, ensure_ascii=False, allow_nan=False) + "\n" for each in documents).encode()


def _table(rows: Sequence[Mapping[str, str]]) -> bytes:
    """A table that a spreadsheet takes for UTF-8, and no cell of it for a formula."""
    headers = list(dict.fromkeys(header for row in rows for header in row))
    return b"\xef\xbb\xbf" + csv_text([headers, *([row.get(header) for header in headers] for row in rows)]).encode()
