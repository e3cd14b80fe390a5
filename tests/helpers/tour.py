"""The tours of README and README.de: run their console and Python blocks in order and capture what they print.

python -m tests.helpers.tour    updates the output in both
"""

import doctest
import io
import os
import re
import shutil
import subprocess
import sys
import tempfile
from contextlib import chdir, redirect_stdout
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[2]
PAGES = ("README.md", "README.de.md")
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROLOGUE = f'pressenetz() {{ "{sys.executable}" -m pipeline "$@"; }}; set -o pipefail; '


def played(text: str, folder: Path) -> str:
    """Run every block in a folder that contains `corpus`; return the text with the output that was printed."""
    names: dict[str, Any] = {}

    def play(block: re.Match[str]) -> str:
        kind, body = block.groups()
        shown = in_shell(body, folder) if kind == "console" else in_python(body, folder, names)
        return f"```{kind}\n{shown}```"

    return BLOCK.sub(play, text)


def in_shell(body: str, folder: Path) -> str:
    """Run each line that begins with `$ `; return the lines, each followed by its standard output."""
    shown = ""
    for line in body.splitlines():
        if line.startswith("$ "):
            environment = {**os.environ, "PYTHONPATH": str(ROOT)}
            command = ["bash", "-c", PROLOGUE + line[2:]]
            done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True, check=False)
            assert done.returncode == 0, f"{line}\n{done.stderr}"
            shown += f"{line}\n{done.stdout}"
    return without_trailing_blanks(shown)


def in_python(body: str, folder: Path, names: dict[str, Any]) -> str:
    """Run the examples of a Python session; return them, each followed by what it prints."""
    shown = ""
    for example in doctest.DocTestParser().get_examples(body):
        printed = io.StringIO()
        with chdir(folder), redirect_stdout(printed):
            exec(compile(example.source, "<README>", "single"), names)  # README's own lines
        first, *more = example.source.splitlines()
        shown += "\n".join([f">>> {first}", *(f"... {line}" for line in more)]) + f"\n{printed.getvalue()}"
    return without_trailing_blanks(shown)


def without_trailing_blanks(text: str) -> str:
    """Strip spaces and tabs from the ends of lines, as an editor would."""
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def main() -> None:
    """Update the output of the tours."""
    for page in PAGES:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            shutil.copytree(ROOT / "corpus", folder / "corpus")
            text = (ROOT / page).read_text(encoding="utf-8")
            (ROOT / page).write_text(played(text, folder), encoding="utf-8")


if __name__ == "__main__":
    main()
