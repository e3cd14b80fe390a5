"""Score the packaged models and write RESULTS.md; pin the floors of the quality gate.

python -m training.score [--float QUANTISED_FLOAT] [--pin [--allow-regression]]

Only this script of the recipe reads GermEval test, for the table.
"""

import argparse
import hashlib
import json
from collections.abc import Callable, Iterator
from pathlib import Path

import spacy
from spacy.language import Language

from pipeline.evaluation.scores import GoldText, Scores, evaluate
from pipeline.settings import LABELS
from training import corpora
from training.calibrate import bins, expected_error, outcomes
from training.package import assemble
from training.speed import compare

ROOT = Path(__file__).resolve().parents[1]
MODELS = ROOT / "pipeline/models"
FLOORS = ROOT / "tests/data/model_floors.json"
ARTICLE = ROOT / "tests/data/kasachstan-2022-01.gold.jsonl"
NOISE = 0.003
HEAD = """# Results

Written by `python -m training.score`; do not edit. Everything was chosen on GermEval dev, nothing on test.
The user's article was inspected during development, and organisations with an acronym were added to the augmentation
because a first model missed them there; its score is therefore not that of an unseen text.
"""
PARTS: dict[str, Callable[[GoldText], bool]] = {
    "all": lambda _: True,
    "news": lambda text: "wikipedia.org" not in text.source,
    "Wikipedia": lambda text: "wikipedia.org" in text.source,
}


def gold_path(name: str) -> Path:
    """GermEval `dev` or `test`."""
    return corpora.DATA / f"germeval2014/{name}.tsv"


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    return hashlib.sha256(path.read_bytes()).hexdigest()


def size_mb(folder: Path) -> float:
    """Size of all files in a folder in megabytes (10⁶ bytes)."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file()) / 1e6


def label_rows(name: str, split: str, scores: Scores) -> Iterator[str]:
    """One row per label."""
    for label, score in scores.strict.items():
        figures = " | ".join(f"{value:.3f}" for value in (score.precision, score.recall, score.f1))
        yield f"| {name} | {split} | {label} | {figures} | {scores.partial[label].f1:.3f} |"


def label_table(models: dict[str, Language]) -> Iterator[str]:
    """P, R, F1 per label on dev and test."""
    yield from ("| model | GermEval | label | P | R | F1 | F1 partial |", "|---|---|---|---|---|---|---|")
    for name, nlp in models.items():
        for split in ("dev", "test"):
            yield from label_rows(name, split, evaluate(gold_path(split), nlp))


def part_table(models: dict[str, Language]) -> Iterator[str]:
    """Strict F1 on the news half and the Wikipedia half."""
    yield from ("| model | GermEval | news | Wikipedia |", "|---|---|---|---|")
    for name, nlp in models.items():
        for split in ("dev", "test"):
            halves = [evaluate(gold_path(split), nlp, keep=PARTS[part]) for part in ("news", "Wikipedia")]
            yield f"| {name} | {split} | " + " | ".join(f"{half.strict['all'].f1:.3f}" for half in halves) + " |"


def article_table(models: dict[str, Language]) -> Iterator[str]:
    """The user's article, PER LOC ORG, the model alone."""
    yield from ("| model | P | R | F1 |", "|---|---|---|---|")
    for name, nlp in models.items():
        score = evaluate(ARTICLE, nlp, labels=("PER", "LOC", "ORG")).strict["all"]
        yield f"| {name} | {score.precision:.3f} | {score.recall:.3f} | {score.f1:.3f} |"


def speed_table(models: dict[str, Language]) -> Iterator[str]:
    """Words per CPU second and packaged size."""
    speeds = compare(models)
    yield from ("| pipeline | words per CPU second | relative to md-shaped | size |", "|---|---|---|---|")
    for name, speed in speeds.items():
        size = f"{size_mb(MODELS / name):.1f} MB" if (MODELS / name).exists() else ""
        yield f"| {name} | {speed:,.0f} | {speed / speeds['md-shaped']:.2f}× | {size} |"


def confidence_table(nlp: Language) -> Iterator[str]:
    """Expected calibration error on dev, used for calibration, and on test; then the bins of test."""
    found = {split: outcomes(nlp, corpora.germeval(split)) for split in ("dev", "test")}
    yield from ("| GermEval | entities found | expected calibration error |", "|---|---|---|")
    for split, rows in found.items():
        yield f"| {split} | {len(rows.right):,} | {expected_error(rows):.3f} |"
    yield from ("", "| confidence (test) | entities | right |", "|---|---|---|")
    for part in bins(found["test"]):
        yield f"| {part.confidence:.2f} | {part.entities:,} | {part.right:.2f} |"


def trial_table() -> Iterator[str]:
    """Format the table of trials."""
    yield from ("| model | what | dev F1 |", "|---|---|---|")
    for line in (ROOT / "training/trials.jsonl").read_text(encoding="utf-8").splitlines():
        trial = json.loads(line)
        yield f"| {trial['model']} | {trial['what']} | {trial['dev_f1']} |"


def report(models: dict[str, Language], floats: dict[str, Language]) -> str:
    """The text of RESULTS.md."""
    sections = {
        "GermEval 2014, strict, gold tokens": label_table(models | floats),
        "News and Wikipedia halves, strict F1": part_table(models),
        "The user's article (37 names; PER LOC ORG)": article_table(models),
        "Speed (one thread) and size": speed_table(models),
        "Confidence of accurate": confidence_table(models["accurate"]),
        "Everything tried (strict F1 on GermEval dev)": trial_table(),
    }
    return HEAD + "".join(f"\n## {title}\n\n" + "\n".join(rows) + "\n" for title, rows in sections.items())


def floor_of(f1: float, old: float) -> float:
    """F1 minus the noise, but not below an old floor that still holds."""
    floor = round(f1 - NOISE, 3)
    return max(floor, old) if f1 >= old else floor


def pin(models: dict[str, Language], *, allow_regression: bool) -> None:
    """Write the floors of the quality gate: dev F1 minus the noise; lowering a floor needs the flag."""
    old = json.loads(FLOORS.read_text(encoding="utf-8"))["floors"] if FLOORS.exists() else {}
    floors = {}
    for name, nlp in models.items():
        strict = evaluate(gold_path("dev"), nlp).strict
        before = old.get(name, {})
        floors[name] = {label: floor_of(strict[label].f1, before.get(label, 0)) for label in ("all", *LABELS)}
        lower = [label for label, value in floors[name].items() if value < before.get(label, 0)]
        if lower and not allow_regression:
            raise SystemExit(f"{name}: {', '.join(lower)} would fall below the pinned floor; see --allow-regression")
    pinned = {"gold": "germeval2014/dev.tsv", "sha256": digest(gold_path("dev")), "floors": old | floors}
    FLOORS.write_text(json.dumps(pinned, indent=2) + "\n", encoding="utf-8")


def main() -> None:
    """Write the results."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--float", type=Path, help="folder of the encoder quantised with --kind float")
    parser.add_argument("--pin", action="store_true")
    parser.add_argument("--allow-regression", action="store_true")
    options = parser.parse_args()
    models = {path.name: spacy.load(path) for path in sorted(MODELS.iterdir()) if (path / "meta.json").exists()}
    if options.pin:
        pin(models, allow_regression=options.allow_regression)
        return
    floats = {"accurate (float)": assemble(options.float)} if options.float else {}
    (ROOT / "training/RESULTS.md").write_text(report(models, floats), encoding="utf-8")


if __name__ == "__main__":
    main()
