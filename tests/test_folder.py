"""From files to a structure: every form of file, every problem at once with its place, and back again."""

from __future__ import annotations

import gc
import json
import time
from pathlib import Path
from typing import Any

import pytest

import enforcekit as ek
from enforcekit.errors import Finding, InvalidData, UnknownReference
from enforcekit.folder import SUFFIXES, documents, example_names, files
from enforcekit.model import Citation, Identifier, Item, Manifest, Place
from enforcekit.structure import Structure


def document(record_type: str, key: str, **more: Any) -> dict[str, Any]:
    return {"type": record_type, "schema_version": "1.0", "id": key, **more}


def place(key: str, **more: Any) -> dict[str, Any]:
    return document("place", key, names={"zh": "某地"}, **more)


def lines(*values: Any) -> str:
    return "".join(json.dumps(value, ensure_ascii=False) + "\n" for value in values)


def column(value: Any, part: str) -> int:
    """Where a part of a value stands in its line."""
    return lines(value).index(part) + 1


def write(folder: Path, **texts: str | bytes) -> Path:
    """Files by name, `__` standing for a slash and `_` for the dot before the suffix."""
    for name, text in texts.items():
        stem, _, suffix = name.rpartition("_")
        path = folder / f"{stem.replace('__', '/')}.{suffix}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return folder


def refused(*paths: Path, **more: Any) -> tuple[Finding, ...]:
    with pytest.raises(InvalidData) as caught:
        ek.load(*paths, **more)
    return caught.value.findings


def where(finding: Finding) -> tuple[str, str | None, int | None, int | None]:
    return finding.code, finding.file, finding.line, finding.column


def ids(structure: Structure) -> list[str]:
    return [each.id for each in structure]


# Every form of file


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("one_json", json.dumps(place("330213"))),
        ("several_json", json.dumps([place("330213")])),
        ("several_ndjson", lines(place("330213"))),
        ("several_jsonl", "\n" + lines(place("330213")) + "\n"),
        ("places_csv", "id,names.zh\n330213,某地\n"),
        ("anything_csv", "type,id,names.zh\nplace,330213,某地\n"),
        ("PLACES_CSV", "id,names.zh\n330213,某地\n"),
        ("one_json", b"\xef\xbb\xbf" + json.dumps(place("330213")).encode()),
        ("several_ndjson", b"\xef\xbb\xbf" + lines(place("330213")).encode()),
        ("places_csv", b"\xef\xbb\xbf" + "id,names.zh\r\n330213,某地\r\n".encode()),
    ],
)
def test_every_form_of_file_gives_the_same_record(name: str, text: str | bytes, tmp_path: Path) -> None:
    expected = Structure([Place(id="330213", names={"zh": "某地"})])
    assert ek.load(write(tmp_path, **{name: text})) == expected
    (file,) = tmp_path.iterdir()
    assert ek.load(file) == expected


def test_a_folder_is_read_with_what_is_below_it(tmp_path: Path) -> None:
    write(
        tmp_path,
        structure_json=json.dumps(document("structure", "card", names={"en": "Card"})),
        places_csv="id,names.zh,parent\n330213,奉化区,\n330213100,溪口镇,330213\n",
        lists__2024__items_ndjson=lines(document("item", "i", names={"zh": "事"}, field="water", actions=["inspect"])),
        lists__bodies_json=json.dumps([document("authority", "a", names={"zh": "局"}, kind="department")]),
    )
    structure = ek.load(tmp_path)
    assert set(ids(structure)) == {"card", "330213", "330213100", "i", "a"}
    assert structure.manifest is not None
    assert structure.manifest.label() == "Card"


def test_several_sources_make_one_structure(tmp_path: Path) -> None:
    write(tmp_path, a__places_csv="id,names.zh\n330213,奉化区\n", b_json=json.dumps(place("xikou", parent="330213")))
    assert ids(ek.load(tmp_path / "a", tmp_path / "b.json")) == ["330213", "xikou"]


