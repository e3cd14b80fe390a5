"""Time limits: what takes too long is interrupted, and what is loaded once does not count."""

import threading
import time

import pytest

from pipeline.deadlines import DeadlineError, time_limit, uncounted

ENDLESS = 60  # seconds that a test would take if nothing interrupted it


def test_a_block_is_interrupted_when_its_time_is_up() -> None:
    """The error names the limit and the setting, and no timer is left behind."""
    begin = time.monotonic()
    with pytest.raises(DeadlineError, match=r"took longer than 1 s \(setting article_seconds\)"), time_limit(1):
        time.sleep(ENDLESS)
    assert time.monotonic() - begin < ENDLESS / 2
    time.sleep(1.1)


def test_code_that_swallows_every_exception_is_interrupted_again() -> None:
    """A parser that catches all exceptions does not see this one, and a bare except only delays it."""

    def parse() -> None:
        try:
            time.sleep(ENDLESS)
        except Exception:  # pragma: no cover
            time.sleep(ENDLESS)
        except BaseException:
            time.sleep(ENDLESS)

    begin = time.monotonic()
    with pytest.raises(DeadlineError), time_limit(1):
        parse()
    assert time.monotonic() - begin < ENDLESS / 2


def load(seconds: float) -> None:
    """Take some time that does not count, and then time that does."""
    with uncounted():
        time.sleep(1.2)
    time.sleep(seconds)


def test_loading_does_not_count() -> None:
    """The clock stands still while something is loaded, and goes on after it."""
    with time_limit(1):
        load(0)
    with pytest.raises(DeadlineError), time_limit(1):
        load(ENDLESS)


def test_other_threads_have_no_limit() -> None:
    """Where no signal can be had, the block runs to its end."""
    done: list[int] = []

    def work() -> None:
        with time_limit(1), uncounted():
            done.append(1)

    thread = threading.Thread(target=work)
    thread.start()
    thread.join()

    assert done == [1]
