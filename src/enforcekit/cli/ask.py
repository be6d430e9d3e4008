"""`find`, `who-may`, `what-may`: questions to a structure."""

from __future__ import annotations

import datetime as dt

import attrs
import click

from enforcekit.competence import Filing
from enforcekit.competence import what_may as ask_what_may
from enforcekit.competence import who_may as ask_who_may
from enforcekit.structure import find as find_records
from enforcekit.wire.convert import dump
from enforcekit.wire.validate import dump_document

from .options import Day, counted, language, on_option, open_structure, output_format, print_json, structure_option


@click.command()
@click.argument("text")
@structure_option
@language
@output_format
@click.option("--limit", type=click.IntRange(min=1), default=20, show_default=True, help="At most so many records.")
def find(text: str, sources: tuple[str, ...], lang: str, form: str, limit: int) -> None:
    """Records whose id, code or name is, begins with, or contains TEXT, best first."""
    found = find_records(open_structure(sources), text, limit=limit)
    if form == "json":
        print_json([dump_document(record) for record in found])
        return
    for record in found:
        click.echo(f"{record.type:<12} {record.id:<40} {record.label(lang)}")
    if not found:
        click.echo("nothing found" if lang == "en" else "未找到", err=True)


@click.command("who-may")
@click.argument("action")
@click.option("--item", required=True, help="Id or code of the item.")
@click.option("--place", required=True, help="Id or code of the place.")
@on_option
@click.option("--filed-by", help="The body that filed the case.")
@click.option("--filed-on", type=Day(), help="The day it was filed.")
@structure_option
@language
@output_format
def who_may(
    action: str,
    item: str,
    place: str,
    on: dt.date,
    filed_by: str | None,
    filed_on: dt.date | None,
    sources: tuple[str, ...],
    lang: str,
    form: str,
) -> None:
    """Who may do ACTION (penalise, inspect, compel …) on an item, at a place, on a date. Exit code 1: nobody."""
    if (filed_by is None) != (filed_on is None):
        raise click.UsageError("--filed-by and --filed-on go together")
    case = Filing(filed_by, filed_on) if filed_by is not None and filed_on is not None else None
    answer = ask_who_may(open_structure(sources), action, item=item, place=place, on=on, case=case)
    if form == "json":
        print_json(answer.to_dict())
    else:
        click.echo(answer.explain(lang))
    if not answer:
        raise click.exceptions.Exit(1)


@click.command("what-may")
@click.argument("authority")
@on_option
@click.option("--action", help="Only this kind of action.")
@click.option("--place", help="Only at this place.")
@structure_option
@language
@output_format
def what_may(
    authority: str, on: dt.date, action: str | None, place: str | None, sources: tuple[str, ...], lang: str, form: str
) -> None:
    """All that AUTHORITY may do on a date: where, in whose name, until when."""
    structure = open_structure(sources)
    powers = ask_what_may(structure, authority, on=on, action=action, place=place)
    if form == "json":
        print_json([{**attrs.asdict(power, recurse=False), "valid": dump(power.valid)} for power in powers])
        return
    for power in powers:
        end = power.valid.end.isoformat() if power.valid.end else "open" if lang == "en" else "至今"
        where = structure[power.places[0]].label(lang) + (
            f" (+{len(power.places) - 1})" if len(power.places) > 1 else ""
        )
        name = structure[power.in_name_of].label(lang)
        click.echo(f"{power.action:<10} {structure[power.item].label(lang)} · {where} · {name} · → {end}")
    click.echo(counted(len(powers), "power") if lang == "en" else f"共 {len(powers)} 项", err=True)
    if powers.cure:
        click.echo(f"{powers.reason} → {powers.cure[lang]}", err=True)
