"""A mapping that cannot change, so that a record that holds one can be hashed, shared and trusted."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NoReturn, TypeVar

K = TypeVar("K")
V = TypeVar("V")


class FrozenDict(dict[K, V]):
    """An immutable, hashable dict: equal to a plain dict with the same entries, written by `json` as one.

    >>> names = FrozenDict(zh="溪口镇")
    >>> names == {"zh": "溪口镇"}, hash(names) == hash(FrozenDict({"zh": "溪口镇"}))
    (True, True)
    >>> names["en"] = "Xikou"
    Traceback (most recent call last):
    TypeError: a FrozenDict cannot be changed
    """

    __slots__ = ()

    def _refuse(self, *_: object, **__: object) -> NoReturn:
        raise TypeError("a FrozenDict cannot be changed")

    __setitem__ = __delitem__ = __ior__ = _refuse
    clear = pop = popitem = setdefault = update = _refuse

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def __reduce__(self) -> tuple[type[FrozenDict[K, V]], tuple[dict[K, V]]]:
        return FrozenDict, (dict(self),)

    def __copy__(self) -> FrozenDict[K, V]:
        return self

    def __deepcopy__(self, memo: object) -> FrozenDict[K, V]:
        return self


EMPTY: FrozenDict[str, Any] = FrozenDict()
_ATOMS = frozenset({str, int, float, bool, type(None)})


def freeze(value: Any, depth: int = 64) -> Any:
    """A JSON value with every object frozen and every array a tuple; what is deeper than `depth` stays as it is."""
    if type(value) in _ATOMS or not depth:
        return value
    if isinstance(value, (dict, Mapping)):  # the first is by far the faster question
        return FrozenDict({k: v if type(v) in _ATOMS else freeze(v, depth - 1) for k, v in value.items()})
    if isinstance(value, (list, tuple)):
        return tuple([v if type(v) in _ATOMS else freeze(v, depth - 1) for v in value])
    return value


def thaw(value: Any) -> Any:
    """The plain JSON value that `freeze` was given.

    >>> thaw(freeze({"a": [1, {"b": []}]}))
    {'a': [1, {'b': []}]}
    """
    if isinstance(value, Mapping):
        return {key: thaw(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [thaw(each) for each in value]
    return value
