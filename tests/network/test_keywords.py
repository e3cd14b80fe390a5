"""Keywords of edges: the log-likelihood ratio of the words in their sentences, worked out by hand."""

import math
from typing import Any

import pandas as pd
import pytest

from pipeline.network import CorpusTables, NetworkOptions, build_network, edge_keywords, list_windows, select
from pipeline.network.keywords import MAX_KEYWORDS, MIN_LLR
from pipeline.network.vocabulary import Vocabulary, common_terms
from tests.helpers.handmade import Source, make_tables
from tests.helpers.small_corpora import shuffle

NAMES = {"PER:a": ("Anna Amsel", None), "PER:b": ("Bernd Bär", None), "LOC:c": ("Celle", None), "ORG:d": ("DRV", None)}
A, B, C, D = "[Amsel|PER:a|surname]", "[Bär|PER:b|surname]", "[Celle|LOC:c|exact]", "[DRV|ORG:d|exact]"


def corpus(*texts: str, filler: int = 0, copies: int = 0) -> CorpusTables:
    """One article per text, copies of the first, and articles of one sentence that make the corpus larger."""
    sources = [Source(f"{number}.txt", None, "2022-01-01", text) for number, text in enumerate(texts)]
    sources += [Source(f"kopie{number}.txt", None, "2022-01-01", texts[0], "0.txt") for number in range(copies)]
    sources += [Source(f"x{number}.txt", None, "2022-01-01", "Es regnete immer weiter.") for number in range(filler)]
    tables = make_tables(sources, NAMES)
    known = pd.DataFrame(
        [(key, name, key[:3], country) for key, (name, country) in sorted(NAMES.items())],
        columns=["entity_id", "name", "label", "country"],
    )
    return CorpusTables(tables["mentions"], tables["sentences"], tables["articles"], known)


def keywords(tables: CorpusTables, window: str = "sentence", **more: Any) -> dict[tuple[str, str], list[str]]:
    """The keywords of each edge."""
    options = NetworkOptions(window=window, **more)
    _, edges = build_network(tables, options, structure=False)
    exclusions = list_windows(select(tables, options), options)
    found = edge_keywords(tables, edges, options, exclusions=exclusions)
    ends = zip(edges["source"], edges["target"], strict=True)
    return {pair: words.split(", ") if words else [] for pair, words in zip(ends, found, strict=True)}


def test_worked_example():
    """Two of two sentences hold Streik, three of 40 do: G² = 12.06, above the bound; of Urlaub, in 15 of 40, 4.10."""
    texts = [f"{A} traf {B} beim Streik im Urlaub.", f"Den Streik im Urlaub beendete {A} mit {B}.", "Ein Streik droht."]
    texts += ["Am Urlaub ist alles gut."] * 13
    tables = corpus(*texts, filler=24)
    g2 = {
        together: 2 * (2 * math.log(40 / together) + (together - 2) * math.log((together - 2) * 40 / (38 * together))
                       + (40 - together) * math.log(40 / 38))
        for together in (3, 15)
    }  # fmt: skip

    assert len(tables.sentences) == 40
    assert g2[3] == pytest.approx(12.06, abs=0.01)
    assert g2[15] == pytest.approx(4.10, abs=0.01)
    assert g2[15] < MIN_LLR < g2[3]
    assert keywords(tables) == {("PER:a", "PER:b"): ["Streik"]}


def test_a_single_sentence_has_the_words_of_its_article():
    """A link with one sentence is about the words of it that are typical of the article: Streik, not Kuchen."""
    text = f"{A} sprach mit {B} beim Kuchen über den Streik.\nDer Streik dauert an.\nSeit dem Streik steht die Fähre."
    text += "\nDie Fähre ist leer."
    tables = corpus(text, *["Kuchen ist gut."] * 3, filler=60)

    assert keywords(tables) == {("PER:a", "PER:b"): ["Streik"]}


def test_forms_of_a_word_count_together():
    """Protest, Protests and Proteste are one word, shown in the form that the corpus has most often."""
    texts = [
        f"{A} und {B} loben den Protest.",
        f"Wegen des Protests stritten {A} und {B}.",
        "Neue Proteste, alte Proteste.",
    ]

    assert keywords(corpus(*texts, "Die Proteste enden.", filler=60)) == {("PER:a", "PER:b"): ["Proteste"]}


