"""Limiting a question to articles with certain values: a newspaper, an author, a list of ids."""

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd

from pipeline.errors import UnknownNameError, unknown_value
from pipeline.reading import source_key
from pipeline.translations import _

NEWSPAPER = "newspaper"
"""Column with the source of each article, all spellings of a newspaper joined under one of them."""


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
            is selected; None does not limit the column. Missing values are never selected. `source` means the
            newspaper, whichever of its spellings is given or stands in the article.

    Raises:
        UnknownNameError: for a column that there is not, or a single value that no article has.
    """
    chosen = articles
    for column, wanted in columns.items():
        values = values_of(articles, column)
        if wanted is not None:
            if column == "source":
                wanted = _newspapers(articles, values, wanted)
            chosen = chosen[_fits(values, wanted).reindex(chosen.index)]
    return chosen


def values_of(articles: pd.DataFrame, column: str) -> "pd.Series[Any]":
    """Return a column of `articles`; in place of `source` the newspaper, where the table knows it.

    Raises:
        UnknownNameError: for a column that there is not.
    """
    if column not in articles:
        raise UnknownNameError(unknown_value(_("column of articles"), column, map(str, articles.columns)))
    return articles[NEWSPAPER if column == "source" and NEWSPAPER in articles else column].rename(column)


def _newspapers(articles: pd.DataFrame, names: "pd.Series[Any]", wanted: Any) -> Any:
    """Translate spellings of newspapers into the names that they have in `names`."""
    if callable(wanted):
        return wanted
    pairs = pd.DataFrame({"written": articles["source"].astype(object), "name": names}).dropna().drop_duplicates()
    name_of = {source_key(str(name)): name for name in pairs["name"]}
    name_of |= {source_key(str(row.written)): row.name for row in pairs.itertuples(index=False)}
    if isinstance(wanted, str):
        return name_of.get(source_key(wanted), wanted)
    return [name_of.get(source_key(str(name)), name) for name in wanted]


def _fits(values: "pd.Series[Any]", wanted: Any) -> "pd.Series[bool]":
    distinct = values.dropna().drop_duplicates()
    if callable(wanted):
        return values.isin(distinct[distinct.map(wanted).astype(bool)])
    several = isinstance(wanted, (Collection, pd.Series, pd.Index)) and not isinstance(wanted, str)
    known = values.isin(list(wanted) if several else [wanted])
    if not several and not known.any():
        raise UnknownNameError(unknown_value(str(values.name), wanted, distinct.astype(str)))
    return known
