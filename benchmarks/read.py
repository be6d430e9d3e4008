"""Reading one document into frozen records, against pydantic, the parse floor and the usual stack.

The document is an enforcement item of about 3.8 KB with 28 JSON objects. Every side starts from the bytes. Before
anything is timed, each side that checks must accept the good document and refuse every payload of one list.

    python benchmarks/read.py [--json] [--rounds N]

Sides take turns in one process, by CPU time. What counts is the ratio to pydantic in the same round: the table gives
its median and its quartiles. `ids differ` reads a sequence of documents of which no two share an id or a code.
"""

from __future__ import annotations

import argparse
import copy
import datetime as dt
import gc
import json
import statistics
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Annotated, Any, Literal, get_args

import attrs
import cattrs
import jsonschema
import pydantic
from pydantic import Field, JsonValue, StringConstraints

from enforcekit.codes import CORE
from enforcekit.model import Item
from enforcekit.model.common import ARTICLE, CODE, CURRENCY, ID, LABEL
from enforcekit.record import Pattern
from enforcekit.record.rules import DECIMAL, LANGUAGE, LINE
from enforcekit.wire.reader import read_json
from enforcekit.wire.schema import schema_of
from enforcekit.wire.validate import load_document

Read = Callable[[bytes], object]

REFERENCE = "pydantic"
VARIETY = 64
"""Documents of the sequence whose ids differ; more than one batch, so that none is read twice in a row."""


# The document

GOOD: dict[str, Any] = {
    "type": "item",
    "schema_version": "0.1",
    "id": "sewage-into-drains",
    "names": {
        "zh": "对排水户未取得污水排入排水管网许可证向城镇排水设施排放污水等行为的行政处罚",
        "en": "Discharging sewage into municipal drains without a permit or against its terms",
    },
    "period": {"start": "2014-01-01"},
    "source": "https://example.org/lists/330217/sewage-into-drains",
    "code": {"scheme": "zj_item", "value": "330217221000", "version": "2024"},
    "field": "city_management",
    "actions": ["penalise", "inspect", "compel"],
    "bases": [
        {"instrument": "cn-drainage-regulation", "article": "50", "paragraph": 1},
        {"instrument": "cn-drainage-regulation", "article": "50", "paragraph": 2},
        {"instrument": "cn-drainage-regulation", "article": "21", "paragraph": 1, "point": 3},
        {"instrument": "cn-drainage-permit-rules", "article": "26"},
        {"instrument": "zj-drainage-regulation", "article": "38", "paragraph": 2},
        {"instrument": "zj-list-of-items-2021", "article": "1"},
    ],
    "holders": [
        {"function": "city_management", "kinds": ["department"], "levels": ["county", "city"]},
        {"function": "water", "kinds": ["department"], "levels": ["county"], "role": "alternative"},
        {"function": "ecology", "kinds": ["vertical_department"], "levels": ["city"], "role": "alternative"},
    ],
    "penalties": [
        {
            "kind": "fine",
            "maximum": {"amount": 50_000_000},
            "party_kinds": ["enterprise", "institution"],
            "note": {"zh": "未取得许可证排放污水的", "en": "no permit"},
        },
        {
            "kind": "fine",
            "minimum": {"amount": 5_000_000, "currency": "CNY"},
            "maximum": {"amount": 50_000_000, "currency": "CNY"},
            "party_kinds": ["enterprise", "individual_business"],
            "note": {"zh": "未按许可证要求排放，逾期不改正造成严重后果的", "en": "against the permit, grave results"},
        },
        {
            "kind": "fine",
            "multiple_min": "0.5",
            "multiple_max": "3",
            "base": "unlawful_gains",
            "note": {"zh": "有违法所得的", "en": "where there are unlawful gains"},
        },
        {"kind": "warning", "maximum": {"amount": 200_000}, "party_kinds": ["individual"]},
        {"kind": "revoke_license", "note": {"zh": "逾期不改正的，可以吊销许可证", "en": "if not mended in time"}},
    ],
    "party_kinds": ["enterprise", "individual_business", "institution", "individual"],
    "procedures": ["ordinary", "hearing"],
    "status": "in_use",
    "extensions": {
        "list_row": 221,
        "text_of_law": (
            "违反本条例规定，排水户未取得污水排入排水管网许可证向城镇排水设施排放污水的，由城镇排水主管部门责令停止"
            "违法行为，限期采取治理措施，补办污水排入排水管网许可证，可以处50万元以下罚款；造成损失的，依法承担"
            "赔偿责任；构成犯罪的，依法追究刑事责任。违反本条例规定，排水户不按照污水排入排水管网许可证的要求排放"
            "污水的，由城镇排水主管部门责令停止违法行为，限期改正，可以处5万元以下罚款；造成严重后果的，吊销污水排入"
            "排水管网许可证，并处5万元以上50万元以下罚款，可以向社会予以通报；造成损失的，依法承担赔偿责任；构成"
            "犯罪的，依法追究刑事责任。城镇排水设施覆盖范围内的排水单位和个人，应当按照国家有关规定将污水排入城镇"
            "排水设施。在雨水、污水分流地区，不得将污水排入雨水管网。"
        ),
        "keywords": ["排水", "污水", "许可证", "管网"],
        "contact": "综合执法指导科 A-307",
        "cases_by_year": {"2023": 41, "2024": 38},
        "share": 0.125,
    },
}


