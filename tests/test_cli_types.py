"""The types of options: what a text stands for, what is refused, and, as click asks, that a value stays as it is."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import click
import pytest

from enforcekit.cli.case import Start
from enforcekit.cli.draw import Hex, Instant, Named
from enforcekit.cli.indicators import Input
from enforcekit.cli.options import Day, Span, Yuan
from enforcekit.cli.simulate import Axis, NamedReform
from enforcekit.cli.simulate_out import Target

HERE = Path(__file__)
DAY = dt.date(2024, 5, 1)
NOON = dt.datetime(2024, 5, 1, 12, tzinfo=dt.UTC)
BYTES = "0f" * 32

MEANT: list[tuple[Any, str, Any]] = [
    (Day(), "2024-05-01", DAY),
    (Span(), "2024-05-01..2024-05-01", (DAY, DAY)),
    (Start(), "2024-05-01", DAY),
    (Start(), "2024-05-01T12:00:00+00:00", NOON),
    (Instant(), "2024-05-01T12:00:00Z", NOON),
    (Yuan(), "1234.5", 123_450),
    (Input(), "towns=1.50", ("towns", Decimal("1.50"))),
    (Named(), f"auditor={BYTES}", ("auditor", BYTES)),
    (Hex(), "0f", "0f"),
    (NamedReform(), f"more={HERE}", ("more", HERE)),
    (Axis(), "/groups/0/officers=2,3", ("/groups/0/officers", [2.0, 3.0])),
    (Target(".csv"), "rows.csv", Path("rows.csv")),
]


@pytest.mark.parametrize(("kind", "text", "value"), MEANT, ids=lambda each: type(each).__name__)
def test_a_text_stands_for_a_value_which_stays_as_it_is(kind: Any, text: str, value: Any) -> None:
    assert kind(text) == value
    assert kind(value) == value


@pytest.mark.parametrize(
    ("kind", "text"),
    [
        (Day(), "2024-W18-3"),
        (Day(), "2024-02-30"),
        (Day(), ""),
        (Span(), "2024-05-01"),
        (Span(), "2024-05-01..soon"),
        (Start(), "2024-05-01T25:00:00+08:00"),
        (Start(), "2024-05-01T12:00:00"),
        (Start(), "noonT"),
        (Instant(), "2024-05-01"),
        (Yuan(), "1.234"),
        (Yuan(), "many"),
        (Input(), "towns"),
        (Input(), "towns=many"),
        (Named(), f"={BYTES}"),
        (Named(), "auditor=0f"),
        (Hex(), "0F"),
        (Hex(), "0"),
        (NamedReform(), "more"),
        (Axis(), "/groups=1,x"),
        (Target(".csv"), "rows.xlsx"),
    ],
    ids=lambda each: each if isinstance(each, str) else type(each).__name__,
)
def test_what_stands_for_nothing_is_wrong_usage(kind: Any, text: str) -> None:
    with pytest.raises(click.BadParameter):
        kind(text)
