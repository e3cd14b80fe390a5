"""The user's gazetteer: formats and errors, names found as whole words, labels that override the model."""

from collections import Counter
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import GazetteerError
from pipeline.names import Gazetteer, Mention, link_article, listed_mentions, pack, read_gazetteer, unpack
from tests.helpers.timing import seconds

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
    """Listed names found in a text, with their labels."""
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
    """The longest name wins, a genitive s is allowed, case matters, and words and compounds are not cut."""
    assert found(text) == expected


@given(
    st.lists(st.text("ab sX-", min_size=1, max_size=6), max_size=6), st.lists(st.sampled_from("ab sX-."), max_size=40)
)
@settings(derandomize=True, max_examples=200)
def test_matches_are_listed_names_without_overlap(names, letters):
    """For any names and text, each span is a listed name or one with an s, sorted and without overlap."""
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
def test_listed_names_override_all_but_longer_mentions(model, expected):
    """Missed names are added, labels corrected, shorter mentions replaced; longer mentions stay."""
    text = "Die Neue Bank kam nach Halle Saale."
    spans = [(text.index(form), text.index(form) + len(form), label) for form, label in model]

    mentions = listed_mentions(text, [Mention(*span) for span in spans], Gazetteer(LISTED), counts=Counter())

    assert [(text[m.start : m.end], m.label, m.rule) for m in mentions] == expected


def test_changes_by_the_gazetteer_are_counted():
    """Added and relabelled mentions are counted separately; without a gazetteer nothing changes."""
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
    """A genitive is linked to the listed name, a listed name is never a genitive, and no rule changes its label."""
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
def test_formats_of_spreadsheets_are_read(tmp_path, text, encoding):
    """Encoding, delimiter, further columns and repeated lines make no difference."""
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
def test_invalid_files_are_refused_with_the_line(tmp_path, text, parts):
    """A wrong label, a missing column or a contradiction gives a one-line message with file, line and valid values."""
    path = tmp_path / "names.csv"
    path.write_text(text, encoding="utf-8")

    with pytest.raises(GazetteerError) as error:
        read_gazetteer(path)

    assert all(part in str(error.value) for part in (str(path), *parts))
    assert "\n" not in str(error.value)


def test_packed_bytes_do_not_depend_on_the_order():
    """The bytes depend only on the names, and equal bytes are unpacked once."""
    packed = pack(Gazetteer(LISTED))

    assert packed == pack(Gazetteer(dict(reversed(LISTED.items()))))
    assert unpack(packed).labels == LISTED
    assert unpack(packed) is unpack(bytes(bytearray(packed)))


def test_the_time_of_a_search_does_not_depend_on_the_number_of_names():
    """A hundred thousand names that share two first words are found as fast as a thousand of them."""
    text = " und ".join(f"Max Name{i:06} Eva" for i in range(0, 80_000, 4))

    def gazetteer(size):
        names = {f"{'Max' if i % 2 else 'Eva'} Name{i:06}": "PER" for i in range(size)}
        return Gazetteer(names | {"Max Name000004": "PER"})

    few, many = gazetteer(1000), gazetteer(100_000)

    assert [text[m.start : m.end] for m in many.find(text)] == ["Max Name000004"]
    reference = min(seconds(lambda _: list(few.find(text)), 0) for _ in range(2))
    assert seconds(lambda _: list(many.find(text)), 0) < 4 * reference + 0.2
