"""The house stays small enough to read: sizes of files and functions, and a map that names every package."""

import ast
import re
import sys
from collections.abc import Iterator
from configparser import ConfigParser
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
FOLDERS = ("pipeline", "training", "benchmarks")


def functions(file: Path) -> Iterator[tuple[str, int]]:
    """Name and length of each function of a file, its docstring not counted."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef):
            documented = (ast.get_docstring(node, clean=False) or "").count("\n") + 1 if ast.get_docstring(node) else 0
            yield node.name, (node.end_lineno or 0) - node.lineno + 1 - documented


@pytest.mark.parametrize("folder", FOLDERS)
def test_files_are_no_longer_than_500_lines(folder: str) -> None:
    """A longer module holds more than one idea."""
    lengths = {str(file): len(file.read_text(encoding="utf-8").splitlines()) for file in (ROOT / folder).rglob("*.py")}

    assert lengths
    assert {name: length for name, length in lengths.items() if length > 500} == {}


@pytest.mark.parametrize("folder", FOLDERS)
def test_functions_are_short(folder: str) -> None:
    """No function has more than 60 lines."""
    found = [(file.name, *each) for file in (ROOT / folder).rglob("*.py") for each in functions(file)]

    assert found
    assert [(file, name, length) for file, name, length in found if length > 60] == []


def test_the_supported_versions_are_the_tested_ones() -> None:
    """setup.cfg, README and `.ci/pythons` agree on the versions of Python, and this one is among them."""
    setup = (ROOT / "setup.cfg").read_text("utf-8")
    named = re.findall(r"Programming Language :: Python :: (3\.\d+)$", setup, flags=re.MULTILINE)
    (tried,) = re.findall(r"set -- (.+)$", (ROOT / ".ci" / "pythons").read_text("utf-8"), flags=re.MULTILINE)

    assert named == tried.split()[: len(named)]
    assert (
        f"python_requires = >={named[0]}\
"
        in setup
    )
    assert f"(tested: {named[0]} to {named[-1]})" in (ROOT / "README.md").read_text("utf-8")
    assert "{}.{}".format(*sys.version_info) in tried.split()


def test_the_map_names_every_package() -> None:
    """CONTRIBUTING.md lists each package with the first sentence of its docstring."""
    rows = dict(
        re.findall(r"^\| `(\w+)/` \| (.+?) \|", (ROOT / "CONTRIBUTING.md").read_text("utf-8"), flags=re.MULTILINE)
    )
    doors = {file.parent.name: file.read_text("utf-8") for file in (ROOT / "pipeline").glob("*/__init__.py")}
    first = {name: (ast.get_docstring(ast.parse(text)) or "").split("\n\n")[0] for name, text in doors.items()}

    assert first
    assert rows == {name: " ".join(text.split()).rstrip(".") for name, text in first.items()}


def test_every_package_is_distributed() -> None:
    """setup.cfg lists every folder of the package that holds modules, so that the wheel has all that a checkout has."""
    listed = ConfigParser()
    listed.read(ROOT / "setup.cfg", encoding="utf-8")
    folders = {path.parent.relative_to(ROOT) for path in (ROOT / "pipeline").rglob("__init__.py")}

    assert set(listed["options"]["packages"].split()) == {".".join(folder.parts) for folder in folders}
