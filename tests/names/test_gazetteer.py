"""The user's gazetteer: read from what a spreadsheet writes, found as whole words, the user's label being final."""

import time
from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import GazetteerError
from pipeline.names.article_links import link_article
from pipeline.names.cleaning import Mention
from pipeline.names.gazetteer import Gazetteer, listed_mentions, pack, read_gazetteer, unpack

LISTED = {
    "Bank": "ORG",
    "Neue Bank": "ORG",
    "Neue Bank Halle (Saale)": "ORG",
    "Halle": "LOC",
    "Lutz": "PER",
    "Lu": "MISC",
    "Peters": "PER",
    "1. FC Union": "ORG",
    "Yahoo!": "ORG",
    "Öl-Meier": "ORG",
}


def found(text, labels=LISTED):
    """Names found in a text, as forms with labels."""
    return [(text[m.start : m.end], m.label) for m in Gazetteer(labels).find(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Die Bank schwieg.", [("Bank", "ORG")]),
        ("Banker, bank, Parkbank, Bank-Chef, Landes-Bank, Bank1", []),
        ("Die Neue Bank kam.", [("Neue Bank", "ORG")]),
        ("Neue Bank Halle (Saale) in Halle", [("Neue Bank Halle (Saale)", "ORG"), ("Halle", "LOC")]),
        ("Neue Bank Halle", [("Neue Bank", "ORG"), ("Halle", "LOC")]),
        ("Halles Hafen, Neue Banks Chef", [("Halles", "LOC"), ("Neue Banks", "ORG")]),
        ("Lutzs Haus, Lutz’ Haus, Lus Haus", [("Lutz", "PER"), ("Lus", "MISC")]),
        ("Peters ging, Peterss nicht, Peter auch.", [("Peters", "PER")]),
        ("Der 1. FC Union und Yahoo! und Öl-Meier.", [("1. FC Union", "ORG"), ("Yahoo!", "ORG"), ("Öl-Meier", "ORG")]),
        ("21. FC Union", []),
        ("FC Union", []),
        ("Die Neue", []),
        ("Neue Bank Halle (Saal", [("Neue Bank", "ORG"), ("Halle", "LOC")]),
        ("„Halle“/(Halle)", [("Halle", "LOC"), ("Halle", "LOC")]),
        ("", []),
    ],
)
def test_names_are_found_as_whole_words(text, expected):
    """Longest first, with a genitive s, never inside a word or a compound, case counting."""
    assert found(text) == expected


@given(
    st.lists(st.text("ab sX-", min_size=1, max_size=6), max_size=6), st.lists(st.sampled_from("ab sX-."), max_size=40)
)
@settings(derandomize=True, max_examples=200)
def test_what_is_found_is_listed_and_apart(names, letters):
    """Whatever names and text: each span is a listed name or one with an s, sorted and without overlap."""
    text = "".join(letters)
    mentions = list(Gazetteer(dict.fromkeys(names, "ORG")).find(text))

    assert all({text[m.start : m.end], text[m.start : m.end].removesuffix("s")} & set(names) for m in mentions)
    assert all(a.end <= b.start for a, b in pairwise(mentions))


@pytest.mark.parametrize(
    ("model", "expected"),
    [
        ([], [("Neue Bank", "ORG", "gazetteer"), ("Halle", "LOC", "gazetteer")]),
        ([("Bank", "LOC")], [("Neue Bank", "ORG", "gazetteer"), ("Halle", "LOC", "gazetteer")]),
        ([("Neue Bank", "LOC")], [("Neue Bank", "ORG", "gazetteer"), ("Halle", "LOC", "gazetteer")]),
        ([("Neue Bank", "ORG"), ("Halle", "LOC")], [("Neue Bank", "ORG", "model"), ("Halle", "LOC", "model")]),
        ([("Die Neue Bank", "MISC")], [("Die Neue Bank", "MISC", "model"), ("Halle", "LOC", "gazetteer")]),
        ([("Halle Saale", "LOC")], [("Neue Bank", "ORG", "gazetteer"), ("Halle Saale", "LOC", "model")]),
        (
            [("Saale", "LOC")],
            [("Neue Bank", "ORG", "gazetteer"), ("Halle", "LOC", "gazetteer"), ("Saale", "LOC", "model")],
        ),
    ],
)
def test_the_list_wins_over_all_but_longer_names(model, expected):
    """Missed names are added, labels corrected, shorter spans replaced; a longer name of the model is not cut."""
    text = "Die Neue Bank kam nach Halle Saale."
    spans = [(text.index(form), text.index(form) + len(form), label) for form, label in model]

    mentions = listed_mentions(text, [Mention(*span) for span in spans], Gazetteer(LISTED), counts=Counter())

    assert [(text[m.start : m.end], m.label, m.rule) for m in mentions] == expected


