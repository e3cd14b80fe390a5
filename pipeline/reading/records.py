"""JSON, JSON Lines, CSV, TSV and Parquet -> one draft per record, streaming."""

import codecs
import csv
import io
import itertools
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.reading.csv_rows import find_layout, read_rows
from pipeline.reading.decoding import UnreadableError, decode, detect
from pipeline.reading.markup import is_page, strip_tags
from pipeline.reading.metadata import (
    SUMMARY_NAMES,
    TEXT_NAMES,
    Broken,
    Draft,
    as_line,
    field_key,
    keyed,
    named_fields,
    no_column,
    text_column,
    weak_date,
)
from pipeline.translations import N_

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# names of mappings that hold the article of a record (Elasticsearch, Label Studio, JSON:API, the Guardian)
_HOLDERS = "_source data attributes fields article document doc post item node".split()
# names of mappings that hold metadata of the article
_METADATA = "meta metadata thread".split()
_INNER_TEXTS = "text value rendered #text".split()
_PICTURES = frozenset(("image", "video", "audio", "box"))
_CUT_OFF = re.compile(r"\s*\[\+?\d{1,7} chars\]\s*$")
_MAX_DEPTH = 8


@dataclass(frozen=True, slots=True)
class _Text:
    """A text and the mapping that has it as a field."""

    text: str
    holder: Mapping[object, object]


def record_draft(record: object, *, line: int | None, text_field: str | None = None) -> Draft | Broken:
    """Turn one record into a draft.

    Args:
        record: JSON as written by fundus or trafilatura, or any mapping with known field names.
        line: its line or number in the file.
        text_field: the only field that may hold the text; `content.rendered` is a field inside another.
    """
    if not isinstance(record, Mapping):
        return Broken(line, N_("no record: a JSON object with a field for the text is needed"))
    found = _find_text(record, text_field)
    if found is None:
        return Broken(line, _describe_missing_text(record, text_field))
    fields = _fields(record, found.holder)
    notes: tuple[str, ...] = ("teaser",) if str(record.get("free_access")).casefold() == "false" else ()
    # NewsAPI and GNews return the beginning of a text, with `[+2042 chars]` for the rest
    text = _CUT_OFF.sub("", found.text) if found.text.rstrip().endswith(" chars]") else found.text
    if text != found.text:
        notes = ("teaser",)
    weak = None if "date" in fields else weak_date(found.holder)
    return Draft(text=text, line=line, notes=notes, weak_date=weak, **fields)  # type: ignore[arg-type]  # names are fields of Draft


def has_text(record: Mapping[object, object], text_field: str | None) -> bool:
    """Whether a record has a field with a text; the description of a feed of many articles does not count."""
    return _find_text(record, text_field, names=(TEXT_NAMES,)) is not None


def _describe_missing_text(record: Mapping[object, object], text_field: str | None) -> str:
    names = (", ".join(sorted(map(str, record))[:12]) or "none")[:300]
    if text_field is not None:
        message = N_("no text in the field {field!r} of the record; it has {names}")
        return message.format(field=text_field, names=names)
    return N_("no text in the record: it needs a field text, body, content, …; it has {names}").format(names=names)


def _find_text(
    record: Mapping[object, object],
    text_field: str | None,
    *,
    names: Sequence[Sequence[str]] = (TEXT_NAMES, SUMMARY_NAMES),
) -> _Text | None:
    """Find the text of a record or of the mapping in it that holds the article; fall back to a summary."""
    if text_field is not None:
        text = _plain(_value_at(record, text_field))
        return _Text(text, record) if text.strip() else None
    for group in names:
        for holder in chain([record], _inner(record, _HOLDERS)):
            known = keyed(holder)
            texts = (_plain(known[name]) for name in group if name in known and not _lists_records(name, known[name]))
            if text := next((text for text in texts if text.strip()), ""):
                return _Text(text, holder)
    return None


def _lists_records(name: str, value: object) -> bool:
    """Whether a field is a list of articles: `{"artikel": [{"text": …}]}`."""
    is_list = name in ("data", "article", "artikel") and isinstance(value, list)
    return is_list and any(isinstance(part, Mapping) for part in value)  # type: ignore[attr-defined]  # is a list


def _inner(record: Mapping[object, object], names: Sequence[str]) -> Iterator[Mapping[object, object]]:
    for name in names:
        value = record.get(name)
        if isinstance(value, dict):
            yield value


def _value_at(value: object, path: str, depth: int = 0) -> object:
    """Return the value at a dotted path, or None; in a list, the values of all its items."""
    if depth > _MAX_DEPTH:
        return None
    if isinstance(value, list):
        found = [_value_at(part, path, depth + 1) for part in value]
        return [part for part in found if part is not None] or None
    if not isinstance(value, Mapping):
        return None
    if path in value:
        return value[path]
    same = next((name for name in value if field_key(str(name)) == field_key(path)), None)
    if same is not None:
        return value[same]
    head, dot, rest = path.partition(".")
    return _value_at(_value_at(value, head, depth + 1), rest, depth + 1) if dot else None


