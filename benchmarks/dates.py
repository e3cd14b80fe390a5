"""Dates that depend on the article's date: how many are found, and how many of those resolved are right.

Wikinews: 200 articles with all their relative dates, annotated as `benchmarks/data/relative_dates.md` says; the rules
were made with the dev half in view. SmartData: the spans of type date in its news articles, which have no values; they
include durations, English dates and parts of clock times. No model is used.

python -m benchmarks.dates                             both halves
python -m benchmarks.dates --split dev --errors        with every difference
"""

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

from benchmarks.corpora import WIKINEWS
from pipeline.nlp.sentences import split_sentences
from pipeline.numbers import Number, find_dated, last_year, resolve

GOLD = Path(__file__).parent / "data" / "relative_dates.jsonl"
SMARTDATA = WIKINEWS.parent / "smartdata" / "train.jsonl"


def find_dates(text: str) -> Iterator[Number]:
    """Yield the dates and times of a text, found sentence by sentence."""
    year, last = None, 0
    for start, end in split_sentences(text):
        found = find_dated(text[start:end], earlier_year=None if "\n" in text[last:start] else year)
        year, last = last_year(found), end
        for number in found:
            if number.kind in ("date", "time"):
                yield replace(number, start=number.start + start, end=number.end + start)


def compare(found: Number | None, gold: dict[str, Any], day: date) -> Counter[str]:
    """Count one annotated date: found, with the exact span, resolved, right."""
    value = resolve(found.relative, day) if found and found.relative else None
    return Counter(
        annotated=1,
        found=found is not None,
        exact=found is not None and (found.start, found.end) == (gold["start"], gold["end"]),
        resolved=value is not None,
        right=value is not None and value == (gold["edtf"], gold.get("edtf_max")),
    )


def score_wikinews(split: str, *, errors: bool) -> Counter[str]:
    """Compare the relative dates of one half of the articles with the annotation."""
    counts: Counter[str] = Counter()
    for row in map(json.loads, GOLD.read_text(encoding="utf-8").splitlines()):
        if row["split"] != split:
            continue
        text, day = (WIKINEWS / row["file"]).read_text(encoding="utf-8"), date.fromisoformat(row["file"][:10])
        left = [number for number in find_dates(text) if number.relative]
        for gold in row["dates"]:
            found = next((each for each in left if each.start < gold["end"] and gold["start"] < each.end), None)
            left = [each for each in left if each is not found]
            counts += (one := compare(found, gold, day))
            if errors and (
                not one["exact"] or one["right"] < (gold["edtf"] is not None) or one["resolved"] > one["right"]
            ):
                print(day, gold, found and (found.text, found.relative))
        counts["besides"] += len(left)
        for number in left if errors else ():
            print(day, "not annotated:", number.text, number.relative)
    return counts


def score_smartdata(*, errors: bool) -> Counter[str]:
    """Count the annotated dates of news articles that overlap a date or time found."""
    counts: Counter[str] = Counter()
    for row in map(json.loads, SMARTDATA.read_text(encoding="utf-8").splitlines()):
        found = list(find_dates(row["text"])) if row["news"] else []
        for start, end, label in row["ents"] if row["news"] else ():
            if label.lower() == "date":
                hit = any(number.start < end and start < number.end for number in found)
                counts += Counter(annotated=1, found=hit)
                if errors and not hit:
                    print("SmartData:", repr(row["text"][max(0, start - 20) : end + 20]))
    return counts


def main() -> None:
    """Read the command line and print figures."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--split", choices=["dev", "test"])
    parser.add_argument("--errors", action="store_true")
    arguments = parser.parse_args()
    for split in [arguments.split] if arguments.split else ["dev", "test"]:
        counts = score_wikinews(split, errors=arguments.errors)
        print(
            f"Wikinews, {split}: {counts['annotated']} dates, found {counts['found'] / counts['annotated']:.3f}, "
            f"exact span {counts['exact'] / counts['annotated']:.3f}, resolved {counts['resolved']}, of these right "
            f"{counts['right'] / counts['resolved']:.3f}; found besides: {counts['besides']}"
        )
    counts = score_smartdata(errors=arguments.errors)
    print(f"SmartData, news: {counts['annotated']} dates, found {counts['found'] / counts['annotated']:.3f}")


if __name__ == "__main__":
    main()
