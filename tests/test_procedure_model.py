"""A model check of every procedure: all abstract states that real steps reach, and what no path may do."""

from __future__ import annotations

import datetime as dt
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from typing import Any

import attrs
import pytest
from caseworld import HEAVY, LIGHT, SPOT, at, case, good, words, world

from enforcekit.errors import NotPermitted
from enforcekit.law.process import Transition
from enforcekit.model.case import Act, Case, Event
from enforcekit.packs.cn import PACK
from enforcekit.procedure import permitted, record, standing
from enforcekit.procedure.guards import GUARDS
from enforcekit.procedure.steps import objections
from enforcekit.structure import Structure
from enforcekit.timing import Period

NEXT_DAY = (1,)
WAITS = dict.fromkeys(
    words(
        "statement_time_over waive hear_statement hold_hearing hearing_absent mark_overdue enforce apply_court "
        "end_enforcement expire lapse reconsideration_silent demand deferral_over"
    ),
    (1, 9, 26, 40, 100, 220, 1100),
)
"""Days after the last event on which a step that has to wait is tried."""
REVIEW = frozenset(event for each in PACK.processes if each.track == "review" for event in each.events)
CRIME = frozenset(event for each in PACK.processes if each.track == "criminal" for event in each.events)
MEASURES = frozenset(event for each in PACK.processes if each.track == "measure" for event in each.events)
KEEPING = frozenset(event for each in PACK.processes if each.track == "preservation" for event in each.events)
SHOWN = frozenset(event for each in PACK.processes if each.track == "publication" for event in each.events)
MAIN = frozenset(event for each in PACK.processes if each.track == "main" for event in each.events)
IDLE = words(
    "extend_check extend_case end_testing end_public_notice hand_in bank_in "
    "court_accepts court_doubts refund police_forward police_ask_papers complete_papers reply_opinion "
    "application_accepted reconsideration_extended"
)
"""Steps that only move clocks: tried from every state, and not followed further."""
HEARD = ("hear_statement", "waive", "statement_time_over", "hold_hearing", "hearing_absent")
TELLING = ("notify", "fast_notice", "tell_and_hear")
DECIDING = ("decide", "decide_on_spot")
SERVING = ("serve", "deliver")


@attrs.frozen(kw_only=True)
class Model:
    """A start, the events that are tried, and how heavy the penalty is."""

    name: str
    start: Case
    amount: int
    events: frozenset[str]
    structure: Structure
    begins: dt.date = dt.date(2022, 3, 1)
    extra: tuple[str, ...] = ()
    stop: frozenset[str] = frozenset()


def _after(kinds: list[str], first: Iterable[str], second: Iterable[str]) -> bool:
    """Whether the latest of the first comes after the latest of the second."""
    return _latest(kinds, first) > _latest(kinds, second)


def _latest(kinds: list[str], wanted: Iterable[str]) -> int:
    return max((number for number, kind in enumerate(kinds) if kind in set(wanted)), default=-1)


def key(found: Case) -> tuple[Any, ...]:
    """What matters of a history: its states, and which of the steps the law asks for stand since the last notice."""
    where = standing(found, PACK)
    kinds = [each.kind for each in found.events]
    return (
        where.main.process.name,
        where.main.state,
        tuple(sorted((str(track), each.state) for track, each in where.positions.items() if track[0] != "main")),
        _after(kinds, TELLING, ("audit", "remake")),
        _after(kinds, ("hold_hearing", "hearing_absent"), ("notify",)),
        _after(kinds, ("request_hearing",), ("withdraw_request",)),
        _after(kinds, ("legal_review",), HEARD),
        _after(kinds, ("discuss",), TELLING),
        _after(kinds, (*DECIDING, "decide_no_penalty"), ("overturn",)),
        _after(kinds, (*SERVING, "serve_no_penalty"), (*DECIDING, "decide_no_penalty")),
        any(kind in ("pay", "collect_cash") for kind in kinds),
        "suspect_crime" in kinds,
        _after(kinds, ("begin_testing",), ("end_testing",)),
        _after(kinds, ("begin_public_notice",), ("end_public_notice",)),
    )


