"""Pressenetz: from folders of German news articles to a network of names, with the evidence behind every edge.

from pipeline import run, open_run
"""

from typing import TYPE_CHECKING

from pipeline.lazy_imports import lazy_names

if TYPE_CHECKING:
    from pipeline.errors import PressenetzError
    from pipeline.evaluation import evaluate
    from pipeline.replication import publish, verify
    from pipeline.results import Result, open_run
    from pipeline.running import forget, merge_runs, rebuild, run
    from pipeline.settings import Settings, set_language

__all__ = [
    "PressenetzError",
    "Result",
    "Settings",
    "evaluate",
    "forget",
    "merge_runs",
    "open_run",
    "publish",
    "rebuild",
    "run",
    "set_language",
    "verify",
]

_HOMES = {
    "errors": ("PressenetzError",),
    "evaluation": ("evaluate",),
    "replication": ("publish", "verify"),
    "results": (
        "Result",
        "open_run",
    ),
    "running": (
        "forget",
        "merge_runs",
        "rebuild",
        "run",
    ),
    "settings": ("Settings", "set_language"),
}

__getattr__ = lazy_names(__name__, _HOMES)
