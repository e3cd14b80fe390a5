"""What the keywords of edges cost, and edges to be read by hand.

    python -m benchmarks.keywords time RUN_FOLDER                share of the time of `pressenetz network`
    python -m benchmarks.keywords read RUN_FOLDER --seed 3       edges drawn at random, with their sentences
    python -m benchmarks.keywords score                          the figures of those that were read

`read` draws from the edges that have keywords. An edge is useful if a reader who sees only the two names and the words
can guess what the sentences report, or how the two belong together. Words that are true of any report, that are names,
or that are about something else in the sentence do not help. The judgements are in `data/keywords.csv`: 40
edges were read while the rules were written, the 20 `unseen` ones when they were done. The sentences are from German
Wikinews (CC BY 2.5).
"""

import argparse
import csv
import shutil
import tempfile
import time
from collections import Counter
from pathlib import Path

import pandas as pd

from benchmarks.markdown import markdown_table
from pipeline.network import CorpusTables, NetworkOptions, edge_keywords, edge_sentences
from pipeline.parquet import read_table
from pipeline.results import open_run
from pipeline.running import rebuild

JUDGED = Path(__file__).parent / "data" / "keywords.csv"


def tables_of(folder: Path) -> CorpusTables:
    """The tables of a run that keywords are made from."""
    mentions, sentences, articles = (read_table(folder, name) for name in ("mentions", "sentences", "articles"))
    return CorpusTables(
        mentions, sentences, articles, read_table(folder, "entities")[["entity_id", "name", "label", "country"]]
    )


def measure(folder: Path, rounds: int) -> str:
    """Processor seconds of the keywords beside those of the whole `pressenetz network`, the medians of rounds."""
    tables, edges, options = (
        tables_of(folder),
        read_table(folder, "edges"),
        NetworkOptions.of(open_run(folder).settings),
    )
    exclusions = read_table(folder, "exclusions")
    seconds: dict[str, list[float]] = {"keywords": [], "everything": []}
    with tempfile.TemporaryDirectory() as place:
        copied = Path(shutil.copytree(folder, Path(place) / "run"))
        for _ in range(rounds):
            begin = time.process_time()
            edge_keywords(tables, edges, options, exclusions=exclusions)
            middle = time.process_time()
            rebuild(copied)
            seconds["keywords"].append(middle - begin)
            seconds["everything"].append(time.process_time() - middle)
    keywords, everything = (float(pd.Series(values).median()) for values in seconds.values())
    several = edges["sentences"] > 1
    rows = [
        ["edges", f"{len(edges):,}"],
        ["with keywords", f"{edges['keywords'].notna().mean():.0%}"],
        ["with keywords, of those with two sentences or more", f"{edges.loc[several, 'keywords'].notna().mean():.0%}"],
        ["seconds for the keywords", f"{keywords:.2f}"],
        ["seconds for `pressenetz network`, keywords included", f"{everything:.2f}"],
        ["what the keywords add to the rest", f"{keywords / (everything - keywords):.0%}"],
    ]
    return markdown_table(["what", "figure"], rows)


def show(folder: Path, count: int, seed: int) -> str:
    """Edges at random, each with its words and its first sentences."""
    tables, edges = tables_of(folder), read_table(folder, "edges")
    window = open_run(folder).window
    parts = []
    for edge in edges.dropna(subset=["keywords"]).sample(count, random_state=seed).itertuples():
        behind = edge_sentences(tables, str(edge.source), str(edge.target), window=window)["text"].head(3)
        parts.append(f"{edge.source},{edge.target}: {edge.keywords}\n" + "\n".join(f"    {text}" for text in behind))
    return "\n".join(parts)


def score() -> str:
    """The share of useful edges, part by part."""
    with JUDGED.open(encoding="utf-8", newline="") as file:
        judged = Counter((row["part"], row["useful"]) for row in csv.DictReader(file))
    parts = sorted({part for part, _ in judged})
    rows = [[part, judged[part, "yes"] + judged[part, "no"], judged[part, "yes"]] for part in parts]
    return markdown_table(["edges", "read", "useful"], rows)


def main() -> None:
    """Print what was asked for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=("time", "read", "score"))
    parser.add_argument("folder", type=Path, nargs="?")
    parser.add_argument("--edges", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--rounds", type=int, default=3)
    options = parser.parse_args()
    if options.what == "score":
        print(score())
        return
    if options.folder is None:
        parser.error(f"{options.what} needs the output folder of a run")
    print(
        measure(options.folder, options.rounds)
        if options.what == "time"
        else show(options.folder, options.edges, options.seed)
    )


if __name__ == "__main__":
    main()
