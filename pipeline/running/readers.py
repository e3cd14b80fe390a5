"""Read pages and documents in other processes, because that is slow and their parsers may crash."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from datetime import UTC, date, datetime

from pipeline.reading import Article, Failure, Found, Refused, forget_languages, is_costly, read_found
from pipeline.running.processes import failed_future, kill_processes, start_pool
from pipeline.settings import Settings
from pipeline.translations import N_

Items = list[Article | Failure]
Waiting = deque[tuple[Found | Refused, "Future[Items] | None"]]

_MAX_FILES_AHEAD = 4
"""Files per process that are read ahead of their turn."""

GRACE_SECONDS = 5
"""Seconds beyond the time limit of an article after which its reader is killed."""


class Readers:
    """Reads files in order; costly ones in other processes, ahead of their turn.

    A file that kills its process or exceeds the time limit of an article becomes a failure; other files are unaffected.

    Args:
        settings: `workers` is the number of processes; with 0, everything is read in this process.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings
        self._today = datetime.now(UTC).date()
        self._pool: ProcessPoolExecutor | None = None

    def __enter__(self) -> "Readers":
        return self

    def __exit__(self, *_: object) -> None:
        self._stop()
        forget_languages()

    def read(self, files: Iterable[Found | Refused]) -> Iterator[tuple[Found | Refused, Iterable[Article | Failure]]]:
        """Yield each file with its articles and failures; a file of many records is read lazily."""
        waiting: Waiting = deque()
        for found in files:
            waiting.append((found, self._submit(found)))
            if len(waiting) > _MAX_FILES_AHEAD * self._settings.workers:
                yield self._next(waiting)
        while waiting:
            yield self._next(waiting)

    def _submit(self, found: Found | Refused) -> "Future[Items] | None":
        if not self._settings.workers or isinstance(found, Refused) or not is_costly(found):
            return None
        if self._pool is None:
            self._pool = start_pool(self._settings.workers)
        try:
            return self._pool.submit(_read, found, self._settings, self._today)
        except BrokenProcessPool as error:
            return failed_future(error)

    def _next(self, waiting: Waiting) -> tuple[Found | Refused, Iterable[Article | Failure]]:
        if waiting[0][1] is not None and not self._ends_well(waiting[0][1]):
            self._stop()
            self._read_alone(waiting)
        found, future = waiting.popleft()
        if isinstance(found, Refused):
            return found, [Failure(found.name, "read", found.error)]
        if future is None:
            return found, _found_in(found, self._settings, self._today)
        return found, future.result()

    def _ends_well(self, future: "Future[Items]") -> bool:
        """Wait for a result; return False if there will never be one."""
        try:
            # the reader stops by itself at the time limit, unless it hangs in C code
            timeout = self._settings.article_seconds + GRACE_SECONDS
            return not isinstance(future.exception(timeout=timeout), BrokenProcessPool)
        except (TimeoutError, CancelledError):
            return False

    def _read_alone(self, waiting: Waiting) -> None:
        """Read the waiting files one by one after a process died or hung, to find the file that caused it."""
        for position, (found, future) in enumerate(waiting):
            if future is None or (future.done() and self._ends_well(future)):
                continue
            again = self._submit(found)
            if again is None or not self._ends_well(again):
                self._stop()
                message = N_("reading it killed its process, or took longer than {seconds} s")
                error = message.format(seconds=self._settings.article_seconds)
                again = _done([Failure(found.name, "read", error)])
            waiting[position] = found, again

    def _stop(self) -> None:
        if self._pool is not None:
            kill_processes(self._pool)
            self._pool.shutdown(wait=False, cancel_futures=True)
            self._pool = None


def _read(found: Found, settings: Settings, today: date) -> Items:
    return list(_found_in(found, settings, today))


def _found_in(found: Found, settings: Settings, today: date) -> Iterator[Article | Failure]:
    return read_found(
        found,
        any_language=settings.any_language,
        text_field=settings.text_field,
        today=today,
        seconds=settings.article_seconds,
    )


def _done(result: Items) -> "Future[Items]":
    future: Future[Items] = Future()
    future.set_result(result)
    return future
