"""What breaks elsewhere and must not break here: one hostile input a test, each put to the door by which it comes in.

The parts of the library have tests of their own that go deeper; these are short, and name the whole range in one place.
"""

from __future__ import annotations

import datetime as dt
import importlib
import json
import re
import time
import tracemalloc
import zipfile
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import networkx as nx
import pytest

import enforcekit as ek
from enforcekit.coordination import read_graph
from enforcekit.coordination.files import node_link
from enforcekit.coordination.page import page
from enforcekit.coordination.tables import edges_csv, mermaid
from enforcekit.errors import MalformedText
from enforcekit.exchange.table import named_columns, read_table
from enforcekit.exchange.xlsx import UNPACKED
from enforcekit.law.discovery import offer
from enforcekit.timing.calendar import WorkingDays
from enforcekit.timing.count import forward
from enforcekit.wire.reader import Limits, read_json
from enforcekit.wire.source import read_bytes
from enforcekit.wire.validate import validator_of
from enforcekit.wire.values import check_values

GOOD = {"type": "place", "schema_version": "1.0", "id": "p", "names": {"zh": "溪口镇"}}
HIDDEN = re.compile("[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]")
PLAIN = WorkingDays(version="weeks", first=dt.date(2000, 1, 1), last=dt.date(2040, 12, 31))


def doc(**changed: Any) -> dict[str, Any]:
    return {**GOOD, **changed}


def nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


def with_value(text: str) -> str:
    """A good document that says one thing more, as it stands in a text."""
    return json.dumps(doc())[:-1] + f', "extensions": {{"x": {text}}}}}'


# Documents: each is a finding of one number, in no time and with a short message.

DOCUMENTS: dict[str, tuple[Any, str]] = {
    "a text nested a thousand deep": (with_value("[" * 1000 + "]" * 1000), "EK103"),
    "a value nested fifty thousand deep": (doc(extensions={"x": nested(50_000)}), "EK103"),
    "an exponent past every float": (with_value("-7e999"), "EK104"),
    "an exponent that no decimal holds": (with_value("3.5e0099999999999999999999"), "EK104"),
    "a small text for a million digits": (with_value("2e1000000"), "EK104"),
    "five thousand digits": (with_value("8" * 5000), "EK104"),
    "NaN in a text": (with_value("NaN"), "EK108"),
    "minus infinity in a text": (with_value("-Infinity"), "EK108"),
    "NaN as a value": (doc(extensions={"x": float("nan")}), "EK108"),
    "a key that stands twice": (with_value('{"a": 1, "a": 1}'), "EK105"),
    "a key that stands twice by an escape": (with_value(r'{"a": 1, "\u0061": 2}'), "EK105"),
    "half a surrogate pair by an escape": (with_value(r'"\udc00"'), "EK106"),
    "half a surrogate pair as a value": (doc(names={"zh": "\udc00"}), "EK106"),
    "NUL in an id": (doc(id="p\0"), "EK113"),
    "a control character in a name": (doc(names={"zh": "溪口\x07"}), "EK113"),
    "a direction mark in an id": (doc(id="p\u2067"), "EK113"),
    "a direction mark in a name": (doc(names={"zh": "溪口\u202d"}), "EK133"),
    "UTF-16": (json.dumps(doc()).encode("utf-16"), "EK107"),
    "GBK": (json.dumps(doc(), ensure_ascii=False).encode("gbk"), "EK107"),
    "nine million bytes": (with_value(f'"{"a" * 9_000_000}"'), "EK102"),
    "an id of a million letters": (doc(id="a" * 1_000_000), "EK113"),
    "a line end behind an id": (doc(id="p\n"), "EK113"),
    "digits of another script in a day": (doc(period={"start": "٢٠٢٤-01-01"}), "EK113"),
    "a schema of the sender's choice": ({**doc(), "$schema": "https://example.org/other"}, "EK112"),
    "a reference in a document": ({**doc(), "$ref": "file:///etc/hostname"}, "EK112"),
    "another version of the schemas": (doc(schema_version="99.0"), "EK125"),
    "a misspelt key": (doc(naems={}), "EK112"),
    "a text where a list belongs": (
        {"type": "item", "schema_version": "1.0", "id": "i", "names": {"zh": "一"}, "bases": "abc"},
        "EK110",
    ),
    "an alias of YAML": ("a: &a [1]\nb: *a\n", "EK101"),
    "a tag of YAML": ("!!python/object:os.system {}", "EK101"),
    "no document at all": ("", "EK101"),
}


