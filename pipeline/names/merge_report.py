"""The merge report: the surface forms of each entity, their counts and rules, and the risk that they differ."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from pipeline.names.forms import (
    differ_by_one_letter,
    fold,
    group_by_key,
    is_full_name,
    looks_like_acronym,
    slip_keys,
)
from pipeline.names.heads import head_class
from pipeline.names.knowledge import common_surnames, first_names, known
from pipeline.names.nations import name_of_many

COLUMNS = ("suspicion", "entity_id", "name", "mentions", "forms")
RISKS = {
    "spelling": 0.01,
    "country": 0.01,
    "known": 0.02,
    "genitive": 0.03,
    "demonym": 0.05,
    "inflection": 0.05,
    "variant": 0.05,
    "propagated": 0.05,
    "introduced": 0.05,
    "context": 0.05,
    "acronym": 0.1,
    "surname": 0.1,
    "relabelled": 0.1,
    "initial": 0.2,
    "label": 0.2,
    "initials": 0.25,
    "slip": 0.25,
    "transliteration": 0.25,
    "first-name": 0.3,
    "part": 0.3,
}
"""Estimated share of wrong joins of each rule, by judgement rather than measured; other rules merge nothing."""
RISK_LOOK_ALIKE = 0.2
"""Estimated probability that a full name is a slip of a more frequent one that differs by one letter; by judgement."""
MIN_FREQUENT = 3
"""Minimum number of mentions of the name that a slip may stand for."""

RISK_SHORT = 0.5
"""Risk of a first name or surname alone, an acronym or a generic name whose articles share no other name."""

RISK_SAME_ID = 0.5
"""Risk that an entity with the authority id of a more frequent one is that one; by judgement."""

RISK_COUNTRIES = 0.2
"""Risk of an institution whose articles are about different countries and share no other name."""

RISK_NEIGHBOURS = 0.1
"""Risk of a common full name of a person whose articles share no other name."""

MAX_ARTICLES = 20
"""Maximum number of articles of a name that is tested for namesakes: with more, some share a name by chance."""

MAX_COUNTRIES = 3
"""Maximum number of countries of namesakes: with more, the name is rather one that is known everywhere, as Reuters."""

MAX_COMMON = 0.1
"""Share of the articles above which a name is so common that sharing it says nothing."""


def merges(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """List the entities with several surface forms, the most suspicious first.

    An entity whose full name differs by one letter from that of a more frequent person is listed too, although the two
    were not joined: either is a slip, or they are two people. So is an entity with the authority id of another one.

    >>> rows = [("PER:merkel", "Merkel", "exact"), ("PER:merkel", "Merkels", "genitive")]
    >>> mentions = pd.DataFrame(rows, columns=["entity_id", "text", "rule"])
    >>> entities = pd.DataFrame({"entity_id": ["PER:merkel"], "name": ["Merkel"]})
    >>> merges(mentions, entities)[["suspicion", "name", "forms"]].to_dict("records")
    [{'suspicion': 0.03, 'name': 'Merkel', 'forms': 'Merkel 1 (exact); Merkels 1 (genitive)'}]

    Args:
        mentions: the mention table: entity_id, text, rule; with article_id, namesakes are looked for too.
        entities: the entity table: entity_id, name; with label and country, namesakes are looked for too, with
            authority_id entities of one id.

    Returns:
        suspicion (probability that at least one form is another entity, by `RISKS`, that the entity is another one, or
        that it is several: its articles are about different countries and share no other name), entity_id, name,
        mentions, forms (`Nasarbajew 3 (surname); …`, the most frequent first; then `like Angela Merkel` if a letter
        differs, `same authority id as OVKS (Q318693)`, and the countries of namesakes).
    """
    linked = mentions[mentions["entity_id"].notna()]
    counts = Counter(zip(linked["entity_id"], linked["text"], linked["rule"], strict=True))
    forms: dict[str, list[tuple[str, str, int]]] = {}
    for (entity_id, text, rule), count in sorted(counts.items()):
        forms.setdefault(entity_id, []).append((text, rule, count))
    names = dict(zip(entities["entity_id"], entities["name"], strict=True))
    totals = {key: sum(count for *_, count in found) for key, found in forms.items()}
    doubts = (_look_alikes(totals, names), _same_ids(totals, entities), _namesakes(linked, entities))
    rows = [
        _row(entity_id, names[entity_id], found, [d[entity_id] for d in doubts if entity_id in d])
        for entity_id, found in forms.items()
        if entity_id in names
    ]
    several = sorted((row for row in rows if row[0] > 0), key=lambda row: (-row[0], -row[3], row[1]))
    return pd.DataFrame(several, columns=list(COLUMNS))


def _look_alikes(mentions: Mapping[str, int], names: Mapping[str, str]) -> dict[str, tuple[float, str]]:
    """Risk and note of people whose name differs by one letter from a more frequent one: Angela Merkl, like Merkel."""
    keys = {
        entity_id: fold(names[entity_id])
        for entity_id in mentions
        if entity_id.startswith("PER:") and is_full_name(names.get(entity_id, ""))
    }
    common = sorted((-mentions[entity_id], entity_id) for entity_id in keys if mentions[entity_id] >= MIN_FREQUENT)
    index = group_by_key((key, entity_id) for _, entity_id in common for key in slip_keys(keys[entity_id]))
    found: dict[str, tuple[float, str]] = {}
    for entity_id, key in keys.items():
        near = (other for shared in slip_keys(key) for other in index.get(shared, ()))
        for other in near:
            if mentions[entity_id] < mentions[other] and differ_by_one_letter(key, keys[other]):
                found.setdefault(entity_id, (RISK_LOOK_ALIKE, f"like {names[other]}"))
    return found


def _same_ids(mentions: Mapping[str, int], entities: pd.DataFrame) -> dict[str, tuple[float, str]]:
    """Risk and note of each entity with the authority id of a more frequent one; they are never joined silently."""
    if "authority_id" not in entities:
        return {}
    known = entities.loc[entities["authority_id"].notna(), ["entity_id", "name", "authority_id"]]
    rows = sorted(known.itertuples(index=False, name=None), key=lambda row: (-mentions.get(row[0], 0), row[0]))
    first: dict[str, str] = {}
    found = {}
    for entity_id, name, number in rows:
        if number in first:
            found[entity_id] = RISK_SAME_ID, f"same authority id as {first[number]} ({number})"
        first.setdefault(number, name)
    return found


def _row(
    entity_id: str, name: str, forms: list[tuple[str, str, int]], doubts: Sequence[tuple[float, str]]
) -> tuple[float, str, str, int, str]:
    risks: dict[str, float] = {}
    for text, rule, _ in forms:
        risks[fold(text)] = max(_risk(rule), risks.get(fold(text), 0.0))
    trust = math.prod(1 - risk for risk, _ in doubts)
    for risk in risks.values():
        trust *= 1 - risk
    ordered = sorted(forms, key=lambda form: (-form[2], form[0], form[1]))
    shown = "; ".join(f"{text} {count} ({rule})" for text, rule, count in ordered)
    shown = "; ".join([shown, *(note for _, note in doubts)])
    return round(1 - trust, 3), entity_id, name, sum(count for _, _, count in forms), shown


def _risk(rule: str) -> float:
    """Risk of a rule, or the highest risk of several (`surname, transliteration`)."""
    return max(RISKS.get(part, 0.0) for part in rule.split(", "))


def _namesakes(linked: pd.DataFrame, entities: pd.DataFrame) -> dict[str, tuple[float, str]]:
    """Risk and note of each entity whose articles look as if they were about several bearers of its name."""
    if not {"article_id"} <= set(linked.columns) or not {"label", "country"} <= set(entities.columns):
        return {}
    pairs = zip(linked["article_id"], linked["entity_id"], strict=True)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for article, entity in pairs:
        counts[article][entity] += 1
    articles: dict[str, list[str]] = defaultdict(list)
    for article, found in counts.items():
        for entity in found:
            articles[entity].append(article)
    codes = dict(entities.loc[entities["country"].notna(), ["entity_id", "country"]].itertuples(index=False, name=None))
    common = {entity for entity, found in articles.items() if len(found) > max(MAX_COMMON * len(counts), 2)}
    others = {article: set(found) - common - codes.keys() for article, found in counts.items()}
    about = {article: _main_country(found, codes) for article, found in counts.items()}
    near = _beside_countries(linked, about, codes)
    result = {}
    for entity, name, label in zip(entities["entity_id"], entities["name"], entities["label"], strict=True):
        where = articles[entity]
        if not _may_have_namesakes(name, label) or not 2 <= len(where) <= MAX_ARTICLES or known(name) is not None:
            continue
        if not _are_strangers(entity, where, others):
            continue
        countries = Counter(code for article in where if (code := about[article]) is not None)
        if looks_like_acronym(name) and not all((article, entity) in near for article in where if about[article]):
            continue
        if 1 < len(countries) <= MAX_COUNTRIES:
            shown = ", ".join(
                f"{code} {count}" for code, count in sorted(countries.items(), key=lambda c: (-c[1], c[0]))
            )
            result[entity] = _namesake_risk(name, label), f"articles about {shown}"
        elif label == "PER":
            result[entity] = _namesake_risk(name, label), "articles share no other name"
    return result


def _may_have_namesakes(name: str, label: str) -> bool:
    """Whether several people or institutions may bear a name: Fischer, Thomas Müller, PPP, Verfassungsgericht.

    Firms, media and rare names are the same ones everywhere: Siemens, CNN, Rihanna.
    """
    words = name.split()
    if label == "PER":
        return all(fold(word) in first_names() or fold(word) in common_surnames() for word in words)
    if label != "ORG":
        return False
    is_generic = name_of_many(name) is not None or (len(words) == 1 and head_class(name) in ("institution", "body"))
    return is_generic or looks_like_acronym(name)


def _namesake_risk(name: str, label: str) -> float:
    if " " not in name or name_of_many(name) is not None:
        return RISK_SHORT
    return RISK_NEIGHBOURS if label == "PER" else RISK_COUNTRIES


def _beside_countries(
    linked: pd.DataFrame, about: Mapping[str, str | None], codes: Mapping[str, str]
) -> set[tuple[str, str]]:
    """Articles and entities that share a sentence with the country of the article, as parties do and media do not.

    Without sentences in the table, they need only share the article.
    """
    keys = [name for name in ("article_id", "paragraph", "sentence") if name in linked]
    found: dict[tuple[object, ...], set[str]] = defaultdict(set)
    for *place, entity in zip(*(linked[name] for name in (*keys, "entity_id")), strict=True):
        found[tuple(place)].add(entity)
    return {
        (str(place[0]), entity)
        for place, entities in found.items()
        if any(codes.get(other) == about[str(place[0])] for other in entities & codes.keys())
        for entity in entities
    }


def _main_country(found: Counter[str], codes: Mapping[str, str]) -> str | None:
    """The country that an article mentions in most of its mentions of countries; None without such a country."""
    votes: Counter[str] = Counter()
    for entity, count in found.items():
        if entity in codes:
            votes[codes[entity]] += count
    best = max(sorted(votes), key=lambda code: votes[code], default=None)
    return best if best is not None and 2 * votes[best] > votes.total() else None


def _are_strangers(entity: str, articles: Iterable[str], others: Mapping[str, set[str]]) -> bool:
    """Whether the articles of an entity fall into groups that share no other name, and each has another name."""
    groups: list[set[str]] = []
    for article in articles:
        names = others[article] - {entity}
        if not names:
            return False
        touching = [group for group in groups if not group.isdisjoint(names)]
        groups = [group for group in groups if group.isdisjoint(names)] + [names.union(*touching)]
    return len(groups) > 1
