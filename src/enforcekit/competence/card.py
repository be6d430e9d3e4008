"""What an officer says and shows (亮证): who acts, in whose name, by which article, within which limits; where to turn.

Everything is read from the proof of the same competence; nothing is worked out anew.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from enforcekit.arguments import must_be, must_be_language

from .answer import Answer
from .answer_records import Competence
from .answer_words import Speaker, word
from .condition import Condition
from .proof import Role

_SAYS: Final[dict[str, tuple[str, str]]] = {
    "title": ("Authority card", "执法权限告知"),
    "who": ("We are officers of {}.", "我们是 {} 的执法人员。"),
    "jointly": ("We act together with {}.", "我们与 {} 共同执法。"),
    "name": ("We act in the name of {}.", "我们以 {} 的名义执法。"),
    "show": ("We show our certificates ({}).", "现向您出示执法证件（{}）。"),
    "matter": ("Matter: {}, {}", "执法事项：{}（{}）"),
    "place": ("Place: {}", "执法区域：{}"),
    "power": ("Our power rests on:", "执法依据："),
    "cases": ("Cases: {}", "适用案件：{}"),
    "ceiling": ("Highest fine: {} {}{}", "罚款上限：{} {}{}"),
    "procedures": ("Procedures: {}", "适用程序：{}"),
    "valid": ("Valid: {}", "有效期间：{}"),
    "review": ("You may apply for review to: {}", "您可以依法向 {} 申请行政复议"),
    "sue": ("You may sue: {}", "您可以依法以 {} 为被告提起行政诉讼"),
    "doubt": ("To be verified: {}", "待核实：{}"),
}


def authority_card(given: Answer | Competence, lang: str = "zh") -> str:
    """The card of a competence; of an answer, one for each body that may act, or why nobody may.

    Args:
        given: a competence, or a whole answer of `who_may`.
        lang: `zh` or `en`.

    Raises `UnknownReference` for another language.

    >>> import datetime as dt
    >>> import enforcekit as ek
    >>> on = dt.date(2024, 5, 1)
    >>> answer = ek.who_may(ek.example("ningbo"), "penalise", item="330217015000", place="330213100", on=on)
    >>> print(authority_card(answer.competences[0], "en").splitlines()[1])
    We are officers of Xikou Town Government.
    """
    must_be(Answer, Competence, given=given)
    must_be_language(lang)
    if isinstance(given, Competence):
        return "\n".join(_lines(given, lang))
    if given.reason is not None:
        cure = (given.cure or {}).get(lang, "")
        return f"{word('nobody', lang).format(word(given.reason, lang))}\n→ {cure}"
    return "\n\n".join(authority_card(each, lang) for each in given.competences)


def _say(key: str, lang: str, *values: str) -> str:
    return _SAYS[key][lang == "zh"].format(*values)


def _lines(c: Competence, lang: str) -> Iterator[str]:
    index, cell = c._cell.index, c._cell
    say, comma = Speaker(index.structure, index.pack, lang), "、" if lang == "zh" else ", "
    yield _say("title", lang)
    yield _say("who", lang, say.name(c.authority))
    if c.jointly:
        yield _say("jointly", lang, comma.join(map(say.name, c.jointly)))
    yield _say("name", lang, say.name(c.in_name_of))
    shown = index.pack.ground("identification", c.proof.asked, action=cell.action)
    if shown is not None:
        yield _say("show", lang, index.pack.cite(shown.article, lang))
    yield _say("matter", lang, say.name(cell.item.id), say.code("action_kind", cell.action))
    yield _say("place", lang, say.name(c.place))
    yield _say("power", lang)
    yield from (f"  - {say.step(step)}" for step in c.proof.steps)
    if c.condition != Condition():
        yield _say("cases", lang, say.condition(c.condition))
    for ceiling in c.ceilings:
        party = f" ({say.code('party_kind', ceiling.party_kind)})" if ceiling.party_kind else ""
        yield _say("ceiling", lang, f"{ceiling.fine.amount / 100:,.2f}", ceiling.fine.currency, party)
    if c.procedures:
        yield _say("procedures", lang, comma.join(say.code("procedure_kind", each) for each in c.procedures))
    yield _say("valid", lang, say.period(c.valid))
    if c.review_rule is not None:
        yield _say("review", lang, say.review(c)) + _articles(c.proof.role("review_organ"), lang)
    yield _say("sue", lang, say.name(c.defendant)) + _articles(c.proof.role("defendant"), lang)
    # An advice is for the body, not for the party it stands before.
    yield from (_say("doubt", lang, each.message[lang]) for each in c.findings if each.severity != "advice")


def _articles(role: Role, lang: str) -> str:
    """The row that names the body: the last one read."""
    if not role.rows:
        return ""
    text = role.rows[-1].text[lang]
    return f"（{text}）" if lang == "zh" else f" ({text})"
