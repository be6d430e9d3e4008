"""`penalty`: what a penalty may and must be, one question a command. Amounts are given in yuan, answered in fen."""

from __future__ import annotations

import datetime as dt

import click

from enforcekit.model.manifest import DEFAULT_PACK
from enforcekit.procedure import (
    ThresholdNeeded,
    cash,
    late_fine,
    limitation,
    no_penalty,
    simple_procedure,
    steps_required,
)
from enforcekit.procedure.derived import Derived
from enforcekit.procedure.limitation import HARM
from enforcekit.procedure.scene import FINE

from .options import Day, Span, Yuan, language, layer_option, on_option, output_format, print_json

_pack = click.option("--pack", default=DEFAULT_PACK, show_default=True, help="The jurisdiction.")
_law = click.option("--on", type=Day(), help="The day whose law applies; else the newest.")
_fine = click.option("--fine", type=Yuan(), required=True, help="The fine itself.")
_kinds = click.option("--kind", "kinds", multiple=True, help="A kind of penalty, beside the fine; again for more.")
_party = click.option("--party", required=True, help="citizen, organisation, or a kind of party of the pack.")


@click.group()
def penalty() -> None:
    """What a penalty may and must be: each answer with the dated rows it rests on. Amounts in yuan."""


def _tell(found: Derived, lang: str, form: str, *, refused: bool = False) -> None:
    if form == "json":
        print_json(found.to_dict())
    else:
        click.echo(found.explain(lang))
    if refused:
        raise click.exceptions.Exit(1)


def _all(kinds: tuple[str, ...], fine: int | None) -> tuple[str, ...]:
    """The kinds imposed; a fine that is given need not be named again."""
    return kinds or ((FINE,) if fine is not None else ())


@penalty.command("late-fine")
@_fine
@click.option("--from", "first", type=Day(), required=True, help="The first late day: the day after the last to pay.")
@click.option("--until", type=Day(), required=True, help="The last day counted.")
@click.option("--pause", "pauses", type=Span(), multiple=True, help="Reconsideration or litigation; again for more.")
@click.option("--litigation", type=Span(), multiple=True, help="Days of litigation alone; again for more.")
@_pack
@language
@output_format
def _late_fine(
    fine: int,
    first: dt.date,
    until: dt.date,
    pauses: tuple[tuple[dt.date, dt.date], ...],
    litigation: tuple[tuple[dt.date, dt.date], ...],
    pack: str,
    lang: str,
    form: str,
) -> None:
    """What a fine not paid in time has grown by (加处罚款)."""
    _tell(late_fine(fine, first, until, pauses, litigation=litigation, pack=pack), lang, form)


@penalty.command("simple")
@_party
@click.option("--fine", type=Yuan(), help="The fine imposed.")
@_kinds
@on_option
@layer_option
@_pack
@language
@output_format
def _simple(
    party: str,
    fine: int | None,
    kinds: tuple[str, ...],
    on: dt.date,
    layer: str,
    pack: str,
    lang: str,
    form: str,
) -> None:
    """Whether it may be decided on the spot (简易程序). Exit code 1: it may not."""
    found = simple_procedure(party, fine, _all(kinds, fine), on, layer, pack=pack)
    _tell(found, lang, form, refused=not found.allowed)


@penalty.command("cash")
@_fine
@on_option
@click.option("--remote", is_flag=True, help="Remote, waterborne or hard to reach.")
@click.option("--requested", is_flag=True, help="The party itself asked, on record.")
@click.option("--hard-to-collect", is_flag=True, help="What is not taken now will be hard to enforce.")
@click.option("--on-the-spot/--decided-later", default=True, show_default=True, help="How it was decided.")
@layer_option
@_pack
@language
@output_format
def _cash(
    fine: int,
    on: dt.date,
    remote: bool,
    requested: bool,
    hard_to_collect: bool,
    on_the_spot: bool,
    layer: str,
    pack: str,
    lang: str,
    form: str,
) -> None:
    """Whether the officer may take the money (当场收缴). Exit code 1: not."""
    found = cash(fine, on, remote, requested, hard_to_collect, on_the_spot=on_the_spot, layer=layer, pack=pack)
    _tell(found, lang, form, refused=not found.allowed)


