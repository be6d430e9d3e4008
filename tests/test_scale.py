"""Files of any size: one answer however they are cut, packed and shared out, and a killed run goes on."""

from __future__ import annotations

import gzip
import json
import os
import signal
import subprocess
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from command import command, run
from fuzz import run as fuzz
from mutations import good_documents

import enforcekit as ek
from enforcekit.cli.formats import FORMATS
from enforcekit.errors import InvalidData
from enforcekit.scale import inputs, judge, parts_of, validate_files
from enforcekit.scale import parts as cutting
from enforcekit.scale.across import References
from enforcekit.scale.report import OtherRun, opened
from enforcekit.wire.schema import SCHEMA_VERSION

PLACE = {"type": "place", "schema_version": SCHEMA_VERSION, "names": {"zh": "甲"}}


def lines(count: int, bad: int = 7) -> bytes:
    """Places of which every `bad`th is wrong."""
    made = ({**PLACE, "id": f"p{n}", **({"parent": 5} if n % bad == 3 else {})} for n in range(count))
    return b"".join(json.dumps(each, ensure_ascii=False).encode() + b"\n" for each in made)


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cutting, "BLOCK", 500)


def found(*paths: Path | str, **more: Any) -> list[tuple[Any, ...]]:
    return [
        (each.code, each.pointer, Path(each.file or "").name.removesuffix(".gz"), each.line, each.column)
        for judged in validate_files(paths, **more)
        for each in judged.findings
    ]


