"""The lines of Python in docs/significance.md do what the page says."""

import doctest
from pathlib import Path

import pytest

PAGE = Path(__file__).parent.parent / "docs" / "significance.md"


@pytest.mark.model
def test_the_recipes_run(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Every recipe runs on the demo, finds something, and prints what the page shows."""
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "demo").symlink_to(demo)
    monkeypatch.chdir(tmp_path)
    text = PAGE.read_text(encoding="utf-8").replace("```\n", "\n")
    names: dict[str, object] = {}
    recipes = doctest.DocTestParser().get_doctest(text, names, PAGE.name, str(PAGE), 0)
    failed, tried = doctest.DocTestRunner().run(recipes, clear_globs=False)
    found = {name: len(recipes.globs[name]) for name in ("central", "close", "sure", "top")}

    assert (failed, tried) == (0, len(recipes.examples))
    assert tried >= 12
    assert min(found.values()) > 0
    assert set(recipes.globs["top"]["standing"]) == {"always", "sometimes", "never"}
