"""The parts of an answer in words, Chinese or English."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from enforcekit.arguments import must_be_language
from enforcekit.law import Pack
from enforcekit.model.common import Citation
from enforcekit.model.instrument import Instrument
from enforcekit.structure import Structure
from enforcekit.timing import Period

from .answer_records import REASONS, Competence, Refusal, RefusalReason
from .condition import Condition
from .proof import Step

SHOWN = 3
"""Bodies of one far-off reason that an explanation names in full; `Answer.refusals` always has all."""

_WORDS: dict[str, tuple[str, str]] = {
    "nobody": ("Nobody may act: {}", "无主体可以行使：{}"),
    "no_law_yet": ("the law of this pack had not begun on that day", "该日本法域规则尚未施行"),
    "item_not_in_force": ("the item is not in force on that day", "该事项当日未生效"),
    "holder_unknown": ("the item names no body", "该事项未列明主体"),
    "nobody_holds": ("no body holds this power here on that day", "该地当日无主体享有此项权力"),
    "primary": ("competent", "有管辖权"),
    "concurrent": ("concurrently competent", "并行有管辖权"),
    "in_flight": ("finishes the case it filed", "办结其已立案件"),
    "jointly": ("together with", "共同行使"),
    "in_name_of": ("in the name of", "以其名义"),
    "answerable": ("answers for it", "责任主体"),
    "review": ("reviewed by", "复议机关"),
    "defendant": ("is sued", "被告"),
    "acts_through": ("acts through", "具体实施"),
    "condition": ("for", "适用案件"),
    "ceilings": ("fines up to", "罚款上限"),
    "valid": ("valid", "有效期间"),
    "because": ("because", "依据"),
    "refused": ("Not competent", "无管辖权"),
    "open": ("open", "至今"),
    "ever": ("always", "自始"),
    "all_cases": ("all cases", "全部案件"),
}
_REVIEW_WORDS = {
    "own_government": ("the government of its level", "本级人民政府"),
    "parent_government": ("the government of the parent department", "设立机关的本级人民政府"),
    "county_government": ("the county government", "县级人民政府"),
    "higher_government": ("the next higher government", "上一级人民政府"),
    "higher_department": ("the higher department", "上一级主管部门"),
    "managing_government": ("the government that manages it", "管理该组织的人民政府"),
    "own": ("itself", "本机关"),
    "either": (
        "its government or the higher department, as the applicant chooses",
        "本级人民政府或上一级主管部门（申请人选择）",
    ),
}
_STATUS = {
    "confirmed": ("confirmed", "已核对"),
    "local": ("local rule", "地方规则"),
    "unconfirmed": ("unconfirmed", "未核对"),
}


def _pick(pair: tuple[str, str], lang: str) -> str:
    return pair[1] if lang == "zh" else pair[0]


def word(key: str, lang: str) -> str:
    """A fixed word of an explanation."""
    return _pick(_WORDS[key], lang)


class Speaker:
    """Says the parts of an answer in one language."""

    def __init__(self, structure: Structure, pack: Pack, lang: str) -> None:
        must_be_language(lang)
        self.structure = structure
        self.pack = pack
        self.lang = lang

    def name(self, key: str) -> str:
        """The name of a record."""
        return self.structure[key].label(self.lang)

    def code(self, list_name: str, code: str) -> str:
        """The label of a code."""
        return self.pack.vocabulary.label(list_name, code, self.lang)

    def period(self, period: Period) -> str:
        """A half-open span of days."""
        start = period.start.isoformat() if period.start else word("ever", self.lang)
        end = period.end.isoformat() if period.end else word("open", self.lang)
        return f"[{start}, {end})"

    def citation(self, citation: Citation) -> str:
        """An instrument with its article."""
        instrument = self.structure[citation.instrument]
        number = instrument.number if isinstance(instrument, Instrument) else None
        title = instrument.label(self.lang)
        title = f"《{title}》" if self.lang == "zh" and not title.startswith("《") else title
        place = citation.text(self.lang)
        return f"{title}{f' {number}' if number else ''}{'' if self.lang == 'zh' else ' '}{place}".strip()

    def condition(self, condition: Condition) -> str:
        """The cases a condition is for."""
        zh = self.lang == "zh"
        parts = [
            ("仅限：" if zh else "only ") + " / ".join(self.code("carve_out", tag) for tag in sorted(tags))
            for tags in sorted(condition.only, key=sorted)
        ]
        if condition.never:
            tags = " / ".join(self.code("carve_out", tag) for tag in sorted(condition.never))
            parts.append(("除外：" if zh else "except ") + tags)
        return ("；" if zh else "; ").join(parts) or word("all_cases", self.lang)

    def step(self, step: Step) -> str:
        """One step of a proof, with the article that gives the mode its effect and that row's status."""
        cited = ("、" if self.lang == "zh" else ", ").join(self.citation(each) for each in step.citations)
        rule = f"{self.pack.cite(step.rule, self.lang)} [{_pick(_STATUS[step.status], self.lang)}]"
        return f"{self.name(step.authority)} · {self.code('delegation_mode', step.mode)}: {cited or '-'} ({rule})"

    def review(self, competence: Competence) -> str:
        """The review organ, by name where the structure has it."""
        rule = _pick(_REVIEW_WORDS[competence.review_rule], self.lang) if competence.review_rule else "-"
        return f"{self.name(competence.review_organ)} ({rule})" if competence.review_organ else rule

    def competence(self, number: int, c: Competence) -> Iterator[str]:
        """The lines of one competence."""
        lang = self.lang
        yield f"{number}. {self.name(c.authority)}: {word(c.rank, lang)}"
        if c.jointly:
            yield f"   {word('jointly', lang)} {', '.join(map(self.name, c.jointly))}"
        yield (
            f"   {word('in_name_of', lang)}: {self.name(c.in_name_of)}; "
            f"{word('answerable', lang)}: {self.name(c.answerable)}"
        )
        yield f"   {word('review', lang)}: {self.review(c)}; {word('defendant', lang)}: {self.name(c.defendant)}"
        if c.acts_through:
            yield f"   {word('acts_through', lang)}: {', '.join(map(self.name, c.acts_through))}"
        if c.condition != Condition():
            yield f"   {word('condition', lang)}: {self.condition(c.condition)}"
        for ceiling in c.ceilings:
            party = f" ({self.code('party_kind', ceiling.party_kind)})" if ceiling.party_kind else ""
            yield f"   {word('ceilings', lang)}: {ceiling.fine.amount / 100:,.2f} {ceiling.fine.currency}{party}"
        yield f"   {word('valid', lang)}: {self.period(c.valid)}"
        yield f"   {word('because', lang)}:"
        yield from (f"     - {self.step(step)}" for step in c.proof)
        yield from (f"     ! {finding.text(lang)}" for finding in c.findings)

    def refusals(self, refusals: Sequence[Refusal]) -> Iterator[str]:
        """A line for each body, the nearest to competence first; of many with one reason the others are counted."""
        groups: dict[RefusalReason, list[Refusal]] = {}
        for refusal in refusals:
            groups.setdefault(refusal.reason, []).append(refusal)
        for reason, group in sorted(groups.items(), key=lambda each: REASONS.index(each[0]), reverse=True):
            if len(group) <= SHOWN:
                yield from map(self.refusal, group)
            else:
                names = ", ".join(self.name(each.authority) for each in group[:SHOWN])
                yield f"  - {len(group)} × {reason}, {group[0].message[self.lang]}: {names}, …"

    def refusal(self, refusal: Refusal) -> str:
        """One line for a body that is not competent."""
        article = f" ({self.pack.cite(refusal.article, self.lang)})" if refusal.article else ""
        return (
            f"  - {self.name(refusal.authority)}: {refusal.reason}, {refusal.message[self.lang]}{article}"
            f" → {refusal.cure[self.lang]}"
        )
