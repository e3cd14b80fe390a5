"""The merge report: the surface forms of each entity, their counts and rules, and the risk that they differ."""

from collections import Counter
from collections.abc import Mapping

import pandas as pd

from pipeline.names.forms import differ_by_one_letter, fold, group_by_key, is_full_name, slip_keys

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


def merges(mentions: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    """List the entities that several surface forms were joined to, the most suspicious first.

    An entity whose full name differs by one letter from that of a more frequent person is listed too, although the two
    were not joined: either is a slip, or they are two people.

    >>> rows = [("PER:merkel", "Merkel", "exact"), ("PER:merkel", "Merkels", "genitive")]
    >>> mentions = pd.DataFrame(rows, columns=["entity_id", "text", "rule"])
    >>> entities = pd.DataFrame({"entity_id": ["PER:merkel"], "name": ["Merkel"]})
    >>> merges(mentions, entities)[["suspicion", "name", "forms"]].to_dict("records")
    [{'suspicion': 0.03, 'name': 'Merkel', 'forms': 'Merkel 1 (exact); Merkels 1 (genitive)'}]

    Args:
        mentions: the mention table: entity_id, text, rule.
        entities: the entity table: entity_id, name.

    Returns:
        suspicion (probability that at least one form is another entity, by `RISKS`, or that the entity is another one),
        entity_id, name, mentions, forms (`Nasarbajew 3 (surname); …`, the most frequent first; then `like Angela
        Merkel` if a letter differs).
    """
    linked = mentions[mentions["entity_id"].notna()]
    counts = Counter(zip(linked["entity_id"], linked["text"], linked["rule"], strict=True))
    forms: dict[str, list[tuple[str, str, int]]] = {}
    for (entity_id, text, rule), count in sorted(counts.items()):
        forms.setdefault(entity_id, []).append((text, rule, count))
    names = dict(zip(entities["entity_id"], entities["name"], strict=True))
    alike = _look_alikes({key: sum(count for *_, count in found) for key, found in forms.items()}, names)
    rows = [
        _row(entity_id, names[entity_id], found, alike.get(entity_id))
        for entity_id, found in forms.items()
        if entity_id in names
    ]
    several = sorted((row for row in rows if row[0] > 0), key=lambda row: (-row[0], -row[3], row[1]))
    return pd.DataFrame(several, columns=list(COLUMNS))


def _look_alikes(mentions: Mapping[str, int], names: Mapping[str, str]) -> dict[str, str]:
    """Map people to the name of a more frequent one that differs by one letter: Angela Merkl to Angela Merkel."""
    keys = {
        entity_id: fold(names[entity_id])
        for entity_id in mentions
        if entity_id.startswith("PER:") and is_full_name(names.get(entity_id, ""))
    }
    common = sorted((-mentions[entity_id], entity_id) for entity_id in keys if mentions[entity_id] >= MIN_FREQUENT)
    index = group_by_key((key, entity_id) for _, entity_id in common for key in slip_keys(keys[entity_id]))
    found: dict[str, str] = {}
    for entity_id, key in keys.items():
        near = (other for shared in slip_keys(key) for other in index.get(shared, ()))
        for other in near:
            if mentions[entity_id] < mentions[other] and differ_by_one_letter(key, keys[other]):
                found.setdefault(entity_id, names[other])
    return found


def _row(
    entity_id: str, name: str, forms: list[tuple[str, str, int]], like: str | None
) -> tuple[float, str, str, int, str]:
    risks: dict[str, float] = {}
    for text, rule, _ in forms:
        risks[fold(text)] = max(_risk(rule), risks.get(fold(text), 0.0))
    trust = 1.0 if like is None else 1 - RISK_LOOK_ALIKE
    for risk in risks.values():
        trust *= 1 - risk
    ordered = sorted(forms, key=lambda form: (-form[2], form[0], form[1]))
    shown = "; ".join(f"{text} {count} ({rule})" for text, rule, count in ordered)
    shown += f"; like {like}" if like else ""
    return round(1 - trust, 3), entity_id, name, sum(count for _, _, count in forms), shown


def _risk(rule: str) -> float:
    """Risk of a rule, or the highest risk of several (`surname, transliteration`)."""
    return max(RISKS.get(part, 0.0) for part in rule.split(", "))
