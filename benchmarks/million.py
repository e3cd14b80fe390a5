"""Build the network of a made-up corpus of up to a million articles, and measure every stage: nothing is projected.

    python -m benchmarks.million [RUN] [--articles 10000 100000 1000000] [--folder FOLDER]

RUN is the output folder of a finished run over Wikinews; without it, one is made with the *fast* model. Each made-up
article repeats the paragraphs, sentences and numbers of a real one and names other entities in it:

- An article keeps its pattern: two mentions of one entity are again of one entity, with its label.
- Entities are drawn from a Zipf–Mandelbrot law, p(k) ∝ (k + q)^-s for k = 0, 1, …, one for each label. Exponent s and
  shift q are fitted to the number of distinct entities in all articles of RUN and in random quarters of them, so that
  new names keep appearing at the rate of the real corpus.
- Names are spelled from syllables by the entity's number, persons with a first name, and surnames alone later on.

The tables are those that `pressenetz run` leaves before names are linked. `pressenetz network` then links them, counts,
and writes tables, graph files and report, in a process of its own, whose peak memory the kernel reports.
"""

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import islice, pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray
from scipy.optimize import minimize

from benchmarks.corpora import wikinews_like
from benchmarks.markdown import markdown_table
from pipeline.parquet import TableWriter, iter_dicts, read_table, to_table, write_table
from pipeline.schema import SCHEMAS
from pipeline.settings import LABELS

ROOT = Path(__file__).parent.parent
TABLES = ("articles", "sentences", "mentions", "numbers")
FIRST_DAY, DAYS = date(2004, 12, 1), 7_000
DRAWS = 5
GIB = 2**30
_ONSETS = "b br d dr f fl g gr h j k kl kr l m n p pr r s sch st t tr v w z".split()
_NUCLEI = "a e i o u au ei ie".split()
_CODAS = ["", "l", "n", "r", "s", "m", "ck", "tt"]
SYLLABLES = [onset + nucleus + coda for onset in _ONSETS for nucleus in _NUCLEI for coda in _CODAS]
FIRST_NAMES = (
    "Anna Paul Maria Jan Eva Karl Lena Max Ida Otto Nina Emil Sara Hans Olga Fritz Rosa Bernd Vera Kurt".split()
)
SUFFIXES = {"PER": "", "LOC": "ingen", "ORG": "werke", "MISC": "preis"}


@dataclass(frozen=True, slots=True)
class Zipf:
    """Frequencies p(k) ∝ (k + q)^-s, in their continuous form: a Lomax distribution with shape s − 1 and scale q."""

    shift: float
    exponent: float

    def draw(self, random: np.random.Generator, size: int) -> NDArray[np.int64]:
        """Draw entity numbers."""
        values = self.shift * (random.random(size) ** (-1 / (self.exponent - 1)) - 1)
        return np.minimum(values, 2**52).astype(np.int64)

    def distinct(self, draws: float) -> float:
        """Return the expected number of distinct entities among this many draws."""
        ranks = np.concatenate([[0], np.logspace(0, 15.65, 4_000)])
        middle, width = (ranks[1:] + ranks[:-1]) / 2, np.diff(ranks)
        shape = self.exponent - 1
        p = shape / self.shift * (1 + middle / self.shift) ** -self.exponent
        return float((-np.expm1(-draws * p) * width).sum())

    @classmethod
    def fitted(cls, draws: Sequence[float], distinct: Sequence[float]) -> "Zipf":
        """Fit shift and exponent to numbers of distinct entities, by least squares of their logarithms."""

        def error(parameters: NDArray[np.float64]) -> float:
            law = cls(float(np.exp(parameters[0])), 1 + float(np.exp(parameters[1])))
            return float(sum(math.log(law.distinct(n) / d) ** 2 for n, d in zip(draws, distinct, strict=True)))

        found = minimize(error, [math.log(50), math.log(0.3)], method="Nelder-Mead").x
        return cls(float(np.exp(found[0])), 1 + float(np.exp(found[1])))


