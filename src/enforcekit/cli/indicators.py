"""`indicators`: published figures with inputs, formula and scope; another input; a comparison or why there is none."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

import click

from enforcekit.indicators import Book, book, book_names, compare_indicators
from enforcekit.inspection.figure import NotComparable

from .options import language, open_structure, output_format, print_json


class Input(click.ParamType[tuple[str, Decimal]]):
    """An input and its value: NAME=VALUE."""

    name = "NAME=VALUE"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[str, Decimal]:
        if isinstance(value, tuple):
            return value
        key, _, number = value.partition("=")
        try:
            found = Decimal(number)
        except InvalidOperation:
            self.fail(f"{value!r} is no input; write it as received=32036", param, ctx)
        return key.strip(), found


@click.command()
@click.argument("name", metavar="[BOOK[/INDICATOR]]", default="")
@click.option("--set", "values", type=Input(), multiple=True, help="Another value of an input; again for more.")
@click.option("--in", "sources", multiple=True, metavar="FOLDER|FILE|EXAMPLE", help="Count inputs from these records.")
@click.option("--compare", "other", metavar="BOOK/INDICATOR", help="Compare with another one. Exit code 1: refused.")
@language
@output_format
def indicators(
    name: str,
    values: tuple[tuple[str, Decimal], ...],
    sources: tuple[str, ...],
    other: str | None,
    lang: str,
    form: str,
) -> None:
    """Figures that can be computed again: all books, one BOOK, or one BOOK/INDICATOR with everything it rests on."""
    of, _, key = name.partition("/")
    if not key and (values or other):
        raise click.UsageError("--set and --compare need one BOOK/INDICATOR")
    books = [_book(each, sources) for each in ([of] if of else book_names())]
    if not key:
        if form == "json":
            print_json([each.to_dict() for one in books for each in one])
        else:
            for one in books:
                for each in one:
                    click.echo(each.line(lang))
        return
    found = books[0][key].with_inputs(**dict(values))
    if other is not None:
        _compare(found, other, sources, lang, form)
    elif form == "json":
        print_json(found.to_dict())
    else:
        click.echo(found.explain(lang))


def _book(name: str, sources: tuple[str, ...]) -> Book:
    found = book(name)
    return found.counted(open_structure(sources)) if sources else found


def _compare(found: Any, other: str, sources: tuple[str, ...], lang: str, form: str) -> None:
    of, _, key = other.partition("/")
    try:
        compared = compare_indicators(found, _book(of, sources)[key])
    except NotComparable as refused:
        if form == "json":
            reasons = [{"code": code, "en": en, "zh": zh} for code, en, zh in refused.reasons]
            print_json({"comparable": False, "reasons": reasons})
        else:
            click.echo(refused.text(lang))
        raise click.exceptions.Exit(1) from None
    ratio = compared.ratio
    if form == "json":
        exact = {"difference": str(compared.difference), "ratio": None if ratio is None else str(ratio)}
        print_json({"comparable": True, **{key: each for key, each in exact.items() if each is not None}})
    else:
        times = "—" if ratio is None else f"{float(ratio):.4g}"
        words = ("差", "比") if lang == "zh" else ("difference", "ratio")
        click.echo(f"{words[0]}: {float(compared.difference):.4g}; {words[1]}: {times}")
