"""A server of a report in a thread, for the length of a test."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from pipeline.serving import ReportServer


@contextmanager
def serving(output: Path) -> Iterator[ReportServer]:
    """Serve the report of an output folder until the block ends."""
    with ReportServer(output) as server:
        thread = threading.Thread(target=server.serve_forever, args=(0.02,))
        thread.start()
        yield server
        server.shutdown()
        thread.join()
