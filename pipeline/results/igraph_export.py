"""The network as a graph of python-igraph, if the user has installed it."""

from typing import Any

import networkx as nx

from pipeline.errors import PressenetzError
from pipeline.translations import _


def as_igraph(graph: "nx.Graph[str]") -> Any:
    """Convert a graph through plain lists; missing attributes are None.

    Not `igraph.Graph.from_networkx`, which names vertices and attributes otherwise (`_nx_name`) and lets the attribute
    `name` of a node replace its id.

    Raises:
        PressenetzError: if igraph is not installed.
    """
    try:
        import igraph
    except ImportError:
        message = _("igraph is not installed: pip install igraph (under the GPL), or write a file for it with `export`")
        raise PressenetzError(message) from None
    number = {node: place for place, node in enumerate(graph)}
    made = igraph.Graph(n=len(number), edges=[(number[a], number[b]) for a, b in graph.edges])
    made.vs["name"] = list(number)
    for attribute in sorted({key for _node, data in graph.nodes(data=True) for key in data}):
        shown = "label_name" if attribute == "name" else attribute
        made.vs[shown] = [data.get(attribute) for _, data in graph.nodes(data=True)]
    for attribute in sorted({key for *_ends, data in graph.edges(data=True) for key in data}):
        made.es[attribute] = [data.get(attribute) for *_, data in graph.edges(data=True)]
    return made
