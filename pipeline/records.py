"""JSON, JSON lines, CSV, TSV and Parquet -> one draft per record, streaming."""

import csv
import io
import itertools
import json
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, BinaryIO

import ijson  # type: ignore[import-untyped]  # it has no stubs
import pyarrow as pa
import pyarrow.parquet as pq

from pipeline.decoding import UnreadableError, decode, detect
from pipeline.markup import strip_tags
from pipeline.metadata import Broken, Draft, as_line, named_fields

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

LONGEST_RECORD = 128_000_000
_TEXT_NAMES = (
    "text body articlebody article_body content fulltext full_text maintext main_text plaintext plain_text article"
    " inhalt artikel volltext artikeltext textkörper haupttext paragraphs absätze raw_text description"
).split()
_LIST_NAMES = "articles artikel items data records documents docs results entries hits".split()
_PARQUET_BATCH = 64

Drafts = Iterator[Draft | Broken]


def read_jsonl(stream: BinaryIO) -> Drafts:
    """One draft per line; a line that is no record becomes `Broken`. Memory is that of the longest line."""
    for number, line in _lines(stream):
        if isinstance(line, Broken):
            yield line
            continue
        try:
            record = json.loads(line, strict=False)
        except (ValueError, RecursionError) as error:
            yield Broken(number, _json_error(error))
            continue
        yield record_draft(record, line=number)


def read_json(stream: BinaryIO) -> Drafts:
    """Drafts of an array (streaming), of one object, of an object that holds a list, or of JSON lines."""
    head = stream.read(1 << 16)
    source = io.BufferedReader(_Rejoined(head, stream), 1 << 16)
    start = head.removeprefix(b"\xef\xbb\xbf").lstrip()
    if start[:1] == b"[" and _is_utf8(head):
        source.read(head.index(b"["))
        yield from _read_array(source)
    elif _is_json(start.partition(b"\n")[0]) and b"\n" in start.strip():
        yield from read_jsonl(source)
    else:
        yield from _read_value(source)


def record_draft(record: object, *, line: int | None) -> Draft | Broken:
    """The draft of one record: fundus' and trafilatura's own JSON, or anything with fields of known names."""
    if not isinstance(record, Mapping):
        return Broken(line, "no record: a JSON object with a field for the text is needed")
    text = _text(record)
    if not text:
        names = ", ".join(sorted(map(str, record))[:12]) or "none"
        return Broken(line, f"no text in the record: it needs a field text, body, content, …; it has {names[:300]}")
    fields = named_fields(record) | _fundus_fields(record) | _trafilatura_fields(record)
    notes = ("teaser",) if str(record.get("free_access")).casefold() == "false" else ()
    return Draft(text=text, line=line, notes=notes, **fields)  # type: ignore[arg-type]  # names are fields of Draft


def read_csv(stream: BinaryIO, *, delimiter: str | None = None) -> Drafts:
    """One draft per row of a table with a header; `line` is the line that the record begins in."""
    csv.field_size_limit(LONGEST_RECORD)
    head = stream.read(1 << 20)
    encoding = detect(head)
    source = io.BufferedReader(_Rejoined(head, stream), 1 << 16)
    text = io.TextIOWrapper(source, encoding=encoding, errors="replace", newline="")
    first = head.decode(encoding, errors="replace").lstrip("\ufeff").partition("\n")[0]
    rows = csv.DictReader(text, delimiter=delimiter or max(",;\t|", key=first.count), restkey="")
    rows.fieldnames = [name.lstrip("\ufeff") for name in rows.fieldnames or ()]
    yield from _read_rows(rows, encoding)


def read_parquet(stream: BinaryIO) -> Drafts:
    """One draft per row of a Parquet file, batch by batch; `line` is the number of the row, from 1."""
    try:
        file = pq.ParquetFile(pa.PythonFile(stream, mode="r"))
        number = itertools.count(1)
        for batch in file.iter_batches(batch_size=_PARQUET_BATCH):
            for record in batch.to_pylist():
                yield record_draft(record, line=next(number))
    except (pa.ArrowException, OSError, ValueError, MemoryError) as error:
        raise UnreadableError(f"no readable Parquet file: {str(error)[:200]}") from error


