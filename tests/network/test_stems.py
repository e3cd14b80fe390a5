"""The forms of a German word have one stem, and different words have different ones."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.network.stems import stem


@pytest.mark.parametrize(
    "forms",
    [
        "Protest Protests Proteste Protesten",
        "Anschlag Anschlags Anschläge Anschlägen",
        "Präsident Präsidenten",
        "Verhandlung Verhandlungen",
        "Haus Hauses Häuser Häusern",
        "Bundesland Bundesländer Bundesländern",
        "Mann Männer Männern",
        "Schuss Schusses Schüsse",
        "Streik Streiks",
        "Koalition Koalitionen",
        "verhaftet verhaftete verhafteten",
        "gewählt wählt wählte wählten",
    ],
)
def test_forms_of_a_word_have_one_stem(forms):
    """Number, case and tense do not change the stem."""
    assert len({stem(form) for form in forms.split()}) == 1


@pytest.mark.parametrize("words", ["Gericht Richter", "Wahl Wal", "Ermittler Ermittlung", "Tor Tod", "Partei Party"])
def test_different_words_have_different_stems(words):
    """Words of different meaning stay apart."""
    assert len({stem(word) for word in words.split()}) == 2


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(min_size=1, max_size=30))
def test_any_text_has_a_stem(text):
    """Whatever a word holds, something is left of it, and it depends on nothing but the word."""
    assert stem(text)
    assert stem(text) == stem(text)


def test_a_long_word_takes_time_in_proportion():
    """A word of a million letters that are all endings takes no time that grows with its square."""
    begin = time.process_time()
    stem("N" + "en" * 500_000)

    assert time.process_time() - begin < 5
