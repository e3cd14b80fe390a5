"""Pictures of the network, of counts over time, of numbers and of ranks, drawn with matplotlib."""

from typing import TYPE_CHECKING, Any

from pipeline.results import plots
from pipeline.results.map_plot import draw_map
from pipeline.results.network_questions import NetworkQuestions
from pipeline.results.shown_network import ShownNetwork, show_network
from pipeline.results.text_questions import TextQuestions
from pipeline.translations import _

if TYPE_CHECKING:
    from matplotlib.figure import Figure


class Pictures(NetworkQuestions, TextQuestions):
    """Pictures of answers."""

    def show(
        self,
        *,
        around: str | None = None,
        depth: int = 1,
        top: int = 100,
        min_weight: float = 0,
        backbone: bool = False,
        height: int = 640,
        **choice: Any,
    ) -> ShownNetwork:
        """Show the network, or a part of it, in a notebook, as the report draws it: with its cards and sentences.

        The drawing needs no server and stays in the exported notebook. What it shows is also there as two tables:

        >>> shown = open_run("outputs/demo").show(around="Toqajew", labels=["PER", "ORG"])
        >>> shown.entities["name"].iloc[0]
        'Qassym-Schomart Toqajew'
        >>> len(shown.edges) >= len(shown.entities) - 1
        True

        Args:
            around: only this entity and what lies within `depth` steps of it.
            depth: number of steps, 1 to 10.
            top: at most this many names, 1 to 240: the strongest, or those closest to `around`.
            min_weight: only links of at least this weight.
            backbone: only links of the backbone.
            height: of the drawing, in pixels.
            choice: `window`, `labels`, `date_from`, `date_to`, `min_articles` and columns of `articles` as in `graph`.

        Raises:
            SettingsError: for a depth, a number of names or a height out of range.
            UnknownNameError: for an unknown entity, label, column or value.
        """
        network = self.network(**choice) if choice else (self.entities, self.edges)
        return show_network(
            self,
            network,
            choice,
            around=around,
            depth=depth,
            top=top,
            min_weight=min_weight,
            backbone=backbone,
            height=height,
        )

    def plot_network(
        self,
        *,
        around: str | None = None,
        top: int = 60,
        colour: str = "label",
        backbone: bool = False,
        title: str = "",
        **choice: Any,
    ) -> "Figure":
        """Draw the strongest part of the network; the same run gives the same picture.

        >>> figure = open_run("outputs/demo").plot_network(around="Kasachstan", labels=["PER", "LOC"])
        >>> figure.savefig("network.png")

        Args:
            around: only this entity, its neighbours, and the links among them.
            top: at most this many names.
            colour: `label` or `community`.
            backbone: only links of the backbone.
            title: heading; a default one if empty.
            choice: `window`, `labels`, `date_from`, `date_to`, `min_articles` and columns of `articles` as in `graph`.
        """
        entities, edges = self.network(**choice) if choice else (self.entities, self.edges)
        if backbone:
            edges = edges[edges["backbone"]]
        if around is not None:
            edges = plots.edges_around(self.entity_id(around), entities, edges, top=top)
        return plots.draw_network(entities, edges, top=top, colour=colour, title=title or _("Who is named together"))

    def plot_timeline(self, *entities: str, by: str = "month", title: str = "", **articles: Any) -> "Figure":
        """Draw the number of articles that name each entity per period; without names, of the ten most named.

        >>> figure = open_run("outputs/demo").plot_timeline("Toqajew", "Armenien")
        >>> len(figure.axes)
        2
        """
        counts = self.timeline(*entities, by=by, **articles)  # checks the period
        heading = _("Articles per {period}").format(period=_(plots.PERIOD_WORDS[by]))
        return plots.draw_timeline(counts, title=title or heading)

    def plot_changes(
        self, before: str, after: str, *, by: str = "month", top: int = 15, title: str = "", **columns: Any
    ) -> "Figure":
        """Draw the most certain changes between two periods as shares of the articles; see `changes`.

        >>> figure = open_run("outputs/demo").plot_changes("2022-01", "2022-02")
        >>> len(figure.axes)
        1
        """
        changes = self.changes(before, after, by=by, **columns)
        heading = _("From {before} to {after}").format(before=before, after=after)
        return plots.draw_changes(changes, before, after, top=top, title=title or heading)

    def plot_numbers(self, entity: str, *, kind: str | None = None, title: str = "", **articles: Any) -> "Figure":
        """Draw the numbers reported about an entity over time; a number dated to a month is on its first day.

        `kind` selects one kind of number (`cardinal`, `percent`, `money`, …).

        >>> figure = open_run("outputs/demo").plot_numbers("Armenien", kind="cardinal")
        >>> len(figure.axes)
        1
        """
        found = self.numbers_about(entity, **articles).merge(self.articles[["article_id", "day"]], on="article_id")
        chosen = found[found["kind"] == kind] if kind else found
        name = self._display_names[self.entity_id(entity)]
        return plots.draw_numbers(chosen, title=title or _("Figures about {name}").format(name=name))

    def plot_map(self, *, top: int = 300, title: str = "") -> "Figure":
        """Draw the most mentioned located places on a map.

        >>> figure = open_run("outputs/demo").plot_map(top=20)
        >>> len(figure.axes)
        1
        """
        return draw_map(self.entities, top=top, title=title or _("Places"))

    def plot_ranking(self, by: str = "strength", *, top: int = 15, title: str = "") -> "Figure":
        """Draw the entities with the highest values in a column of `entities`.

        >>> figure = open_run("outputs/demo").plot_ranking("pagerank", top=5)
        >>> len(figure.axes)
        1
        """
        return plots.draw_ranking(self.entities, by, top=top, title=title or _("Highest {column}").format(column=by))
