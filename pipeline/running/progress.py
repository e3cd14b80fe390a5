"""Progress of a run: its counts for the caller, and the log file in the output folder."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from pipeline.errors import OutputError
from pipeline.translations import _
from pipeline.user_files import check_file, write_refusal


@dataclass(frozen=True, slots=True)
class Progress:
    """The state of a run.

    Attributes:
        stage: `analyse`, `network` or `done`.
        read: articles read.
        analysed: articles analysed in this run.
        known: articles that were analysed before.
        failed: files and articles that could not be read.
        note: a message for the user in English, or empty.
    """

    stage: str
    read: int = 0
    analysed: int = 0
    known: int = 0
    failed: int = 0
    note: str = ""


Watcher = Callable[[Progress], None]
"""A function that is called with the progress of a run."""

LOG = "run.log"

_LOG_SECONDS = 10
"""Seconds between two lines of counts."""


def logged(watch: Watcher, output: Path) -> Watcher:
    """Return a watcher that also appends notes, stages and, every ten seconds, the counts to `run.log`."""
    last_stage, last_time = "", 0.0

    def both(progress: Progress) -> None:
        nonlocal last_stage, last_time
        watch(progress)
        now = time.monotonic()
        if progress.note or progress.stage != last_stage or now - last_time >= _LOG_SECONDS:
            last_stage, last_time = progress.stage, now
            _append(output / LOG, _log_line(progress))

    return both


def _append(path: Path, line: str) -> None:
    try:
        if path.exists():
            check_file(path, what=_("log"), refuse=OutputError, writing=True, advice=_("remove it"))
        with path.open("a", encoding="utf-8") as file:
            file.write(line)
    except OSError as error:
        raise OutputError(write_refusal(str(path), error)) from error


def _log_line(progress: Progress) -> str:
    counts = f"read {progress.read}, analysed {progress.analysed}, known {progress.known}, failed {progress.failed}"
    return f"{datetime.now(UTC):%Y-%m-%d %H:%M:%S} {progress.stage}: {progress.note or counts}\n"
