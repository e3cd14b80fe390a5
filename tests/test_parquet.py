"""Schemas, and Parquet with equal bytes."""

from pathlib import Path

import pandas as pd
import pyarrow as pa
import pytest

from pipeline import parquet as tables
from pipeline.errors import OutputError
from pipeline.parquet import (
    TableWriter,
    frame_to_table,
    iter_batches,
    iter_dicts,
    iter_tuples,
    read_table,
    rounded,
    to_table,
    write_table,
)
from pipeline.schema import SCHEMAS

ROW = {"path": "a.txt", "stage": "reading", "error": "empty"}


def test_equal_rows_make_equal_bytes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """However the rows come in, one by one or at once, the file is the same."""
    monkeypatch.setattr(tables, "ROW_GROUP", 7)
    rows = [{**ROW, "path": f"{number}.txt"} for number in range(23)]
    write_table(to_table(rows, SCHEMAS["failures"]), tmp_path / "whole.parquet")
    with TableWriter(tmp_path / "parts.parquet", SCHEMAS["failures"]) as writer:
        for row in rows:
            writer.add(to_table([row], SCHEMAS["failures"]))

    assert (tmp_path / "whole.parquet").read_bytes() == (tmp_path / "parts.parquet").read_bytes()


@pytest.mark.parametrize("name", sorted(SCHEMAS))
def test_an_empty_table_keeps_its_columns(tmp_path: Path, name: str) -> None:
    """A table without rows is a valid file with every column of the contract."""
    write_table(to_table([], SCHEMAS[name]), tmp_path / f"{name}.parquet")

    assert list(read_table(tmp_path, name).columns) == SCHEMAS[name].names


def test_missing_keys_are_null() -> None:
    """A row that lacks a key has a null there."""
    assert to_table([{"path": "a"}], SCHEMAS["failures"])["error"].to_pylist() == [None]


def test_frames_take_the_form_of_the_contract() -> None:
    """A DataFrame with further columns becomes the table of the contract, without pandas' own metadata."""
    table = frame_to_table(pd.DataFrame([{**ROW, "more": 1}]), "failures")

    assert table.schema.equals(SCHEMAS["failures"], check_metadata=True)


def test_a_missing_column_is_an_error() -> None:
    """A DataFrame without a column of the contract is refused."""
    with pytest.raises(KeyError):
        frame_to_table(pd.DataFrame([{"path": "a"}]), "failures")


def test_a_folder_without_tables_is_named(tmp_path: Path) -> None:
    """Reading from a folder that holds no run says so."""
    with pytest.raises(OutputError, match=r"no mentions\.parquet"):
        read_table(tmp_path, "mentions")


def test_rows_come_back_in_batches(tmp_path: Path) -> None:
    """`iter_batches` gives all rows in order."""
    write_table(to_table([ROW, ROW], SCHEMAS["failures"]), tmp_path / "failures.parquet")

    assert pa.Table.from_batches(iter_batches(tmp_path, "failures")).to_pylist() == [ROW, ROW]


def test_a_damaged_table_is_named(tmp_path: Path) -> None:
    """A Parquet file cut short is one clear error, not one of the library that reads it."""
    path = tmp_path / "failures.parquet"
    write_table(to_table([ROW], SCHEMAS["failures"]), path)
    path.write_bytes(path.read_bytes()[:-20])

    with pytest.raises(OutputError, match=r"cannot read .*failures\.parquet"):
        read_table(tmp_path, "failures")


def test_rows_are_python_values() -> None:
    """Every kind of missing value becomes None, every number a Python number, in order of the rows."""
    frame = pd.DataFrame(
        {
            "name": pd.Series(["a", None, "c"], dtype="category"),
            "line": pd.Series([1, None, 3], dtype="Int64"),
            "value": [0.5, float("nan"), float("inf")],
            "day": pd.to_datetime(["2022-01-05", None, None]),
            "names": pd.Series([["x"], None, []], dtype=object),
            "kept": [True, False, True],
        }
    )
    first, second, third = iter_dicts(frame)

    assert list(map(tuple, iter_tuples(frame))) == [tuple(row.values()) for row in (first, second, third)]
    assert (first["name"], first["names"], str(first["day"])) == ("a", ["x"], "2022-01-05 00:00:00")
    assert second == dict.fromkeys(["name", "line", "value", "day", "names"]) | {"kept": False}
    assert (third["line"], third["value"], third["day"], third["names"]) == (3, float("inf"), None, [])
    assert {type(row[name]) for row in (first, third) for name in ("line", "value", "kept")} == {int, float, bool}


def test_rounded_rows_are_json() -> None:
    """Floats keep some significant digits, whole ones are integers, and what JSON cannot hold is None."""
    row = ["a", None, True, 7, 2.0, 1234.5678, 1e300, float("inf"), float("nan")]

    assert rounded(row) == ["a", None, True, 7, 2, 1234.6, 1e300, None, None]
    assert rounded([1234.5678], digits=7) == [1234.568]
