"""`packs`: the installed jurisdictions, what their rows rest on, and what is wrong with a pack."""

from __future__ import annotations

from typing import Any

import click

from enforcekit.errors import Report, shorten
from enforcekit.law.discovery import Offer, offers

from .options import counted, language, output_format, print_json


@click.command()
@output_format
@language
def packs(form: str, lang: str) -> None:
    """The installed packs: version, layers, rows by status, problems. A bad one is said, and the others work.

    ENFORCEKIT_PACKS=us,xx lets only these be looked at beside the library's own. Exit code 1: a pack cannot be used.
    """
    found = offers()
    if form == "json":
        print_json([_told(each) for each in found])
    else:
        for each in found:
            for line in _lines(each, lang):
                click.echo(line)
    if not all(Report(each.findings).ok for each in found):
        raise click.exceptions.Exit(1)


def _told(offer: Offer) -> dict[str, Any]:
    told: dict[str, Any] = {
        "name": offer.name,
        "distribution": offer.distribution,
        "version": offer.version,
        "findings": [each.to_dict() for each in offer.findings],
    }
    pack = offer.pack
    if pack is not None:
        told["names"] = {"zh": pack.zh, "en": pack.en}
        told["layers"] = sorted(pack.layers)
        told["rows"] = {name: len(rows) for name, rows in pack.rows.items()}
        told["processes"] = len(pack.processes) + sum(len(each.processes) for each in pack.workflows)
        told["lists"] = len(pack.vocabulary.lists)
        told["statuses"] = dict(pack.statuses)
    return told


def _lines(offer: Offer, lang: str) -> list[str]:
    pack = offer.pack
    zh = lang == "zh"
    name, origin = shorten(offer.name), shorten(f"{offer.distribution} {offer.version}")
    if pack is None:
        lines = [f"{name:<10} {'不可用' if zh else 'cannot be used'} ({origin})"]
    else:
        rows = sum(pack.statuses.values())
        firm, local, open_ = pack.statuses["confirmed"], pack.statuses["local"], pack.statuses["unconfirmed"]
        layers = ("、" if zh else ", ").join(map(shorten, sorted(pack.layers))) or ("无" if zh else "none")
        lines = [
            f"{name:<10} {shorten(f'{pack.zh} · {pack.en}', 400)} ({origin})",
            f"{'':<10} {rows} 行：已核对 {firm}，地方 {local}，未核对 {open_}；{len(pack.vocabulary.lists)} 个代码表"
            if zh
            else f"{'':<10} {counted(rows, 'row')}: {firm} confirmed, {local} local, {open_} unconfirmed; "
            f"{counted(len(pack.vocabulary.lists), 'code list')}",
            f"{'':<10} {'层级' if zh else 'layers'}: {layers}",
        ]
    return [*lines, *(f"{'':<10} {each.text(lang)}" for each in offer.findings)]
