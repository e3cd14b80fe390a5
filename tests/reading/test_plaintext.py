"""Cleaning of text: certain repairs and nothing else."""

import textwrap
import unicodedata
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.plaintext import clean_text, join_lines, one_line

WIKINEWS = Path(__file__).parents[2].parent / "shared" / "data" / "wikinews"
PROSE = (
    "Der Bürgermeister hat am Montag das neue Rathaus eröffnet, wie die Stadt mitteilte. Zur Feier kamen der "
    "Trainer Thomas Weber vom FC Ulm und die Ministerin Anna Schmidt aus Stuttgart. Sie lobten die Handwerker, "
    "die das Haus in nur zwei Jahren gebaut hatten."
)
ADDRESS = ["Stadt Ulm", "Hauptstraße 5", "89073 Ulm"]
LIST = ["- Konten eröffnen", "- Kredite vergeben", "- Beratung"]


@pytest.mark.parametrize(
    ("given_text", "expected"),
    [
        ("MÃ¼nchen und DÃ¼sseldorf, GrÃ¶ÃŸe", "München und Düsseldorf, Größe"),
        ("â€žNeinâ€œ, sagte er â€“ und ging", "„Nein“, sagte er – und ging"),
        ("São Paulo, SÃO JOÃO, Â und Ã", "São Paulo, SÃO JOÃO, Â und Ã"),
        ("Mu\u0308nchen", "München"),
        ("Bun\u00addes\u00adtag", "Bundestag"),
        ("Ber\u200blin\ufeff und\u2060 Bonn\u200e", "Berlin und Bonn"),
        ("10\u00a0Mrd.\u202fEuro\t und  mehr", "10 Mrd. Euro und mehr"),
        ("a\x00b\x07c", "abc"),
        ("M&uuml;ller &amp; Söhne &lt;GmbH&gt;", "Müller & Söhne <GmbH>"),
        ("M&amp;uuml;ller", "Müller"),
        ("AT&T und R&D; a&b", "AT&T und R&D; a&b"),
        ("J&#252;rgen &#8211; K&#xF6;ln, wie geht&#39;s", "Jürgen – Köln, wie geht's"),
        ("&#60;b&#62; &#000252;ber &#252ber", "<b> über über"),
        ("J&amp;#252;rgen &amp;amp; M&amp;#xFC;ller", "Jürgen & Müller"),
        ("&#132;Ja&#147; &#150; \x84Nein\x93 \x96 \x81so", "„Ja“ – „Nein“ – so"),
        ("&#55357;&#56832; &#xD83D;", "😀 \ufffd"),
        ("M&uumlller, Stra&szlige, Caf&eacute;", "Müller, Straße, Café"),
        ("Forschung&ethik, H&amplitude; &notizen; &unbekannt;", "Forschung&ethik, H&amplitude; &notizen; &unbekannt;"),
        ("Paar \ud83d allein", "Paar \ufffd allein"),
        ("eins\x0czwei\u2029drei", "eins\n\nzwei\n\ndrei"),
    ],
)
def test_repairs(given_text: str, expected: str) -> None:
    """Mojibake, decomposed and invisible characters, spaces and entities are repaired; uncertain cases stay."""
    assert clean_text(given_text)[0] == expected


def test_mojibake_is_noted() -> None:
    """The note counts the repaired lines; correct lines are unchanged."""
    text, notes = clean_text("Düsseldorf\n\nMÃ¼nchen")

    assert text == "Düsseldorf\n\nMünchen"
    assert notes == ("mojibake repaired in 1 lines",)


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("Die Bundes-", "kanzlerin", "Die Bundeskanzlerin"),
        ("in Nord-", "und Süddeutschland", "in Nord- und Süddeutschland"),
        ("Ein-", "oder Ausfuhr", "Ein- oder Ausfuhr"),
        ("Verwaltungs-", "bzw. Regierungsgebäude", "Verwaltungs- bzw. Regierungsgebäude"),
        ("in Nordrhein-", "Westfalen", "in Nordrhein-Westfalen"),
        ("der US-", "amerikanische Präsident", "der US-amerikanische Präsident"),
        ("der 20-", "jährige Mann", "der 20-jährige Mann"),
        ("der 44-", "Tage-Krieg", "der 44-Tage-Krieg"),
        ("an Covid-", "19 erkrankt", "an Covid-19 erkrankt"),
        ("die CSTO-", "Truppen", "die CSTO-Truppen"),
    ],
)
def test_hyphens_at_line_ends(before: str, after: str, expected: str) -> None:
    """A hyphen at a line break is removed unless it belongs to the word."""
    assert join_lines(f"{before}\n{after}") == expected


@pytest.mark.parametrize(
    ("lines", "paragraphs"),
    [
        (["Der Präsident hat am Freitag in der", "Hauptstadt eine Rede gehalten und den", "Schießbefehl gegeben."], 1),
        (["Der Präsident hat eine lange Rede gehalten, in der er vieles sagte.", "Danach flog er ab."], 2),
        (["Erster Absatz auf einer Zeile. " * 8, "Zweiter Absatz auf einer Zeile. " * 8], 2),
        (["Die Punkte:", "- erstens", "- zweitens"], 3),
        (["FC Bayern – BVB 3:1", "Schalke 04 – HSV 0:0"], 2),
    ],
)
def test_lines_and_paragraphs(lines: list[str], paragraphs: int) -> None:
    """Hard-wrapped lines are joined; lines that are paragraphs, items or results stay apart."""
    assert len(join_lines("\n".join(lines)).split("\n\n")) == paragraphs


