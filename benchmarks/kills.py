"""Runs killed at random moments and taken up again, beside one that nobody disturbed.

    python -m benchmarks.kills [--moments 50] [--articles 20] [--model fast]

Each round starts a run into an empty folder, kills it with SIGKILL at a random moment of the time that a run takes,
starts it again to its end, and compares every table and graph file byte for byte with those of the undisturbed run.
"""

import argparse
import hashlib
import random
import signal
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from benchmarks.corpora import wikinews_like
from benchmarks.markdown import markdown_table

ROOT = Path(__file__).parent.parent
KINDS = (".parquet", ".graphml", ".gexf", ".csv", ".json")


def start(corpus: Path, output: Path, model: str) -> "subprocess.Popen[bytes]":
    """A run in the background."""
    command = [sys.executable, "-m", "pipeline", "run", str(corpus), "--output", str(output), "--model", model]
    return subprocess.Popen([*command, "--quiet"], cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def finish(corpus: Path, output: Path, model: str) -> float:
    """Seconds of a run to its end, which must succeed."""
    begin = time.perf_counter()
    if start(corpus, output, model).wait() not in (0, 1):
        raise SystemExit(f"the run into {output} was refused")
    return time.perf_counter() - begin


def digests(output: Path) -> dict[str, str]:
    """SHA-256 of every table and graph file (run.json holds timings)."""
    files = [file for file in output.iterdir() if file.suffix in KINDS and file.name != "run.json"]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def reached(output: Path) -> str:
    """How far a killed run had come."""
    if (output / "run.json").exists():
        return "finished"
    if (output / ".unfinished").exists():
        return "writing the results"
    return "analysing" if (output / "run.log").exists() else "starting"


def main() -> None:
    """Print how many of the resumed runs equal the undisturbed one."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--model", default="fast")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw, stages, equal = random.Random(options.seed), Counter[str](), 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = wikinews_like(folder, options.articles)
        seconds = finish(corpus, folder / "undisturbed", options.model)
        expected = digests(folder / "undisturbed")
        for number in range(options.moments):
            output = folder / f"killed-{number}"
            process = start(corpus, output, options.model)
            time.sleep(draw.uniform(0, seconds))
            process.send_signal(signal.SIGKILL)
            process.wait()
            stages[reached(output)] += 1
            finish(corpus, output, options.model)
            equal += digests(output) == expected
    print(markdown_table(["killed while", "runs"], sorted(stages.items())), end="\n\n")
    print(f"{equal} of {options.moments} resumed runs equal the undisturbed one ({len(expected)} files each).")
    raise SystemExit(0 if equal == options.moments else 1)


if __name__ == "__main__":
    main()
