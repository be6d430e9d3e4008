"""The bytes of EKDR-1: how names, lists and secrets are written and hashed. `docs/draw.md` is the specification."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import sha256

from enforcekit.arguments import wrong
from enforcekit.model.draw import (
    HEX_32,
    DrawObject,
    DrawOfficer,
    DrawParticipant,
    DrawRecusal,
    DrawReveal,
    DrawRoots,
    DrawRule,
    DrawStratum,
)

_DIGEST = (
    "64 lower-case hexadecimal digits",
    "64 位小写十六进制数字",
    "give the 32 bytes as data.hex()",
    "请以 data.hex() 给出 32 字节",
)


def nfc(text: str) -> str:
    """The one spelling of a name: Unicode normalisation form C."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def u32(number: int) -> bytes:
    """Four bytes, the highest first."""
    return number.to_bytes(4, "big")


def lp(value: str | bytes) -> bytes:
    """A string or bytes behind their length, so that no two sequences of values give the same bytes.

    >>> lp("企业").hex()
    '00000006e4bc81e4b89a'
    """
    data = value if isinstance(value, bytes) else nfc(value).encode()
    return len(data).to_bytes(4, "big") + data


@lru_cache(maxsize=1024)
def _before_id(length: int) -> bytes:
    return lp("obj") + u32(length)


@lru_cache(maxsize=1024)
def _after_id(stratum: str, weight: int) -> bytes:
    return lp(stratum) + u32(weight)


def object_leaf(each: DrawObject) -> bytes:
    """One object as bytes.

    >>> object_leaf(DrawObject(id="FIRM-0001", stratum="A")).hex()
    '000000036f626a000000094649524d2d30303031000000014100000001'
    """
    name = nfc(each.id).encode()
    # What is around an id is the same for many objects, and remembered.
    return _before_id(len(name)) + name + _after_id(each.stratum, each.weight)


def officer_leaf(each: DrawOfficer) -> bytes:
    """One officer as bytes."""
    names = sorted(map(nfc, each.qualifications))
    return lp("off") + lp(each.id) + lp(each.agency) + u32(len(names)) + b"".join(map(lp, names)) + u32(each.cap)


def recusal_leaf(each: DrawRecusal) -> bytes:
    """One recusal as bytes."""
    return lp("rec") + lp(each.object) + lp(each.officer)


def stratum_leaf(each: DrawStratum) -> bytes:
    """One stratum as bytes, its roles in their own order."""
    roles = b"".join(lp(role.qualification) + u32(role.officers) for role in each.roles)
    return lp("str") + lp(each.id) + u32(each.size) + u32(len(each.roles)) + roles


def participant_leaf(each: DrawParticipant) -> bytes:
    """One participant as bytes."""
    return lp("par") + lp(each.id) + lp(each.phase)


def hash_leaf(leaf: bytes) -> bytes:
    """The hash of a leaf of a Merkle tree (RFC 6962)."""
    return sha256(b"\x00" + leaf).digest()


def hash_node(left: bytes, right: bytes) -> bytes:
    """The hash of two subtrees (RFC 6962)."""
    return sha256(b"\x01" + left + right).digest()


def levels(leaves: Iterable[bytes]) -> list[list[bytes]]:
    """The hashes of a Merkle tree from the leaves up; a last one without a partner goes up as it is."""
    found = [[sha256(b"\x00" + leaf).digest() for leaf in leaves]]
    while len(found[-1]) > 1:
        below = found[-1]
        pairs = zip(below[::2], below[1::2], strict=False)
        above = [sha256(b"\x01" + left + right).digest() for left, right in pairs]
        found.append(above + below[len(above) * 2 :])
    return found


def root(leaves: Iterable[bytes]) -> str:
    """The Merkle root of a list.

    >>> root([])
    'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855'
    """
    top = levels(leaves)[-1]
    return (top[0] if top else sha256().digest()).hex()


