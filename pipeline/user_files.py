"""Files of a person: read text, TOML and CSV records from a spreadsheet or editor; replace a file as one step."""

import codecs
import csv
import gzip
import io
import os
import re
import stat
import tomllib
import zlib
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, cast

from pipeline.errors import PressenetzError, system_reason
from pipeline.translations import _, number

MAX_BYTES = 32_000_000
"""Default maximum size of a file that is read at once."""
MAX_LINE = 1_000_000
"""Maximum number of characters of a line of a file that is read line by line."""

MAX_ROW = 100_000
"""Maximum number of characters of a row of a CSV file, below the default of `csv.field_size_limit`."""

_CHUNK = 1 << 20
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def check_file(
    path: Path,
    *,
    what: str,
    refuse: type[PressenetzError],
    max_bytes: int | None = None,
    writing: bool = False,
    advice: str | None = None,
) -> None:
    """Refuse a path that is not a regular file (opening a pipe would block forever) or is too large.

    Args:
        path: the file.
        what: the kind of file, for messages: `alias file`.
        refuse: the error to raise.
        max_bytes: maximum size, or None for no limit.
        writing: whether the file is to be written, for messages.
        advice: what to do about a path that is not a regular file.

    Raises:
        PressenetzError: the error `refuse`.
    """
    try:
        status = path.stat()
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        raise refuse(_unusable(what, path, system_reason(error), writing)) from error
    if not stat.S_ISREG(status.st_mode):
        folder = stat.S_ISDIR(status.st_mode)
        kind = _("it is a folder") if folder else _("it is a pipe, socket or device")
        advice = advice or _("give a regular file")
        raise refuse(_unusable(what, path, f"{kind}; {advice}", writing))
    if max_bytes is not None and status.st_size > max_bytes:
        message = _("the {what} {path} is larger than {most} bytes; is it the right file?")
        raise refuse(message.format(what=what, path=path, most=number(max_bytes)))


def _unusable(what: str, path: Path, reason: str, writing: bool) -> str:
    read, write = _("cannot read the {what} {path}: {reason}"), _("cannot write the {what} {path}: {reason}")
    return (write if writing else read).format(what=what, path=path, reason=reason)


def write_refusal(what: str, error: OSError) -> str:
    """The message about a file that could not be written; `what` names it: `the report out/report.html`."""
    message = _("cannot write {what} ({reason}): is the disk full, or read-only?")
    return message.format(what=what, reason=system_reason(error))


def replace_file(path: Path, content: bytes, *, what: str, refuse: type[PressenetzError]) -> None:
    """Write a file as one step, so that a crash or a full disk leaves the old file or the new one.

    Args:
        path: the file; an existing one is replaced.
        content: its new content.
        what: the file, for messages: `the report out/report.html`.
        refuse: the error to raise.

    Raises:
        PressenetzError: the error `refuse`, if the file cannot be written.
    """
    unfinished = path.with_name(f"{path.name}.part")
    try:
        with unfinished.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        unfinished.replace(path)
    except OSError as error:
        unfinished.unlink(missing_ok=True)
        raise refuse(write_refusal(what, error)) from error


def read_text(path: Path, *, what: str, refuse: type[PressenetzError], max_bytes: int | None = None) -> str:
    """Read a text file in UTF-8, with or without a byte order mark, or in Windows-1252; arguments as for `check_file`.

    Raises:
        PressenetzError: the error `refuse`, if the file cannot be read, is too large or is not text.
    """
    check_file(path, what=what, refuse=refuse, max_bytes=max_bytes or MAX_BYTES)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise refuse(_unusable(what, path, system_reason(error), writing=False)) from error
    for encoding in ("utf-8-sig", "cp1252"):
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:  # UTF-16 would pass for Windows-1252
            return text
    message = _("the {what} {path} is neither UTF-8 nor Windows-1252; save it as UTF-8")
    raise refuse(message.format(what=what, path=path))


def text_lines(path: Path, *, what: str, refuse: type[PressenetzError]) -> Iterator[str]:
    """Yield the lines of a text file of any size, in the encodings of `read_text`; a `.gz` is unpacked.

    Raises:
        PressenetzError: the error `refuse`, if the file cannot be read, is not text or has a line above `MAX_LINE`.
    """
    check_file(path, what=what, refuse=refuse)
    try:
        encoding = _encoding(path, refuse=refuse)
        with _binary(path) as raw, io.TextIOWrapper(raw, encoding, newline="") as file:
            count = 0
            while line := file.readline(MAX_LINE):
                count += 1
                if len(line) == MAX_LINE:
                    problem = _("longer than {most} characters; is it the right file?").format(most=number(MAX_LINE))
                    raise refuse(at_line(path, count, problem))
                yield line
    except (OSError, EOFError, zlib.error) as error:  # the last two: a damaged or incomplete .gz
        reason = system_reason(error) if isinstance(error, OSError) else str(error)
        raise refuse(_unusable(what, path, reason, writing=False)) from error


def _binary(path: Path) -> BinaryIO:
    return cast("BinaryIO", gzip.open(path)) if path.suffix.lower() == ".gz" else path.open("rb")


