"""Another jurisdiction on the same core: its vectors, the oracle's answers, no word of another country; installable."""

from __future__ import annotations

import datetime as dt
import re
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import oracle
import pytest
from command import run

import enforcekit as ek
from enforcekit.cli.rules import every_rule
from enforcekit.errors import NotPermitted
from enforcekit.law import pack as law_pack
from enforcekit.law.pack import Pack, installed
from enforcekit.law.sound import pack_findings
from enforcekit.packs.cn import PACK as CN

HERE = Path(__file__).resolve().parents[1] / "examples" / "packs" / "us"
ON = dt.date(2020, 1, 1)


@pytest.fixture
def us(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Pack]:
    """The pack on the path, as an installer leaves it."""
    info = tmp_path / "enforcekit_us-0.1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: enforcekit-us\nVersion: 0.1.0\n")
    (info / "entry_points.txt").write_text("[enforcekit.packs]\nus = enforcekit_us:PACK\n")
    monkeypatch.syspath_prepend(HERE / "src")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(law_pack, "_loaded", {})
    yield installed("us")
    for name in [each for each in sys.modules if each.startswith("enforcekit_us")]:
        del sys.modules[name]


@pytest.fixture
def states(us: Pack) -> ek.Structure:
    return ek.load(HERE / "records")


def test_the_pack_is_sound_and_its_records_are_whole(us: Pack, states: ek.Structure) -> None:
    assert list(pack_findings(us)) == []
    assert states.findings == ()
    assert run("validate", "--pack", "us", *map(str, sorted((HERE / "records").glob("*.ndjson")))).code == 0


def test_both_packs_name_the_events_of_their_procedures_and_no_others(us: Pack) -> None:
    for pack in (us, CN):
        turns = {event for each in pack.workflows for process in each.processes for event in process.events}
        events = {event for process in pack.processes for event in process.events}
        assert set(pack.vocabulary.lists["turn_kind"].by_code) == turns
        assert set(pack.vocabulary.lists["event_kind"].by_code) == events


def test_every_source_of_both_packs_is_cited_by_a_row_or_a_check(us: Pack) -> None:
    checks = [each.article for each in every_rule().values()]
    for pack, more in ((us, []), (CN, checks)):
        rows = [row for several in pack.rows.values() for row in several]
        articles = [*more, *(row.article for row in rows), *(effect.displaces_article for effect in pack.effects)]
        cited = {pack.source_of(part)[0] for article in articles for part in article.split("; ")}
        assert set(pack.sources) - cited == set()


def test_its_vectors_pass_the_runner_of_the_core(us: Pack) -> None:
    result = run("vectors", "run", str(HERE / "vectors.ndjson"))
    assert result.code == 0, result.out
    assert result.out.endswith("27 passed, 0 failed\n")