def check(found: Case, model: Model) -> None:
    """What the reference says of every path, looked up in the bare list of events (cn-law §5.1, §9)."""
    kinds = [each.kind for each in found.events]
    kind, before = kinds[-1], kinds[:-1]
    if kind in DECIDING:
        assert _latest(before, TELLING) > _latest(before, ("remake", "reopen", "aggravate")), kinds
        assert _latest(before, TELLING) >= 0
        if model.amount == HEAVY:
            assert _after(before, ("discuss",), TELLING), kinds
            held = _latest(before, ("hold_hearing", "hearing_absent"))
            if held >= 0:
                assert _latest(before, ("legal_review",)) > held, kinds
        if kind == "decide":
            assert any(each in before for each in ("file", "convert_to_ordinary")), kinds
    if kind in ("decide_no_penalty", "finish_investigation", "impose_measure", "preserve"):
        assert any(each in before for each in ("file", "convert_to_ordinary")), kinds
    if kind in ("pay", "collect_cash", "perform", "demand", "enforce", "apply_court", "execute", "grant_deferral"):
        decided = _latest(before, DECIDING)
        assert decided >= 0, kinds
        assert _latest(before, SERVING) > decided > _latest(before, ("overturn",)), kinds
    if kind in ("enforce", "apply_court"):
        assert _latest(before, ("demand",)) > _latest(before, SERVING), kinds
    if kind == "confiscate_seized":
        assert _latest(before, ("decide",)) > _latest(before, ("overturn",)), kinds
    if kind == "sue" and "decide_on_spot" in before and found.events[-1].at.year >= 2024:
        assert "apply_reconsideration" in before, kinds
    if kind == "send_to_police":
        assert _after(before, ("approve_transfer",), ("suspect_crime",)), kinds
    if kind == "return_from_criminal":
        assert _latest(before, ("drop", "not_prosecute", "take_back")) > _latest(before, ("suspect_crime",)), kinds
    if kind == "close_criminal":
        assert "convict" in before, kinds


@attrs.frozen(kw_only=True)
class Explored:
    """What a model reached: its states, the transitions it made, what stood against bare steps."""

    keys: dict[tuple[Any, ...], Case]
    edges: dict[tuple[Any, ...], set[tuple[Any, ...]]]
    made: set[int]
    refused: set[str]
    decided: int


def tries(found: Case, kind: str, model: Model) -> Iterator[Event]:
    day = found.events[-1].at.date() if found.events else model.begins
    for wait in WAITS.get(kind, NEXT_DAY):
        on = day + dt.timedelta(days=wait)
        if on < dt.date(2026, 11, 1):
            yield good(kind, on, found, model.amount, *model.extra)


def step(found: Case, kind: str, model: Model) -> Case | None:
    for event in tries(found, kind, model):
        try:
            return record(found, event, model.structure)
        except NotPermitted as refused:
            for finding in refused.findings:
                assert finding.article, finding
                assert PACK.knows(finding.article), finding
    return None


def leaving(found: Case, on: dt.date) -> list[str]:
    where = standing(found, PACK)
    kinds = [each.event for _, process, state in where.tracks() for each in process.leaving(state, on)]
    return list(dict.fromkeys(kinds))


@cache
def explore(name: str) -> Explored:
    model = MODELS[name]()
    first = key(model.start)
    keys, edges, made = {first: model.start}, dict[tuple[Any, ...], set[tuple[Any, ...]]](), set[int]()
    refused: set[str] = set()
    decided = 0
    queue = deque([first])
    while queue:
        here = queue.popleft()
        found = keys[here]
        edges[here] = set()
        if here[1] in model.stop:
            edges[here].add(("stop",))
            continue
        day = found.events[-1].at.date() if found.events else model.begins
        for kind in leaving(found, day):
            if kind not in model.events:
                continue
            bare = Event(kind=kind, at=at(day, 11), subject="thing" if kind in MEASURES | KEEPING else None)
            refused |= {row for row, _ in objections(found, bare, model.structure, on=day)}
            after = step(found, kind, model)
            if after is None:
                continue
            check(after, model)
            made.add(id(standing(after, PACK).moves[-1].transition))
            decided += kind in DECIDING
            if kind in IDLE:
                continue
            there = key(after)
            edges[here].add(there)
            if there not in keys:
                keys[there] = after
                queue.append(there)
    return Explored(keys=keys, edges=edges, made=made, refused=refused, decided=decided)


def _model(**fields: Any) -> Callable[[], Model]:
    return lambda: Model(**{**fields, "start": fields["start"](), "structure": fields["structure"]()})


