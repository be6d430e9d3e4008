"""Review of case files (案卷评查): who reviews whose, what a file scores, which to take, how sure the finding is."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from fractions import Fraction
from hashlib import sha256
from math import comb
from typing import Any, Final, TypeVar

import attrs

from enforcekit.arguments import must_be, must_be_day, must_be_text, texts_of, wrong
from enforcekit.errors import Finding, InvalidArgument, UnknownReference, rule
from enforcekit.law import Threshold
from enforcekit.law.pack import pack_of
from enforcekit.model.case import Case
from enforcekit.model.officer import Officer
from enforcekit.model.supervision import CaseReview
from enforcekit.procedure.derived import Derived, Words
from enforcekit.structure import Structure

from .of_events import serves

OWN_BODY = rule(
    "EK630",
    "defect",
    "{review}: {officer} belongs to {body} and reviews its file",
    "{review}：{officer} 属于 {body}，评查了本单位案卷",
    cure_en="let reviewers of other bodies review it (assign_reviews)",
    cure_zh="由其他单位人员交叉评查（assign_reviews）",
    article="P:HUIZHOU",
)
NO_REVIEWER = rule(
    "EK631",
    "error",
    "nobody is left who could review {case}: all reviewers belong to {body} or must keep away",
    "{case} 没有可用的评查人员：全部属于 {body} 或者应当回避",
    cure_en="add reviewers of other bodies",
    cure_zh="增加其他单位的评查人员",
)
BAD_SAMPLE = rule(
    "EK632",
    "error",
    "a sample of {sample} with {failed} failures is not possible in {population} files",
    "{population} 份案卷中不可能抽取 {sample} 份且其中 {failed} 份不合格",
    cure_en="give 0 ≤ failed ≤ sample ≤ population, and a confidence between 0 and 1",
    cure_zh="应满足 0 ≤ failed ≤ sample ≤ population，置信度在 0 与 1 之间",
)
CONFIDENCE: Final = Fraction(95, 100)
_REVIEWERS: Final = (
    "a number of reviewers",
    "评查人数",
    "give a whole number of at least 1",
    "请给出不小于 1 的整数",
)


R = TypeVar("R", Case, Officer)


@attrs.frozen(kw_only=True)
class ReviewScore(Derived):
    """What a file scores: content and form apart, the veto grounds, and the verdict."""

    review: str
    content: int
    form: int
    vetoes: tuple[str, ...]
    verdict: str
    findings: tuple[Finding, ...] = ()

    @property
    def total(self) -> int:
        """The score: nothing when a ground makes the file fail."""
        return 0 if self.vetoes else self.content + self.form

    def headline(self) -> Words:
        """The review, the score, the verdict."""
        parts = f"{self.content} + {self.form}" + (f"; {', '.join(self.vetoes)}" if self.vetoes else "")
        return (
            f"{self.review}: {self.total} ({parts}): {self.verdict}",
            f"{self.review}：{self.total} 分（{parts}）：{self.verdict}",
        )

    def values(self) -> dict[str, Any]:
        """The score as plain JSON values."""
        return {
            "review": self.review,
            "total": self.total,
            "content": self.content,
            "form": self.form,
            "vetoes": list(self.vetoes),
            "verdict": self.verdict,
            "findings": [each.to_dict() for each in self.findings],
        }


def review_score(review: CaseReview, structure: Structure) -> ReviewScore:
    """What a reviewed file scores (K-20): points lost by group, nothing at all on a veto ground.

    A finding says when a reviewer belongs to the body whose file it is: the score is then void, and shown all the same.

    Args:
        review: the review.
        structure: where case and reviewers are.

    Raises `UnknownReference` for a case, reviewer, criterion or ground that is not known.

    Source: standards of file review in surveying and Henan, local; the points to pass are set by no text.

    >>> import enforcekit as ek
    >>> lost = [ek.ReviewPoint(criterion="facts", lost=5), ek.ReviewPoint(criterion="filing", lost=2)]
    >>> read = CaseReview(
    ...     id="rv-1", case="xikou-waste-2025", reviewed_on=dt.date(2025, 11, 20), points=lost,
    ...     reviewers=["xikou-reviewer"],
    ... )
    >>> score = review_score(read, ek.example("ningbo"))
    >>> score.content, score.form, score.verdict
    (75, 18, 'excellent')
    >>> [each.code for each in score.findings]  # the reviewer belongs to the body whose file it is
    ['EK630']
    """
    must_be(CaseReview, review=review)
    pack, on = pack_of(structure), review.reviewed_on
    weights = {row.outcome: row for row in pack.thresholds_of("review_weight", on)}
    groups = _by_fact(pack.thresholds_of("review_criterion", on))
    fatal = _by_fact(pack.thresholds_of("review_veto", on))
    lost: Counter[str] = Counter()
    used: list[Threshold] = list(weights.values())
    for point in review.points:
        row = _known(groups, "review criterion", point.criterion)
        lost[row.outcome] += point.lost
        used.append(row)
    vetoes = [_known(fatal, "ground of a veto", each) for each in review.vetoes]
    content, form = (max((weights[each].value or 0) - lost[each], 0) for each in ("content", "form"))
    total = 0 if vetoes else content + form
    passed = [
        row
        for topic in ("review_excellent", "review_pass")
        for row in pack.thresholds_of(topic, on)
        if row.value is not None and total >= row.value and not vetoes
    ]
    return ReviewScore(
        review=review.id,
        content=content,
        form=form,
        vetoes=review.vetoes,
        verdict=passed[0].outcome if passed else "fail",
        findings=own_body(review, structure),
        rows=tuple(dict.fromkeys([*vetoes, *used, *passed[:1]])),
        pack=pack,
    )


def _by_fact(rows: Iterable[Threshold]) -> dict[str, Threshold]:
    return {fact: row for row in rows for fact in row.facts}


def _known(rows: Mapping[str, Threshold], kind: str, code: str) -> Threshold:
    if code not in rows:
        raise UnknownReference(kind, code, rows)
    return rows[code]


def own_body(review: CaseReview, structure: Structure) -> tuple[Finding, ...]:
    """A finding (EK630) for each reviewer who serves the body whose file it is, at home or by a posting."""
    body = structure.resolve(Case, review.case).authority
    officers = [structure.resolve(Officer, each) for each in review.reviewers]
    return tuple(
        OWN_BODY.at(witness=(review.id, each.id), review=review.id, officer=each.id, body=body)
        for each in officers
        if body in serves(each, review.reviewed_on)
    )


def assign_reviews(
    structure: Structure,
    cases: Iterable[str],
    officers: Iterable[str],
    *,
    on: dt.date,
    each: int = 1,
    key: str = "",
) -> dict[str, tuple[str, ...]]:
    """Who reviews which file (交叉评查): nobody of the body's own, nobody who must keep away, loads as even as can be.

    The least loaded goes first; among equals a keyed hash decides, so that the same key gives the same answer and
    nobody can steer it by an id.

    Args:
        structure: where cases and officers are.
        cases: the cases whose files are reviewed.
        officers: who may review.
        on: day of the review; a posting of that day counts.
        each: reviewers for each file.
        key: what the order among equals hangs on.

    A case or an officer that is named twice counts once.

    Raises `UnknownReference`, and `InvalidArgument` (EK631) for a file that nobody may review.
    """
    must_be(Structure, structure=structure)
    must_be_day(on=on)
    must_be_text(key=key)
    if type(each) is not int or each < 1:
        raise wrong("each", each, _REVIEWERS)
    # By id, for an officer may be named by id and by code.
    pool = list({who.id: who for who in _all(structure, Officer, "officers", officers)}.values())
    files = list({case.id: case for case in _all(structure, Case, "cases", cases)}.values())
    load: Counter[str] = Counter()
    found: dict[str, tuple[str, ...]] = {}

    def able(case: Case) -> list[Officer]:
        near = {case.id, case.party}
        return [who for who in pool if case.authority not in serves(who, on) and not near & set(who.recusals)]

    # A file with few that may review it takes its reviewer before the others do.
    for case in sorted(files, key=lambda case: (len(able(case)), _hash(key, case.id))):
        chosen = sorted(able(case), key=lambda who: (load[who.id], _hash(key, case.id, who.id)))[:each]
        if len(chosen) < each:
            raise InvalidArgument([NO_REVIEWER.at("/officers", case=case.id, body=case.authority)])
        load.update(who.id for who in chosen)
        found[case.id] = tuple(sorted(who.id for who in chosen))
    return {case.id: found[case.id] for case in files}


def _all(structure: Structure, cls: type[R], name: str, keys: Iterable[str]) -> Iterator[R]:
    return (structure.resolve(cls, key) for key in texts_of(name, keys) or ())


def sample_files(files: Iterable[str], size: int, *, key: str) -> tuple[str, ...]:
    """Which files are reviewed: those with the lowest keyed hashes, the same for the same key, in order of their ids.

    Args:
        files: ids of the files.
        size: how many.
        key: what the choice hangs on; fix it before the files are known.

    Raises `InvalidArgument` (EK632) for more files than there are.

    >>> sample_files(["c1", "c2", "c3", "c4"], 2, key="2025") == sample_files(["c4", "c3", "c2", "c1"], 2, key="2025")
    True
    """
    given = sorted(set(texts_of("files", files) or ()))
    must_be(int, size=size)
    if not 0 <= size <= len(given):
        raise InvalidArgument([BAD_SAMPLE.at("/size", sample=size, failed=0, population=len(given))])
    return tuple(sorted(sorted(given, key=lambda file: _hash(key, file))[:size]))


def _hash(*parts: str) -> bytes:
    return sha256("\x1f".join(parts).encode()).digest()


@attrs.frozen(kw_only=True)
class Bound:
    """What a sample says of all files: between `low` and `high` of them fail, at the stated confidence."""

    population: int
    sample: int
    failed: int
    confidence: Fraction
    low: int
    high: int

    @property
    def share(self) -> Fraction | None:
        """The share that failed in the sample; None of an empty one."""
        return Fraction(self.failed, self.sample) if self.sample else None

    def text(self, lang: str = "en") -> str:
        """The bound in words."""
        low, high = (f"{float(100 * Fraction(each, self.population or 1)):.2f} %" for each in (self.low, self.high))
        sure = f"{float(self.confidence * 100):g} %"
        if lang == "zh":
            return (
                f"抽查 {self.sample}/{self.population} 份，不合格 {self.failed} 份；"
                f"全部案卷中不合格 {self.low} 至 {self.high} 份（{low} 至 {high}，置信度 {sure}）"
            )
        return (
            f"{self.failed} of {self.sample} files failed; of all {self.population}, {self.low} to {self.high} do "
            f"({low} to {high}, confidence {sure})"
        )

    def to_dict(self) -> dict[str, Any]:
        """The bound as plain JSON values."""
        return {**attrs.asdict(self), "confidence": float(self.confidence)}


def sample_bound(population: int, sample: int, failed: int, *, confidence: Fraction = CONFIDENCE) -> Bound:
    """How many of all files fail, from a sample without replacement: the exact hypergeometric interval.

    A number of bad files is left out when a sample with as few, or as many, failures as were seen would come with less
    than half of what the confidence leaves. The sample must have been drawn at random (`sample_files`).

    Args:
        population: all files.
        sample: files reviewed.
        failed: of these, how many failed.
        confidence: of the interval, between 0 and 1.

    Raises `InvalidArgument` (EK632).

    >>> print(sample_bound(100, 100, 3).text())  # all were looked at: nothing is left to be unsure of
    3 of 100 files failed; of all 100, 3 to 3 do (3.00 % to 3.00 %, confidence 95 %)
    >>> print(sample_bound(1237, 120, 0).text())
    0 of 120 files failed; of all 1237, 0 to 35 do (0.00 % to 2.83 %, confidence 95 %)
    """
    must_be(int, population=population, sample=sample, failed=failed)
    must_be(Fraction, float, confidence=confidence)
    if not 0 <= failed <= sample <= population or not 0 < confidence < 1:
        raise InvalidArgument([BAD_SAMPLE.at("/sample", sample=sample, failed=failed, population=population)])
    whole = comb(population, sample)
    tail = (1 - Fraction(confidence)) / 2 * whole
    first, last = failed, population - (sample - failed)

    def ways(bad: int, most: int) -> int:
        """How many samples hold at most so many of the bad files."""
        least = max(0, sample - (population - bad))
        found = each = comb(bad, least) * comb(population - bad, sample - least) if least <= most else 0
        # One term from the one before: each anew would take minutes for a province.
        for seen in range(least, most):
            each = each * (bad - seen) * (sample - seen) // ((seen + 1) * (population - bad - sample + seen + 1))
            found += each
        return found

    low = _search(first, last, lambda bad: whole - ways(bad, failed - 1) > tail)
    high = _search(first, last, lambda bad: ways(bad, failed) <= tail) - 1 if ways(last, failed) <= tail else last
    return Bound(population=population, sample=sample, failed=failed, confidence=confidence, low=low, high=high)


def _search(low: int, high: int, holds: Any) -> int:
    """The first number for which something holds that holds from there on."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def sample_size(population: int, *, at_most: Fraction, confidence: Fraction = CONFIDENCE) -> int:
    """The fewest files whose review, if none fails, shows that no more than a share of all does.

    Args:
        population: all files.
        at_most: the share that failing files may have.
        confidence: between 0 and 1; of this one-sided statement.

    Raises `InvalidArgument` (EK632).

    >>> sample_size(1237, at_most=Fraction(1, 50))
    139
    """
    must_be(int, population=population)
    must_be(Fraction, float, int, at_most=at_most)
    must_be(Fraction, float, confidence=confidence)
    if population < 1 or not 0 <= at_most < 1 or not 0 < confidence < 1:
        raise InvalidArgument([BAD_SAMPLE.at("/population", sample=0, failed=0, population=population)])
    bad = int(at_most * population) + 1

    def enough(size: int) -> bool:
        # How often none of the bad files is in the sample: of the two, the smaller is drawn among the others.
        few, many = sorted((bad, size))
        return Fraction(comb(population - many, few), comb(population, few)) <= 1 - Fraction(confidence)

    most = 1
    while most < population and not enough(most):
        most = min(2 * most, population)
    return _search(1, most, enough)
