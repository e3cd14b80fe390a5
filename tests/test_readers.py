"""Reading files in other processes."""

from pathlib import Path

import pytest

from pipeline import Settings, run
from pipeline.articles import Article, Failure, read_corpus
from pipeline.folders import walk
from pipeline.readers import Readers

PARAGRAPH = "Der Präsident von Kasachstan sprach am Montag in Almaty mit den Ministern über die Lage im Land. " * 4


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """Pages, texts, records and something that cannot be read."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    for number in range(12):
        page = (
            f"<html><head><title>Titel {number}</title></head><body><article><p>{PARAGRAPH}</p></article></body></html>"
        )
        (folder / f"{number:02}.html").write_text(page, encoding="utf-8")
        (folder / f"{number:02}.txt").write_text(f"Text {number}. {PARAGRAPH}", encoding="utf-8")
    (folder / "05.jsonl").write_text('{"text": "Erster."}\n{"text": "Zweiter."}\n', encoding="utf-8")
    (folder / "06.html").write_text("", encoding="utf-8")
    (folder / "07.exe").write_text("x", encoding="utf-8")
    return folder


def everything(corpus: Path, settings: Settings) -> list[Article | Failure]:
    """What the readers find, in their order."""
    with Readers(settings) as readers:
        return [item for _, items in readers.read(walk(corpus)) for item in items]


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_processes_change_nothing(corpus: Path, workers: int) -> None:
    """Whatever the number of processes, articles and failures are those of `read_corpus`, in its order."""
    assert everything(corpus, Settings(workers=workers)) == list(read_corpus(corpus))


@pytest.fixture
def poisoned(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """PDF files, one of which kills the process that reads it, and one of which keeps it for ever."""
    (tmp_path / "pypdf.py").write_text(
        "import os, signal, time\n"
        "def PdfReader(stream):\n"
        "    content = stream.read()\n"
        "    if b'Gift' in content:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    time.sleep(300 if b'Falle' in content else 0)\n"
        "    raise ValueError('no PDF')\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)  # which new processes inherit
    for name, content in {"03a": "Gift", "03b": "harmlos", "09": "Falle"}.items():
        (corpus / f"{name}.pdf").write_text(f"%PDF-1.7 {content}", encoding="utf-8")
    return corpus


def test_a_file_that_kills_its_reader_is_a_failure_alone(poisoned: Path, tmp_path: Path, tiny_model: str) -> None:
    """The run goes on: every other file is read, and the culprits are rows of `failures`."""
    settings = Settings(model=tiny_model, workers=2, article_seconds=4)
    result = run(poisoned, tmp_path / "out", settings=settings)
    errors = dict(zip(result.failures["path"], result.failures["error"], strict=True))

    assert set(errors) == {"03a.pdf", "03b.pdf", "06.html", "07.exe", "09.pdf"}
    assert errors["03a.pdf"] == errors["09.pdf"] == "reading it killed its process, or took longer than 4 s"
    assert "no PDF" in errors["03b.pdf"]
    assert len(result.articles) == 25
