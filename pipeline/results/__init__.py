"""An opened run: its tables, the questions people ask, pictures."""

from pipeline.results.result import Result, open_run
from pipeline.results.run_files import read_manifest

__all__ = ["Result", "open_run", "read_manifest"]
