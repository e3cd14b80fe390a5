"""What stands on a page beside the article: consent layers, teasers, captions, newsletter boxes, bylines."""

import re

from lxml.html import HtmlElement

_DROP_TAGS = (
    "script style noscript template nav aside form button dialog figcaption svg iframe select input textarea label"
    " footer video audio object menu"
).split()
# parts of class names and ids, as whole words between -, _ and changes of case
_DROP_WORDS = frozenset(
    """
    cookie cookies consent cmp gdpr dsgvo privacy overlay modal popup paywall abo subscribe subscription newsletter
    teaser teasers related recommendation recommendations recommended empfehlung empfehlungen weiterlesen readmore
    mehr outbrain taboola advert advertisement advertising anzeige werbung sponsored promo promotion ad ads banner
    social share sharing sharebar teilen breadcrumb breadcrumbs caption captions bildunterschrift bildnachweis credit
    copyright comment comments kommentar kommentare navigation nav menu footer sidebar author-box authorbox
    meistgelesen mostread popular topics tags tagcloud themen schlagworte linklist infobox-newsletter byline autor
    author dachzeile kicker breaking ticker login register registrierung voting poll print toolbar skip skiplink
    gallery slideshow bildergalerie lesezeit readingtime pubdate timestamp dateline
    """.split()
)
_NEVER_DROP = frozenset(["html", "body", "main", "article", "p", "h1"])
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LINE = re.compile(
    r"""(?:
    (?:lesen|sehen|hören)\ sie\ (?:auch|hier|dazu|mehr)|mehr\ (?:zum\ thema|dazu|lesen|aus)|lesen\ sie\ (?:auch|mehr)
    |auch\ interessant|das\ könnte\ (?:sie|dich)|weitere\ (?:artikel|nachrichten|meldungen|themen)|zum\ thema
    |anzeige$|werbung$|advertisement$|empfohlener\ (?:redaktioneller\ )?(?:externer\ )?inhalt
    |(?:foto|fotos|bild|bilder|grafik|quelle|video|illustration|bildquelle|fotoquelle)\s?:
    |©|\(c\)\s|copyright
    |lesezeit|stand:|aktualisiert|veröffentlicht|erstellt\ am|zuletzt\ (?:geändert|aktualisiert)
    |(?:artikel|beitrag|seite)\ (?:teilen|drucken|merken|anhören|versenden|vorlesen)
    |teilen:?\b|drucken$|merken$|kommentare?$
    |(?:\d+|keine)\ kommentare?$
    |(?:jetzt|hier)\ .{0,60}(?:abonnieren|anmelden|registrieren|testen|bestellen|lesen)|newsletter|abonnieren\ sie
    |melden\ sie\ sich|folgen\ sie\ uns|zur\ startseite|startseite$|nach\ oben$|zurück\ zur
    |(?:dieser|der)\ (?:artikel|inhalt|beitrag|text)\ ist\ (?:nur\ für|exklusiv)
    |wir\ (?:und\ unsere\ \d+\ partner\ )?(?:verwenden|nutzen|benötigen)\ .{0,40}(?:cookies|zustimmung|einwilligung)
    |(?:diese|unsere)\ (?:web)?site\ (?:nutzt|verwendet)\ cookies|hier\ finden\ sie\ (?:externen\ )?inhalt
    |an\ dieser\ stelle\ finden\ sie|ich\ bin\ (?:damit\ )?einverstanden
    |(?:mo|di|mi|do|fr|sa|so)?[a-z]*,?\s?\d{1,2}\.\s?(?:\d{1,2}\.|[A-Z]\w+)\s?\d{4}(?:[,|\s·–-]+(?:um\s)?\d{1,2}[:.]\d\d(?:\suhr)?)?(?:.{0,40}lesezeit.{0,20})?$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(
    r"(?:Von|VON|By) (?:[A-ZÄÖÜ][\w.’'-]+|von|van|de|und|der|,| ){2,12}(?:, [A-ZÄÖÜ][\w/ -]{2,30})?(?: \| .{0,60})?"
)
_LONGEST_LINE = 220


def drop_boilerplate_elements(tree: HtmlElement) -> None:
    """Remove elements that are boilerplate by tag, class or id; never more than half of the text in paragraphs."""
    whole = _paragraph_length(tree)
    for element in list(tree.iter()):
        if isinstance(element.tag, str) and _is_droppable(element) and 2 * _paragraph_length(element) <= whole:
            _drop(element)


def is_boilerplate_line(line: str) -> bool:
    """Whether a short paragraph is a pointer, caption, byline or notice and not a sentence of the article."""
    return len(line) <= _LONGEST_LINE and (_LINE.match(line) or _BYLINE.fullmatch(line)) is not None


def _is_droppable(element: HtmlElement) -> bool:
    if element.tag in _DROP_TAGS:
        return True
    if element.tag in _NEVER_DROP and element.tag != "p":
        return False
    if element.get("hidden") is not None or element.get("aria-hidden") == "true" or element.get("role") in _ROLES:
        return True
    return not _DROP_WORDS.isdisjoint(_words(element))


_ROLES = frozenset(["navigation", "dialog", "complementary", "banner", "contentinfo", "search", "alertdialog"])


def _words(element: HtmlElement) -> set[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return set(re.split(r"[^a-zäöüß]+", _CAMEL.sub(" ", names).casefold()))


def _paragraph_length(element: HtmlElement) -> int:
    """Characters in paragraphs below (or of) an element: what is at stake when it goes."""
    return sum(len("".join(paragraph.itertext())) for paragraph in element.iter("p"))


def _drop(element: HtmlElement) -> None:
    if element.getparent() is not None:
        element.drop_tree()
