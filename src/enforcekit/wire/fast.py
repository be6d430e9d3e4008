"""With the extra `[fast]`: the errors of a refused document by jsonschema-rs, as jsonschema would tell them.

The verdicts, codes and pointers are those of the default path: a test holds both to them. `ENFORCEKIT_FAST=0` switches
it off.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from importlib.util import find_spec
from typing import Any

import attrs


@cache
def installed() -> bool:
    """Whether the extra is there, and not switched off.

    >>> installed() in (True, False)
    True
    """
    return wanted() and find_spec("jsonschema_rs") is not None


def wanted() -> bool:
    """Whether the extra is not switched off.

    >>> wanted() in (True, False)
    True
    """
    return os.environ.get("ENFORCEKIT_FAST", "1") != "0"


@attrs.frozen
class Error:
    """One error, with those attributes of a jsonschema error that are looked at."""

    validator: str
    absolute_path: tuple[str | int, ...]
    schema_path: tuple[str | int, ...]
    instance: Any
    validator_value: Any
    schema: Mapping[str, Any]


def errors_by(
    schema: Mapping[str, Any], formats: Mapping[str, Callable[[str], bool]]
) -> Callable[[Any], Iterator[Error]]:
    """A function that gives the errors of a document by one self-contained schema; no reference leaves it.

    >>> find = errors_by({"properties": {"a": {"maximum": 3}}}, {}) if installed() else None
    >>> find is None or [(error.validator, error.absolute_path) for error in find({"a": 5})] == [("maximum", ("a",))]
    True
    """
    import jsonschema_rs

    judge = jsonschema_rs.Draft202012Validator(
        dict(schema),
        validate_formats=True,
        formats=dict(formats),
        offline=True,
        pattern_options=jsonschema_rs.RegexOptions(),  # linear in the text, whatever the pattern
    )

    def errors(document: Any) -> Iterator[Error]:
        for found in judge.iter_errors(document):
            path, steps = tuple(found.instance_path), tuple(found.schema_path)
            place = _at(schema, steps[:-1])
            value = _at(document, path)
            if "propertyNames" in steps:
                value = found.kind.error.instance  # type: ignore[attr-defined]  # the key, as jsonschema says it
            yield Error(str(steps[-1]), path, steps, value, place[steps[-1]], place)

    return errors


def _at(value: Any, path: tuple[str | int, ...]) -> Any:
    for step in path:
        value = value[step]
    return value
