"""Identifiers of the PRC pack: what is accepted, what is refused and with which word.

Every credit code here is a published one of an authority or a company, every identity number a specimen of
the standard.
"""

from __future__ import annotations

import csv
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from enforcekit.errors import InvalidRecord
from enforcekit.packs.cn import credit_code, division, document_number, person_id
from enforcekit.packs.cn.identifiers import SCHEMES

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"

CREDIT_CODES = [
    "91110000600037341L",
    "121200004013590816",
    "9144030071526726XG",
    "92340603MA2PBMCG0U",
    "113307277559109857",
    "115002227398230135",
    "113407227690313242",
    "11370323004223252G",
    "11500226753092798P",
    "11230500001755309F",
]
SPECIMENS = ["11010519491231002X", "440524188001010014"]
DIVISIONS = [
    "330000",
    "330200",
    "330213",
    "330213100",
    "330213100001",
    "330213100000",
    "441900003",
    "511602000000",
]
DOCUMENT_NUMBERS = {
    "巴南金管罚决字〔2025〕3号": ("巴南金管", "罚决", 2025, 3, "巴南金管罚决字〔2025〕3号"),
    "菏金罚决字〔2023〕26号": ("菏金", "罚决", 2023, 26, "菏金罚决字〔2023〕26号"),
    "玉抚管罚决字〔2020〕4006号": ("玉抚管", "罚决", 2020, 4006, "玉抚管罚决字〔2020〕4006号"),
    "楚金罚决字〔2024〕9号": ("楚金", "罚决", 2024, 9, "楚金罚决字〔2024〕9号"),
    "(德阳)应急罚〔2019〕15号": ("(德阳)应急", "罚", 2019, 15, "(德阳)应急罚〔2019〕15号"),
    "德工商处字(2015)303 号": ("德工商", "处", 2015, 303, "德工商处字〔2015〕303号"),
    "市场【2019】1号": ("市场", None, 2019, 1, "市场〔2019〕1号"),
    "渝府办发〔2025〕28号": ("渝府办发", None, 2025, 28, "渝府办发〔2025〕28号"),
    "綦江府办〔2025〕34号": ("綦江府办", None, 2025, 34, "綦江府办〔2025〕34号"),
    "浙政办发〔2021〕51号": ("浙政办发", None, 2021, 51, "浙政办发〔2021〕51号"),
    "闽政文〔2022〕3号": ("闽政文", None, 2022, 3, "闽政文〔2022〕3号"),
    "某综执不罚（2024）第 0012 号": ("某综执", "不罚", 2024, 12, "某综执不罚〔2024〕12号"),
    "某综执责改字[2024]第7号": ("某综执", "责改", 2024, 7, "某综执责改字〔2024〕7号"),
    "某综执听告字 〔2024〕 7号": ("某综执", "听告", 2024, 7, "某综执听告字〔2024〕7号"),
}
GOOD = {
    "uscc": CREDIT_CODES,
    "organisation_code": ["68236467-9", "600037341", "71526726X"],
    "gb2260": DIVISIONS,
    "person_id": ["110105********002X", "440524********0014"],
    "document_number": list(DOCUMENT_NUMBERS),
    "zj_item": ["330275012000"],
    "supervision_item": ["12345678901234"],
    "task_catalog": ["511Z07001006", "1"],
    "task_code": ["11511301008778183N4511Z07001006"],
    "illustrative": ["demo-1", "x", "a b", "x" * 64],
}
PARSERS: dict[str, tuple[Callable[[str], object], Callable[[str], str | None], str]] = {
    "credit_code": (credit_code.parse, credit_code.problem, "EK151"),
    "organisation_code": (credit_code.parse_organisation, credit_code.organisation_problem, "EK151"),
    "division": (division.parse, division.problem, "EK152"),
    "person_id": (person_id.parse, person_id.problem, "EK153"),
    "document_number": (document_number.parse, document_number.problem, "EK154"),
}


def refusal(parse: Callable[..., object], *args: object) -> str:
    with pytest.raises(InvalidRecord) as caught:
        parse(*args)
    (finding,) = caught.value.findings
    assert all(finding.message[lang] and finding.cure[lang] and "…" not in finding.cure[lang] for lang in ("en", "zh"))
    return f"{finding.text('en')}\n{finding.text('zh')}"


