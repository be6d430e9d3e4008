"""The vector question `indicator`: see schemas/README.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any, Final

import attrs

from enforcekit.indicators import Indicator, compare_indicators, indicator, standard
from enforcekit.indicators.standards import STANDARD
from enforcekit.inspection.figure import NotComparable
from enforcekit.law.pack import Pack

_SAID: Final = frozenset({"name", "pack", "inputs", "digits", "compared_with"})
_OF_ONES_OWN: Final = frozenset({"numerator", "denominator"})
"""What makes a share of any name that no book and no formula has."""


def _indicator(question: Mapping[str, Any], pack: Pack, _: Path) -> dict[str, Any]:
    found = _found(question)
    told = {key: each for key, each in found.to_dict().items() if key != "id"}
    answer = {"value": None, "numerator": None, "denominator": None, **told}
    if "compared_with" in question:
        try:
            compare_indicators(found, indicator(question["compared_with"]))
        except NotComparable as refused:
            return {**answer, "comparable": False, "reasons": [code for code, _, _ in refused.reasons]}
        answer |= {"comparable": True, "reasons": []}
    return answer


def _found(question: Mapping[str, Any]) -> Indicator:
    # Inputs stand under their own key, or beside the name.
    given = question.get("inputs") or {key: each for key, each in question.items() if key not in _SAID}
    inputs = {key: _number(each) for key, each in given.items()}
    name = question["name"]
    if "/" in name:
        return indicator(name).with_inputs(**inputs)
    if name not in STANDARD and set(inputs) == _OF_ONES_OWN:
        return attrs.evolve(standard("share", digits=question.get("digits", 2), **inputs), id=name, measure=name)
    return standard(name, digits=question.get("digits", 2), **inputs)


def _number(value: object) -> Decimal:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError(f"{value!r} is no number")
    try:
        return Decimal(str(value))
    except InvalidOperation:
        raise ValueError(f"{value!r} is no number") from None


INDICATOR_ASKS: dict[str, Callable[[Mapping[str, Any], Pack, Path], Mapping[str, Any]]] = {"indicator": _indicator}
