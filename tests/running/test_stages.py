"""Lists of names: their cost, and the outputs they are left out of."""

import os
import subprocess
import sys
from functools import partial
from pathlib import Path

import networkx as nx
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from benchmarks.lists import SHAPES, Cost, measure, names_of, write_tables
from pipeline import Settings, open_run, rebuild, run
from pipeline.cli.summaries import summary
from pipeline.network import structure
from pipeline.network.build import network_of
from pipeline.network.counts import list_windows, named_in_lists_only
from pipeline.network.selection import NetworkOptions, select
from pipeline.running import stages
from pipeline.running.stages import connect
from pipeline.settings import MAX_NAMES, names_limit
from tests.helpers.small_corpora import corpora, split_copies, to_tables, windows_of

WINDOWS = ("sentence", "paragraph", "document", "sentences:3")


def in_own_process(shape: str, window: str, *, names: int) -> Cost:
    """Measure the cost of a hostile shape in a process of its own."""
    code = f"from benchmarks.lists import measure; print(*measure({shape!r}, {window!r}, names={names}), sep=chr(9))"
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parent.parent)}
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True, env=environment)
    return Cost(*(float(value) for value in done.stdout.split("\t")))


@pytest.mark.parametrize("window", WINDOWS)
def test_ten_thousand_names_in_one_sentence_are_cheap(window: str) -> None:
    """10,000 names in 0.2 MB need less than 100 MB and 1 GiB, and less than 50 bytes of graphs per byte of text."""
    cost = in_own_process("one sentence", window, names=10_000)

    assert (cost.edges, cost.exclusions) == (0, 3 if window == "sentences:3" else 1)
    assert cost.output < 100e6
    assert cost.memory < 1024
    assert cost.graphs < 50 * cost.text


@pytest.mark.parametrize("window", ["sentence", "document"])
@pytest.mark.parametrize("shape", sorted(set(SHAPES) - {"one sentence"}))
def test_hostile_shapes_cost_what_their_edges_need(shape: str, window: str) -> None:
    """For any shape, graph files hold at most 50 bytes per byte of text, nodes and edges not counted."""
    cost = measure(shape, window, names=300)
    ids = 300 if shape == "very long names" else 30  # characters of an entity's id, which each edge has twice in a file

    assert cost.graphs <= 50 * cost.text + 3_000 * cost.nodes + (4_000 + 10 * ids) * cost.edges
    assert cost.memory < 1024


@settings(max_examples=40, derandomize=True, deadline=None)
@given(corpora(), st.sampled_from(["sentence", "paragraph", "document", "sentences:2"]), st.integers(2, 4))
def test_lists_are_not_evidence(pieces, window, most):
    """Weights are the windows with both and no more names than the limit; the others are the rows of the report."""
    options = NetworkOptions(window=window, max_names=most)
    chosen = select(to_tables(pieces), options)
    _, edges = network_of(chosen, options, structure=False)
    counted, _ = split_copies(pieces)
    windows = [entities for piece in counted for entities in windows_of(piece, window)]
    plain = [entities for entities in windows if len(entities) <= most]
    width = int(window.partition(":")[2] or 1)

    for row in edges.itertuples():
        assert row.weight * width == sum({row.source, row.target} <= entities for entities in plain)
    pairs = {(a, b) for entities in plain for a in entities for b in entities if a < b}
    assert pairs == set(zip(edges["source"], edges["target"], strict=True))
    found = list_windows(chosen, options)
    assert sorted(found["names"]) == sorted(len(entities) for entities in windows if len(entities) > most)
    lonely = set().union(*windows) - set().union(*plain) if windows else set()
    assert set(named_in_lists_only(chosen, options)) == lonely


def connected(folder: Path, articles: list[list[list[list[str]]]], **changes: object) -> dict[str, object]:
    """Write the network of hand-made articles to a folder."""
    names = write_tables(folder, articles)
    return connect(folder, names, Settings(**changes))  # type: ignore[arg-type]


