"""What one firm needs to check its own part of a draw, without seeing the list of the others."""

from __future__ import annotations

from typing import Any

import attrs

from enforcekit.arguments import must_be, must_be_text
from enforcekit.errors import InvalidData
from enforcekit.model.draw import Draw, DrawObject
from enforcekit.wire.convert import dump

from .draw_check import NOT_LISTED
from .draw_hash import hash_leaf, hash_node, levels, nfc, object_leaf, ticket_of, tickets


@attrs.frozen(kw_only=True)
class Membership:
    """That an object stands in the committed list: its entry, and the hashes beside its way up to the root.

    `ticket` is there once the seed is known and the object is eligible.
    """

    object: DrawObject
    index: int
    size: int
    path: tuple[str, ...]
    root: str
    ticket: str | None = None

    def holds(self) -> bool:
        """Whether entry and path lead to the root (RFC 6962, audit path). The root itself is in the published plan."""
        if not 0 <= self.index < self.size:
            return False
        at, last, found, path = self.index, self.size - 1, hash_leaf(object_leaf(self.object)), list(self.path)
        while last:
            # The last of an odd row has no partner and goes up as it is.
            if at % 2 or at < last:
                if not path:
                    return False
                beside = bytes.fromhex(path.pop(0))
                found = hash_node(beside, found) if at % 2 else hash_node(found, beside)
            at, last = at // 2, last // 2
        return not path and found.hex() == self.root

    def to_dict(self) -> dict[str, Any]:
        """The proof as plain JSON values."""
        body = {**attrs.asdict(self, recurse=False), "object": dump(self.object), "path": list(self.path)}
        return {key: value for key, value in body.items() if value is not None}


def membership(draw: Draw, object_id: str) -> Membership:
    """The proof that an object stands in the list of a draw.

    Raises:
        InvalidData: the object is not listed.

    Source: RFC 6962, section 2.1.1.

    >>> from enforcekit.inspection.draw import plan_draw
    >>> from enforcekit.model.draw import DrawRule, DrawStratum
    >>> rule = DrawRule(strata=[DrawStratum(id="A", size=1)], beacon_spec="text:a lottery")
    >>> plan = plan_draw([{"id": name, "stratum": "A"} for name in "abc"], [], rule, id="D-1")
    >>> proof = membership(plan, "c")
    >>> len(proof.path), proof.holds(), proof.root == plan.roots.objects
    (1, True, True)
    """
    must_be(Draw, draw=draw)
    must_be_text(object_id=object_id)
    wanted = nfc(object_id)
    objects = sorted(draw.objects, key=lambda each: nfc(each.id))
    index = next((n for n, each in enumerate(objects) if nfc(each.id) == wanted), None)
    if index is None:
        raise InvalidData([NOT_LISTED.at("/objects", key=wanted, name="objects")], draw.id)
    each = objects[index]
    rows = levels(map(object_leaf, objects))
    path = [row[at ^ 1].hex() for depth, row in enumerate(rows) if (at := index >> depth) ^ 1 < len(row)]
    own = tickets(draw.seed, each.stratum, [each]) if draw.seed else []
    return Membership(
        object=each,
        index=index,
        size=len(objects),
        path=tuple(path),
        root=rows[-1][0].hex(),
        ticket=ticket_of(own[0]) if own else None,
    )
