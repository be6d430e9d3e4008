"""How departments coordinate: the graph (`coordination_graph`), questions to it, pictures and exports.

Every question is a function that takes a graph; nothing of it has to come from here.
"""

from .alike import Profile, profiles, similarity, similarity_graph
from .burden import Burden, burden, load_of
from .command import depth, heads_over, span_of_control
from .custody import Held, PingPong, custody, orphan_time, ping_pong
from .files import read_graph, write_graph
from .graph import coordination_graph
from .heads import Heads, heads, heads_met
from .layers import LAYERS, Layer, in_layers, simple
from .merge import Merger, merge_proposals
from .merged import merged
from .of_events import REQUEST_LAYERS, Asked
from .route import Hop, Route, responsible_route
from .seam import Seam, reciprocity, seam
from .weak import Cut, cut_vertices
from .workload import gini, hhi, workload

__all__ = [
    "LAYERS",
    "REQUEST_LAYERS",
    "Asked",
    "Burden",
    "Cut",
    "Heads",
    "Held",
    "Hop",
    "Layer",
    "Merger",
    "PingPong",
    "Profile",
    "Route",
    "Seam",
    "burden",
    "coordination_graph",
    "custody",
    "cut_vertices",
    "depth",
    "gini",
    "heads",
    "heads_met",
    "heads_over",
    "hhi",
    "in_layers",
    "load_of",
    "merge_proposals",
    "merged",
    "orphan_time",
    "ping_pong",
    "profiles",
    "read_graph",
    "reciprocity",
    "responsible_route",
    "seam",
    "similarity",
    "similarity_graph",
    "simple",
    "span_of_control",
    "workload",
    "write_graph",
]
