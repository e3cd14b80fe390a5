"""The tables of a run as they may be shared when its articles may not: which columns, and under which ids."""

import hashlib
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import pandas as pd
import pyarrow as pa

from pipeline.parquet import iter_tuples, read_table
from pipeline.schema import SCHEMAS

MAX_NAME_WORDS = 8
"""A longer name, or name of a source, is taken for text and not published."""

_ID_DIGITS = 16  # of a digest: among ten million edges the chance that any two are equal is 3 in a million


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """What becomes of the columns of a table.

    Attributes:
        published: always published.
        optional: published on request: words of the articles, or what leads to them.
        withheld: never published.
    """

    published: tuple[str, ...]
    optional: tuple[str, ...] = ()
    withheld: tuple[str, ...] = ()


_OF_LISTS = ("authority_name", "authority_candidates")  # contents of the user's authority lists
_PLACE = ("article_id", "paragraph", "sentence", "start", "end")

CHOICES: dict[str, Choice] = {
    "articles": Choice(
        published=("digest", "date", "source", "language", "characters", "sentences", "duplicate_of"),
        optional=("article_id", "title", "author", "url"),
        withheld=("path", "member", "line", "encoding", "date_given", "notes"),
    ),
    "sentences": Choice(published=_PLACE, withheld=("text",)),
    "mentions": Choice(
        published=(*_PLACE, "label", "entity_id", "rule", "confidence"), withheld=("text", "name", "name_label")
    ),
    "numbers": Choice(
        published=(
            *(*_PLACE, "kind", "value", "value_max", "value_2", "edtf", "edtf_max", "relative", "unit", "approx"),
            *("entity_id", "attributed_to_id"),
        ),
        optional=("noun",),
        withheld=("text", "about", "about_label", "attributed_to", "attributed_to_label"),
    ),
    "entities": Choice(
        published=tuple(name for name in SCHEMAS["entities"].names if name not in _OF_LISTS), withheld=_OF_LISTS
    ),
    "edges": Choice(
        published=tuple(name for name in SCHEMAS["edges"].names if name != "keywords"), optional=("keywords",)
    ),
    "roles": Choice(
        published=(*_PLACE, "entity_id", "organisation_id", "status", "rule"),
        optional=("role", "head"),
        withheld=("name", "organisation"),
    ),
    "exclusions": Choice(published=tuple(SCHEMAS["exclusions"].names)),
    "failures": Choice(published=(), withheld=("path", "stage", "error")),
}
"""Every column of every table of a run."""

OPTIONAL = tuple(name for choice in CHOICES.values() for name in choice.optional)
"""Columns that are published on request."""

KEYS: dict[str, tuple[str, ...]] = {
    "articles": ("article",),
    "sentences": ("article", "start", "end"),
    "mentions": ("article", "start", "end"),
    "numbers": ("article", "start", "end"),
    "entities": ("entity_id",),
    "edges": ("edge_id",),
    "roles": ("article", "start", "end", "entity_id"),
    "exclusions": ("article", "paragraph", "sentence"),
}
"""The columns by which the rows of a shared table are known, and sorted."""

_ENTITY_COLUMNS = ("entity_id", "attributed_to_id", "belongs_to", "source", "target", "organisation_id")


def edge_id(a: str, b: str) -> str:
    """Compute the id under which the edge between two entities can be cited, in whatever order they are given.

    It depends on the ids of the entities only, not on the run: `e-` and the first 16 hexadecimal digits of the SHA-256
    of both ids, in alphabetical order and separated by a line end, in UTF-8.

    >>> edge_id("PER:toqajew", "LOC:kasachstan")
    'e-f439a1ffc7667bff'
    """
    return "e-" + _short("\n".join(sorted((a, b))))


def _short(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:_ID_DIGITS]


