"""Institutions named by a compound, and the entity of its first part: the USA of `US-Regierung`."""

from collections.abc import Iterator

import pandas as pd

from pipeline.names.forms import name_key, split_short
from pipeline.names.heads import head_class
from pipeline.names.knowledge import known
from pipeline.parquet import iter_tuples


def owners(names: pd.DataFrame, linked: pd.DataFrame) -> dict[str, str]:
    """Map the `entity_id` of institutions to that of the entity that the first part of their name means.

    The name shown counts first, then the most frequent of the other names that are compounds. A first part that no
    entity of the corpus bears, and one that means the institution itself, gives no row.

    Args:
        names: the names with the columns mentions and articles.
        linked: the entity of each of them, in the same order: name, entity_id, entity_name, entity_label.
    """
    table = linked.assign(mentions=names["mentions"], articles=names["articles"]).dropna(subset=["entity_id"])
    compounds = {
        name: prefixes
        for name in {*table["name"], *table["entity_name"]}
        if (prefixes := list(_first_parts(split_short(name)[0])))
    }
    if not compounds:
        return {}
    bearers = _bearers(table)
    institutions = table[table["entity_label"] == "ORG"].sort_values(
        ["articles", "mentions", "name"], ascending=[False, False, True]
    )
    found: dict[str, str] = {}
    for column in ("entity_name", "name"):
        for entity_id, name in zip(institutions["entity_id"], institutions[column], strict=True):
            owner = next((bearers[key] for key in compounds.get(name, ()) if key in bearers), None)
            if owner not in (None, entity_id):
                found.setdefault(entity_id, str(owner))
    return found


def _first_parts(name: str) -> Iterator[str]:
    """Yield the keys that the first part of the name of an institution may have, the longest first."""
    head, *parts = reversed(name.split("-"))
    if not parts or head_class(head) not in ("institution", "body"):
        return
    while parts:
        part = "-".join(reversed(parts))
        yield name_key(part)
        if (entity := known(part)) is not None:
            yield name_key(entity.name)
        parts = parts[1:]


def _bearers(table: pd.DataFrame) -> dict[str, str]:
    """Map each key to the entity shown under it, otherwise to the one that bears it in most articles."""
    ordered = table.sort_values(["articles", "mentions", "entity_id"], ascending=[False, False, True])
    found: dict[str, str] = {}
    for row in iter_tuples(ordered):
        found.setdefault(name_key(row.entity_name), row.entity_id)
    for row in iter_tuples(ordered):
        long, short = split_short(row.name)
        for name in (row.name, long, short):
            if name:
                found.setdefault(name_key(name), row.entity_id)
    return found
