"""The articles, sentences and mentions of a run that are counted, each group of duplicates once."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

import numpy as np
import pandas as pd

from pipeline.edtf import Span, date_span
from pipeline.errors import OutputError, SettingsError
from pipeline.network.cooccurrence import Ints
from pipeline.settings import LABELS, Settings
from pipeline.translations import _


@dataclass(frozen=True, slots=True, eq=False)
class CorpusTables:
    """The tables that a network is built from.

    Attributes:
        mentions: article_id, paragraph, sentence, entity_id per mention; null entity_ids are left out. Evidence also
            needs start and end.
        sentences: article_id, paragraph, sentence of all sentences, so that windows without a name count. Evidence
            also needs start, end and text.
        articles: article_id, date (EDTF or null), duplicate_of (null: an original). Evidence also needs title.
        names: entity_id, name, label, country, one row per entity; belongs_to may be missing.
    """

    mentions: pd.DataFrame
    sentences: pd.DataFrame
    articles: pd.DataFrame
    names: pd.DataFrame


@dataclass(frozen=True, slots=True, kw_only=True)
class NetworkOptions:
    """What counts as a node and as an edge; the values are those of `Settings`, which checks them.

    Attributes:
        window: what two names must share to be a pair.
        labels: labels of the entities that become nodes.
        date_from: only articles that lie wholly on or after this date (EDTF).
        date_to: only articles that lie wholly on or before this date.
        min_articles: pairs that occur together in fewer articles are not edges.
        max_names: number of names above which a window is a list and makes no edges; None: the window's default.
    """

    window: str = "sentence"
    labels: tuple[str, ...] = LABELS
    date_from: str | None = None
    date_to: str | None = None
    min_articles: int = 1
    max_names: int | None = None

    @classmethod
    def of(cls, settings: Settings) -> "NetworkOptions":
        """The options of a run with these settings."""
        return cls(**{field.name: getattr(settings, field.name) for field in fields(cls)})


DEFAULT_OPTIONS = NetworkOptions()


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Selection:
    """The selected articles, sentences and mentions, with numbers for identifiers.

    Attributes:
        entities: entity_id, name, label, country, belongs_to; sorted by entity_id, only those mentioned.
        articles: article_id, date, counted (False: a copy of a counted article); sorted by article_id.
        mentions: article, paragraph, sentence, entity (row numbers of the frames above), counted.
        sentences: article, paragraph, sentence, counted.
    """

    entities: pd.DataFrame
    articles: pd.DataFrame
    mentions: pd.DataFrame
    sentences: pd.DataFrame


def select(tables: CorpusTables, options: NetworkOptions = DEFAULT_OPTIONS) -> Selection:
    """Choose articles by date and mentions by the label of their entity; turn identifiers into row numbers.

    With a bound on the date, only articles that lie wholly inside it are selected: an article dated `2022-01` may be
    from before 2022-01-05, and one without a plausible date is never selected.

    Raises:
        SettingsError: for a bound that is not a date.
        OutputError: if the tables do not belong together.
    """
    names = tables.names.drop_duplicates("entity_id").sort_values("entity_id", ignore_index=True)
    read = analysed(tables)
    kept = select_articles(read, date_from=options.date_from, date_to=options.date_to)
    found = _rows_of_kept(tables.mentions, kept, read, what="mentions").dropna(subset="entity_id")
    found["entity"] = _numbers(found.pop("entity_id"), names["entity_id"], what=_("entity"))
    found = found[names["label"].isin(options.labels).to_numpy()[found["entity"]]]
    present = np.unique(found["entity"].to_numpy())
    found["entity"] = np.searchsorted(present, found["entity"])
    return Selection(
        entities=_named(names.loc[present]),
        articles=kept,
        mentions=found,
        sentences=_rows_of_kept(tables.sentences, kept, read, what="sentences"),
    )


def _named(names: pd.DataFrame) -> pd.DataFrame:
    """What is known of these entities; one that belongs to an entity that is not among them belongs to none."""
    entities = names.reindex(columns=["entity_id", "name", "label", "country", "belongs_to"]).reset_index(drop=True)
    owners = entities["belongs_to"].astype(object)
    entities["belongs_to"] = owners.where(owners.isin(entities["entity_id"]), None)
    return entities


def analysed(tables: CorpusTables) -> pd.DataFrame:
    """Select the articles that have sentences: those in other languages are listed but were not analysed."""
    return tables.articles[tables.articles["article_id"].isin(tables.sentences["article_id"].unique())]


def select_articles(
    articles: pd.DataFrame, *, date_from: str | None = None, date_to: str | None = None
) -> pd.DataFrame:
    """Select articles between two dates: article_id, date, counted, sorted by article_id.

    Of each group of duplicates the original is counted or, if the dates exclude it, its first copy.
    """
    columns = (_objects(articles[name]) for name in ("article_id", "date", "duplicate_of"))
    rows = {str(name): (day, original) for name, day, original in zip(*columns, strict=True)}
    parent = {name: original for name, (_, original) in rows.items() if original}
    kept = [name for name in sorted(rows) if _inside(rows[name][0], date_from, date_to)]
    group = {name: _original(name, parent) for name in kept}
    counted: dict[str, str] = {}
    for name in sorted(kept, key=lambda name: (name in parent, name)):
        counted.setdefault(group[name], name)
    return pd.DataFrame(
        {
            "article_id": pd.Series(kept, dtype=object),
            "date": pd.Series([rows[name][0] for name in kept], dtype=object),
            "counted": np.array([counted[group[name]] == name for name in kept], dtype=bool),
        }
    )


def between(articles: pd.DataFrame, options: NetworkOptions) -> pd.DataFrame:
    """Select the rows of `articles` that lie wholly between the dates of the options."""
    inside = [_inside(day, options.date_from, options.date_to) for day in _objects(articles["date"])]
    return articles[np.array(inside, dtype=bool)]


def check_dates(settings: Settings) -> None:
    """Check the bounds of the dates before a long run needs them.

    Raises:
        SettingsError: for a bound that is not a date, or if the first lies after the last.
    """
    first, last = (_bound(text) if text else None for text in (settings.date_from, settings.date_to))
    if first and last and first[0] > last[1]:
        message = _("no article lies between {first} and {last}: swap the two")
        raise SettingsError(message.format(first=settings.date_from, last=settings.date_to))


def _original(name: str, parent: Mapping[str, str]) -> str:
    """Follow the chain of copies from an article to its original."""
    seen = {name}
    while name in parent and parent[name] not in seen:
        name = parent[name]
        seen.add(name)
    return name


def _inside(day: str | None, date_from: str | None, date_to: str | None) -> bool:
    if date_from is None and date_to is None:
        return True
    span = date_span(day) if day else None
    if span is None:
        return False
    after = date_from is None or span[0] >= _bound(date_from)[0]
    return after and (date_to is None or span[1] <= _bound(date_to)[1])


def _bound(text: str) -> Span:
    span = date_span(text)
    if span is None:
        message = _("{text!r} is not a date; write a year, month or day like 2022, 2022-01 or 2022-01-06")
        raise SettingsError(message.format(text=text))
    return span


def _objects(column: "pd.Series[str]") -> list[str | None]:
    """Convert a column to Python strings, with None for missing ones."""
    values = column.astype(object)
    return values.where(values.notna(), None).tolist()


def _numbers(column: "pd.Series[str]", known: "pd.Series[str]", *, what: str) -> Ints:
    numbers = pd.Index(known).get_indexer(pd.Index(column))
    if (numbers < 0).any():
        first = column.iloc[int(np.argmin(numbers))]
        message = _("{what} {id!r} is missing from its table: the tables are from different runs")
        raise OutputError(message.format(what=what, id=first))
    return numbers.astype(np.int64)


def _rows_of_kept(rows: pd.DataFrame, kept: pd.DataFrame, articles: pd.DataFrame, *, what: str) -> pd.DataFrame:
    """Select the rows in kept articles: article row number, paragraph, sentence, counted (and entity_id)."""
    codes, distinct_ids = pd.factorize(rows["article_id"])
    distinct = pd.Series(distinct_ids, dtype=object)
    _numbers(distinct, articles["article_id"].astype(object), what=_("article of the {table}").format(table=what))
    numbers = pd.Index(kept["article_id"].astype(object)).get_indexer(pd.Index(distinct)).astype(np.int64)
    columns = ["paragraph", "sentence", *(["entity_id"] if "entity_id" in rows else [])]
    found = rows[columns].assign(article=numbers[codes])
    found = found[found["article"] >= 0].reset_index(drop=True)
    return found.assign(counted=kept["counted"].to_numpy(dtype=bool)[found["article"]])
