"""Questions about what the articles say: sentences, numbers, counts of articles."""

from pathlib import Path
from typing import Any

import pandas as pd

from pipeline.errors import UnknownNameError, unknown_value
from pipeline.results.conflicts import conflicting_values
from pipeline.results.highlight import MarkedText, highlight_article
from pipeline.results.reported_events import events_of, write_events
from pipeline.results.run_tables import RunTables
from pipeline.results.sentence_search import find_sentences
from pipeline.results.tallies import count_periods
from pipeline.schema import SCHEMAS
from pipeline.translations import _


class TextQuestions(RunTables):
    """Questions about what the articles say.

    `**articles` limits a question to articles: `date_from`, `date_to` and columns of `articles`, as in `graph`.
    """

    def search(self, text: str, **articles: Any) -> pd.DataFrame:
        """Search the sentences: those that hold the text as it is written come first, then those with all its words.

        >>> found = open_run("outputs/demo").search("Soldaten")
        >>> list(found.columns[:3])
        ['article_id', 'title', 'date']
        >>> bool(found["text"].str.contains("Soldaten").iloc[0])
        True

        Args:
            text: words; case, accents and transcription may differ, and a word may be the beginning of one.
            articles: only these articles, as in `graph`.

        Returns:
            article_id, title, date, duplicate_of, paragraph, sentence, start, end, text, match (`exact` or `words`),
            names (those in the sentence, joined by commas), source, date_start, date_end; in order of time.
        """
        chosen = self._articles(**articles)
        found = find_sentences(self._of(chosen, self.sentences), text, self.articles, self.mentions)
        return self._in_context(found, chosen)

    def keywords(self, a: str, b: str, **choice: Any) -> list[str]:
        """The words that the sentences behind a link hold far more often than the corpus, the most typical first.

        >>> words = open_run("outputs/demo").keywords("Toqajew", "Kasachstan")
        >>> len(words) <= 5
        True

        Args:
            a: one end of the link.
            b: the other end; pairs that are no edge have no keywords.
            choice: `window`, dates and columns of `articles` as in `graph`, for which keywords are found anew.
        """
        from pipeline.network import edge_keywords

        source, target = sorted(self.entity_id(name) for name in (a, b))
        edges = self.edges[(self.edges["source"] == source) & (self.edges["target"] == target)]
        if not choice:
            words = edges["keywords"].dropna()
        else:
            bounds = {name: choice.pop(name, None) for name in ("window", "date_from", "date_to")}
            words = edge_keywords(self._tables(**choice), edges, self._options(**bounds)).dropna()
        return str(words.iloc[0]).split(", ") if len(words) else []

    def evidence(self, a: str, b: str, *, window: str | None = None, **articles: Any) -> pd.DataFrame:
        """The sentences behind an edge in chronological order, with article, title, date and the spans of both names.

        >>> sentences = open_run("outputs/demo").evidence("Toqajew", "Kasachstan")
        >>> list(sentences.columns[:3])
        ['article_id', 'title', 'date']
        """
        from pipeline.network import edge_sentences

        a_id, b_id = (self.entity_id(name) for name in (a, b))
        found = edge_sentences(self._tables(), a_id, b_id, window=self._window(window))
        return self._in_context(found, self._articles(**articles))

    def numbers_about(self, entity: str, other: str | None = None, **articles: Any) -> pd.DataFrame:
        """The numbers reported about an entity, or in the sentences behind an edge, in chronological order.

        >>> numbers = open_run("outputs/demo").numbers_about("Armenien")
        >>> 70 in set(numbers["value"])
        True
        >>> shared = open_run("outputs/demo").numbers_about("Armenien", "Russland")
        >>> {70, 3000} <= set(shared["value"])
        True
        """
        from pipeline.network import edge_numbers, entity_numbers

        tables = self.numbers, self.sentences, self.articles[SCHEMAS["articles"].names]
        if other is None:
            found = entity_numbers(*tables, self.entity_id(entity))
        else:
            found = edge_numbers(*tables, self.evidence(entity, other))
        names = {"entity_name": "entity_id", "attributed_to_name": "attributed_to_id"}
        named = found.assign(**{name: self._name_of(found[column]) for name, column in names.items()})
        return self._in_context(named, self._articles(**articles))

    def roles(self, name: str | None = None, **articles: Any) -> pd.DataFrame:
        """The roles of people that the articles state, with the sentences: of a person, or in an organisation or place.

        >>> roles = open_run("outputs/demo").roles("Toqajew")
        >>> "Präsident" in set(roles["head"])
        True
        >>> open_run("outputs/demo").roles("Kasachstan").columns[:4].tolist()
        ['entity_id', 'name', 'role', 'head']

        Args:
            name: a person, or what the roles are roles of; all roles without it.
            articles: only these articles, as in `graph`.

        Returns:
            The columns of the table `roles`, organisation_name (of its entity), title, date, duplicate_of, text (the
            sentence), source, date_start, date_end; in order of time.
        """
        rows = self._roles
        if name is not None:
            entity_id = self.entity_id(name)
            rows = rows[(rows["entity_id"] == entity_id) | (rows["organisation_id"] == entity_id)]
        chosen = self._articles(**articles)
        found = self._of(chosen, rows)
        found = found.assign(organisation_name=self._name_of(found["organisation_id"]))
        known = self.articles[["article_id", "title", "date", "duplicate_of"]]
        sentences = self.sentences[["article_id", "sentence", "text"]]
        found = found.merge(known, on="article_id").merge(sentences, on=["article_id", "sentence"])
        in_time = self._in_context(found, chosen)
        return in_time.sort_values(["date_start", "article_id", "start"], ignore_index=True)

    def events(self, *names: str, **articles: Any) -> pd.DataFrame:
        """What is said to have happened when: the dates in texts, with the names of their sentences.

        These are the dates that the texts mention, not those on which they were printed. Whether it happened is for the
        reader to judge: a sentence may announce, deny or suppose it.

        >>> events = open_run("outputs/demo").events("Toqajew")
        >>> events["event_start"].is_monotonic_increasing
        True

        Args:
            names: only sentences that name all of these.
            articles: only these articles, as in `graph`.

        Returns:
            event_date (EDTF; an interval has a `/`), event_start and event_end (datetime64: the days it may mean), said
            (the words of the date), relative (whether it was resolved from the article's date), ahead (whether it lies
            after the article), names (those in the sentence, joined by commas), article_id, title, date (of the
            article), source, sentence, start and end (of the date in the article), text (the sentence); in order of
            time. Copies of articles are left out.
        """
        numbers = self.numbers
        keys = pd.MultiIndex.from_frame(numbers[["article_id", "sentence"]])
        for name in names:
            of_name = self.mentions[self.mentions["entity_id"] == self.entity_id(name)]
            numbers = numbers[keys.isin(pd.MultiIndex.from_frame(of_name[["article_id", "sentence"]]))]
            keys = pd.MultiIndex.from_frame(numbers[["article_id", "sentence"]])
        return events_of(numbers, self.sentences, self._articles(**articles), self.mentions)

    def export_events(self, path: str | Path, *names: str, **articles: Any) -> Path:
        """Write what `events` finds as a timeline: `.json` for TimelineJS, or `.csv`; return the path.

        >>> open_run("outputs/demo").export_events("timeline.json", "Toqajew").exists()
        True

        Args:
            path: the file.
            names: only sentences that name all of these.
            articles: only these articles, as in `graph`.

        Raises:
            OutputError: for another suffix, or if the file cannot be written.
        """
        return write_events(self.events(*names, **articles), Path(path))

    def conflicts(self, entity: str | None = None, **articles: Any) -> pd.DataFrame:
        """Numbers on which articles differ: one row per entity, counted noun and occasion, the most comparable first.

        Figures are of one occasion if they refer to days at most three days apart, or name the same event; those that
        may be equal (`rund 3.000`, 2.950) are no conflict. `days` lie between the first and the last, `event` is what
        all of them name.

        >>> conflicts = open_run("outputs/demo").conflicts("Armenien")
        >>> "Soldaten" in set(conflicts["noun"])
        True
        """
        numbers = self.numbers[self.numbers["entity_id"].isin(self.entities["entity_id"])]
        if entity is not None:
            numbers = numbers[numbers["entity_id"] == self.entity_id(entity)]
        chosen = self._articles(**articles)
        return conflicting_values(self._of(chosen, numbers), chosen, self.sentences, self._display_names)

    def timeline(self, *entities: str, by: str = "month", **articles: Any) -> pd.DataFrame:
        """Count the articles that name each entity: one row per period, one column per display name.

        >>> months = open_run("outputs/demo").timeline("Toqajew", "Armenien")
        >>> list(months.columns)
        ['Qassym-Schomart Toqajew', 'Armenien']

        Args:
            entities: names; without any, the ten entities named in most articles.
            by: `day`, `week`, `month` or `year`. Copies are not counted, nor are articles whose date is less precise.
            articles: only these articles, as in `graph`.
        """
        ids = [self.entity_id(name) for name in entities]
        if not ids:
            order = ["articles", "mentions", "entity_id"]
            ids = list(self.entities.sort_values(order, ascending=[False, False, True])["entity_id"].head(10))
        counts = count_periods(self.mentions, self._articles(**articles), ids, by=by)
        return counts.rename(columns=dict(self._display_names))

    def highlight(self, article_id: str) -> MarkedText:
        """An article with its names and numbers in colour in a notebook; `str()` returns the bare text.

        >>> text = open_run("outputs/demo").highlight("kasachstan-2022-01.txt")
        >>> str(text).startswith("Die Lage im zentralasiatischen Land")
        True
        """
        found = self.articles[self.articles["article_id"] == article_id]
        if found.empty:
            raise UnknownNameError(unknown_value(_("article"), article_id, self.articles["article_id"]))
        tables = [table[table["article_id"] == article_id] for table in (self.sentences, self.mentions, self.numbers)]
        return highlight_article(found.iloc[0], *tables, names=dict(self._display_names))
