"""A compliance order from its issue to its finality, and a state program from its application to its withdrawal."""

from __future__ import annotations

from typing import Final

import attrs

from enforcekit.law import Term
from enforcekit.law.process import Condition, Process, Role, State, Transition, Workflow

_APPLIED = "PROGRAM-NOTICE"
_NOTICED = "PROGRAM-FINDINGS"
_CORRECT = "PROGRAM-CORRECT"
_ORDER = "ORDER-HEARING"
_TRANSFER = "TRANSFER-NOTICE"
_PLAN = "TRANSFER-PLAN"

TERMS: Final = (
    Term(
        rule=_APPLIED,
        zh="公告是否预期授权",
        en="give notice whether authorization is expected",
        length=90,
        unit="day",
        starts="apply",
        article="RCRA3006b",
    ),
    Term(
        rule=_NOTICED,
        zh="公布认定",
        en="publish the findings",
        length=90,
        unit="day",
        starts="give_notice",
        article="RCRA3006b",
    ),
    Term(
        rule=_CORRECT,
        zh="州采取纠正措施",
        en="appropriate corrective action by the State",
        length=90,
        unit="day",
        right=True,
        starts="determine",
        article="RCRA3006e",
    ),
    Term(
        rule=_ORDER,
        zh="申请听证",
        en="request a hearing, after which the order is final",
        length=30,
        unit="day",
        roll=True,
        right=True,
        starts="issue_order",
        article="RCRA3008b; 22.7",
    ),
    Term(
        rule=_TRANSFER,
        zh="交还前的通知期",
        en="notice before the transfer",
        length=180,
        unit="day",
        starts="give_transfer_notice",
        article="271.23a",
    ),
    Term(
        rule=_PLAN,
        zh="评估交接方案",
        en="evaluate the transfer plan",
        length=60,
        unit="day",
        starts="give_transfer_notice",
        article="271.23a",
    ),
)


def _ask(rule: str, fact: str, zh: str, en: str, article: str) -> Condition:
    """A fact that the event must state."""
    return Condition(
        name=fact,
        rule=rule,
        zh=zh,
        en=en,
        cure_zh="在事件中载明",
        cure_en="do it, and state it of the event",
        asserted=True,
        article=article,
    )


CONDITIONS: Final = (
    attrs.evolve(
        _ask(
            "state_told",
            "state_told",
            "在授权州发出命令前已通知该州，或由该州自己发出",
            "the State was notified before an order in an authorized State, or the State itself acts",
            "RCRA3008a2",
        ),
        any_of=("state_notified", "own_program"),
    ),
    _ask(
        "specific",
        "reasonably_specific",
        "命令载明违法性质",
        "the order states the nature of the violation with reasonable specificity",
        "RCRA3008a",
    ),
)
_OF_PROGRAMS: Final = (
    _ask("heard", "hearing_opportunity", "经公开听证", "after opportunity for public hearing", "RCRA3006b; RCRA3006e"),
    _ask("published", "findings_published", "已公布认定", "the findings were published", "RCRA3006b"),
    _ask("uncorrected", "not_corrected", "未采取适当纠正措施", "corrective action was not taken", "RCRA3006e"),
    _ask("planned", "plan_submitted", "已提交交接方案", "a plan for the transfer was submitted", "271.23a"),
)


def _go(
    event: str,
    source: str,
    target: str,
    zh: str,
    en: str,
    *asks: str,
    starts: str = "",
    stops: str = "",
    roles: tuple[Role, ...] = (),
) -> Transition:
    return Transition(
        event=event,
        sources=source.split(),
        target=target,
        zh=zh,
        en=en,
        asks=asks,
        starts=tuple(starts.split()),
        stops=tuple(stops.split()),
        roles=roles,
    )


