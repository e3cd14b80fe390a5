"""HTML pages: boilerplate is removed, metadata is chosen with care, hostile markup does not crash."""

import json
from pathlib import Path

import pytest
from lxml import html

from pipeline.reading.boilerplate import drop_boilerplate, is_boilerplate_line
from pipeline.reading.decoding import UnreadableError
from pipeline.reading.page_facts import json_ld, without_site
from pipeline.reading.page_inserts import drop_inserts
from pipeline.reading.webpage import read_page

KINDS = Path(__file__).parents[1] / "data" / "articles" / "page_kinds"
GOLDEN = json.loads((KINDS / "golden.json").read_text(encoding="utf-8"))
BODY = " ".join(
    f"<p>Der Präsident sprach am Freitag zum {number}. Mal über die Lage in Almaty.</p>" for number in range(1, 9)
)


def page(head: str = "", body: str = BODY) -> bytes:
    """Build a page with an article."""
    return f"<html><head><meta charset='utf-8'>{head}</head><body><article>{body}</article></body></html>".encode()


@pytest.mark.parametrize(
    ("title", "site", "expected"),
    [
        ("Putin spricht | Tagblatt Hohenried", "tagblatthohenried", "Putin spricht"),
        ("Putin spricht - Politik - Tagblatt Hohenried", "tagblatthohenried", "Putin spricht"),
        ("Putin spricht – Tagblatt", "tagblatthohenried", "Putin spricht"),
        ("Putin spricht | NDR.de - Nachrichten", "ndr", "Putin spricht | NDR.de - Nachrichten"),
        ("Putin spricht | Nachrichten | NDR.de", "ndr", "Putin spricht"),
        ("Putin spricht | BR24", "br", "Putin spricht | BR24"),
        ("Putin – Scholz – Macron", "tagblatthohenried", "Putin – Scholz – Macron"),
        ("Krieg in der Ukraine - Liveblog", "tagblatthohenried", "Krieg in der Ukraine - Liveblog"),
        ("Tagblatt Hohenried", "tagblatthohenried", "Tagblatt Hohenried"),
        ("Nord-Süd-Gefälle | Sport", "tagblatthohenried", "Nord-Süd-Gefälle | Sport"),
    ],
)
def test_titles_without_the_site(title: str, site: str, expected: str) -> None:
    """The publisher and a section before it are stripped from the title; the rest stays."""
    assert without_site(title, {site}) == expected


@pytest.mark.parametrize(
    "line",
    [
        "Lesen Sie auch: Was jetzt zu tun ist",
        "Foto: dpa",
        "© dpa-infocom, dpa:220107-99-624873/3",
        "Von Jule Harmsen und Korbinian Raab",
        "Von Jule Harmsen, Brüssel",
        "7. Januar 2022, 15:12 Uhr",
        "Stand: 07.01.2022, 15:12",
        "Jetzt kostenlos anmelden",
        "Unser Newsletter informiert Sie jeden Morgen. Hier abonnieren!",
        "Wir und unsere 213 Partner verwenden Cookies",
        "Anzeige",
        "12 Kommentare",
    ],
)
def test_boilerplate_lines(line: str) -> None:
    """Pointers, captions, bylines, dates, advertisements and notices are boilerplate lines."""
    assert is_boilerplate_line(line)


@pytest.mark.parametrize(
    "line",
    [
        "Von der Leyen sprach mit Macron.",
        "Von Krise zu Krise",
        "Bilder aus Almaty zeigen brennende Autos.",
        "Am 7. Januar 2022 gab Tokajew den Schießbefehl.",
        "Anzeigen gegen Unbekannt gab es 20.",
        "Der Newsletter des Ministeriums löste den Streit aus.",
        "Veröffentlicht wurde der Bericht nie.",
        "Die Quelle: ein Beamter in Nur-Sultan, der ungenannt bleiben will." * 4,
        "Mit Material der dpa",
    ],
)
def test_lines_that_stay(line: str) -> None:
    """Sentences and subheadings that begin like boilerplate are not boilerplate lines."""
    assert not is_boilerplate_line(line)


