"""Forms of names: keys are equal where spellings are, and only there."""

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
def test_fold_makes_spellings_equal(name, other, equal):
    """Umlauts, ß, accents, case, hyphens and points do not count; other letters do."""
    assert (fold(name) == fold(other)) is equal


@pytest.mark.parametrize("name", ["", "!!!", "…", "☃", "\x00", "中国", "Алматы", "a" * 5000])
def test_every_string_has_a_key_and_a_slug(name):
    """No string breaks the keys, and a slug is never empty."""
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
    """Only what a German genitive can come from is a base."""
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
    """A text may call a person by the last word, or from a particle on."""
    assert surnames(name) == keys


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
    """Initials of words, and letters inside compounds, in order."""
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
def test_what_brackets_may_introduce(short, long, may):
    """Foreign initials are accepted for long forms only."""
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
    """One name in German and English transliteration has one key, and looks transliterated."""
    assert (transliteration_key(name) == transliteration_key(other)) is equal
    assert looks_transliterated(name)


@pytest.mark.parametrize("name", ["Meier", "Meyer", "Schmidt", "Merkel", "Obama", "Müller"])
def test_german_names_do_not_look_transliterated(name):
    """Meier and Meyer are two people."""
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
    """Initials and left out middle names shorten a name; other first names do not."""
    assert shortens(short, long) is is_shorter


def test_small_helpers():
    """Acronyms in brackets, legal forms, numbers of popes, middle surnames and cases."""
    assert split_short("Europäische Zentralbank (EZB)") == ("Europäische Zentralbank", "EZB")
    assert split_short("Halle (Saale)") == ("Halle (Saale)", None)
    assert without_legal_form("Deutsche Bahn AG") == "Deutsche Bahn"
    assert without_legal_form("AG") == "AG"
    assert without_number("Johannes Paul II.") == "johannes paul"
    assert inner_surname("Alberto Undiano Mallenco") == "undiano"
    assert inflection_key("des Auswärtigen Amtes") == inflection_key("Auswärtiges Amt")
    assert looks_like_acronym("EZB")
    assert not looks_like_acronym("Merkel")
