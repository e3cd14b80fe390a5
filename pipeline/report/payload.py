"""The data of the report: the strongest part of a run within a size limit, as plain values for JSON."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.network import lay_out_nodes, select_articles
from pipeline.parquet import iter_tuples, rounded
from pipeline.report.corrections import corrections_data
from pipeline.report.embedded_json import to_json
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
MAX_NODES, MAX_ENTITIES, MAX_EDGES, MAX_ARTICLES, MAX_FAILURES = 240, 3_000, 6_000, 10_000, 1_000
COLUMNS = {
    "articles": ["article_id", "title", "date", "source", "author", "url", "duplicate_of", "sentences"],
    "sentences": ["article_id", "paragraph", "sentence", "start", "text"],
    "mentions": ["article_id", "paragraph", "sentence", "start", "end", "text", "label", "entity_id", "rule", "name"],
    "numbers": ["article_id", "sentence", *NUMBER],
}
"""The columns of the large tables that the page needs; of the other tables it needs all."""

_OF_ARTICLES = ("sentences", "mentions", "numbers")
_MAX_FORMS = 12
_COUNTS_BYTES = 400  # reserved for the counts under `carried`
_MAX_LINKS_PER_NODE = 5
# Sentences fill the room for text in this order: evidence of edges up to 60 %, numbers up to 75 %, then whole articles.
_EVIDENCE_SHARE, _NUMBER_SHARE = 0.6, 0.75


def report_data(tables: Tables, info: Mapping[str, Any], *, limit: int = MAX_BYTES) -> dict[str, Any]:
    """Select what the page shows, as plain values that take at most about `limit` bytes of JSON.

    Args:
        tables: the tables of a run (`pipeline.schema.SCHEMAS`).
        info: the content of `run.json`.
        limit: bytes of JSON.
    """
    settings = info.get("settings", {})
    window = str(settings.get("window", "sentence"))
    all_mentions, everybody = tables["mentions"], tables["entities"]
    tables = _between(tables, settings.get("date_from"), settings.get("date_to"))
    entities = _strongest(tables["entities"])
    number_of = {entity_id: number for number, entity_id in enumerate(entities["entity_id"])}
    edges = _edges_between(tables["edges"], number_of, window)
    articles = tables["articles"].sort_values("article_id").reset_index(drop=True)
    original = articles.loc[articles["duplicate_of"].isna(), "article_id"]
    mentions = tables["mentions"][tables["mentions"]["article_id"].isin(original)]
    shared = pair_sentences(mentions, zip(edges["source"], edges["target"], strict=True), window)
    bins = Bins.of(articles)
    ranked = dict.fromkeys([*_rank_articles(mentions, number_of), *articles["article_id"]])
    shown = articles[articles["article_id"].isin(list(ranked)[:MAX_ARTICLES])]
    data: dict[str, Any] = {
        "info": {name: value for name, value in info.items() if name != "aliases"},
        "window": window,
        "labels": list(LABELS),
        "kinds": list(KINDS),
        "totals": {name: len(table) for name, table in tables.items()},
        "bins": bins.names,
        "entities": _entity_rows(entities, mentions, bins),
        "edges": _edge_rows(edges, number_of, shared, bins, window),
        "graph": _graph(entities, edges, number_of),
        "articles": _article_rows(shown, tables),
        "corrections": corrections_data(entities, all_mentions, everybody, info),
        "failures": [rounded(row) for row in iter_tuples(tables["failures"].head(MAX_FAILURES))],
    }
    used = len(to_json(data).encode("utf-8", "backslashreplace")) + _COUNTS_BYTES
    texts = Texts(tables, number_of, articles=shown["article_id"], room=limit - used)
    texts.carry(evidence_sentences(shared), share=_EVIDENCE_SHARE)
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
    parts = {name: tables[name][tables[name]["article_id"].isin(kept["article_id"])] for name in _OF_ARTICLES}
    return {**tables, **parts, "articles": articles.assign(duplicate_of=articles["duplicate_of"].mask(counted))}


def _carried(data: Mapping[str, Any], texts: Texts) -> dict[str, int]:
    counts = {name: len(data[name]) for name in ("entities", "edges", "articles", "failures")}
    return counts | texts.counts() | {"nodes": len(data["graph"]["nodes"])}


def _rank_articles(mentions: pd.DataFrame, number_of: Mapping[str, int]) -> Iterator[str]:
    """Rank articles by the number of strongest entities that they name."""
    strong = mentions[mentions["entity_id"].map(number_of) < MAX_NODES]
    named = strong.groupby("article_id")["entity_id"].nunique().reset_index()
    yield from named.sort_values(["entity_id", "article_id"], ascending=[False, True])["article_id"]


@dataclass(frozen=True, slots=True)
class Bins:
    """The time axis in days, months or years, whichever gives a readable number; undated articles are in no bin."""

    names: list[str]
    bin_of: dict[str, int]  # article_id -> index into names

    @classmethod
    def of(cls, articles: pd.DataFrame) -> "Bins":
        """Choose the bins that cover the dates of the articles."""
        dates = articles.dropna(subset=["date"]).set_index("article_id")["date"].astype(str)
        dates = dates[dates.str.match(r"(1[6-9]|2\d)\d\d")]  # no newspaper is older than that
        width = _bin_width(dates)
        dates = dates[dates.str.match(rf"[\d-]{{{width}}}")].str.slice(0, width)
        names = _every_bin(dates, width)
        number = {name: index for index, name in enumerate(names)}
        return cls(names, {article: number[date] for article, date in zip(dates.index, dates, strict=True)})

    def counts(self, article_ids: Iterable[str]) -> list[int]:
        """Count articles per bin, as a flat list in order of time: bin, count, bin, count …."""
        found: dict[int, int] = defaultdict(int)
        for article_id in article_ids:
            number = self.bin_of.get(article_id)
            if number is not None:
                found[number] += 1
        return [value for number in sorted(found) for value in (number, found[number])]


def _bin_width(dates: "pd.Series[str]") -> int:
    if dates.empty:
        return 4
    years = int(dates.max()[:4]) - int(dates.min()[:4])
    if years > 20 or (dates.str.len() < 7).mean() > 0.5:
        return 4
    precise = dates.str.match(r"\d{4}-\d\d-\d\d$").mean() >= 0.75
    months = 12 * years + int(dates.max()[5:7] or 1) - int(dates.min()[5:7] or 1)
    return 10 if months <= 3 and precise else 7


def _every_bin(dates: "pd.Series[str]", width: int) -> list[str]:
    if dates.empty:
        return []
    frequency = {4: "Y", 7: "M", 10: "D"}[width]
    periods = pd.period_range(dates.min(), dates.max(), freq=frequency)
    return [str(period) for period in periods]


def _strongest(entities: pd.DataFrame) -> pd.DataFrame:
    by = ["strength", "mentions", "entity_id"]
    return entities.sort_values(by, ascending=[False, False, True]).head(MAX_ENTITIES).reset_index(drop=True)


def _edges_between(edges: pd.DataFrame, number_of: Mapping[str, int], window: str) -> pd.DataFrame:
    known = edges[edges["source"].isin(number_of) & edges["target"].isin(number_of)]
    weight = weight_column(window)
    other = "articles" if weight == "sentences" else "sentences"
    by = [weight, other, "llr", "source", "target"]
    return known.sort_values(by, ascending=[False, False, False, True, True]).head(MAX_EDGES).reset_index(drop=True)


def weight_column(window: str) -> str:
    """The column that counts an edge: `articles` if the window lets a pair be named in different sentences."""
    return "sentences" if window == "sentence" else "articles"


def _entity_rows(entities: pd.DataFrame, mentions: pd.DataFrame, bins: Bins) -> list[Row]:
    known = mentions[mentions["entity_id"].isin(entities["entity_id"])]
    forms = _forms(known)
    seen = known[["entity_id", "article_id"]].drop_duplicates().groupby("entity_id")["article_id"].agg(list)
    columns = ["entity_id", "name", "label", "mentions", "articles", "first_date", "last_date", "country"]
    columns += ["degree", "strength", "community", "pagerank", "betweenness"]
    return [
        [*rounded(row), forms.get(row[0], []), bins.counts(seen.get(row[0], []))]
        for row in iter_tuples(entities[columns])
    ]


def _forms(mentions: pd.DataFrame) -> dict[str, list[Row]]:
    """The surface forms of each entity, with linking rule and count, most frequent first."""
    counts = mentions.groupby(["entity_id", "text", "rule"], observed=True).size().reset_index(name="count")
    counts = counts.sort_values(["entity_id", "count", "text", "rule"], ascending=[True, False, True, True])
    found: dict[str, list[Row]] = defaultdict(list)
    for row in iter_tuples(counts.groupby("entity_id").head(_MAX_FORMS).rename(columns={"count": "times"})):
        found[row.entity_id].append([row.text, row.rule, row.times])
    return found


def _edge_rows(
    edges: pd.DataFrame, number_of: Mapping[str, int], shared: Mapping[Pair, list[SentenceKey]], bins: Bins, window: str
) -> list[Row]:
    columns = ["sentences", "articles", "npmi", "llr", "first_date", "last_date", "backbone"]
    found = []
    for (source, target), values in zip(shared, iter_tuples(edges[columns]), strict=True):
        named_in = [article_id for article_id, _ in shared[source, target]]
        seen = named_in if window == "sentence" else sorted(set(named_in))
        found.append([number_of[source], number_of[target], *rounded(values), bins.counts(seen)])
    return found


def _article_rows(articles: pd.DataFrame, tables: Tables) -> list[Row]:
    names = tables["mentions"].groupby("article_id").size()
    numbers = tables["numbers"].groupby("article_id").size()
    shown = iter_tuples(articles[COLUMNS["articles"]])
    return [[*rounded(row), int(names.get(row[0], 0)), int(numbers.get(row[0], 0))] for row in shown]


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
