"""What is wrong with a plan of a draw, before anything is drawn: every problem at once, EK520 to EK529 and EK533."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import compress
from typing import Any, TypeVar

import attrs

from enforcekit.errors import Finding, InvalidRecord, rule
from enforcekit.model.draw import DrawObject, DrawOfficer, DrawRole, DrawRule
from enforcekit.shape import fields_of
from enforcekit.shape import rules as shape

from .draw_beacon import bad_spec
from .draw_hash import nfc

T = TypeVar("T", DrawObject, DrawOfficer)

MOST_TICKETS = 10_000_000
"""The most tickets one draw may ask for: a weight is one hash for each unit, and four bytes hold four billion."""

TWICE = rule(
    "EK520",
    "error",
    "'{key}' stands twice in the list '{name}', counted after Unicode normalisation (NFC)",
    "“{key}”在名单“{name}”中重复（按 Unicode NFC 归一化后比较）",
    cure_en="list each one once",
    cure_zh="每项只列一次",
)
NOT_LISTED = rule(
    "EK521",
    "error",
    "'{key}' is not in the list '{name}'",
    "“{key}”不在名单“{name}”中",
    cure_en="add it there, or correct it here",
    cure_zh="请补入该名单，或更正此处",
)
NO_OBJECTS = rule(
    "EK522",
    "error",
    "nothing can be drawn: no object has a weight above 0",
    "无可抽取对象：没有权重大于 0 的对象",
    cure_en="list the objects that may be drawn",
    cure_zh="请列出可抽取的对象",
)
NOTHING_WANTED = rule(
    "EK523",
    "error",
    "nothing is to be drawn: no stratum has a size above 0",
    "未要求抽取：没有数量大于 0 的分层",
    cure_en="give a stratum and how many objects are drawn from it",
    cure_zh="请给出分层及抽取数量",
)
TOO_MANY = rule(
    "EK524",
    "error",
    "{size} objects are to be drawn from the stratum '{key}', which has {found} that can be",
    "分层“{key}”要求抽取 {size} 个，可抽取的只有 {found} 个",
    cure_en="draw at most {found}, or list more objects",
    cure_zh="至多抽取 {found} 个，或增列对象",
)
NO_OFFICERS = rule(
    "EK525",
    "error",
    "teams are to be drawn, but no officer is listed who may go",
    "要求抽取检查组，但没有可派出的执法人员",
    cure_en="list officers with a cap of at least 1",
    cure_zh="请列出最多参与次数不少于 1 的执法人员",
)
NOBODY_FREE = rule(
    "EK526",
    "error",
    "no object can get a team: too few officers are qualified, or all are recused",
    "任何对象都无法组成检查组：有资格者不足，或均须回避",
    cure_en="list officers who are qualified and not recused",
    cure_zh="请增列有资格且无须回避的执法人员",
)
SHORT_ROLE = rule(
    "EK527",
    "warning",
    "{found} officers are qualified for '{qualification}' in the stratum '{key}', {wanted} are needed: no team",
    "分层“{key}”需 {wanted} 名“{qualification}”人员，名录中仅 {found} 名：无法组队",
    cure_en="list more officers with this qualification",
    cure_zh="请增列具备该资格的执法人员",
)
RECUSED_ROLE = rule(
    "EK528",
    "warning",
    "for '{key}' {found} officers of '{qualification}' are left after recusals, {wanted} are needed: no team if drawn",
    "对“{key}”，回避后“{qualification}”人员仅剩 {found} 名，需 {wanted} 名：抽中后无法组队",
    cure_en="list officers who are not recused",
    cure_zh="请增列无须回避的执法人员",
)
TOO_HEAVY = rule(
    "EK529",
    "error",
    "the weights add up to {found}, more than {high}",
    "权重合计 {found}，超过 {high}",
    cure_en="divide all weights by a common number",
    cure_zh="请将全部权重按同一比例缩小",
)


def rows(cls: type[T], given: Iterable[T | Mapping[str, Any]], pointer: str, found: list[Finding]) -> list[T]:
    """Records from records or plain rows; what is wrong with a row goes to `found`, and the row is left out."""
    known = {field.name: field for field in fields_of(cls)}
    good = []
    for index, row in enumerate(given):
        if isinstance(row, cls):
            good.append(row)
            continue
        at = f"{pointer}/{index}"
        if not isinstance(row, Mapping):
            found.append(shape.WRONG_TYPE.at(at, value=row, expected="object"))
        else:
            unknown = [key for key in row if key not in known]
            missing = [name for name, field in known.items() if field.required and name not in row]
            found += [shape.UNKNOWN_KEY.at(f"{at}/{shape.escape(key)}", key=key) for key in unknown]
            found += [shape.MISSING.at(f"{at}/{name}", name=name) for name in missing]
            # A field that is missing is made good, so that the others are judged too.
            stand_in: dict[str, Any] = {name: 0 if known[name].spec.kind == "int" else "?" for name in missing}
            try:
                record = cls(**stand_in, **{key: value for key, value in row.items() if key in known})
            except InvalidRecord as error:
                found += [attrs.evolve(finding, pointer=at + finding.pointer) for finding in error.findings]
            else:
                if not (unknown or missing):
                    good.append(record)
    return good


def check(objects: Sequence[DrawObject], officers: Sequence[DrawOfficer], rule: DrawRule) -> list[Finding]:
    """Every problem of a plan: errors make it no plan, warnings say which teams will stay empty.

    >>> plan = DrawRule(beacon_spec="text:a lottery")
    >>> [finding.code for finding in check([], [], plan)]
    ['EK522', 'EK523']
    """
    lists = {
        "/objects": [each.id for each in objects],
        "/officers": [each.id for each in officers],
        "/rule/strata": [each.id for each in rule.strata],
        "/rule/participants": [each.id for each in rule.participants],
    }
    ids = {pointer: [nfc(each) for each in names] for pointer, names in lists.items()}
    found = [finding for pointer, names in ids.items() for finding in twice(names, pointer)]
    for index, officer in enumerate(officers):
        found += twice([nfc(each) for each in officer.qualifications], f"/officers/{index}/qualifications", "")
    pairs = [(nfc(each.object), nfc(each.officer)) for each in rule.recusals]
    found += twice([f"{firm} / {officer}" for firm, officer in pairs], "/rule/recusals", "")
    firms, roster = (set(ids[pointer]) if pairs else set() for pointer in ("/objects", "/officers"))
    for index, (firm, person) in enumerate(pairs):
        if firm not in firms:
            found.append(NOT_LISTED.at(f"/rule/recusals/{index}/object", key=firm, name="objects"))
        if person not in roster:
            found.append(NOT_LISTED.at(f"/rule/recusals/{index}/officer", key=person, name="officers"))
    homes, weights = [nfc(each.stratum) for each in objects], [each.weight for each in objects]
    strata = set(ids["/rule/strata"])
    for index, home in enumerate(homes):
        if home not in strata:
            found.append(NOT_LISTED.at(f"/objects/{index}/stratum", key=home, name="strata"))
    eligible = Counter(compress(homes, weights))
    if not eligible:
        found.append(NO_OBJECTS.at("/objects"))
    if not any(each.size for each in rule.strata):
        found.append(NOTHING_WANTED.at("/rule/strata"))
    for index, stratum in enumerate(rule.strata):
        able = eligible[nfc(stratum.id)]
        if stratum.size > able:
            found.append(TOO_MANY.at(f"/rule/strata/{index}/size", size=stratum.size, key=stratum.id, found=able))
    if (weight := sum(weights)) > MOST_TICKETS:
        found.append(TOO_HEAVY.at("/objects", found=weight, high=MOST_TICKETS))
    found += bad_spec(nfc(rule.beacon_spec))
    if any(stratum.size and stratum.roles for stratum in rule.strata):
        if any(officer.cap for officer in officers):
            found += _teams(objects, officers, rule, eligible)
        else:
            found.append(NO_OFFICERS.at("/officers"))
    return found


def twice(names: Sequence[str], pointer: str, step: str = "/id") -> Iterator[Finding]:
    """A finding for each name of a list that stood in it before; `step` leads from an entry to its name.

    >>> [(each.code, each.pointer) for each in twice(["a", "b", "a"], "/checks")]
    [('EK520', '/checks/2/id')]
    """
    seen: set[str] = set()
    if len(set(names)) == len(names):
        return
    for index, name in enumerate(names):
        if name in seen:
            yield TWICE.at(f"{pointer}/{index}{step}", key=name, name=pointer.rpartition("/")[2])
        seen.add(name)


def _teams(
    objects: Sequence[DrawObject], officers: Sequence[DrawOfficer], rule: DrawRule, eligible: Counter[str]
) -> Iterator[Finding]:
    """Which teams can never be filled, whatever is drawn."""
    able: dict[str, set[str]] = defaultdict(set)
    for officer in officers:
        for qualification in officer.qualifications if officer.cap else ():
            able[nfc(qualification)].add(nfc(officer.id))
    recused: dict[str, set[str]] = defaultdict(set)
    for recusal in rule.recusals:
        recused[nfc(recusal.object)].add(nfc(recusal.officer))
    wanted = {nfc(each.id): _seats(each.roles) for each in rule.strata if each.size}
    warnings = []
    short_strata = set()
    for index, stratum in enumerate(rule.strata):
        for name, seats in wanted.get(nfc(stratum.id), {}).items():
            if (n := len(able[name])) < seats:
                short_strata.add(nfc(stratum.id))
                at = f"/rule/strata/{index}/roles"
                warnings.append(SHORT_ROLE.at(at, qualification=name, key=stratum.id, found=n, wanted=seats))
    blocked: Counter[str] = Counter()
    for index, each in enumerate(objects) if recused else ():
        home, out = nfc(each.stratum), recused.get(nfc(each.id))
        if out and each.weight and home in wanted and home not in short_strata:
            left = {name: len(able[name] - out) for name in wanted[home]}
            short = {name: n for name, n in left.items() if n < wanted[home][name]}
            blocked[home] += bool(short)
            for name, n in short.items():
                at, seats = f"/objects/{index}", wanted[home][name]
                warnings.append(RECUSED_ROLE.at(at, qualification=name, key=each.id, found=n, wanted=seats))
    possible = any(eligible[home] > blocked[home] for home in wanted if home not in short_strata)
    if not possible and any(eligible[home] for home in wanted):
        yield NOBODY_FREE.at("/officers")
    yield from warnings


def _seats(roles: Iterable[DrawRole]) -> Mapping[str, int]:
    seats: Counter[str] = Counter()
    for role in roles:
        seats[nfc(role.qualification)] += role.officers
    return seats
