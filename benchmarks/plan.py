"""A year of joint inspections: how many visits a plan needs, against the bound, CP-SAT and HiGHS.

The instance is planted: each firm has visits at chosen weeks, each check a window around one of them, so that a plan
without gap exists. Capacity is what that plan takes, divided by the share that is to be used.

    python benchmarks/plan.py [--json] [--firms N] [--used PERCENT ...] [--seconds S] [--large]

All sides see the same rows: each check in one week, visits at most as often as the firm's risk class allows, officers
of each authority and week. The solvers stop after `--seconds` of wall clock. Ours are CPU seconds.
"""

from __future__ import annotations

import argparse
import datetime as dt
import importlib
import json
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from typing import Any

from enforcekit.inspection.plan import PlannedCheck, PlannedFirm, WeekOfficers, plan_joint
from enforcekit.inspection.planning.luck import Luck
from enforcekit.inspection.planning.problem import Problem, compile_problem
from enforcekit.inspection.planning.weeks import weeks_of
from enforcekit.keyed import replication_key
from enforcekit.timing import Period

YEAR = 2029
"""It begins on a Monday: 52 full weeks."""
AUTHORITIES, WEEKS, MONDAY, WEEK = 8, 52, dt.date(2029, 1, 1), dt.timedelta(weeks=1)
RISK = "AAAABBBCCD"
"""How many of ten firms are of which class."""
CHECKS = {"A": 3, "B": 5, "C": 6, "D": 8}
VISITS = {"A": 1, "B": 1, "C": 2, "D": 4}
MOST = {"A": 2, "B": 3, "C": 4, "D": 6}


def instance(firms: int, used: int, seed: int = 2026) -> dict[str, Any]:
    """The arguments of `plan_joint`: `used` percent of the officers' time is what the planted plan takes.

    >>> sorted(instance(3, 87))
    ['checks', 'firms', 'officers', 'year']
    """
    run, checks, special = replication_key(seed, 0), [], []
    load = [[0] * WEEKS for _ in range(AUTHORITIES)]
    for number in range(firms):
        luck, firm = Luck(run, number), f"F-{number:05}"
        risk = RISK[luck.below(len(RISK))]
        planted = [luck.below(WEEKS) for _ in range(VISITS[risk])]
        quiet = {week + 1 for week in (luck.below(WEEKS), luck.below(WEEKS)) if week not in planted}
        special.append(PlannedFirm(id=firm, quiet=tuple(sorted(quiet)), visits=MOST[risk]))
        bodies = sorted(range(AUTHORITIES), key=lambda _: luck.below(1 << 30))[: CHECKS[risk]]
        for body in bodies:
            week = planted[luck.below(len(planted))]
            first, last = max(0, week - luck.below(13)), min(WEEKS - 1, week + luck.below(13))
            window = Period(start=MONDAY + first * WEEK, end=MONDAY + (last + 1) * WEEK)
            name = f"D-{body}"
            checks.append(PlannedCheck(id=f"{firm}/{name}", firm=firm, authority=name, window=window))
            load[body][week] += 1
    staff = []
    for body, row in enumerate(load):
        luck = Luck(run, firms + body)
        for week, pairs in enumerate(row):
            room = (pairs * 100 + luck.below(used) * (used < 100)) // used
            staff.append(WeekOfficers(authority=f"D-{body}", officers=2 * room, hours=4, weeks=(week + 1,)))
    return {"checks": checks, "firms": special, "officers": staff, "year": YEAR}


def compiled(given: dict[str, Any]) -> Problem:
    """The same instance as the whole numbers that all sides see."""
    rows = given["officers"], given["firms"], (), ()
    return compile_problem(given["checks"], weeks_of(given["year"], None), "co_visit", *rows, 0)


def ours(given: dict[str, Any], iterations: int) -> dict[str, Any]:
    """Our plan: greedy, and then at most so many steps of repair."""
    start = time.process_time()
    plan = plan_joint(**given, iterations=iterations)
    seconds = time.process_time() - start
    found = {"visits": len(plan.visits), "unplaced": len(plan.unplaced), "bound": plan.bound}
    return {**found, "seconds": seconds, "steps": plan.iterations}


def pairs_of(problem: Problem) -> Iterator[tuple[int, int, int]]:
    """Every check with each week open to it, and its group."""
    for group, members in enumerate(problem.groups):
        for check in members:
            yield from ((check, week, group) for week in range(len(problem.weeks)) if problem.open[check] >> week & 1)


def cp_sat(given: dict[str, Any], seconds: float) -> dict[str, Any]:
    """CP-SAT of OR-Tools on the formulation as it stands."""
    cp_model = importlib.import_module("ortools.sat.python.cp_model")
    problem, model = compiled(given), cp_model.CpModel()
    place, visit = {}, {}
    by_check: dict[int, list[Any]] = {}
    by_cell: dict[tuple[int, int], list[Any]] = {}
    for check, week, group in pairs_of(problem):
        x = place[check, week] = model.new_bool_var("")
        y = visit.get((group, week))
        if y is None:
            y = visit[group, week] = model.new_bool_var("")
        model.add_implication(x, y)
        by_check.setdefault(check, []).append(x)
        by_cell.setdefault((problem.body[check], week), []).append(problem.load[check] * x)
    for choice in by_check.values():
        model.add_exactly_one(choice)
    for (body, week), taken in by_cell.items():
        model.add(sum(taken) <= problem.room[body][week])
    by_group: dict[int, list[Any]] = {}
    for (group, _), y in visit.items():
        by_group.setdefault(group, []).append(y)
    for group, own in by_group.items():
        model.add(sum(own) <= problem.most[problem.firm[group]])
    model.minimize(sum(visit.values()))
    solver = cp_model.CpSolver()
    solver.parameters.max_time_in_seconds, solver.parameters.num_workers = seconds, 2
    start = time.perf_counter()
    status = solver.solve(model)
    found = status in (cp_model.OPTIMAL, cp_model.FEASIBLE)
    return {
        "visits": round(solver.objective_value) if found else None,
        "bound": round(solver.best_objective_bound),
        "unplaced": 0 if found else None,
        "seconds": time.perf_counter() - start,
    }


