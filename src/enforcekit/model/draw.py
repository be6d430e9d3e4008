"""A public draw and its transcript: who could be drawn, who was, and what anyone needs to recompute it (EKDR-1)."""

from __future__ import annotations

import datetime as dt
from typing import Annotated, ClassVar

import annotated_types as at

from enforcekit.codes import DRAW_OUTCOMES, DRAW_PHASES
from enforcekit.shape import Coded, Doc, Example, Pattern, record
from enforcekit.shape.rules import LINE

from .common import CODE, Record

_MARKS = "\\u0000-\\u001f\\u007f-\\u009f\\u061c\\u200b-\\u200f\\u2028-\\u202e\\u2060-\\u2069\\ufeff\\ud800-\\udfff"
_SEEN = f"[^ \\u00a0\\u3000{_MARKS}]"
NAME = Pattern(
    f"{_SEEN}(?:[^{_MARKS}]{{0,198}}{_SEEN})?",
    good=("企业-0011", "City Management", "甬检〔2026〕1号", "x" * 200),
    bad=("", " a", "a ", "a\n", "a\u200bb", "\u202ea", "a\ud800", "x" * 201),
)
HEX_32 = Pattern("[0-9a-f]{64}", good=("0f" * 32,), bad=("", "0F" * 32, "0f" * 31, "0f" * 32 + "\n"))
HEX = Pattern(
    "(?:[0-9a-f]{2}){1,4096}",
    good=("00", "0aff"),
    bad=("", "0", "0A", "0x00", "00\n", "00" * 4097),
    longest=2 * 4096,
)
U32 = 2**32 - 1
"""The largest number that the four bytes of EKDR-1 hold."""

Name = Annotated[str, NAME]
Digest = Annotated[str, HEX_32]


@record
class DrawObject:
    """Something that may be drawn: a firm, a site, a file. Weight 0 is listed but cannot be drawn.

    >>> DrawObject(id="FIRM-0001", stratum="A").weight  # as likely as any other
    1
    >>> DrawObject(id="FIRM-0003", stratum="A", weight=-1)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: DrawObject
      error EK115 at /weight: -1 is less than 0 → give a number of at least 0
    """

    id: Annotated[str, NAME, Doc("Identity of the object", "检查对象标识"), Example("FIRM-0001")]
    stratum: Annotated[str, NAME, Doc("Stratum", "分层"), Example("A")]
    weight: Annotated[int, at.Ge(0), at.Le(U32), Doc("Weight; 0: listed, not eligible", "权重（0 为列明但不参与）")] = 1


@record
class DrawOfficer:
    """An officer who may be drawn, at most `cap` times.

    >>> DrawOfficer(id="OFF-01", agency="综合执法局", qualifications=["fire", "food"], cap=3).cap
    3
    >>> DrawOfficer(id="OFF-01", agency="综合执法局", cap=2.5)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: DrawOfficer
      error EK110 at /cap: 2.5 is not of type int → write a value of type int
    """

    id: Annotated[str, NAME, Doc("Identity of the officer", "执法人员标识"), Example("OFF-01")]
    agency: Annotated[str, NAME, Doc("Agency", "所属机关"), Example("综合执法局")]
    qualifications: Annotated[tuple[Name, ...], Doc("What the officer may inspect", "资格"), Example("fire;food")] = ()
    cap: Annotated[int, at.Ge(0), at.Le(U32), Doc("At most so many visits", "最多参与次数"), Example("3")]


@record
class DrawRecusal:
    """An officer who must not inspect an object (回避).

    >>> DrawRecusal(object="FIRM-0001", officer="OFF-01 ")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: DrawRecusal
      error EK113 at /officer: 'OFF-01 ' is not of the form [^ ...
    """

    object: Annotated[str, NAME, Doc("Object", "检查对象")]
    officer: Annotated[str, NAME, Doc("Officer", "执法人员")]


@record
class DrawRole:
    """A seat in a team: how many officers of a qualification.

    >>> DrawRole(qualification="fire", officers=0)
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: DrawRole
      error EK115 at /officers: 0 is less than 1 → give a number of at least 1
    """

    qualification: Annotated[str, NAME, Doc("Qualification", "资格")]
    officers: Annotated[int, at.Ge(1), at.Le(U32), Doc("How many officers", "人数")]