def test_the_capital_of_a_first_word_says_nothing():
    """Gestreikt at the start of a sentence is the verb, Streiks the noun; a word found only there is not told apart."""
    texts = [f"Gestreikt haben {A} und {B}.", f"Dann haben {A} und {B} gestreikt.", f"Streiks mögen {A} und {B}."]
    texts += ["Die vielen Streiks ruhen.", f"Seeluft tut {A} und {B} gut.", "Seeluft ist Seeluft."]

    assert keywords(corpus(*texts, filler=200))["PER:a", "PER:b"] == ["gestreikt"]


@pytest.mark.parametrize(
    "word",
    [
        "[DRV|ORG:d|exact]",  # a name
        "DRV",  # a name that was missed here
        "Bernd",  # part of the name of one of the two
        "Dienstag",
        "Millionen",
        "Nachrichtenagentur",
        "erklärte",
        "russischen",
        "kostenlose",
        "2022",
        "G20-Gipfel",
        "<b>",
    ],
)
def test_what_is_never_a_keyword(word):
    """Names, numbers, common words and adjectives of belonging are no keywords, however frequent."""
    texts = [f"Über {word} stritten {A} und {B} mit viel Streit.", f"Als {word} kam, hatten {A} und {B} den Streit."]
    texts += [f"{D} und {D} und {D} sind {C}."]

    assert keywords(corpus(*texts, filler=100))["PER:a", "PER:b"] == ["Streit"]


def test_copies_lists_and_other_dates_do_not_count():
    """A copy is no second sentence, a list of names no evidence, and an article outside the dates counts nowhere."""
    text = f"{A} und {B} im Streik."
    once = keywords(corpus(text, copies=3, filler=60))
    listed = keywords(corpus(f"{text}\n{A} und {B} und {C} im Streik mit Maiglocken.", filler=60), max_names=2)

    assert once == {("PER:a", "PER:b"): []}
    assert listed["PER:a", "PER:b"] == ["Streik"]
    assert keywords(corpus(text, text, filler=60)) == {("PER:a", "PER:b"): ["Streik"]}
    assert keywords(corpus(text, text, filler=60), date_from="2023") == {}


@pytest.mark.parametrize(
    ("window", "expected"), [("sentence", []), ("paragraph", ["Streik"]), ("sentences:2", ["Streik"])]
)
def test_wider_windows(window, expected):
    """Two names that share a paragraph are linked by the sentences that name either, without those between."""
    text = f"{A} ruft zum Streik.\nDen Streik will {B} beenden.\nEs regnete Pfützen auf Pfützen."
    found = keywords(corpus(text, filler=60), window)

    assert found.get(("PER:a", "PER:b"), []) == expected


def test_at_most_five_words_the_most_typical_first():
    """The words are sorted by G², equal ones by alphabet, and cut."""
    words = "Zoo Hafen Kanal Markt Wiese Wolke"
    texts = [f"{A} und {B}: {words}, Bach."] * 2 + ["Der Bach, der Zoo."] + ["Ein Zoo."]
    found = keywords(corpus(*texts, filler=60))["PER:a", "PER:b"]

    assert len(found) == MAX_KEYWORDS
    assert found == ["Hafen", "Kanal", "Markt", "Wiese", "Wolke"]


def test_order_and_size_of_blocks_do_not_matter(monkeypatch):
    """Shuffled tables and blocks of a single pair give the same words."""
    texts = [
        f"{A} und {B} und {C} im Streik am Hafen.",
        f"{A} und {B} im Streik.",
        f"{B} und {C} am Hafen.\nDer Hafen.",
    ]
    tables = corpus(*texts, filler=60)
    expected = keywords(tables)
    monkeypatch.setattr("pipeline.network.keywords.MAX_CELLS", 1)
    monkeypatch.setattr("pipeline.network.keywords._TEXTS", 2)

    assert expected["PER:a", "PER:b"] == ["Streik"]
    assert expected["LOC:c", "PER:b"] == ["Hafen"]
    assert keywords(shuffle(tables, 1)) == expected


def test_nothing_to_read():
    """Without sentences there are no edges and no words."""
    tables = corpus()

    assert keywords(tables) == {}
    assert Vocabulary.of([]).words == []
    assert ("jahr", True) in common_terms()
