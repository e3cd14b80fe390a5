"""What counts as evidence: when a form is propagated, relabelled, dropped, joined, and which form an entity shows."""

import re
from collections import Counter
from itertools import permutations

import pandas as pd
import pytest

from pipeline.names import Mention, clean_mentions, complete_mentions, link_article, link_corpus, merges, read_aliases
from pipeline.names.nouns import has_word_initials, is_common_noun, is_currency, is_dictionary_word


def mention(text: str, form: str, label: str, confidence: float | None = None, *, start: int = 0) -> Mention:
    """The first mention of a form after an offset."""
    at = text.index(form, start)
    return Mention(at, at + len(form), label, confidence=confidence)


def completed(text: str, *mentions: Mention) -> list[tuple[str, str, str]]:
    """Form, label and rule of each mention after completion."""
    found = complete_mentions(text, sorted(mentions, key=lambda m: m.start), counts=Counter())
    return [(text[m.start : m.end], m.label, m.rule) for m in found]


def shown(*rows: tuple[str, str, int, int], aliases=None) -> dict[str, str]:
    """The name shown for each name of a corpus: name, label, mentions, articles."""
    frame = pd.DataFrame(rows, columns=["name", "label", "mentions", "articles"])
    return {row.name: row.entity_name for row in link_corpus(frame, aliases).itertuples(index=False, name="Row")}


@pytest.mark.parametrize("noun", ["Pelz", "Wehr", "Segen", "Blitzschach", "Bonn-Furcht"])
def test_a_common_noun_found_once_is_not_propagated(noun):
    """A dictionary word needs two mentions by the model; a name that is no word needs one."""
    text = f"Gestern kam {noun} an. Der {noun} war nass. Almaty bebt, Almaty wächst."
    first, place = mention(text, noun, "PER"), mention(text, "Almaty", "LOC")

    assert completed(text, first, place) == [
        (noun, "PER", "model"),
        ("Almaty", "LOC", "model"),
        ("Almaty", "LOC", "propagated"),
    ]


def test_a_common_noun_found_twice_is_propagated():
    """Two mentions of the model prove that a dictionary word is a name in this article."""
    text = "Andreas Pelz kam. Nun sprach Pelz. Auch Anna hörte Pelz."
    found = [mention(text, "Andreas Pelz", "PER"), mention(text, "Pelz", "PER", start=15)]

    assert completed(text, *found)[-1] == ("Pelz", "PER", "propagated")


def test_no_name_is_propagated_after_an_indefinite_article():
    """`Ein Hafner` is a potter, not the person or place of this name; a genitive before a noun is the name."""
    text = "In Hafner regnet es. Ein Hafner flucht. Gestern lag Hafner im Nebel. Man lobt Hafners Dächer."

    assert [form for form, *_ in completed(text, *[mention(text, "Hafner", "LOC", start=at) for at in (0, 45)])] == [
        "Hafner",
        "Hafner",
        "Hafners",
    ]


@pytest.mark.parametrize(
    ("text", "form", "label"),
    [
        ("In Polen regnet es. Man zählte 22.000 Polen dort.", "Polen", "LOC"),
        ("In Schweden regnet es. 300 Schweden tanzten.", "Schweden", "LOC"),
        ("Wolfsburg siegt. Wolfsburg jubelt. Es fehlten die Wolfsburg Grizzly Adams.", "Wolfsburg", "ORG"),
        ("Bremen siegt. Bremen jubelt. Zu Gast waren die Bremen Fischtown Pinguins.", "Bremen", "ORG"),
    ],
)
def test_counted_people_and_longer_names_of_clubs_are_not_propagated(text, form, label):
    """After a number a country is its people; a club called by its town alone is not another name with that town."""
    last = text.rindex(form)
    starts = [match.start() for match in re.finditer(form, text) if match.start() < last]

    found = completed(text, *[mention(text, form, label, start=at) for at in starts])

    assert found == [(form, label, "model")] * len(starts)


