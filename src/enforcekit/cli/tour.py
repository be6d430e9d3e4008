"""`tour`: the library's story in under a minute."""

from __future__ import annotations

import datetime as dt
import json
import os
import shutil
import sys
import time

import click

from enforcekit.competence import who_may
from enforcekit.folder import example
from enforcekit.law.validate import validate
from enforcekit.model.case import Case
from enforcekit.procedure import due, permitted
from enforcekit.shape import evolve
from enforcekit.structure import Structure

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
BROKEN = {
    "type": "delegation",
    "schema_version": "0.1",
    "id": "xikou list",
    "mode": "Township",
    "grantee": "xikou-town",
    "actions": [],
    "period": {"start": "2024-02-30"},
    "colour": "red",
}


def _title(text: str) -> None:
    click.secho(f"\n== {text}", bold=True)


def _case(city: Structure, lang: str) -> None:
    """A bundled case on the day of its hearing: what may come next, and what is due."""
    zh = lang == "zh"
    whole = city.resolve(Case, CASE)
    case = evolve(whole, events=[event for event in whole.events if event.at.date() <= HEARD_ON])
    _title(
        "一个案件，听证之后：下一步与届满日。" if zh else "A case after its hearing: what may come next, what is due."
    )
    click.echo(f"permitted(case, ningbo, on={HEARD_ON}); due(case, ningbo)")
    for step in permitted(case, city, on=HEARD_ON):
        if step.event in SHOWN:
            click.echo(step.text(lang).splitlines()[0])
            for refusal in step.refusals[:1]:
                click.echo(f"    {refusal.message[lang]} → {refusal.cure[lang]}")
    click.echo(due(case, city).open()[0].deadline.explain(lang))


@click.command()
@language
def tour(lang: str) -> None:
    """A minute with the library: three questions on a real city, a case, one broken payload."""
    started = time.perf_counter()
    click.echo("loading Ningbo …" if lang == "en" else "正在加载宁波 …", err=True)
    city = example("ningbo")
    click.echo(repr(city))
    for english, chinese, (action, item, place) in QUESTIONS:
        _title(chinese if lang == "zh" else english)
        click.echo(f"who_may(ningbo, {action!r}, item={item!r}, place={place!r}, on={ON})")
        click.echo(who_may(city, action, item=item, place=place, on=ON).explain(lang))
    _case(city, lang)
    _title(
        "A broken payload: every problem at once, each with its place and cure."
        if lang == "en"
        else "有误的文档：一次列出全部问题。"
    )
    text = json.dumps(BROKEN, indent=2)
    click.echo(text)
    click.echo(validate(text).text(lang))
    click.echo(f"\n{time.perf_counter() - started:.1f} s", err=True)
    _title("Next" if lang == "en" else "下一步")
    called = "enforcekit" if shutil.which("enforcekit") else os.path.relpath(sys.argv[0])
    for command in (
        "find 溪口",
        "what-may xikou-town --on 2025-05-01",
        f"case show {CASE}",
        "template csv delegation",
        "--help",
    ):
        click.echo(f"{called} {command}")
