"""Plans: the fewest visits, proven; no rule broken; the same plan everywhere; what cannot be is named."""

from __future__ import annotations

import importlib.util
import json
import os
import random
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import attrs
import pytest
from plans import best, broken, open_weeks, placed_by, visits_of

import enforcekit as ek
from enforcekit.errors import Finding, InvalidArgument, InvalidData, UnknownReference
from enforcekit.inspection.plan import (
    JointPlan,
    PlannedCheck,
    PlannedFirm,
    PlanProgress,
    VisitCap,
    WeekOfficers,
    WeekTeams,
    plan_joint,
)
from enforcekit.inspection.planning.check import CAP_TOO_LOW, NO_WEEK, OVERSUBSCRIBED
from enforcekit.inspection.planning.cover import covers, fewest, most_hit
from enforcekit.inspection.planning.luck import Luck
from enforcekit.inspection.planning.weeks import weeks_of
from enforcekit.keyed import replication_key

ROOT = Path(__file__).resolve().parents[1]


def benchmark() -> Any:
    """The module that makes the planted instances, which the benchmark is run on too."""
    spec = importlib.util.spec_from_file_location("bench_plan", ROOT / "benchmarks" / "plan.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


INSTANCE = benchmark().instance
STAFF = [{"authority": "fire", "officers": 2, "hours": 4}, {"authority": "food", "officers": 2, "hours": 4}]


def check(id: str, firm: str = "F-1", authority: str = "fire", **more: Any) -> dict[str, Any]:
    return {"id": id, "firm": firm, "authority": authority, **more}


def refused(*checks: dict[str, Any], **given: Any) -> list[Finding]:
    with pytest.raises(InvalidData) as caught:
        plan_joint(checks, **{"year": 2026, "officers": STAFF, **given})
    return list(caught.value.findings)


def places(findings: list[Finding]) -> list[tuple[str, str]]:
    return [(finding.code, finding.pointer) for finding in findings]


# The fewest visits


def world(luck: random.Random) -> tuple[list[PlannedCheck], dict[str, Any]]:
    """A tiny plan with every kind of rule, most of them tight; weeks 2 to 6 of 2026 have five working days."""
    mode = luck.choice(["separate", "co_visit", "team"])
    bodies, weeks = range(luck.randint(1, 3)), range(2, 7)
    firms = [
        PlannedFirm(
            id=f"F{n}",
            zone=luck.choice(["N", "S", None]),
            quiet=luck.sample(weeks, luck.choice([0, 0, 1])),
            visits=luck.choice([None, None, 1, 2, 0]),
        )
        for n in range(luck.randint(1, 3))
    ]
    checks = [
        PlannedCheck(
            id=f"C{n}",
            firm=luck.choice(firms).id,
            authority=f"A{luck.choice(bodies)}",
            weeks=sorted(luck.sample(weeks, luck.randint(1, 3))),
            hours=luck.choice([4, 4, 4, 8]),
            officers=luck.choice([2, 2, 3]),
            capped=luck.random() < 0.85,
        )
        for n in range(luck.randint(1, 5))
    ]
    officers = [
        WeekOfficers(
            authority=f"A{body}", officers=luck.choice([0, 2, 3, 4, 6]), hours=luck.choice([4, 8]), weeks=[week]
        )
        for body in bodies
        for week in weeks
    ]
    homes = [None, *sorted({firm.zone for firm in firms if firm.zone})]
    teams = [WeekTeams(visits=luck.choice([0, 1, 2]), zone=zone) for zone in homes if luck.random() < 0.3]
    if mode == "team" and not any(row.zone is None for row in teams):
        teams.append(WeekTeams(visits=2))
    pairs = sorted({(each.authority, each.firm) for each in checks})
    caps = [VisitCap(authority=a, firm=f, visits=luck.choice([0, 1, 1, 2])) for a, f in pairs if luck.random() < 0.25]
    spacing = luck.choice([0, 0, 0, 2, 3])
    rules = {"officers": officers, "firms": firms, "teams": teams, "caps": caps, "mode": mode, "spacing": spacing}
    return checks, rules


@pytest.mark.parametrize("seed", range(120))
def test_of_all_assignments_of_a_tiny_plan_none_is_better(seed: int) -> None:
    checks, rules = world(random.Random(seed))
    plan = plan_joint(checks, year=2026, iterations=300, **rules)
    placed = placed_by(plan)
    assert not broken(placed, checks, **rules)
    assert len(placed) == plan.made == len(checks) - len(plan.unplaced)
    assert {*placed, *(each.check for each in plan.unplaced)} == {each.id for each in checks}
    assert visits_of(placed, checks, rules["mode"]) == len(plan.visits) >= plan.bound
    for each in plan.unplaced:
        alone = next(check for check in checks if check.id == each.check)
        weeks = [week for blocked in each.blocked for week in blocked.weeks]
        assert sorted(weeks) == open_weeks(alone, {firm.id: firm for firm in rules["firms"]})
        assert all(broken({**placed, each.check: week}, checks, **rules) for week in weeks)
    found = best(checks, **rules)
    assert (len(plan.unplaced), len(plan.visits)) == found
    assert plan.least_unplaced <= found[0]


@pytest.mark.parametrize("used", [87, 94])
def test_a_thousand_firms_reach_the_bound_and_it_is_proven(used: int) -> None:
    given = INSTANCE(1000, used)
    taken = sum(each.hours * each.officers for each in given["checks"])
    there = sum(row.officers * row.hours for row in given["officers"])
    plan = plan_joint(**given)
    assert round(100 * taken / there) == used
    assert plan.proven
    assert len(plan.visits) == plan.bound == 1276
    assert not broken(placed_by(plan), given["checks"], given["officers"], given["firms"])


def broken_windows(plan: JointPlan, checks: list[PlannedCheck]) -> list[str]:
    weeks = {week.number: week for week in plan.weeks}
    placed = placed_by(plan)
    return [
        each.id
        for each in checks
        if each.id in placed and not any(day in each.window for day in weeks[placed[each.id]].working)
    ]


@pytest.mark.parametrize("used", [90, 100])
def test_nothing_is_over_full_and_every_check_is_in_one_place(used: int) -> None:
    given = INSTANCE(200, used, seed=7)
    plan = plan_joint(**given, iterations=500)
    assert not broken_windows(plan, given["checks"])
    assert all(load.used <= load.room for load in plan.loads)
    most = {firm.id: firm.visits for firm in given["firms"]}
    quiet = {firm.id: firm.quiet for firm in given["firms"]}
    assert all(visit.week not in quiet[visit.firm] for visit in plan.visits)
    for firm, allowed in most.items():
        assert sum(visit.firm == firm for visit in plan.visits) <= allowed
    listed = [check for visit in plan.visits for check in visit.checks] + [each.check for each in plan.unplaced]
    assert sorted(listed) == sorted(each.id for each in given["checks"])


def test_more_officers_never_raise_the_bound() -> None:
    given = INSTANCE(150, 100, seed=3)
    bounds = []
    for more in range(4):
        staff = [attrs.evolve(row, officers=row.officers + 2 * more) for row in given["officers"]]
        plan = plan_joint(**{**given, "officers": staff}, iterations=0)
        seen: list[PlanProgress] = []
        plan_joint(**{**given, "officers": staff}, iterations=0, progress=seen.append)
        bounds.append((seen[-1].bound, len(plan.unplaced)))
    assert bounds == sorted(bounds, reverse=True)


def test_a_plan_does_not_depend_on_the_order_of_rows_or_on_the_hash_seed() -> None:
    given = INSTANCE(60, 97, seed=5)
    plan = plan_joint(**given, iterations=300)
    turned = {key: list(reversed(rows)) if isinstance(rows, list) else rows for key, rows in given.items()}
    assert plan_joint(**turned, iterations=300) == plan
    assert plan_joint(**given, iterations=300, seed=1).seed == 1
    script = (
        "import importlib.util as u, hashlib, json\n"
        f"s = u.spec_from_file_location('b', {str(ROOT / 'benchmarks' / 'plan.py')!r})\n"
        "m = u.module_from_spec(s); s.loader.exec_module(m)\n"
        "print(json.dumps(m.plan_joint(**m.instance(60, 97, seed=5), iterations=300).to_dict()))"
    )
    for hash_seed in ("1", "2"):
        env = {**os.environ, "PYTHONHASHSEED": hash_seed}
        done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, env=env, check=True)
        assert json.loads(done.stdout) == plan.to_dict()


