"""CSV and TSV -> rows: detect delimiter, quote character and missing header; repair unquoted delimiters."""

import csv
import io
import re
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from itertools import islice

from pipeline.reading.metadata import no_column, text_column

_DELIMITERS = ",;\t|"
_SAMPLE_CHARS = 1 << 18
_MAX_SAMPLE_ROWS = 200
_MAX_SHOWN_CHARS = 200

Row = list[str]


@dataclass(frozen=True, slots=True)
class Layout:
    """Layout of a table; `text` is the index of the column that holds the text."""

    delimiter: str
    quote: str
    columns: tuple[str, ...]
    text: int
    has_header: bool

    @property
    def notes(self) -> tuple[str, ...]:
        """Notes that apply to every row."""
        if self.has_header:
            return ()
        return (f"table without header: text from column {self.text + 1} of {len(self.columns)}",)


def find_layout(head: str, *, delimiter: str | None, text_field: str | None) -> Layout:
    """Detect the layout of a table from its beginning.

    Args:
        head: its first characters.
        delimiter: the delimiter, or None to detect it.
        text_field: name of the text column, or its number if there is no header; None to detect it.

    Raises:
        UnreadableError: if no text column is found.
    """
    head = head.lstrip("\ufeff")[:_SAMPLE_CHARS]
    samples = [_sample(head, sign) for sign in (delimiter or _DELIMITERS)]
    headers = [(sample, text_column(sample.header, text_field)) for sample in samples]
    known = [(sample, text) for sample, text in headers if text is not None]
    if known:
        sample, text = max(known, key=lambda pair: len(pair[0].header))
        return Layout(sample.delimiter, sample.quote, tuple(sample.header), text, has_header=True)
    if text_field is None:
        layout = _without_header(samples)
    else:
        layout = _by_number(max(samples, key=_Sample.regularity), text_field)
    if layout is None:
        first = head.partition("\n")[0]
        raise no_column(max(samples, key=lambda sample: first.count(sample.delimiter)).header, text_field)
    return layout


@dataclass(frozen=True, slots=True)
class _Sample:
    """The first rows of a table, read with one delimiter."""

    delimiter: str
    quote: str
    rows: list[Row]

    @property
    def header(self) -> Row:
        return [name.strip() for name in self.rows[0]] if self.rows else []

    @property
    def width(self) -> int:
        widths = [len(row) for row in self.rows]
        return max(sorted(set(widths)), key=widths.count, default=0)

    def regularity(self) -> tuple[float, int]:
        """Return the share of rows with the most frequent number of cells, and that number."""
        if self.width < 2 or self._is_prose():
            return 0, 0
        return sum(len(row) == self.width for row in self.rows) / len(self.rows), self.width

    def _is_prose(self) -> bool:
        """Whether most delimiters are followed by a space, as in running text."""
        behind = [cell for row in self.rows for cell in row[1:] if cell]
        return 2 * sum(cell.startswith(" ") for cell in behind) > len(behind)

    def text_column(self) -> tuple[float, int] | None:
        """Return mean length and index of the only column of running text, if there is one and no header above it."""
        rows = [row for row in self.rows if len(row) == self.width]
        if not rows:
            return None
        lengths = [sum(map(len, column)) / len(rows) for column in zip(*rows, strict=True)]
        text = max(range(len(lengths)), key=lengths.__getitem__)
        words = [len(row[text].split()) for row in rows]
        others = [length for index, length in enumerate(lengths) if index != text]
        if sum(words) < 6 * len(rows) or words[0] < 4 or 3 * max(others, default=0) > lengths[text]:
            return None
        return lengths[text], text


def _sample(head: str, delimiter: str) -> _Sample:
    quote = _quote(head, delimiter)
    reader = csv.reader(io.StringIO(head, newline=""), delimiter=delimiter, quotechar=quote)
    rows: list[Row] = []
    with suppress(csv.Error):  # the row is reported when it is read
        rows.extend(islice(filter(None, reader), _MAX_SAMPLE_ROWS))
    if len(head) == _SAMPLE_CHARS and 1 < len(rows) < _MAX_SAMPLE_ROWS:
        rows.pop()  # cut off
    return _Sample(delimiter, quote, rows)


def _quote(head: str, delimiter: str) -> str:
    """Return `'` if cells are written like `'Er sagte: ''Nein'''`, otherwise `"`."""
    starts, whole, telling = _quoted_cells(head, delimiter, "'")
    if not whole or whole < 0.9 * starts or whole <= 2 * _quoted_cells(head, delimiter, '"')[1]:
        return '"'
    return "'" if telling or 2 * whole >= head.count("\n") else '"'


def _quoted_cells(head: str, delimiter: str, quote: str) -> tuple[int, int, int]:
    """Count the cells that begin with a quote, those that also end with one, and those that need quotes."""
    begin = rf"(?:^|{re.escape(delimiter)}){quote}"
    cell = re.compile(
        rf"{begin}((?:[^{quote}]++|{quote}{quote})*+){quote}(?=\r?$|{re.escape(delimiter)})", re.MULTILINE
    )
    contents = cell.findall(head)
    telling = sum(quote in content or delimiter in content or "\n" in content for content in contents)
    return len(re.findall(begin, head, re.MULTILINE)), len(contents), telling


