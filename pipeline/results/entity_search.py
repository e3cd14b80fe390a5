"""Resolve a name to an entity: exact match, or search that tolerates other spellings and transcriptions."""

import json
import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable
from functools import lru_cache
from importlib.resources import files

import pandas as pd

from pipeline.errors import UnknownNameError
from pipeline.translations import _

_MIN_SHARE = 0.5  # of shared trigrams; below it, words are unrelated

# The report searches with the same table and steps (report/templates/src/fold.js). Names are joined under a stricter
# key, `transliteration_key`: a search may return too much, but an entity must not merge two people.
_TABLE = json.loads((files("pipeline") / "data" / "search_folds.json").read_text(encoding="utf-8"))
_IGNORED = str.maketrans("", "", _TABLE["ignored"])
_SEQUENCES: dict[str, str] = _TABLE["sequences"]
_SEQUENCE = re.compile("|".join(sorted(_SEQUENCES, key=len, reverse=True)))
_PATTERNS = [(re.compile(pattern), re.sub(r"\$(\d)", r"\\\1", new)) for pattern, new in _TABLE["patterns"]]
_DOT_IN_ACRONYM = re.compile(r"([^\W\d_])\.(?=[^\W\d_])")  # U.S.A., not 3.000
_BETWEEN_WORDS = re.compile(r"[\W_]+")


class NameIndex:
    """Index of all names of the entities of a run.

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
                for word in fold(text).split():
                    self._words[word] |= entity_ids

    def entity_id(self, name: str) -> str:
        """Resolve an id, a display name, or a form in the texts to the id of the entity.

        Raises:
            UnknownNameError: if no entity or more than one matches; the message lists candidates.
        """
        if name in self._entities.index:
            return name
        for known in (self._ids, self._forms):
            if len(known.get(name, ())) == 1:
                return next(iter(known[name]))
            if name in known:
                message = _("{name!r} may be {ids}: give one of these ids")
                raise UnknownNameError(message.format(name=name, ids=_(" or ").join(sorted(known[name]))))
        close = self.find(name).head(3)
        hint = _(" or ").join(repr(each) for each in close["name"])
        advice = _("did you mean {names}?").format(names=hint)
        if not hint:
            advice = _("`find(text)` and `entities` list the names there are")
        message = _("no entity {name!r} in this run; {advice}")
        raise UnknownNameError(message.format(name=name, advice=advice))

    def find(self, text: str) -> pd.DataFrame:
        """Search for entities whose names match every word of the text exactly, in part or nearly; best first."""
        words = fold(text).split()
        per_word = [self._like(word) for word in words]
        shared = set.intersection(*(set(each) for each in per_word)) if per_word else set()
        rows = self._entities.loc[sorted(shared), ["entity_id", "name", "label", "mentions", "articles"]]
        scores = [sum(each[entity_id] for each in per_word) / len(words) for entity_id in rows["entity_id"]]
        by = ["likeness", "mentions", "entity_id"]
        ranked = rows.assign(likeness=scores).reset_index(drop=True)
        return ranked.sort_values(by, ascending=[False, False, True], ignore_index=True)

    def _like(self, query: str) -> dict[str, float]:
        """Likeness (0 to 1) of a word to the most similar word of each entity that it resembles."""
        scores: dict[str, float] = {}
        for word, entity_ids in self._words.items():
            score = likeness(query, word)
            if score:
                for entity_id in entity_ids:
                    scores[entity_id] = max(score, scores.get(entity_id, 0.0))
        return scores


@lru_cache(maxsize=1 << 16)
def fold(text: str) -> str:
    """Fold transcriptions of a name into the same key: lower-case words and digits, separated by single spaces."""
    letters = unicodedata.normalize("NFKD", text.translate(_IGNORED)).lower()
    letters = "".join(c for c in letters if not unicodedata.category(c).startswith("M"))
    words = _BETWEEN_WORDS.sub(" ", _DOT_IN_ACRONYM.sub(r"\1", letters)).strip()
    folded = _SEQUENCE.sub(lambda match: _SEQUENCES[match[0]], words)
    for pattern, replacement in _PATTERNS:
        folded = pattern.sub(replacement, folded)
    return folded


def likeness(query: str, word: str) -> float:
    """Similarity of two folded words, 0 to 1: exact, prefix, substring, or Dice of trigrams; as in search.js."""
    if query == word:
        return 1.0
    if word.startswith(query):
        return 0.9
    if len(query) > 2 and query in word:
        return 0.75
    a, b = _trigrams(query), _trigrams(word)
    share = 2 * len(a & b) / (len(a) + len(b))
    return 0.8 * share if share >= _MIN_SHARE else 0.0


def _trigrams(word: str) -> set[str]:
    padded = f"  {word} "
    return {padded[start : start + 3] for start in range(len(padded) - 2)}


def _pairs(texts: Iterable[str], entity_ids: Iterable[str]) -> Iterable[tuple[str, str]]:
    return zip(map(str, texts), map(str, entity_ids), strict=True)
