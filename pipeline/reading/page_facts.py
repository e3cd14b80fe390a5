"""Metadata of an HTML page: JSON-LD, meta tags and headings -> title, date, address."""

import json
import re
from collections import Counter
from collections.abc import Iterator

from lxml.html import HtmlElement

from pipeline.reading.dates import leading_date
from pipeline.reading.metadata import as_line
from pipeline.reading.plaintext import one_line, unescape

Facts = dict[str, object]

_ARTICLE_TYPES = frozenset(
    "NewsArticle Article ReportageNewsArticle AnalysisNewsArticle OpinionNewsArticle BlogPosting"
    " LiveBlogPosting".split()
)
_SECTIONS = frozenset(
    "politik wirtschaft sport kultur panorama gesellschaft wissen digital nachrichten news inland ausland deutschland"
    " welt europa international feuilleton finanzen börse auto reise leben lokales regional meinung".split()
)
_DATE_TAGS = (
    "article:published_time og:article:published_time og:published_time datepublished publish_date publish-date"
    " publishdate publication_date publication-date date_published publisheddate parsely-pub-date sailthru.date"
    " date dc.date dc.date.issued dcterms.issued dcterms.created dcterms.date pubdate cxenseparse:recs:publishtime"
).split()
_COMMENT_MARKS = re.compile(r"^\s*(?:<!--|(?://|/\*)?<!\[CDATA\[(?:\*/)?)|(?:-->|(?://|/\*)?\]\]>(?:\*/)?)\s*$")
_DATE_LABEL = re.compile(r"^(?:veröffentlicht|erschienen|erstellt|stand|datum|vom)(?: am)?:? ?", re.IGNORECASE)
_DIVIDER = re.compile(r"(\s(?:[|•·–—-]|::)\s)")


def json_ld(tree: HtmlElement, tags: dict[str, str]) -> Facts:
    """Return the article in the page's JSON-LD: the one with the page's title or address, otherwise the fullest."""
    blocks = (script.text or "" for script in tree.iter("script") if "ld+json" in (script.get("type") or "").casefold())
    found = [thing for block in blocks for thing in _things(_load(block))]
    articles = [thing for thing in found if not _types(thing).isdisjoint(_ARTICLE_TYPES)]
    return max(articles, key=lambda thing: (_is_own(thing, tags), len(thing)), default={})


def _is_own(thing: Facts, tags: dict[str, str]) -> bool:
    """Whether a JSON-LD object is the page's own article and not one that the page links to."""
    headline, title = letters(str(thing.get("headline") or "")), letters(tags.get("og:title", ""))
    addresses = {tags.get("canonical"), tags.get("og:url")} - {None}
    return bool(headline and title and (headline in title or title in headline)) or str(thing.get("url")) in addresses


def _load(text: str) -> object:
    try:
        return json.loads(_COMMENT_MARKS.sub("", text).strip().rstrip(";"), strict=False)
    except (ValueError, RecursionError):
        return None


def _things(value: object, depth: int = 0) -> Iterator[Facts]:
    if depth > 6:
        return
    if isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "itemListElement", "item"):
            yield from _things(value.get(key), depth + 1)
    elif isinstance(value, list):
        for part in value[:200]:
            yield from _things(part, depth + 1)


def _types(thing: Facts) -> set[str]:
    kind = thing.get("@type")
    return {str(name).rpartition("/")[2] for name in (kind if isinstance(kind, list) else [kind])}


def meta_tags(tree: HtmlElement) -> dict[str, str]:
    """Return the contents of the meta tags by name or property; of several with one name, the first."""
    tags: dict[str, str] = {}
    for element in tree.iter("meta"):
        name = (element.get("property") or element.get("name") or element.get("itemprop") or "").strip().casefold()
        if value := one_line(unescape(element.get("content") or "")):
            tags.setdefault(name, value)
    for element in tree.iter("link"):
        if (element.get("rel") or "").casefold() == "canonical" and (element.get("href") or "").startswith("http"):
            tags.setdefault("canonical", element.get("href").strip())
    return tags


