"""`tour`: the library's story in under a minute, on one bundled city; pictures and pages go to a folder."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import click

from enforcekit.competence import who_may
from enforcekit.competence.compare import compare
from enforcekit.coordination import coordination_graph, write_graph
from enforcekit.folder import example
from enforcekit.inspection.draw import draw, plan_draw
from enforcekit.inspection.verify import verify_draw
from enforcekit.law.validate import validate
from enforcekit.model.case import Case
from enforcekit.model.draw import DrawRule, DrawStratum
from enforcekit.procedure import due, permitted, timeline
from enforcekit.procedure.lint import lint
from enforcekit.shape import evolve
from enforcekit.structure import Structure
from enforcekit.wire import dump_document

from .options import language

ON = dt.date(2025, 5, 1)
QUESTIONS = (
    (
        "Hazardous chemicals are kept without a proper store. The bureau itself answers.",
        "危险化学品未专用仓库储存：由部门管辖。",
        ("penalise", "hazardous-chemicals-not-in-special-store", "330213100"),
    ),
    (
        "A stall on the pavement of the same town. The power was handed down: the town answers, in its own name.",
        "同一镇的占道摆摊：权力已下放，镇政府以自己的名义管辖。",
        ("penalise", "330217015000", "330213100"),
    ),
    (
        "May Xidian, which the bureau has entrusted with fines, seize goods? It is refused, and told the cure.",
        "受应急管理局委托的西店镇能否扣押物品？不能，并指出办法。",
        ("compel", "unlicensed-hazardous-chemicals-trade", "330226111"),
    ),
)
CASE, HEARD_ON = "xikou-waste-2025", dt.date(2025, 5, 8)
SHOWN = ("legal_review", "discuss", "decide")
WITHDRAWN = "empowerment-xikou-town"
FIRMS = tuple(f"firm-{number}" for number in range(1, 21))
BEACON = b"07 12 23 25 31 + 04"
BROKEN = {
    "type": "delegation",
    "schema_version": "1.0",
    "id": "xikou list",
    "mode": "Township",
    "grantee": "xikou-town",
    "actions": [],
    "period": {"start": "2024-02-30"},
    "colour": "red",
}


class Guide:
    """Speaks one language, and keeps what was written where."""

    def __init__(self, lang: str, folder: Path) -> None:
        self.lang = lang
        self.folder = folder
        self.written: list[Path] = []

    def title(self, english: str, chinese: str) -> None:
        click.secho(f"\n== {chinese if self.lang == 'zh' else english}", bold=True)

    def write(self, name: str, text: str) -> None:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        self.written.append(path)


@click.command()
@click.option("--out", type=click.Path(file_okay=False), help="Folder for the pictures; else a temporary one.")
@language
def tour(out: str | None, lang: str) -> None:
    """A minute with the library: questions with proofs, a defect, a case, a draw, a graph, a reform."""
    started = time.perf_counter()
    folder = Path(out or tempfile.mkdtemp(prefix="enforcekit-tour-"))
    folder.mkdir(parents=True, exist_ok=True)
    guide = Guide(lang, folder)
    click.echo("loading Ningbo …" if lang == "en" else "正在加载宁波 …", err=True)
    city = example("ningbo")
    click.echo(repr(city))
    for stop in STOPS:
        stop(city, guide)
    click.echo(f"\n{time.perf_counter() - started:.1f} s", err=True)
    guide.title("Written: open them in a browser", "已写出，可用浏览器打开")
    for path in guide.written:
        click.echo(path)
    guide.title("Next", "下一步")
    called = "enforcekit" if shutil.which("enforcekit") else os.path.relpath(sys.argv[0])
    for command in _next():
        click.echo(f"{called} {command}")


def _questions(city: Structure, guide: Guide) -> None:
    """Three questions with their proofs; the second one as a picture too."""
    for english, chinese, (action, item, place) in QUESTIONS:
        guide.title(english, chinese)
        click.echo(f"who_may(ningbo, {action!r}, item={item!r}, place={place!r}, on={ON})")
        click.echo(who_may(city, action, item=item, place=place, on=ON).explain(guide.lang))
    action, item, place = QUESTIONS[1][2]
    guide.write("proof.svg", who_may(city, action, item=item, place=place, on=ON).svg(guide.lang))


def _case(city: Structure, guide: Guide) -> None:
    """A bundled case on the day of its hearing: what may come next, and what is due."""
    whole = city.resolve(Case, CASE)
    case = evolve(whole, events=[event for event in whole.events if event.at.date() <= HEARD_ON])
    guide.title(
        "A case after its hearing: what may come next, what is due, all of it on a page.",
        "一个案件，听证之后：下一步与届满日；全貌见页面。",
    )
    click.echo(f"permitted(case, ningbo, on={HEARD_ON}); due(case, ningbo)")
    for step in permitted(case, city, on=HEARD_ON):
        if step.event in SHOWN:
            click.echo(step.text(guide.lang).splitlines()[0])
            for refusal in step.refusals[:1]:
                click.echo(f"    {refusal.message[guide.lang]} → {refusal.cure[guide.lang]}")
    click.echo(due(case, city).open()[0].deadline.explain(guide.lang))
    guide.write("case.html", timeline(whole, city).html(guide.lang))


def _broken(_city: Structure, guide: Guide) -> None:
    guide.title(
        "A broken payload: every problem at once, each with its place and cure.", "有误的文档：一次列出全部问题。"
    )
    text = json.dumps(BROKEN, indent=2)
    click.echo(text)
    click.echo(validate(text).text(guide.lang))


def _defect(city: Structure, guide: Guide) -> None:
    guide.title(
        "Is the structure lawful? One finding of many, with its cure.", "权力结构是否合法？一个问题及改正办法。"
    )
    click.echo('lint(ningbo, select=["L06/late"])')
    for finding in lint(city, select=["L06/late"]):
        click.echo(finding.text(guide.lang))


def _draw(_city: Structure, guide: Guide) -> None:
    """A draw among twenty firms, checked against its plan; then one entry is forged, and found out."""
    guide.title(
        "Three of twenty firms, drawn so that anyone can verify it; then somebody swaps one.",
        "二十家企业抽三家，人人可验证；随后有人换掉一家。",
    )
    rule = DrawRule(strata=(DrawStratum(id="all", size=3),), beacon_spec="text:a public lottery")
    pool = [{"id": firm, "stratum": "all"} for firm in FIRMS]
    plan = plan_draw(pool, [], rule, id="tour")
    done = draw(pool, [], rule, id="tour", beacon=BEACON)
    click.echo(verify_draw(done, published=plan, beacon=BEACON).explain(guide.lang))
    transcript = dump_document(done)
    guide.write("draw.json", json.dumps(transcript, ensure_ascii=False, indent=1))
    (result,) = transcript["results"]
    result["selected"][0]["object"] = result["reserve"][0]
    click.echo("\n".join(verify_draw(transcript, published=plan, beacon=BEACON).explain(guide.lang).splitlines()[:2]))


def _graph(city: Structure, guide: Guide) -> None:
    guide.title("Who hands work to whom: the city as a graph.", "谁把工作交给谁：全市协同图。")
    graph = coordination_graph(city, on=ON)
    click.echo(f"coordination_graph(ningbo, on={ON}): {len(graph)} nodes, {graph.number_of_edges()} edges")
    guide.written += write_graph(graph, guide.folder / "graph.html", lang=guide.lang)


def _reform(city: Structure, guide: Guide) -> None:
    guide.title(
        "What if the town's list were withdrawn? Which powers change hands.", "如果收回该镇的清单，哪些权力易手？"
    )
    click.echo(f'compare(ningbo, ningbo.without("{WITHDRAWN}"))')
    click.echo("\n".join(compare(city, city.without(WITHDRAWN)).explain(guide.lang).splitlines()[:4]))


def _next() -> Iterator[str]:
    yield "find 溪口"
    yield "what-may xikou-town --on 2025-05-01"
    yield f"case show {CASE}"
    yield "template csv delegation"
    yield "--help"


STOPS: tuple[Callable[[Structure, Guide], None], ...] = (
    _questions,
    _case,
    _broken,
    _defect,
    _draw,
    _graph,
    _reform,
)
