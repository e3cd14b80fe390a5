"""Checkpoints: the analysis of every article, keyed by its text, in one SQLite file in the output folder.

While a run lasts, the list of the articles that it read lies beside them: in memory it would grow with the corpus.

SQLite rather than files of our own: a batch is one transaction, so a run killed at any moment leaves whole
batches; single articles can be read, replaced and erased; and its lock keeps a second run out, and is gone
with the process that held it.
"""

import hashlib
import json
import sqlite3
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

import pyarrow as pa

from pipeline.errors import DamagedAnalysisError, OutputError
from pipeline.schema import ANALYSIS, SCHEMAS

STORE = "checkpoints.sqlite"

_TABLES = """
CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL);
CREATE TABLE IF NOT EXISTS results (key TEXT PRIMARY KEY, payload BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS failed (key TEXT PRIMARY KEY, payload BLOB NOT NULL) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS files (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, articles TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP VIEW analyses AS SELECT * FROM results UNION ALL SELECT * FROM failed;
CREATE TEMP TABLE seen (article_id TEXT PRIMARY KEY, key TEXT, row TEXT NOT NULL) WITHOUT ROWID;
CREATE TEMP TABLE seen_files (name TEXT PRIMARY KEY, stamp TEXT NOT NULL, articles TEXT NOT NULL) WITHOUT ROWID;
"""


_UNREADABLE = (zlib.error, pa.ArrowException, OSError, ValueError, TypeError)
"""Errors of a payload that is not what `put` wrote."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An article that was read: its row of `articles`, and the key of its analysis (None if it is not analysed)."""

    row: dict[str, Any]
    key: str | None

    @property
    def article_id(self) -> str:
        """The article's id."""
        return str(self.row["article_id"])


