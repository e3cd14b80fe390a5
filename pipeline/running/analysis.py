"""Analyse a batch of texts in a worker, each text on its own."""

import gc
import multiprocessing
import platform
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from pipeline.deadlines import DeadlineError, time_limit
from pipeline.errors import ModelError
from pipeline.nlp import model_info
from pipeline.parquet import to_table
from pipeline.running.digests import analysis_digest
from pipeline.schema import ANALYSIS
from pipeline.translations import N_

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.names import Gazetteer

BATCHES_REMEMBERED = 100
"""A worker forgets new words each time after so many batches, but keeps those of the first ones."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task:
    """What a worker needs to know besides the texts; sent along with each batch.

    Attributes:
        model: name or path of the model.
        article_seconds: time limit for one article.
        names: the user's gazetteer, packed because the worker may be on another machine; empty if there is none.
        analysis: expected digest of the worker's model and rules; empty if the worker uses the caller's own files.
    """

    model: str
    article_seconds: int
    names: bytes = b""
    analysis: str = ""


def process_batch(texts: Sequence[str], task: Task) -> pa.Table:
    """Analyse texts in a worker: one row per text (schema `ANALYSIS`), with `error` set if the text failed.

    Raises:
        ModelError: if the worker lacks the model, or its model or rules differ from the caller's.
    """
    tools = prepare(task)
    with tools.forgetting():
        rows = [_one(tools.nlp, text, task.article_seconds, tools.gazetteer) for text in texts]
    return to_table(rows, ANALYSIS)


@dataclass(slots=True)
class _Tools:
    """Model and gazetteer of a worker.

    spaCy remembers every word it has seen, so its memory grows with the corpus. The words of the first batches, which
    include the common ones, are kept, because spaCy tokenizes known words several times as fast as new ones. Later
    words are forgotten every `BATCHES_REMEMBERED` batches.
    """

    nlp: "Language"
    gazetteer: "Gazetteer | None"
    batches: int = 0
    zone: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """Run a block that keeps no Doc; before every `BATCHES_REMEMBERED`-th block, forget new words."""
        if self.batches and self.batches % BATCHES_REMEMBERED == 0:
            self.zone.close()
            self.zone.enter_context(self.nlp.memory_zone())
        self.batches += 1
        yield


@lru_cache(maxsize=1)
def prepare(task: Task) -> _Tools:
    """Load model and gazetteer, once per worker."""
    from pipeline.names import unpack
    from pipeline.nlp import load_model

    gazetteer = unpack(task.names) if task.names else None
    if task.analysis and task.analysis != analysis_digest(model_info(task.model), gazetteer):
        message = N_(
            "the worker on {machine} has another version of pressenetz or of the model {model!r} than this machine: "
            "install the same versions on all machines"
        )
        raise ModelError(message.format(machine=platform.node(), model=task.model))
    tools = _Tools(load_model(task.model)[0], gazetteer)
    if multiprocessing.parent_process():
        gc.freeze()  # a worker keeps what it has loaded: exempt it from garbage collection
    return tools


def _one(nlp: "Language", text: str, seconds: int, gazetteer: "Gazetteer | None") -> dict[str, Any]:
    from pipeline.nlp import extract

    try:
        with time_limit(seconds):
            return extract(nlp, text, gazetteer=gazetteer)
    except DeadlineError as late:
        return {"error": str(late)}
    except Exception as error:  # one article must never take others down
        return {"error": f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}"}
