"""Tables -> report.html, one self-contained page that works offline; part of it in a cell of a notebook."""

from pipeline.report.notebook import Frame, notebook_frame
from pipeline.report.page import served_page, write_report
from pipeline.report.payload import COLUMNS, MAX_NODES

__all__ = ["COLUMNS", "MAX_NODES", "Frame", "notebook_frame", "served_page", "write_report"]
