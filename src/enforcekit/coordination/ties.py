"""What makes one edge: ties between the same bodies, of one layer, kind and interval, are one edge with their sum."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from enforcekit.timing import Period


@attrs.define
class Tie:
    """An edge that is being added up."""

    start: dt.date | None
    end: dt.date | None
    weight: float = 0
    count: int = 0
    records: dict[str, None] = attrs.field(factory=dict)
    instruments: dict[str, None] = attrs.field(factory=dict)
    basis: str = "record"


class Ties:
    """The edges of a graph by (from, to, key)."""

    def __init__(self) -> None:
        self._ties: dict[tuple[str, str, str, str, str], Tie] = {}

    def lasting(
        self,
        source: str,
        target: str,
        layer: str,
        kind: str,
        record: str,
        *,
        period: Period,
        weight: float = 1,
        instruments: Iterable[str] = (),
        basis: str = "record",
    ) -> None:
        """A relation that lasts for a period: those with the same period are one edge."""
        mark = period.start.isoformat() if period.start else ""
        key = source, target, layer, kind, f"{mark}/{period.end.isoformat() if period.end else ''}"
        self._add(key, Tie(period.start, period.end, basis=basis), weight, record, instruments)

    def happened(
        self, source: str, target: str, layer: str, kind: str, record: str, *, on: dt.date, weight: float = 1
    ) -> None:
        """Something that happened on a day: all of one kind are one edge, from the first to the last."""
        after = on + dt.timedelta(days=1)
        tie = self._add((source, target, layer, kind, ""), Tie(on, after), weight, record, ())
        tie.start = min(tie.start or on, on)
        tie.end = max(tie.end or after, after)

    def _add(
        self, key: tuple[str, str, str, str, str], new: Tie, weight: float, record: str, instruments: Iterable[str]
    ) -> Tie:
        tie = self._ties.setdefault(key, new)
        tie.weight += weight
        tie.count += 1
        tie.records[record] = None
        tie.instruments.update(dict.fromkeys(instruments))
        return tie

    def edges(self) -> Iterator[tuple[str, str, str, dict[str, Any]]]:
        """Every edge with its key and attributes; an open side of the interval is left out."""
        for (source, target, layer, kind, interval), tie in sorted(self._ties.items()):
            sides = {"start": tie.start, "end": tie.end}
            yield (
                source,
                target,
                ":".join(filter(None, (layer, kind, interval if interval != "/" else ""))),
                {
                    "layer": layer,
                    "kind": kind,
                    "weight": tie.weight,
                    "count": tie.count,
                    **{side: day.isoformat() for side, day in sides.items() if day is not None},
                    "instruments": tuple(tie.instruments),
                    "records": tuple(tie.records),
                    "basis": tie.basis,
                },
            )
