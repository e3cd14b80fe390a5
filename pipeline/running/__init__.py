"""The order of stages, checkpoints, pools, manifest, progress."""

from typing import TYPE_CHECKING

from pipeline.lazy_imports import lazy_names

if TYPE_CHECKING:
    from pipeline.running.digests import versions
    from pipeline.running.ingest import LOG, Progress
    from pipeline.running.runs import forget, rebuild, rewrite_report, run

__all__ = ["LOG", "Progress", "forget", "rebuild", "rewrite_report", "run", "versions"]

_HOMES = {
    "digests": ("versions",),
    "ingest": (
        "LOG",
        "Progress",
    ),
    "runs": (
        "forget",
        "rebuild",
        "rewrite_report",
        "run",
    ),
}

__getattr__ = lazy_names(__name__, _HOMES)
