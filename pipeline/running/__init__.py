"""The order of stages, checkpoints, pools, manifest, progress."""

from pipeline.running.ingest import LOG, Progress
from pipeline.running.manifest import versions
from pipeline.running.runs import forget, rebuild, rewrite_report, run

__all__ = ["LOG", "Progress", "forget", "rebuild", "rewrite_report", "run", "versions"]
