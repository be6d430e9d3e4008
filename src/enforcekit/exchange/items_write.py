"""Items as the rows of a list (事项清单), by the national names of its columns, with what did not survive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from enforcekit.arguments import must_be
from enforcekit.errors import Finding
from enforcekit.law import Pack
from enforcekit.law.pack import pack_of
from enforcekit.model.item import Item
from enforcekit.structure import Structure
from enforcekit.wire.validate import dump_document

from .bases import basis_text
from .items import KEPT, ItemTable, columns_of, read_items
from .kept import put_back
from .loss import Converted, lost

FORM: Final = "the table of items"


def write_items(
    items: Iterable[Item], structure: Structure, *, scheme: str = "task_catalog"
) -> Converted[tuple[dict[str, str], ...]]:
    """The rows of a table of items, by the national names of its columns.

    A row that was read goes back under its own headers, as it was written unless the item says otherwise by now. The
    loss names every field of an item that the row, read again, does not give back.

    Args:
        items: what to write.
        structure: where the instruments they cite are.
        scheme: what the codes were read as, for items whose row had a code that was none.

    >>> row = {"序号": "1", "事项名称": "对随意倾倒垃圾的行政处罚", "事项代码": "33021", "赋权街镇": "溪口镇"}
    >>> from enforcekit.exchange import read_items
    >>> found = read_items([row], field="city_management")
    >>> write_items(found.items, found.structure()).value == (row,)
    True
    """
    must_be(Structure, structure=structure)
    pack = pack_of(structure)
    rows: list[dict[str, str]] = []
    loss: list[Finding] = []
    for item in items:
        must_be(Item, item=item)
        coded = item.code.scheme if item.code is not None else scheme
        row = _row(item, structure, pack, coded)
        rows.append(row)
        loss += _loss(item, row, pack, coded)
    return Converted(tuple(rows), tuple(loss))


def _row(item: Item, structure: Structure, pack: Pack, scheme: str) -> dict[str, str]:
    now = dict(_cells(item, structure, pack))
    kept: Mapping[str, str] = item.extensions.get(KEPT, {})
    if not kept:
        return now
    read = _again(item, kept, pack, scheme)
    if not read.items:
        return now
    return put_back(kept, columns_of(kept), dict(_cells(read.items[0], read.structure(), pack)), now)


def _again(item: Item, row: Mapping[str, str], pack: Pack, scheme: str) -> ItemTable:
    return read_items([row], field=item.field, scheme=scheme, action=item.actions[0], pack=pack)


def _cells(item: Item, structure: Structure, pack: Pack) -> Iterator[tuple[str, str]]:
    words = pack.vocabulary
    if item.code is not None:
        yield "catalog_code", item.code.value
    yield "task_name", item.label("zh")
    yield "task_type", "、".join(words.label("action_kind", each, "zh") for each in item.actions)
    if item.status is not None:
        yield "task_state", words.label("item_status", item.status, "zh")
    if item.bases:
        yield "by_law", ";".join(basis_text(each, structure) for each in item.bases)


def _loss(item: Item, row: Mapping[str, str], pack: Pack, scheme: str) -> tuple[Finding, ...]:
    read = _again(item, row, pack, scheme)
    after = dump_document(read.items[0]) if read.items else {}
    for made in ("id", "field"):
        after.pop(made, None)  # given by the reader, said by no row
    return lost(dump_document(item), after, form=FORM, root=f"/{item.id}")