@record
class DrawStratum:
    """How many objects of a stratum are drawn, and the team for each: roles in order, the scarcest first.

    >>> high_risk = DrawStratum(id="A", size=2, roles=[DrawRole(qualification="fire", officers=2)])
    >>> high_risk.size * sum(role.officers for role in high_risk.roles)  # visits that the officers make
    4
    """

    id: Annotated[str, NAME, Doc("Stratum", "分层"), Example("A")]
    size: Annotated[int, at.Ge(0), at.Le(U32), Doc("Objects to draw", "抽取数量"), Example("2")]
    roles: Annotated[tuple[DrawRole, ...], Doc("Roles of the team, scarcest first", "检查组角色（稀缺者在先）")] = ()


@record
class DrawParticipant:
    """Somebody who adds a secret number to the seed: early, before the beacon, or late, after it.

    >>> DrawParticipant(id="supervisor", phase="late").phase
    'late'
    >>> DrawParticipant(id="supervisor", phase="after")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: DrawParticipant
      error EK114 at /phase: 'after' is not a code of the closed list 'draw_phase' → use one of: early, late
    """

    id: Annotated[str, NAME, Doc("Participant", "参与人"), Example("supervisor")]
    phase: Annotated[
        str, CODE, Coded("draw_phase", DRAW_PHASES), Doc("When the secret is revealed", "揭示阶段"), Example("late")
    ]


@record
class DrawRule:
    """What is fixed before the draw, beside the two lists: strata, recusals, participants, and the beacon to come.

    >>> rule = DrawRule(strata=[DrawStratum(id="A", size=2)], beacon_spec="text:a lottery")
    >>> rule.strata[0].size, rule.participants  # the beacon alone makes the seed
    (2, ())
    """

    strata: Annotated[tuple[DrawStratum, ...], Doc("Strata", "分层")] = ()
    recusals: Annotated[tuple[DrawRecusal, ...], Doc("Recusals known before the draw", "抽取前已知的回避")] = ()
    participants: Annotated[tuple[DrawParticipant, ...], Doc("Participants in the seed", "种子参与人")] = ()
    beacon_spec: Annotated[
        str,
        NAME,
        Doc("Which public random value to come is used", "所用的未来公开随机数"),
        Example("nist2:chain=2:time=2026-12-01T02:00:00.000Z"),
    ]


@record
class DrawRoots:
    """The Merkle roots of the five published lists."""

    objects: Annotated[str, HEX_32, Doc("Root of the objects", "检查对象名单根")]
    officers: Annotated[str, HEX_32, Doc("Root of the officers", "执法人员名单根")]
    recusals: Annotated[str, HEX_32, Doc("Root of the recusals", "回避名单根")]
    strata: Annotated[str, HEX_32, Doc("Root of the strata", "分层根")]
    participants: Annotated[str, HEX_32, Doc("Root of the participants", "参与人根")]


@record
class DrawCommitment:
    """What a participant publishes before the draw: it binds the secret without showing it."""

    participant: Annotated[str, NAME, Doc("Participant", "参与人")]
    commitment: Annotated[str, HEX_32, Doc("Commitment", "承诺值")]


@record
class DrawReveal:
    """The secret of a participant, and when it was revealed."""

    participant: Annotated[str, NAME, Doc("Participant", "参与人")]
    secret: Annotated[str, HEX_32, Doc("The 32 secret bytes", "32 字节秘密值")]
    at: Annotated[dt.datetime | None, Doc("When it was revealed", "揭示时间")] = None


@record
class DrawBeacon:
    """The public random value, and what proves that it is the one announced.

    >>> DrawBeacon(value="0aff").value
    '0aff'
    >>> DrawBeacon(value="0xAFF")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: DrawBeacon
      error EK113 at /value: '0xAFF' is not of the form (?:[0-9a-f]{2})+ → write it in that form
    """

    value: Annotated[str, HEX, Doc("The value, in hexadecimal", "随机数（十六进制）")]
    at: Annotated[dt.datetime | None, Doc("When it was emitted", "发布时间")] = None
    signature: Annotated[str | None, LINE, Doc("Its signature, or where it is archived", "签名或存档地址")] = None


@record
class DrawShortage:
    """The role for which officers were missing: then the whole team stays empty."""

    qualification: Annotated[str, NAME, Doc("Qualification", "资格")]
    missing: Annotated[int, at.Ge(1), at.Le(U32), Doc("How many are missing", "缺少人数")]


