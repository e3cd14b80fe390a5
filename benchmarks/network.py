"""Time from mentions to a network, compared with textacy and plain Counter code; printed as a Markdown table.

    python -m benchmarks.network [--mentions 1000000] [--sentences 250000] [--repeat 3]
    python -m benchmarks.network --stages --mentions 400000 --sentences 100000 --names 40000

Names are drawn from a Zipf distribution, sentences uniformly. The methods run alternately in one process, measured in
processor time; the result is the median of `--repeat` rounds, and of the ratios per round. textacy (`pip install
textacy`) and Counter receive prepared windows, the sorted names of each sentence: grouping the mention table into them
is timed separately and not counted. The benchmark stops unless all methods find the same edges with the same values.

- a graph: `networkx.Graph` with the number of shared sentences on every edge; textacy's window is the longest sentence.
- a table with measures: edges with shared sentences, NPMI and log-likelihood.
- everything: all columns that a run stores about edges, with articles, dates, copies and significance.

With `--stages` the processor time of everything after the counts is measured instead: centralities, communities,
evidence and files.
"""

import argparse
import gc
import math
import multiprocessing
import resource
import statistics
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from importlib import metadata
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from benchmarks.markdown import markdown_table
from pipeline.network.cooccurrence import Pairs, count_pairs, window_incidence, window_keys
from pipeline.network.counts import edge_counts, entity_counts, measure
from pipeline.network.evidence import sample_evidence
from pipeline.network.exports import write_graph_files
from pipeline.network.selection import CorpusTables, select
from pipeline.network.structure import (
    adjacency_matrix,
    betweenness,
    clustering,
    communities,
    pagerank,
    weight_matrix,
    with_backbone,
)

SENTENCES_PER_ARTICLE = 20


