"""Compare the whole job with bare spaCy: overhead, workers, a second run, growth and memory.

    python -m benchmarks.batch overhead --model accurate
    python -m benchmarks.batch workers --model accurate [--articles 998]
    python -m benchmarks.batch rerun --model accurate [--articles 998]
    python -m benchmarks.batch growth --model accurate

Texts come from ../shared/data/wikinews. Every measurement is a separate process and includes start-up and loading the
model. The commands of a comparison run alternately, in reverse order every second round; the result is the median
of the ratios per round. Processor seconds, summed over all processes of a command, show whether the machine was busy.

Bare spaCy is a process that loads the same model with `spacy.load`, loads the same texts from one prepared file, and
runs them through `nlp.pipe` with its defaults (two processes in batches of 20). It does not read the corpus and writes
nothing.
"""

import argparse
import json
import math
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.corpora import WIKINEWS, wikinews_like
from benchmarks.markdown import markdown_table

ROOT = Path(__file__).parent.parent
SIZES = (100, 1_000, 10_000)

TEXTS = """
import json, sys
from pathlib import Path
from pipeline.reading.articles import Article, read_corpus
texts = [item.text for item in read_corpus(Path(sys.argv[1])) if isinstance(item, Article)]
Path(sys.argv[2]).write_text(json.dumps(texts), encoding="utf-8")
"""
PIPE = """
import json, sys
from pathlib import Path
import spacy
if __name__ == "__main__":
    nlp = spacy.load(sys.argv[1])
    texts = json.loads(Path(sys.argv[2]).read_text(encoding="utf-8"))
    processes = int(sys.argv[3])
    size = 20 if processes > 1 else None  # spaCy's default of 1,000 would give all texts to one process
    print(sum(len(doc.ents) for doc in nlp.pipe(texts, n_process=processes, batch_size=size)))
"""

Command = Sequence[str]


@dataclass(frozen=True, slots=True)
class Spent:
    """Cost of a command: seconds, processor seconds of all its processes, peak MiB of the largest of them."""

    wall: float
    processor: float
    peak: float


