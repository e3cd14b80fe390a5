"""Tables -> report.html, one self-contained page that works offline."""

from pipeline.report.page import served_page, write_report
from pipeline.report.payload import COLUMNS

__all__ = ["COLUMNS", "served_page", "write_report"]
