"""The first stage: read the corpus, and have analysed and stored what the store does not hold."""

import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import UTC, datetime
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.articles import Article, Failure, read_corpus
from pipeline.errors import OutputError
from pipeline.manifest import digest_all
from pipeline.settings import Settings
from pipeline.store import Seen, Store, text_key
from pipeline.tables import SCHEMAS
from pipeline.workers import Batch, Workers


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
    reading.failures.sort(key=lambda failure: (failure.path, failure.stage, failure.error))
    return reading


def _batches(corpus: Path, store: Store, settings: Settings, reading: Reading) -> Iterator[Batch]:
    """Batches, bounded by characters, of the texts not yet analysed."""
    batch: Batch = []
    size = 0
    for key, text in _new_texts(corpus, store, settings, reading):
        batch.append((key, text))
        size += len(text)
        if size >= settings.batch_characters:
            yield batch
            batch, size = [], 0
    if batch:
        yield batch


def _new_texts(corpus: Path, store: Store, settings: Settings, reading: Reading) -> Iterator[tuple[str, str]]:
    """Key and text of everything not yet analysed; notes everything read on the way."""
    for item in read_corpus(corpus, any_language=settings.any_language):
        if isinstance(item, Failure):
            reading.failures.append(item)
            continue
        analysed = settings.any_language or item.language == "de"
        key = text_key(item.text)
        store.note(Seen(_article_row(item, key), key if analysed else None))
        reading.read += 1
        if not analysed:
            continue
        if key in reading.under_way or key in store:
            reading.known += 1
        else:
            reading.under_way.add(key)
            yield key, item.text


def _article_row(article: Article, key: str) -> dict[str, Any]:
    row = {name: getattr(article, name, None) for name in SCHEMAS["articles"].names}
    return row | {
        "characters": len(article.text),
        "sentences": 0,
        "digest": key,
        "notes": "; ".join(article.notes) or None,
    }