def make_tables(mentions: int, sentences: int, names: int, exponent: float) -> CorpusTables:
    """Generate the tables of a random corpus, the same on every call."""
    random = np.random.default_rng(2022)
    weights = np.arange(1, names + 1) ** -exponent
    entity = random.choice(names, size=mentions, p=weights / weights.sum())
    place = np.sort(random.integers(0, sentences, mentions))
    article_ids = np.array([f"zeitung/2022/{i:06}.txt" for i in range(-(-sentences // SENTENCES_PER_ARTICLE))])
    ids = np.array([f"PER:vorname-nachname-{i:06}" for i in range(names)])
    dates = [f"2022-{1 + i % 12:02}-{1 + i % 28:02}" for i in range(len(article_ids))]
    return CorpusTables(
        _placed(place, article_ids).assign(entity_id=ids[entity]),
        _placed(np.arange(sentences), article_ids),
        pd.DataFrame({"article_id": article_ids, "date": dates, "duplicate_of": None}),
        pd.DataFrame({"entity_id": ids, "name": ids, "label": "PER", "country": None}),
    )


def _placed(place: Any, article_ids: Any) -> pd.DataFrame:
    article, sentence = np.divmod(place, SENTENCES_PER_ARTICLE)
    columns = {"article_id": article_ids[article], "paragraph": sentence // 4, "sentence": sentence}
    return pd.DataFrame(columns).astype({"paragraph": np.int32, "sentence": np.int32})


def group_windows(mentions: pd.DataFrame) -> list[list[str]]:
    """The distinct names of each sentence, sorted, as textacy and Counter require."""
    windows: dict[tuple[str, int], set[str]] = {}
    columns = (mentions[name].tolist() for name in ("article_id", "sentence", "entity_id"))
    for article, sentence, name in zip(*columns, strict=True):
        windows.setdefault((article, sentence), set()).add(name)
    return [sorted(names) for names in windows.values()]


def graph_with_textacy(windows: list[list[str]]) -> "nx.Graph[str]":
    """Build the graph with textacy, with a window as long as the longest sentence."""
    from textacy.representations.network import build_cooccurrence_network

    graph: nx.Graph[str] = build_cooccurrence_network(windows, window_size=max(2, *map(len, windows)))
    return graph


def graph_with_counter(windows: list[list[str]]) -> "nx.Graph[str]":
    """Build the same graph in plain Python."""
    pairs = Counter(pair for window in windows for pair in combinations(window, 2))
    graph: nx.Graph[str] = nx.Graph()
    graph.add_weighted_edges_from((a, b, n) for (a, b), n in pairs.items())
    return graph


def graph_with_matrices(mentions: pd.DataFrame) -> "nx.Graph[str]":
    """Build the same graph from the mention table with an incidence matrix."""
    names, _, pairs, _ = _count(mentions)
    graph: nx.Graph[str] = nx.Graph()
    ids, ends = names.tolist(), (pairs.source.tolist(), pairs.target.tolist(), pairs.count.tolist())
    graph.add_weighted_edges_from((ids[a], ids[b], n) for a, b, n in zip(*ends, strict=True))
    return graph


def count_with_counter(windows: list[list[str]], total: int) -> dict[tuple[str, str], tuple[int, float, float]]:
    """Compute count, NPMI and signed LLR of each pair in plain Python."""
    pairs = Counter(pair for window in windows for pair in combinations(window, 2))
    single = Counter(chain.from_iterable(windows))
    return {(a, b): (n, *_measures(n, single[a], single[b], total)) for (a, b), n in pairs.items()}


def _measures(joint: int, left: int, right: int, total: int) -> tuple[float, float]:
    npmi = math.log(joint * total / (left * right)) / -math.log(joint / total)
    others, rest = (total - left, total - right), total - left - right + joint
    llr = joint * math.log(joint * total / (left * right))
    if left > joint:
        llr += (left - joint) * math.log((left - joint) * total / (left * others[1]))
    if right > joint:
        llr += (right - joint) * math.log((right - joint) * total / (right * others[0]))
    if rest:
        llr += rest * math.log(rest * total / (others[0] * others[1]))
    return npmi, math.copysign(2 * llr, joint * total - left * right)


def count_with_matrices(mentions: pd.DataFrame, total: int) -> pd.DataFrame:
    """Compute the same from the mention table."""
    names, occurrences, pairs, width = _count(mentions)
    measures = measure(pairs, occurrences, total, width)
    ends = {"source": names.take(pairs.source), "target": names.take(pairs.target)}
    return pd.DataFrame({**ends, "sentences": pairs.count, **measures})


def _count(mentions: pd.DataFrame) -> tuple[pd.Index, Any, Pairs, int]:
    """Names, number of sentences of each, pairs of their indices, and windows per sentence."""
    entity, names = pd.factorize(mentions["entity_id"], sort=True)
    article, _ = pd.factorize(mentions["article_id"])
    places = (mentions[name].to_numpy(dtype=np.int64) for name in ("paragraph", "sentence"))
    keys, width = window_keys(article, *places, window="sentence")
    matrix = window_incidence(keys, entity, entities=len(names))
    return names, np.bincount(matrix.indices, minlength=len(names)), count_pairs(matrix), width


def cpu_time(function: Callable[[], Any]) -> tuple[float, Any]:
    """Processor seconds of a call, which a busy machine distorts least, and its result."""
    gc.collect()
    start = time.process_time()
    result = function()
    return time.process_time() - start, result


def check_equal(expected: dict[tuple[str, str], tuple[int, float, float]], edges: pd.DataFrame) -> None:
    """Stop if two methods differ in a pair, a count or a measure (relative tolerance: NPMI 1e-9, LLR 1e-6)."""
    found = zip(edges["source"], edges["target"], edges["sentences"], edges["npmi"], edges["llr"], strict=True)
    assert len(edges) == len(expected)
    for a, b, count, npmi, llr in found:
        n, expected_npmi, expected_llr = expected[a, b]
        assert count == n
        assert math.isclose(npmi, expected_npmi, rel_tol=1e-9, abs_tol=1e-9)
        assert math.isclose(llr, expected_llr, rel_tol=1e-6, abs_tol=1e-6)


def check_graphs(expected: "nx.Graph[str]", graph: "nx.Graph[str]") -> None:
    """Stop if two graphs differ in an edge or its weight (textacy and Counter have no other attributes)."""
    assert graph.number_of_edges() == expected.number_of_edges()
    assert all(graph.edges[a, b]["weight"] == data["weight"] for a, b, data in expected.edges(data=True))


def peak_memory(options: argparse.Namespace) -> float:
    """Peak memory in GiB of a new process that generates the corpus and all edges, imports included."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (options.mentions, options.sentences, options.names, options.exponent))


def _peak(*corpus: Any) -> float:
    edge_counts(select(make_tables(*corpus)))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def time_stages(tables: CorpusTables) -> dict[str, Any]:
    """Processor time of each stage after the counts, once."""
    chosen = select(tables)
    edges, entities = edge_counts(chosen), entity_counts(chosen)
    index = pd.Index(entities["entity_id"])
    source, target = (index.get_indexer(pd.Index(edges[end])).astype(np.int64) for end in ("source", "target"))
    matrix = adjacency_matrix(len(entities), source, target)
    weights = weight_matrix(len(entities), source, target, edges["weight"].to_numpy(dtype=np.float64))
    texts = replace(tables, sentences=tables.sentences.assign(text="Ein Satz."))
    measured, backed = with_backbone(entities, edges)
    with tempfile.TemporaryDirectory() as folder:
        stages: dict[str, Callable[[], Any]] = {
            "clustering": lambda: clustering(matrix),
            "betweenness": lambda: betweenness(matrix),
            "pagerank": lambda: pagerank(weights),
            "communities": lambda: communities(weights),
            "evidence": lambda: sample_evidence(texts, edges),
            "files": lambda: write_graph_files(measured, backed, Path(folder)),
        }
        return {"edges": len(edges)} | {f"{name}_s": round(cpu_time(stage)[0], 1) for name, stage in stages.items()}


def has_textacy() -> bool:
    """Whether textacy is installed."""
    try:
        metadata.version("textacy")
    except metadata.PackageNotFoundError:
        return False
    return True


def compare(tables: CorpusTables, windows: list[list[str]], rounds: int) -> dict[str, list[float]]:
    """Processor seconds of every method, alternating within a round so that all find the machine in the same state."""
    mentions, sentences = tables.mentions, len(tables.sentences)
    times: dict[str, list[float]] = {}

    def timed(name: str, function: Callable[[], Any]) -> Any:
        seconds, result = cpu_time(function)
        times.setdefault(name, []).append(seconds)
        return result

    for _ in range(rounds):
        ours = timed("graph", lambda: graph_with_matrices(mentions))
        check_graphs(timed("graph Counter", lambda: graph_with_counter(windows)), ours)
        if has_textacy():
            check_graphs(timed("graph textacy", lambda: graph_with_textacy(windows)), ours)
        del ours
        edges = timed("table", lambda: count_with_matrices(mentions, sentences))
        check_equal(timed("table Counter", lambda: count_with_counter(windows, sentences)), edges)
        timed("everything", lambda: edge_counts(select(tables)))
    return times


def result_table(times: dict[str, list[float]]) -> str:
    """One row per method: median seconds, and the median over the rounds of its time divided by ours."""
    textacy = f"textacy {metadata.version('textacy')}" if has_textacy() else ""
    ways = [
        ("a graph", "pressenetz", "graph", "graph"),
        ("a graph", "Counter and networkx", "graph Counter", "graph"),
        ("a graph", textacy, "graph textacy", "graph"),
        ("a table with measures", "pressenetz", "table", "table"),
        ("a table with measures", "Counter and a loop", "table Counter", "table"),
        ("everything a run stores", "pressenetz", "everything", "everything"),
    ]
    rows = []
    for what, way, key, ours in ways:
        if key in times:
            ratio = statistics.median(other / own for other, own in zip(times[key], times[ours], strict=True))
            rows.append([what, way, f"{statistics.median(times[key]):.2f}", "" if key == ours else f"{ratio:.1f}×"])
    return markdown_table(["result", "method", "seconds", "compared with pressenetz"], rows)


def main() -> None:
    """Measure and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--sentences", type=int, default=250_000)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--exponent", type=float, default=0.9)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--stages", action="store_true")
    options = parser.parse_args()
    corpus = (options.mentions, options.sentences, options.names, options.exponent)
    if options.stages:
        stages = time_stages(make_tables(*corpus))
        print(markdown_table(["stage", "value"], [[name, f"{value:,}"] for name, value in stages.items()]))
        return
    peak = peak_memory(options)  # first, because a process inherits the peak of its parent
    tables = make_tables(*corpus)
    grouping, windows = cpu_time(lambda: group_windows(tables.mentions))
    print(result_table(compare(tables, windows, options.repeat)))
    print(
        f"\n{options.mentions:,} mentions in {options.sentences:,} sentences. Grouping them into windows, which textacy"
        f" and Counter need first: {grouping:.2f} s, not counted. Peak memory of everything a run stores about edges:"
        f" {peak:.2f} GiB."
    )
    if not has_textacy():
        print("textacy is not installed here, so it was not measured.")


if __name__ == "__main__":
    main()
