"""The papers of a case (文书): which forms its steps call for, and which of them the file lacks."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Mapping
from typing import Any

import attrs

from enforcekit.law import Pack, pack_of
from enforcekit.model.case import Case
from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.structure import Structure

from .given import pack_given
from .standing import main_process, standing


@attrs.frozen(kw_only=True)
class DocumentDue:
    """A form that a step called for and the file lacks; of several `forms` any one will do.

    `number` is the place of the step among the events, `rule` the rule of the step.
    """

    forms: tuple[str, ...]
    event: str
    on: dt.date
    number: int
    rule: str
    pack: Pack = attrs.field(eq=False, repr=False)

    def text(self, lang: str = "en") -> str:
        """The form in words, with the step that called for it."""
        names = [self.pack.vocabulary.label("document_form", each, lang) for each in self.forms]
        return f"{self.on} {self.event}: {(' 或 ' if lang == 'zh' else ' or ').join(names)}"

    def to_dict(self) -> dict[str, Any]:
        """The form as plain JSON values."""
        values = attrs.asdict(self, recurse=False, filter=lambda field, _: field.name != "pack")
        return {**values, "forms": list(self.forms), "on": self.on.isoformat()}


def document_set(procedure: str, *, pack: str | Pack = DEFAULT_PACK) -> Mapping[str, tuple[tuple[str, ...], ...]]:
    """The papers of a procedure: by event, the forms that must be in the file, each as the ones of which any will do.

    Derived from the steps of the procedure, so that it cannot differ from them (P-05; Penalty Law art. 47).

    Args:
        procedure: name of a procedure of the pack, a main one or one beside it (`measure`, `criminal`).
        pack: the jurisdiction, by name or itself.

    Raises `UnknownReference` for a procedure the pack does not have.

    >>> document_set("simple")["decide_on_spot"]
    (('spot_decision',),)
    >>> document_set("ordinary")["notify"]
    (('hearing_notice_of_right', 'penalty_notice'),)
    """
    chosen = pack_given(pack)
    process = chosen.process_of.get(procedure) or main_process(chosen, procedure)
    return {
        each.event: tuple(tuple(sorted(forms)) for forms in each.forms) for each in process.transitions if each.forms
    }


def documents_due(case: Case, structure: Structure) -> tuple[DocumentDue, ...]:
    """The forms that the steps taken so far called for and the file lacks (P-05; Penalty Law art. 47), oldest first.

    A document serves one step: of a form that two steps called for, two are due. A step that leads nowhere calls for
    nothing.

    Args:
        case: the case, with the documents of its file.
        structure: the structure under whose law it is handled.

    Raises `UnknownReference` for a procedure that the pack does not have.

    >>> import enforcekit as ek
    >>> told = ek.Event(kind="receive_clue", at=dt.datetime(2025, 4, 21, 9, tzinfo=dt.UTC))
    >>> case = ek.Case(id="c-1", authority="a", items=["i"], place="p", events=[told])
    >>> [each.forms for each in documents_due(case, ek.Structure([]))]
    [('clue_form',)]
    """
    found = standing(case, pack_of(structure))
    have = Counter(each.form for each in case.documents)
    wanted = [(move, forms) for move in found.moves for forms in move.transition.forms]
    due = []
    # What only one form can serve is served first; a choice takes what is left.
    for move, forms in sorted(wanted, key=lambda each: (len(each[1]), each[0].number)):
        served = next((form for form in sorted(forms) if have[form]), None)
        if served is not None:
            have[served] -= 1
            continue
        due.append(
            DocumentDue(
                forms=tuple(sorted(forms)),
                event=move.event.kind,
                on=move.day,
                number=move.number,
                rule=move.transition.rule,
                pack=found.pack,
            )
        )
    return tuple(sorted(due, key=lambda each: (each.number, each.forms)))
