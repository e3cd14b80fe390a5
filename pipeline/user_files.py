"""Files of a person: read text, TOML and CSV records from a spreadsheet or editor; replace a file as one step."""

import csv
import io
import os
import stat
import tomllib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from pipeline.errors import PressenetzError, system_reason
from pipeline.translations import _, number

MAX_BYTES = 32_000_000
"""Default maximum size of a file."""


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


def csv_records(
    path: Path, text: str, *, check: Callable[[int, list[str]], None], refuse: type[PressenetzError]
) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield the line number and the cells, by column name, of each row below the header; comma, semicolon or tab.

    Blank rows and rows that begin with `#` are skipped.

    Args:
        path: the file, for messages.
        text: its text.
        check: receives the line number and the column names in lower case, and raises if they are not valid.
        refuse: the error to raise for a row that is not valid CSV.
    """
    first = next((line for line in text.splitlines() if line.strip() and not line.startswith("#")), "")
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=first.count))
    header: list[str] | None = None
    try:
        for cells in reader:
            values = [cell.strip() for cell in cells]
            if not any(values) or values[0].startswith("#"):
                continue
            if header is None:
                header = [value.lower() for value in values]
                check(reader.line_num, header)
            elif any(values[len(header) :]):
                message = _("{cells} cells under {columns} columns; put a cell that holds the delimiter in quotes")
                problem = message.format(cells=len(values), columns=len(header))
                raise refuse(at_line(path, reader.line_num, problem))
            else:
                yield reader.line_num, dict(zip(header, values, strict=False))
    except csv.Error as error:
        raise refuse(at_line(path, reader.line_num, str(error))) from error


def at_line(path: Path, line: int, problem: str) -> str:
    """The message about a line of a file."""
    return _("{path}, line {line}: {problem}").format(path=path, line=line, problem=problem)


def contradiction(path: Path, first: tuple[int, str], second: tuple[int, str]) -> str:
    """The message about two lines of a file, given by their numbers and contents, of which only one can be right."""
    message = _("{path}: line {line} ({content}) contradicts line {second} ({other}); keep one of them")
    return message.format(path=path, line=first[0], content=first[1], second=second[0], other=second[1])