def test_most_of_the_page_is_never_boilerplate() -> None:
    """A wrapper with a boilerplate class stays if it holds the article; the box inside it is removed."""
    tree = html.fromstring(
        f"<body><div class='paywall newsletter'>{BODY}<div class='newsletter'>Jetzt!</div></div></body>"
    )
    drop_boilerplate(tree)

    assert len(tree.findall(".//p")) == 8
    assert "Jetzt!" not in tree.text_content()


@pytest.mark.parametrize(
    ("head", "date"),
    [
        (
            '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2022-01-07",'
            '"dateModified":"2022-02-01"}</script><meta name="date" content="2022-02-01">',
            "2022-01-07",
        ),
        (
            '<meta property="article:modified_time" content="2022-02-01">'
            '<meta property="article:published_time" content="2022-01-07">',
            "2022-01-07",
        ),
        (
            '<meta name="publish-date" content="2022-01-07"><meta name="date" content="2022-02-01">',
            "2022-01-07",
        ),
        (
            '<time class="entry-date updated" datetime="2022-02-01"></time><time datetime="2022-01-07"></time>',
            "2022-01-07",
        ),
        ('<time itemprop="dateModified" datetime="2022-02-01"></time>', None),
        (
            '<script type="application/ld+json">{kaputt</script><meta name="date" content="2022-01-07">',
            "2022-01-07",
        ),
        ("", None),
    ],
)
def test_dates_of_pages(head: str, date: str | None) -> None:
    """The day of publication is used, never that of a change; without one, none is guessed."""
    assert read_page(page(head)).date == date


def test_json_ld_survives_strange_shapes() -> None:
    """JSON-LD in lists, graphs and comments and with lists of types is read; invalid JSON-LD is skipped."""
    block = '<!-- [{"@graph":[[{"@type":["Thing","NewsArticle"],"headline":"A"}], 7, null]}] -->'
    script = "<script type='application/ld+json'>"
    tree = html.fromstring(f"<html>{script}{block}</script>{script}[[[</script></html>")

    assert json_ld(tree, {}).get("headline") == "A"


@pytest.mark.parametrize(
    "data",
    [
        b"<div>" * 100_000,
        b"<p><b><i>" * 50_000 + b"Text",
        b"",
        b"<html></html>",
        b"<<<<>>>>" * 1000,
        b"<p>\xff\xfe\x00</p>",
        b"<?xml version='1.0' encoding='utf-8'?><!DOCTYPE x [<!ENTITY a 'aaa'>]><p>&a;</p>",
        b"<p>&#1;&#x1f;&#xD800;</p>",
        b"<article><p>Text</p>\x0c<nav>x</nav>\x0cText\x0b<nav>y</nav>&#12;&#xc;</article>",
    ],
)
def test_hostile_pages(data: bytes) -> None:
    """Deep, empty, broken and forbidden markup yields valid text or an error with a reason."""
    try:
        outcome = read_page(data).text
    except UnreadableError as error:
        outcome = str(error)
    assert outcome.strip().encode("utf-8")


def test_references_on_pages() -> None:
    """Numeric references in text, titles, meta tags and JSON-LD become characters."""
    title = "J&#252;rgen M&#xFC;ller &#8211; K&#246;ln"
    head = (
        f"<title>{title}</title><meta property='og:title' content='{title}'><script type='application/ld+json'>"
        f'{{"@type":"NewsArticle","headline":"{title}","author":{{"name":"Bj&#246;rn H&amp;#246;cker"}}}}</script>'
    )
    paragraph = (
        "<p>Der S&#252;dkurier sprach &#150; in K&#246;ln &#150; mit J&#252;rgen Kr&#228mer &#252;ber 3 Fragen.</p>"
    )
    draft = read_page(page(head, paragraph * 4))

    assert draft.title == "Jürgen Müller – Köln"
    assert draft.author == "Björn Höcker"
    assert draft.text.count("Der Südkurier sprach – in Köln – mit Jürgen Krämer über 3 Fragen.") >= 1
    assert "211" not in draft.text
    assert ";" not in draft.text