def test_the_commands_of_its_readme_run(us: Pack, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(HERE.parents[2])
    commands = re.findall(r"^    enforcekit (.+)$", (HERE / "README.md").read_text(encoding="utf-8"), re.MULTILINE)
    assert len(commands) == 3
    assert {run(*each.split()).code for each in commands} == {0}


def test_the_vectors_of_the_core_pass_beside_it(us: Pack) -> None:
    files = [HERE.parents[2] / "schemas" / "vectors" / f"{name}.ndjson" for name in ("who_may", "answerable", "terms")]
    result = run("vectors", "run", *map(str, files))
    assert result.code == 0, result.out


def test_the_slow_oracle_gives_the_same_answers_for_every_cell_and_day(us: Pack, states: ek.Structure) -> None:
    asked = 0
    for item in states.all(ek.Item):
        for action in item.actions:
            for place in states.all(ek.Place):
                for day in oracle.dates(states, us):
                    expected = oracle.competent(states, us, action, item.id, place.id, day)
                    found = ek.who_may(states, action, item=item.id, place=place.id, on=day).competences
                    assert [(c.authority, c.in_name_of, c.respondent, c.chain) for c in found] == [
                        (*line.bodies, line.in_name_of, line.respondent, line.chain) for line in expected
                    ], (item.id, action, place.id, day)
                    asked += 1
    assert asked > 500


def test_every_other_question_is_answered_from_its_rows(us: Pack, states: ek.Structure) -> None:
    state, agency = "state-a-agency", "epa"
    powers = {(each.item, each.action) for each in ek.what_may(states, state, on=ON)}
    assert ("waste-permit", "permit") in powers
    withdrawn = states.without("program-a")
    (changed,) = {each.kind for each in ek.compare(states, withdrawn).changes}
    assert changed == "moved"
    assert {f.code for f in ek.lint(states)} == {"EK301"}
    assert all(us.knows(f.article) for f in ek.lint(states) if f.article)
    target = ek.transfer_target(states, "permit", item="waste-permit", place="state-b", on=ON)
    assert target.to == agency
    card = ek.authority_card(ek.who_may(states, "permit", item="waste-permit", place="state-a", on=ON), lang="en")
    assert "42 U.S.C. § 6926(b)" in card


def test_no_answer_speaks_of_chinese_law(us: Pack, states: ek.Structure) -> None:
    told = [
        ek.who_may(states, action, item=item.id, place=place.id, on=ON).explain(lang)
        for item in states.all(ek.Item)
        for action in item.actions
        for place in states.all(ek.Place)
        for lang in ("en", "zh")
    ]
    told += [finding.text(lang) + finding.article for finding in ek.lint(states) for lang in ("en", "zh")]
    foreign = [tag for tag in CN.sources if tag not in us.sources]
    words = [*foreign, "行政处罚法", "Penalty Law", "common superior", "共同的上一级", "yuan"]
    pattern = re.compile("|".join(rf"(?<![A-Za-z]){re.escape(word)}(?![a-z])" for word in words))
    assert [found[0] for text in told for found in [pattern.search(text)] if found] == []


def test_a_sum_is_said_in_the_currency_of_the_pack(us: Pack, states: ek.Structure) -> None:
    found = ek.penalty_range(states.resolve(ek.Item, "waste-violation"), kind="civil_penalty", pack=us)
    assert found.headline() == ("waste-violation: 0 USD to 25,000 USD", "waste-violation：0 USD以上25,000 USD以下")


def test_a_payment_is_shown_in_its_own_currency() -> None:
    paid = ek.Money(amount=123_456, currency="EUR")
    event = ek.Event(kind="pay", at=dt.datetime(2025, 6, 9, 9, tzinfo=dt.UTC), amount=paid)
    case = ek.Case(id="c", authority="a", items=["i"], place="p", events=[event])
    for lang in ("en", "zh"):
        assert "1,234.56 EUR" in ek.timeline(case, ek.Structure([])).text(lang)


def test_a_withdrawal_runs_through_the_interpreter_of_the_core(us: Pack, states: ek.Structure) -> None:
    whole = states["withdraw-a"]
    assert isinstance(whole, ek.Request)
    heard = ek.Request(
        id="r",
        kind=whole.kind,
        asking=whole.asking,
        asked=whole.asked,
        asked_on=whole.asked_on,
        events=whole.events[:2],
    )
    (clock,) = ek.due(heard, states, on=dt.date(2023, 11, 1))
    assert (clock.rule, clock.deadline.due) == ("PROGRAM-CORRECT", dt.date(2023, 12, 31))
    at = dt.datetime(2024, 1, 15, 9, tzinfo=dt.UTC)
    with pytest.raises(NotPermitted) as caught:
        ek.record(heard, ek.Turn(kind="withdraw_authorization", at=at, authority="epa"), states)
    assert [us.cite(each.article) for each in caught.value.findings] == ["42 U.S.C. § 6926(e)"]
    done = ek.record(
        heard, ek.Turn(kind="withdraw_authorization", at=at, authority="epa", facts=["not_corrected"]), states
    )
    assert ek.standing(done, us).main.state == "withdrawn"


@pytest.mark.slow
def test_it_installs_and_answers_on_the_command_line(tmp_path: Path) -> None:
    build = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(HERE)]
    subprocess.run(build, check=True, capture_output=True, timeout=120)
    (wheel,) = tmp_path.glob("*.whl")
    site = tmp_path / "site"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(site)
    code = f"import sys; sys.path.insert(0, {str(site)!r}); from enforcekit.cli import main; main()"

    def ask(*words: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code, *words], check=True, capture_output=True, text=True, timeout=60
        )
        return done.stdout

    assert "(enforcekit-us 0.1.0)" in ask("packs")
    assert ask("vectors", "run", str(HERE / "vectors.ndjson")).startswith("27 passed")
