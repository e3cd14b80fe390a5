"""JSON, JSON lines, CSV, TSV and Parquet -> one draft per record, streaming."""

import codecs
import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import replace
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.reading.csv_rows import find_layout, read_rows
from pipeline.reading.decoding import UnreadableError, decode, detect
from pipeline.reading.metadata import Broken, Draft
from pipeline.reading.records import has_text, no_column, record_draft, text_column

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LONGEST_RECORD = 128_000_000
_LIST_NAMES = (
    "articles artikel items item data records documents docs results entries hits news regional posts stories value"
    " rows response result feed rss channel"
).split()
_PARQUET_BATCH = 64
_PIECE = 1 << 16

Drafts = Iterator[Draft | Broken]


def read_jsonl(stream: BinaryIO, *, text_field: str | None = None) -> Drafts:
    """One draft per line; a line that is no record becomes `Broken`. Memory is that of the longest line."""
    source, recoded = _in_utf8(stream)
    for number, line in _lines(source):
        try:
            decoded = decode(line)
            record = json.loads(decoded.text, strict=False)
        except UnreadableError as error:
            yield Broken(number, str(error))
        except (ValueError, RecursionError) as error:
            yield Broken(number, _json_error(error))
        else:
            draft = record_draft(record, line=number, text_field=text_field)
            draft = _with_losses(draft) if recoded else draft
            yield draft if isinstance(draft, Broken) else draft.decoded_as(recoded or decoded.encoding, decoded.notes)


def read_json(stream: BinaryIO, *, text_field: str | None = None) -> Drafts:
    """Drafts of an array (streaming), of one object, of an object that holds a list, or of JSON lines."""
    head = stream.read(1 << 16)
    source = io.BufferedReader(_Rejoined(head, stream), 1 << 16)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"[" and _is_utf8(head):
        yield from _read_array(source, text_field)
    elif _is_json(start.partition(b"\n")[0]) and b"\n" in start.strip():
        yield from read_jsonl(source, text_field=text_field)
    else:
        yield from _read_value(source, text_field)


def read_csv(stream: BinaryIO, *, delimiter: str | None = None, text_field: str | None = None) -> Drafts:
    """One draft per row of a table; `line` is the line that the record begins in."""
    csv.field_size_limit(LONGEST_RECORD)
    head = stream.read(1 << 20)
    found = detect(head)
    encoding = "utf-8" if found == "ascii" else found  # umlauts may come later
    layout = find_layout(head.decode(encoding, errors="replace"), delimiter=delimiter, text_field=text_field)
    source = io.BufferedReader(_Rejoined(head, stream), 1 << 16)
    lines = io.TextIOWrapper(source, encoding=encoding, errors="replace", newline="")
    wanted = layout.columns[layout.text] if text_field or not layout.has_header else None
    line = 0
    try:
        for line, record, notes in read_rows(lines, layout):
            named = {name: value for name, value in record.items() if name}
            draft = _with_losses(record_draft(named, line=line, text_field=wanted))
            yield draft if isinstance(draft, Broken) else draft.decoded_as(encoding, notes)
    except csv.Error as error:
        yield Broken(line + 1, f"no valid row: {error}")


def read_parquet(stream: BinaryIO, *, text_field: str | None = None) -> Drafts:
    """One draft per row of a Parquet file, batch by batch; `line` is the number of the row, from 1."""
    try:
        file = pq.ParquetFile(pa.PythonFile(stream, mode="r"))
        columns = list(_columns(file.schema_arrow))
        if text_column(columns, text_field) is None:
            raise no_column(file.schema_arrow.names, text_field)
        number = itertools.count(1)
        for batch in file.iter_batches(batch_size=_PARQUET_BATCH):
            for record in batch.to_pylist():
                yield record_draft(record, line=next(number), text_field=text_field)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise UnreadableError(f"no readable Parquet file: {str(error)[:200]}") from error