def _encoding(path: Path, *, refuse: type[PressenetzError]) -> str:
    """Find out whether a file is UTF-8 or Windows-1252, without holding it in memory.

    A file that begins in UTF-8 and goes on otherwise is refused: read as Windows-1252, its umlauts would be garbled.
    """
    decoder, is_ascii = codecs.getincrementaldecoder("utf-8")(), True
    for line, chunk in _chunks(path, rb"\0", _("a null character; save the file as UTF-8"), refuse):
        try:
            is_ascii &= decoder.decode(chunk, final=not chunk).isascii()
        except UnicodeDecodeError as error:
            before = bytes(error.object)[: error.start]
            if not (is_ascii and before.isascii()):
                problem = _("not UTF-8, as the lines above are; save the file as UTF-8")
                raise refuse(at_line(path, line + before.count(b"\n"), problem)) from error
            undefined, problem = rb"[\0\x81\x8d\x8f\x90\x9d]", _("neither UTF-8 nor Windows-1252; save it as UTF-8")
            for _chunk in _chunks(path, undefined, problem, refuse):
                pass
            return "cp1252"
    return "utf-8-sig"


def _chunks(path: Path, forbidden: bytes, problem: str, refuse: type[PressenetzError]) -> Iterator[tuple[int, bytes]]:
    """Yield the chunks of a file with the number of the line in which each begins, and an empty one at the end."""
    line, chunk = 1, b"-"
    with _binary(path) as file:
        while chunk:
            chunk = file.read(_CHUNK)
            if found := re.search(forbidden, chunk):
                raise refuse(at_line(path, line + chunk[: found.start()].count(b"\n"), problem))
            yield line, chunk
            line += chunk.count(b"\n")


def safe_cell(text: str) -> str:
    """Put an apostrophe before text that a spreadsheet would run as a formula.

    >>> safe_cell("=1+1"), safe_cell("1+1")
    ("'=1+1", '1+1')
    """
    return f"'{text}" if text.startswith(_FORMULA) else text


def read_toml(path: Path, text: str, *, refuse: type[PressenetzError]) -> dict[str, Any]:
    """Parse the text of a TOML file.

    Args:
        path: the file, for messages.
        text: its text.
        refuse: the error to raise if it cannot be parsed.
    """
    try:
        return tomllib.loads(text)
    except ValueError as error:  # also for an integer of more than 4,300 digits
        raise refuse(_("{path} is not valid TOML: {reason}").format(path=path, reason=error)) from error
    except RecursionError:
        reason = _("nested too deep")
        raise refuse(_("{path} is not valid TOML: {reason}").format(path=path, reason=reason)) from None


class _BoundedRows:
    """The lines of a CSV file; `size`, to be set to 0 after each row, limits its characters.

    Not `csv.field_size_limit`: that holds for the whole process, and reading articles raises it.
    """

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.size = 0

    def __iter__(self) -> "_BoundedRows":
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self.size += len(line)
        if self.size > MAX_ROW:
            message = _("row longer than {most} characters; is a closing quote missing?")
            raise csv.Error(message.format(most=number(MAX_ROW)))
        return line


def csv_records(
    path: Path, lines: Iterable[str], *, check: Callable[[int, list[str]], None], refuse: type[PressenetzError]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the cells, by column name, of each row below the header; comma, semicolon or tab.

    Blank rows and rows that begin with `#` are skipped.

    Args:
        path: the file, for messages.
        lines: its lines with their ends: `text_lines`, or `io.StringIO(text, newline="")`.
        check: receives the line number and the column names in lower case, and raises if they are not valid.
        refuse: the error to raise for a row that is not valid CSV.
    """
    above, first, rest = 0, "", iter(lines)
    for first in rest:
        if first.strip() and not first.startswith("#"):
            break
        above += 1
    source = _BoundedRows(chain([first], rest))
    reader = csv.reader(source, delimiter=max(",;\t", key=first.count))
    header: list[str] | None = None
    try:
        for cells in reader:
            source.size = 0
            values = list(map(str.strip, cells))
            if not any(values) or values[0].startswith("#"):
                continue
            line = above + reader.line_num
            if header is None:
                header = [value.lower() for value in values]
                check(line, header)
            elif len(values) > len(header) and any(values[len(header) :]):
                message = _("{cells} cells under {columns} columns; put a cell that holds the delimiter in quotes")
                problem = message.format(cells=len(values), columns=len(header))
                raise refuse(at_line(path, line, problem))
            else:
                yield line, dict(zip(header, values, strict=False))
    except csv.Error as error:
        raise refuse(at_line(path, above + reader.line_num, str(error))) from error


def at_line(path: Path, line: int, problem: str) -> str:
    """The message about a line of a file."""
    return _("{path}, line {line}: {problem}").format(path=path, line=line, problem=problem)


def contradiction(path: Path, first: tuple[int, str], second: tuple[int, str]) -> str:
    """The message about two lines of a file, given by their numbers and contents, of which only one can be right."""
    message = _("{path}: line {line} ({content}) contradicts line {second} ({other}); keep one of them")
    return message.format(path=path, line=first[0], content=first[1], second=second[0], other=second[1])
