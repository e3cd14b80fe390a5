"""Tables -> report.html, one self-contained page that works offline."""

from pipeline.report.page import write_report
from pipeline.report.payload import COLUMNS

__all__ = ["COLUMNS", "write_report"]
