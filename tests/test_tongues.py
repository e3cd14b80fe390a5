"""Language of a text: German when in doubt, and certain about the others."""

import pytest

from pipeline.tongues import detect_language


@pytest.mark.parametrize(
    "text",
    [
        "Tokajew",
        "Baerbock in Kiew",
        "Hamburg (dpa)",
        "EZB erhöht Leitzins",
        "Scholz spricht mit Putin",
        "Merkel trifft Macron in Paris",
        "FC Bayern gewinnt 3:1",
        "Der Praesident tritt zurueck",
        "12 345 67",
        "Die Lage in Kasachstan spitzt sich zu.",
        "Grüezi mitenand, das isch es Bispiel für Schwiizerdütsch im Text.",
        "Der Präsident sagte auf Englisch: „We will not negotiate with terrorists.“ Danach verließ er den Saal.",
    ],
)
def test_german(text: str) -> None:
    """Headlines, names, numbers, dialect and quotations count as German."""
    assert detect_language(text) == "de"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The president of Kazakhstan resigned on Monday after protests.", "en"),
        ("Le président a démissionné lundi après une semaine de manifestations.", "fr"),
        ("De president van Kazachstan is afgetreden na dagen van protest in de grootste stad van het land.", "nl"),
        ("Президент Казахстана выступил в пятницу с обращением к народу.", "ru"),
        ("Il presidente si è dimesso ieri sera a Roma dopo le proteste.", "it"),
        ("Cumhurbaşkanı cuma günü Ankara'da bir konuşma yaptı ve halka seslendi.", "tr"),
    ],
)
def test_other_languages(text: str, language: str) -> None:
    """A sentence of another language is recognised."""
    assert detect_language(text) == language
