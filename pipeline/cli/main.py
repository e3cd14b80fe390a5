"""Arguments -> library call -> one-line messages, progress bar, exit code. The only module that prints."""

import argparse
import atexit
import io
import json
import os
import shutil
import signal
import sys
import threading
import traceback
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TextIO

from pipeline.cli.summaries import merge_lines, score_table, summary
from pipeline.errors import OutputError, PressenetzError, unknown_value
from pipeline.reading import printable, walk
from pipeline.settings import LABELS, NETWORK, Settings, read_settings

if TYPE_CHECKING:
    from pipeline.running import Progress

OK, SOME_FAILED, REFUSED, STOPPED = 0, 1, 2, 130
MAX_WORD = 500
"""Characters of one word of a message that are shown."""

_EXAMPLE = """\
example:
  pressenetz run corpus --output outputs/demo
"""


_STOPPED = "stopped; what is done is kept: run the same command again to go on"
_DEBUG = "PRESSENETZ_DEBUG"
"""Environment variable that has an unexpected error shown with its traceback."""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, with the nearest valid option."""

    def error(self, message: str) -> NoReturn:
        _complain(f"{message} (see: {self.prog} --help)")
        self.exit(REFUSED)

    def print_help(self, file: Any = None) -> None:
        if file is None:
            _say(self.format_help().rstrip("\n"))
        else:
            super().print_help(file)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code (0 all well, 1 some articles failed, 2 refused)."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # the others keep a fifth more than they use
    _prepare_streams()
    args, ctrl_c = None, _CtrlC()
    try:
        with ctrl_c:
            args = _arguments(argv)
            return int(args.command(args))
    except KeyboardInterrupt:
        return ctrl_c.report()
    except Exception as error:
        if ctrl_c.pressed:  # a library that was being loaded turns it into an error of its own
            return ctrl_c.report()
        if not isinstance(error, PressenetzError):
            if os.environ.get(_DEBUG):
                raise
            _note_traceback(getattr(args, "output", None), error)
        _complain(_explanation(error))
        return REFUSED


def _arguments(argv: Sequence[str] | None) -> argparse.Namespace:
    parser = _parser()
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        parser.error(unknown_value("option", unknown[0], _options(args.parser)))
    return args


def _explanation(error: Exception) -> str:
    """One line for the user: what our own errors say, what the system refused, or that there is a bug."""
    if isinstance(error, PressenetzError):
        return str(error)
    if isinstance(error, MemoryError):
        return "out of memory: close other programs, or use fewer --workers; what is done is kept"
    if isinstance(error, OSError) and error.strerror:
        about = f": {error.filename}" if error.filename else ""
        return f"the system refused to go on ({error.strerror}{about}); what is done is kept"
    return f"unexpected {type(error).__name__} ({error}): please report it, with what {_DEBUG}=1 in front shows"


def _note_traceback(output: Path | None, error: Exception) -> None:
    """Append where an unexpected error came from to the log of the run, without its message: that may hold text."""
    from pipeline.running import LOG

    log = output / LOG if output else None
    with suppress(OSError):
        if log is not None and log.is_file():
            with log.open("a", encoding="utf-8") as file:
                file.writelines([f"{type(error).__name__}\n", *traceback.format_tb(error.__traceback__)])


class _CtrlC:
    """Has Ctrl-C raise KeyboardInterrupt, once: pressed again while that is dealt with, it ends the process."""

    def __init__(self) -> None:
        self.pressed = False
        self.said = False
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
        if not self.said:
            with suppress(OSError):  # not print: this may interrupt it
                os.write(2, f"\npressenetz: {_STOPPED}\n".encode())
        os._exit(STOPPED)  # workers end with their parent, and the checkpoints are safe at any moment

    def report(self) -> int:
        """Say what was stopped; the exit code."""
        self.said = True
        _complain(_STOPPED)
        # Python takes its handlers away before it ends; a press in between would be another exit code
        atexit.register(signal.signal, signal.SIGINT, signal.SIG_IGN)
        return STOPPED


def _prepare_streams() -> None:
    """Make standard streams that are closed go nowhere, and characters that an encoding lacks visible.

    A file opened later must not get the number of a closed stream: a library that warns would write into it.
    """
    for number in range(3):
        try:
            os.fstat(number)
        except OSError:
            os.set_inheritable(os.open(os.devnull, os.O_RDWR), True)  # gets the lowest free number, which is this
    sys.stdout = sys.stdout or open(1, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    sys.stderr = sys.stderr or open(2, "w", encoding="utf-8", closefd=False)  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")


def _discard(stream: TextIO) -> None:
    """Have what is still to be written to a broken stream go nowhere: Python writes it when it ends."""
    with suppress(OSError, ValueError):
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, stream.fileno())
        os.close(nowhere)


def _say(text: str) -> None:
    """Print to standard output; nothing if its reader is gone (`| head`).

    Raises:
        OutputError: if it cannot be written.
    """
    try:
        print(text, flush=True)
    except BrokenPipeError:
        _discard(sys.stdout)
    except OSError as error:
        _discard(sys.stdout)
        raise OutputError(f"cannot write to standard output: {error.strerror}") from error


def _complain(message: str) -> None:
    """Print one line to standard error, if anybody reads it."""
    try:
        print(f"pressenetz: {_one_line(message)}", file=sys.stderr, flush=True)
    except (OSError, ValueError):
        _discard(sys.stderr)


def _one_line(message: str) -> str:
    """A message without line ends and control characters, and with very long words cut, as paths may be."""
    words = (word if len(word) <= MAX_WORD else f"{word[:MAX_WORD]}…" for word in message.split())
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(words))


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings if option.startswith("--")]


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="pressenetz",
        description="From folders of German news articles to a network of people, places and organisations.",
        epilog=_EXAMPLE,
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", required=True)
    _add_run(commands)
    _add_network(commands)
    _add_report(commands)
    _add_merges(commands)
    _add_forget(commands)
    _add_evaluate(commands)
    _add_info(commands)
    return parser


def _command(commands: Any, name: str, function: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=text[0].lower() + text[1:].rstrip("."), description=text, allow_abbrev=False
    )
    parser.set_defaults(command=function, parser=parser)
    return parser


def _add_run(commands: Any) -> None:
    parser = _command(commands, "run", _run, "Read a folder of articles and write its network, tables and report.")
    parser.add_argument("corpus", type=Path, metavar="CORPUS", help="folder of articles, or one file")
    parser.add_argument("--output", type=Path, help="folder for the results (default: outputs/NAME of the corpus)")
    parser.add_argument("--model", help="auto (default), accurate, fast, or the name or path of a spaCy model")
    parser.add_argument(
        "--workers", type=int, metavar="N", help="processes to analyse in (default 1; 0: in this process)"
    )
    parser.add_argument("--scheduler", metavar="tcp://HOST:PORT", help="analyse on this Dask cluster")
    _add_network_options(parser)
    parser.add_argument("--gazetteer", metavar="FILE", help="CSV of names to find: columns name and label")
    parser.add_argument(
        "--text-field",
        metavar="NAME",
        help="field or column of JSON, CSV, TSV and Parquet that the text is in (content.rendered: one inside another)",
    )
    parser.add_argument(
        "--any-language", action="store_const", const=True, help="analyse articles that are not German too"
    )
    parser.add_argument(
        "--follow-links", action="store_const", const=True, help="read what symbolic links out of the corpus lead to"
    )
    parser.add_argument("--config", type=Path, metavar="FILE.toml", help="settings file; options here win over it")
    parser.add_argument("--fresh", action="store_true", help="forget what earlier runs into this output have analysed")
    parser.add_argument("--quiet", action="store_true", help="no progress and no summary")
    parser.add_argument("--json", action="store_true", help="print run.json instead of the summary")


def _add_network_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--window", help="what two names must share: sentence (default), paragraph, document, sentences:N"
    )
    parser.add_argument(
        "--min-articles", type=int, metavar="N", help="pairs seen in fewer articles are no edges (default 1)"
    )
    parser.add_argument(
        "--max-names",
        type=int,
        metavar="N",
        help="a window with more names is a list and links none of them (default 25 in a sentence, 50 in a paragraph "
        "or several sentences, 150 in a document)",
    )
    parser.add_argument(
        "--label",
        action="append",
        dest="labels",
        metavar="LABEL",
        help=f"nodes of this label only: {', '.join(LABELS)} (repeatable)",
    )
    parser.add_argument("--from", dest="date_from", metavar="DATE", help="network of articles from this date on")
    parser.add_argument("--to", dest="date_to", metavar="DATE", help="network of articles up to this date (2022-01)")
    parser.add_argument(
        "--min-confidence", type=float, metavar="P", help="leave out mentions the model is less sure of (0 to 1)"
    )
    parser.add_argument(
        "--aliases", metavar="FILE", help="your decisions on names: merge, separate, rename, retype, drop"
    )


def _add_network(commands: Any) -> None:
    parser = _command(
        commands, "network", _network, "Rebuild graph and report from the stored tables, without a model."
    )
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="folder of a finished run")
    _add_network_options(parser)


def _add_report(commands: Any) -> None:
    parser = _command(commands, "report", _report, "Write report.html again from the stored tables.")
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="folder of a finished run")


def _add_merges(commands: Any) -> None:
    parser = _command(
        commands, "merges", _merges, "Print which names were taken for one entity and why, suspicious first."
    )
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="folder of a finished run")


def _add_forget(commands: Any) -> None:
    parser = _command(commands, "forget", _forget, "Remove articles and everything derived from them.")
    parser.add_argument("output", type=Path, metavar="OUTPUT", help="folder of a finished run")
    parser.add_argument("article_ids", nargs="+", metavar="ARTICLE_ID", help="as in articles.parquet")


def _add_evaluate(commands: Any) -> None:
    parser = _command(commands, "evaluate", _evaluate, "Score a model's names against a gold file.")
    parser.add_argument(
        "gold", type=Path, metavar="GOLD", help="GermEval TSV, CoNLL columns, spaCy DocBin or JSONL with spans"
    )
    parser.add_argument(
        "--model", default="auto", help="auto (default), accurate, fast, or the name or path of a spaCy model"
    )
    parser.add_argument("--json", action="store_true", help="print the scores as JSON")


def _add_info(commands: Any) -> None:
    _command(commands, "info", _info, "Print versions, the models found, and which of them auto picks.")


def _given(args: argparse.Namespace, *names: str) -> dict[str, Any]:
    values = {name: getattr(args, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def _run(args: argparse.Namespace) -> int:
    options = _given(
        *(args, "model", "workers", "scheduler", *NETWORK, "gazetteer", "text_field", "any_language", "follow_links")
    )
    settings = read_settings(args.config, defaults=Settings(workers=1), **options)
    output = args.output = args.output or _default_output(args.corpus)
    from pipeline.running import run

    with _Bar(args.corpus, settings, quiet=args.quiet) as bar:
        result = run(args.corpus, output, settings=settings, fresh=args.fresh, progress=bar.show)
    if args.json:
        _say(_json(result.info))
    elif not args.quiet:
        _say(summary(result, output))
    return SOME_FAILED if len(result.failures) else OK


def _default_output(corpus: Path) -> Path:
    try:
        name = corpus.resolve().stem
    except (OSError, RuntimeError):  # the run itself says what is wrong with the corpus
        name = corpus.stem
    return Path("outputs") / (printable(name) or "run")


def _json(value: Any) -> str:
    """JSON that the encoding of standard output can hold."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=2)
    return text


