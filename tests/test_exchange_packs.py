"""A table that was read by a pack goes back by it: its words are known on both ways, and no loss is imagined."""

from __future__ import annotations

from typing import Any

import attrs
import pytest
from test_exchange_items import GOOD as ITEM
from test_exchange_regulation import CHECK, PENALTY
from test_publicity import row

from enforcekit.codes import Code
from enforcekit.exchange import (
    read_decisions,
    read_inspections,
    read_items,
    read_penalties,
    write_decisions,
    write_inspections,
    write_items,
    write_penalties,
)
from enforcekit.law import Pack
from enforcekit.packs.cn import PACK


def with_word(list_name: str) -> Pack:
    known = PACK.vocabulary.lists[list_name]
    longer = attrs.evolve(known, codes=(*known.codes, Code("own_word", "自有用语", "a word of its own")))
    return attrs.evolve(
        PACK, vocabulary=attrs.evolve(PACK.vocabulary, lists={**PACK.vocabulary.lists, list_name: longer})
    )


DECISION = row(CF_CFLB="自有用语", CF_NR="自有用语", CF_NR_FK=None, CF_NR_WFFF=None)
PUNISHED = {**PENALTY, "处罚种类": "自有用语", "处罚结果": "自有用语"}


def read_list(rows: list[dict[str, str]], pack: Pack) -> Any:
    return read_items(rows, field="air", scheme="zj_item", pack=pack)


@pytest.mark.parametrize(
    ("list_name", "given", "read", "write"),
    [
        ("penalty_kind", DECISION, read_decisions, write_decisions),
        ("penalty_kind", PUNISHED, read_penalties, write_penalties),
        ("inspection_kind", {**CHECK, "检查类别": "自有用语"}, read_inspections, write_inspections),
        ("action_kind", {**ITEM, "事项类型": "自有用语"}, read_list, write_items),
    ],
)
def test_a_word_of_the_pack_survives(list_name: str, given: dict[str, str], read: Any, write: Any) -> None:
    found = read([given], pack=with_word(list_name))
    records = getattr(found, "cases", None) or getattr(found, "items", None) or found.found
    assert "own_word" in repr(records)
    bare = [attrs.evolve(each, extensions={}) for each in records]
    made = write(bare, found.structure())
    assert "自有用语" in ";".join(made.value[0].values())
    assert "own_word" not in " ".join(each.message["en"] for each in made.loss)
    assert found.structure().pack is found.pack