def test_a_word_before_another_capitalised_word_is_part_of_a_longer_name():
    """A rare name is not propagated into a longer name that the model missed."""
    text = "In Tibet schneit es. Es sprach die Tibet Initiative. Dann schwieg Tibet."

    assert completed(text, mention(text, "Tibet", "LOC")) == [("Tibet", "LOC", "model"), ("Tibet", "LOC", "propagated")]
    assert complete_mentions(text, [mention(text, "Tibet", "LOC")], counts=Counter())[1].start == text.rindex("Tibet")


@pytest.mark.parametrize("word", ["Euro", "Dollar", "US-Dollars", "AUD", "Kronen", "Richtfest", "Segen", "Wehr"])
def test_currencies_and_common_nouns_are_no_works_or_events(word):
    """A MISC mention of one common noun or currency is dropped and counted."""
    text = f"Der {word} fiel."
    counts: Counter[str] = Counter()

    assert complete_mentions(text, [mention(text, word, "MISC")], counts=counts) == []
    assert counts["dropped_noun"] == 1


@pytest.mark.parametrize(
    ("text", "form", "label", "confidence"),
    [
        ("Im Kino läuft „Segen“.", "Segen", "MISC", None),  # in quotes it is a title
        ("Man kennt den Segen.", "Segen", "MISC", 0.97),
        ("Das Oktoberfest beginnt.", "Oktoberfest", "MISC", None),
        ("Es spielt Real.", "Real", "ORG", None),
    ],
)
def test_names_that_look_like_nouns_stay(text, form, label, confidence):
    """Titles in quotes, sure mentions, other compounds and other labels are kept."""
    assert completed(text, mention(text, form, label, confidence)) == [(form, label, "model")]


def test_a_sure_label_is_not_overruled():
    """Other mentions change neither a label that the model is sure of nor one that it is surer of."""
    text = "Discovery, Discovery, Discovery."
    starts = [0, 11, 22]

    def labels(*chances: float | None) -> list[str]:
        kinds = zip(starts, ("ORG", "ORG", "LOC"), chances, strict=True)
        found = [Mention(start, start + 9, kind, confidence=chance) for start, kind, chance in kinds]
        return [m.label for m in complete_mentions(text, found, counts=Counter())]

    assert labels(0.8, 0.7, 0.96) == ["ORG", "ORG", "LOC"]
    assert labels(0.98, 0.7, 0.96) == ["ORG", "ORG", "LOC"]
    assert labels(0.8, 0.7, 0.9) == ["ORG", "ORG", "LOC"]
    assert labels(0.8, 0.7, 0.6) == ["ORG", "ORG", "ORG"]
    assert labels(None, None, None) == ["ORG", "ORG", "ORG"]


def test_several_words_are_not_made_misc():
    """A name of several words keeps its label where the other mentions are MISC."""
    text = "Roter Platz, Roter Platz, Roter Platz."
    found = [Mention(start, start + 11, label) for start, label in ((0, "MISC"), (13, "MISC"), (26, "LOC"))]

    assert [label for _, label, _ in completed(text, *found)] == ["MISC", "MISC", "LOC"]


def test_an_extended_mention_has_no_confidence():
    """The model gave its confidence in another span than that of the long form."""
    text = "Der Bund der Vertriebenen von Ulm (BVU) klagt."
    found = complete_mentions(text, [mention(text, "Vertriebenen von Ulm", "ORG", 0.7)], counts=Counter())

    assert [(text[m.start : m.end], m.rule, m.confidence) for m in found] == [
        ("Bund der Vertriebenen von Ulm", "introduced", None)
    ]


def test_a_clause_is_no_long_form():
    """The head of a long form is not looked for across a verb."""
    text = "Er übernahm damals das Departement für Arbeit (EDA)."

    assert completed(text, mention(text, "Departement für Arbeit", "ORG"))[0][0] == "Departement für Arbeit"


