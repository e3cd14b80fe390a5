"""Project the cost of one million and one hundred million articles on a Dask cluster from parts measured here.

    python -m benchmarks.projection [--articles 499 998 3992] [--sample 200]

Nothing of that size is run. The measured corpora are half of Wikinews, all of it, and one four times as large made of
its paragraphs. The parts, and how they are multiplied:

- Per article: processor seconds to read, analyse, receive and store it, in this process, over `--sample` articles.
  Articles of Wikinews are short; the time of the analysis is proportional to the length of the text.
- Mentions and text grow linearly with the articles; distinct names, entities and edges by a power law, fitted to ten
  random eighths, quarters and halves of the real articles and to all of them. Extrapolated this far, it is a guess.
- Per article and per edge: processor seconds and peak memory of `pressenetz network` (linking, network, files, report),
  fitted to the three runs: constant + articles · a + edges · e, all non-negative. Repeated paragraphs add articles but
  no edges, which separates the two terms.
- Hours with N workers: articles times the larger of (analysis / N) and the coordinator's time per article.
"""

import argparse
import json
import os
import pickle
import resource
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
from numpy.typing import NDArray
from scipy.optimize import nnls

from benchmarks.corpora import WIKINEWS, wikinews_like
from benchmarks.markdown import markdown_table
from pipeline.checkpoints import STORE, Store, text_key
from pipeline.nlp.model_registry import EMBEDDED
from pipeline.parquet import read_table, to_table
from pipeline.reading.articles import Article, read_corpus
from pipeline.reading.duplicates import find_duplicates, sketch
from pipeline.schema import ANALYSIS

ROOT = Path(__file__).parent.parent
SIZES = (1_000_000, 100_000_000)
WORKERS = (16, 64, 256, 1024)
SHARES = (8, 4, 2, 1)
DRAWS = 10
GIB = 2**30


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """A finished run and the cost of rebuilding its network: processor seconds and peak memory in bytes."""

    folder: Path
    counts: dict[str, int]
    collect: float
    seconds: float
    peak: float


def run_over(corpus: Path, output: Path) -> Run:
    """Run over a corpus with the fast model, then measure rebuilding the network in a separate process."""
    command = [sys.executable, "-m", "pipeline"]
    options = ["--output", str(output), "--model", "fast", "--workers", "0", "--quiet"]
    subprocess.run([*command, "run", str(corpus), *options], cwd=ROOT, check=True)
    manifest = json.loads((output / "run.json").read_text(encoding="utf-8"))
    process = subprocess.Popen([*command, "network", str(output)], cwd=ROOT, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"`pressenetz network` failed with exit code {process.returncode}")
    if usage.ru_maxrss <= resource.getrusage(resource.RUSAGE_SELF).ru_maxrss:
        raise SystemExit(
            "cannot measure the memory of the run: a process inherits the peak of its parent, which was larger"
        )
    return Run(
        folder=output,
        counts=manifest["counts"],
        collect=manifest["timings"]["collect"],
        seconds=usage.ru_utime + usage.ru_stime,
        peak=usage.ru_maxrss * 1024,
    )


def per_item(function: Callable[[], Any], items: int) -> tuple[float, Any]:
    """Processor seconds per item, and the result."""
    begin = time.process_time()
    result = function()
    return (time.process_time() - begin) / items, result


def analysed(texts: list[str], model: str) -> tuple[float, pa.Table]:
    """Processor seconds per text, and the rows that a worker returns."""
    from pipeline.nlp import extract, load_model  # after the runs, because of the check in `run_over`

    nlp, _ = load_model(model)
    seconds, rows = per_item(lambda: [extract(nlp, text) for text in texts], len(texts))
    return seconds, to_table(rows, ANALYSIS)


