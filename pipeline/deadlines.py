"""A time limit for a block of code, enforced by a signal if the system has timers."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager

from pipeline.translations import N_


class DeadlineError(BaseException):
    """A time limit was exceeded; the message is for `failures`. Not an `Exception`, which parsers would catch."""


@contextmanager
def time_limit(seconds: int) -> Iterator[None]:
    """Raise DeadlineError in the block after `seconds`; no limit outside the main thread, and none on Windows.

    A parser that catches the error is interrupted again after the same time. C code that does not return to Python
    cannot be interrupted: `running/readers.py` and `running/worker_pool.py` kill its process.
    """
    if not _has_timer():
        yield
        return

    def expired(signum: int, frame: object) -> None:  # noqa: ARG001 (the signature of a signal handler)
        raise DeadlineError(N_("took longer than {seconds} s (setting article_seconds)").format(seconds=seconds))

    before = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


@contextmanager
def uncounted() -> Iterator[None]:
    """Stop the clock of `time_limit` in the block: loading a library once does not count for the first article."""
    if not _has_timer():
        yield
        return
    left, again = signal.setitimer(signal.ITIMER_REAL, 0)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, left, again)


def _has_timer() -> bool:
    """Whether a signal can interrupt this code: only in the main thread, and not on Windows."""
    return hasattr(signal, "setitimer") and threading.current_thread() is threading.main_thread()
