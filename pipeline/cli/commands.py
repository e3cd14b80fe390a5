"""The commands: arguments -> library call -> message and exit code."""

import argparse
import csv
import io
import json
import re
import shutil
import sys
import threading
import webbrowser
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from pipeline.cli.completion import completion_script
from pipeline.cli.progress_bar import ProgressBar
from pipeline.cli.streams import say
from pipeline.cli.summaries import merge_lines, score_table, summary, verification_lines
from pipeline.cli.windows_paths import warn_of_long_paths
from pipeline.reading import printable
from pipeline.settings import NETWORK, Settings, read_settings
from pipeline.translations import _
from pipeline.user_files import safe_cell

_COORDINATES = re.compile(r"-?[0-9.]+,-?[0-9.]+")
"""Begins with a minus, and is no formula."""

OK, SOME_FAILED, REFUSED, STOPPED = 0, 1, 2, 130
"""Exit codes: success, some articles failed, the command was refused, Ctrl-C."""
DIFFERENT = SOME_FAILED
"""Exit code of a verification that found differences."""


def _given(args: argparse.Namespace, *names: str) -> dict[str, Any]:
    values = {name: getattr(args, name) for name in names}
    return {name: value for name, value in values.items() if value is not None}


def run_command(args: argparse.Namespace) -> int:
    """Run the pipeline on a corpus; exit code 1 if some articles failed."""
    options = _given(
        *(args, "model", "workers", "scheduler", *NETWORK, "gazetteer", "text_field", "any_language", "follow_links")
    )
    settings = read_settings(args.config, defaults=Settings(workers=1), **options)
    output = args.output = args.output or _default_output(args.corpus)
    from pipeline.running import run

    warn_of_long_paths(output)
    with ProgressBar(args.corpus, settings, quiet=args.quiet) as bar:
        result = run(args.corpus, output, settings=settings, fresh=args.fresh, progress=args.stoppable(bar.show))
    if args.json:
        say(_json(result.info))
    elif not args.quiet:
        say(summary(result, output))
    return SOME_FAILED if len(result.failures) else OK


def _default_output(corpus: Path) -> Path:
    try:
        name = corpus.resolve().stem
    except (OSError, RuntimeError):  # the run itself reports what is wrong with the corpus
        name = corpus.stem
    return Path("outputs") / (printable(name) or "run")


def _json(value: Any) -> str:
    """Format a value as JSON, in ASCII if standard output cannot encode its characters."""
    text = json.dumps(value, ensure_ascii=False, indent=2)
    try:
        text.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return json.dumps(value, indent=2)
    return text


def network_command(args: argparse.Namespace) -> int:
    """Rebuild graph and report from the stored tables."""
    from pipeline.results import open_run
    from pipeline.running import rebuild

    settings = open_run(args.output).settings
    result = rebuild(args.output, settings=settings.with_changes(**_given(args, *NETWORK)))
    say(_json(result.info) if args.json else summary(result, args.output))
    return OK


def report_command(args: argparse.Namespace) -> int:
    """Write report.html again."""
    from pipeline.running import rewrite_report

    say(_("Open {report} in a browser.").format(report=rewrite_report(args.output)))
    return OK


def merges_command(args: argparse.Namespace) -> int:
    """Print the report on merged names."""
    from pipeline.names import merges
    from pipeline.results import open_run

    result = open_run(args.output)
    width = shutil.get_terminal_size((100, 40)).columns if sys.stdout.isatty() else None
    say("\n".join(merge_lines(merges(result.mentions, result.entities), width=width)))
    return OK


def reconcile_command(args: argparse.Namespace) -> int:
    """Print the entities as CSV for OpenRefine."""
    from pipeline.parquet import iter_tuples
    from pipeline.results import open_run

    table = open_run(args.output).reconcile()
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(map(_cells, iter_tuples(table)))
    say(text.getvalue().rstrip("\n"))
    return OK


def _cells(row: Iterable[Any]) -> Iterator[Any]:
    for cell in row:
        is_text = isinstance(cell, str) and not _COORDINATES.fullmatch(cell)
        yield safe_cell(cell.replace("\0", "\ufffd")) if is_text else "" if cell is None else cell


def open_command(args: argparse.Namespace) -> int:
    """Serve the report on this computer until Ctrl-C."""
    from pipeline.serving import ReportServer

    with ReportServer(args.output, port=args.port) as server:
        try:
            hint = _("Only this computer can open this page, and only with this address. Ctrl-C ends.")
            say(f"{server.address}\n{hint}")
            if args.browser:
                # in a thread: a browser in the terminal would not return
                threading.Thread(target=webbrowser.open, args=(server.address,), daemon=True).start()
            server.serve_forever()
        except KeyboardInterrupt:
            server.wait()
    say(_("Closed."))
    return OK


def forget_command(args: argparse.Namespace) -> int:
    """Remove articles from a run."""
    from pipeline.running import forget

    forget(args.output, args.article_ids)
    message = _("Forgotten: {articles}. If the files stay in the corpus, the next run reads them again.")
    say(message.format(articles=", ".join(args.article_ids)))
    return OK


def combine_command(args: argparse.Namespace) -> int:
    """Combine runs into one."""
    from pipeline.running import merge_runs

    result = merge_runs(args.outputs, args.output, **_given(args, *NETWORK))
    say(_json(result.info) if args.json else summary(result, args.output))
    return OK


def evaluate_command(args: argparse.Namespace) -> int:
    """Print the scores of a model."""
    from pipeline.evaluation import evaluate

    scores = evaluate(args.gold, args.model)
    say(_json(scores.as_dict()) if args.json else score_table(scores))
    return OK


def publish_command(args: argparse.Namespace) -> int:
    """Write a replication folder."""
    from pipeline.replication import publish

    folder = publish(args.output, args.folder, include=args.include)
    advice = _("{folder} holds the network without the texts. Read its README.md, and add a licence to it.")
    say(advice.format(folder=folder))
    return OK


def verify_command(args: argparse.Namespace) -> int:
    """Repeat a published run on a corpus; exit code 1 if anything differs."""
    from pipeline.replication import verify

    with ProgressBar(args.corpus, Settings(), quiet=args.quiet) as bar:
        found = verify(
            *(args.folder, args.corpus),
            **_given(args, "model", "gazetteer"),
            workers=args.workers,
            progress=args.stoppable(bar.show),
        )
    say("\n".join(verification_lines(found, args.folder, args.corpus)))
    return OK if found.same else DIFFERENT


def info_command(args: argparse.Namespace) -> int:  # noqa: ARG001 (all commands have the same signature)
    """Print versions and the models found."""
    from pipeline.nlp import describe_models
    from pipeline.running import versions

    missing = _("not installed")
    lines = [f"{name:<12} {version or missing}" for name, version in versions().items()]
    say("\n".join([*lines, "", *describe_models()]))
    return OK


def completion_command(args: argparse.Namespace) -> int:
    """Print a completion script."""
    from pipeline.cli.parser import build_parser

    say(completion_script(build_parser(), args.shell))
    return OK