TO_SERVICE = MAIN - {"suspect_crime", "transfer_out", "consent_expedited"}
EXECUTION = TO_SERVICE - {"reopen", "remake", "overturn", "suspend", "terminate", "withdraw_case"}
MODELS: dict[str, Callable[[], Model]] = {
    each: _model(name=each, **fields)
    for each, fields in {
        "heavy": {"start": lambda: case(HEAVY), "amount": HEAVY, "events": TO_SERVICE, "structure": world},
        "light": {"start": case, "amount": LIGHT, "events": TO_SERVICE, "structure": lambda: world(compel=False)},
        "major": {
            "start": lambda: case(LIGHT, traits=("major",)),
            "amount": LIGHT,
            "events": TO_SERVICE - {"reopen"},
            "structure": world,
        },
        "samr": {
            "start": lambda: case(HEAVY, layer="samr"),
            "amount": 20_000_000,
            "events": EXECUTION,
            "structure": world,
        },
        "away": {
            "start": case,
            "amount": LIGHT,
            "events": frozenset(
                {"receive_clue", "file", "investigate", "finish_investigation", "audit", "transfer_out"}
            ),
            "structure": world,
        },
        "crime": {
            "start": lambda: case(HEAVY),
            "amount": HEAVY,
            "events": CRIME
            | words("file investigate suspect_crime return_from_criminal return_after_judgment close_criminal archive"),
            "structure": world,
        },
        "crime_later": {
            "start": case,
            "amount": LIGHT,
            "events": CRIME - {"not_prosecute", "convict", "ask_reconsideration", "ask_supervision"}
            | words("file investigate finish_investigation audit notify hear_statement decide serve suspect_crime"),
            "structure": world,
        },
        "measures": {
            "start": case,
            "amount": LIGHT,
            "extra": ("confiscate_illegal_property",),
            "events": MEASURES
            | words("file investigate finish_investigation audit notify hear_statement decide suspect_crime terminate"),
            "structure": world,
        },
        "keeping": {
            "start": case,
            "amount": LIGHT,
            "events": KEEPING | {"file", "investigate", "terminate", "withdraw_case", "close"},
            "structure": world,
        },
        "review": {
            "start": case,
            "amount": LIGHT,
            "events": REVIEW
            | SHOWN
            | words(
                "file investigate finish_investigation audit notify hear_statement decide serve overturn remake refund"
            ),
            "structure": world,
        },
        "simple": {
            "start": lambda: case(SPOT, procedure="simple", act=Act(ended=dt.date(2024, 2, 20))),
            "amount": SPOT,
            "events": MAIN | REVIEW,
            "structure": lambda: world(compel=False),
            "begins": dt.date(2024, 3, 1),
            "stop": frozenset({"filed", "overdue", "overturned", "investigating"}),
        },
        "crime_1996_law": {
            "start": lambda: case(LIGHT, act=Act(ended=dt.date(2019, 2, 1))),
            "amount": LIGHT,
            "events": CRIME | words("file investigate suspect_crime return_from_criminal close_criminal archive"),
            "structure": world,
            "begins": dt.date(2019, 3, 1),
        },
        "heavy_1996_law": {
            "start": lambda: case(HEAVY, act=Act(ended=dt.date(2018, 2, 1))),
            "amount": HEAVY,
            "events": EXECUTION,
            "structure": world,
            "begins": dt.date(2018, 3, 1),
        },
        "simple_before_2024": {
            "start": lambda: case(SPOT, procedure="simple"),
            "amount": SPOT,
            "events": MAIN,
            "structure": lambda: world(compel=False),
            "stop": frozenset({"filed", "overturned"}),
        },
        "expedited": {
            "start": lambda: case(LIGHT, procedure="expedited"),
            "amount": LIGHT,
            "events": MAIN - {"suspect_crime"},
            "structure": world,
            "stop": frozenset({"served", "investigating", "not_filed"}),
        },
        "expedited_from_ordinary": {
            "start": case,
            "amount": LIGHT,
            "events": words(
                "file investigate consent_expedited fast_evidence fast_notice fast_approve decide convert_to_ordinary"
            ),
            "structure": world,
        },
    }.items()
}


@pytest.mark.parametrize("name", MODELS)
def test_every_path_keeps_what_the_law_asks_for(name: str) -> None:
    """`check` runs on every step that was recorded; a model in which nothing happens proves nothing."""
    found = explore(name)
    assert len(found.keys) >= 5
    if name in ("heavy", "light", "major", "samr", "simple", "simple_before_2024", "expedited"):
        assert found.decided > 0


@pytest.mark.parametrize("name", MODELS)
def test_every_state_that_is_not_final_has_a_way_out_that_is_open(name: str) -> None:
    model, found = MODELS[name](), explore(name)
    for here, there in found.edges.items():
        state = standing(found.keys[here], PACK).main
        if not state.label.final and not there - {here}:
            # The model's own events may end before the procedure does: then any step of the pack counts.
            history = found.keys[here]
            open_ = [kind for kind in leaving(history, history.events[-1].at.date()) if step(history, kind, model)]
            assert open_, (here, [each.kind for each in history.events])


def transitions() -> dict[int, tuple[str, Transition]]:
    return {id(each): (process.name, each) for process in PACK.processes for each in process.transitions}


def test_every_transition_of_every_procedure_is_reached() -> None:
    made = set().union(*(explore(name).made for name in MODELS))
    left = sorted(
        f"{name}: {each.event} from {sorted(each.sources)}"
        for i, (name, each) in transitions().items()
        if i not in made
    )
    assert left == [], "\n".join(left)


