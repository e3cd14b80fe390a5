"""Position, size and colour of every node for graph files, so that a viewer shows a legible picture at once."""

from collections import Counter

import numpy as np
import pandas as pd

from pipeline.network.cooccurrence import Ints
from pipeline.network.layout import Floats, lay_out_nodes

DRAWING = ("x", "y", "size", "r", "g", "b")
"""The columns that place a node: coordinates and radius in one unit, and red, green and blue from 0 to 255."""

COLOURS = {"PER": (0, 114, 178), "LOC": (0, 128, 93), "ORG": (199, 82, 0), "MISC": (168, 82, 138)}
"""Colours by label, as on the page and in the pictures of a `Result`."""

_OTHER = (119, 120, 124)
_MAX_HUBS = 200  # a force layout compares all pairs of nodes
_MAX_LINKS_PER_HUB = 5  # with all links, the layout would be a hairball
_SMALLEST, _SPREAD = 4.0, 18.0  # radius without links, and what the strongest node has on top of it
_GAP = 2.0  # around a node
_FILLED = 0.4  # share of a cluster's disc that nodes cover
_GOLDEN = np.pi * (3 - np.sqrt(5))  # angle between neighbours on a spiral (Vogel 1979)


def place_nodes(entities: pd.DataFrame, edges: pd.DataFrame) -> pd.DataFrame:
    """Compute the columns `DRAWING` of all nodes, with the index of `entities`.

    The strongest nodes are laid out by force. Each of the others lies on a spiral around the one that its strongest
    link to a stronger node leads to, step by step. Nodes from which no such path leads to one of the strongest, or that
    have no link, lie around the picture.

    Args:
        entities: entity_id, and label for the colours.
        edges: source, target, weight.
    """
    # the last bit of a sum of floats depends on their order
    rows, entities = entities.index, entities.sort_values("entity_id")
    ids = pd.Index(entities["entity_id"])
    ends = [ids.get_indexer(pd.Index(edges[end])).astype(np.int64) for end in ("source", "target")]
    by_ends = np.lexsort(ends)
    ends, weight = [numbers[by_ends] for numbers in ends], edges["weight"].to_numpy(dtype=np.float64)[by_ends]
    strength = np.bincount(np.concatenate(ends), weights=np.tile(weight, 2), minlength=len(ids))
    strongest = np.argsort(-strength, kind="stable")
    rank = np.empty(len(ids), dtype=np.int64)
    rank[strongest] = np.arange(len(ids))
    size = _SMALLEST + _SPREAD * np.sqrt(strength / max(strength.max(initial=0.0), 1e-9))
    known = entities["community"] if "community" in entities else pd.Series(0, index=entities.index)
    groups = np.asarray(known.fillna(-1), dtype=np.int64)
    hubs = min(int(np.count_nonzero(strength)), _MAX_HUBS)
    pairs = np.sort(rank[np.stack(ends, axis=1)], axis=1)
    spots = _spots(pairs, weight, size[strongest], groups[strongest], hubs)[rank].round(1) + 0.0  # no -0.0
    labels = entities["label"] if "label" in entities else pd.Series(index=entities.index, dtype=object)
    colours = np.array([COLOURS.get(label, _OTHER) for label in labels], dtype=np.int64).reshape(-1, 3)
    columns = dict(zip(DRAWING, [*spots.T, size.round(1), *colours.T], strict=True))
    return pd.DataFrame(columns, index=entities.index).loc[rows]


def _spots(pairs: Ints, weight: Floats, size: Floats, groups: Ints, hubs: int) -> Floats:
    """Compute the coordinates of nodes that are numbered from the strongest to the weakest.

    Args:
        pairs: node numbers of each edge, the stronger first, shape (edges, 2).
        weight: of each edge.
        size: radius of each node.
        groups: community of each node.
        hubs: number of nodes to lay out by force.
    """
    root = _roots(pairs, weight, len(size), hubs)
    spots, radii = _around(root, size)
    between = np.sort(root[pairs], axis=1)
    between, heavy = between[between[:, 1] < hubs], weight[between[:, 1] < hubs]
    links, strengths = _strongest_links(between, heavy)
    centres = np.zeros((len(size), 2))
    centres[:hubs] = lay_out_nodes(links, strengths, radii=radii[:hubs], groups=groups[:hubs])
    reach = (np.hypot(*centres[:hubs].T) + radii[:hubs]).max(initial=0.0)
    loose = np.flatnonzero((root == np.arange(len(size))) & (np.arange(len(size)) >= hubs))
    centres[loose] = _spiral(radii[loose], np.full(len(loose), reach), np.zeros(len(loose), dtype=np.int64))
    moved: Floats = spots + centres[root]
    return moved


def _roots(pairs: Ints, weight: Floats, count: int, hubs: int) -> Ints:
    """Find the node around which each node lies: follow the strongest link to a stronger node, up to a hub."""
    parent = np.arange(count)
    order = np.lexsort((pairs[:, 0], -weight, pairs[:, 1]))
    child, stronger = pairs[order, 1], pairs[order, 0]
    first = np.flatnonzero(np.diff(child, prepend=-1))
    parent[child[first]] = stronger[first]
    parent[:hubs] = np.arange(hubs)
    while not np.array_equal(parent, parent[parent]):
        parent = parent[parent]
    return parent


def _around(root: Ints, size: Floats) -> tuple[Floats, Floats]:
    """Place each node around its root; return coordinates relative to the root, and the radius of each root's disc."""
    satellites = np.flatnonzero(root != np.arange(len(root)))
    satellites = satellites[np.argsort(root[satellites], kind="stable")]
    spots = np.zeros((len(root), 2))
    spots[satellites] = _spiral(size[satellites], size[root[satellites]], root[satellites])
    radii = size.copy()
    np.maximum.at(radii, root[satellites], np.hypot(*spots[satellites].T) + size[satellites])
    return spots, radii


def _spiral(radii: Floats, inner: Floats, cluster: Ints) -> Floats:
    """Set discs on spirals around discs of radius `inner`, one per cluster, whose members come one after the other."""
    area = (radii + _GAP) ** 2 / _FILLED
    first = np.flatnonzero(np.diff(cluster, prepend=-1))
    lengths = np.diff(np.append(first, len(cluster)))
    number = np.arange(len(cluster)) - np.repeat(first, lengths)
    before = np.cumsum(area) - area
    before = before - np.repeat(before[first], lengths)
    away = np.sqrt((inner + radii + _GAP) ** 2 + before)
    spots: Floats = away[:, None] * np.stack([np.cos(number * _GOLDEN), np.sin(number * _GOLDEN)], axis=1)
    return spots


def _strongest_links(pairs: Ints, weight: Floats) -> tuple[Ints, Floats]:
    """Add up the weights of equal pairs, and keep the strongest links of each node."""
    distinct, place = np.unique(pairs[pairs[:, 0] != pairs[:, 1]], axis=0, return_inverse=True)
    heavy = weight[pairs[:, 0] != pairs[:, 1]]
    total: Floats = np.bincount(place.ravel(), weights=heavy, minlength=len(distinct)).astype(np.float64)
    used: Counter[int] = Counter()
    kept = []
    for number in np.lexsort((distinct[:, 1], distinct[:, 0], -total)).tolist():
        a, b = distinct[number].tolist()
        if min(used[a], used[b]) < _MAX_LINKS_PER_HUB:
            used.update((a, b))
            kept.append(number)
    return distinct[kept], total[kept]