@pytest.fixture(scope="module", params=["default", "fast"])
def _engine(request: pytest.FixtureRequest) -> Iterator[None]:
    """Each of the two engines that explain a refusal, one after the other."""
    judging, fast = importlib.import_module("enforcekit.wire.validate"), importlib.import_module("enforcekit.wire.fast")
    if request.param == "fast":
        pytest.importorskip("jsonschema_rs")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(fast, "installed", lambda: request.param == "fast")
        judging._errors_of.cache_clear()
        yield
    judging._errors_of.cache_clear()


@pytest.mark.usefixtures("_engine")
@pytest.mark.parametrize("name", DOCUMENTS)
def test_a_hostile_document_is_a_numbered_finding(name: str) -> None:
    document, code = DOCUMENTS[name]
    report = ek.validate(document)
    assert code in report.codes
    for finding in report.findings:
        assert len(finding.text("zh")) < 1000
        assert not HIDDEN.search(finding.text("en"))


def test_one_byte_order_mark_is_taken_off_and_not_two() -> None:
    text = json.dumps(GOOD).encode()
    assert ek.validate(b"\xef\xbb\xbf" + text).ok
    assert not ek.validate(b"\xef\xbb\xbf" * 2 + text).ok


def test_an_integer_past_every_machine_word_stays_exact() -> None:
    assert read_json("[18446744073709551617]") == [2**64 + 1]


def test_an_amount_past_the_integers_of_javascript_is_refused() -> None:
    with pytest.raises(ek.InvalidRecord):
        ek.Money(amount=2**53)


def test_what_is_no_json_number_is_never_written() -> None:
    with pytest.raises(ek.InvalidRecord):
        ek.Place(id="p", names={"zh": "溪口"}, extensions={"x": float("inf")})


# Schemas


def test_a_reference_of_a_schema_opens_no_file_and_no_socket(tmp_path: Path) -> None:
    from referencing.exceptions import Unresolvable

    other = tmp_path / "any.json"
    other.write_text("true", encoding="utf-8")
    for target in (other.as_uri(), "http://127.0.0.1:9/any", "any.json"):
        with pytest.raises(Unresolvable):
            validator_of({"$ref": target}).is_valid(1)


@pytest.mark.parametrize(
    "day", ["2023-02-29", "2024-13-01", "20240101", "2024-W01-1", "2024-01-01\n", "2024-1-1", "10000-01-01"]
)
def test_a_format_is_judged_and_never_by_its_name_alone(day: str) -> None:
    (finding,) = ek.validate(doc(period={"start": day})).findings
    assert finding.pointer == "/period/start"
    assert finding.code in ("EK113", "EK119")


@pytest.mark.parametrize("text", ["a" * 40 + "!", "-" * 100_000, "2024-" * 20_000, "0" * 100_000 + "\n", "." * 100_000])
def test_no_pattern_of_ours_takes_long_for_a_long_text(text: str) -> None:
    from test_patterns import PATTERNS

    began = time.process_time()
    for pattern in PATTERNS.values():
        pattern.matches(text)
    assert time.process_time() - began < 1