def test_every_source_of_every_transition_is_a_state_and_every_state_is_reached() -> None:
    for process in PACK.processes:
        states = {state.code for state in process.states}
        for each in process.transitions:
            assert each.sources <= states, each
            name, _, state = each.target.rpartition("/")
            assert state in {"", *({s.code for s in PACK.process_of[name].states} if name else states)}, each
        reached = {process.initial} | {
            each.target.rpartition("/")[2]
            for other in PACK.processes
            for each in other.transitions
            if (each.target.rpartition("/")[0] or other.name) == process.name
        }
        assert states <= reached, (process.name, states - reached)


def test_on_no_day_do_two_transitions_answer_to_one_event_from_one_state() -> None:
    for process in PACK.processes:
        for state, rows in process.by_state.items():
            for on in (dt.date(2000, 1, 1), dt.date(2022, 1, 1), dt.date(2025, 1, 1)):
                twice = [kind for kind, n in Counter(each.event for each in rows if on in each.period).items() if n > 1]
                assert twice == [], (process.name, state)
    for event, processes in PACK.tracks_of.items():
        assert len({each.track for each in processes}) == 1, event


def test_every_condition_is_asserted_or_has_a_guard_and_every_guard_is_used() -> None:
    asked = {name for process in PACK.processes for each in process.transitions for name in each.asks}
    rows = {row.name: row for row in PACK.conditions}
    orders = {process.order for process in PACK.processes} | {"in_time_order"}
    # Inspections ask conditions of their own.
    rows = {name: row for name, row in rows.items() if not name.startswith("inspect_")}
    assert asked | orders == set(rows)
    assert {name for name, row in rows.items() if not row.asserted} - orders == set(GUARDS)


def test_every_condition_cites_what_the_pack_knows_and_names_its_rule() -> None:
    for row in PACK.conditions:
        assert PACK.knows(row.article), row
        assert row.rule, row
        assert row.zh.format(values=row.values), row
        assert row.en.format(values=row.values), row
    for process in PACK.processes:
        for each in process.transitions:
            assert each.rule, each
            for name in (*each.starts, *each.stops, *each.extends):
                rule = name.partition("?")[0].partition("@")[0]
                assert PACK.terms_of(rule), (each.event, rule)


def _meet(one: Period, other: Period) -> bool:
    starts = [each.start or dt.date.min for each in (one, other)]
    ends = [each.end or dt.date.max for each in (one, other)]
    return max(starts) < min(ends)


def test_no_day_has_two_rows_of_one_condition_and_layer() -> None:
    rows = list(PACK.conditions)
    for number, one in enumerate(rows):
        for other in rows[number + 1 :]:
            if (one.name, one.layer) == (other.name, other.layer):
                assert not _meet(one.period, other.period), one.name


def test_bare_steps_are_refused_by_every_rule_that_a_step_asks_for() -> None:
    """The rules that an empty event can break all stand against one somewhere."""
    refused = set().union(*(explore(name).refused for name in MODELS))
    asked = {row.rule for row in PACK.conditions if row.asserted}
    assert asked <= refused | {"J-09", "R-01"}, asked - refused


def test_an_event_that_leads_nowhere_is_refused_with_rule_and_article_everywhere() -> None:
    structure = world()
    kinds = sorted(MAIN | REVIEW | CRIME | MEASURES | KEEPING | SHOWN | {"unheard_of"})
    for name in ("heavy", "simple", "expedited"):
        for found in {here[1]: history for here, history in explore(name).keys.items()}.values():
            day = found.events[-1].at.date() if found.events else dt.date(2022, 3, 1)
            known = set(leaving(found, day))
            for kind in kinds:
                if kind not in known:
                    (stands,) = objections(found, Event(kind=kind, at=at(day, 23)), structure, on=day)
                    assert stands[0], kind
                    assert PACK.knows(stands[1].article), kind
                    assert stands[1].message["en"].startswith(f"{stands[0]}: ")
                    assert stands[1].code == "EK401"


@pytest.mark.parametrize("name", ["heavy", "simple", "crime", "measures"])
def test_a_step_that_is_listed_as_open_is_open_with_a_good_event_or_waits(name: str) -> None:
    """`permitted` and `record` agree: what is refused without an event is refused with one."""
    model, found = MODELS[name](), explore(name)
    for history in list(found.keys.values())[::3]:
        day = history.events[-1].at.date() if history.events else model.begins
        for each in permitted(history, model.structure, on=day):
            if each.refusals and each.subject in (None, "thing"):
                event = good(each.event, day, history, model.amount, *model.extra, at=at(day, 23), subject=each.subject)
                said = {finding.message["en"] for _, finding in objections(history, event, model.structure, on=day)}
                assert {finding.message["en"] for finding in each.refusals} <= said, each.event
