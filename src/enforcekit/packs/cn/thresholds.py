"""Amounts, ages, shares and the cases to which PRC law attaches an effect, each dated, with article and status.

Amounts are in fen. Of the 1996 Penalty Law arts. 20-28, 33 and 42 were read; rows on its other articles are
unconfirmed. What a sector or a place sets is a row of that layer and goes before the national one.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Any, Final

from enforcekit.law import Status, Threshold
from enforcekit.timing import Period

_APL96 = Period(start=dt.date(1996, 10, 1), end=dt.date(2021, 7, 15))
_APL21 = Period(start=dt.date(2021, 7, 15))
_FINE: Final = {"fine"}
_CONFISCATION: Final = {"confiscate_illegal_gains", "confiscate_illegal_property"}
_CITIZEN: Final = {"citizen"}
_ORGANISATION: Final = {"organisation"}
_YUAN: Final = 100
_SEEN: Final[Status] = "confirmed"
_NOT_SEEN: Final[Status] = "unconfirmed"


def _from(year: int, month: int, day: int) -> Period:
    return Period(start=dt.date(year, month, day))


def _both(
    topic: str,
    rule: str,
    zh: str,
    en: str,
    *,
    old: str,
    new: str,
    read: bool = False,
    status: Status = _SEEN,
    **more: Any,
) -> Iterator[Threshold]:
    """A row for each of the two Penalty Laws; `status` is that of the new one, `read`: the old one was verified too."""
    before = _SEEN if read else _NOT_SEEN
    yield Threshold(topic=topic, rule=rule, zh=zh, en=en, period=_APL21, article=new, status=status, **more)
    yield Threshold(topic=topic, rule=rule, zh=zh, en=en, period=_APL96, article=old, status=before, **more)


_PARTIES: Final = (
    Threshold(
        topic="party",
        rule="P-30",
        zh="公民",
        en="citizen",
        parties={"citizen", "individual"},
        outcome="citizen",
        article="APL21:51",
    ),
    Threshold(
        topic="party",
        rule="P-30",
        zh="法人或者其他组织",
        en="legal person or other organisation",
        parties={
            "organisation",
            "enterprise",
            "institution",
            "social_organisation",
            "unincorporated_enterprise",
            "administrative_organ",
            "other_organisation",
        },
        outcome="organisation",
        article="APL21:51",
    ),
    # The national text is silent: the stricter ceiling unless the caller's policy says otherwise.
    Threshold(
        topic="party",
        rule="P-31",
        zh="个体工商户按公民对待",
        en="an individual business counts as a citizen",
        parties={"individual_business"},
        outcome="citizen",
        article="APL21:51",
        status="unconfirmed",
    ),
)

_SIMPLE: Final = (
    *_both(
        "simple",
        "P-30",
        "当场处罚：警告",
        "on the spot: a warning",
        old="APL96:33",
        new="APL21:51",
        read=True,
        kinds={"warning"},
    ),
    *(
        Threshold(
            topic="simple",
            rule="P-30",
            zh=zh,
            en=en,
            value=amount * _YUAN,
            scale="fen",
            kinds=_FINE,
            parties=parties,
            period=period,
            article=article,
        )
        for parties, zh, en, old, new in (
            (_CITIZEN, "当场处罚：对公民罚款上限", "on the spot: highest fine on a citizen", 50, 200),
            (_ORGANISATION, "当场处罚：对单位罚款上限", "on the spot: highest fine on an organisation", 1000, 3000),
        )
        for amount, period, article in ((new, _APL21, "APL21:51"), (old, _APL96, "APL96:33"))
    ),
    Threshold(
        topic="simple",
        rule="P-30",
        zh="交通警察当场处罚：罚款上限",
        en="on the spot by traffic police: highest fine",
        value=200 * _YUAN,
        scale="fen",
        kinds=_FINE,
        layer="traffic",
        period=_from(2004, 5, 1),
        article="RTL:107",
        status="local",
    ),
    *(
        Threshold(
            topic="simple",
            rule="P-30",
            zh="海警当场处罚：罚款上限",
            en="on the spot by the coast guard: highest fine",
            value=amount * _YUAN,
            scale="fen",
            kinds=_FINE,
            parties=parties,
            layer="coast_guard",
            period=_from(2021, 2, 1),
            article="CG21:29",
            status="local",
        )
        for parties, amount in ((_CITIZEN, 500), (_ORGANISATION, 5000))
    ),
    Threshold(
        topic="simple",
        rule="P-30",
        zh="治安当场处罚：罚款上限",
        en="on the spot by public security: highest fine",
        value=500 * _YUAN,
        scale="fen",
        kinds=_FINE,
        layer="public_security",
        period=_from(2026, 1, 1),
        article="PSPL25",
        status="unconfirmed",
    ),
)

_CASH: Final = (
    *(
        Threshold(
            topic="cash",
            rule="P-33",
            zh="当场收缴上限",
            en="highest fine collected on the spot",
            value=amount * _YUAN,
            scale="fen",
            facts={"on_the_spot"},
            period=period,
            article=article,
            status=status,
        )
        for amount, period, article, status in (
            (100, _APL21, "APL21:68", _SEEN),
            (20, _APL96, "APL96:47", _NOT_SEEN),
        )
    ),
    *_both(
        "cash",
        "P-33",
        "不当场收缴事后难以执行",
        "hard to enforce later",
        old="APL96:47",
        new="APL21:68",
        facts={"on_the_spot", "hard_to_collect"},
    ),
    *_both(
        "cash",
        "P-34",
        "边远、水上、交通不便地区，当事人提出",
        "remote or waterborne area, at the party's request",
        old="APL96:48",
        new="APL21:69",
        facts={"remote", "requested"},
    ),
)

_LATE: Final = (
    *_both(
        "late_fine",
        "P-62",
        "加处罚款",
        "late fine",
        old="APL96:51",
        new="APL21:72",
        value=3,
        scale="percent_a_day",
        kinds=_FINE,
    ),
    Threshold(
        topic="late_fine_cap",
        rule="P-62",
        zh="加处罚款不超出罚款数额",
        en="the late fine is at most the fine",
        value=100,
        scale="percent",
        period=Period(start=dt.date(2012, 1, 1), end=dt.date(2021, 7, 15)),
        article="AEL:45",
    ),
    Threshold(
        topic="late_fine_cap",
        rule="P-62",
        zh="加处罚款不超出罚款数额",
        en="the late fine is at most the fine",
        value=100,
        scale="percent",
        period=_APL21,
        article="APL21:72; AEL:45",
    ),
    Threshold(
        topic="late_fine_pause",
        rule="P-63",
        zh="复议、诉讼期间不计算",
        en="not counted during reconsideration or litigation",
        period=_APL21,
        article="APL21:73",
    ),
    # The Supreme Court's reply spoke of litigation only.
    Threshold(
        topic="late_fine_pause",
        rule="P-63",
        zh="诉讼期间不计算",
        en="not counted during litigation",
        facts={"litigation"},
        period=_APL96,
        article="SPCREPLY",
        status="unconfirmed",
    ),
)

_LIMITATION: Final = (
    *_both(
        "limitation", "P-09", "追责时效", "limitation of penalties", old="APL96:29", new="APL21:36", term="P-09/general"
    ),
    Threshold(
        topic="limitation_extended",
        rule="P-09",
        zh="涉及公民生命健康安全、金融安全且有危害后果",
        en="life, health or financial safety is concerned and there is a harmful consequence",
        facts={"life_health_or_finance", "harm"},
        term="P-09/harm",
        period=_APL21,
        article="APL21:36",
    ),
)

_EXEMPTION: Final = (
    *_both(
        "no_penalty",
        "P-24",
        "违法行为轻微并及时改正，没有造成危害后果：不予处罚",
        "minor, corrected in time, no harm: no penalty",
        old="APL96:27",
        new="APL21:33",
        read=True,
        facts={"minor", "corrected", "no_harm"},
        outcome="must_not",
    ),
    Threshold(
        topic="no_penalty",
        rule="P-24",
        zh="当事人证明没有主观过错：不予处罚",
        en="the party proves that it was not at fault: no penalty",
        facts={"no_fault_proved", "fault_counts"},
        outcome="must_not",
        period=_APL21,
        article="APL21:33",
    ),
    Threshold(
        topic="no_penalty",
        rule="P-24",
        zh="初次违法且危害后果轻微并及时改正：可以不予处罚",
        en="first time, slight harm, corrected in time: a penalty may be left out",
        facts={"first", "corrected", "at_most_slight_harm"},
        outcome="may_not",
        period=_APL21,
        article="APL21:33",
    ),
    *_both(
        "age",
        "P-21",
        "不满十四周岁：不予处罚，责令监护人管教",
        "under 14: no penalty, the guardian is ordered to discipline",
        old="APL96:25",
        new="APL21:30",
        read=True,
        value=14,
        scale="year",
        outcome="no_penalty",
    ),
    *_both(
        "age",
        "P-21",
        "已满十四周岁不满十八周岁：应当从轻或者减轻",
        "14 to under 18: must be lighter or mitigated",
        old="APL96:25",
        new="APL21:30",
        read=True,
        value=18,
        scale="year",
        outcome="lighter_or_mitigated",
    ),
    # As the criminal courts count; no text on penalties says it.
    Threshold(
        topic="age_from",
        rule="P-21",
        zh="周岁自生日的次日起算",
        en="a year of age is complete from the day after the birthday",
        value=1,
        scale="day",
        article="DOCTRINE",
        status="unconfirmed",
    ),
    *_both(
        "mental",
        "P-22",
        "精神病人不能辨认或者控制自己行为：不予处罚",
        "mental illness, unable to recognise or control the act: no penalty",
        old="APL96:26",
        new="APL21:31",
        read=True,
        facts={"mental_illness", "unable"},
        outcome="no_penalty",
    ),
    Threshold(
        topic="mental",
        rule="P-22",
        zh="智力残疾人不能辨认或者控制自己行为：不予处罚",
        en="intellectual disability, unable to recognise or control the act: no penalty",
        facts={"intellectual_disability", "unable"},
        outcome="no_penalty",
        period=_APL21,
        article="APL21:31",
    ),
    *(
        Threshold(
            topic="mental",
            rule="P-22",
            zh="尚未完全丧失辨认或者控制能力：可以从轻或者减轻",
            en="ability diminished, not lost: may be lighter or mitigated",
            facts={cause, "diminished"},
            outcome="may_be_lighter_or_mitigated",
            period=_APL21,
            article="APL21:31",
        )
        for cause in ("mental_illness", "intellectual_disability")
    ),
    *(
        row
        for fact, zh, en in (
            ("harm_removed", "主动消除或者减轻危害后果", "removed or reduced the harm"),
            ("coerced", "受他人胁迫", "was coerced"),
            ("merit", "配合查处违法行为有立功表现", "merit in helping to clear up an offence"),
            ("other_lighter", "其他依法从轻或者减轻的情形", "another case in which the law says so"),
        )
        for row in _both(
            "lighter",
            "P-23",
            zh,
            en,
            old="APL96:27",
            new="APL21:32",
            read=True,
            facts={fact},
            outcome="lighter_or_mitigated",
        )
    ),
    *(
        Threshold(
            topic="lighter",
            rule="P-23",
            zh=zh,
            en=en,
            facts={fact},
            outcome="lighter_or_mitigated",
            period=_APL21,
            article="APL21:32",
        )
        for fact, zh, en in (
            ("induced", "受他人诱骗", "was induced"),
            ("confessed", "主动供述行政机关尚未掌握的违法行为", "confessed an act that was not known"),
        )
    ),
)

_HEARING_LAYERS: Final[tuple[tuple[str, str, Status, Period, int, int], ...]] = (
    (
        "public_security",
        "PSA19:123",
        "confirmed",
        Period(start=dt.date(2019, 1, 1), end=dt.date(2026, 1, 1)),
        2_000,
        10_000,
    ),
    ("public_security", "PSPL25:117", "unconfirmed", _from(2026, 1, 1), 4_000, 4_000),
    # The figures are known, their first day is not: they begin with the law whose word "larger" they fill.
    ("samr", "SAMRHEAR", "unconfirmed", _APL21, 10_000, 100_000),
    ("ecology", "ECOHEAR", "unconfirmed", _APL21, 10_000, 200_000),
    ("local_example", "LOCALHEAR", "local", _APL21, 5_000, 100_000),
)


def _hearing_amounts() -> Iterator[Threshold]:
    """What "larger" means, by sector or place and party."""
    for layer, article, status, period, citizen, organisation in _HEARING_LAYERS:
        for side, amount in (("citizen", citizen), ("organisation", organisation)):
            for kinds, zh, en in (
                (_FINE, "较大数额罚款", "a larger fine"),
                (_CONFISCATION, "没收较大数额", "a larger confiscation"),
            ):
                # The police rule speaks of fines only; for confiscations only the samr figure was seen, and only once.
                if kinds is _FINE or layer == "samr":
                    yield Threshold(
                        topic="hearing",
                        rule="P-51",
                        zh=f"听证：{zh}",
                        en=f"hearing: {en}",
                        value=amount * _YUAN,
                        scale="fen",
                        kinds=kinds,
                        outcome="fine" if kinds is _FINE else "confiscation",
                        parties={side},
                        layer=layer,
                        period=period,
                        article=article,
                        status=status,
                    )


_STEPS: Final = (
    *_both("notice", "P-41", "处罚前告知", "notice before the decision", old="APL96:31", new="APL21:44"),
    *_both(
        "hearing",
        "P-50",
        "听证：吊销许可证件",
        "hearing: licence revoked",
        old="APL96:42",
        new="APL21:63",
        read=True,
        kinds={"revoke_licence"},
    ),
    *_both(
        "hearing",
        "P-50",
        "听证：责令停产停业",
        "hearing: business suspended",
        old="APL96:42",
        new="APL21:63",
        read=True,
        kinds={"order_suspend_business"},
    ),
    *_both(
        "hearing",
        "P-51",
        "听证：较大数额罚款",
        "hearing: a larger fine",
        old="APL96:42",
        new="APL21:63",
        read=True,
        kinds=_FINE,
        scale="fen",
        outcome="fine",
    ),
    *(
        Threshold(
            topic="hearing", rule=rule, zh=f"听证：{zh}", en=f"hearing: {en}", period=_APL21, article="APL21:63", **head
        )
        for rule, zh, en, head in (
            (
                "P-51",
                "没收较大数额违法所得、较大价值非法财物",
                "a larger confiscation",
                {"kinds": _CONFISCATION, "scale": "fen", "outcome": "confiscation"},
            ),
            ("P-50", "降低资质等级", "qualification downgraded", {"kinds": {"downgrade_qualification"}}),
            ("P-50", "责令关闭", "closed down", {"kinds": {"order_close"}}),
            ("P-50", "限制从业", "barred from a trade", {"kinds": {"ban_from_trade"}}),
            ("P-50", "其他较重的行政处罚", "another heavy penalty", {"facts": {"other_heavy"}}),
            (
                "P-50",
                "法律、法规、规章规定的其他情形",
                "another case set by law, regulation or rule",
                {"facts": {"hearing_by_law"}},
            ),
        )
    ),
    *_hearing_amounts(),
    *(
        Threshold(
            topic="legal_review",
            rule="P-42",
            zh=f"法制审核：{zh}",
            en=f"legal review: {en}",
            facts={fact},
            period=period,
            article=article,
            status=status,
        )
        for period, article, status in (
            (_APL21, "APL21:58", _SEEN),
            (Period(start=dt.date(2018, 1, 1), end=dt.date(2021, 7, 15)), "APL96:38", _NOT_SEEN),
        )
        for fact, zh, en in (
            ("major", "重大案件", "major case"),
            ("hearing_held", "经过听证程序", "a hearing was held"),
            ("complex", "疑难复杂、涉及多个法律关系", "complex, several legal relations"),
            ("review_by_law", "法律、法规规定", "set by law or regulation"),
        )
    ),
    *(
        row
        for fact, zh, en in (
            ("major", "重大违法行为", "major violation"),
            ("complex", "情节复杂", "complex circumstances"),
        )
        for row in _both(
            "collective_discussion",
            "P-43",
            f"集体讨论：{zh}",
            f"collective discussion: {en}",
            old="APL96:38",
            new="APL21:57",
            facts={fact},
        )
    ),
    # No national text says what is major: without a word from the caller, what calls for a hearing is.
    *(
        Threshold(
            topic="collective_discussion",
            rule="P-43",
            zh="集体讨论：未说明是否重大，以应当告知听证者为准",
            en="collective discussion: major is not said, what calls for a hearing counts",
            facts={"major_not_said", "hearing_offer"},
            period=period,
            article=article,
            status="unconfirmed",
        )
        for period, article in ((_APL21, "APL21:57"), (_APL96, "APL96:38"))
    ),
    Threshold(
        topic="officers",
        rule="P-03",
        zh="简易程序执法人员",
        en="simple procedure",
        value=1,
        scale="officer",
        facts={"simple"},
        period=_APL96,
        article="APL96:33",
        status="unconfirmed",
    ),
    *_both(
        "officers", "P-03", "执法人员", "certified officers", old="APL96:37", new="APL21:42", value=2, scale="officer"
    ),
    *(
        Threshold(
            topic="officers",
            rule="P-03",
            zh=zh,
            en=en,
            value=1,
            scale="officer",
            facts={"simple"},
            layer=layer,
            period=period,
            article=article,
            status="local",
        )
        for layer, zh, en, period, article in (
            ("traffic", "交通警察简易程序", "traffic police, simple procedure", _from(2020, 5, 1), "RTP20:44"),
            ("public_security", "公安机关简易程序", "public security, simple procedure", _from(2019, 1, 1), "PSA19:39"),
        )
    ),
    *_both(
        "duty",
        "P-41",
        "不得因申辩加重处罚",
        "no heavier penalty because of the defence",
        old="APL96:32",
        new="APL21:45",
        facts={"notice"},
        outcome="no_heavier_for_defence",
    ),
    *_both(
        "duty",
        "P-52",
        "要求听证的期限",
        "time to ask for the hearing",
        old="APL96:42",
        new="APL21:64",
        read=True,
        facts={"hearing_offer"},
        outcome="hearing_request",
        term="P-52",
    ),
    *_both(
        "duty",
        "P-53",
        "听证时间、地点提前通知",
        "time and place notified before the hearing",
        old="APL96:42",
        new="APL21:64",
        read=True,
        facts={"hearing_held"},
        outcome="hearing_notice",
        term="P-53",
    ),
    *_both(
        "duty",
        "P-54",
        "听证公开举行（涉密、隐私除外）",
        "hearing in public, secrets and privacy apart",
        old="APL96:42",
        new="APL21:64",
        read=True,
        facts={"hearing_held"},
        outcome="hearing_public",
    ),
    *_both(
        "duty",
        "P-54",
        "由非本案调查人员主持",
        "chaired by one who did not investigate",
        old="APL96:42",
        new="APL21:64",
        read=True,
        facts={"hearing_held"},
        outcome="chair_not_investigator",
    ),
    *_both(
        "duty",
        "P-54",
        "当事人不承担听证费用",
        "no cost to the party",
        old="APL96:42",
        new="APL21:63",
        read=True,
        facts={"hearing_held"},
        outcome="no_cost",
    ),
    Threshold(
        topic="duty",
        rule="P-54",
        zh="根据听证笔录作出决定",
        en="decide on the hearing record",
        facts={"hearing_held"},
        outcome="decide_on_record",
        period=_APL21,
        article="APL21:65",
    ),
    Threshold(
        topic="duty",
        rule="P-42",
        zh="法制审核在听证之后",
        en="the legal review comes after the hearing",
        facts={"legal_review", "hearing_held"},
        outcome="review_after_hearing",
        period=_APL21,
        article="APL21:58",
    ),
    Threshold(
        topic="duty",
        rule="P-42",
        zh="法制审核在听证之后",
        en="the legal review comes after the hearing",
        facts={"legal_review", "hearing_held"},
        outcome="review_after_hearing",
        period=Period(start=dt.date(2018, 1, 1), end=dt.date(2021, 7, 15)),
        article="APL96:38",
        status="unconfirmed",
    ),
    Threshold(
        topic="duty",
        rule="P-42",
        zh="初次从事审核的人员应有法律职业资格",
        en="first-time reviewers hold the national legal qualification",
        facts={"legal_review"},
        outcome="reviewer_qualified",
        period=_APL21,
        article="APL21:58",
    ),
    Threshold(
        topic="duty",
        rule="P-42",
        zh="初次从事审核的人员应有法律职业资格",
        en="first-time reviewers hold the national legal qualification",
        facts={"legal_review"},
        outcome="reviewer_qualified",
        period=Period(start=dt.date(2018, 1, 1), end=dt.date(2021, 7, 15)),
        article="APL96:38",
        status="unconfirmed",
    ),
    *_both(
        "duty",
        "P-42",
        "审核人员不是办案人员",
        "the reviewer did not handle the case",
        old="APL96:38",
        new="APL21:58",
        facts={"legal_review"},
        outcome="reviewer_not_handler",
        status=_NOT_SEEN,
    ),
)

_AMOUNT: Final = (
    *_both(
        "second_fine",
        "P-20",
        "同一违法行为不得给予两次以上罚款",
        "one act is not fined twice",
        old="APL96:24",
        new="APL21:29",
        read=True,
        kinds=_FINE,
    ),
    Threshold(
        topic="heavier_norm",
        rule="P-20",
        zh="同一行为违反多个规范，按罚款数额高的规定处罚",
        en="one act against several norms: the norm with the higher fine",
        kinds=_FINE,
        period=_APL21,
        article="APL21:29",
    ),
    Threshold(
        topic="heavier_norm_floor",
        rule="P-20",
        zh="不低于其他规范的罚款下限（学理）",
        en="not below the lowest fine of the other norms (doctrine)",
        period=_APL21,
        article="DOCTRINE",
        status="unconfirmed",
    ),
    Threshold(
        topic="version",
        rule="V-01",
        zh="从旧兼从轻",
        en="law of the act, unless the law of the decision is lighter",
        period=_APL21,
        article="APL21:37",
    ),
    Threshold(
        topic="version",
        rule="V-01",
        zh="从旧兼从轻（学理）",
        en="law of the act, unless the law of the decision is lighter (doctrine)",
        period=_APL96,
        article="DOCTRINE",
        status="unconfirmed",
    ),
    Threshold(
        topic="illegal_gains",
        rule="P-11",
        zh="违法所得为所取得的款项，不扣成本",
        en="illegal gains are the money received, costs are not deducted",
        outcome="received",
        period=_APL21,
        article="APL21:28",
    ),
    Threshold(
        topic="illegal_gains",
        rule="P-11",
        zh="违法所得扣除成本（行业规定）",
        en="illegal gains less costs (sector rules)",
        outcome="less_costs",
        period=_APL96,
        article="DOCTRINE",
        status="unconfirmed",
    ),
    # No national text draws the line; the sector's discretion rules name the lowest 30 % of the range.
    Threshold(
        topic="lighter_part",
        rule="P-23",
        zh="从轻：幅度中较低的一半",
        en="lighter: the lower half of the range",
        value=50,
        scale="percent",
        article="DOCTRINE",
        status="unconfirmed",
    ),
    Threshold(
        topic="lighter_part",
        rule="P-23",
        zh="从轻：幅度中较低的30%",
        en="lighter: the lowest 30 % of the range",
        value=30,
        scale="percent",
        layer="samr",
        article="SAMRDISC",
        status="unconfirmed",
    ),
    *_both(
        "mitigated",
        "P-23",
        "减轻：法定最低限度以下",
        "mitigated: below the statutory minimum",
        old="APL96:27",
        new="APL21:32",
    ),
    *_both("instalments", "P-61", "暂缓或者分期缴纳", "deferral or instalments", old="APL96:52", new="APL21:66"),
    *_both(
        "criminal_fine",
        "P-27",
        "罚款折抵罚金",
        "the fine is credited against the criminal fine",
        old="APL96:28",
        new="APL21:35",
        read=True,
        outcome="credited",
    ),
    Threshold(
        topic="fine_after_criminal_fine",
        rule="P-27",
        zh="已判处罚金的，不再给予罚款",
        en="after a criminal fine no administrative fine",
        outcome="barred",
        period=_APL21,
        article="APL21:35",
    ),
)


def _offset(
    layer: str, zh: str, en: str, bases: str, start: Period, stage: str, status: Status, *facts: str
) -> Threshold:
    return Threshold(
        topic="offset",
        rule="K-03",
        zh=f"公益抵罚（{zh}）",
        en=f"public-service offset ({en})",
        value=50 * _YUAN,
        scale="fen_an_hour",
        facts={"voluntary", *facts},
        outcome=stage,
        layer=layer,
        period=start,
        article=bases,
        status=status,
    )


_OFFSET: Final = (
    # The hourly rate is published for Fenghua and Huzhou; for the other two it is taken from them.
    _offset("ningbo", "宁波", "Ningbo", "NB17:40", _from(2017, 7, 1), "before", "unconfirmed"),
    _offset("ningbo", "宁波", "Ningbo", "NBW19:51", _from(2019, 10, 1), "before", "unconfirmed"),
    _offset("fenghua", "奉化", "Fenghua", "NB17:40", _from(2017, 7, 1), "before", "local"),
    _offset("fenghua", "奉化", "Fenghua", "NBW19:51", _from(2019, 10, 1), "before", "local"),
    _offset("huzhou", "湖州", "Huzhou", "HZ18", _from(2018, 10, 1), "before", "local", "first", "minor"),
    _offset("jiaxing", "嘉兴", "Jiaxing", "JX19", _from(2020, 1, 1), "after", "unconfirmed"),
    Threshold(
        topic="offset_max",
        rule="K-03",
        zh="公益抵罚的罚款上限",
        en="highest fine that service may offset",
        value=200 * _YUAN,
        scale="fen",
        layer="huzhou",
        period=_from(2018, 10, 1),
        article="P:HUZ-SERV",
        status="local",
    ),
)

THRESHOLDS: Final = (
    *_PARTIES,
    *_SIMPLE,
    *_CASH,
    *_LATE,
    *_LIMITATION,
    *_EXEMPTION,
    *_STEPS,
    *_AMOUNT,
    *_OFFSET,
)
