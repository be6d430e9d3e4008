"""The words of an answer: titles, cases and causes are said once, in the language asked for."""

from __future__ import annotations

import attrs
import pytest
from worlds import Citation, county, instrument

from enforcekit.competence.answer_words import Speaker
from enforcekit.competence.condition import ALL_CASES, Condition
from enforcekit.law import pack_of

TITLES = {"plain": "行政处罚法", "marked": "《行政处罚法》"}
LAWS = [attrs.evolve(instrument(key, "law"), names={"zh": zh, "en": "Penalty Law"}) for key, zh in TITLES.items()]
WORLD = county(*LAWS)
PACK = pack_of(WORLD)
TAG = frozenset({"major_impact"})


@pytest.mark.parametrize("title", TITLES)
def test_a_chinese_title_stands_in_one_pair_of_marks_and_an_english_one_in_none(title: str) -> None:
    cited = Citation(instrument=title, article="24")
    assert Speaker(WORLD, PACK, "zh").citation(cited) == "《行政处罚法》第24条"
    assert Speaker(WORLD, PACK, "en").citation(cited) == "Penalty Law art. 24"


@pytest.mark.parametrize(
    ("condition", "en", "zh"),
    [
        (ALL_CASES, "all cases", "全部案件"),
        (Condition(never=TAG), "except case of major impact", "除外：重大影响案件"),
        (Condition(only=frozenset({TAG})), "only case of major impact", "仅限：重大影响案件"),
    ],
)
def test_the_cases_a_body_is_competent_for_are_said_in_both_languages(condition: Condition, en: str, zh: str) -> None:
    assert [Speaker(WORLD, PACK, lang).condition(condition) for lang in ("en", "zh")] == [en, zh]
