"""Every pattern gives one verdict: to the checker, and in the schema, read by Python, JavaScript, Go, Rust or Java."""

from __future__ import annotations

import base64
import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from enforcekit.model.registry import RECORD_TYPES
from enforcekit.shape import Pattern, Spec, fields_of
from enforcekit.shape.base import _value_problems
from enforcekit.shape.rules import LANGUAGE, LINE
from enforcekit.wire.convert import DECIMAL
from enforcekit.wire.schema import DATE

RUNNER = Path(__file__).with_name("schema.mjs")

NASTY = (
    "", " ", "\n", "a\n", "a\r\n", "a\u2028", "a\u0085", "a\u0000", "\u202ea", "\ud800", "a\udfff",
    "𠮷", "१२", "１２", "²", "Ａ", "ſ", "\u212a", "é", "0", "9" * 130, "a" * 64, "a" * 65, "a" * 128,
    "a" * 129, "𠮷" * 128, "𠮷" * 129, "溪" * 2001, "zh-", "zh-Hant-CN-x1", "CNY", "2024-02-30",
    "999999.999999", "1000000", "0.1234567", "1-1", "\\", "]", "^$",
)  # fmt: skip
"""Strings on which regular expression engines are known to differ, and the edges of our bounds."""


def _patterns_of(spec: Spec, seen: set[type[Any]]) -> Iterator[Pattern]:
    if spec.pattern is not None:
        yield spec.pattern
    if spec.item is not None:
        yield from _patterns_of(spec.item, seen)
    if spec.cls is not None and spec.cls not in seen:
        seen.add(spec.cls)
        for field in fields_of(spec.cls):
            yield from _patterns_of(field.spec, seen)


def patterns() -> dict[str, Pattern]:
    """Every pattern that a document can meet, by its text."""
    seen: set[type[Any]] = set()
    found = [DATE, DECIMAL, LANGUAGE, LINE]
    for cls in RECORD_TYPES.values():
        found += _patterns_of(Spec(kind="record", cls=cls), seen)
    return {pattern.regex: pattern for pattern in found}


PATTERNS = patterns()
each_pattern = pytest.mark.parametrize("pattern", PATTERNS.values(), ids=PATTERNS)


def examples(pattern: Pattern) -> list[str]:
    own = (*pattern.good, *pattern.bad)
    return list(dict.fromkeys([*own, *(f"{text}\n" for text in own), *NASTY]))


@pytest.fixture(scope="module")
def in_javascript() -> dict[str, list[bool]]:
    """The verdicts of `new RegExp(pattern, "u")` on all examples, asked in one call."""
    node = shutil.which("node")
    if node is None:
        pytest.skip("node is not installed: the verdicts of JavaScript were not compared")
    questions = [{"schema": each.schema, "texts": examples(each)} for each in PATTERNS.values()]
    done = subprocess.run([node, str(RUNNER)], input=json.dumps(questions), capture_output=True, text=True, timeout=60)
    assert done.returncode == 0, done.stderr
    return dict(zip(PATTERNS, json.loads(done.stdout), strict=True))


def test_the_known_patterns_are_all_found() -> None:
    assert len(PATTERNS) >= 9


@each_pattern
def test_a_pattern_has_examples_that_prove_it_one_of_them_with_a_trailing_newline(pattern: Pattern) -> None:
    assert pattern.good
    assert any(text.endswith("\n") for text in pattern.bad)
    assert [text for text in pattern.good if not pattern.matches(text)] == []
    assert [text for text in pattern.bad if pattern.matches(text)] == []


@each_pattern
def test_no_trailing_newline_passes(pattern: Pattern) -> None:
    assert [text for text in examples(pattern) if text.endswith("\n") and pattern.matches(text)] == []


@each_pattern
def test_the_schema_and_the_checker_agree(pattern: Pattern) -> None:
    judge = jsonschema.Draft202012Validator(pattern.schema)
    assert [text for text in examples(pattern) if judge.is_valid(text) is not pattern.matches(text)] == []


