"""What an event is to the library wherever a case has it: a notice, a decision, its service, a payment."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from enforcekit.law.process import Role

ROLES: Final[Mapping[str, tuple[Role, ...]]] = {
    "notify": ("notice",),
    "tell_and_hear": ("notice",),
    "fast_notice": ("notice",),
    "request_hearing": ("hearing_request",),
    "withdraw_request": ("hearing_withdrawal",),
    "hold_hearing": ("hearing",),
    "hearing_absent": ("hearing",),
    "decide": ("decision", "penalty"),
    "decide_on_spot": ("decision", "penalty", "on_the_spot"),
    "decide_no_penalty": ("decision",),
    "overturn": ("overturning",),
    "serve": ("service",),
    "deliver": ("service",),
    "serve_no_penalty": ("service",),
    "pay": ("payment",),
    "collect_cash": ("payment",),
    "refund": ("refund",),
    "grant_deferral": ("deferral",),
    "suspect_crime": ("suspicion",),
    "convict": ("conviction",),
}
