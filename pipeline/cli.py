"""Arguments -> library call -> one-line messages, progress bar, exit code. The only module that prints."""

import argparse
import json
import os
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

from pipeline.errors import PressenetzError, unknown_value
from pipeline.settings import LABELS, NETWORK, Settings, read_settings
from pipeline.summaries import merge_lines, score_table, summary

if TYPE_CHECKING:
    from pipeline.reading import Progress

OK, SOME_FAILED, REFUSED = 0, 1, 2

_EXAMPLE = """\
example:
  pressenetz run corpus --output outputs/demo
"""


class _Parser(argparse.ArgumentParser):
    """Says what is wrong in one line, with the nearest valid option."""

    def error(self, message: str) -> NoReturn:
        self.exit(REFUSED, f"pressenetz: {message} (see: {self.prog} --help)\n")


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command; the exit code (0 all well, 1 some articles failed, 2 refused)."""
    os.environ.setdefault("ARROW_DEFAULT_MEMORY_POOL", "system")  # the others keep a fifth more than they use
    parser = _parser()
    args, unknown = parser.parse_known_args(argv)
    if unknown:
        parser.error(unknown_value("option", unknown[0], _options(args.parser)))
    try:
        return int(args.command(args))
    except PressenetzError as error:
        _complain(str(error))
        return REFUSED
    except KeyboardInterrupt:
        _complain("stopped; what is done is kept: run the same command again to go on")
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return OK


def _complain(message: str) -> None:
    print(f"pressenetz: {' '.join(message.split())}", file=sys.stderr)


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
    options = _given(args, "model", "workers", "scheduler", *NETWORK, "gazetteer", "text_field", "any_language")
    settings = read_settings(args.config, defaults=Settings(workers=1), **options)
    output = args.output or Path("outputs") / (args.corpus.resolve().stem or "run")
    from pipeline.run import run

    with _Bar(args.corpus, quiet=args.quiet) as bar:
        result = run(args.corpus, output, settings=settings, fresh=args.fresh, progress=bar.show)
    if args.json:
        print(json.dumps(result.info, ensure_ascii=False, indent=2))
    elif not args.quiet:
        print(summary(result, output))
    return SOME_FAILED if len(result.failures) else OK


class _Bar:
    """A progress bar on a terminal, a line now and then elsewhere, nothing with `quiet`."""

    def __init__(self, corpus: Path, *, quiet: bool) -> None:
        self._quiet = quiet
        self._corpus = corpus
        self._bar: Any = None

    def __enter__(self) -> "_Bar":
        return self

    def __exit__(self, *_: object) -> None:
        if self._bar is not None:
            self._bar.close()

    def _begin(self) -> None:
        from tqdm import tqdm

        self._bar = tqdm(
            total=_count_files(self._corpus),
            desc=f"{self._corpus.name}",
            unit=" articles",
            disable=self._quiet,
            mininterval=0.2 if sys.stderr.isatty() else 10,
            dynamic_ncols=True,
            smoothing=0.1,
        )

    def show(self, progress: "Progress") -> None:
        """Bring the bar to where the run is."""
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


def _count_files(corpus: Path) -> int:
    """Visible files below the corpus: a first guess at the number of articles."""
    if not corpus.is_dir():
        return 1
    return sum(1 for file in corpus.rglob("*") if not file.name.startswith(".") and file.is_file())


def _network(args: argparse.Namespace) -> int:
    from pipeline.results import open_run
    from pipeline.run import rebuild

    settings = open_run(args.output).settings
    result = rebuild(args.output, settings=settings.with_changes(**_given(args, *NETWORK)))
    print(summary(result, args.output))
    return OK


def _report(args: argparse.Namespace) -> int:
    from pipeline.run import rewrite_report

    print(f"Open {rewrite_report(args.output)} in a browser.")
    return OK


def _merges(args: argparse.Namespace) -> int:
    from pipeline.names import merges
    from pipeline.results import open_run

    result = open_run(args.output)
    width = shutil.get_terminal_size((100, 40)).columns if sys.stdout.isatty() else None
    print(*merge_lines(merges(result.mentions, result.entities), width=width), sep="\n")
    return OK


def _forget(args: argparse.Namespace) -> int:
    from pipeline.run import forget

    forget(args.output, args.article_ids)
    print(f"Forgotten: {', '.join(args.article_ids)}. If the files stay in the corpus, the next run reads them again.")
    return OK


def _evaluate(args: argparse.Namespace) -> int:
    from pipeline.evaluate import evaluate
    from pipeline.language import bare_model

    scores = evaluate(args.gold, nlp=bare_model(args.model))
    print(json.dumps(scores.as_dict(), ensure_ascii=False, indent=2) if args.json else score_table(scores))
    return OK


def _info(args: argparse.Namespace) -> int:  # noqa: ARG001 (every command takes the arguments)
    from pipeline.manifest import versions
    from pipeline.model_files import describe_models

    for name, version in versions().items():
        print(f"{name:<12} {version or 'not installed'}")
    print()
    for line in describe_models():
        print(line)
    return OK