def roots_of(objects: Iterable[DrawObject], officers: Iterable[DrawOfficer], rule: DrawRule) -> DrawRoots:
    """The roots of the five lists; the order in which they are given does not matter."""
    recusals = sorted(rule.recusals, key=lambda each: (nfc(each.object), nfc(each.officer)))
    # The order of code points is the order of the bytes of UTF-8.
    return DrawRoots(
        objects=root(map(object_leaf, sorted(objects, key=lambda each: nfc(each.id)))),
        officers=root(map(officer_leaf, sorted(officers, key=lambda each: nfc(each.id)))),
        recusals=root(map(recusal_leaf, recusals)),
        strata=root(map(stratum_leaf, sorted(rule.strata, key=lambda each: nfc(each.id)))),
        participants=root(map(participant_leaf, sorted(rule.participants, key=lambda each: nfc(each.id)))),
    )


def plan_hash(draw_id: str, roots: DrawRoots, beacon_spec: str) -> str:
    """The hash of everything that is fixed before the draw."""
    lists = (roots.objects, roots.officers, roots.recusals, roots.strata, roots.participants)
    middle = b"".join(map(bytes.fromhex, lists))
    return sha256(lp("EKDR1/plan") + lp(draw_id) + middle + lp(beacon_spec)).hexdigest()


def commitment(plan_hash: str, participant: str, secret: str) -> str:
    """What a participant publishes before the draw.

    Args:
        plan_hash: the hash of the published plan, in hexadecimal.
        participant: the participant's id.
        secret: 32 random bytes that nobody else knows yet, in hexadecimal.

    Raises:
        InvalidArgument: one of the two is not 64 lower-case hexadecimal digits.

    >>> plan = "7f985574b88e838229b6408cdeea90972cc87bd9217755cad6913651b13d47d5"
    >>> commitment(plan, "agency", bytes(range(32)).hex())
    'f2ab9c2db6ccfcf9e22a8b5fac6d282564fadaa86bcbf0cc00ce234c2b3e6ff4'
    """
    for name, value in (("plan_hash", plan_hash), ("secret", secret)):
        if not (isinstance(value, str) and HEX_32.matches(value)):
            # A secret is never shown, not even a bad one.
            raise wrong(name, "…", _DIGEST)
    data = lp("EKDR1/commit") + bytes.fromhex(plan_hash) + lp(participant) + bytes.fromhex(secret)
    return sha256(data).hexdigest()


def seed_of(plan_hash: str, reveals: Sequence[DrawReveal], beacon_value: str) -> str:
    """The seed: the plan, every secret in the order of the participants' ids, and the beacon."""
    secrets = sorted((nfc(each.participant), bytes.fromhex(each.secret)) for each in reveals)
    middle = b"".join(lp(name) + secret for name, secret in secrets)
    data = lp("EKDR1/seed") + bytes.fromhex(plan_hash) + u32(len(secrets)) + middle + lp(bytes.fromhex(beacon_value))
    return sha256(data).hexdigest()


def tickets(seed: str, stratum: str, objects: Iterable[DrawObject]) -> list[bytes]:
    """The eligible objects of a stratum in the order in which they are drawn: for each its ticket, then its id.

    One string of both sorts as the pair does, several times faster; `object_of` and `ticket_of` take it apart.
    """
    head, first = lp("EKDR1/obj") + bytes.fromhex(seed) + lp(stratum), u32(0)
    found = []
    for each in objects:
        name = nfc(each.id).encode()
        body = head + len(name).to_bytes(4, "big") + name
        if each.weight == 1:
            found.append(sha256(body + first).digest() + name)
        elif each.weight:
            found.append(min(sha256(body + u32(t)).digest() for t in range(each.weight)) + name)
    found.sort()
    return found


def ticket_of(drawn: bytes) -> str:
    """The ticket of an entry of `tickets`, in hexadecimal."""
    return drawn[:32].hex()


def object_of(drawn: bytes) -> str:
    """The id of an entry of `tickets`."""
    return drawn[32:].decode()


def by_ticket(seed: str, object_id: str, officers: Iterable[str]) -> list[str]:
    """Officers in the order in which they take seats for one object."""
    head = lp("EKDR1/off") + bytes.fromhex(seed) + lp(object_id)
    return [officer for _, officer in sorted((sha256(head + lp(officer)).digest(), officer) for officer in officers)]