def test_repair_never_makes_a_plan_worse_and_says_how_far_it_is() -> None:
    given = INSTANCE(300, 99, seed=11)
    seen: list[PlanProgress] = []
    plan_joint(**given, iterations=1500, progress=seen.append)
    assert [each.phase for each in seen] == sorted(each.phase for each in seen)
    repair = [(each.unplaced, each.visits) for each in seen if each.phase == "repair"]
    assert len(repair) > 2
    assert repair == sorted(repair, reverse=True)
    assert all(each.done <= each.total for each in seen)


# The three modes


def test_separate_co_visit_and_team_are_three_plans_of_the_same_checks() -> None:
    checks = [check("C-1"), check("C-2", authority="food", hours=3), check("C-3", authority="food", hours=1)]
    staff = [{"authority": "fire", "officers": 2}, {"authority": "food", "officers": 2}]
    plans = {
        mode: plan_joint(checks, year=2026, officers=staff, mode=mode) for mode in ("separate", "co_visit", "team")
    }
    shown = {
        mode: (len(plan.visits), plan.attendances, [visit.hours for visit in plan.visits])
        for mode, plan in plans.items()
    }
    assert shown == {"separate": (2, 4, [4, 4]), "co_visit": (1, 4, [4]), "team": (1, 2, [8])}
    assert all(plan.proven for plan in plans.values())


