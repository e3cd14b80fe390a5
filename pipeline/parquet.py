"""Tables: reading and writing Parquet, and their rows as Python values."""

import math
from collections import namedtuple
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.errors import OutputError
from pipeline.schema import SCHEMAS
from pipeline.translations import _

ROW_GROUP = 50_000
"""Rows per row group in every Parquet file: fixed, so that equal rows make equal bytes."""

_MAX_VIEWS = 64  # tables held uncopied
_BATCH = 8_192  # rows held at once while a file is read as a stream


def to_table(rows: Iterable[Mapping[str, Any]], schema: pa.Schema) -> pa.Table:
    """Convert rows to an Arrow table of exactly this schema; missing keys are null."""
    return pa.Table.from_pylist(list(rows), schema=schema)


def frame_to_table(frame: pd.DataFrame, name: str) -> pa.Table:
    """Convert a DataFrame to the Arrow table of the contract, dropping further columns.

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
    """Write a Parquet file as rows arrive, in row groups of fixed size whatever the sizes of the tables added."""

    def __init__(self, path: Path, schema: pa.Schema) -> None:
        self._file = path.open("wb")  # pyarrow itself accepts only UTF-8 paths
        self._writer = pq.ParquetWriter(self._file, schema, compression="zstd", store_schema=False)
        self._compacted: list[pa.Table] = []
        self._views: list[pa.Table] = []
        self._rows = 0

    def __enter__(self) -> "TableWriter":
        return self

    def add(self, table: pa.Table) -> None:
        """Add rows, and write the row groups that are complete."""
        self._views.append(table)
        self._rows += table.num_rows
        if self._rows >= ROW_GROUP:
            self._flush(keep=self._rows % ROW_GROUP)
        elif len(self._views) == _MAX_VIEWS:
            # a table added is often a view of one column of an analysis, whose other columns stay in memory until the
            # view is copied
            self._compacted.append(pa.concat_tables(self._views).combine_chunks())
            self._views = []

    def _flush(self, *, keep: int) -> None:
        table = pa.concat_tables([*self._compacted, *self._views])
        whole = table.num_rows - keep
        self._writer.write_table(table.slice(0, whole).combine_chunks(), row_group_size=ROW_GROUP)
        self._compacted, self._views = [], [table.slice(whole)] if keep else []
        self._rows = keep

    def __exit__(self, *error: object) -> None:
        if self._rows and error[0] is None:
            self._flush(keep=0)
        with self._file:
            self._writer.close()


def read_table(folder: Path, name: str, *, columns: Sequence[str] | None = None) -> pd.DataFrame:
    """Read a table of a run folder into a DataFrame: its columns in the contract, or some of them.

    Raises:
        OutputError: if the folder holds no such table, a damaged one, or one with other columns.
    """
    with _readable(folder, name, columns=columns) as (file, schema):
        frame: pd.DataFrame = file.read(schema.names).select(schema.names).cast(schema).to_pandas()
    pa.default_memory_pool().release_unused()  # reading takes several times the size of the frame
    return frame


def iter_batches(folder: Path, name: str) -> Iterator[pa.RecordBatch]:
    """Read a table of a run folder batch by batch, for tables that need not fit into memory.

    Raises:
        OutputError: as `read_table`.
    """
    with _readable(folder, name) as (file, schema):
        for batch in file.iter_batches(_BATCH, columns=schema.names):
            yield batch.select(schema.names).cast(schema)


@contextmanager
def _readable(
    folder: Path, name: str, *, columns: Sequence[str] | None = None
) -> Iterator[tuple[pq.ParquetFile, pa.Schema]]:
    """Open a table's file with the schema of the columns to read; turn errors in the block into `OutputError`.

    Types may differ from the contract if their values can be cast: pandas writes a column without values as null.
    """
    path = folder / f"{name}.parquet"
    if not path.is_file():
        message = _("no {file} in {folder}: is it the output folder of a finished pressenetz run?")
        raise OutputError(message.format(file=path.name, folder=folder))
    schema = pa.schema([SCHEMAS[name].field(column) for column in columns or SCHEMAS[name].names])
    try:
        with path.open("rb") as stream, pq.ParquetFile(stream) as file:  # pyarrow accepts only UTF-8 paths
            if missing := [column for column in schema.names if column not in file.schema_arrow.names]:
                raise ValueError(_("it lacks the columns {columns}").format(columns=", ".join(missing)))
            yield file, schema
    except (OSError, ValueError, KeyError, pa.ArrowException) as error:
        message = _("cannot read {path}: {reason}; repeat `pressenetz run` with this output, which makes it again")
        raise OutputError(message.format(path=path, reason=error)) from error


_BLOCK = 50_000  # rows held as Python values at once


def iter_tuples(frame: pd.DataFrame) -> Iterator[Any]:
    """Iterate over the rows as named tuples of Python values, with None for missing ones.

    On columns of text several times faster than `DataFrame.itertuples`, which also keeps NaN, NA and NaT.
    """
    row = namedtuple("Row", frame.columns, rename=True)  # type: ignore[misc]  # columns vary
    for low in range(0, len(frame), _BLOCK):
        block = frame.iloc[low : low + _BLOCK]
        yield from map(row._make, zip(*(_values(block[name]) for name in block.columns), strict=True))


def iter_dicts(frame: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Iterate over the rows as dictionaries of Python values, with None for missing ones."""
    names = [str(name) for name in frame.columns]
    return (dict(zip(names, row, strict=True)) for row in iter_tuples(frame))


def _values(column: "pd.Series[Any]") -> list[Any]:
    values, missing = column.tolist(), column.isna()
    if not missing.any():
        return values
    return [None if gone else value for value, gone in zip(values, missing.tolist(), strict=True)]


def rounded(row: Iterable[Any], *, digits: int = 5) -> list[Any]:
    """Round the floats of a row to some significant digits for JSON: whole ones to int, NaN and infinity to None."""
    return [_rounded(cell, digits) if isinstance(cell, float) else cell for cell in row]


def _rounded(value: float, digits: int) -> float | None:
    if not math.isfinite(value):
        return None
    return int(value) if value.is_integer() and abs(value) < 1e15 else float(f"{value:.{digits}g}")
