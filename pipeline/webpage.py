"""HTML page -> the article on it and what the page says of itself."""

import json
import re
from collections import Counter
from collections.abc import Iterator
from html import unescape

import trafilatura
from lxml import html as lxml_html
from lxml.etree import LxmlError

from pipeline.boilerplate import drop_boilerplate_elements, is_boilerplate_line
from pipeline.decoding import Decoded, UnreadableError, decode
from pipeline.metadata import Draft, as_line
from pipeline.plaintext import one_line

LARGEST_PAGE = 20_000_000
_DEEPEST = 200
_XML_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,200}\?>")
_CHARSET = re.compile(rb"<meta[^>]{0,200}charset=[\"' ]?([a-zA-Z0-9_-]{2,30})", re.IGNORECASE)
_ARTICLE_TYPES = (
    "NewsArticle",
    "Article",
    "ReportageNewsArticle",
    "BlogPosting",
    "AnalysisNewsArticle",
    "LiveBlogPosting",
)
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)")
_VOID = frozenset("area base br col embed hr img input link meta source track wbr p li td tr th option dt dd".split())


def read_page(data: bytes) -> Draft:
    """The article on a page.

    Raises:
        UnreadableError: if the page is too large, no text, or holds no article.
    """
    if len(data) > LARGEST_PAGE:
        raise UnreadableError(f"page of {len(data)} bytes; pages up to {LARGEST_PAGE} bytes are read")
    declared = _CHARSET.search(data[:4096])
    decoded = decode(data, declared=declared[1].decode("ascii") if declared else None)
    return extract(decoded)


def extract(decoded: Decoded) -> Draft:
    """The article on a decoded page: text by trafilatura after a cleaning of our own, fields as the page gives them."""
    tree = _parse(decoded.text)
    facts = _facts(tree)
    text = _body(tree, facts)
    if not text.strip():
        raise UnreadableError("no article found on the page")
    return Draft(
        text=text,
        title=_title(tree, facts),
        date=_date(tree, facts),
        source=_first(as_line(facts.get("publisher")), _meta(tree, "og:site_name"), _meta(tree, "application-name")),
        author=_first(as_line(facts.get("author")), _meta(tree, "author")),
        url=_first(_link(tree), _meta(tree, "og:url"), as_line(facts.get("url"))),
        encoding=decoded.encoding,
        notes=decoded.notes + (("teaser",) if _is_teaser(facts) else ()),
    )


def _parse(text: str) -> lxml_html.HtmlElement:
    text = _XML_DECLARATION.sub("", text)
    if _too_deep(text):
        raise UnreadableError(f"page with elements nested more than {_DEEPEST} deep")
    try:
        tree = lxml_html.document_fromstring(text, parser=lxml_html.HTMLParser(encoding="utf-8", remove_comments=True))
    except (LxmlError, ValueError, AssertionError) as error:
        raise UnreadableError(f"no HTML: {error}") from error
    return tree


def _too_deep(text: str) -> bool:
    """Whether tags open so deep that tree code written with recursion would run out of stack."""
    depth = 0
    for match in _TAG.finditer(text):
        if match[2].casefold() not in _VOID:
            depth = max(0, depth - 1) if match[1] else depth + 1
            if depth > 5 * _DEEPEST:
                return True
    return False


def _body(tree: lxml_html.HtmlElement, facts: dict[str, object]) -> str:
    """Paragraphs of the article, by trafilatura, or as the page's JSON-LD has them where trafilatura found less."""
    cleaned = lxml_html.document_fromstring(lxml_html.tostring(tree, encoding="unicode"))
    drop_boilerplate_elements(cleaned)
    found = trafilatura.extract(cleaned, include_comments=False, include_tables=True, favor_recall=True) or ""
    paragraphs = [line for line in found.split("\n") if line.strip() and not is_boilerplate_line(line.strip())]
    told = unescape(str(facts.get("articleBody") or ""))
    if len(told.split()) > 1.5 * sum(len(line.split()) for line in paragraphs):
        return told
    return "\n\n".join(paragraphs)