# The sides


def _form(pattern: Pattern) -> Any:
    """The same form for pydantic, whose engine knows no surrogates: a Rust string cannot hold one."""
    return StringConstraints(pattern=f"^(?:{pattern.regex.replace(chr(92) + 'ud800-' + chr(92) + 'udfff', '')})$")


_Id = Annotated[str, _form(ID)]
_Code = Annotated[str, _form(CODE)]
_Label = Annotated[str, _form(LABEL)]
_Article = Annotated[str, _form(ARTICLE)]
_Line = Annotated[str, _form(LINE)]
_Place = Annotated[int, Field(ge=1, le=99)]
_Multiple = Annotated[Decimal, Field(ge=0, lt=1_000_000, decimal_places=6)]
_Text = Annotated[dict[Annotated[str, _form(LANGUAGE)], _Line], Field(min_length=1)]


class Strict(pydantic.BaseModel):
    """A field with a default of None may be left out, and may not be null: as in our documents."""

    model_config = pydantic.ConfigDict(strict=True, frozen=True, extra="forbid")


class PPeriod(Strict):
    start: dt.date = None
    end: dt.date = None

    @pydantic.model_validator(mode="after")
    def _ordered(self) -> PPeriod:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError("the period ends before it starts")
        return self


class PIdentifier(Strict):
    scheme: _Code
    value: _Label
    version: _Label = None


class PCitation(Strict):
    instrument: _Id
    article: _Article = None
    paragraph: _Place = None
    point: _Place = None


class PMoney(Strict):
    amount: Annotated[int, Field(ge=0, le=2**53 - 1)]
    currency: Annotated[str, _form(CURRENCY)] = "CNY"


class PHolder(Strict):
    function: _Code = None
    kinds: tuple[_Code, ...] = ()
    levels: tuple[_Code, ...] = ()
    role: Literal["sole", "alternative", "joint"] = "sole"


class PPenalty(Strict):
    kind: _Code
    minimum: PMoney = None
    maximum: PMoney = None
    multiple_min: _Multiple = None
    multiple_max: _Multiple = None
    base: _Code = None
    party_kinds: tuple[_Code, ...] = ()
    note: _Text = None

    @pydantic.model_validator(mode="after")
    def _ordered(self) -> PPenalty:
        if self.minimum and self.maximum and self.maximum.amount < self.minimum.amount:
            raise ValueError("the range of the amount is reversed")
        if (
            self.multiple_min is not None
            and self.multiple_max is not None
            and self.multiple_max < self.multiple_min
        ):
            raise ValueError("the range of the multiple is reversed")
        return self


class PItem(Strict):
    type: Literal["item"]
    schema_version: Literal["0.1"]
    id: _Id
    names: _Text
    period: PPeriod = PPeriod()
    source: _Line = None
    extensions: dict[str, JsonValue] = {}
    code: PIdentifier = None
    field: _Code
    actions: Annotated[tuple[_Code, ...], Field(min_length=1)]
    bases: tuple[PCitation, ...] = ()
    holders: tuple[PHolder, ...] = ()
    penalties: tuple[PPenalty, ...] = ()
    party_kinds: tuple[_Code, ...] = ()
    procedures: tuple[_Code, ...] = ()
    status: _Code = None
