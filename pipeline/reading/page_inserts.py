"""Remove inserts of an article page by their structure: cards, captions, boxes, repeated offers."""

from collections import Counter
from collections.abc import Iterator, Mapping
from urllib.parse import urlsplit

from lxml.html import HtmlElement

from pipeline.reading.boilerplate import Weight, class_words, holders, weigh

_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_BLOCKS = (*_HEADINGS, "div", "p", "section", "article", "figure", "header", "li")
_BOXES = frozenset("div section details dl astro-island".split())
_FRAMES = frozenset("html body main article".split())
_PICTURE_WORDS = frozenset("img image images bild bilder foto fotos photo photos picture media gallery galerie".split())
# all in characters; teaser sentences and captions are rarely longer than these
_MAX_CARD_CHARS = 300
_MAX_LINKED_CARD_CHARS = 600
_MIN_PROSE_CHARS = 80
# removals must leave this much of a page, so that a list of teasers or a gallery that is the page's content stays
_MIN_REMAINING_CHARS = 300

_Weights = Mapping[HtmlElement, Weight]


def drop_inserts(tree: HtmlElement, address: str | None) -> None:
    """Remove repeated lines, cards that link to other pages, captioned pictures and boxes with their own heading.

    A kind of insert is kept if removing it would leave next to nothing of the page.
    """
    is_stale = True
    for find in (_repeats, _cards, _captions, _boxes):
        if is_stale:
            weights, kept = weigh(tree), holders(tree)
        found = [element for element in dict.fromkeys(find(tree, weights, address)) if element not in kept]
        chosen = set(found)
        outermost = [element for element in found if chosen.isdisjoint(element.iterancestors())]
        remaining = weights[tree].own - sum(weights[element].own for element in outermost)
        is_stale = bool(outermost) and remaining >= _MIN_REMAINING_CHARS
        if is_stale:
            for element in outermost:
                element.drop_tree()


def _repeats(tree: HtmlElement, weights: _Weights, _address: str | None) -> Iterator[HtmlElement]:
    """Find lines repeated on a page, such as subscription offers, unless the whole article is repeated."""
    lines = [line for line in tree.iter("p", "li") if weights[line].own >= 25]
    texts = ["".join(line.itertext()).strip() for line in lines]
    repeated = {text for text, count in Counter(texts).items() if count > 1}
    if len(repeated) < 3 or 2 * sum(map(len, repeated)) > sum(map(len, set(texts))):
        return
    found = [line for line, text in zip(lines, texts, strict=True) if text in repeated]
    shares: dict[HtmlElement, list[int]] = {}
    for line in found:
        for holder in line.iterancestors():
            shares.setdefault(holder, []).append(weights[line].own)
    for line in found:
        parts = shares.get(line.getparent(), [])
        # a lead may be repeated too, but then it is alone or among other text in its element
        if len(parts) > 1 and 2 * sum(parts) > weights[line.getparent()].own:
            yield line


def _cards(tree: HtmlElement, weights: _Weights, address: str | None) -> Iterator[HtmlElement]:
    """Find links that enclose blocks, and headings that are only links with their picture, teaser and byline."""
    for link in tree.iter("a"):
        is_short = 0 < weights[link].text <= _MAX_LINKED_CARD_CHARS
        if is_short and leads_away(link, address) and next(link.iterdescendants(*_BLOCKS), None) is not None:
            yield link
    for heading in tree.iter(*_HEADINGS):
        link = _link_of(heading, weights)
        if link is None or not leads_away(link, address):
            continue
        card = heading
        while (parent := card.getparent()) is not None and _is_card(parent, weights):
            card = parent
        if card is not heading:
            yield card


def leads_away(link: HtmlElement, address: str | None) -> bool:
    """Whether a link leads to another page, unlike the permalink of an entry in a live ticker."""
    target = link.get("href") or ""
    try:
        path = urlsplit(target).path.rstrip("/")
    except ValueError:
        return False
    return bool(path) and (address is None or not address.rstrip("/").endswith(path))


