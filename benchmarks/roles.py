"""Roles of people that articles state: precision and recall on paragraphs that were read and annotated by hand.

    python -m benchmarks.roles score ../wikinews-run test           the figures; rules were tuned on the half `dev`
    python -m benchmarks.roles score ../wikinews-run dev --errors   also prints each error
    python -m benchmarks.roles draw test                            the paragraphs that were drawn, to be read
    python -m benchmarks.roles time ../wikinews-run                 share of the time of `pressenetz network`

`RUN_FOLDER` is a run over the 998 articles in ../shared/data/wikinews. The guidelines are in `data/roles.md`.
"""

import argparse
import json
import random
import re
import shutil
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any

import pandas as pd

from benchmarks.corpora import WIKINEWS
from pipeline.parquet import read_table
from pipeline.reading import Article, read_corpus
from pipeline.roles import role_rows, stated_roles
from pipeline.running import rebuild

GOLD = Path(__file__).parent / "data" / "roles.jsonl"
FIRST_NAMES = Path(__file__).parents[1] / "pipeline" / "data"
SHORTEST, LONGEST = 120, 900
ROUNDS = 3
Row = dict[str, Any]
Span = list[int]


def drawn(half: str) -> Iterator[tuple[str, int, str]]:
    """Yield file, offset and text of one paragraph with a common first name of each article of a half."""
    listed = [
        (FIRST_NAMES / f"names_first_{kind}.txt").read_text(encoding="utf-8") for kind in ("women", "men", "both")
    ]
    first = {word for text in listed for line in text.splitlines() if not line.startswith("#") for word in line.split()}
    draw = random.Random("roles")
    texts = texts_as_read()
    files = sorted(texts)
    draw.shuffle(files)
    for number, name in enumerate(files):
        text = texts[name]
        lines = [match for match in re.finditer(r"[^\n]+", text) if match.start()]
        fit = [line for line in lines if SHORTEST <= len(line[0]) <= LONGEST and _names_somebody(line[0], first)]
        spot = draw.random()
        if fit and number % 2 == (half == "test"):
            chosen = fit[int(spot * len(fit))]
            yield name, chosen.start(), chosen[0]


def texts_as_read() -> dict[str, str]:
    """The texts of the articles, to which offsets refer."""
    return {article.article_id: article.text for article in read_corpus(WIKINEWS) if isinstance(article, Article)}


def _names_somebody(text: str, first: set[str]) -> bool:
    return any(match[1] in first for match in re.finditer(r"([A-ZÄÖÜ][\w-]+) (?=[A-ZÄÖÜ])", text))


def tables_of(folder: Path) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """Mentions, sentences and entities of a run."""
    names = read_table(folder, "entities", columns=["entity_id", "name", "label", "country", "place_kind"])
    is_country = names["place_kind"].isin(["country"]) | names["place_kind"].isna()
    names["country"] = names["country"].where(is_country)
    return read_table(folder, "mentions"), read_table(folder, "sentences"), names


def found_in(folder: Path, files: set[str]) -> dict[str, list[Row]]:
    """The roles found in these articles, with offsets in them."""
    mentions, sentences, names = tables_of(folder)
    mentions, sentences = (table[table["article_id"].isin(files)] for table in (mentions, sentences))
    found: dict[str, list[Row]] = {}
    for role, sentence, spans, _ in stated_roles(mentions, sentences, names):
        person, organisation, shift = spans[role.person], role.organisation, sentence.start
        row = {
            "start": role.start + shift,
            "end": role.end + shift,
            "at": role.at + shift,
            "person": [person.start + shift, person.end + shift],
            "organisation": [organisation.start + shift, organisation.end + shift] if organisation else None,
            "status": role.status,
            "rule": role.rule,
            "role": role.role,
        }
        found.setdefault(sentence.article_id, []).append(row)
    return found


def is_right(found: Row, stated: Row) -> bool:
    """Whether a role found has the head, person, organisation and status of one stated."""
    head = stated["start"] if stated["head"] is None else stated["head"]
    return (
        found["at"] == head
        and _overlap(found["person"], stated["person"])
        and _overlap(found["organisation"], stated["organisation"])
        and found["status"] == stated["status"]
    )


