"""Positions, sizes and colours of nodes in graph files."""

import numpy as np
import pandas as pd
import pytest

from pipeline.network.placement import COLOURS, DRAWING, place_nodes
from pipeline.results.plots import COLOURS as PICTURES


def network(edges: dict[tuple[str, str], float], *alone: str) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Tables of entities and edges; a name begins with its label."""
    names = sorted({*(name for pair in edges for name in pair), *alone})
    entities = pd.DataFrame({"entity_id": names, "label": [name[:3] for name in names]})
    rows = [(a, b, weight) for (a, b), weight in edges.items()]
    return entities, pd.DataFrame(rows, columns=["source", "target", "weight"])


def placed(edges: dict[tuple[str, str], float], *alone: str) -> pd.DataFrame:
    """The drawing by entity."""
    entities, links = network(edges, *alone)
    return place_nodes(entities, links).set_axis(entities["entity_id"])


def large(nodes: int = 1_200) -> tuple[pd.DataFrame, pd.DataFrame]:
    """A network of more nodes than are laid out by force, some of them without links."""
    draw = np.random.default_rng(1)
    ends = np.sort((nodes * draw.random((2 * nodes, 2)) ** 3).astype(int), axis=1)
    pairs = {(f"PER:{a:05}", f"LOC:{b:05}"): float(draw.integers(1, 9)) for a, b in ends.tolist()}
    return network(pairs, "ORG:allein", "MISC:allein")


def distances(drawing: pd.DataFrame) -> np.ndarray:
    """Distance of each pair of nodes, and infinity from a node to itself."""
    spots = drawing[["x", "y"]].to_numpy()
    gaps = np.hypot(*(spots[:, None] - spots[None, :]).transpose(2, 0, 1))
    np.fill_diagonal(gaps, np.inf)
    return gaps


def test_size_is_strength_and_colour_is_label():
    """A node without links has radius 4, the strongest 22, one of a quarter of its strength 13, as on the page."""
    drawing = placed({("LOC:a", "PER:b"): 3.0, ("LOC:a", "ORG:c"): 1.0}, "XYZ:d")

    assert drawing["size"].to_dict() == {"LOC:a": 22.0, "ORG:c": 13.0, "PER:b": 19.6, "XYZ:d": 4.0}
    assert tuple(drawing.loc["PER:b", ["r", "g", "b"]]) == (0, 114, 178)
    assert {label: "#{:02x}{:02x}{:02x}".format(*colour) for label, colour in COLOURS.items()} == PICTURES
    assert drawing.columns.tolist() == list(DRAWING)


def test_no_node_hides_another():
    """The discs of 2,000 nodes overlap at most a little, wherever they lie."""
    drawing = place_nodes(*large())
    size = drawing["size"].to_numpy()
    overlap = size[:, None] + size[None, :] - distances(drawing)

    assert len(drawing) > 1_000
    assert (overlap > 0.5 * np.minimum(size[:, None], size[None, :])).sum() <= len(drawing) // 100


def test_weak_nodes_lie_around_their_strongest_neighbour():
    """Whatever is not laid out by force is nearer to its hub than to most others."""
    entities, edges = large()
    drawing = place_nodes(entities, edges).set_axis(entities["entity_id"])
    leaves = pd.concat([edges["source"], edges["target"]]).value_counts().loc[lambda times: times == 1].index
    near = []
    for edge in edges[edges["source"].isin(leaves) | edges["target"].isin(leaves)].itertuples():
        spots = drawing[["x", "y"]]
        gap = np.hypot(*(spots.loc[edge.source] - spots.loc[edge.target]))
        near.append(gap < np.median(np.hypot(*(spots - spots.loc[edge.source]).T.to_numpy())))

    assert len(near) > 100
    assert np.mean(near) > 0.9


def test_what_has_no_links_lies_outside():
    """Entities without links lie around the picture, not in it."""
    entities, edges = large()
    away = np.hypot(*place_nodes(entities, edges)[["x", "y"]].T.to_numpy())
    linked = entities["entity_id"].isin([*edges["source"], *edges["target"]]).to_numpy()

    assert (~linked).sum() == 2
    assert away[~linked].min() > np.quantile(away[linked], 0.9)


def test_order_of_rows_does_not_matter():
    """Shuffled tables give the same drawing, even if the sums of the weights are rounded."""
    entities, edges = large()
    edges["weight"] /= 3
    shuffled = entities.sample(frac=1, random_state=1), edges.sample(frac=1, random_state=2)

    pd.testing.assert_frame_equal(place_nodes(*shuffled).sort_index(), place_nodes(entities, edges))


@pytest.mark.parametrize("alone", [(), ("PER:a",), ("PER:a", "PER:b")])
def test_without_links(alone):
    """No node, one, or two without a link have finite and different places."""
    drawing = placed({}, *alone)

    assert len(drawing[["x", "y"]].drop_duplicates()) == len(alone)
    assert np.isfinite(drawing.to_numpy(dtype=float)).all()
