"""Docstrings as the site shows them: names in single backticks, the fields of a class, the words below a constant."""

from __future__ import annotations

import inspect
import pkgutil
import re
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import attrs
from sphinx.application import Sphinx
from sphinx.pycode import ModuleAnalyzer

from enforcekit.model.registry import RECORD_TYPES

_NAME = re.compile(r"(?<!`)`([^`]+)`(?!`)(\w?)")
_TYPE = {cls: name for name, cls in RECORD_TYPES.items()}


def _literal(match: re.Match[str]) -> str:
    return f"``{match[1]}``" + (f"\\ {match[2]}" if match[2] else "")


def _words(_app: Sphinx, what: str, name: str, value: Any, _options: Any, lines: list[str]) -> None:
    if what == "data":
        lines[:] = _below(name)
    lines[:] = [line if line.lstrip().startswith((">>>", "...")) else _NAME.sub(_literal, line) for line in lines]
    if what == "class" and attrs.has(value):
        lines += ["", *_fields(value), ""]


def _below(name: str) -> list[str]:
    """The docstring under a constant, from the module of the room in which it stands."""
    room, _, constant = name.rpartition(".")
    package = import_module(room)
    for each in pkgutil.walk_packages(package.__path__, f"{room}."):
        found = ModuleAnalyzer.for_module(each.name).find_attr_docs().get(("", constant))
        if found:
            return list(found)
    return []


def _fields(cls: type[Any]) -> Iterator[str]:
    """What an attrs class holds: of a record the page of its schema, else its fields as they are annotated."""
    if cls in _TYPE:
        yield f"Fields: :doc:`/generated/schemas/{_TYPE[cls]}`."
        return
    public = [field for field in attrs.fields(cls) if not field.name.startswith("_")]
    if public:
        yield from (".. code-block:: python", "")
        yield from (f"   {field.name}: {_annotation(cls, field.name)}" for field in public)


def _annotation(cls: type[Any], name: str) -> str:
    for each in cls.__mro__:
        found = inspect.get_annotations(each).get(name)
        if found is not None:
            return _bare(found if isinstance(found, str) else inspect.formatannotation(found))
    return "Any"


def _bare(annotation: str) -> str:
    """An annotation without the constraints that the page of the schema tells.

    >>> _bare('Annotated[tuple[str, ...], Doc("Items", "事项")]')
    'tuple[str, ...]'
    """
    if not annotation.startswith("Annotated["):
        return " ".join(annotation.split())
    depth, end = 0, len(annotation)
    for place, char in enumerate(annotation):
        depth += (char in "[(") - (char in "])")
        if char == "," and depth == 1:
            end = place
            break
    return annotation[len("Annotated[") : end]


def _signature(
    _app: Sphinx, what: str, _name: str, _value: Any, _options: Any, signature: str | None, returns: str | None
) -> tuple[str | None, str | None]:
    return ("", None) if what == "class" and signature else (signature, returns)


def setup(app: Sphinx) -> dict[str, bool]:
    """Listen to autodoc, before napoleon reads the sections."""
    app.connect("autodoc-process-docstring", _words, priority=100)
    app.connect("autodoc-process-signature", _signature)
    return {"parallel_read_safe": True}
