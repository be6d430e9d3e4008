"""Maps from and to the formats of others: what they send becomes records and findings, and nothing is lost unsaid."""

from enforcekit.lazy import attach

_MODULES = {
    "Converted": ".loss",
    "Decisions": ".publicity",
    "EventLog": ".log",
    "LogEvent": ".log",
    "LogObject": ".log",
    "Rejected": ".publicity",
    "Tie": ".log",
    "cases_from_log": ".cases_log",
    "cases_to_log": ".cases_log",
    "from_ocel": ".ocel",
    "from_xes": ".xes",
    "read_decisions": ".publicity",
    "simulated_log": ".simulated",
    "to_ocel": ".ocel",
    "to_xes": ".xes",
    "write_decisions": ".publicity_write",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .cases_log import cases_from_log, cases_to_log
    from .log import EventLog, LogEvent, LogObject, Tie
    from .loss import Converted
    from .ocel import from_ocel, to_ocel
    from .publicity import Decisions, Rejected, read_decisions
    from .publicity_write import write_decisions
    from .simulated import simulated_log
    from .xes import from_xes, to_xes

__all__ = [
    "Converted",
    "Decisions",
    "EventLog",
    "LogEvent",
    "LogObject",
    "Rejected",
    "Tie",
    "cases_from_log",
    "cases_to_log",
    "from_ocel",
    "from_xes",
    "read_decisions",
    "simulated_log",
    "to_ocel",
    "to_xes",
    "write_decisions",
]
