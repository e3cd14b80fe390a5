"""Cost of lists of names, and number of names in ordinary windows.

    python -m benchmarks.lists shapes [--names 10000]     articles made to blow up the output
    python -m benchmarks.lists crowded RUN_FOLDER         names per sentence, paragraph and article of a finished run

The shapes are synthetic tables from which the network, the graph files and the report of a run are written, each in a
separate process. The limits in `pipeline.settings.MAX_NAMES` come from the second command.
"""

import argparse
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np
import pandas as pd

from benchmarks.markdown import markdown_table
from pipeline.network.cooccurrence import window_incidence, window_keys
from pipeline.parquet import frame_to_table, read_table, write_table
from pipeline.report.page import write_report
from pipeline.report.payload import COLUMNS
from pipeline.running.stages import connect
from pipeline.schema import SCHEMAS
from pipeline.settings import MAX_NAMES, Settings

WINDOWS = ("sentence", "paragraph", "document", "sentences:3")
GRAPHS = ("graph.graphml", "graph.gexf", "graph.json", "graph-dynamic.gexf", "nodes.csv", "edges.csv")

Article = list[list[list[str]]]
"""The names of each sentence of each paragraph."""


class Cost(NamedTuple):
    """Sizes in bytes, memory in MiB."""

    text: float
    nodes: float
    edges: float
    exclusions: float
    graphs: float
    output: float
    seconds: float
    memory: float


def names_of(count: int) -> list[str]:
    """Generate distinct names of two words, about twenty characters long."""
    return [f"Vorname{number % 97} Nachname{number}" for number in range(count)]


def _cut(names: Sequence[str], size: int) -> list[list[str]]:
    return [list(names[low : low + size]) for low in range(0, len(names), size)]


def _one_in_many(names: list[str]) -> list[Article]:
    chance = random.Random(1)
    return [[[["Olaf Scholz", chance.choice(names)]]] for _ in range(5 * len(names))]


