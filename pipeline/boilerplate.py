"""What stands on a page beside the article: consent layers, teasers, captions, newsletter boxes, bylines."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_TAGS = frozenset(
    "script style noscript template nav aside form button dialog figcaption svg iframe select input textarea label"
    " footer video audio object menu table".split()
)
_ROLES = frozenset("navigation dialog complementary banner contentinfo search alertdialog".split())
# Words of class names and ids, between -, _ and changes of case. What bears a word of the first list is no article;
# the second list is also used for leads, sections and wrappers, so there the links or the brevity must speak too.
_ALWAYS = frozenset(
    """
    cookie cookies consent cmp gdpr dsgvo newsletter outbrain taboola plista advert advertisement advertising
    anzeige anzeigen werbung sponsored share sharing sharebar socialbar teilen breadcrumb breadcrumbs
    caption captions bildunterschrift bildnachweis copyright comment comments kommentare kommentar navigation nav
    footer sidebar authorbox weiterlesen readmore meistgelesen mostread recommendation recommendations empfehlungen
    recirculation tagcloud slideshow bildergalerie skiplink hidden tweet instagram embed marginalie infobox factbox
    """.split()
)
_PERHAPS = frozenset(
    """
    teaser teasers related recommended empfehlung mehr linklist links linkbox topics topic tags tag themen thema
    schlagworte popular promo promotion ad ads banner overlay modal popup paywall abo subscribe subscription social
    print toolbar tools ticker login register voting poll gallery date datum meta metadata quelle
    source media image picture bild video player audio box infos info more also further aside morelinks
    """.split()
)
# lines above and below an article; a paragraph of such a class goes only where it is short
_LINES = frozenset(
    "author authors autor autoren byline kicker dachzeile spitzmarke topline overline lesezeit readingtime pubdate"
    " timestamp dateline credit credits".split()
)
_NEVER = frozenset("html body main article h1".split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_LINE = re.compile(
    r"""(?:
    (?:lesen|sehen|hören)\ sie\ (?:auch|hier|dazu|mehr)|mehr\ (?:zum\ thema|dazu|lesen|aus)|auch\ interessant
    |das\ könnte\ (?:sie|dich)|weitere\ (?:artikel|nachrichten|meldungen|themen)\b.{0,60}$|zum\ thema\b|siehe\ auch\b
    |(?:anzeige|werbung|advertisement)$|empfohlener\ (?:redaktioneller\ |externer\ )?inhalt
    |(?:foto|fotos|bild|bilder|grafik|quelle|video|illustration|bildquelle|fotoquelle)\s?:
    |©|\(c\)\s|copyright
    |lesezeit\b|stand:|aktualisiert\ am|veröffentlicht\ am|erstellt\ am|zuletzt\ (?:geändert|aktualisiert)
    |(?:artikel|beitrag|seite)\ (?:teilen|drucken|merken|anhören|versenden|vorlesen)
    |teilen:|teilen$|drucken$|merken$|(?:(?:\d+|keine)\ )?kommentare?$
    |(?:jetzt|hier)\ .{0,60}(?:abonnieren|anmelden|registrieren|testen|bestellen)|newsletter\b|abonnieren\ sie
    |.{0,120}newsletter.{0,80}(?:anmeld|abonnier|bestell|informiert|kostenlos|hier|registrier|postfach)
    |(?:unser|der|im)\ .{0,40}newsletter\b.{0,40}(?:anmeld|abonnier|kostenlos|hier)
    |(?:rubriklisten|symbol|archiv|titel|vorschau|beitrags)bild\s?:
    |über\ dieses\ thema\ berichtet|dieses\ thema\ im\ programm|die\ kommentarfunktion|bitte\ aktivieren\ sie\ java
    |(?:weiterlesen|mehr\ lesen|zum\ (?:artikel|video)|zur\ bildergalerie|inhaltsverzeichnis)\b.{0,30}$
    |(?:diesen\ artikel\ )?weiterlesen\ mit\b|sie\ sind\ (?:bereits|schon)\ abonnent|haben\ sie\ bereits\ ein\ abo
    |(?:hier\ )?(?:einloggen|anmelden|registrieren)$|jetzt\ (?:kostenlos\ )?testen|monatlich\ kündbar
    |das\ original\ zu\ diesem
    |sie\ haben\ .{0,30}(?:hinweise|fehler|anregungen)\b.{0,40}\?|fehler\ (?:gefunden|entdeckt)\?
    |melden\ sie\ sich\ .{0,40}an\b|folgen\ sie\ uns|zur\ startseite|startseite$|nach\ oben$|zurück\ zur
    |(?:dieser|der)\ (?:artikel|inhalt|beitrag|text)\ ist\ (?:nur\ für|exklusiv)
    |wir\ (?:und\ unsere\ \d+\ partner\ )?(?:verwenden|nutzen|benötigen)\ .{0,40}(?:cookies|zustimmung|einwilligung)
    |(?:diese|unsere)\ (?:web)?site\ (?:nutzt|verwendet)\ cookies|hier\ finden\ sie\ (?:externen\ )?inhalt
    |an\ dieser\ stelle\ finden\ sie|ich\ bin\ (?:damit\ )?einverstanden
    |(?:[a-z]{2,10},?\s)?\d{1,2}\.\s?(?:\d{1,2}\.|[a-zä]+)\s?\d{4}[,|\s·–-]*
        (?:(?:um\s)?\d{1,2}[:.]\d\d(?:\suhr)?)?[|\s·–-]*
        (?:lesezeit.{0,20})?$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"(?:Von|VON|By) [A-ZÄÖÜ][\w.’'-]+(?:,? (?:[A-ZÄÖÜ][\w.’'/-]+|von|van|de|und|der|\|)){1,10}")
