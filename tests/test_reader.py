"""The strict reader: each promise by name, seeded mutations, and places."""

from __future__ import annotations

import io
import json
import os
import random
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcekit.errors import RULES, Finding, LimitExceeded, MalformedText
from enforcekit.wire.locate import elements, locate, positions
from enforcekit.wire.reader import Limits, read_json, read_lines
from enforcekit.wire.source import blocks, bounded_lines, read_bytes, read_ndjson
from enforcekit.wire.values import check_values


def refused(call: Callable[..., Any], *args: Any, **more: Any) -> Finding:
    with pytest.raises(MalformedText) as caught:
        call(*args, **more)
    (finding,) = caught.value.findings
    assert len(str(caught.value)) < 1000
    return finding


def spot(source: bytes | str, **more: Any) -> tuple[str, int | None, int | None]:
    finding = refused(read_json, source, **more)
    assert finding.pointer == ""
    return finding.code, finding.line, finding.column


def test_every_code_is_worded_in_both_languages_with_a_cure() -> None:
    for number in range(101, 110):
        rule = RULES[f"EK{number}"]
        assert rule.en
        assert rule.zh
        assert rule.cure_en
        assert rule.cure_zh


# JSON text


def test_nesting_is_bounded_before_parsing() -> None:
    deep = b"[" * 64 + b"]" * 64
    assert read_json(deep)
    assert spot(b"[" + deep + b"]") == ("EK103", 1, 65)
    assert spot(b'{"a":' * 65 + b"1" + b"}" * 65) == ("EK103", 1, 64 * 5 + 1)


@pytest.mark.parametrize("unit", [b"[", b'{"a":', b'[{"":'])
def test_a_hundred_thousand_open_brackets_are_refused_by_the_scan(unit: bytes) -> None:
    start = time.process_time()
    assert spot(unit * 100_000)[0] == "EK103"
    assert time.process_time() - start < 5


def test_brackets_inside_strings_neither_hide_nor_feign_depth() -> None:
    assert read_json(json.dumps(["[" * 1000, "]" * 1000, '\\"[{' * 100])) is not None
    hidden = '["]",' * 5000 + "0" + ',"["]' * 5000
    assert spot(hidden) == ("EK103", 1, 64 * 5 + 1)
    assert spot('["\\\\]",' * 5000 + "0" + ',"\\"["]' * 5000)[0] == "EK103"


def test_a_quarter_of_a_million_unbalanced_brackets_are_refused_in_time() -> None:
    start = time.process_time()
    assert spot(b"[" + b"[]," * 250_000)[0] == "EK101"
    assert time.process_time() - start < 20


@pytest.mark.parametrize(
    "number",
    [
        "1e400",
        "-1e400",
        "1.8e308",
        "1e309",
        "1e-309",
        "0e400",
        "0.4e0066999999999999999999999",
        "1e1000000",
        "1E+" + "9" * 5000,
        "0." + "0" * 400 + "1",
        "1" * 33,
        "-" + "1" * 33,
        "1" * 4301,
        "1" * 33 + ".5",
        "0." + "1" * 33,
    ],
)
def test_a_number_out_of_bounds_is_refused(number: str) -> None:
    assert spot(f'{{"a": [1,\n {number}]}}') == ("EK104", 2, 2)


@pytest.mark.parametrize(
    ("number", "value"),
    [
        ("-0", 0),
        ("18446744073709551616", 2**64),
        ("1" * 32, int("1" * 32)),
        ("-" + "9" * 32, -int("9" * 32)),
        ("0." + "0" * 70 + "1", 1e-71),
        ("1e308", 1e308),
        ("1E-0308", 1e-308),
        ("0e1", 0.0),
        ("0.000", 0.0),
    ],
)
def test_a_number_within_bounds_is_exact(number: str, value: float) -> None:
    got = read_json(number)
    assert got == value
    assert type(got) is type(value)


@pytest.mark.parametrize("word", ["NaN", "Infinity", "-Infinity"])
def test_nan_and_infinity_are_refused(word: str) -> None:
    assert spot(f'["NaN", {word}]') == ("EK108", 1, 9)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ('{"a": 1, "a": 1}', (1, 10)),
        ('{"a": 1,\n "\\u0061": 2}', (2, 2)),
        ('[{"a": {"b": 1, "c": [{}], "b": 2}}]', (1, 28)),
        ('{"a": {"x": 1}, "a": 2}', (1, 17)),
        ('{"": 0, "": 0}', (1, 9)),
        ('{"c:": ":", "\\"": "\\\\", "c:" : 1}', (1, 25)),
    ],
)
def test_a_duplicate_key_is_refused_at_its_second_place(text: str, place: tuple[int, int]) -> None:
    assert spot(text) == ("EK105", *place)


