"""The vector questions `draw` and `verify_draw`: see docs/draw.md."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from enforcekit.errors import InvalidData
from enforcekit.inspection.draw import draw, substitute
from enforcekit.inspection.draw_hash import object_leaf, officer_leaf
from enforcekit.inspection.verify import verify_draw
from enforcekit.law.pack import Pack
from enforcekit.model.draw import Draw, DrawBeacon, DrawRule, DrawShortage
from enforcekit.wire.convert import REFUSALS, dump, reader
from enforcekit.wire.schema import SCHEMA_VERSION
from enforcekit.wire.validate import load_document, validate


def _unfilled(short: DrawShortage) -> list[Any]:
    return [short.qualification, short.missing]


def _draw(question: Mapping[str, Any], _: Pack, __: Path) -> dict[str, Any]:
    officers = question.get("officers") or []
    try:
        rule = reader(DrawRule)(question["rule"])
    except REFUSALS:
        draft = {key: question[key] for key in ("id", "rule", "objects")} | {"officers": officers}
        return {"codes": sorted(validate({"type": "draw", "schema_version": SCHEMA_VERSION, **draft}).codes)}
    beacon = DrawBeacon(value=question["beacon"])
    given = {"id": question["id"], "beacon": beacon, "secrets": question.get("secrets")}
    try:
        done = draw(question["objects"], officers, rule, **given)
        for change in question.get("substitutions") or ():
            done = substitute(done, change["object"], officer=change.get("officer"), reason=change["reason"])
    except InvalidData as error:
        return {"codes": sorted({finding.code for finding in error.findings if finding.severity == "error"})}
    return {"codes": [], **_answer(done)}


def _answer(done: Draw) -> dict[str, Any]:
    drawn = [each for result in done.results for each in result.selected]
    assert done.roots is not None
    return {
        "outcome": done.outcome,
        "missing": list(done.missing),
        "selected": {result.stratum: [each.object for each in result.selected] for result in done.results},
        "reserve": {result.stratum: list(result.reserve) for result in done.results},
        "teams": {each.object: list(each.team) for each in drawn},
        "unfilled": {each.object: _unfilled(each.unfilled) for each in drawn if each.unfilled},
        "substituted": [
            {**dump(each), **({"unfilled": _unfilled(each.unfilled)} if each.unfilled else {})}
            for each in done.substitutions
        ],
        "proof": {
            "roots": dump(done.roots),
            "plan_hash": done.plan_hash,
            "commitments": {each.participant: each.commitment for each in done.commitments},
            "seed": done.seed,
            "tickets": {each.object: each.ticket for each in drawn},
            "leaves": {each.id: object_leaf(each).hex() for each in done.objects}
            | {each.id: officer_leaf(each).hex() for each in done.officers},
        },
    }


def _verify(question: Mapping[str, Any], _: Pack, __: Path) -> dict[str, Any]:
    given = question.get("published")
    # A document that is no draw is refused by the verb itself.
    published: Any = load_document(given) if isinstance(given, Mapping) else given
    beacon = DrawBeacon(value=question["beacon"]) if "beacon" in question else None
    found = verify_draw(question["document"], published=published, beacon=beacon)
    told = [finding for finding in found.findings if finding.severity not in ("advice", "warning")]
    return {
        "ok": found.ok,
        "outcome": found.outcome,
        "codes": sorted({finding.code for finding in told}),
        "pointers": sorted({finding.pointer for finding in told}),
    }


DRAW_ASKS: dict[str, Callable[[Mapping[str, Any], Pack, Path], Mapping[str, Any]]] = {
    "draw": _draw,
    "verify_draw": _verify,
}
