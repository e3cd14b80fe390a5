"""What numbers are about, and to whom the text attributes them: precision and recall through the whole analysis.

Numbers in Wikinews, annotated by hand (`benchmarks/data/attribution.md`); their texts are read from ../shared/data.
The rules were written with the halves `dev`, `fresh`, `drawn` and `unseen` and with output on other articles;
whoever wrote the rules had annotated all halves. The output on `test`, `kept` and `last` guided nothing.

python -m benchmarks.attribution [--half test] [--model accurate] [--errors]
python -m benchmarks.attribution --half dev --errors     also prints each error
python -m benchmarks.attribution --draw 60 --seed 16     draws numbers to annotate, far from those annotated
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from random import Random
from typing import Any

from spacy.language import Language

from benchmarks.corpora import WIKINEWS
from pipeline.nlp import extract, load_model

GOLD = Path(__file__).parent / "data" / "attribution.jsonl"
READ = Path(__file__).parent / "data" / "attribution_read.txt"
"""The articles whose output was read, besides those annotated, to find what the rules do wrong."""

_CONTEXT = 400  # characters around an annotated number that its annotator saw

FIELDS = ("about", "attributed_to")
Row = dict[str, Any]


def read_gold(half: str) -> list[Row]:
    """The annotated numbers of a half, or all, grouped by file."""
    rows = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    return sorted((row for row in rows if half in {row["half"], "all"}), key=lambda row: (row["file"], row["start"]))


def judged(nlp: Language, rows: Iterable[Row]) -> Iterator[tuple[Row, str, str, Counter[str]]]:
    """Yield each annotated number per field: its row, the field, a line that describes it, and its counts."""
    file, text, found = "", "", {}
    for row in rows:
        if row["file"] != file:
            file = row["file"]
            text = (WIKINEWS / file).read_text(encoding="utf-8")
            found = extract(nlp, text)
        numbers = (each for each in found["numbers"] if each["start"] < row["end"] and row["start"] < each["end"])
        number: Row = next(numbers, {})
        for field in (field for field in FIELDS if field in row):
            names = _names_in(found["mentions"], row[field])
            given = number.get(field)
            right = given is not None and given in names
            needed = bool(row[field]) and field not in row.get("optional", ())
            counts = Counter(given=given is not None, right=right, needed=needed, hits=needed and right)
            wanted = [text[start:end] for start, end in row[field]]
            context = text[max(0, row["start"] - 90) : row["end"] + 90].replace("\n", " ")
            yield row, field, f"{field}: {given}, not {wanted}: … {context} …", counts


def _names_in(mentions: Iterable[Row], spans: Iterable[tuple[int, int]]) -> set[str]:
    """Names of the mentions that overlap the spans."""
    spans = list(spans)
    return {
        mention["name"]
        for mention in mentions
        if any(mention["start"] < end and start < mention["end"] for start, end in spans)
    }


def print_scores(half: str, model: str, *, errors: bool) -> None:
    """Print precision and recall of both columns, by sample."""
    counts: dict[tuple[str, str], Counter[str]] = {}
    nlp, _ = load_model(model)
    for row, field, line, found in judged(nlp, read_gold(half)):
        for sample in (row["sample"], "together"):
            counts.setdefault((field, sample), Counter()).update(found)
        if errors and (found["given"] > found["right"] or found["needed"] > found["hits"]):
            print(line)
    for field in FIELDS:
        for sample in sorted({sample for each, sample in counts if each == field}):
            got = counts[field, sample]
            precision = f"{got['right'] / got['given']:.3f}" if got["given"] else "–"
            recall = f"{got['hits'] / got['needed']:.3f}" if got["needed"] else "–"
            print(
                f"{field}, {sample}: precision {precision} ({got['right']}/{got['given']}), "
                f"recall {recall} ({got['hits']}/{got['needed']})"
            )


def draw(size: int, seed: int, model: str) -> None:
    """Print random numbers that the rules give a name, without saying which: rows to annotate, each below its context.

    They come from all articles whose output nobody read to write rules (`READ`), far from every annotated number.
    """
    known = set(READ.read_text(encoding="utf-8").split())
    annotated: dict[str, list[Row]] = {}
    for row in read_gold("all"):
        annotated.setdefault(row["file"], []).append(row)
    files = [path for path in sorted(WIKINEWS.glob("*.txt")) if path.name not in known]
    nlp, _ = load_model(model)
    found = []
    for path in files:
        text = path.read_text(encoding="utf-8")
        numbers = extract(nlp, text)["numbers"]
        found += [
            (path.name, text, number)
            for number in numbers
            if number["about"] is not None
            and all(
                row["end"] + _CONTEXT < number["start"] or number["end"] + _CONTEXT < row["start"]
                for row in annotated.get(path.name, ())
            )
        ]
    for name, text, number in sorted(Random(seed).sample(found, size), key=lambda each: (each[0], each[2]["start"])):
        start, end = number["start"], number["end"]
        print(f"{text[max(0, start - 300) : start]}[[{text[start:end]}]]{text[end : end + 200]}".replace("\n", " "))
        print(json.dumps({"file": name, "start": start, "end": end}))
    print(f"{len(found)} numbers with a name in {len(files)} articles")


def main() -> None:
    """Read the command line and print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--half", choices=["dev", "fresh", "test", "later", "kept", "drawn", "unseen", "last", "all"], default="test"
    )
    parser.add_argument("--model", default="accurate")
    parser.add_argument("--errors", action="store_true")
    parser.add_argument("--draw", type=int, help="number of numbers to annotate")
    parser.add_argument("--seed", type=int, default=16)
    arguments = parser.parse_args()
    if arguments.draw:
        draw(arguments.draw, arguments.seed, arguments.model)
        return
    print_scores(arguments.half, arguments.model, errors=arguments.errors)


if __name__ == "__main__":
    main()
