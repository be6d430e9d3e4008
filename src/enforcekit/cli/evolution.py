"""`schema diff`, `schema freeze`, `migrate`: what changed between versions, what may not, and documents made new."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from contextlib import nullcontext
from pathlib import Path
from typing import IO, Any

import attrs
import click

from enforcekit import resources
from enforcekit.errors import Finding, InvalidRecord, MalformedText, SchemaVersionError
from enforcekit.folder import LINES
from enforcekit.shape.rules import WRONG_TYPE
from enforcekit.wire.evolution import Change, diff_all
from enforcekit.wire.evolution import migrate as migrated
from enforcekit.wire.evolution.dialect import problem_of
from enforcekit.wire.evolution.frozen import freeze
from enforcekit.wire.reader import DEFAULT, read_json
from enforcekit.wire.schema import SCHEMA_VERSION
from enforcekit.wire.source import numbered, read_bytes

from .options import counted, language, print_json

_WHOM = {"writers": ("breaks writers", "写方不兼容"), "readers": ("breaks readers", "读方不兼容")}
_UNPROVEN = ("may break {}: no witness found", "可能影响{}：未找到例证")
_SIDE = {"writers": ("writers", "写方"), "readers": ("readers", "读方")}


def _schemas(name: str) -> Mapping[str, dict[str, Any]]:
    """The schemas of a file, of a folder, or of a version that travels with the library, by record type."""
    path = Path(name)
    if not path.exists() and (published := resources.folder("schemas") / name).is_dir():
        path = published
    files = sorted(path.glob("*.schema.json")) if path.is_dir() else [path]
    found: dict[str, dict[str, Any]] = {}
    for file in files:
        schema = read_json(read_bytes(file), file=str(file))
        if problem := problem_of(schema):
            raise click.BadParameter(f"{file} is no schema of a record type: {problem}")
        found[schema["properties"]["type"]["const"]] = schema
    if not found:
        raise click.BadParameter(f"{name} holds no *.schema.json, and no published version is called so")
    return found


@click.command("diff")
@click.argument("old")
@click.argument("new")
@click.option("--words", is_flag=True, help="Changes of titles, descriptions and examples too.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@language
def schema_diff(old: str, new: str, words: bool, lang: str, form: str) -> None:
    """What changed from OLD to NEW, and whom it breaks: each a schema file, a folder of them, or a version (0.1).

    A change breaks writers when documents that were good are refused now, readers when documents that are good now
    would have been refused. Each such claim has a document that proves it, judged by both schemas.

    Exit code 0: nothing breaks; 1: something does, or may; 2: wrong usage.
    """
    changes = diff_all(_schemas(old), _schemas(new))
    shown = [each for each in changes if words or each.keywords[0] != "words"]
    broken = [each for each in changes if (each.writers, each.readers) != ("compatible", "compatible")]
    if form == "json":
        print_json({"compatible": not broken, "changes": [each.to_dict() for each in shown]})
    else:
        for each in shown:
            _tell(each, lang)
        zh = f"{len(shown)} 处变化，{len(broken)} 处不兼容或未能证明"
        en = f"{counted(len(shown), 'change')}, {len(broken)} breaking or unproven"
        click.echo(zh if lang == "zh" else en, err=True)
    if broken:
        raise click.exceptions.Exit(1)


@click.command("freeze")
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path), default="schemas")
def schema_freeze(folder: Path) -> None:
    """Promise the version that is written now: from here on what its schemas take and refuse cannot change.

    Words can: titles, labels, examples of open lists. `schemas/frozen.json` gets a hash for each record type, and the
    tests refuse a model that no longer fits them.
    """
    try:
        click.echo(freeze(folder))
    except ValueError as error:
        raise click.ClickException(str(error)) from None


def _tell(change: Change, lang: str) -> None:
    at = 1 if lang == "zh" else 0
    verdicts = []
    for side in ("writers", "readers"):
        if (verdict := getattr(change, side)) == "breaking":
            verdicts.append(_WHOM[side][at])
        elif verdict == "unproven":
            verdicts.append(_UNPROVEN[at].format(_SIDE[side][at]))
    told = ", ".join(verdicts) or ("兼容" if lang == "zh" else "compatible")
    click.echo(f"{change.type}{change.pointer}: {', '.join(change.keywords)}: {told}")
    for side, mark in (("writers", "-"), ("readers", "+")):
        if (witness := getattr(change, f"{side}_witness")) is not None:
            click.echo(f"  {mark} {json.dumps(witness, ensure_ascii=True)[:2000]}")


@click.command()
@click.argument("paths", nargs=-1, required=True, metavar="FILE|-…")
@click.option("--to", default=SCHEMA_VERSION, show_default=True, help="The version of the schemas to reach.")
@click.option("--output", "-o", type=click.Path(dir_okay=False), help="Where it is written; else standard output.")
@language
def migrate(paths: tuple[str, ...], to: str, output: str | None, lang: str) -> None:
    """Write the documents of files (JSON or NDJSON) as documents of a newer version, one a line.

    What cannot be migrated is written as it was and named on standard error: nothing is lost. Files are read in
    bounded memory, line by line where they are NDJSON; `validate` says whether the answer is good.

    Exit code 0: all migrated; 1: some are as they were; 2: wrong usage, or a line too large to be read whole.
    """
    if output and any(_is_one_file(path, output) for path in paths):
        raise click.UsageError(f"{output} cannot be written while it is read: name another file")
    kept: list[Finding] = []
    with open(output, "wb") if output else nullcontext(sys.stdout.buffer) as out:
        for path in paths:
            kept += _migrate_file(path, to, out)
    for finding in kept:
        click.echo(finding.text(lang), err=True)
    if kept:
        raise click.exceptions.Exit(1)


def _is_one_file(one: str, other: str) -> bool:
    return os.path.exists(one) and os.path.exists(other) and os.path.samefile(one, other)


def _migrate_file(path: str, to: str, out: IO[bytes]) -> list[Finding]:
    kept: list[Finding] = []
    if path != "-" and Path(path).suffix.lower() not in LINES:
        document = read_json(read_bytes(path), file=path)
        for each in document if isinstance(document, list) else [document]:
            kept += _written(each, path, None, to, out)
        return kept
    with nullcontext(sys.stdin.buffer) if path == "-" else open(path, "rb") as source:
        for number, line, outcome in numbered(source, file=path):
            if isinstance(outcome, MalformedText):
                if len(line) > DEFAULT.size:
                    raise outcome  # its rest was not read: to go on would lose it
                out.write(line + b"\n")
                kept += outcome.findings
            else:
                kept += _written(outcome, path, number, to, out)
    return kept


def _written(document: Any, path: str, number: int | None, to: str, out: IO[bytes]) -> tuple[Finding, ...]:
    """Write a document in its new form, or as it was with the reason why."""
    try:
        if not isinstance(document, dict):
            raise InvalidRecord([WRONG_TYPE.at("", value=document, expected="object")])
        made = migrated(document, to)
        found: tuple[Finding, ...] = ()
    except (InvalidRecord, SchemaVersionError) as error:
        made, found = document, error.findings
    out.write(json.dumps(made, ensure_ascii=False, allow_nan=False).encode() + b"\n")
    return tuple(attrs.evolve(each, file=path, line=number) for each in found)
