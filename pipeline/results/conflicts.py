"""Conflicts: figures of the same thing, entity and occasion that differ between articles."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import combinations
from math import inf, isnan
from typing import Any, NamedTuple

import pandas as pd

from pipeline.edtf import date_span
from pipeline.parquet import iter_tuples

_COUNTED = ("cardinal", "percent", "money", "quantity")
_ENDING = re.compile(r"(?<=\w\w\w)(?:innen|en|er|e|n|s)$")
_EVENT = re.compile(
    r"\b[A-ZÄÖÜ][\w-]*?(?:wahl|anschlag|anschläge|attentat|angriff|beben|unglück|unfall|absturz|explosion|brand|flut|überschwemmung|"
    r"sturm|orkan|gipfel|konferenz|treffen|spiel|finale|turnier|demonstration|kundgebung|streik|protest|abstimmung|referendum|"
    r"parteitag|prozess|urteil|massaker|schlacht|offensive|einsatz|kampf|festival|messe)(?:e[ns]?|n|s|en)?\b|"
    r"\b(?:Wahl|Anschlag|Attentat|Angriff|Unglück|Unfall|Absturz|Brand|Gipfel|Treffen|Spiel|Streik|Protest)(?:e[ns]?|n|s|en)?\b"
)
_NEAR = 3  # days between articles on the same occasion
_SAME_EVENT = 60  # days between articles that name the same event
_SCALE = {"~": (0.9, 1.1), "<~": (0.9, 1.0), ">~": (1.0, 1.1)}
COLUMNS = "entity_id name noun kind unit lowest highest articles figures days event".split()


class _Figure(NamedTuple):
    """A figure with the days that it may refer to; event (its stem, and as written) and period may be empty."""

    first: date
    last: date
    event: str
    written: str
    period: str
    row: Any

    @property
    def precise(self) -> bool:
        return (self.last - self.first).days < _NEAR


def conflicting_values(
    numbers: pd.DataFrame, articles: pd.DataFrame, sentences: pd.DataFrame, names: "pd.Series[str]"
) -> pd.DataFrame:
    """Find counts of the same thing, about the same entity and occasion, that differ between articles.

    Two figures are of the same occasion if they refer to days at most three days apart, or if their sentences name the
    same event (`Bundestagswahl`) and they are at most 60 days apart. A figure refers to the day that its sentence
    names, or else to the date of its article. Figures of different months or years that their sentences name, or of
    different events, are not compared, nor are figures that may be equal: `rund 3.000` and 2.950, `mehr als 20` and 25.

    A conflict is a hint, not an error: one article may refer to a part and another one to the whole.

    Args:
        numbers: rows of `numbers`; only those with a value, a counted noun and an entity are compared.
        articles: article_id, date and duplicate_of per article; copies and articles without a date are left out.
        sentences: article_id, sentence and text per sentence.
        names: display name of each entity_id.

    Returns:
        entity_id, name, noun, kind, unit, lowest, highest, articles (their number), figures (text: each number as
        written, with its date), days (from the first to the last day referred to), event (named by all, or empty). The
        most comparable come first: those of the same event, then the fewest days, then the exact figures, then the
        largest relative difference.
    """
    reported = numbers[numbers["kind"].isin(_COUNTED)].dropna(subset=["value", "noun", "entity_id"])
    original = articles.loc[articles["duplicate_of"].isna(), ["article_id", "date"]].dropna()
    reported = reported.merge(original, on="article_id")
    reported = reported.assign(unit=reported["unit"].astype(object).fillna(""), stem=reported["noun"].map(_stem))
    keys = ["entity_id", "stem", "kind", "unit"]
    several = reported.groupby(keys, observed=True)["article_id"].transform("nunique") > 1
    reported = reported[several]
    named = reported[["article_id", "sentence"]].drop_duplicates()
    texts = {row[:2]: row.text for row in iter_tuples(named.merge(sentences)[["article_id", "sentence", "text"]])}
    dates = numbers[(numbers["kind"] == "date") & numbers["edtf"].notna()].merge(named)
    dated: dict[tuple[str, int], list[str]] = {}
    for row in iter_tuples(dates[["article_id", "sentence", "edtf"]]):
        dated.setdefault((row.article_id, row.sentence), []).append(row.edtf)
    found = []
    for _, same in reported.sort_values(["article_id", "start"]).groupby(keys, observed=True):
        figures = [figure for row in iter_tuples(same) if (figure := _figure(row, texts, dated)) is not None]
        found += [_summary(occasion, names) for occasion in _occasions(figures) if _differ(occasion)]
    found.sort(key=lambda item: item[0])
    return pd.DataFrame([row for _, row in found], columns=COLUMNS)


def _figure(row: Any, texts: dict[tuple[str, int], str], dated: dict[tuple[str, int], list[str]]) -> _Figure | None:
    """Place a figure in time by the dates in its sentence and the date of its article; None without any."""
    place = (row.article_id, row.sentence)
    article = date_span(row.date)
    spans = {edtf: _span(edtf, article) for edtf in dated.get(place, ())}
    days = [span for span in spans.values() if span and span[0] == span[1]]
    periods = sorted(edtf for edtf, span in spans.items() if span and span[0] != span[1])
    chosen = days[-1] if days else spans[periods[0]] if len(periods) == 1 else article
    if chosen is None:
        return None
    match = _EVENT.search(texts.get(place, ""))
    written = match[0] if match else ""
    return _Figure(*chosen, _stem(written), written, "" if days else " ".join(periods), row)


def _span(edtf: str, article: tuple[date, date] | None) -> tuple[date, date] | None:
    """Days of an EDTF date; one without a year has that of the article, or the year before if it would lie ahead."""
    if not edtf.startswith("XXXX-"):
        return date_span(edtf)
    if article is None:
        return None
    year = article[1].year
    span = date_span(f"{year:04d}{edtf[4:]}")
    return date_span(f"{year - 1:04d}{edtf[4:]}") if span and span[0] > article[1] + timedelta(days=180) else span


def _occasions(figures: Sequence[_Figure]) -> Iterator[list[_Figure]]:
    """Yield the figures of each occasion; an event is one occasion, what is left of its days another."""
    reported: set[frozenset[int]] = set()
    for period in sorted({figure.period for figure in figures}):
        same = [figure for figure in figures if figure.period == period]
        for event in sorted({figure.event for figure in same} - {""}):
            yield from _new(_windows([figure for figure in same if figure.event == event], _SAME_EVENT), reported)
        for window in _windows(same, _NEAR):
            events = sorted({figure.event for figure in window} - {""})
            for event in events or [""]:
                yield from _new([[figure for figure in window if figure.event in {"", event}]], reported)


def _new(groups: Sequence[list[_Figure]], reported: set[frozenset[int]]) -> Iterator[list[_Figure]]:
    """Yield the groups that are no part of one that was yielded before."""
    for group in groups:
        rows = frozenset(id(figure) for figure in group)
        if not any(rows <= other for other in reported):
            reported.add(rows)
            yield group


def _windows(figures: Sequence[_Figure], days: int) -> list[list[_Figure]]:
    """Divide figures into windows of so many days; one that is dated to a month is in each window that it may be in."""
    precise = sorted((figure for figure in figures if figure.precise), key=lambda figure: figure.first)
    windows: list[list[_Figure]] = []
    for figure in precise:
        if windows and (figure.last - windows[-1][0].first).days <= days:
            windows[-1].append(figure)
        else:
            windows.append([figure])
    vague = [figure for figure in figures if not figure.precise]
    reach = timedelta(days=days)
    for window in windows:
        first, last = window[0].first - reach, window[-1].last + reach
        window += [figure for figure in vague if figure.first <= last and first <= figure.last]
    return windows or [[figure for figure in vague if figure[:2] == span] for span in sorted({f[:2] for f in vague})]


def _differ(figures: Sequence[_Figure]) -> bool:
    """Whether two figures of different articles cannot both be right."""
    ranges = sorted({(figure.row.article_id, *_range(figure.row)) for figure in figures}, key=lambda item: item[1:])
    if len(ranges) > _MAX_COMPARED:
        ranges = ranges[: _MAX_COMPARED // 2] + ranges[-_MAX_COMPARED // 2 :]
    return any(a[0] != b[0] and (a[2] < b[1] or b[2] < a[1]) for a, b in combinations(ranges, 2))


_MAX_COMPARED = 200
"""Figures of an occasion of which all pairs are compared; of more, the lowest and the highest."""


def _range(row: Any) -> tuple[float, float]:
    """Lowest and highest value that a figure may stand for: `rund 100` for 90 to 110, `mehr als 20` for 20 and more."""
    low, high = row.value, row.value_max
    high = low if high is None or isnan(high) else high
    if row.approx in {">", ">="}:
        return low, inf
    if row.approx in {"<", "<="}:
        return -inf, high
    below, above = _SCALE.get(row.approx, (1.0, 1.0))
    return min(low * below, low * above), max(high * below, high * above)


def _summary(figures: Sequence[_Figure], names: "pd.Series[str]") -> tuple[tuple[Any, ...], list[object]]:
    """Sort key and row of a conflict."""
    ordered = sorted(figures, key=lambda figure: (figure.first, figure.row.article_id, figure.row.start))
    row = ordered[0].row
    values = [figure.row.value for figure in ordered]
    low, high = min(values), max(values)
    days = (max(figure.first for figure in ordered) - min(figure.first for figure in ordered)).days
    shared = len({figure.event for figure in ordered}) == 1
    vague = sum(figure.row.approx is not None or not figure.precise for figure in ordered)
    shown = dict.fromkeys(f"{figure.row.text} ({figure.row.date})" for figure in ordered)
    event = ordered[0].written if shared else ""
    difference = (high - low) / abs(high) if high else 0.0
    key = (not event, days, vague / len(ordered), -difference, row.entity_id, row.noun, ordered[0].first)
    articles = len({figure.row.article_id for figure in ordered})
    entity = [row.entity_id, names[row.entity_id], row.noun, str(row.kind), row.unit]
    return key, [*entity, low, high, articles, ", ".join(shown), days, event]


def _stem(noun: str) -> str:
    """Reduce a noun to its stem, so that Soldat and Soldaten, Tote and Toten are equal."""
    return _ENDING.sub("", noun.casefold())
