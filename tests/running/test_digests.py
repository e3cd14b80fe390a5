"""Changes of model, gazetteer, data or any module that a worker imports make earlier analyses stale."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import pipeline
from pipeline.running import digests

PACKAGE = Path(pipeline.__file__).parent

LOADED = """
import sys
from pathlib import Path
from pipeline.running.analysis import Task, process_batch
text = "Toqajew sprach am 5. Januar in Almaty mit 70 Soldaten der CSTO."
process_batch([text], Task(model=sys.argv[1], article_seconds=60))
for module in list(sys.modules.values()):
    if module.__name__.startswith("pipeline") and getattr(module, "__file__", None):
        print(module.__file__)
"""

DIGEST = """
from pathlib import Path
from pipeline.nlp import ModelInfo
from pipeline.running.digests import analysis_digest
print(analysis_digest(ModelInfo(name="m", version="1", path="m", digest="d"), None))
"""


def test_the_digest_covers_every_module_that_the_analysis_imports(tiny_model: str) -> None:
    """Each file of the package that a worker has loaded after an analysis is part of the digest."""
    command = [sys.executable, "-c", LOADED, tiny_model]
    printed = subprocess.run(command, capture_output=True, text=True, check=True, cwd=PACKAGE.parent).stdout
    loaded = {Path(line) for line in printed.splitlines()}

    assert len(loaded) > 30
    assert loaded <= set(digests.source_files(*digests._ANALYSED_BY))


@pytest.mark.parametrize(
    ("file", "stale"),
    [
        ("settings.py", True),
        ("names/aliases.py", True),
        ("names/entities.py", True),
        ("numbers/words.py", True),
        ("nlp/rows.py", True),
        ("reading/duplicates.py", True),
        ("data/numbers.toml", True),
        ("report/page.py", False),
        ("report/templates/report.css", False),
        ("network/layout.py", False),
    ],
)
def test_a_changed_file_makes_analyses_stale_only_if_they_depend_on_it(tmp_path: Path, file: str, stale: bool) -> None:
    """A comment added to a file that the analysis reads changes the digest; one in the report does not."""
    ignored = shutil.ignore_patterns("__pycache__", "models")
    shutil.copytree(PACKAGE, tmp_path / "pipeline", ignore=ignored)

    def digest() -> str:
        command = [sys.executable, "-c", DIGEST]
        return subprocess.run(command, capture_output=True, text=True, check=True, cwd=tmp_path).stdout

    before = digest()
    with (tmp_path / "pipeline" / file).open("a", encoding="utf-8") as changed:
        changed.write("\n# changed\n")

    assert (digest() != before) == stale
