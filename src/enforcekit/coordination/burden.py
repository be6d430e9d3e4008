"""Gaps and overlaps by what falls into them: a hole in the matrix matters as much as the work it meets."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

import attrs

from enforcekit.arguments import must_be, records_of
from enforcekit.competence import Coverage
from enforcekit.model.case import Case

Cell = tuple[str, str]


@attrs.frozen(kw_only=True)
class Burden:
    """The load on a matrix: all of it, and what falls into gaps and overlaps, by cell (item, place), largest first."""

    total: float
    gaps: Mapping[Cell, float] = attrs.field(hash=False)
    overlaps: Mapping[Cell, float] = attrs.field(hash=False)

    @property
    def gap_share(self) -> float:
        """The share of the load that nobody may take; 0 of nothing."""
        return sum(self.gaps.values()) / self.total if self.total else 0.0

    @property
    def overlap_share(self) -> float:
        """The share of the load that two bodies may take and answer apart; 0 of nothing."""
        return sum(self.overlaps.values()) / self.total if self.total else 0.0


def burden(coverage: Coverage, load: Mapping[Cell, float] | None = None) -> Burden:
    """Gaps and overlaps of a matrix (`ek.coverage`) weighted by load: cases, complaints, firms, for each cell.

    Cells of the load that are not in the matrix are left out; without a load every cell weighs 1, so that the shares
    are shares of cells.

    >>> import enforcekit as ek, datetime as dt
    >>> matrix = ek.coverage(ek.example("ningbo"), ["330217015000"], ["330213100"], on=dt.date(2024, 5, 1),
    ...                      action="penalise")
    >>> burden(matrix, {("330217015000", "330213100"): 12}).gap_share
    0.0
    """
    must_be(Coverage, coverage=coverage)
    gaps: dict[Cell, float] = {}
    overlaps: dict[Cell, float] = {}
    total = 0.0
    for item, place, covered in coverage.cells():
        weight = 1.0 if load is None else load.get((item, place), 0)
        total += weight
        if covered.gap and weight:
            gaps[item, place] = weight
        if covered.overlaps and weight:
            overlaps[item, place] = weight
    return Burden(total=total, gaps=_largest_first(gaps), overlaps=_largest_first(overlaps))


def load_of(cases: Iterable[Case]) -> dict[Cell, float]:
    """How many cases fall into each cell: one for each of a case's items at its place.

    >>> load_of([])
    {}
    """
    given = records_of("cases", cases, Case)
    return dict(Counter((item, case.place) for case in given for item in case.items))


def _largest_first(cells: dict[Cell, float]) -> dict[Cell, float]:
    return dict(sorted(cells.items(), key=lambda each: (-each[1], each[0])))
