"""A folder of articles in any format and encoding -> a sorted stream of `Article` or `Failure`."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from functools import partial
from pathlib import Path
from typing import BinaryIO

from pipeline.deadlines import DeadlineError, time_limit
from pipeline.reading.dates import GivenDate, read_date
from pipeline.reading.decoding import Decoded, UnreadableError, decode
from pipeline.reading.documents import read_docx, read_epub, read_pdf
from pipeline.reading.folders import Found, Refused, members, open_gzip, walk
from pipeline.reading.language_id import detect_language
from pipeline.reading.markup import is_page, strip_emphasis, strip_markdown, strip_wiki
from pipeline.reading.metadata import Broken, Draft, fields_of_path, headline, split_front_matter, split_header
from pipeline.reading.plaintext import PARAGRAPH, clean_text, one_line, unify_newlines
from pipeline.reading.records import Drafts, read_csv, read_json, read_jsonl, read_parquet
from pipeline.reading.webpage import MAX_PAGE_BYTES, extract, read_page
from pipeline.translations import N_


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    r"""One article, with everything needed to find its source.

    Attributes:
        article_id: the path, followed by `!member` in an archive and `#N` in a file of several records.
        path: relative to the corpus, with `/`; control characters and invalid bytes as `\\xNN`.
        text: NFC, with paragraphs separated by an empty line; all offsets refer to it.
        date: EDTF, or None.
        language: ISO 639 code.
        encoding: the encoding that the file was decoded from.
        member: name inside an archive.
        date_given: the date as given, if it is implausible or not understood.
        line: line (text formats) or number (JSON arrays, Parquet) of the record, from 1.
        notes: decisions made while reading that users should know of.
    """

    article_id: str
    path: str
    text: str
    title: str | None = None
    date: str | None = None
    source: str | None = None
    language: str = "de"
    author: str | None = None
    url: str | None = None
    encoding: str | None = None
    member: str | None = None
    date_given: str | None = None
    line: int | None = None
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Failure:
    """Input that could not be read or processed: a row of `failures`."""

    path: str
    stage: str
    error: str


def read_corpus(
    corpus: Path,
    *,
    any_language: bool = False,
    text_field: str | None = None,
    today: date | None = None,
    seconds: int = 600,
) -> Iterator[Article | Failure]:
    """Read all articles below a folder (or in one file), sorted by path, one at a time.

    Args:
        corpus: the folder or file.
        any_language: also analyse articles in other languages than German; otherwise a note marks them as not analysed.
        text_field: field or column of records that holds the text; by default the first with a known name.
        today: later dates are implausible; by default the day of the call (UTC).
        seconds: time limit for reading one article.

    Raises:
        CorpusError: if the folder or file does not exist.
    """
    day = today or datetime.now(UTC).date()
    for found in walk(corpus):
        if isinstance(found, Refused):
            yield Failure(found.name, "read", found.error)
        else:
            yield from read_found(found, today=day, any_language=any_language, text_field=text_field, seconds=seconds)


def is_costly(found: Found) -> bool:
    """Whether reading a file takes tens of milliseconds or more, in parsers written in C."""
    return found.name.casefold().endswith(_COSTLY)


def read_found(
    found: Found, *, today: date, any_language: bool, text_field: str | None, seconds: int
) -> Iterator[Article | Failure]:
    """Read one file; yield at least one item and raise no exception. Arguments as for `read_corpus`."""
    empty = True
    try:
        with found.open() as (stream, size):
            located = _read_file(stream, size, _Location(found.name, None), text_field)
            while True:
                with time_limit(seconds):
                    pair = next(located, None)
                    item = pair and _finish(*pair, today=today, any_language=any_language)
                if item is None:
                    break
                empty = False
                yield item
        if empty:
            yield Failure(found.name, "read", N_("empty file") if size == 0 else N_("no article in the file"))
    except DeadlineError as late:
        yield Failure(found.name, "read", str(late))
    except UnreadableError as error:
        yield Failure(found.name, "read", str(error))
    except OSError as error:
        yield Failure(found.name, "read", N_("cannot be read: {reason}").format(reason=error.strerror or error))
    except Exception as error:
        # no exception of a parser on a damaged file may end the run
        yield Failure(found.name, "read", _describe_unexpected(error))


@dataclass(frozen=True, slots=True)
class _Location:
    """Location of an article: its file, and the member if the file is an archive."""

    path: str
    member: str | None

    @property
    def name(self) -> str:
        return self.path if self.member is None else f"{self.path}!{self.member}"


_Located = tuple["_Location", Draft | Broken]


def _read_file(stream: BinaryIO, size: int, location: _Location, text_field: str | None) -> Iterator[_Located]:
    name = (location.member or location.path).casefold()
    if name.endswith(".zip"):
        if location.member is not None:
            raise UnreadableError(N_("archive inside an archive: unpack it"))
        yield from _read_archive(stream, location, text_field)
        return
    if name.endswith(".gz"):
        stream, name = open_gzip(stream, size), name.removesuffix(".gz")
    for draft in _reader(name, text_field)(stream):
        yield location, draft


def _read_archive(stream: BinaryIO, location: _Location, text_field: str | None) -> Iterator[_Located]:
    previous = None
    for member in members(stream):
        inner = _Location(location.path, member.name)
        if member.name == previous:
            yield inner, Broken(None, N_("a second member of the same name: rename it to have it read"))
            continue
        previous = member.name
        try:
            with member.open() as content:
                yield from _read_file(content, member.info.compress_size, inner, text_field)
        except (UnreadableError, DeadlineError) as error:
            yield inner, Broken(None, str(error))
        except Exception as error:  # one bad member must not cost the rest of its archive
            yield inner, Broken(None, _describe_unexpected(error))


def _reader(name: str, text_field: str | None) -> Callable[[BinaryIO], Drafts]:
    suffix = "." + name.rpartition("/")[2].rpartition(".")[2]
    if suffix in _RECORDS:
        return partial(_RECORDS[suffix], text_field=text_field)
    reader = _TEXTS.get(suffix)
    if reader is None:
        formats = " ".join((*_TEXTS, *_RECORDS))
        if "." not in name:
            raise UnreadableError(N_("not a format we read: no suffix (read are {formats})").format(formats=formats))
        message = N_("not a format we read: {suffix} (read are {formats})")
        raise UnreadableError(message.format(suffix=suffix, formats=formats))
    return reader


def _read_text(stream: BinaryIO) -> Drafts:
    decoded = decode(_read_content(stream))
    fields, text = split_header(unify_newlines(decoded.text))
    yield Draft(text=text, encoding=decoded.encoding, notes=decoded.notes, **fields)  # type: ignore[arg-type]  # names are fields of Draft


def _read_markdown(stream: BinaryIO) -> Drafts:
    decoded = decode(_read_content(stream))
    fields, text, notes = split_front_matter(unify_newlines(decoded.text).lstrip("\ufeff"))
    if not fields:
        fields, text = split_header(text)
    yield Draft(text=strip_markdown(text), encoding=decoded.encoding, notes=decoded.notes + notes, **fields)  # type: ignore[arg-type]  # names are fields of Draft


def _read_html(stream: BinaryIO) -> Drafts:
    yield read_page(stream.read(MAX_PAGE_BYTES + 1))


def _read_content(stream: BinaryIO) -> bytes:
    """Read a text file of any length; refuse a binary file after its first bytes."""
    head = stream.read(1 << 16)
    if not head.strip(b"\x00\xef\xbb\xbf \t\r\n"):
        rest = stream.read(1 << 16)
        if not rest.strip(b"\x00 \t\r\n"):
            raise UnreadableError(N_("empty file") if not (head + rest).strip(b"\x00") else N_("no text in the file"))
        head += rest
    if len(head) >= 1 << 16:
        decode(head)
    return head + stream.read()


_TEXTS: dict[str, Callable[[BinaryIO], Drafts]] = {
    ".txt": _read_text,
    ".text": _read_text,
    ".md": _read_markdown,
    ".markdown": _read_markdown,
    ".html": _read_html,
    ".htm": _read_html,
    ".xhtml": _read_html,
    ".pdf": read_pdf,
    ".docx": read_docx,
    ".epub": read_epub,
}
_RECORDS: dict[str, Callable[..., Drafts]] = {
    ".json": read_json,
    ".jsonl": read_jsonl,
    ".ndjson": read_jsonl,
    ".csv": read_csv,
    ".tsv": partial(read_csv, delimiter="\t"),
    ".parquet": read_parquet,
}
_COSTLY = (".html", ".htm", ".xhtml", ".pdf", ".docx", ".epub")


def _finish(location: _Location, draft: Draft | Broken, *, today: date, any_language: bool) -> Article | Failure:
    """Turn a draft into an article: clean the text, check the date, fill gaps from the file name."""
    name = location.name if draft.line is None else f"{location.name}#{draft.line}"
    if isinstance(draft, Broken):
        return Failure(name, "read", one_line(draft.error))
    try:
        return _article(name, location, draft, today=today, any_language=any_language)
    except (UnreadableError, DeadlineError) as error:
        return Failure(name, "read", str(error))
    except Exception as error:  # one bad record must not cost the rest of its file
        return Failure(name, "read", _describe_unexpected(error))


def _describe_unexpected(error: Exception) -> str:
    return one_line(N_("unexpected {kind}: {error}").format(kind=type(error).__name__, error=str(error)[:200]))


def _article(name: str, location: _Location, draft: Draft, *, today: date, any_language: bool) -> Article:
    draft = _extract_page(draft)
    text, repairs = clean_text(strip_wiki(strip_emphasis(draft.text)))
    title = one_line(draft.title) if draft.title else None
    text = _drop_title(text, title)
    if not text:
        raise UnreadableError(N_("no text"))
    given, title, source = _complete(draft, title, text, location, today)
    language = detect_language(text)
    skipped = () if language == "de" or any_language else (f"not analysed: language {language}",)
    return Article(
        article_id=name,
        path=location.path,
        member=location.member,
        text=text,
        title=title,
        date=given.edtf,
        date_given=one_line(given.given) if given.given else None,
        source=source,
        language=language,
        author=draft.author,
        url=draft.url,
        encoding=draft.encoding or "utf-8",
        line=draft.line,
        notes=draft.notes + repairs + ((given.note,) if given.note else ()) + skipped,
    )


def _extract_page(draft: Draft) -> Draft:
    """Extract the article if the text of a draft is a whole HTML page, such as one saved as .txt or by a crawler."""
    if not is_page(draft.text):
        return draft
    page = extract(Decoded(draft.text, draft.encoding or "utf-8"))
    return replace(draft, text=page.text, notes=draft.notes + page.notes).filled(
        title=page.title, date=page.date, source=page.source, author=page.author, url=page.url
    )


def _complete(
    draft: Draft, title: str | None, text: str, location: _Location, today: date
) -> tuple[GivenDate, str | None, str | None]:
    """Return date, title and source; those of the article win over those of its file name."""
    named = fields_of_path(location.member or location.path) if draft.line is None else {}
    given = read_date(draft.date, today=today)
    if given.edtf is None and given.given is None:
        given = read_date(named.get("date"), today=today)
    if draft.weak_date and given.edtf is None and given.given is None:
        value, field = draft.weak_date
        note = f"date from the field {field!r}, which may not be the day of publication"
        given = GivenDate(read_date(value, today=today).edtf, None, note)
    title = title or headline(text) or _text_or_none(named.get("title"))
    return given, title, draft.source or _text_or_none(named.get("source"))


def _text_or_none(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _drop_title(text: str, title: str | None) -> str:
    """Return the text without a first paragraph that only repeats the title."""
    first, _, rest = text.partition(PARAGRAPH)
    return rest if title and rest and one_line(first).casefold() == title.casefold() else text
