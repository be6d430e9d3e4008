"""`draw`, `verify-draw`: a random draw step by step, and its verification by anyone."""

from __future__ import annotations

import datetime as dt
import json
import sys
from pathlib import Path

import click

from enforcekit.errors import InvalidData, InvalidRecord, shorten
from enforcekit.inspection.draw import commit, finish, plan_draw, reveal, set_beacon, substitute, text_beacon
from enforcekit.inspection.draw_check import check
from enforcekit.inspection.draw_hash import commitment
from enforcekit.inspection.draw_tell import tell
from enforcekit.inspection.verify import LARGEST
from enforcekit.inspection.verify import verify_draw as verify_transcript
from enforcekit.inspection.verify_rules import NOT_A_DRAW
from enforcekit.model.draw import HEX, HEX_32, Draw, DrawBeacon
from enforcekit.shape.rules import INSTANT
from enforcekit.wire.reader import read_json
from enforcekit.wire.validate import dump_document, load_document

from .options import language, output_format, print_json

_file = click.Path(exists=True, dir_okay=False, path_type=Path)


class Named(click.ParamType[tuple[str, str]]):
    """A participant and 32 bytes: NAME=HEX."""

    name = "NAME=HEX"

    def convert(
        self, value: str | tuple[str, str], param: click.Parameter | None, ctx: click.Context | None
    ) -> tuple[str, str]:
        if isinstance(value, tuple):
            return value
        name, _, number = value.rpartition("=")
        if not name or not HEX_32.matches(number):
            # The value is not shown: it may be a secret.
            self.fail("write the participant's id, '=', and 64 lower-case hexadecimal digits", param, ctx)
        return name, number


class Hex(click.ParamType[str]):
    """Bytes in lower-case hexadecimal digits."""

    name = "HEX"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if not HEX.matches(value):
            self.fail(f"{shorten(value)!r}: write pairs of lower-case hexadecimal digits", param, ctx)
        return value


class Instant(click.ParamType[dt.datetime]):
    """A date and time with its offset."""

    name = "INSTANT"

    def convert(
        self, value: str | dt.datetime, param: click.Parameter | None, ctx: click.Context | None
    ) -> dt.datetime:
        if isinstance(value, dt.datetime):
            return value
        try:
            if not INSTANT.matches(value):
                raise ValueError
            return dt.datetime.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is no instant; write it as 2026-12-01T10:00:00+08:00", param, ctx)


def _read(path: Path) -> Draw:
    try:
        record = load_document(read_json(path.read_bytes(), limits=LARGEST, file=str(path)))
    except InvalidRecord as error:
        raise InvalidData(error.findings, str(path)) from None
    if not isinstance(record, Draw):
        raise InvalidData([NOT_A_DRAW.at("/type", found=record.type)], str(path))
    return record


def _beacon(value: str | None, text: str | None) -> DrawBeacon | None:
    if value is not None and text is not None:
        raise click.UsageError("--beacon and --beacon-text are two ways to say one value")
    return text_beacon(text) if text is not None else DrawBeacon(value=value) if value is not None else None


