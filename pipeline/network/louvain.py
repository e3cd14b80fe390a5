"""Louvain's communities of many networks: only the modularity that the method reaches."""

import numpy as np

from pipeline.network.association import Floats
from pipeline.network.cooccurrence import Ints


def reached_modularity(size: int, source: Ints, target: Ints, weight: Floats, random: np.random.Generator) -> float:
    """Compute the modularity of the partition that Louvain (Blondel et al. 2008) finds; 0 without edges.

    Not `networkx.community.louvain_communities`, which takes seven times as long for 3,400 nodes and 8,800 edges
    (`python -m benchmarks.null_model`) because it keeps every level as a graph.

    Args:
        size: number of nodes.
        source: one end of each edge.
        target: the other end.
        weight: weight of each edge, above 0.
        random: gives the order in which nodes move.
    """
    double = 2.0 * float(weight.sum())
    if not double:
        return 0.0
    while True:
        label = _moved(size, source, target, weight, double, random)
        distinct, number = np.unique(label, return_inverse=True)
        if len(distinct) == size:
            inside, strength = source == target, _strength(size, source, target, weight)
            return float(2.0 * weight[inside].sum() / double - np.sum((strength / double) ** 2))
        size = len(distinct)
        ends = np.sort(np.stack([number[source], number[target]]), axis=0)
        keys, edge = np.unique(ends[0] * np.int64(size) + ends[1], return_inverse=True)
        weight = np.bincount(edge, weights=weight).astype(np.float64)
        source, target = np.divmod(keys, size)


def _strength(size: int, source: Ints, target: Ints, weight: Floats) -> Floats:
    return np.bincount(np.concatenate([source, target]), np.tile(weight, 2), size).astype(np.float64)


def _moved(
    size: int, source: Ints, target: Ints, weight: Floats, double: float, random: np.random.Generator
) -> list[int]:
    """Move nodes to the neighbouring community that gains most, until none gains; return their communities."""
    apart = source != target
    rows = np.concatenate([source[apart], target[apart]])
    order = np.argsort(rows, kind="stable")
    neighbours = np.concatenate([target[apart], source[apart]])[order].tolist()
    weights = np.tile(weight[apart], 2)[order].tolist()
    bounds = np.searchsorted(rows[order], np.arange(size + 1)).tolist()
    strength = _strength(size, source, target, weight).tolist()
    label, total = list(range(size)), list(strength)
    nodes = random.permutation(np.unique(rows)).tolist()
    moving = True
    while moving:
        moving = False
        for node in nodes:
            links: dict[int, float] = {}
            for at in range(bounds[node], bounds[node + 1]):
                community = label[neighbours[at]]
                links[community] = links.get(community, 0.0) + weights[at]
            own, share = label[node], strength[node] / double
            total[own] -= strength[node]
            best, most = own, links.get(own, 0.0) - total[own] * share
            for community, linked in links.items():
                gain = linked - total[community] * share
                if gain > most + 1e-9:
                    best, most = community, gain
            total[best] += strength[node]
            if best != own:
                label[node], moving = best, True
    return label
