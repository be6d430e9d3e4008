"""`supervise`: what is late, sent back, skipped or doubled; the next notice; samples, scores, fines, posts."""

from __future__ import annotations

import datetime as dt
from fractions import Fraction
from typing import Any

import click

from enforcekit.coordination.duties import check_duties
from enforcekit.coordination.outliers import fines_of, outliers
from enforcekit.coordination.presence import presence as presence_of
from enforcekit.coordination.requests import sent_back, unanswered
from enforcekit.coordination.review import own_body, review_score, sample_bound, sample_files
from enforcekit.coordination.supervision import check_ladder, next_notice
from enforcekit.errors import Finding
from enforcekit.law.pack import pack_of
from enforcekit.model.case import Case
from enforcekit.model.request import Request
from enforcekit.model.supervision import CaseReview
from enforcekit.procedure import due, permitted
from enforcekit.procedure.standing import TURNED
from enforcekit.structure import Structure

from .options import (
    counted,
    language,
    on_option,
    open_structure,
    output_format,
    print_json,
    provisional_option,
    structure_option,
)


@click.group()
def supervise() -> None:
    """Requests, intake and supervision: what is late, what comes next, what a review says."""


def _tell(findings: tuple[Finding, ...], structure: Structure, lang: str) -> None:
    for each in findings:
        article = f" ({pack_of(structure).cite(each.article, lang)})" if each.article else ""
        click.echo(f"{each.text(lang)}{article}")
    click.echo(counted(len(findings), "finding") if lang == "en" else f"共 {len(findings)} 项", err=True)


def _exit_on(findings: tuple[Finding, ...]) -> None:
    """Exit code 1: worse than advice."""
    if any(each.severity != "advice" for each in findings):
        raise click.exceptions.Exit(1)


@supervise.command("check")
@on_option
@structure_option
@language
@output_format
def check(on: dt.date, sources: tuple[str, ...], lang: str, form: str) -> None:
    """Everything that is wrong on a day with requests, complaints, notices, reviews and duty lists.

    Exit code 1: worse than advice.
    """
    structure = open_structure(sources)
    late = [each for cls in TURNED for each in structure.all(cls)]
    findings = (
        *unanswered(structure, late, on=on),
        *sent_back(structure.all(Request)),
        *check_ladder(structure),
        *check_duties(structure, on=on),
        *(finding for each in structure.all(CaseReview) for finding in own_body(each, structure)),
    )
    if form == "json":
        print_json([each.to_dict() for each in findings])
    else:
        _tell(findings, structure, lang)
    _exit_on(findings)


@supervise.command("steps")
@click.argument("record")
@on_option
@provisional_option
@structure_option
@language
@output_format
def steps(record: str, on: dt.date, provisional: bool, sources: tuple[str, ...], lang: str, form: str) -> None:
    """What may come next in RECORD (a request, complaint, clue, mediation or notice), and its clocks."""
    structure = open_structure(sources)
    found: Any = structure[record]
    if not isinstance(found, TURNED):
        raise click.UsageError(f"{record} ({found.type}) takes no turns")
    clocks = due(found, structure, on=on, provisional=provisional)
    if form == "json":
        print_json({"steps": [each.to_dict() for each in permitted(found, structure, on=on)], **clocks.to_dict()})
        return
    for step in permitted(found, structure, on=on):
        click.echo(step.text(lang))
    click.echo(clocks.explain(lang))


@supervise.command("next")
@click.argument("recipient")
@click.argument("issue")
@on_option
@structure_option
@language
@output_format
def following(recipient: str, issue: str, on: dt.date, sources: tuple[str, ...], lang: str, form: str) -> None:
    """The next notice to RECIPIENT about ISSUE: one rung above the last."""
    structure = open_structure(sources)
    found = next_notice(structure, recipient, issue, on=on)
    pack = pack_of(structure)
    if form == "json":
        row = {"article": found.row.article, "status": found.row.status}
        print_json({"kind": found.kind, "rung": found.rung, "follows": found.follows, **row})
        return
    label = pack.vocabulary.label("notice_kind", found.kind, lang)
    click.echo(f"{found.rung} {label} ({pack.cite(found.row.article, lang)}, {found.row.status})")


@supervise.command("sample")
@click.argument("population", type=int)
@click.argument("sample", type=int)
@click.argument("failed", type=int)
@click.option("--confidence", type=int, default=95, show_default=True, help="In percent.")
@language
@output_format
def sample(population: int, sample: int, failed: int, confidence: int, lang: str, form: str) -> None:
    """How many of POPULATION files fail, when FAILED of SAMPLE did: the exact interval without replacement."""
    found = sample_bound(population, sample, failed, confidence=Fraction(confidence, 100))
    if form == "json":
        print_json(found.to_dict())
    else:
        click.echo(found.text(lang))


@supervise.command("files")
@click.option("--size", type=int, required=True, help="How many.")
@click.option("--key", required=True, help="What the choice hangs on; fixed before the files are known.")
@structure_option
def files(size: int, key: str, sources: tuple[str, ...]) -> None:
    """Which case files are reviewed: the same for the same key, whoever asks."""
    for each in sample_files((case.id for case in open_structure(sources).all(Case)), size, key=key):
        click.echo(each)


@supervise.command("score")
@click.argument("review")
@structure_option
@language
@output_format
def score(review: str, sources: tuple[str, ...], lang: str, form: str) -> None:
    """What a reviewed file scores, with every row it rests on. Exit code 1: a reviewer was of the own body."""
    structure = open_structure(sources)
    found = review_score(structure.resolve(CaseReview, review), structure)
    if form == "json":
        print_json(found.to_dict())
    else:
        click.echo("\n".join([found.explain(lang), *(each.text(lang) for each in found.findings)]))
    if found.findings:
        raise click.exceptions.Exit(1)


@supervise.command("fines")
@click.option("--key", default="", help="What the orders hang on where not all are counted.")
@click.option("--trials", type=int, default=9999, show_default=True)
@structure_option
@language
@output_format
def fines(key: str, trials: int, sources: tuple[str, ...], lang: str, form: str) -> None:
    """Bodies whose fines on an item stand out, by a permutation test over the decided cases."""
    structure = open_structure(sources)
    found = outliers(fines_of(structure.all(Case), structure), trials=trials, key=key)
    if form == "json":
        print_json(found.to_dict())
    else:
        _tell(found.findings, structure, lang)


@supervise.command("presence")
@click.argument("posts", nargs=-1, required=True, metavar="BODY=POSTS...")
@on_option
@structure_option
@language
@output_format
def presence(posts: tuple[str, ...], on: dt.date, sources: tuple[str, ...], lang: str, form: str) -> None:
    """Posts, filled posts and officers present of bodies on a day. Exit code 1: more officers than posts."""
    given: dict[str, int] = {}
    for each in posts:
        body, equals, number = each.partition("=")
        if not equals or not number.isdigit():
            raise click.UsageError(f"{each!r} is not BODY=POSTS, such as xikou-town=12")
        given[body] = int(number)
    structure = open_structure(sources)
    found = presence_of(structure, given, on=on)
    findings = tuple(finding for one in found for finding in one.findings)
    if form == "json":
        print_json([each.to_dict() for each in found])
    else:
        for one in found:
            click.echo(f"{one.authority}: {one.posts} ≥ {len(one.filled)} ≥ {len(one.present)} (+{len(one.guests)})")
        _tell(findings, structure, lang)
    _exit_on(findings)
