"""HTML page -> its article with text and metadata."""

import re
from collections.abc import Iterator

from lxml import html as lxml_html
from lxml.etree import LxmlError

from pipeline.deadlines import uncounted
from pipeline.reading.boilerplate import drop_boilerplate, is_boilerplate_line
from pipeline.reading.decoding import Decoded, UnreadableError, decode
from pipeline.reading.markup import strip_tags, xml_safe
from pipeline.reading.metadata import Draft, as_line
from pipeline.reading.page_facts import (
    Facts,
    first_given,
    is_teaser,
    json_ld,
    letters,
    meta_tags,
    page_date,
    page_title,
    text_of,
)
from pipeline.reading.page_inserts import drop_inserts, leads_away
from pipeline.reading.plaintext import PARAGRAPH, unescape
from pipeline.translations import N_

MAX_PAGE_BYTES = 10_000_000
_LEAD_WORDS = frozenset(
    "lead leadtext summary intro introtext einleitung vorspann teaser standfirst preface abstract subline".split()
)
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"' ]?([a-zA-Z0-9_-]{2,30})", re.IGNORECASE)


def read_page(data: bytes) -> Draft:
    """Read the article of an HTML page.

    Raises:
        UnreadableError: if the page is too large, is not text, or holds no article.
    """
    if len(data) > MAX_PAGE_BYTES:
        message = N_("page of {size} bytes; pages up to {most} bytes are read")
        raise UnreadableError(message.format(size=len(data), most=MAX_PAGE_BYTES))
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
    return extract(decoded)


def extract(decoded: Decoded) -> Draft:
    """Extract the article of a decoded page: text by trafilatura after our own cleaning, and the page's metadata.

    Raises:
        UnreadableError: if the text is not HTML or holds no article.
    """
    tree = _parse(decoded.text)
    tags = meta_tags(tree)
    facts = json_ld(tree, tags)
    title = page_title(tree, facts, tags)
    text = _body(tree, title, facts, tags)
    if not text.strip():
        raise UnreadableError(N_("no article found on the page"))
    return Draft(
        text=text,
        title=title,
        date=page_date(tree, facts, tags),
        source=first_given(as_line(facts.get("publisher")), tags.get("og:site_name"), tags.get("application-name")),
        author=first_given(as_line(facts.get("author")), tags.get("author")),
        url=first_given(tags.get("canonical"), tags.get("og:url"), as_line(facts.get("url"))),
        encoding=decoded.encoding,
        notes=decoded.notes + (("teaser",) if is_teaser(facts) else ()),
    )


def _parse(text: str) -> lxml_html.HtmlElement:
    text = _XML_DECLARATION.sub("", xml_safe(text))
    # libxml2 limits nesting to 256 levels, so that recursion over the tree cannot exhaust the stack
    try:
        tree = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(N_("not HTML: {reason}").format(reason=error)) from error
    return tree


def _body(tree: lxml_html.HtmlElement, title: str | None, facts: Facts, tags: dict[str, str]) -> str:
    """Return trafilatura's paragraphs, unless the densest part of the page or its JSON-LD has far more text."""
    with uncounted():
        import trafilatura  # importing it takes a tenth of a second, which only pages should pay for

    cleaned = lxml_html.document_fromstring(lxml_html.tostring(tree, encoding="unicode"))
    drop_boilerplate(cleaned)
    address = first_given(tags.get("canonical"), tags.get("og:url"))
    drop_inserts(cleaned, address)
    found = _paragraphs(trafilatura.extract(cleaned, include_comments=False, include_tables=False) or "")
    dense = _paragraphs(densest_text(cleaned))
    stated = _paragraphs(strip_tags(unescape(str(facts.get("articleBody") or ""))))
    if _words(found) < 0.7 * _words(dense) and _share(found, dense) > 0.8:
        found = dense
    if _words(found) < 0.6 * _words(stated):
        found = stated
    paragraphs = _drop_links(cleaned, _drop_unconfirmed(_add_skipped(cleaned, found, address), stated), address)
    described = [str(facts.get("description") or ""), tags.get("og:description", ""), tags.get("description", "")]
    return PARAGRAPH.join(_lead(cleaned, paragraphs, title, described) + _drop_heading(paragraphs, title))


def _paragraphs(text: str) -> list[str]:
    lines = (" ".join(line.split()).removeprefix("- ") for line in text.split("\n"))
    return [line for line in lines if line and not is_boilerplate_line(line)]