def test_no_schema_of_ours_has_a_keyword_on_which_engines_differ_or_spend_long() -> None:
    from test_schema import SCHEMAS

    text = json.dumps(SCHEMAS)
    for keyword in ("multipleOf", "uniqueItems", "anyOf", "oneOf", "$dynamicRef", "unevaluatedProperties", "requried"):
        assert f'"{keyword}":' not in text


# Values


@pytest.mark.parametrize("amount", [19.99, 2000.0, True, "5", float("nan"), None])
def test_money_is_a_whole_number_of_fen_and_nothing_is_turned_into_one(amount: Any) -> None:
    with pytest.raises(ek.InvalidRecord):
        ek.Money(amount=amount)


@pytest.mark.parametrize("value", ["false", 3.9, None, "abc", 0])
def test_no_value_is_turned_into_one_of_another_type(value: Any) -> None:
    assert ek.validate(doc(names=value)).codes == {"EK110"}


@pytest.mark.parametrize("text", ["１２", "1_0", " 5 ", "NaN", "Infinity", "0x10", ""])
def test_only_plain_digits_are_a_decimal(text: str) -> None:
    from enforcekit.wire.convert import REFUSALS, decimal

    with pytest.raises(REFUSALS):
        decimal(text)


@pytest.mark.parametrize("day", [dt.datetime(2024, 1, 1, tzinfo=dt.UTC), "2024-01-01", 20240101])
def test_a_day_is_a_day_and_no_instant(day: Any) -> None:
    with pytest.raises(ek.InvalidRecord):
        ek.Period(start=day)


@pytest.mark.parametrize(
    ("start", "length", "unit", "due"),
    [
        (dt.date(2024, 2, 29), 1, "year", dt.date(2025, 2, 28)),
        (dt.date(2024, 2, 29), 4, "year", dt.date(2028, 2, 29)),
        (dt.date(2024, 1, 31), 1, "month", dt.date(2024, 2, 29)),
        (dt.date(2024, 1, 31), 2, "month", dt.date(2024, 3, 31)),
        (dt.date(2023, 12, 31), 2, "month", dt.date(2024, 2, 29)),
    ],
)
def test_months_and_years_are_counted_in_one_step_from_the_first_day(
    start: dt.date, length: int, unit: Any, due: dt.date
) -> None:
    assert forward(start, length, unit, PLAIN).due == due


def test_an_instant_without_its_zone_is_refused() -> None:
    complaint = {"type": "complaint", "schema_version": "1.0", "id": "c", "received_at": "2024-07-01T10:00:00"}
    assert ("EK113", "/received_at") in {(f.code, f.pointer) for f in ek.validate(complaint).findings}


def test_a_pack_that_cannot_be_imported_is_a_finding_and_the_others_answer(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "broken_pack_of_nobody.py").write_text("raise SystemExit('no')", encoding="utf-8")
    info = tmp_path / "broken_pack_of_nobody-1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: broken-pack-of-nobody\nVersion: 1\n")
    (info / "entry_points.txt").write_text("[enforcekit.packs]\nbroken = broken_pack_of_nobody:PACK\n")
    monkeypatch.syspath_prepend(tmp_path)
    found = offer("broken")
    assert found is not None
    assert found.findings
    assert ek.deadline("P-40", dt.date(2025, 3, 3)).due


@pytest.mark.parametrize("unit", ["day", "month", "year"])
@pytest.mark.parametrize("length", [10**7, 10**9, 10**12])
def test_a_term_past_the_last_year_is_an_overflow_and_no_other_error(unit: Any, length: int) -> None:
    with pytest.raises(OverflowError):
        forward(dt.date(2024, 1, 1), length, unit, PLAIN)


@pytest.mark.parametrize("day", ["5", "01/02/03", "2024-01-01 CST", "10000-01-01"])
def test_a_day_is_never_guessed(day: str) -> None:
    with pytest.raises(ek.InvalidArgument):
        ek.deadline("P-40", day)  # type: ignore[arg-type]


