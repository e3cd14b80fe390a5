"""Counts and conflicts computed from tables without the network: articles per period, differing numbers."""

import re
from collections.abc import Sequence

import pandas as pd

from pipeline.edtf import PERIODS, date_span, period_of
from pipeline.errors import SettingsError, unknown_value

_STEPS = {"day": "D", "week": "W-MON", "month": "MS", "year": "YS"}
_ENDING = re.compile(r"(?<=\w\w\w)(?:innen|en|er|e|n|s)$")
_COUNTED = ("cardinal", "percent", "money", "quantity")


def first_days(dates: "pd.Series[str]") -> "pd.Series[pd.Timestamp]":
    """The first day that each EDTF date may mean; NaT for missing and impossible dates."""

    def first_day(edtf: str) -> pd.Timestamp | None:
        span = date_span(edtf)
        return pd.Timestamp(span[0]) if span else None

    days = pd.to_datetime(dates.map(first_day, na_action="ignore"), errors="coerce")
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
        raise SettingsError(unknown_value("period", by, PERIODS))
    originals = articles[articles["duplicate_of"].isna()]
    starts = originals["date"].map(lambda date: period_of(date, by), na_action="ignore")
    start_of = dict(zip(originals["article_id"], starts, strict=True))
    named = mentions.loc[mentions["entity_id"].isin(entity_ids), ["article_id", "entity_id"]].drop_duplicates()
    named = named.assign(period=pd.to_datetime(named["article_id"].map(start_of))).dropna()
    counts = named.groupby(["period", "entity_id"]).size().unstack(fill_value=0)
    periods = pd.date_range(counts.index.min(), counts.index.max(), freq=_STEPS[by]) if len(counts) else counts.index
    counts = counts.reindex(index=periods, columns=list(entity_ids), fill_value=0).astype("int64")
    return counts.rename_axis(index=by, columns=None)


def conflicting_values(numbers: pd.DataFrame, articles: pd.DataFrame, names: "pd.Series[str]") -> pd.DataFrame:
    """Find counts of the same thing, about the same entity, that differ between articles; largest difference first.

    A conflict is a hint, not an error: the articles may refer to different days, or one to a part and one to the whole.

    Args:
        numbers: rows of `numbers`; only those with a value, a counted noun and an entity are compared.
        articles: article_id, date and duplicate_of per article; copies are left out.
        names: display name of each entity_id.

    Returns:
        entity_id, name, noun, kind, unit, lowest, highest, articles (their number), figures (text: each number as
        written, with its date).
    """
    original = articles.loc[articles["duplicate_of"].isna(), ["article_id", "date"]]
    reported = numbers[numbers["kind"].isin(_COUNTED)].dropna(subset=["value", "noun", "entity_id"])
    reported = reported.merge(original, on="article_id").sort_values(["date", "article_id", "start"])
    reported = reported.assign(unit=reported["unit"].astype(object).fillna(""), stem=reported["noun"].map(_stem))
    rows = []
    for _, same in reported.groupby(["entity_id", "stem", "kind", "unit"], observed=True):
        if same["value"].nunique() > 1 and same["article_id"].nunique() > 1:
            rows.append(_conflict(same, names))
    columns = ["entity_id", "name", "noun", "kind", "unit", "lowest", "highest", "articles", "figures"]
    found = pd.DataFrame(rows, columns=columns)
    order = (found["highest"] - found["lowest"]) / found["highest"].abs()
    return found.assign(order=-order).sort_values(["order", "entity_id", "noun"], ignore_index=True)[columns]


def _conflict(same: pd.DataFrame, names: "pd.Series[str]") -> list[object]:
    first = same.iloc[0]
    dates = same["date"].astype(object).where(same["date"].notna(), "undated")
    figures = [f"{text} ({date})" for text, date in zip(same["text"], dates, strict=True)]
    entity = [first["entity_id"], names[first["entity_id"]], first["noun"], str(first["kind"]), first["unit"]]
    values = [same["value"].min(), same["value"].max(), same["article_id"].nunique()]
    return [*entity, *values, ", ".join(dict.fromkeys(figures))]


def _stem(noun: str) -> str:
    """Reduce a noun to its stem, so that Soldat and Soldaten, Tote and Toten are equal."""
    return _ENDING.sub("", noun.casefold())
