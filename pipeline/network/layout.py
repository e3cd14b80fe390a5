"""A seeded force layout for up to a few hundred nodes: the same network is drawn in the same way every time.

Not `networkx.forceatlas2_layout`, which takes five times as long for 100 nodes and leaves components and discs to
overlap, with no room for names.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array
from scipy.sparse.csgraph import connected_components

Floats = NDArray[np.float64]
_STEPS, _STEPS_PER_NODE = 400, 20  # small networks settle sooner
_FILLED = 0.3  # share of the drawing that nodes and the room for their names take
_WIDTH = 1.45  # width / height of the drawing, like a screen or a newspaper page
_NAME_ROOM = np.array([70.0, 16.0])  # for a name beside a node, and for one below
_MIN_SHIFT = 20.0  # minimum distance from the middle of the drawing
_DIRECTIONS = 48


def lay_out_nodes(
    pairs: NDArray[np.int64], weights: Floats, *, radii: Floats, groups: NDArray[np.int64], seed: int = 0
) -> Floats:
    """Compute coordinates of all nodes, centred on the origin, in the unit of `radii`, without overlapping discs.

    Repulsion and attraction as in ForceAtlas2 (Jacomy et al. 2014, doi:10.1371/journal.pone.0098679), starting with the
    members of each community together. Components are laid out one by one and set side by side.

    Args:
        pairs: node numbers of each edge, shape (edges, 2).
        weights: weight of each edge, > 0.
        radii: radius of each node; its length is the number of nodes.
        groups: community number of each node.
        seed: of the small jitter at the start.
    """
    count = len(radii)
    pull = np.zeros((count, count))
    if len(pairs):
        strength = np.log1p(weights) / np.log1p(weights).max()
        pull[pairs[:, 0], pairs[:, 1]] = strength
        pull = pull + pull.T
    spots = np.zeros((count, 2))
    taken = np.zeros((2, 0, 2))
    for part in _components(pull):
        inner = _relax(_start(groups[part], seed), pull[np.ix_(part, part)])
        own = _separate(_fit(inner, radii[part]), radii[part])
        spots[part] = own + _free_shift(np.stack(_bounds(own, radii[part])), taken)
        # other parts may lie between the nodes of the first, largest part; the links of a small part fill its box
        alone = part[:, None] if not taken.size else part[None]
        boxes = [np.stack(_bounds(spots[nodes], radii[nodes])) for nodes in alone]
        taken = np.concatenate([taken, np.stack(boxes, axis=1)], axis=1)
    low, high = _bounds(spots, radii) if count else (np.zeros(2), np.zeros(2))
    centred: Floats = spots - (low + high) / 2
    return centred


def _components(pull: Floats) -> list[NDArray[np.int64]]:
    """Return the node numbers of each component, the largest component first."""
    count, labels = connected_components(csr_array(pull), directed=False)
    parts = [np.flatnonzero(labels == number) for number in range(count)]
    return sorted(parts, key=lambda part: (-len(part), part[0]))


def _bounds(spots: Floats, radii: Floats) -> tuple[Floats, Floats]:
    return (spots - radii[:, None]).min(axis=0), (spots + radii[:, None]).max(axis=0)


def _free_shift(box: Floats, taken: Floats) -> Floats:
    """Find the nearest shift of a part that keeps it and the names beside it clear of the boxes already taken.

    In each direction, every box blocks one interval of distances; the first distance outside all of them is free.

    Args:
        box: lowest and highest coordinates of the part, shape (2, 2).
        taken: likewise for the boxes already taken, shape (2, boxes, 2).
    """
    if not taken.size:
        return np.zeros(2)
    ends = np.stack([taken[0] - box[1] - _NAME_ROOM, taken[1] - box[0] + _NAME_ROOM])
    turns = (
        np.linspace(0, 2 * np.pi, _DIRECTIONS, endpoint=False) + 0.01
    )  # never along an axis, to avoid division by zero
    ring = np.stack([np.cos(turns) * _WIDTH, np.sin(turns)], axis=1)
    ends = ends / ring[:, None, None, :]  # shape (directions, 2, boxes, axes)
    enter, leave = ends.min(axis=1).max(axis=2), ends.max(axis=1).min(axis=2)
    leave = np.where(enter < leave, leave, _MIN_SHIFT)
    order = np.argsort(enter, axis=1)
    enter, leave = (np.take_along_axis(values, order, axis=1) for values in (enter, leave))
    covered = np.maximum.accumulate(np.maximum(leave, _MIN_SHIFT), axis=1)
    before = np.pad(covered, ((0, 0), (1, 0)), constant_values=_MIN_SHIFT)
    free = np.pad(enter, ((0, 0), (0, 1)), constant_values=np.inf) > before
    distance = np.take_along_axis(before, free.argmax(axis=1)[:, None], axis=1)
    best = int(distance.argmin())
    moved: Floats = ring[best] * distance[best]
    return moved


def _start(groups: NDArray[np.int64], seed: int) -> Floats:
    order = np.argsort(groups, kind="stable")
    angle = np.empty(len(groups))
    angle[order] = np.linspace(0, 2 * np.pi, len(groups), endpoint=False)
    jitter = np.random.default_rng(seed).uniform(0.6, 1.0, len(groups))
    return np.stack([np.cos(angle) * jitter, np.sin(angle) * jitter], axis=1) * 10.0


def _relax(spots: Floats, pull: Floats) -> Floats:
    mass = 1.0 + (pull > 0).sum(axis=1)
    masses = 0.5 * mass[:, None] * mass[None, :]
    np.fill_diagonal(masses, 0.0)
    for step in np.linspace(1.0, 0.02, min(_STEPS, _STEPS_PER_NODE * len(spots))):
        across, down = _gaps(spots)
        pair = masses / (across * across + down * down + 0.01) - 2.0 * pull
        force = np.stack([(pair * across).sum(axis=1), (pair * down).sum(axis=1)], axis=1)
        force -= 0.35 * mass[:, None] * spots / (np.sqrt((spots**2).sum(axis=1, keepdims=True)) + 1.0)
        move = force / mass[:, None]
        length = np.sqrt((move**2).sum(axis=1, keepdims=True)) + 1e-9
        spots = spots + move / length * np.minimum(length, 4.0) * step * 0.5
    centred: Floats = spots - spots.mean(axis=0)
    return centred


def _gaps(spots: Floats) -> tuple[Floats, Floats]:
    """Compute the signed horizontal and vertical distances of all pairs, each of shape (nodes, nodes)."""
    x, y = spots.T
    return x[:, None] - x[None, :], y[:, None] - y[None, :]


def _fit(spots: Floats, radii: Floats) -> Floats:
    """Scale the nodes to fill a constant share of an ellipse, so evenly that a dense centre stays legible."""
    flat = _turn_flat(spots)
    even = flat / (np.quantile(np.abs(flat), 0.9, axis=0) + 1e-9)
    far = np.sqrt((even**2).sum(axis=1)) + 1e-9
    rank = np.argsort(np.argsort(far, kind="stable"), kind="stable")
    # half the true distance from the centre with outliers pulled in, half that of nodes spread evenly over a disc
    wanted = 0.5 * (far / far.max()) ** 0.6 + 0.5 * np.sqrt((rank + 0.5) / len(far))
    height = np.sqrt(((radii + 14.0) ** 2).sum() / _FILLED / _WIDTH)
    scaled: Floats = even * (wanted / far)[:, None] * np.array([height * _WIDTH, height])
    return scaled


def _turn_flat(spots: Floats) -> Floats:
    """Rotate so that the longest extent is horizontal."""
    x, y = spots.T
    angle = 0.5 * np.arctan2(2 * (x * y).sum(), (x * x).sum() - (y * y).sum())
    cos, sin = np.cos(angle), np.sin(angle)
    return np.stack([cos * x + sin * y, cos * y - sin * x], axis=1)


def _separate(spots: Floats, radii: Floats) -> Floats:
    """Push overlapping discs apart until a label fits between them."""
    reach = radii[:, None] + radii[None, :] + 9.0
    for _ in range(120):
        across, down = _gaps(spots)
        distance = np.sqrt(across * across + down * down) + 1e-6
        overlap = np.clip(reach - distance, 0.0, None)
        np.fill_diagonal(overlap, 0.0)
        if not overlap.any():
            break
        push = 0.25 * overlap / distance
        spots = spots + np.stack([(push * across).sum(axis=1), (push * down).sum(axis=1)], axis=1)
    return spots