def test_what_the_list_changed_is_counted():
    """Added and relabelled mentions are counted apart; without a gazetteer nothing changes."""
    text, counts = "Halle, Bank, Lutz", Counter()
    given_ = [Mention(0, 5, "PER"), Mention(13, 17, "PER")]

    listed_mentions(text, given_, Gazetteer(LISTED), counts=counts)

    assert counts == {"gazetteer_relabelled": 1, "gazetteer_added": 1}
    assert listed_mentions(text, given_, None, counts=counts) == given_


@pytest.mark.parametrize(
    ("text", "listed", "expected"),
    [
        ("Semireks Chef kam.", {"Semirek": "ORG"}, [("Semirek", "ORG", "genitive")]),
        (
            "Semirek kam. Semireks Chef auch.",
            {"Semirek": "ORG"},
            [("Semirek", "ORG", "gazetteer"), ("Semirek", "ORG", "genitive")],
        ),
        ("Frankreichs Chef, Frankreich", {"Frankreichs": "ORG"}, [("Frankreichs", "ORG", "gazetteer")]),
        (
            "Max Weber kam. Weber schwieg.",
            {"Weber": "ORG", "Max Weber": "PER"},
            [("Max Weber", "PER", "gazetteer"), ("Weber", "ORG", "gazetteer")],
        ),
    ],
)
def test_listed_names_are_base_forms_and_keep_their_labels(text, listed, expected):
    """A genitive leads to the listed name, a listed name is a genitive of nothing, and no rule changes its label."""
    mentions = listed_mentions(text, [], Gazetteer(listed), counts=Counter())

    links = link_article(text, mentions, listed=listed)

    assert [(link.name, link.label, link.rule) for link in links] == expected


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("name,label\nKöln Bank,ORG\n", "utf-8"),
        ("Label;Name;Land\r\norg;Köln  Bank;DE\r\n", "utf-8-sig"),
        ("# meine Namen\nname\tlabel\n„Köln Bank“\tORG\nKöln Bank\tORG\n", "cp1252"),
    ],
)
def test_what_a_spreadsheet_saves_is_read(tmp_path, text, encoding):
    """Encodings, delimiters, further columns and repeated lines give the same list."""
    path = tmp_path / "names.csv"
    path.write_bytes(text.encode(encoding))

    assert read_gazetteer(path).labels == {"Köln Bank": "ORG"}


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("name\nAlmaty\n", ("line 1", "name and label")),
        ("name,label\nAlmaty,\n", ("line 2", "Almaty", "PER, LOC, ORG, MISC")),
        ("name,label\nAlmaty,LOK\n", ("line 2", "did you mean 'LOC'")),
        ("name,label\n–,LOC\n", ("line 2", "no letter")),
        ("name,label\nAlmaty,LOC\n\nAlmaty,ORG\n", ("line 2", "line 4", "keep one")),
        ("name,label\n", ("lists no name",)),
        ("", ("lists no name",)),
    ],
)
def test_mistakes_are_named_with_their_lines(tmp_path, text, parts):
    """A wrong label, a missing column or a contradiction is one line with file, line and what is valid."""
    path = tmp_path / "names.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(GazetteerError) as error:
        read_gazetteer(path)

    assert all(part in str(error.value) for part in (str(path), *parts))
    assert "\n" not in str(error.value)


def test_a_packed_list_is_the_same_whatever_its_order():
    """Bytes depend on the names alone, and a worker unpacks equal bytes once."""
    packed = pack(Gazetteer(LISTED))

    assert packed == pack(Gazetteer(dict(reversed(LISTED.items()))))
    assert unpack(packed).labels == LISTED
    assert unpack(packed) is unpack(bytes(bytearray(packed)))


def test_a_hundred_thousand_names_take_a_moment():
    """Finding is linear in the text, though all names begin with one of two words."""
    names = {f"{'Max' if i % 2 else 'Eva'} Name{i:06}": "PER" for i in range(100_000)}
    text = " und ".join(f"Max Name{i:06} Eva" for i in range(0, 200_000, 4))
    start = time.process_time()

    number = len(list(Gazetteer(names | {"Max Name000004": "PER"}).find(text)))

    assert number == 1
    assert time.process_time() - start < 5
