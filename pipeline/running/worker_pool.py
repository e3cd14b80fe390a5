"""Analyse batches of texts in this process, in other processes or on a Dask cluster, through an `Executor`."""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from typing import Any

import pyarrow as pa

from pipeline.errors import PressenetzError, SettingsError
from pipeline.parquet import to_table
from pipeline.running.analysis import Task, process_batch
from pipeline.running.processes import failed_future, kill_processes, start_pool
from pipeline.schema import ANALYSIS
from pipeline.settings import Settings
from pipeline.translations import N_, _

Batch = list[tuple[str, str]]
"""Pairs of key and text."""

STARTUP_SECONDS = 120
"""Seconds that a worker may take to start and load its model."""

CONNECTION_SECONDS = 20
"""Seconds that a Dask scheduler may take to answer."""


class InProcess(Executor):
    """An executor that runs each task immediately, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Run the task now."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # an executor passes every exception to the future
            future.set_exception(error)
        return future


class Workers:
    """A pool that keeps an executor busy with batches and survives the death of its processes.

    Args:
        settings: `workers` (0: this process) and `scheduler` (a Dask cluster) decide where the work is done.
        task: what the workers need to know besides the texts.

    A batch whose worker dies is retried alone and halved until the text that causes it is found.
    """

    def __init__(self, settings: Settings, task: Task) -> None:
        self._settings = settings
        self._task = task
        self._executor: Executor | None = None
        self._client: Any = None
        # maximum number of pending batches: each worker has its next one waiting, even on a cluster that grows
        self._slots = 64 if settings.scheduler else max(1, 2 * settings.workers)

    def __enter__(self) -> "Workers":
        self._executor = self._start()
        return self

    def __exit__(self, kind: type[BaseException] | None, *_: object) -> None:
        if kind is not None:
            self._kill()
        if self._client is not None:
            self._client.close()
        elif self._executor is not None:
            self._executor.shutdown(wait=kind is None, cancel_futures=True)

    def _start(self) -> Executor:
        if self._settings.scheduler:
            self._client, threads = _dask_client(self._settings.scheduler)
            self._slots = max(self._slots, 2 * threads)
            # an analysis is deterministic, so a task may be retried on another worker
            executor: Executor = self._client.get_executor(pure=False, retries=3)
            return executor
        if not self._settings.workers:
            return InProcess()
        return start_pool(self._settings.workers)

    def _kill(self) -> None:
        if isinstance(self._executor, ProcessPoolExecutor):
            kill_processes(self._executor)

    def _submit(self, batch: Batch) -> "Future[pa.Table]":
        assert self._executor is not None, "use Workers in a with statement"
        try:
            return self._executor.submit(process_batch, [text for _, text in batch], self._task)
        except BrokenProcessPool as error:  # a worker died between two batches
            return failed_future(error)

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[list[str], pa.Table]]:
        """Yield keys and results of every batch as they complete.

        Raises:
            ModelError: if the workers cannot load the model, or have another version of it.
            SettingsError: if the cluster is lost or hangs.
        """
        try:
            yield from self._run(batches)
        except PressenetzError:
            raise
        except Exception as error:
            # when the scheduler has died, pending tasks are cancelled, and new ones fail with various errors
            if self._client is None or not (isinstance(error, CancelledError) or self._client.status != "running"):
                raise
            message = _(
                "the connection to the Dask scheduler at {address} is lost: has it ended? Finished work is kept: "
                "restart it, or leave it out, and run the same command again to continue"
            )
            raise SettingsError(message.format(address=self._settings.scheduler)) from error

    def _run(self, batches: Iterable[Batch]) -> Iterator[tuple[list[str], pa.Table]]:
        waiting: dict[Future[pa.Table], Batch] = {}
        for batch in batches:
            waiting[self._submit(batch)] = batch
            if len(waiting) >= self._slots:
                yield from self._collect(waiting)
        while waiting:
            yield from self._collect(waiting)

    def _collect(self, waiting: dict["Future[pa.Table]", Batch]) -> Iterator[tuple[list[str], pa.Table]]:
        """Wait until a batch completes; yield completed batches and remove them from `waiting`."""
        patience = self._patience(waiting.values())
        done = wait(waiting, timeout=patience, return_when=FIRST_COMPLETED).done
        if not done and self._client is not None:
            message = _(
                "the cluster at {address} has finished nothing for {seconds} s: look at its workers; finished work is "
                "kept: run the same command again to continue"
            )
            raise SettingsError(message.format(address=self._settings.scheduler, seconds=round(patience or 0)))
        if not done:
            self._kill()
            done = wait(waiting, return_when=FIRST_COMPLETED).done
        if died := [future for future in done if _worker_died(future)]:
            # Dask reports which batch failed; a broken pool loses all of its pending batches
            yield from self._one_by_one([waiting.pop(future) for future in (died if self._client else list(waiting))])
            return
        for future in done:
            yield _keys(waiting.pop(future)), future.result()

    def _patience(self, batches: Iterable[Batch]) -> float:
        """Return the seconds after which a silent worker is taken to hang: start-up plus the limit of each article."""
        return STARTUP_SECONDS + self._task.article_seconds * max(len(batch) for batch in batches)

    def _one_by_one(self, suspects: list[Batch]) -> Iterator[tuple[list[str], pa.Table]]:
        """Retry the suspects one by one after a worker died, and halve those that kill a worker again."""
        stack = [batch for batch in suspects[::-1] if batch]
        self._restart()
        while stack:
            batch = stack.pop()
            future = self._submit(batch)
            if not wait([future], timeout=self._patience([batch])).done:
                self._kill()
            if not _worker_died(future):
                yield _keys(batch), future.result()
                continue
            self._restart()
            if len(batch) == 1:
                error = N_("the worker process died or hung at this article (out of memory? --fresh tries again)")
                yield _keys(batch), to_table([{"error": error}], ANALYSIS)
            else:
                middle = len(batch) // 2
                stack += [batch[middle:], batch[:middle]]

    def _restart(self) -> None:
        if isinstance(self._executor, ProcessPoolExecutor):
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = self._start()


def _worker_died(future: "Future[pa.Table]") -> bool:
    """Wait for a task; return whether its worker died. Dask's error is recognized by name: Dask may be missing."""
    error = future.exception()
    return isinstance(error, BrokenProcessPool) or type(error).__name__ == "KilledWorker"


def _keys(batch: Batch) -> list[str]:
    return [key for key, _ in batch]


def _dask_client(address: str) -> tuple[Any, int]:
    """Connect to the cluster; return the client and the number of threads of its workers."""
    try:
        from distributed import Client
    except ImportError as error:
        raise SettingsError(_("the setting scheduler needs Dask: pip install 'pressenetz[dask]'")) from error
    try:
        client = Client(address, set_as_default=False, timeout=CONNECTION_SECONDS)  # type: ignore[no-untyped-call]  # Dask is not typed
        return client, sum(client.nthreads().values())  # type: ignore[no-untyped-call]
    except Exception as error:  # another service may answer there, or TLS may not be set up
        message = _("no Dask scheduler answers at {address}: {reason}")
        raise SettingsError(message.format(address=address, reason=error)) from error
