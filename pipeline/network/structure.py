"""Structure of a weighted network: centralities, communities, backbone; the same on every run and insertion order."""

import math
from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

import numpy as np
import pandas as pd
from graspologic_native import leiden_csr
from numpy.typing import NDArray
from scipy import sparse
from scipy.sparse.csgraph import connected_components

from pipeline.network.association import Floats, disparity
from pipeline.network.cooccurrence import Ints, Matrix, Pairs, shared_rows

SEED = 20220106
BACKBONE_LEVEL = 0.05
NO_COMMUNITY = -1
LEIDEN_ITERATIONS = 5
PAGERANK_TOLERANCE = 1e-10  # mean change of a rank at which the iteration ends
PAGERANK_STEPS = 1000
MAX_EXACT_WORK = 300_000_000  # nodes × edges up to which betweenness is exact (a few seconds)
MIN_STARTS = 300  # searches of the estimate for the largest graphs: error at most 0.08
_DAMPING = 0.85
BATCH = 16  # searches at once: (nodes, BATCH) floats per step should fit into the processor's cache


def communities(weights: Matrix, *, seed: int = SEED) -> tuple[NDArray[np.int64], float]:
    """Find the community number of each node, and the modularity of the partition (0 without edges).

    Leiden (Traag, Waltman & van Eck 2019, "From Louvain to Leiden: guaranteeing well-connected communities") on edge
    weights, by graspologic-native. Communities are numbered from the largest, ties by their first node; a node without
    edges has none (−1). The same weights give the same communities in every process.

    Args:
        weights: symmetric matrix of edge weights, as made by `weight_matrix`; shape (nodes, nodes).
        seed: gives the order in which nodes move.
    """
    size = weights.shape[0]
    number = np.full(size, NO_COMMUNITY, dtype=np.int64)
    linked = np.flatnonzero(np.diff(weights.indptr))
    if not len(linked):
        return number, 0.0
    arrays = (weights.indptr.astype(np.int64), weights.indices.astype(np.int32), weights.data)
    _, found = leiden_csr(*arrays, size, iterations=LEIDEN_ITERATIONS, seed=seed)
    label = np.array([found[node] for node in linked.tolist()], dtype=np.int64)
    _, first, members, sizes = np.unique(label, return_index=True, return_inverse=True, return_counts=True)
    rank = np.empty(len(sizes), dtype=np.int64)
    rank[np.lexsort((first, -sizes))] = np.arange(len(sizes))
    number[linked] = rank[members]
    return number, modularity(weights, number)


def modularity(weights: Matrix, community: Ints) -> float:
    """Compute the modularity of a partition (Newman & Girvan 2004), resolution 1; nodes without edges do not count."""
    strength = np.asarray(weights.sum(axis=1)).ravel()
    double = float(strength.sum())
    linked = np.flatnonzero(strength)
    row = np.repeat(np.arange(weights.shape[0]), np.diff(weights.indptr))
    inside = float(weights.data[community[row] == community[weights.indices]].sum())
    shares = np.bincount(community[linked], strength[linked]) / double
    return inside / double - float((shares**2).sum())


def pagerank(weights: Matrix) -> Floats:
    """Compute PageRank on edge weights, damping 0.85 (Brin & Page 1998), by power iteration.

    Not `networkx.pagerank`, which takes the same steps but needs the network as a graph of Python objects: about 1 KB
    an edge.

    Args:
        weights: symmetric matrix of edge weights, shape (nodes, nodes).
    """
    size = weights.shape[0]
    if not size:
        return np.empty(0)
    strength = np.asarray(weights.sum(axis=1)).ravel()
    share = np.divide(1.0, strength, out=np.zeros(size), where=strength > 0)
    ranks = np.full(size, 1.0 / size)
    for _ in range(PAGERANK_STEPS):
        # a node without edges leads to every node
        spread = _DAMPING * float(ranks[strength == 0].sum()) + 1.0 - _DAMPING
        before, ranks = ranks, _DAMPING * (weights @ (ranks * share)) + spread / size
        if np.abs(ranks - before).sum() < size * PAGERANK_TOLERANCE:
            break
    return np.asarray(ranks, dtype=np.float64)


class Betweenness(NamedTuple):
    """Betweenness per node, and the error of an estimate.

    Attributes:
        values: share of the shortest paths that pass through each node.
        starts: number of nodes that searches started from; all nodes if the values are exact.
        error: exceeded by the error of a node's value with a probability of at most 5 %; 0.0 if exact.
        standard_error: the largest of all nodes, estimated from the spread over the starts; 0.0 if exact.
    """

    values: Floats
    starts: int
    error: float
    standard_error: float