def test_hidden_files_and_folders_are_not_read(tmp_path: Path) -> None:
    write(tmp_path, a_json=json.dumps(place("a")))
    for name in (".hidden.json", ".git/config.json", "lists/.cache/x.csv"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("{broken")
    structure = ek.load(tmp_path)
    assert ids(structure) == ["a"]
    assert structure.findings == ()


def test_a_folder_that_is_called_like_a_file_is_no_file(tmp_path: Path) -> None:
    write(tmp_path, archive__places_csv="id,names.zh\na,甲\n")
    (tmp_path / "archive").rename(tmp_path / "archive.json")
    assert ids(ek.load(tmp_path)) == ["a"]


def test_a_file_of_an_unknown_suffix_is_named_in_a_warning(tmp_path: Path) -> None:
    write(tmp_path, a_json=json.dumps(place("a")), notes_xlsx=b"PK", README_md="read me", data__old_xml="<x/>")
    (finding, other) = ek.load(tmp_path).findings
    assert (finding.code, finding.severity, finding.file) == ("EK232", "warning", "data/old.xml")
    assert other.file == "notes.xlsx"
    assert "convert" in finding.cure["en"]


def test_the_files_to_read_are_listed_in_one_order(tmp_path: Path) -> None:
    write(tmp_path, b_json="1", a_csv="1", c__a_ndjson="1", d_txt="1")
    found, notes = files(tmp_path)
    assert [name for _, name in found] == ["a.csv", "b.json", "c/a.ndjson"]
    assert [note.file for note in notes] == ["d.txt"]
    assert {path.suffix for path, _ in found} <= set(SUFFIXES)


# What is not there


def test_a_missing_path_says_what_there_is(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path / "nowhere")
    assert finding.code == "EK231"
    assert "nowhere" in finding.message["en"]
    assert all(name in finding.cure["en"] and name in finding.cure["zh"] for name in example_names())


def test_an_empty_folder_says_what_to_put_there(tmp_path: Path) -> None:
    (finding,) = refused(tmp_path)
    assert finding.code == "EK230"
    assert "enforcekit template csv" in finding.cure["en"]


def test_a_folder_without_records_is_as_good_as_empty(tmp_path: Path) -> None:
    write(tmp_path, notes_txt="x", README_md="x")
    assert [finding.code for finding in refused(tmp_path)] == ["EK230"]


def test_an_unknown_example_names_those_there_are() -> None:
    with pytest.raises(UnknownReference, match="ningbo") as caught:
        ek.example("ningpo")
    assert set(caught.value.nearest) == set(example_names()) >= {"ningbo", "yichang"}


# One broken file among good ones


def test_one_broken_file_is_told_with_the_problems_of_the_good_ones(tmp_path: Path) -> None:
    write(
        tmp_path,
        a_json=json.dumps(place("a", parent="b")),
        b_json='{"type": "place",\n "schema_version": "1.0",,\n "id": "b", "names": {"zh": "乙"}}',
        c_ndjson=lines(place("c"), place("d", colour="red")),
        places_csv="id,names.zh,kind\ne,戊,country\n",
    )
    found = refused(tmp_path)
    assert [where(each) for each in found] == [
        ("EK101", "b.json", 2, 26),
        ("EK112", "c.ndjson", 2, column(place("d", colour="red"), '"red"')),
        ("EK114", "places.csv", 2, 3),
    ]
    # `a` points to `b`, which stands in the broken file: that is not a second problem.
    assert not [each for each in found if each.code == "EK201"]


def test_the_message_shows_each_problem_with_file_line_and_cure(tmp_path: Path) -> None:
    write(tmp_path, good_json=json.dumps(place("a")), bad_json='{\n  "type": "town"\n}')
    with pytest.raises(InvalidData) as caught:
        ek.load(tmp_path)
    heading, *rest = str(caught.value).splitlines()
    assert heading == f"{tmp_path}: the documents are not all good"
    assert any(line.startswith("  bad.json:2:11: error EK124 at /type:") and "→ use one of:" in line for line in rest)
    assert not [line for line in rest if "good.json" in line]


# Every finding has its place


@pytest.mark.parametrize(
    ("name", "text", "expected"),
    [
        ("x_json", '{\n  "type": "place",\n  "schema_version": "1.0",\n  "id": "a",\n  "names": {"zh": 5}\n}',
         [("EK110", "x.json", 5, 19)]),
        ("x_json", '[\n {"type": "place", "schema_version": "1.0", "id": "a", "names": {"zh": "甲"}},\n "b"\n]',
         [("EK110", "x.json", 3, 2)]),
        ("x_ndjson", lines(place("a")) + "\n" + lines(place("b", parent=7)), [("EK110", "x.ndjson", 3, 88)]),
        ("x_ndjson", '{"type": "place",\n' + lines(place("a")), [("EK101", "x.ndjson", 1, 18)]),
        ("x_ndjson", lines([1]), [("EK110", "x.ndjson", 1, 1)]),
        ("places_csv", "id,names.zh,period.start\na,甲,2024-02-30\nb,乙,2024-01-01\nb c,丙,\n",
         [("EK119", "places.csv", 2, 3), ("EK113", "places.csv", 4, 1)]),
        ("places_csv", "id,nmaes.zh\na,甲\n", [("EK140", "places.csv", 1, 2)]),
        ("places_csv", "id,names.zh\na,甲,x\n", [("EK142", "places.csv", 2, 3)]),
        ("towns_csv", "id,names.zh\na,甲\n", [("EK143", "towns.csv", 1, None)]),
        ("places_csv", "id,names.zh,code.scheme,code.value\na,甲,gb2260,330013\n", [("EK132", "places.csv", 2, 4)]),
    ],
)  # fmt: skip
def test_a_finding_has_file_line_and_column(name: str, text: str, expected: list[Any], tmp_path: Path) -> None:
    assert [where(each) for each in refused(write(tmp_path, **{name: text}))] == expected


def test_a_table_in_gbk_is_refused_by_name_and_not_guessed(tmp_path: Path) -> None:
    found = refused(write(tmp_path, places_csv="id,names.zh\na,镇海区\n".encode("gbk")))
    assert [where(each) for each in found] == [("EK107", "places.csv", 2, 3)]
    assert "GBK" in found[0].message["en"]
    assert "UTF-8" in found[0].cure["zh"]


def test_a_warning_of_words_is_kept_with_its_place(tmp_path: Path) -> None:
    guild = document("authority", "guild", names={"zh": "行会"}, kind="guild")
    write(tmp_path, x_ndjson=lines(guild))
    (finding,) = ek.load(tmp_path).findings
    assert finding.severity == "warning"
    assert where(finding) == ("EK130", "x.ndjson", 1, column(guild, '"guild"}'))


@pytest.mark.parametrize("blank", ["", "\ufeff", " \n\n", "\r\n", ",,\n"])
def test_an_empty_table_is_a_finding(blank: str, tmp_path: Path) -> None:
    (finding,) = refused(write(tmp_path, a_json=json.dumps(place("a")), places_csv=blank))
    assert where(finding) == ("EK144", "places.csv", 1, None)
    assert "the file is empty" in finding.message["en"]
    assert finding.cure["en"]


def test_a_table_of_a_header_alone_is_good(tmp_path: Path) -> None:
    write(tmp_path, a_json=json.dumps(place("a")), places_csv="id,names.zh\n")
    assert ids(ek.load(tmp_path)) == ["a"]


@pytest.mark.parametrize("form", ["x_json", "x_ndjson", "places_csv"])
def test_a_direction_mark_is_a_note_with_its_place(form: str, tmp_path: Path) -> None:
    hidden = document("place", "b", names={"zh": "乙\u202e"})
    text = {
        "x_json": json.dumps([place("a"), hidden], indent=1, ensure_ascii=False),
        "x_ndjson": lines(place("a"), hidden),
        "places_csv": "id,names.zh\na,甲\nb,乙\u202e\n",
    }[form]
    structure = ek.load(write(tmp_path, **{form: text}))
    assert structure["b"].label("zh") == "乙\u202e"
    (finding,) = structure.findings
    expected = {"x_json": (15, 10), "x_ndjson": (2, column(hidden, '"乙')), "places_csv": (3, 2)}[form]
    assert where(finding) == ("EK133", form.replace("_", "."), *expected)


def test_many_bad_documents_in_one_array_are_placed_in_time(tmp_path: Path) -> None:
    write(tmp_path, x_json=json.dumps([place(f"p{number}", colour=1) for number in range(4000)], indent=1))
    start = time.process_time()
    found = refused(tmp_path)
    assert time.process_time() - start < 20
    assert len({each.line for each in found}) == len(found) == 4000


def test_an_id_used_a_thousand_times_is_placed_in_time(tmp_path: Path) -> None:
    start = time.process_time()
    found = refused(write(tmp_path, x_ndjson=lines(place("a")) * 1000))
    assert time.process_time() - start < 20
    assert [each.line for each in found] == [*range(1, 1001)]


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (("a_json", json.dumps(place("x"))), ("b_ndjson", lines(place("y"), place("x")))),
        (("a_ndjson", lines(place("x"))), ("places_csv", "id,names.zh\ny,乙\nx,甲\n")),
    ],
)
def test_an_id_used_twice_names_both_places(first: Any, second: Any, tmp_path: Path) -> None:
    found = refused(write(tmp_path, **dict((first, second))))
    assert {each.code for each in found} == {"EK202"}
    assert {(each.file, each.line) for each in found} == {
        (first[0].replace("_", "."), 1),
        (second[0].replace("_", "."), 2 if "ndjson" in second[0] else 3),
    }


