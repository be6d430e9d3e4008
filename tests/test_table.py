"""Tables: one layout per noun, hostile cells, and a row that comes back as the record it was written from."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from strategies import records, steady

from enforcekit.errors import Finding as Found
from enforcekit.errors import InvalidData, MalformedText
from enforcekit.law import validate
from enforcekit.model import (
    RECORD_TYPES,
    Authority,
    Capacity,
    Citation,
    Delegation,
    Designation,
    Item,
    Party,
    Place,
    Record,
)
from enforcekit.shape.rules import MISSING
from enforcekit.wire.table import Row, columns, decode, read_table, record_type_of, template, write_table
from enforcekit.wire.validate import load_document

NOUNS = pytest.mark.parametrize("cls", RECORD_TYPES.values(), ids=RECORD_TYPES)
PLACE = "id,names.zh\n"


def documents(text: str, cls: type[Record] | None = None) -> list[dict[str, Any]]:
    found = []
    for row in read_table(text, cls):
        assert row.findings == ()
        assert row.document.pop("schema_version") == "1.0"
        found.append(row.document)
    return found


def body(text: str, cls: type[Record]) -> dict[str, Any]:
    (document,) = documents(text, cls)
    assert document.pop("type") == cls.type
    return document


def refusals(text: str, cls: type[Record] | None = None, file: str | None = None) -> tuple[Found, ...]:
    with pytest.raises((InvalidData, MalformedText)) as caught:
        list(read_table(text, cls, file=file))
    return caught.value.findings


def place(**fields: Any) -> Place:
    return Place(**{"id": "p", "names": {"zh": "溪口镇"}, **fields})


def again(*given: Record) -> list[Record]:
    return [load_document(row.document) for row in read_table(write_table(given), None)]


# Layout

HEADERS = {
    "structure": "id names.zh names.en pack note.zh note.en",
    "place": "id names.zh names.en kind code.scheme code.value code.version level parent members",
    "instrument": "id names.zh names.en kind level number issuer issued_on published_on articles"
    " articles.1.paragraph articles.1.point articles.1.text.zh articles.1.text.en"
    " articles.1.period.start articles.1.period.end",
    "authority": "id names.zh names.en kind level places parent identifiers.1.scheme identifiers.1.value"
    " identifiers.1.version functions functions.1.period.start functions.1.period.end"
    " capacity.1.period.start capacity.1.period.end capacity.1.basis.instrument capacity.1.basis.article"
    " capacity.1.basis.paragraph capacity.1.basis.point successor",
    "item": "id names.zh names.en code.scheme code.value code.version field actions"
    " bases bases.1.article bases.1.paragraph bases.1.point"
    " holders.1.function holders.1.kinds holders.1.levels holders.1.role"
    " penalties penalties.1.minimum.amount penalties.1.minimum.currency penalties.1.maximum.amount"
    " penalties.1.maximum.currency penalties.1.minimum_multiple penalties.1.maximum_multiple penalties.1.base"
    " penalties.1.party_kinds penalties.1.note.zh penalties.1.note.en party_kinds procedures status",
    "delegation": "id names.zh names.en items fields code_prefixes actions places"
    " instruments instruments.1.article instruments.1.paragraph instruments.1.point mode grantors grantee"
    " published_on recalled_on run_off_days carve_outs ceilings.1.fine.amount ceilings.1.fine.currency"
    " ceilings.1.party_kind procedures in_flight",
    "designation": "id names.zh names.en items fields code_prefixes actions places"
    " instruments instruments.1.article instruments.1.paragraph instruments.1.point"
    " kind authority decided_by",
    "party": "id names.zh names.en kind identifiers.1.scheme identifiers.1.value identifiers.1.version",
    "draw": "id names.zh names.en rule.strata.1.id rule.strata.1.size rule.strata.1.roles.1.qualification"
    " rule.strata.1.roles.1.officers rule.recusals.1.object rule.recusals.1.officer rule.participants.1.id"
    " rule.participants.1.phase rule.beacon_spec objects.1.id objects.1.stratum objects.1.weight officers.1.id"
    " officers.1.agency officers.1.qualifications officers.1.cap roots.objects roots.officers roots.recusals"
    " roots.strata roots.participants plan_hash published_at commitments.1.participant commitments.1.commitment"
    " reveals.1.participant reveals.1.secret reveals.1.at beacon.value beacon.at beacon.signature outcome missing seed"
    " results results.1.selected.1.object results.1.selected.1.ticket results.1.selected.1.team"
    " results.1.selected.1.unfilled.qualification results.1.selected.1.unfilled.missing results.1.reserve"
    " substitutions.1.object substitutions.1.officer substitutions.1.reason substitutions.1.replacement"
    " substitutions.1.ticket substitutions.1.team substitutions.1.unfilled.qualification"
    " substitutions.1.unfilled.missing",
    "officer": "id names.zh names.en home kind certificates certificates.1.period.start"
    " certificates.1.period.end fields postings postings.1.kind postings.1.period.start"
    " postings.1.period.end recusals legal_qualification.start legal_qualification.end",
    "case": "id names.zh names.en authority items party party_kind place origin clue procedure layer traits"
    " larger_amount.amount larger_amount.currency act.ended act.began act.life_health_or_finance"
    " act.harm act.same_as events.1.kind events.1.at events.1.by events.1.approved_by"
    " events.1.approver_role events.1.facts events.1.sanctions events.1.sanctions.1.amount.amount"
    " events.1.sanctions.1.amount.currency events.1.sanctions.1.bases"
    " events.1.sanctions.1.bases.1.article events.1.sanctions.1.bases.1.paragraph"
    " events.1.sanctions.1.bases.1.point events.1.amount.amount events.1.amount.currency"
    " events.1.until events.1.subject events.1.reference events.1.receipt events.1.note.zh"
    " events.1.note.en evidence.1.id evidence.1.kind evidence.1.obtained_on evidence.1.origin"
    " evidence.1.facts evidence.1.note.zh evidence.1.note.en documents.1.form documents.1.number"
    " documents.1.issued_on documents.1.issuer",
    "inspection_plan": "id names.zh names.en authority kind covers deployed_by approved_on filed_on published_on"
    " yearly_cap entries entries.1.objects.zh entries.1.objects.en entries.1.cooperating entries.1.permille"
    " entries.1.window.start entries.1.window.end",
    "inspection": "id names.zh names.en authority party place items kind ground mode layers facts plan draw planned_on"
    " approved_at approved_by approver_role officers helpers scanned_at started_at ended_at"
    " evidence.1.id evidence.1.kind evidence.1.obtained_on evidence.1.origin evidence.1.facts"
    " evidence.1.note.zh evidence.1.note.en documents.1.form documents.1.number documents.1.issued_on"
    " documents.1.issuer result.issuers result.outcomes result.found_on result.told_on result.published_on"
    " result.violations result.correct_by result.corrected_on result.note.zh result.note.en",
    "joint_inspection": "id names.zh names.en lead initiator coordinator trigger plan parts.1.authority parts.1.items"
    " parts.1.task.zh parts.1.task.en visits.1.id visits.1.party visits.1.place visits.1.on visits.1.checks",
    "one_matter": "id names.zh names.en lead partners place steps steps.1.items steps.1.authority",
    "request": "id names.zh names.en kind asking asked asked_on matter items place answer_by layer"
    " events.1.kind events.1.at events.1.authority events.1.by events.1.facts"
    " events.1.reference events.1.until events.1.subject events.1.note.zh events.1.note.en",
    "complaint": "id names.zh names.en kind channel received_at receiver number place items party text.zh text.en layer"
    " events.1.kind events.1.at events.1.authority events.1.by events.1.facts"
    " events.1.reference events.1.until events.1.subject events.1.note.zh events.1.note.en",
    "clue": "id names.zh names.en channel found_on authority items place record party evidence.1.id evidence.1.kind"
    " evidence.1.obtained_on evidence.1.origin evidence.1.facts evidence.1.note.zh evidence.1.note.en layer"
    " events.1.kind events.1.at events.1.authority events.1.by events.1.facts"
    " events.1.reference events.1.until events.1.subject events.1.note.zh events.1.note.en",
    "mediation": "id names.zh names.en body kind place record people amount.amount amount.currency level layer"
    " events.1.kind events.1.at events.1.authority events.1.by events.1.facts"
    " events.1.reference events.1.until events.1.subject events.1.note.zh events.1.note.en",
    "supervision_notice": "id names.zh names.en kind issuer recipient issue issued_on cases bases bases.1.article"
    " bases.1.paragraph bases.1.point follows text.zh text.en layer"
    " events.1.kind events.1.at events.1.authority events.1.by events.1.facts"
    " events.1.reference events.1.until events.1.subject events.1.note.zh events.1.note.en",
    "case_review": "id names.zh names.en case reviewed_on reviewers vetoes points points.1.lost points.1.note.zh"
    " points.1.note.en correct_by",
    "duty_list": "id names.zh names.en kind decided_by published_on instruments instruments.1.article"
    " instruments.1.paragraph instruments.1.point duties.1.id duties.1.authority duties.1.role duties.1.items"
    " duties.1.fields duties.1.actions duties.1.places duties.1.weight duties.1.text.zh duties.1.text.en",
    "credit_record": "id names.zh names.en party case gravity document_on shown.start shown.end repaired_on",
}


@NOUNS
def test_every_noun_has_one_canonical_header(cls: type[Record]) -> None:
    shared = " period.start period.end source"
    assert " ".join(column.name for column in columns(cls)) == HEADERS[cls.type] + shared


def test_a_column_says_what_its_cells_may_be() -> None:
    of = {column.name: column for column in columns(Item)}
    assert {name for name, column in of.items() if column.required} == {"id", "field", "actions"}
    assert (of["actions"].joined, of["actions"].spec.coded.name) == (True, "action_kind")  # type: ignore[union-attr]
    assert (of["bases"].lead, of["bases"].example) == ("instrument", "cn-penalty-law")
    assert of["penalties.1.minimum.amount"].spec.kind == "int"
    assert of["period.start"].doc.zh == "有效期间 · 起始日（含）"


@NOUNS
def test_every_canonical_column_is_read(cls: type[Record]) -> None:
    names = [column.name for column in columns(cls)]
    (row,) = read_table(",".join(names) + "\n" + ",".join("1" for _ in names), cls)
    assert sorted(row.cells.values()) == list(range(1, len(names) + 1))
    assert {key for key in row.document if "." in key} == set()


# Reading


def test_cells_become_what_the_layout_says_and_nothing_else_is_guessed() -> None:
    text = "id,mode,items,period.start,run_off_days,published_on\n d1 ,township,a; b ;;c,2024-1-1,30,20240101\n"
    assert body(text, Delegation) == {
        "id": "d1",
        "mode": "township",
        "items": ["a", "b", "c"],
        "period": {"start": "2024-1-1"},
        "run_off_days": 30,
        "published_on": "20240101",
    }


@pytest.mark.parametrize("cell", ["3.0", "1e3", "+5", "３", "１２", "9" * 5000, "--1", "1 2"])
def test_what_is_no_integer_stays_text_for_the_validator(cell: str) -> None:
    assert body(f"id,run_off_days\nd,{cell}\n", Delegation)["run_off_days"] == cell


@pytest.mark.parametrize(("cell", "value"), [("007", 7), ("-1", -1), ("0", 0)])
def test_an_integer_cell_is_a_number(cell: str, value: int) -> None:
    assert body(f"id,run_off_days\nd,{cell}\n", Delegation)["run_off_days"] == value


def test_an_empty_cell_is_an_absent_value_and_an_empty_row_is_none() -> None:
    text = "id,names.zh,level,\np,溪口镇,  ,\n\n,,,\n \t,,\nq\n,,,,,,\n"
    assert documents(text, Place) == [
        {"type": "place", "id": "p", "names": {"zh": "溪口镇"}},
        {"type": "place", "id": "q"},
    ]


def test_comment_rows_are_skipped_before_and_after_the_header() -> None:
    text = '# from the county\nid,names.zh\n# "note",x\n"#x\ny",z\np,#1\n'
    assert documents(text, Place) == [{"type": "place", "id": "p", "names": {"zh": "#1"}}]


def test_texts_are_given_in_any_language_and_extensions_by_any_key() -> None:
    text = "id,names.zh,names.ug-Arab,extensions.note,extensions.a.1\np,镇,x,hello,5\n"
    assert body(text, Place) == {
        "id": "p",
        "names": {"zh": "镇", "ug-Arab": "x"},
        "extensions": {"note": "hello", "a.1": "5"},
    }


def test_the_list_s_own_column_gives_the_lead_fields_and_numbered_columns_the_rest() -> None:
    law = [{"instrument": "law", "article": "24"}, {"instrument": "rule"}]
    assert body("id,bases,bases.1.article\ni,law; rule,24\n", Item)["bases"] == law
    assert body("id,bases.1.article,bases\ni,24,law;rule\n", Item)["bases"][0]["instrument"] == "law"
    text = "id,bases.2.instrument,bases.1.article,bases.1.instrument\ni,rule,24,law\n"
    assert body(text, Item)["bases"] == law
    assert body("id,functions\na,x;y\n", Authority)["functions"] == [{"code": "x"}, {"code": "y"}]
    assert body("id,functions\na,;\n", Authority).get("functions", []) == []


def test_gaps_between_groups_close_and_the_cells_follow() -> None:
    text = "id,holders.1.function,holders.7.kinds,holders.7.role,holders.999999999.function\n"
    first, second = read_table(text + "i,,a;b,sole,x\nj,y,,,\n", Item)
    assert first.document["holders"] == [{"kinds": ["a", "b"], "role": "sole"}, {"function": "x"}]
    assert (first.cells["/holders/0/kinds"], first.cells["/holders/1/function"]) == (3, 5)
    assert second.document["holders"] == [{"function": "y"}]
    assert second.cells["/holders/0/function"] == 2


def test_a_gap_among_lead_fields_keeps_numbers_together() -> None:
    assert body("id,bases,bases.3.article\ni,law;;rule,24\n", Item)["bases"] == [
        {"instrument": "law"},
        {"instrument": "rule", "article": "24"},
    ]


def test_a_column_type_overrides_the_class_row_by_row() -> None:
    text = "type,id,names.zh,kind,parent\nplace,p,镇,,q\nparty,x,店,enterprise,\n,r,区,,\nghost,g,,,\n"
    assert [(d["type"], d["id"]) for d in documents(text, Place)] == [
        ("place", "p"), ("party", "x"), ("place", "r"), ("ghost", "g"),
    ]  # fmt: skip


def test_a_value_in_a_column_of_another_type_meets_the_validator() -> None:
    (row,) = read_table("type,id,kind,code.value\nparty,x,enterprise,5\n", None)
    with pytest.raises(Exception) as caught:
        load_document(row.document)
    (finding,) = caught.value.findings  # type: ignore[attr-defined]
    assert (finding.code, row.place(finding).column) == ("EK112", 4)


def test_the_file_name_says_the_type_where_nothing_else_does() -> None:
    (row,) = read_table(PLACE + "p,镇\n", None, file="data/places-townships.csv")
    assert (row.document["type"], row.file) == ("place", "data/places-townships.csv")


@pytest.mark.parametrize(
    ("name", "type_name"),
    [
        ("delegations.csv", "delegation"),
        ("delegation.csv", "delegation"),
        ("authorities.csv", "authority"),
        ("parties.csv", "party"),
        ("a-b\\Places.csv", "place"),
        ("x/y-z/places-townships.2024.csv", "place"),
        ("structure.csv", "structure"),
        ("townships.csv", None),
        ("placesets.csv", None),
        ("", None),
    ],
)
def test_a_file_is_named_after_its_noun(name: str, type_name: str | None) -> None:
    found = record_type_of(name)
    assert (found and found.type) == type_name


# Where


def rows_of(text: str) -> list[Row]:
    return list(read_table(text, Place, file="p.csv"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_a_row_has_the_line_it_starts_on_whatever_ends_the_lines(end: str) -> None:
    text = f'id,source{end}{end}p,"a{end}b"{end}# c{end}q,"x\u2028y"{end}r,z'
    assert [(row.line, row.document["id"]) for row in rows_of(text)] == [(3, "p"), (6, "q"), (7, "r")]


def test_a_byte_order_mark_is_no_part_of_the_first_name() -> None:
    assert body("\ufeffid,names.zh\np,镇\n", Place)["id"] == "p"


@pytest.mark.parametrize(
    ("pointer", "column"),
    [
        ("/id", 1),
        ("/names/zh", 2),
        ("/names", 2),
        ("/code/value", 3),
        ("/members/4", 4),
        ("/kind", None),
        ("", None),
    ],
)
def test_a_finding_about_the_document_gets_line_and_column(pointer: str, column: int | None) -> None:
    (row,) = rows_of("id,names.zh,code.scheme,members\np,镇,,\n")
    placed = row.place(MISSING.at(pointer, name="x"))
    assert (placed.file, placed.line, placed.column, placed.pointer) == ("p.csv", 2, column, pointer)


def test_a_finding_about_a_lead_field_names_the_list_s_own_column() -> None:
    (row,) = read_table("id,bases.1.article,bases\ni,24,law\n", Item)
    assert row.place(MISSING.at("/bases/0/instrument", name="x")).column == 3
    assert row.place(MISSING.at("/bases/0/article", name="x")).column == 2


# EK140 to EK144


@pytest.mark.parametrize(
    ("name", "cure"),
    [
        ("grante", "use grantee / extensions.grante"),
        ("Grantee", "use grantee / extensions.Grantee"),
        ("holder", None),
        ("names", None),
        ("names.*", None),
        ("period", None),
        ("extensions", None),
        ("extensions.", None),
        ("extensions.*.zh", ""),
        ("instruments.0.article", None),
        ("instruments.01.article", None),
        ("instruments.x.instrument", None),
        ("instruments." + "9" * 5000 + ".article", None),
        ("instrument", None),
        ("items.1", None),
        ("names.1", None),
        ("标识", None),
    ],
)
def test_an_unknown_column_is_named_with_the_nearest_one(name: str, cure: str | None) -> None:
    if cure == "":
        assert body(f"id,{name}\nd,x\n", Delegation)["extensions"] == {"*.zh": "x"}
        return
    (found,) = refusals(f"id,{name}\n", Delegation, "d.csv")
    assert (found.code, found.file, found.line, found.column) == ("EK140", "d.csv", 1, 2)
    assert cure is None or found.cure["en"] == cure


def test_a_blank_name_inside_the_header_is_unknown_and_at_its_end_nothing() -> None:
    assert [found.code for found in refusals("id,,names.zh\n", Place)] == ["EK140"]
    assert documents("id,names.zh,,\np,镇\n", Place)[0]["id"] == "p"


@pytest.mark.parametrize(
    ("header", "columns_found"),
    [
        ("id, id ", [(2, "1")]),
        ("id,names.zh,id,id", [(3, "1"), (4, "1")]),
        ("bases,id,bases.2.instrument", [(3, "1")]),
        ("bases.2.instrument,id,bases", [(1, "3")]),
    ],
)
def test_two_columns_that_say_the_same_are_refused(header: str, columns_found: list[tuple[int, str]]) -> None:
    findings = refusals(header + "\n", Item)
    assert {found.code for found in findings} == {"EK141"}
    assert [(f.column, f.message["en"].rsplit(" ", 1)[1]) for f in findings] == columns_found


def test_all_problems_of_a_header_come_at_once_with_its_line() -> None:
    findings = refusals("# c\nid,x,id,y\n", Place, "p.csv")
    assert [(f.code, f.line, f.column) for f in findings] == [
        ("EK140", 2, 2),
        ("EK141", 2, 3),
        ("EK140", 2, 4),
    ]


def test_a_row_with_more_cells_than_the_header_is_found_and_the_rest_goes_on() -> None:
    long, good = read_table(PLACE + "p,溪口,镇\nq,镇,,\n", Place, file="p.csv")
    (found,) = long.findings
    assert (found.code, found.file, found.line, found.column) == ("EK142", "p.csv", 2, 3)
    assert good.findings == ()


def test_a_table_of_no_known_type_is_refused() -> None:
    (found,) = refusals(PLACE, None, "townships.csv")
    assert (found.code, found.line) == ("EK143", 1)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (PLACE + 'p,镇\nq,"open\nr,镇\n', 3),
        (PLACE + 'p,"a"b\n', 2),
        (PLACE + "p,镇\nq,\0\n", 3),
        (PLACE + "p,镇\nq," + "x" * 131_073 + "\n", 3),
        ('"id\n', 1),
    ],
)
def test_malformed_csv_is_refused_with_its_line(text: str, line: int) -> None:
    (found,) = refusals(text, Place, "p.csv")
    assert (found.code, found.file, found.line) == ("EK144", "p.csv", line)


@pytest.mark.parametrize("text", ["", "\n\n", "# nothing\n", "id,names.zh\n", "\ufeff", ",,\n"])
def test_a_table_without_rows_has_none(text: str) -> None:
    assert documents(text, Place) == []


def test_bytes_are_utf_8_with_or_without_a_mark_and_gbk_is_named() -> None:
    text = PLACE + "p,溪口镇\n"
    assert decode(text.encode()) == decode(text.encode("utf-8-sig")) == text
    with pytest.raises(MalformedText) as caught:
        decode(text.encode("gbk"), "places.csv")
    (found,) = caught.value.findings
    assert (found.code, found.file, found.line) == ("EK107", "places.csv", 2)
    assert "GBK" in found.message["zh"]


def test_a_large_file_in_gbk_is_named_too() -> None:
    with pytest.raises(MalformedText) as caught:
        decode(b"x" * 9_000_000 + "镇".encode("gbk"))
    assert [found.code for found in caught.value.findings] == ["EK107"]


# Writing


def test_only_the_columns_in_use_are_written_in_canonical_order() -> None:
    first = Item(id="i", names={"zh": "占道"}, field="f", actions=("penalise",), bases=(Citation(instrument="a"),))
    bases = (Citation(instrument="a"), Citation(instrument="b", article="24", point=2))
    second = Item(id="j", names={"en": "x", "de": "y"}, field="f", actions=("a", "b"), bases=bases, source="s")
    assert write_table([second, first]).splitlines() == [
        "type,id,names.zh,names.en,names.de,field,actions,bases,bases.2.article,bases.2.point,source",
        "item,j,,x,y,f,a;b,a;b,24,2,s",
        "item,i,占道,,,f,penalise,a,,,",
    ]


def test_no_record_makes_no_table() -> None:
    assert write_table([]) == ""


HOSTILE = [
    "=1+1", "+x", "-x", "@x", "＝1", "'=1", "''=1", "'-5", "-5", "+3.25", "-5x", "'", "''", "'x", "-", "a,b",
    'a"b', '"', "# x", "=HYPERLINK(\"http://x\";\"y\")", "x;y", "\u202e=1", "-5,=1", "--5", "true", "1.0",
]  # fmt: skip


@pytest.mark.parametrize("value", HOSTILE)
def test_hostile_text_opens_as_text_and_comes_back_as_it_was(value: str) -> None:
    record = place(names={"zh": value}, extensions={"n": value})
    assert again(record) == [record]
    cell = next(iter(csv.DictReader(io.StringIO(write_table([record])))))["names.zh"]
    assert cell[0] not in "=@\t\r＝＋－＠"
    assert cell[0] not in "+-" or cell in ("-5", "+3.25")


@pytest.mark.parametrize("value", ["a\nb", "a\r\nb", "a\rb", "a\tb", "x\n=1", "x\u2028y"])
def test_line_ends_inside_a_cell_come_back(value: str) -> None:
    record = place(extensions={"n": value, "k,\n" + value: "v"})
    assert again(record) == [record]


def test_exactly_one_apostrophe_is_taken_off_and_only_before_a_formula() -> None:
    text = "id,extensions.a,extensions.b,extensions.c,extensions.d\np,'=1,'x,''=1,'\n"
    assert body(text, Place)["extensions"] == {"a": "=1", "b": "'x", "c": "'=1", "d": "'"}


@pytest.mark.parametrize(
    ("record", "pointer", "field"),
    [
        (place(names={"zh": " x"}), "/names/zh", "names.zh"),
        (place(names={"zh": "x\u3000"}), "/names/zh", "names.zh"),
        (place(extensions={"n": ""}), "/extensions/n", "extensions.n"),
        (place(extensions={"n": 5}), "/extensions/n", "extensions.n"),
        (place(extensions={"n": None}), "/extensions/n", "extensions.n"),
        (place(extensions={"n": ["a"]}), "/extensions/n", "extensions.n"),
        (place(extensions={"n": {}}), "/extensions/n", "extensions.n"),
        (place(extensions={"n": "a\0"}), "/extensions/n", "extensions.n"),
        (place(extensions={"n": "x" * 131_073}), "/extensions/n", "extensions.n"),
        (place(extensions={"": "x"}), "/extensions/", "extensions."),
        (place(extensions={"a/b ": "x"}), "/extensions/a~1b ", "extensions.a/b "),
        (
            Designation(id="p", authority="a", actions=("x",), code_prefixes=("1", "a;b")),
            "/code_prefixes",
            "code_prefixes",
        ),
        (
            Authority(id="p", names={"zh": "x"}, kind="department", capacity=(Capacity(),)),
            "/capacity/0",
            "capacity.1",
        ),
    ],
)
def test_what_fits_no_cell_is_refused_by_record_and_field(record: Record, pointer: str, field: str) -> None:
    good = place(id="good")
    with pytest.raises(InvalidData) as caught:
        write_table([good, record])
    (found,) = caught.value.findings
    assert (found.code, found.pointer, found.witness) == ("EK145", pointer, ("p",))
    assert found.message["en"].startswith(f"{field} of 'p' ")


def test_every_refused_field_of_every_record_is_named() -> None:
    with pytest.raises(InvalidData) as caught:
        write_table([place(id="a", source=" x", extensions={"n": 1}), place(id="b", source="y ")])
    assert [f.witness[0] + f.pointer for f in caught.value.findings] == [
        "a/source",
        "a/extensions/n",
        "b/source",
    ]


def fits(record: Record) -> bool:
    return not codes(lambda: write_table([record]))


def codes(act: Callable[[], object]) -> set[str]:
    """The codes with which an act is refused; anything else that it raises is a fault."""
    try:
        act()
    except (InvalidData, MalformedText) as error:
        return {found.code for found in error.findings}
    return set()


@NOUNS
@given(data=st.data())
@steady(12)
def test_a_written_table_reads_back_as_equal_records(cls: type[Record], data: st.DataObject) -> None:
    drawn = data.draw(st.lists(records(cls).filter(fits), min_size=1, max_size=3))
    text = write_table(drawn)
    assert [load_document(row.document) for row in read_table(text, None)] == drawn
    assert [load_document(row.document) for row in read_table(text.replace("\n", "\r\n"), None)] == drawn


@given(data=st.data())
@steady(25)
def test_a_table_of_several_types_reads_back(data: st.DataObject) -> None:
    kinds = st.sampled_from((Place, Party, Item, Delegation)).flatmap(lambda cls: records(cls).filter(fits))
    drawn = data.draw(st.lists(kinds, min_size=2, max_size=4))
    assert again(*drawn) == drawn


@given(st.text(alphabet=st.sampled_from("id,names.zh\"';=#-1\r\n \0\t溪"), max_size=60))
@steady(400)
def test_any_text_is_read_or_refused_with_findings(text: str) -> None:
    header = "id,extensions.x,bases,holders.2.kinds\n"
    assert codes(lambda: list(read_table(header + text, Item))) <= {"EK144"}


@given(st.text(alphabet=st.sampled_from("id.names*zh12;, "), max_size=40))
@steady(300)
def test_any_header_is_read_or_refused_with_findings(header: str) -> None:
    assert codes(lambda: list(read_table(header + "\n1,2,3\n", Item))) <= {"EK140", "EK141"}


# Templates


@pytest.mark.parametrize("lang", ["zh", "en"])
@NOUNS
def test_a_template_explains_every_column_and_reads_as_no_row(cls: type[Record], lang: str) -> None:
    text = template(cls, lang)
    header, notes, examples = csv.reader(io.StringIO(text))
    assert header == [column.name for column in columns(cls)]
    assert len(notes) == len(examples) == len(header)
    assert all(notes)
    assert notes[0].startswith("# ")
    assert examples[0].startswith("# ")
    assert documents(text, cls) == []


def test_a_template_says_what_is_required_and_which_code_list() -> None:
    header, notes, examples = csv.reader(io.StringIO(template(Delegation, "zh")))
    note, example = dict(zip(header, notes, strict=True)), dict(zip(header, examples, strict=True))
    assert note["actions"] == "行为类型 [必填, 代码表 action_kind, 多项以 ; 分隔]"
    assert "[required, code list delegation_mode]" in template(Delegation)
    assert (example["mode"], example["instruments"]) == ("township", "zj-decision")


@pytest.mark.parametrize("lang", ["zh", "en"])
@NOUNS
def test_an_example_row_without_its_mark_is_a_valid_document_by_itself(cls: type[Record], lang: str) -> None:
    header, _, example = template(cls, lang).splitlines()
    (row,) = read_table(f"{header}\n{example.removeprefix('# ')}\n", cls)
    assert not row.findings
    assert load_document(row.document).id == "example"
    assert validate(row.document).findings == ()


def test_a_wide_hostile_header_is_refused_in_no_time() -> None:
    names = ",".join(f"unknown{number}" for number in range(20_000))
    assert len(refusals(f"id,{names}\n", Item)) == 20_000