@click.command()
@click.argument("file", type=_file)
@click.option("--commitment-of", metavar="NAME", help="Print the commitment of the secret on standard input.")
@click.option("--commit", "commits", type=Named(), multiple=True, help="A published commitment; again for more.")
@click.option("--reveal", "reveals", type=Named(), multiple=True, help="A secret that is revealed; again for more.")
@click.option("--beacon", type=Hex(), help="The value of the beacon.")
@click.option("--beacon-text", help="The value of a text: beacon, in words.")
@click.option("--at", type=Instant(), help="When this happens: kept with the plan, the reveals or the beacon.")
@click.option("--finish", "end", is_flag=True, help="Do not wait any more: who has not revealed is missing.")
@click.option("--close", metavar="OBJECT", help="Replace an object that is closed; with --reason.")
@click.option("--recuse", nargs=2, metavar="OBJECT OFFICER", help="Replace an officer newly recused; with --reason.")
@click.option("--reason", help="Why the object or officer is replaced.")
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), help="Write the transcript to this file.")
@language
@output_format
def draw(
    file: Path,
    commitment_of: str | None,
    commits: tuple[tuple[str, str], ...],
    reveals: tuple[tuple[str, str], ...],
    beacon: str | None,
    beacon_text: str | None,
    at: dt.datetime | None,
    end: bool,
    close: str | None,
    recuse: tuple[str, str] | None,
    reason: str | None,
    out: Path | None,
    lang: str,
    form: str,
) -> None:
    """Take the draw in FILE one phase on: plan, commitments, early reveals, beacon, late reveals, draw.

    FILE is a document of type draw: first only id, rule, objects and officers, later the transcript so far. Exit code
    1: the draw is void, or was never started.
    """
    made = _read(file)
    found = check(made.objects, made.officers, made.rule)
    # A plan that is refused tells its warnings with the errors.
    for finding in found if all(each.severity == "warning" for each in found) else ():
        click.echo(finding.text(lang), err=True)
    if made.plan_hash is None:
        when = made.published_at or at
        made = plan_draw(made.objects, made.officers, made.rule, id=made.id, published_at=when)
    if commitment_of is not None:
        click.echo(
            commitment(
                made.plan_hash or "", *Named().convert(f"{commitment_of}={sys.stdin.readline().strip()}", None, None)
            )
        )
        return
    made = _advance(made, dict(commits), dict(reveals), _beacon(beacon, beacon_text), at, end)
    if close is not None or recuse is not None:
        if reason is None:
            raise click.UsageError("--close and --recuse need --reason")
        if close is not None:
            made = substitute(made, close, reason=reason)
        if recuse is not None:
            made = substitute(made, recuse[0], officer=recuse[1], reason=reason)
    document = dump_document(made)
    if out is not None:
        out.write_text(json.dumps(document, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    if form == "json":
        print_json(document)
    else:
        click.echo(tell(made, lang))
    if made.outcome in ("void", "not_started"):
        raise click.exceptions.Exit(1)


def _advance(
    made: Draw,
    commits: dict[str, str],
    reveals: dict[str, str],
    beacon: DrawBeacon | None,
    at: dt.datetime | None,
    end: bool,
) -> Draw:
    """The phases in their order; the draw itself when nobody is waited for any more."""
    if commits:
        made = commit(made, commits)
    late = {each.id for each in made.rule.participants if each.phase == "late"}
    for name, secret in reveals.items():
        if name not in late:
            made = reveal(made, name, secret, at)
    if beacon is not None:
        made = set_beacon(made, DrawBeacon(value=beacon.value, at=at))
    for name, secret in reveals.items():
        if name in late:
            made = reveal(made, name, secret, at)
    waiting = {each.id for each in made.rule.participants} - {each.participant for each in made.reveals}
    ready = made.beacon is not None and made.outcome is None and not waiting
    return finish(made) if end or ready else made


@click.command("verify-draw")
@click.argument("file", type=_file)
@click.option("--published", metavar="HASH|FILE", help="The plan as published before the draw, or its hash.")
@click.option("--beacon", type=Hex(), help="The value of the beacon, from its source.")
@click.option("--beacon-text", help="The value of a text: beacon, in words.")
@language
@output_format
def verify_draw(
    file: Path, published: str | None, beacon: str | None, beacon_text: str | None, lang: str, form: str
) -> None:
    """Recompute the draw in FILE and name every link that does not hold. Exit code 1: something does not."""
    anchor: Draw | str | None = published
    if published is not None and not HEX_32.matches(published):
        if not Path(published).is_file():
            raise click.UsageError(
                f"--published is a plan hash of 64 digits, or the file of the published plan: "
                f"{shorten(published)!r} is neither"
            )
        anchor = _read(Path(published))
    found = verify_transcript(file.read_bytes(), published=anchor, beacon=_beacon(beacon, beacon_text))
    if form == "json":
        print_json(found.to_dict())
    else:
        click.echo(found.explain(lang))
    if not found.ok:
        raise click.exceptions.Exit(1)