def _plain(value: object, depth: int = 0) -> str:
    """Return the text of a string, list of blocks, `{"rendered": …}`, or the summary and sections of fundus."""
    if isinstance(value, str):
        return value if is_page(value) else strip_tags(value)
    if depth > _MAX_DEPTH:
        return ""
    if isinstance(value, list):
        parts = [part for part in value if not (isinstance(part, Mapping) and part.get("type") in _PICTURES)]
        return "\n\n".join(text for text in (_plain(part, depth + 1) for part in parts) if text)
    if not isinstance(value, Mapping):
        return ""
    sections = value.get("sections")
    if isinstance(sections, list):
        given = [value.get("summary"), *_section_parts(sections)]
        return "\n\n".join(text for text in (_plain(part, depth + 1) for part in given) if text)
    inner = (value.get(name) for name in (*_INNER_TEXTS, "quotation"))
    return next((text for text in (_plain(part, depth + 1) for part in inner) if text), "")


def _section_parts(sections: list[object]) -> Iterator[object]:
    for section in sections:
        if isinstance(section, Mapping):
            yield from (section.get("headline"), section.get("paragraphs"))


def _fields(record: Mapping[object, object], holder: Mapping[object, object]) -> dict[str, object]:
    """Return title, date, … of the mapping that holds the text, completed from the record and its other mappings."""
    around = [] if holder is record else [record, *_inner(holder, _METADATA)]
    fields: dict[str, object] = {}
    for each in (holder, *around, *_inner(record, _HOLDERS), *_inner(record, _METADATA)):
        given = named_fields(each) | _fundus_fields(each) | _trafilatura_fields(each)
        fields = given | fields
        if len(fields) > 5:
            break
    return fields


def _fundus_fields(record: Mapping[object, object]) -> dict[str, object]:
    """Return publisher and URL, which fundus stores in `html`."""
    html = record.get("html")
    if not isinstance(html, Mapping):
        return {}
    info = html.get("source_info") or html.get("source")
    fields = {"url": as_line(html.get("responded_url") or html.get("requested_url"))}
    fields["source"] = as_line(info.get("publisher") if isinstance(info, Mapping) else None)
    return {name: value for name, value in fields.items() if value}


def _trafilatura_fields(record: Mapping[object, object]) -> dict[str, object]:
    """Return URL and source, which trafilatura calls `source` and `source-hostname` or `hostname`."""
    url = record.get("source")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return {}
    site = as_line(record.get("sitename") or record.get("source-hostname") or record.get("hostname"))
    return {"url": as_line(url), "source": site}


MAX_RECORD_BYTES = 128_000_000
_LIST_NAMES = (
    "articles artikel items item data records documents docs results entries hits news regional posts stories value"
    " rows response result feed rss channel"
).split()
_PARQUET_BATCH_ROWS = 64
_PIECE_CHARS = 1 << 16

Drafts = Iterator[Draft | Broken]


def read_jsonl(stream: BinaryIO, *, text_field: str | None = None) -> Drafts:
    """Read one draft per line, holding one line in memory; a line that is not a record becomes `Broken`."""
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
            draft = _note_losses(draft) if recoded else draft
            yield draft if isinstance(draft, Broken) else draft.decoded_as(recoded or decoded.encoding, decoded.notes)


def read_json(stream: BinaryIO, *, text_field: str | None = None) -> Drafts:
    """Read drafts from an array (streaming), an object, a list inside an object, or JSON Lines."""
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
    """Read one draft per row of a table; `line` is the first line of the row."""
    csv.field_size_limit(MAX_RECORD_BYTES)
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
            draft = _note_losses(record_draft(named, line=line, text_field=wanted))
            yield draft if isinstance(draft, Broken) else draft.decoded_as(encoding, notes)
    except csv.Error as error:
        yield Broken(line + 1, N_("no valid row: {reason}").format(reason=error))


def read_parquet(stream: BinaryIO, *, text_field: str | None = None) -> Drafts:
    """Read one draft per row of a Parquet file, batch by batch; `line` is the row number, from 1."""
    try:
        file = pq.ParquetFile(pa.PythonFile(stream, mode="r"))
        columns = list(_columns(file.schema_arrow))
        if text_column(columns, text_field) is None:
            raise no_column(file.schema_arrow.names, text_field)
        number = itertools.count(1)
        for batch in file.iter_batches(batch_size=_PARQUET_BATCH_ROWS):
            for record in batch.to_pylist():
                yield record_draft(record, line=next(number), text_field=text_field)
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise UnreadableError(N_("not a readable Parquet file: {reason}").format(reason=str(error)[:200])) from error


def _columns(schema: pa.Schema) -> Iterator[str]:
    """Yield the names of columns and of the fields of struct columns."""
    for field in schema:
        yield field.name
        if pa.types.is_struct(field.type):
            for inner in field.type:
                yield from (f"{field.name}.{inner.name}", inner.name)