def _share(paragraphs: list[str], others: list[str]) -> float:
    """Return the share of the words of `paragraphs` that are in paragraphs among `others`."""
    known = {letters(other) for other in others}
    return _words([part for part in paragraphs if letters(part) in known]) / max(1, _words(paragraphs))


def _add_skipped(tree: lxml_html.HtmlElement, found: list[str], address: str | None) -> list[str]:
    """Add the subheadings and paragraphs that trafilatura skipped among the siblings of those found."""
    wanted = {letters(paragraph) for paragraph in found}
    elements = [element for element in tree.iter("p", "h2", "h3", "h4", "li", "blockquote") if not _is_nested(element)]
    texts = {element: text_of(element) for element in elements}
    known = [index for index, element in enumerate(elements) if letters(texts[element]) in wanted]
    matched = [texts[elements[index]] for index in known]
    if len(known) < 2 or _words(matched) < 0.95 * _words(found) or len(matched) > len(found):
        return found
    known = _drop_below_body([(index, elements[index]) for index in known], texts)
    among = {_container(elements[index], texts[elements[index]]) for index in known}
    between = elements[known[0] : known[-1] + 1]
    return [
        texts[element]
        for element in between
        if letters(texts[element]) in wanted
        or (_is_among(element, texts[element], among) and _belongs(element, texts[element], address))
    ]


def _container(element: lxml_html.HtmlElement, text: str) -> lxml_html.HtmlElement | None:
    """Return the parent of an element, skipping blocks that only wrap a subheading."""
    parent = element.getparent()
    while element.tag in ("h2", "h3", "h4") and parent is not None and len(parent) == 1 and text_of(parent) == text:
        parent = parent.getparent()
    return parent


def _is_among(element: lxml_html.HtmlElement, text: str, containers: set[lxml_html.HtmlElement | None]) -> bool:
    """Whether an element is a sibling of paragraphs found, or the heading of a block of them."""
    return _container(element, text) in containers or (
        element.tag in ("h2", "h3", "h4") and element.getnext() in containers
    )


def _drop_below_body(
    known: list[tuple[int, lxml_html.HtmlElement]], texts: dict[lxml_html.HtmlElement, str]
) -> list[int]:
    """Drop a few short lines after the smallest element that holds 85 % of the text found."""
    weights: dict[lxml_html.HtmlElement, int] = {}
    for _, element in known:
        for holder in element.iterancestors():
            weights[holder] = weights.get(holder, 0) + len(texts[element])
    whole = sum(len(texts[element]) for _, element in known)
    body = next((holder for holder in known[0][1].iterancestors() if weights[holder] >= 0.85 * whole), None)
    last = max((position for position, (_, element) in enumerate(known) if body in element.iterancestors()), default=-1)
    after = known[last + 1 :]
    is_short = all(len(texts[element]) < 150 for _, element in after) and len(after) <= 6
    return [index for index, _ in (known[: last + 1] if is_short else known)]


def _belongs(element: lxml_html.HtmlElement, text: str, address: str | None) -> bool:
    return bool(text) and _link_share(element, text, address) <= 0.4 and not is_boilerplate_line(text)


def _link_share(element: lxml_html.HtmlElement, text: str, address: str | None) -> float:
    """Return the share of a text that links to other pages."""
    return sum(len(text_of(link)) for link in element.iter("a") if leads_away(link, address)) / max(1, len(text))


def _drop_links(tree: lxml_html.HtmlElement, found: list[str], address: str | None) -> list[str]:
    """Drop the paragraphs that are only a link: teasers of other articles."""
    linked: set[str] = set()
    plain: set[str] = set()
    for element in tree.iter("p", "li", "h2", "h3", "h4"):
        text = text_of(element)
        is_linked = element.find(".//a") is not None and _link_share(element, text, address) > 0.8
        (linked if is_linked else plain).add(letters(text))
    # a subheading may be a link to itself and appear in the table of contents as well
    teasers = linked - plain
    return [paragraph for paragraph in found if letters(paragraph) not in teasers]


def _lead(tree: lxml_html.HtmlElement, paragraphs: list[str], title: str | None, described: list[str]) -> list[str]:
    """Return the lead if it is between heading and first paragraph and looks like one or matches the description."""
    known = {letters(paragraph)[:60] for paragraph in paragraphs if letters(paragraph) != letters(title or "")}
    stated = [letters(text)[:50] for text in described if len(letters(text)) >= 50]
    lead: list[str] = []
    for element in _below_heading(tree, title):
        text = text_of(element)
        if letters(text)[:60] in known:
            return lead if len(lead) <= 3 else []
        if text in lead:
            continue
        is_described = any(letters(text).startswith(beginning) for beginning in stated)
        if is_described or (len(text) > 60 and text.endswith((".", "!", "?", "“")) and _is_lead(element)):
            lead.append(text)
    return []


