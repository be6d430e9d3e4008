"""`inspect`: may this check be made, what did the checks cost the firms, where alarms go off, is a bundle whole."""

from __future__ import annotations

import datetime as dt

import click

from enforcekit.errors import Finding, InvalidArgument
from enforcekit.inspection.admission import may_inspect
from enforcekit.inspection.alarms import alarms
from enforcekit.inspection.ledger import ledger
from enforcekit.inspection.matters import chain_of
from enforcekit.inspection.review import review
from enforcekit.model.inspection import Inspection, OneMatter
from enforcekit.timing import Period

from .options import Day, counted, language, on_option, open_structure, output_format, print_json, structure_option


@click.group()
def inspect() -> None:
    """Inspections: admission, ledger, alarms, one-matter bundles."""


@inspect.command("admit")
@click.argument("inspection", metavar="INSPECTION")
@click.option("--on", type=Day(), help="The day; else that of the check.")
@click.option("--cap", type=click.IntRange(min=0), help="The annual cap, where none is on file.")
@structure_option
@language
@output_format
def admit(inspection: str, on: dt.date | None, cap: int | None, sources: tuple[str, ...], lang: str, form: str) -> None:
    """May the check with this id be made? Exit code 1: a rule stands against it."""
    structure = open_structure(sources)
    try:
        found = may_inspect(structure.resolve(Inspection, inspection), structure, on=on, cap=cap)
    except InvalidArgument as error:
        raise click.UsageError(error.findings[0].text(lang)) from error
    if form == "json":
        print_json(found.to_dict())
    else:
        click.echo(found.explain(lang))
    if not found.allowed:
        raise click.exceptions.Exit(1)


@inspect.command("ledger")
@click.option("--from", "first", type=Day(), required=True, help="The first day.")
@click.option("--to", "last", type=Day(), required=True, help="The last day, included.")
@click.option("--place", default="", help="The place, with all within it; else everywhere.")
@click.option("--layer", default="", help="Place whose rule says how a joint visit is recorded.")
@structure_option
@language
@output_format
def show_ledger(
    first: dt.date, last: dt.date, place: str, layer: str, sources: tuple[str, ...], lang: str, form: str
) -> None:
    """Visits, checks, visits avoided, burden, coverage, detection, each with numerator, denominator and scope."""
    if last < first:
        raise click.UsageError("--to is before --from")
    period = Period(start=first, end=last + dt.timedelta(days=1))
    found = ledger(open_structure(sources), period=period, place=place, layer=layer)
    if form == "json":
        print_json(found.to_dict())
    else:
        click.echo(found.text(lang))


@inspect.command("alarms")
@on_option
@click.option("--layer", default="", help="Place whose rows go before the national ones.")
@structure_option
@language
@output_format
def show_alarms(on: dt.date, layer: str, sources: tuple[str, ...], lang: str, form: str) -> None:
    """Firms visited by several bodies one by one, on the same items again, or beyond the cap. Exit code 1: some are."""
    _tell(alarms(open_structure(sources), on=on, layer=layer), ("alarm", "条预警"), lang, form)


@inspect.command("review")
@on_option
@structure_option
@language
@output_format
def show_review(on: dt.date, sources: tuple[str, ...], lang: str, form: str) -> None:
    """Joint decisions, results that are missing or not published in time, parts that do not fit. Exit code 1: some."""
    _tell(review(open_structure(sources), on=on), ("finding", "条问题"), lang, form)


def _tell(found: tuple[Finding, ...], noun: tuple[str, str], lang: str, form: str) -> None:
    """Findings one a line with their number, or as JSON; exit code 1 when there are any."""
    if form == "json":
        print_json([each.to_dict() for each in found])
    else:
        for each in found:
            click.echo(each.text(lang))
        click.echo(f"{len(found)} {noun[1]}" if lang == "zh" else counted(len(found), noun[0]))
    if found:
        raise click.exceptions.Exit(1)


@inspect.command("matter")
@click.argument("matter", metavar="MATTER")
@on_option
@structure_option
@language
@output_format
def matter(matter: str, on: dt.date, sources: tuple[str, ...], lang: str, form: str) -> None:
    """Is the bundle with this id whole, from licence to enforcement? Exit code 1: it has a gap."""
    structure = open_structure(sources)
    found = chain_of(structure.resolve(OneMatter, matter), structure, on=on)
    if form == "json":
        print_json(found.to_dict())
    else:
        for action, bodies in found.bodies.items():
            click.echo(f"{action}: {', '.join(bodies) or '—'}")
        for each in found.findings:
            click.echo(each.text(lang))
    if not found.complete:
        raise click.exceptions.Exit(1)