def shared_schema(table: str, include: Collection[str] = ()) -> pa.Schema:
    """Return the columns of a shared table: `article` stands for `article_id`, and edges have an `edge_id`."""
    choice, schema = CHOICES[table], SCHEMAS[table]
    wanted = {*choice.published, *(name for name in choice.optional if name in include)}
    fields = [field for field in schema if field.name in wanted]
    numbered = {"article_id", "duplicate_of"} - ({"article_id"} if table == "articles" else set())
    fields = [
        pa.field("article" if field.name == "article_id" else field.name, pa.int64())
        if field.name in numbered
        else field
        for field in fields
    ]
    first = {"articles": [pa.field("article", pa.int64())], "edges": [pa.field("edge_id", pa.string())]}
    return pa.schema([*first.get(table, []), *fields])


class SharedTables:
    """The shared tables of a run, each made when it is asked for.

    Attributes:
        names: names of the tables.
    """

    names = tuple(KEYS)

    def __init__(self, output: Path, include: Collection[str] = ()) -> None:
        self._output = output
        self._include = include
        self._articles = read_table(output, "articles")
        self._number_of = _numbers(self._articles)
        self._public_id = _public_ids(read_table(output, "entities", columns=["entity_id", "name"]))

    @property
    def long_names(self) -> int:
        """Number of entities whose name is withheld because it is as long as a sentence."""
        return len(self._public_id)

    def table(self, name: str) -> pd.DataFrame:
        """Make a table: numbers for articles, no texts, rows sorted by their keys."""
        schema = shared_schema(name, self._include)
        stored = [column for column in SCHEMAS[name].names if column in {*CHOICES[name].published, *schema.names}]
        frame = self._articles if name == "articles" else read_table(self._output, name, columns=stored)
        frame = frame.assign(**dict(self._renamed(name, frame)))
        whole = {field.name: "Int64" for field in schema if pa.types.is_integer(field.type)}
        shared: pd.DataFrame = frame[schema.names].astype(whole)
        return shared.sort_values(list(KEYS[name]), ignore_index=True, kind="stable")

    def _renamed(self, table: str, frame: pd.DataFrame) -> Iterator[tuple[str, "pd.Series[str]"]]:
        if table == "articles":
            yield "duplicate_of", frame["duplicate_of"].map(self._number_of)
            yield "source", frame["source"].where(frame["source"].map(_is_short))
        elif table == "entities":
            yield "name", frame["name"].where(~frame["entity_id"].isin(self._public_id.keys()))
        if "article_id" in frame:
            yield "article", frame["article_id"].map(self._number_of)
        if table == "edges":
            ends = ([self._public(id_) for id_ in frame[end]] for end in ("source", "target"))
            ids = [edge_id(a, b) for a, b in zip(*ends, strict=True)]
            yield "edge_id", pd.Series(ids, frame.index, dtype=object)
        for column in _ENTITY_COLUMNS if table != "articles" else ():
            if column in frame:
                yield column, frame[column].map(self._public, na_action="ignore")

    def _public(self, entity_id: str) -> str:
        return self._public_id.get(entity_id, entity_id)


def _numbers(articles: pd.DataFrame) -> dict[str, int]:
    """Number the articles from 1 in the order of their digests, which tells nothing of their names."""
    order = articles.sort_values(["digest", "date", "source", "article_id"], na_position="last")
    return {article_id: number for number, article_id in enumerate(order["article_id"], start=1)}


def _public_ids(entities: pd.DataFrame) -> dict[str, str]:
    """Replace the ids of entities with a name of more than `MAX_NAME_WORDS` words, of which the id is made."""
    long = (
        (row.entity_id, row.entity_id.partition(":")[0]) for row in iter_tuples(entities) if not _is_short(row.name)
    )
    return {entity_id: f"{label}:{_short(entity_id)}" for entity_id, label in long}


def _is_short(name: object) -> bool:
    return not isinstance(name, str) or len(name.split()) <= MAX_NAME_WORDS
