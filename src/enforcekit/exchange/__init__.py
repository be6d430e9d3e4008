"""Maps from and to the formats of others: what they send becomes records and findings, and nothing is lost unsaid."""

from enforcekit.lazy import attach

_MODULES = {
    "Converted": ".loss",
    "Decisions": ".publicity",
    "EventLog": ".log",
    "ItemTable": ".items",
    "LogEvent": ".log",
    "LogObject": ".log",
    "Rejected": ".publicity",
    "Tie": ".log",
    "cases_from_log": ".cases_log",
    "cases_to_log": ".cases_log",
    "from_ocel": ".ocel",
    "from_open311": ".open311",
    "from_prov": ".prov",
    "from_xes": ".xes",
    "read_decisions": ".publicity",
    "read_items": ".items",
    "simulated_log": ".simulated",
    "to_ocel": ".ocel",
    "to_open311": ".open311",
    "to_prov": ".prov",
    "to_xes": ".xes",
    "with_delegation": ".prov",
    "write_decisions": ".publicity_write",
    "write_items": ".items",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .cases_log import cases_from_log, cases_to_log
    from .items import ItemTable, read_items, write_items
    from .log import EventLog, LogEvent, LogObject, Tie
    from .loss import Converted
    from .ocel import from_ocel, to_ocel
    from .open311 import from_open311, to_open311
    from .prov import from_prov, to_prov, with_delegation
    from .publicity import Decisions, Rejected, read_decisions
    from .publicity_write import write_decisions
    from .simulated import simulated_log
    from .xes import from_xes, to_xes

__all__ = [
    "Converted",
    "Decisions",
    "EventLog",
    "ItemTable",
    "LogEvent",
    "LogObject",
    "Rejected",
    "Tie",
    "cases_from_log",
    "cases_to_log",
    "from_ocel",
    "from_open311",
    "from_prov",
    "from_xes",
    "read_decisions",
    "read_items",
    "simulated_log",
    "to_ocel",
    "to_open311",
    "to_prov",
    "to_xes",
    "with_delegation",
    "write_decisions",
    "write_items",
]
