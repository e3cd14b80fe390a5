"""Work on batches of texts, here or in other processes: the seam is `concurrent.futures.Executor`."""

import multiprocessing
import os
import platform
import signal
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Executor, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.errors import ModelError, SettingsError
from pipeline.manifest import analysis_digest
from pipeline.model_files import model_info
from pipeline.settings import Settings
from pipeline.tables import ANALYSIS, to_table

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.gazetteer import Gazetteer

Batch = list[tuple[str, str]]
"""Keys and texts."""

_GRACE = 120
"""Seconds that a worker may take to start and load its model."""

_BATCHES_REMEMBERED = 100
"""Batches after which a worker forgets the words it has seen."""

_ONE_THREAD = {"OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1", "MKL_NUM_THREADS": "1"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a worker must know beside the texts; it travels with them.

    Attributes:
        model: name or path of the model.
        article_seconds: time that one article may take.
        names: the user's gazetteer, packed, for its file may be on another machine; empty for none.
        analysis: digest that model and rules of the worker must have; empty where they are the caller's own files.
    """

    model: str
    article_seconds: int
    names: bytes = b""
    analysis: str = ""


def process_batch(texts: Sequence[str], task: Task) -> pa.Table:
    """Analyse texts in a worker; one row each in the form of `tables.ANALYSIS`, a failure being a row with `error`.

    Raises:
        ModelError: if the worker has not the model, or another one or other rules than the caller.
    """
    tools = _prepared(task)
    with tools.forgetting():
        rows = [_one(tools.nlp, text, task.article_seconds, tools.gazetteer) for text in texts]
    return to_table(rows, ANALYSIS)


@dataclass(slots=True)
class _Tools:
    """Model and gazetteer of a worker.

    spaCy remembers every word it ever saw; to forget them costs time, for the usual ones come again.
    """

    nlp: "Language"
    gazetteer: "Gazetteer | None"
    batches: int = 0
    zone: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """A block that leaves no Doc behind; now and then, new words are forgotten before it begins."""
        if self.batches % _BATCHES_REMEMBERED == 0:
            self.zone.close()
            self.zone.enter_context(self.nlp.memory_zone())
        self.batches += 1
        yield


@lru_cache(maxsize=1)
def _prepared(task: Task) -> _Tools:
    """Model and gazetteer, loaded once for each worker."""
    from pipeline.gazetteer import unpack
    from pipeline.language import load_model

    gazetteer = unpack(task.names) if task.names else None
    if task.analysis and task.analysis != analysis_digest(model_info(task.model), gazetteer):
        raise ModelError(
            f"the worker on {platform.node()} has another version of pressenetz or of the model {task.model!r} than "
            f"this machine: install the same on all of them"
        )
    return _Tools(load_model(task.model)[0], gazetteer)


def _one(nlp: "Language", text: str, seconds: int, gazetteer: "Gazetteer | None") -> dict[str, Any]:
    from pipeline.language import analyse
    from pipeline.rows import tabulate

    try:
        with _time_limit(seconds):
            return tabulate(text, analyse(nlp, text), gazetteer)
    except TimeoutError:
        return {"error": f"took longer than {seconds} s (setting article_seconds)"}
    except Exception as error:  # whatever one article does must not take the others down
        return {"error": f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}"}


@contextmanager
def _time_limit(seconds: int) -> Iterator[None]:
    """Raise TimeoutError in the block after `seconds`, where signals can be had (the main thread, not on Windows)."""
    if not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return

    def expired(signum: int, frame: object) -> None:  # noqa: ARG001 (the signature of a signal handler)
        raise TimeoutError

    before = signal.signal(signal.SIGALRM, expired)
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)


class InProcess(Executor):
    """An executor that runs each task at once, in this process."""

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """Run the task now."""
        future: Future[Any] = Future()
        try:
            future.set_result(fn(*args, **kwargs))
        except Exception as error:  # an executor hands every exception to the future
            future.set_exception(error)
        return future


def kill(pool: ProcessPoolExecutor) -> None:
    """Kill the processes of a pool, whatever they do."""
    for process in list((pool._processes or {}).values()):  # no public name before Python 3.14 (kill_workers)
        process.kill()


def begin_worker() -> None:
    """Leave Ctrl-C to the parent, which stops its workers itself; and end when the parent is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    if parent := multiprocessing.parent_process():
        parent.join()
        os._exit(1)


class Workers:
    """Keeps an executor busy with batches and survives the death of its processes.

    Args:
        settings: `workers` 0 works in this process, N in N processes; `scheduler` on that Dask cluster.
        task: what the workers are told.

    A batch whose worker dies is split and tried again, alone, until the one text to blame is found.
    """

    def __init__(self, settings: Settings, task: Task) -> None:
        self._settings = settings
        self._task = task
        self._executor: Executor | None = None
        self._client: Any = None
        # batches under way at once: every worker has its next one waiting, also on a cluster that grows
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
            self._client = _dask_client(self._settings.scheduler)
            self._slots = max(self._slots, 2 * sum(self._client.nthreads().values()))
            # what is analysed twice is the same, so a task may be tried again on another worker
            executor: Executor = self._client.get_executor(pure=False, retries=3)
            return executor
        if not self._settings.workers:
            return InProcess()
        for name, value in _ONE_THREAD.items():
            os.environ.setdefault(name, value)
        return ProcessPoolExecutor(
            self._settings.workers, mp_context=multiprocessing.get_context("spawn"), initializer=begin_worker
        )

    def _kill(self) -> None:
        if isinstance(self._executor, ProcessPoolExecutor):
            kill(self._executor)

    def _submit(self, batch: Batch) -> "Future[pa.Table]":
        assert self._executor is not None, "use Workers in a with statement"
        return self._executor.submit(process_batch, [text for _, text in batch], self._task)

    def run(self, batches: Iterable[Batch]) -> Iterator[tuple[list[str], pa.Table]]:
        """Keys and results of every batch, as they are ready.

        Raises:
            ModelError: if the workers cannot load the model, or have another one.
        """
        waiting: dict[Future[pa.Table], Batch] = {}
        for batch in batches:
            waiting[self._submit(batch)] = batch
            if len(waiting) >= self._slots:
                yield from self._collect(waiting)
        while waiting:
            yield from self._collect(waiting)

    def _collect(self, waiting: dict["Future[pa.Table]", Batch]) -> Iterator[tuple[list[str], pa.Table]]:
        """Wait for results; take the batches they belong to out of `waiting`."""
        patience = self._patience(waiting.values())
        done = wait(waiting, timeout=patience, return_when=FIRST_COMPLETED).done
        if not done and self._client is not None:
            raise SettingsError(
                f"the cluster at {self._settings.scheduler} has finished nothing for {patience:.0f} s: look at its "
                f"workers; what is done is kept: run the same command again to go on"
            )
        if not done:
            self._kill()
            done = wait(waiting, return_when=FIRST_COMPLETED).done
        if died := [future for future in done if _worker_died(future)]:
            # Dask names the batch; a pool is lost with all that was under way in it
            yield from self._one_by_one([waiting.pop(future) for future in (died if self._client else list(waiting))])
            return
        for future in done:
            yield _keys(waiting.pop(future)), future.result()

    def _patience(self, batches: Iterable[Batch]) -> float:
        """Seconds after which a worker that says nothing hangs: every article has its time, and loading the model."""
        return _GRACE + self._task.article_seconds * max(len(batch) for batch in batches)

    def _one_by_one(self, suspects: list[Batch]) -> Iterator[tuple[list[str], pa.Table]]:
        """A worker died, and nobody knows at which batch: try each alone, and halve those that kill again."""
        stack = suspects[::-1]
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
                error = "the worker process died or hung at this article (out of memory?)"
                yield _keys(batch), to_table([{"error": error}], ANALYSIS)
            else:
                middle = len(batch) // 2
                stack += [batch[middle:], batch[:middle]]

    def _restart(self) -> None:
        if isinstance(self._executor, ProcessPoolExecutor):
            self._executor.shutdown(wait=False, cancel_futures=True)
            self._executor = self._start()


def _worker_died(future: "Future[pa.Table]") -> bool:
    """Whether a task failed with its worker (waits for it); Dask's error is told by name, for Dask may be missing."""
    error = future.exception()
    return isinstance(error, BrokenProcessPool) or type(error).__name__ == "KilledWorker"


def _keys(batch: Batch) -> list[str]:
    return [key for key, _ in batch]


def _dask_client(address: str) -> Any:
    try:
        from distributed import Client
    except ImportError as error:
        raise SettingsError("a scheduler was given but Dask is missing: pip install 'pressenetz[dask]'") from error
    try:
        return Client(address, set_as_default=False, timeout=20)  # type: ignore[no-untyped-call]  # Dask is not typed
    except OSError as error:
        raise SettingsError(f"no Dask scheduler answers at {address}: {error}") from error
