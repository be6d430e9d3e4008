"""Where: divisions, zones made of them, parts of one division, sea areas."""

from __future__ import annotations

from typing import Annotated, ClassVar

from enforcekit.codes import PLACE_KINDS
from enforcekit.shape import Coded, Doc, Example, Ref, record

from .common import CODE, ID, Identifier, Labelled, Record


@record
class Place(Record):
    """A territory. A zone has members and is not their ancestor; a part is a named piece of its parent.

    >>> port = Place(id="port", names={"zh": "港区"}, kind="zone", members=["330213100", "330213101"])
    >>> port.parent is None, len(port.members)
    (True, 2)
    >>> Place(id="port", names={}, parent="港区")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Place
      error EK117 at /names: 0 characters or entries, at least 1 are needed → give at least 1
      error EK113 at /parent: '港区' is not of the form [A-Za-z0-9][A-Za-z0-9._:@/-]{0,127} → write it in that form
    """

    type: ClassVar[str] = "place"

    names: Labelled
    kind: Annotated[str, CODE, Coded("place_kind", PLACE_KINDS), Doc("Kind of place", "地域类型")] = "division"
    code: Annotated[Identifier | None, Doc("Official code", "区划代码")] = None
    level: Annotated[str | None, CODE, Coded("level"), Doc("Level", "层级"), Example("township")] = None
    parent: Annotated[str | None, ID, Ref("place"), Doc("Place it is part of", "上级区划"), Example("330213")] = None
    members: Annotated[
        tuple[Annotated[str, ID, Ref("place")], ...],
        Doc("Divisions or parts that make the zone", "功能区组成"),
    ] = ()
