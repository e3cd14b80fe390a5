"""Wiki markup, Markdown and HTML in plain text."""

import pytest

from pipeline.markup import strip_emphasis, strip_markdown, strip_tags, strip_wiki


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
    """Links, emphasis, headings, templates, references and indents go; apostrophes and results stay."""
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
    """Markup goes, what only looks like it stays; a German ordinal is no list."""
    assert strip_markdown(text).strip() == expected


def test_emphasis_in_plain_text() -> None:
    """Links and bold type that strayed into plain text are resolved."""
    assert strip_emphasis("**Scholz** [trifft](https://a.example) Putin") == "Scholz trifft Putin"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<p>Der <b>Präsident</b> sprach.</p><p>Dann ging er.</p>", "Der Präsident sprach.\n\nDann ging er."),
        ("Eins<br>zwei<br/>drei", "Eins\nzwei\ndrei"),
        ("x < y und a > b", "x < y und a > b"),
        ("<p>Text<script>alert(1)</script> geht weiter</p>", "Text geht weiter"),
        ("<p>&auml;&#1;b</p>", "äb"),
    ],
)
def test_tags(text: str, expected: str) -> None:
    """Tags in a field become paragraphs; comparisons are no tags; scripts go."""
    parts = [part.strip() for part in strip_tags(text).split("\n\n") if part.strip()]

    assert "\n\n".join(parts) == expected


@pytest.mark.parametrize(
    "text", ["[" * 50_000, "**" * 50_000, "''" * 50_000, "{{" * 50_000, "> " * 50_000, "<p>" * 20_000]
)
def test_hostile_markup_takes_linear_time(text: str) -> None:
    """No pattern backtracks into minutes."""
    strip_tags(strip_wiki(strip_markdown(text)))
