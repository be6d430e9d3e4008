"""What a folder of records says of itself."""

from __future__ import annotations

from typing import Annotated, ClassVar

from enforcekit.record import Doc, Example, record

from .common import CODE, Labelled, Record, Text


@record
class Manifest(Record):
    """The card of a structure: its name, its jurisdiction pack, and what a reader must know of its data."""

    type: ClassVar[str] = "structure"

    names: Labelled
    pack: Annotated[str, CODE, Doc("Jurisdiction pack", "法域包"), Example("cn")] = "cn"
    note: Annotated[Text | None, Doc("What is real and what is illustrative", "数据说明")] = None
