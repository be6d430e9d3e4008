"""The code lists of turns: their kinds and what they state, read from the processes and conditions that use them."""

from __future__ import annotations

from collections.abc import Iterable

from enforcekit.codes import Code, CodeList
from enforcekit.law.process import Workflow


def turn_lists(workflows: Iterable[Workflow]) -> tuple[CodeList, CodeList]:
    """The kinds of turns and the facts they may state, each once.

    >>> from enforcekit.packs.cn.requests import REQUEST_WORKFLOW
    >>> kinds, facts = turn_lists([REQUEST_WORKFLOW])
    >>> kinds.label("refuse"), facts.label("reason_in_writing", "zh")
    ('refuse, with reasons in writing', '书面说明理由')
    """
    given = tuple(workflows)
    kinds: dict[str, Code] = {}
    facts: dict[str, Code] = {}
    for each in given:
        for process in each.processes:
            for step in process.transitions:
                kinds.setdefault(step.event, Code(step.event, step.zh, step.en))
        for row in each.conditions:
            if row.asserted:
                facts.setdefault(row.name, Code(row.name, row.zh, row.en))
            elif row.name == "within_power":
                for word in row.any_of:
                    facts.setdefault(word, Code(word, _COERCION.get(word, word), word.replace("_", " ")))
    return (
        CodeList("turn_kind", "事件", "Kind of turn", tuple(kinds.values())),
        CodeList("turn_fact", "载明事项", "What a turn states", tuple(facts.values())),
    )


_COERCION = {
    "inspect": "检查",
    "penalise": "处罚",
    "seal": "查封",
    "seize": "扣押",
    "freeze": "冻结",
    "enforce": "强制执行",
    "enter_home": "进入住宅",
    "collect_fine": "收缴罚款",
}