def _overlap(one: Span | None, other: Span | None) -> bool:
    if one is None or other is None:
        return one is other
    return one[0] < other[1] and other[0] < one[1]


def judge(folder: Path, half: str, *, errors: bool) -> str:
    """Precision and recall by rule and in all, as a Markdown table."""
    gold = [row for line in GOLD.read_text(encoding="utf-8").splitlines() if (row := json.loads(line))["half"] == half]
    texts = texts_as_read()
    everything = found_in(folder, {row["file"] for row in gold})
    counts: dict[str, Counter[str]] = {}
    stated = missed = 0
    for paragraph in gold:
        text = texts[paragraph["file"]]
        open_ = list(paragraph["roles"])
        stated += len(open_)
        for row in everything.get(paragraph["file"], []):
            if not paragraph["start"] <= row["at"] < paragraph["end"]:
                continue
            match = next((role for role in open_ if is_right(row, role)), None)
            same = match is not None and (row["start"], row["end"]) == (
                match["start"],
                match["start"] + len(match["role"]),
            )
            for rule in (row["rule"], "all"):
                counts.setdefault(rule, Counter()).update(found=1, right=int(match is not None), same=int(same))
            if match is not None:
                open_.remove(match)
            if errors and not same:
                print("wrong" if match is None else "words", row["role"], _shown(text, row), row["status"], row["rule"])
        missed += len(open_)
        if errors:
            for role in open_:
                print("missed", role["role"], _shown(text, role), role["status"], "|", _context(text, role))
    return _table(counts, stated, missed)


def _shown(text: str, row: Row) -> list[str | None]:
    return [None if span is None else text[slice(*span)] for span in (row["person"], row["organisation"])]


def _context(text: str, role: Row) -> str:
    low, high = min(role["start"], role["person"][0]), max(role["start"], role["person"][1])
    return text[max(low - 40, 0) : high + 60].replace("\n", " ")


def _table(counts: dict[str, Counter[str]], stated: int, missed: int) -> str:
    lines = ["| rule | found | right | precision | same words |", "|---|---|---|---|---|"]
    for rule in sorted(counts, key=lambda rule: (rule == "all", -counts[rule]["found"])):
        got = counts[rule]
        lines.append(
            f"| {rule} | {got['found']} | {got['right']} | {got['right'] / got['found']:.3f} |"
            f" {got['same'] / max(got['right'], 1):.3f} |"
        )
    return "\n".join([*lines, "", f"recall {(stated - missed) / stated:.3f} ({stated - missed} of {stated} stated)"])


def measure(folder: Path) -> str:
    """Processor seconds of the roles beside those of the whole `pressenetz network`, the medians of rounds."""
    mentions, sentences, names = tables_of(folder)
    own, whole = [], []
    with tempfile.TemporaryDirectory() as place:
        copied = Path(shutil.copytree(folder, Path(place) / "run"))
        for _ in range(ROUNDS):
            begin = time.process_time()
            rows = sum(1 for _ in role_rows(mentions, sentences, names))
            middle = time.process_time()
            rebuild(copied)
            own.append(middle - begin)
            whole.append(time.process_time() - middle)
    share, seconds = median(own) / median(whole), median(own)
    return f"{rows} roles in {seconds:.2f} s: {share:.1%} of `pressenetz network` ({median(whole):.1f} s)"


def main() -> None:
    """Read the command line and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    commands = parser.add_subparsers(dest="command", required=True)
    score = commands.add_parser("score")
    score.add_argument("folder", type=Path)
    score.add_argument("half", choices=["dev", "test"])
    score.add_argument("--errors", action="store_true")
    commands.add_parser("draw").add_argument("half", choices=["dev", "test"])
    commands.add_parser("time").add_argument("folder", type=Path)
    arguments = parser.parse_args()
    if arguments.command == "draw":
        for number, (name, start, text) in enumerate(drawn(arguments.half)):
            print(number, name, start, text, sep="\t")
    elif arguments.command == "time":
        print(measure(arguments.folder))
    else:
        print(judge(arguments.folder, arguments.half, errors=arguments.errors))


if __name__ == "__main__":
    main()