class _Bar:
    """A progress bar on a terminal, a line now and then elsewhere, nothing with `quiet`."""

    def __init__(self, corpus: Path, settings: Settings, *, quiet: bool) -> None:
        self._quiet = quiet
        self._corpus = corpus
        self._settings = settings
        self._bar: Any = None

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            with self._heard_or_not():
                self._bar.close()

    @contextmanager
    def _heard_or_not(self) -> Iterator[None]:
        """Standard error that is full or that nobody reads ends the bar, not the run."""
        try:
            yield
        except OSError:
            _discard(sys.stderr)

    def _begin(self) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            total=None if self._quiet else self._count_files(),
            desc=printable(self._corpus.name),
            unit=" articles",
            disable=self._quiet,
            mininterval=0.2 if sys.stderr.isatty() else 10,
            dynamic_ncols=True,
            smoothing=0.1,
        )

    def _count_files(self) -> int:
        """What reading finds in the corpus: a first guess at the number of articles."""
        return sum(1 for _ in walk(self._corpus, follow_links=self._settings.follow_links))

    def show(self, progress: "Progress") -> None:
        """Bring the bar to where the run is."""
        with self._heard_or_not():
            self._show(progress)

    def _show(self, progress: "Progress") -> None:
        if self._bar is None:
            self._begin()
        if progress.note and not self._quiet:
            self._bar.write(progress.note, file=sys.stderr)
        done = progress.analysed + progress.known + progress.failed
        if progress.stage == "network":
            self._bar.set_description_str("network and report")
            done = self._bar.total = max(progress.read + progress.failed, 1)
        elif progress.failed:
            self._bar.set_postfix_str(f"{progress.failed} failed")
        if done > (self._bar.total or 0):
            self._bar.total = done
        self._bar.update(max(0, done - self._bar.n))


