"""The house stays small enough to read: sizes of files and functions."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CONTRIBUTING = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FOLDERS = ("pipeline", "training", "benchmarks")


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Name and length, docstring not counted, of each function of a file."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            documented = (ast.get_docstring(node, clean=False) or "").count("\n") + 1 if ast.get_docstring(node) else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - documented


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_are_no_longer_than_500_lines(folder: str) -> None:
    """A room that would be longer gets a neighbour."""
    lengths = {file.name: len(file.read_text(encoding="utf-8").splitlines()) for file in (ROOT / folder).glob("*.py")}

    assert lengths
    assert {name: length for name, length in lengths.items() if length > 500} == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_functions_are_short(folder: str) -> None:
    """No function has more than 60 lines, its docstring left out."""
    found = [(file.name, *each) for file in (ROOT / folder).glob("*.py") for each in functions(file)]

    assert [(file, name, length) for file, name, length in found if length > 60] == []


def test_the_map_says_what_modules_say() -> None:
    """CONTRIBUTING.md says of each module what the first sentence of its docstring says."""
    rows = re.findall(r"^\| `(\w+)\.py` \| (.+) \|$", CONTRIBUTING, flags=re.MULTILINE)
    first = {name: (docstring(ROOT / "pipeline" / f"{name}.py").split("\n\n")[0]) for name, _ in rows}

    assert rows
    assert dict(rows) == {name: " ".join(text.split()).rstrip(".") for name, text in first.items()}


def docstring(file: Path) -> str:
    """What a module says of itself."""
    return ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or ""
