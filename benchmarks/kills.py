"""Kill commands, repeat them, and compare their results with those of undisturbed ones.

    python -m benchmarks.kills [--moments 60] [--articles 20] [--model fast]
    python -m benchmarks.kills --corpus FOLDER --moments 0

Each command (a first run, a run into an existing output, `network`, `forget`, `report`) is killed with SIGKILL before
every renaming and removal of a file, and then at random moments. After each kill, a reader opens a copy of the folder,
which must hold either the old or the new results; then the command is repeated, and the files and checkpoints must
equal those of an undisturbed command. No file may contain a trace of an article that was forgotten or removed from the
corpus. The exit code is 1 if anything differs.
"""

import argparse
import hashlib
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from itertools import count
from pathlib import Path
from typing import Any

import pandas as pd

import pipeline.running.runs  # noqa: F401 (imported once for all forks)
from benchmarks.corpora import wikinews_like
from benchmarks.markdown import markdown_table
from pipeline import open_run
from pipeline.checkpoints import STORE
from pipeline.cli.main import main as pressenetz
from pipeline.errors import PressenetzError
from pipeline.names import link_corpus
from pipeline.nlp.model_registry import model_info
from pipeline.reading.language_id import detect_language
from pipeline.running.analysis import Task, process_batch
from pipeline.schema import SCHEMAS

ROOT = Path(__file__).parent.parent
SECRET = "quastenflosser.txt"
TRACE = b"uastenflosser"
TEXT = "Quastenflosser\n\nÜber 70 Quastenflosser sprach Toqajew in Almaty, sagte der Quastenflosser Toqajew.\n"


COMMANDS = ("first run", "run", "network", "forget", "report")
STORED = ("SELECT key FROM results ORDER BY key", "SELECT name, articles FROM files ORDER BY name")


@dataclass(frozen=True, slots=True)
class Folder:
    """State of an output folder: digests of tables and graph files, names of all files, and the checkpoints."""

    tables: dict[str, str]
    names: list[str]
    stored: list[Any]
    has_trace: bool


@dataclass(frozen=True, slots=True)
class Case:
    """A command, the folder it starts from (None: an empty one), and the state after it ran undisturbed."""

    name: str
    words: list[str]  # OUTPUT is replaced by the folder
    base: Path | None
    before: dict[str, str]
    after: Folder

    def argv(self, output: Path) -> list[str]:
        """The command for an output folder."""
        return [str(output) if word == "OUTPUT" else word for word in self.words]

    def prepare(self, output: Path) -> None:
        """Create the folder that the command starts from."""
        shutil.rmtree(output, ignore_errors=True)
        if self.base:
            shutil.copytree(self.base, output)

    def is_old_or_new(self, output: Path) -> bool:
        """Whether a reader of the folder gets either the old or the new results, never a mixture."""
        if not output.exists():
            return self.base is None
        copy = output.with_name("copy")
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(output, copy)
        if fork(lambda: len(open_run(copy).frames()) != len(SCHEMAS)):
            return self.base is None and not any(file.suffix == ".parquet" for file in copy.iterdir())
        return digests(copy, self.name) in (self.before, self.after.tables)

    def differs(self, output: Path) -> str:
        """Repeat the command and describe what differs from an undisturbed one; empty if nothing does."""
        if fork(lambda: pressenetz(self.argv(output))) not in (0, 1):
            return "the repeated command was refused"
        found = look(output, self.name)
        return ", ".join(name for name in Folder.__slots__ if getattr(found, name) != getattr(self.after, name))


def digests(output: Path, name: str) -> dict[str, str]:
    """SHA-256 of every table and graph file, and of the report after `report` (others write timings into it)."""
    kinds = {".parquet", ".graphml", ".gexf", ".csv", ".json", *((".html",) if name == "report" else ())}
    files = [file for file in output.iterdir() if file.suffix in kinds and file.name != "run.json"]
    return {file.name: hashlib.sha256(file.read_bytes()).hexdigest() for file in sorted(files)}


def look(output: Path, name: str) -> Folder:
    """Read the state of an output folder."""
    files = sorted(file for file in output.rglob("*") if file.is_file())
    has_trace = any(TRACE in file.read_bytes() for file in files)
    with sqlite3.connect(output / STORE) as store:
        stored = [store.execute(question).fetchall() for question in STORED]
    store.close()
    return Folder(digests(output, name), [str(file.relative_to(output)) for file in files], stored, has_trace)


def fork(action: Callable[[], object], *, kill_at: int = 0) -> int:
    """Run an action in a fork of this process, which saves the imports; return its exit code, negative for a signal."""
    process = os.fork()
    if process:
        return os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    code = 2
    try:
        with Path(os.devnull).open("w", encoding="utf-8") as nowhere:
            sys.stdout = sys.stderr = nowhere
            if kill_at:
                kill_before(kill_at)
            code = int(bool(action()))
    except (PressenetzError, SystemExit):
        pass
    finally:
        os._exit(code)


