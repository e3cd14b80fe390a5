"""Compressed files: streams out of .gz and .zip that stop before a bomb goes off."""

import gzip
import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, TYPE_CHECKING, BinaryIO

from pipeline.reading.decoding import UnreadableError
from pipeline.reading.folders import printable

if TYPE_CHECKING:
    from _typeshed import WriteableBuffer

# text compresses to a tenth, markup to a thirtieth; what is beyond both limits is no text
MOST_EXPANSION = 200
ALWAYS_ALLOWED = 50_000_000
MOST_MEMBERS = 200_000
_ERRORS = (OSError, EOFError, zlib.error, zipfile.BadZipFile, RuntimeError, NotImplementedError, ValueError, KeyError)


class Bounded(io.RawIOBase):
    """A decompressing stream that raises once it has grown out of proportion to its compressed size."""

    def __init__(self, stream: IO[bytes] | gzip.GzipFile, compressed: int) -> None:
        self._stream = stream
        self._left = max(ALWAYS_ALLOWED, MOST_EXPANSION * compressed)

    def readable(self) -> bool:
        """It can be read."""
        return True

    def readinto(self, buffer: "WriteableBuffer", /) -> int:
        """Fill the buffer; see `io.RawIOBase`."""
        view = memoryview(buffer)
        try:
            data = self._stream.read(len(view))
        except _ERRORS as error:
            raise UnreadableError(f"damaged archive: {str(error)[:200] or type(error).__name__}") from error
        self._left -= len(data)
        if self._left < 0:
            raise UnreadableError(f"looks like a decompression bomb: expands more than {MOST_EXPANSION} times")
        view[: len(data)] = data
        return len(data)


def open_gzip(stream: BinaryIO, compressed: int) -> BinaryIO:
    """The decompressed content of a .gz stream of `compressed` bytes."""
    return io.BufferedReader(Bounded(gzip.GzipFile(fileobj=stream, mode="rb"), compressed), 1 << 16)


@dataclass(frozen=True, slots=True)
class Member:
    """A file inside an archive."""

    archive: zipfile.ZipFile
    info: zipfile.ZipInfo
    name: str

    @contextmanager
    def open(self) -> Iterator[BinaryIO]:
        """The member's content as a stream.

        Raises:
            UnreadableError: if the member is encrypted or damaged.
        """
        try:
            stream = self.archive.open(self.info)
        except _ERRORS as error:
            raise UnreadableError(f"cannot open the member: {str(error)[:200]}") from error
        with stream:
            yield io.BufferedReader(Bounded(stream, self.info.compress_size), 1 << 16)


def members(stream: BinaryIO) -> Iterator[Member]:
    """Files of a .zip archive, sorted by name; folders, hidden files and macOS' shadow files left out.

    Raises:
        UnreadableError: if the archive is damaged or has too many members.
    """
    try:
        archive = zipfile.ZipFile(stream)
    except _ERRORS as error:
        raise UnreadableError(f"no readable ZIP archive: {str(error)[:200]}") from error
    with archive:
        infos = archive.infolist()
        if len(infos) > MOST_MEMBERS:
            raise UnreadableError(f"archive of {len(infos)} members; up to {MOST_MEMBERS} are read")
        for info in sorted(infos, key=lambda info: (info.filename, info.header_offset)):
            if not info.is_dir() and not _is_hidden(info.filename):
                yield Member(archive, info, printable(info.filename))


def _is_hidden(name: str) -> bool:
    return any((part.startswith(".") and part not in (".", "..")) or part == "__MACOSX" for part in name.split("/"))