SHAPES: dict[str, Callable[[list[str]], list[Article]]] = {
    "one sentence": lambda names: [[[names]]],
    "sentences of 60": lambda names: [[_cut(names, 60)]],
    "sentences just under the limit": lambda names: [[_cut(names, MAX_NAMES["sentence"])]],
    "paragraphs just under the limit": lambda names: [[_cut(part, 10) for part in _cut(names, MAX_NAMES["paragraph"])]],
    "articles just under the limit": lambda names: [[_cut(part, 10)] for part in _cut(names, MAX_NAMES["document"])],
    "a name a sentence": lambda names: [[[[name] for name in names]]],
    "the same names everywhere": lambda names: [[[names[: MAX_NAMES["sentence"]]]] for _ in range(len(names) // 2)],
    "one name in very many articles": _one_in_many,
    "the list in thirty articles": lambda names: [[[names]] for _ in range(30)],
    "very long names": lambda names: [[_cut([name * 20 for name in names[: len(names) // 20]], 20)]],
    "two names by turns": lambda names: [[[[names[number % 2]] for number in range(len(names))]]],
}


def write_tables(folder: Path, articles: Sequence[Article]) -> pd.DataFrame:
    """Write the tables of these articles as `collect` and `link` would; return the names."""
    rows: dict[str, list[tuple[object, ...]]] = {name: [] for name in SCHEMAS}
    for number, paragraphs in enumerate(articles):
        _add_article(f"{number:05}.txt", f"2022-{number % 12 + 1:02}-{number % 28 + 1:02}", paragraphs, rows)
    for name in ("articles", "sentences", "mentions", "numbers", "failures"):
        frame = pd.DataFrame(rows[name], columns=SCHEMAS[name].names[: len(rows[name][0])] if rows[name] else None)
        frame = frame.reindex(columns=SCHEMAS[name].names)
        write_table(frame_to_table(frame, name), folder / f"{name}.parquet")
    known = sorted({str(row[5]) for row in rows["mentions"]})
    named = [(_entity_id(name), name, "PER", None) for name in known]
    return pd.DataFrame(named, columns=["entity_id", "name", "label", "country"])


def _entity_id(name: str) -> str:
    return f"PER:{name.lower().replace(' ', '-')}"


def _add_article(article: str, date: str, paragraphs: Article, rows: dict[str, list[tuple[object, ...]]]) -> None:
    start = number = 0
    for paragraph, sentences in enumerate(paragraphs):
        for names in sentences:
            place, at = (article, paragraph, number), start
            for name in names:
                span = (at, at + len(name), name)
                rows["mentions"].append((*place, *span, "PER", _entity_id(name), "exact", name, "PER"))
                at += len(name) + 2
            text = ", ".join(names) + "."
            rows["sentences"].append((*place, start, start + len(text), text))
            start, number = start + len(text) + 1, number + 1
    rows["articles"].append((article, article, None, date, None, "de", start, number))


def measure(shape: str, window: str, *, names: int = 10_000) -> Cost:
    """Measure the cost of the network, the graph files and the report of a shape."""
    with tempfile.TemporaryDirectory() as temporary:
        folder = Path(temporary)
        known = write_tables(folder, SHAPES[shape](names_of(names)))
        begin = time.perf_counter()
        connect(folder, known, Settings(window=window))
        tables = {name: read_table(folder, name, columns=COLUMNS.get(name)) for name in SCHEMAS}
        write_report(tables, folder / "report.html", info={"settings": {"window": window}})
        seconds = time.perf_counter() - begin
        sizes = {file.name: file.stat().st_size for file in folder.iterdir()}
        return Cost(
            text=sum(len(text.encode()) + 1 for text in tables["sentences"]["text"]),
            nodes=len(tables["entities"]),
            edges=len(tables["edges"]),
            exclusions=len(tables["exclusions"]),
            graphs=sum(sizes[name] for name in GRAPHS),
            output=sum(sizes.values()),
            seconds=seconds,
            memory=resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        )


def print_shapes(names: int) -> None:
    """Print the cost of each shape in each window, each measured in a separate process."""
    rows = []
    for shape in SHAPES:
        for window in WINDOWS:
            call = f"measure({shape!r}, {window!r}, names={names})"
            code = f"from benchmarks.lists import measure; print(*{call}, sep=chr(9))"
            done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
            cost = Cost(*map(float, done.stdout.split("\t")))
            rows.append(
                {
                    "shape": shape,
                    "window": window,
                    "text, MB": f"{cost.text / 1e6:.2f}",
                    "edges": f"{cost.edges:,.0f}",
                    "excluded": f"{cost.exclusions:,.0f}",
                    "graph files, MB": f"{cost.graphs / 1e6:.1f}",
                    "all output, MB": f"{cost.output / 1e6:.1f}",
                    "seconds": f"{cost.seconds:.1f}",
                    "MiB": f"{cost.memory:.0f}",
                }
            )
    print(markdown_table(list(rows[0]), [list(row.values()) for row in rows]))


def print_crowded(folder: Path) -> None:
    """Print percentiles of the distinct names per window, without copies of articles."""
    articles, mentions = read_table(folder, "articles"), read_table(folder, "mentions")
    original = articles.loc[articles["duplicate_of"].isna(), "article_id"]
    mentions = mentions[mentions["article_id"].isin(original)].dropna(subset=["entity_id"])
    entity, article = (pd.factorize(mentions[name])[0] for name in ("entity_id", "article_id"))
    paragraph, sentence = (mentions[name].to_numpy(dtype=np.int64) for name in ("paragraph", "sentence"))
    rows = []
    for window in (*WINDOWS, "sentences:9"):
        keys, _ = window_keys(article, paragraph, sentence, window=window)
        names = np.diff(window_incidence(keys, entity, entities=int(entity.max()) + 1).indptr)
        levels = {f"{level:g} %": f"{np.percentile(names, level):.0f}" for level in (50, 90, 99, 99.9, 99.99)}
        rows.append({"window": window, "with a name": f"{len(names):,}", **levels, "most": f"{names.max()}"})
    print(markdown_table(list(rows[0]), [list(row.values()) for row in rows]))


def main() -> None:
    """Print one of the two tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    commands.add_parser("shapes").add_argument("--names", type=int, default=10_000)
    commands.add_parser("crowded").add_argument("folder", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "shapes":
        print_shapes(arguments.names)
    else:
        print_crowded(arguments.folder)


if __name__ == "__main__":
    main()
