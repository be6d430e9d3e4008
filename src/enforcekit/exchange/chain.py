"""Hash-linked events: a fingerprint for each event that also covers all before it, so that what was altered shows."""

from __future__ import annotations

import json
from collections.abc import Sequence
from hashlib import sha256
from typing import Any, Final

from enforcekit.arguments import must_be
from enforcekit.model.common import Record
from enforcekit.wire.validate import dump_document

START: Final = "enforcekit/events/1"
"""What the first link stands on, with the id of the record."""


def event_chain(record: Record) -> tuple[str, ...]:
    """The links of a record's events, oldest first (H14, N18).

    Link n is the SHA-256 of link n-1, a line feed, and event n as JSON with sorted keys and no spaces; link 0 is that
    of the start and the record's id. Publish the last link, or give it to another body: nobody can then alter an event
    unseen.

    Args:
        record: a case, request, complaint or any other record with events.

    >>> import datetime as dt
    >>> from enforcekit.model import Case, Event
    >>> told = Event(kind="receive_clue", at=dt.datetime(2025, 4, 21, 9, tzinfo=dt.UTC))
    >>> case = Case(id="c-1", authority="a", items=["i"], place="p", events=[told])
    >>> [len(each) for each in event_chain(case)]
    [64]
    """
    must_be(Record, record=record)
    document: dict[str, Any] = dump_document(record)
    link = sha256(f"{START}\n{record.id}".encode()).hexdigest()
    links = []
    for event in document.get("events", ()):
        link = sha256(f"{link}\n{_canonical(event)}".encode()).hexdigest()
        links.append(link)
    return tuple(links)


def _canonical(value: Any) -> str:
    """JSON with sorted keys and no spaces: of texts, whole numbers and truth values that is RFC 8785."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)


def first_altered(record: Record, chain: Sequence[str]) -> int | None:
    """The position of the first event that is not the one the chain was made of; None when all are.

    An event that was taken away or added is altered too; events after the end of the chain are new, not altered.

    >>> import datetime as dt
    >>> from enforcekit.model import Case, Event
    >>> told = Event(kind="receive_clue", at=dt.datetime(2025, 4, 21, 9, tzinfo=dt.UTC))
    >>> case = Case(id="c-1", authority="a", items=["i"], place="p", events=[told])
    >>> first_altered(case, event_chain(case)) is None, first_altered(case, ["0" * 64])
    (True, 0)
    """
    links = event_chain(record)
    for at, link in enumerate(chain):
        if at >= len(links) or links[at] != link:
            return at
    return None
