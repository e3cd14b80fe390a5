"""What the page needs to correct names: the alias lines in use, the names behind each entity, suspicious merges."""

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.names import RISKS, known, merges, name_key, split_short
from pipeline.parquet import iter_tuples
from pipeline.report.embedded_json import to_json

_MAX_LINES_BYTES = 1_000_000
"""Maximum size of the alias lines in use; the page of a run with more says that it cannot write the file."""


def corrections_data(
    entities: pd.DataFrame, mentions: pd.DataFrame, everybody: pd.DataFrame, info: Mapping[str, Any]
) -> dict[str, Any]:
    """Return the part of the page's data from which alias lines are made.

    Args:
        entities: the entities that the page carries: entity_id, name.
        mentions: all mentions of the run: entity_id, text, rule, name (the name within the article).
        everybody: all entities of the run: entity_id, name, label.
        info: the content of `run.json`.

    Returns:
        lines: the alias lines in use, or None if they are not known or too many.
        names: index of an entity -> its names within articles, that by which an alias line addresses it first;
            entities whose only name is the one shown are left out.
        wide: index of an entity -> those of its names that also stand for other forms within some article.
        listed: indexes of countries and well-known organisations, whose forms the rules call by the same name.
        homonyms: indexes of entities that share the key of a name with another entity: their lines need a label.
        suspicious: index and suspicion of merged entities, the most suspicious first.
        risks: risk of each rule.
    """
    number_of = {entity_id: number for number, entity_id in enumerate(entities["entity_id"])}
    shown = dict(zip(everybody["entity_id"], everybody["name"], strict=True))
    people = frozenset(everybody.loc[everybody["label"] == "PER", "entity_id"])
    found = {
        entity_id: list(_addresses(shown[entity_id], names, is_person=entity_id in people))
        for entity_id, names in _names(mentions, shown)
    }
    bearers = _bearers(shown, found)
    several = merges(mentions, entities)
    return {
        "lines": _lines_in_use(info),
        "names": {
            number: found[entity_id]
            for entity_id, number in number_of.items()
            if found.get(entity_id, [shown[entity_id]]) != [shown[entity_id]]
        },
        "wide": _wide(mentions, shown, number_of),
        "listed": [number_of[row.entity_id] for row in iter_tuples(entities) if known(row.name)],
        "homonyms": [
            number
            for entity_id, number in number_of.items()
            if any(bearers[name_key(name)] > 1 for name in {shown[entity_id], *found.get(entity_id, ())})
        ],
        "suspicious": [
            [number_of[entity_id], suspicion]
            for suspicion, entity_id in zip(several["suspicion"], several["entity_id"], strict=True)
        ],
        "risks": RISKS,
    }


def _lines_in_use(info: Mapping[str, Any]) -> list[list[str]] | None:
    if "aliases" not in info:  # a run of an earlier version, which did not note them
        return None if info.get("settings", {}).get("aliases") else []
    lines: list[list[str]] = info["aliases"]
    return lines if len(to_json(lines).encode("utf-8", "backslashreplace")) <= _MAX_LINES_BYTES else None


def _names(mentions: pd.DataFrame, shown: Mapping[str, str]) -> Iterator[tuple[str, list[str]]]:
    """Yield each entity with its distinct names within articles, the most frequent first."""
    if "name" not in mentions:
        return
    counts = mentions.groupby(["entity_id", "name"], observed=True).size().reset_index(name="times")
    ordered: dict[str, list[tuple[int, str]]] = defaultdict(list)
    for row in iter_tuples(counts):
        if row.entity_id in shown:
            ordered[row.entity_id].append((-row.times, row.name))
    for entity_id, found in ordered.items():
        yield entity_id, [name for _, name in sorted(found)]


def _wide(mentions: pd.DataFrame, shown: Mapping[str, str], number_of: Mapping[str, int]) -> dict[int, list[str]]:
    found: dict[int, set[str]] = defaultdict(set)
    if "name" not in mentions:
        return {}
    for row in iter_tuples(mentions[["entity_id", "name", "text"]].dropna().drop_duplicates()):
        keys = {name_key(row.name), name_key(split_short(row.name)[0])}
        if row.entity_id in number_of and not keys & {name_key(row.text), name_key(shown[row.entity_id])}:
            found[number_of[row.entity_id]].add(row.name)
    return {number: sorted(names) for number, names in sorted(found.items())}


def _addresses(shown: str, names: Sequence[str], *, is_person: bool) -> Iterator[str]:
    """Yield the name that addresses an entity in an alias file, then its other names; each key once.

    The name shown may be attested in no article, for instance after an earlier `rename`.
    """
    # brackets after a person tell two bearers apart, others hold an acronym
    plain = names if is_person else [split_short(name)[0] for name in names]
    by_key = {name_key(name): name for name in reversed(plain)}
    first = name_key(shown)
    if first in by_key:
        yield shown
    yield from (name for key, name in reversed(by_key.items()) if key != first)


def _bearers(shown: Mapping[str, str], found: Mapping[str, Sequence[str]]) -> Counter[str]:
    """Count the entities that bear each key."""
    bearers: Counter[str] = Counter()
    for entity_id, name in shown.items():
        bearers.update({name_key(each) for each in (name, *found.get(entity_id, ()))})
    return bearers
