"""Who: bodies, their functions and legal capacity through time."""

from __future__ import annotations

from typing import Annotated, ClassVar

from enforcekit.shape import Coded, Doc, Example, Ref, record
from enforcekit.timing import ALWAYS, Period

from .common import CODE, ID, Citation, Identifier, Labelled, Record


@record
class Function:
    """A field in which the body has functions, and when.

    >>> import datetime as dt
    >>> until_2024 = Period(end=dt.date(2024, 1, 1))
    >>> dt.date(2024, 1, 1) in Function(code="city_management", period=until_2024).period
    False
    """

    code: Annotated[str, CODE, Coded("field"), Doc("Field", "领域"), Example("city_management")]
    period: Annotated[Period, Doc("Since when, until when", "期间")] = ALWAYS


@record
class Capacity:
    """An interval of legal capacity (执法主体资格), with the instrument that gave it.

    >>> import datetime as dt
    >>> own = Capacity(period=Period(start=dt.date(2022, 1, 1)), basis=Citation(instrument="zj-decision"))
    >>> dt.date(2021, 12, 31) in own.period, dt.date(2022, 1, 1) in own.period
    (False, True)
    """

    period: Annotated[Period, Doc("Interval", "期间")] = ALWAYS
    basis: Annotated[Citation | None, Doc("Instrument that gave it", "依据")] = None


@record
class Authority(Record):
    """A body that acts, or is thought to. Without `capacity` the pack's rule for its kind decides.

    >>> import datetime as dt
    >>> town = Authority(
    ...     id="xikou-town", names={"en": "Xikou town"}, kind="township", places=["330213100"],
    ...     period=Period(end=dt.date(2026, 1, 1)), successor="new-town",
    ... )
    >>> town.in_force(dt.date(2026, 1, 1)), town.successor
    (False, 'new-town')
    """

    type: ClassVar[str] = "authority"

    names: Labelled
    kind: Annotated[str, CODE, Coded("authority_kind"), Doc("Kind of body", "主体类型"), Example("department")]
    level: Annotated[str | None, CODE, Coded("level"), Doc("Level", "层级"), Example("county")] = None
    places: Annotated[
        tuple[Annotated[str, ID, Ref("place")], ...], Doc("Territory", "管辖区域"), Example("330213")
    ] = ()
    parent: Annotated[str | None, ID, Ref("authority"), Doc("Body it belongs to", "所属机关")] = None
    identifiers: Annotated[tuple[Identifier, ...], Doc("Codes of the body", "机构代码")] = ()
    functions: Annotated[tuple[Function, ...], Doc("Fields in which it has functions", "职能")] = ()
    capacity: Annotated[tuple[Capacity, ...], Doc("Intervals of legal capacity", "主体资格期间")] = ()
    successor: Annotated[str | None, ID, Ref("authority"), Doc("Body that took its place", "承继机关")] = None