def first_given(*values: str | None) -> str | None:
    """Return the first value that is not empty."""
    return next((value for value in values if value), None)


def page_title(tree: HtmlElement, facts: Facts, tags: dict[str, str]) -> str | None:
    """Return the title that most sources on the page agree on; on a tie Open Graph, JSON-LD, heading in this order."""
    heading = next((one_line(" ".join(element.itertext())) for element in tree.iter("h1")), None)
    page = next((one_line(element.text or "") for element in tree.iter("title")), None)
    stated = (as_line(facts.get("headline")), heading, page, tags.get("twitter:title"))
    sites = _sites(facts, tags)
    titles = [without_site(unescape(title), sites) for title in (tags.get("og:title"), *stated) if title]
    votes = Counter(map(letters, titles))
    return max(titles, key=lambda title: votes[letters(title)], default=None)


def _sites(facts: Facts, tags: dict[str, str]) -> set[str]:
    """Return the names of the publisher, reduced to letters."""
    host = (tags.get("canonical") or tags.get("og:url") or "").partition("//")[2].partition("/")[0]
    names = (tags.get("og:site_name"), as_line(facts.get("publisher")), host.removeprefix("www.").rpartition(".")[0])
    return {letters(name) for name in names if name and letters(name)}


def without_site(title: str, sites: set[str]) -> str:
    """Strip ` | Tagblatt Hohenried` from a title, and the section before it (` - Politik - Tagblatt`)."""
    parts = _DIVIDER.split(title)
    kept = parts
    while len(kept) > 1 and _is_site(letters(kept[-1]), sites):
        kept = kept[:-2]
    while len(kept) > 1 and len(kept) < len(parts) and kept[-1].casefold() in _SECTIONS:
        kept = kept[:-2]
    return "".join(kept)


def _is_site(key: str, sites: set[str]) -> bool:
    """Whether a part of a title is the publisher: `NDR.de` for `ndr`, `Tagblatt` for `tagblatthohenried`."""
    if len(key) < 3:
        return key in sites
    return any(
        site.startswith(key) or site.endswith(key) or (len(site) >= 3 and key.startswith(site)) for site in sites
    )


def page_date(tree: HtmlElement, facts: Facts, tags: dict[str, str]) -> str | None:
    """Return the day of publication, never of a change, from JSON-LD, meta tags, `time` elements or a date line."""
    stated = first_given(as_line(facts.get("datePublished")), *(tags.get(name) for name in _DATE_TAGS))
    stated = stated or as_line(facts.get("dateCreated"))
    times = (element.get("datetime") for element in tree.iter("time") if not _is_of_change(element))
    given = stated or next((time.strip() for time in times if time and time.strip()), None)
    return given or _date_line(tree)


def _is_of_change(element: HtmlElement) -> bool:
    """Whether a `time` element dates a change: `itemprop="dateModified"`, `class="updated"`."""
    marks = f"{element.get('itemprop')} {element.get('class')}".casefold()
    # WordPress writes `published updated` for an article that was not changed
    return "publish" not in marks and any(word in marks for word in ("modif", "update", "aktualis"))


def _date_line(tree: HtmlElement) -> str | None:
    """Return the first short text on the page that is only a full date."""
    texts = [" ".join(text.split()) for text in tree.itertext(with_tail=True) if 6 < len(text.strip()) < 80]
    for text in texts:
        plain = _DATE_LABEL.sub("", text)
        found = leading_date(plain)
        if found is not None and found.day is not None and not plain[found.end :].strip(" .,|·–-"):
            return plain
    return None


def is_teaser(facts: Facts) -> bool:
    """Whether the page marks the article as not free to read, so that its text may be only the beginning."""
    return str(facts.get("isAccessibleForFree")).strip().casefold().rpartition("/")[2] in ("false", "0")


def letters(title: str) -> str:
    """Reduce a title to its letters and digits in lower case, for comparison."""
    return re.sub(r"\W+", "", title).casefold()


def text_of(element: HtmlElement) -> str:
    """Return the text of an element with white space collapsed."""
    return " ".join("".join(element.itertext()).split())