def test_a_team_needs_one_officer_of_each_authority_and_a_place_in_the_pool() -> None:
    checks = [check(f"C-{n}", firm=f"F-{n}", weeks=[10]) for n in range(12)]
    plan = plan_joint(checks, year=2026, officers=[{"authority": "fire", "officers": 4, "hours": 40}], mode="team")
    # Two pairs on five working days.
    assert (len(plan.visits), len(plan.unplaced)) == (10, 2)
    assert {b.reason for each in plan.unplaced for b in each.blocked} == {"teams"}
    assert plan.shortages[0].kind == "teams"
    alone = plan_joint(checks[:1], year=2026, officers=[{"authority": "fire", "officers": 1}], mode="team")
    assert len(alone.unplaced) == 1
    together = plan_joint(
        checks[:1], year=2026, officers=[{"authority": "fire", "officers": 1}], mode="team", teams=[{"visits": 1}]
    )
    assert together.proven


def test_a_check_that_caps_do_not_bind_goes_beyond_them() -> None:
    checks = [check("C-1", weeks=[5]), check("C-2", weeks=[9]), check("C-3", weeks=[12], capped=False)]
    plan = plan_joint(checks, year=2026, officers=STAFF, caps=[{"authority": "fire", "firm": "F-1", "visits": 1}])
    assert placed_by(plan).keys() >= {"C-3"}
    assert [(b.reason, b.name) for each in plan.unplaced for b in each.blocked] == [("cap", "fire")]
    assert [(f.code, f.pointer, "'fire / F-1'" in f.message["en"]) for f in plan.findings] == [
        (CAP_TOO_LOW.code, "/caps", True)
    ]
    capped = plan_joint(checks[:2], year=2026, officers=STAFF, firms=[{"id": "F-1", "visits": 1}])
    assert [finding.code for finding in capped.findings] == [CAP_TOO_LOW.code]
    assert [(b.reason, b.name) for each in capped.unplaced for b in each.blocked] == [("cap", "F-1")]


