"""The first stage: read the corpus, and have analysed and stored what the store does not hold."""

import time
from collections.abc import Callable, Generator, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.checkpoints import Seen, Store, text_key
from pipeline.errors import OutputError
from pipeline.reading import Article, Failure, Found, Refused, walk
from pipeline.running.digests import digest_all, reading_digest
from pipeline.running.readers import Readers
from pipeline.running.worker_pool import Batch, Workers
from pipeline.schema import SCHEMAS
from pipeline.settings import Settings


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a run is: `stage` is `analyse`, `network` or `done`; the counts are of articles; `note` is for the user."""

    stage: str
    read: int = 0
    analysed: int = 0
    known: int = 0
    failed: int = 0
    note: str = ""


Watcher = Callable[[Progress], None]

LOG = "run.log"
LOG_SECONDS = 10

_RECORDS = 1_000  # articles of one file that are remembered
_JUST_NOW = 2_000_000_000  # nanoseconds


def logged(watch: Watcher, output: Path) -> Watcher:
    """A watcher that also writes notes, stages and, every ten seconds, the counts to `run.log` in the output folder."""
    last_stage, last_time = "", 0.0

    def both(progress: Progress) -> None:
        nonlocal last_stage, last_time
        watch(progress)
        now = time.monotonic()
        if progress.note or progress.stage != last_stage or now - last_time >= LOG_SECONDS:
            last_stage, last_time = progress.stage, now
            _append(output / LOG, _log_line(progress))

    return both


def _append(path: Path, line: str) -> None:
    try:
        if path.exists() and not path.is_file():
            raise OutputError(f"cannot write {path}: it is no regular file; remove it")
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise OutputError(f"cannot write {path} ({error.strerror}): is the disk full, or read-only?") from error


def _log_line(progress: Progress) -> str:
    counts = f"read {progress.read}, analysed {progress.analysed}, known {progress.known}, failed {progress.failed}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {progress.stage}: {progress.note or counts}\n"


@dataclass(slots=True)
class Reading:
    """What was read: how many articles, the failures, and for how many articles the analysis was known already."""

    read: int = 0
    failures: list[Failure] = field(default_factory=list)
    known: int = 0
    analysed: int = 0
    under_way: set[str] = field(default_factory=set)

    def progress(self, stage: str) -> Progress:
        """The counts so far."""
        return Progress(stage, self.read, self.analysed, self.known, len(self.failures))


def input_digest(store: Store, reading: Reading) -> str:
    """Digest of everything read."""
    articles = ((article.row, article.key) for article in store.seen())
    return digest_all(chain(articles, map(asdict, reading.failures)))


def read_and_analyse(corpus: Path, store: Store, settings: Settings, crew: Workers, watch: Watcher) -> Reading:
    """Read the corpus, analyse what the store does not hold, and store it; the articles are noted in the store.

    Raises:
        CorpusError, ModelError, OutputError: as the parts do.
    """
    reading = Reading()
    with crew as workers:
        for keys, results in workers.run(_batches(corpus, store, settings, reading)):
            store.put(keys, results)
            reading.under_way.difference_update(keys)
            reading.analysed += len(keys)
            watch(reading.progress("analyse"))
    store.keep_files()
    reading.failures.sort(key=lambda failure: (failure.path, failure.stage, failure.error))
    return reading


def _batches(corpus: Path, store: Store, settings: Settings, reading: Reading) -> Iterator[Batch]:
    """Batches, bounded by characters, of the texts not yet analysed.

    The first is empty: a worker loads its model while what it will analyse is being read.
    """
    batch: Batch = []
    size = 0
    for number, (key, text) in enumerate(_new_texts(corpus, store, settings, reading)):
        if not number:
            yield []
        batch.append((key, text))
        size += len(text)
        if size >= settings.batch_characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _new_texts(corpus: Path, store: Store, settings: Settings, reading: Reading) -> Iterator[tuple[str, str]]:
    """Key and text of everything not yet analysed; notes everything read on the way."""
    stamps: dict[str, str | None] = {}
    with Readers(settings) as readers:
        for found, items in readers.read(_new_files(corpus, store, settings, reading, stamps)):
            articles = yield from _texts_of(items, store, settings, reading)
            stamp = stamps.pop(found.name)
            if stamp and articles:
                store.note_file(found.name, stamp, articles)


def _new_files(
    corpus: Path, store: Store, settings: Settings, reading: Reading, stamps: dict[str, str | None]
) -> Iterator[Found | Refused]:
    """The files that no earlier run has read as they are, with their stamps; notes what is in the others."""
    readers = reading_digest(settings)
    for found in walk(corpus, follow_links=settings.follow_links):
        stamp = _stamp(found, readers)
        articles = store.known_file(found.name, stamp) if stamp else None
        if stamp is None or articles is None:
            stamps[found.name] = stamp
            yield found
            continue
        for article in articles:
            store.note(article)
        store.note_file(found.name, stamp, articles)
        reading.read += len(articles)
        reading.known += sum(article.key is not None for article in articles)


def _texts_of(
    items: Iterable[Article | Failure], store: Store, settings: Settings, reading: Reading
) -> Generator[tuple[str, str], None, list[Seen]]:
    """Key and text of what is not yet analysed in one file; returns its articles, if another run may rely on them."""
    articles: list[Seen] = []
    reliable = True
    for item in items:
        if isinstance(item, Failure):
            reading.failures.append(item)
            reliable = False
            continue
        key = text_key(item.text)
        article = Seen(_article_row(item, key), key if settings.any_language or item.language == "de" else None)
        store.note(article)
        reading.read += 1
        # a date that lies in the future today will not always do so
        reliable = reliable and item.date_given is None and len(articles) < _RECORDS
        if reliable:
            articles.append(article)
        if article.key is None:
            continue
        if key in reading.under_way or key in store:
            reading.known += 1
        else:
            reading.under_way.add(key)
            yield key, item.text
    return articles if reliable else []


def _stamp(found: Found | Refused, readers: str) -> str | None:
    """What changes whenever a file's content, or our way of reading it, does; None where that is not sure.

    A file can be changed twice within a tick of the clock: one changed just now is not relied on, as in Git's index.
    """
    if isinstance(found, Refused):
        return None
    try:
        status = found.path.stat()
    except OSError:
        return None
    if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) < _JUST_NOW:
        return None
    return f"{readers} {status.st_size} {status.st_mtime_ns} {status.st_ctime_ns} {status.st_ino}"


def _article_row(article: Article, key: str) -> dict[str, Any]:
    row = {name: getattr(article, name, None) for name in SCHEMAS["articles"].names}
    return row | {
        "characters": len(article.text),
        "sentences": 0,
        "digest": key,
        "notes": "; ".join(article.notes) or None,
    }
