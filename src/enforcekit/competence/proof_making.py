"""From a holding to its proof: what is in force on the day, which rows were read, what each grant meets."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from typing import Final

from enforcekit.law import Effect, Ground, Pack, Review, Status
from enforcekit.model.common import Citation
from enforcekit.timing import Period

from .cell import Cell, Index
from .holding import Holding, missing_needs
from .proof import Proof, Role, Row, RowKind, Step
from .roles import Column, body_for

COLUMNS: Final[tuple[Column, ...]] = ("in_name_of", "respondent", "defendant", "compensates")


def cited_in_force(index: Index, citation: Citation, on: dt.date) -> bool:
    """Whether an instrument is in force on a day, and the article cited, where its own dates are known."""
    instrument = index.instrument(citation.instrument)
    if on not in instrument.period:
        return False
    place = (citation.article, citation.paragraph, citation.point)
    stated = [each for each in instrument.articles if (each.article, each.paragraph, each.point) == place]
    return not stated or any(on in each.period for each in stated)


def citations_of(holding: Holding, cell: Cell) -> tuple[Citation, ...]:
    """The articles one step of a line rests on: the grant's instruments, or the item's legal bases."""
    return holding.grant.instruments if holding.grant else cell.item.bases


def proof_of(cell: Cell, on: dt.date, asked: dt.date, holding: Holding, organ: str | None) -> Proof:
    """The proof of a holding on a day. `organ` is the review organ found for the day asked."""
    line = list(holding.line())[::-1]
    return Proof(
        on=on,
        asked=asked,
        steps=tuple(_step(each, cell, on) for each in line),
        roles=tuple(_roles(cell, asked, holding, organ)),
    )


def _step(holding: Holding, cell: Cell, on: dt.date) -> Step:
    pack, effect, cited = cell.index.pack, holding.effect, citations_of(holding, cell)
    in_force = {each: cited_in_force(cell.index, each, on) for each in cited}
    moved = effect.displaces and holding.parent is not None
    return Step(
        authority=holding.bodies[0],
        mode=effect.mode,
        delegation=holding.grant.id if holding.grant else None,
        citations=tuple(each for each in cited if in_force[each]),
        lapsed=tuple(each for each in cited if not in_force[each]),
        effect=_effect_row(effect, pack),
        needs=tuple(_needs(holding, cell, on)),
        displacement=_displacement_row(effect, pack) if moved else None,
    )


def _needs(holding: Holding, cell: Cell, on: dt.date) -> Iterator[Row]:
    grant, effect, pack = holding.grant, holding.effect, cell.index.pack
    grantee = cell.index.stand_in(grant.grantee, on) if grant else None
    if grant is None or grantee is None:
        return
    missing = list(missing_needs(effect, grant, holding.parent, grantee, cell, on))
    for need in effect.needs:
        if not need.actions or cell.action in need.actions:
            yield _row("need", need.kind, need.article, need.status, effect.period, pack, met=need not in missing)


def _roles(cell: Cell, asked: dt.date, holding: Holding, organ: str | None) -> Iterator[Role]:
    index = cell.index
    for column in COLUMNS:
        body = index.authority(body_for(column, holding))
        rows = [_effect_row(effect, index.pack) for effect in _effects_read(column, holding)]
        ground = index.pack.ground(column, asked, action=cell.action, kind=body.kind)
        if ground is not None:
            rows.append(_ground_row(ground, index.pack))
        yield Role(role=column, body=body.id, rows=tuple(rows))
        if column == "respondent":
            review = index.pack.review(body.kind, body.level, asked)
            yield Role(role="review_organ", body=organ, rows=_review_rows(review, index.pack))


def _effects_read(column: Column, holding: Holding) -> Iterator[Effect]:
    """The rows whose column leads to the body: as long as one points to the grantor, the one before is read too."""
    step: Holding | None = holding
    while step is not None:
        yield step.effect
        step = step.parent if getattr(step.effect, column) == "grantor" else None


def _effect_row(effect: Effect, pack: Pack) -> Row:
    return _row("effect", effect.mode, effect.article, effect.status, effect.period, pack)


def _displacement_row(effect: Effect, pack: Pack) -> Row:
    article = effect.displaces_article or effect.article
    return _row("displacement", effect.mode, article, effect.displaces_status, effect.period, pack)


def _ground_row(ground: Ground, pack: Pack) -> Row:
    return _row("ground", ground.topic, ground.article, ground.status, ground.period, pack)


def _review_rows(review: Review | None, pack: Pack) -> tuple[Row, ...]:
    if review is None:
        return ()
    return (_row("review", review.relation, review.article, review.status, review.period, pack),)


def _row(
    kind: RowKind, key: str, article: str, status: Status, period: Period, pack: Pack, met: bool | None = None
) -> Row:
    text = {"zh": pack.cite(article, "zh"), "en": pack.cite(article, "en")}
    return Row(kind=kind, key=key, article=article, status=status, period=period, text=text, met=met)
