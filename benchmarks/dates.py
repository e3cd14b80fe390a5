"""Dates that depend on the article's date: how many are found, and how many of those resolved are right.

Wikinews: 200 articles with all their relative dates, annotated as `benchmarks/data/relative_dates.md` says. The rules were
made with the dev half in view. SmartData: the spans of type date in its news articles, which have no values.

python -m benchmarks.dates [--split dev] [--errors]
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.corpora import WIKINEWS
from pipeline.nlp.sentences import split_sentences
from pipeline.numbers import Number, find_dated, last_year, resolve

GOLD = Path(__file__).parent / "data" / "relative_dates.jsonl"
SMARTDATA = WIKINEWS.parent / "smartdata" / "train.jsonl"


def find_dates(text: str) -> Iterator[Number]:
    """The numbers of a text with its relative dates, found sentence by sentence without a model."""
    year = paragraph = None
    for start, end in split_sentences(text):
        sentence = text[start:end]
        found = find_dated(sentence, earlier_year=year if text.rfind("\n", 0, start) == paragraph else None)
        year, paragraph = last_year(found), text.rfind("\n", 0, start)
        for number in found:
            yield Number(
                number.start + start,
                number.end + start,
                number.text,
                number.kind,
                edtf=number.edtf,
                edtf_max=number.edtf_max,
                relative=number.relative,
            )


def resolved(number: Number, day: date) -> tuple[str, str | None] | None:
    return resolve(number.relative, day) if number.relative else None


def score_wikinews(split: str, *, errors: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    for line in GOLD.read_text(encoding="utf-8").splitlines():
        row: dict[str, Any] = json.loads(line)
        if row["split"] != split:
            continue
        text = (WIKINEWS / row["file"]).read_text(encoding="utf-8")
        day = date.fromisoformat(row["file"][:10])
        found = [number for number in find_dates(text) if number.relative]
        left = list(found)
        for gold in row["dates"]:
            counts["gold"] += 1
            expected = (gold["edtf"], gold.get("edtf_max"))
            number = next((n for n in found if n.start < gold["end"] and gold["start"] < n.end), None)
            context = text[max(0, gold["start"] - 60) : gold["end"] + 60].replace("\n", "|")
            if number is None:
                if errors:
                    print("MISSED", day, gold["text"], "--", context)
                continue
            if number in left:
                left.remove(number)
            counts["found"] += 1
            counts["span"] += (number.start, number.end) == (gold["start"], gold["end"])
            value = resolved(number, day)
            if value is None:
                if errors and gold["edtf"]:
                    print("NULL", day, gold["text"], number.relative, expected, "--", context)
                continue
            counts["resolved"] += 1
            counts["right"] += value == expected
            if errors and value != expected:
                print("WRONG", day, gold["text"], number.relative, value, expected, "--", context)
            elif errors and (number.start, number.end) != (gold["start"], gold["end"]):
                print("SPAN", number.text, "|", gold["text"])
        for number in left:
            value = resolved(number, day)
            counts["spurious"] += 1
            counts["spurious resolved"] += value is not None
            if errors:
                print(
                    "EXTRA",
                    day,
                    number.text,
                    number.relative,
                    value,
                    "--",
                    text[max(0, number.start - 60) : number.end + 60].replace("\n", "|"),
                )
    return counts


def score_smartdata(*, errors: bool) -> Counter[str]:
    counts: Counter[str] = Counter()
    missed: Counter[str] = Counter()
    for line in SMARTDATA.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not row["news"]:
            continue
        found = [n for n in find_dates(row["text"]) if n.kind in ("date", "time")]
        for start, end, label in row["ents"]:
            if label.lower() != "date":
                continue
            hit = any(n.start < end and start < n.end for n in found)
            counts.update(gold=1, found=hit)
            if not hit:
                missed[
                    row["text"][max(0, start - 20) : start]
                    + "[["
                    + row["text"][start:end]
                    + "]]"
                    + row["text"][end : end + 20]
                ] += 1
    if errors:
        for text in missed:
            print(text.replace("\n", "|"))
    return counts


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"])
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    for split in [arguments.split] if arguments.split else ["dev", "test"]:
        counts = score_wikinews(split, errors=arguments.errors)
        print(split, dict(counts))
    counts = score_smartdata(errors=arguments.errors)
    print(dict(counts), counts["found"] / counts["gold"])


if __name__ == "__main__":
    main()