def _without_header(samples: list[_Sample]) -> Layout | None:
    """Return the layout of a table without header if one column, perhaps the only one, is clearly text."""
    regular = [sample for sample in samples if sample.regularity()[0] >= 0.9]
    found = [(*text, sample) for sample in regular if (text := sample.text_column())]
    if found:
        _, column, sample = max(found, key=lambda each: each[0])
        return Layout(sample.delimiter, sample.quote, _number_columns(sample.width), column, has_header=False)
    if regular:
        return None
    sample = samples[0]
    lines = _Sample(sample.delimiter, sample.quote, [[sample.delimiter.join(row)] for row in sample.rows])
    return Layout(sample.delimiter, sample.quote, ("1",), 0, has_header=False) if lines.text_column() else None


def _by_number(sample: _Sample, text_field: str) -> Layout | None:
    if not text_field.isdecimal() or not 1 <= int(text_field) <= sample.width:
        return None
    return Layout(sample.delimiter, sample.quote, _number_columns(sample.width), int(text_field) - 1, has_header=False)


def _number_columns(width: int) -> tuple[str, ...]:
    return tuple(str(number) for number in range(1, width + 1))


def read_rows(lines: Iterable[str], layout: Layout) -> Iterator[tuple[int, dict[str, str], tuple[str, ...]]]:
    """Yield line number, cells by column and notes of each row that is not blank.

    Raises:
        csv.Error: if a cell is too long.
    """
    taken: list[str] = []
    reader = csv.reader(_record_lines(lines, taken), delimiter=layout.delimiter, quotechar=layout.quote)
    header_read = not layout.has_header
    begin = 1
    for cells in reader:
        if cells and not header_read:
            header_read = True
        elif cells:
            fitted, notes = (cells, ()) if len(cells) <= len(layout.columns) else _fit_cells(cells, taken, layout)
            yield begin, dict(zip(layout.columns, fitted, strict=False)), layout.notes + notes
        begin = reader.line_num + 1
        taken.clear()


def _record_lines(lines: Iterable[str], taken: list[str]) -> Iterator[str]:
    for line in lines:
        taken.append(line)
        yield line


def _fit_cells(cells: Row, lines: list[str], layout: Layout) -> tuple[Row, tuple[str, ...]]:
    """Fit the cells of a row to its header; if there are too many, join those split by unquoted delimiters.

    A note quotes the cells that no rule could join.
    """
    width = len(layout.columns)
    last = next((index for index in reversed(range(len(cells))) if cells[index].strip()), 0)
    cells = cells[: max(width, last + 1)]
    if len(cells) <= width:
        return cells, ()
    free = {index for index in _free_joints("".join(lines), layout) if index < len(cells) - 1}
    joints = _find_torn_joints(cells, free, layout)
    groups = [[cells[0]]]
    for index, cell in enumerate(cells[1:]):
        if index in joints:
            groups[-1].append(cell)
        else:
            groups.append([cell])
    fitted = [layout.delimiter.join(group) for group in groups]
    notes: tuple[str, ...] = ()
    if joints:
        notes = (f"delimiters without quotes in the row: {len(joints)} taken as text",)
    if len(fitted) > width:
        shown = layout.delimiter.join(fitted[layout.text + 1 :])[:_MAX_SHOWN_CHARS]
        notes += (f"{len(fitted) - width} cells more than the header has; behind the text stands: {shown}",)
    return fitted, notes


def _find_torn_joints(cells: Row, free: set[int], layout: Layout) -> set[int]:
    """Return the indices of the delimiters that belong to the text of a cell.

    If as many delimiters look like running text (`Ulm, dann`; `3,5`) as there are surplus cells, these are chosen. If
    there are more, or fewer and all in the text column, the first ones in the text column; if there are fewer and the
    text is the last column, those at the end of the row as well.
    """
    wanted = len(cells) - len(layout.columns)
    prose = {index for index in free if layout.delimiter in ",;" and _is_prose(cells[index], cells[index + 1])}
    if len(prose) == wanted:
        return prose
    in_text = set(range(layout.text, layout.text + wanted))
    if len(prose) > wanted:
        return in_text if in_text <= free else set()
    if layout.text == len(layout.columns) - 1:
        for index in reversed(range(len(cells) - 1)):
            if len(prose) == wanted or index not in free:
                break
            prose.add(index)
        return prose
    return in_text if prose and prose <= in_text <= free else prose


def _is_prose(before: str, after: str) -> bool:
    return after.startswith(" ") or (before[-1:].isdigit() and after[:1].isdigit())


def _free_joints(raw: str, layout: Layout) -> set[int]:
    """Return the indices of the delimiters between two cells without quotes."""
    quote, delimiter = layout.quote, layout.delimiter
    cell = re.compile(
        rf"{quote}(?:[^{quote}]++|{quote}{quote})*+{quote}[^{re.escape(delimiter)}]*|[^{re.escape(delimiter)}]*"
    )
    raw = raw.rstrip("\r\n")
    quoted: list[bool] = []
    position = 0
    while position <= len(raw) and (match := cell.match(raw, position)):
        quoted.append(raw.startswith(quote, position))
        position = match.end() + 1
    return {index for index in range(len(quoted) - 1) if not quoted[index] and not quoted[index + 1]}
