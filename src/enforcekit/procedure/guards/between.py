"""Conditions of what passes between bodies: whose turn it is, who may settle, what may not come back, what needs power.

The rows that ask them carry article, kinds and words; here stands only how each is judged.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from enforcekit.competence import who_may
from enforcekit.competence.cell import index_of
from enforcekit.competence.superior import common_superior
from enforcekit.law.process import Condition
from enforcekit.model.authority import Authority
from enforcekit.model.request import Request

from ..clocks import clocks
from ..scene import Scene
from .filing import serves
from .registry import BETWEEN, Missing, Verdict, guard

_guard = partial(guard, table=BETWEEN)


def _turn(scene: Scene) -> Any:
    return scene.event


def _acting(scene: Scene) -> str | Missing:
    """The body that takes the turn."""
    named = getattr(scene.event, "authority", None)
    if named is None:
        return Missing("`authority` of the turn: the body that takes it", "事件的 authority（行为机关）")
    return str(named)


def _is_one_of(scene: Scene, bodies: tuple[str, ...]) -> Verdict:
    acting = _acting(scene)
    if isinstance(acting, Missing):
        return acting
    return acting in bodies and all(acting in serves(each, scene.on) for each in scene.officers)


@_guard("by_asking", event=True)
def by_asking(scene: Scene, _: Condition) -> Verdict:
    """The body that asks takes the turn, through officers of its own."""
    return _is_one_of(scene, (_request(scene).asking,))


@_guard("by_asked", event=True)
def by_asked(scene: Scene, _: Condition) -> Verdict:
    """A body that was asked takes the turn, through officers of its own."""
    return _is_one_of(scene, _request(scene).asked)


@_guard("by_party_to_it", event=True)
def by_party_to_it(scene: Scene, _: Condition) -> Verdict:
    """One of the bodies concerned takes the turn."""
    request = _request(scene)
    return _is_one_of(scene, (request.asking, *request.asked))


def _request(scene: Scene) -> Any:
    return scene.case


@_guard("asked_is_another")
def asked_is_another(scene: Scene, _: Condition) -> Verdict:
    """No body asks itself, and every one that is asked is there."""
    request = _request(scene)
    return request.asking not in {scene.structure.resolve(Authority, each).id for each in request.asked}


@_guard("by_arbiter", "by_dispatcher", event=True)
def by_arbiter(scene: Scene, row: Condition) -> Verdict:
    """The common superior of the bodies takes the turn, or a kind that the row names (J-06, K-19)."""
    acting = _acting(scene)
    if isinstance(acting, Missing):
        return acting
    request, index = _request(scene), index_of(scene.structure)
    bodies = [scene.structure.resolve(Authority, each) for each in (request.asking, *request.asked)]
    over = common_superior(index, bodies, scene.on)
    if over is not None and over.id == acting:
        return True
    body = scene.structure.resolve(Authority, acting)
    reach = {place for each in bodies for place in each.places}
    above = {over for place in reach for over in (place, *index.territory.above(place))}
    return body.kind in row.any_of and bool(above & set(body.places)) and acting not in {each.id for each in bodies}


@_guard("not_sent_back")
def not_sent_back(scene: Scene, _: Condition) -> Verdict:
    """The matter did not come from the body it is now sent to: a receiver that disagrees negotiates (J-09)."""
    request = _request(scene)
    return not any(
        each.id != request.id
        and each.kind == request.kind
        and each.matter is not None
        and each.matter == request.matter
        and each.asking in request.asked
        and request.asking in each.asked
        and each.asked_on <= request.asked_on
        for each in scene.structure.all(Request)
    )


@_guard("clock_overdue")
def clock_overdue(scene: Scene, row: Condition) -> Verdict:
    """One of the clocks that the row names has run out, or the day by which an answer was asked for has passed."""
    asked_for = getattr(scene.case, "answer_by", None)
    if asked_for is not None and scene.on > asked_for:
        return True
    return any(
        each.rule in row.any_of and each.stopped is None and each.state(scene.on) in ("overdue", "lapsed")
        for each in clocks(scene.standing, scene.on, provisional=True)
    )


@_guard("owner_and_deadline", event=True)
def owner_and_deadline(scene: Scene, _: Condition) -> Verdict:
    """What was agreed has an owner, one of the bodies concerned, and a day that is still to come."""
    turn, request = _turn(scene), _request(scene)
    owner, until = turn.reference, turn.until
    return owner in (request.asking, *request.asked) and until is not None and until > scene.on


@_guard("within_power", event=True)
def within_power(scene: Scene, row: Condition) -> Verdict:
    """What needs power is done only by a body that `who_may` names for it; else the turn states none of it."""
    used = sorted(set(row.any_of) & set(scene.facts))
    if not used:
        return True
    acting, record = _acting(scene), scene.case
    if isinstance(acting, Missing):
        return acting
    if not record.items or record.place is None:
        return False
    return all(_holds(scene, acting, _action(scene, step), item) for step in used for item in record.items)


def _holds(scene: Scene, body: str, action: str, item: str) -> bool:
    answer = who_may(scene.structure, action, item=item, place=scene.case.place, on=scene.on)
    return any(body in (each.authority, *each.jointly) for each in answer.competences)


def _action(scene: Scene, step: str) -> str:
    """The kind of action that a stated step is: a penalty or an inspection is its own, the rest is compulsion."""
    return step if step in (scene.pack.penalty, "inspect") else scene.pack.compulsion


@_guard("by_supervisor", event=True)
def by_supervisor(scene: Scene, row: Condition) -> Verdict:
    """The issuer takes the turn; it is of a kind that supervises, over the other's territory, and not the other."""
    notice: Any = scene.case
    if (acting := _acting(scene)) != notice.issuer:
        return acting if isinstance(acting, Missing) else False
    index = index_of(scene.structure)
    issuer, recipient = (scene.structure.resolve(Authority, each) for each in (notice.issuer, notice.recipient))
    above = {over for place in recipient.places for over in (place, *index.territory.above(place))}
    return issuer.id != recipient.id and issuer.kind in row.any_of and bool(above & set(issuer.places))