def test_a_cap_that_is_too_low_does_not_keep_the_search_busy() -> None:
    checks = [check("C-1", weeks=[5]), check("C-2", weeks=[9])]
    for rules in (
        {"firms": [{"id": "F-1", "visits": 1}]},
        {"caps": [{"authority": "fire", "firm": "F-1", "visits": 1}]},
    ):
        plan = plan_joint(checks, year=2026, officers=STAFF, **rules)
        assert (plan.made, len(plan.unplaced)) == (1, 1)
        assert plan.iterations < 100


def test_visits_keep_their_distance() -> None:
    checks = [check("C-1", weeks=[5]), check("C-2", authority="food", weeks=[6, 9])]
    assert placed_by(plan_joint(checks, year=2026, officers=STAFF, spacing=3)) == {"C-1": 5, "C-2": 9}
    near = plan_joint([checks[0], {**checks[1], "weeks": [6]}], year=2026, officers=STAFF, spacing=3)
    assert [b.reason for each in near.unplaced for b in each.blocked] == ["spacing"]


# What cannot be


def test_the_certificate_names_exactly_the_over_subscribed_weeks() -> None:
    tight = [check(f"T-{n}", firm=f"T-{n}", weeks=[20, 21]) for n in range(9)]
    # One visit a week: ten in ten weeks fill these to the last, without anything too many.
    full = [check(f"F-{n}", firm=f"F-{n}", weeks=list(range(30, 40))) for n in range(10)]
    apart = [check(f"A-{n}", firm=f"A-{n}", authority="food", weeks=[44]) for n in range(3)]
    loose = [check(f"L-{n}", firm=f"L-{n}", weeks=[20, 21, 22, 23, 24, 25]) for n in range(4)]
    plan = plan_joint([*tight, *full, *apart, *loose], year=2026, officers=STAFF)
    shown = [(each.name, each.weeks, each.demand, each.room, each.least_unplaced) for each in plan.shortages]
    assert shown == [("fire", (20, 21), 72, 16, 7), ("food", (44,), 24, 8, 2)]
    assert plan.shortages[0].checks == tuple(sorted(each["id"] for each in tight))
    assert len(plan.unplaced) == plan.least_unplaced == 9
    assert {each.check[0] for each in plan.unplaced} == {"T", "A"}
    assert [finding.code for finding in plan.findings] == [OVERSUBSCRIBED.code] * 2
    assert "weeks 20-21: over-subscribed" in plan.findings[0].message["en"]
    assert "第 20-21 周超额" in plan.findings[0].message["zh"]


def test_too_few_officers_for_the_whole_year_is_a_finding_and_no_error() -> None:
    checks = [check(f"C-{n:03}", firm=f"F-{n}") for n in range(120)]
    plan = plan_joint(checks, year=2026, officers=STAFF)
    # 51 full weeks and the four days of the last, which are 6 hours: no whole check.
    assert (plan.made, len(plan.unplaced), plan.least_unplaced) == (51, 69, 69)
    assert plan.shortages[0].weeks == tuple(week.number for week in plan.weeks)
    assert plan.iterations < 20_000
    nobody = plan_joint(checks[:3], year=2026, officers=[{"authority": "fire", "officers": 0}])
    assert (len(nobody.visits), len(nobody.unplaced), nobody.least_unplaced) == (0, 3, 3)
    assert not nobody.proven
    one = plan_joint(checks[:3], year=2026, officers=[{"authority": "fire", "officers": 1}])
    assert [each.blocked[0].reason for each in one.unplaced] == ["officers"] * 3


def test_a_check_that_nothing_leaves_a_week_is_listed_with_the_reason() -> None:
    quiet = plan_joint([check("C-1", weeks=[5])], year=2026, officers=STAFF, firms=[{"id": "F-1", "quiet": [5]}])
    assert places(list(quiet.findings)) == [(NO_WEEK.code, "/checks/0")]
    assert quiet.unplaced[0].blocked == ()
    assert "no week is open to it" in quiet.text()
    ningbo = ek.example("ningbo")
    holiday = {"start": "2026-10-01", "end": "2026-10-08"}
    body = next(each.id for each in ningbo if each.type == "authority")
    checks = [check("C-1", authority=body, window=holiday)]
    staff = [{"authority": body, "officers": 2}]
    assert plan_joint(checks, ningbo, year=2026, officers=staff).findings[0].code == NO_WEEK.code
    assert plan_joint(checks, year=2026, officers=staff).proven