def _lines(stream: BinaryIO) -> Iterator[tuple[int, str | Broken]]:
    for number in itertools.count(1):
        raw = stream.readline(LONGEST_RECORD)
        if not raw:
            return
        if len(raw) == LONGEST_RECORD and not raw.endswith(b"\n"):
            while raw and not raw.endswith(b"\n"):
                raw = stream.readline(LONGEST_RECORD)
            yield number, Broken(number, f"record longer than {LONGEST_RECORD} bytes")
        elif raw.strip(b"\xef\xbb\xbf \t\r\n\x00"):
            yield number, _decoded_line(raw, number)


def _decoded_line(raw: bytes, number: int) -> str | Broken:
    try:
        return decode(raw).text
    except UnreadableError as error:
        return Broken(number, str(error))


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


def _read_array(source: BinaryIO) -> Drafts:
    number = 0
    try:
        for number, record in enumerate(ijson.items(source, "item", use_float=True), start=1):
            yield record_draft(record, line=number)
    except (ijson.JSONError, ValueError, RecursionError) as error:
        yield Broken(number + 1, _json_error(error))
        return
    if number == 0:
        raise UnreadableError("empty JSON array")


def _read_value(source: BinaryIO) -> Drafts:
    data = source.read(LONGEST_RECORD)
    if len(data) == LONGEST_RECORD:
        raise UnreadableError(f"JSON of more than {LONGEST_RECORD} bytes that is no array of records")
    try:
        value = json.loads(decode(data).text, strict=False)
    except (ValueError, RecursionError) as error:
        raise UnreadableError(_json_error(error)) from error
    yield from _drafts_of(value)


def _drafts_of(value: object) -> Drafts:
    if isinstance(value, Mapping) and not _text(value):
        value = next((value[name] for name in _LIST_NAMES if isinstance(value.get(name), list)), value)
    if isinstance(value, list):
        for number, record in enumerate(value, start=1):
            yield record_draft(record, line=number)
    else:
        yield record_draft(value, line=None)


def _json_error(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "JSON nested too deep"
    return f"no valid JSON: {str(error)[:200]}"


def _text(record: Mapping[object, object]) -> str:
    known = {str(key).strip().casefold(): value for key, value in record.items()}
    texts = (_plain(known.get(name)) for name in _TEXT_NAMES)
    return next((text for text in texts if text.strip()), "")


def _plain(value: object) -> str:
    """A string, a list of paragraphs, or fundus' body of summary and sections, as text."""
    if isinstance(value, str):
        return strip_tags(value)
    if isinstance(value, list):
        return "\n\n".join(part for part in (_flat(part) for part in value) if part)
    if isinstance(value, Mapping):
        sections = value.get("sections")
        parts = [value.get("summary"), *(_section_parts(sections) if isinstance(sections, list) else ())]
        return "\n\n".join(text for text in map(_plain, parts) if text)
    return ""


def _flat(value: object) -> str:
    if isinstance(value, Mapping):
        value = value.get("text")
    return strip_tags(value) if isinstance(value, str) else ""


def _section_parts(sections: list[object]) -> Iterator[object]:
    for section in sections:
        if isinstance(section, Mapping):
            yield from (section.get("headline"), section.get("paragraphs"))


def _fundus_fields(record: Mapping[object, object]) -> dict[str, object]:
    """Publisher and address as fundus keeps them, in `html`."""
    html = record.get("html")
    if not isinstance(html, Mapping):
        return {}
    info = html.get("source_info") or html.get("source")
    fields = {"url": as_line(html.get("responded_url") or html.get("requested_url"))}
    fields["source"] = as_line(info.get("publisher") if isinstance(info, Mapping) else None)
    return {name: value for name, value in fields.items() if value}


def _trafilatura_fields(record: Mapping[object, object]) -> dict[str, object]:
    """Trafilatura calls the address `source`, and the source `source-hostname` or `hostname`."""
    url = record.get("source")
    if not isinstance(url, str) or not url.startswith(("http://", "https://")):
        return {}
    site = as_line(record.get("sitename") or record.get("source-hostname") or record.get("hostname"))
    return {"url": url, "source": site}


def _read_rows(rows: "csv.DictReader[str]", encoding: str) -> Drafts:
    begin = 2
    try:
        for row in rows:
            draft = record_draft({name: value for name, value in row.items() if name}, line=begin)
            yield draft if isinstance(draft, Broken) else draft.filled(encoding=encoding)
            begin = rows.line_num + 1
    except csv.Error as error:
        yield Broken(begin, f"no valid row: {error}")


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