def rows(name: str) -> list[dict[str, str]]:
    path = DATA / name
    if not path.exists():
        pytest.skip(f"{path} is not here: the published data do not travel with the project")
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# Every scheme


def test_the_promised_schemes_exist_and_only_identity_numbers_are_personal() -> None:
    assert set(SCHEMES) == set(GOOD)
    assert [name for name, scheme in SCHEMES.items() if scheme.personal] == ["person_id"]


@pytest.mark.parametrize(("scheme", "value"), [(name, value) for name in GOOD for value in GOOD[name]])
def test_a_scheme_accepts_its_well_made_values(scheme: str, value: str) -> None:
    assert SCHEMES[scheme].problem(value) is None


@pytest.mark.parametrize("scheme", GOOD)
def test_no_scheme_forgives_blanks_newlines_full_width_digits_or_endless_text(scheme: str) -> None:
    problem = SCHEMES[scheme].problem
    good = GOOD[scheme][0]
    full_width = good.translate({ord(c): ord(c) + 0xFEE0 for c in "0123456789"})
    arabic = good.translate({ord(c): 0x660 + int(c) for c in "0123456789"})
    for bad in (
        "",
        good + "\n",
        " " + good,
        good + " ",
        "\u3000" + good,
        good + "\u200b",
        good * 1000,
        "1" * 10_000,
        full_width,
        arabic,
        good[:-1] + "\n",
        good[:-1] + "\x00",
        good[:2] + "\ud800" + good[3:],
    ):
        assert problem(bad) is not None, bad[:60]


@pytest.mark.parametrize("scheme", GOOD)
@given(text=st.text(max_size=200))
def test_any_text_gets_a_verdict_and_never_an_exception(scheme: str, text: str) -> None:
    assert SCHEMES[scheme].problem(text) in (
        None,
        "length",
        "alphabet",
        "check",
        "authority",
        "organisation_check",
        "province",
        "gap",
        "block",
        "form",
        "year",
        "several",
        "mask",
        "unmasked",
        "division",
    )


@pytest.mark.parametrize("name", PARSERS)
@given(text=st.text(alphabet="0123456789ABXx-〔〕号罚 \n", max_size=20))
def test_parse_refuses_exactly_what_problem_names(name: str, text: str) -> None:
    parse, problem, code = PARSERS[name]
    if problem(text) is None:
        parse(text)
    else:
        assert code in refusal(parse, text)


# Credit codes and organisation codes


@pytest.mark.parametrize("text", CREDIT_CODES)
def test_a_published_credit_code_is_read_into_its_parts(text: str) -> None:
    code = credit_code.parse(text)
    joined = code.authority_class + code.subject_class + code.division + code.organisation_code.code + code.check
    assert joined == text
    assert credit_code.parse_organisation(code.organisation_code.printed) == code.organisation_code


@given(st.sampled_from(CREDIT_CODES), st.integers(0, 17), st.sampled_from(credit_code.ALPHABET))
def test_any_single_wrong_character_of_a_credit_code_is_found_even_in_lenient_reading(
    text: str, place: int, other: str
) -> None:
    changed = text[:place] + other + text[place + 1 :]
    assert (credit_code.problem(changed, strict=False) is None) == (changed == text)


