"""The command `open`: it serves until Ctrl-C and ends cleanly."""

import http.client
import re
import signal
import subprocess
import sys
from pathlib import Path

from tests.helpers.handmade import NAMES, SOURCES, make_tables, write_run


def test_open_serves_until_ctrl_c(tmp_path: Path, root: Path) -> None:
    """The address works while the command runs; after Ctrl-C its exit code is 0 and nothing is on standard error."""
    output = write_run(tmp_path / "out", make_tables(SOURCES, NAMES))
    (output / "report.html").write_text("<p>report", encoding="utf-8")
    command = [sys.executable, "-m", "pipeline", "open", str(output), "--no-browser"]
    with subprocess.Popen(command, cwd=root, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        host, path = re.findall(r"http://(127\.0\.0\.1:\d+)(/\S+/)", process.stdout.readline())[0]
        connection = http.client.HTTPConnection(host, timeout=30)
        connection.request("GET", path)
        answer = connection.getresponse().read()
        connection.close()
        process.send_signal(signal.SIGINT)
        _, errors = process.communicate(timeout=30)

    assert answer == b"<p>report"
    assert (process.returncode, errors) == (0, "")


def test_open_refuses_a_folder_without_a_run(tmp_path: Path, root: Path) -> None:
    """A folder without a run is refused in one line."""
    command = [sys.executable, "-m", "pipeline", "open", str(tmp_path), "--no-browser"]
    done = subprocess.run(command, cwd=root, capture_output=True, text=True, check=False)

    assert done.returncode == 2
    assert done.stderr.count("\n") == 1
    assert "run.json" in done.stderr