def _lines(source: BinaryIO) -> Iterator[tuple[int, bytes]]:
    """Yield numbered lines that are not blank; a line that is too long is cut off."""
    for number in itertools.count(1):
        raw = source.readline(MAX_RECORD_BYTES)
        if not raw:
            return
        rest = raw
        while len(rest) == MAX_RECORD_BYTES and not rest.endswith(b"\n"):
            rest = source.readline(MAX_RECORD_BYTES)
        if raw.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            yield number, raw


def _in_utf8(stream: BinaryIO) -> tuple[BinaryIO, str | None]:
    """Recode a UTF-16 or UTF-32 stream, whose newlines are more than a byte; return it and its old encoding or None."""
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
    """Read the records of an array, holding one record in memory."""
    text = io.TextIOWrapper(source, encoding="utf-8-sig", errors="replace")
    window = _Window(text)
    window.skip("[")
    number = 0
    try:
        while window.peek() not in ("]", ""):
            number += 1
            yield _note_losses(record_draft(window.value(), line=number, text_field=text_field))
            window.skip(",")
    except (ValueError, RecursionError) as error:
        yield Broken(number, _json_error(error))
        return
    if window.peek() == "":
        yield Broken(number + 1, N_("invalid JSON: the array does not end"))
        return
    window.skip("]")
    if window.peek():
        message = N_("not read: text behind the array; save one array per file, or one record per line")
        yield Broken(number + 1, message)
    elif number == 0:
        raise UnreadableError(N_("empty JSON array"))


class _Window:
    """A window on JSON read in pieces: the part of the text that is not parsed yet."""

    def __init__(self, source: io.TextIOWrapper) -> None:
        self._source, self._text, self._position = source, "", 0
        self._decoder = json.JSONDecoder(strict=False)

    def _more(self, size: int) -> bool:
        self._text, self._position = self._text[self._position :], 0
        read = self._source.read(size)
        self._text += read
        return bool(read)

    def peek(self) -> str:
        """Return the next character that is not white space; empty at the end."""
        while True:
            while self._position < len(self._text) and self._text[self._position].isspace():
                self._position += 1
            if self._position < len(self._text) or not self._more(_PIECE_CHARS):
                return self._text[self._position : self._position + 1]

    def skip(self, char: str) -> None:
        """Skip `char` if it is next."""
        self._position += self.peek() == char

    def value(self) -> object:
        """Parse the next value, doubling the window on each try so that a long value takes linear time.

        Raises:
            ValueError: if the JSON is invalid.
        """
        while True:
            try:
                value, end = self._decoder.raw_decode(self._text, self._position)
            except json.JSONDecodeError as error:
                if self._is_invalid(error) or not self._more(max(_PIECE_CHARS, len(self._text))):
                    raise
                continue
            length = end - self._position
            may_go_on = end == len(self._text) and isinstance(value, int | float)
            if may_go_on and self._more(_PIECE_CHARS):
                continue
            self._position += length
            return value

    def _is_invalid(self, error: json.JSONDecodeError) -> bool:
        """Whether more text would not help: the error is neither at the end nor an open string."""
        at_end = error.msg.startswith("Unterminated string") or error.pos >= len(self._text) - 12
        return not at_end or len(self._text) - self._position > MAX_RECORD_BYTES


def _read_value(source: BinaryIO, text_field: str | None) -> Drafts:
    data = source.read(MAX_RECORD_BYTES)
    if len(data) == MAX_RECORD_BYTES:
        message = N_("JSON of more than {most} bytes that is not an array of records")
        raise UnreadableError(message.format(most=MAX_RECORD_BYTES))
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
            value = list(_find_listed(value)) or value
    if isinstance(value, list):
        for number, record in enumerate(value, start=1):
            yield record_draft(record, line=number, text_field=text_field)
    else:
        yield record_draft(value, line=None, text_field=text_field)


def _find_listed(value: object, depth: int = 0) -> Iterator[object]:
    """Yield the records in lists with known names inside an object: `{"response": {"docs": […]}}`."""
    if isinstance(value, Mapping) and depth < 5:
        for name in _LIST_NAMES:
            inner = value.get(name)
            if isinstance(inner, list) and any(isinstance(part, Mapping) for part in inner):
                yield from inner
            else:
                yield from _find_listed(inner, depth + 1)


def _json_error(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return N_("JSON nested too deep")
    return N_("invalid JSON: {reason}").format(reason=str(error)[:200])


def _note_losses(draft: Draft | Broken) -> Draft | Broken:
    """Add a note that counts the bytes replaced when the stream of the draft was decoded."""
    lost = 0 if isinstance(draft, Broken) else draft.text.count("\N{REPLACEMENT CHARACTER}")
    if isinstance(draft, Broken) or not lost:
        return draft
    return replace(draft, notes=(*draft.notes, f"{lost} bytes or characters could not be decoded"))


class _Rejoined(io.RawIOBase):
    """A stream put back together from its beginning, which was read already, and its rest."""

    def __init__(self, head: bytes, rest: BinaryIO) -> None:
        self._head, self._rest = io.BytesIO(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        data = self._head.read(len(view)) or self._rest.read(len(view))
        view[: len(data)] = data
        return len(data)
