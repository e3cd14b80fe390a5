"""The arguments of every command."""

import argparse
from collections.abc import Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any, NoReturn

from pipeline.cli.commands import (
    REFUSED,
    combine_command,
    completion_command,
    evaluate_command,
    forget_command,
    info_command,
    merges_command,
    network_command,
    open_command,
    publish_command,
    reconcile_command,
    report_command,
    run_command,
    verify_command,
)
from pipeline.cli.completion import SHELLS
from pipeline.cli.language import LANGUAGE_OPTIONS
from pipeline.cli.streams import complain, say
from pipeline.errors import unknown_value
from pipeline.settings import LABELS
from pipeline.translations import LANGUAGES, _


class _Version(argparse.Action):
    """Print the version and exit; it is looked up only when asked for, which takes a moment."""

    def __call__(self, parser: argparse.ArgumentParser, *_: Any) -> NoReturn:
        say(f"pressenetz {version('pressenetz')}")
        parser.exit()


class _Parser(argparse.ArgumentParser):
    """A parser that reports errors in one line and prints through `say`."""

    def _check_value(self, action: argparse.Action, value: Any) -> None:
        if isinstance(action, argparse._SubParsersAction) and value not in action.choices:
            raise argparse.ArgumentError(None, unknown_value(_("command"), value, action.choices))
        super()._check_value(action, value)

    def error(self, message: str) -> NoReturn:
        complain(_("{message} (see: {program} --help)").format(message=message, program=self.prog))
        self.exit(REFUSED)

    def print_help(self, file: Any = None) -> None:
        if file is None:
            say(self.format_help().rstrip("\n"))
        else:
            super().print_help(file)


def parse_arguments(words: Sequence[str]) -> argparse.Namespace:
    """Parse the arguments; exit with one line if they are invalid.

    Returns:
        The arguments, with the function that runs the command as `command`.
    """
    parser = build_parser()
    if words and words[0].startswith("--") and words[0].partition("=")[0] not in _options(parser):
        parser.error(unknown_value(_("option"), words[0], _options(parser)))  # before a missing command hides it
    args, unknown = parser.parse_known_args(words)
    if unknown:
        parser.error(unknown_value(_("option"), unknown[0], _options(args.parser)))
    return args


def _options(parser: argparse.ArgumentParser) -> list[str]:
    return [option for action in parser._actions for option in action.option_strings if option.startswith("--")]