@pytest.mark.parametrize(
    ("name", "text", "line", "column"),
    [
        ("a_json", json.dumps(place("x", parent="y"), indent=1), 8, 12),
        ("a_ndjson", lines(place("w"), place("x", parent="y")), 2, column(place("x", parent="y"), '"y"')),
        ("places_csv", "id,names.zh,parent\nw,丁,\nx,甲,y\n", 3, 3),
    ],
)
def test_an_unknown_reference_names_file_line_and_column(
    name: str, text: str, line: int, column: int, tmp_path: Path
) -> None:
    (finding,) = refused(write(tmp_path, **{name: text}))
    assert where(finding) == ("EK201", name.replace("_", "."), line, column)
    assert finding.pointer == "/parent"


def test_findings_of_nested_folders_carry_the_path_below_the_folder(tmp_path: Path) -> None:
    (finding,) = refused(write(tmp_path, lists__2024__a_json=json.dumps(place("x", parent="y"))))
    assert finding.file == "lists/2024/a.json"


def test_a_document_of_another_version_is_refused_with_its_place(tmp_path: Path) -> None:
    (finding,) = refused(write(tmp_path, a_json=json.dumps({**place("x"), "schema_version": "7.0"})))
    assert where(finding) == ("EK125", "a.json", 1, 37)


