"""Roles of people in one sentence."""

import re

import pytest

from pipeline.names import Mention
from pipeline.roles import RULES, Role, find_roles

_NAME = re.compile(r"\[([^|\]]+)\|(\w+)(\|s)?\]")


def marked(text: str) -> tuple[str, list[Mention]]:
    """A sentence without its marks, and the names that were marked; `|s` marks a genitive."""
    plain, names, at = "", [], 0
    for match in _NAME.finditer(text):
        plain += text[at : match.start()] + match[1]
        rule = "genitive" if match[3] else "exact"
        names.append(Mention(len(plain) - len(match[1]), len(plain), match[2], rule))
        at = match.end()
    return plain + text[at:], names


def roles(text: str) -> list[tuple[str, str, str | None]]:
    """Person, role and organisation of the roles in a marked sentence."""
    plain, names = marked(text)
    found = []
    for role in find_roles(plain, names):
        person, organisation = names[role.person], role.organisation
        shown = plain[organisation.start : organisation.end] if organisation else None
        found.append((plain[person.start : person.end], role.role, shown))
    return found


def only(text: str) -> Role:
    """The only role in a marked sentence."""
    (role,) = find_roles(*marked(text))
    return role


@pytest.mark.parametrize(
    ("text", "role", "organisation"),
    [
        ("Bundeskanzler [X|PER] sprach.", "Bundeskanzler", None),
        ("Bundeskanzlerin Dr. [X|PER] sprach.", "Bundeskanzlerin", None),
        ("[Siemens|ORG]-Chef [X|PER] kündigte das an.", "Siemens-Chef", "Siemens"),
        ("Der [CDU|ORG]-Abgeordnete [X|PER] fehlte.", "CDU-Abgeordneter", "CDU"),
        ("Die [CDU|ORG]-Abgeordnete [X|PER] fehlte.", "CDU-Abgeordnete", "CDU"),
        ("Das [Deutsche Bank|ORG]-Vorstandsmitglied [X|PER] ging.", "Deutsche Bank-Vorstandsmitglied", "Deutsche Bank"),
        ("Den russischen Außenminister [X|PER] traf niemand.", "russischer Außenminister", "russischen"),
        ("[Bayerns|LOC|s] Ministerpräsident [X|PER] kam.", "Bayerns Ministerpräsident", "Bayerns"),
        ("Der [Berliner|LOC] Innensenator [X|PER] kam.", "Berliner Innensenator", "Berliner"),
        ("Der Chef der [SPD|ORG] [X|PER] kam.", "Chef der SPD", "SPD"),
        ("Der Ministerpräsident von [Bayern|LOC], [X|PER], kam.", "Ministerpräsident von Bayern", "Bayern"),
        ("Der Botschafter [Chinas|LOC|s] in [Berlin|LOC], [X|PER], ging.", "Botschafter Chinas", "Chinas"),
        ("Die Sprecherin des Ministeriums, [X|PER], schwieg.", "Sprecherin des Ministeriums", "Ministeriums"),
        ("Präsident des [FC Bayern|ORG], [X|PER], trat ab.", "Präsident des FC Bayern", "FC Bayern"),
        (
            "Der Vorsitzende des Aufsichtsrats der [Deutschen Bank|ORG], [X|PER], ging.",
            "Vorsitzender des Aufsichtsrats der Deutschen Bank",
            "Deutschen Bank",
        ),
        (
            "[X|PER], Präsident des [Fußball-Bundes|ORG] ([DFB|ORG]), kam.",
            "Präsident des Fußball-Bundes",
            "Fußball-Bundes",
        ),
        ("[X|PER] ([SPD|ORG]), Bürgermeister von [Ulm|LOC], kam.", "Bürgermeister von Ulm", "Ulm"),
        ("[X|PER], 66, Bundespräsident, reiste ab.", "Bundespräsident", None),
        ("[X|PER] (Vorstand von [Siemens|ORG]) kam.", "Vorstand von Siemens", "Siemens"),
        ("[X|PER] ist Minister für Arbeit und Soziales.", "Minister für Arbeit und Soziales", None),
        ("Trainer [X|PER] vom [FC Liverpool|ORG] jubelte.", "Trainer", "FC Liverpool"),
        ("„[Bild|ORG]“-Chefredakteur [X|PER] schrieb.", "„Bild“-Chefredakteur", "Bild"),
        ("Handels- und Industrieminister [X|PER] kam.", "Handels- und Industrieminister", None),
        ("Der 45-jährige Trainer [X|PER] blieb.", "Trainer", None),
        ("Das sagte Ministerin [X|PER] gestern.", "Ministerin", None),
        ("Das teilte Polizeisprecher [X|PER] mit.", "Polizeisprecher", None),
    ],
)
def test_a_role_is_read_with_its_organisation(text, role, organisation):
    """Role and organisation are the words of the text, adjectives and noun in the nominative as far as it is safe."""
    found = [each for each in roles(text) if each[1] != each[2]]

    assert found == [("X", role, organisation)]


