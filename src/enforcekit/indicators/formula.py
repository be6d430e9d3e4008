"""Formulas of indicators: sums and products of named inputs, computed in exact fractions and never executed."""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import Final

import attrs

from enforcekit.errors import EnforcekitError

LONGEST: Final = 200
_SIGNS: Final[Mapping[type[ast.operator], Callable[[Fraction, Fraction], Fraction]]] = {
    ast.Add: lambda one, other: one + other,
    ast.Sub: lambda one, other: one - other,
    ast.Mult: lambda one, other: one * other,
}


@attrs.frozen
class Formula:
    """A sum of products of inputs and whole numbers; `names` are the inputs it reads, in the order of the text.

    >>> total = formula("kept + removed")
    >>> total.names, total({"kept": Fraction(207), "removed": Fraction(150)})
    (('kept', 'removed'), Fraction(357, 1))
    """

    text: str
    names: tuple[str, ...]
    _tree: ast.expr = attrs.field(eq=False, repr=False)

    def __call__(self, values: Mapping[str, Fraction]) -> Fraction:
        """The value for these inputs, exact."""
        return _value(self._tree, values)


@lru_cache(maxsize=1024)
def formula(text: str) -> Formula:
    """The formula that a text says: names, whole numbers, `+`, `-`, `*` and brackets.

    Raises `EnforcekitError` for anything else: division stands between numerator and denominator only.

    >>> formula("__import__('os')")
    Traceback (most recent call last):
    enforcekit.errors.EnforcekitError: not a formula: "__import__('os')": use names, whole numbers, + - * and brackets
    """
    refused = EnforcekitError(f"not a formula: {text[:LONGEST]!r}: use names, whole numbers, + - * and brackets")
    if len(text) > LONGEST:
        raise refused
    try:
        tree = ast.parse(text, mode="eval").body
        names: dict[str, None] = {}
        _read(tree, names)
    except (SyntaxError, ValueError, RecursionError):
        raise refused from None
    return Formula(text, tuple(names), tree)


def _read(tree: ast.expr, names: dict[str, None]) -> None:
    match tree:
        case ast.Name(id=name):
            names[name] = None
        case ast.Constant(value=int(value)) if not isinstance(value, bool):
            pass
        case ast.BinOp(left=left, op=sign, right=right) if type(sign) in _SIGNS:
            _read(left, names)
            _read(right, names)
        case _:
            raise ValueError


def _value(tree: ast.expr, values: Mapping[str, Fraction]) -> Fraction:
    match tree:
        case ast.Name(id=name):
            return values[name]
        case ast.Constant(value=int(value)):
            return Fraction(value)
        case ast.BinOp(left=left, op=sign, right=right):
            return _SIGNS[type(sign)](_value(left, values), _value(right, values))
    raise AssertionError(ast.dump(tree))
