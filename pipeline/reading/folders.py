"""Files of a folder tree and of its archives, in an order that depends only on names; none is lost in silence."""

import errno
import gzip
import io
import os
import re
import stat
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, TYPE_CHECKING, BinaryIO

from pipeline.errors import CorpusError, system_reason
from pipeline.reading.decoding import UnreadableError
from pipeline.translations import N_, _

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

_NOT_REGULAR = N_("not a regular file: a pipe, socket or device")
_LEADS_OUT = N_("symbolic link that leads out of the corpus: not followed; --follow-links (setting follow_links) does")


@dataclass(frozen=True, slots=True)
class Found:
    """A file of the corpus; `name` is its path below the corpus as valid, printable text."""

    path: Path
    name: str

    @contextmanager
    def open(self) -> Iterator[tuple[BinaryIO, int]]:
        """Open the file as a stream of its current size, and return that size: a growing file must end too.

        Raises:
            UnreadableError: if it has been replaced by a pipe, socket or device.
        """
        # without O_NONBLOCK, opening a pipe that has replaced the file would block forever
        flags = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)
        with io.FileIO(os.open(self.path, flags)) as file:
            status = os.fstat(file.fileno())
            if not stat.S_ISREG(status.st_mode):
                raise UnreadableError(_NOT_REGULAR)
            with io.BufferedReader(_Prefix(file, status.st_size), 1 << 16) as stream:
                yield stream, status.st_size


class _Prefix(io.RawIOBase):
    """The first `size` bytes of a file."""

    def __init__(self, file: io.FileIO, size: int) -> None:
        self._file, self._size = file, size

    def readable(self) -> bool:
        return True

    def seekable(self) -> bool:
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        view = memoryview(buffer)
        return self._file.readinto(view[: max(0, self._size - self._file.tell())]) or 0

    def readall(self) -> bytes:
        return self._file.read(max(0, self._size - self._file.tell())) or b""

    def seek(self, offset: int, whence: int = os.SEEK_SET, /) -> int:
        if whence == os.SEEK_END:
            offset, whence = self._size + offset, os.SEEK_SET
        return self._file.seek(offset, whence)

    def tell(self) -> int:
        return self._file.tell()


@dataclass(frozen=True, slots=True)
class Refused:
    """An entry of the corpus that is not a readable file, and why."""

    name: str
    error: str


def walk(corpus: Path, *, follow_links: bool = False) -> Iterator[Found | Refused]:
    """Walk the files below `corpus` (or `corpus` itself, if it is a file), sorted and without hidden ones.

    Args:
        corpus: the folder or file; may be a symbolic link itself.
        follow_links: also follow symbolic links that lead out of the corpus.

    Raises:
        CorpusError: if `corpus` does not exist, cannot be listed, or is neither a folder nor a file.
    """
    if not is_folder(corpus):
        yield Found(corpus, printable(corpus.name))
        return
    try:
        entries = _entries(corpus)
    except OSError as error:
        message = _("cannot list the corpus {corpus}: {reason}")
        raise CorpusError(message.format(corpus=corpus, reason=system_reason(error))) from error
    yield from _Walk(corpus, follow_links=follow_links).files(entries)


def is_folder(corpus: Path) -> bool:
    """Whether a corpus is a folder and not a file.

    Raises:
        CorpusError: if it does not exist, cannot be reached, or is neither.
    """
    try:
        kind = corpus.stat().st_mode
    except FileNotFoundError:
        message = _("no corpus at {corpus}: give a folder of articles or a file")
        raise CorpusError(message.format(corpus=corpus)) from None
    except (OSError, ValueError) as error:  # ValueError: a null byte in the path
        message = _("cannot read the corpus {corpus}: {reason}")
        raise CorpusError(message.format(corpus=corpus, reason=system_reason(error))) from error
    if not (stat.S_ISDIR(kind) or stat.S_ISREG(kind)):
        message = _("the corpus {corpus} is a pipe, socket or device: give a folder of articles or a file")
        raise CorpusError(message.format(corpus=corpus))
    return stat.S_ISDIR(kind)


def printable(name: str) -> str:
    r"""Return a file name as valid text on one line, with control characters and invalid UTF-8 as `\\xNN`."""
    text = name.replace("\\", "\\\\").encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
    # `.zip!` separates an archive from its member
    text = re.sub(r"(?i)(\.zip)!", r"\1\\x21", text)
    return "".join(char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in text)


