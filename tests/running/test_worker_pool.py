"""Analysis in this process and in workers, and recovery from workers that die."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.errors import ModelError
from pipeline.nlp.model_registry import model_info
from pipeline.running import analysis
from pipeline.running import worker_pool as workers
from pipeline.running.analysis import Task, prepare, process_batch
from pipeline.running.digests import analysis_digest
from pipeline.running.worker_pool import Batch, Workers
from pipeline.settings import Settings

BATCHES: list[Batch] = [[("a", "Toqajew sprach."), ("b", "Almaty schwieg.")], [("c", "Die CSTO kam.")]]


def results(settings: Settings, model: str, batches: list[Batch]) -> dict[str, dict[str, object]]:
    """Analyse batches; return the results by key."""
    task = Task(model=model, article_seconds=settings.article_seconds)
    with Workers(settings, task) as crew:
        return {
            key: row
            for keys, table in crew.run(iter(batches))
            for key, row in zip(keys, table.to_pylist(), strict=True)
        }


@pytest.mark.parametrize("count", [0, 2])
def test_every_batch_comes_back(tiny_model: str, count: int) -> None:
    """In this process and in two others, each key gets the analysis of its own text."""
    found = results(Settings(workers=count), tiny_model, BATCHES)

    assert {key: [mention["text"] for mention in row["mentions"]] for key, row in found.items()} == {
        "a": ["Toqajew"],
        "b": ["Almaty"],
        "c": ["CSTO"],
    }


def test_one_error_is_one_row(tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that raises becomes a row with its error; its neighbours are analysed."""
    from pipeline.nlp import rows

    real: Callable[..., dict[str, object]] = rows.extract

    def extract(nlp: Language, text: str, **options: Any) -> dict[str, object]:
        if text == "böse":
            raise ZeroDivisionError("mit\nZeilen")
        return real(nlp, text, **options)

    monkeypatch.setattr(rows, "extract", extract)
    table = process_batch(["Toqajew sprach.", "böse"], Task(model=tiny_model, article_seconds=60))

    assert table["error"].to_pylist() == [None, "ZeroDivisionError: mit"]


def test_a_slow_article_is_given_up(tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An article that takes longer than the limit is a failure that names the setting."""
    from pipeline.nlp import rows

    endless = 30
    monkeypatch.setattr(rows, "extract", lambda *_, **__: time.sleep(endless))
    begin = time.monotonic()
    table = process_batch(["Toqajew sprach."], Task(model=tiny_model, article_seconds=1))

    assert time.monotonic() - begin < endless / 2
    assert table["error"].to_pylist() == ["took longer than 1 s (setting article_seconds)"]


def test_an_unknown_model_stops_the_run() -> None:
    """Workers that cannot load the model raise a model error rather than fail article by article."""
    with pytest.raises(ModelError):
        results(Settings(workers=1), "nowhere", BATCHES)


@pytest.fixture
def poisoned_model(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A model with a component that kills its process at the word Gift, and hangs at the word Falle."""
    (tmp_path / "poison.py").write_text(
        "import os, signal, time\n"
        "from spacy.language import Language\n"
        "@Language.component('poison', assigns=['doc.ents'])\n"
        "def poison(doc):\n"
        "    if 'Gift' in doc.text:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    if 'Falle' in doc.text:\n"
        "        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\n"
        "        time.sleep(300)\n"
        "    return doc\n",
        encoding="utf-8",
    )
    info = tmp_path / "poison-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: poison\nVersion: 1.0\n", encoding="utf-8")
    (info / "entry_points.txt").write_text("[spacy_factories]\npoison = poison:poison\n", encoding="utf-8")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))

    @Language.component("poison", assigns=["doc.ents"])
    def poison(doc: Doc) -> Doc:
        return doc

    nlp = spacy.blank("de")
    nlp.add_pipe("poison")
    nlp.to_disk(tmp_path / "model")
    return str(tmp_path / "model")


