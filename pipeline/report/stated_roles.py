"""The roles of people in the report: each as the text states it, with its first sentences."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

import pandas as pd

from pipeline.parquet import iter_tuples
from pipeline.report.texts import SentenceKey

MAX_ROLES, MAX_PLACES = 12, 3  # per person, and sentences of each


def role_rows(
    roles: pd.DataFrame, number_of: Mapping[str, int], number_of_article: Mapping[str, int]
) -> Iterator[list[Any]]:
    """Yield the roles of carried persons, those stated most often first, with the first sentences of each.

    Args:
        roles: the table of roles, without those in copies of articles.
        number_of: index of each entity in the page's data.
        number_of_article: index of each article.
    """
    found: dict[tuple[int, str, str | None, int | None], dict[SentenceKey, None]] = defaultdict(dict)
    columns = ["entity_id", "role", "status", "organisation_id", "article_id", "sentence"]
    for row in iter_tuples(roles[columns].sort_values(["article_id", "sentence"], kind="stable")):
        if row.entity_id in number_of:
            key = (number_of[row.entity_id], row.role, row.status, number_of.get(row.organisation_id))
            found[key][row.article_id, row.sentence] = None
    carried: Counter[int] = Counter()
    for key, places in sorted(found.items(), key=lambda item: (-len(item[1]), item[0][:2], str(item[0]))):
        carried[key[0]] += 1
        if carried[key[0]] <= MAX_ROLES:
            known = [(number_of_article[place[0]], place[1]) for place in places if place[0] in number_of_article]
            yield [*key, len(places), [number for place in known[:MAX_PLACES] for number in place]]


def role_sentences(rows: Iterable[Sequence[Any]], article_ids: Sequence[str]) -> Iterator[SentenceKey]:
    """Yield the sentences of these rows."""
    for *_, places in rows:
        yield from zip((article_ids[number] for number in places[::2]), places[1::2], strict=True)
