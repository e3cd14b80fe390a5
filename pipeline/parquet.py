"""Tables: reading and writing Parquet, and their rows as Python values."""

import math
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.schema import SCHEMAS

ROW_GROUP = 50_000
"""Rows per row group in every Parquet file: fixed, so that equal rows make equal bytes."""

_SMALL = 64  # tables held as they came
_BATCH = 8_192  # rows held at once where a file is read as a stream


def to_table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Rows as an Arrow table of exactly this schema; missing keys are null."""
    return pa.Table.from_pylist(list(rows), schema=schema)


def frame_to_table(frame: pd.DataFrame, name: str) -> pa.Table:
    """A DataFrame as the Arrow table of the contract; further columns are dropped, missing ones an error.

    Raises:
        KeyError: if a column of the contract is missing.
    """
    schema = SCHEMAS[name]
    return pa.Table.from_pandas(frame[schema.names], schema=schema, preserve_index=False).replace_schema_metadata(None)


def write_table(table: pa.Table, path: Path) -> None:
    """Write a table so that equal tables make equal bytes."""
    with TableWriter(path, table.schema) as writer:
        writer.add(table)


class TableWriter:
    """Writes a Parquet file as rows come, in row groups of fixed size whatever the sizes they come in."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._file = path.open("wb")  # pyarrow itself takes no path that is not UTF-8
        self._writer = pq.ParquetWriter(self._file, schema, compression="zstd", store_schema=False)
        self._waiting: list[pa.Table] = []
        self._small: list[pa.Table] = []
        self._rows = 0

    def __enter__(self) -> "TableWriter":
        return self

    def add(self, table: pa.Table) -> None:
        """Take rows; write whole row groups."""
        self._small.append(table)
        self._rows += table.num_rows
        if self._rows >= ROW_GROUP:
            self._flush(keep=self._rows % ROW_GROUP)
        elif len(self._small) == _SMALL:
            self._compact()

    def _compact(self) -> None:
        """Copy the tables taken last into one: small ones are views that keep whole analyses in memory."""
        self._waiting.append(pa.concat_tables(self._small).combine_chunks())
        self._small = []

    def _flush(self, *, keep: int) -> None:
        table = pa.concat_tables([*self._waiting, *self._small])
        whole = table.num_rows - keep
        self._writer.write_table(table.slice(0, whole).combine_chunks(), row_group_size=ROW_GROUP)
        self._waiting, self._small = [], [table.slice(whole)] if keep else []
        self._rows = keep

    def __exit__(self, *error: object) -> None:
        if self._rows and error[0] is None:
            self._flush(keep=0)
        with self._file:
            self._writer.close()


def read_table(folder: Path, name: str, *, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """A table of a run folder as a DataFrame: its columns in the contract, or some of them.

    Raises:
        OutputError: if the folder holds no such table, a damaged one, or one with other columns.
    """
    with _readable(folder, name, columns=columns) as (file, schema):
        frame: pd.DataFrame = file.read(schema.names).select(schema.names).cast(schema).to_pandas()
    pa.default_memory_pool().release_unused()  # reading takes several times what is read
    return frame


def iter_rows(folder: Path, name: str) -> Iterator[pa.RecordBatch]:
    """Record batches of a table of a run folder, so that nobody need hold all of it.

    Raises:
        OutputError: as `read_table` does.
    """
    with _readable(folder, name) as (file, schema):
        for batch in file.iter_batches(_BATCH, columns=schema.names):
            yield batch.select(schema.names).cast(schema)


@contextmanager
def _readable(
    folder: Path, name: str, *, columns: Sequence[str] | None = None
) -> Iterator[tuple[pq.ParquetFile, pa.Schema]]:
    """A table's file, and the schema of the columns to read; what goes wrong in the block is an `OutputError`.

    Types may differ from the contract as far as values can be cast: pandas writes a column without values as null.
    """
    path = folder / f"{name}.parquet"
    if not path.is_file():
        raise OutputError(f"no {path.name} in {folder}: is it the output folder of a finished pressenetz run?")
    schema = pa.schema([SCHEMAS[name].field(column) for column in columns or SCHEMAS[name].names])
    try:
        with path.open("rb") as stream, pq.ParquetFile(stream) as file:  # pyarrow takes no path that is not UTF-8
            if missing := [column for column in schema.names if column not in file.schema_arrow.names]:
                raise ValueError(f"it lacks the columns {', '.join(missing)}")
            yield file, schema
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        raise OutputError(
            f"cannot read {path}: {error}; repeat `pressenetz run` with this output, which makes it again"
        ) from error


_BLOCK = 50_000  # rows held as Python values at once


def rows(table: pd.DataFrame) -> Iterator[Any]:
    """The rows as named tuples of Python values (several times faster than `itertuples` on columns of text)."""
    row = namedtuple("Row", table.columns, rename=True)  # type: ignore[misc]  # columns vary
    for low in range(0, len(table), _BLOCK):
        block = table.iloc[low : low + _BLOCK]
        yield from map(row._make, zip(*(block[name].tolist() for name in block.columns), strict=True))


def plain(row: Iterable[Any], *, digits: int = 5) -> list[Any]:
    """Cells as JSON knows them: missing values are None, floats are rounded to some significant digits."""
    return [_value(cell, digits) for cell in row]


def _value(cell: Any, digits: int) -> Any:
    if isinstance(cell, np.generic):
        cell = cell.item()
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return None
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else float(f"{cell:.{digits}g}")
    return None if cell is pd.NA or cell is pd.NaT else cell