def _columns(schema: pa.Schema) -> Iterator[str]:
    """Names of columns, and of the fields in columns that are structures."""
    for field in schema:
        yield field.name
        if pa.types.is_struct(field.type):
            for inner in field.type:
                yield from (f"{field.name}.{inner.name}", inner.name)


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Numbered lines that are not blank; of a line that is too long, its beginning."""
    for number in itertools.count(1):
        raw = source.readline(LONGEST_RECORD)
        if not raw:
            return
        rest = raw
        while len(rest) == LONGEST_RECORD and not rest.endswith(b"\n"):
            rest = source.readline(LONGEST_RECORD)
        if raw.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            yield number, raw


def _in_utf8(stream: BinaryIO) -> tuple[BinaryIO, str | None]:
    """The stream, recoded where it is UTF-16 or UTF-32 (whose lines end in more than a byte), and from what."""
    head = stream.read(1 << 12)
    source = io.BufferedReader(_Rejoined(head, stream), 1 << 16)
    with suppress(UnreadableError):
        encoding = detect(head)
        if encoding.startswith(("utf-16", "utf-32")):
            return codecs.EncodedFile(source, "utf-8", encoding, errors="replace"), encoding
    return source, None


def _is_utf8(head: bytes) -> bool:
    try:
        return detect(head[: head.rfind(b"}") + 1] or head).startswith(("utf-8", "ascii"))
    except UnreadableError:
        return False


def _is_json(line: bytes) -> bool:
    try:
        json.loads(line)
    except (ValueError, RecursionError):
        return False
    return True


def _read_array(source: BinaryIO, text_field: str | None) -> Drafts:
    """Records of an array, one at a time: memory is that of the longest record."""
    text = io.TextIOWrapper(source, encoding="utf-8-sig", errors="replace")
    window = _Window(text)
    window.skip("[")
    number = 0
    try:
        while window.peek() not in ("]", ""):
            number += 1
            yield _with_losses(record_draft(window.value(), line=number, text_field=text_field))
            window.skip(",")
    except (ValueError, RecursionError) as error:
        yield Broken(number, _json_error(error))
        return
    if window.peek() == "":
        yield Broken(number + 1, "no valid JSON: the array does not end")
        return
    window.skip("]")
    if window.peek():
        yield Broken(number + 1, "not read: text behind the array; save one array per file, or one record per line")
    elif number == 0:
        raise UnreadableError("empty JSON array")


class _Window:
    """JSON read in pieces: the part of the text that is not yet parsed."""

    def __init__(self, source: io.TextIOWrapper) -> None:
        self._source, self._text, self._at = source, "", 0
        self._decoder = json.JSONDecoder(strict=False)

    def _more(self, size: int) -> bool:
        self._text, self._at = self._text[self._at :], 0
        read = self._source.read(size)
        self._text += read
        return bool(read)

    def peek(self) -> str:
        """The next character that is no white space; empty at the end."""
        while True:
            while self._at < len(self._text) and self._text[self._at].isspace():
                self._at += 1
            if self._at < len(self._text) or not self._more(_PIECE):
                return self._text[self._at : self._at + 1]

    def skip(self, char: str) -> None:
        """Go on behind `char`, if it is next."""
        self._at += self.peek() == char

    def value(self) -> object:
        """The next value; reads twice as much on each try, so that a long one takes linear time.

        Raises:
            ValueError: if there is no valid JSON.
        """
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._at)
            except json.JSONDecodeError as error:
                if self._is_invalid(error) or not self._more(max(_PIECE, len(self._text))):
                    raise
                continue
            length = end - self._at
            may_go_on = end == len(self._text) and isinstance(value, int | float)
            if may_go_on and self._more(_PIECE):
                continue
            self._at += length
            return value

    def _is_invalid(self, error: json.JSONDecodeError) -> bool:
        """Whether more text would not help: the error is neither at the end nor an open string."""
        at_end = error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - 12
        return not at_end or len(self._text) - self._at > LONGEST_RECORD


def _read_value(source: BinaryIO, text_field: str | None) -> Drafts:
    data = source.read(LONGEST_RECORD)
    if len(data) == LONGEST_RECORD:
        raise UnreadableError(f"JSON of more than {LONGEST_RECORD} bytes that is no array of records")
    decoded = decode(data)
    try:
        value = json.loads(decoded.text, strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_json_error(error)) from error
    for draft in _drafts_of(value, text_field):
        yield draft if isinstance(draft, Broken) else draft.decoded_as(decoded.encoding, decoded.notes)


def _drafts_of(value: object, text_field: str | None) -> Drafts:
    if isinstance(value, Mapping):
        head, _, rest = (text_field or "").partition(".")
        if rest and head in _LIST_NAMES and isinstance(value.get(head), list):
            value, text_field = value[head], rest
        elif not has_text(value, text_field):
            value = list(_listed(value)) or value
    if isinstance(value, list):
        for number, record in enumerate(value, start=1):
            yield record_draft(record, line=number, text_field=text_field)
    else:
        yield record_draft(value, line=None, text_field=text_field)


def _listed(value: object, depth: int = 0) -> Iterator[object]:
    """Records in the lists of known names in an object: `{"response": {"docs": […]}}`."""
    if isinstance(value, Mapping) and depth < 5:
        for name in _LIST_NAMES:
            inner = value.get(name)
            if isinstance(inner, list) and any(isinstance(part, Mapping) for part in inner):
                yield from inner
            else:
                yield from _listed(inner, depth + 1)


def _json_error(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON nested too deep"
    return f"no valid JSON: {str(error)[:200]}"


def _with_losses(draft: Draft | Broken) -> Draft | Broken:
    """The draft with a note of the bytes in it that were replaced when its stream was decoded."""
    lost = 0 if isinstance(draft, Broken) else draft.text.count("\N{REPLACEMENT CHARACTER}")
    if isinstance(draft, Broken) or not lost:
        return draft
    return replace(draft, notes=(*draft.notes, f"{lost} bytes or characters could not be decoded"))


class _Rejoined(io.RawIOBase):
    """A stream whose beginning was read already, whole again."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        data = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)