def test_a_list_beside_a_sentence(tmp_path: Path) -> None:
    """Names of a list are entities without links and nodes; those that a sentence links keep their link."""
    names = names_of(40)
    said = connected(tmp_path, [[[names[:2], names]]])
    edges, entities = (pd.read_parquet(tmp_path / f"{name}.parquet") for name in ("edges", "entities"))
    graph = nx.read_graphml(tmp_path / "graph.graphml")

    assert {**said, "places": None} == {
        "max_names": 25,
        "modularity": 0.0,
        "betweenness": "exact",
        "graph_edges": 1,
        "places": None,
    }
    assert edges[["sentences", "weight"]].values.tolist() == [[2, 1.0]]
    assert len(entities) == 40
    assert len(graph) == 2
    (edge,) = graph.edges.values()
    assert edge["example"] == f"{names[0]}, {names[1]}."
    assert (edge["example_article"], edge["example_sentence"]) == ("00000.txt", 0)
    excluded = pd.read_parquet(tmp_path / "exclusions.parquet")
    assert excluded.values.tolist() == [["00000.txt", "sentence", 0, 1, 40]]


def test_the_location_of_a_larger_window(tmp_path: Path) -> None:
    """A paragraph has no sentence in the report of exclusions, an article neither sentence nor paragraph."""
    names = names_of(200)
    for window, place in (("paragraph", [1, None]), ("document", [None, None])):
        connected(tmp_path, [[[names[:2]], [names[:100], names[100:]]]], window=window)
        excluded = pd.read_parquet(tmp_path / "exclusions.parquet")[["paragraph", "sentence", "names"]]

        assert [None if pd.isna(value) else value for value in excluded.iloc[0]] == [*place, 200]


def test_max_names_admits_longer_lists(tmp_path: Path) -> None:
    """A larger `max_names` turns a list into edges."""
    connected(tmp_path, [[[names_of(40)]]], max_names=40)

    assert len(pd.read_parquet(tmp_path / "edges.parquet")) == 40 * 39 // 2


def test_excerpts_of_lists_are_left_out(tmp_path: Path) -> None:
    """Many sentences just under the limit have their excerpts as far as there is room, and every edge its location."""
    names = names_of(1_000)
    connected(tmp_path, [[[names[low : low + 25] for low in range(0, 1_000, 25)]]])
    edges = pd.read_csv(tmp_path / "edges.csv")
    text = pd.read_parquet(tmp_path / "sentences.parquet")["text"].str.len().sum()

    assert len(edges) == 40 * 300
    assert 0.9 * 10 * text < edges["example"].str.len().sum() < 1.1 * 10 * text
    assert edges[["example_article", "example_sentence", "example_start", "example_end"]].notna().all().all()


