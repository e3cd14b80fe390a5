"""How long one million mentions take to become counted edges with NPMI and LLR: sparse matrices against a Counter.

    python -m benchmarks.network [--mentions 1000000] [--sentences 250000] [--repeat 3]
    python -m benchmarks.network --stages --mentions 400000 --sentences 100000 --names 40000

Names are drawn from a Zipf law, sentences uniformly. Three things are timed in turn in the same process, in
processor time, best of `--repeat`:

- `counter`: the way of textacy (`representations/network.py`) and verk, `Counter` over
  `combinations(sorted(window), 2)`, and a loop over its pairs for the measures. It gets the windows ready made, as sets
  of names; grouping the mention table into them is timed apart and not held against it.
- `edges`: mention table with string identifiers -> table of edges with sentences, NPMI, LLR and Jaccard.
- `tables`: all that a run stores about edges, with articles, dates, copies and significance (`select`, `edge_counts`).

With `--stages` the processor time of everything after the counts is measured instead: centralities, communities,
evidence and files.

Both ways must find the same edges with the same values. Peak memory is that of a fresh process that only runs `tables`.
"""

import argparse
import gc
import json
import math
import multiprocessing
import resource
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from itertools import chain, combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pipeline.cooccurrence import count_pairs, window_incidence, window_keys
from pipeline.counts import edge_counts, entity_counts, measure
from pipeline.evidence import sample_evidence
from pipeline.exports import write_graph_files
from pipeline.selection import select
from pipeline.structure import (
    adjacency_matrix,
    betweenness,
    clustering,
    communities,
    number_graph,
    pagerank,
    with_backbone,
)

SENTENCES_PER_ARTICLE = 20


