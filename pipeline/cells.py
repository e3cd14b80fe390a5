"""Rows and cells of tables as plain Python values, and JSON that may stand inside an HTML page."""

import json
import math
from collections import namedtuple
from collections.abc import Iterable, Iterator
from typing import Any

import numpy as np
import pandas as pd

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


def to_json(value: Any) -> str:
    """Compact JSON that may stand inside a script element: `<`, `>`, `&` and JavaScript's line ends are escaped."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    for character in "<>&\u2028\u2029":
        text = text.replace(character, f"\\u{ord(character):04x}")
    return text


def _value(cell: Any, digits: int) -> Any:
    if isinstance(cell, np.generic):
        cell = cell.item()
    if isinstance(cell, float):
        if not math.isfinite(cell):
            return None
        return int(cell) if cell.is_integer() and abs(cell) < 1e15 else float(f"{cell:.{digits}g}")
    return None if cell is pd.NA or cell is pd.NaT else cell