def test_a_problem_does_not_stop_the_documents_after_it(tmp_path: Path) -> None:
    write(tmp_path, a_ndjson=lines(place("a")) + "{]\n" + lines(place("b")))
    found = list(documents(tmp_path / "a.ndjson"))
    assert [entry.document and entry.document["id"] for entry in found] == ["a", None, "b"]
    assert [len(entry.findings) for entry in found] == [0, 1, 0]


@pytest.mark.parametrize("bad", [5, 1999, 2000, 3999])
def test_lines_of_a_large_file_are_numbered_across_its_blocks(bad: int, tmp_path: Path) -> None:
    """The blocks before and after the one with the bad line are read at once."""
    many = [place(f"p{n}", parent="p0" if n else None, source="x" * 200) for n in range(4000)]
    del many[0]["parent"]
    for broken, code in (({**many[bad], "parent": 5}, "EK110"), ({**many[bad], "parent": "px"}, "EK201")):
        text = lines(*many[:bad], broken, *many[bad + 1 :])
        assert len(text) > 2 * (1 << 17)
        (finding,) = refused(write(tmp_path, a_ndjson=text))
        assert where(finding) == (code, "a.ndjson", bad + 1, column(broken, "5, " if code == "EK110" else '"px"'))


def test_loading_leaves_the_collector_as_it_was(tmp_path: Path) -> None:
    write(tmp_path, a_json=json.dumps(place("a")))
    try:
        for on in (False, True):
            (gc.enable if on else gc.disable)()
            ek.load(tmp_path)
            assert (gc.isenabled(), gc.get_freeze_count()) == (on, 0)
        gc.freeze()
        frozen = gc.get_freeze_count()
        ek.load(tmp_path)
        assert gc.get_freeze_count() >= frozen - 100, "what the caller froze stays frozen"
    finally:
        gc.unfreeze()
        gc.enable()


