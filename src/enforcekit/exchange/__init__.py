"""Maps from and to the formats of others: what they send becomes records and findings, and nothing is lost unsaid."""

from enforcekit.lazy import attach

_MODULES = {
    "Converted": ".loss",
    "Decisions": ".decisions",
    "EventLog": ".log",
    "ItemTable": ".items",
    "LogEvent": ".log",
    "LogObject": ".log",
    "Regulated": ".regulation",
    "Rejected": ".reading",
    "Tie": ".log",
    "cases_from_log": ".cases_log",
    "cases_to_log": ".cases_log",
    "from_ocel": ".ocel",
    "from_open311": ".open311",
    "from_prov": ".prov",
    "from_xes": ".xes",
    "read_compulsion": ".regulation",
    "read_decisions": ".publicity",
    "read_inspections": ".regulation",
    "read_items": ".items",
    "read_penalties": ".regulation",
    "simulated_log": ".simulated",
    "to_ocel": ".ocel",
    "to_open311": ".open311",
    "to_prov": ".prov",
    "to_xes": ".xes",
    "with_delegation": ".prov",
    "write_compulsion": ".regulation_write",
    "write_decisions": ".publicity_write",
    "write_inspections": ".regulation_write",
    "write_items": ".items_write",
    "write_penalties": ".regulation_write",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .cases_log import cases_from_log, cases_to_log
    from .decisions import Decisions
    from .items import ItemTable, read_items
    from .items_write import write_items
    from .log import EventLog, LogEvent, LogObject, Tie
    from .loss import Converted
    from .ocel import from_ocel, to_ocel
    from .open311 import from_open311, to_open311
    from .prov import from_prov, to_prov, with_delegation
    from .publicity import read_decisions
    from .publicity_write import write_decisions
    from .reading import Rejected
    from .regulation import Regulated, read_compulsion, read_inspections, read_penalties
    from .regulation_write import write_compulsion, write_inspections, write_penalties
    from .simulated import simulated_log
    from .xes import from_xes, to_xes

__all__ = [
    "Converted",
    "Decisions",
    "EventLog",
    "ItemTable",
    "LogEvent",
    "LogObject",
    "Regulated",
    "Rejected",
    "Tie",
    "cases_from_log",
    "cases_to_log",
    "from_ocel",
    "from_open311",
    "from_prov",
    "from_xes",
    "read_compulsion",
    "read_decisions",
    "read_inspections",
    "read_items",
    "read_penalties",
    "simulated_log",
    "to_ocel",
    "to_open311",
    "to_prov",
    "to_xes",
    "with_delegation",
    "write_compulsion",
    "write_decisions",
    "write_inspections",
    "write_items",
    "write_penalties",
]
