"""The tables of an opened run, the names in them, and the articles that a question is limited to."""

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.errors import UnknownNameError, unknown_value
from pipeline.reading import article_sources
from pipeline.results.article_filter import NEWSPAPER, choose_articles
from pipeline.results.entity_search import NameIndex
from pipeline.results.run_files import RunFiles
from pipeline.results.tallies import first_days, last_days
from pipeline.schema import SCHEMAS
from pipeline.settings import LABELS, Settings
from pipeline.translations import _

if TYPE_CHECKING:
    from pipeline.network import CorpusTables, NetworkOptions

ABOUT_ARTICLES = ["source", "date_start", "date_end"]
"""Columns of `articles` that rows of its sentences carry."""


_HOMES = {"roles": "_roles"}
"""Attributes that hold tables under another name, because `roles` is a question."""


class RunTables:
    """The tables of one run, each read when first used, and the names in them.

    Tables have the columns of `schema.py`, followed by names and days that make ids and EDTF dates readable.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._files = RunFiles(folder)

    @cached_property
    def info(self) -> dict[str, Any]:
        """The content of `run.json`: settings, model, versions, counts."""
        return self._files.manifest()

    @cached_property
    def articles(self) -> pd.DataFrame:
        """One row per article; its `date` (EDTF) means days from `date_start` to `date_end` (datetime64).

        `day` is the same as `date_start`. `newspaper` is the source, all spellings of one (`spiegel`, `spiegel.de`,
        `Der Spiegel`) joined under one name; an article without a source has that of its address or folder.
        """
        table = self._files.table("articles")
        start, end = first_days(table["date"]), last_days(table["date"])
        return table.assign(day=start, date_start=start, date_end=end, **{NEWSPAPER: article_sources(table)})

    @cached_property
    def sentences(self) -> pd.DataFrame:
        """One row per sentence, with its offsets in the article."""
        return self._files.table("sentences")

    @cached_property
    def mentions(self) -> pd.DataFrame:
        """One row per mention of a name, with its entity and the rule that linked it.

        `confidence` is the calibrated probability, 0 to 1, that span and label are right; null if the model does not
        provide one (*fast*) or a rule found the name. Mentions below the run's `min_confidence` have no entity.
        `entity_name` is the name of the entity, `name` the one that the article itself uses.
        """
        table = self._files.table("mentions")
        return table.assign(entity_name=self._name_of(table["entity_id"]))

    @cached_property
    def numbers(self) -> pd.DataFrame:
        """One row per number in a text, with value, unit, counted noun, the entity it is about and its source.

        `entity_name` and `attributed_to_name` are the names of the two entities.
        """
        table = self._files.table("numbers")
        names = {"entity_name": "entity_id", "attributed_to_name": "attributed_to_id"}
        return table.assign(**{name: self._name_of(table[column]) for name, column in names.items()})

    @cached_property
    def entities(self) -> pd.DataFrame:
        """One row per entity, with its degree, strength, PageRank, betweenness and community in the network."""
        return self._files.table("entities")

    @cached_property
    def edges(self) -> pd.DataFrame:
        """One row per pair of entities that are named together; `source_name` and `target_name` are their names."""
        return self._with_ends(self._files.table("edges"))

    @cached_property
    def _roles(self) -> pd.DataFrame:
        return self._files.table("roles")

    @cached_property
    def failures(self) -> pd.DataFrame:
        """One row per input that could not be read or analysed."""
        return self._files.table("failures")

    @cached_property
    def exclusions(self) -> pd.DataFrame:
        """One row per window that was left out of the edges because it names too many entities.

        Such a window is a list (sports results, a register), not evidence of links. `article_id`, `paragraph` and
        `sentence` locate it, `window` is its kind, `names` counts its entities. The limit is the setting `max_names`.
        """
        return self._files.table("exclusions")

    @property
    def settings(self) -> Settings:
        """The settings of the run."""
        return Settings().with_changes(**self.info.get("settings", {}))

    @property
    def window(self) -> str:
        """The window that two names of this run share to be a pair, such as `sentence` or `document`."""
        return self.settings.window

    def frames(self) -> dict[str, pd.DataFrame]:
        """All tables by name, with the columns in `schema.py` only.

        >>> sorted(open_run("outputs/demo").frames())
        ['articles', 'edges', 'entities', 'exclusions', 'failures', 'mentions', 'numbers', 'roles', 'sentences']
        """
        return {name: getattr(self, _HOMES.get(name, name))[schema.names] for name, schema in SCHEMAS.items()}

    def find(self, text: str) -> pd.DataFrame:
        """Search for entities by name, best match first; spelling and transcription may differ.

        >>> open_run("outputs/demo").find("Tokayev")["name"].iloc[0]
        'Qassym-Schomart Toqajew'
        """
        return self._names.find(text)

    def entity_id(self, name: str) -> str:
        """Resolve a name to the id of its entity.

        >>> open_run("outputs/demo").entity_id("Armenien")
        'LOC:armenien'

        Raises:
            UnknownNameError: if no entity, or more than one, has this name.
        """
        return self._names.entity_id(name)

    def _tables(self, **columns: Any) -> "CorpusTables":
        """Return the tables of the articles with these values in columns of `articles`."""
        from pipeline.network import CorpusTables

        names = self.entities[["entity_id", "name", "label", "country", "belongs_to"]]
        articles = choose_articles(self.articles, columns)
        mentions, sentences = (self._of(articles, table) for table in (self._known_mentions, self.sentences))
        return CorpusTables(mentions, sentences, articles[SCHEMAS["articles"].names], names)

    def _options(
        self,
        window: str | None = None,
        labels: Sequence[str] | None = None,
        date_from: str | None = None,
        date_to: str | None = None,
        min_articles: int | None = None,
    ) -> "NetworkOptions":
        """Return the options of the run, with those changed that are given."""
        from pipeline.network import NetworkOptions

        made = self.settings
        return NetworkOptions(
            window=self._window(window),
            labels=self._labels(labels),
            date_from=date_from or made.date_from,
            date_to=date_to or made.date_to,
            min_articles=made.min_articles if min_articles is None else min_articles,
            max_names=made.max_names,
        )

    def _articles(self, *, date_from: str | None = None, date_to: str | None = None, **columns: Any) -> pd.DataFrame:
        """Select the articles between two dates, and with these values in columns of `articles`."""
        chosen = choose_articles(self.articles, columns)
        if date_from is None and date_to is None:
            return chosen
        from pipeline.network import NetworkOptions, between

        return between(chosen, NetworkOptions(date_from=date_from, date_to=date_to))

    @cached_property
    def _known_mentions(self) -> pd.DataFrame:
        # mentions with other labels or dates than the run's do not belong to any entity of the run
        return self.mentions[self.mentions["entity_id"].isin(self.entities["entity_id"])]

    def _window(self, window: str | None) -> str:
        return Settings(window=window or self.window).window  # Settings validates it

    def _labels(self, labels: Sequence[str] | None) -> tuple[str, ...]:
        for label in labels or ():
            if label not in LABELS:
                raise UnknownNameError(unknown_value(_("label"), label, LABELS))
        return self.settings.labels if labels is None else tuple(labels)

    @cached_property
    def _names(self) -> NameIndex:
        return NameIndex(self.entities, self.mentions)

    @cached_property
    def _display_names(self) -> "pd.Series[str]":
        return self.entities.set_index("entity_id")["name"]

    def _name_of(self, ids: "pd.Series[str]") -> "pd.Series[str]":
        """Return the name of each id of an entity; missing for ids that are no entity of the run."""
        return ids.map(self._display_names)

    def _with_ends(self, edges: pd.DataFrame) -> pd.DataFrame:
        """Add the names of both ends to a table with the columns `source` and `target`."""
        return edges.assign(source_name=self._name_of(edges["source"]), target_name=self._name_of(edges["target"]))

    def _in_context(self, rows: pd.DataFrame, articles: pd.DataFrame) -> pd.DataFrame:
        """Keep the rows of these articles, and add who published them and their days."""
        kept = self._of(articles, rows).reset_index(drop=True)
        about = articles.set_index("article_id")[ABOUT_ARTICLES].reindex(kept["article_id"])
        return kept.assign(**{name: about[name].array for name in ABOUT_ARTICLES})

    def _of(self, articles: pd.DataFrame, rows: pd.DataFrame) -> pd.DataFrame:
        """Keep the rows of these articles."""
        return rows if articles is self.articles else rows[rows["article_id"].isin(articles["article_id"])]