def test_a_duplicate_key_is_named_but_never_at_length() -> None:
    key = "k" * 100_000
    message = refused(read_json, f'{{"{key}": 1, "{key}": 2}}').message["en"]
    assert "kkk" in message
    assert len(message) < 200


def test_the_same_key_in_different_objects_is_good() -> None:
    assert read_json('[{"a": {"a": 1}}, {"a": 2}]') == [{"a": {"a": 1}}, {"a": 2}]


@pytest.mark.parametrize(
    ("text", "column"),
    [
        (r'"\ud800"', 2),
        (r'"\uD800x"', 2),
        (r'"\udc00"', 2),
        (r'"\ud83d\ude00\ude00"', 14),
        (r'"\ud800\ud83d\ude00"', 2),
        (r'"\\\ud800"', 4),
        (r'"\\ud800\udc00"', 9),
        (r'{"\ud800": 1}', 3),
        ('"溪口\ud800"', 4),
        ('\ufeff"\udfff"', 2),
    ],
)
def test_a_lone_surrogate_is_refused_at_the_door(text: str, column: int) -> None:
    assert spot(text) == ("EK106", 1, column)


def test_a_surrogate_pair_and_an_escaped_backslash_are_good() -> None:
    assert read_json(r'["\ud83d\ude00", "\\ud800"]') == ["😀", "\\ud800"]


def test_a_control_character_is_read_from_its_escape_only() -> None:
    assert read_json(r'"\u0000\u202e"') == "\x00\u202e"
    assert spot('"a\x00"') == ("EK101", 1, 3)


def test_one_byte_order_mark_is_stripped() -> None:
    assert read_json(b"\xef\xbb\xbf{}") == read_json("\ufeff{}") == {}
    assert spot(b"\xef\xbb\xbf\xef\xbb\xbf{}") == ("EK101", 1, 1)
    assert spot("\ufeff\ufeff{}")[0] == "EK101"


@pytest.mark.parametrize(
    ("data", "named"),
    [
        ('{"名": "溪口"}'.encode("gbk"), "GBK"),
        ('{"a": "溪口"}'.encode("utf-16"), "UTF-16"),
        ('{"a": "溪口"}'.encode("utf-16-le"), "UTF-16"),
        (b'{"a": 1}'.decode().encode("utf-16-be"), "UTF-16"),
        (b'{"a": 1}'.decode().encode("utf-16-le"), "UTF-16"),
        (b'"\xff"', "broken"),
    ],
)
def test_another_encoding_is_refused_and_named(data: bytes, named: str) -> None:
    finding = refused(read_json, data)
    assert finding.code == "EK107"
    assert named in finding.message["en"]


def test_broken_utf8_is_placed_in_characters() -> None:
    assert spot('{"a": "溪口",\n"溪'.encode() + b"\xff") == ("EK107", 2, 3)


def test_a_text_is_bounded_in_bytes() -> None:
    assert spot(b'"' + b"x" * 100 + b'"', limits=Limits(size=101)) == ("EK102", 1, 1)
    assert read_json(b'"' + b"x" * 100 + b'"', limits=Limits(size=102))
    assert spot('"' + "溪" * 100 + '"', limits=Limits(size=300))[0] == "EK102"
    assert spot(b" " * (8 * 1024 * 1024 + 1))[0] == "EK102"


def test_a_long_unterminated_string_is_refused_in_time() -> None:
    start = time.process_time()
    assert spot(b'["' + b"x" * 7_000_000) == ("EK101", 1, 2)
    assert spot(b'["' + b'\\"' * 3_000_000) == ("EK101", 1, 2)
    assert time.process_time() - start < 20


