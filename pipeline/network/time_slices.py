"""The network through time: one pair of tables per slice of the calendar, and what changed between two of them."""

from dataclasses import dataclass, replace
from datetime import date

import numpy as np
import pandas as pd

from pipeline.edtf import PERIODS, period_end, period_name, period_of
from pipeline.errors import SettingsError, unknown_value
from pipeline.network.association import log_likelihood
from pipeline.network.build import build_network
from pipeline.network.selection import (
    DEFAULT_OPTIONS,
    CorpusTables,
    NetworkOptions,
    analysed,
    between,
    select_articles,
)
from pipeline.translations import _


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Slice:
    """The network of one day, week, month or year.

    Attributes:
        name: `2022-01-06`, `2022-W01`, `2022-01` or `2022`.
        start: first day.
        end: last day.
        articles: counted articles, without copies.
        entities: as `build_network` returns them.
        edges: likewise.
    """

    name: str
    start: date
    end: date
    articles: int
    entities: pd.DataFrame
    edges: pd.DataFrame


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class TimeSlices:
    """Slices in order of time (without periods that have no articles), and the number of articles in none.

    Attributes:
        by: `day`, `week`, `month` or `year`.
        slices: one per period with articles.
        undated: articles without a plausible date, or with one coarser than a period (`2022-01` by day).
    """

    by: str
    slices: tuple[Slice, ...]
    undated: int


def slices(
    tables: CorpusTables, options: NetworkOptions = DEFAULT_OPTIONS, *, by: str = "month", structure: bool = True
) -> TimeSlices:
    """Build one network per period; a text copied in a later period counts there too, but once per period.

    The arguments are those of `build_network`; without `structure`, many slices take a fraction of the time.

    Raises:
        SettingsError: for an unknown period.
        OutputError: if the tables do not belong together.
    """
    if by not in PERIODS:
        raise SettingsError(unknown_value(_("period"), by, PERIODS))
    read = between(analysed(tables), options)
    start_of = {
        article: None if missing else period_of(day, by)
        for article, day, missing in zip(read["article_id"], read["date"], read["date"].isna(), strict=True)
    }
    wholes = (tables.mentions, tables.sentences, read)
    parts = [_by_start(table, start_of) for table in wholes]
    any_date = replace(options, date_from=None, date_to=None)

    def cut(start: date) -> Slice:
        mentions, sentences, articles = (
            part.get(start, whole.iloc[:0]) for part, whole in zip(parts, wholes, strict=True)
        )
        own = CorpusTables(mentions, sentences, articles, tables.names)
        entities, edges = build_network(own, any_date, structure=structure)
        return Slice(
            name=period_name(start, by),
            start=start,
            end=period_end(start, by),
            articles=int(select_articles(articles)["counted"].sum()),
            entities=entities,
            edges=edges,
        )

    undated = sum(start is None for start in start_of.values())
    return TimeSlices(by=by, slices=tuple(cut(start) for start in sorted(parts[2])), undated=undated)


def _by_start(table: pd.DataFrame, start_of: dict[str, date | None]) -> dict[date, pd.DataFrame]:
    """Group the rows by the first day of their period; rows of articles without a period are left out."""
    codes, distinct = pd.factorize(table["article_id"])
    starts = [start_of.get(article) for article in distinct]
    ordinals = np.array([start.toordinal() if start else 0 for start in starts], dtype=np.int64)
    groups = table.groupby(ordinals[codes], sort=True)
    return {date.fromordinal(int(str(day))): part for day, part in groups if day}


def changes(before: Slice, after: Slice) -> pd.DataFrame:
    """Compare two slices: who entered, left, rose or fell, the most certain change first.

    The counts are compared as shares of the articles of each slice, so that a slice with more articles does not lift
    everybody.
    Columns: entity_id, name, label, change (`entered`, `left`, `rose`, `fell`, `same`), articles_before,
    articles_after, share_before, share_after, llr (signed log-likelihood ratio of the change, positive for a rise;
    Rayson & Garside 2000, "Comparing corpora using frequency profiling").
    """
    known = pd.concat([before.entities, after.entities]).drop_duplicates("entity_id")[["entity_id", "name", "label"]]
    table = known.sort_values("entity_id", ignore_index=True)
    for side, part in (("before", before), ("after", after)):
        counts = part.entities.set_index("entity_id")["articles"].reindex(table["entity_id"], fill_value=0)
        table[f"articles_{side}"] = counts.to_numpy(dtype=np.int64)
        table[f"share_{side}"] = table[f"articles_{side}"] / max(part.articles, 1)
    a, b = table["articles_before"], table["articles_after"]
    table["llr"] = log_likelihood(b, np.full(len(b), after.articles), a + b, before.articles + after.articles)
    table["change"] = np.select(
        [(a == 0) & (b > 0), (a > 0) & (b == 0), table["share_after"] > table["share_before"],
         table["share_after"] < table["share_before"]],
        ["entered", "left", "rose", "fell"],
        default="same",
    )  # fmt: skip
    columns = "entity_id name label change articles_before articles_after share_before share_after llr".split()
    ranked = table.assign(size=-table["llr"].abs()).sort_values(["size", "entity_id"])
    return ranked[columns].reset_index(drop=True)
