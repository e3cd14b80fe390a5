"""Shuffled networks per second, how many trades mix the names, and the time of a bootstrap; as Markdown tables.

    python -m benchmarks.null_model RUN_FOLDER [--samples 100] [--workers 2]

RUN_FOLDER is the output of `pressenetz run`. The communities are compared with those of Louvain in NetworkX on the same
network.
"""

import argparse
import time
from collections.abc import Callable
from typing import Any

import networkx as nx
import numpy as np

from benchmarks.markdown import markdown_table
from pipeline import open_run
from pipeline.network import NetworkOptions, select
from pipeline.network.cooccurrence import count_pairs, incidence
from pipeline.network.null_model import shuffled, window_tables
from pipeline.network.structure import SEED, communities, weight_matrix
from pipeline.results import Result


def timed(call: Callable[[], Any]) -> tuple[Any, float, float]:
    """Return what a call returns, its seconds, and its seconds of processor time in this process."""
    begin, processor = time.perf_counter(), time.process_time()
    found = call()
    return found, time.perf_counter() - begin, time.process_time() - processor


def speeds(result: Result, samples: int, workers: int) -> list[list[object]]:
    """Time one network, shuffles with fewer and more measures, and a bootstrap."""
    calls: dict[str, tuple[int, Callable[[], Any]]] = {
        "one network": (1, result.network),
        "null model, degree and strength": (10, lambda: result.null_model(samples=10, measures=["degree", "strength"])),
        "null model, all but betweenness": (10, lambda: result.null_model(samples=10)),
        f"the same, {workers} processes": (samples, lambda: result.null_model(samples=samples, workers=workers)),
        "bootstrap": (1000, result.bootstrap),
    }
    rows: list[list[object]] = []
    for name, (number, call) in calls.items():
        _, seconds, processor = timed(call)
        rows.append([name, number, f"{seconds:.1f}", f"{processor:.1f}", f"{number / seconds:.1f}"])
    return rows


def mixing(result: Result) -> list[list[object]]:
    """Count the names that are still in their window after so many trades."""
    table, _ = window_tables(select(result._tables(), NetworkOptions(window=result.window)), NetworkOptions())
    before = np.sort(table.rows * table.names + table.columns)
    rows: list[list[object]] = []
    for trades in (1, 3, 5, 10, 20, 30, 100, 300):
        after = shuffled(table, np.random.default_rng(1), trades=trades)
        stayed = np.isin(after.rows * table.names + after.columns, before).mean()
        rows.append([trades, f"{stayed:.4f}"])
    return rows


def leiden(result: Result) -> list[list[object]]:
    """Compare the communities with those of Louvain in NetworkX on the observed network."""
    table, _ = window_tables(select(result._tables(), NetworkOptions(window=result.window)), NetworkOptions())
    pairs = count_pairs(incidence(table.rows, table.columns, shape=(len(table.article), table.names)))
    weights = weight_matrix(table.names, pairs.source, pairs.target, pairs.count.astype(np.float64))
    (_, ours), _, fast = timed(lambda: communities(weights))
    graph = nx.from_scipy_sparse_array(weights)
    theirs, _, slow = timed(lambda: nx.community.louvain_communities(graph, weight="weight", seed=SEED))
    reached = nx.community.modularity(graph, theirs, weight="weight")
    return [["Leiden", f"{ours:.4f}", f"{fast:.2f}"], ["Louvain in NetworkX", f"{reached:.4f}", f"{slow:.2f}"]]


def main() -> None:
    """Print all tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", metavar="RUN_FOLDER")
    parser.add_argument("--samples", type=int, default=100)
    parser.add_argument("--workers", type=int, default=2)
    options = parser.parse_args()
    result = open_run(options.folder)
    result._tables()
    header = ["task", "samples", "seconds", "of this processor", "samples/s"]
    print(markdown_table(header, speeds(result, options.samples, options.workers)), "\n", flush=True)
    print(markdown_table(["communities", "modularity", "processor seconds"], leiden(result)), "\n")
    print(markdown_table(["trades", "names still in their window"], mixing(result)))


if __name__ == "__main__":
    main()
