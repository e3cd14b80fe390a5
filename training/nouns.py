"""The list of common nouns in `pipeline/data/names_common.txt`, by which rules tell a name from a word.

python -m training.nouns

A noun is a word that the annotators of GermEval train and the news of SmartData left outside names, or that has a
plural in the lemma table of spacy-lookups-data, unless more than a fifth of its occurrences are names of one word.
"""

import gzip
import json
import re
from collections import Counter
from collections.abc import Iterable
from itertools import chain
from pathlib import Path
from textwrap import fill

from training.corpora import Sentence, germeval_train, smartdata
from training.lexicon import LOOKUPS, lookup

OUTPUT = Path(__file__).parents[1] / "pipeline" / "data" / "names_common.txt"
HEADER = """\
# Common nouns that a model may take for names, in their base forms. Made by `python -m training.nouns` from GermEval
# 2014 train, the news of SmartData (both CC BY 4.0), and the lemmas and word probabilities of spacy-lookups-data (MIT).
"""
MIN_LOG_PROBABILITY = -14.5  # of a noun that is known from the lemma table only
_NOUN = re.compile(r"[A-ZÄÖÜ][a-zäöüß]{2,}")
_BEFORE_CAPITAL = frozenset('„“”"»«:.!?-–')


def count(sentences: Iterable[Sentence]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Occurrences of each capitalised word outside names, in names, and as a name alone; sentence starts left out."""
    outside: Counter[str] = Counter()
    inside: Counter[str] = Counter()
    alone: Counter[str] = Counter()
    for sentence in sentences:
        tags = [*sentence.tags, "O"]
        for index, word in enumerate(sentence.words[1:], 1):
            if not _NOUN.fullmatch(word) or sentence.words[index - 1] in _BEFORE_CAPITAL:
                continue
            outside[word] += tags[index] == "O"
            inside[word] += tags[index] != "O"
            alone[word] += tags[index].startswith("B-") and not tags[index + 1].startswith("I-")
    return outside, inside, alone


def common_nouns() -> list[str]:
    """The list in alphabetical order."""
    outside, inside, alone = count(chain(germeval_train(), *smartdata(news=True)))
    chances = lookup("prob")
    with gzip.open(LOOKUPS / "de_lemma_lookup.json.gz", "rt", encoding="utf-8") as file:
        base_of: dict[str, str] = json.load(file)
    forms: dict[str, set[str]] = {}
    for form, base in base_of.items():
        forms.setdefault(base, {base}).add(form)
    nouns = set()
    for base, inflected in forms.items():
        has_plural = bool(inflected - {base, f"{base}s", f"{base}es"})
        frequent = max(chances.get(form, -99.0) for form in inflected) >= MIN_LOG_PROBABILITY
        if base.lower() not in forms and ((has_plural and frequent) or (outside[base] and not alone[base])):
            nouns.add(base)
    nouns |= {
        word
        for word, times in outside.items()
        if times > 2
        and times >= 4 * inside[word]
        and chances.get(word.lower(), -99.0) < chances.get(word, -99.0)
        and base_of.get(word) not in nouns
    }
    return sorted(word for word in nouns if _NOUN.fullmatch(word) and outside[word] >= 4 * alone[word])


def main() -> None:
    """Write the list."""
    nouns = common_nouns()
    OUTPUT.write_text(HEADER + fill(" ".join(nouns), 120, break_on_hyphens=False) + "\n", encoding="utf-8")
    print(f"{OUTPUT}: {len(nouns):,} nouns")


if __name__ == "__main__":
    main()