def test_what_was_loaded_is_not_looked_at_by_the_next_young_collection(tmp_path: Path) -> None:
    write(tmp_path, a_ndjson=lines(*(place(f"p{n}") for n in range(3000))))
    found = ek.load(tmp_path)
    young = {id(each) for generation in (0, 1) for each in gc.get_objects(generation)}
    assert sum(id(each) in young for each in found) == 0


# The pack


def test_the_manifest_names_the_pack(tmp_path: Path) -> None:
    card = document("structure", "card", names={"zh": "某国"}, pack="atlantis")
    write(tmp_path, a_json=json.dumps(place("a")), structure_json=json.dumps(card))
    with pytest.raises(UnknownReference, match="no pack is called 'atlantis'; nearest: cn"):
        ek.load(tmp_path)
    atlantis = ek.Pack(
        name="atlantis", zh="某国", en="Atlantis", base_mode="royal", compulsion="force", penalty="punish"
    )
    assert ek.load(tmp_path, pack=atlantis).pack is atlantis
    assert ek.load(tmp_path, pack="cn").pack == "cn"


def test_without_a_manifest_the_pack_is_cn(tmp_path: Path) -> None:
    assert ek.load(write(tmp_path, a_json=json.dumps(place("a")))).pack == "cn"


def test_the_words_of_the_pack_decide_what_is_a_finding(tmp_path: Path) -> None:
    bad = place("a", code={"scheme": "gb2260", "value": "330013"})
    write(tmp_path, a_json=json.dumps(bad))
    assert [each.code for each in refused(tmp_path)] == ["EK132"]
    wordless = ek.Pack(name="xx", zh="某国", en="Somewhere", base_mode="royal", compulsion="force", penalty="punish")
    assert ids(ek.load(tmp_path, pack=wordless)) == ["a"]


# And back


def test_what_is_saved_loads_as_the_same_structure(tmp_path: Path) -> None:
    structure = Structure(
        [
            Manifest(id="card", names={"zh": "某市"}),
            Place(id="a", names={"zh": "甲\u3000乙"}, code=Identifier(scheme="gb2260", value="330213")),
            Item(id="i", names={"en": "I"}, field="water", actions=["inspect"], extensions={"deep": [{"k": None}]}),
            ek.Instrument(id="law", names={"zh": "法"}, kind="law"),
            Item(id="j", names={"en": "J"}, field="water", actions=["inspect"], bases=[Citation(instrument="law")]),
        ]
    )
    path = tmp_path / "saved.ndjson"
    ek.save(structure, path)
    assert len(path.read_bytes().splitlines()) == len(structure)
    assert ek.load(path) == structure
    ek.save(ek.load(path), tmp_path / "again.ndjson")
    assert (tmp_path / "again.ndjson").read_bytes() == path.read_bytes()


def test_an_example_survives_saving(tmp_path: Path) -> None:
    yichang = ek.example("yichang")
    ek.save(yichang, tmp_path / "yichang.ndjson")
    assert ek.load(tmp_path) == yichang


def test_an_example_is_read_once() -> None:
    assert ek.example("yichang") is ek.example("yichang")
