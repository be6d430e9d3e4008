"""Scrambled documents by the million: each is judged, or refused with a numbered finding; nothing else ever escapes.

    python tests/fuzz.py --seed 1 --count 5000000
    python tests/fuzz.py --seed 1 --seconds 10

The same seed gives the same documents. Exit code 1 at the first escape, which is printed with its seed and number.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import time
from collections import Counter

from mutations import changed, good_documents, scrambled

from enforcekit.errors import MalformedText
from enforcekit.packs.cn import PACK
from enforcekit.wire.convert import REFUSALS
from enforcekit.wire.reader import read_json
from enforcekit.wire.validate import UNEXPLAINED, accept, validate

SMALL = 1500
"""Bytes of the largest seed document: a change in a long one is seldom near a border."""
OF_WORDS = {"EK114", "EK132"}
"""Errors that only the words of a jurisdiction can tell: its closed lists, its identifiers."""


def judged(data: bytes) -> list[str]:
    """The codes of what is wrong with a text. Raises `AssertionError` when the answers do not fit together."""
    report = validate(data, PACK.vocabulary)
    codes = [finding.code for finding in report.findings]
    assert UNEXPLAINED.code not in codes, "refused without a reason"
    try:
        accept(read_json(data))
    except MalformedText as error:
        told = [each.code for each in error.findings]
        if told != codes:
            raise AssertionError(f"the reader says {told}, the judge {codes}") from error
        return codes
    except REFUSALS:
        assert not report.ok, "refused, and no error says why"
        return codes
    assert report.ok or report.codes & OF_WORDS, "accepted, and an error is told"
    return codes


def run(seed: int, count: int, start: int = 0) -> Counter[str]:
    """How often each code was found; an escape names its number, from which it can be made again."""
    good = [each for each in good_documents() if len(json.dumps(each)) < SMALL]
    texts = [json.dumps(each, ensure_ascii=False).encode() for each in good]
    found: Counter[str] = Counter()
    for number in range(start, start + count):
        pick = random.Random(f"{seed}:{number}")
        if number % 4:
            data = scrambled(pick.choice(texts), pick)
        else:
            data = json.dumps(changed(pick.choice(good), pick), ensure_ascii=pick.random() < 0.5).encode()
        try:
            codes = judged(data)
        except Exception as error:
            raise AssertionError(f"seed {seed}, number {number}: {type(error).__name__}: {error}: {data!r}") from error
        found.update(codes or ["good"])
    return found


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--seed", type=int, default=1)
    options.add_argument("--count", type=int, default=50_000)
    options.add_argument("--start", type=int, default=0)
    options.add_argument("--seconds", type=float, help="stop after so much time of the processor, instead of a count")
    given = options.parse_args()
    total: Counter[str] = Counter()
    began, at, end = time.process_time(), given.start, given.start + given.count
    timed = given.seconds is not None
    while time.process_time() - began < given.seconds if timed else at < end:
        step = 1000 if timed else min(100_000, end - at)
        try:
            total += run(given.seed, step, at)
        except AssertionError as error:
            sys.exit(str(error))
        at += step
        if not timed:
            tell(at, began, total)
    if timed:
        tell(at, began, total)


def tell(at: int, began: float, total: Counter[str]) -> None:
    """How far it is, and what was found so far."""
    print(f"{at}: {time.process_time() - began:.0f} s, {dict(sorted(total.items()))}", flush=True)


if __name__ == "__main__":
    main()
