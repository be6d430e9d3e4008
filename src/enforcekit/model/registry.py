"""Every record type by its name on the wire."""

from .authority import Authority
from .case import Case, CreditRecord
from .common import Record
from .complaint import Clue, Complaint, Mediation
from .delegation import Delegation, Designation
from .draw import Draw
from .inspection import Inspection, InspectionPlan, JointInspection, OneMatter
from .instrument import Instrument
from .item import Item
from .manifest import Manifest
from .officer import Officer
from .party import Party
from .place import Place
from .request import Request
from .supervision import CaseReview, DutyList, SupervisionNotice

RECORD_TYPES: dict[str, type[Record]] = {
    cls.type: cls
    for cls in (
        Manifest,
        Place,
        Instrument,
        Authority,
        Item,
        Delegation,
        Designation,
        Party,
        Officer,
        Case,
        CreditRecord,
        Draw,
        InspectionPlan,
        Inspection,
        JointInspection,
        OneMatter,
        Request,
        Complaint,
        Clue,
        Mediation,
        SupervisionNotice,
        CaseReview,
        DutyList,
    )
}