def test_a_message_never_holds_the_text() -> None:
    finding = refused(read_json, "x\u202e" + "y" * 1_000_000)
    assert len(finding.text()) < 200
    assert "\u202e" not in finding.text()


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("", (1, 1)),
        ("{", (1, 2)),
        ('{"a":\n 溪}', (2, 2)),
        ("[1,]", (1, 4)),
        ("[] x", (1, 4)),
        ("[}", (1, 2)),
    ],
)
def test_a_broken_text_is_placed(text: str, place: tuple[int, int]) -> None:
    finding = refused(read_json, text, file="a.json")
    assert (finding.code, finding.file) == ("EK101", "a.json")
    assert finding.line == place[0]
    # The parser moved the place of a trailing comma between versions of Python.
    assert abs((finding.column or 0) - place[1]) <= 1


@pytest.mark.parametrize("more", [{"depth": 1000}, {"digits": 5000}, {"exponent": 400}])
def test_limits_that_python_itself_cannot_hold_are_refused(more: dict[str, int]) -> None:
    with pytest.raises(LimitExceeded):
        Limits(**more)


# Mutations, properties


SEEDS = [
    '{"id": "溪口-1", "name": {"zh": "溪口镇", "en": "Xikou"}, "n": [1, -0, 2.5e-3, true, null]}'.encode(),
    rb'{"a": "\ud83d\ude00\\\"[{", "b": [[[["]}"]]]], "u": "\u0000", "a:": ":"}',
    b'[0.4e0066999, 12345678901234567890123456789012, 1e308, -1.5E+7, NaN, {"x": {"x": {}}}]',
    b"\xef\xbb\xbf" + b'[{"k": ' * 31 + b"0" + b"}]" * 31,
]
PIECES = [
    b"[",
    b"{",
    b"]",
    b"}",
    b'"',
    b"\\",
    b":",
    b",",
    b"\\ud800",
    b"9" * 40,
    b"e",
    b"\xff",
    b"\n",
    b'"a":',
]


def test_mutations_end_in_a_value_or_a_malformed_text() -> None:
    draw = random.Random(20240501)
    for _ in range(20_000):
        data = bytearray(draw.choice(SEEDS))
        for _ in range(draw.randint(1, 4)):
            at = draw.randrange(len(data) + 1)
            width = draw.choice([0, 0, 1, 1, 8])
            data[at : at + width] = draw.choice([draw.choice(PIECES), draw.randbytes(1), data[: draw.randrange(40)]])
        source = bytes(data)
        try:
            value = read_json(source)
        except MalformedText as error:
            (finding,) = error.findings
            assert finding.line
            assert finding.column
        else:
            assert value == json.loads(source.removeprefix(b"\xef\xbb\xbf"))
            check_values(value)


FLOATS = st.floats(allow_nan=False, allow_infinity=False).filter(lambda x: x == 0 or abs(x) >= 1e-308)
SCALARS = st.none() | st.booleans() | st.integers(-(10**32) + 1, 10**32 - 1) | FLOATS | st.text()
VALUES = st.recursive(SCALARS, lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner))


@given(VALUES, st.booleans(), st.sampled_from([None, 1]))
def test_what_json_writes_within_the_limits_is_read_back(value: Any, ascii_: bool, indent: int | None) -> None:
    text = json.dumps(value, ensure_ascii=ascii_, indent=indent)
    assert read_json(text) == read_json(text.encode()) == value
    check_values(value, Limits(size=len(text.encode())))


# Places


def places(value: Any, pointer: str = "") -> list[tuple[str, Any]]:
    children = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    found = [(pointer, value)]
    for key, child in children:
        found += places(child, f"{pointer}/{str(key).replace('~', '~0').replace('/', '~1')}")
    return found


@given(VALUES, st.sampled_from([None, 2]))
def test_locate_finds_every_value(value: Any, indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    lines = text.split("\n")
    for pointer, expected in places(value):
        line, column = locate(text, pointer)
        rest = "\n".join([lines[line - 1][column - 1 :], *lines[line:]])
        assert json.JSONDecoder().raw_decode(rest)[0] == expected


@given(st.lists(VALUES, min_size=1, max_size=4), st.sampled_from([None, 2]))
def test_one_pass_places_what_each_question_alone_does(value: list[Any], indent: int | None) -> None:
    text = json.dumps(value, indent=indent, ensure_ascii=False)
    pointers = [found + more for found, _ in places(value) for more in ("", "/missing/0")]
    assert positions(text, pointers) == {each: locate(text, each) for each in pointers}
    assert positions("\ufeff" + text, pointers) == positions(text, pointers)
    for index, start in enumerate(elements(text)):
        below = [found for found, _ in places(value[index])]
        whole = positions(text, [f"/{index}{each}" for each in below])
        assert list(positions(text, below, start).values()) == list(whole.values())


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("", (1, 2)),
        ("/a~1b", (1, 10)),
        ("/m~0n/1", (2, 12)),
        ("/m~0n/1/x", (2, 18)),
        ("/m~0n/1/missing/deeper", (2, 12)),
        ("/m~0n/01", (2, 8)),
        ("/m~0n/-", (2, 8)),
        ("/nothing", (1, 2)),
        ("/a~1b/0", (1, 10)),
    ],
)
def test_locate_falls_back_to_the_nearest_parent(pointer: str, place: tuple[int, int]) -> None:
    assert locate(' {"a/b": 1,\n"m~n": [0, {"x": "溪"}]}', pointer) == place


