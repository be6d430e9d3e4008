"""Vector questions that only the PRC pack can answer: codes and document numbers (`VECTORS`, ask by ask)."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Final

from enforcekit.errors import InvalidRecord

from . import credit_code, division, document_number

Answer = Callable[[Mapping[str, Any]], Mapping[str, Any]]


def _credit_code(question: Mapping[str, Any]) -> dict[str, Any]:
    reason = credit_code.problem(question["code"])
    return {"valid": reason is None, **({"reason": reason} if reason else {})}


def _division_code(question: Mapping[str, Any]) -> dict[str, Any]:
    try:
        code = division.parse(question["code"])
    except InvalidRecord:
        return {"valid": False, "level": None, "parent": None}
    return {"valid": True, "level": code.level, "parent": code.parent}


def _document_number(question: Mapping[str, Any]) -> dict[str, Any]:
    try:
        number = document_number.parse(question["text"])
    except InvalidRecord:
        return {"organ": None, "year": None, "serial": None}
    return {"organ": number.organ, "year": number.year, "serial": number.serial}


ANSWERS: Final[dict[str, Answer]] = {
    "credit_code": _credit_code,
    "division_code": _division_code,
    "document_number": _document_number,
}
