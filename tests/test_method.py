"""The example of docs/method.md, computed with the functions that compute a run."""

import re
from math import comb, exp, log, sqrt
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from pipeline.network import CorpusTables, NetworkOptions, bootstrap, build_network, null_model
from pipeline.network.structure import BACKBONE_LEVEL, MAX_EXACT_WORK, MIN_STARTS, adjacency_matrix, betweenness

PAGE = (Path(__file__).parent.parent / "docs" / "method.md").read_text(encoding="utf-8")


def rows(header: str) -> list[list[str]]:
    """Cells of the table of the page whose header begins so."""
    lines = PAGE.splitlines()
    begin = next(at for at, line in enumerate(lines) if line.startswith(header)) + 2
    end = next(at for at in range(begin, len(lines)) if not lines[at])
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[begin:end]]


def columns(header: str) -> list[str]:
    """The columns of a table of the page that are columns of a run."""
    line = next(line for line in PAGE.splitlines() if line.startswith(header))
    return re.findall(r"`(\w+)`", line)


def example() -> CorpusTables:
    """The articles of the first table."""
    articles, sentences, mentions = [], [], []
    for article, text in rows("| article |"):
        articles.append({"article_id": article, "date": None, "duplicate_of": None})
        for number, names in enumerate(text.split("; ")):
            place = {"article_id": article, "paragraph": 0, "sentence": number}
            sentences.append(place)
            mentions += [{**place, "entity_id": f"PER:{name}"} for name in names.split() if name != "–"]
    names = [name for name, *_ in rows("| name | windows")]
    known = [{"entity_id": f"PER:{name}", "name": name, "label": "PER", "country": None} for name in names]
    return CorpusTables(*map(pd.DataFrame, (mentions, sentences, articles, known)))


def shown(value: object) -> str:
    """A value as the page writes it: a whole number, or four decimal places."""
    assert isinstance(value, (int, float, np.number))
    return f"{float(value):.4f}" if float(value) % 1 else f"{int(value)}"


def test_the_page_shows_what_is_computed() -> None:
    """Every cell of the two tables of the example is the value of a run, rounded to four places."""
    entities, edges = build_network(example())
    name_of = dict(zip(entities["entity_id"], entities["name"], strict=True))
    found = [[row["name"], *map(shown, row[["sentences", *columns("| name |")]])] for _, row in entities.iterrows()]
    pairs = [[f"{name_of[row['source']]}, {name_of[row['target']]}", *map(shown, row[columns("| pair |")])]
             for _, row in edges.iterrows()]  # fmt: skip

    assert rows("| name | windows") == found
    assert [[row[0], *row[2:]] for row in rows("| pair |")] == pairs


def test_the_formulas_give_these_values() -> None:
    """Each formula of the page, worked out apart from the program, gives the columns of the example."""
    windows, total = {"Ada": 4, "Bert": 3, "Cleo": 4, "Dora": 2}, 10
    _, edges = build_network(example())
    expected = []
    for row in edges.itertuples():
        left, right = (windows[str(end).removeprefix("PER:")] for end in (row.source, row.target))
        both = int(row.weight)
        expected.append(left * right / total)
        cells = [
            (both, left, right),
            (left - both, left, total - right),
            (right - both, total - left, right),
            (total - left - right + both, total - left, total - right),
        ]
        llr = 2 * sum(k * log(k * total / (a * b)) for k, a, b in cells if k)
        tail = sum(comb(left, k) * comb(total - left, right - k) for k in range(both, min(left, right) + 1))

        assert row.npmi == pytest.approx(log(both * total / (left * right)) / -log(both / total))
        assert row.llr == pytest.approx(llr if both * total >= left * right else -llr)
        assert row.p_value == pytest.approx(tail / comb(total, right))
        assert row.jaccard == pytest.approx(both / (left + right - both))
    ranked = sorted(edges["p_value"])
    q_values = [min(1.0, *(6 * p / (j + 1) for j, p in list(enumerate(ranked))[i:])) for i in range(len(ranked))]

    assert [f"{value:g}" for value in expected] == [row[1] for row in rows("| pair |")]
    assert sorted(edges["q_value"]) == pytest.approx(q_values)
    assert list(edges["alpha"]) == pytest.approx([1 / 4, (3 / 4) ** 2, (3 / 4) ** 2, (1 / 2) ** 2])
    assert list(edges["backbone"]) == [False] * 4
    assert BACKBONE_LEVEL == 0.05


def test_the_structure_follows_its_formulas() -> None:
    """PageRank solves its equation, and modularity is that of the page."""
    entities, edges = build_network(example())
    numbers = {entity: number for number, entity in enumerate(entities["entity_id"])}
    weights = np.zeros((4, 4))
    for row in edges.itertuples():
        ends = numbers[str(row.source)], numbers[str(row.target)]
        weights[ends] = weights[ends[::-1]] = row.weight
    ranks = np.linalg.solve(np.eye(4) - 0.85 * weights / weights.sum(axis=0), np.full(4, 0.15 / 4))

    assert entities["pagerank"].to_numpy() == pytest.approx(ranks)
    assert entities.attrs["modularity"] == pytest.approx(3 / 7 - (8 / 14) ** 2 + 2 / 7 - (6 / 14) ** 2)
    assert f"{entities.attrs['modularity']:.4f}" in PAGE


def test_wider_windows_are_divided() -> None:
    """In windows of two sentences `weight` and `llr` are divided by two."""
    _, edges = build_network(example(), NetworkOptions(window="sentences:2"))
    ada_cleo = edges.set_index(["source", "target"]).loc[("PER:Ada", "PER:Cleo")]

    # in article 1 the windows of sentences 1 and 2, and of 2 and 3; in articles 2 and 3 those of 1 and 2
    assert ada_cleo["weight"] == (2 + 1 + 1) / 2


def test_the_estimate_of_betweenness_has_the_bound_of_the_page() -> None:
    """Above the limit, searches start from as many entities as the page says, with Hoeffding's bound."""
    size = 400
    ring = np.arange(size)
    matrix = adjacency_matrix(size, ring, (ring + 1) % size)
    found = betweenness(matrix, work=1000)

    assert (MAX_EXACT_WORK, MIN_STARTS) == (300_000_000, 300)
    assert found.starts == 300
    assert found.error == pytest.approx(sqrt(log(2 / 0.05) / 600))


def test_samples_follow_their_formulas() -> None:
    """Z-scores and p-values follow from the samples; an edge of one article is missing from the share on the page."""
    chance = null_model(example(), samples=99, seed=1).edges
    drawn = bootstrap(example(), samples=2000, seed=1, level=0.95)
    z = (chance["weight"] - chance["weight_mean"]) / chance["weight_sd"]

    assert list(chance["weight_z"]) == pytest.approx(list(z))
    assert (chance["weight_p"] * 100 % 1).tolist() == pytest.approx([0] * 4, abs=1e-9)
    assert abs((1 - 1 / 4) ** 4 - exp(-1)) < 0.06
    assert 1 - drawn.edges["weight_top"].iloc[1] == pytest.approx((1 - 1 / 4) ** 4, abs=0.03)
