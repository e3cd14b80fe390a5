"""The table `roles`: the roles that sentences state, of entities."""

from collections.abc import Container, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.names import Mention
from pipeline.parquet import iter_tuples
from pipeline.roles.items import GENITIVE, MAX_CHARACTERS
from pipeline.roles.statements import Role, find_roles

_BLOCK = 50_000  # sentences held as Python strings at once


class StatedRole(NamedTuple):
    """A role, the sentence that states it (a row of `sentences`), and the entity of each name of the sentence."""

    role: Role
    sentence: Any
    names: list[Mention]
    entities: list[str]


def role_rows(mentions: pd.DataFrame, sentences: pd.DataFrame, names: pd.DataFrame) -> Iterator[dict[str, Any]]:
    """Yield the rows of the table `roles`, in the order of `sentences`.

    Args:
        mentions: article_id, sentence, start, end and entity_id of all mentions.
        sentences: article_id, paragraph, sentence, start and text of all sentences.
        names: entity_id, name, label and country of all entities; `country` only of countries.
    """
    shown = dict(zip(names["entity_id"], names["name"], strict=True))
    places = _places(names)
    for role, sentence, _, entities in stated_roles(mentions, sentences, names):
        person, organisation = entities[role.person], role.organisation
        row: dict[str, Any] = {
            "entity_id": person,
            "name": shown[person],
            "role": role.role,
            "head": role.head,
            "organisation_id": None,
            "organisation": None,
            "status": role.status,
            "article_id": sentence.article_id,
            "paragraph": sentence.paragraph,
            "sentence": sentence.sentence,
            "start": sentence.start + role.start,
            "end": sentence.start + role.end,
            "rule": role.rule,
        }
        if organisation is not None:
            named = None if organisation.name is None else entities[organisation.name]
            row["organisation_id"] = named or places.get(str(organisation.place))
            row["organisation"] = sentence.text[organisation.start : organisation.end]
        yield row


def stated_roles(mentions: pd.DataFrame, sentences: pd.DataFrame, names: pd.DataFrame) -> Iterator[StatedRole]:
    """Yield the roles of people in all sentences that name one; arguments as for `role_rows`."""
    label_of = dict(zip(names["entity_id"], names["label"], strict=True))
    own_s = set(names.loc[names["name"].str.endswith(("s", "'", "’")), "entity_id"])
    columns = ["article_id", "sentence", "start", "end", "entity_id"]
    known = mentions.loc[mentions["entity_id"].isin(names["entity_id"]), columns]
    ids = pd.Index(sentences["article_id"].unique())
    step = int(sentences["sentence"].max()) + 1 if len(sentences) else 1
    at, of_mention = _keys(sentences, ids, step), _keys(known, ids, step)
    is_person = known["entity_id"].map(label_of).eq("PER").to_numpy()
    wanted = np.flatnonzero(np.isin(at, of_mention[is_person]))
    wanted = wanted[np.argsort(at[wanted], kind="stable")]
    order = np.lexsort((known["start"].to_numpy(), of_mention))
    ordered = of_mention[order]
    for low in range(0, len(wanted), _BLOCK):
        block = wanted[low : low + _BLOCK]
        first = np.searchsorted(ordered, at[block])
        last = np.searchsorted(ordered, at[block], side="right")
        rows = known.iloc[order[first[0] : last[-1]]]
        spans = list(zip(*(rows[name].tolist() for name in ("start", "end", "entity_id")), strict=True))
        bounds = zip((first - first[0]).tolist(), (last - first[0]).tolist(), strict=True)
        for sentence, (begin, end) in zip(iter_tuples(sentences.iloc[block]), bounds, strict=True):
            if len(sentence.text) <= MAX_CHARACTERS:
                yield from _of_sentence(sentence, spans[begin:end], label_of, own_s)


def _of_sentence(
    sentence: Any, spans: list[tuple[int, int, str]], label_of: Mapping[str, str], own_s: Container[str]
) -> Iterator[StatedRole]:
    entities, names = [entity for _, _, entity in spans], []
    for start, end, entity in spans:
        span = start - sentence.start, end - sentence.start
        is_genitive = entity not in own_s and sentence.text[slice(*span)].endswith(("s", "'", "’"))
        names.append(Mention(*span, label_of[entity], GENITIVE if is_genitive else "exact"))
    for role in find_roles(sentence.text, names):
        organisation = role.organisation.name if role.organisation else None
        if organisation is None or entities[organisation] != entities[role.person]:
            yield StatedRole(role, sentence, names, entities)


def _keys(rows: pd.DataFrame, ids: "pd.Index[str]", step: int) -> NDArray[np.int64]:
    article = ids.get_indexer(pd.Index(rows["article_id"])).astype(np.int64)
    return np.asarray(article * step + rows["sentence"].to_numpy(dtype=np.int64), dtype=np.int64)


def _places(names: pd.DataFrame) -> dict[str, str]:
    """Map the codes of countries and the names of places to their entities, as `Organisation.place` has them."""
    places = names[names["label"] == "LOC"].sort_values("entity_id", ascending=False)
    found: dict[str, str] = {row.name: row.entity_id for row in iter_tuples(places[["name", "entity_id"]])}
    found |= {row.country: row.entity_id for row in iter_tuples(places[["country", "entity_id"]]) if row.country}
    return found
