"""Graphs to files and back, by the name of the file."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, cast
from xml.parsers import expat
from xml.parsers.expat import ExpatError

import attrs

from enforcekit.arguments import must_be_language, must_be_path
from enforcekit.errors import EnforcekitError, MalformedText, UnknownReference, shorten
from enforcekit.wire.reader import EK109, Limits
from enforcekit.wire.source import read_bytes

from .figure import figure
from .flat import flat, unflat
from .page import page
from .svg import svg
from .tables import edges_csv, mermaid, nodes_csv

if TYPE_CHECKING:
    from .layers import Graph

READABLE: Final = (".graphml", ".gexf", ".json")
_NO_GRAPH: Final = (ExpatError, LookupError, ValueError, TypeError, AttributeError, RecursionError)
"""What the readers of networkx and of the standard library raise for a file that is no graph."""


def write_graph(graph: Graph, path: str | os.PathLike[str], *, lang: str = "zh") -> tuple[Path, ...]:
    """Write a graph in the form the name asks for, and say which files were written.

    `.graphml` and `.gexf` (Gephi, yEd, Cytoscape), `.json` (node-link of networkx) can be read back by `read_graph`;
    `.html` is a page, `.svg`, `.png` and `.pdf` are pictures (the last two need the extra `viz`), `.mmd` is a Mermaid
    flowchart of at most 200 edges, `.csv` two tables, `NAME.nodes.csv` and `NAME.edges.csv`.

    Args:
        graph: the graph, as `coordination_graph` makes it.
        path: the file; how its name ends says the form.
        lang: language of names and of the words of a page, a picture or a flowchart: `zh` or `en`.

    Raises `UnknownReference` for another name or language, `LimitExceeded` for a Mermaid picture that is too large,
    `EnforcekitError` for a weight that JSON cannot hold.

    >>> import networkx as nx, tempfile
    >>> folder = tempfile.mkdtemp()
    >>> graph = nx.MultiDiGraph([("a", "b", {"layer": "commands"})])
    >>> [each.name for each in write_graph(graph, f"{folder}/city.csv")]
    ['city.nodes.csv', 'city.edges.csv']
    """
    must_be_path(path=path)
    must_be_language(lang)
    target = Path(path)
    suffix = target.suffix.lower()
    texts: dict[str, Callable[[], str]] = {
        ".html": lambda: page(graph, lang=lang),
        ".svg": lambda: svg(graph, lang=lang),
        ".mmd": lambda: mermaid(graph, lang=lang) + "\n",
        ".json": lambda: node_link(graph),
    }
    if suffix in texts:
        try:
            text = texts[suffix]()
        except ValueError as error:
            raise EnforcekitError(f"{target.name}: {error} → give weights that are finite numbers") from None
        # Half a character, which only JSON can hold, becomes its escape.
        target.write_bytes(text.encode("utf-8", "backslashreplace"))
    elif suffix == ".graphml":
        import networkx as nx

        nx.write_graphml_xml(_numbered(flat(graph)), target)
    elif suffix == ".gexf":
        _write_gexf(graph, target)
    elif suffix in (".png", ".pdf"):
        figure(graph, lang=lang).savefig(target)
    elif suffix == ".csv":
        files = (target.with_suffix(".nodes.csv"), nodes_csv), (target.with_suffix(".edges.csv"), edges_csv)
        for file, table in files:
            # A spreadsheet takes a file for UTF-8 only when it begins with a mark.
            file.write_text(table(graph), encoding="utf-8-sig")
        return tuple(file for file, _ in files)
    else:
        raise UnknownReference("form of a graph", suffix or target.name, [*texts, ".graphml", ".gexf", ".csv", ".png"])
    return (target,)


_KEY: Final = "networkx_key"
"""The attribute in which a file keeps the key of an edge, by the name that networkx gives it in GEXF."""


def _numbered(graph: Graph) -> Graph:
    """Edges with a number for a key: networkx makes it their id, and in GraphML an id is of one edge only."""
    return _with_keys(graph, lambda number, key, data: (f"e{number}", {**data, _KEY: key}))


def _named(graph: Graph) -> Graph:
    """Edges with the keys that they had before `_numbered`."""
    return _with_keys(graph, lambda number, key, data: (data.pop(_KEY, key), data))


def _with_keys(graph: Graph, change: Callable[[int, Any, dict[str, Any]], tuple[Any, dict[str, Any]]]) -> Graph:
    import networkx as nx

    found: Graph = nx.MultiDiGraph(**graph.graph)
    found.add_nodes_from(graph.nodes(data=True))
    for number, (source, target, key, data) in enumerate(graph.edges(keys=True, data=True)):
        changed, values = change(number, key, data)
        found.add_edge(source, target, key=changed, **values)
    return found


def _write_gexf(graph: Graph, target: Path) -> None:
    from networkx.readwrite.gexf import GEXFWriter

    writer = GEXFWriter(flat(graph))
    # networkx adds a name, which the schema of GEXF 1.2 does not know, and the day on which the file was written.
    for element, name in (("graph", "name"), ("meta", "lastmodifieddate")):
        writer.xml.find(element).attrib.pop(name)
    with target.open("wb") as file:
        writer.write(file)


def node_link(graph: Graph) -> str:
    """The node-link JSON of networkx.

    >>> import networkx as nx
    >>> json.loads(node_link(nx.MultiDiGraph([("a", "b")])))["edges"]
    [{'source': 'a', 'target': 'b', 'key': 0}]
    """
    import networkx as nx

    return json.dumps(nx.node_link_data(graph, edges="edges"), ensure_ascii=False, allow_nan=False) + "\n"


def read_graph(path: str | os.PathLike[str]) -> Graph:
    """A graph that `write_graph` wrote as GraphML, GEXF or JSON, its lists tuples again.

    Raises `UnknownReference` for another form and for an edge of JSON that ends at no node, `MalformedText` (EK102,
    EK109) for a file that is no such graph, is larger than 256 MiB, or declares a document type: entities are never
    expanded.
    """
    must_be_path(path=path)
    import networkx as nx

    source = Path(path)
    suffix = source.suffix.lower()
    if suffix not in READABLE:
        raise UnknownReference("form of a graph that can be read", suffix or source.name, READABLE)
    data = read_bytes(source, Limits(size=256 * 1024 * 1024))
    try:
        if suffix == ".json":
            return unflat(_of_node_link(json.loads(data.decode(), parse_constant=_no_number)))
        _declares_no_type(data)
        if suffix == ".graphml":
            return unflat(_named(cast("Graph", nx.read_graphml(BytesIO(data), force_multigraph=True))))
        found = cast("Graph", nx.read_gexf(BytesIO(data)))
        for *_, values in found.edges(data=True):
            values.pop("id", None)  # the number an edge has in the file
        return unflat(found)
    except (nx.NetworkXException, *_NO_GRAPH) as error:
        why = shorten(str(error) or type(error).__name__)
        raise MalformedText(
            [attrs.evolve(EK109.at(en=f"it holds no graph ({why})", zh=f"其中没有图（{why}）"), file=str(source))]
        ) from None


def _declares_no_type(data: bytes) -> None:
    """Only a document type can declare entities, which grow without bound or bring in other files."""

    def refuse(*_: Any) -> None:
        raise ValueError("a document type (DOCTYPE) is declared")

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    parser.Parse(data, True)


def _no_number(word: str) -> Any:
    raise ValueError(f"{word} is not a JSON number")


def _of_node_link(data: Any) -> Graph:
    """The graph of node-link JSON; networkx itself would invent an id that is missing and a node that is not there."""
    import networkx as nx

    nodes = {node["id"] for node in data["nodes"]}
    for edge in data["edges"]:
        for end in (edge["source"], edge["target"]):
            if end not in nodes:
                raise UnknownReference("node of the graph", str(end), ())
    return cast("Graph", nx.node_link_graph(data, edges="edges"))
