"""Reading files in other processes."""

import os
import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline import Settings, run
from pipeline.reading.articles import Article, Failure, read_corpus
from pipeline.reading.folders import walk
from pipeline.running import readers
from pipeline.running.readers import Readers

PARAGRAPH = "Der Präsident von Kasachstan sprach am Montag in Almaty mit den Ministern über die Lage im Land. " * 4


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """A folder with pages, texts, records and an unreadable file."""
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
    """Read everything, in order."""
    with Readers(settings) as readers:
        return [item for _, items in readers.read(walk(corpus)) for item in items]


@pytest.mark.parametrize("workers", [0, 1, 3])
def test_the_number_of_processes_does_not_change_the_articles(corpus: Path, workers: int) -> None:
    """With any number of processes, articles and failures are those of `read_corpus`, in the same order."""
    assert everything(corpus, Settings(workers=workers)) == list(read_corpus(corpus))


@pytest.fixture
def poisoned(corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """PDF files, one that kills the process reading it, and one that makes it hang."""
    (tmp_path / "pypdf.py").write_text(
        "import os, signal, time\n"
        "def PdfReader(stream):\n"
        "    content = stream.read()\n"
        "    if b'Gift' in content:\n"
        "        os.kill(os.getpid(), signal.SIGKILL)\n"
        "    if b'Taub' in content:\n"
        "        signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGALRM])\n"
        "        time.sleep(300)\n"
        "    time.sleep(300 if b'Falle' in content else 0)\n"
        "    raise ValueError('no PDF')\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)  # which new processes inherit
    for name, content in {"03a": "Gift", "03b": "harmlos", "09": "Falle"}.items():
        (corpus / f"{name}.pdf").write_text(f"%PDF-1.7 {content}", encoding="utf-8")
    return corpus


def test_a_file_that_kills_its_reader_is_a_failure_alone(poisoned: Path, tmp_path: Path, tiny_model: str) -> None:
    """The run continues: the files to blame are rows of `failures`, and every other file is read."""
    settings = Settings(model=tiny_model, workers=2, article_seconds=10)
    result = run(poisoned, tmp_path / "out", settings=settings)
    errors = dict(zip(result.failures["path"], result.failures["error"], strict=True))

    assert set(errors) == {"03a.pdf", "03b.pdf", "06.html", "07.exe", "09.pdf"}
    assert errors["03a.pdf"] == "reading it killed its process, or took longer than 10 s"
    assert errors["09.pdf"] == "took longer than 10 s (setting article_seconds)"
    assert "no PDF" in errors["03b.pdf"]
    assert len(result.articles) == 25


def test_a_reader_that_hangs_in_c_is_killed(
    poisoned: Path, tmp_path: Path, tiny_model: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The process of a parser that blocks all signals is killed."""
    (poisoned / "03a.pdf").write_text("%PDF-1.7 Taub", encoding="utf-8")
    (poisoned / "09.pdf").unlink()
    monkeypatch.setattr(readers, "GRACE_SECONDS", 1)
    result = run(poisoned, tmp_path / "out", settings=Settings(model=tiny_model, workers=2, article_seconds=10))
    errors = dict(zip(result.failures["path"], result.failures["error"], strict=True))

    assert errors["03a.pdf"] == "reading it killed its process, or took longer than 10 s"
    assert set(errors) == {"03a.pdf", "03b.pdf", "06.html", "07.exe"}


@pytest.mark.parametrize("packed", [False, True])
def test_reading_in_this_process_has_a_limit_too(poisoned: Path, packed: bool) -> None:
    """In this process too, a file that takes too long is a failure, even inside an archive; the rest is read."""
    (poisoned / "03a.pdf").unlink()
    if packed:
        with ZipFile(poisoned / "08.zip", "w") as archive:
            archive.write(poisoned / "09.pdf", "a.pdf")
            archive.writestr("b.txt", f"Text im Archiv. {PARAGRAPH}")
        (poisoned / "09.pdf").unlink()
    script = (
        "import sys; from pathlib import Path; from pipeline.reading.articles import read_corpus\n"
        "for item in read_corpus(Path(sys.argv[1]), seconds=10): print(item.path, getattr(item, 'error', ''), sep='|')"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(poisoned)],
        env={**os.environ, "PYTHONPATH": os.pathsep.join([str(poisoned.parent), str(Path(__file__).parents[2])])},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    late = "took longer than 10 s (setting article_seconds)"

    assert f"{'08.zip!a.pdf' if packed else '09.pdf'}|{late}" in done.stdout
    assert done.stdout.splitlines()[-1].startswith("11.txt|")
    assert ("08.zip|\n" in done.stdout) == packed