def build_parser() -> argparse.ArgumentParser:
    """Build the parser of all commands."""
    parser = _Parser(
        prog="pressenetz",
        description=_("From folders of German news articles to a network of people, places and organisations."),
        epilog=_("example:") + "\n  pressenetz run corpus --output outputs/demo\n",
        formatter_class=argparse.RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    parser.add_argument("--version", action=_Version, nargs=0, help=_("print the version and exit"))
    commands = parser.add_subparsers(title=_("commands"), metavar=_("COMMAND"), required=True)
    _add_run(commands)
    _add_network(commands)
    _add_report(commands)
    _add_merges(commands)
    _add_forget(commands)
    _add_evaluate(commands)
    _add_info(commands)
    _add_open(commands)
    _add_completion(commands)
    _add_publish(commands)
    _add_verify(commands)
    _add_combine(commands)
    _add_reconcile(commands)
    for each in (parser, *commands.choices.values()):
        _add_language(each)
    return parser


def _command(commands: Any, name: str, function: Any, text: str) -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = commands.add_parser(
        name, help=text, description=f"{text[0].upper()}{text[1:]}.", allow_abbrev=False
    )
    parser.set_defaults(command=function, parser=parser)
    return parser


def _add_language(parser: argparse.ArgumentParser) -> None:
    """Add the option for the language, which `chosen_language` has already read."""
    parser.add_argument(
        *LANGUAGE_OPTIONS,
        choices=LANGUAGES,
        metavar="|".join(LANGUAGES),
        help=_("language of messages and help (default: the language of this computer)"),
    )


def _add_output(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("output", type=Path, metavar=_("OUTPUT"), help=_("folder of a finished run"))


def _add_run(commands: Any) -> None:
    parser = _command(
        commands, "run", run_command, _("read a folder of articles and write its network, tables and report")
    )
    parser.add_argument("corpus", type=Path, metavar=_("CORPUS"), help=_("folder of articles, or one file"))
    parser.add_argument(
        "--output",
        type=Path,
        metavar=_("OUTPUT"),
        help=_("folder for the results (default: outputs/NAME of the corpus)"),
    )
    parser.add_argument(
        "--model", metavar=_("MODEL"), help=_("auto (default), accurate, fast, or the name or path of a spaCy model")
    )
    parser.add_argument(
        "--workers", type=int, metavar="N", help=_("number of worker processes (default 1; 0: analyse in this process)")
    )
    parser.add_argument("--scheduler", metavar=_("tcp://HOST:PORT"), help=_("analyse on this Dask cluster"))
    _add_network_options(parser)
    parser.add_argument("--gazetteer", metavar=_("FILE"), help=_("CSV of names to find: columns name and label"))
    parser.add_argument(
        "--text-field",
        metavar=_("NAME"),
        help=_("field or column of JSON, CSV, TSV and Parquet that holds the text (nested: content.rendered)"),
    )
    parser.add_argument(
        "--any-language", action="store_const", const=True, help=_("also analyse articles that are not German")
    )
    parser.add_argument(
        "--follow-links", action="store_const", const=True, help=_("follow symbolic links that lead out of the corpus")
    )
    parser.add_argument(
        "--config", type=Path, metavar=_("FILE.toml"), help=_("settings file; command-line options override it")
    )
    parser.add_argument("--fresh", action="store_true", help=_("discard earlier analyses in this output folder"))
    parser.add_argument("--quiet", action="store_true", help=_("print neither progress nor summary"))
    parser.add_argument("--json", action="store_true", help=_("print run.json instead of the summary"))


def _add_network_options(parser: argparse.ArgumentParser) -> None:
    parser.add_argument(
        "--window",
        metavar=_("WINDOW"),
        help=_("what two names must share: sentence (default), paragraph, document, sentences:N"),
    )
    parser.add_argument(
        "--min-articles", type=int, metavar="N", help=_("pairs found in fewer articles are not edges (default 1)")
    )
    parser.add_argument(
        "--max-names",
        type=int,
        metavar="N",
        help=_(
            "a window with more names is a list and links none of them (default 25 in a sentence, 50 in a paragraph "
            "or several sentences, 150 in a document)"
        ),
    )
    parser.add_argument(
        "--label",
        action="append",
        dest="labels",
        metavar=_("LABEL"),
        help=_("only nodes of this label: {labels} (repeatable)").format(labels=", ".join(LABELS)),
    )
    parser.add_argument(
        "--from", dest="date_from", metavar=_("DATE"), help=_("build the network from articles on or after this date")
    )
    parser.add_argument(
        "--to",
        dest="date_to",
        metavar=_("DATE"),
        help=_("build the network from articles on or before this date (2022-01)"),
    )
    parser.add_argument(
        "--min-confidence", type=float, metavar="P", help=_("leave out mentions with a lower confidence (0 to 1)")
    )
    parser.add_argument(
        "--aliases", metavar=_("FILE"), help=_("your decisions on names: merge, separate, rename, retype, drop")
    )
    parser.add_argument(
        "--full-graph",
        action="store_const",
        const=True,
        help=_("write all edges to the graph files, not only the strongest 100,000"),
    )
    parser.add_argument(
        "--authority",
        action="append",
        metavar=_("FILE"),
        help=_("CSV or Parquet of names with ids, e.g. of Wikidata or GND: columns name and id (repeatable)"),
    )


def _add_network(commands: Any) -> None:
    parser = _command(
        commands, "network", network_command, _("rebuild graph and report from the stored tables, without a model")
    )
    _add_output(parser)
    _add_network_options(parser)
    parser.add_argument("--json", action="store_true", help=_("print run.json instead of the summary"))


def _add_report(commands: Any) -> None:
    parser = _command(commands, "report", report_command, _("write report.html again from the stored tables"))
    _add_output(parser)


def _add_merges(commands: Any) -> None:
    parser = _command(
        commands,
        "merges",
        merges_command,
        _("print which names were merged into one entity and why, suspicious ones first"),
    )
    _add_output(parser)


def _add_forget(commands: Any) -> None:
    parser = _command(commands, "forget", forget_command, _("remove articles and everything derived from them"))
    _add_output(parser)
    parser.add_argument("article_ids", nargs="+", metavar=_("ARTICLE_ID"), help=_("as in articles.parquet"))


def _add_combine(commands: Any) -> None:
    parser = _command(
        commands, "combine", combine_command, _("combine runs over different folders into one network, without a model")
    )
    parser.add_argument(
        "outputs", nargs="+", type=Path, metavar=_("RUN"), help=_("folders of finished runs, with different names")
    )
    parser.add_argument(
        "--output", type=Path, required=True, metavar=_("OUTPUT"), help=_("new folder for the combined run")
    )
    _add_network_options(parser)
    parser.add_argument("--json", action="store_true", help=_("print run.json instead of the summary"))


def _add_evaluate(commands: Any) -> None:
    parser = _command(commands, "evaluate", evaluate_command, _("score a model's names against a gold file"))
    parser.add_argument(
        "gold", type=Path, metavar=_("GOLD"), help=_("GermEval TSV, CoNLL columns, spaCy DocBin or JSONL with spans")
    )
    parser.add_argument(
        "--model",
        default="auto",
        metavar=_("MODEL"),
        help=_("auto (default), accurate, fast, or the name or path of a spaCy model"),
    )
    parser.add_argument("--json", action="store_true", help=_("print the scores as JSON"))


def _add_info(commands: Any) -> None:
    _command(commands, "info", info_command, _("print versions, the models found, and which one `auto` selects"))


def _add_open(commands: Any) -> None:
    parser = _command(
        commands, "open", open_command, _("open the report in a browser and apply corrections of names made there")
    )
    _add_output(parser)
    parser.add_argument(
        "--port", type=int, default=0, metavar="N", help=_("port of 127.0.0.1 (default: any free port)")
    )
    parser.add_argument("--no-browser", dest="browser", action="store_false", help=_("only print the address"))


def _add_completion(commands: Any) -> None:
    parser = _command(
        commands, "completion", completion_command, _("print a script that completes commands and options in a shell")
    )
    parser.add_argument("shell", choices=SHELLS, metavar=_("SHELL"), help=", ".join(SHELLS))


def _add_publish(commands: Any) -> None:
    parser = _command(
        commands,
        "publish",
        publish_command,
        _("write network and tables without the texts, for others to verify"),
    )
    _add_output(parser)
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("folder to write: new, or empty"))
    parser.add_argument(
        "--include",
        action="append",
        default=[],
        metavar=_("PART"),
        help=_("also publish article_id, title, author, url, noun, role, head, keywords or gazetteer (repeatable)"),
    )


def _add_verify(commands: Any) -> None:
    parser = _command(
        commands,
        "verify",
        verify_command,
        _("repeat a published run on your copy of its texts, and compare the results"),
    )
    parser.add_argument("folder", type=Path, metavar=_("FOLDER"), help=_("folder written by `publish`"))
    parser.add_argument("corpus", type=Path, metavar=_("CORPUS"), help=_("folder of articles, or one file"))
    parser.add_argument(
        "--model",
        metavar=_("MODEL"),
        help=_("name or path of a model (default: the installed one that is that of the run)"),
    )
    parser.add_argument(
        "--gazetteer", metavar=_("FILE"), help=_("the list of names of the run, if it was not published")
    )
    parser.add_argument("--workers", type=int, default=1, metavar="N", help=_("number of worker processes (default 1)"))
    parser.add_argument("--quiet", action="store_true", help=_("print no progress"))


def _add_reconcile(commands: Any) -> None:
    parser = _command(
        commands,
        "reconcile",
        reconcile_command,
        _("print the entities as CSV for OpenRefine, which finds their ids in Wikidata or GND"),
    )
    _add_output(parser)
