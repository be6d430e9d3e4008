"""The command line: the same verbs, the same answers, the exit codes that scripts rely on, never a traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from command import ENGLISH, command, outside, run

import enforcekit as ek
from enforcekit import cli
from enforcekit.cli import COMMANDS
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.wire.schema import schema_of

WHO = ("who-may", "penalise", "--item", "330217015000", "--place", "330213100", "--on", "2024-05-01")
PLACE = {"type": "place", "schema_version": "1.0", "id": "330213", "names": {"zh": "奉化区"}}


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.json"
    path.write_text(json.dumps(PLACE), encoding="utf-8")
    return path


@pytest.fixture
def bad(tmp_path: Path) -> Path:
    path = tmp_path / "bad.json"
    path.write_text('{\n "type": "place",\n "schema_version": "1.0",\n "colour": 1\n}', encoding="utf-8")
    return path


# Help


def test_help_names_every_command() -> None:
    done = outside("--help", text=True)
    assert done.returncode == 0
    assert done.stderr == ""
    assert all(name in done.stdout for name in COMMANDS)
    assert "综合行政执法" in done.stdout


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_help_imports_nothing_heavy(arguments: list[str]) -> None:
    script = (
        "import sys, json\n"
        f"sys.argv = ['enforcekit', *{arguments!r}]\n"
        "from enforcekit.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "print(json.dumps(sorted(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    loaded = set(json.loads(done.stderr))
    assert "click" in loaded
    assert not {"networkx", "jsonschema", "numpy", "cattrs", "enforcekit.competence", "enforcekit.wire"} & loaded


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(name: str) -> None:
    result = run(name, "--help")
    assert result.code == 0
    assert result.out.startswith(f"Usage: enforcekit {name}")


def test_help_of_a_question_loads_no_jsonschema() -> None:
    script = (
        "import sys\nsys.argv = ['enforcekit', 'who-may', '--help']\nfrom enforcekit.cli import main\n"
        "try: main()\nexcept SystemExit: pass\n"
        "assert not {'jsonschema', 'networkx'} & set(sys.modules)"
    )
    subprocess.run([sys.executable, "-c", script], capture_output=True, timeout=60, check=True)


def test_the_version_is_that_of_the_package() -> None:
    assert ek.__version__ in run("--version").out


# validate


def test_a_good_document_is_exit_0_and_silent_on_standard_output(good: Path) -> None:
    result = run("validate", str(good))
    assert (result.code, result.out) == (0, "")
    assert result.err == "1 document, 0 findings\n"


def test_findings_are_exit_1_with_file_line_column_and_cure(bad: Path) -> None:
    result = run("validate", str(bad))
    assert result.code == 1
    assert f"{bad}:4:12: error EK112 at /colour: 'colour' is not a field here → correct the name" in result.out
    assert f"{bad}:1:1: error EK111 at /names" in result.out


def test_findings_as_json_parse_and_are_those_of_the_library(bad: Path, good: Path) -> None:
    result = run("validate", str(good), str(bad), "--format", "json")
    assert result.code == 1
    report = json.loads(result.out)
    assert (report["documents"], report["valid"]) == (2, False)
    expected = [(f.code, f.pointer, f.line, f.column) for f in ek.validate(bad.read_bytes()).findings]
    assert [(f["code"], f["pointer"], f["line"], f["column"]) for f in report["findings"]] == expected
    assert {f["file"] for f in report["findings"]} == {str(bad)}


def test_a_folder_is_judged_file_by_file(tmp_path: Path, good: Path, bad: Path) -> None:
    (tmp_path / "places.csv").write_text("id,names.zh,kind\na,甲,country\n", encoding="utf-8")
    (tmp_path / "list.xlsx").write_bytes(b"PK")
    result = run("validate", str(tmp_path), "--format", "json")
    found = json.loads(result.out)["findings"]
    assert {Path(f["file"]).name for f in found} == {"bad.json", "places.csv", "list.xlsx"}
    assert {f["code"] for f in found} == {"EK111", "EK112", "EK114", "EK232"}


@pytest.mark.parametrize(
    ("text", "code", "codes"),
    [
        (json.dumps(PLACE), 0, set()),
        (json.dumps([PLACE, {**PLACE, "colour": 1}]), 1, {"EK112"}),
        ("{", 1, {"EK101"}),
        ("", 1, {"EK101"}),
        (b"\xff\xfe{\x00}\x00", 1, {"EK107"}),
        (json.dumps([json.dumps(PLACE)]), 1, {"EK110"}),
        ('"text"', 1, {"EK110"}),
    ],
)
def test_a_dash_reads_standard_input(text: str | bytes, code: int, codes: set[str]) -> None:
    result = run("validate", "-", "--format", "json", text=text)
    report = json.loads(result.out)
    assert result.code == code
    assert {f["code"] for f in report["findings"]} == codes
    assert {f["file"] for f in report["findings"]} <= {"-"}


NDJSON = "".join(
    json.dumps({**PLACE, "id": f"p{number}", **more}) + "\n" for number, more in enumerate([{}, {"x": 1}, {}])
)


@pytest.mark.parametrize(
    ("text", "documents", "places"),
    [
        (NDJSON, 3, [(2, "EK112")]),
        ("\ufeff\n\r\n" + NDJSON.replace("\n", "\r\n\n"), 3, [(5, "EK112")]),
        (NDJSON.replace('"p0"', "p0"), 3, [(1, "EK101"), (2, "EK112")]),
        ("{]\n\n" + NDJSON, 4, [(1, "EK101"), (4, "EK112")]),
        (NDJSON + "{", 4, [(2, "EK112"), (4, "EK101")]),
        (json.dumps({**PLACE, "x": 1}), 1, [(1, "EK112")]),
        (json.dumps({**PLACE, "x": 1}, indent=1) + "\n", 1, [(8, "EK112")]),
        ('{"type": "place", "schema_version": "1.0", "id": "p", "names":\n{"zh": "甲"}, "x": 1}', 1, [(2, "EK112")]),
        ('{"type": "place", "schema_version": "1.0", "id": "p"\n, "names": {"zh": "甲"}, "x": 1}', 1, [(2, "EK112")]),
        ("[" + ",\n".join(NDJSON.splitlines()) + "]", 3, [(2, "EK112")]),
        ("[\n" + ",\n".join(NDJSON.splitlines()) + "\n]", 3, [(3, "EK112")]),
        ("\n" * 9, 1, [(10, "EK101")]),
    ],
)
def test_a_dash_reads_one_document_an_array_or_many_documents_one_a_line(
    text: str, documents: int, places: list[tuple[int, str]]
) -> None:
    report = json.loads(run("validate", "-", "--format", "json", text=text).out)
    assert report["documents"] == documents
    assert [(f["line"], f["code"]) for f in report["findings"]] == places


def test_a_line_of_standard_input_is_judged_before_the_next_one_is_there() -> None:
    first, second, _ = NDJSON.splitlines(keepends=True)
    with subprocess.Popen(
        [command(), "validate", "-", "--lang", "en"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write(first + second)
        process.stdin.flush()
        assert process.stdout.readline().startswith("-:2:")
        process.stdin.close()
        assert process.wait(timeout=60) == 1


def test_what_there_is_one_of_is_counted_in_the_singular(tmp_path: Path) -> None:
    line = json.dumps({**PLACE, "x": 1})
    assert run("validate", "-", text=line).err == "1 document, 1 finding\n"
    assert run("validate", "-", text=f"{line}\n{line}").err == "2 documents, 2 findings\n"
    assert run("validate", "-", text=line, env={"LC_ALL": "zh_CN.UTF-8"}).err == "1 份文档，1 个问题\n"


def test_warnings_count_only_when_asked_to(tmp_path: Path) -> None:
    guild = {"type": "authority", "schema_version": "1.0", "id": "g", "names": {"zh": "行会"}, "kind": "guild"}
    path = tmp_path / "a.json"
    path.write_text(json.dumps(guild), encoding="utf-8")
    assert run("validate", str(path)).code == 0
    assert "EK130" in run("validate", str(path)).out
    assert run("validate", "--strict", str(path)).code == 1


def test_a_missing_path_and_an_empty_folder_are_exit_2_with_a_cure(tmp_path: Path) -> None:
    missing = run("validate", str(tmp_path / "nowhere"))
    assert missing.code == 2
    assert "nowhere" in missing.err
    assert "check the path" in missing.err
    empty = run("validate", str(tmp_path))
    assert empty.code == 2
    assert "enforcekit template csv" in empty.err


def test_the_examples_are_good(tmp_path: Path) -> None:
    from enforcekit import resources

    assert run("validate", str(resources.folder("examples") / "yichang")).code == 0


# Questions


def test_who_may_explains_who_answers_and_why() -> None:
    result = run(*WHO)
    assert result.code == 0
    assert "Xikou Town Government" in result.out
    assert "People's Government of Fenghua District" in result.out


def test_who_may_as_json_is_the_answer_of_the_library() -> None:
    import datetime as dt

    answer = ek.who_may(
        ek.example("ningbo"), "penalise", item="330217015000", place="330213100", on=dt.date(2024, 5, 1)
    )
    assert json.loads(run(*WHO, "--format", "json").out) == json.loads(json.dumps(answer.to_dict()))


def test_nobody_competent_is_exit_1_with_the_reason() -> None:
    result = run(*WHO[:-1], "1990-01-01", "--format", "json")
    assert result.code == 1
    assert json.loads(result.out)["reason"] == "no_law_yet"


def test_a_filed_case_needs_both_options() -> None:
    assert run(*WHO, "--filed-by", "xikou-town").code == 2
    result = run(*WHO, "--filed-by", "xikou-town", "--filed-on", "2024-04-01", "--format", "json")
    assert result.code == 0
    assert json.loads(result.out)["competences"][0]["authority"] == "xikou-town"


@pytest.mark.parametrize(
    ("option", "value", "nearest"),
    [
        ("--item", "street-vending-unlicensed-plaza", "street-vending-unlicensed-place"),
        ("--place", "330213199", "330213"),
        ("--filed-by", "xikou-towns", "xikou-town"),
        ("--in", "ningpo", "ningbo"),
    ],
)
def test_an_unknown_name_is_exit_2_with_the_nearest(option: str, value: str, nearest: str) -> None:
    more = ("--filed-on", "2024-01-01") if option == "--filed-by" else ()
    result = run(*WHO, option, value, *more)
    assert result.code == 2
    assert result.out == ""
    assert nearest in result.err
    assert "Traceback" not in result.err


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("validat", "x"), "No such command 'validat'. Did you mean validate"),
        (("zzz",), "No such command 'zzz'."),
        (("schema", "show", "plce"), "no record type is called 'plce'; nearest: place"),
        (("lint", "--select", "L99"), "no check is called 'L99'; nearest: L"),
        (("lint", "--select", "zzz"), "no check is called 'zzz'; there are D-01"),
    ],
)
def test_a_slip_of_the_pen_is_answered_with_what_was_meant(arguments: tuple[str, ...], told: str) -> None:
    done = run(*arguments)
    assert done.code == 2
    assert told in " ".join(done.err.split())


def test_what_may_says_why_there_is_nothing() -> None:
    done = run("what-may", "xikou-town", "--on", "1990-01-01")
    assert (done.code, done.out) == (0, "")
    assert "the law of this pack begins on 1996-10-01" in done.err


def test_what_may_lists_powers_and_counts_them() -> None:
    import datetime as dt

    powers = ek.what_may(ek.example("ningbo"), "xikou-town", on=dt.date(2025, 5, 1), action="penalise")
    arguments = ("what-may", "xikou-town", "--on", "2025-05-01", "--action", "penalise")
    listed = json.loads(run(*arguments, "--format", "json").out)
    assert [(each["item"], each["in_name_of"]) for each in listed] == [(p.item, p.in_name_of) for p in powers]
    text = run(*arguments)
    assert (text.code, len(text.out.splitlines())) == (0, len(powers))
    assert text.err == f"{len(powers)} powers\n"


def test_find_shows_the_best_first_and_says_when_there_is_nothing() -> None:
    result = run("find", "溪口")
    assert result.out.splitlines()[0].split()[:2] == ["place", "330213100"]
    found = json.loads(run("find", "溪口", "--format", "json", "--limit", "2").out)
    assert [each["id"] for each in found][:1] == ["330213100"]
    assert len(found) == 2
    nothing = run("find", "%%%%")
    assert (nothing.code, nothing.out, nothing.err) == (0, "", "nothing found\n")


def test_several_sources_are_taken_together(tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text("id,names.zh,parent\nnew-town,新镇,330213\n", encoding="utf-8")
    assert run("find", "新镇", "--in", str(path), "--in", "ningbo").out.split()[:2] == ["place", "new-town"]
    alone = run("find", "新镇", "--in", str(path))
    assert alone.code == 2
    assert "places.csv:2:3: error EK201" in alone.err


# Files


def test_schemas_are_listed_and_shown() -> None:
    listed = run("schema", "list").out
    assert [line.split()[0] for line in listed.splitlines()] == list(RECORD_TYPES)
    shown = json.loads(run("schema", "show", "place").out)
    assert shown["$id"].startswith("urn:enforcekit:schema:")
    assert shown["required"] == schema_of(RECORD_TYPES["place"])["required"]


def test_schemas_are_written_below_their_version(tmp_path: Path) -> None:
    result = run("schema", "write", str(tmp_path / "out"))
    assert result.code == 0
    written = sorted(path.name for path in tmp_path.glob("out/*/*.schema.json"))
    assert written == sorted(f"{name}.schema.json" for name in RECORD_TYPES)
    assert len(result.out.splitlines()) > len(written)


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_a_table_template_of_every_type_holds_no_row_yet(name: str, tmp_path: Path) -> None:
    for lang in ("zh", "en"):
        result = run("template", "csv", name, "--lang", lang)
        assert result.code == 0
        path = tmp_path / f"{name}.csv"
        path.write_text(result.out, encoding="utf-8")
        assert run("validate", str(path)).err == "0 documents, 0 findings\n"


@pytest.mark.parametrize("name", RECORD_TYPES)
def test_a_document_template_asks_for_every_required_field(name: str) -> None:
    made = json.loads(run("template", "json", name).out)
    assert set(made) == set(schema_of(RECORD_TYPES[name])["required"])
    assert "EK111" not in ek.validate(made).codes


def test_an_unknown_record_type_names_those_there_are() -> None:
    for arguments in (("schema", "show"), ("template", "csv"), ("template", "json")):
        result = run(*arguments, "town")
        assert result.code == 2
        assert "place" in result.err


# The tour


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_tour_tells_the_story_in_under_a_minute(lang: str, tmp_path: Path) -> None:
    start = time.perf_counter()
    result = run("tour", "--lang", lang, "--out", str(tmp_path))
    assert time.perf_counter() - start < 60
    assert result.code == 0
    ningbo = ek.example("ningbo")
    sections = result.out.split("\n== ")
    bureau, town, refused, case, broken, defect, drawn, graph, reform, written = sections[1:11]
    competent = ": competent" if lang == "en" else ": 有管辖权"
    assert competent in bureau
    assert ningbo["fenghua-emergency"].label(lang) in bureau.split("2.")[0]
    assert ningbo["xikou-town"].label(lang) in town.split("2.")[0]
    (line,) = [each for each in refused.splitlines() if ningbo["xidian-town"].label(lang) in each and "→" in each]
    assert ningbo["ninghai-emergency"].label(lang) in line.split("→")[1]
    assert "✓ legal_review" in case
    assert "✗ decide" in case
    assert "2025-06-08" in case
    assert {"EK112", "EK113", "EK117", "EK119"} <= {word.rstrip(":") for word in broken.split()}
    assert "EK317" in defect
    honest, forged = drawn.splitlines()[1:3]
    assert honest != forged
    assert "EK5" in drawn
    assert "edges" in graph
    assert ningbo["fenghua-comprehensive"].label(lang) in reform
    files = [Path(line) for line in written.splitlines()[1:] if line]
    assert {each.name for each in files} == {"proof.svg", "case.html", "draw.json", "graph.html"}
    assert all(each.stat().st_size > 1000 for each in files)
    assert ("loading" if lang == "en" else "正在加载") in result.err


# Languages and looks


@pytest.mark.parametrize(
    ("env", "chinese"),
    [
        ({"LC_ALL": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "", "LC_MESSAGES": "zh_CN.UTF-8", "LANG": "en_US.UTF-8"}, True),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "zh_CN.UTF-8"}, True),
        ({"LC_ALL": "C", "LANG": "zh_CN.UTF-8"}, False),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": "fr_FR.UTF-8"}, False),
        ({"LC_ALL": "", "LC_MESSAGES": "", "LANG": ""}, False),
    ],
)
def test_the_locale_chooses_the_language(env: dict[str, str], chinese: bool, bad: Path) -> None:
    out = run("validate", str(bad), env=env).out
    assert ("缺少必填字段" in out) is chinese
    assert ("is missing" in out) is not chinese


def test_the_option_comes_before_the_locale(bad: Path) -> None:
    assert "缺少必填字段" in run("validate", str(bad), "--lang", "zh").out
    assert "is missing" in run("validate", str(bad), "--lang", "en", env={"LC_ALL": "zh_CN.UTF-8"}).out
    assert "溪口镇人民政府" in run(*WHO, "--lang", "zh").out
    assert run("who-may", "penalise", "--lang", "fr").code == 2


@pytest.mark.skipif(sys.platform == "win32", reason="needs a pseudo-terminal")
@pytest.mark.parametrize(("env", "coloured"), [({"NO_COLOR": "1"}, False), ({"NO_COLOR": ""}, True)])
def test_no_color_takes_the_escapes_off_a_terminal(env: dict[str, str], coloured: bool) -> None:
    import pty

    leader, follower = pty.openpty()
    process = subprocess.Popen(
        [command(), "tour"],
        stdout=follower,
        stderr=subprocess.DEVNULL,
        env={**os.environ, **ENGLISH, **env, "TERM": "xterm"},
    )
    os.close(follower)
    seen = b""
    try:
        while part := os.read(leader, 65536):
            seen += part
    except OSError:
        pass  # Linux reports the end of a terminal as an error
    finally:
        os.close(leader)
    assert process.wait(60) == 0
    assert b"Xikou Town Government" in seen
    assert (b"\x1b[" in seen) is coloured


def test_a_stream_that_cannot_show_chinese_gets_escapes() -> None:
    done = outside("find", "溪口", "--lang", "zh", env={"PYTHONIOENCODING": "latin-1"})
    assert done.returncode == 0
    assert rb"\u6eaa\u53e3\u9547" in done.stdout
    assert done.stderr == b""


# Whatever a caller may type


HOSTILE = [
    (),
    ("nonsense",),
    ("--nonsense",),
    ("find",),
    ("find", ""),
    ("find", "x" * 20000),
    ("find", "\u202e\x00\x1b[31m"),
    ("find", "a", "--limit", "0"),
    ("find", "a", "--limit", "-1"),
    ("find", "a", "--limit", "x"),
    ("find", "a", "--in", "x" * 5000),
    ("find", "a", "--in", "no\x00such"),
    ("find", "a", "--in", "/dev/null"),
    ("find", "a", "--in", "/proc/self/mem"),
    ("validate",),
    ("validate", "x" * 5000),
    ("validate", "/dev/null"),
    ("validate", "-", "--pack", "atlantis"),
    ("validate", "-", "--format", "xml"),
    ("who-may",),
    ("who-may", "penalise", "--item", "\x00", "--place", "\x00", "--on", "2024-05-01"),
    ("who-may", "", "--item", "", "--place", "", "--on", "2024-05-01"),
    ("who-may", "fly", "--item", "330217015000", "--place", "330213100", "--on", "2024-05-01"),
    *(
        ("who-may", "penalise", "--item", "330217015000", "--place", "330213100", "--on", day)
        for day in ("2024-02-30", "20240501", "2024-W01-1", "0000-00-00", "99999-01-01", "today", "", "٢٠٢٤-٠٥-٠١")
    ),
    (*WHO, "--filed-by", "x", "--filed-on", "9999-12-31"),
    ("what-may", "nobody", "--on", "2024-05-01"),
    ("what-may", "xikou-town", "--on", "2024-05-01", "--place", "nowhere"),
    ("schema", "show", "../../etc/passwd"),
    ("schema", "write", "/dev/null/x"),
    ("template", "csv", "{}"),
    ("vectors", "run", "/nowhere"),
    ("vectors", "run", "/"),
    ("vectors", "run", "/dev/null/x"),
]


@pytest.mark.parametrize("arguments", HOSTILE, ids=lambda each: " ".join(each)[:40].encode("unicode_escape").decode())
def test_no_argument_makes_a_traceback(arguments: tuple[str, ...]) -> None:
    result = run(*arguments, text="")
    assert result.code in (0, 1, 2), result.err
    assert "Traceback" not in result.err + result.out
    assert "\x1b" not in result.out + result.err
    assert result.code != 2 or result.err


@pytest.mark.parametrize("day", ["2024-02-30", "20240501", "2024-W01-1", "today"])
def test_a_day_that_is_no_day_is_a_usage_error_that_shows_the_form(day: str) -> None:
    result = run(*WHO[:-1], day)
    assert result.code == 2
    assert "write it as 2024-05-01" in result.err


def test_a_fault_of_the_library_is_exit_3_and_tells_where(monkeypatch: pytest.MonkeyPatch, good: Path) -> None:
    from enforcekit.cli import check

    def broken(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(check, "validate_files", broken)
    result = run("validate", str(good))
    assert result.code == 3
    assert "ZeroDivisionError" in result.err


def test_the_table_of_commands_is_what_the_group_offers() -> None:
    with cli.cli.make_context("enforcekit", ["packs"]) as context:
        assert cli.cli.list_commands(context) == list(COMMANDS)
        assert all(cli.cli.get_command(context, name) is not None for name in COMMANDS)
        assert cli.cli.get_command(context, "nonsense") is None


# As a process


def test_the_process_ends_with_the_code_of_the_command(good: Path, bad: Path) -> None:
    codes = [outside("validate", str(path)).returncode for path in (good, bad, good.parent / "nowhere")]
    assert codes == [0, 1, 2]


@pytest.mark.skipif(shutil.which("bash") is None, reason="needs a shell with pipes")
def test_a_reader_that_goes_away_is_no_fault() -> None:
    script = f"for n in 1 2 3 4 5; do '{command()}' schema show item; done | head -1"
    done = subprocess.run(["bash", "-c", script], capture_output=True, timeout=60)
    assert done.stdout == b"{\n"
    assert done.stderr == b""


def test_the_package_answers_where_no_terminal_is(good: Path) -> None:
    done = outside("validate", "-", "--format", "json", input=good.read_bytes(), cwd=good.parent)
    assert done.returncode == 0
    assert json.loads(done.stdout)["documents"] == 1
