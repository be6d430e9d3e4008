"""`schema`, `template`: what integrators take, and what a newcomer fills in."""

from __future__ import annotations

import json
from difflib import get_close_matches
from pathlib import Path
from typing import Any

import click

from enforcekit.errors import UnknownReference
from enforcekit.law.pack import installed
from enforcekit.model.common import Record
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import fields_of
from enforcekit.wire.product.index import write_pages, write_product
from enforcekit.wire.schema import SCHEMA_VERSION, schema_of, urn, write_schemas
from enforcekit.wire.table import template as table_template

from .evolution import schema_diff, schema_freeze
from .options import language, print_json
from .rules import every_rule, rule_ids


def _record_type(name: str) -> type[Record]:
    if name not in RECORD_TYPES:
        raise UnknownReference("record type", name, get_close_matches(name, RECORD_TYPES) or list(RECORD_TYPES))
    return RECORD_TYPES[name]


@click.group()
def schema() -> None:
    """The JSON Schemas (draft 2020-12), one self-contained file for each record type."""


@schema.command("list")
def schema_list() -> None:
    """The record types and the permanent names of their schemas."""
    for name in RECORD_TYPES:
        click.echo(f"{name:<14} {urn(name)}")


@schema.command("show")
@click.argument("record_type", metavar="TYPE")
@click.option("--pack", default=DEFAULT_PACK, show_default=True, help="Whose code lists label the codes.")
def schema_show(record_type: str, pack: str) -> None:
    """Print the schema of one record type."""
    print_json(schema_of(_record_type(record_type), installed(pack).vocabulary))


@schema.command("write")
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path), default="schemas")
@click.option("--pack", default=DEFAULT_PACK, show_default=True, help="Whose code lists label the codes.")
def schema_write(folder: Path, pack: str) -> None:
    """Write schemas, code lists, types, components, catalogue and index under FOLDER, the folder `schemas` by default.

    The pages of the catalogue go into the folder `docs` beside FOLDER, where there is one.
    """
    vocabulary, rules, ids = installed(pack).vocabulary, every_rule(), rule_ids()
    written = write_schemas(folder, vocabulary) + write_product(folder, vocabulary, rules, ids)
    if (docs := folder.absolute().parent / "docs").is_dir():
        written += write_pages(docs, rules, ids)
    for path in written:
        click.echo(path)


schema.add_command(schema_diff)
schema.add_command(schema_freeze)


@click.group()
def template() -> None:
    """Empty tables and documents to fill in."""


@template.command("csv")
@click.argument("record_type", metavar="TYPE")
@language
def template_csv(record_type: str, lang: str) -> None:
    """A CSV table of one record type: header, what each column means, an example (both commented out)."""
    # A spreadsheet takes a file for UTF-8 only when it begins with a mark; `load` takes the mark off again.
    click.echo("\ufeff" + table_template(_record_type(record_type), lang), nl=False)


@template.command("json")
@click.argument("record_type", metavar="TYPE")
def template_json(record_type: str) -> None:
    """The smallest document of one record type, with the required fields to fill in."""
    body: dict[str, Any] = {"type": record_type, "schema_version": SCHEMA_VERSION}
    for field in fields_of(_record_type(record_type)):
        if field.required:
            body[field.name] = {"text": {"zh": "", "en": ""}, "tuple": [""]}.get(field.spec.kind, "")
    click.echo(json.dumps(body, ensure_ascii=False, indent=2))
