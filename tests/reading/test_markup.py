"""Wiki markup, Markdown and HTML in plain text."""

import pytest

from pipeline.reading.markup import strip_emphasis, strip_markdown, strip_tags, strip_wiki, xml_safe
from tests.helpers.timing import takes_linear_time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("'''Scholz''' und ''Putin''", "Scholz und Putin"),
        ("[[Almaty]] in [[Kasachstan|Kasachstans]] Süden", "Almaty in Kasachstans Süden"),
        ("== Leben ==\nText", "Leben\nText"),
        ("A<ref name='x'>Beleg</ref>B<ref/>C", "ABC"),
        ("{{Zitat|x}}Text[[Datei:a.jpg|mini|Bild]]", "Text"),
        ("[https://a.example Hier] steht es", "Hier steht es"),
        ("Er sagt:\n:Nein.\n::Doch.", "Er sagt:\n\nNein.\n\nDoch."),
        ("D'Artagnan und Rock 'n' Roll", "D'Artagnan und Rock 'n' Roll"),
        ("a == b und 3:2 nach 1:0", "a == b und 3:2 nach 1:0"),
    ],
)
def test_wiki(text: str, expected: str) -> None:
    """Links, emphasis, headings, templates, references and indents are removed; apostrophes and results stay."""
    assert strip_wiki(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("# Titel #", "Titel"),
        ("Titel\n=====\nText", "Titel\n\nText"),
        ("**fett** und *schräg* und __fett__ und _schräg_", "fett und schräg und fett und schräg"),
        ("2 * 3 * 4 und a_b_c und 5*", "2 * 3 * 4 und a_b_c und 5*"),
        ("[Text](https://a.example/x_(y)) und ![Bild](a.jpg)", "[Text](https://a.example/x_(y)) und"),
        ("[Text](https://a.example 'Titel')", "Text"),
        ("> Zitat\n> weiter", "Zitat weiter"),
        ("```python\ncode\n```", "code"),
        ("Fußnote[^1]\n\n[^1]: Quelle", "Fußnote\n\nQuelle"),
        ("a\\*b\\_c", "a*b_c"),
        ("<https://a.example>", "https://a.example"),
        ("- a\n- b", "a\n\nb"),
        ("1. Januar 2022", "1. Januar 2022"),
    ],
)
def test_markdown(text: str, expected: str) -> None:
    """Markup is removed, text that only resembles it stays; a German ordinal is not a list item."""
    assert strip_markdown(text).strip() == expected


def test_emphasis_in_plain_text() -> None:
    """Markdown links and bold type in plain text are replaced by their text."""
    assert strip_emphasis("**Scholz** [trifft](https://a.example) Putin") == "Scholz trifft Putin"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Der <b>Präsident</b> sprach.</p><p>Dann ging er.</p>", "Der Präsident sprach.\n\nDann ging er."),
        ("Eins<br>zwei<br/>drei", "Eins\nzwei\ndrei"),
        ("x < y und a > b", "x < y und a > b"),
        ("<p>Text<script>alert(1)</script> geht weiter</p>", "Text geht weiter"),
        ("<p>&auml;&#1;b</p>", "äb"),
        ("<p>J&#252;rgen M&#0252;ller &#8211; K&#xF6;ln &#60;neu&#62;</p>", "Jürgen Müller – Köln <neu>"),
    ],
)
def test_tags(text: str, expected: str) -> None:
    """Tags in a field become paragraphs, comparisons stay, and scripts are removed."""
    parts = [part.strip() for part in strip_tags(text).split("\n\n") if part.strip()]

    assert "\n\n".join(parts) == expected


@pytest.mark.parametrize(
    "text",
    [
        "[" * 50_000,
        "**" * 50_000,
        "''" * 50_000,
        "{{" * 50_000,
        "> " * 50_000,
        "<p>" * 20_000,
        "<p>&#" + "0" * 99_999 + "</p>",
    ],
)
def test_hostile_markup_takes_linear_time(text: str) -> None:
    """No pattern backtracks catastrophically."""
    assert takes_linear_time(lambda size: strip_tags(strip_wiki(strip_markdown(text[:size]))), len(text))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("J&#252;rgen M&#xFC;ller &#8211; K&#XF6;ln", "Jürgen Müller – Köln"),
        ("&#000252;ber &#x000FC;ber &#252ber &#xFC", "über über über ü"),
        ("&#150; &#x96; &#132;Ja&#147; &#128; &#133;", "– – „Ja“ € …"),
        ("&#129;&#x9d;", ""),
        ("a&#0;b&#1;c&#11;d&#x1F;e&#xFFFE;f&#31g", "abcdefg"),
        ("&#55357;&#56832; &#xD83D;&#xDE00; &#128512;", "😀 😀 😀"),
        ("a&#xD83D;b&#56832;c", "abc"),
        ("&#60;b&#62; &#38;uuml; &#39;s&#39; &#9;&#10;", "&#60;b&#62; &#38;uuml; &#39;s&#39; &#9;&#10;"),
        ("&# 252; &#; &#x; &#xg; #252;", "&# 252; &#; &#x; &#xg; #252;"),
        ("&#9999999;", "\ufffd"),
        ("a\x00b\x0bc\ud83dd\ufffee", "abcde"),
    ],
)
def test_references_in_html(text: str, expected: str) -> None:
    """Numeric references are resolved as in browsers; forbidden characters are removed, ASCII is kept escaped."""
    assert xml_safe(text) == expected
