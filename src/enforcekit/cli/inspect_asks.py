"""The vector question `may_inspect`: see schemas/README.md."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from enforcekit.inspection.admission import may_inspect
from enforcekit.law.pack import Pack
from enforcekit.model.inspection import Inspection
from enforcekit.structure import Structure
from enforcekit.wire.validate import load_document


def _may_inspect(question: Mapping[str, Any], pack: Pack, _: Path) -> dict[str, Any]:
    structure = Structure([load_document(each, pack.vocabulary) for each in question["structure"]], pack)
    on = dt.date.fromisoformat(question["on"]) if "on" in question else None
    check = structure.resolve(Inspection, question["inspection"])
    found = may_inspect(check, structure, on=on, cap=question.get("cap"))
    return {
        "allowed": found.allowed,
        "codes": sorted({each.row.rule for each in found.asked if each.refuses}),
        "flagged": sorted({each.row.rule for each in found.asked if each.row.advice and not each.said}),
        "counted": found.counted,
        "blockable": found.blockable,
        "count": found.own.count,
        "cap": found.own.cap,
        "regime": found.regime,
    }


INSPECT_ASKS: dict[str, Callable[[Mapping[str, Any], Pack, Path], Mapping[str, Any]]] = {"may_inspect": _may_inspect}