def test_an_estimate_is_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_model: str) -> None:
    """run.json, the summary and the page's words say that betweenness is estimated; rebuilt exactly, they do not."""
    (tmp_path / "corpus").mkdir()
    text = "Toqajew sprach in Almaty mit Gazprom und CSTO über Russland und Armenien."
    (tmp_path / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    output = tmp_path / "out"
    with monkeypatch.context() as patched:
        patched.setattr(structure, "MIN_STARTS", 3)
        patched.setattr(structure, "betweenness", partial(structure.betweenness, work=30))
        result = run(tmp_path / "corpus", output, settings=Settings(model=tiny_model))
    network = result.info["network"]
    words = (Path(structure.__file__).parents[1] / "report" / "templates" / "src" / "run-words.js").read_text("utf-8")

    assert (network["betweenness"], network["betweenness_starts"]) == ("estimate", 3)
    assert network["betweenness_error_95"] == pytest.approx(0.78, abs=0.01)
    assert f"estimated from 3 entities (standard error at most {network['betweenness_standard_error']})" in summary(
        result, output
    )
    assert {key for key in network if f'"network.{key}": [' not in words} == set()
    assert set(rebuild(output).info["network"]) == {"max_names", "modularity", "betweenness", "places", "graph_edges"}
    assert "estimated" not in summary(open_run(output), output)


def test_graph_files_of_a_large_network(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Above the limit graph files hold the strongest edges and say so, tables hold all, and full_graph writes all."""
    names = names_of(12)
    monkeypatch.setattr(stages, "MAX_GRAPH_EDGES", 60)
    part = connected(tmp_path, [[[names, names[:2]]]])
    drawn = pd.read_csv(tmp_path / "edges.csv")
    assert part["graph_edges"] == len(drawn) == 60 < len(pd.read_parquet(tmp_path / "edges.parquet")) == 66
    assert drawn["Weight"].max() == 2
    assert nx.read_gexf(tmp_path / "graph-dynamic.gexf").number_of_edges() <= 60
    assert "60 of 66 edges" in (tmp_path / "graph.gexf").read_text(encoding="utf-8")

    whole = connected(tmp_path, [[[names, names[:2]]]], full_graph=True)
    assert whole["graph_edges"] == 66 == len(pd.read_csv(tmp_path / "edges.csv"))
    assert "of 66 edges" not in (tmp_path / "graph.gexf").read_text(encoding="utf-8")


def test_a_summary_says_what_graph_files_leave_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, tiny_model: str
) -> None:
    """The summary and run.json give the number of edges in the graph files if it is not all."""
    (tmp_path / "corpus").mkdir()
    text = "Toqajew sprach in Almaty mit Gazprom und CSTO über Russland und Armenien."
    (tmp_path / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    monkeypatch.setattr(stages, "MAX_GRAPH_EDGES", 3)
    result = run(tmp_path / "corpus", tmp_path / "out", settings=Settings(model=tiny_model))
    edges = result.info["counts"]["edges"]

    assert f"the 3 strongest of {edges} edges" in summary(result, tmp_path / "out")
    whole = rebuild(tmp_path / "out", settings=Settings(model=tiny_model, full_graph=True))
    assert "strongest" not in summary(whole, tmp_path / "out")


def test_limits_of_windows() -> None:
    """A window of several sentences has the limit of a paragraph; the user's setting overrides it."""
    assert [names_limit(window) for window in WINDOWS] == [*MAX_NAMES.values(), MAX_NAMES["paragraph"]]
    assert names_limit("document", 7) == 7


@pytest.mark.parametrize("window", WINDOWS)
def test_a_list_through_the_command(window: str, tmp_path: Path, tiny_model: str) -> None:
    """A list of 1,000 names of the user's gazetteer is found, reported, and makes no links, whatever the window."""
    names = names_of(1_000)
    (tmp_path / "corpus").mkdir()
    text = "Toqajew sprach in Almaty.\n\nEs kamen: " + ", ".join(names) + "."
    (tmp_path / "corpus" / "a.txt").write_text(text, encoding="utf-8")
    (tmp_path / "names.csv").write_text("name,label\n" + "\n".join(f"{name},PER" for name in names), encoding="utf-8")
    chosen = Settings(model=tiny_model, gazetteer=str(tmp_path / "names.csv"), window=window)
    result = run(tmp_path / "corpus", tmp_path / "out", settings=chosen)

    assert len(result.entities) >= 1_000
    assert len(result.edges) <= 1
    assert result.info["filters"]["excluded_lists"] == result.info["counts"]["exclusions"] == len(result.exclusions) > 0
    assert sum(file.stat().st_size for file in (tmp_path / "out").glob("graph*")) < 50 * len(text)
    rebuild(tmp_path / "out", settings=chosen.with_changes(max_names=2_000, labels=["LOC"]))
    assert open_run(tmp_path / "out").info["filters"]["excluded_lists"] == 0