def laws(mentions: pd.DataFrame) -> dict[str, Zipf]:
    """Fit the law of each label to the entities of articles: each counts once per article, as it is drawn."""
    pairs = mentions.dropna(subset="entity_id")[["article_id", "entity_id"]].drop_duplicates()
    pairs["label"] = pairs["entity_id"].str.partition(":")[0]
    articles = pairs["article_id"].unique()
    found = {}
    for label, rows in pairs.groupby("label"):
        quarters = [
            rows[rows["article_id"].isin(np.random.default_rng(draw).permutation(articles)[: len(articles) // 4])]
            for draw in range(DRAWS)
        ]
        draws = (len(rows), float(np.mean([len(part) for part in quarters])))
        distinct = (rows["entity_id"].nunique(), float(np.mean([part["entity_id"].nunique() for part in quarters])))
        found[str(label)] = Zipf.fitted(draws, distinct)
    return found


@dataclass(frozen=True, slots=True)
class Template:
    """A real article: its sentences, its mentions with the number of their entity within it, and its numbers."""

    sentences: list[dict[str, Any]]
    mentions: list[list[dict[str, Any]]]
    numbers: list[list[dict[str, Any]]]
    labels: list[str]


def templates(run: Path) -> list[Template]:
    """Read the articles of a run that have names."""
    parts: dict[str, dict[str, dict[int, list[dict[str, Any]]]]] = {}
    for name in ("sentences", "mentions", "numbers"):
        for row in iter_dicts(read_table(run, name)):
            of = parts.setdefault(row["article_id"], {})
            of.setdefault(name, {}).setdefault(row["sentence"], []).append(row)
    return [_template(part) for part in parts.values() if "mentions" in part]


def _template(part: dict[str, dict[int, list[dict[str, Any]]]]) -> Template:
    entities: dict[tuple[str, str], int] = {}
    sentences = [rows[0] for _, rows in sorted(part["sentences"].items())]
    mentions = []
    for sentence in sentences:
        rows = sorted(part["mentions"].get(sentence["sentence"], []), key=lambda row: row["start"])
        rows = [*rows[:1], *(row for before, row in pairwise(rows) if row["start"] >= before["end"])]
        for row in rows:
            row["number"] = entities.setdefault((row["name"], row["name_label"]), len(entities))
        mentions.append(rows)
    numbers = [part.get("numbers", {}).get(sentence["sentence"], []) for sentence in sentences]
    return Template(sentences, mentions, numbers, [label for _, label in entities])


def spelled(number: int, label: str) -> str:
    """Spell the name of an entity."""
    rest = number // len(FIRST_NAMES) if label == "PER" else number
    syllables = [SYLLABLES[rest % len(SYLLABLES)]]
    while rest := rest // len(SYLLABLES):
        syllables.append(SYLLABLES[rest % len(SYLLABLES)])
    name = "".join(syllables).capitalize() + SUFFIXES[label]
    return f"{FIRST_NAMES[number % len(FIRST_NAMES)]} {name}" if label == "PER" else name


def made_up(template: Template, article_id: str, names: Sequence[str]) -> dict[str, list[dict[str, Any]]]:
    """Write the rows of an article that repeats a template with other names."""
    rows: dict[str, list[dict[str, Any]]] = {"sentences": [], "mentions": [], "numbers": []}
    seen: set[int] = set()
    offset = 0
    for sentence, mentions, numbers in zip(template.sentences, template.mentions, template.numbers, strict=True):
        text, origin, last = "", sentence["start"], 0
        moved = []  # end of each mention in the template, and by how far what follows it has moved
        for row in mentions:
            name = names[row["number"]]
            surface = name.rpartition(" ")[2] if row["number"] in seen else name
            seen.add(row["number"])
            text += sentence["text"][last : row["start"] - origin]
            start = offset + len(text)
            text += surface
            last = row["end"] - origin
            moved.append((row["end"], len(text) - last))
            rows["mentions"].append(
                row
                | {"article_id": article_id, "start": start, "end": start + len(surface), "text": surface}
                | {"name": name, "entity_id": None}
            )
        text += sentence["text"][last:]
        for row in numbers:
            move = offset - origin + max((by for end, by in moved if end <= row["start"]), default=0)
            rows["numbers"].append(
                row
                | {"article_id": article_id, "start": row["start"] + move, "end": row["end"] + move}
                | {"about": None, "about_label": None, "entity_id": None}
            )
        rows["sentences"].append(
            sentence | {"article_id": article_id, "start": offset, "end": offset + len(text), "text": text}
        )
        offset += len(text) + 1
    return rows


def articles(run: Path, count: int) -> Iterator[tuple[dict[str, Any], dict[str, list[dict[str, Any]]]]]:
    """Make the rows of `articles` and of the other tables, article by article, in the order of their ids."""
    random = np.random.default_rng(1)
    known = templates(run)
    drawn_from = laws(read_table(run, "mentions"))
    base = next(iter_dicts(read_table(run, "articles")))
    for number in range(count):
        template = known[int(random.integers(len(known)))]
        draws = {label: iter(drawn_from[label].draw(random, template.labels.count(label)).tolist()) for label in LABELS}
        names = [spelled(next(draws[label]), label) for label in template.labels]
        article_id = f"{number // 10_000:03}/artikel-{number:07}.txt"
        rows = made_up(template, article_id, names)
        day = (FIRST_DAY + timedelta(days=int(random.integers(DAYS)))).isoformat()
        facts = {"path": article_id, "title": f"Artikel {number}", "date": day, "duplicate_of": None}
        size = {"sentences": len(rows["sentences"]), "characters": rows["sentences"][-1]["end"]}
        yield base | {"article_id": article_id, "digest": f"{number:064x}"} | facts | size, rows


def write_corpus(run: Path, count: int, folder: Path) -> None:
    """Write the tables of a made-up corpus as the output folder of a run before its names are linked."""
    folder.mkdir(parents=True)
    shutil.copy(run / "run.json", folder)
    write_table(SCHEMAS["failures"].empty_table(), folder / "failures.parquet")
    with ExitStack() as stack:
        writers = {name: stack.enter_context(TableWriter(folder / f"{name}.parquet", SCHEMAS[name])) for name in TABLES}
        rows_of = articles(run, count)
        while block := list(islice(rows_of, 1_000)):
            writers["articles"].add(to_table([row for row, _ in block], SCHEMAS["articles"]))
            for name in ("sentences", "mentions", "numbers"):
                writers[name].add(to_table([row for _, rows in block for row in rows[name]], SCHEMAS[name]))


def measured(run: Path, count: int, folder: Path) -> dict[str, float]:
    """Build the network of a made-up corpus in a process of its own; return counts, seconds and bytes."""
    if not (folder / "articles.parquet").exists():
        write_corpus(run, count, folder)
    begin = time.perf_counter()
    process = subprocess.Popen(
        [sys.executable, "-m", "pipeline", "network", str(folder)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise SystemExit(f"`pressenetz network` failed with exit code {process.returncode}")
    manifest = json.loads((folder / "run.json").read_text(encoding="utf-8"))
    sizes = {file.name: file.stat().st_size for file in folder.iterdir() if file.is_file()}
    return {
        "articles": count,
        **{name: manifest["counts"][name] for name in ("mentions", "entities", "edges")},
        **{f"{stage}, s": seconds for stage, seconds in manifest["timings"].items()},
        "whole command, s": time.perf_counter() - begin,
        "processor time, s": usage.ru_utime + usage.ru_stime,
        "peak memory, GiB": usage.ru_maxrss * 1024 / GIB,
        "output, GiB": sum(sizes.values()) / GIB,
        "graph files, GiB": sum(s for name, s in sizes.items() if name.startswith(("graph", "nodes", "edges.csv")))
        / GIB,
    }


def main() -> None:
    """Measure and print Markdown."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, nargs="?", help="finished run over Wikinews")
    parser.add_argument("--articles", type=int, nargs="+", default=(10_000, 100_000, 1_000_000))
    parser.add_argument("--folder", type=Path, help="keep the corpora and outputs here")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = options.folder or Path(name)
        run = options.run
        if run is None:
            run = Path(name) / "run"
            command = [
                sys.executable,
                "-m",
                "pipeline",
                "run",
                str(wikinews_like(Path(name), 998)),
                "--output",
                str(run),
            ]
            subprocess.run([*command, "--model", "fast", "--quiet"], cwd=ROOT, check=True)
        results = [measured(run, count, folder / f"million-{count}") for count in options.articles]
    rows = [[key, *(_shown(result[key]) for result in results)] for key in results[0]]
    print(markdown_table(["", *(f"{count:,} articles" for count in options.articles)], rows))
    if len(results) > 1:
        first, last = results[0], results[-1]
        slope = math.log(last["processor time, s"] / first["processor time, s"]) / math.log(
            last["articles"] / first["articles"]
        )
        print(f"\nSlope of the processor time over the articles: {slope:.3f}")


def _shown(value: float) -> str:
    return f"{value:,}" if isinstance(value, int) else f"{value:,.2f}"


if __name__ == "__main__":
    main()
