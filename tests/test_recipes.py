"""The recipes of docs/recipes.md: twenty-four questions, each answered in at most two lines that run."""

import ast
import re
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from pipeline import Result, open_run

ROOT = Path(__file__).parent.parent
PAGE = (ROOT / "docs" / "recipes.md").read_text(encoding="utf-8")
RECIPES = re.findall(r"^### (\d+\. [^\n]+)\n\n```python\n(.*?)```$", PAGE, flags=re.MULTILINE | re.DOTALL)
FIRST = re.search(r"^```python\n(.*?)```$", PAGE, flags=re.MULTILINE | re.DOTALL)


def test_there_are_twenty_four() -> None:
    """The questions are numbered from 1 to 24, and every block of code is an answer, except the first."""
    assert [int(question.partition(".")[0]) for question, _ in RECIPES] == list(range(1, 25))
    assert PAGE.count("```python") == len(RECIPES) + 1


@pytest.fixture
def names(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """What the first block of the page defines, in a folder in which the demo run lies where the page says."""
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "demo").symlink_to(demo, target_is_directory=True)
    (tmp_path / "corpus").symlink_to(ROOT / "corpus", target_is_directory=True)
    monkeypatch.chdir(tmp_path)
    found: dict[str, Any] = {}
    assert FIRST is not None
    exec(FIRST[1], found)
    return found


@pytest.mark.parametrize(("question", "code"), RECIPES, ids=[question for question, _ in RECIPES])
def test_recipe_answers(question: str, code: str, names: dict[str, Any]) -> None:
    """At most two lines, the last of which has a result that is not empty: rows, nodes, words or a file."""
    lines = code.strip().splitlines()
    assert len(lines) <= 2
    exec(code, names)
    last = ast.parse(code).body[-1]
    if isinstance(last, ast.Assign):
        (target,) = last.targets
        value = names[target.id] if isinstance(target, ast.Name) else names["edges"]
    elif code.rstrip().endswith('cite("bibtex"))'):
        value = Path("people.gexf").read_text(encoding="utf-8")
    else:
        assert isinstance(last, ast.Expr)
        value = eval(compile(ast.Expression(last.value), question, "eval"), names)

    assert len(value) > 0


def test_groups_differ_as_the_page_says(demo: Path) -> None:
    """No difference between the newspapers of the demo is certain; articles about Ukraine name Nord Stream 2."""
    result = open_run(demo)
    about = result.articles["article_id"].isin(result.search("Ukraine")["article_id"])
    certain = result.compare(by=about).query("q_value < 0.1 and articles == 0")

    assert result.compare(by="source")["q_value"].min() == 1
    assert set(certain["name"]) == {"Ukraine", "Nord Stream 2"}
    assert not certain["group"].any()


def test_articles_are_ready_for_dates(demo: Path) -> None:
    """`date_start` and `date_end` are days of numpy, whatever the precision of `date`."""
    articles = open_run(demo).articles.set_index("article_id")
    month = articles.loc["kasachstan-2022-01.txt", ["date", "date_start", "date_end"]].tolist()

    assert month == ["2022-01", pd.Timestamp("2022-01-01"), pd.Timestamp("2022-01-31")]
    assert pd.to_datetime(articles["date_start"]).dtype.kind == "M"
    assert isinstance(open_run(demo), Result)
