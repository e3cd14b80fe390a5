"""The word list of spacy-lookups-data: a million German words with their frequencies and Brown clusters."""

import gzip
import json
from pathlib import Path

import spacy_lookups_data

LOOKUPS = Path(spacy_lookups_data.__file__).parent / "data"
COMMON = 200_000


def lookup(name: str) -> dict[str, float]:
    """Word -> log probability (`prob`) or Brown cluster (`cluster`: a bit path read from the lowest bit)."""
    with gzip.open(LOOKUPS / f"de_lexeme_{name}.json.gz", "rt", encoding="utf-8") as file:
        table: dict[str, float] = json.load(file)
    return table


def listed_words() -> list[str]:
    """The most frequent words, and the rarer ones that may be names; by descending frequency."""
    chances = lookup("prob")
    ordered = sorted(chances, key=lambda word: (-chances[word], word))
    return [word for rank, word in enumerate(ordered) if rank < COMMON or not word[0].islower()]
