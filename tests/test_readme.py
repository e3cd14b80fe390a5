"""What README and CONTRIBUTING promise is so."""

import re
import shlex
from pathlib import Path

import pytest

from pipeline.cli import _parser
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
