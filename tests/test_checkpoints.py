"""Checkpoints: storing, reading and erasing analyses, and the lock."""

import os
import sqlite3
import subprocess
import sys
import zlib
from pathlib import Path

import pyarrow as pa
import pytest

from pipeline.checkpoints import STORE, Seen, Store, text_key
from pipeline.errors import DamagedAnalysisError, OutputError
from pipeline.parquet import to_table
from pipeline.schema import ANALYSIS, SCHEMAS


def results(*texts: str) -> pa.Table:
    """Build analyses with one sentence each."""
    rows = [
        {"sketch": b"x", "sentences": [{"paragraph": 0, "sentence": 0, "start": 0, "end": len(text), "text": text}]}
        for text in texts
    ]
    return to_table(rows, ANALYSIS)


def test_an_analysis_is_returned_as_stored(tmp_path: Path) -> None:
    """An analysis is returned as it was stored, even after the file was closed."""
    with Store(tmp_path) as store:
        store.put(["a", "b"], results("Anna", "Bernd \U0001f600"))
    with Store(tmp_path) as store:
        assert store.get("b")["sentences"][0].as_py()[0]["text"] == "Bernd \U0001f600"
        assert "a" in store
        assert len(store) == 2


def test_several_analyses_are_one_table(tmp_path: Path) -> None:
    """`get_all` returns one row per key, in the order of the keys, in one chunk; no rows for no keys."""
    with Store(tmp_path) as store:
        store.put(["a", "b"], results("Anna", "Bernd"))
        found = store.get_all(["b", "a", "b"])

        assert [sentences[0]["text"] for sentences in found["sentences"].to_pylist()] == ["Bernd", "Anna", "Bernd"]
        assert found["sentences"].num_chunks == 1
        assert store.get_all([]).num_rows == 0


def test_a_missing_analysis_is_a_key_error(tmp_path: Path) -> None:
    """Asking for an analysis that was never stored raises KeyError."""
    with Store(tmp_path) as store, pytest.raises(KeyError):
        store.get("nope")


def test_a_second_run_is_refused(tmp_path: Path) -> None:
    """While one process holds the output, another is refused in one line."""
    code = f"from pathlib import Path; from pipeline.checkpoints import Store; Store(Path({str(tmp_path)!r}))"
    with Store(tmp_path) as store:
        store.set_meta("a", "b")
        other = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)

    assert other.returncode != 0
    assert "another run is writing to" in other.stderr


