"""`lint`, `compare`, `taint`, `impact`: what is wrong with a structure, what changed, what falls, what is touched."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from typing import Any, Protocol, TypeVar

import click

from enforcekit.competence.compare import compare as compare_structures
from enforcekit.coordination.lint import lint as lint_structure
from enforcekit.law import pack_of
from enforcekit.law.lint import rule_id
from enforcekit.procedure.impact import impact as impact_of
from enforcekit.procedure.taint import taint as taint_of

from .options import Day, counted, language, open_structure, print_json, structure_option
from .review_sarif import of_comparison, of_impact, of_taint
from .sarif import sarif

F = TypeVar("F", bound=Callable[..., Any])
Found = TypeVar("Found", bound="_Review")


class _Review(Protocol):
    """What a command here found."""

    def to_dict(self) -> dict[str, Any]: ...

    def explain(self, lang: str) -> str: ...


def review_format(function: F) -> F:
    """`--format text|json|sarif`."""
    choice = click.Choice(["text", "json", "sarif"])
    return click.option("--format", "form", type=choice, default="text", show_default=True)(function)


def _print(found: Found, form: str, lang: str, as_sarif: Callable[[Found, str], dict[str, Any]]) -> None:
    if form == "text":
        click.echo(found.explain(lang))
    else:
        print_json(found.to_dict() if form == "json" else as_sarif(found, lang))


@click.command()
@structure_option
@click.option("--select", multiple=True, metavar="EK310|L18", help="Only these checks; again for more.")
@click.option("--ignore", multiple=True, metavar="EK310|L18", help="Not these checks; again for more.")
@review_format
@language
def lint(sources: tuple[str, ...], select: tuple[str, ...], ignore: tuple[str, ...], form: str, lang: str) -> None:
    """What the law has to say of a structure: void, voidable, defective, unwise. Exit code 1: worse than advice."""
    structure = open_structure(sources)
    pack = pack_of(structure)
    findings = lint_structure(structure, select=select, ignore=ignore)
    if form == "json":
        print_json([{"rule": rule_id(each.code), **each.to_dict()} for each in findings])
    elif form == "sarif":
        print_json(sarif(findings, lang))
    else:
        for finding in findings:
            article = f" ({pack.cite(finding.article, lang)})" if finding.article else ""
            click.echo(f"{rule_id(finding.code)} {finding.text(lang)}{article} [{', '.join(finding.witness)}]")
        count = len(findings)
        click.echo(counted(count, "finding") if lang == "en" else f"共 {count} 项", err=True)
    if any(finding.severity != "advice" for finding in findings):
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("before")
@click.argument("after")
@click.option("--action", "actions", multiple=True, help="Only this kind of action; again for more.")
@click.option("--item", "items", multiple=True, help="Only this item; again for more.")
@click.option("--place", "places", multiple=True, help="Only this place; again for more.")
@language
@review_format
def compare(
    before: str,
    after: str,
    actions: tuple[str, ...],
    items: tuple[str, ...],
    places: tuple[str, ...],
    lang: str,
    form: str,
) -> None:
    """Which powers changed hands, were lost, doubled or left uncovered from BEFORE to AFTER. Exit code 1: some did."""
    found = compare_structures(
        open_structure([before]),
        open_structure([after]),
        actions=actions or None,
        items=items or None,
        places=places or None,
    )
    _print(found, form, lang, of_comparison)
    if found:
        raise click.exceptions.Exit(1)


@click.command()
@click.argument("instrument")
@click.option("--from", "from_date", type=Day(), required=True, help="The day from which it is invalid.")
@structure_option
@language
@review_format
def taint(instrument: str, from_date: dt.date, sources: tuple[str, ...], lang: str, form: str) -> None:
    """What falls when INSTRUMENT is invalid from a day on: grants, powers, cases, fines; what another chain keeps."""
    found = taint_of(open_structure(sources), instrument, from_date)
    _print(found, form, lang, of_taint)


@click.command()
@click.argument("instrument", metavar="INSTRUMENT|TAG|ROW")
@click.argument("article", required=False)
@structure_option
@language
@review_format
def impact(instrument: str, article: str | None, sources: tuple[str, ...], lang: str, form: str) -> None:
    """What cites an instrument, its article, a pack's tag (APL21:24) or row (P-60), open cases too; what to do."""
    found = impact_of(open_structure(sources), instrument, article)
    _print(found, form, lang, of_impact)
