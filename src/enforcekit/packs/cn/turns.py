"""What runs through the interpreter beside cases, and the words of its turns: their kinds and what they state."""

from __future__ import annotations

from typing import Final

from enforcekit.codes import Code, CodeList
from enforcekit.law.process import event_codes, fact_codes

from .intake import INTAKE_WORKFLOWS
from .requests import REQUEST_WORKFLOW
from .supervision import NOTICE_WORKFLOW

WORKFLOWS: Final = (REQUEST_WORKFLOW, *INTAKE_WORKFLOWS, NOTICE_WORKFLOW)

_OF_POWER: Final = (
    Code("inspect", "检查", "inspect"),
    Code("penalise", "处罚", "penalise"),
    Code("seal", "查封", "seal"),
    Code("seize", "扣押", "seize"),
    Code("freeze", "冻结", "freeze"),
    Code("enforce", "强制执行", "enforce"),
    Code("enter_home", "进入住宅", "enter home"),
    Code("collect_fine", "收缴罚款", "collect fine"),
)
"""What only a body with the power may do; a turn that states one of them is asked for it (`within_power`)."""

TURN_LISTS: Final = (
    CodeList(
        "turn_kind", "事件", "Kind of turn", event_codes(process for each in WORKFLOWS for process in each.processes)
    ),
    CodeList(
        "turn_fact",
        "载明事项",
        "What a turn states",
        (*_OF_POWER, *fact_codes(row for each in WORKFLOWS for row in each.conditions)),
    ),
)