@pytest.mark.parametrize(
    "lines",
    [
        [
            "Ulm am Morgen",
            "Bürgermeister eröffnet neues Rathaus und lobt alle Handwerker",
            PROSE,
            "Trainer " * 10,
            PROSE,
        ],
        [
            "Polizei nimmt Mann fest",
            "Ermittler suchen den zweiten Täter und bitten um Hinweise",
            "Von Anna Weber",
            PROSE,
        ],
        ["Bild: der Bürgermeister und", "Anna Weber aus Ulm", PROSE, PROSE],
        ["Anna Weber, Lehrerin, Grüne, Ulm", "Kurt Meier, Landwirt, CDU, Merklingen", "Petra Schulz, Ärztin, FDP, Ulm"],
        [
            "Kanzler reist nach Ulm und trifft dort den Bürgermeister",
            "Minister bleibt in Berlin und spricht mit Bauern",
        ],
    ],
)
@pytest.mark.parametrize("separator", ["\n", "\n\n"])
def test_lines_that_are_paragraphs_are_never_joined(lines: list[str], separator: str) -> None:
    """Headlines, lists and paragraphs of any length stay apart if the lines were not wrapped at a column."""
    stripped = [line.strip() for line in lines]

    assert join_lines(separator.join(stripped)).split("\n\n") == stripped


@pytest.mark.parametrize("width", [34, 60, 72, 80])
@pytest.mark.parametrize("extra", [[], ADDRESS, LIST, ["Ein Titel, der sehr viel länger ist als alle Zeilen darunter"]])
def test_wrapped_lines_are_joined_beside_others(width: int, extra: list[str]) -> None:
    """Addresses, lists and a title do not hide that the paragraphs of a text are wrapped."""
    wrapped = [textwrap.fill(PROSE, width)] * 3
    text = "\n\n".join(["\n".join(extra), *wrapped, "\n".join(extra[:3])])

    assert join_lines(text).split("\n\n")[len(extra) :][:3] == [PROSE] * 3


@pytest.mark.parametrize("width", [50, 66, 78])
def test_indented_lines_begin_paragraphs(width: int) -> None:
    """Paragraphs marked by an indented first line, without empty lines between them, are kept, as in agency copy."""
    wrapped = "\n".join([textwrap.fill(PROSE, width, initial_indent="   ")] * 4)

    assert join_lines(wrapped).split("\n\n") == [PROSE] * 4


@pytest.mark.parametrize("unit", ["Prozent.", "Millionen Euro", "Uhr am Montag", "% der Stimmen", "Kilometer"])
def test_a_number_is_not_parted_from_its_unit(unit: str) -> None:
    """A line that begins with a unit is joined to the number before it, even if no other line is wrapped."""
    assert join_lines(f"Ein Absatz.\nEs waren 25\n{unit}\nEin Absatz.").split("\n\n")[1] == f"Es waren 25 {unit}"


def test_lines_broken_by_hand_are_joined() -> None:
    """Lines that end near a column, but not always with the last word that fits, are recognised as wrapped."""
    ragged = (
        "Der Kanzler hat am Montag vor der Presse\nin Berlin eine Rede gehalten und die Bürger zur\n"
        "Ruhe aufgerufen und\ndann sprach er von schweren Zeiten und vom\n"
        "Krieg, wie der Sender ARD aus der Stadt\nBerlin berichtet."
    )

    assert join_lines(ragged) == ragged.replace("\n", " ")


@pytest.mark.skipif(not WIKINEWS.is_dir(), reason="needs ../shared/data/wikinews")
def test_real_articles_are_not_glued_and_are_restored_after_wrapping() -> None:
    """No article of 998 loses a paragraph, and 99 of 100 come back from lines of 60 to 80 columns, word for word."""
    glued, restored = 0, []
    for number, path in enumerate(sorted(WIKINEWS.glob("*.txt"))):
        paragraphs = clean_text(path.read_text(encoding="utf-8"))[0].split("\n\n")
        glued += join_lines("\n".join(paragraphs)).split("\n\n") != paragraphs
        wrapped = "\n\n".join(textwrap.fill(paragraph, 60 + number % 21) for paragraph in paragraphs)
        restored.append(join_lines(wrapped).split("\n\n") == paragraphs)

    assert glued == 0
    assert sum(restored) >= 0.99 * len(restored)


def test_one_wide_line_does_not_stop_the_joining() -> None:
    """A web address wider than the column does not keep the other lines from being joined."""
    wrapped = "\n".join(["Der Präsident hat am Freitag in der großen Halle von"] * 30)
    text = join_lines(f"{wrapped}\nhttps://example.org/{'a' * 150}\nEnde.\n\nNeuer Absatz.")

    assert text.count("\n\n") <= 2


def test_titles_are_one_line() -> None:
    """A title keeps no line breaks, tabs or invisible characters."""
    assert one_line(" Tokajew\n gibt\u00ad \tSchießbefehl ") == "Tokajew gibt Schießbefehl"


@settings(derandomize=True, max_examples=300, deadline=None)
@given(st.text())
def test_any_text_comes_out_clean(text: str) -> None:
    """Any input becomes valid UTF-8 in NFC without control characters, with one empty line between paragraphs."""
    cleaned, _ = clean_text(text)

    cleaned.encode("utf-8")
    assert unicodedata.is_normalized("NFC", cleaned)
    assert all(paragraph.strip() == paragraph != "" for paragraph in cleaned.split("\n\n")) or cleaned == ""
    assert not any(char < " " and char != "\n" for char in cleaned)
    assert "\n" not in cleaned.replace("\n\n", "")