def test_locate_in_a_large_text_in_time() -> None:
    text = json.dumps([{"k" * 20: list(range(9))} for _ in range(20_000)], indent=1)
    assert len(text) > 1_000_000
    start = time.process_time()
    locate(text, "/19999/" + "k" * 20 + "/8")
    assert time.process_time() - start < 20


# NDJSON


def test_a_broken_line_does_not_stop_the_rest() -> None:
    lines = [b'\xef\xbb\xbf{"a": 1}\r\n', b"\n", b" \t\r\n", b'{"a":\n', b"[1, NaN]\n", b"2"]
    got = dict(read_ndjson(lines, file="x.ndjson"))
    assert [got[1], got[6]] == [{"a": 1}, 2]
    assert sorted(got) == [1, 4, 5, 6]
    found = [got[n].findings[0] for n in (4, 5)]
    assert [(f.code, f.file, f.line, f.column) for f in found] == [
        ("EK101", "x.ndjson", 4, 6),
        ("EK108", "x.ndjson", 5, 5),
    ]


class Counting(io.BytesIO):
    longest = 0

    def readline(self, size: int | None = -1, /) -> bytes:
        assert size is not None
        assert 0 < size <= 102
        return super().readline(size)


def test_an_over_long_line_is_refused_without_being_kept() -> None:
    limits = Limits(size=100)
    exact = b'"' + b"x" * 98 + b'"'
    file = Counting(b"1\n" + b"x" * 100_000 + b"\n" + exact + b"\r\n" + b" " * 5000 + b"[]\n4\n" + b"y" * 102)
    got = dict(read_ndjson(file, limits=limits))
    assert [got[1], got[3], got[5]] == [1, "x" * 98, 4]
    assert [(got[n].findings[0].code, got[n].findings[0].line) for n in (2, 4, 6)] == [
        ("EK102", 2),
        ("EK102", 4),
        ("EK102", 6),
    ]


def test_bounded_lines_keep_the_count_of_lines() -> None:
    for width in range(20):
        data = b"a\n" + b"x" * width + b"\nb\n"
        assert len(list(bounded_lines(io.BytesIO(data), 8))) == 3


# Blocks of lines

GOOD_LINES = [
    b'{"a": [1, {"b": 2.5}]}',
    b'"\\u6eaa\\"[{:"',
    b" [] \r",
    b"{}",
    b"null",
    '{"溪": -0}'.encode(),
    b'["a:", {"": {}}]',
]


def by_line(data: bytes, limits: Limits) -> list[Any] | None:
    """The values that the reader gives for each line; None when it refuses one."""
    try:
        return [read_json(line, limits=limits) for line in data.removesuffix(b"\n").split(b"\n")]
    except MalformedText:
        return None


@given(st.lists(st.sampled_from(GOOD_LINES), min_size=1), st.sampled_from([b"", b"\n"]))
def test_a_block_of_good_lines_is_read_at_once(chosen: list[bytes], end: bytes) -> None:
    data = b"\n".join(chosen) + end
    assert repr(read_lines(data)) == repr(by_line(data, Limits()))


@pytest.mark.parametrize(
    "data",
    [
        b'{"a":[{}\n{}]}\n{},{}',
        b"[1\n2]\n3,4",
        b"[]],[[]\n1",
        b'{"a": 1, "a": 2}\n{}',
        b'"a\nb"\n1,2',
        b'"a\n,"\n1',
        b'"\\ud800"\n1',
        b"1" * 33 + b"\n1",
        b"1e999\n1",
        b"NaN\n1",
        b"[" * 65 + b"]" * 65,
        b"[" * 100_000,
        b'"\xff"',
        b"1\n\n2",
        b"\xef\xbb\xbf1",
        b'"\t"',
        b"",
    ],
)
def test_a_block_with_a_line_that_is_not_surely_good_is_left_to_the_reader(data: bytes) -> None:
    assert read_lines(data) is None
    assert read_lines(b"{}\n" + data + b"\n{}") is None


