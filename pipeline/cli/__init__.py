"""Arguments -> library call -> messages, progress, exit code; the only package that prints."""

from pipeline.cli.main import main

__all__ = ["main"]
