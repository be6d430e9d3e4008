"""How departments coordinate: the graph (`coordination_graph`), questions to it, pictures and exports."""

from .graph import coordination_graph
from .layers import LAYERS, Layer, in_layers, simple

__all__ = ["LAYERS", "Layer", "coordination_graph", "in_layers", "simple"]
