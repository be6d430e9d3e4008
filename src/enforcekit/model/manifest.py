"""What a folder of records says of itself."""

from __future__ import annotations

from typing import Annotated, ClassVar, Final

from enforcekit.shape import Doc, Example, record

from .common import CODE, Labelled, Record, Text

DEFAULT_PACK: Final = "cn"
"""The jurisdiction of a structure that names none; what its words mean is the pack's alone."""


@record
class Manifest(Record):
    """The card of a structure: its name, its jurisdiction pack, and what a reader must know of its data.

    >>> Manifest(id="harbour", names={"en": "Harbour city"}).pack
    'cn'
    """

    type: ClassVar[str] = "structure"

    names: Labelled
    pack: Annotated[str, CODE, Doc("Jurisdiction pack", "法域包"), Example(DEFAULT_PACK)] = DEFAULT_PACK
    note: Annotated[Text | None, Doc("What is real and what is illustrative", "数据说明")] = None