@each_pattern
def test_javascript_and_python_agree(pattern: Pattern, in_javascript: dict[str, list[bool]]) -> None:
    verdicts = zip(examples(pattern), in_javascript[pattern.regex], strict=True)
    assert [text for text, verdict in verdicts if verdict is not pattern.matches(text)] == []


@each_pattern
def test_the_engine_of_rust_agrees(pattern: Pattern) -> None:
    rust = pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is not installed: Rust was not compared")
    judge = rust.validator_for(pattern.schema, pattern_options=rust.RegexOptions())
    whole = [text for text in examples(pattern) if is_whole(text)]
    assert [text for text in whole if judge.is_valid(text) is not pattern.matches(text)] == []


@each_pattern
def test_the_engine_of_go_agrees(pattern: Pattern) -> None:
    re2 = pytest.importorskip("re2", reason="google-re2 is not installed: the syntax of Go was not compared")
    form, ends = re2.compile(pattern.schema["pattern"]), re2.compile(pattern.schema["not"]["pattern"])
    longest = pattern.schema.get("maxLength", 10**6)
    for text in filter(is_whole, examples(pattern)):
        found = form.search(text) and not ends.search(text) and len(text) <= longest
        assert bool(found) is pattern.matches(text), text


@pytest.mark.slow
def test_java_agrees() -> None:
    java = shutil.which("java")
    modules = subprocess.run([java, "--list-modules"], capture_output=True, text=True).stdout if java else ""
    if "jdk.compiler" not in modules:
        pytest.skip("no JDK is installed: the verdicts of Java were not compared")

    def packed(text: str) -> str:
        return base64.b64encode(text.encode()).decode() or "-"

    rows, wanted = [], []
    for pattern in PATTERNS.values():
        schema, texts = pattern.schema, [text for text in examples(pattern) if is_whole(text)]
        most = str(schema.get("maxLength", 10**6))
        rows.append(" ".join([packed(schema["pattern"]), packed(schema["not"]["pattern"]), most, *map(packed, texts)]))
        wanted.append("".join(str(int(pattern.matches(text))) for text in texts))
    program = str(RUNNER.with_name("Patterns.java"))
    done = subprocess.run([str(java), program], input="\n".join(rows), capture_output=True, text=True, timeout=60)
    assert (done.stderr, done.stdout.split()) == ("", wanted)


def is_whole(text: str) -> bool:
    """No half of a surrogate pair: the strings of Go and Rust cannot hold one."""
    return text.isascii() or not re.search("[\ud800-\udfff]", text)


@each_pattern
def test_what_is_too_long_is_told_apart_from_what_is_badly_formed(pattern: Pattern) -> None:
    if pattern.longest is None:
        return
    shortest = min(pattern.good, key=len)
    long = shortest * (pattern.longest // len(shortest) + 1)
    spec = Spec(kind="str", pattern=pattern)
    assert [f.code for f in _value_problems(spec, long, "")] == ["EK118"]
    assert [f.code for f in _value_problems(spec, long + "\n", "")] == ["EK113", "EK118"]


@each_pattern
def test_a_pattern_is_ascii_and_bounded_and_needs_no_dialect(pattern: Pattern) -> None:
    assert pattern.regex.isascii()
    written = pattern.schema["pattern"]
    assert not re.search(r"\(\?(?!:)|\\[uUpPdDwWsSbBAzZ]", written), "Go, Rust or Java read this apart"
    assert all(int(most) <= 1000 for most in re.findall(r"\{[0-9]+,([0-9]+)\}", written)), "Go counts to 1,000"
    outside_classes = re.sub(r"\[(?:\\.|[^\]\\])*\]", "[]", pattern.regex)
    assert not re.search(r"[*+]|\{[0-9]*,\}", outside_classes), "unbounded repetition"
    assert not re.search(r"\\[dDwWsSbBAZpPkx1-9]|\(\?(?!:)", pattern.regex), "dialects read this apart"
