"""Search for many names at once, by first words and lengths."""

import re

from hypothesis import example, given, settings
from hypothesis import strategies as st

from pipeline.names.search import NameSearch, is_word_end


@given(st.lists(st.text("ab -(", min_size=1, max_size=6), max_size=6), st.text("ab -(", max_size=40))
@example(names=["aa-a", "--a"], text="aa-a")
@settings(derandomize=True, max_examples=300)
def test_search_finds_what_a_plain_loop_finds(names, text):
    """Every name in the text that begins a word is found from its first word, once."""
    search = NameSearch(names)
    found = [span for word in re.finditer(r"\w+", text) for span in search.starting_with(text, word.start(), word[0])]
    expected = {
        (match.start(), match.start() + len(name))
        for name in names
        if (first := re.search(r"\w+", name))
        for match in re.finditer(rf"(?<![\w-])(?={re.escape(name)})", text)
        if re.compile(r"\w+").match(text, match.start() + first.start())[0] == first[0]
    }

    assert set(found) == expected
    assert len(found) == len(set(found))


def test_longer_names_come_first():
    """Of several names at one position the longest comes first."""
    text = "Neue Bank Halle"

    assert list(NameSearch(["Neue", "Neue Bank", "Bank"]).starting_with(text, 0, "Neue")) == [(0, 9), (0, 4)]


def test_words_end_before_punctuation_but_not_before_hyphens():
    """A hyphenated compound is one word."""
    assert [is_word_end("Bank-Chef, Bank.", end) for end in (4, 9, 15, 16)] == [False, True, True, True]