def test_the_summer_time_of_1988_is_known_by_the_name_of_the_zone() -> None:
    zone = ZoneInfo("Asia/Shanghai")
    assert dt.datetime(1988, 7, 1, tzinfo=zone).utcoffset() == dt.timedelta(hours=9)
    assert dt.datetime(2024, 7, 1, tzinfo=zone).utcoffset() == dt.timedelta(hours=8)


def test_a_record_holds_nothing_that_can_be_changed() -> None:
    given = {"x": [{"y": 1}]}
    place = ek.Place(id="p", names={"zh": "溪口"}, extensions=given)
    given["x"].append({"z": 2})
    assert ek.dump(place)["extensions"] == {"x": [{"y": 1}]}
    assert hash(place) == hash(ek.Place(id="p", names={"zh": "溪口"}, extensions={"x": [{"y": 1}]}))
    with pytest.raises(TypeError):
        place.names["zh"] = "别处"


# Files in

XML = '<?xml version="1.0"?><!DOCTYPE x [{}]>{}'
GRAPHML = '<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><graph edgedefault="directed">{}</graph></graphml>'
GEXF = '<gexf xmlns="http://www.gexf.net/1.2draft" version="1.2"><graph><nodes>{}</nodes></graph></gexf>'
LAUGHS = '<!ENTITY a "ha">' + "".join(
    f'<!ENTITY {n} "{f"&{o};" * 10}">' for o, n in zip("abcdefgh", "bcdefghi", strict=True)
)
GRAPHS = {
    "an entity of another file.graphml": XML.format(
        '<!ENTITY e SYSTEM "file:///etc/hostname">', GRAPHML.format('<node id="a"><data key="k">&e;</data></node>')
    ),
    "an entity that grows.graphml": XML.format(LAUGHS, GRAPHML.format('<node id="&i;"/>')),
    "an entity that grows.gexf": XML.format(LAUGHS, GEXF.format('<node id="&i;" label="&i;"/>')),
    "another document.graphml": "<html/>",
    "another document.gexf": "<html/>",
    "a cut file.graphml": GRAPHML[:40],
    "a deep list.json": "[" * 100_000,
    "no graph.json": "[1]",
    "a node without an id.json": '{"nodes": [{"zh": "甲"}], "edges": []}',
    "a number that is none.json": '{"nodes": [{"id": NaN}], "edges": []}',
    "an id that is a list.json": '{"nodes": [{"id": []}], "edges": []}',
}