def test_a_worker_that_dies_costs_one_article(poisoned_model: str) -> None:
    """The batch of a killed worker is halved until the one text to blame is found; all others are analysed."""
    batches = [[(f"{batch}-{n}", f"Text {batch} {n}") for n in range(5)] for batch in range(3)]
    batches[1][3] = ("bad", "Gift")
    found = results(Settings(workers=2), poisoned_model, batches)

    assert len(found) == 15
    assert [key for key, row in found.items() if row["error"]] == ["bad"]
    assert "died or hung" in str(found["bad"]["error"])


def test_a_worker_that_hangs_costs_one_article(poisoned_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker that hangs and blocks all signals is killed, and its article is a failure."""
    monkeypatch.setattr(workers, "STARTUP_SECONDS", 15)
    found = results(Settings(workers=1, article_seconds=1), poisoned_model, [[("bad", "Falle")], [("good", "Text")]])

    assert found["good"]["error"] is None
    assert "died or hung" in str(found["bad"]["error"])


def test_workers_end_with_their_parent(tiny_model: str, tmp_path: Path) -> None:
    """When the parent is killed, its workers end."""
    script = tmp_path / "parent.py"
    script.write_text(
        "import multiprocessing, os, signal, sys\n"
        "from pipeline.settings import Settings\n"
        "from pipeline.running.analysis import Task\n"
        "from pipeline.running.worker_pool import Workers\n"
        "if __name__ == '__main__':\n"
        "    with Workers(Settings(workers=1), Task(model=sys.argv[1], article_seconds=60)) as crew:\n"
        "        for _ in crew.run(iter([[('a', 'Toqajew sprach.')]])):\n"
        "            print(*[child.pid for child in multiprocessing.active_children()], flush=True)\n"
        "            os.kill(os.getpid(), signal.SIGKILL)\n",
        encoding="utf-8",
    )
    root = Path(__file__).parents[2]
    command = [sys.executable, str(script), tiny_model]
    parent = subprocess.run(
        command, capture_output=True, text=True, check=False, cwd=root, env={**os.environ, "PYTHONPATH": str(root)}
    )
    workers_left = [int(pid) for pid in parent.stdout.split()]

    assert parent.returncode == -signal.SIGKILL
    assert workers_left
    assert all(_is_gone(pid) for pid in workers_left)


def _is_gone(pid: int) -> bool:
    """Return whether a process ends within five seconds (a zombie has ended)."""
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rsplit(")", 1)[1].split()[0]
        except OSError:
            return True
        if state == "Z":
            return True
        time.sleep(0.1)
    return False


def test_a_worker_with_another_model_is_refused(tiny_model: str) -> None:
    """A worker whose model or rules differ from those of the run refuses to work, with a remedy."""
    task = Task(model=tiny_model, article_seconds=60, analysis="another")

    with pytest.raises(ModelError, match=r"has another version of pressenetz or of the model .* install the same"):
        process_batch(["Toqajew sprach."], task)
    right = analysis_digest(model_info(tiny_model), None)
    assert process_batch(["Toqajew sprach."], replace(task, analysis=right)).num_rows == 1


def test_a_worker_forgets_the_words_it_saw(tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The number of words that spaCy remembers does not grow with the corpus, and the results are the same."""
    monkeypatch.setattr(analysis, "BATCHES_REMEMBERED", 2)
    task = Task(model=tiny_model, article_seconds=61)
    known, found = [], []
    for number in range(6):
        words = " ".join(f"Wort{number}x{word}" for word in range(500))
        found.append(process_batch([f"Toqajew sprach in Almaty. {words}."], task)["mentions"])
        known.append(len(prepare(task).nlp.vocab.strings))

    assert max(known[4:]) <= known[3] + 100  # those of the first two batches are kept
    assert all(mentions == found[0] for mentions in found)


def test_results_are_arrow(tiny_model: str) -> None:
    """Workers return an Arrow table, never a Doc."""
    assert isinstance(process_batch(["Toqajew sprach."], Task(model=tiny_model, article_seconds=60)), pa.Table)
