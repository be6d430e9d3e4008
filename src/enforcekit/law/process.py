"""Procedures as data: states, the events that lead from one to the next, and what each event asks for.

A case moves on several tracks at once: the main one (ordinary, simple, expedited), and beside it compulsory
measures, preserved evidence, a criminal transfer, remedies, publication. Each track is one `Process`.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from typing import Literal

import attrs

from enforcekit.codes import Code
from enforcekit.timing import ALWAYS, Period

from .rows import Status, as_codes

Role = Literal[
    "filing",
    "notice",
    "hearing_request",
    "hearing_withdrawal",
    "hearing",
    "decision",
    "penalty",
    "on_the_spot",
    "overturning",
    "service",
    "payment",
    "refund",
    "deferral",
    "suspicion",
    "conviction",
    "for_asked",
    "for_asking",
    "for_named",
    "designation",
]
"""What an event can be to the library, whatever a jurisdiction calls it.

A `filing` opens the case, a `notice` tells the party what is proposed; a `decision` ends the question, a `penalty` is
one that punishes, some are made `on_the_spot`; it is undone by an `overturning`. A `deferral` moves the day of payment.
After a `suspicion` of a crime a `conviction` may follow. A dispute between bodies is settled `for_asked`, the body that
was asked, `for_asking`, or `for_named`, the one the event names: by agreement, or by `designation`.
"""
Holder = Literal["first", "acting", "named", "nobody"]
"""Who has a matter after an event: the body that began it, the one that acts, the one the event names, or nobody."""
ANY_STATE = "*"
"""As the source of a transition: every state of the process that is not final."""


@attrs.frozen
class State:
    """A state of a process; from a `final` one nothing leads on."""

    code: str
    zh: str
    en: str
    final: bool = False


@attrs.frozen(kw_only=True)
class Condition:
    """What a step asks for, from one date to another, and the article that asks it.

    A condition is a function of the case (`procedure.guards`) that reads its numbers from `values` and its words
    from `any_of`; or, `asserted`, a fact that the event must state, with `any_of` at least one of several. `layer`
    is the sector or place whose rule it is. `advice`: what does not hold is said, and stops nothing.
    """

    name: str
    rule: str
    zh: str
    en: str
    cure_zh: str
    cure_en: str
    asserted: bool = False
    any_of: tuple[str, ...] = ()
    values: tuple[int, ...] = ()
    advice: bool = False
    layer: str = ""
    period: Period = ALWAYS
    article: str
    status: Status = "confirmed"


@attrs.frozen(kw_only=True)
class Transition:
    """One event: from which states it leads where, what it asks for, which documents and clocks come with it.

    `documents` are the forms that may go with it, `forms` those that the file must have: one of each set.

    `target` is a state, `process/state` when the case goes over to another process, or empty when the state
    stays. `starts`, `stops`, `resumes` and `extends` name terms, `pauses` a term with the cause that may stop it
    (`P-40+hearing`). A term starts on the day of the event, or on the one it is set for (`P-61@until`),
    and for cases of one layer only where it names it (`P-48/samr?samr`). What resumes a term ends the standstill of
    the cause it names, or every one, and lets a term that had stopped run on. `roles`: what the event is to the
    library here. `period`: the days on which the step is known in this form.
    """

    event: str
    sources: frozenset[str] = attrs.field(converter=as_codes)
    target: str = ""
    zh: str
    en: str
    rule: str = ""
    asks: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    forms: tuple[frozenset[str], ...] = ()
    starts: tuple[str, ...] = ()
    stops: tuple[str, ...] = ()
    pauses: tuple[str, ...] = ()
    resumes: tuple[str, ...] = ()
    extends: tuple[str, ...] = ()
    roles: tuple[Role, ...] = ()
    period: Period = ALWAYS


@attrs.frozen(kw_only=True, slots=False, eq=False)
class Process:
    """One track of a case. `per_subject`: it runs once for each measure or thing that its events name.

    `order` is the condition that asks for its steps in their order. `form_of` is the process of which it is a form,
    so that what is allowed for that one is allowed for it. `custody` says of some events who has the matter after them;
    any other leaves it where it is.
    """

    name: str
    track: str
    zh: str
    en: str
    initial: str
    states: tuple[State, ...]
    transitions: tuple[Transition, ...]
    per_subject: bool = False
    order: str = "in_order"
    form_of: str = ""
    custody: Mapping[str, Holder] = attrs.field(factory=dict)

    @cached_property
    def by_state(self) -> dict[str, tuple[Transition, ...]]:
        """The transitions that leave each state."""
        finals = {state.code for state in self.states if state.final}
        return {
            state.code: tuple(
                each
                for each in self.transitions
                if state.code in each.sources or (ANY_STATE in each.sources and state.code not in finals)
            )
            for state in self.states
        }

    @cached_property
    def events(self) -> frozenset[str]:
        """The events that move this process."""
        return frozenset(each.event for each in self.transitions)

    @cached_property
    def labels(self) -> dict[str, State]:
        """The states by their code."""
        return {state.code: state for state in self.states}

    def leaving(self, state: str, on: dt.date) -> Iterator[Transition]:
        """The transitions that leave a state, in the form in which the day knows them."""
        return (each for each in self.by_state.get(state, ()) if on in each.period)

    def step(self, state: str, event: str, on: dt.date) -> Transition | None:
        """The transition that an event makes from a state on a day; None when it makes none."""
        for each in self._steps.get((state, event), ()):
            if on in each.period:
                return each
        return None

    @cached_property
    def _steps(self) -> dict[tuple[str, str], list[Transition]]:
        found: dict[tuple[str, str], list[Transition]] = {}
        for state, leaving in self.by_state.items():
            for each in leaving:
                found.setdefault((state, each.event), []).append(each)
        return found


@attrs.frozen(kw_only=True, eq=False)
class Workflow:
    """The procedures of a type of record that is no case, and what their steps ask for.

    A request, a complaint or a notice runs through the same interpreter as a case: `Pack.of_record` gives the law
    for it. The names of its conditions are its own; a condition of cases may be asked too.
    """

    type: str
    processes: tuple[Process, ...]
    conditions: tuple[Condition, ...] = ()


def in_force(rows: Iterable[Condition], on: dt.date, layers: Sequence[str]) -> Condition | None:
    """Of several rows of one condition the one for a day: of the first of these layers that has one."""
    fitting = [row for row in rows if on in row.period and row.layer in layers]
    return min(fitting, key=lambda row: layers.index(row.layer), default=None)


def event_codes(processes: Iterable[Process], *, last: bool = False) -> tuple[Code, ...]:
    """The events of procedures as the codes of a list, in the order in which the procedures name them.

    An event that several steps know has the words of the first of them, or of the `last`.

    >>> from enforcekit.packs.cn import PACK
    >>> [each.code for each in event_codes(PACK.of_record("supervision_notice").processes)]
    ['issue', 'reply', 'send_back', 'verify', 'step_up']
    """
    steps = [step for each in processes for step in each.transitions]
    words = {step.event: step for step in (steps if last else reversed(steps))}
    return tuple(Code(event, words[event].zh, words[event].en) for event in dict.fromkeys(step.event for step in steps))


def fact_codes(conditions: Iterable[Condition]) -> tuple[Code, ...]:
    """The facts that steps ask an event to state, as the codes of a list; a choice of facts words none of them.

    >>> from enforcekit.packs.cn import PACK
    >>> [each.en for each in fact_codes(PACK.of_record("request").conditions) if each.code == "lead_named"]
    ['the lead is named']
    """
    asked = {row.name: row for row in conditions if row.asserted and not row.any_of}
    return tuple(
        Code(name, row.zh.format(values=row.values), row.en.format(values=row.values)) for name, row in asked.items()
    )
