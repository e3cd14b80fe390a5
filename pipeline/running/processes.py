"""Pools of processes that start, stop and die without disturbing this one."""

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
    """A pool whose processes never see Ctrl-C, not even while they start: the terminal sends it to all of them."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Hand over a task, for which a process may be started: it inherits that Ctrl-C is held back."""
        with _ctrl_c_held_back():
            return super().submit(fn, *args, **kwargs)


@contextmanager
def _ctrl_c_held_back() -> Iterator[None]:
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def start_pool(processes: int) -> ProcessPoolExecutor:
    """A pool whose processes compute in one thread each, leave Ctrl-C to this one, and end with it."""
    for name, value in _ONE_THREAD.items():
        os.environ.setdefault(name, value)
    spawn = multiprocessing.get_context("spawn")
    return _Pool(processes, mp_context=spawn, initializer=_begin_worker)


def failed_future(error: BrokenProcessPool) -> "Future[Any]":
    """What a pool gives for a task that it refuses because a process of it has died."""
    future: Future[Any] = Future()
    future.set_exception(error)
    return future


def kill_processes(pool: ProcessPoolExecutor) -> None:
    """Kill the processes of a pool, whatever they do."""
    for process in list((pool._processes or {}).values()):  # no public name before Python 3.14 (kill_workers)
        process.kill()


def _begin_worker() -> None:
    """Leave Ctrl-C to the parent, which stops its workers itself; and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)