@penalty.command("limitation")
@click.option("--ended", type=Day(), help="The day of the act, or its last; none: it goes on.")
@click.option("--discovered", type=Day(), required=True, help="The day on which an organ found it.")
@click.option("--harm", type=click.Choice(HARM), default="none", show_default=True)
@click.option("--life-health-or-finance", is_flag=True, help="Life, health or financial safety is concerned.")
@click.option("--on", type=Day(), help="The day whose law applies; else that of the discovery.")
@layer_option
@_pack
@language
@output_format
def _limitation(
    ended: dt.date | None,
    discovered: dt.date,
    harm: str,
    life_health_or_finance: bool,
    on: dt.date | None,
    layer: str,
    pack: str,
    lang: str,
    form: str,
) -> None:
    """Whether an act was discovered too late to be punished (追责时效). Exit code 1: it was."""
    found = limitation(ended, life_health_or_finance, harm, discovered, on, layer=layer, pack=pack)
    _tell(found, lang, form, refused=found.barred)


@penalty.command("no-penalty")
@click.option("--minor", is_flag=True, help="The act is minor.")
@click.option("--corrected", is_flag=True, help="It was corrected in time.")
@click.option("--harm", type=click.Choice(HARM), default="none", show_default=True)
@click.option("--first", is_flag=True, help="It is the first time.")
@click.option("--no-fault-proved", is_flag=True, help="The party proved that it was not at fault.")
@click.option("--fault-counts/--without-fault", default=True, help="Whether the law of the act asks for fault.")
@_law
@_pack
@language
@output_format
def _no_penalty(
    minor: bool,
    corrected: bool,
    harm: str,
    first: bool,
    no_fault_proved: bool,
    fault_counts: bool,
    on: dt.date | None,
    pack: str,
    lang: str,
    form: str,
) -> None:
    """Whether an act must or may go unpunished (不予处罚)."""
    found = no_penalty(minor, corrected, harm, first, no_fault_proved, on, fault_counts=fault_counts, pack=pack)
    _tell(found, lang, form)


@penalty.command("steps")
@_kinds
@click.option("--fine", type=Yuan(), help="The fine proposed.")
@_party
@click.option("--major/--not-major", default=None, help="Whether the case is a major one; else nobody said.")
@click.option("--hearing-requested", is_flag=True, help="The party asked for the hearing.")
@click.option("--confiscation", type=Yuan(), help="Worth of what is confiscated.")
@click.option("--threshold", type=Yuan(), help="From which amount a fine is larger here, where no rule is on file.")
@click.option("--circumstance", "circumstances", multiple=True, help="complex, other_heavy, …; again for more.")
@click.option("--procedure", default="ordinary", show_default=True)
@_law
@layer_option
@_pack
@language
@output_format
def _steps(
    kinds: tuple[str, ...],
    fine: int | None,
    party: str,
    major: bool | None,
    hearing_requested: bool,
    confiscation: int | None,
    threshold: int | None,
    circumstances: tuple[str, ...],
    procedure: str,
    on: dt.date | None,
    layer: str,
    pack: str,
    lang: str,
    form: str,
) -> None:
    """Which steps a proposed penalty asks for: notice, hearing, legal review, discussion, officers."""
    try:
        found = steps_required(
            _all(kinds, fine),
            fine,
            party,
            major,
            hearing_requested,
            layer,
            on,
            confiscation=confiscation,
            threshold=threshold,
            circumstances=circumstances,
            procedure=procedure,
            pack=pack,
        )
    except ThresholdNeeded as asked:
        raise click.UsageError(f"{asked}; here --threshold and --confiscation, in yuan, or --layer") from None
    _tell(found, lang, form)
