"""Territory and level: acting where, or at a level at which, the body has no power."""

from __future__ import annotations

from collections.abc import Iterator

from enforcekit.law.lint import Hit, check
from enforcekit.model.authority import Authority
from enforcekit.model.delegation import Delegation, Designation
from enforcekit.model.instrument import Instrument
from enforcekit.model.item import Item

from .context import Context


@check(
    "EK325",
    "L14",
    "defect",
    article="APL21:22",
    en="'{grant}' lets '{body}' act at '{place}', which is not in its territory",
    zh="“{grant}”使“{body}”在其管辖区域以外的“{place}”实施",
    cure_en="limit it to the body's territory, or grant to the body of that place",
    cure_zh="请限于其管辖区域，或授予当地机关",
)
def outside_its_territory(context: Context) -> Iterator[Hit]:
    """A grant or designation at a place that the body it names does not cover."""
    grants = [each for shape in context.shapes if _outside(context, shape.grant) for each in shape.grants]
    records: list[Delegation | Designation] = [*grants, *context.structure.all(Designation)]
    for each in records:
        place = _outside(context, each)
        if place is not None:
            body = _body(each)
            yield Hit(each.id, body, place, grant=each.id, body=body, place=place)


def _outside(context: Context, record: Delegation | Designation) -> str | None:
    """The first place of a record that the body it names does not cover; a body without places is not judged."""
    own = context.index.authority(_body(record)).places
    return next((place for place in record.places if own and not context.inside(place, own)), None)


def _body(record: Delegation | Designation) -> str:
    return record.grantee if isinstance(record, Delegation) else record.authority


@check(
    "EK326",
    "L15",
    "voidable",
    en="'{record}' gives power to '{body}', a body of so low a level, without the basis that needs ({values})",
    zh="“{record}”使层级如此之低的“{body}”享有权力，但缺少所需依据（{values}）",
    cure_en="hand the power down by the mode the law has for it, or cite the law that names such a body",
    cure_zh="请依法定方式下放，或列明规定该主体的上述种类的依据",
)
def level_too_low(context: Context) -> Iterator[Hit]:
    """A mode, or an item, that gives power to a level which only a law can name."""
    for row in context.pack.duties_of("L15"):
        values = "/".join(sorted(row.values))
        for shape in context.shapes:
            grant = shape.grant
            body = context.index.authority(grant.grantee)
            if grant.mode in row.modes and body.level in row.levels:
                for each in shape.grants:
                    words = {"record": each.id, "body": body.id, "values": values}
                    yield Hit(each.id, body.id, **words).under(row)
        for item in context.structure.all(Item):
            kinds = {kind for holder in item.holders for kind in (*holder.kinds, *holder.levels)}
            low = sorted(kinds & (row.kinds | row.levels))
            bases = [context.structure[each.instrument] for each in item.bases]
            lawful = any(isinstance(each, Instrument) and each.kind in row.values for each in bases)
            if low and bases and not lawful:
                cited = dict.fromkeys(each.id for each in bases)
                words = {"record": item.id, "body": low[0], "values": values}
                yield Hit(item.id, *cited, **words).under(row)


@check(
    "EK344",
    "L25",
    "advice",
    also=("D-13",),
    en="'{body}' answers for its own acts only if approved at the level of {levels}; its capacity rests on '{basis}'",
    zh="“{body}”经 {levels} 级批准设立的，方由其自行应诉；其主体资格依据为“{basis}”",
    cure_en="cite the approval, or let the government that set the zone up answer",
    cure_zh="请列明批准文件；否则由设立该功能区的人民政府应诉",
)
def zone_answers_for_itself(context: Context) -> Iterator[Hit]:
    """The capacity of a zone body rests on nothing, or on an instrument of too low a level."""
    for row in context.pack.duties_of("L25"):
        for body in context.structure.all(Authority):
            for capacity in body.capacity if body.kind in row.kinds else ():
                basis = capacity.basis.instrument if capacity.basis else None
                approved = context.structure[basis] if basis else None
                if not (isinstance(approved, Instrument) and context.index.level_of(approved) in row.levels):
                    words = {"body": body.id, "levels": "/".join(sorted(row.levels)), "basis": basis or "-"}
                    witness = (body.id, basis) if basis else (body.id,)
                    yield Hit(*witness, **words).under(row)
                    break
