"""The vector questions about a penalty: each asks one calculation of `procedure` and gives its plain values."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, Final

from enforcekit.law.pack import Pack
from enforcekit.procedure import cash, late_fine, limitation, no_penalty, simple_procedure, steps_required
from enforcekit.procedure.required import ThresholdNeeded

Question = Mapping[str, Any]


def _given(question: Question, *keys: str) -> dict[str, Any]:
    """What the question says under these keys, days as days; a key that is absent or null keeps the verb's default."""
    found = {key: question[key] for key in keys if question.get(key) is not None}
    return {key: dt.date.fromisoformat(value) if key in _DAYS else value for key, value in found.items()}


_DAYS: Final = {"on", "first_late_day", "until", "act_ended", "discovered"}


def _late_fine(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    given = _given(question, "fine", "first_late_day", "until", "kind")
    for name in ("pauses", "litigation"):
        given[name] = [tuple(map(dt.date.fromisoformat, pause)) for pause in question.get(name) or ()]
    return late_fine(**given, pack=pack).to_dict()


def _simple_procedure(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    given = _given(question, "party", "kinds", "on", "layer", "counts_as")
    return simple_procedure(**given, fine=question.get("fine"), pack=pack).to_dict()


def _cash(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    keys = ("fine", "on", "remote", "requested", "hard_to_collect", "on_the_spot", "layer")
    return cash(**_given(question, *keys), pack=pack).to_dict()


def _limitation(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    # An act that goes on has no last day: null says so.
    given: dict[str, Any] = {"act_ended": None} if question["act_ended"] is None else _given(question, "act_ended")
    given |= _given(question, "life_health_or_finance", "harm", "discovered", "on", "layer")
    if isinstance(given.get("harm"), bool):
        # Here any harm counts alike: that there was some, or none, says enough.
        given["harm"] = "slight" if given["harm"] else "none"
    return limitation(**given, pack=pack).to_dict()


def _no_penalty(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    keys = ("minor", "corrected", "harm", "first", "no_fault_proved", "on", "fault_counts")
    # What nobody states is not established.
    unstated = dict.fromkeys(("minor", "corrected", "first", "no_fault_proved"), False)
    return no_penalty(**{**unstated, **_given(question, *keys)}, pack=pack).to_dict()


def _steps_required(question: Question, pack: Pack, _: Path) -> dict[str, Any]:
    keys = ("kinds", "party", "major", "hearing_requested", "layer", "on", "confiscation", "threshold")
    given = _given(question, *keys, "circumstances", "procedure", "counts_as")
    given |= {"fine": question.get("fine"), "pack": pack}
    try:
        return steps_required(**given).to_dict()
    except ThresholdNeeded as asked:
        # What is the same whether the amount turns out larger or not needs no amount.
        larger, smaller = (steps_required(**{**either, **given}).to_dict() for either in _EITHER)
        known = {key: value for key, value in larger.items() if smaller.get(key) == value}
        return {**known, "error": type(asked).__name__, "message": str(asked)}


_EITHER: Final = ({"threshold": 1, "confiscation": 10**12}, {"threshold": 10**12, "confiscation": 0})
"""Amounts in fen with which everything is larger, and nothing is."""


PENALTY_ASKS: Final[dict[str, Callable[[Question, Pack, Path], Mapping[str, Any]]]] = {
    "late_fine": _late_fine,
    "simple_procedure": _simple_procedure,
    "cash": _cash,
    "limitation": _limitation,
    "no_penalty": _no_penalty,
    "steps_required": _steps_required,
}