def test_every_problem_of_the_rows_is_named_at_once() -> None:
    spelled = "企业é"
    found = refused(
        check("C-1", window={"start": "2025-01-01", "end": "2026-01-01"}),
        check("C-1", weeks=[53, 54]),
        check(unicodedata.normalize("NFD", spelled)),
        check(spelled, authority="water"),
        firms=[{"id": "F-1"}, {"id": "F-1"}],
        teams=[{"visits": 1, "zone": "north"}],
        caps=[{"authority": "fire", "firm": "F-9", "visits": 1}],
        officers=[*STAFF, {"authority": "fire", "officers": 1, "weeks": [3, 4]}],
    )
    assert places(found) == [
        ("EK520", "/checks/1/id"),
        ("EK520", "/checks/3/id"),
        ("EK520", "/firms/1/id"),
        ("EK590", "/checks/0/window"),
        ("EK590", "/checks/1/weeks"),
        ("EK592", "/officers"),
        ("EK593", "/officers/2/weeks"),
        ("EK521", "/teams/0/zone"),
        ("EK521", "/caps/0"),
    ]
    assert all(set(finding.message) == set(finding.cure) == {"en", "zh"} for finding in found)


def test_rows_of_the_wrong_shape_are_refused_field_by_field() -> None:
    found = refused(
        {"id": "C-1", "firm": "", "hours": -1, "windows": 1},
        check("C-2", window={"start": "2026-02-01", "end": "2026-01-01"}),
        check("C-3", weeks=[0], officers=0),
        "C-4",  # type: ignore[arg-type]
        officers=[{"authority": "fire", "officers": -2}],
        firms=[{"id": "F-1", "visits": -1}],
    )
    assert sorted(places(found)) == [
        ("EK110", "/checks/3"),
        ("EK111", "/checks/0/authority"),
        ("EK112", "/checks/0/windows"),
        ("EK113", "/checks/0/firm"),
        ("EK115", "/checks/0/hours"),
        ("EK115", "/checks/2/officers"),
        ("EK115", "/checks/2/weeks/0"),
        ("EK115", "/firms/0/visits"),
        ("EK115", "/officers/0/officers"),
        ("EK120", "/checks/1/window/end"),
    ]


def test_authorities_and_items_must_be_in_the_structure() -> None:
    found = refused(check("C-1", authority="xikou-twon", items=["no-item"]), structure=ek.example("ningbo"))
    assert places(found)[:2] == [("EK591", "/checks/0/authority"), ("EK591", "/checks/0/items/0")]
    assert "xikou-town" in found[0].message["en"]


def test_arguments_of_the_wrong_kind_are_refused_by_name() -> None:
    with pytest.raises(InvalidArgument, match="year"):
        plan_joint([], year="2026", officers=[])  # type: ignore[arg-type]
    with pytest.raises(InvalidArgument, match="year is True"):
        plan_joint([], year=True, officers=[])
    with pytest.raises(InvalidArgument, match="checks"):
        plan_joint(3, year=2026, officers=[])  # type: ignore[arg-type]
    with pytest.raises(UnknownReference, match="co_visit"):
        plan_joint([], year=2026, officers=[], mode="together")  # type: ignore[arg-type]
    for name in ("iterations", "spacing"):
        assert places(refused(**{name: -1})) == [("EK115", f"/{name}")]
    assert places(refused(year=0)) == [("EK115", "/year")]
    assert places(refused(year=9999)) == [("EK116", "/year")]


# What is shown


