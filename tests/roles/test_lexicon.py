"""Nouns for roles."""

import pytest

from pipeline.roles.lexicon import role_noun, split_prefix


@pytest.mark.parametrize(
    ("word", "lemma", "gender"),
    [
        ("Außenministers", "Außenminister", "m"),
        ("Präsidenten", "Präsident", "m"),
        ("Biologen", "Biologe", "m"),
        ("Biologin", "Biologin", "f"),
        ("Bischöfin", "Bischöfin", "f"),
        ("Staatsanwältin", "Staatsanwältin", "f"),
        ("Ratsmitglieds", "Ratsmitglied", "n"),
        ("SPD-Vorsitzenden", "SPD-Vorsitzende", "a"),
        ("Chefredakteur", "Chefredakteur", "m"),
    ],
)
def test_every_case_of_a_role_has_its_lemma(word, lemma, gender):
    """Any form of a listed noun, alone or at the end of a compound, is found with its nominative and gender."""
    noun = role_noun(word)

    assert noun is not None
    assert (noun.lemma, noun.gender) == (lemma, gender)


@pytest.mark.parametrize(
    "word", ["Begleiter", "Bundesvorstand", "Ministerium", "minister", "Berliner", "Che", "M" * 80]
)
def test_other_words_are_no_roles(word):
    """Words that only look like roles, bodies, institutions and words in lower case are none."""
    assert role_noun(word) is None


def test_plurals_are_told_where_the_form_tells_them():
    """`Ministern` and `Präsidentinnen` can only be plurals, `Minister` and `Präsidenten` may be both."""
    words = ("Ministern", "Präsidentinnen", "Minister", "Präsidenten")

    assert [noun.plural for word in words if (noun := role_noun(word))] == [True, True, False, False]


def test_prefixes_are_no_organisations():
    """Vize- and Ex- are taken off what stands before the noun."""
    assert split_prefix("Ex-Vize-Präsident") == ("", "former")
