"""Time: half-open periods, working days, and the counting of periods."""

from enforcekit.lazy import attach

_MODULES = {
    "ALWAYS": ".period",
    "Calendar": ".calendar",
    "Certainty": ".calendar",
    "Count": ".count",
    "Pause": ".count",
    "Period": ".period",
    "Reading": ".count",
    "Unit": ".count",
    "WorkingDays": ".calendar",
    "backward": ".count",
    "forward": ".count",
    "hours": ".count",
    "working_days": ".calendar",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .calendar import Calendar, Certainty, WorkingDays, working_days
    from .count import Count, Pause, Reading, Unit, backward, forward, hours
    from .period import ALWAYS, Period

__all__ = [
    "ALWAYS",
    "Calendar",
    "Certainty",
    "Count",
    "Pause",
    "Period",
    "Reading",
    "Unit",
    "WorkingDays",
    "backward",
    "forward",
    "hours",
    "working_days",
]