@pytest.mark.parametrize("name", GRAPHS)
def test_a_hostile_graph_is_a_malformed_text(name: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(GRAPHS[name], encoding="utf-8")
    with pytest.raises(MalformedText, match=r"EK109.*holds no graph"):
        read_graph(path)


def test_a_document_type_is_found_in_utf_16_too(tmp_path: Path) -> None:
    path = tmp_path / "wide.graphml"
    text = XML.format('<!ENTITY e "x">', GRAPHML.format('<node id="&e;"/>'))
    path.write_bytes(text.replace("?>", ' encoding="utf-16"?>', 1).encode("utf-16"))
    with pytest.raises(MalformedText, match="DOCTYPE"):
        read_graph(path)


def test_an_edge_to_no_node_is_refused_by_its_name(tmp_path: Path) -> None:
    path = tmp_path / "dangling.json"
    text = (
        '{"directed": true, "multigraph": true, "nodes": [{"id": "a"}], "edges": [{"source": "a", "target": "nobody"}]}'
    )
    path.write_text(text, encoding="utf-8")
    with pytest.raises(ek.UnknownReference, match="nobody"):
        read_graph(path)


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_unpacked() -> None:
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive, archive.open("xl/workbook.xml", "w") as file:
        for _ in range(UNPACKED // (1 << 20) + 1):
            file.write(bytes(1 << 20))
    with pytest.raises(MalformedText, match="EK845"):
        read_table(packed.getvalue(), lambda headers: named_columns(headers, {}))


# Files out

FORMULAS = ["=1+1", "+cmd", "-cmd", "@SUM(1)", "\t=1", "\r=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_no_cell_that_is_written_is_a_formula(text: str) -> None:
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph([("a", "b", {"layer": "commands", "note": text})])
    assert edges_csv(graph).splitlines()[1].lstrip('"').rpartition("commands,")[2].lstrip('"').startswith("'")


def test_no_name_ends_a_script_or_a_label() -> None:
    bad = '</script><script>1</script>"]; x-->y'
    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph([(bad, "b", {"layer": "commands"})])
    assert "<script>1" not in page(graph)
    assert "x-->y" not in mermaid(graph)
    assert list(nx.node_link_graph(json.loads(node_link(graph)), edges="edges")) == [bad, "b"]


def test_a_name_with_markup_is_told_as_it_stands() -> None:
    (finding,) = ek.validate(doc(**{"[link=https://example.org]x[/x]": 1})).findings
    assert "[link=https://example.org]x[/x]" in finding.text()


# The limits that docs/validate.md states


def spent(call: Callable[[], Any]) -> tuple[float, int]:
    """Seconds of the processor, and the most bytes that were held at one time."""
    began = time.process_time()
    call()
    seconds = time.process_time() - began
    tracemalloc.start()
    call()
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return seconds, most


@pytest.mark.parametrize(
    "data",
    [b"[" * 2**20, b'{"a":' * 200_000, b'"' + b"\\u00e9" * 170_000, b"[" + b"0," * 500_000, b'{"' + b"a" * 2**20],
    ids=["brackets", "objects", "escapes", "commas", "open string"],
)
def test_a_megabyte_that_is_no_json_is_refused_in_bounded_time_and_memory(data: bytes) -> None:
    def refused() -> None:
        with pytest.raises(MalformedText):
            read_json(data)

    seconds, most = spent(refused)
    assert seconds < 2
    assert most < 64 * 2**20


def test_a_file_past_the_limit_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "sparse.json"
    with path.open("wb") as file:
        file.truncate(2**40)

    def refused() -> None:
        with pytest.raises(MalformedText, match="EK102"):
            read_bytes(path)

    seconds, most = spent(refused)
    assert seconds < 0.5
    assert most < 2**20


def test_the_stated_limits_are_the_ones_that_hold() -> None:
    told = (Path(__file__).parent.parent / "docs" / "validate.md").read_text(encoding="utf-8")
    limits = Limits()
    for number in (
        f"{limits.size // 2**20} MiB",
        f"{limits.depth} levels",
        f"{limits.digits} digits",
        f"±{limits.exponent}",
    ):
        assert number in told
    assert read_json("[" * limits.depth + "]" * limits.depth)
    check_values(nested(limits.depth))
    for value in (nested(limits.depth + 1), {"a": 10**limits.digits}):
        with pytest.raises(MalformedText):
            check_values(value)


@pytest.mark.parametrize(
    "parent",
    [
        {"$ref": "http://127.0.0.1:9/x"},
        {"$ref": "file:///etc/hostname"},
        {"$ref": "#/properties/parent"},
        {"type": 7},
        {"pattern": "(["},
        False,
    ],
)
def test_a_foreign_schema_is_wrong_usage_and_never_followed(parent: Any, tmp_path: Path) -> None:
    from command import run
    from test_schema import SCHEMAS

    place = SCHEMAS["place"]
    for name, properties in (("old", place["properties"]), ("new", {**place["properties"], "parent": parent})):
        (tmp_path / f"{name}.json").write_text(json.dumps({**place, "properties": properties}), encoding="utf-8")
    done = run("schema", "diff", str(tmp_path / "old.json"), str(tmp_path / "new.json"))
    assert done.code == 2
    assert "is no schema of a record type" in " ".join(done.err.split())
