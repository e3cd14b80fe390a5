"""Limiting a question to articles with certain values: a newspaper, an author, a list of ids."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from pipeline.errors import UnknownNameError, unknown_value


def choose_articles(articles: pd.DataFrame, columns: Mapping[str, Any]) -> pd.DataFrame:
    """Select the articles that have one of the given values in every given column.

    >>> articles = pd.DataFrame({"article_id": ["a", "b"], "source": ["Abendpost", "Tageblatt"]})
    >>> choose_articles(articles, {"source": "Tageblatt"})["article_id"].tolist()
    ['b']
    >>> choose_articles(articles, {"source": lambda name: name.startswith("A")})["article_id"].tolist()
    ['a']

    Args:
        articles: the table of articles.
        columns: for each column a value, a collection of values, or a function that says of a value whether the article
            is selected; None does not limit the column. Missing values are never selected.

    Raises:
        UnknownNameError: for a column that there is not, or a single value that no article has.
    """
    chosen = articles
    for column, wanted in columns.items():
        if column not in articles:
            raise UnknownNameError(unknown_value("column of articles", column, map(str, articles.columns)))
        if wanted is not None:
            chosen = chosen[_fits(articles[column], wanted).reindex(chosen.index)]
    return chosen


def _fits(values: "pd.Series[Any]", wanted: Any) -> "pd.Series[bool]":
    distinct = values.dropna().drop_duplicates()
    if callable(wanted):
        return values.isin(distinct[distinct.map(wanted).astype(bool)])
    several = isinstance(wanted, (Collection, pd.Series, pd.Index)) and not isinstance(wanted, str)
    known = values.isin(list(wanted) if several else [wanted])
    if not several and not known.any():
        raise UnknownNameError(unknown_value(str(values.name), wanted, distinct.astype(str)))
    return known
