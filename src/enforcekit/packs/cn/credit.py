"""Publication of decisions and credit records: what is shown where, how grave it is, and what its repair asks for.

The texts of NDRC Orders 36 and 58, of the rule of 2019 and of Document 118 were not read, only reports of them: their
rows are unconfirmed. How long a record is shown, and from when it may be repaired, are terms (K-01, P-49).
"""

from __future__ import annotations

from typing import Any, Final

from .writing import M, row, span

_P118: Final = span("2018-12-05")
_PUB21: Final = span("2021-09-01")
_CR36: Final = span("2026-04-01")
_CR58: Final = span("2023-05-01", "2026-04-01")
_CR19: Final = span("2019-07-01", "2023-05-01")
_SAMR: Final[dict[str, Any]] = {"layer": "samr", "status": "local"}
_SAMR_M: Final[dict[str, Any]] = {"layer": "samr", **M}


_SHOWN: Final = (
    row("published", "P-48", "双公示：处罚决定公示", "double publicity: the decision is published", "P:118", _P118, outcome="double_publicity", term="P-48/penalty", **M),
    row("published", "P-48", "市场监管系统：处罚决定公示", "market regulation system: the decision is published", "PUB21", _PUB21, outcome="samr", term="P-48/samr", **_SAMR),
    row("not_published", "P-48", "当场处罚决定不在该系统公示", "a decision on the spot is not shown there", "PUB21:3", _PUB21, facts={"simple"}, outcome="samr", **_SAMR_M),
    row("not_published", "P-48", "仅警告的决定不在该系统公示", "a bare warning is not shown there", "PUB21:3", _PUB21, kinds={"warning"}, outcome="samr", **_SAMR_M),
    row("display_light", "P-49", "仅通报批评：短期公示", "only a notice of criticism: shown for the shorter time", "PUB21:13", _PUB21, kinds={"criticism_notice"}, outcome="samr", term="P-49/light", **_SAMR),
    # The rule says "a lower fine" and no number.
    row("display_light", "P-49", "仅较低数额罚款：短期公示", "only a lower fine: shown for the shorter time", "PUB21:13", _PUB21, scale="fen", kinds={"fine"}, outcome="samr", term="P-49/light", **_SAMR),
    row("display", "P-49", "其他处罚：长期公示", "other penalties: shown for the longer time", "PUB21:13", _PUB21, outcome="samr", term="P-49/other", **_SAMR),
    row("no_early_stop", "P-49", "较重处罚不得提前停止公示", "a grave penalty is not taken off early", "PUB21:14", _PUB21, kinds={"ban_from_trade", "downgrade_qualification", "order_close", "order_suspend_business", "restrict_business", "revoke_licence"}, outcome="samr", **_SAMR_M),
)  # fmt: skip

_GRAVITY: Final = (
    row("gravity", "K-01", "严重失信", "serious", "P:CR36", _CR36, facts={"serious"}, outcome="serious", **M),
    row("gravity", "K-01", "简易程序作出的处罚：轻微失信", "a penalty of the simple procedure: minor", "P:CR36", _CR36, facts={"simple"}, outcome="minor", **M),
    row("gravity", "K-01", "仅警告、通报批评：轻微失信", "only a warning or a notice of criticism: minor", "P:CR36", _CR36, kinds={"criticism_notice", "warning"}, outcome="minor", **M),
    row("gravity", "K-01", "其他：一般失信", "any other: general", "P:CR36", _CR36, outcome="general", **M),
    *(
        row("gravity", "K-01", f"{zh}领域处罚：最短公示一年", f"a penalty about {en}: shown for a year at least", "P:CR58", _CR58, facts={fact}, outcome="serious", **M)
        for fact, zh, en in (("food", "食品", "food"), ("drugs", "药品", "drugs"), ("special_equipment", "特种设备", "special equipment"), ("work_safety", "安全生产", "work safety"), ("fire", "消防", "fire safety"))
    ),
    row("gravity", "K-01", "其他：一般", "any other: general", "P:CR58", _CR58, outcome="general", **M),
    row("gravity", "K-01", "严重失信", "serious", "P:CR19", _CR19, facts={"serious"}, outcome="serious", **M),
    row("gravity", "K-01", "其他：一般失信", "any other: general", "P:CR19", _CR19, outcome="general", **M),
    row("gravity_hidden", "K-01", "轻微失信原则上不公示，确有必要的短期公示", "a minor record is not shown, for a short time where that is necessary", "P:CR36", _CR36, facts={"minor"}, **M),
)  # fmt: skip

_ASKED: Final = (
    ("corrected", "已纠正失信行为、履行相关义务", "the wrong is corrected and the duty done"),
    ("commitment", "已公开作出信用承诺", "a public commitment was made"),
    ("other_conditions", "符合法律法规和国家规定的其他条件", "the other conditions of the law are met"),
)
_ORDERS: Final = (("P:CR36", _CR36), ("P:CR58", _CR58), ("P:CR19", _CR19))

_REPAIR: Final = (
    row("repair", "K-01", "义务履行完毕", "the duty is done", "P:CR36", _CR36, facts={"minor"}, outcome="corrected", **M),
    *(
        row("repair", "K-01", zh, en, article, period, facts={gravity}, outcome=code, **M)
        for article, period in _ORDERS
        for gravity in ("general", "serious")
        for code, zh, en in _ASKED
    ),
    *(
        row("repair_effect", "K-01", zh, en, article, period, outcome=code, **M)
        for article, period in _ORDERS
        for code, zh, en in (
            ("stop_publishing", "停止公示", "it is no longer shown"),
            ("stop_sharing", "停止共享", "it is no longer shared"),
            ("lift_sanctions", "解除失信惩戒措施", "the sanctions of credit are lifted"),
        )
    ),
)  # fmt: skip

CREDIT: Final = (*_SHOWN, *_GRAVITY, *_REPAIR)
"""Publication, display and repair."""
