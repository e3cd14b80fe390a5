"""What README and CONTRIBUTING promise is so."""

import re
import shlex
from pathlib import Path

import pytest

from pipeline.aliases import ACTIONS, read_aliases
from pipeline.cli import _parser
from pipeline.gazetteer import read_gazetteer
from pipeline.tables import SCHEMAS

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")


def rows(first: str) -> list[list[str]]:
    """Cells of all table rows of README whose first cell matches."""
    lines = [
        [cell.strip() for cell in line.strip("|").split(" | ")] for line in README.splitlines() if line.startswith("|")
    ]
    return [line for line in lines if re.fullmatch(first, line[0].strip("` "))]


@pytest.mark.parametrize("table", sorted(SCHEMAS))
def test_the_column_table_is_the_schema(table: str) -> None:
    """README lists every column of every table, in the order of the code."""
    (row,) = rows(rf"{table}\.parquet")

    assert re.findall(r"`(\w+)`", row[2]) == SCHEMAS[table].names


def test_every_column_is_explained() -> None:
    """Every column of the contract has a line in README that says what it means, and no other has."""
    begin = README.index("| column | meaning |")
    explained = re.findall(r"^\| `(\w+)` \|", README[begin : README.index("</details>")], flags=re.MULTILINE)

    assert sorted(explained) == sorted({name for schema in SCHEMAS.values() for name in schema.names})


def commands() -> list[str]:
    """Every line of README that calls pressenetz."""
    found = re.findall(r"pressenetz (?:run|network|report|merges|forget|evaluate|info)\b[^\n`]*", README)
    return sorted({re.split(r"\s{3,}", line)[0].strip() for line in found})


@pytest.mark.parametrize("command", commands())
def test_commands_parse(command: str) -> None:
    """Every command line in README is one that the program takes."""
    words = [word for word in shlex.split(command)[1:] if word != "--help"]
    if words == ["run"]:
        words.append("corpus")

    assert _parser().parse_args(words).command


def test_every_command_is_documented() -> None:
    """README mentions every command of the program."""
    (subparsers,) = (action for action in _parser()._actions if action.metavar == "COMMAND")

    assert all(f"pressenetz {name} " in README for name in subparsers.choices or ())


@pytest.mark.parametrize("link", sorted(set(re.findall(r"\]\(([^)#:]+)\)", README))))
def test_links_lead_somewhere(link: str) -> None:
    """Files that README links to exist."""
    assert (ROOT / link).exists()


def block(first: str) -> str:
    """The code block of README that begins with a line."""
    begin = README.index(f"```\n{first}") + 4
    return README[begin : README.index("```", begin)]


def test_the_alias_example_is_valid(tmp_path: Path) -> None:
    """The alias file that README shows can be read and has every action."""
    (tmp_path / "aliases.csv").write_text(block("action,"), encoding="utf-8")

    assert {row.action for row in read_aliases(tmp_path / "aliases.csv").rows} == set(ACTIONS)


def test_the_gazetteer_example_is_valid(tmp_path: Path) -> None:
    """The gazetteer that README shows can be read."""
    (tmp_path / "names.csv").write_text(block("name,label"), encoding="utf-8")

    assert read_gazetteer(tmp_path / "names.csv").labels == {"Semirek Holding": "ORG", "Qaragandy": "LOC"}


def test_the_notebook_example_runs(demo: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The lines of Python in README run on the demo run."""
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "demo").symlink_to(demo)
    monkeypatch.chdir(tmp_path)
    code = README[README.index("```python\n") + 10 :]
    names: dict[str, object] = {}

    exec(code[: code.index("```")], names)  # the README's own lines
    assert len(names["result"].entities) > 100  # type: ignore[attr-defined]
