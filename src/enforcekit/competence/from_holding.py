"""From a holding to a competence: the names, the proof, the limits along the chain, what must be said of it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence

import attrs

from enforcekit.errors import Finding, rule
from enforcekit.model.delegation import Ceiling
from enforcekit.model.item import Item

from .answer_records import Competence
from .cell import Cell
from .holding import Holding, grantors_on, missing_needs
from .need_words import lack, mend
from .proof_making import citations_of, cited_in_force
from .roles import body_for, review_of

OVERLAP = rule(
    "EK301",
    "advice",
    "{first} and {second} are both competent",
    "{first} 与 {second} 均有管辖权",
    cure_en="the first to file acts; else they negotiate, or the common superior designates",
    cure_zh="由最先立案的机关管辖；协商不成的，由共同的上一级机关指定",
)
NEED_MISSING = rule(
    "EK302",
    "defect",
    "the grant '{grant}' lacks {lack_en}",
    "授权“{grant}”欠缺{lack_zh}",
    cure_en="{mend_en}",
    cure_zh="{mend_zh}",
)
NOT_CONFIRMED = rule(
    "EK303",
    "advice",
    "this rests on a row that is {status}: {what}",
    "此结论所依据的规则状态为 {status}：{what}",
    cure_en="verify it against the text before relying on it",
    cure_zh="请核对原文后再作依据",
)
PUBLICATION_UNKNOWN = rule(
    "EK304",
    "advice",
    "no date of publication is known for the grant '{grant}'",
    "授权“{grant}”的公布日期不明",
    cure_en="state published_on",
    cure_zh="请填写 published_on",
)
NOT_IN_FORCE = rule(
    "EK305",
    "advice",
    "'{instrument}' {place_en}, on which this rests, is not in force on that day",
    "所依据的“{instrument}”{place_zh}当日未生效或者已失效",
    cure_en="cite the version of that day, or correct the period of the instrument",
    cure_zh="请引用当日有效的版本，或更正该文件的有效期间",
)


def competence_of(cell: Cell, number: int, holding: Holding) -> Competence:
    """What a holding means: who acts, in whose name, who answers, by which proof."""
    index, on = cell.index, cell.day(number)
    respondent = index.authority(body_for("respondent", holding))
    organ, relation = review_of(respondent, on, index)
    line = list(holding.line())[::-1]
    assert holding.condition is not None
    return Competence(
        authority=holding.bodies[0],
        jointly=holding.bodies[1:],
        mode=holding.effect.mode,
        acts_through=tuple(_teams(cell, holding, on)),
        in_name_of=body_for("in_name_of", holding),
        answerable=respondent.id,
        respondent=respondent.id,
        review_organ=organ,
        review_rule=relation,
        defendant=body_for("defendant", holding),
        compensates=body_for("compensates", holding),
        rank=holding.rank,
        condition=holding.condition,
        ceilings=_ceilings(line),
        procedures=_procedures(line, cell.item),
        chain=holding.chain,
        findings=tuple(_competence_findings(line, cell, on)),
        place=cell.place.id,
        asked=on,
        cell=cell,
        interval=number,
        holding=holding,
    )


def _teams(cell: Cell, holding: Holding, on: dt.date) -> Iterator[str]:
    """The teams a body acts by: stationed or internal ones, to which nothing moves (D-20)."""
    index = cell.index
    for grant in cell.grants:
        effect = index.pack.effect(grant.mode, on)
        if effect is None or effect.creates_holding or not effect.moves(cell.action, cell.penalties):
            continue
        if not index.in_force(grant, on) or not cell.covers_place(index.grants.places_of(grant), on):
            continue
        grantors = grantors_on(grant, cell, on)
        team = index.stand_in(grant.grantee, on)
        if team is not None and (grantors is None or grantors & set(holding.bodies)):
            yield team.id


def _ceilings(line: list[Holding]) -> tuple[Ceiling, ...]:
    """The lowest ceiling along the chain, for each kind of party."""
    lowest: dict[str | None, Ceiling] = {}
    for step in line:
        for ceiling in step.grant.ceilings if step.grant else ():
            known = lowest.get(ceiling.party_kind)
            if known is None or ceiling.fine.amount < known.fine.amount:
                lowest[ceiling.party_kind] = ceiling
    return tuple(lowest[key] for key in sorted(lowest, key=lambda key: key or ""))


def _procedures(line: list[Holding], item: Item) -> tuple[str, ...]:
    """The procedures every grant of the chain allows; none named means any."""
    allowed = item.procedures
    for step in line:
        limit = step.grant.procedures if step.grant else ()
        allowed = tuple(each for each in allowed if each in limit) if allowed and limit else allowed or limit
    return allowed


def _competence_findings(line: list[Holding], cell: Cell, on: dt.date) -> Iterator[Finding]:
    index = cell.index
    for step in line:
        effect, grant = step.effect, step.grant
        if effect.status != "confirmed":
            yield NOT_CONFIRMED.at(status=effect.status, what=effect.article, article=effect.article)
        if cell.action in effect.carries_unconfirmed:
            what = f"{effect.mode} carries {cell.action}"
            yield NOT_CONFIRMED.at(status="unconfirmed", what=what, article=effect.article)
        if effect.displaces and grant is not None and effect.displaces_status != "confirmed":
            what = effect.displaces_article
            yield NOT_CONFIRMED.at(status=effect.displaces_status, what=what, article=what)
        for citation in citations_of(step, cell):
            if not cited_in_force(index, citation, on):
                yield NOT_IN_FORCE.at(
                    instrument=citation.instrument,
                    place_en=citation.text("en") or "as a whole",
                    place_zh=citation.text("zh"),
                    witness=(citation.instrument,),
                )
        if grant is None:
            continue
        if grant.published_on is None:
            yield PUBLICATION_UNKNOWN.at(grant=grant.id, witness=(grant.id,))
        grantee = index.stand_in(grant.grantee, on)
        assert grantee is not None
        for need in missing_needs(effect, grant, step.parent, grantee, cell, on):
            found = NEED_MISSING.at(
                grant=grant.id,
                article=need.article,
                witness=(grant.id,),
                **{f"lack_{lang}": lack(need, index.pack, lang) for lang in ("en", "zh")},
                **{f"mend_{lang}": mend(need, index.pack, lang) for lang in ("en", "zh")},
            )
            yield attrs.evolve(found, severity=need.severity)


def overlaps(cell: Cell, on: dt.date, counted: Sequence[Holding]) -> Iterator[Finding]:
    """A finding for each pair that overlaps."""
    ground = None
    for first, second in overlapping(counted):
        ground = ground or cell.index.pack.ground("overlap", on, action=cell.action)
        article = ground.article if ground else ""
        found = OVERLAP.at(first=first, second=second, witness=(first, second), article=article)
        yield attrs.evolve(found, cure=ground.cure) if ground and ground.cure else found


def overlapping(counted: Sequence[Holding]) -> Iterator[tuple[str, str]]:
    """Pairs of the same rank that answer apart and can both be for one case (J-03, J-04)."""
    for number, first in enumerate(counted):
        for second in counted[number + 1 :]:
            assert first.condition is not None
            assert second.condition is not None
            apart = first.rank == second.rank and body_for("respondent", first) != body_for("respondent", second)
            if apart and first.condition.meets(second.condition):
                yield first.bodies[0], second.bodies[0]