def kill_before(number: int) -> None:
    """Make this process kill itself before its `number`-th renaming or removal of a file, counted from now on."""
    count = 0

    def counted(real: Callable[..., None]) -> Callable[..., None]:
        def step(*places: Any, **more: Any) -> None:
            nonlocal count
            if places[0] != places[-1] or len(places) == 1:  # renaming a file to itself changes nothing
                count += 1
                if count == number:
                    os.kill(os.getpid(), signal.SIGKILL)
            real(*places, **more)

        return step

    for name in ("replace", "rename", "unlink", "rmdir"):
        setattr(os, name, counted(getattr(os, name)))


def make_cases(folder: Path, articles: Path, model: str) -> list[Case]:
    """Create a case for every command that writes; in the second corpus one article is new and one is missing."""
    before, after = folder / "before", folder / "after"
    for corpus in (before, after):
        shutil.copytree(articles, corpus)
    max(before.iterdir()).unlink()
    (before / SECRET).write_text(TEXT, encoding="utf-8")
    warm_up(model)
    time.sleep(2.1)  # the next run would read files changed just now again, and not store them
    options = ["--model", model, "--workers", "0", "--quiet"]
    first = ["run", str(before), "--output", "OUTPUT", *options]
    again = ["run", str(after), "--output", "OUTPUT", "--window", "document", *options]
    base = folder / "base"
    cases = [undisturbed("first run", first, None, base)]
    for name, words in {
        "run": again,
        "network": ["network", "OUTPUT", "--window", "document"],
        "forget": ["forget", "OUTPUT", SECRET],
        "report": ["report", "OUTPUT"],
    }.items():
        cases.append(undisturbed(name, words, base, folder / name))
    return cases


def warm_up(model: str) -> None:
    """Fill the caches of rules and names for all forks, without starting Arrow threads, which forks do not inherit."""
    detect_language(TEXT)
    process_batch([TEXT], Task(model=model_info(model).path, article_seconds=60))
    link_corpus(pd.DataFrame({"name": ["Armenien"], "label": ["LOC"], "mentions": [1], "articles": [1]}))


def undisturbed(name: str, words: list[str], base: Path | None, output: Path) -> Case:
    """Create the case of a command by running it once in `output`."""
    case = Case(name, words, base, digests(base, name) if base else {}, Folder({}, [], [], has_trace=False))
    case.prepare(output)
    if fork(lambda: pressenetz(case.argv(output))) not in (0, 1):
        raise SystemExit(f"{name} was refused")
    if look(output, name).has_trace == (name in ("run", "forget")):
        raise SystemExit(f"{name}: traces of an article that {name} removes, or none of one that it keeps")
    return replace(case, after=look(output, name))


def start(argv: list[str]) -> "subprocess.Popen[bytes]":
    """Start a command in a separate process."""
    command = [sys.executable, "-m", "pipeline", *argv]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def at_every_step(case: Case, output: Path) -> Iterator[str]:
    """Kill a command before each renaming and removal, until it completes; yield the verdict of each kill."""
    for number in count(1):
        case.prepare(output)
        if fork(lambda: pressenetz(case.argv(output)), kill_at=number) != -signal.SIGKILL:
            return
        yield verdict(case, output)


def at_random(case: Case, output: Path, moments: int, draw: random.Random) -> Iterator[str]:
    """Kill a command at random moments of its running time; yield the verdict of each kill."""
    seconds = 0.0
    for number in range(moments + 1):
        case.prepare(output)
        begin = time.perf_counter()
        process = start(case.argv(output))
        if not number:
            process.wait()
            seconds = time.perf_counter() - begin
            continue
        time.sleep(draw.uniform(0, seconds))
        process.send_signal(signal.SIGKILL)
        process.wait()
        yield verdict(case, output)


def verdict(case: Case, output: Path) -> str:
    """Describe what is wrong after a kill; empty if nothing is."""
    mixture = "" if case.is_old_or_new(output) else "a reader found a mixture"
    return ", ".join(filter(None, (mixture, case.differs(output))))


def main() -> None:
    """Print how many killed and repeated commands gave the same results as undisturbed ones."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--moments", type=int, default=50)
    parser.add_argument("--articles", type=int, default=20)
    parser.add_argument("--corpus", type=Path, help="folder of articles (default: --articles of Wikinews)")
    parser.add_argument(
        "--commands",
        nargs="+",
        metavar="NAME",
        default=COMMANDS,
        choices=COMMANDS,
        help="commands to test (default: all)",
    )
    parser.add_argument("--model", default="fast")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    draw, rows, wrong = random.Random(options.seed), [], []
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        corpus = options.corpus or wikinews_like(folder, options.articles)
        cases = [case for case in make_cases(folder, corpus, options.model) if case.name in options.commands]
        for number, case in enumerate(cases):
            moments = len(range(number, options.moments, len(cases)))
            steps = list(at_every_step(case, folder / "killed"))
            random_ = list(at_random(case, folder / "killed", moments, draw))
            found = [text for text in (*steps, *random_) if text]
            rows.append((case.name, len(steps), len(random_), len(steps) + len(random_) - len(found)))
            wrong += [f"{case.name}: {text}" for text in found]
    print(markdown_table(["killed", "at renames and removals", "at random moments", "equal when repeated"], rows))
    print(*wrong, sep="\n")
    raise SystemExit(1 if wrong else 0)


if __name__ == "__main__":
    main()
