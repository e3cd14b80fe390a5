"""The notebooks: stored without outputs, importing only public names, and running from top to bottom."""

import ast
import json
import os
import shutil
from pathlib import Path

import pytest

import pipeline
from pipeline import Settings, run
from tests.helpers.run_folders import ARTICLES, write

ROOT = Path(__file__).parent.parent
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))


@pytest.fixture(scope="module")
def workplace(tmp_path_factory: pytest.TempPathFactory, demo: Path) -> Path:
    """A folder like the repository, in which the demo run is real and nothing can be spoilt."""
    place = tmp_path_factory.mktemp("clone")
    shutil.copytree(ROOT / "notebooks", place / "notebooks")
    (place / "outputs").mkdir()
    for name, target in (("outputs/demo", demo), ("corpus", ROOT / "corpus"), ("tests", ROOT / "tests")):
        (place / name).symlink_to(target, target_is_directory=True)
    return place


def code_of(path: Path) -> str:
    """All code of a notebook."""
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    return "\n".join("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")


def test_there_are_eight_notebooks() -> None:
    """The eight that the documentation names."""
    names = ["01_first_look", "02_people_and_networks", "03_time", "04_numbers", "05_places", "06_comparing_papers"]

    assert [path.stem for path in NOTEBOOKS] == [*names, "07_correcting_names", "08_quality_and_significance"]


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_is_stored_clean(path: Path) -> None:
    """No outputs, no execution counts, valid nbformat, and a word on what an edge means."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install -e '.[test]'")
    notebook = nbformat.read(path, as_version=4)
    nbformat.validate(notebook)

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    assert [cell.outputs for cell in code] == [[]] * len(code)
    assert [cell.execution_count for cell in code] == [None] * len(code)
    assert any("edge" in cell.source for cell in notebook.cells if cell.cell_type == "markdown")


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_uses_public_names_only(path: Path) -> None:
    """From the package, only what `pipeline` itself offers is imported; no name with an underscore is touched."""
    tree = ast.parse(code_of(path))
    imports = [node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom)]
    own = {alias.name for node in imports if (node.module or "").startswith("pipeline") for alias in node.names}
    private = [node.attr for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr.startswith("_")]

    assert {node.module for node in imports if (node.module or "").startswith("pipeline")} == {"pipeline"}
    assert own <= set(pipeline.__all__)
    assert private == []


@pytest.mark.model
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_runs(path: Path, workplace: Path, monkeypatch) -> None:
    """Every cell runs; every plot is an image and every table is shown."""
    nbformat = pytest.importorskip("nbformat", reason="nbformat is not installed: pip install -e '.[test]'")
    nbclient = pytest.importorskip("nbclient", reason="nbclient is not installed: pip install -e '.[test]'")
    for needed in ("matplotlib", "ipykernel"):
        pytest.importorskip(needed, reason=f"{needed} is not installed: pip install -e '.[notebook]'")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    notebook = nbformat.read(workplace / "notebooks" / path.name, as_version=4)
    folder = {"metadata": {"path": str(workplace / "notebooks")}}
    nbclient.NotebookClient(notebook, timeout=120, kernel_name="python3", resources=folder).execute()

    code = [cell for cell in notebook.cells if cell.cell_type == "code"]
    kinds = [{kind for output in cell.outputs for kind in output.get("data", {})} for cell in code]
    images = sum("image/png" in found for found in kinds)
    assert images == sum(".plot_" in cell.source for cell in code)
    assert sum("text/html" in found for found in kinds) >= 2
    assert not [output for cell in code for output in cell.outputs if output.get("name") == "stderr"]


@pytest.fixture(scope="module")
def own(tmp_path_factory: pytest.TempPathFactory, tiny_model: str) -> Path:
    """A run over four other articles, with another model."""
    place = tmp_path_factory.mktemp("own")
    run(write(place / "corpus", ARTICLES), place / "run", settings=Settings(model=tiny_model))
    return place / "run"


@pytest.mark.model
@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_notebook_needs_one_change_for_another_run(path: Path, workplace: Path, own: Path, monkeypatch) -> None:
    """With the folder of another run in the line that opens it, every cell runs, however little there is to show."""
    pyplot = pytest.importorskip(
        "matplotlib.pyplot", reason="matplotlib is not installed: pip install -e '.[notebook]'"
    )
    code = code_of(path)
    assert code.count('open_run("../outputs/demo")') == 1
    assert code.count("../outputs") == 1
    monkeypatch.chdir(workplace / "notebooks")
    monkeypatch.setenv("PYTHONPATH", os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]))
    exec(compile(code.replace("../outputs/demo", own.as_posix()), path.name, "exec"), {"__name__": "notebook"})
    pyplot.close("all")