@given(st.sampled_from(CREDIT_CODES), st.integers(0, 7), st.sampled_from("0123456789ABCDEFGHJKLMNPQRTUWXY"))
def test_any_single_wrong_character_of_an_organisation_code_that_its_modulus_can_see_is_found(
    text: str, place: int, other: str
) -> None:
    good = text[8:17]
    changed = good[:place] + other + good[place + 1 :]
    # Letters count 10-35, so values that differ by 11 or 22 look alike to a check modulo 11.
    alike = (int(other, 36) - int(good[place], 36)) % 11 == 0
    assert (credit_code.organisation_problem(changed) is None) == alike


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("11330824597209498X", "check"),
        ("91110000600037341N", "check"),
        ("9111000060003IOZSV", "alphabet"),
        ("91110000600037341l", "alphabet"),
        ("9111A000600037341L", "alphabet"),
        ("1151130000877869M", "length"),
        ("1151130108778239R", "length"),
        ("0087790701", "length"),
        ("68236467-9", "length"),
        ("1234567890123456789", "length"),
    ],
)
def test_dirty_credit_codes_are_refused_with_the_reason(text: str, reason: str) -> None:
    assert credit_code.problem(text) == reason
    assert credit_code.problem(text, strict=False) == reason


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("91110000600037341l", "write 91110000600037341L"),
        ("９１１１００００６０００３７３４１Ｌ", "write 91110000600037341L"),
        (" 91110000600037341L\n", "write 91110000600037341L"),
        ("1151130000877869M", "one character is missing"),
        ("68236467-9", "organisation_code"),
        ("1234567890123456789", "internal number"),
        ("hello", "certificate"),
    ],
)
def test_a_refused_credit_code_comes_with_advice_that_fits(text: str, advice: str) -> None:
    assert advice in refusal(credit_code.parse, text)


def test_lenient_reading_tolerates_a_wrong_inner_check_and_an_unassigned_authority() -> None:
    inner = "91110000600037342"
    inner += credit_code.check_character(inner)
    assert credit_code.problem(inner) == "organisation_check"
    unassigned = "B1110000600037341"
    unassigned += credit_code.check_character(unassigned)
    assert credit_code.problem(unassigned) == "authority"
    for text in (inner, unassigned):
        assert credit_code.parse(text, strict=False).text == text
        refusal(credit_code.parse, text)


@pytest.mark.parametrize("prefix", ["N1", "N2", "N3", "A1", "Y1", "54", "55"])
def test_codes_of_villages_townships_and_others_with_rare_prefixes_are_accepted(prefix: str) -> None:
    text = prefix + "330213" + "600037341"
    assert credit_code.problem(text + credit_code.check_character(text)) is None


# Division codes


@pytest.mark.parametrize(
    ("text", "level", "parent"),
    [
        ("330000", "province", None),
        ("330200", "city", "330000"),
        ("330213", "county", "330200"),
        ("330213100", "township", "330213"),
        ("330213100001", "village", "330213100"),
        ("330213100000", "township", "330213"),
        ("330213000", "county", "330200"),
        ("330000000000", "province", None),
        ("441900003", "township", "441900"),
    ],
)
def test_a_division_code_knows_its_level_and_parent(text: str, level: str, parent: str | None) -> None:
    code = division.parse(text)
    assert (code.level, code.parent) == (level, parent)
    assert division.parse(code.code) == division.DivisionCode(code.code, code.code, code.level)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("33", "length"),
        ("3302", "length"),
        ("33021A", "alphabet"),
        ("000000", "province"),
        ("990101", "province"),
        ("330013", "gap"),
        ("330213000001", "gap"),
        ("330213600", "block"),
    ],
)
def test_a_malformed_division_code_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert division.problem(text) == reason
    refusal(division.parse, text)


@given(
    st.sampled_from(sorted(division.PROVINCES)),
    st.integers(1, 99),
    st.integers(1, 99),
    st.integers(1, 599),
    st.integers(1, 999),
)
def test_the_ancestors_of_a_village_are_township_county_city_and_province(
    province: str, city: int, county: int, town: int, village: int
) -> None:
    code = division.parse(f"{province}{city:02}{county:02}{town:03}{village:03}")
    levels = [division.parse(each).level for each in code.ancestors]
    assert levels == ["township", "county", "city", "province"]


def test_every_published_township_code_is_read_and_its_block_tells_its_kind() -> None:
    words = {"街道": "subdistrict", "镇": "town", "乡": "township"}
    for row in rows("township_codes_four_cities.csv"):
        code = division.parse(row["code9"])
        assert code.level == "township"
        assert code.township_kind == words.get(row["kind"], "other")
        assert code.ancestors[0] in (row["county_code6"], row["city_code6"])
        assert code.ancestors[-1] == row["province_code6"]


# Identity numbers


@given(st.sampled_from(SPECIMENS), st.integers(0, 17), st.sampled_from("0123456789X"))
def test_any_single_wrong_character_of_an_identity_number_is_found(text: str, place: int, other: str) -> None:
    changed = text[:place] + other + text[place + 1 :]
    assert (person_id.problem(changed) is None) == (changed == text)