def article_parts(sample: int, folder: Path) -> dict[str, float]:
    """Cost of one article: seconds to read, analyse, receive and store it, and stored bytes."""
    reading, items = per_item(lambda: list(read_corpus(WIKINEWS)), len(list(WIKINEWS.glob("*.txt"))))
    every = [item.text for item in items if isinstance(item, Article)]
    texts = every[:: max(1, len(every) // sample)]
    parts = {"read": reading, "held_bytes": held_bytes(every)}
    parts["characters"] = sum(map(len, texts)) / len(texts)
    parts["words"] = sum(len(text.split()) for text in texts) / len(texts)
    for model in EMBEDDED:
        parts[model], table = analysed(texts, model)
    sent = pickle.dumps(table)
    parts["wire_bytes"] = len(sent) / len(texts)
    parts["receive"], _ = per_item(lambda: pickle.loads(sent), len(texts))
    with Store(folder) as store:
        parts["store"], _ = per_item(lambda: store.put(map(text_key, texts), table), len(texts))
    return parts


def held_bytes(texts: list[str]) -> float:
    """Bytes of memory per article during the search for duplicates, sketches of all articles included."""
    known = dict(enumerate(texts))
    tracemalloc.start()
    rows = [(str(number), "2022-01-07", sketch(text)) for number, text in known.items()]
    find_duplicates(rows, text_of=lambda article_id: known[int(article_id)])
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    return peak / len(texts)


def growth(run: Run) -> dict[str, tuple[float, float]]:
    """Fit factor and exponent of the growth of distinct names, entities and edges to random parts of the articles."""
    mentions = read_table(run.folder, "mentions").dropna(subset="entity_id")
    articles = mentions["article_id"].unique()
    sizes = [len(articles) // share for share in SHARES]
    counted = []
    for draw in range(DRAWS):
        shuffled = np.random.default_rng(draw).permutation(articles)
        counted.append([_counts(mentions[mentions["article_id"].isin(shuffled[:size])]) for size in sizes])
    means = np.mean(counted, axis=0)
    return {name: _power(sizes, means[:, place]) for place, name in enumerate(("names", "entities", "edges"))}


def _counts(mentions: pd.DataFrame) -> tuple[int, int, int]:
    groups = mentions.groupby(["article_id", "sentence"])["entity_id"].unique()
    edges = {pair for names in groups for pair in combinations(sorted(names), 2)}
    return len(mentions[["name", "name_label"]].drop_duplicates()), mentions["entity_id"].nunique(), len(edges)


def _power(sizes: list[int], values: NDArray[np.float64]) -> tuple[float, float]:
    power, level = np.polyfit(np.log(sizes), np.log(values), 1)
    return float(np.exp(level)), float(power)


def disk_bytes(run: Run) -> dict[str, float]:
    """Bytes in the output folder: checkpoints and tables per article, graph files per edge."""
    sizes = {file.name: file.stat().st_size for file in run.folder.iterdir()}
    tables = sum(size for name, size in sizes.items() if name.endswith(".parquet"))
    graphs = sum(size for name, size in sizes.items() if name.startswith("graph") or name.endswith(".csv"))
    articles, edges = run.counts["articles"], run.counts["edges"]
    return {"checkpoints": sizes[STORE] / articles, "tables": tables / articles, "graphs": graphs / edges}


def network_parts(runs: Sequence[Run]) -> dict[str, float]:
    """Seconds and bytes of memory of the network per article and per edge, and seconds to collect an article."""
    known = np.array([[1, run.counts["articles"], run.counts["edges"]] for run in runs], dtype=np.float64)
    parts = {"collect": runs[-1].collect / runs[-1].counts["articles"]}
    for name, values in (("seconds", [run.seconds for run in runs]), ("bytes", [run.peak for run in runs])):
        _, parts[f"article_{name}"], parts[f"edge_{name}"] = map(float, nnls(known, np.array(values))[0])
    return parts


def rough(value: float) -> str:
    """Round to two significant digits: the projection is no more accurate."""
    return f"{float(f'{value:.2g}'):,.0f}" if value >= 10 else f"{value:.1f}"


def parts_table(parts: dict[str, float], grown: dict[str, tuple[float, float]]) -> str:
    """Format the measured parts."""
    rows = [["coordinator", name, f"{1000 * parts[name]:.2f} ms an article"] for name in ("read", "receive", "store")]
    rows += [["workers", f"analyse, {name}", f"{1000 * parts[name]:.1f} ms an article"] for name in EMBEDDED]
    rows += [
        ["coordinator", "collect", f"{1000 * parts['collect']:.2f} ms an article"],
        ["coordinator", "link, network, files, report", _both(parts, "seconds", 1000, "ms")],
        ["coordinator", "the same, memory", _both(parts, "bytes", 1 / 1024, "KiB")],
        ["coordinator", "duplicates, memory", f"{parts['held_bytes'] / 1024:.1f} KiB an article"],
        ["wire", "text out, tables back", f"{(parts['characters'] + parts['wire_bytes']) / 1024:.1f} KiB an article"],
        ["disk", "checkpoints", f"{parts['checkpoints'] / 1024:.1f} KiB an article"],
        ["disk", "tables", f"{parts['tables'] / 1024:.1f} KiB an article"],
        ["disk", "graph files", f"{parts['graphs'] / 1024:.1f} KiB an edge"],
    ]
    rows.append(["corpus", "text", f"{parts['words']:.0f} words an article"])
    rows += [["corpus", name, f"{a:.1f} · articles^{b:.2f}"] for name, (a, b) in grown.items()]
    return markdown_table(["where", "part", "measured"], rows)


def _both(parts: dict[str, float], what: str, factor: float, unit: str) -> str:
    each, edge = (f"{factor * parts[f'{of}_{what}']:.2f} {unit}" for of in ("article", "edge"))
    return f"{each} an article and {edge} an edge"


def _network(parts: dict[str, float], what: str, articles: Any, edges: Any) -> Any:
    return articles * parts[f"article_{what}"] + edges * parts[f"edge_{what}"]


def projection_table(parts: dict[str, float], grown: dict[str, tuple[float, float]]) -> str:
    """Format the projected totals."""
    coordinator = parts["read"] + parts["receive"] + parts["store"]
    edges = [grown["edges"][0] * size ** grown["edges"][1] for size in SIZES]
    rows = [[name, *(rough(a * size**b) for size in SIZES)] for name, (a, b) in grown.items()]
    for model in EMBEDDED:
        for workers in WORKERS:
            slowest = max(parts[model] / workers, coordinator)
            bound = " (coordinator)" if slowest == coordinator else ""
            hours = [f"{rough(size * slowest / 3600)} h{bound}" for size in SIZES]
            rows.append([f"reading and analysis, {model}, {workers} workers", *hours])
    sizes = list(zip(SIZES, edges, strict=True))
    disk = [size * (parts["checkpoints"] + parts["tables"]) + n * parts["graphs"] for size, n in sizes]
    rows += [
        ["collect, one process", *(f"{rough(size * parts['collect'] / 3600)} h" for size in SIZES)],
        ["link, network, files, one process", *(f"{rough(_network(parts, 'seconds', *n) / 3600)} h" for n in sizes)],
        ["memory of the search for duplicates", *(f"{rough(n * parts['held_bytes'] / GIB)} GiB" for n in SIZES)],
        ["memory of the network step", *(f"{rough(_network(parts, 'bytes', *n) / GIB)} GiB" for n in sizes)],
        ["output folder", *(f"{rough(size / GIB)} GiB" for size in disk)],
    ]
    return markdown_table(["", *(f"{size:,} articles" for size in SIZES)], rows)


def limits(parts: dict[str, float], grown: dict[str, tuple[float, float]]) -> str:
    """Describe the limits of the design."""
    coordinator = parts["read"] + parts["receive"] + parts["store"]
    useful = ", ".join(f"{rough(parts[model] / coordinator)} with *{model}*" for model in EMBEDDED)
    factor, power = grown["edges"]
    tried = np.logspace(3, 9, 2_000)
    needed = _network(parts, "bytes", tried, factor * tried**power) / GIB
    fits = {size: float(np.interp(size, needed, tried)) for size in (16, 64, 512)}
    reach = ", ".join(f"{rough(articles)} articles in {size} GiB" for size, articles in fits.items())
    return f"""Where it stops:

- One coordinator reads, receives and stores. More workers than it can feed do nothing: {useful}.
- The network step holds mentions, sentences and pairs in the memory of one process: {reach}.
- Checkpoints are one SQLite file with one writer, on a local disk of the coordinator.
- Duplicates are sought among the sketches of all articles, in the memory of the coordinator."""


def main() -> None:
    """Measure and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs=3, default=(499, 998, 3992), help="sizes of the corpora")
    parser.add_argument("--sample", type=int, default=200, help="articles that are analysed with each model")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        runs = [run_over(wikinews_like(folder, size), folder / f"output-{size}") for size in options.articles]
        real = runs[1]
        parts = article_parts(options.sample, folder) | network_parts(runs) | disk_bytes(real)
        grown = growth(real)
    print(parts_table(parts, grown), projection_table(parts, grown), limits(parts, grown), sep="\n\n")


if __name__ == "__main__":
    main()
