"""Simulated rows as an event log, for the tools of process mining: `to_ocel` and `to_xes` write it to a file."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any, Final

from enforcekit.arguments import must_be
from enforcekit.simulation.columns import case_columns, visit_columns
from enforcekit.simulation.engine import KERNEL, Trace

from .log import EventLog, LogEvent, LogObject, Tie
from .loss import Converted, lost, not_carried

FORM: Final = "the log"
CASE, GROUP, FIRM, REPLICATION = "case", "group", "firm", "replication"

Columns = Mapping[str, Sequence[Any]]


def simulated_log(trace: Trace, *, zone: dt.tzinfo = dt.UTC) -> Converted[EventLog]:
    """The event log of one replication: an event for each visit of a case at a group, at its end.

    An event concerns its case and its group. A visit that has not ended stands at the time it began to wait, and says
    `schedule` for its `lifecycle:transition`, the others `complete`. The scenario itself is not in the log: the object
    of the replication holds its hash, seed and number, by which `trace` makes the same rows again.

    Args:
        trace: from `enforcekit.simulation.trace`.
        zone: what the scenario's midnight means; a scenario has no place of its own.

    >>> from enforcekit.simulation import Duration, example_queue, trace
    >>> found = trace(example_queue(rate=0.5, service=Duration.fixed(1), days=1, drain=1), seed=3)
    >>> made = simulated_log(found)
    >>> made.value.events[0].activity, [tie.object for tie in made.value.events[0].related]
    ('handle', ['case-0', 'team'])
    >>> [each.message["en"] for each in made.loss]
    ['the log has no place for the scenario: queue']
    """
    must_be(Trace, trace=trace)
    cases, visits = case_columns(trace, zone=zone), visit_columns(trace, zone=zone)
    run = f"{REPLICATION}-{trace.replication}"
    scenario = trace.compiled.scenario
    made = {"scenario_sha256": scenario.sha256, "seed": str(trace.seed), "kernel": KERNEL}
    groups = dict.fromkeys(visits["group"])
    firms = dict.fromkeys(name for name in cases["firm"] if name is not None)
    objects = [
        LogObject(id=run, type=REPLICATION, attributes=made),
        *(LogObject(id=name, type=GROUP) for name in groups),
        *(LogObject(id=f"{FIRM}-{name}", type=FIRM) for name in firms),
    ]
    for row in _rows(cases):
        number, firm = row.pop("case"), row.pop("firm", None)
        ties = [Tie(run, "made by"), *([Tie(f"{FIRM}-{firm}", "visits")] if firm else [])]
        objects.append(LogObject(id=f"{CASE}-{number}", type=CASE, attributes=row, related=tuple(ties)))
    events = []
    for number, row in enumerate(_rows(visits)):
        case, group, activity = row.pop("case"), row.pop("group"), row.pop("activity")
        done = row.get("ended")
        row["lifecycle:transition"] = "complete" if done else "schedule"
        events.append(
            LogEvent(
                id=f"visit-{number}",
                activity=activity,
                time=done or row["entered"],
                attributes=row,
                related=(Tie(f"{CASE}-{case}", CASE), Tie(group, "handled by")),
            )
        )
    log = EventLog(events=tuple(events), objects=tuple(objects))
    back_cases, back_visits = rows_of(log)
    loss = lost(
        {"cases": _rows(cases), "visits": _rows(visits)}, {"cases": back_cases, "visits": back_visits}, form=FORM
    )
    return Converted(log, (*loss, not_carried(FORM, "the scenario", scenario.id)))


def rows_of(log: EventLog) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows of cases and of visits that `simulated_log` made a log of; columns that are empty there are left out."""
    firms = {each.id: each.id.removeprefix(f"{FIRM}-") for each in log.objects if each.type == FIRM}
    cases: list[dict[str, Any]] = []
    for each in log.objects:
        if each.type == CASE:
            row: dict[str, Any] = {"case": int(each.id.removeprefix(f"{CASE}-")), **each.attributes}
            row |= [("firm", firms[tie.object]) for tie in each.related if tie.object in firms]
            cases.append(row)
    visits = []
    for event in log.events:
        case, group = (tie.object for tie in event.related)
        row = dict(event.attributes)
        del row["lifecycle:transition"]
        visits.append({"case": int(case.removeprefix(f"{CASE}-")), "group": group, "activity": event.activity, **row})
    return cases, visits


def _rows(columns: Columns) -> list[dict[str, Any]]:
    """Columns as rows, without what is not known."""
    rows = (zip(columns, row, strict=True) for row in zip(*columns.values(), strict=True))
    return [{key: value for key, value in row if value is not None} for row in rows]
