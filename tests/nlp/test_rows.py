"""Rows of one article."""

import pytest

from pipeline.nlp import language
from pipeline.nlp.language import load_model
from pipeline.nlp.rows import extract
from pipeline.nlp.sentences import split_sentences

TEXT = (
    "Unruhen in Almaty\n\nPräsident Qassym-Schomart Toqajew sprach am 7. Januar 2022. "
    "Kasachstans Regierung meldete 20 Tote."
    "\n\nRussland schickt 3000 Soldaten, sagte Toqajew."
)


def test_offsets_and_positions_are_exact(tiny_model: str) -> None:
    """The text of each row is the article's text between its offsets; paragraphs and sentences count from 0."""
    rows = extract(load_model(tiny_model)[0], TEXT)

    assert all(
        row["text"] == TEXT[row["start"] : row["end"]]
        for name in ("sentences", "mentions", "numbers")
        for row in rows[name]
    )
    assert [(row["paragraph"], row["sentence"]) for row in rows["sentences"]] == [(0, 0), (1, 1), (1, 2), (2, 3)]
    assert [(row["text"], row["paragraph"], row["sentence"]) for row in rows["mentions"]] == [
        ("Almaty", 0, 0),
        ("Qassym-Schomart Toqajew", 1, 1),
        ("Kasachstans", 1, 2),
        ("Russland", 2, 3),
        ("Toqajew", 2, 3),
    ]


def test_pieces_have_the_sentences_of_the_whole_text(tiny_model: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Sentences split piece by piece equal those of the whole text, even if a paragraph is cut."""
    monkeypatch.setattr(language, "MAX_PIECE", 70)
    rows = extract(load_model(tiny_model)[0], TEXT)

    assert [(row["start"], row["end"]) for row in rows["sentences"]] == split_sentences(TEXT)


def test_mentions_are_linked_to_a_name_by_a_rule(tiny_model: str) -> None:
    """A surname is linked to the full name of its article, with the rule `surname`."""
    last = extract(load_model(tiny_model)[0], TEXT)["mentions"][-1]

    assert (last["name"], last["rule"]) == ("Qassym-Schomart Toqajew", "surname")


def test_numbers_know_what_they_are_about(tiny_model: str) -> None:
    """The number of soldiers is about Russland and attributed to Toqajew; a date has a value in EDTF and no number."""
    numbers = {row["text"]: row for row in extract(load_model(tiny_model)[0], TEXT)["numbers"]}

    assert numbers["3000"]["about"] == "Russland"
    assert numbers["3000"]["attributed_to"] == "Qassym-Schomart Toqajew"
    assert numbers["3000"]["noun"] == "Soldaten"
    assert numbers["7. Januar 2022"]["edtf"] == "2022-01-07"
    assert numbers["7. Januar 2022"]["value"] is None
