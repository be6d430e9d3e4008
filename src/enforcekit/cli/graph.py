"""`graph`: how departments coordinate, in figures or as a file for another program."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from typing import TYPE_CHECKING, Any

import click

from enforcekit.coordination import (
    LAYERS,
    coordination_graph,
    cut_vertices,
    depth,
    gini,
    heads_over,
    reciprocity,
    span_of_control,
    workload,
)
from enforcekit.coordination.files import write_graph

from .options import Day, language, open_structure, output_format, print_json, structure_option

if TYPE_CHECKING:
    from enforcekit.coordination.layers import Graph

_WORDS = {
    "zh": {
        "bodies": "主体",
        "edges": "关系",
        "depth": "层级深度",
        "command_depth": "指挥层级",
        "span": "管理幅度最大",
        "cuts": "断点",
        "lost": "断开 {} 个",
        "several_heads": "多头指挥",
        "gini": "工作量基尼系数",
        "reciprocity": "移送协助互惠度",
    },
    "en": {
        "bodies": "bodies",
        "edges": "edges",
        "depth": "depth of oversight",
        "command_depth": "depth of command",
        "span": "widest span",
        "cuts": "cut vertices",
        "lost": "cuts off {}",
        "several_heads": "under several commanders",
        "gini": "workload, Gini",
        "reciprocity": "reciprocity of hand-overs and help",
    },
}


@click.command()
@structure_option
@click.option("--on", type=Day(), help="The day asked about; without it, all of the records' time.")
@click.option(
    "--layer", "layers", multiple=True, type=click.Choice(list(LAYERS)), help="Only this layer; again for more."
)
@click.option(
    "--out",
    type=click.Path(dir_okay=False),
    help="Write .html .svg .png .graphml .gexf .json .mmd or .csv, by the name; without it, print figures.",
)
@language
@output_format
def graph(
    sources: tuple[str, ...], on: dt.date | None, layers: tuple[str, ...], out: str | None, lang: str, form: str
) -> None:
    """How departments coordinate on a day: a picture, a file for Gephi or networkx, or the main figures."""
    found = coordination_graph(open_structure(sources), on=on, layers=layers or None)
    if out is not None:
        for path in write_graph(found, out, lang=lang):
            click.echo(path)
        return
    told = figures(found)
    if form == "json":
        print_json(told)
    else:
        _tell(told, found, lang)


def figures(found: Graph) -> dict[str, Any]:
    """The main figures of a graph as plain JSON values."""
    spans = span_of_control(found)
    loads = [each for each in workload(found).values() if each]
    return {
        "bodies": len(found),
        "edges": found.number_of_edges(),
        "layers": dict(Counter(data["layer"] for *_, data in found.edges(data=True))),
        "depth": depth(found),
        "command_depth": depth(found, ["commands"]),
        "span": [{"body": body, "leads": spans[body]} for body in sorted(spans, key=lambda each: -spans[each])[:3]],
        "cuts": [{"body": cut.body, "cut_off": cut.lost} for cut in cut_vertices(found)[:5]],
        "several_heads": {body: list(heads) for body, heads in heads_over(found).items() if len(heads) > 1},
        "gini": round(gini(loads), 4),
        "reciprocity": round(reciprocity(found, ["transfers", "assists"]), 4),
    }


def _tell(told: dict[str, Any], found: Graph, lang: str) -> None:
    words = _WORDS[lang]

    def name(body: str) -> str:
        return str(found.nodes[body].get(lang, body))

    click.echo(f"{words['bodies']}: {told['bodies']}; {words['edges']}: {told['edges']}")
    for layer, count in told["layers"].items():
        click.echo(f"  {getattr(LAYERS[layer], lang)}: {count}")
    for key in ("depth", "command_depth", "gini", "reciprocity"):
        click.echo(f"{words[key]}: {told[key]}")
    click.echo(f"{words['span']}: " + ", ".join(f"{name(each['body'])} {each['leads']}" for each in told["span"]))
    cuts = (f"{name(each['body'])} ({words['lost'].format(each['cut_off'])})" for each in told["cuts"])
    click.echo(f"{words['cuts']}: " + ", ".join(cuts))
    for body, heads in told["several_heads"].items():
        click.echo(f"{words['several_heads']}: {name(body)} ← {', '.join(map(name, heads))}")