@pytest.mark.parametrize("name", sorted(GOLDEN))
def test_kinds_of_pages(name: str) -> None:
    """Text, title and date of pages with teasers, boxes, captions, tickers or comments, whose classes say nothing."""
    draft = read_page((KINDS / name).read_bytes())

    assert (draft.text, draft.title, draft.date) == tuple(GOLDEN[name][key] for key in ("text", "title", "date"))


def cleaned(body: str, address: str | None = None) -> str:
    """Return the text of a body without its inserts."""
    tree = html.document_fromstring(f"<html><body>{body}</body></html>")
    drop_inserts(tree, address)
    return str(tree.text_content())


CARD = "<div><h3><a href='/b'>Wahl in Almaty</a></h3><p>Am Sonntag wird im ganzen Land gewählt.</p></div>"


@pytest.mark.parametrize(
    "card",
    [
        CARD,
        CARD.replace("<h3><a href='/b'>Wahl in Almaty</a></h3>", "<a href='/b'><h3>Wahl in Almaty</h3></a>"),
        CARD.replace("<div>", "<div><img src='a.jpg'><span>Politik</span>"),
        "<a href='/b'><div>Wahl in Almaty</div><p>Am Sonntag wird im ganzen Land gewählt.</p></a>",
    ],
)
def test_cards_of_other_articles(card: str) -> None:
    """A heading that links to another page is removed with its teaser, in either order; the article stays."""
    text = cleaned(f"<div>{BODY}</div><div>{card}{card.replace('/b', '/c')}</div>")

    assert "Wahl in Almaty" not in text
    assert "Am Sonntag wird" not in text
    assert "zum 8. Mal" in text


def test_a_page_of_cards_stays() -> None:
    """Cards are kept if they are the only content of a page."""
    assert cleaned(CARD * 20).count("Wahl in Almaty") == 20


@pytest.mark.parametrize("target", ["#eintrag", "/ticker#eintrag", "https://www.tagblatt.example/ticker"])
def test_permalinks_are_no_cards(target: str) -> None:
    """A heading that links to its own page is kept with its entry."""
    entry = CARD.replace("/b", target)

    assert "Wahl in Almaty" in cleaned(f"<div>{BODY}</div>{entry}", "https://www.tagblatt.example/ticker")


def test_captions_and_paragraphs_beside_pictures() -> None:
    """A short line next to a picture is a caption; a paragraph of prose or a longer text is not."""
    picture = "<div><img src='a.jpg'><span>Der Präsident bei seiner Rede am Freitag in Almaty.</span></div>"
    prose = f"<div><img src='b.jpg'><p>{'Der Sprecher des Präsidenten schwieg. ' * 4}</p></div>"
    text = cleaned(f"<div>{BODY}{picture}{prose}</div>")

    assert "bei seiner Rede" not in text
    assert "Der Sprecher des Präsidenten schwieg." in text


def test_boxes_and_sections() -> None:
    """A block with its own heading between paragraphs is a box; the sections of an article are not."""
    long = "<p>Der Präsident sprach am Freitag ausführlich zum ersten Mal über die Lage in Almaty und im Land.</p>"
    box = "<div><h3>Zur Person</h3><p>Tokajew, 68, ist Diplomat.</p></div>"
    sections = f"<section><h2>Zur Lage</h2>{long * 3}</section>" * 3

    assert "Zur Person" not in cleaned(f"<div>{long * 3}{box}{long * 3}</div>")
    assert cleaned(f"<div>{long * 3}{sections}</div>").count("Zur Lage") == 3


def test_repeated_lines() -> None:
    """An offer shown twice is removed; a lead or an article shown twice stays."""
    offer = "".join(f"<li>Vorteil {number} des digitalen Zugangs im Monat</li>" for number in range(4))
    lead = "<p>Der Präsident spricht zum ersten Mal über die Lage.</p>"
    text = cleaned(f"{lead}<ul>{offer}</ul><div>{lead}{BODY}</div><ul>{offer}</ul>")

    assert "Vorteil" not in text
    assert text.count("zum ersten Mal über die Lage.") == 2
    assert cleaned(f"<div>{BODY}</div><div>{BODY}</div>").count("zum 8. Mal") == 2
