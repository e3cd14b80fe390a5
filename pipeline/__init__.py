"""Pressenetz: from folders of German news articles to a network of names, with the evidence behind every edge.

    from pipeline import run, open_run

Names are imported when they are first used: `open_run` must not wait for spaCy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.errors import PressenetzError
    from pipeline.evaluation import evaluate
    from pipeline.results import Result, open_run
    from pipeline.running import forget, rebuild, run
    from pipeline.settings import Settings

__all__ = ["PressenetzError", "Result", "Settings", "evaluate", "forget", "open_run", "rebuild", "run"]

_HOMES = {
    "PressenetzError": "errors",
    "Result": "results",
    "Settings": "settings",
    "evaluate": "evaluation",
    "forget": "running",
    "open_run": "results",
    "rebuild": "running",
    "run": "running",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r} (it has {', '.join(__all__)})")
    return getattr(import_module(f"pipeline.{_HOMES[name]}"), name)
