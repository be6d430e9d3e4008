"""Towards whom: the party of a case or an inspection."""

from __future__ import annotations

from typing import Annotated, ClassVar

from enforcekit.shape import Coded, Doc, Example, record

from .common import CODE, Identifier, Record


@record
class Party(Record):
    """A person or organisation. A person's id is stored masked, never in full.

    >>> shop = Party(id="party-1", names={"zh": "某餐馆"}, kind="enterprise")
    >>> shop.label("en")  # the name in another language, where it has none in this
    '某餐馆'
    >>> Party(id="某餐馆", kind="enterprise")
    Traceback (most recent call last):
    enforcekit.errors.InvalidRecord: Party
      error EK113 at /id: '某餐馆' is not of the form [A-Za-z0-9][A-Za-z0-9._:@/-]{0,127} → write it in that form
    """

    type: ClassVar[str] = "party"

    kind: Annotated[str, CODE, Coded("party_kind"), Doc("Kind of party", "当事人类型"), Example("enterprise")]
    identifiers: Annotated[
        tuple[Identifier, ...], Doc("Credit code, or masked person id", "统一社会信用代码或脱敏证件号")
    ] = ()
