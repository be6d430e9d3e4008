"""What a comparison, a taint or an impact found, as SARIF 2.1.0.

A result goes by the command and the kind of what it found (`compare/moved`, `taint/grant`, `impact/item`), and has
all of it as `properties`.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from enforcekit.competence.compare import KINDS, Comparison
from enforcekit.competence.impact import Cited
from enforcekit.procedure.impact import CitedCase, Impact
from enforcekit.procedure.taint import Taint

from .sarif import log, result

_FATES: Final = {"falls": "error", "in_part": "warning", "stands": "note"}
_TAINTS: Final = {
    "taint/grant": ("a grant that rested on the instrument", "依据该文件的授权或委托"),
    "taint/competence": ("a competence that rested on the instrument", "依据该文件的执法权"),
    "taint/case": ("a case with steps that rested on the instrument", "有步骤依据该文件的案件"),
    "taint/other": ("what cites the instrument and is to be checked", "引用该文件、需核对的内容"),
}


def of_comparison(found: Comparison, lang: str = "en") -> dict[str, Any]:
    """One result for each change: where nobody or more than one is competent now is a warning, the rest are notes."""
    say = found.teller(lang)

    def results() -> Iterator[dict[str, Any]]:
        for each in found.changes:
            text = f"{say.where([each])}: {say.lines(each.before)} → {say.lines(each.after)}"
            names = (each.item, each.witness.place, *(each.witness.causes or each.witness.delegations))
            level = "warning" if each.kind in ("uncovered", "doubled") else "note"
            yield result(f"compare/{each.kind}", level, text, names, each.to_dict())

    return log(results(), {f"compare/{kind}": f"执法权{KINDS[kind]}" if say.zh else f"power {kind}" for kind in KINDS})


def of_taint(found: Taint, lang: str = "en") -> dict[str, Any]:
    """One result for each grant, competence and case that rested on the instrument, and for what is to be checked."""
    say = found.comparison.teller(lang)

    def results() -> Iterator[dict[str, Any]]:
        for grant in found.grants:
            names = (grant.delegation, *grant.chain)
            yield result("taint/grant", _FATES[grant.standing], say.name(grant.delegation), names, grant.to_dict())
        for fall in found.falls:
            kept = (fall.survives,) if fall.survives else ()
            text = f"{say.where([fall])}: {say.lines((fall.line,))} → {say.lines((*kept, *fall.instead))}"
            names = (*fall.line.bodies, *fall.line.chain, fall.item)
            yield result("taint/competence", _FATES["stands" if kept else "falls"], text, names, fall.to_dict())
        for case in found.cases:
            text = f"{case.case} · {say.name(case.authority)}"
            yield result("taint/case", _FATES[case.standing], text, (case.case, case.authority), case.to_dict())
        for other in found.others:
            yield result("taint/other", "note", other.required[lang], (other.pointer, other.id), other.to_dict())

    return log(results(), {key: words[say.zh] for key, words in _TAINTS.items()})


def of_impact(found: Impact, lang: str = "en") -> dict[str, Any]:
    """One result for each citation, with what is to be done; of a whole that the provision is part of, a note."""
    zh = lang == "zh"
    rules: dict[str, str] = {}

    def told(each: Cited | CitedCase, key: str, kind: str, level: str) -> dict[str, Any]:
        rules[f"impact/{kind}"] = f"引用该规定：{kind}" if zh else f"cites the provision: {kind}"
        text = f"{key}{each.pointer} → {each.required[lang]}"
        return result(f"impact/{kind}", level, text, (each.pointer, key), each.to_dict())

    results = [told(each, each.id, each.type, "warning") for each in found.cited]
    results += [told(each, each.id, each.type, "note") for each in found.wider]
    for case in found.cases:
        results.append(told(case, case.case, f"case/{case.kind}", "warning" if case.reach == "cited" else "note"))
    return log(results, rules)
