"""Standard output and standard error: one-line messages that survive closed, full and broken streams."""

import io
import os
import sys
from contextlib import suppress
from typing import TextIO

from pipeline.errors import OutputError, system_reason
from pipeline.translations import _

MAX_WORD_CHARACTERS = 500
"""Longest word of a message that is shown in full."""


def prepare_streams() -> None:
    """Open closed standard streams on the null device, and escape characters that their encoding lacks.

    Otherwise a file opened later would get the number of a closed stream, and a library that warns would write into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # the lowest free number, that is, this one
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def discard(stream: TextIO) -> None:
    """Redirect a broken stream to the null device: Python flushes its buffer at exit, which would fail again."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def say(text: str) -> None:
    """Print to standard output; do nothing if its reader has gone (`| head`).

    Raises:
        OutputError: if the text cannot be written.
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        discard(sys.stdout)
    except OSError as error:
        discard(sys.stdout)
        message = _("cannot write to standard output: {reason}")
        raise OutputError(message.format(reason=system_reason(error))) from error


def complain(message: str) -> None:
    """Print one line to standard error; do nothing if that is impossible."""
    try:
        print(f"pressenetz: {_one_line(message)}", file=sys.stderr, flush=True)
    except (OSError, ValueError):
        discard(sys.stderr)


def _one_line(message: str) -> str:
    """Remove line breaks and control characters from a message, and cut very long words, such as paths."""
    words = (word if len(word) <= MAX_WORD_CHARACTERS else f"{word[:MAX_WORD_CHARACTERS]}…" for word in message.split())
    shown = (char if char.isprintable() else char.encode("unicode_escape").decode("ascii") for char in " ".join(words))
    return "".join(shown)