@pytest.mark.parametrize(
    ("text", "label", "expected"),
    [
        ("Apollo 11.", "MISC", "Apollo 11"),
        ("A46.", "LOC", "A46"),
        ("CDU) Berlin", "ORG", "CDU"),
        ("Newark [New", "LOC", "Newark"),
        ("Frankfurt (Oder)", "LOC", "Frankfurt (Oder)"),
        ("Johannes Paul II.", "PER", "Johannes Paul II."),
        ("Mülheim an der Ruhr    ", "LOC", "Mülheim an der Ruhr"),
    ],
)
def test_half_brackets_and_final_stops_are_not_part_of_names(text, label, expected):
    """A bracket without its partner ends a name; a full stop after a number does not belong to it."""
    (found,) = clean_mentions(text, [Mention(0, len(text), label)], counts=Counter())

    assert text[found.start : found.end] == expected


def test_the_form_of_most_articles_is_shown():
    """A slip seen once names no entity, even if it is longer; abbreviated first names are never shown."""
    tiger = shown(("Tiger Woods", "PER", 90, 30), ("Tiger WoodsTiger Woods", "PER", 3, 1))
    bush = shown(("George Bush", "PER", 90, 30), ("George W. Bush", "PER", 100, 35), ("G. Bush", "PER", 2, 1))
    bank = shown(("Deutsche Bank", "ORG", 90, 30), ("Deutsches Bank", "ORG", 1, 1))

    port = shown(("Flughafens Bremen", "ORG", 4, 2), ("Flughafen Bremen", "ORG", 3, 2))
    agency = shown(("Deutsche Presse-Agentur (dpa)", "ORG", 2, 1), ("Wetteramt Ulm (wau)", "ORG", 2, 1))

    assert set(tiger.values()) == {"Tiger Woods"}
    assert set(port.values()) == {"Flughafen Bremen"}
    assert list(agency.values()) == ["Deutsche Presse-Agentur", "Wetteramt Ulm"]
    assert set(bush.values()) == {"George W. Bush"}
    assert set(bank.values()) == {"Deutsche Bank"}


def test_capitals_of_date_lines_are_not_shown():
    """A form in capitals is shown only if it is far better attested; acronyms of four letters are no such form."""
    town = shown(("ERFURT", "LOC", 3, 3), ("Erfurt", "LOC", 2, 2))
    firm = shown(("STARFACE", "ORG", 9, 9), ("Starface", "ORG", 2, 2))
    alliance = shown(("NATO", "MISC", 3, 3), ("Nato", "MISC", 2, 2))
    text = "ERFURT – In Erfurt regnet es."
    links = link_article(text, [mention(text, "ERFURT", "LOC"), mention(text, "Erfurt", "LOC")])

    assert [set(names.values()) for names in (town, firm, alliance)] == [{"Erfurt"}, {"STARFACE"}, {"NATO"}]
    assert {link.name for link in links} == {"Erfurt"}


def test_two_names_with_a_dash_have_no_parts():
    """`Euronews - Africanews` is two broadcasters, so neither is a part of it; `Bahn` is part of `Deutsche Bahn`."""
    text = "Es senden Euronews - Africanews. Euronews sendet. Die Deutsche Bahn fährt. Die Bahn fährt."
    found = [
        mention(text, "Euronews - Africanews", "ORG"),
        mention(text, "Euronews", "ORG", start=20),
        mention(text, "Deutsche Bahn", "ORG"),
        mention(text, "Bahn", "ORG", start=text.rindex("Bahn")),
    ]

    assert [link.rule for link in link_article(text, found)] == ["exact", "exact", "exact", "part"]


def test_a_long_form_of_a_place_needs_two_articles():
    """One article with `Mülheim an der Ruhr` does not tell which Mülheim the others mean."""
    once = shown(("Mülheim", "LOC", 9, 5), ("Mülheim an der Möhne", "LOC", 1, 1))
    twice = shown(("Mülheim", "LOC", 9, 5), ("Mülheim an der Ruhr", "LOC", 2, 2))

    assert set(once.values()) == {"Mülheim", "Mülheim an der Möhne"}
    assert set(twice.values()) == {"Mülheim an der Ruhr"}


