"""An output folder -> its report on 127.0.0.1, where corrections of names are applied."""

from pipeline.serving.server import ReportServer

__all__ = ["ReportServer"]
