"""The provisions that the rows cite, each under a tag of its own, so that it reads as lawyers there cite it."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any, Final

import attrs

from enforcekit.law import Effect, Source


def _usc(title: int, section: str) -> Source:
    return Source(f"《美国法典》第{title}编第{section}条", f"{title} U.S.C. § {section}")


def _cfr(section: str) -> Source:
    return Source(f"《联邦法规汇编》第40编第{section}条", f"40 C.F.R. § {section}")


SOURCES: Final = {
    # Resource Conservation and Recovery Act, subtitle C (hazardous waste)
    "RCRA3006b": _usc(42, "6926(b)"),
    "RCRA3006e": _usc(42, "6926(e)"),
    "RCRA3008a": _usc(42, "6928(a)"),
    "RCRA3008a2": _usc(42, "6928(a)(2)"),
    "RCRA3008b": _usc(42, "6928(b)"),
    "RCRA7006": _usc(42, "6976"),
    "271.8": _cfr("271.8"),
    "271.20": _cfr("271.20"),
    "271.23a": _cfr("271.23(a)"),
    # Clean Air Act, section 111 (standards of performance for new stationary sources)
    "CAA111c1": _usc(42, "7411(c)(1)"),
    "CAA111c2": _usc(42, "7411(c)(2)"),
    # How days are counted in the agency's own proceedings, and who reviews them there
    "22.7": _cfr("22.7(a)"),
    "22.30": _cfr("22.30"),
    "APA558b": _usc(5, "558(b)"),
}

READ: Final = {"RCRA3006b", "271.23a"}
"""The provisions whose text was read for this pack. The others were cited from memory."""


def marked(rows: Iterable[Any]) -> tuple[Any, ...]:
    """The rows, and the needs in them, `unconfirmed` where one of their articles was not read."""
    return tuple(_marked(row) for row in rows)


def _marked(row: Any) -> Any:
    read = set(re.split("; *", row.article)) <= READ
    changes: dict[str, Any] = {"status": row.status if read else "unconfirmed"}
    if isinstance(row, Effect):
        changes["needs"] = marked(row.needs)
    return attrs.evolve(row, **changes)
