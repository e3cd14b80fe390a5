"""Counts computed from tables without the network: the days of dates, articles per period."""

from collections.abc import Sequence

import pandas as pd

from pipeline.edtf import PERIODS, date_span, period_of
from pipeline.errors import SettingsError, unknown_value
from pipeline.translations import _

_STEPS = {"day": "D", "week": "W-MON", "month": "MS", "year": "YS"}


def first_days(dates: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """The first day that each EDTF date may mean; NaT for missing and impossible dates."""
    return _days(dates, 0)


def last_days(dates: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """The last day that each EDTF date may mean; NaT for missing and impossible dates."""
    return _days(dates, 1)


def _days(dates: "pd.Series[str]", end: int) -> "pd.Series[pd.Timestamp]":
    def day_of(edtf: str) -> pd.Timestamp | None:
        span = date_span(edtf)
        return pd.Timestamp(span[end]) if span else None

    days = pd.to_datetime(dates.map(day_of, na_action="ignore"), errors="coerce")
    return days.astype("datetime64[s]")


def count_periods(
    mentions: pd.DataFrame, articles: pd.DataFrame, entity_ids: Sequence[str], *, by: str
) -> pd.DataFrame:
    """Count the articles that name each entity: one row per period, without gaps, and one column per entity.

    Args:
        mentions: article_id and entity_id per mention.
        articles: article_id, date (EDTF) and duplicate_of per article; copies are left out, and
            articles whose date is less precise than a period.
        entity_ids: the columns.
        by: `day`, `week`, `month` or `year`.

    Raises:
        SettingsError: for an unknown period.
    """
    if by not in PERIODS:
        raise SettingsError(unknown_value(_("period"), by, PERIODS))
    originals = articles[articles["duplicate_of"].isna()]
    starts = originals["date"].map(lambda date: period_of(date, by), na_action="ignore")
    start_of = dict(zip(originals["article_id"], starts, strict=True))
    named = mentions.loc[mentions["entity_id"].isin(entity_ids), ["article_id", "entity_id"]].drop_duplicates()
    named = named.assign(period=pd.to_datetime(named["article_id"].map(start_of))).dropna()
    counts = named.groupby(["period", "entity_id"]).size().unstack(fill_value=0)
    periods = pd.date_range(counts.index.min(), counts.index.max(), freq=_STEPS[by]) if len(counts) else counts.index
    counts = counts.reindex(index=periods, columns=list(entity_ids), fill_value=0).astype("int64")
    return counts.rename_axis(index=by, columns=None)