def _network(args: argparse.Namespace) -> int:
    from pipeline.results import open_run
    from pipeline.running import rebuild

    settings = open_run(args.output).settings
    result = rebuild(args.output, settings=settings.with_changes(**_given(args, *NETWORK)))
    _say(summary(result, args.output))
    return OK


def _report(args: argparse.Namespace) -> int:
    from pipeline.running import rewrite_report

    _say(f"Open {rewrite_report(args.output)} in a browser.")
    return OK


def _merges(args: argparse.Namespace) -> int:
    from pipeline.names import merges
    from pipeline.results import open_run

    result = open_run(args.output)
    width = shutil.get_terminal_size((100, 40)).columns if sys.stdout.isatty() else None
    _say("\n".join(merge_lines(merges(result.mentions, result.entities), width=width)))
    return OK


def _forget(args: argparse.Namespace) -> int:
    from pipeline.running import forget

    forget(args.output, args.article_ids)
    _say(f"Forgotten: {', '.join(args.article_ids)}. If the files stay in the corpus, the next run reads them again.")
    return OK


def _evaluate(args: argparse.Namespace) -> int:
    from pipeline.evaluation import evaluate

    scores = evaluate(args.gold, args.model)
    _say(_json(scores.as_dict()) if args.json else score_table(scores))
    return OK


def _info(args: argparse.Namespace) -> int:  # noqa: ARG001 (every command takes the arguments)
    from pipeline.nlp import describe_models
    from pipeline.running import versions

    lines = [f"{name:<12} {version or 'not installed'}" for name, version in versions().items()]
    _say("\n".join([*lines, "", *describe_models()]))
    return OK
