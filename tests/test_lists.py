"""The code lists of the PRC pack: complete, unique, in both languages, in the order the library relies on."""

from __future__ import annotations

import re

import pytest

from enforcekit.codes import Code, CodeList
from enforcekit.packs.cn.lists import LISTS

CLOSED = {"level", "penalty_kind", "power_source", "implementing_nature", "item_status", "in_flight_rule"}
OPEN = {
    "action_kind", "authority_kind", "delegation_mode", "procedure_kind", "party_kind", "field",
    "instrument_kind", "carve_out", "amount_base", "layer", "excluded_time", "term_start",
}  # fmt: skip

each_list = pytest.mark.parametrize("codes", LISTS.values(), ids=LISTS)


def wires(name: str) -> dict[str, str]:
    return {code.code: code.wire for code in LISTS[name] if code.wire is not None}


def test_exactly_the_promised_lists_exist_and_are_open_or_closed_as_promised() -> None:
    assert {name for name, codes in LISTS.items() if codes.closed} == CLOSED
    assert {name for name, codes in LISTS.items() if not codes.closed} == OPEN
    assert all(name == codes.name for name, codes in LISTS.items())


@each_list
def test_codes_and_labels_are_unique(codes: CodeList) -> None:
    for part in ("code", "zh", "en"):
        values = [getattr(code, part) for code in codes]
        assert len(set(values)) == len(values)
    wire = [code.wire for code in codes if code.wire is not None]
    assert len(set(wire)) == len(wire)


@each_list
def test_codes_are_snake_case_and_labels_are_in_their_language(codes: CodeList) -> None:
    def well_made(code: Code) -> bool:
        return bool(
            re.fullmatch("[a-z][a-z0-9]*(_[a-z0-9]+)*", code.code)
            and re.fullmatch("[\u4e00-\u9fff、（）]+", code.zh)
            and re.fullmatch("[A-Za-z' ,()-]+", code.en)
            and (code.wire is None or re.fullmatch("[0-9]{1,2}", code.wire))
        )

    assert [code for code in codes if not well_made(code)] == []
    assert codes.zh
    assert codes.en


def test_levels_run_from_the_highest_to_the_lowest() -> None:
    assert list(LISTS["level"].by_code) == ["national", "province", "city", "county", "township", "village"]
    assert list(wires("level").values()) == ["1", "2", "3", "4", "5"]


def test_penalty_kinds_are_the_thirteen_of_article_9_and_other_with_their_feed_codes() -> None:
    assert wires("penalty_kind") == {
        "warning": "01", "fine": "02", "confiscate_illegal_gains": "03", "order_suspend_business": "04",
        "revoke_licence": "05", "detention": "06", "other": "07", "criticism_notice": "08",
        "confiscate_illegal_property": "09", "downgrade_qualification": "10", "suspend_licence": "11",
        "restrict_business": "12", "ban_from_trade": "13", "order_close": "14",
    }  # fmt: skip
    # An order to correct is no penalty (art. 28).
    assert not any("改正" in code.zh for code in LISTS["penalty_kind"])


def test_action_kinds_carry_the_codes_of_the_exchange_tables() -> None:
    assert wires("action_kind") == {
        "license": "01", "penalise": "02", "compel": "03", "levy": "04", "pay": "05", "inspect": "06",
        "confirm": "07", "reward": "08", "adjudicate": "09", "other": "10", "public_service": "20",
    }  # fmt: skip


def test_delegation_modes_are_the_words_of_the_vectors() -> None:
    assert list(LISTS["delegation_mode"].by_code) == [
        "statutory", "authorised", "entrusted", "concentrated", "township", "stationed", "agency", "internal",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("power_source", ["1", "2", "3", "4", "5", "6"]),
        ("implementing_nature", ["1", "2", "3"]),
        ("item_status", ["1", "2", "3"]),
        ("party_kind", ["1", "2", "3", "4", "5", "6", "9"]),
    ],
)
def test_wire_codes_are_those_of_the_exchange_tables(name: str, expected: list[str]) -> None:
    assert list(wires(name).values()) == expected
