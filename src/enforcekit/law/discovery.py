"""Which packs are installed: each loaded on its own, so that a bad one is a finding and the rest works.

A distribution offers a pack by an entry point of the group `enforcekit.packs`. `ENFORCEKIT_PACKS` names the only ones
that are looked at, with commas between them; set and empty, none but the library's own.
"""

from __future__ import annotations

import os
from importlib.metadata import EntryPoint, distributions, entry_points
from traceback import format_exception_only
from typing import TYPE_CHECKING, Final

import attrs

from enforcekit.errors import Finding, InvalidData, rule

from .sound import WRONG_KIND, pack_findings

if TYPE_CHECKING:
    from .pack import Pack

GROUP: Final = "enforcekit.packs"
ONLY: Final = "ENFORCEKIT_PACKS"
INTERFACE: Final = 1
"""What a pack and this library agree on; it changes when rows change their meaning."""
_OWN: Final = "enforcekit"

BROKEN = rule(
    "EK260",
    "error",
    "the pack {name} of {distribution} cannot be loaded: {reason}",
    "{distribution} 的法域包 {name} 无法加载：{reason}",
    cure_en="update or remove the distribution; the other packs work",
    cure_zh="请更新或卸载该发行包；其他法域包不受影响",
)
NO_PACK = rule(
    "EK261",
    "error",
    "what {distribution} offers as the pack {name} is no Pack but {kind}",
    "{distribution} 以 {name} 提供的不是 Pack，而是 {kind}",
    cure_en='let the entry point name a Pack: name = "module:PACK"',
    cure_zh='入口点应指向 Pack 对象：name = "module:PACK"',
)
WRONG_VERSION = rule(
    "EK262",
    "error",
    "the pack {name} of {distribution} is written for version {found} of the pack interface, this library reads {read}",
    "{distribution} 的法域包 {name} 面向接口版本 {found}，本库支持 {read}",
    cure_en="install the version of the pack that belongs to this library",
    cure_zh="请安装与本库相配的版本",
)
NO_VERSION = rule(
    "EK263",
    "warning",
    "the pack {name} does not say for which version of the pack interface it is written",
    "法域包 {name} 未注明接口版本",
    cure_en="write Pack(interface={read}, ...)",
    cure_zh="请写明 Pack(interface={read}, ...)",
)
TWICE = rule(
    "EK264",
    "error",
    "several distributions offer a pack {name}: {distributions}; {taken} is taken",
    "多个发行包提供法域包 {name}：{distributions}；采用 {taken}",
    cure_en="remove all but one",
    cure_zh="请只保留一个",
)
OTHER_NAME = rule(
    "EK265",
    "warning",
    "the pack that is offered as {name} calls itself {found}",
    "以 {name} 提供的法域包自称 {found}",
    cure_en="give the entry point and the pack one name",
    cure_zh="入口点与法域包名称应一致",
)


class UnusablePack(InvalidData):
    """A pack that is offered and cannot be used: the findings say why."""


@attrs.frozen(kw_only=True)
class Offer:
    """A pack as a distribution offers it: the pack where it can be used, and what is wrong with it."""

    name: str
    distribution: str
    version: str
    pack: Pack | None
    findings: tuple[Finding, ...]


def offers() -> tuple[Offer, ...]:
    """Every pack that an installed distribution offers, by name, with everything that is wrong with it.

    >>> [each.pack.en for each in offers() if each.name == "cn"], [f.code for f in offers()[0].findings]
    (["People's Republic of China"], [])
    """
    good = [_offer(name, points) for name, points in sorted(_points().items())]
    return (*good, *_declared()[1])


def offered() -> tuple[str, ...]:
    """The names of the packs that are offered; nothing is loaded."""
    return tuple(sorted(_points()))


def offer(name: str) -> Offer | None:
    """The offer of one name; None when nobody makes it. No other pack is loaded."""
    points = _points().get(name)
    return _offer(name, points) if points else None


def _points() -> dict[str, list[EntryPoint]]:
    """The entry points by name, the library's own before others, those before by the name of the distribution."""
    only = os.environ.get(ONLY)
    allowed = None if only is None else {each.strip() for each in only.split(",")}
    found: dict[str, dict[tuple[str, str], EntryPoint]] = {}
    for point in _declared()[0]:
        owner = _distribution(point)
        if allowed is None or point.name in allowed or owner == _OWN:
            found.setdefault(point.name, {}).setdefault((owner, point.value), point)
    return {name: sorted(each.values(), key=_order) for name, each in found.items()}


def _declared() -> tuple[list[EntryPoint], list[Offer]]:
    """The entry points, and an offer of nothing for each distribution whose list of them cannot be read."""
    try:
        return list(entry_points(group=GROUP)), []
    except Exception:  # noqa: BLE001  # one list that cannot be read hides all others: they are read one by one
        points: list[EntryPoint] = []
        broken: list[Offer] = []
        for each in distributions():
            try:
                points += each.entry_points.select(group=GROUP)
            except Exception as error:  # noqa: BLE001
                told = {"distribution": each.name or "?", "version": each.version or "?"}
                finding = BROKEN.at(name="?", distribution=told["distribution"], reason=_told(error))
                broken.append(Offer(name="?", pack=None, findings=(finding,), **told))
        return points, broken


def _told(error: BaseException) -> str:
    # An error of another's code may have no words, or fail when it is asked for them.
    return format_exception_only(error)[-1].strip()


def _order(point: EntryPoint) -> tuple[bool, str, str]:
    owner = _distribution(point)
    return (owner != _OWN, owner, point.value)


def _distribution(point: EntryPoint) -> str:
    return (point.dist and point.dist.name) or "?"


def _offer(name: str, points: list[EntryPoint]) -> Offer:
    first, *others = points
    distribution = _distribution(first)
    found: list[Finding] = []
    if others:
        several = ", ".join(map(_distribution, points))
        found.append(TWICE.at(name=name, distributions=several, taken=distribution))
    pack, more = _load(name, distribution, first)
    version = (first.dist and first.dist.version) or "?"
    return Offer(name=name, distribution=distribution, version=version, pack=pack, findings=(*found, *more))


def _load(name: str, distribution: str, point: EntryPoint) -> tuple[Pack | None, list[Finding]]:
    from .pack import Pack

    words = {"name": name, "distribution": distribution}
    try:
        given = point.load()
        if not isinstance(given, Pack):
            return None, [NO_PACK.at(kind=type(given).__name__, **words)]
        if given.interface not in (None, INTERFACE):
            return None, [WRONG_VERSION.at(found=given.interface, read=INTERFACE, **words)]
        # The library's own pack is judged by its tests, once and for all.
        inside = [] if distribution == _OWN else list(pack_findings(given))
    except KeyboardInterrupt:
        raise
    except BaseException as error:  # noqa: BLE001  # another's code may do anything
        return None, [BROKEN.at(reason=_told(error), **words)]
    if any(each.code == WRONG_KIND.code for each in inside):
        return None, [BROKEN.at(reason=f"{len(inside)} of its fields cannot be read", **words), *inside]
    found = [] if given.interface else [NO_VERSION.at(name=name, read=INTERFACE)]
    if given.name != name:
        found.append(OTHER_NAME.at(name=name, found=given.name))
    return given, [*found, *inside]
