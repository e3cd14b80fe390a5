"""Part of a network in a cell of a notebook: the drawing of the report, and the same part as tables."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

import pandas as pd

from pipeline.errors import SettingsError
from pipeline.schema import SCHEMAS
from pipeline.translations import _, ngettext, number

if TYPE_CHECKING:
    from pipeline.results.run_tables import RunTables

_LITERALS = (str, int, float, bool)
_OF_LINKS = ("labels", "min_articles")
"""Arguments of `Result.network` that choose links, not articles."""


@dataclass(frozen=True, eq=False)
class ShownNetwork:
    """Part of a network: a notebook draws it, and it is also there as two tables.

    Attributes:
        entities: the names that are drawn, the strongest first, with the columns of `Result.entities`. Their measures
            are those in the network of the chosen articles, of which the drawing may be a part.
        edges: the links between them, the strongest first, with the columns of `Result.edges`.
        names: number of names that fit the choice, of which `entities` holds the first `top`.
    """

    entities: pd.DataFrame
    edges: pd.DataFrame
    names: int
    _run: "RunTables"
    _choice: Mapping[str, Any]
    _height: int

    def _repr_html_(self) -> str:
        from pipeline.report import notebook_frame

        if self.entities.empty:
            message = _("{network}: no name has a link that fits the choice.")
            return f"<p>{message.format(network=escape(repr(self)))}</p>"
        frame = notebook_frame(
            self._tables(),
            self._info(),
            names=self.names,
            height=self._height,
            links_choice=_as_code(self._choice),
            sentences_choice=_as_code({name: self._choice[name] for name in self._choice if name not in _OF_LINKS}),
        )
        names = ngettext("{count} name", "{count} names", len(self.entities)).format(count=number(len(self.entities)))
        links = ngettext("{count} link", "{count} links", len(self.edges)).format(count=number(len(self.edges)))
        said = [_("{here} and {there}").format(here=names, there=links)]
        if len(self.entities) < self.names:
            said.append(
                _("the strongest of {count} names ({option})").format(
                    count=number(self.names), option="<code>top</code>"
                )
            )
        if frame.links < len(self.edges):
            said.append(_("of the links, the drawing holds the strongest {count}").format(count=number(frame.links)))
        tables = _("as tables: {entities} and {edges} of what {call} returns")
        said.append(
            tables.format(entities="<code>.entities</code>", edges="<code>.edges</code>", call="<code>show()</code>")
        )
        return f"{frame.html}<small>{'; '.join(said)}.</small>"

    def __repr__(self) -> str:
        return f"<ShownNetwork: {len(self.entities)} names, {len(self.edges)} links>"

    def _tables(self) -> dict[str, pd.DataFrame]:
        """Return the tables of the chosen articles; a copy counts where its original is not chosen."""
        from pipeline.network import select_articles

        run, frames = self._run, self._run.frames()
        columns = {name: value for name, value in self._choice.items() if name not in (*_OF_LINKS, "window")}
        articles = run._articles(**columns)
        options = run._options(**{name: columns.get(name) for name in ("date_from", "date_to")})
        kept = select_articles(articles, date_from=options.date_from, date_to=options.date_to)
        articles = frames["articles"][frames["articles"]["article_id"].isin(kept["article_id"])]
        counted = articles["article_id"].isin(kept.loc[kept["counted"], "article_id"])
        parts = {name: run._of(articles, frames[name]) for name in ("sentences", "mentions", "numbers", "roles")}
        return {
            **frames,
            **parts,
            "articles": articles.assign(duplicate_of=articles["duplicate_of"].mask(counted)),
            "entities": self.entities.reindex(columns=SCHEMAS["entities"].names),
            "edges": self.edges.reindex(columns=SCHEMAS["edges"].names),
        }

    def _info(self) -> dict[str, Any]:
        info, window = self._run.info, self._run._window(self._choice.get("window"))
        settings = {**info["settings"], "window": window, "date_from": None, "date_to": None}
        return {**info, "aliases": [], "settings": settings}


def show_network(
    run: "RunTables",
    network: tuple[pd.DataFrame, pd.DataFrame],
    choice: Mapping[str, Any],
    *,
    around: str | None,
    depth: int,
    top: int,
    min_weight: float,
    backbone: bool,
    height: int,
) -> ShownNetwork:
    """Choose the part of a network to show; `choice` is how `network` was chosen.

    Raises:
        SettingsError: for a depth, a number of names or a height out of range.
    """
    from pipeline.report import MAX_NODES

    for name, value, most in (("depth", depth, 10), ("top", top, MAX_NODES), ("height", height, 5000)):
        if not 1 <= value <= most:
            message = _("{name} must be 1 to {most}, not {value}")
            raise SettingsError(message.format(name=name, most=most, value=value))
    entities, edges = network
    edges = edges[edges["weight"] >= min_weight]
    if backbone:
        edges = edges[edges["backbone"]]
    edges = edges.sort_values(["weight", "llr", "source", "target"], ascending=[False, False, True, True])
    if around is None:
        linked = set(edges["source"]) | set(edges["target"])
        by = ["strength", "mentions", "entity_id"]
        ranked = entities[entities["entity_id"].isin(linked)].sort_values(by, ascending=[False, False, True])
        near = ranked["entity_id"].tolist()
    else:
        near = _surroundings(run.entity_id(around), edges, depth)
    chosen = near[:top]
    rank = {entity_id: number for number, entity_id in enumerate(chosen)}
    kept = entities[entities["entity_id"].isin(rank)]
    kept = kept.sort_values("entity_id", key=lambda ids: ids.map(rank), ignore_index=True)
    between = edges[edges["source"].isin(rank) & edges["target"].isin(rank)].reset_index(drop=True)
    return ShownNetwork(kept, between, len(near), run, choice, height)


def _surroundings(centre: str, edges: pd.DataFrame, depth: int) -> list[str]:
    """The entities within so many steps of one, each step in the order of the strongest link that leads to it."""
    found = {centre: None}
    for _step in range(depth):
        reached = edges[edges["source"].isin(found) | edges["target"].isin(found)]
        found |= dict.fromkeys(reached[["source", "target"]].to_numpy().ravel().tolist())
    return list(found) if len(found) > 1 else []


def _as_code(choice: Mapping[str, Any]) -> str:
    """Write arguments as Python, each after a comma; what cannot be written is named in a comment at the end.

    >>> _as_code({"source": "Tageblatt", "labels": ["PER"], "author": str.isupper})
    ", source='Tageblatt', labels=['PER'])  # and author as in show("
    """
    given = {name: value for name, value in choice.items() if value is not None}
    plain = {name: list(value) if isinstance(value, (list, tuple, set)) else value for name, value in given.items()}
    literal = {
        name: value
        for name, value in plain.items()
        if isinstance(value, _LITERALS)
        or (isinstance(value, list) and all(isinstance(item, _LITERALS) for item in value))
    }
    code = "".join(f", {name}={value!r}" for name, value in literal.items())
    others = [name for name in plain if name not in literal]
    return f"{code})  # and {', '.join(others)} as in show(" if others else code