PIECES = [
    *(bytes([c]) for c in b'{}[]",:\\\n\n1-e \r'),
    b'"a":',
    b'"b":',
    b"\\ud83d",
    b"\\udc00",
    b"\n{}\n",
    b"[1]",
    b'{"a":1}',
]


@given(st.lists(st.sampled_from(PIECES), max_size=30), st.integers(1, 4), st.integers(1, 12))
def test_a_block_is_read_at_once_only_as_line_by_line(pieces: list[bytes], depth: int, size: int) -> None:
    data = b"".join(pieces)
    for limits in (Limits(), Limits(depth=depth, digits=3), Limits(size=size)):
        found = read_lines(data, limits)
        assert found is None or repr(found) == repr(by_line(data, limits))


def test_blocks_keep_every_line_and_end_past_their_size() -> None:
    lines = [b"x" * (n % 7) + b"\n" for n in range(200)]
    made = list(blocks(lines, size=50))
    assert [line for block in made for line in block] == lines
    assert all(50 < sum(map(len, block)) < 60 for block in made[:-1])


# Files


def test_a_file_is_measured_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_bytes(b"[1]")
    assert read_bytes(path) == b"[1]"
    finding = refused(read_bytes, path, Limits(size=2))
    assert (finding.code, finding.file) == ("EK102", str(path))
    with path.open("wb") as file:
        file.truncate(10**12)
    assert refused(read_bytes, path).code == "EK102"


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="no /dev/zero here")
def test_a_device_without_end_is_read_to_the_limit_only() -> None:
    assert refused(read_bytes, "/dev/zero", Limits(size=1000)).code == "EK102"


@pytest.mark.parametrize("name", ["missing.json", "", "missing/x.json", "a\x00b", "x" * 300])
def test_a_file_that_cannot_be_read_is_a_finding(tmp_path: Path, name: str) -> None:
    finding = refused(read_bytes, os.path.join(tmp_path, name))
    assert finding.code == "EK109"
    assert finding.cure["zh"]


# Values handed in


def at(value: object, limits: Limits | None = None) -> tuple[str, str]:
    finding = refused(check_values, value, limits or Limits())
    return finding.code, finding.pointer


def nested(depth: int) -> Any:
    value: Any = 0
    for _ in range(depth):
        value = [value]
    return value


def test_the_same_depth_holds_for_values() -> None:
    check_values(nested(64))
    assert at(nested(65)) == ("EK103", "/0" * 64)
    assert at(nested(100_000))[0] == "EK103"


def test_a_value_that_contains_itself_is_refused() -> None:
    loop: dict[str, Any] = {}
    loop["self"] = [loop]
    assert at(loop)[0] == "EK103"
    wide: list[Any] = []
    wide.extend([wide] * 1000)
    assert at(wide)[0] == "EK103"


def test_shared_parts_count_as_often_as_they_would_be_written() -> None:
    bomb: Any = "lol"
    for _ in range(40):
        bomb = [bomb, bomb]
    assert at(bomb, Limits(size=100_000))[0] == "EK102"
    assert at("x" * 100, Limits(size=99))[0] == "EK102"


@pytest.mark.parametrize(
    ("value", "code", "pointer"),
    [
        ({"a": [0, float("nan")]}, "EK108", "/a/1"),
        ([float("-inf")], "EK108", "/0"),
        ({"a/b": {"~": 10**32}}, "EK104", "/a~1b/~0"),
        ([-(10**5000)], "EK104", "/0"),
        ([5e-324], "EK104", "/0"),
        ({"a": "\ud800"}, "EK106", "/a"),
        ({"a": {"\udc00": 1}}, "EK106", "/a"),
        ({"a": {1: 2}}, "EK101", "/a"),
        ({"a": {None: 2}}, "EK101", "/a"),
        ([(1, 2)], "EK101", "/0"),
        ([{1}], "EK101", "/0"),
        (b"x", "EK101", ""),
    ],
)
def test_a_value_that_no_text_could_give_is_refused(value: object, code: str, pointer: str) -> None:
    assert at(value) == (code, pointer)
