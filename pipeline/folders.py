"""Walking a folder tree: every file accounted for, in an order that depends on names alone."""

import os
import re
import stat
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from pipeline.decoding import UnreadableError
from pipeline.errors import CorpusError


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the corpus; `name` is its path below the corpus as valid, printable text."""

    path: Path
    name: str


@dataclass(frozen=True, slots=True)
class Refused:
    """Something in the corpus that is no readable file, and why."""

    name: str
    error: str


def walk(corpus: Path) -> Iterator[Found | Refused]:
    """Files below `corpus` (or `corpus` itself, if it is a file), sorted; hidden ones are left out.

    Raises:
        CorpusError: if `corpus` does not exist or cannot be listed.
    """
    if not corpus.is_dir():
        if not corpus.exists():
            raise CorpusError(f"no corpus at {corpus}: give a folder of articles or a file")
        yield Found(corpus, printable(corpus.name))
        return
    try:
        entries = _entries(corpus)
    except OSError as error:
        raise CorpusError(f"cannot list the corpus {corpus}: {error.strerror}") from error
    yield from _walk(entries, (_identity(corpus),))


def printable(name: str) -> str:
    r"""A file name as valid text on one line: bytes that are no UTF-8, and control characters, as `\\xNN`."""
    text = name.replace("\\", "\\\\").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    # `.zip!` begins the name of a member of an archive
    text = re.sub(r"(?i)(\.zip)!", r"\1\\x21", text)
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


def _walk(entries: list[os.DirEntry[str]], above: tuple[tuple[int, int], ...]) -> Iterator[Found | Refused]:
    """Depth first, with a stack of our own: a tree may be deeper than Python's."""
    stack = [(iter(entries), "", above)]
    while stack:
        rest, folder, above = stack[-1]
        entry = next(rest, None)
        if entry is None:
            stack.pop()
            continue
        name = folder + printable(entry.name)
        try:
            kind = Path(entry.path).stat().st_mode
            if stat.S_ISDIR(kind):
                stack.append((iter(_below(entry, above)), f"{name}/", (*above, _identity(Path(entry.path)))))
            elif stat.S_ISREG(kind):
                yield Found(Path(entry.path), name)
            else:
                yield Refused(name, "not a regular file: a pipe, socket or device")
        except (OSError, UnreadableError) as error:
            yield Refused(name, _reason(entry, error))


def _below(folder: os.DirEntry[str], above: tuple[tuple[int, int], ...]) -> list[os.DirEntry[str]]:
    if _identity(Path(folder.path)) in above:
        raise UnreadableError("symbolic link to a folder that it lies in")
    return _entries(folder.path)


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
    return sorted(visible, key=lambda entry: os.fsencode(entry.name))


def _identity(folder: Path) -> tuple[int, int]:
    status = folder.stat()
    return status.st_dev, status.st_ino


def _reason(entry: os.DirEntry[str], error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    if entry.is_symlink():
        return f"broken symbolic link: {error.strerror}"
    return f"cannot be read: {error.strerror}"
