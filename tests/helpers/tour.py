"""The tour of README: runs its console and Python blocks in order, and sees what they print.

python -m tests.helpers.tour    writes what is printed now into README
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
BLOCK = re.compile(r"^```(console|pycon)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PROLOGUE = f'pressenetz() {{ "{sys.executable}" -m pipeline "$@"; }}; set -o pipefail; '


def played(text: str, folder: Path) -> str:
    """The text with every block as it looks when it is run in a folder that holds `corpus`."""
    names: dict[str, Any] = {}

    def play(block: re.Match[str]) -> str:
        kind, body = block.groups()
        shown = in_shell(body, folder) if kind == "console" else in_python(body, folder, names)
        return f"```{kind}\n{shown}```"

    return BLOCK.sub(play, text)


def in_shell(body: str, folder: Path) -> str:
    """Each line that begins with `$ `, followed by what it prints on standard output."""
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
    """Each example of a Python session, followed by what it prints."""
    shown = ""
    for example in doctest.DocTestParser().get_examples(body):
        printed = io.StringIO()
        with chdir(folder), redirect_stdout(printed):
            exec(compile(example.source, "<README>", "single"), names)  # README's own lines
        first, *more = example.source.splitlines()
        shown += "\n".join([f">>> {first}", *(f"... {line}" for line in more)]) + f"\n{printed.getvalue()}"
    return without_trailing_blanks(shown)


def without_trailing_blanks(text: str) -> str:
    """The text as an editor would save it."""
    return re.sub(r"[ \t]+$", "", text, flags=re.MULTILINE)


def main() -> None:
    """Write README's tour anew."""
    readme = ROOT / "README.md"
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shutil.copytree(ROOT / "corpus", folder / "corpus")
        readme.write_text(played(readme.read_text(encoding="utf-8"), folder), encoding="utf-8")


if __name__ == "__main__":
    main()
