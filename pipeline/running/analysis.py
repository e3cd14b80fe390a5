"""What a worker does: a batch of texts -> their analyses as rows, each text by itself."""

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

if TYPE_CHECKING:
    from spacy.language import Language

    from pipeline.names import Gazetteer

_BATCHES_REMEMBERED = 100
"""Batches after which a worker forgets the words it has seen since; those of the first so many it keeps."""


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
    """Analyse texts in a worker; one row each in the form of `schema.ANALYSIS`, a failure being a row with `error`.

    Raises:
        ModelError: if the worker has not the model, or another one or other rules than the caller.
    """
    tools = prepare(task)
    with tools.forgetting():
        rows = [_one(tools.nlp, text, task.article_seconds, tools.gazetteer) for text in texts]
    return to_table(rows, ANALYSIS)


@dataclass(slots=True)
class _Tools:
    """Model and gazetteer of a worker.

    spaCy remembers every word it ever saw. Those of the first batches, among them the usual ones, are kept for good: it
    splits known words several times as fast as new ones. Later ones are forgotten now and then.
    """

    nlp: "Language"
    gazetteer: "Gazetteer | None"
    batches: int = 0
    zone: ExitStack = field(default_factory=ExitStack)

    @contextmanager
    def forgetting(self) -> Iterator[None]:
        """A block that leaves no Doc behind; now and then, new words are forgotten before it begins."""
        if self.batches and self.batches % _BATCHES_REMEMBERED == 0:
            self.zone.close()
            self.zone.enter_context(self.nlp.memory_zone())
        self.batches += 1
        yield


@lru_cache(maxsize=1)
def prepare(task: Task) -> _Tools:
    """Model and gazetteer, loaded once for each worker."""
    from pipeline.names import unpack
    from pipeline.nlp import load_model

    gazetteer = unpack(task.names) if task.names else None
    if task.analysis and task.analysis != analysis_digest(model_info(task.model), gazetteer):
        raise ModelError(
            f"the worker on {platform.node()} has another version of pressenetz or of the model {task.model!r} than "
            f"this machine: install the same on all of them"
        )
    tools = _Tools(load_model(task.model)[0], gazetteer)
    if multiprocessing.parent_process():
        gc.freeze()  # a worker keeps what it has loaded: nobody need look through it for garbage again and again
    return tools


def _one(nlp: "Language", text: str, seconds: int, gazetteer: "Gazetteer | None") -> dict[str, Any]:
    from pipeline.nlp import analyse, tabulate

    try:
        with time_limit(seconds):
            return tabulate(text, analyse(nlp, text), gazetteer)
    except DeadlineError as late:
        return {"error": str(late)}
    except Exception as error:  # whatever one article does must not take the others down
        return {"error": f"{type(error).__name__}: {str(error).strip().splitlines()[0] if str(error).strip() else ''}"}
