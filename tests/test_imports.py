"""The house: modules import only from rooms above them."""

import ast
import subprocess
import sys
from pathlib import Path

import pytest

ORDER = Path(__file__).parent.parent.joinpath("CONTRIBUTING.md")
PACKAGE = Path(__file__).parent.parent / "pipeline"


def rooms() -> list[str]:
    """Modules in the order in which CONTRIBUTING.md lists them."""
    lines = ORDER.read_text(encoding="utf-8").splitlines()
    return [line.split("`")[1].removesuffix(".py") for line in lines if line.startswith("| `")]


def imported(module: Path) -> set[str]:
    """Modules of the package that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith("pipeline."):
            found.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            found |= {alias.name.split(".")[1] for alias in node.names if alias.name.startswith("pipeline.")}
    return found


def test_every_module_has_its_place() -> None:
    """Every module of the package is listed in CONTRIBUTING.md, once."""
    modules = sorted(path.stem for path in PACKAGE.glob("*.py") if not path.stem.startswith("__"))

    assert sorted(rooms()) == modules


@pytest.mark.parametrize("module", rooms())
def test_imports_point_upwards(module: str) -> None:
    """A module imports only modules listed above it."""
    above = rooms()[: rooms().index(module)]

    assert imported(PACKAGE / f"{module}.py") <= set(above)


@pytest.mark.parametrize("statement", ["import pipeline", "from pipeline import open_run", "import pipeline.cli.main"])
def test_light_imports_leave_spacy_alone(statement: str) -> None:
    """Opening a run and asking for help do not wait for spaCy."""
    code = f"{statement}; import sys; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=PACKAGE.parent).returncode == 0