PROCESSES: Final = (
    Process(
        name="administrative",
        track="main",
        zh="行政程序",
        en="administrative proceeding",
        initial="found",
        states=(
            State("found", "发现违法", "violation found"),
            State("ordered", "已发出命令", "order issued"),
            State("contested", "听证中", "hearing requested"),
            State("binding", "命令已生效", "order final"),
            State("closed", "已履行", "complied with", final=True),
        ),
        transitions=(
            _go(
                "issue_order",
                "found",
                "ordered",
                "发出责令改正令",
                "issue a compliance order",
                "state_told",
                "reasonably_specific",
                starts=_ORDER,
                roles=("decision",),
            ),
            _go("request_hearing", "ordered", "contested", "申请听证", "request a hearing", stops=_ORDER),
            _go("decide_after_hearing", "contested", "binding", "听证后裁决", "decide after the hearing"),
            _go("become_final", "ordered", "binding", "命令生效", "the order becomes final", stops=_ORDER),
            _go("comply", "ordered contested binding", "closed", "履行", "comply", stops=_ORDER),
        ),
    ),
)

WORKFLOW: Final = Workflow(
    type="request",
    processes=(
        Process(
            name="program_application",
            track="main",
            zh="申请授权州项目",
            en="application for authorization of a state program",
            initial="new",
            states=(
                State("new", "未申请", "not yet applied"),
                State("applied", "已申请", "applied"),
                State("noticed", "已公告意向", "notice given"),
                State("authorized", "已授权", "authorized", final=True),
                State("denied", "未授权", "denied", final=True),
            ),
            transitions=(
                _go("apply", "new", "applied", "提出申请", "apply", starts=_APPLIED),
                _go("give_notice", "applied", "noticed", "公告意向", "give notice", stops=_APPLIED, starts=_NOTICED),
                _go(
                    "authorize",
                    "noticed",
                    "authorized",
                    "授权",
                    "authorize",
                    "hearing_opportunity",
                    "findings_published",
                    stops=_NOTICED,
                ),
                _go(
                    "deny",
                    "noticed",
                    "denied",
                    "不予授权",
                    "deny",
                    "hearing_opportunity",
                    "findings_published",
                    stops=_NOTICED,
                ),
            ),
        ),
        Process(
            name="program_withdrawal",
            track="main",
            zh="撤回授权",
            en="withdrawal of authorization",
            initial="new",
            states=(
                State("new", "未启动", "not begun"),
                State("ordered", "已启动", "proceeding ordered"),
                State("determined", "已认定并通知州", "determined, the State notified"),
                State("corrected", "已纠正", "corrected", final=True),
                State("withdrawn", "已撤回", "withdrawn: a federal program takes its place", final=True),
            ),
            transitions=(
                _go("order_proceeding", "new", "ordered", "启动程序", "order the proceeding"),
                _go(
                    "determine",
                    "ordered",
                    "determined",
                    "认定并通知州",
                    "determine, and notify the State",
                    "hearing_opportunity",
                    starts=_CORRECT,
                ),
                _go("correct", "determined", "corrected", "州已纠正", "the State has corrected", stops=_CORRECT),
                _go(
                    "withdraw_authorization",
                    "determined",
                    "withdrawn",
                    "撤回授权",
                    "withdraw the authorization",
                    "not_corrected",
                ),
            ),
        ),
        Process(
            name="program_transfer",
            track="main",
            zh="自愿交还项目",
            en="voluntary transfer of the program",
            initial="new",
            states=(
                State("new", "未通知", "not begun"),
                State("noticed", "已通知", "notice given"),
                State("evaluated", "方案已评估", "plan evaluated"),
                State("published", "已公告", "published"),
                State("transferred", "已交还", "transferred", final=True),
            ),
            transitions=(
                _go(
                    "give_transfer_notice",
                    "new",
                    "noticed",
                    "通知交还",
                    "give notice",
                    "plan_submitted",
                    starts=f"{_TRANSFER} {_PLAN}",
                ),
                _go("evaluate_plan", "noticed", "evaluated", "评估交接方案", "evaluate the plan", stops=_PLAN),
                _go("publish_transfer", "evaluated", "published", "公告", "publish notice"),
                _go("transfer", "published", "transferred", "交还", "transfer the program", stops=_TRANSFER),
            ),
        ),
    ),
    conditions=_OF_PROGRAMS,
)
