"""The entry point: run a command, and turn errors into one line and an exit code."""

import atexit
import logging
import os
import signal
import sys
import threading
import traceback
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pipeline.cli.commands import REFUSED, STOPPED
from pipeline.cli.language import chosen_language, speaking
from pipeline.cli.parser import parse_arguments
from pipeline.cli.streams import complain, prepare_streams
from pipeline.errors import PressenetzError, PressenetzWarning, system_reason
from pipeline.translations import N_, _, localized

if TYPE_CHECKING:
    from pipeline.running import Progress

_STOPPED = N_("stopped; everything finished so far is kept: run the same command again to continue")
_DEBUG = "PRESSENETZ_DEBUG"
"""Environment variable that makes an unexpected error show its traceback."""


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command.

    Returns:
        The exit code: 0 success, 1 some articles failed, 2 refused, 130 Ctrl-C.
    """
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # the other allocators keep a fifth more than they use
    prepare_streams()
    words = sys.argv[1:] if argv is None else list(argv)
    with _quiet_libraries(), _warnings_in_one_line(), speaking(chosen_language(words)):
        return _carry_out(words)


def _carry_out(words: Sequence[str]) -> int:
    args, ctrl_c = None, _CtrlC()
    try:
        with ctrl_c:
            args = parse_arguments(words)
            args.stoppable = ctrl_c.stoppable
            return int(args.command(args))
    except KeyboardInterrupt:
        return ctrl_c.report()
    except Exception as error:
        if ctrl_c.pressed:  # a library that was being imported turned it into an error of its own
            return ctrl_c.report()
        if not isinstance(error, PressenetzError):
            if os.environ.get(_DEBUG):
                raise
            _note_traceback(getattr(args, "output", None), error)
        complain(_explanation(error))
        return REFUSED


@contextmanager
def _quiet_libraries() -> Iterator[None]:
    """Keep log messages of libraries off standard error: Dask logs pages of tracebacks about a lost connection."""
    before = logging.root.manager.disable
    if not os.environ.get(_DEBUG):
        logging.disable(logging.CRITICAL)
    try:
        yield
    finally:
        logging.disable(before)


@contextmanager
def _warnings_in_one_line() -> Iterator[None]:
    """Print the warnings of this package in one line, like errors; other warnings are shown as usual."""
    with warnings.catch_warnings():
        show = warnings.showwarning

        def in_one_line(message: Warning | str, category: type[Warning], *place: Any) -> None:
            if issubclass(category, PressenetzWarning):
                complain(_("warning: {message}").format(message=message))
            else:
                show(message, category, *place)

        warnings.showwarning = in_one_line  # type: ignore[assignment]  # the other arguments are only passed on
        yield


def _explanation(error: Exception) -> str:
    """Describe an error in one line: our own message, the error of the operating system, or that it is a bug."""
    if isinstance(error, PressenetzError):
        return localized(str(error))  # a worker's message is English
    if isinstance(error, MemoryError):
        return _("out of memory: close other programs, or use fewer --workers; finished work is kept")
    if isinstance(error, OSError) and error.strerror:
        reason = system_reason(error) + (f": {error.filename}" if error.filename else "")
        return _("the operating system reports an error ({reason}); finished work is kept").format(reason=reason)
    message = _("unexpected {kind} ({error}): please report it, with the traceback that {variable}=1 shows")
    return message.format(kind=type(error).__name__, error=error, variable=_DEBUG)


def _note_traceback(output: Path | None, error: Exception) -> None:
    """Append the traceback of an unexpected error to the run's log, without its message, which may quote articles."""
    from pipeline.running import LOG

    log = output / LOG if output else None
    with suppress(OSError):
        if log is not None and log.is_file():
            with log.open("a", encoding="utf-8") as file:
                file.writelines([f"{type(error).__name__}\n", *traceback.format_tb(error.__traceback__)])


class _CtrlC:
    """A handler of Ctrl-C: the first raises KeyboardInterrupt; a second, while that is handled, ends the process."""

    def __init__(self) -> None:
        self.pressed = False
        self.reported = False
        self._before: Any = None

    def __enter__(self) -> "_CtrlC":
        if threading.current_thread() is threading.main_thread():
            self._before = signal.getsignal(signal.SIGINT)
        if self._before is signal.default_int_handler:
            signal.signal(signal.SIGINT, self._press)
        return self

    def __exit__(self, *_: object) -> None:
        if self._before is signal.default_int_handler and not self.pressed:
            signal.signal(signal.SIGINT, signal.default_int_handler)

    def _press(self, signum: int, frame: object) -> None:  # noqa: ARG002 (the signature of a signal handler)
        if not self.pressed:
            self.pressed = True
            raise KeyboardInterrupt
        if not self.reported:
            with suppress(OSError):  # not print, which this handler may interrupt
                os.write(2, f"\npressenetz: {_(_STOPPED)}\n".encode(sys.stderr.encoding, "backslashreplace"))
        os._exit(STOPPED)  # workers end with their parent, and a batch of checkpoints is one transaction

    def stoppable(self, watch: Callable[["Progress"], None]) -> Callable[["Progress"], None]:
        """Return a watcher that stops the run even if a destructor or callback has swallowed the KeyboardInterrupt."""

        def watch_or_stop(progress: "Progress") -> None:
            if self.pressed:
                raise KeyboardInterrupt
            watch(progress)

        return watch_or_stop

    def report(self) -> int:
        """Print that the command was stopped; return the exit code."""
        self.reported = True
        complain(_(_STOPPED))
        # Python removes its handlers before it exits; another Ctrl-C after that would change the exit code
        atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
        return STOPPED
