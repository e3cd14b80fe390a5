"""Remove what surrounds the article on a page: consent layers, teasers, captions, newsletter boxes, bylines."""

import re
from dataclasses import dataclass

from lxml.html import HtmlElement

_TAGS = frozenset(
    "script style noscript template nav aside form button dialog figcaption svg iframe select input textarea label"
    " footer video audio object menu table".split()
)
_ROLES = frozenset("navigation dialog complementary banner contentinfo search alertdialog".split())
# Words of class names and ids, separated by -, _ or a change of case. An element with a word of the first list is never
# an article. Leads, sections and wrappers use words of the second list too, so it must also be short or full of links.
_ALWAYS = frozenset(
    """
    cookie cookies consent cmp gdpr dsgvo newsletter outbrain taboola plista advert advertisement advertising
    anzeige anzeigen werbung sponsored share sharing sharebar socialbar teilen breadcrumb breadcrumbs
    caption captions bildunterschrift bildnachweis copyright comment comments kommentare kommentar navigation nav
    footer sidebar authorbox weiterlesen readmore meistgelesen mostread recommendation recommendations empfehlungen
    recirculation tagcloud slideshow bildergalerie skiplink tweet instagram embed marginalie infobox factbox
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
# classes of lines above and below an article, such as bylines; longer elements with such a class are kept
_LINE_WORDS = frozenset(
    "author authors autor autoren byline kicker dachzeile spitzmarke topline overline lesezeit readingtime pubdate"
    " timestamp dateline credit credits".split()
)
_COMMENTS = frozenset("comments kommentare commentlist disqus leserkommentare leserbriefe leserpost".split())
_NEVER = frozenset("html body main article h1".split())
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
# a text with such a beginning does not belong to the article even if it is a sentence
_NOTICE = re.compile(
    r"""(?:
    ©|\(c\)\s|copyright\b|(?:foto|fotos|grafik|illustration|bildquelle|fotoquelle|(?:rubriklisten|symbol|archiv)bild)\s?:
    |newsletter\b
    |.{0,120}newsletter.{0,80}(?:anmeld|abonnier|bestell|informiert\ sie|kostenlos|hier|registrier|postfach)
    |wir\ (?:und\ unsere\ \d+\ partner\ )?(?:verwenden|nutzen|benötigen)\ .{0,40}(?:cookies|zustimmung|einwilligung)
    |(?:diese|unsere)\ (?:web)?site\ (?:nutzt|verwendet)\ cookies|hier\ finden\ sie\ (?:externen\ )?inhalt
    |an\ dieser\ stelle\ finden\ sie|ich\ bin\ (?:damit\ )?einverstanden|bitte\ aktivieren\ sie\ java
    |empfohlener\ (?:redaktioneller\ |externer\ )?inhalt|abonnieren\ sie\ unser|folgen\ sie\ uns\b
    |(?:lesen|sehen|hören)\ sie\ (?:auch|hier|dazu|mehr)\b|das\ könnte\ (?:sie|dich)\ auch
    |(?:dieser|der)\ (?:artikel|inhalt|beitrag|text)\ ist\ (?:nur\ für|exklusiv)|die\ kommentarfunktion
    |über\ dieses\ thema\ berichte|dieses\ thema\ im\ programm|das\ original\ zu\ diesem\ (?:artikel|beitrag)
    |(?:diesen\ artikel\ )?weiterlesen\ mit\b|sie\ sind\ (?:bereits|schon)\ abonnent|haben\ sie\ bereits\ ein\ abo
    |fehler\ (?:gefunden|entdeckt)\?
    )""",
    re.IGNORECASE | re.VERBOSE,
)
# a text with such a beginning is a pointer, a label or a date, unless it is a sentence
_LABEL = re.compile(
    r"""(?:
    mehr\ (?:zum\ thema|dazu|lesen|aus)\b|auch\ interessant|zum\ thema\b|siehe\ auch\b
    |weitere\ (?:artikel|nachrichten|meldungen|themen|informationen)\b
    |(?:anzeige|werbung|advertisement)$|(?:bild|bilder|quelle|video|audio|titelbild|vorschaubild)\s?:
    |lesezeit\b|stand:|(?:aktualisiert|veröffentlicht|erstellt|erschienen)\ am\b|zuletzt\ (?:geändert|aktualisiert)
    |(?:artikel|beitrag|seite)\ (?:teilen|drucken|merken|anhören|versenden|vorlesen)
    |(?:teilen|drucken|merken):?$|(?:(?:\d+|keine)\ )?kommentare?$|(?:hier\ )?(?:einloggen|anmelden|registrieren)$
    |(?:jetzt|hier)\ .{0,60}(?:abonnieren|anmelden|registrieren|testen|bestellen)\b|monatlich\ kündbar
    |melden\ sie\ sich\ .{0,40}an\b|zur\ startseite|startseite$|nach\ oben$|zurück\ zur\b
    |(?:weiterlesen|mehr\ lesen|zum\ (?:artikel|video)|zur\ bildergalerie|inhaltsverzeichnis)\b
    |(?:[a-z]{2,10},?\s)?\d{1,2}\.\s?(?:\d{1,2}\.|[a-zä]+)\s?\d{4}[,|\s·–-]*
        (?:(?:um\s)?\d{1,2}[:.]\d\d(?:\suhr)?)?[|\s·–-]*(?:lesezeit.{0,20})?$
    )""",
    re.IGNORECASE | re.VERBOSE,
)
_BYLINE = re.compile(r"(?:Von|VON|By) [A-ZÄÖÜ][\w.’'-]+(?:,? (?:[A-ZÄÖÜ][\w.’'/-]+|von|van|de|und|der|\|)){1,10}")
_SENTENCE = re.compile(r"(?:\S+ ){7,}\S+[.!?][“\"»]?$")
# a class such as `has-sidebar` or `ads-enabled` describes the surroundings of its element
_SURROUNDINGS = frozenset("has with without no is not js enabled disabled supports layout theme".split())
# classes of text for screen readers only
_SCREEN_READER_ONLY = re.compile(r"(?<![\w-])(?:visually-?hidden|sr-only|screen-reader-text)(?![\w-])")
_MAX_LINE_CHARS = 220
_MAX_SHORT_CHARS = 150
_MIN_REMAINING_CHARS = 400


@dataclass(slots=True)
class Weight:
    """Characters of text below an element, and how many of them are in links."""

    text: int = 0
    links: int = 0

    @property
    def own(self) -> int:
        """Characters outside links."""
        return self.text - self.links


def drop_boilerplate(tree: HtmlElement) -> None:
    """Remove elements that are boilerplate by tag, class or id, but none that holds the article.

    An element holds the article if it has more than 40 % of the page's own text, the page's only main heading, or its
    marked body.
    """
    weights = weigh(tree)
    whole = weights[tree].own
    kept = holders(tree)
    found = [
        element
        for element in tree.iter()
        if isinstance(element.tag, str)
        and element.getparent() is not None
        and element not in kept
        and _is_boilerplate(element, weights[element])
    ]
    # an article may be laid out in pieces, each in a `sidebar-grid` next to an advertisement
    pieces: dict[tuple[str, str], int] = {}
    for element in found:
        kind = _kind(element)
        if _is_piece(element, weights) and all(_kind(holder) != kind for holder in element.iterancestors()):
            pieces[kind] = pieces.get(kind, 0) + weights[element].own
    for element in found:
        weight = max(weights[element].own, pieces.get(_kind(element), 0))
        if weight <= 0.4 * whole or _are_comments(element, whole - weight):
            element.drop_tree()


def _kind(element: HtmlElement) -> tuple[str, str]:
    return element.tag, element.get("class") or ""


def _is_piece(element: HtmlElement, weights: dict[HtmlElement, Weight]) -> bool:
    """Whether an element may be one piece of the article; a teaser has at most one paragraph."""
    paragraphs = sum(weights[paragraph].own >= 80 for paragraph in element.iter("p"))
    words = class_words(element)
    return paragraphs >= 2 and bool(element.get("class")) and words.isdisjoint(_COMMENTS | {"comment", "kommentar"})


def _are_comments(element: HtmlElement, remaining: int) -> bool:
    """Whether an element holds readers' comments, which are often longer than the article."""
    return remaining >= _MIN_REMAINING_CHARS and not _COMMENTS.isdisjoint(class_words(element))


def is_boilerplate_line(line: str) -> bool:
    """Whether a paragraph is a pointer, caption, byline or notice and not part of the article."""
    if len(line) > _MAX_LINE_CHARS:
        return False
    label = _LABEL.match(line) and not _SENTENCE.match(line)
    return bool(label or _NOTICE.match(line) or _BYLINE.fullmatch(line))


def holders(tree: HtmlElement) -> set[HtmlElement]:
    """Return the only main heading, the marked bodies of the article, and all their ancestors."""
    headings = tree.findall(".//h1")
    marked = [element for element in tree.iter() if element.get("itemprop") == "articleBody"]
    inner = marked + (headings if len(headings) == 1 else [])
    return {holder for element in inner for holder in (element, *element.iterancestors())}


def weigh(tree: HtmlElement) -> dict[HtmlElement, Weight]:
    """Return the weights of all elements, summed from the leaves up."""
    weights = {element: Weight() for element in tree.iter()}
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


def _is_boilerplate(element: HtmlElement, weight: Weight) -> bool:
    if element.tag in _NEVER:
        return False
    if element.tag in _TAGS or element.get("role") in _ROLES:
        return True
    if element.get("hidden") is not None or element.get("aria-hidden") == "true":
        return True
    if _SCREEN_READER_ONLY.search(element.get("class") or ""):
        return True
    words = class_words(element)
    if not _ALWAYS.isdisjoint(words):
        return True
    if not _LINE_WORDS.isdisjoint(words) and weight.text < _MAX_SHORT_CHARS:
        return True
    linked = weight.links > 0.4 * weight.text
    return not _PERHAPS.isdisjoint(words) and (linked or (weight.text < _MAX_SHORT_CHARS and not _is_prose(element)))


def _is_prose(element: HtmlElement) -> bool:
    """Whether a short element is a paragraph or subheading of the article, or wraps one."""
    if element.tag in ("p", "h2", "h3"):
        return True
    return "".join(element.itertext()).rstrip().endswith((".", "!", "?", "“", ":"))


def class_words(element: HtmlElement) -> set[str]:
    """Return the words of the class and id of an element, without those that describe its surroundings."""
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    tokens = (set(re.split(r"[^a-zäöüß]+", _CAMEL.sub(" ", name).casefold())) for name in names.split())
    return {word for token in tokens if token.isdisjoint(_SURROUNDINGS) for word in token}
