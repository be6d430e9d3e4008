"""Good records and values, drawn from the annotations: one strategy for every record type there will be."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import Any

from hypothesis import reject, settings
from hypothesis import strategies as st

from enforcekit.codes import CORE, Scheme, Vocabulary
from enforcekit.errors import InvalidRecord
from enforcekit.model.common import Identifier
from enforcekit.model.delegation import Delegation, Designation
from enforcekit.model.item import Penalty
from enforcekit.shape import Pattern, Spec, fields_of
from enforcekit.shape.rules import DECIMAL, LANGUAGE, LINE
from enforcekit.timing import Period

WHOLE_RULES = frozenset({"EK120", "EK121", "EK122", "EK123"})
"""What no single field can break."""

_SCHEME_FORMS = {
    "gb2260": "(?:11|33|44|50)0000|330213[0-5][0-9]{2}",
    "zj_item": "[0-9]{12}",
    "supervision_item": "[0-9]{14}",
    "task_catalog": "[0-9A-Za-z]{1,12}",
    "illustrative": "[!-~]{1,64}",
}


def steady(examples: int) -> settings:
    """So many examples at length, fewer in proportion in everyday runs, the same ones each time (see `conftest`)."""
    return settings(max_examples=max(3, examples * settings.default.max_examples // 100))


def fit(pattern: Pattern) -> st.SearchStrategy[str]:
    """Strings that a pattern accepts as a whole."""
    return st.from_regex(pattern.regex, fullmatch=True)


def days() -> st.SearchStrategy[dt.date]:
    """Any day of the calendar, most of them of our time."""
    return st.dates(dt.date(1978, 1, 1), dt.date(2050, 12, 31)) | st.dates()


def texts() -> st.SearchStrategy[dict[str, str]]:
    """A name in one or more languages."""
    languages = st.sampled_from(("zh", "en", "ug-Arab")) | fit(LANGUAGE)
    return st.dictionaries(languages, st.sampled_from(("溪口镇", "Xikou")) | fit(LINE), min_size=1, max_size=3)


def json_values() -> st.SearchStrategy[Any]:
    """Any JSON value within the limits of the reader: null too."""
    numbers = st.integers(-(10**31), 10**31) | st.floats(-1e300, 1e300, allow_subnormal=False)
    leaves = st.none() | st.booleans() | numbers | st.text(max_size=8)
    return st.recursive(
        leaves,
        lambda deeper: st.lists(deeper, max_size=3) | st.dictionaries(st.text(max_size=8), deeper, max_size=3),
        max_leaves=6,
    )


def _strings(spec: Spec, vocabulary: Vocabulary) -> st.SearchStrategy[str]:
    assert spec.pattern is not None, f"a string without a pattern is unbounded: {spec}"
    if spec.coded is None:
        return fit(spec.pattern)
    codes = spec.coded.codes or vocabulary.lists.get(spec.coded.name)
    if codes is None:
        return fit(spec.pattern)
    listed = st.sampled_from(tuple(codes.by_code))
    return listed if codes.closed else st.one_of(listed, listed, listed, fit(spec.pattern))


def values(spec: Spec, vocabulary: Vocabulary = CORE) -> st.SearchStrategy[Any]:
    """Python values that the spec allows."""
    match spec.kind:
        case "str":
            return _strings(spec, vocabulary)
        case "int":
            return st.integers(spec.low, spec.high)  # type: ignore[arg-type]
        case "bool":
            return st.booleans()
        case "date":
            return days()
        case "instant":
            zones = [dt.UTC, dt.timezone(dt.timedelta(hours=8)), dt.timezone(-dt.timedelta(hours=3, minutes=30))]
            return st.datetimes(timezones=st.sampled_from(zones))
        case "decimal":
            return fit(DECIMAL).map(Decimal)
        case "text":
            return texts()
        case "json":
            return st.dictionaries(st.text(max_size=8), json_values(), max_size=3)
        case "record":
            assert spec.cls is not None
            return records(spec.cls, vocabulary)
        case "tuple":
            assert spec.item is not None
            longest = min(spec.min_len + 2, spec.max_len or spec.min_len + 2)
            items = st.lists(values(spec.item, vocabulary), min_size=spec.min_len, max_size=longest)
            return items.map(tuple)


def identifiers(schemes: Iterable[Scheme]) -> st.SearchStrategy[Identifier]:
    """Identifiers of the schemes whose form is known here, all well made, and of schemes nobody knows."""
    known = [
        st.from_regex(_SCHEME_FORMS[scheme.name], fullmatch=True)
        .filter(lambda text, scheme=scheme: scheme.problem(text) is None)
        .map(lambda text, name=scheme.name: Identifier(scheme=name, value=text))
        for scheme in schemes
        if scheme.name in _SCHEME_FORMS
    ]
    fields = {field.name: field.spec for field in fields_of(Identifier)}
    foreign = st.builds(
        Identifier,
        scheme=values(fields["scheme"]).map(lambda name: f"x_{name}"[:64]),
        value=values(fields["value"]),
        version=st.none() | values(fields["version"]),
    )
    return st.one_of(*known, foreign)


def _mend_period(given: dict[str, Any]) -> None:
    start, end = given.get("start"), given.get("end")
    if start and end and end <= start:
        given["start"], given["end"] = end, start
        if start == end:
            del given["end"]


def _mend_penalty(given: dict[str, Any]) -> None:
    for low, high, size in (
        ("minimum", "maximum", lambda money: money.amount),
        ("minimum_multiple", "maximum_multiple", lambda number: number),
    ):
        if low in given and high in given:
            given[low], given[high] = sorted((given[low], given[high]), key=size)


def _mend_cells(given: dict[str, Any]) -> None:
    if not (given.get("items") or given.get("fields") or given.get("code_prefixes")):
        given["fields"] = ("city_management",)
    start = given["period"].start if "period" in given else None
    if start and given.get("recalled_on", dt.date.max) <= start:
        del given["recalled_on"]


_MEND: dict[type, Callable[[dict[str, Any]], None]] = {
    Period: _mend_period,
    Penalty: _mend_penalty,
    Delegation: _mend_cells,
    Designation: _mend_cells,
}


def records(cls: type[Any], vocabulary: Vocabulary = CORE) -> st.SearchStrategy[Any]:
    """Records of a class that keep every rule: what is optional is there about half of the time."""
    if cls is Identifier:
        return identifiers(vocabulary.schemes.values())
    required = {field.name: values(field.spec, vocabulary) for field in fields_of(cls) if field.required}
    optional = {field.name: values(field.spec, vocabulary) for field in fields_of(cls) if not field.required}

    def make(given: dict[str, Any]) -> Any:
        if cls in _MEND:
            _MEND[cls](given)
        try:
            return cls(**given)
        except InvalidRecord as error:
            if {finding.code for finding in error.findings} <= WHOLE_RULES:
                reject()  # a rule of the whole that nothing above mends yet; a bad field is a fault
            raise

    return st.fixed_dictionaries(required, optional=optional).map(make)
