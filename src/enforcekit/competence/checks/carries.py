"""What a mode can carry: some actions and penalties never move, and before its law began nothing does."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.lint import Hit, check

from .context import Context


def _actions(context: Context, *, barred: bool) -> Iterator[Hit]:
    """Grants of actions that the mode never carries, or does not speak of."""
    for shape in context.shapes:
        for action in shape.grant.actions:
            rows = [effect for effect, _ in shape.rows if not effect.moves(action, frozenset())]
            effect = next((each for each in rows if (action in each.never_carries) is barred), None)
            if effect is not None:
                for grant in shape.grants:
                    words = {"grant": grant.id, "action": action, "mode": grant.mode}
                    yield Hit(grant.id, **words).under(effect)


@check(
    "EK322",
    "L12",
    "void",
    also=("D-03",),
    en="'{grant}' moves '{item}', whose penalty ({penalty}) stays with the body that has it by law",
    zh="“{grant}”转移“{item}”，但其处罚种类（{penalty}）只能由法定机关行使",
    cure_en="take the item out of the list",
    cure_zh="请将该事项移出清单",
)
def liberty_moved(context: Context) -> Iterator[Hit]:
    """A list names an item whose penalty can move by no such mode."""
    codes = {code for effect in context.pack.effects for code in effect.never_carries}
    if all(matter.penalties.isdisjoint(codes) for matter in context.matters.all):
        return
    for shape in context.shapes:
        never = {code: effect for effect, _ in shape.rows for code in effect.never_carries}
        for _, grant, _, listing in shape.runs if never else ():
            found = sorted((m.item.id, code) for m in listing.listed for code in m.penalties if code in never)
            for item, penalty in found[:1]:
                article = never[penalty].article
                yield Hit(grant.id, item, grant=grant.id, item=item, penalty=penalty).under(article=article)


@check(
    "EK332",
    "D-10",
    "void",
    en="'{grant}' gives '{action}', which can never move by the mode '{mode}'",
    zh="“{grant}”授予“{action}”，但该行为不得以“{mode}”方式转移",
    cure_en="take the action out; ask the grantor to do it",
    cure_zh="请删除该行为类型，由委托机关自行实施",
)
def never_moves(context: Context) -> Iterator[Hit]:
    """Compulsion is entrusted."""
    yield from _actions(context, barred=True)


@check(
    "EK346",
    "D-10/carries",
    "defect",
    en="'{grant}' gives '{action}', of which the mode '{mode}' says nothing: it does not move",
    zh="“{grant}”授予“{action}”，但“{mode}”方式不涉及该行为，不发生转移",
    cure_en="take the action out, or use a mode that carries it",
    cure_zh="请删除该行为类型，或采用可以转移该行为的方式",
)
def not_carried(context: Context) -> Iterator[Hit]:
    """The mode carries other kinds of action."""
    yield from _actions(context, barred=False)


@check(
    "EK324",
    "D-11/before",
    "void",
    article="APL21:24",
    en="'{grant}' begins on {start}, when the law knew no mode '{mode}'",
    zh="“{grant}”自 {start} 起施行，当时法律尚无“{mode}”方式",
    cure_en="let it begin with the law, or record the mode under which it was given then",
    cure_zh="施行日不应早于法律施行日，或按当时的方式记录",
)
def before_the_law(context: Context) -> Iterator[Hit]:
    """A grant runs on days on which its mode does not exist in law."""
    for shape in context.shapes:
        since = context.since(shape.grant.mode)
        for _, grant, (start, _), _ in shape.runs if since else ():
            if since and start < since and context.pack.effect(grant.mode, start) is None:
                first = next((effect for effect, _ in shape.rows), None)
                words = {"grant": grant.id, "start": start.isoformat(), "mode": grant.mode}
                yield Hit(grant.id, **words).under(article=first.article if first else "")
