"""Towards whom: the party of a case or an inspection."""

from __future__ import annotations

from typing import Annotated, ClassVar

from enforcekit.shape import Coded, Doc, Example, record

from .common import CODE, Identifier, Record


@record
class Party(Record):
    """A person or organisation. A person's id is stored masked, never in full."""

    type: ClassVar[str] = "party"

    kind: Annotated[str, CODE, Coded("party_kind"), Doc("Kind of party", "当事人类型"), Example("enterprise")]
    identifiers: Annotated[
        tuple[Identifier, ...], Doc("Credit code, or masked person id", "统一社会信用代码或脱敏证件号")
    ] = ()