def _is_lead(element: lxml_html.HtmlElement) -> bool:
    """Whether an element is a paragraph, or a block whose class marks it as the lead."""
    return element.tag == "p" or not _LEAD_WORDS.isdisjoint(
        re.split(r"[^a-z]+", (element.get("class") or "").casefold())
    )


def _below_heading(tree: lxml_html.HtmlElement, title: str | None) -> Iterator[lxml_html.HtmlElement]:
    """Yield paragraphs, subheadings and innermost blocks after the heading, in the order of the page."""
    elements = list(tree.iter("h1", "p", "h2", "h3", "div"))
    heads = [index for index, element in enumerate(elements) if element.tag in ("h1", "h2")]
    own = (index for index in heads if title and letters(title) in letters(text_of(elements[index])))
    first = next(own, next((index for index in heads if elements[index].tag == "h1"), len(elements)))
    for element in elements[first + 1 :]:
        if element.tag != "div" or not element.xpath("./div|./p|./ul|./section"):
            yield element


def _drop_heading(paragraphs: list[str], title: str | None) -> list[str]:
    """Drop the heading and the short lines above it."""
    heads = [index for index, part in enumerate(paragraphs[:5]) if title and letters(part) == letters(title)]
    above = paragraphs[: heads[-1]] if heads else []
    return paragraphs[heads[-1] + 1 :] if heads and all(len(part) < 100 for part in above) else paragraphs


def _words(paragraphs: list[str]) -> int:
    return sum(len(paragraph.split()) for paragraph in paragraphs)


def _drop_unconfirmed(found: list[str], stated: list[str]) -> list[str]:
    """Drop long paragraphs that are not in the page's JSON-LD if that holds most of the article."""
    whole = letters(" ".join(stated))
    known = [bool(whole) and letters(paragraph)[:60] in whole for paragraph in found]
    confirmed = _words([paragraph for paragraph, is_known in zip(found, known, strict=True) if is_known])
    if confirmed < 0.7 * _words(found) or confirmed < 100:
        return found
    first = known.index(True)
    last = len(known) - 1 - known[::-1].index(True)
    # before the first: the lead; in between: subheadings; after the last: whatever the page shows below an article
    return [
        paragraph
        for index, (paragraph, is_known) in enumerate(zip(found, known, strict=True))
        if is_known or index < first or (index < last and len(paragraph) < 120)
    ]


def densest_text(tree: lxml_html.HtmlElement) -> str:
    """Return paragraphs, subheadings and list items of the element with the most paragraph text near it."""
    for line_break in tree.iter("br"):
        line_break.tail = "\n" + (line_break.tail or "")
    scores: dict[lxml_html.HtmlElement, float] = {}
    for paragraph in tree.iter("p"):
        length = len(text_of(paragraph))
        parent = paragraph.getparent()
        if length < 40 or parent is None:
            continue
        for share in (1.0, 0.7, 0.4):
            scores[parent] = scores.get(parent, 0.0) + share * length
            parent = parent.getparent()
            if parent is None:
                break
    best = max(scores, key=scores.__getitem__, default=None)
    if best is None:
        return ""
    return "\n".join(
        text_of(element)
        for part in _find_alike(tree, best, scores)
        for element in part.iter("p", "h2", "h3", "h4", "li", "blockquote")
        if not _is_nested(element)
    )


def _find_alike(
    tree: lxml_html.HtmlElement, best: lxml_html.HtmlElement, scores: dict[lxml_html.HtmlElement, float]
) -> list[lxml_html.HtmlElement]:
    """Return the densest element and those of its depth and classes, such as the entries of a live ticker."""
    classes = set((best.get("class") or "").split())
    depth = sum(1 for _ in best.iterancestors())
    return [
        element
        for element in tree.iter(best.tag)
        if element is best
        or (
            scores.get(element, 0.0) >= 40
            and 2 * len(classes & (own := set((element.get("class") or "").split()))) >= len(classes | own) > 0
            and sum(1 for _ in element.iterancestors()) == depth
        )
    ]


def _is_nested(element: lxml_html.HtmlElement) -> bool:
    return any(parent.tag in ("p", "li", "blockquote") for parent in element.iterancestors())
