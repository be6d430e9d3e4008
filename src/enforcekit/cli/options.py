"""Options that several commands share."""

from __future__ import annotations

import datetime as dt
import json
import os
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeVar

import click

from enforcekit import resources
from enforcekit.folder import example_names, load
from enforcekit.structure import Structure

F = TypeVar("F", bound=Callable[..., Any])
DEFAULT_EXAMPLE = "ningbo"


def locale_language() -> str:
    """Chinese where the environment's locale is, else English."""
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):
        if value := os.environ.get(variable):
            return "zh" if value.startswith("zh") else "en"
    return "en"


def language(function: F) -> F:
    """`--lang zh|en`, by the locale when it is not given."""
    return click.option(
        "--lang",
        type=click.Choice(["zh", "en"]),
        default=locale_language,
        help="Language of the text; else the locale.",
    )(function)


def output_format(function: F) -> F:
    """`--format text|json`."""
    return click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)(
        function
    )


def structure_option(function: F) -> F:
    """`--in`: folders or files of records, or names of bundled examples, taken together; else one example."""
    return click.option(
        "--in",
        "sources",
        multiple=True,
        show_default=f"the example {DEFAULT_EXAMPLE}",
        metavar="FOLDER|FILE|EXAMPLE",
        help="Where the records are; several are taken together. A path comes before an example of that name.",
    )(function)


def open_structure(sources: Sequence[str]) -> Structure:
    """The structure that `--in` names, or the default example when it names nothing.

    A path that exists comes before an example of that name, and says so; the default is always the example.
    """
    bundled = resources.folder("examples")
    if not sources:
        return load(bundled / DEFAULT_EXAMPLE)
    names = example_names()
    paths: list[str | Path] = []
    for each in sources:
        hidden = each in names and Path(each).exists()
        if hidden:
            click.echo(f"'{each}' is read from here: {Path(each).resolve()}, not the example of that name", err=True)
        paths.append(bundled / each if each in names and not hidden else each)
    return load(*paths)


class Day(click.ParamType[dt.date]):
    """A date written YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        if isinstance(value, dt.date):
            return value
        try:
            if len(value) != 10 or not value[4] == value[7] == "-":  # 2024-W01-1 is a date too
                raise ValueError
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a date; write it as 2024-05-01", param, ctx)


def on_option(function: F) -> F:
    """`--on`: the day asked about. It is never guessed."""
    return click.option("--on", type=Day(), required=True, help="The day asked about.")(function)


def provisional_option(function: F) -> F:
    """`--provisional`: whether a term past the working-day table gets a date all the same. It is never guessed."""
    told = "Date terms past the working-day table by the statute's rest days."
    return click.option("--provisional", is_flag=True, help=told)(function)


def counted(count: int, noun: str) -> str:
    """A number of things in English.

    >>> counted(1, "finding"), counted(2, "finding")
    ('1 finding', '2 findings')
    """
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def print_json(value: Any) -> None:
    """One JSON value, readable, in UTF-8."""
    click.echo(json.dumps(value, ensure_ascii=False, indent=2, allow_nan=False))


class Span(click.ParamType[tuple[dt.date, dt.date]]):
    """Two days, both included: FIRST..LAST."""

    name = "FIRST..LAST"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> tuple[dt.date, dt.date]:
        if isinstance(value, tuple):
            return value
        first, dots, last = value.partition("..")
        if not dots:
            self.fail(f"{value!r} is not two days; write them as 2025-07-03..2025-07-12", param, ctx)
        return Day().convert(first, param, ctx), Day().convert(last, param, ctx)


class Yuan(click.ParamType[int]):
    """An amount as it is written on paper; the library counts in fen."""

    name = "YUAN"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> int:
        if isinstance(value, int):
            return value
        whole, dot, part = value.partition(".")
        written = whole.isascii() and whole.isdigit() and len(whole) <= 13
        if not written or (dot and not (part.isascii() and part.isdigit() and len(part) <= 2)):
            self.fail(f"{value!r} is not an amount; write 200 or 200.50, in yuan", param, ctx)
        return int(whole) * 100 + int(part.ljust(2, "0") or 0)


def layer_option(function: F) -> F:
    """`--layer`: the sector or place whose rules go before the national ones."""
    return click.option("--layer", default="", help="Sector or place whose rules go before the national ones.")(
        function
    )
