"""The data of the report: the strongest part of a run within a size limit, as plain values for JSON."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.names import AUTHORITY_COLUMNS
from pipeline.network import lay_out_nodes, select_articles
from pipeline.parquet import iter_tuples, rounded
from pipeline.report.bins import CONFIDENCES, Cells, Levels
from pipeline.report.corrections import corrections_data
from pipeline.report.embedded_json import to_json
from pipeline.report.stated_roles import role_rows, role_sentences
from pipeline.report.texts import (
    KINDS,
    NUMBER,
    Pair,
    SentenceKey,
    Texts,
    evidence_sentences,
    number_sentences,
    pair_sentences,
)
from pipeline.settings import LABELS

Tables = Mapping[str, pd.DataFrame]
Row = list[Any]

MAX_BYTES = 4_700_000  # of JSON; page, style and script take the rest of 5 MB
MAX_NODES, MAX_ARTICLES, MAX_FAILURES = 240, 10_000, 1_000
COLUMNS = {
    "articles": ["article_id", "title", "date", "source", "author", "url", "duplicate_of", "sentences"],
    "sentences": ["article_id", "paragraph", "sentence", "start", "text"],
    "mentions": [
        "article_id",
        "paragraph",
        "sentence",
        "start",
        "end",
        "text",
        "label",
        "entity_id",
        "rule",
        "confidence",
        "name",
    ],
    "numbers": ["article_id", "sentence", *NUMBER],
}
"""The columns of the large tables that the page needs; of the other tables it needs all."""

_OF_ARTICLES = ("sentences", "mentions", "numbers", "roles")
_MAX_FORMS = 12
_COUNTS_BYTES = 400  # reserved for the counts under `carried`
_MAX_LINKS_PER_NODE = 5
# Names and links take as much room as they need up to these shares of the limit; sentences take what is left.
_ENTITY_SHARE, _EDGE_SHARE, _ROLE_SHARE = 0.22, 0.25, 0.04
_MIN_ENTITY_BYTES, _MIN_EDGE_BYTES = 60, 30
# Sentences fill the room for text in this order: evidence of edges up to 60 %, of roles up to 65 %, numbers up to 75 %,
# then whole articles.
_EVIDENCE_SHARE, _STATED_SHARE, _NUMBER_SHARE = 0.6, 0.65, 0.75


def report_data(
    tables: Tables, info: Mapping[str, Any], *, limit: int = MAX_BYTES, max_articles: int = MAX_ARTICLES
) -> dict[str, Any]:
    """Select what the page shows, as plain values that take at most about `limit` bytes of JSON.

    Args:
        tables: the tables of a run (`pipeline.schema.SCHEMAS`).
        info: the content of `run.json`.
        limit: bytes of JSON.
        max_articles: number of articles that the page lists, those that name most of the strongest entities.
    """
    settings = info.get("settings", {})
    window = str(settings.get("window", "sentence"))
    all_mentions, everybody = tables["mentions"], tables["entities"]
    tables = _between(tables, settings.get("date_from"), settings.get("date_to"))
    articles = tables["articles"].sort_values("article_id").reset_index(drop=True)
    original = articles.loc[articles["duplicate_of"].isna(), "article_id"]
    mentions = tables["mentions"][tables["mentions"]["article_id"].isin(original)]
    cells, dates = Cells.of(articles), _Dates()
    ranked_entities = _strongest(tables["entities"], limit=limit)
    levels = Levels(mentions, ranked_entities["entity_id"])
    entity_rows = _fitting(_entity_rows(ranked_entities, mentions, cells, levels, dates), limit * _ENTITY_SHARE)
    entities = ranked_entities.head(len(entity_rows))
    number_of = {entity_id: number for number, entity_id in enumerate(entities["entity_id"])}
    edges = _edges_between(tables["edges"], number_of, window, limit=limit)
    shared = pair_sentences(mentions, zip(edges["source"], edges["target"], strict=True), window)
    edge_rows = _fitting(_edge_rows(edges, number_of, shared, cells, levels, dates, window), limit * _EDGE_SHARE)
    edges = edges.head(len(edge_rows))
    shared = dict(islice(shared.items(), len(edge_rows)))
    ranked = dict.fromkeys([*_rank_articles(mentions, number_of), *articles["article_id"]])
    shown = articles[articles["article_id"].isin(list(ranked)[:max_articles])]
    number_of_article = {article_id: number for number, article_id in enumerate(shown["article_id"])}
    roles = tables["roles"][tables["roles"]["article_id"].isin(original)]
    stated = _fitting(role_rows(roles, number_of, number_of_article), limit * _ROLE_SHARE)
    data: dict[str, Any] = {
        "info": {name: value for name, value in info.items() if name != "aliases"},
        "window": window,
        "labels": list(LABELS),
        "kinds": list(KINDS),
        "totals": {name: len(table) for name, table in tables.items()},
        "bins": cells.bins.names,
        "sources": cells.sources,
        "confidences": list(CONFIDENCES),
        "dates": dates.names(),
        "entities": entity_rows,
        "edges": edge_rows,
        "roles": stated,
        "cells": cells.rows(),
        "graph": _graph(entities, edges, number_of),
        "articles": _article_rows(shown, tables, cells),
        "corrections": corrections_data(entities, all_mentions, everybody, info),
        "map": _map(entities),
        "authority": _authority(entities),
        "failures": [rounded(row) for row in iter_tuples(tables["failures"].head(MAX_FAILURES))],
    }
    used = len(to_json(data).encode("utf-8", "backslashreplace")) + _COUNTS_BYTES
    texts = Texts(_of_articles(tables, shown), number_of, articles=shown["article_id"], room=limit - used)
    texts.carry(evidence_sentences(shared), share=_EVIDENCE_SHARE)
    texts.carry(role_sentences(stated, list(number_of_article)), share=_STATED_SHARE)
    numbers = tables["numbers"][tables["numbers"]["article_id"].isin(original)]
    texts.carry(number_sentences(numbers, number_of), share=_NUMBER_SHARE)
    texts.carry_articles(ranked)
    return data | {"carried": _carried(data, texts), "texts": texts.rows(shown["article_id"])}


def _between(tables: Tables, date_from: str | None, date_to: str | None) -> Tables:
    """Keep the articles within the dates; a copy counted in place of an original outside them is not a copy here."""
    if not (date_from or date_to):
        return tables
    articles = tables["articles"]
    kept = select_articles(articles, date_from=date_from, date_to=date_to)
    articles = articles[articles["article_id"].isin(kept["article_id"])]
    counted = articles["article_id"].isin(kept.loc[kept["counted"], "article_id"])
    return _of_articles(tables, articles.assign(duplicate_of=articles["duplicate_of"].mask(counted)))


def _of_articles(tables: Tables, articles: pd.DataFrame) -> Tables:
    """Keep the rows of these articles."""
    if len(articles) == len(tables["articles"]):
        return {**tables, "articles": articles}
    parts = {name: tables[name][tables[name]["article_id"].isin(articles["article_id"])] for name in _OF_ARTICLES}
    return {**tables, **parts, "articles": articles}


def _fitting(rows: Iterable[Row], room: float) -> list[Row]:
    """The first rows that fit into so many bytes of JSON."""
    kept = []
    for row in rows:
        room -= len(to_json(row).encode("utf-8", "backslashreplace")) + 1
        if room < 0:
            break
        kept.append(row)
    return kept


class _Dates:
    """The dates of entities and edges, which refer to them by number: a few thousand days come many times."""

    def __init__(self) -> None:
        self._number_of: dict[str, int] = {}

    def number(self, date: str | None) -> int | None:
        """The number of a date."""
        return None if date is None else self._number_of.setdefault(date, len(self._number_of))

    def names(self) -> list[str]:
        """The dates in the order of their numbers."""
        return list(self._number_of)


def _carried(data: Mapping[str, Any], texts: Texts) -> dict[str, int]:
    counts = {name: len(data[name]) for name in ("entities", "edges", "articles", "failures")}
    return counts | texts.counts() | {"nodes": len(data["graph"]["nodes"])}


def _rank_articles(mentions: pd.DataFrame, number_of: Mapping[str, int]) -> Iterator[str]:
    """Rank articles by the number of strongest entities that they name."""
    strong = mentions[mentions["entity_id"].map(number_of) < MAX_NODES]
    named = strong.groupby("article_id")["entity_id"].nunique().reset_index()
    yield from named.sort_values(["entity_id", "article_id"], ascending=[False, True])["article_id"]


def _strongest(entities: pd.DataFrame, *, limit: int) -> pd.DataFrame:
    """Rank the entities; what cannot fit into `limit` bytes is left out at once."""
    by = ["strength", "mentions", "entity_id"]
    return (
        entities.sort_values(by, ascending=[False, False, True])
        .head(int(limit * _ENTITY_SHARE / _MIN_ENTITY_BYTES))
        .reset_index(drop=True)
    )


def _edges_between(edges: pd.DataFrame, number_of: Mapping[str, int], window: str, *, limit: int) -> pd.DataFrame:
    """Rank the edges between carried entities; what cannot fit into `limit` bytes is left out at once."""
    known = edges[edges["source"].isin(number_of) & edges["target"].isin(number_of)]
    weight = weight_column(window)
    other = "articles" if weight == "sentences" else "sentences"
    by = [weight, other, "llr", "source", "target"]
    return (
        known.sort_values(by, ascending=[False, False, False, True, True])
        .head(int(limit * _EDGE_SHARE / _MIN_EDGE_BYTES))
        .reset_index(drop=True)
    )


def weight_column(window: str) -> str:
    """The column that counts an edge: `articles` if the window lets a pair be named in different sentences."""
    return "sentences" if window == "sentence" else "articles"


def _entity_rows(
    entities: pd.DataFrame, mentions: pd.DataFrame, cells: Cells, levels: Levels, dates: _Dates
) -> Iterator[Row]:
    known = mentions[mentions["entity_id"].isin(entities["entity_id"])]
    forms = _forms(known)
    seen = known[["entity_id", "article_id"]].drop_duplicates().groupby("entity_id")["article_id"].agg(list)
    columns = ["entity_id", "name", "label", "mentions", "articles", "first_date", "last_date", "country"]
    columns += ["degree", "strength", "community", "pagerank", "betweenness"]
    for row in iter_tuples(entities[columns]):
        named_in = [
            (article_id, levels.of_entity(row.entity_id, article_id)) for article_id in seen.get(row.entity_id, [])
        ]
        values = row._replace(first_date=dates.number(row.first_date), last_date=dates.number(row.last_date))
        yield [*rounded(values), forms.get(row.entity_id, []), cells.counts(named_in)]


def _forms(mentions: pd.DataFrame) -> dict[str, list[Row]]:
    """The surface forms of each entity, with linking rule and count, most frequent first."""
    counts = mentions.groupby(["entity_id", "text", "rule"], observed=True).size().reset_index(name="count")
    counts = counts.sort_values(["entity_id", "count", "text", "rule"], ascending=[True, False, True, True])
    found: dict[str, list[Row]] = defaultdict(list)
    for row in iter_tuples(counts.groupby("entity_id").head(_MAX_FORMS).rename(columns={"count": "times"})):
        found[row.entity_id].append([row.text, row.rule, row.times])
    return found


def _edge_rows(
    edges: pd.DataFrame,
    number_of: Mapping[str, int],
    shared: Mapping[Pair, list[SentenceKey]],
    cells: Cells,
    levels: Levels,
    dates: _Dates,
    window: str,
) -> Iterator[Row]:
    columns = ["sentences", "articles", "npmi", "llr", "first_date", "last_date", "backbone"]
    rows = zip(shared, iter_tuples(edges[columns]), iter_tuples(edges[["keywords", "stated"]]), strict=True)
    for pair, values, last_columns in rows:
        named_in = [(place[0], levels.of_pair(pair, place)) for place in shared[pair]]
        if window != "sentence":
            named_in = [
                (article_id, len(CONFIDENCES)) for article_id in sorted({article_id for article_id, _ in named_in})
            ]
        first, last = dates.number(values.first_date), dates.number(values.last_date)
        row = values._replace(first_date=first, last_date=last, backbone=int(values.backbone))
        yield [number_of[pair[0]], number_of[pair[1]], *rounded(row), cells.counts(named_in), *last_columns]


def _map(entities: pd.DataFrame) -> dict[str, Any] | None:
    """The outlines of the world and the located places (number, longitude, latitude); None if there is no place."""
    located = entities[entities["latitude"].notna() & (entities["place_kind"] != "continent")]
    if located.empty:
        return None
    outlines = json.loads((files("pipeline") / "data" / "places_world.json").read_text(encoding="utf-8"))
    spots = zip(located.index.tolist(), located["longitude"].round(3), located["latitude"].round(3), strict=True)
    return {**outlines, "places": [list(spot) for spot in spots]}


def _authority(entities: pd.DataFrame) -> list[Row]:
    """The entities with an id from an authority list, or several candidates for it: number and `AUTHORITY_COLUMNS`."""
    found = entities[entities[list(AUTHORITY_COLUMNS)].notna().any(axis=1)]
    return [
        [number, *row]
        for number, row in zip(found.index.tolist(), iter_tuples(found[list(AUTHORITY_COLUMNS)]), strict=True)
    ]


def _article_rows(articles: pd.DataFrame, tables: Tables, cells: Cells) -> list[Row]:
    names = tables["mentions"].groupby("article_id").size()
    numbers = tables["numbers"].groupby("article_id").size()
    shown = iter_tuples(articles[COLUMNS["articles"]])
    return [
        [*rounded(row), int(names.get(row[0], 0)), int(numbers.get(row[0], 0)), cells.source_of[row[0]]]
        for row in shown
    ]


def _graph(entities: pd.DataFrame, edges: pd.DataFrame, number_of: Mapping[str, int]) -> dict[str, list[Any]]:
    """Lay out the nodes to draw, strongest first, with position and radius; entities without edges are not drawn."""
    linked = set(edges["source"]) | set(edges["target"])
    nodes = [number for entity_id, number in number_of.items() if entity_id in linked][:MAX_NODES]
    node_of = {number: node for node, number in enumerate(nodes)}
    strength = entities["strength"].to_numpy(dtype=float)[nodes]
    radii = (
        4.0 + 18.0 * np.sqrt(strength / strength.max()) if len(nodes) and strength.max() > 0 else np.ones(len(nodes))
    )
    pairs, weights = _layout_links(edges, number_of, node_of)
    groups = entities["community"].fillna(-1).to_numpy(dtype=np.int64)[nodes]
    positions = lay_out_nodes(pairs, weights, radii=radii, groups=groups).round(1)
    return {"nodes": nodes, "x": positions[:, 0].tolist(), "y": positions[:, 1].tolist(), "r": radii.round(1).tolist()}


def _layout_links(
    edges: pd.DataFrame, number_of: Mapping[str, int], node_of: Mapping[int, int]
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Select the strongest links of each node: with all links, the layout would be a hairball."""
    used: dict[int, int] = defaultdict(int)
    pairs, weights = [], []
    counts = edges["sentences"] + edges["articles"]
    for source, target, weight in zip(edges["source"], edges["target"], counts, strict=True):
        a, b = node_of.get(number_of[source]), node_of.get(number_of[target])
        if a is None or b is None or min(used[a], used[b]) >= _MAX_LINKS_PER_NODE:
            continue
        used[a] += 1
        used[b] += 1
        pairs.append((a, b))
        weights.append(max(float(weight), 0.5))
    return np.array(pairs, dtype=np.int64).reshape(-1, 2), np.array(weights, dtype=float)
