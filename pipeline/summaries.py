"""What a person reads at the end of a command, as plain text."""

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pipeline.evaluate import Scores
    from pipeline.results import Result


def summary(result: "Result", output: Path) -> str:
    """Counts, the ten best connected entities, the model, failures, and what to open."""
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
    best = result.entities.sort_values(["degree", "mentions", "entity_id"], ascending=[False, False, True]).head(10)
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


def score_table(scores: "Scores") -> str:
    """Precision, recall and F1 per label in percent, strict and partial."""
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