def test_a_plan_is_told_in_both_languages_as_table_data_and_picture() -> None:
    body = "xikou-town"
    checks = [check("=C-1", firm="<F&1>", authority=body), check("C-2", firm="<F&1>", authority=body, weeks=[9])]
    over = [check(f"D-{n}", firm=f"G-{n}", authority=body, weeks=[12]) for n in range(3)]
    staff = [{"authority": body, "officers": 2, "hours": 8}]
    plan = plan_joint([*checks, *over], ek.example("ningbo"), year=2026, officers=staff)
    assert "溪口镇" in plan.text("zh")
    assert "已证明至少 1 项无法安排" in plan.text("zh")
    assert "2 checks in 1 visit" not in plan.text()
    assert plan.text(rows=0).count("… and") == 3
    assert "'=C-1" not in plan.text()
    lines = plan.table("en").splitlines()
    assert lines[0] == "week,from,firm,authorities,checks,officers,hours"
    assert len(lines) == 1 + len(plan.visits)
    assert json.loads(json.dumps(plan.to_dict()))["unplaced"][0]["blocked"][0]["reason"] == "officers"
    for lang in ("en", "zh"):
        ElementTree.fromstring(plan.svg(lang))
    assert "#d64545" in plan.svg()
    for told in (plan.text, plan.table, plan.svg):
        with pytest.raises(UnknownReference, match="fr"):
            told("fr")


def test_nothing_to_plan_is_an_empty_plan() -> None:
    plan = plan_joint([], year=2026, officers=[])
    assert plan.proven
    assert (plan.visits, plan.unplaced, plan.bound) == ((), (), 0)
    ElementTree.fromstring(plan.svg())


# The parts


def test_weeks_are_cut_at_the_ends_of_the_year() -> None:
    for year in range(1990, 2060):
        weeks = weeks_of(year, None)
        assert sum((week.last - week.first).days + 1 for week in weeks) in (365, 366)
        assert all(week.first.weekday() == 0 for week in weeks[1:])
        assert all(week.last.weekday() == 6 for week in weeks[:-1])
        assert len(weeks) <= 54


def test_covers_are_smallest_and_too_hard_ones_stay_a_bound() -> None:
    luck = random.Random(1)
    for _ in range(300):
        masks = [luck.randrange(1, 64) for _ in range(luck.randint(1, 6))]
        least = min(bits.bit_count() for bits in range(64) if all(bits & mask for mask in masks))
        assert fewest(masks) == least
        found = covers(masks, None, luck.randrange(9), 50)
        assert found
        assert all(len(cover) == least and all(any(m >> w & 1 for w in cover) for m in masks) for cover in found)
        limit = luck.randint(1, 3)
        hit = sum(any(m >> w & 1 for w in most_hit(masks, None, limit)) for m in masks)
        sets = [bits for bits in range(64) if bits.bit_count() <= limit]
        assert hit == max(sum(bool(bits & mask) for mask in masks) for bits in sets)
    hard = [sum(1 << week for week in luck.sample(range(52), 3)) for _ in range(200)]
    assert 1 <= fewest(hard) <= 52


def test_random_numbers_are_those_of_the_simulator() -> None:
    run = replication_key(2026, 0)
    keys = [f"{Luck(run, step).key:016x}" for step in range(3)]
    assert keys == ["aa60aa92b5cbfc8f", "0506765df1877640", "fbb43510ae25dc8b"]
    luck = Luck(replication_key(-1, 0), 0)
    drawn = [luck.below(10) for _ in range(10_000)]
    assert all(900 < drawn.count(number) < 1100 for number in range(10))


def test_a_firm_whose_cap_is_too_low_counts_among_what_stays_out_in_any_plan() -> None:
    checks = [
        {"id": f"{firm}{week}", "firm": firm, "authority": "fire", "weeks": [week]} for firm in "FG" for week in (9, 12)
    ]
    caps = [{"authority": "fire", "firm": firm, "visits": 1} for firm in "FG"]
    plan = plan_joint(checks, year=2026, officers=[{"authority": "fire", "officers": 8}], caps=caps)
    assert (len(plan.unplaced), plan.least_unplaced) == (2, 2)
    assert [each.code for each in plan.findings] == ["EK596", "EK596"]
