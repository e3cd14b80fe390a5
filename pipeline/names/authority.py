"""Match entities with authority lists, by the names that keep a whole name and never by a surname alone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import pandas as pd

from pipeline.names.authority_lists import AuthorityList, AuthorityRow
from pipeline.names.forms import fold_all, split_short, tidy
from pipeline.parquet import iter_tuples

AUTHORITY_COLUMNS = ("authority_id", "authority_name", "authority_url", "authority_candidates")
NAMING_RULES = frozenset(
    "exact spelling acronym initials variant transliteration country known label introduced propagated relabelled "
    "compound gazetteer alias".split()
)
"""Rules whose forms name the entity as a whole; a surname, a genitive or a slip does not."""

MAX_CANDIDATES = 20
"""Maximum number of ids that are listed for an ambiguous name."""

_GIVEN, _SHOWN, _FORM = range(3)
_ARTICLES = frozenset({"der ", "die ", "das ", "des ", "dem ", "the "})
_BLOCK = 200_000  # characters of names whose keys are made at once


class Bearer(NamedTuple):
    """An entity that a name may mean; `rank` is 1 for the name shown, and 2 and more for its forms by frequency."""

    entity_id: str
    label: str
    rank: int


class Candidate(NamedTuple):
    """An id that a list gives for an entity."""

    rank: int
    id: str
    name: str
    url: str | None


Matches = tuple[dict[str, Candidate], dict[str, Candidate], dict[str, Candidate]]
"""Candidates by id: of rows made for the entity, of its name as shown, of its other forms."""


def match_authorities(entities: pd.DataFrame, mentions: pd.DataFrame, lists: Iterable[AuthorityList]) -> pd.DataFrame:
    r"""Look up the entities in authority lists (docs/authority.md has the rules).

    >>> from pathlib import Path
    >>> path = Path("authority.csv")
    >>> _ = path.write_text("name;label;id\nMerkel, Angela;PER;Q567\n")
    >>> entities = pd.DataFrame({"entity_id": ["PER:angela-merkel"], "name": ["Angela Merkel"], "label": ["PER"]})
    >>> mentions = pd.DataFrame(columns=["entity_id", "text", "rule"])
    >>> match_authorities(entities, mentions, [AuthorityList(path)]).to_dict("records")[0]["authority_url"]
    'https://www.wikidata.org/wiki/Q567'

    Args:
        entities: entity_id, name, label.
        mentions: entity_id, text, rule.
        lists: a later list counts only for entities that no earlier one has, except rows made for the entity.

    Returns:
        `AUTHORITY_COLUMNS`, with the index of the entities. If several ids match, `authority_candidates` lists them and
        the others are null.

    Raises:
        AuthorityError: if a list cannot be read.
    """
    bearers = _bearers(entities, mentions)
    labels = dict(zip(entities["entity_id"], entities["label"], strict=True))
    decided: dict[str, tuple[int, list[Candidate]]] = {}
    for each in lists:
        for entity_id, matches in _matches(each, bearers, labels).items():
            kind = next(kind for kind, found in enumerate(matches) if found)
            if entity_id not in decided or kind == _GIVEN < decided[entity_id][0]:
                decided[entity_id] = kind, sorted(matches[kind].values(), key=lambda candidate: candidate.rank)
    rows = [_cells(decided[entity_id][1] if entity_id in decided else []) for entity_id in entities["entity_id"]]
    return pd.DataFrame(rows, columns=list(AUTHORITY_COLUMNS), index=entities.index, dtype=object)


def _bearers(entities: pd.DataFrame, mentions: pd.DataFrame) -> dict[str, list[Bearer]]:
    """The entities by the keys of their names."""
    found: dict[str, dict[str, Bearer]] = defaultdict(dict)
    shown = {row.entity_id: row for row in iter_tuples(entities[["entity_id", "name", "label"]])}
    named = [(name, row) for row in shown.values() for name in (row.name, *filter(None, split_short(row.name)))]
    for key, (_, row) in zip(_keys([name for name, _ in named]), named, strict=True):
        found[key][row.entity_id] = Bearer(row.entity_id, row.label, 1)
    counts = (
        mentions.groupby(["entity_id", "text", "rule"], observed=True)
        .size()
        .sort_values(ascending=False, kind="stable")
    )
    texts = counts.index.get_level_values("text").tolist()
    ranks: dict[str, int] = defaultdict(lambda: 1)
    for key, (entity_id, text, rule) in zip(_keys(texts), counts.index, strict=True):
        if entity_id in shown and NAMING_RULES.issuperset(rule.split(", ")) and _is_whole(text, shown[entity_id]):
            ranks[entity_id] += 1
            found[key].setdefault(entity_id, Bearer(entity_id, shown[entity_id].label, ranks[entity_id]))
    return {key: list(those.values()) for key, those in found.items()}


def _is_whole(form: str, entity: Any) -> bool:
    """Whether a form can stand for the name: not one word of the full name of a person."""
    return entity.label != "PER" or " " in form or " " not in entity.name


def _matches(each: AuthorityList, bearers: dict[str, list[Bearer]], labels: dict[str, str]) -> dict[str, Matches]:
    """Read a list and keep what it says about the entities."""
    found: dict[str, Matches] = defaultdict(lambda: ({}, {}, {}))
    for block in _blocks(each.read()):
        names: list[str] = []
        rows: list[AuthorityRow] = []
        for row in block:
            if row.entity_id and (entity_id := tidy(row.entity_id)) in labels:
                _add(found[entity_id][_GIVEN], row, 0)
                continue
            names += row.names()
            rows += [row] * (len(names) - len(rows))
        keys = _keys(names)
        known = bearers.keys() & set(keys)  # few: the rows of most blocks are skipped at once
        for key, row in zip(keys, rows, strict=True) if known else ():
            for bearer in bearers[key] if key in known else ():
                if row.label in ("", bearer.label):
                    _add(found[bearer.entity_id][_SHOWN if bearer.rank == 1 else _FORM], row, bearer.rank)
    return found


def _blocks(rows: Iterable[AuthorityRow]) -> Iterator[list[AuthorityRow]]:
    """Cut a list into blocks of a limited number of characters."""
    block: list[AuthorityRow] = []
    size = 0
    for row in rows:
        block.append(row)
        size += len(row.name) + len(row.other_names)
        if size > _BLOCK:
            yield block
            block, size = [], 0
    if block:
        yield block


def _add(candidates: dict[str, Candidate], row: AuthorityRow, rank: int) -> None:
    number, url = row.identity()
    known = candidates.get(number)
    if known is not None:
        candidates[number] = known._replace(rank=min(rank, known.rank), url=known.url or url)
    elif len(candidates) <= MAX_CANDIDATES:
        candidates[number] = Candidate(rank, number, tidy(row.name), url)


def _keys(names: Sequence[str]) -> list[str]:
    """The key of each name, that of `name_key` except that Den Haag is not Haag."""
    keys = fold_all(names)
    return [key[4:] if key[:4] in _ARTICLES else key for key in keys]


def _cells(candidates: Sequence[Candidate]) -> tuple[str | None, ...]:
    if not candidates:
        return None, None, None, None
    if len(candidates) == 1:
        (only,) = candidates
        return only.id, only.name, only.url, None
    shown = [f"{candidate.id} ({candidate.name})" for candidate in candidates[:MAX_CANDIDATES]]
    return None, None, None, " | ".join([*shown, "…"] if len(candidates) > MAX_CANDIDATES else shown)
