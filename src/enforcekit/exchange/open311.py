"""Service requests of Open311 GeoReport v2 as complaints, there and back, with what did not survive."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from enforcekit.arguments import must_be
from enforcekit.coordination import intake
from enforcekit.model.complaint import Complaint
from enforcekit.shape.frozen import thaw
from enforcekit.wire.validate import dump_document

from .loss import Converted, lost

FORM: Final = "Open311"


def from_open311(payload: Mapping[str, Any], *, id: str, receiver: str, kind: str = "report") -> Converted[Complaint]:
    """The complaint that a service request is; what no field of it holds stays in its `open311` extension.

    Args:
        payload: the service request, as GeoReport v2 writes it.
        id: of the complaint.
        receiver: the body that receives it.
        kind: kind of request.

    Raises `InvalidArgument` (EK672) when a field that Open311 requires is missing, `InvalidRecord` for a bad one.

    >>> said = {"service_request_id": "638344", "service_code": "007", "description": "rubbish on the road",
    ...     "requested_datetime": "2025-09-22T09:00:00+08:00", "status": "open", "lat": 29.6, "long": 121.2}
    >>> found = from_open311(said, id="k-1", receiver="xikou-town")
    >>> to_open311(found.value).value == said, found.loss
    (True, ())
    """
    complaint = intake.from_open311(payload, id=id, receiver=receiver, kind=kind)
    return Converted(complaint, lost(dict(payload), thaw(intake.open311(complaint)), form="a complaint"))


def to_open311(complaint: Complaint) -> Converted[dict[str, Any]]:
    """A complaint as a service request; the loss names every field of it that Open311 has no place for.

    Args:
        complaint: what to write.
    """
    must_be(Complaint, complaint=complaint)
    payload: dict[str, Any] = thaw(intake.open311(complaint))
    back = intake.from_open311(payload, id=complaint.id, receiver=complaint.receiver, kind=complaint.kind)
    after = dump_document(back)
    for given in ("id", "receiver", "kind"):
        if payload.get("service_code") != complaint.kind or given != "kind":
            after.pop(given, None)  # the reader's to say, not the payload's
    return Converted(payload, lost(dump_document(complaint), after, form=FORM, root=f"/{complaint.id}"))