@pytest.mark.parametrize("text", SPECIMENS)
def test_a_full_number_is_masked_on_entry_and_a_mask_passes_through(text: str) -> None:
    mask = person_id.masked(text)
    assert mask == text[:6] + "********" + text[-4:]
    assert person_id.masked(mask) == mask
    assert SCHEMES["person_id"].problem(mask) is None
    assert SCHEMES["person_id"].problem(text) == "unmasked"


@pytest.mark.parametrize(
    "value",
    [
        "",
        "110105194912310021",
        "11010519491231002x",
        "11010519490231002X",
        "110105*******002X",
        "110105********002x",
        "110105********002X\n",
        "110105＊＊＊＊＊＊＊＊002X",
        "000105********002X",
        "******************",
        "1" * 10_000,
    ],
)
def test_masking_refuses_whatever_is_neither_a_valid_number_nor_a_mask(value: str) -> None:
    refusal(person_id.masked, value)


@pytest.mark.parametrize("text", SPECIMENS)
def test_no_finding_and_no_repr_shows_an_identity_number(text: str) -> None:
    wrong = text[:-1] + ("0" if text[-1] != "0" else "1")
    shown = refusal(person_id.parse, wrong) + repr(person_id.parse(text))
    assert text[6:14] not in shown
    assert wrong[-4:] not in shown


@pytest.mark.parametrize("text", [*SPECIMENS, "110105194912310021"])
def test_an_identity_number_in_the_place_of_a_credit_code_is_refused_without_showing_it(text: str) -> None:
    shown = refusal(credit_code.parse, text)
    assert text[:-4] not in shown
    assert "person_id" in shown


# Document numbers


@pytest.mark.parametrize(("text", "parts"), DOCUMENT_NUMBERS.items(), ids=DOCUMENT_NUMBERS)
def test_every_form_of_document_number_is_read_and_has_one_canonical_form(
    text: str, parts: tuple[str, str | None, int, int, str]
) -> None:
    number = document_number.parse(text)
    assert (number.organ, number.kind, number.year, number.serial, number.canonical()) == parts
    assert number.text == text
    again = document_number.parse(number.canonical())
    assert again.canonical() == number.canonical()
    assert (again.organ, again.kind, again.year, again.serial) == parts[:4]


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "length"),
        ("某" * 129, "length"),
        ("某罚〔２０２５〕3号", "alphabet"),
        ("某罚〔2025〕3号\n", "alphabet"),
        ("某罚〔2025〕3\u202e号", "alphabet"),
        ("〔2025〕3号", "form"),
        ("某罚〔2025〕号", "form"),
        ("某罚〔2025〕3", "form"),
        ("某罚〔25〕3号", "form"),
        ("某罚〔2025〕3号（样式）", "form"),
        ("某罚〔2025〕٣号", "form"),
        ("某罚〔0000〕3号", "year"),
        ("某罚〔2025〕3号、某罚〔2025〕4号", "several"),
    ],
)
def test_a_malformed_document_number_is_refused_with_the_reason(text: str, reason: str) -> None:
    assert document_number.problem(text) == reason
    refusal(document_number.parse, text)


@pytest.mark.parametrize(
    "text", ["罚" * 128, "字" * 128, "某〔2025" * 21, "某" + "罚决字" * 40 + "〔2025〕", "某" + " " * 126]
)
def test_hostile_document_numbers_are_refused(text: str) -> None:
    assert document_number.problem(text) is not None


# Published vectors


def test_every_published_vector_gets_its_verdict() -> None:
    found = {"uscc": credit_code.problem, "idcard": person_id.problem}
    for row in rows("id_code_test_vectors.csv"):
        reason = found[row["kind"]](row["code"])
        assert ("valid" if reason is None else f"invalid-{reason}") in (
            row["expected"],
            f"{row['expected']}-{reason}",
        ), row
        if row["kind"] == "uscc" and row["org_code_check_ok_gb11714"]:
            assert (credit_code.organisation_problem(row["code"][8:17]) is None) == (
                row["org_code_check_ok_gb11714"] == "True"
            )
