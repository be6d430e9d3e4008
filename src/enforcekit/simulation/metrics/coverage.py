"""What the scenario itself says, before any case: gaps, overlaps, and how many bodies a firm has to deal with."""

from __future__ import annotations

from ..cells import gap_share, overlap_mean
from ..engine import Trace
from .registry import metric


@metric("gap.static")
def gap_static(trace: Trace) -> float | None:
    """Share of the cases to be expected that nobody is competent for; None without cells."""
    return gap_share(trace.compiled.scenario.cells)


@metric("overlap.static")
def overlap_static(trace: Trace) -> float | None:
    """How many bodies more than one are competent, on average over the cases to be expected; None without cells."""
    return overlap_mean(trace.compiled.scenario.cells)


def heads_by_firm(trace: Trace) -> dict[str, int]:
    """How many bodies are competent for something that concerns each firm at its place (多头执法)."""
    scenario = trace.compiled.scenario
    at: dict[tuple[str, str], set[str]] = {}
    for cell in scenario.cells:
        at.setdefault((cell.place, cell.field), set()).update(who.group for who in cell.competent)
    found = {}
    for firm in scenario.firms:
        fields = firm.fields or [field for place, field in at if place == firm.place]
        found[firm.id] = len(set().union(*(at.get((firm.place or "", field), set()) for field in fields)))
    return found


@metric("heads.mean")
def heads_mean(trace: Trace) -> float | None:
    """Bodies competent for something that concerns a firm, on average over firms; None without firms."""
    heads = heads_by_firm(trace)
    return sum(heads.values()) / len(heads) if heads else None


@metric("heads.max")
def heads_max(trace: Trace) -> float | None:
    """The same of the firm with the most."""
    return max(map(float, heads_by_firm(trace).values()), default=None)
