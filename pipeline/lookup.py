"""Which entity a person means: exact names, and a search that forgives spelling and transcription."""

import re
from collections import defaultdict
from collections.abc import Iterable

import pandas as pd

from pipeline.errors import UnknownNameError
from pipeline.name_forms import transliteration_key

_LEAST = 0.5  # below this share of common letter triples two words are different words


class NameIndex:
    """All names of a run's entities, ready for questions.

    Args:
        entities: entity_id, name, label, mentions, articles per entity.
        mentions: text and entity_id per mention.
    """

    def __init__(self, entities: pd.DataFrame, mentions: pd.DataFrame) -> None:
        self._entities = entities.set_index("entity_id", drop=False)
        pairs = mentions.loc[mentions["entity_id"].notna(), ["text", "entity_id"]].drop_duplicates()
        self._ids: dict[str, set[str]] = defaultdict(set)
        for text, entity_id in _pairs(entities["name"], entities["entity_id"]):
            self._ids[text].add(entity_id)
        self._forms: dict[str, set[str]] = defaultdict(set)
        for text, entity_id in _pairs(pairs["text"], pairs["entity_id"]):
            if entity_id in self._entities.index:
                self._forms[text].add(entity_id)
        self._words: dict[str, set[str]] = defaultdict(set)
        for known in (self._ids, self._forms):
            for text, entity_ids in known.items():
                for word in _words(text):
                    self._words[word] |= entity_ids

    def entity_id(self, name: str) -> str:
        """The entity with this id, display name or unique form in the text.

        Raises:
            UnknownNameError: if there is none or more than one; it says which could be meant.
        """
        if name in self._entities.index:
            return name
        for known in (self._ids, self._forms):
            if len(known.get(name, ())) == 1:
                return next(iter(known[name]))
            if name in known:
                raise UnknownNameError(f"{name!r} may be {' or '.join(sorted(known[name]))}: give one of these ids")
        close = self.find(name).head(3)
        hint = " or ".join(repr(each) for each in close["name"])
        advice = f"did you mean {hint}?" if hint else "`find(text)` and `entities` list the names there are"
        raise UnknownNameError(f"no entity {name!r} in this run; {advice}")

    def find(self, text: str) -> pd.DataFrame:
        """Entities of which every word of the text is a word, the beginning of one, or much like one; best first."""
        words = _words(text)
        likeness = [self._like(word) for word in words]
        shared = set.intersection(*(set(each) for each in likeness)) if likeness else set()
        rows = self._entities.loc[sorted(shared), ["entity_id", "name", "label", "mentions", "articles"]]
        scores = [sum(each[entity_id] for each in likeness) / len(words) for entity_id in rows["entity_id"]]
        by = ["likeness", "mentions", "entity_id"]
        ranked = rows.assign(likeness=scores).reset_index(drop=True)
        return ranked.sort_values(by, ascending=[False, False, True], ignore_index=True)

    def _like(self, query: str) -> dict[str, float]:
        """The best likeness, up to 1, of a word to a word of each entity."""
        scores: dict[str, float] = {}
        for word, entity_ids in self._words.items():
            likeness = _likeness(query, word)
            if likeness:
                for entity_id in entity_ids:
                    scores[entity_id] = max(likeness, scores.get(entity_id, 0.0))
        return scores


def _words(text: str) -> list[str]:
    """The words of a text, as keys under which transcriptions are equal."""
    return re.findall(r"\w+", transliteration_key(text))


def _likeness(query: str, word: str) -> float:
    if query == word:
        return 1.0
    if word.startswith(query):
        return 0.9
    a, b = _triples(query), _triples(word)
    share = 2 * len(a & b) / (len(a) + len(b))
    return 0.8 * share if share >= _LEAST else 0.0


def _triples(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _pairs(texts: Iterable[str], entity_ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    return zip(map(str, texts), map(str, entity_ids), strict=True)
