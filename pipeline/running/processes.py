"""Pools of processes that ignore Ctrl-C, end with their parent, and can be killed."""

import multiprocessing
import os
import signal
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from typing import Any

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


class _Pool(ProcessPoolExecutor):
    """A pool whose processes ignore Ctrl-C, which the terminal sends to all of them, even while they start."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Submit a task with SIGINT blocked: a process started for it inherits the signal mask."""
        with _sigint_blocked():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def _sigint_blocked() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_pool(processes: int) -> ProcessPoolExecutor:
    """Start a pool whose processes use one thread each, ignore Ctrl-C, and end with this process."""
    for name, value in _ONE_THREAD.items():
        os.environ.setdefault(name, value)
    spawn = multiprocessing.get_context("spawn")
    return _Pool(processes, mp_context=spawn, initializer=_begin_worker)


def failed_future(error: BrokenProcessPool) -> "Future[Any]":
    """Return a future that has failed, for a task that a broken pool refuses."""
    future: Future[Any] = Future()
    future.set_exception(error)
    return future


def kill_processes(pool: ProcessPoolExecutor) -> None:
    """Kill the processes of a pool at once, even if they hang."""
    for process in list((pool._processes or {}).values()):  # public only since Python 3.14 (kill_workers)
        process.kill()


def _begin_worker() -> None:
    """Ignore Ctrl-C, because the parent stops its workers itself, and end when the parent has gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
