"""String functions on names: keys are equal for spellings of one name, and for nothing else."""

import pytest

from pipeline.names.forms import (
    fold,
    genitive_bases,
    has_initials,
    inflection_key,
    inner_surname,
    introduces,
    looks_like_acronym,
    looks_transliterated,
    shortens,
    slug,
    split_short,
    surnames,
    transliteration_key,
    without_legal_form,
    without_number,
)


@pytest.mark.parametrize(
    ("name", "other", "equal"),
    [
        ("Müller", "Mueller", True),
        ("Müller", "Mu\u0308ller", True),
        ("Weiß", "Weiss", True),
        ("Erdoğan", "Erdogan", True),
        ("Nordrhein-Westfalen", "Nordrhein Westfalen", True),
        ("NATO", "Nato", True),
        ("F.A.Z.", "FAZ", True),
        ("Müller", "Muller", False),
        ("Meier", "Meyer", False),
        ("US", "US$", False),
    ],
)
def test_fold_unites_spellings(name, other, equal):
    """Umlauts, ß, accents, case, hyphens and full stops are ignored; other differences count."""
    assert (fold(name) == fold(other)) is equal


@pytest.mark.parametrize("name", ["", "!!!", "…", "☃", "\x00", "中国", "Алматы", "a" * 5000])
def test_every_string_has_a_key_and_a_slug(name):
    """Every string has a key, and its slug is not empty."""
    assert isinstance(fold(name), str)
    assert slug(name)


@pytest.mark.parametrize(
    ("name", "bases"),
    [
        ("Russlands", ["Russland"]),
        ("Amtes", ["Amte"]),
        ("Bundestages", ["Bundestage", "Bundestag"]),
        ("Grass'", ["Grass"]),
        ("Putin's", ["Putin"]),
        ("Merkel", []),
        ("Weiss", []),
        ("EUs", []),
    ],
)
def test_genitive_bases(name, bases):
    """Only forms that a German genitive can derive from are bases."""
    assert list(genitive_bases(name)) == bases


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Angela Merkel", ["merkel"]),
        ("Ursula von der Leyen", ["leyen", "von der leyen", "der leyen"]),
        ("Muammar al-Gaddafi", ["al gaddafi", "gaddafi"]),
        ("Jaap de Hoop Scheffer", ["scheffer", "de hoop scheffer"]),
        ("Merkel", []),
        ("", []),
    ],
)
def test_surnames(name, keys):
    """A surname is the last word of a name, or all words from a particle on."""
    assert list(surnames(name)) == keys


@pytest.mark.parametrize(
    ("acronym", "name", "fits"),
    [
        ("EZB", "Europäische Zentralbank", True),
        ("BKA", "Bundeskriminalamt", True),
        ("OVKS", "Organisation des Vertrags über kollektive Sicherheit", True),
        ("SdK", "Schutzgemeinschaft der Kapitalanleger", True),
        ("CSTO", "Organisation des Vertrags über kollektive Sicherheit", False),
        ("CSU", "Christlich Demokratische Union", False),
        ("AB", "Aachener Bund Tirol", False),
    ],
)
def test_initials(acronym, name, fits):
    """An acronym consists of initials of words and letters inside compounds, in order."""
    assert has_initials(acronym, name) is fits


@pytest.mark.parametrize(
    ("short", "long", "may"),
    [
        ("CSTO", "Organisation des Vertrags über kollektive Sicherheit", True),
        ("Bitkom", "Branchenverband Informationswirtschaft, Telekommunikation und neue Medien", True),
        ("PMF", "Volksmobilmachungskomitee", True),
        ("SPD", "Olaf Scholz", False),
        ("CDU", "CSU", False),
        ("2002", "Organisation des Vertrags über kollektive Sicherheit", False),
        ("Minsk", "Treffen der drei Präsidenten", False),
    ],
)
def test_acronyms_in_brackets(short, long, may):
    """Brackets may introduce foreign initials only after a long form."""
    assert introduces(short, long) is may


@pytest.mark.parametrize(
    ("name", "other", "equal"),
    [
        ("Toqajew", "Tokayev", True),
        ("Nasarbajew", "Nazarbayev", True),
        ("Serdjukow", "Serdyukov", True),
        ("Selenskyj", "Zelensky", True),
        ("Lukaschenko", "Lukashenko", True),
        ("Chodorkowski", "Khodorkovsky", True),
        ("Petrow", "Petrowa", False),
        ("Iwanow", "Iwanenko", False),
    ],
)
def test_transliterations(name, other, equal):
    """German and English transliterations of one name share a key, and look transliterated."""
    assert (transliteration_key(name) == transliteration_key(other)) is equal
    assert looks_transliterated(name)


@pytest.mark.parametrize("name", ["Meier", "Meyer", "Schmidt", "Merkel", "Obama", "Müller"])
def test_german_names_do_not_look_transliterated(name):
    """German spellings such as Meier and Meyer are not taken for transliterations of one name."""
    assert not looks_transliterated(name)


@pytest.mark.parametrize(
    ("short", "long", "is_shorter"),
    [
        ("W. Putin", "Wladimir Putin", True),
        ("George Bush", "George W. Bush", True),
        ("Johannes Paul", "Johannes Paul II.", True),
        ("George W. Bush", "George H. W. Bush", False),
        ("Gerd Müller", "Peter Müller", False),
        ("Merkel", "Angela Merkel", False),
        ("", "", False),
    ],
)
def test_shortened_full_names(short, long, is_shorter):
    """Initials and missing middle names shorten a name; other first names do not."""
    assert shortens(short, long) is is_shorter


def test_parts_are_removed_from_names():
    """Acronyms in brackets, legal forms, numbers of popes and outer names are taken off."""
    assert split_short("Europäische Zentralbank (EZB)") == ("Europäische Zentralbank", "EZB")
    assert split_short("Halle (Saale)") == ("Halle (Saale)", None)
    assert without_legal_form("Deutsche Bahn AG") == "Deutsche Bahn"
    assert without_legal_form("AG") == "AG"
    assert without_number("Johannes Paul II.") == "johannes paul"
    assert inner_surname("Alberto Undiano Mallenco") == "undiano"


def test_cases_share_a_key():
    """The cases of a name of several words have one key."""
    assert inflection_key("des Auswärtigen Amtes") == inflection_key("Auswärtiges Amt")


def test_acronyms_have_two_capitals():
    """A word looks like an acronym if at least half of its letters are capitals."""
    assert looks_like_acronym("EZB")
    assert not looks_like_acronym("Merkel")
