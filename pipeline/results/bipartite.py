"""Graphs of entities and what names them: articles, newspapers, authors."""

from typing import TYPE_CHECKING, Any

import networkx as nx
import pandas as pd

from pipeline.parquet import iter_dicts
from pipeline.results.article_filter import values_of

if TYPE_CHECKING:
    from pipeline.network import CorpusTables, NetworkOptions

ARTICLE = "article"
_OF_ARTICLES = ["article_id", "title", "date", "source", "author", "url"]


def bipartite_graph(
    tables: "CorpusTables",
    articles: pd.DataFrame,
    options: "NetworkOptions",
    *,
    to: str = ARTICLE,
    min_weight: float = 0,
) -> "nx.Graph[str]":
    """Build the graph of entities and the articles, or values of a column of articles, that name them.

    Nodes have the attribute `bipartite`, as NetworkX asks for: 0 for articles, `article:` and their id, or for values,
    such as `source:Tageblatt`; 1 for entities. Edges have `weight` and `mentions`, both the number of mentions, and
    `articles`. Copies of an article are left out, and so are articles in which the column is missing.

    Args:
        tables: the tables of the articles to count.
        articles: the table of all articles.
        options: labels and dates; windows play no role.
        to: `article`, or a column of articles; `source` means newspapers, however they are spelt.
        min_weight: only edges with at least so many mentions.

    Raises:
        UnknownNameError: for an unknown column.
    """
    from pipeline.network import select

    column = "article_id" if to == ARTICLE else to
    articles = articles.assign(**{column: values_of(articles, column).astype(object)})
    chosen = select(tables, options)
    counted = chosen.mentions[chosen.mentions["counted"]]
    of = articles.set_index("article_id", drop=False).loc[chosen.articles["article_id"]]
    placed = pd.DataFrame(
        {
            "value": of[column].to_numpy()[counted["article"]],
            "article": counted["article"].to_numpy(),
            "entity_id": chosen.entities["entity_id"].to_numpy()[counted["entity"]],
        }
    ).dropna()
    pairs = placed.groupby(["value", "entity_id"], sort=True)["article"].agg(mentions="size", articles="nunique")
    pairs = pairs[pairs["mentions"] >= min_weight].reset_index()
    graph: nx.Graph[str] = nx.Graph()
    if pairs.empty:
        return graph
    named = set(pairs["value"])
    left = of[of["article_id"].isin(named)][_OF_ARTICLES].sort_index() if to == ARTICLE else None
    for row in iter_dicts(left) if left is not None else ({to: value} for value in sorted(named, key=str)):
        graph.add_node(f"{to}:{row[column]}", bipartite=0, **_present(row))
    entities = chosen.entities[chosen.entities["entity_id"].isin(pairs["entity_id"])]
    for row in iter_dicts(entities):
        graph.add_node(row["entity_id"], bipartite=1, **_present({**row, "entity_id": None}))
    for row in iter_dicts(pairs):
        count = {"weight": row["mentions"], "mentions": row["mentions"], "articles": row["articles"]}
        graph.add_edge(f"{to}:{row['value']}", row["entity_id"], **count)
    return graph


def _present(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if value is not None}
