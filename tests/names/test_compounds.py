"""Names inside compounds, and what stays whole."""

import re
from collections import Counter

import pytest

from pipeline.names import Mention, link_article, split_compounds
from pipeline.names.heads import head_class
from tests.helpers.timing import takes_linear_time

MARK = re.compile(r"\[([^|\]]+)\|([A-Z]+)\]")


def parse(marked: str) -> tuple[str, list[Mention]]:
    """Text and mentions of `[Berlin|LOC] ruft`."""
    text = ""
    mentions = []
    position = 0
    for match in MARK.finditer(marked):
        text += marked[position : match.start()]
        mentions.append(Mention(len(text), len(text) + len(match[1]), match[2]))
        text += match[1]
        position = match.end()
    return text + marked[position:], mentions


def split(marked: str) -> list[tuple[str, str]]:
    """Forms and labels after compounds are split."""
    text, mentions = parse(marked)
    return [(text[m.start : m.end], m.label) for m in split_compounds(text, mentions, counts=Counter())]


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("SPD-Chef Sigmar Gabriel kam.", [("SPD", "ORG")]),
        ("Der [US-Präsident|LOC] und US-Präsidenten", [("US", "LOC"), ("US", "LOC")]),
        ("Die [RTL-Chefin|ORG] und der [KKR-Manager|PER]", [("RTL", "ORG"), ("KKR", "ORG")]),
        ("Der [Porsche-Chef|ORG]", [("Porsche", "ORG")]),
        ("Baden-Württemberg-Chef", [("Baden-Württemberg", "LOC")]),
        ("[Nord Stream 2|ORG], die Nord-Stream-2-Pipeline", [("Nord Stream 2", "ORG"), ("Nord-Stream-2", "ORG")]),
        ("[Angela Merkel|PER] und Merkel-Vertraute", [("Angela Merkel", "PER"), ("Merkel", "PER")]),
        ("Das [Assad-Regime|ORG] des [Baschar Assad|PER]", [("Assad", "PER"), ("Baschar Assad", "PER")]),
        ("Der Ex-SPD-Chef und der Vize-CDU-Chef", [("SPD", "ORG"), ("CDU", "ORG")]),
        ("Der [SPD-Chef Gabriel|PER]", [("SPD", "ORG"), ("Gabriel", "PER")]),
        ("Der [Deutsche Bank-Chef|ORG]", [("Deutsche Bank", "ORG")]),
        ("EU- und Nato-Staaten", [("EU", "ORG"), ("Nato", "ORG")]),
        ("Der CDU/CSU-Fraktionschef", [("CDU", "ORG"), ("CSU", "ORG")]),
        ("Der Israel-Palästina-Konflikt", [("Israel", "LOC"), ("Palästina", "LOC")]),
        ("Ein Irak-Krieg", [("Irak", "LOC")]),
        ("eine US-Behörde, US-Behörden, der US-Konzern", [("US", "LOC")] * 3),
        ("Der US-Geheimdienst [CIA|ORG]", [("US", "LOC"), ("CIA", "ORG")]),
    ],
)
def test_the_first_part_is_the_name(marked, expected):
    """With the head of a person or thing, the first part alone is a name, whatever the model said."""
    assert split(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Die US-Regierung", [("US-Regierung", "ORG")]),
        ("Die [US-Regierung|LOC]", [("US-Regierung", "ORG")]),
        ("des UN-Sicherheitsrates", [("UN-Sicherheitsrates", "ORG")]),
        ("Die CDU/CSU-Fraktion und die CDU-CSU-Fraktion", [("CDU/CSU-Fraktion", "ORG"), ("CDU-CSU-Fraktion", "ORG")]),
        ("Das [UN-Menschenrechts-Komitee|ORG]", [("UN-Menschenrechts-Komitee", "ORG")]),
    ],
)
def test_an_institution_is_an_organisation_as_a_whole(marked, expected):
    """An institution with a name in its first part is an organisation as a whole."""
    assert split(marked) == expected


