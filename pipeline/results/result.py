"""An opened run: `Result` holds its tables, answers questions about them, and draws; it needs no model."""

from pathlib import Path
from typing import Any, overload

import pandas as pd

from pipeline.deprecation import renamed
from pipeline.errors import OutputError, SettingsError
from pipeline.publication import MANIFEST, settle
from pipeline.results.citation import cite_run
from pipeline.results.comparison import Comparison, compare_groups, compare_runs
from pipeline.results.pictures import Pictures
from pipeline.results.reconcile import reconcile_table
from pipeline.results.summary_card import TABLES, summary_card
from pipeline.translations import _


def open_run(folder: str | Path) -> "Result":
    """Open the output folder of a finished run.

    >>> result = open_run("outputs/demo")
    >>> "Qassym-Schomart Toqajew" in set(result.entities["name"])
    True

    Raises:
        OutputError: if the folder does not hold a finished run, or a run is being published to it.
    """
    folder = Path(folder)
    settle(folder)
    if not (folder / MANIFEST).is_file():
        what = _("no {file} in it").format(file=MANIFEST) if folder.is_dir() else _("no such folder")
        message = _("cannot open {folder}: {what}; make it with `pressenetz run CORPUS --output {folder}`")
        raise OutputError(message.format(folder=folder, what=what))
    result = Result(folder)
    _info = result.info  # a broken manifest is reported now, not at the first question
    return result


class Result(Pictures):
    """The tables of one run, each read when first used, and the questions that can be asked of them.

    A name passed to a method is an `entity_id`, a display name, or a form from the text that belongs to one entity
    only; otherwise `UnknownNameError` suggests what may have been meant. Methods that need networkx, scipy or
    matplotlib import them when called, so that opening a run takes no time.
    """

    @overload
    def compare(self, other: "Result") -> Comparison: ...
    @overload
    def compare(
        self, *, by: "str | pd.Series[Any]", date_from: str | None = None, date_to: str | None = None
    ) -> pd.DataFrame: ...
    def compare(
        self,
        other: "Result | None" = None,
        *,
        by: "str | pd.Series[Any] | None" = None,
        date_from: str | None = None,
        date_to: str | None = None,
    ) -> Comparison | pd.DataFrame:
        """Compare this run with another, or groups of the articles of this run, such as newspapers, with each other.

        >>> result = open_run("outputs/demo")
        >>> float(result.compare(result).summary.loc["mentions", "agreement"])
        1.0
        >>> typical = result.compare(by="language")
        >>> list(typical.columns[:5])
        ['language', 'entity_id', 'name', 'label', 'articles']
        >>> titled = result.articles["title"].str.contains("Putin")
        >>> list(result.compare(by=titled).columns[:2])
        ['group', 'entity_id']

        Args:
            other: another run: how mentions, entities and edges differ (see `Comparison`).
            by: a column of `articles`: for each of its values, the entities that its articles name more or less often
                than the other articles do (see `comparison.compare_groups`), the most certain difference first.
                `source` groups by newspaper, however it is spelt. Groups of your own are a Series with the index of
                `articles`; its values are then in the column `group`.
            date_from: with `by`, only articles that lie wholly on or after this date.
            date_to: with `by`, only articles that lie wholly on or before this date.
        """
        if other is not None:
            runs = (self, other)
            names, counts = [str(run.folder) for run in runs], [run._counted_articles() for run in runs]
            return compare_runs(
                self.frames(), other.frames(), names=(names[0], names[1]), articles=(counts[0], counts[1])
            )
        if by is None:
            raise SettingsError(_("compare needs another run, or the column of articles to compare by: by='source'"))
        options = self._options(date_from=date_from, date_to=date_to)
        if isinstance(by, str):
            return compare_groups(self._tables(), self.articles, options, by=by)
        return compare_groups(self._tables(), self.articles.assign(group=by), options, by="group")

    def reconcile(self) -> pd.DataFrame:
        """The entities with what helps to find them in Wikidata, the GND or another authority file.

        `pressenetz reconcile` prints it as CSV for OpenRefine; see `docs/authority.md`.

        >>> result = open_run("outputs/demo")
        >>> result.reconcile()[["name", "wikidata_class", "gnd_class"]].iloc[0].tolist()
        ['Qassym-Schomart Toqajew', 'Q5', 'DifferentiatedPerson']
        """
        return reconcile_table(self.entities, self.mentions, self.sentences)

    def cite(self, style: str = "text") -> str:
        """A citation of this network: how it was made, from how many articles, with which version and model.

        >>> open_run("outputs/demo").cite().startswith("pressenetz")
        True
        >>> open_run("outputs/demo").cite("bibtex").splitlines()[0]
        '@software{pressenetz,'

        Args:
            style: `text` or `bibtex`.
        """
        return cite_run(
            self.info, articles=len(self.articles), days=self.articles[["date_start", "date_end"]], style=style
        )

    figures = renamed("figures", Pictures.numbers_about)
    plot_figures = renamed("plot_figures", Pictures.plot_numbers)

    def _counted_articles(self) -> int:
        from pipeline.network import select_articles

        analysed, made = self.articles[self.articles["sentences"] > 0], self.settings
        return int(select_articles(analysed, date_from=made.date_from, date_to=made.date_to)["counted"].sum())

    def _repr_html_(self) -> str:
        counts = {name: len(getattr(self, name)) for name in TABLES}
        return summary_card(str(self.folder), counts, list(self.best_connected()["name"]), self.info)

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, name))} {name}" for name in ("articles", "entities", "edges"))
        return f"<Result {self.folder}: {counts}>"
