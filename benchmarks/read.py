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
import importlib
import json
import statistics
import sys
import time
from collections.abc import Callable
from decimal import Decimal
from typing import Annotated, Any, Literal

import attrs
import cattrs
import jsonschema
import pydantic
from pydantic import Field, JsonValue, StringConstraints

from enforcekit.codes import CORE
from enforcekit.model import Item
from enforcekit.model.common import ARTICLE, CODE, CURRENCY, ID, LABEL
from enforcekit.shape import Pattern
from enforcekit.shape.rules import LANGUAGE, LINE
from enforcekit.wire import fast_read
from enforcekit.wire.reader import read_json
from enforcekit.wire.schema import schema_of
from enforcekit.wire.validate import load_document

Read = Callable[[bytes], object]

REFERENCE = "pydantic"
BATCH = 50
"""Documents that a side reads before the next side has its turn."""
VARIETY = 1000
"""Documents of the sequence in which no two share an id or a code."""
BEST_RATIO, NAIVE_RATIO = 1.5, 20
"""The targets: at most so many times pydantic, and the usual stack at least so many times slower than we."""


# The document

GOOD: dict[str, Any] = {
    "type": "item",
    "schema_version": "1.0",
    "id": "sewage-into-drains",
    "names": {
        "zh": "对排水户未取得污水排入排水管网许可证向城镇排水设施排放污水等行为的行政处罚",
        "en": "Discharging sewage into municipal drains without a permit or against its terms",
    },
    "period": {"start": "2014-01-01"},
    "source": "宁波市海曙区综合行政执法事项目录（2024年版）第221项",
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
            "minimum_multiple": "0.5",
            "maximum_multiple": "3",
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
            "排水设施。在雨水、污水分流地区，不得将污水排入雨水管网。城镇排水主管部门委托的"
            "排水监测机构，应当对排水户排放污水的水质和水量进行监测，并建立排水监测档案。各类施工作业需要排水的，由"
            "建设单位申请领取排水许可证。"
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
    minimum_multiple: _Multiple = None
    maximum_multiple: _Multiple = None
    base: _Code = None
    party_kinds: tuple[_Code, ...] = ()
    note: _Text = None

    @pydantic.model_validator(mode="after")
    def _ordered(self) -> PPenalty:
        if self.minimum and self.maximum and self.maximum.amount < self.minimum.amount:
            raise ValueError("the range of the amount is reversed")
        if (
            self.minimum_multiple is not None
            and self.maximum_multiple is not None
            and self.maximum_multiple < self.minimum_multiple
        ):
            raise ValueError("the range of the multiple is reversed")
        return self


class PItem(Strict):
    type: Literal["item"]
    schema_version: Literal["1.0"]
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


def _matches(pattern: Pattern) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    return attrs.validators.and_(attrs.validators.instance_of(str), attrs.validators.matches_re(pattern.regex))


def _each(pattern: Pattern) -> Callable[[Any, attrs.Attribute[Any], Any], None]:
    return attrs.validators.deep_iterable(_matches(pattern), attrs.validators.instance_of(tuple))


def _naive_field(check: Any, default: Any = None) -> Any:
    return attrs.field(default=default, validator=attrs.validators.optional(check))


_NAIVE_PLACE = attrs.validators.and_(attrs.validators.ge(1), attrs.validators.le(99))
_NAIVE_TEXT = attrs.validators.deep_mapping(_matches(LANGUAGE), _matches(LINE))


@attrs.frozen(kw_only=True)
class NPeriod:
    start: dt.date | None = None
    end: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        if self.start is not None and self.end is not None and self.end <= self.start:
            raise ValueError("the period ends before it starts")


@attrs.frozen(kw_only=True)
class NIdentifier:
    scheme: str = attrs.field(validator=_matches(CODE))
    value: str = attrs.field(validator=_matches(LABEL))
    version: str | None = _naive_field(_matches(LABEL))


@attrs.frozen(kw_only=True)
class NCitation:
    instrument: str = attrs.field(validator=_matches(ID))
    article: str | None = _naive_field(_matches(ARTICLE))
    paragraph: int | None = _naive_field(_NAIVE_PLACE)
    point: int | None = _naive_field(_NAIVE_PLACE)


@attrs.frozen(kw_only=True)
class NMoney:
    amount: int = attrs.field(validator=[attrs.validators.ge(0), attrs.validators.le(2**53 - 1)])
    currency: str = _naive_field(_matches(CURRENCY), "CNY")


@attrs.frozen(kw_only=True)
class NHolder:
    function: str | None = _naive_field(_matches(CODE))
    kinds: tuple[str, ...] = _naive_field(_each(CODE), ())
    levels: tuple[str, ...] = _naive_field(_each(CODE), ())
    role: str = _naive_field(attrs.validators.in_(("sole", "alternative", "joint")), "sole")


@attrs.frozen(kw_only=True)
class NPenalty:
    kind: str = attrs.field(validator=_matches(CODE))
    minimum: NMoney | None = None
    maximum: NMoney | None = None
    minimum_multiple: Decimal | None = None
    maximum_multiple: Decimal | None = None
    base: str | None = _naive_field(_matches(CODE))
    party_kinds: tuple[str, ...] = _naive_field(_each(CODE), ())
    note: dict[str, str] | None = attrs.field(default=None, validator=attrs.validators.optional(_NAIVE_TEXT))

    def __attrs_post_init__(self) -> None:
        if self.minimum and self.maximum and self.maximum.amount < self.minimum.amount:
            raise ValueError("the range of the amount is reversed")
        low, high = self.minimum_multiple, self.maximum_multiple
        if low is not None and high is not None and high < low:
            raise ValueError("the range of the multiple is reversed")


@attrs.frozen(kw_only=True)
class NItem:
    type: str
    schema_version: str
    id: str = attrs.field(validator=_matches(ID))
    names: dict[str, str] = attrs.field(validator=_NAIVE_TEXT)
    period: NPeriod = NPeriod()
    source: str | None = _naive_field(_matches(LINE))
    extensions: dict[str, Any] = attrs.field(factory=dict)
    code: NIdentifier | None = None
    field: str = attrs.field(validator=_matches(CODE))
    actions: tuple[str, ...] = attrs.field(validator=_each(CODE))
    bases: tuple[NCitation, ...] = ()
    holders: tuple[NHolder, ...] = ()
    penalties: tuple[NPenalty, ...] = ()
    party_kinds: tuple[str, ...] = _naive_field(_each(CODE), ())
    procedures: tuple[str, ...] = _naive_field(_each(CODE), ())
    status: str | None = _naive_field(_matches(CODE))


def naive_side() -> Read:
    """json, then jsonschema, then stock cattrs into attrs classes with validators; all set up beforehand."""
    converter = cattrs.Converter(forbid_extra_keys=True)
    converter.register_structure_hook(dt.date, lambda value, _: dt.date.fromisoformat(value))
    converter.register_structure_hook(Decimal, lambda value, _: Decimal(value))
    checker = jsonschema.Draft202012Validator.FORMAT_CHECKER
    validator = jsonschema.Draft202012Validator(schema_of(Item, CORE), format_checker=checker)

    def read(data: bytes) -> object:
        document = json.loads(data)
        validator.validate(document)
        return converter.structure(document, NItem)

    return read


def sides() -> dict[str, Read]:
    """Every side that refuses what is bad."""
    fast = {"enforcekit[fast]": fast_read.read_record} if fast_read.installed() else {}
    return {
        REFERENCE: PItem.model_validate_json,
        "enforcekit": lambda data: load_document(read_json(data)),
        **fast,
        "naive stack": naive_side(),
    }


def floors() -> dict[str, Read]:
    """What is below: the records from a text nobody has checked, and parsing alone, checked and unchecked."""
    found: dict[str, Read] = {
        "records of json.loads": lambda data: load_document(json.loads(data)),
        "json.loads alone": json.loads,
        "read_json alone": read_json,
    }
    for name, function in (("orjson", "loads"), ("msgspec.json", "decode")):
        try:
            found[f"{name} alone"] = getattr(importlib.import_module(name), function)
        except ImportError:
            print(f"{name}: not installed, skipped", file=sys.stderr)
    return found


# What must be refused

GONE = object()


def _at(path: str, value: Any) -> bytes:
    """The good document with another value, or none, at a path."""
    document = copy.deepcopy(GOOD)
    place: Any = document
    *steps, last = (int(step) if step.isdigit() else step for step in path.split("/"))
    for step in steps:
        place = place[step]
    if value is GONE:
        del place[last]
    else:
        place[last] = value
    return encode(document)


def encode(document: dict[str, Any]) -> bytes:
    """The bytes of a document, as most JSON writers make them."""
    return json.dumps(document, ensure_ascii=False).encode()


def bad_payloads() -> dict[str, bytes]:
    """Documents that are wrong in one place each."""
    changes: list[tuple[str, Any]] = [
        ("type", "place"),
        ("schema_version", "9"),
        ("id", GONE),
        ("id", "-x"),
        ("id", "x" * 129),
        ("id", "a\n"),
        ("id", 5),
        ("names", GONE),
        ("names", {}),
        ("names", None),
        ("names/ZH", "x"),
        ("names/zh", ""),
        ("names/zh", "a\nb"),
        ("names/zh", "x" * 2001),
        ("period/start", "2024-13-01"),
        ("period/start", "20240101"),
        ("period/end", "2013-01-01"),
        ("period/until", "2030-01-01"),
        ("source", ""),
        ("code", "330217221000"),
        ("code/scheme", GONE),
        ("code/value", "33 02"),
        ("field", "City"),
        ("actions", []),
        ("actions", "penalise"),
        ("actions/1", 7),
        ("bases/0/instrument", GONE),
        ("bases/0/article", "50."),
        ("bases/0/paragraph", 0),
        ("bases/0/paragraph", 100),
        ("bases/0/paragraph", "1"),
        ("bases/0/paragraph", 1.5),
        ("bases/0/paragraph", True),
        ("bases/0/page", 3),
        ("holders/0/role", "boss"),
        ("holders/0/kinds/0", "a-b"),
        ("holders/1", []),
        ("penalties/1/maximum/amount", 4_000_000),
        ("penalties/1/maximum/amount", -1),
        ("penalties/1/maximum/amount", 2**53),
        ("penalties/1/maximum/currency", "yuan"),
        ("penalties/2/maximum_multiple", "0.4"),
        ("penalties/2/maximum_multiple", "many"),
        ("penalties/3/kind", GONE),
        ("status", None),
        ("note", "of nothing known"),
    ]
    good = encode(GOOD)
    whole = {
        "cut off": good[:-1],
        "more after the end": good + b"]",
        "not UTF-8": good.replace("排".encode(), b"\xff", 1),
        "an array": b"[" + good + b"]",
    }
    return {**{f"{path} {str(value)[:20]}": _at(path, value) for path, value in changes}, **whole}


def refuses(read: Read, data: bytes) -> bool:
    """Whether a side raises for a payload."""
    try:
        read(data)
    except Exception:  # noqa: BLE001  each side has its own errors
        return True
    return False


def check_sides() -> int:
    """Every side accepts what is good and refuses what is bad; the number of bad payloads."""
    bad = bad_payloads()
    for name, read in sides().items():
        read(encode(GOOD))
        accepted = [what for what, data in bad.items() if not refuses(read, data)]
        if accepted:
            raise SystemExit(f"{name} accepts what is bad: {accepted}")
    return len(bad)


# Measuring


def variety() -> list[bytes]:
    """Documents that differ in their ids, codes, cited instruments and amounts."""
    documents = []
    for number in range(VARIETY):
        document = copy.deepcopy(GOOD)
        document["id"] = f"item-{number}"
        document["code"]["value"] = f"3302{number:08}"
        for place, basis in enumerate(document["bases"]):
            basis["instrument"] = f"instrument-{number}-{place}"
        for penalty in document["penalties"]:
            if "maximum" in penalty:
                penalty["maximum"]["amount"] += number
        documents.append(encode(document))
    return documents


def cpu(read: Read, documents: list[bytes]) -> float:
    """CPU microseconds for one document."""
    start = time.process_time_ns()
    for data in documents:
        read(data)
    return (time.process_time_ns() - start) / len(documents) / 1000


def measure(rounds: int) -> dict[str, dict[str, float]]:
    """For each side: median µs, and the median and quartiles of its ratio to pydantic in the same round."""
    same, different = [encode(GOOD)] * BATCH, variety()
    named = [(name, read, False) for name, read in {**sides(), **floors()}.items()]
    named += [(f"{name}, ids differ", read, True) for name, read in sides().items() if name != "naive stack"]
    times: dict[str, list[float]] = {name: [] for name, _, _ in named}
    for turn in range(rounds + 1):
        start = turn * BATCH % VARIETY
        for name, read, fresh in named:
            batch = different[start : start + BATCH] if fresh else same
            found = cpu(read, batch[:5] if name == "naive stack" else batch)
            if turn:  # the first round only warms up
                times[name].append(found)
    return {name: _summary(took, times[_reference(name)]) for name, took in times.items()}


def _reference(name: str) -> str:
    return REFERENCE + name[name.index(",") :] if "," in name else REFERENCE


def _summary(took: list[float], reference: list[float]) -> dict[str, float]:
    ratios = [mine / theirs for mine, theirs in zip(took, reference, strict=True)]
    low, middle, high = statistics.quantiles(ratios, n=4)
    return {"us": statistics.median(took), "ratio": middle, "low": low, "high": high}


def main() -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--rounds", type=int, default=60)
    options = parser.parse_args()
    refused, found = check_sides(), measure(max(2, options.rounds))
    naive = found["naive stack"]["ratio"] / found["enforcekit"]["ratio"]
    if options.json:
        print(json.dumps({"bytes": len(encode(GOOD)), "refused": refused, "naive_to_ours": naive, "sides": found}))
        return
    print(f"{len(encode(GOOD))} bytes; every checking side refuses the same {refused} bad payloads\n")
    print(f"{'':28}{'µs':>9}{'× pydantic':>12}   quartiles")
    for name, row in found.items():
        print(f"{name:28}{row['us']:9.1f}{row['ratio']:12.2f}   {row['low']:.2f} to {row['high']:.2f}")
    print(f"\nours against pydantic: {found['enforcekit']['ratio']:.2f} (target: at most {BEST_RATIO})")
    print(f"the naive stack against ours: {naive:.0f} (target: at least {NAIVE_RATIO})")


if __name__ == "__main__":
    main()