def test_a_slip_is_flagged_in_the_merge_report():
    """A full name joined by the rule `slip` is among the suspicious entities."""
    mentions = pd.DataFrame(
        [("a", "Angela Merkel", "exact"), ("a", "Angela Merkl", "slip"), ("b", "Bremen", "exact")],
        columns=["entity_id", "text", "rule"],
    )
    entities = pd.DataFrame([("a", "Angela Merkel"), ("b", "Bremen")], columns=["entity_id", "name"])

    assert merges(mentions, entities)[["entity_id", "suspicion"]].to_numpy().tolist() == [["a", 0.25]]


def test_full_names_one_letter_apart_are_flagged_in_the_merge_report():
    """A rare full name that was not joined to a frequent one that differs by one letter is listed with it."""
    rows = [("PER:a", "Eva Kollwitz"), ("PER:b", "Eva Kolwitz"), ("PER:c", "Eva Gollwitz"), ("ORG:d", "Eva Kollwitzz")]
    mentions = pd.DataFrame(
        [(key, name, "exact") for key, name in [*rows, rows[0], rows[0]]], columns=["entity_id", "text", "rule"]
    )

    report = merges(mentions, pd.DataFrame(rows, columns=["entity_id", "name"]))

    assert report[["entity_id", "forms"]].to_numpy().tolist() == [["PER:b", "Eva Kolwitz 1 (exact); like Eva Kollwitz"]]


LINES = ("merge;Muster;;Mustermann", "merge;Mustermann;;Mustermann AG", "merge;MM;;Muster", "rename;MM;;Die Firma")


@pytest.mark.parametrize(("lines", "name"), [(LINES[:3], "Mustermann AG"), (LINES, "Die Firma")])
def test_a_chain_of_merges_has_the_name_of_its_end_in_any_order_of_lines(tmp_path, lines, name):
    """In a chain a, b, c the entity is called c, or what a line renames it to, whatever the order of the lines."""
    rows = [(each, "ORG", 3, 2) for each in ("Muster", "Mustermann", "Mustermann AG", "MM")]
    path = tmp_path / "aliases.csv"
    for order in permutations(lines):
        path.write_text("\n".join(["action;name;label;target", *order]) + "\n", encoding="utf-8")

        assert set(shown(*rows, aliases=read_aliases(path)).values()) == {name}


def test_two_renames_of_one_entity_do_not_depend_on_the_order_of_lines(tmp_path):
    """Of two names that lines give to one entity, the one given to the better attested form is shown."""
    path = tmp_path / "aliases.csv"
    for order in permutations(("rename;Merkel;;Die Kanzlerin", "rename;Angela Merkel;;A. Merkel")):
        path.write_text("\n".join(["action;name;label;target", *order]) + "\n", encoding="utf-8")

        names = shown(("Merkel", "PER", 3, 1), ("Angela Merkel", "PER", 9, 4), aliases=read_aliases(path))

        assert set(names.values()) == {"A. Merkel"}


def test_the_word_lists_know_regular_forms():
    """Inflected nouns, compounds of two nouns and currencies are recognised; names are not."""
    assert all(map(is_common_noun, ["Segen", "Segens", "Wehren", "Richtfestes", "Pelze"]))
    assert not any(map(is_common_noun, ["Merkel", "Almaty", "Berlin", "Siemens", "Blitzschach"]))
    assert is_dictionary_word("Blitzschach")
    assert all(map(is_currency, ["Euro", "Euros", "US-Dollar", "Pfund", "Cent"]))
    assert not any(map(is_currency, ["DDR", "Brexit", "Faust"]))


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("DB", "Deutsche Bahn", True),
        ("DWD", "Deutscher Wetterdienst", True),
        ("CVP", "Christlichdemokratische Volkspartei", True),
        ("NordLB", "Norddeutsche Landesbank", True),
        ("FCA", "FC Augsburg", True),
        ("ROKA", "Republic of Korea Army", True),
        ("BER", "Bundesregierung", False),
        ("DBA", "Deutsche Bahn", False),
        ("EU", "Europa", False),
    ],
)
def test_initials_are_those_of_words_and_of_the_nouns_in_compounds(acronym, name, fits):
    """Inner letters make no acronym unless a noun begins there."""
    assert has_word_initials(acronym, name) is fits
