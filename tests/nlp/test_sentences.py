"""Sentences, paragraphs and pieces."""

from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.nlp.sentences import MAX_SENTENCE, paragraphs, pieces, split_sentences
from tests.helpers.timing import takes_linear_time

DATA = Path(__file__).parents[1] / "data"
ONE = [
    "Der 2. Weltkrieg begann am 1. September 1939.",
    "Am 3. und 4. Oktober tagte der Rat.",
    "Am Montag, 18. Mai, kam Dr. Müller nach St. Pölten.",
    "Der 44. US-Präsident feierte seinen 60. Geburtstag.",
    "Das kostet 3,5 Mio. Euro bzw. 4 Mrd. Dollar.",
    "Papst Benedikt XVI. reiste nach Bayern.",
    "J. F. Kennedy und R. Kelly sprachen, d. h. sie stritten.",
    "Er kam z. B. Anfang Mai oder ca. Mitte Juni.",
    "Die Show „Wetten, dass..?“ Moderator Gottschalk ging.",
    "„Genug!“, rief sie.",
    "„Das geht nicht!“ sagte er.",
    "Die Sendung lief um 17.30 Uhr auf tagesschau.de und www.zdf.de.",
    "Hamburg, 18. Mai (dpa) – Die Elbe steigt.",
    "Die 1. Bundesliga startet.",
    "Nr. 5 lebt, vgl. Abs. 3 Satz 1.",
    "Rafik Y., die Route kennend, schwieg.",
    "Der 1. FC Köln gewann das 3. Spiel in Folge.",
    "Im 19. und 20. Jahrhundert wuchs die Stadt.",
]
MANY = [
    (["Er endete 1945.", "Danach kam Frieden."], " "),
    (["Sie zahlte 3.000.", "Er nichts."], " "),
    (["Er sagte: „Wir gehen.“", "Danach ging er."], " "),
    (["Was nun?", "Niemand wusste es!", "Wirklich."], " "),
    (["»So ist es.«", "Damit schloss er."], " "),
    (["Das gilt ab dem 1. Januar.", "Die Preise steigen."], " "),
    (["Die SPD kam auf 20.", "Bayern jubelte."], " "),
    (["Äpfel, Birnen usw.", "Das alles kostet."], " "),
    (["Das Land liegt in Asien.", "Die Leute leben dort."], ""),
    (["Titel ohne Punkt", "Der erste Satz.", "Der zweite."], "\n\n"),
]


@pytest.mark.parametrize("text", ONE)
def test_one_sentence_stays_one(text: str) -> None:
    """Ordinals, dates, abbreviations, initials and quotations do not end a sentence."""
    assert [text[start:end] for start, end in split_sentences(text)] == [text]


@pytest.mark.parametrize(("sentences", "between"), MANY)
def test_sentences_are_parted(sentences: list[str], between: str) -> None:
    """A mark before the start of a sentence ends the sentence before it."""
    text = between.join(sentences)

    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def marked(name: str) -> list[list[str]]:
    """Texts of a file in `tests/data`, with a `|` at each sentence end."""
    lines = (DATA / name).read_text(encoding="utf-8").splitlines()
    return [line.split(" | ") for line in lines if line and not line.startswith("#")]


@pytest.mark.parametrize("sentences", marked("sentences.txt"), ids=" | ".join)
def test_sentence_breaks(sentences: list[str]) -> None:
    """Abbreviations, ordinals, times, brackets and quotations end a sentence only if one ends there."""
    text = " ".join(sentences)

    assert [text[start:end] for start, end in split_sentences(text)] == sentences


def test_held_out_sentence_breaks() -> None:
    """At least 59 of 60 texts collected before the rules were written are split as a reader would split them."""
    texts = [(" ".join(sentences), sentences) for sentences in marked("sentences_heldout.txt")]
    right = [[text[start:end] for start, end in split_sentences(text)] == sentences for text, sentences in texts]

    assert len(right) == 60
    assert sum(right) >= 59


def test_a_function_word_after_an_ordinal_begins_a_sentence() -> None:
    """After an ambiguous full stop, a word capitalised only at the start of sentences decides."""
    text = "Es war der 24. Dann kam der Regen."

    assert len(split_sentences(text)) == 2


def test_paragraphs_are_runs_between_newlines() -> None:
    """Paragraphs exclude the white space around them, and blank lines are not paragraphs."""
    text = "\n Eins. \n\n  \nZwei\n"

    assert [text[start:end] for start, end in paragraphs(text)] == ["Eins.", "Zwei"]


def test_pieces_end_with_paragraphs_or_sentences() -> None:
    """A long text is cut at sentence ends, and nothing is lost."""
    text = "\n\n".join("Angela Merkel sprach in Berlin. Olaf Scholz hörte zu." for _ in range(100))
    cut = list(pieces(text, limit=200))
    sentences = split_sentences(text)

    assert all(end - start <= 200 for start, end in cut)
    assert sorted(s for start, end in cut for s in _shifted(text[start:end], start)) == sentences


def _shifted(text: str, offset: int) -> list[tuple[int, int]]:
    return [(start + offset, end + offset) for start, end in split_sentences(text)]


def test_text_without_an_end_is_cut_outside_names() -> None:
    """A run of 100,000 characters without a full stop is bounded, and cut after a comma or a word in lower case."""
    text = "der Kanzler Olaf Scholz spricht weiter und " * 2500
    sentences = split_sentences(text)

    assert max(end - start for start, end in sentences) <= MAX_SENTENCE
    assert not any(text[start:end].endswith("Olaf") for start, end in sentences)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(alphabet=st.sampled_from("aAbB1.!?„“» \n-,…Äß("), max_size=200))
def test_sentences_cover_the_text(text: str) -> None:
    """Sentences are in order, do not overlap, and cover every character except white space."""
    spans = split_sentences(text)
    covered = "".join(text[start:end] for start, end in spans)

    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert "".join(covered.split()) == "".join(text.split())


@pytest.mark.parametrize(
    "text",
    [
        "a. " * 100_000,
        "." * 300_000,
        "„" * 100_000 + "! A" * 10,
        "1. " * 100_000,
        "„A! A" * 50_000,
        "Die „Los!“ A " * 25_000,
    ],
)
def test_hostile_text_takes_linear_time(text: str) -> None:
    """Four times as many marks and quotes take about four times as long."""
    assert takes_linear_time(lambda size: split_sentences(text[:size]), len(text))