def highs(given: dict[str, Any], seconds: float) -> dict[str, Any]:
    """HiGHS (mixed-integer) on the formulation as it stands; x may be continuous, which it is told."""
    highspy = importlib.import_module("highspy")
    problem, model = compiled(given), highspy.Highs()
    model.setOptionValue("output_flag", False)
    model.setOptionValue("time_limit", seconds)
    place, visit, rows = {}, {}, list[tuple[float, float, list[int], list[float]]]()
    columns = 0

    def column(cost: float, integer: bool) -> int:
        nonlocal columns
        model.addCol(cost, 0.0, 1.0, 0, [], [])
        if integer:
            model.changeColIntegrality(columns, highspy.HighsVarType.kInteger)
        columns += 1
        return columns - 1

    by_check: dict[int, list[int]] = {}
    by_cell: dict[tuple[int, int], list[tuple[int, float]]] = {}
    by_group: dict[int, list[int]] = {}
    for check, week, group in pairs_of(problem):
        if (group, week) not in visit:
            visit[group, week] = column(1.0, True)
            by_group.setdefault(group, []).append(visit[group, week])
        x = place[check, week] = column(0.0, False)
        rows.append((-1.0, 0.0, [x, visit[group, week]], [1.0, -1.0]))
        by_check.setdefault(check, []).append(x)
        by_cell.setdefault((problem.body[check], week), []).append((x, float(problem.load[check])))
    rows += [(1.0, 1.0, own, [1.0] * len(own)) for own in by_check.values()]
    for (body, week), taken in by_cell.items():
        rows.append((0.0, float(problem.room[body][week]), [x for x, _ in taken], [load for _, load in taken]))
    for group, own in by_group.items():
        rows.append((0.0, float(problem.most[problem.firm[group]]), own, [1.0] * len(own)))
    for low, high, index, value in rows:
        model.addRow(low, high, len(index), index, value)
    start = time.perf_counter()
    model.run()
    info = model.getInfo()
    found = info.primal_solution_status == 2
    return {
        "visits": round(info.objective_function_value) if found else None,
        "bound": -int(-info.mip_dual_bound // 1) if info.mip_dual_bound > -1e9 else None,
        "unplaced": 0 if found else None,
        "seconds": time.perf_counter() - start,
    }


def sides(given: dict[str, Any], seconds: float) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """Each side's name and what it found; or, of a side that is not installed, a sentence."""
    checks = len(given["checks"])
    yield "separate visits", {"visits": checks, "unplaced": 0, "bound": None, "seconds": 0.0}
    yield "greedy", ours(given, 0)
    yield "greedy and repair", ours(given, 20_000)
    for name, package, run in (("CP-SAT", "ortools", cp_sat), ("HiGHS", "highspy", highs)):
        try:
            # Each in a process of its own: the libraries of the two do not load beside each other.
            with ProcessPoolExecutor(1, get_context("spawn")) as alone:
                yield name, alone.submit(run, given, seconds).result()
        except ModuleNotFoundError:
            yield name, f"{package} is not installed: python -m pip install -e '.[bench]' adds it"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--firms", type=int, default=1000)
    parser.add_argument("--used", type=int, nargs="*", default=[87, 94, 100])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--large", action="store_true", help="ours alone, with 10,000 firms")
    asked = parser.parse_args()
    found = []
    for used in asked.used:
        given = instance(10_000 if asked.large else asked.firms, used)
        taken = sum(check.hours * check.officers for check in given["checks"])
        there = sum(row.officers * row.hours for row in given["officers"])
        head = {"firms": len(given["firms"]), "checks": len(given["checks"]), "used": taken / there}
        named = (
            [(n, ours(given, i)) for n, i in (("greedy", 0), ("greedy and repair", 20_000))] if asked.large else None
        )
        results = dict(named or sides(given, asked.seconds))
        found.append({**head, "sides": results})
        if not asked.json:
            print(f"{head['firms']:,} firms, {head['checks']:,} checks, {head['used']:.1%} of capacity used")
            for name, each in results.items():
                print(f"  {name:<20}{each if isinstance(each, str) else _told(each)}")
    if asked.json:
        print(json.dumps(found, indent=2))


def _told(each: dict[str, Any]) -> str:
    visits, unplaced, bound = (each[key] if each[key] is not None else "–" for key in ("visits", "unplaced", "bound"))
    return f"{visits:>7} visits {unplaced:>5} unplaced   bound {bound:>6}   {each['seconds']:>8.2f} s"


if __name__ == "__main__":
    main()
