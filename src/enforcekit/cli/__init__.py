"""The command line: parse, call one verb, print. Each command lives in the module its table row names."""

from __future__ import annotations

import io
import os
import sys
from importlib import import_module

import click

from enforcekit import __version__

COMMANDS = {
    "tour": ("tour", "A minute with the library: questions with proofs, a defect, a case, a draw, a graph, a reform."),
    "validate": ("check", "Judge documents: every problem at once, with file, line and cure."),
    "find": ("ask", "Records by name or code, best first."),
    "who-may": ("ask", "Who may act on an item, at a place, on a date."),
    "what-may": ("ask", "All that a body may do on a date."),
    "lint": ("review", "What the law has to say of a structure: void, voidable, defective, unwise."),
    "compare": ("review", "Which powers changed hands between two structures."),
    "taint": ("review", "What falls when an instrument is invalid, and what survives."),
    "impact": ("review", "What cites an article, and what must be done with it."),
    "term": ("case", "When a term ends, with article, days passed over, and how sure it is."),
    "due": ("case", "The clocks of a case, and the late fine to date."),
    "case": ("case", "A case: its timeline, what may come next, the next event."),
    "penalty": ("penalty", "What a penalty may and must be: late fine, simple procedure, cash, steps …"),
    "plan": ("plan", "Joint inspections of a year in the fewest visits, with a bound that proves it."),
    "draw": ("draw", "A random draw that nobody can steer: plan, commitments, beacon, draw, substitutions."),
    "verify-draw": ("draw", "Recompute a draw from its transcript, and name what was altered."),
    "supervise": ("supervise", "Requests, intake, supervision: what is late, the next notice, samples, scores, fines."),
    "exchange": ("exchange", "What is odd in published penalty decisions (双公示)."),
    "convert": ("convert", "One format into another: 双公示, lists of items, OCEL, XES, PROV …; the loss by name."),
    "inspect": ("inspect", "Inspections: may this check be made; ledger, alarms, one-matter bundles."),
    "graph": ("graph", "How departments coordinate: figures, a picture, a file for Gephi or networkx."),
    "indicators": ("indicators", "Published figures with inputs, formula, scope; what does not compare, and why."),
    "simulate": ("simulate", "What happens to the cases of a scenario: every metric with its interval."),
    "experiment": ("simulate", "What a reform changes: paired differences with intervals."),
    "sweep": ("simulate", "A scenario with other numbers: every combination."),
    "reproduce": ("simulate", "A result made again from its manifest, and compared row by row."),
    "schema": ("files", "The JSON Schemas: list, show, write, diff."),
    "migrate": ("evolution", "Documents of an older version of the schemas, made new: nothing is lost."),
    "template": ("files", "Empty tables and documents to fill in."),
    "packs": ("packs", "The jurisdiction packs that are installed: version, layers, rows, problems."),
    "vectors": ("vectors", "Questions and answers that any implementation can be asked."),
}


class Commands(click.Group):
    """Loads a command's module when the command is called: `--help` stays instant."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        if name not in COMMANDS:
            return None
        module = import_module(f".{COMMANDS[name][0]}", __name__)
        command: click.Command = getattr(module, name.replace("-", "_"))
        return command

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        if args[0] not in COMMANDS and not args[0].startswith("-"):
            from difflib import get_close_matches

            near = get_close_matches(args[0], COMMANDS)
            ctx.fail(f"No such command '{args[0]}'." + (f" Did you mean {' or '.join(near)}?" if near else ""))
        return super().resolve_command(ctx, args)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl([(name, help_) for name, (_, help_) in COMMANDS.items()])


@click.group(cls=Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
@click.pass_context
def cli(ctx: click.Context) -> None:
    """Who may act on this enforcement item, here, on that date, in whose name, under which article.

    综合行政执法：谁有权、在何地、于何日、以谁的名义、依据哪一条。
    """
    if os.environ.get("NO_COLOR"):
        ctx.color = False


def main() -> None:
    """Run the command line. Exit codes: 0 clean, 1 findings, 2 usage or unreadable, 3 a fault of the library."""
    from enforcekit.errors import EnforcekitError, shorten

    for stream in (sys.stdout, sys.stderr):
        # Where Chinese cannot be shown it is escaped; that is not a fault.
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        # Outside its standalone mode click returns the code of an Exit.
        sys.exit(cli.main(prog_name="enforcekit", standalone_mode=False))
    except click.ClickException as error:
        error.show()
        sys.exit(2)
    except click.Abort:
        sys.exit(130)
    except EnforcekitError as error:
        click.echo(str(error), err=True)
        sys.exit(2)
    except OSError as error:
        click.echo(f"{shorten(error.filename or '')}: {error.strerror}", err=True)
        sys.exit(2)
    except Exception:  # noqa: BLE001
        import traceback

        traceback.print_exc()
        sys.exit(3)