def text_key(text: str) -> str:
    """Key of an article's analysis: it depends on the text alone."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Store:
    """The checkpoint file of one output folder, open and locked until `close`.

    Raises:
        OutputError: if another run holds it, or it cannot be written or read.
    """

    def __init__(self, folder: Path) -> None:
        self.path = folder / STORE
        try:
            self._db = sqlite3.connect(self.path, timeout=0, isolation_level=None)
        except sqlite3.OperationalError as error:
            raise OutputError(self._refusal(error)) from error
        try:
            self._lock()
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise OutputError(self._refusal(error)) from error

    def _lock(self) -> None:
        self._db.execute("PRAGMA locking_mode = EXCLUSIVE")
        # By default, an exclusive connection keeps its journal until it is closed: after a kill, the journal would
        # still hold erased text.
        self._db.execute("PRAGMA journal_mode = TRUNCATE")
        self._db.execute("PRAGMA secure_delete = ON")
        self._db.execute("BEGIN IMMEDIATE")
        for statement in _TABLES.strip().split("\n"):
            self._db.execute(statement)
        self._db.execute("COMMIT")

    def _refusal(self, error: sqlite3.DatabaseError) -> str:
        folder = self.path.parent
        if not isinstance(error, sqlite3.OperationalError):
            return f"{self.path} is damaged ({error}): delete it, or choose another output folder"
        if "locked" in str(error):
            return f"another run is writing to {folder}: wait for it, or choose another output folder"
        return f"cannot write to {folder} ({error}): check its permissions and the free space, or choose another folder"

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Give the file and its lock back."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA locking_mode = NORMAL")
            self._db.execute("PRAGMA journal_mode = DELETE")  # also an empty one that a killed process left
        self._db.close()

    def get_meta(self, name: str) -> str | None:
        """A remembered value, or None."""
        rows = self._execute("SELECT value FROM meta WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def set_meta(self, name: str, value: str) -> None:
        """Remember a value."""
        self._write([("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))])

    def clear(self) -> None:
        """Forget everything."""
        self._write([(f"DELETE FROM {table}", ()) for table in ("results", "failed", "meta", "files")])

    def allow_seconds(self, seconds: int) -> None:
        """Forget the failures if an article was allowed another time when they failed."""
        if self.get_meta("article_seconds") != str(seconds):
            self._write([("DELETE FROM failed", ())])
            self.set_meta("article_seconds", str(seconds))

    def __contains__(self, key: str) -> bool:
        return bool(self._execute("SELECT 1 FROM analyses WHERE key = ?", key))

    def __len__(self) -> int:
        return int(self._execute("SELECT count(*) FROM results")[0][0])

    def put(self, keys: Iterable[str], results: pa.Table) -> None:
        """Store the rows of `results` (schema `ANALYSIS`) under `keys`, all or none."""
        rows = (results.slice(position, 1).combine_chunks().to_batches()[0] for position in range(results.num_rows))
        self._write(
            (
                f"INSERT OR REPLACE INTO {'results' if row['error'].null_count else 'failed'} VALUES (?, ?)",
                (key, zlib.compress(row.serialize().to_pybytes(), 1)),
            )
            for key, row in zip(keys, rows, strict=True)
        )

    def get(self, key: str) -> pa.RecordBatch:
        """The analysis stored under a key: a batch of one row (schema `ANALYSIS`).

        Raises:
            KeyError: if there is none.
            DamagedAnalysisError: if it cannot be read.
        """
        rows = self._execute("SELECT payload FROM analyses WHERE key = ?", key)
        if not rows:
            raise KeyError(key)
        try:
            return _unpack(rows[0][0])
        except _UNREADABLE as error:
            raise DamagedAnalysisError(
                f"an analysis stored in {self.path} is damaged ({error}): repeat `pressenetz run` with this output, "
                f"which makes it again"
            ) from error

    def drop_damaged(self) -> int:
        """Erase every analysis that cannot be read; their number."""
        damaged = []
        for table in ("results", "failed"):
            for (key,) in self._execute(f"SELECT key FROM {table}"):
                try:
                    _unpack(self._execute(f"SELECT payload FROM {table} WHERE key = ?", key)[0][0])
                except _UNREADABLE:
                    damaged.append((f"DELETE FROM {table} WHERE key = ?", (key,)))
        self._write(damaged)
        return len(damaged)

    def get_all(self, keys: Iterable[str]) -> pa.Table:
        """The analyses stored under some keys, one row each, in one chunk.

        Raises:
            KeyError: if there is none for a key.
            DamagedAnalysisError: if one cannot be read.
        """
        return pa.Table.from_batches([self.get(key) for key in keys], schema=ANALYSIS).combine_chunks()

    def note(self, article: Seen) -> None:
        """Remember, as long as the store is open, that an article was read."""
        row = json.dumps(article.row)
        self._execute("INSERT INTO seen VALUES (?, ?, ?)", article.article_id, article.key, row)

    def note_file(self, name: str, stamp: str, articles: Iterable[Seen]) -> None:
        """Remember what is in a file of the corpus, for `known_file` after `keep_files`."""
        rows = json.dumps([[article.row, article.key] for article in articles])
        self._execute("INSERT INTO seen_files VALUES (?, ?, ?)", name, stamp, rows)

    def known_file(self, name: str, stamp: str) -> list[Seen] | None:
        """The articles of a file that an earlier run has read under the same stamp, if all are analysed; else None."""
        found = self._execute("SELECT articles FROM files WHERE name = ? AND stamp = ?", name, stamp)
        articles = _articles(found[0][0]) if found else []
        return articles if articles and all(each.key is None or each.key in self for each in articles) else None

    def keep_files(self) -> None:
        """Make what was noted of files in this run, and nothing else, known to later runs."""
        self._write([("DELETE FROM files", ()), ("INSERT INTO files SELECT * FROM seen_files", ())])

    def forget_file(self, name: str) -> None:
        """Have a file read again by the next run, and nothing of it kept until then."""
        self._write([("DELETE FROM files WHERE name = ?", (name,))])

    def forget_seen(self) -> None:
        """Forget what was noted since the store was opened."""
        for table in ("seen", "seen_files"):
            self._execute(f"DELETE FROM {table}")

    def seen(self) -> Iterator[Seen]:
        """The articles read, in the order of their ids."""
        for key, row in self._db.execute("SELECT key, row FROM seen ORDER BY article_id"):
            yield Seen(json.loads(row), key)

    def text_of(self, article_id: str) -> str:
        """The sentences of an analysed article."""
        key = self._execute("SELECT key FROM seen WHERE article_id = ?", article_id)[0][0]
        return " ".join(sentence["text"] for sentence in self.get(key)["sentences"][0].as_py())

    def keep_seen(self) -> None:
        """Erase every result that belongs to no article that was read, and give much free space back."""
        others = "WHERE key NOT IN (SELECT key FROM seen WHERE key IS NOT NULL)"
        # secure_delete: what is erased is overwritten
        self._write([(f"DELETE FROM {table} {others}", ()) for table in ("results", "failed")])
        free, pages = (self._execute(f"PRAGMA {name}")[0][0] for name in ("freelist_count", "page_count"))
        if free > pages / 4:
            self._execute("VACUUM")

    def _execute(self, statement: str, *values: str | None) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(statement, values).fetchall()
        except sqlite3.DatabaseError as error:
            raise OutputError(self._refusal(error)) from error

    def _write(self, statements: Iterable[tuple[str, tuple[Any, ...]]]) -> None:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            for statement, values in statements:
                self._db.execute(statement, values)
            self._db.execute("COMMIT")
        except sqlite3.DatabaseError as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise OutputError(
                f"cannot write {self.path} ({error}): is the disk full? What was stored is intact"
            ) from error


def _unpack(payload: bytes) -> pa.RecordBatch:
    """One analysis, as `put` packed it."""
    batch = pa.ipc.read_record_batch(pa.py_buffer(zlib.decompress(payload)), ANALYSIS)
    batch.validate()
    if batch.num_rows != 1:
        raise ValueError(f"{batch.num_rows} rows instead of one")
    return batch


def _articles(rows: str) -> list[Seen]:
    """The articles of a file, as `note_file` wrote them; none if they are damaged, so that the file is read again."""
    try:
        articles = [Seen(row, key) for row, key in json.loads(rows)]
        whole = all(
            each.row.keys() >= set(SCHEMAS["articles"].names) and isinstance(each.key, str | None) for each in articles
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []
    return articles if whole else []
