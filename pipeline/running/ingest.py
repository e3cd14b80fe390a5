"""The first stage: read the corpus, and analyse and store the articles that the store does not hold yet."""

import time
from collections.abc import Generator, Iterable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import chain
from pathlib import Path
from typing import Any

from pipeline.checkpoints import Seen, Store, text_key
from pipeline.reading import Article, Failure, Found, Refused, walk
from pipeline.running.digests import digest_all, reading_digest
from pipeline.running.progress import Progress, Watcher
from pipeline.running.readers import Readers
from pipeline.running.worker_pool import Batch, Workers
from pipeline.schema import SCHEMAS
from pipeline.settings import Settings

_MAX_RECORDS = 1_000
"""A file with more articles is read again by every run."""

JUST_NOW_NS = 2_000_000_000
"""Nanoseconds since its last change during which a file may change again without a new time stamp."""


@dataclass(slots=True)
class Reading:
    """Counts and failures of the reading so far.

    Attributes:
        read: articles read.
        failures: files and articles that could not be read.
        known: articles whose analysis is stored, or under way for another article with the same text.
        analysed: texts analysed in this run.
        under_way: keys of the texts sent to workers.
    """

    read: int = 0
    failures: list[Failure] = field(default_factory=list)
    known: int = 0
    analysed: int = 0
    under_way: set[str] = field(default_factory=set)

    def progress(self, stage: str) -> Progress:
        """Return the counts so far."""
        return Progress(stage, self.read, self.analysed, self.known, len(self.failures))


def input_digest(store: Store, reading: Reading) -> str:
    """Digest of all articles and failures."""
    articles = ((article.row, article.key) for article in store.seen())
    return digest_all(chain(articles, map(asdict, reading.failures)))


def read_and_analyse(corpus: Path, store: Store, settings: Settings, crew: Workers, watch: Watcher) -> Reading:
    """Read the corpus, note its articles in the store, and analyse and store the texts that are new.

    Raises:
        CorpusError, ModelError, OutputError, SettingsError: if corpus, model, output or cluster cannot be used.
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
    """Yield the texts not yet analysed in batches bounded by characters.

    The first batch is empty, so that a worker loads its model while the corpus is being read.
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
    """Yield key and text of every article not yet analysed; note all articles read."""
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
    """Yield files that are new or changed, and put their stamps into `stamps`; note the articles of the others."""
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
    """Yield key and text of each article of a file that is not yet analysed.

    Returns:
        The articles of the file, or an empty list if a later run must read it again.
    """
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
        # a date rejected because it is in the future will be valid later
        reliable = reliable and item.date_given is None and len(articles) < _MAX_RECORDS
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
    """Return a stamp that differs if the file's content or our code differs; None if that is uncertain.

    A file can change twice within one tick of the clock, so a file changed just now gets no stamp, as in Git's index.
    """
    if isinstance(found, Refused):
        return None
    try:
        status = found.path.stat()
    except OSError:
        return None
    if time.time_ns() - max(status.st_mtime_ns, status.st_ctime_ns) < JUST_NOW_NS:
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
