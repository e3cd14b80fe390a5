"""Language of a text: German when in doubt, other languages only when certain."""

import pytest
from py3langid.langid import LanguageIdentifier

from pipeline.reading.language_id import detect_language, forget_languages

PROSE = (
    "Der Präsident hat am Montag in der Hauptstadt mit der Regierung über die Lage im Osten des Landes gesprochen. "
    "Danach wurde eine Erklärung veröffentlicht, und die Opposition ist mit dem Ergebnis nicht zufrieden."
)


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


def count_loads(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Return a list that grows with each load of the language model."""
    load, loads = LanguageIdentifier.from_model_file, []

    def counted(path: str, **options: bool) -> LanguageIdentifier:
        loads.append(path)
        return load(path, **options)

    monkeypatch.setattr(LanguageIdentifier, "from_model_file", counted)
    return loads


def test_plain_german_needs_no_model(monkeypatch: pytest.MonkeyPatch) -> None:
    """Clear German prose, even with an English quotation, needs no model; a text that is half English does."""
    english = "The president said that he would not resign and that the war had to end. "
    loaded = count_loads(monkeypatch)
    forget_languages()

    assert [detect_language(text) for text in (PROSE, f"{PROSE} „We will not negotiate.“")] == ["de", "de"]
    assert not loaded
    assert detect_language(PROSE[:108] + english * 2) == "en"
    assert loaded


def test_the_model_is_forgotten_and_loaded_again(monkeypatch: pytest.MonkeyPatch) -> None:
    """`forget_languages` frees the model, and the next text that needs it loads it again."""
    english = "The president of Kazakhstan resigned on Monday after protests."
    assert detect_language(english) == "en"
    loaded = count_loads(monkeypatch)
    assert detect_language(english) == "en"
    assert not loaded
    forget_languages()
    assert detect_language(english) == "en"
    assert len(loaded) == 1
