"""The nouns: frozen records without behaviour. Records point to each other by id only, never to the record itself."""

from enforcekit.lazy import attach

_MODULES = {
    "Act": ".case",
    "Article": ".instrument",
    "Authority": ".authority",
    "Capacity": ".authority",
    "Case": ".case",
    "CaseDocument": ".case",
    "Ceiling": ".delegation",
    "Certificate": ".officer",
    "Citation": ".common",
    "CreditRecord": ".case",
    "Delegation": ".delegation",
    "Designation": ".delegation",
    "EVERY_HOLDER": ".delegation",
    "Event": ".case",
    "Evidence": ".case",
    "Function": ".authority",
    "Holder": ".item",
    "Identifier": ".common",
    "Inspection": ".inspection",
    "InspectionPlan": ".inspection",
    "InspectionResult": ".inspection",
    "Instrument": ".instrument",
    "Item": ".item",
    "JointInspection": ".inspection",
    "JointPart": ".inspection",
    "JointVisit": ".inspection",
    "Manifest": ".manifest",
    "MatterStep": ".inspection",
    "Money": ".common",
    "Officer": ".officer",
    "OneMatter": ".inspection",
    "Party": ".party",
    "Penalty": ".item",
    "Place": ".place",
    "PlanEntry": ".inspection",
    "Posting": ".officer",
    "RECORD_TYPES": ".registry",
    "Record": ".common",
    "Sanction": ".case",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .authority import Authority, Capacity, Function
    from .case import Act, Case, CaseDocument, CreditRecord, Event, Evidence, Sanction
    from .common import Citation, Identifier, Money, Record
    from .delegation import EVERY_HOLDER, Ceiling, Delegation, Designation
    from .inspection import (
        Inspection,
        InspectionPlan,
        InspectionResult,
        JointInspection,
        JointPart,
        JointVisit,
        MatterStep,
        OneMatter,
        PlanEntry,
    )
    from .instrument import Article, Instrument
    from .item import Holder, Item, Penalty
    from .manifest import Manifest
    from .officer import Certificate, Officer, Posting
    from .party import Party
    from .place import Place
    from .registry import RECORD_TYPES

__all__ = [
    "EVERY_HOLDER",
    "RECORD_TYPES",
    "Act",
    "Article",
    "Authority",
    "Capacity",
    "Case",
    "CaseDocument",
    "Ceiling",
    "Certificate",
    "Citation",
    "CreditRecord",
    "Delegation",
    "Designation",
    "Event",
    "Evidence",
    "Function",
    "Holder",
    "Identifier",
    "Inspection",
    "InspectionPlan",
    "InspectionResult",
    "Instrument",
    "Item",
    "JointInspection",
    "JointPart",
    "JointVisit",
    "Manifest",
    "MatterStep",
    "Money",
    "Officer",
    "OneMatter",
    "Party",
    "Penalty",
    "Place",
    "PlanEntry",
    "Posting",
    "Record",
    "Sanction",
]
