"""Where: divisions, zones made of them, parts of one division, sea areas."""

from __future__ import annotations

from typing import Annotated, ClassVar

from enforcekit.codes import PLACE_KINDS
from enforcekit.shape import Coded, Doc, Example, Ref, record

from .common import CODE, ID, Identifier, Labelled, Record


@record
class Place(Record):
    """A territory. A zone has members and is not their ancestor; a part is a named piece of its parent."""

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
