"""Checkpoints: the analysis of every article, keyed by its text, in one SQLite file in the output folder.

During a run, temporary tables hold the list of the articles read, which would grow with the corpus in memory.

Why SQLite rather than our own files: a batch is one transaction, so a run killed at any moment leaves whole batches;
single articles can be read, replaced and erased; its lock excludes a second run and ends with its process.
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
from pipeline.translations import _

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
"""Errors raised by a payload that `put` did not write."""


@dataclass(frozen=True, slots=True)
class Seen:
    """An article that was read: its row of `articles` and the key of its analysis (None if it needs none)."""

    row: dict[str, Any]
    key: str | None

    @property
    def article_id(self) -> str:
        """Id of the article."""
        return str(self.row["article_id"])


def text_key(text: str) -> str:
    """Return the key of an article's analysis, which depends only on the text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class Store:
    """The checkpoint file of one output folder, open and locked until `close`.

    Raises:
        OutputError: if another run holds the file, or it cannot be read or written.
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
            message = _("{path} is damaged ({error}): delete it, or choose another output folder")
            return message.format(path=self.path, error=error)
        if "locked" in str(error):
            message = _("another run is writing to {folder}: wait for it, or choose another output folder")
            return message.format(folder=folder)
        message = _(
            "cannot write to {folder} ({error}): check its permissions and the free space, or choose another folder"
        )
        return message.format(folder=folder, error=error)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Release the lock and close the file."""
        with suppress(sqlite3.Error):
            self._db.execute("PRAGMA locking_mode = NORMAL")
            self._db.execute("PRAGMA journal_mode = DELETE")  # also removes an empty journal that a killed process left
        self._db.close()

    def get_meta(self, name: str) -> str | None:
        """Return a stored value, or None."""
        rows = self._execute("SELECT value FROM meta WHERE name = ?", name)
        return str(rows[0][0]) if rows else None

    def set_meta(self, name: str, value: str) -> None:
        """Store a value."""
        self._write([("INSERT OR REPLACE INTO meta VALUES (?, ?)", (name, value))])

    def clear(self) -> None:
        """Erase everything."""
        self._write([(f"DELETE FROM {table}", ()) for table in ("results", "failed", "meta", "files")])

    def allow_seconds(self, seconds: int) -> None:
        """Erase the failures if they happened under another time limit."""
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
        """Return the analysis stored under a key: a batch of one row (schema `ANALYSIS`).

        Raises:
            KeyError: if there is no such analysis.
            DamagedAnalysisError: if it cannot be read.
        """
        rows = self._execute("SELECT payload FROM analyses WHERE key = ?", key)
        if not rows:
            raise KeyError(key)
        try:
            return _unpack(rows[0][0])
        except _UNREADABLE as error:
            message = _(
                "an analysis stored in {path} is damaged ({error}): repeat `pressenetz run` with this output, which "
                "repeats the analysis"
            )
            raise DamagedAnalysisError(message.format(path=self.path, error=error)) from error

    def drop_damaged(self) -> int:
        """Erase every analysis that cannot be read; return their number."""
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
        """Return the analyses stored under some keys, one row per key, in one chunk.

        Raises:
            KeyError: if a key has no analysis.
            DamagedAnalysisError: if one cannot be read.
        """
        return pa.Table.from_batches([self.get(key) for key in keys], schema=ANALYSIS).combine_chunks()

    def note(self, article: Seen) -> None:
        """Note that an article was read; the note lasts until the store is closed."""
        row = json.dumps(article.row)
        self._execute("INSERT INTO seen VALUES (?, ?, ?)", article.article_id, article.key, row)

    def note_file(self, name: str, stamp: str, articles: Iterable[Seen]) -> None:
        """Note the articles of a file of the corpus, for `known_file` after `keep_files`."""
        rows = json.dumps([[article.row, article.key] for article in articles])
        self._execute("INSERT INTO seen_files VALUES (?, ?, ?)", name, stamp, rows)

    def known_file(self, name: str, stamp: str) -> list[Seen] | None:
        """Return the articles that an earlier run read from a file with this stamp; None unless all are analysed."""
        found = self._execute("SELECT articles FROM files WHERE name = ? AND stamp = ?", name, stamp)
        articles = _articles(found[0][0]) if found else []
        return articles if articles and all(each.key is None or each.key in self for each in articles) else None

    def keep_files(self) -> None:
        """Replace the files known to later runs with those noted in this run."""
        self._write([("DELETE FROM files", ()), ("INSERT INTO files SELECT * FROM seen_files", ())])

    def forget_file(self, name: str) -> None:
        """Erase what is known of a file, so that the next run reads it again."""
        self._write([("DELETE FROM files WHERE name = ?", (name,))])

    def forget_seen(self) -> None:
        """Erase all notes made since the store was opened."""
        for table in ("seen", "seen_files"):
            self._execute(f"DELETE FROM {table}")

    def seen(self) -> Iterator[Seen]:
        """Yield the articles read, in the order of their ids."""
        for key, row in self._db.execute("SELECT key, row FROM seen ORDER BY article_id"):
            yield Seen(json.loads(row), key)

    def text_of(self, article_id: str) -> str:
        """Return the sentences of an analysed article, joined by spaces."""
        key = self._execute("SELECT key FROM seen WHERE article_id = ?", article_id)[0][0]
        return " ".join(sentence["text"] for sentence in self.get(key)["sentences"][0].as_py())

    def keep_seen(self) -> None:
        """Erase every analysis that belongs to none of the articles read; compact the file if a quarter is free."""
        others = "WHERE key NOT IN (SELECT key FROM seen WHERE key IS NOT NULL)"
        # secure_delete overwrites what is erased
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
            message = _("cannot write {path} ({error}): is the disk full? Earlier checkpoints are intact")
            raise OutputError(message.format(path=self.path, error=error)) from error


def _unpack(payload: bytes) -> pa.RecordBatch:
    """Decode an analysis that `put` encoded."""
    batch = pa.ipc.read_record_batch(pa.py_buffer(zlib.decompress(payload)), ANALYSIS)
    batch.validate()
    if batch.num_rows != 1:
        raise ValueError(f"{batch.num_rows} rows instead of one")
    return batch


def _articles(rows: str) -> list[Seen]:
    """Decode the articles of a file; return an empty list if they are damaged, so that the file is read again."""
    try:
        articles = [Seen(row, key) for row, key in json.loads(rows)]
        whole = all(
            each.row.keys() >= set(SCHEMAS["articles"].names) and isinstance(each.key, str | None) for each in articles
        )
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []
    return articles if whole else []
