"""Who can hold a program, who reviews its acts, and the provisions behind what follows from no single grant."""

from __future__ import annotations

from typing import Any, Final

from enforcekit.law import Ground, Kind, Review

_M: Final[dict[str, Any]] = {"status": "unconfirmed"}

KINDS: Final = (Kind(kind="advisory_board", may_hold=False, capacity=False, article="RCRA3006b", **_M),)

REVIEWS: Final = (
    # Orders of the agency go to its own Environmental Appeals Board; what a State does goes to the State's courts.
    Review(relation="own", kinds={"federal_agency"}, article="22.30"),
)

_TOPICS: Final = (
    "not_existing", "no_power_by_kind", "no_capacity", "outside_territory", "item_not_covered", "action_not_granted",
    "mode_forbids", "not_yet", "ended", "not_published", "not_redelegable", "grantor_lacked_power", "void_instrument",
    "displaced", "not_designated", "overlap", "transfer", "identification",
)  # fmt: skip

GROUNDS: Final = (
    Ground(topic="displaced", actions={"permit"}, article="RCRA3006b"),
    # Both may enforce: the State its program, the agency the statute.
    Ground(
        topic="overlap",
        article="RCRA3008a2",
        cure_zh="联邦机关在授权州发出命令前须先通知该州",
        cure_en="each may act; before it orders in an authorized State the federal agency notifies that State",
    ),
    Ground(topic="ended", article="RCRA3006e"),
    Ground(topic="respondent", kinds={"federal_agency"}, article="22.30"),
    Ground(topic="defendant", kinds={"federal_agency"}, article="RCRA7006"),
    Ground(topic="defendant", article="RCRA3006b", **_M),
    Ground(topic="respondent", article="RCRA3006b", **_M),
    Ground(topic="compensates", article="RCRA3006b", **_M),
    # No order is issued except within jurisdiction delegated to the agency and as authorized by law.
    *(Ground(topic=topic, article="APA558b") for topic in _TOPICS),
)