def betweenness(adjacency: Matrix, *, seed: int = SEED, work: int = MAX_EXACT_WORK) -> Betweenness:
    """Compute the share of shortest paths (in steps) between all others that pass through each node.

    Equal to `networkx.betweenness_centrality`, about twenty times as fast: Brandes (2001, "A faster algorithm for
    betweenness centrality") for many starts at once, with one sparse product per step of the searches (Buluç & Gilbert
    2011, "The Combinatorial BLAS", section 4.1). If nodes × edges exceed `work`, the searches start from a seeded
    sample of k nodes (Brandes & Pich 2007). Each start contributes 0 … 1 to the mean, so by Hoeffding's inequality the
    error of a node exceeds √(ln(2 / 0.05) / 2k), the `error` returned, with a probability of at most 5 %.
    """
    size, edges = adjacency.shape[0], adjacency.nnz // 2
    if not edges or size < 3:
        return Betweenness(np.zeros(size), size, 0.0, 0.0)
    starts = np.arange(size)
    if size * edges > work:
        sample = min(size, max(MIN_STARTS, work // edges))
        starts = np.sort(np.random.default_rng(seed).choice(size, sample, replace=False))
    number, total, squares = len(starts), np.zeros(size), np.zeros(size)
    once, times = _one_of_each(adjacency, starts)
    for part, inside, chosen in _by_component(adjacency, once):
        found = _dependencies(adjacency[part][:, part], inside)
        total[part] += found @ times[chosen]
        if number < size:
            squares[part] += (found * found) @ times[chosen]
    values = total * size / number / ((size - 1) * (size - 2))
    if number == size:
        return Betweenness(values, size, 0.0, 0.0)
    variance = (squares - total * total / number) / (number - 1) * (1 - number / size)  # sampled without replacement
    spread = math.sqrt(max(float(variance.max()), 0.0) / number) * size / ((size - 1) * (size - 2))
    return Betweenness(values, number, math.sqrt(math.log(2 / 0.05) / (2 * number)), spread)


def _one_of_each(adjacency: Matrix, starts: Ints) -> tuple[Ints, Floats]:
    """Group start nodes that are linked and have the same other neighbours; return one of each group, and its size.

    For example, names of one sentence that occur nowhere else: the shortest path between two of them is their edge, and
    their paths to all other nodes are the same.
    """
    closed = (adjacency + sparse.eye_array(adjacency.shape[0], format="csr")).tocsr()
    closed.sort_indices()
    bounds = zip(closed.indptr[starts].tolist(), closed.indptr[starts + 1].tolist(), strict=True)
    rows = [closed.indices[low:high].tobytes() for low, high in bounds]
    first = dict(zip(rows[::-1], starts[::-1].tolist(), strict=True))
    times = Counter(rows)
    return np.array([first[row] for row in times], dtype=np.int64), np.array(list(times.values()), dtype=np.float64)


def _by_component(adjacency: Matrix, starts: Ints) -> Iterator[tuple[Ints, Ints, Ints]]:
    """Yield batches of starts: nodes of their components, indices of the starts among these, and in `starts`.

    Only what a search can reach is multiplied. A start without edges reaches nothing and is left out.
    """
    _, component = connected_components(adjacency, directed=False)
    chosen = np.flatnonzero(np.diff(adjacency.indptr)[starts] > 0)
    chosen = chosen[np.argsort(component[starts[chosen]], kind="stable")]
    for low in range(0, len(chosen), BATCH):
        batch = chosen[low : low + BATCH]
        part = np.flatnonzero(np.isin(component, component[starts[batch]]))
        yield part, np.searchsorted(part, starts[batch]), batch


def _dependencies(adjacency: Matrix, starts: Ints) -> Floats:
    """Compute Brandes' dependencies of the starts on each node; shape (nodes, starts)."""
    own = starts, np.arange(len(starts))
    level = np.zeros((adjacency.shape[0], len(starts)))
    level[own] = 1.0
    paths, unseen = level.copy(), level == 0
    levels = [~unseen]
    while levels[-1].any():
        level = adjacency @ level
        level *= unseen
        paths += level
        levels.append(level > 0)
        unseen ^= levels[-1]
    one_path = np.divide(1.0, paths, out=np.zeros_like(paths), where=~unseen)
    dependency = np.zeros_like(paths)
    for outer, inner in zip(levels[:0:-1], levels[-2::-1], strict=True):
        share = adjacency @ ((1.0 + dependency) * one_path * outer)
        share *= paths
        share *= inner
        dependency += share
    dependency[own] = 0.0
    return dependency


def clustering(adjacency: Matrix) -> Floats:
    """Compute the share of pairs of a node's neighbours that are neighbours themselves (Watts & Strogatz 1998).

    Equal to `networkx.clustering`, and twenty times as fast for 4,000 nodes and 40,000 edges. Every triangle is found
    once, from its corner of lowest degree: counting only neighbours of higher rank, no node has more than √(2 edges)
    of them (Chiba & Nishizeki 1985).
    """
    size = adjacency.shape[0]
    degree = np.diff(adjacency.indptr)
    by_degree = np.argsort(degree, kind="stable")
    ranked = sparse.triu(adjacency[by_degree][:, by_degree], k=1, format="csr")
    ranked.sort_indices()
    source, target = np.repeat(np.arange(size), np.diff(ranked.indptr)), ranked.indices.astype(np.int64)
    triangles = np.zeros(size)
    for edge, corner in shared_rows(ranked, Pairs(source, target, np.ones_like(source))):
        triangles += np.bincount(np.concatenate([corner, source[edge], target[edge]]), minlength=size)
    triangles[by_degree] = triangles.copy()
    possible = np.maximum(degree * (degree - 1) / 2, 1.0)
    return np.asarray(triangles / possible, dtype=np.float64)


def adjacency_matrix(size: int, source: NDArray[np.int64], target: NDArray[np.int64]) -> Matrix:
    """Build a symmetric matrix with ones for edges, regardless of weight; shape (size, size)."""
    return weight_matrix(size, source, target, np.ones(len(source)))


def weight_matrix(size: int, source: NDArray[np.int64], target: NDArray[np.int64], weight: Floats) -> Matrix:
    """Build a symmetric matrix of edge weights with sorted indices; shape (size, size)."""
    rows, columns = np.concatenate([source, target]), np.concatenate([target, source])
    matrix = sparse.coo_array((np.tile(weight, 2), (rows, columns)), shape=(size, size)).tocsr()
    matrix.sort_indices()
    return matrix


def edge_alpha(size: int, source: NDArray[np.int64], target: NDArray[np.int64], weight: Floats) -> Floats:
    """Compute the disparity α of each edge: the smaller value of its two ends (see `association.disparity`)."""
    degree, strength = degrees(size, source, target, weight)
    ends = [disparity(weight, strength[end], degree[end]) for end in (source, target)]
    return np.minimum(*ends)


def degrees(
    size: int, source: NDArray[np.int64], target: NDArray[np.int64], weight: Floats
) -> tuple[NDArray[np.int64], Floats]:
    """Compute the number of edges of each node, and the sum of their weights."""
    ends = np.concatenate([source, target])
    strength = np.bincount(ends, weights=np.tile(weight, 2), minlength=size).astype(np.float64)
    return np.bincount(ends, minlength=size).astype(np.int64), strength


def with_backbone(entities: pd.DataFrame, edges: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add degree and strength to the entities, alpha and backbone to the edges: the measures that are cheap."""
    size, (source, target), weight = _numbered(entities, edges)
    degree, strength = degrees(size, source, target, weight)
    alpha = edge_alpha(size, source, target, weight)
    measured = entities.assign(degree=degree, strength=strength)
    return measured, edges.assign(alpha=alpha, backbone=alpha < BACKBONE_LEVEL)


def with_structure(entities: pd.DataFrame, edges: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Add what `with_backbone` adds, and community, pagerank, betweenness and clustering per entity.

    `entities.attrs` gets `modularity` and the attributes of `Betweenness` except the values.
    """
    size, (source, target), weight = _numbered(entities, edges)
    weights = weight_matrix(size, source, target, weight)
    adjacency = weights.sign()
    community, reached = communities(weights)
    between = betweenness(adjacency)
    measured, backed = with_backbone(entities, edges)
    measured = measured.assign(
        community=community, pagerank=pagerank(weights), betweenness=between.values, clustering=clustering(adjacency)
    )
    measured.attrs = {
        "modularity": reached,
        "betweenness_starts": between.starts,
        "betweenness_error": between.error,
        "betweenness_standard_error": between.standard_error,
    }
    return measured, backed


def _numbered(
    entities: pd.DataFrame, edges: pd.DataFrame
) -> tuple[int, tuple[NDArray[np.int64], NDArray[np.int64]], Floats]:
    """Return the number of nodes, the row numbers of source and target of each edge, and its weight."""
    index = pd.Index(entities["entity_id"])
    source, target = (index.get_indexer(pd.Index(edges[end])).astype(np.int64) for end in ("source", "target"))
    return len(entities), (source, target), edges["weight"].to_numpy(dtype=np.float64)
