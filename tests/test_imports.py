"""The order of packages: imports point one way, and packages enter each other by their doors."""

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[1] / "pipeline"

LAYERS = [
    {"translations"},
    {"errors"},
    {"lazy_imports", "deprecation", "user_files", "schema", "edtf", "deadlines"},
    {"settings"},
    {"parquet", "checkpoints"},
    {"publication"},
    {"reading", "numbers", "names"},
    {"places", "roles"},
    {"nlp"},
    {"network"},
    {"report"},
    {"results"},
    {"running", "evaluation"},
    {"replication"},
    {"serving"},
    {"cli"},
]
"""Packages and ground-floor modules: each imports only from earlier rows, and nothing from its own."""

MODULES = sorted(file for file in PACKAGE.rglob("*.py") if file.parent != PACKAGE or not file.stem.startswith("__"))


def imports(file: Path) -> Iterator[tuple[str, ...]]:
    """Dotted paths below `pipeline` that a module imports, anywhere in it: `("nlp",)`, `("nlp", "rows")`."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (tuple(alias.name.split(".")[1:]) for alias in node.names if alias.name.startswith("pipeline."))
        elif isinstance(node, ast.ImportFrom) and node.module:
            first, *rest = node.module.split(".")
            if first == "pipeline":
                yield from [tuple(rest)] if rest else [(alias.name,) for alias in node.names]


def owner(file: Path) -> str:
    """The package or ground-floor module that a file belongs to."""
    return file.relative_to(PACKAGE).parts[0].removesuffix(".py")


def test_every_package_has_its_layer() -> None:
    """Every package and module of `pipeline` stands in exactly one layer."""
    assert sorted(name for layer in LAYERS for name in layer) == sorted({owner(file) for file in MODULES})


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_imports_point_to_earlier_layers(file: Path) -> None:
    """A module imports only from its own package and from earlier layers."""
    layer = next(number for number, names in enumerate(LAYERS) if owner(file) in names)
    allowed = {owner(file)}.union(*LAYERS[:layer])

    assert {path[0] for path in imports(file)} <= allowed


@pytest.mark.parametrize("file", MODULES, ids=lambda file: str(file.relative_to(PACKAGE)))
def test_other_packages_are_entered_by_their_door(file: Path) -> None:
    """A module of another package is imported through that package's `__init__`, never directly."""
    assert [".".join(path) for path in imports(file) if path[0] != owner(file) and len(path) > 1] == []


@pytest.mark.parametrize("folder", sorted(path for path in PACKAGE.iterdir() if (path / "__init__.py").exists()))
def test_packages_are_flat(folder: Path) -> None:
    """No package holds another one."""
    assert [str(path) for path in folder.rglob("*/__init__.py")] == []


@pytest.mark.parametrize("statement", ["import pipeline", "from pipeline import open_run", "import pipeline.cli"])
def test_light_imports_leave_spacy_alone(statement: str) -> None:
    """Opening a run and asking for help do not wait for spaCy."""
    code = f"{statement}; import sys; sys.exit('spacy' in sys.modules)"

    assert subprocess.run([sys.executable, "-c", code], check=False, cwd=PACKAGE.parent).returncode == 0
