"""Summaries printed at the end of a command."""

from pathlib import Path

import pandas as pd

from pipeline import open_run
from pipeline.cli.summaries import merge_lines, summary
from pipeline.names import merges
from tests.helpers.handmade import NAMES, SOURCES, make_tables, write_run


def report(*rows):
    """The merge report over mentions given as (entity_id, text, rule)."""
    mentions = pd.DataFrame(rows, columns=["entity_id", "text", "rule"])
    entities = mentions[["entity_id"]].drop_duplicates().assign(name=lambda e: e["entity_id"].str.partition(":")[2])
    return merges(mentions, entities)


LONG = [("ORG:Bund", f"Bund{number}", "part") for number in range(30)]
ROWS = [*LONG, ("PER:Angela Sauer", "Angela", "first-name"), ("PER:Angela Sauer", "Angela Sauer", "exact")]


def test_columns_stay_within_the_terminal():
    """Under a header the most suspicious merge comes first; long lists of forms wrap below their own column."""
    lines = merge_lines(report(*ROWS), width=100)

    assert all(len(line) <= 100 for line in lines)
    assert lines[0].split()[:3] == ["suspicion", "mentions", "name"]
    assert lines[1].split()[:4] == ["1.0", "30", "ORG", "Bund"]
    column = lines[0].index("forms")
    assert {line[column - 1] for line in lines} == {" "}
    assert all(line[column] != " " for line in lines)
    assert lines[-1].endswith("Angela 1 (first-name); Angela Sauer 1 (exact)")


def test_programs_get_one_line_for_each_entity():
    """Without a terminal, columns are separated by tabs below a header, and nothing is cut."""
    lines = merge_lines(report(*ROWS), width=None)

    assert [line.split("\t")[1] for line in lines] == ["entity_id", "ORG:Bund", "PER:Angela Sauer"]
    assert all(line.count("\t") == 4 for line in lines)
    assert lines[1].count("(part)") == 30


def test_names_cannot_control_the_terminal():
    """Control characters and line ends of a name are not printed."""
    rows = [("PER:A\x1b[2JB", "A\x1b[2J\tB\nC", "part")]

    for width in (100, None):
        text = "\n".join(merge_lines(report(*rows), width=width))
        assert "\x1b" not in text
        assert "A\ufffd[2J B C" in text


def test_no_merges_are_a_header():
    """Without merges there is a header and nothing else."""
    assert len(merge_lines(report(("PER:A", "A", "exact")), width=100)) == 1


def test_many_failures_are_cut_short(tmp_path: Path) -> None:
    """Five failures are listed, with the file that holds the others."""
    failures = [{"path": f"{number}.txt", "stage": "read", "error": "empty file"} for number in range(7)]
    folder = write_run(tmp_path / "run", make_tables(SOURCES, NAMES) | {"failures": pd.DataFrame(failures)})
    result = open_run(folder)
    counts = {name: len(table) for name, table in result.frames().items()}
    result.info["counts"] = {**counts, "duplicates": 1}
    lines = [line.strip() for line in summary(result, folder).splitlines()]

    assert [line for line in lines if ".txt: " in line] == [f"{number}.txt: empty file" for number in range(5)]
    assert f"… and 2 more: see {folder / 'failures.parquet'}" in lines