def _link_of(heading: HtmlElement, weights: _Weights) -> HtmlElement | None:
    """Return the link that encloses a heading or makes up nearly all of it."""
    weight = weights[heading]
    if weight.text < 10:
        return None
    inner = next(heading.iter("a"), None) if weight.links > 0.8 * weight.text else None
    return inner if inner is not None else next(heading.iterancestors("a"), None)


def _is_card(element: HtmlElement, weights: _Weights) -> bool:
    """Whether an element holds only linked headings, each with at most a teaser."""
    if element.tag in ("html", "body", "main"):
        return False
    headings = [heading for heading in element.iter("h1", *_HEADINGS) if weights[heading].text]
    if any(_link_of(heading, weights) is None for heading in headings):
        return False
    prose = [part for part in element.iter("p", "li") if weights[part].own >= _MIN_PROSE_CHARS]
    return len(prose) <= len(headings) and weights[element].own <= _MAX_CARD_CHARS * len(headings)


def _captions(tree: HtmlElement, weights: _Weights, _address: str | None) -> Iterator[HtmlElement]:
    """Find the largest blocks that hold a picture and no more text than a caption."""
    for picture in tree.iter("img", "picture"):
        block = picture
        while (parent := block.getparent()) is not None and _is_captioned(parent, weights):
            block = parent
        if weights[block].text:
            yield block


def _is_captioned(element: HtmlElement, weights: _Weights) -> bool:
    if element.tag in _FRAMES or weights[element].text > (120 if element.tag == "p" else _MAX_CARD_CHARS):
        return False
    return not any(
        child.tag in _HEADINGS or child.tag == "h1" or _is_paragraph(child, weights)
        for child in element.iterdescendants()
    )


def _is_paragraph(element: HtmlElement, weights: _Weights) -> bool:
    is_long = element.tag in ("p", "li") and weights[element].own >= _MIN_PROSE_CHARS
    return is_long and _PICTURE_WORDS.isdisjoint(class_words(element))


def _boxes(tree: HtmlElement, weights: _Weights, _address: str | None) -> Iterator[HtmlElement]:
    """Find blocks with their own heading and text among the paragraphs of a body: key points, portraits, figures."""
    for body in dict.fromkeys(holder for paragraph in tree.iter("p") for holder in _parent_and_grandparent(paragraph)):
        prose = [part for part in body if _is_wrapped_paragraph(part, weights)]
        whole = weights[body].own
        if len(prose) < 3 or sum(weights[part].own for part in prose) < 0.5 * whole:
            continue
        found = [child for child in body if child.tag in _BOXES and _is_box(child, weights)]
        if sum(weights[child].own for child in found) <= 0.3 * whole:
            first, last = body.index(prose[0]), body.index(prose[-1])
            yield from (child for child in found if first < body.index(child) < last or _is_list(child, weights))


def _parent_and_grandparent(element: HtmlElement) -> list[HtmlElement]:
    return [holder for holder, _ in zip(element.iterancestors(), range(2), strict=False)]


def _is_wrapped_paragraph(element: HtmlElement, weights: _Weights) -> bool:
    """Whether an element is a paragraph of prose, or a block around exactly one."""
    if weights[element].own < _MIN_PROSE_CHARS or element.tag not in ("p", "div"):
        return False
    return element.tag == "p" or [child.tag for child in element.iter("p", "li", *_HEADINGS)] == ["p"]


def _is_box(element: HtmlElement, weights: _Weights) -> bool:
    headings = [heading for heading in element.iter(*_HEADINGS) if weights[heading].text]
    return bool(headings) and weights[element].text > 1.2 * sum(weights[heading].text for heading in headings)


def _is_list(element: HtmlElement, weights: _Weights) -> bool:
    """Whether most of a block is a list, as key points are."""
    return sum(weights[item].text for item in element.iter("li")) > 0.5 * weights[element].text