@record
class DrawSelected:
    """An object that was drawn, with its ticket and its team; the first officer leads."""

    object: Annotated[str, NAME, Doc("Object", "检查对象")]
    ticket: Annotated[str, HEX_32, Doc("Ticket", "签号")]
    team: Annotated[tuple[Name, ...], Doc("Team; the first leads", "检查组（首位为组长）")] = ()
    unfilled: Annotated[DrawShortage | None, Doc("Why there is no team", "未能组队的原因")] = None


@record
class DrawResult:
    """What was drawn in one stratum: the selected in the order of their tickets, then the reserve."""

    stratum: Annotated[str, NAME, Doc("Stratum", "分层")]
    selected: Annotated[tuple[DrawSelected, ...], Doc("Selected objects", "抽中对象")] = ()
    reserve: Annotated[tuple[Name, ...], Doc("Reserve, in order", "递补顺序")] = ()


@record
class DrawSubstitution:
    """A change after the draw: an object that is closed, or, when `officer` is given, an officer newly recused.

    `replacement` is the object or officer that came instead; without one the reserve was at its end.
    """

    object: Annotated[str, NAME, Doc("Object", "检查对象")]
    officer: Annotated[str | None, NAME, Doc("Officer newly recused; none: the object is closed", "新回避的人员")] = (
        None
    )
    reason: Annotated[str, LINE, Doc("Reason", "理由")]
    replacement: Annotated[str | None, NAME, Doc("Object or officer that replaces", "替补")] = None
    ticket: Annotated[str | None, HEX_32, Doc("Ticket of the replacing object", "替补对象签号")] = None
    team: Annotated[tuple[Name, ...], Doc("Team from now on; the first leads", "变更后的检查组")] = ()
    unfilled: Annotated[DrawShortage | None, Doc("Why there is no team", "未能组队的原因")] = None


@record
class Draw(Record):
    """A draw from its lists to its substitutions. What is not yet known is absent, nothing is ever taken back.

    >>> prepared = Draw(
    ...     id="甬检〔2026〕1号",
    ...     rule=DrawRule(strata=[DrawStratum(id="A", size=1)], beacon_spec="text:a lottery"),
    ...     objects=[DrawObject(id="FIRM-0001", stratum="A"), DrawObject(id="FIRM-0002", stratum="A")],
    ... )
    >>> prepared.seed is None, prepared.results  # nothing is drawn before the beacon is out
    (True, ())
    """

    type: ClassVar[str] = "draw"

    id: Annotated[str, NAME, Doc("Identity of the draw", "抽取编号")]
    rule: Annotated[DrawRule, Doc("What is fixed before the draw", "抽取规则")]
    objects: Annotated[tuple[DrawObject, ...], Doc("Objects that may be drawn", "检查对象名录")] = ()
    officers: Annotated[tuple[DrawOfficer, ...], Doc("Officers who may be drawn", "执法人员名录")] = ()
    roots: Annotated[DrawRoots | None, Doc("Merkle roots of the lists", "各名单的根")] = None
    plan_hash: Annotated[str | None, HEX_32, Doc("Hash of all that is fixed before the draw", "方案哈希")] = None
    published_at: Annotated[dt.datetime | None, Doc("When the plan was published", "方案公布时间")] = None
    commitments: Annotated[tuple[DrawCommitment, ...], Doc("Commitments", "承诺")] = ()
    reveals: Annotated[tuple[DrawReveal, ...], Doc("Secrets revealed", "揭示")] = ()
    beacon: Annotated[DrawBeacon | None, Doc("The public random value", "公开随机数")] = None
    outcome: Annotated[str | None, CODE, Coded("draw_outcome", DRAW_OUTCOMES), Doc("How it ended", "结果")] = None
    missing: Annotated[tuple[Name, ...], Doc("Whose reveal is missing or wrong", "未揭示或揭示有误者")] = ()
    seed: Annotated[str | None, HEX_32, Doc("Seed", "种子")] = None
    results: Annotated[tuple[DrawResult, ...], Doc("What was drawn, by stratum", "抽取结果")] = ()
    substitutions: Annotated[tuple[DrawSubstitution, ...], Doc("Changes after the draw, in order", "抽取后的变更")] = ()
