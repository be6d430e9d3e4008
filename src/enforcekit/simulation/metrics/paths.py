"""The ways of cases: transfers, ping-pong, levels climbed, exits taken, kinds of procedure, calls answered in time."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ..engine import Trace
from .registry import cohort, exit_number, family, hours, known_exit, known_group, metric, share


def _moved(trace: Trace, *reasons: str) -> dict[int, int]:
    """How often each case came to a station for one of these reasons; a pure delay on the way is no station."""
    counted = {n for n, reason in enumerate(trace.compiled.reasons) if reason in reasons}
    tables, found = trace.compiled.tables, dict[int, int]()
    for case, node, reason in zip(trace.rows.case, trace.rows.node, trace.rows.reason, strict=True):
        if reason in counted and tables.cap[tables.station[node]] >= 0:
            found[case] = found.get(case, 0) + 1
    return found


@metric("transfers.mean")
def transfers_mean(trace: Trace) -> float | None:
    """Transfers and returns per case of the cohort."""
    those, moved = cohort(trace), _moved(trace, "transfer", "return")
    return share(those, sum(moved.get(n, 0) for n in those))


@metric("first_time_right")
def first_time_right(trace: Trace) -> float | None:
    """Share of the cohort that was never transferred or returned."""
    those, moved = cohort(trace), _moved(trace, "transfer", "return")
    return share(those, sum(n not in moved for n in those))


@metric("escalations.mean")
def escalations_mean(trace: Trace) -> float | None:
    """Escalations per case of the cohort: up the ladder of mediation, or to a superior."""
    those, moved = cohort(trace), _moved(trace, "escalate")
    return share(those, sum(moved.get(n, 0) for n in those))


@metric("ping_pong")
def ping_pong(trace: Trace) -> float | None:
    """Share of the cohort that came back to a group it had left for another."""
    tables, those = trace.compiled.tables, cohort(trace)
    last: dict[int, int] = {}
    seen: dict[int, set[int]] = {}
    back = set()
    for case, node in zip(trace.rows.case, trace.rows.node, strict=True):
        station = tables.station[node]
        if station < 0 or tables.cap[station] < 0 or last.get(case) == station:
            continue
        if station in seen.setdefault(case, set()):
            back.add(case)
        seen[case].add(station)
        last[case] = station
    return share(those, sum(n in back for n in those))


def moves(trace: Trace, reasons: Iterable[str] = ()) -> dict[tuple[str, str], int]:
    """How often cases of the cohort went from one group to another, for these reasons or for any; delays left out.

    With `reasons=["escalate"]` this is the escalation matrix.
    """
    tables, those, found = trace.compiled.tables, cohort(trace), dict[tuple[str, str], int]()
    names = [group.id for group in trace.compiled.network.groups]
    wanted = {n for n, reason in enumerate(trace.compiled.reasons) if reason in set(reasons)}
    last: dict[int, int] = {}
    why: dict[int, set[int]] = {}
    for case, node, reason in zip(trace.rows.case, trace.rows.node, trace.rows.reason, strict=True):
        # What sends a case on its way may stand at a delay before the group.
        said = why.setdefault(case, set())
        said.add(reason)
        station = tables.station[node]
        if case not in those or station < 0 or tables.cap[station] < 0:
            continue
        before = last.get(case, station)
        if before != station and (not wanted or said & wanted):
            key = (names[before], names[station])
            found[key] = found.get(key, 0) + 1
        last[case] = station
        said.clear()
    return found


@family(r"escalated\.(.+)>(.+)", "escalated.<group>><group>")
def escalated(trace: Trace, low: str, high: str) -> float | None:
    """Escalations from one group to another, per case of the cohort: one entry of the escalation matrix.

    Raises `UnknownReference` for a group that is not there.
    """
    for name in (low, high):
        known_group(trace, name)
    return share(cohort(trace), moves(trace, ["escalate"]).get((low, high), 0))


@family(r"exit\.(.+)", "exit.<exit>")
def exit_share(trace: Trace, name: str) -> float | None:
    """Share of the cohort that left by one exit. Raises `UnknownReference`."""
    known_exit(trace, name)
    return _left_by(trace, name)


def _left_by(trace: Trace, name: str) -> float | None:
    those, number = cohort(trace), exit_number(trace, name)
    return share(those, sum(trace.cases.exit[n] == number for n in those))


@metric("withdrawn.share")
def withdrawn_share(trace: Trace) -> float | None:
    """Share of the cohort withdrawn for lack of patience."""
    return _left_by(trace, "withdrawn")


@metric("pre_handled.share")
def pre_handled(trace: Trace) -> float | None:
    """Share of the cohort resolved before it reached enforcement."""
    return _left_by(trace, "pre-handled")


@metric("mediated.share")
def mediated(trace: Trace) -> float | None:
    """Share of the cohort settled by mediation."""
    return _left_by(trace, "mediated")


@metric("on_scene.share")
def on_scene(trace: Trace) -> float | None:
    """Share of the cohort that a dispatched unit resolved on the scene."""
    return _left_by(trace, "on-scene")


@metric("no_authority.share")
def no_authority(trace: Trace) -> float | None:
    """Share of the cohort that nobody was competent for, and that was closed for it."""
    return _left_by(trace, "no-authority")


@family(r"mediated\.level(\d)", "mediated.level1")
def mediated_at(trace: Trace, level: str) -> float | None:
    """Of the cases of the cohort that mediation settled, the share settled at a level (1 is the first)."""
    settled = exit_number(trace, "mediated")
    count = sum(trace.cases.exit[n] == settled for n in cohort(trace))
    return len(settled_at(trace, int(level))) / count if count else None


def settled_at(trace: Trace, level: int) -> set[int]:
    """The cases of the cohort that mediation settled at a level."""
    settled, names = exit_number(trace, "mediated"), [step.id for step in trace.compiled.network.steps]
    those = {n for n in cohort(trace) if trace.cases.exit[n] == settled}
    last = {case: names[node] for case, node in zip(trace.rows.case, trace.rows.node, strict=True) if case in those}
    return {case for case, step in last.items() if step.endswith(f"/mediate{level - 1}")}


_VARIANT = re.compile(r".*/\d+/([^/]+)/\d+(?:/do)?")


@family(r"variant\.(.+)", "variant.<variant>")
def variant_share(trace: Trace, name: str) -> float | None:
    """Of the cases of the cohort that a procedure was opened for, the share handled as this variant (no penalty, …).

    A variant without stages leaves no trace and is not seen.
    """
    found = [_VARIANT.fullmatch(step.id) for step in trace.compiled.network.steps]
    kinds = [each.group(1) if each else None for each in found]
    those, taken = cohort(trace), dict[int, str]()
    for case, node in zip(trace.rows.case, trace.rows.node, strict=True):
        kind = kinds[node]
        if kind is not None and case in those:
            taken[case] = kind
    return sum(each == name for each in taken.values()) / len(taken) if taken else None


@family(r"response\.within\.(\d+)min", "response.within.15min")
def response_within(trace: Trace, minutes: str) -> float | None:
    """Of the calls of the cohort that a centre dispatched, the share where a unit was on the scene in so many minutes.

    The time runs from the call; None while a case could still be on either side.
    """
    limit = int(minutes) / 60 * trace.compiled.scenario.hour
    kinds = [step.id.rsplit("/", 1)[-1] for step in trace.compiled.network.steps]
    called, arrived = dict[int, int](), dict[int, int]()
    rows, those = trace.rows, cohort(trace)
    for case, node, enter, end in zip(rows.case, rows.node, rows.enter, rows.end, strict=True):
        if case in those and kinds[node] == "call":
            called[case] = enter
        elif case in called and kinds[node] == "travel" and 0 <= end <= trace.stopped:
            arrived[case] = end
    if not called or any(n not in arrived and trace.stopped - at <= limit for n, at in called.items()):
        return None
    return sum(n in arrived and arrived[n] - at <= limit for n, at in called.items()) / len(called)


@metric("gap.hit")
def gap_hit(trace: Trace) -> float | None:
    """Share of the cohort that met a coverage gap: closed for it, or waiting until somebody was designated."""
    those, closed = cohort(trace), exit_number(trace, "no-authority")
    waited = _designated(trace)
    return share(those, sum(n in waited or trace.cases.exit[n] == closed for n in those))


@metric("gap.designation_hours")
def gap_designation(trace: Trace) -> float | None:
    """Mean hours until somebody was designated, of the cases of the cohort that met a gap; None when there are none."""
    waited = _designated(trace)
    return hours(trace, sum(waited.values()) / len(waited)) if waited else None


def _designated(trace: Trace) -> dict[int, int]:
    """Ticks of waiting in a gap, by case of the cohort."""
    gaps = {f"{cell.id}/first" for cell in trace.compiled.scenario.cells if not cell.competent}
    nodes = {n for n, step in enumerate(trace.compiled.network.steps) if step.id in gaps}
    rows, those = trace.rows, cohort(trace)
    return {
        case: min(end, trace.stopped) - enter
        for case, node, enter, end in zip(rows.case, rows.node, rows.enter, rows.end, strict=True)
        if node in nodes and case in those
    }