@pytest.mark.parametrize(
    ("marked", "expected"),
    [
        ("Von [Berlin-Paris|LOC]", [("Berlin", "LOC"), ("Paris", "LOC")]),
        ("Die Pipeline [Baku-Tiflis-Ceyhan|LOC]", [("Baku", "LOC"), ("Tiflis", "LOC"), ("Ceyhan", "LOC")]),
        ("In [Baden-Baden|LOC], [Sachsen-Anhalt|LOC]", [("Baden-Baden", "LOC"), ("Sachsen-Anhalt", "LOC")]),
        ("In [Köln-Ehrenfeld|LOC]", [("Köln-Ehrenfeld", "LOC")]),
        ("Der [Bayern-München|ORG]", [("Bayern-München", "ORG")]),
    ],
)
def test_two_places_are_two_names(marked, expected):
    """Two places joined by a hyphen are two names, unless both are one place or a club."""
    assert split(marked) == expected


@pytest.mark.parametrize(
    "marked",
    [
        "In der Karl-Marx-Straße neben [Karl Marx|PER]",
        "Die [Konrad-Adenauer-Stiftung|ORG] von [Konrad Adenauer|PER]",
        "[Sabine Leutheusser-Schnarrenberger|PER] und [Leutheusser-Schnarrenberger|PER]",
        "Das [Champions-League-Finale|MISC]",
        "Die Bild-im-Bild-Wiedergabe",
        "Der [Irak-Krieg|MISC] im [Irak|LOC]",
        "Drei US-Dollar, ein DNA-Test, TV-Sender, das Un-Wort, 18-Jährige, US-amerikanisch",
        "[Angela Merkel|PER] und die [Merkel-Kasner|PER]",
    ],
)
def test_other_compounds_stay(marked):
    """Streets, foundations, double surnames, events and common nouns are left as they are."""
    text, mentions = parse(marked)

    assert split_compounds(text, mentions, counts=Counter()) == mentions


def test_the_rule_says_compound():
    """The rule of the part is `compound`, followed by the rule that joins it to its entity."""
    text, mentions = parse("SPD-Chef [Sigmar Gabriel|PER] und ein Gabriel-Kritiker")
    found = split_compounds(text, mentions, counts=Counter())

    links = [(link.name, link.rule) for link in link_article(text, found)]

    assert links == [("SPD", "compound"), ("Sigmar Gabriel", "exact"), ("Sigmar Gabriel", "compound, surname")]


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("Bundestagsfraktion", "institution"),
        ("Sicherheitsrates", "institution"),
        ("Kommissionen", "thing"),
        ("Beauftragten", "person"),
        ("Direktor", "person"),
        ("Kanzleramtsminister", "person"),
        ("Tor", "named"),
        ("Verhandlungen", "thing"),
        ("Schnarrenberger", None),
        ("geführte", None),
    ],
)
def test_heads_are_known_by_their_ending(word, kind):
    """A head has the class of the longest listed noun that it ends with; several institutions are things."""
    assert head_class(word) == kind


def test_compounds_are_split_in_linear_time():
    """The time is linear in the length of a text full of hyphens, dots and ampersands."""

    def run(size):
        for piece in ("SPD-", "A.", "A&", "US-Chef ", "EU- und ", "a-b/", "-"):
            split_compounds(piece * size, [], counts=Counter())

    assert takes_linear_time(run, 400)


@pytest.mark.parametrize(
    ("marked", "name"),
    [
        ("Der Siemens-Konzern gehört zu [Siemens|ORG].", "Siemens"),
        ("Des Lufthansa-Konzerns", "Lufthansa-Konzern"),
        ("Die EU-Kommission", "EU-Kommission"),
    ],
)
def test_a_group_is_the_company(marked, name):
    """`Siemens-Konzern` is Siemens if the article has it; a shipped company is joined in the corpus."""
    text, mentions = parse(marked)
    found = split_compounds(text, mentions, counts=Counter())

    assert link_article(text, found)[0].name == name