_LONGEST_LINE = 220
_SHORT = 150


@dataclass(slots=True)
class _Weight:
    """Characters of text below an element, and how many of them are in links."""

    text: int = 0
    links: int = 0


def drop_boilerplate(tree: HtmlElement) -> None:
    """Remove elements that are boilerplate by tag, class or id; never one that holds 40 % of the page's own text."""
    weights = _weigh(tree)
    whole = weights[tree].text - weights[tree].links
    for element in list(tree.iter()):
        if not isinstance(element.tag, str) or element.getparent() is None:
            continue
        weight = weights[element]
        if _is_boilerplate(element, weight) and weight.text - weight.links <= 0.4 * whole:
            element.drop_tree()


def is_boilerplate_line(line: str) -> bool:
    """Whether a short paragraph is a pointer, caption, byline or notice and not a sentence of the article."""
    return len(line) <= _LONGEST_LINE and (_LINE.match(line) or _BYLINE.fullmatch(line)) is not None


def _weigh(tree: HtmlElement) -> dict[HtmlElement, _Weight]:
    """Weights of all elements, from the leaves up."""
    weights = {element: _Weight() for element in tree.iter()}
    for element in reversed(list(weights)):
        weight = weights[element]
        if isinstance(element.tag, str) and element.tag not in ("script", "style", "noscript", "template"):
            weight.text += len((element.text or "").strip())
        else:
            weight.text = weight.links = 0
        if element.tag == "a":
            weight.links = weight.text
        if (parent := element.getparent()) in weights:
            weights[parent].text += weight.text + len((element.tail or "").strip())
            weights[parent].links += weight.links
    return weights


def _is_boilerplate(element: HtmlElement, weight: _Weight) -> bool:
    if element.tag in _NEVER:
        return False
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    words = _words(element)
    if not _ALWAYS.isdisjoint(words):
        return True
    if not _LINES.isdisjoint(words) and weight.text < _SHORT:
        return True
    linked = weight.links > 0.4 * weight.text
    short = weight.text < _SHORT and element.tag not in ("p", "h2", "h3")
    return not _PERHAPS.isdisjoint(words) and (linked or short)


def _words(element: HtmlElement) -> set[str]:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return set(re.split(r"[^a-zäöüß]+", _CAMEL.sub(" ", names).casefold()))
