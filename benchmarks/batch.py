"""The whole job against bare spaCy: overhead, workers, a second run, growth and memory, side by side.

    python -m benchmarks.batch overhead --model accurate
    python -m benchmarks.batch workers --model fast
    python -m benchmarks.batch rerun --model accurate
    python -m benchmarks.batch growth --model fast

Texts are those of ../shared/data/wikinews. Every measurement is a process of its own; pairs are run in turn and the
median of the ratios is what counts.
"""

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from benchmarks.corpora import WIKINEWS, wikinews_like

ROOT = Path(__file__).parent.parent

PIPE = """
import sys
from pathlib import Path
from pipeline.articles import Article, read_corpus
from pipeline.language import bare_model
if __name__ == "__main__":
    nlp = bare_model(sys.argv[2])
    texts = [item.text for item in read_corpus(Path(sys.argv[1])) if isinstance(item, Article)]
    print(sum(len(doc.ents) for doc in nlp.pipe(texts, n_process=int(sys.argv[3]))))
"""


def seconds(command: list[str]) -> tuple[float, int]:
    """Wall seconds and peak memory (KiB, largest process) of a command, which must succeed."""
    begin = time.perf_counter()
    process = subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        raise SystemExit(f"failed: {' '.join(command)}")
    return time.perf_counter() - begin, usage.ru_maxrss


def job(corpus: Path, output: Path, model: str, *options: str) -> list[str]:
    """The command of a run."""
    command = [
        sys.executable,
        "-m",
        "pipeline",
        "run",
        str(corpus),
        "--output",
        str(output),
        "--model",
        model,
        "--quiet",
    ]
    return [*command, *options]


def pipe(corpus: Path, model: str, processes: int, folder: Path) -> list[str]:
    """The command of bare `nlp.pipe` over the same texts."""
    script = folder / "pipe.py"
    script.write_text(PIPE, encoding="utf-8")
    return ["env", f"PYTHONPATH={ROOT}", sys.executable, str(script), str(corpus), model, str(processes)]


def paired(one: Callable[[], list[str]], other: Callable[[], list[str]], *, rounds: int) -> str:
    """Median seconds of two commands run in turn, and the median of their ratios."""
    pairs = [(seconds(one())[0], seconds(other())[0]) for _ in range(rounds)]
    first, second = (statistics.median(column) for column in zip(*pairs, strict=True))
    return f"{first:8.1f} s {second:8.1f} s   ratio {statistics.median(a / b for a, b in pairs):.2f}"


def overhead(folder: Path, model: str, rounds: int) -> None:
    """The whole job, one worker, beside bare `nlp.pipe`."""
    fresh = lambda: job(WIKINEWS, folder / "out", model, "--fresh")  # noqa: E731 (a pair of commands)
    print("whole job / nlp.pipe  ", paired(fresh, lambda: pipe(WIKINEWS, model, 1, folder), rounds=rounds))


def workers(folder: Path, model: str, rounds: int) -> None:
    """One worker beside two; spaCy's two processes beside our two workers."""
    one = lambda: job(WIKINEWS, folder / "out", model, "--fresh", "--workers", "1")  # noqa: E731 (a pair of commands)
    two = lambda: job(WIKINEWS, folder / "out", model, "--fresh", "--workers", "2")  # noqa: E731 (a pair of commands)
    print("1 worker / 2 workers  ", paired(one, two, rounds=rounds))
    print("n_process=2 / 2 workers", paired(lambda: pipe(WIKINEWS, model, 2, folder), two, rounds=rounds))


def rerun(folder: Path, model: str, rounds: int) -> None:
    """A run after one article in a hundred changed, beside the full run."""
    corpus = wikinews_like(folder, 998)
    for number in range(rounds):
        full, _ = seconds(job(corpus, folder / "out", model, "--fresh"))
        for file in sorted(corpus.glob("*.txt"))[:10]:
            file.write_text(file.read_text(encoding="utf-8") + f"Nachtrag {number}.\n", encoding="utf-8")
        again, _ = seconds(job(corpus, folder / "out", model))
        nothing, _ = seconds(job(corpus, folder / "out", model))
        print(f"full {full:.1f} s, 1 % changed {again:.1f} s ({100 * again / full:.1f} %), nothing new {nothing:.1f} s")


def growth(folder: Path, model: str, rounds: int) -> None:
    """Seconds per article and peak memory at 100, 1,000 and 10,000 articles."""
    del rounds
    for count in (100, 1_000, 10_000):
        corpus, output = wikinews_like(folder, count), folder / f"out-{count}"
        wall, peak = seconds(job(corpus, output, model))
        timings = json.loads((output / "run.json").read_text(encoding="utf-8"))["timings"]
        print(
            f"{count:>6} articles {wall:8.1f} s, {1000 * wall / count:6.1f} ms each,",
            f"peak {peak / 1024:.0f} MiB, {timings}",
        )
        shutil.rmtree(output)


def main() -> None:
    """Run one measurement."""
    measures = {measure.__name__: measure for measure in (overhead, workers, rerun, growth)}
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("measure", choices=measures)
    parser.add_argument("--model", default="accurate")
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        measures[args.measure](Path(folder), args.model, args.rounds)


if __name__ == "__main__":
    main()