def _facts(tree: lxml_html.HtmlElement) -> dict[str, object]:
    """What JSON-LD says of the article: the fields of the first object of an article's type, the fullest first."""
    found = [thing for block in tree.iter("script") if _is_json_ld(block) for thing in _things(_load(block.text or ""))]
    articles = [thing for thing in found if not _types(thing).isdisjoint(_ARTICLE_TYPES)]
    return max(articles, key=len, default={})


def _is_json_ld(script: lxml_html.HtmlElement) -> bool:
    return (script.get("type") or "").strip().casefold() == "application/ld+json"


def _load(text: str) -> object:
    text = re.sub(r"^\s*(?:<!--|//<!\[CDATA\[|/\*<!\[CDATA\[\*/)|(?:-->|//\]\]>|/\*\]\]>\*/)\s*$", "", text)
    try:
        return json.loads(text.strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: object, depth: int = 0) -> Iterator[dict[str, object]]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _things(value.get(key), depth + 1)
    elif isinstance(value, list):
        for part in value[:200]:
            yield from _things(part, depth + 1)


def _types(thing: dict[str, object]) -> set[str]:
    kind = thing.get("@type")
    return {str(name) for name in kind} if isinstance(kind, list) else {str(kind)}


def _meta(tree: lxml_html.HtmlElement, *names: str) -> str | None:
    for name in names:
        for element in tree.iter("meta"):
            value = one_line(unescape(element.get("content") or ""))
            if value and name in ((element.get("property") or "").casefold(), (element.get("name") or "").casefold()):
                return value
    return None


def _link(tree: lxml_html.HtmlElement) -> str | None:
    links = (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").casefold() == "canonical")
    return next((link.strip() for link in links if link and link.strip().startswith("http")), None)


def _first(*values: str | None) -> str | None:
    return next((value for value in values if value), None)


def _title(tree: lxml_html.HtmlElement, facts: dict[str, object]) -> str | None:
    """The title most of the page's own accounts agree on; JSON-LD, then Open Graph, then the heading."""
    site = _first(_meta(tree, "og:site_name"), as_line(facts.get("publisher"))) or ""
    headings = [one_line(tree_text_of(heading)) for heading in tree.iter("h1")]
    page = next((one_line(title.text or "") for title in tree.iter("title")), "")
    given = [as_line(facts.get("headline")), _meta(tree, "og:title"), *headings[:1], page]
    titles = [_without_site(unescape(title), site) for title in given if title]
    votes = Counter(_key(title) for title in titles)
    return max(titles, key=lambda title: votes[_key(title)], default=None)


def tree_text_of(element: lxml_html.HtmlElement) -> str:
    """Text of one element, parts of it separated by spaces."""
    return " ".join(part.strip() for part in element.itertext() if part.strip())


def _key(title: str) -> str:
    return re.sub(r"\W+", "", title).casefold()


def _without_site(title: str, site: str) -> str:
    """The title without ` | Tagblatt Hohenried`, ` - Politik - Tagblatt` behind it."""
    parts = re.split(r" (?:[|–—-]|::) ", title)
    while len(parts) > 1 and (_key(parts[-1]) in _key(site) or _key(site) in _key(parts[-1]) or len(parts[-1]) < 12):
        if not site and len(parts[0]) < 20:
            break
        parts.pop()
    return title[: title.rfind(parts[-1]) + len(parts[-1])] if len(parts) > 1 else parts[0]


def _date(tree: lxml_html.HtmlElement, facts: dict[str, object]) -> str | None:
    names = (
        "article:published_time",
        "og:article:published_time",
        "datepublished",
        "date",
        "dc.date",
        "dcterms.created",
    )
    told = _first(
        as_line(facts.get("datePublished")),
        _meta(tree, *names, "dc.date.issued", "pubdate", "cxenseparse:recs:publishtime"),
    )
    if told:
        return told
    times = (time.get("datetime") for time in tree.iter("time"))
    return next((time.strip() for time in times if time and time.strip()), None)


def _is_teaser(facts: dict[str, object]) -> bool:
    return str(facts.get("isAccessibleForFree")).strip().casefold() in ("false", "http://schema.org/false", "0")