def run(command: Command) -> Spent:
    """Run a command, which must succeed."""
    with tempfile.TemporaryFile() as output:
        begin = time.perf_counter()
        process = subprocess.Popen(command, cwd=ROOT, stdout=output, stderr=output)
        _, status, usage = os.wait4(process.pid, 0)
        wall = time.perf_counter() - begin
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise SystemExit(f"failed: {' '.join(command)}\n{output.read().decode(errors='replace')[-2000:]}")
    return Spent(wall, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def job(corpus: Path, output: Path, model: str, *options: str) -> Command:
    """The command of a run with one worker."""
    fixed = ("--output", str(output), "--model", model, "--workers", "1", "--quiet")
    return sys.executable, "-m", "pipeline", "run", str(corpus), *fixed, *options


def pipe(model: str, folder: Path, corpus: Path, processes: int) -> Command:
    """The command of bare `nlp.pipe` over the articles of a corpus."""
    from pipeline.nlp.model_registry import choose_model, model_path

    texts, script = folder / "texts.json", folder / "pipe.py"
    if not texts.exists():
        subprocess.run([sys.executable, "-c", TEXTS, str(corpus), str(texts)], cwd=ROOT, check=True)
        script.write_text(PIPE, encoding="utf-8")
    path = str(model_path(choose_model(model)))
    return "env", f"PYTHONPATH={ROOT}", sys.executable, str(script), path, str(texts), str(processes)


def in_turn(commands: Mapping[str, Command], rounds: int) -> dict[str, list[Spent]]:
    """Run the commands alternately; return the cost of each command in each round."""
    spent: dict[str, list[Spent]] = {name: [] for name in commands}
    for number in range(rounds):
        for name in list(commands)[:: -1 if number % 2 else 1]:
            spent[name].append(run(commands[name]))
    return spent


def spent_table(spent: Mapping[str, Sequence[Spent]]) -> str:
    """Format the median costs of the commands."""
    rows = [
        [name, *(f"{statistics.median(column):.1f}" for column in zip(*map(_figures, took), strict=True))]
        for name, took in spent.items()
    ]
    return markdown_table(["median", "seconds", "processor seconds", "peak MiB, largest process"], rows)


def _figures(spent: Spent) -> tuple[float, float, float]:
    return spent.wall, spent.processor, spent.peak


def ratio_line(spent: Mapping[str, Sequence[Spent]], one: str, other: str, aim: str) -> str:
    """Format the median of the ratios of two commands, and the aim."""
    pairs = list(zip(spent[one], spent[other], strict=True))
    walls = [a.wall / b.wall for a, b in pairs]
    processor = statistics.median(a.processor / b.processor for a, b in pairs)
    rounds = f"{min(walls):.3f} to {max(walls):.3f} in {len(walls)} rounds; of processor seconds {processor:.3f}"
    return f"{one} / {other}: {statistics.median(walls):.3f} ({rounds}); aim: {aim}"


def overhead(folder: Path, model: str, rounds: int, articles: int) -> None:  # noqa: ARG001 (one signature for all)
    """Compare the whole job with one worker with bare `nlp.pipe`."""
    spent = in_turn(
        {"whole job": job(WIKINEWS, folder / "out", model, "--fresh"), "nlp.pipe": pipe(model, folder, WIKINEWS, 1)},
        rounds,
    )
    limit = 1.3 if model == "fast" else 1.15
    print(spent_table(spent), ratio_line(spent, "whole job", "nlp.pipe", f"at most {limit}"), sep="\n\n")


def workers(folder: Path, model: str, rounds: int, articles: int) -> None:
    """Compare one worker with two, and bare spaCy with one process and with two."""
    corpus = wikinews_like(folder, articles)
    commands = {
        "1 worker": job(corpus, folder / "one", model, "--fresh"),
        "2 workers": job(corpus, folder / "two", model, "--fresh", "--workers", "2"),
        "nlp.pipe": pipe(model, folder, corpus, 1),
        "n_process=2": pipe(model, folder, corpus, 2),
    }
    spent = in_turn(commands, rounds)
    print(spent_table(spent), f"{articles:,} articles.", sep="\n\n", end="\n\n")
    print("-", ratio_line(spent, "1 worker", "2 workers", "at least 1.85"))
    print("-", ratio_line(spent, "nlp.pipe", "n_process=2", "none; the gain of spaCy with two processes"))
    print("-", ratio_line(spent, "n_process=2", "2 workers", "at least 1, though the workers do the whole job"))


def rerun(folder: Path, model: str, rounds: int, articles: int) -> None:
    """Compare a run after 1 % of the articles changed, and one after no change, with the full run."""
    corpus, output = wikinews_like(folder, articles), folder / "out"
    spent: dict[str, list[Spent]] = {"1 % changed": [], "nothing new": [], "full run": []}
    changed = 0
    for number in range(rounds):
        _settle()
        spent["full run"].append(run(job(corpus, output, model, "--fresh")))
        changed = _change(corpus, f"Nachtrag {number}.")
        _settle()
        for name in ("1 % changed", "nothing new"):
            spent[name].append(run(job(corpus, output, model)))
    print(spent_table(spent), f"{changed} of {articles:,} articles changed.", sep="\n\n", end="\n\n")
    print("-", ratio_line(spent, "1 % changed", "full run", "at most 0.03"))
    print("-", ratio_line(spent, "nothing new", "full run", "none"))


def _change(corpus: Path, line: str) -> int:
    """Add a line to 1 % of the articles; return how many."""
    files = sorted(corpus.glob("*.txt"))[::100]
    for file in files:
        file.write_text(file.read_text(encoding="utf-8") + f"\n{line}\n", encoding="utf-8")
    return len(files)


def _settle() -> None:
    """Wait until no file counts as changed just now, because a run reads such files again."""
    time.sleep(3)


def growth(folder: Path, model: str, rounds: int, articles: int) -> None:  # noqa: ARG001 (one signature for all)
    """Measure cost per article without start-up, its slope, and peak memory for 100, 1,000 and 10,000 articles.

    Start-up is the cost of a run over one article. The first hundred articles are shorter than others, so cost is
    given for as many characters as an article of Wikinews has. At last one in a hundred of the 10,000 is changed, and
    the run repeated.
    """
    alone = wikinews_like(folder, 1)
    start = _median(run(job(alone, folder / "out-1", model, "--fresh")) for _ in range(rounds))
    usual = _characters(WIKINEWS) / len(list(WIKINEWS.glob("*.txt")))
    spent, costs, rows, sizes = {}, {}, [], []
    for count in SIZES:
        corpus, output = wikinews_like(folder, count), folder / f"out-{count}"
        command = job(corpus, output, model, "--fresh")
        spent[count] = _median(run(command) for _ in range(rounds if count < max(SIZES) else 1))
        sizes.append(_characters(corpus))
        costs[count] = 1000 * (spent[count].processor - start.processor) * usual / sizes[-1]
        stages = json.loads((output / "run.json").read_text(encoding="utf-8"))["timings"]
        each = ", ".join(f"{stage} {1000 * took * usual / sizes[-1]:.1f}" for stage, took in stages.items())
        rows.append(
            [f"{count:,}", *(f"{figure:.1f}" for figure in _figures(spent[count])), f"{costs[count]:.2f}", each]
        )
    header = ["articles", "seconds", "processor seconds", "peak MiB, largest process"]
    header += ["processor ms an article, without start-up", "ms an article, by stage"]
    print(
        markdown_table(header, rows),
        "",
        f"Start-up: {start.wall:.1f} s, {start.processor:.1f} processor seconds.",
        "",
        sep="\n",
    )
    _print_growth(spent, costs, sizes, start)
    _print_rerun(job(corpus, output, model), corpus, spent[count])


def _print_rerun(command: Command, corpus: Path, full: Spent) -> None:
    changed = _change(corpus, "Nachtrag.")
    _settle()
    again = run(command)
    share = f"{again.wall:.1f} s, {again.wall / full.wall:.3f} of a full run"
    print(f"- {changed} of {max(SIZES):,} articles changed: {share}; aim: at most 0.03")


def _print_growth(spent: Mapping[int, Spent], costs: Mapping[int, float], sizes: Sequence[int], start: Spent) -> None:
    first, middle, last = SIZES
    for count in (first, last):
        print(f"- cost of an article, {count:,} / {middle:,}: {costs[count] / costs[middle]:.2f}; aim: 0.9 to 1.1")
    logs = [math.log(took.processor - start.processor) for took in spent.values()]
    slope = statistics.linear_regression([math.log(size) for size in sizes], logs).slope
    print(f"- slope of log(processor seconds) over log(characters): {slope:.3f}; aim: 1")
    print(f"- peak memory, {last:,} / {middle:,}: {spent[last].peak / spent[middle].peak:.2f}; aim: at most 1.15")


def _median(runs: Iterable[Spent]) -> Spent:
    return Spent(*(statistics.median(column) for column in zip(*map(_figures, runs), strict=True)))


def _characters(corpus: Path) -> int:
    return sum(len(file.read_text(encoding="utf-8")) for file in corpus.glob("*.txt"))


def main() -> None:
    """Run one measurement."""
    measures: dict[str, Callable[[Path, str, int, int], None]] = {
        measure.__name__: measure for measure in (overhead, workers, rerun, growth)
    }
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=measures)
    parser.add_argument("--model", default="accurate")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--articles", type=int, default=998, help="articles that `workers` and `rerun` run over")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "warm").mkdir()
        run(
            job(wikinews_like(folder / "warm", 1), folder / "warm" / "out", args.model)
        )  # loads code and model into the disk cache
        measures[args.measure](folder, args.model, args.rounds, args.articles)


if __name__ == "__main__":
    main()