@_guard("by_recipient", event=True)
def by_recipient(scene: Scene, _: Condition) -> Verdict:
    """The body supervised takes the turn."""
    notice: Any = scene.case
    return _is_one_of(scene, (notice.recipient,))


@_guard("by_issuer", event=True)
def by_issuer(scene: Scene, _: Condition) -> Verdict:
    """The body that supervises takes the turn."""
    notice: Any = scene.case
    return _is_one_of(scene, (notice.issuer,))


@_guard("names_body", event=True)
def names_body(scene: Scene, _: Condition) -> Verdict:
    """The turn names a body of the structure as the one that takes it on."""
    named = _turn(scene).reference
    return named in scene.structure and isinstance(scene.structure[named], Authority)


@_guard("names_case", event=True)
def names_case(scene: Scene, _: Condition) -> Verdict:
    """The turn names the case or record that goes on."""
    return _turn(scene).reference is not None


@_guard("by_routed", event=True)
def by_routed(scene: Scene, _: Condition) -> Verdict:
    """The body that it was last routed to takes the turn."""
    routed = scene.standing.last("route")
    named = routed.event.reference if routed is not None else None
    return _is_one_of(scene, (named,) if named is not None else ())


@_guard("not_declined_before", event=True)
def not_declined_before(scene: Scene, _: Condition) -> Verdict:
    """The body named has not sent it back before."""
    sent_back = {getattr(each.event, "authority", None) for each in scene.standing.moved("decline")}
    return _turn(scene).reference not in sent_back


@_guard("is_received")
def is_received(scene: Scene, _: Condition) -> Verdict:
    """It has been received."""
    return scene.standing.last("receive") is not None


@_guard("within_term")
def within_term(scene: Scene, row: Condition) -> Verdict:
    """The time that the row names runs still."""
    found = clocks(scene.standing, scene.on, provisional=True)
    return any(each.rule in row.any_of and each.state(scene.on) in ("running", "uncertain") for each in found)


@_guard("confirmation_applied")
def confirmation_applied(scene: Scene, _: Condition) -> Verdict:
    """Confirmation of the agreement that stands was applied for."""
    applied, agreed = scene.standing.last("apply_confirmation"), scene.standing.last("agree")
    return applied is not None and agreed is not None and applied.number > agreed.number