def test_findings_do_not_depend_on_parts_packing_or_workers(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    data = lines(60) + b"{broken\n\n[1]\n" + lines(3)
    plain, packed = tmp_path / "a.ndjson", tmp_path / "a.ndjson.gz"
    plain.write_bytes(data)
    packed.write_bytes(gzip.compress(data))
    whole = found(plain)
    assert [code for code, *_ in whole].count("EK110") == len(range(3, 60, 7)) + 1
    assert ("EK101", "", "a.ndjson", 61, 2) in whole
    monkeypatch.setattr(cutting, "BLOCK", 500)
    assert len(list(parts_of(inputs([plain])))) >= 10
    assert found(plain) == found(packed) == whole
    with ThreadPoolExecutor(3) as executor:
        assert found(plain, executor=executor, workers=3) == whole
        assert found(packed, executor=executor, workers=1) == whole


def test_a_part_is_judged_as_its_documents_alone(small_parts: None, tmp_path: Path) -> None:
    path = tmp_path / "all.ndjson"
    good = good_documents()
    path.write_text("\n".join(json.dumps(each) for each in good), encoding="utf-8")
    alone = [(f.code, f.pointer) for each in good for f in ek.validate(each).findings]
    assert [(code, pointer) for code, pointer, *_ in found(path)] == alone
    assert sum(judged.documents for judged in validate_files([path])) == len(good)


def test_only_a_line_feed_ends_a_line(tmp_path: Path) -> None:
    """Whoever reads a file counts its lines alike: a lone carriage return is a blank between documents."""
    one = json.dumps({**PLACE, "id": "a"}, ensure_ascii=False).encode()
    path = tmp_path / "places.ndjson"
    path.write_bytes(one + b"\r" + one + b"\n" + one.replace(b'"a"', b'"a b"') + b"\n")
    with pytest.raises(InvalidData) as told:
        ek.load(path)
    found = [finding for judged in validate_files([path]) for finding in judged.findings]
    assert [(f.code, f.line, f.column) for f in found] == [(f.code, f.line, f.column) for f in told.value.findings]
    assert [f.line for f in found] == [1, 2]


def test_folders_and_globs_name_files_in_one_order(tmp_path: Path) -> None:
    for name in ("b.json", "a.csv", "sub/c.ndjson.gz", ".hidden/d.json", "e.xml", "README.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(gzip.compress(b"[]") if name.endswith("gz") else b"[]")
    names = [(each.path.name, bool(each.notes)) for each in inputs([tmp_path])]
    assert names == [("a.csv", False), ("b.json", False), ("e.xml", True), ("c.ndjson.gz", False)]
    assert [each.path.name for each in inputs([f"{tmp_path}/**/*.gz"])] == ["c.ndjson.gz"]
    assert [each.path.name for each in inputs([f"{tmp_path}/*.json"])] == ["b.json"]
    for nothing in (tmp_path / "none.json", f"{tmp_path}/*.nope", tmp_path / ".hidden" / "none"):
        with pytest.raises(InvalidData):
            inputs([nothing])


def test_a_file_that_is_named_twice_is_judged_once(tmp_path: Path) -> None:
    path, linked = tmp_path / "a.ndjson", tmp_path / "sub" / "b.ndjson"
    path.write_bytes(lines(3))
    linked.parent.mkdir()
    linked.symlink_to(path)
    named = [path, tmp_path, str(tmp_path / "*.ndjson"), linked]
    assert [each.path for each in inputs(named)] == [path]
    other = tmp_path / "0.ndjson"
    other.write_bytes(b"")
    assert [each.path for each in inputs([path, other, path])] == [path, other]
    assert run("validate", "--references", str(path), str(tmp_path)).code == 0
    assert run("validate", "--references", "-", text=lines(1)).code == 2


def test_a_table_and_an_array_are_judged_whole(tmp_path: Path) -> None:
    array = tmp_path / "a.json.gz"
    array.write_bytes(gzip.compress(json.dumps([PLACE, {**PLACE, "id": "x"}]).encode()))
    assert found(array) == [("EK111", "/id", "a.json", 1, 2)]
    table = tmp_path / "place.csv"
    table.write_text("id,names.zh,kind\na,甲,division\nb,乙,country\n", encoding="utf-8")
    assert [(code, line) for code, _, _, line, _ in found(table)] == [("EK114", 3)]


@pytest.mark.parametrize(
    ("name", "data", "code"),
    [
        ("cut.ndjson.gz", gzip.compress(lines(500))[:-20], "EK109"),
        ("no.ndjson.gz", b"plain text", "EK109"),
        ("no.json.gz", b"", "EK101"),
        ("bomb.json.gz", gzip.compress(b" " * (9 << 20)), "EK102"),
        ("bomb.ndjson.gz", gzip.compress(b"[" * (9 << 20)), "EK102"),
        ("odd.ndjson", b"\xff\xfe{\x00}\x00\n", "EK107"),
    ],
)
def test_what_cannot_be_read_is_a_finding_with_its_file(tmp_path: Path, name: str, data: bytes, code: str) -> None:
    (tmp_path / name).write_bytes(data)
    told = found(tmp_path / name)
    assert code in [each[0] for each in told]
    assert {each[2] for each in told} == {name.removesuffix(".gz")}


def test_ids_are_looked_for_in_all_files(tmp_path: Path, small_parts: None) -> None:
    one, two = tmp_path / "one.ndjson", tmp_path / "two.ndjson"
    rows = [{**PLACE, "id": "a", "parent": "b"}, {**PLACE, "id": "c", "parent": "gone"}, {**PLACE, "id": "a"}]
    one.write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
    item = {"type": "party", "schema_version": SCHEMA_VERSION, "id": "p", "kind": "enterprise"}
    two.write_text("\n".join(map(json.dumps, [{**PLACE, "id": "b", "parent": "p"}, item])), encoding="utf-8")
    kept = References()
    for judged in validate_files([one, two], across=True):
        kept.take(judged)
    told = [(f.code, Path(f.file or "").name, f.line, f.pointer) for f in kept.findings()]
    assert told == [
        ("EK202", "one.ndjson", 1, "/id"),
        ("EK202", "one.ndjson", 3, "/id"),
        ("EK201", "one.ndjson", 2, "/parent"),
        ("EK203", "two.ndjson", 1, "/parent"),
    ]
    kept.know([("gone", "place")])
    assert "EK201" not in {f.code for f in kept.findings()}
    kept.close()
    done = run("validate", "--references", str(one), str(two))
    assert (done.code, done.out.count("EK20")) == (1, 4)
    assert run("validate", str(one), str(two)).code == 0


def test_records_that_are_known_from_elsewhere_may_be_referred_to_and_not_be_doubled(tmp_path: Path) -> None:
    array = tmp_path / "a.json"
    town = {"type": "place", "schema_version": SCHEMA_VERSION, "id": "330213100", "names": {"zh": "溪口"}}
    rows = [{**PLACE, "id": "a", "parent": "330213100"}, town]
    array.write_text(json.dumps(rows[:1], indent=1), encoding="utf-8")
    asked = ("validate", "--references", "--lang", "en", str(array))
    alone = run(*asked)
    assert (alone.code, "EK201" in alone.out) == (1, True)
    assert run(*asked, "--known", "ningbo").code == 0
    array.write_text(json.dumps(rows, indent=1), encoding="utf-8")
    assert run(*asked).code == 0
    doubled = run(*asked, "--known", "ningbo")
    line = array.read_text().splitlines().index('  "id": "330213100",') + 1
    assert (doubled.code, doubled.out.count("EK202")) == (1, 1)
    assert f"{array}:{line}: error EK202" in doubled.out
    report = tmp_path / "report"
    for _ in range(2):  # what is known is known to a run that goes on, too
        assert run(*asked, "--known", "ningbo", "--report", str(report)).code == 1
        assert report.read_text(encoding="utf-8").count("EK202") == 1


# Reports


def rows_of(report: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in report.read_text(encoding="utf-8").splitlines()]


def test_a_report_is_the_same_however_many_processes_write_it(tmp_path: Path) -> None:
    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(200))
    one, two = tmp_path / "1.report", tmp_path / "2.report"
    told = [
        run("validate", "--report", str(one), str(path)),
        run("validate", "--report", str(two), "--jobs", "2", str(path)),
    ]
    assert [each.code for each in told] == [1, 1]
    assert one.read_bytes() == two.read_bytes()
    kinds = [row["kind"] for row in rows_of(one)]
    assert (kinds[0], kinds[-2:], kinds.count("finding")) == ("start", ["part", "end"], len(range(3, 200, 7)))
    again = run("validate", "--report", str(one), str(path))
    assert (again.code, again.err) == (1, told[0].err)
    assert run("validate", "--report", str(one), "--strict", str(path)).code == 2
    assert run("validate", "--report", str(path), str(one)).code == 2
    assert run("validate", "--report", str(one), "-").code == 2


@pytest.mark.parametrize("cut", [1, 5, 40, 200, 350, 10**6])
def test_a_report_cut_anywhere_is_gone_on_with(tmp_path: Path, small_parts: None, cut: int) -> None:
    path, report = tmp_path / "a.ndjson", tmp_path / "report"
    path.write_bytes(lines(60))
    run("validate", "--report", str(report), str(path))
    whole = report.read_bytes()
    report.write_bytes(whole[: min(cut * 10, len(whole) - 1)])
    done = run("validate", "--report", str(report), str(path))
    assert (done.code, done.err) == (1, "60 documents, 9 findings\n")
    assert report.read_bytes() == whole


@pytest.mark.parametrize("form", ["json", "sarif", "junit", "github"])
def test_with_a_report_a_format_for_machines_still_tells_all(tmp_path: Path, small_parts: None, form: str) -> None:
    path, report = tmp_path / "a.ndjson", tmp_path / "report"
    path.write_bytes(lines(40) + lines(3))
    asked = ("validate", "--references", "--format", form, "--report", str(report), str(path))
    without = run("validate", "--references", "--format", form, str(path))
    assert run(*asked) == without
    whole = report.read_bytes()
    for cut in (len(whole), len(whole) // 2, 200, 0):
        report.write_bytes(whole[:cut])
        assert run(*asked) == without
        assert report.read_bytes() == whole
    assert run("validate", "--references", "--report", str(tmp_path / "other"), str(path)).out == ""


def test_a_file_whose_name_is_no_text_is_judged_in_every_format(tmp_path: Path) -> None:
    path = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff.ndjson"))
    path.write_bytes(lines(5))
    for form in FORMATS:
        for more in ((), ("--references",), ("--report", str(tmp_path / form))):
            done = run("validate", "--format", form, *more, str(tmp_path / "*.ndjson"))
            assert done.code == 1, (form, more)
            assert "EK110" in done.out or (form, more[:1]) == ("text", ("--report",))


def test_a_report_of_something_else_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "letter.txt"
    path.write_bytes(b"Dear colleague,\n")
    with pytest.raises(OtherRun):
        opened(path, {})
    assert path.read_bytes() == b"Dear colleague,\n"


@pytest.mark.slow
def test_a_run_that_is_killed_leaves_a_readable_report_and_goes_on(tmp_path: Path) -> None:
    path, report = tmp_path / "a.ndjson", tmp_path / "report"
    path.write_bytes(lines(30_000, bad=1000))
    arguments = [
        command(),
        "validate",
        "--lang",
        "en",
        "--jobs",
        "2",
        "--references",
        "--report",
        str(report),
        str(path),
    ]
    process = subprocess.Popen(arguments, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline and not (report.exists() and b'"part"' in report.read_bytes()):
        time.sleep(0.005)
    process.send_signal(signal.SIGKILL)
    process.wait()
    *settled, _ = report.read_bytes().split(b"\n")
    rows = [json.loads(line) for line in settled]
    assert rows[-1]["kind"] != "end", "it was killed in the middle"
    assert any(row["kind"] == "part" for row in rows)
    assert subprocess.run(arguments, capture_output=True, timeout=120).returncode == 1
    straight = tmp_path / "straight"
    run("validate", "--references", "--report", str(straight), str(path))
    assert report.read_bytes() == straight.read_bytes()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the size of a process is read from /proc")
def test_memory_does_not_grow_with_the_file(tmp_path: Path) -> None:
    sizes = {}
    for count in (10_000, 60_000):
        path = tmp_path / f"{count}.ndjson"
        path.write_bytes(lines(count, bad=1000))
        program = (
            "import re, sys; from enforcekit.scale import parts, validate_files\n"
            "parts.BLOCK = 1 << 16\n"
            "print(sum(each.documents for each in validate_files([sys.argv[1]])))\n"
            "print(re.search(r'VmHWM:\\s+([0-9]+)', open('/proc/self/status').read())[1])"
        )
        done = subprocess.run([sys.executable, "-c", program, str(path)], capture_output=True, text=True, timeout=120)
        documents, sizes[count] = map(int, done.stdout.split())
        assert documents == count
    assert sizes[60_000] < sizes[10_000] * 1.1


@pytest.mark.slow
@pytest.mark.parametrize("form", ["json", "sarif", "junit"])
def test_memory_does_not_grow_with_what_is_found(tmp_path: Path, form: str) -> None:
    sizes = {}
    for count in (5_000, 30_000):
        path = tmp_path / f"{count}.ndjson"
        path.write_bytes(lines(count, bad=4))
        program = (
            "import contextlib, os, re, sys; from enforcekit.scale import parts; from enforcekit.cli import cli\n"
            "parts.BLOCK = 1 << 16\n"
            "with open(os.devnull, 'w') as out, contextlib.redirect_stdout(out):\n"
            "    cli.main(['validate', '--format', sys.argv[2], sys.argv[1]], standalone_mode=False)\n"
            "print(re.search(r'VmHWM:\\s+([0-9]+)', open('/proc/self/status').read())[1])"
        )
        asked = [sys.executable, "-c", program, str(path), form]
        sizes[count] = int(subprocess.run(asked, capture_output=True, text=True, timeout=300, check=True).stdout)
    assert sizes[30_000] < sizes[5_000] * 1.15


@pytest.mark.slow
def test_any_executor_will_do() -> None:
    pytest.importorskip("distributed", reason="dask is not installed: its executor was not asked")
    program = (
        "from distributed import Client, LocalCluster\n"
        "from enforcekit.resources import folder\n"
        "from enforcekit.scale import validate_files\n"
        "if __name__ == '__main__':\n"
        "    paths = [folder('examples') / 'yichang', folder('examples') / 'hengqin']\n"
        "    with LocalCluster(n_workers=2, dashboard_address=None) as many, Client(many) as client:\n"
        "        spread = list(validate_files(paths, executor=client.get_executor(pure=False), workers=2))\n"
        "    assert spread == list(validate_files(paths))\n"
        "    print(sum(each.documents for each in spread))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, timeout=120)
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 50


def test_a_part_travels(tmp_path: Path) -> None:
    import pickle

    path = tmp_path / "a.ndjson"
    path.write_bytes(lines(10))
    (part,) = parts_of(inputs([path]))
    os.remove(path)
    assert pickle.loads(pickle.dumps(judge(pickle.loads(pickle.dumps(part))))) == judge(part)


# Nothing but findings


@pytest.mark.parametrize("count", [1000, pytest.param(50_000, marks=pytest.mark.slow)])
def test_scrambled_documents_are_judged_or_refused_with_a_code(count: int) -> None:
    codes = fuzz(3, count)
    assert sum(codes.values()) >= count
    assert {"EK101", "EK107", "EK110", "EK111", "EK112", "EK113"} <= codes.keys()
