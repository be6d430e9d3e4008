"""The extra `[fast]` finds what the default path finds: the same codes at the same pointers."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from mutations import changed, changed_documents, good_documents, scrambled
from strategies import records, steady

from enforcekit.errors import Finding, MalformedText
from enforcekit.model.registry import RECORD_TYPES
from enforcekit.packs.cn import PACK
from enforcekit.wire import fast, validate
from enforcekit.wire.convert import REFUSALS
from enforcekit.wire.reader import read_json
from enforcekit.wire.schema import SCHEMA_VERSION
from enforcekit.wire.validate import dump_document

SCHEMAS = Path(__file__).parent.parent / "schemas"


class Engines:
    """`validate` by either engine: what they remember is forgotten when they change."""

    def __init__(self) -> None:
        self.remembered: dict[bool, dict[str, Any]] = {True: {}, False: {}}
        self.words = PACK.vocabulary

    def ask(self, document: Any, *, by_fast: bool, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
        with monkeypatch.context() as patched:
            patched.setattr(validate, "_errors_of", lambda name, _: self._errors(name, by_fast))
            found = validate.validate(document, self.words).findings
        return [_told(each) for each in found]

    def _errors(self, name: str, by_fast: bool) -> Any:
        known = self.remembered[by_fast]
        if name not in known:
            with pytest.MonkeyPatch.context() as patched:
                patched.setattr(fast, "installed", lambda: by_fast)
                known[name] = _ERRORS_OF.__wrapped__(name, self.words)
        return known[name]


_ERRORS_OF = validate._errors_of


def _told(finding: Finding) -> tuple[Any, ...]:
    return finding.code, finding.pointer, finding.line, finding.column, finding.message["en"], finding.cure["en"]


@pytest.fixture(scope="module")
def engines() -> Engines:
    pytest.importorskip("jsonschema_rs", reason="jsonschema-rs is not installed: the engines were not compared")
    return Engines()


def assert_alike(engines: Engines, document: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[Any, ...]]:
    plain = engines.ask(document, by_fast=False, monkeypatch=monkeypatch)
    assert engines.ask(document, by_fast=True, monkeypatch=monkeypatch) == plain, document
    return plain


def vectors() -> Iterator[Any]:
    for path in sorted((SCHEMAS / "vectors").glob("*.ndjson")):
        for line in path.read_text(encoding="utf-8").splitlines():
            question = json.loads(line)
            if question["ask"] == "validate":
                yield question["in"].get("document", question["in"].get("text"))


def test_every_vector_is_judged_alike(engines: Engines, monkeypatch: pytest.MonkeyPatch) -> None:
    codes = {code for each in vectors() for code, *_ in assert_alike(engines, each, monkeypatch)}
    assert {"EK110", "EK111", "EK112", "EK113", "EK114"} <= codes


@pytest.mark.parametrize("count", [500, pytest.param(10_000, marks=pytest.mark.slow)])
def test_changed_documents_are_judged_alike(engines: Engines, count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    codes: set[str] = set()
    for document in changed_documents(count):
        codes |= {code for code, *_ in assert_alike(engines, document, monkeypatch)}
    assert {"EK110", "EK111", "EK112", "EK113", "EK114", "EK119"} <= codes


QUICK = ("place", "delegation")
NIGHTLY = (pytest.mark.slow, pytest.mark.nightly)


@pytest.mark.parametrize("name", [*QUICK, *(pytest.param(n, marks=NIGHTLY) for n in RECORD_TYPES)])
def test_a_good_record_of_any_kind_is_judged_alike(
    engines: Engines, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    @steady(3)
    @given(records(RECORD_TYPES[name], PACK.vocabulary), st.randoms(use_true_random=False))
    def check(record: Any, pick: random.Random) -> None:
        document = dump_document(record)
        assert_alike(engines, document, monkeypatch)
        assert_alike(engines, changed(document, pick), monkeypatch)

    check()


def test_it_can_be_switched_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ENFORCEKIT_FAST", "0")
    fast.installed.cache_clear()
    assert fast.installed() is False
    fast.installed.cache_clear()


# Reading


@pytest.fixture
def attempt() -> Any:
    pytest.importorskip("msgspec", reason="msgspec is not installed: the fast reader was not compared")
    from enforcekit.wire import fast_read

    return fast_read.attempt


def default(data: bytes) -> Any:
    """The record by the default path, None when it refuses."""
    try:
        return validate.accept(read_json(data))
    except (MalformedText, *REFUSALS):
        return None


def encoded(document: Any, pick: random.Random) -> bytes:
    spaces = pick.choice(((",", ":"), (", ", ": ")))
    return json.dumps(document, ensure_ascii=pick.random() < 0.5, separators=spaces).encode()


def test_good_documents_are_read_at_once_and_alike(attempt: Any) -> None:
    pick = random.Random(1)
    for document in good_documents():
        data = encoded(document, pick)
        assert attempt(data) == default(data) is not None, document
        assert type(attempt(data)) is RECORD_TYPES[document["type"]]
        assert hash(attempt(data)) == hash(default(data))


@pytest.mark.parametrize("count", [2000, pytest.param(60_000, marks=NIGHTLY)])
def test_what_is_read_at_once_the_default_path_reads_alike(attempt: Any, count: int) -> None:
    pick, good = random.Random(12), good_documents()
    texts = [encoded(each, pick) for each in good]
    at_once = 0
    for number in range(count):
        odd = number % 2
        data = encoded(changed(pick.choice(good), pick), pick) if odd else scrambled(pick.choice(texts), pick)
        record = attempt(data)
        if record is not None:
            at_once += 1
            assert record == default(data), data
    assert at_once > count / 50


TRAPS = (
    '"extensions": {"n": 0e400}', '"extensions": {"n": 1e-999}', '"extensions": {"n": 1e400}', '"extensions": {"n":-0}',
    '"extensions": {"n": 12345678901234567890123}', '"extensions": {"n": ' + "9" * 33 + "}", '"extensions": {"n":-0.}',
    '"extensions": {"n": -0.0}',
    '"extensions": {"n": 0.' + "1" * 40 + "}", '"extensions": {"n": 1.5, "n": 1.5}', '"extensions": {"\\u003a": 1}',
    '"extensions": {"a": 1, "\\u003a": 2, "a": 1}', '"extensions": {"n": "\\ud800"}', '"extensions": {"n": null}',
    '"extensions": {"n": [1, [2, {"m": 3}]]}', '"extensions": ' + '{"a": ' * 62 + "1" + "}" * 62,
    '"extensions": ' + '{"a": ' * 63 + "1" + "}" * 63, '"extensions": ' + '{"a": ' * 64 + "1" + "}" * 64,
    '"extensions": ' + "[" * 5000 + "]" * 5000, '"period": {"start": "2024-01-01T00:00:00"}', '"period": {"start": ""}',
    '"period": {"start": "0000-01-01"}', '"period": {"start": "20240101"}', '"period": {"start": "2024-W01-1"}',
    '"period": {"start": "2024-01-01 "}', '"period": {"start": null}', '"period": {"start": 5}', '"period": null',
    '"bases": [{"instrument": "a", "paragraph": 1.0}]', '"bases": [{"instrument": "a", "paragraph": "1"}]',
    '"bases": [{"instrument": "a", "paragraph": true}]', '"bases": [{"instrument": "a", "paragraph": 1e0}]',
    '"bases": [{"instrument": "a", "paragraph": 1.' + "0" * 40 + "}]", '"actions": ["inspect"]', '"id": "a"',
    '"penalties": [{"kind": "fine", "minimum_multiple": 1}]',
    '"penalties": [{"kind": "fine", "minimum_multiple": "1e0"}]',
)  # fmt: skip


@pytest.mark.parametrize("more", TRAPS)
def test_where_parsers_differ_the_default_path_is_asked(attempt: Any, more: str) -> None:
    base = f'{{"type": "item", "schema_version": "{SCHEMA_VERSION}", "id": "a", "names": {{"zh": "甲"}}, "field": "a"'
    for text in (f'{base}, "actions": ["inspect"], {more}}}', f"{base}, {more}}}"):
        record = attempt(text.encode())
        if record is not None:
            assert record == default(text.encode())
            assert repr(record) == repr(default(text.encode()))


def lines_of(documents: list[Any], pick: random.Random) -> bytes:
    return b"".join(encoded(each, pick) + b"\n" for each in documents)


@pytest.mark.parametrize("by_fast", [False, True], ids=["default", "fast"])
def test_lines_are_read_alike_by_either_reader(by_fast: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    if by_fast:
        pytest.importorskip("msgspec", reason="msgspec is not installed: the fast reader was not compared")
    from enforcekit.wire import fast_read

    monkeypatch.setattr(fast_read, "installed", lambda: by_fast)
    pick, good = random.Random(5), good_documents()
    whole = lines_of(good, pick)
    assert fast_read.read_records(whole) == [default(line) for line in whole.splitlines()]
    one = whole.splitlines()[0]
    for odd in (
        b"5",
        b"",
        one + b" " + one,
        one.replace(b"{", b"{\n", 1),
        one[:-1] + b', "id": "b"}',
        b"\xef\xbb\xbf" + one,
    ):
        assert fast_read.read_records(one + b"\n" + odd + b"\n" + one) is None


def test_lines_may_hold_colons_and_escapes_and_no_hidden_key(attempt: Any) -> None:
    base = f'"type": "place", "schema_version": "{SCHEMA_VERSION}", "names": {{"zh": "甲"}}'
    assert attempt(f'{{{base}, "id": "a:b", "source": "https://a.b/\\u003a\\"::"}}'.encode()) is not None
    assert attempt(f'{{{base}, "id": "a", "id": "a", "source": "\\u003a"}}'.encode()) is None
    for control in ("\x7f", "\\n", "\\u0000", "\\ud800"):
        assert attempt(f'{{{base}, "id": "a", "source": "x{control}"}}'.encode()) is None