class _Walk:
    """A depth-first walk with its own stack, because a tree may be deeper than Python's recursion limit.

    Symbolic links to files and folders that the walk visits anyway are skipped. Others are followed only into hidden
    folders of the corpus, or anywhere with `follow_links`; their targets are visited once.
    """

    def __init__(self, corpus: Path, *, follow_links: bool) -> None:
        self._root = os.path.realpath(corpus)
        self._follow_links = follow_links
        status = corpus.stat()
        self._visited = {(status.st_dev, status.st_ino)}

    def files(self, entries: list[os.DirEntry[str]]) -> Iterator[Found | Refused]:
        """Yield the files of the folder with these entries, and of the folders below it."""
        stack = [(iter(entries), "", False)]
        while stack:
            rest, folder, linked = stack[-1]
            entry = next(rest, None)
            if entry is None:
                stack.pop()
                continue
            name = folder + printable(entry.name)
            try:
                if entry.is_symlink() and not self._leads_outside_walk(entry):
                    continue
                linked_here = linked or entry.is_symlink()
                if linked_here and self._is_known(entry):
                    continue
                kind = entry.stat().st_mode
                if stat.S_ISDIR(kind):
                    stack.append((iter(_entries(entry.path)), f"{name}/", linked_here))
                elif stat.S_ISREG(kind):
                    yield Found(Path(entry.path), name)
                else:
                    yield Refused(name, _NOT_REGULAR)
            except (OSError, UnreadableError) as error:
                yield Refused(name, _reason(error))

    def _leads_outside_walk(self, link: os.DirEntry[str]) -> bool:
        """Whether the target of a symbolic link is not visited anyway.

        Raises:
            UnreadableError: if it leads out of the corpus and such links are not followed.
        """
        target = os.path.realpath(link.path, strict=True)
        if target == self._root:
            return False
        if Path(target).is_relative_to(self._root):
            return any(part.startswith(".") for part in Path(target).relative_to(self._root).parts)
        if not self._follow_links:
            raise UnreadableError(_LEADS_OUT)
        return True

    def _is_known(self, entry: os.DirEntry[str]) -> bool:
        """Whether the target of a followed link was visited before; remember it."""
        status = entry.stat()
        identity = (status.st_dev, status.st_ino)
        known = identity in self._visited
        self._visited.add(identity)
        return known


def _entries(folder: str | Path) -> list[os.DirEntry[str]]:
    with os.scandir(folder) as entries:
        visible = [entry for entry in entries if not entry.name.startswith(".")]
    return sorted(visible, key=lambda entry: os.fsencode(entry.name))


def _reason(error: Exception) -> str:
    if not isinstance(error, OSError):
        return str(error)
    if isinstance(error, FileNotFoundError) or error.errno == errno.ELOOP:
        return N_("broken symbolic link: {reason}").format(reason=error.strerror)
    return N_("cannot be read: {reason}").format(reason=error.strerror)


# text compresses to a tenth and markup to a thirtieth of its size, so that no text exceeds both limits
MAX_EXPANSION_RATIO = 200
MIN_EXPANSION_LIMIT_BYTES = 50_000_000
MAX_MEMBERS = 200_000
_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, KeyError)


class Bounded(io.RawIOBase):
    """A decompressing stream that raises `UnreadableError` when its output is out of proportion to its input."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, compressed: int) -> None:
        self._stream = stream
        self._left = max(MIN_EXPANSION_LIMIT_BYTES, MAX_EXPANSION_RATIO * compressed)

    def readable(self) -> bool:
        """Return True."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer; see `io.RawIOBase`."""
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except _ERRORS as error:
            raise UnreadableError(
                N_("damaged archive: {reason}").format(reason=str(error)[:200] or type(error).__name__)
            ) from error
        self._left -= len(data)
        if self._left < 0:
            message = N_("looks like a decompression bomb: expands more than {ratio} times")
            raise UnreadableError(message.format(ratio=MAX_EXPANSION_RATIO))
        view[: len(data)] = data
        return len(data)


def open_gzip(stream: BinaryIO, compressed: int) -> BinaryIO:
    """Open the content of a .gz stream of `compressed` bytes."""
    return io.BufferedReader(Bounded(gzip.GzipFile(fileobj=stream, mode="rb"), compressed), 1 << 16)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    name: str

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """Open the content of the member as a stream.

        Raises:
            UnreadableError: if the member is encrypted or damaged.
        """
        try:
            stream = self.archive.open(self.info)
        except _ERRORS as error:
            raise UnreadableError(N_("cannot open the member: {reason}").format(reason=str(error)[:200])) from error
        with stream:
            yield io.BufferedReader(Bounded(stream, self.info.compress_size), 1 << 16)


def members(stream: BinaryIO) -> Iterator[Member]:
    """Yield the files of a .zip archive, sorted by name, without hidden files and the metadata files of macOS.

    Raises:
        UnreadableError: if the archive is damaged or has too many members.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except _ERRORS as error:
        raise UnreadableError(N_("not a readable ZIP archive: {reason}").format(reason=str(error)[:200])) from error
    with archive:
        infos = archive.infolist()
        if len(infos) > MAX_MEMBERS:
            message = N_("archive of {count} members; up to {most} are read")
            raise UnreadableError(message.format(count=len(infos), most=MAX_MEMBERS))
        for info in sorted(infos, key=lambda info: (info.filename, info.header_offset)):
            if not info.is_dir() and not _is_hidden(info.filename):
                yield Member(archive, info, printable(info.filename))


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))