def test_the_lock_ends_with_its_process(tmp_path: Path) -> None:
    """A process that is killed leaves no lock behind, and whole batches only."""
    code = (
        "import os, signal; from pathlib import Path; from pipeline.checkpoints import Store\n"
        f"store = Store(Path({str(tmp_path)!r})); store.set_meta('kept', 'yes'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == -9

    with Store(tmp_path) as store:
        assert store.get_meta("kept") == "yes"


def read(store: Store, article_id: str, key: str | None) -> None:
    """Note that an article was read."""
    store.note(Seen({"article_id": article_id, "title": "Ä\ud800"}, key))


def test_erased_results_leave_no_trace(tmp_path: Path) -> None:
    """Analyses that belong to none of the articles read are erased, and their text is no longer in the file."""
    with Store(tmp_path) as store:
        store.put(["a", "b"], results("Anna", os.urandom(2000).hex()))
    with sqlite3.connect(tmp_path / STORE) as db:
        secret = db.execute("SELECT payload FROM results WHERE key = 'b'").fetchone()[0][500:540]
    db.close()
    assert secret in (tmp_path / STORE).read_bytes()

    with Store(tmp_path) as store:
        read(store, "1.txt", "a")
        store.keep_seen()
        assert "a" in store
        assert "b" not in store
    assert secret not in (tmp_path / STORE).read_bytes()


def test_articles_come_back_in_order(tmp_path: Path) -> None:
    """The articles noted come back sorted by their ids, whole, and only as long as the store is open."""
    with Store(tmp_path) as store:
        store.put(["a"], results("Anna"))
        for article_id, key in (("z.txt", None), ("ä.txt", "a"), ("b.txt", None)):
            read(store, article_id, key)
        seen = list(store.seen())
        assert store.text_of("ä.txt") == "Anna"

    assert [(article.article_id, article.key) for article in seen] == [("b.txt", None), ("z.txt", None), ("ä.txt", "a")]
    assert seen[0].row["title"] == "Ä\ud800"
    with Store(tmp_path) as store:
        assert list(store.seen()) == []


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    """A checkpoint file that is not a database is an output error with a remedy."""
    (tmp_path / STORE).write_bytes(b"not a database" * 1000)

    with pytest.raises(OutputError, match="delete it"):
        Store(tmp_path)


def test_keys_depend_on_the_text_alone() -> None:
    """Equal texts have equal keys, even with lone surrogates."""
    assert text_key("a") == text_key("a") != text_key("b")
    assert text_key("\ud800")


def test_failures_are_retried_with_another_limit(tmp_path: Path) -> None:
    """Failed analyses are erased if the time limit changes; the others are kept."""
    with Store(tmp_path) as store:
        store.allow_seconds(5)
        store.put(["a"], results("Anna"))
        store.put(["b"], to_table([{"error": "took longer than 5 s"}], ANALYSIS))
        store.allow_seconds(5)
        assert "b" in store
        assert store.get("b")["error"][0].as_py() == "took longer than 5 s"
        store.allow_seconds(50)
        assert "b" not in store
        assert "a" in store


def test_a_killed_process_leaves_no_erased_text_in_the_journal(tmp_path: Path) -> None:
    """Erased text is in no file, even if the process is killed before it closes the store."""
    title = "Quastenflosser" * 30
    with Store(tmp_path) as store:
        store.note_file("a.txt", "stamp", [Seen({"title": title}, None)])
        store.keep_files()
    assert title.encode() in (tmp_path / STORE).read_bytes()
    code = (
        "import os, signal; from pathlib import Path; from pipeline.checkpoints import Store\n"
        f"store = Store(Path({str(tmp_path)!r})); store.forget_file('a.txt'); os.kill(os.getpid(), signal.SIGKILL)"
    )
    subprocess.run([sys.executable, "-c", code], check=False)

    assert not any(b"Quastenflosser" in path.read_bytes() for path in tmp_path.iterdir())
    Store(tmp_path).close()
    assert [path.name for path in tmp_path.iterdir()] == [STORE]


def test_damaged_analyses_are_named_and_can_be_dropped(tmp_path: Path) -> None:
    """An invalid payload raises `DamagedAnalysisError`; `drop_damaged` erases such payloads and no others."""
    other = pa.record_batch({"a": [1, 2]}).serialize().to_pybytes()
    two_rows = results("Anna", "Bernd").to_batches()[0].serialize().to_pybytes()
    payloads = [b"", b"garbage", zlib.compress(b"garbage"), zlib.compress(other), zlib.compress(two_rows), "text", 7]
    with Store(tmp_path) as store:
        store.put(["whole"], results("Anna"))
        store.put(["whole failure"], to_table([{"error": "took longer than 5 s"}], ANALYSIS))
    with sqlite3.connect(tmp_path / STORE) as db:
        for number, payload in enumerate(payloads):
            db.execute(f"INSERT INTO {('results', 'failed')[number % 2]} VALUES (?, ?)", (str(number), payload))
    db.close()
    with Store(tmp_path) as store:
        for number in range(len(payloads)):
            with pytest.raises(DamagedAnalysisError, match="damaged"):
                store.get(str(number))
        assert store.drop_damaged() == len(payloads)
        assert store.drop_damaged() == 0
        assert store.get("whole")["sentences"][0].as_py()[0]["text"] == "Anna"
        assert "whole failure" in store


@pytest.mark.parametrize("articles", ["", "[", "7", "[[1, 2]]", "[[{}, null]]", '[["a"]]', '{"a": 1}', "[" * 99_999])
def test_damaged_notes_on_a_file_are_ignored(tmp_path: Path, articles: str) -> None:
    """A file of the corpus whose stored articles are damaged is read again."""
    row = dict.fromkeys(SCHEMAS["articles"].names, "a")
    with Store(tmp_path) as store:
        store.note_file("a.txt", "stamp", [Seen(row, None)])
        store.keep_files()
        assert store.known_file("a.txt", "stamp") == [Seen(row, None)]
    with sqlite3.connect(tmp_path / STORE) as db:
        db.execute("UPDATE files SET articles = ?", (articles,))
    db.close()

    with Store(tmp_path) as store:
        assert store.known_file("a.txt", "stamp") is None
