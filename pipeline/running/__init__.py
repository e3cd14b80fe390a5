"""The order of stages, checkpoints, pools, manifest, progress."""

from typing import TYPE_CHECKING

from pipeline.lazy_imports import lazy_names

if TYPE_CHECKING:
    from pipeline.running.digests import versions
    from pipeline.running.merging import merge_runs
    from pipeline.running.progress import LOG, Progress
    from pipeline.running.runs import forget, rebuild, rewrite_report, run

__all__ = ["LOG", "Progress", "forget", "merge_runs", "rebuild", "rewrite_report", "run", "versions"]

_HOMES = {
    "digests": ("versions",),
    "merging": ("merge_runs",),
    "progress": (
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