def make_tables(mentions: int, sentences: int, names: int, exponent: float) -> tuple[pd.DataFrame, ...]:
    """Mentions, sentences, articles and names of a random corpus; the same on every call."""
    random = np.random.default_rng(2022)
    weights = np.arange(1, names + 1) ** -exponent
    entity = random.choice(names, size=mentions, p=weights / weights.sum())
    place = np.sort(random.integers(0, sentences, mentions))
    article_ids = np.array([f"zeitung/2022/{i:06}.txt" for i in range(-(-sentences // SENTENCES_PER_ARTICLE))])
    ids = np.array([f"PER:vorname-nachname-{i:06}" for i in range(names)])
    dates = [f"2022-{1 + i % 12:02}-{1 + i % 28:02}" for i in range(len(article_ids))]
    return (
        _placed(place, article_ids).assign(entity_id=ids[entity]),
        _placed(np.arange(sentences), article_ids),
        pd.DataFrame({"article_id": article_ids, "date": dates, "duplicate_of": None}),
        pd.DataFrame({"entity_id": ids, "name": ids, "label": "PER", "country": None}),
    )


def _placed(place: Any, article_ids: Any) -> pd.DataFrame:
    article, sentence = np.divmod(place, SENTENCES_PER_ARTICLE)
    columns = {"article_id": article_ids[article], "paragraph": sentence // 4, "sentence": sentence}
    return pd.DataFrame(columns).astype({"paragraph": np.int32, "sentence": np.int32})


def group_windows(mentions: pd.DataFrame) -> list[set[str]]:
    """The sets of names per sentence, as the Counter way wants them."""
    windows: dict[tuple[str, int], set[str]] = {}
    columns = (mentions[name].tolist() for name in ("article_id", "sentence", "entity_id"))
    for article, sentence, name in zip(*columns, strict=True):
        windows.setdefault((article, sentence), set()).add(name)
    return list(windows.values())


def count_with_counter(windows: list[set[str]], total: int) -> dict[tuple[str, str], tuple[int, float, float]]:
    """Pairs with count, NPMI and signed LLR in plain Python."""
    pairs = Counter(pair for window in windows for pair in combinations(sorted(window), 2))
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
    """The same from the mention table, by an incidence matrix."""
    entity, names = pd.factorize(mentions["entity_id"], sort=True)
    article, _ = pd.factorize(mentions["article_id"])
    places = (mentions[name].to_numpy(dtype=np.int64) for name in ("paragraph", "sentence"))
    keys, width = window_keys(article, *places, window="sentence")
    matrix = window_incidence(keys, entity, entities=len(names))
    pairs = count_pairs(matrix)
    measures = measure(pairs, np.bincount(matrix.indices, minlength=len(names)), total, width)
    ends = {"source": names.take(pairs.source), "target": names.take(pairs.target)}
    return pd.DataFrame({**ends, "sentences": pairs.count, **measures})


def cpu_time(function: Callable[[], Any]) -> tuple[float, Any]:
    """Seconds of processor time that a call takes, which a busy machine distorts least, and its result."""
    gc.collect()
    start = time.process_time()
    result = function()
    return time.process_time() - start, result


def check_equal(expected: dict[tuple[str, str], tuple[int, float, float]], edges: pd.DataFrame) -> None:
    """Stop if the two ways differ in a pair, a count or (by more than 1e-9 relative to its size) a measure."""
    found = zip(edges["source"], edges["target"], edges["sentences"], edges["npmi"], edges["llr"], strict=True)
    assert len(edges) == len(expected)
    for a, b, count, npmi, llr in found:
        n, expected_npmi, expected_llr = expected[a, b]
        assert count == n
        assert math.isclose(npmi, expected_npmi, rel_tol=1e-9, abs_tol=1e-9)
        assert math.isclose(llr, expected_llr, rel_tol=1e-6, abs_tol=1e-6)


def peak_memory(options: argparse.Namespace) -> float:
    """GiB that a fresh process takes at most while it makes the corpus and all counted edges, imports included."""
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(_peak, (options.mentions, options.sentences, options.names, options.exponent))


def _peak(*corpus: Any) -> float:
    edge_counts(select(*make_tables(*corpus)))
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20


def time_stages(tables: tuple[pd.DataFrame, ...]) -> dict[str, Any]:
    """Processor time of each stage after the counts, once."""
    chosen = select(*tables)
    edges, entities = edge_counts(chosen), entity_counts(chosen)
    index = pd.Index(entities["entity_id"])
    source, target = (index.get_indexer(pd.Index(edges[end])).astype(np.int64) for end in ("source", "target"))
    matrix = adjacency_matrix(len(entities), source, target)
    graph = number_graph(len(entities), source.tolist(), target.tolist(), edges["weight"].tolist())
    mentions, sentences, articles = tables[0], tables[1].assign(text="Ein Satz."), tables[2]
    measured, backed = with_backbone(entities, edges)
    with tempfile.TemporaryDirectory() as folder:
        stages: dict[str, Callable[[], Any]] = {
            "clustering": lambda: clustering(matrix),
            "betweenness": lambda: betweenness(matrix),
            "pagerank": lambda: pagerank(graph),
            "communities": lambda: communities(graph),
            "evidence": lambda: sample_evidence(mentions, sentences, articles, edges),
            "files": lambda: write_graph_files(measured, backed, Path(folder)),
        }
        return {"edges": len(edges)} | {f"{name}_s": round(cpu_time(stage)[0], 1) for name, stage in stages.items()}


def main() -> None:
    """Measure and print one JSON object."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mentions", type=int, default=1_000_000)
    parser.add_argument("--sentences", type=int, default=250_000)
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--exponent", type=float, default=0.9)
    parser.add_argument("--repeat", type=int, default=3)
    parser.add_argument("--stages", action="store_true")
    options = parser.parse_args()
    if options.stages:
        corpus = make_tables(options.mentions, options.sentences, options.names, options.exponent)
        print(json.dumps(time_stages(corpus), indent=1))
        return
    peak = peak_memory(options)  # first, since a process inherits the peak of the one that starts it
    tables = make_tables(options.mentions, options.sentences, options.names, options.exponent)
    grouping, windows = cpu_time(lambda: group_windows(tables[0]))
    times: dict[str, list[float]] = {"counter": [], "edges": [], "tables": []}
    for _ in range(options.repeat):  # in turn, so that all meet the machine in the same state
        seconds, expected = cpu_time(lambda: count_with_counter(windows, options.sentences))
        times["counter"].append(seconds)
        seconds, edges = cpu_time(lambda: count_with_matrices(tables[0], options.sentences))
        times["edges"].append(seconds)
        check_equal(expected, edges)
        del expected
        times["tables"].append(cpu_time(lambda: edge_counts(select(*tables)))[0])
    counter, matrices, full = (min(values) for values in times.values())
    report = {
        "distinct_pairs": len(edges),
        "counter_s": round(counter, 3),
        "counter_grouping_s": round(grouping, 3),
        "edges_s": round(matrices, 3),
        "edges_times_faster": round(counter / matrices, 1),
        "tables_s": round(full, 3),
        "tables_times_faster": round(counter / full, 1),
        "tables_peak_gib": round(peak, 2),
    }
    print(json.dumps(report, indent=1))


if __name__ == "__main__":
    main()