@pytest.mark.parametrize(
    "text",
    [
        "[X|PER] will Kanzler werden.",
        "[X|PER] wäre gern Kanzler.",
        "[X|PER] ist nicht Kanzler.",
        "[X|PER] spielte als Bundeskanzler groß auf.",
        "Herr [X|PER], Frau Dr. [Y|PER] und Professor [Z|PER] kamen.",
        "Der Sohn des Präsidenten, [X|PER], schwieg.",
        "Die Sprecherin [Merkels|PER|s] schwieg.",
        "Er traf den Präsidenten und [X|PER].",
        "Der Kanzler, [X|PER] habe gelogen, sagte er.",
        "Die Zeugin [X|PER] und der Angeklagte [Y|PER] schwiegen.",
        "Der Co-Trainer bei seinem Vorgänger [X|PER] ging.",
        "[Merkel|PER], die Chefin der [CDU|ORG], [Seehofer|PER], und Gäste kamen.",
        "Es kamen [Merkel|PER], Minister und Staatssekretäre.",
        "Amtsinhaber [X|PER] und Titelverteidiger [Y|PER] gewannen.",
    ],
)
def test_what_states_no_role_gives_none(text):
    """Wishes, denials, comparisons, forms of address, kinship, and what may be either of two people give no role."""
    assert roles(text) == []


def test_neighbours_keep_their_own_roles():
    """In a list each person has the role directly before the name, not that of the next."""
    assert roles("Außenminister [Lawrow|PER] und Präsident [Putin|PER] berieten mit Kanzlerin [Merkel|PER].") == [
        ("Lawrow", "Außenminister", None),
        ("Putin", "Präsident", None),
        ("Merkel", "Kanzlerin", None),
    ]


def test_a_speaker_of_a_president_is_no_president():
    """The name after `Sprecher von Präsident` is the president's; the speaker's follows a comma, if there is one."""
    assert roles("Das sagte der Sprecher von Präsident [Putin|PER].") == [("Putin", "Präsident", None)]
    assert roles("Das sagte der Sprecher von Präsident [Putin|PER], [Peskow|PER].") == [
        ("Peskow", "Sprecher von Präsident Putin", None),
        ("Putin", "Präsident", None),
    ]


def test_one_person_has_several_roles():
    """Roles joined by `und` are one person's, and share what follows the last of them."""
    assert roles("Vizekanzler und Außenminister [X|PER] kam.") == [
        ("X", "Vizekanzler", None),
        ("X", "Außenminister", None),
    ]
    assert roles("[X|PER], Gründer und Chef von [Tesla|ORG], kam.") == [
        ("X", "Gründer", "Tesla"),
        ("X", "Chef von Tesla", "Tesla"),
    ]
    assert roles("Sie traf Kanzlerin und Minister [X|PER].") == [("X", "Minister", None)]


def test_a_plural_is_the_role_of_each():
    """`Die Minister` before a list are the role of all in it."""
    assert roles("Die Minister [A|PER], [B|PER] und [C|PER] stritten.") == [
        (name, "Minister", None) for name in ("A", "B", "C")
    ]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("Ex-Kanzler [X|PER] kam.", "former"),
        ("Altkanzler [X|PER] kam.", "former"),
        ("Der frühere Minister [X|PER] kam.", "former"),
        ("Ministerpräsident a. D. [X|PER] kam.", "former"),
        ("[X|PER] war von 2021 bis 2025 Bundeskanzler.", "former"),
        ("Die designierte Ministerin [X|PER] kam.", "designated"),
        ("Der geschäftsführende Bundeskanzler [X|PER] kam.", "acting"),
        ("Der geschäftsführende Direktor [X|PER] kam.", None),
        ("Interims-Trainer [X|PER] kam.", "acting"),
        ("Der stellvertretende Minister [X|PER] kam.", None),
    ],
)
def test_the_status_of_a_role(text, status):
    """Prefixes, adjectives, `a. D.` and the past tense tell former, designated and acting holders."""
    assert only(text).status == status


def test_a_membership_stands_in_brackets():
    """An organisation alone in brackets has no head; a role beside it is a row of its own."""
    text = "[X|PER] (Wirtschaftsminister, [Grüne|ORG]) und [Y|PER] ([Ulm|LOC]) kamen."
    found = find_roles(*marked(text))

    assert [(role.role, role.head, role.rule) for role in found] == [
        ("Wirtschaftsminister", "Wirtschaftsminister", "brackets"),
        ("Grüne", None, "membership"),
    ]


def test_adjectives_of_places_give_the_place():
    """The country of `russisch`, the state of `bayerisch` and the town of `Stuttgarter` are told by the word."""
    places = [
        only(f"Der {word} Minister [X|PER] kam.").organisation.place
        for word in ("russische", "bayerische", "Stuttgarter", "Schweizer")
    ]

    assert places == ["RU", "Bayern", "Stuttgart", "CH"]


@pytest.mark.parametrize(
    "text", ["", "X" * 5_000, "Minister " * 300, "der Chef der " * 200, "(((" * 500, "Minister-" * 200]
)
def test_endless_and_empty_sentences_are_read(text):
    """No sentence breaks the reader."""
    name = [Mention(0, 1, "PER")] if text else []

    assert len(find_roles(text, name)) <= 1


def test_every_rule_is_described():
    """The rules that occur are those that are documented."""
    texts = (
        "Minister [X|PER] kam.",
        "[X|PER], Minister in [Ulm|LOC], kam.",
        "[X|PER] (Minister) kam.",
        "[X|PER] ([SPD|ORG]) kam.",
        "[X|PER] ist Minister.",
    )

    assert {only(text).rule for text in texts} == set(RULES)
