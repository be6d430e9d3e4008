"""The nouns: frozen records without behaviour. Records point to each other by id only, never to the record itself."""

from enforcekit.lazy import attach

_MODULES = {
    "Act": ".case",
    "Article": ".instrument",
    "Authority": ".authority",
    "Capacity": ".authority",
    "Case": ".case",
    "CaseDocument": ".case",
    "CaseReview": ".supervision",
    "Ceiling": ".delegation",
    "Certificate": ".officer",
    "Citation": ".common",
    "Clue": ".complaint",
    "Complaint": ".complaint",
    "CreditRecord": ".case",
    "Delegation": ".delegation",
    "Designation": ".delegation",
    "DutyEntry": ".supervision",
    "DutyList": ".supervision",
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
    "Mediation": ".complaint",
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
    "Request": ".request",
    "ReviewPoint": ".supervision",
    "Sanction": ".case",
    "SupervisionNotice": ".supervision",
    "Turn": ".request",
}
__getattr__, __dir__ = attach(__name__, _MODULES)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from .authority import Authority, Capacity, Function
    from .case import Act, Case, CaseDocument, CreditRecord, Event, Evidence, Sanction
    from .common import Citation, Identifier, Money, Record
    from .complaint import Clue, Complaint, Mediation
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
    from .request import Request, Turn
    from .supervision import CaseReview, DutyEntry, DutyList, ReviewPoint, SupervisionNotice

__all__ = [
    "EVERY_HOLDER",
    "RECORD_TYPES",
    "Act",
    "Article",
    "Authority",
    "Capacity",
    "Case",
    "CaseDocument",
    "CaseReview",
    "Ceiling",
    "Certificate",
    "Citation",
    "Clue",
    "Complaint",
    "CreditRecord",
    "Delegation",
    "Designation",
    "DutyEntry",
    "DutyList",
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
    "Mediation",
    "Money",
    "Officer",
    "OneMatter",
    "Party",
    "Penalty",
    "Place",
    "PlanEntry",
    "Posting",
    "Record",
    "Request",
    "ReviewPoint",
    "Sanction",
    "SupervisionNotice",
    "Turn",
]
