"""Wiki markup, Markdown and stray HTML tags -> plain text."""

import re
import sys

from lxml import html as lxml_html
from lxml.etree import LxmlError

_HTML_TAG = re.compile(r"</(?:p|div|a|b|i|em|strong|span|h[1-6]|li|ul|blockquote)>|<br ?/?>|<p>", re.IGNORECASE)
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_REFERENCE = re.compile(r"&#(?:[xX]0*([0-9a-fA-F]{1,6})(?![0-9a-fA-F])|0*([0-9]{1,7})(?![0-9]));?")
_SURROGATE_PAIR = re.compile("[\ud800-\udbff][\udc00-\udfff]")
_BLOCKS = "p div li ul ol h1 h2 h3 h4 h5 h6 blockquote tr table section article header footer figure pre hr".split()
_WIKI = [
    (re.compile(r"<ref[^<>]{0,200}/>|<ref[^<>]{0,200}>[^<>]{0,2000}</ref>"), ""),
    (re.compile(r"\{\{[^{}]{0,2000}\}\}"), ""),
    (re.compile(r"\[\[(?:Datei|Bild|File|Image|Kategorie|Category):[^\[\]]{0,500}\]\]", re.IGNORECASE), ""),
    (re.compile(r"\[\[[^\[\]|]{1,200}\|([^\[\]|]{1,200})\]\]"), r"\1"),
    (re.compile(r"\[\[([^\[\]|]{1,200})\]\]"), r"\1"),
    (re.compile(r"\[https?://[^\s\[\]]{1,500} ([^\[\]]{1,300})\]"), r"\1"),
    (re.compile(r"'{2,5}"), ""),
    (re.compile(r"^[ \t]*(?::{1,6}\*{0,3}|\*{1,3})[ \t]?(?=[^\s:*])", re.MULTILINE), "\n"),
    (re.compile(r"^[ \t]*(={2,6}) ?([^=\n]{1,200}?) ?\1[ \t]*$", re.MULTILINE), r"\2"),
]
_WIKI_SIGNS = ("[[", "''", "{{", "==", "<ref", "[http", "\n:", "\n*")
_LINK = re.compile(r"(!?)\[([^\[\]]{0,500})\]\((?:[^()\s]{0,1000}|<[^<>\n]{0,1000}>)(?: ?[\"'][^\"'\n]{0,300}[\"'])?\)")
_BOLD = re.compile(r"(\*\*|__)(?=\S)([^\n*]{1,2000}?)(?<=\S)\1")
_ITALIC = re.compile(
    r"(?<![\w*])(\*)(?=[^\s*])([^\n*]{1,2000}?)(?<=[^\s*])\1(?![\w*])|(?<!\w)(_)(?=\S)([^\n_]{1,500}?)(?<=\S)_(?!\w)"
)
_MARKDOWN = [
    (re.compile(r"^ {0,3}(?:```|~~~)[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"<!--.{0,5000}?-->", re.DOTALL), ""),
    (re.compile(r"^ {0,3}(#{1,6}) +([^\n]*?)(?: +#+)?[ \t]*$", re.MULTILINE), r"\n\2\n"),
    (re.compile(r"^([^\n]{1,200})\n(?:={3,}|-{3,})[ \t]*$", re.MULTILINE), r"\1\n"),
    (re.compile(r"^ {0,3}(?:[-*_] ?){3,}[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"(?<=[^\s>])\n {0,3}> ?(?=[^\s>])"), " "),
    (re.compile(r"^(?: {0,3}> ?)+", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*[-*+] +(?=\S)", re.MULTILINE), "\n"),
    (re.compile(r"^ {0,3}\[\^[^\[\]\s]{1,50}\]:[ \t]*", re.MULTILINE), ""),
    (re.compile(r"^ {0,3}\[[^\[\]\n]{1,100}\]: ?\S[^\n]*$", re.MULTILINE), ""),
    (re.compile(r"\[\^[^\[\]\s]{1,50}\]"), ""),
    (re.compile(r"^[ \t]*\|?[ :|-]{3,200}\|[ :|-]*$", re.MULTILINE), ""),
    (re.compile(r"^[ \t]*\|[ \t]*(?=\S)|(?<=\S)[ \t]*\|[ \t]*$", re.MULTILINE), ""),
    (re.compile(r"`([^`\n]{1,500})`"), r"\1"),
    (re.compile(r"<(https?://[^<>\s]{1,500})>"), r"\1"),
    (re.compile(r"\\([\\`*_{}\[\]()#+.!>~|-])"), r"\1"),
]


def strip_wiki(text: str) -> str:
    """Replace the links, emphasis and headings of wiki markup by their text, and drop templates."""
    if not any(sign in text for sign in _WIKI_SIGNS):
        return text
    for pattern, replacement in _WIKI:
        text = pattern.sub(replacement, text)
    return text


def strip_emphasis(text: str) -> str:
    """Strip links and bold type of Markdown, which also occur in plain text files."""
    if "](" in text:
        text = _LINK.sub(lambda match: "" if match[1] else match[2], text)
    if "**" in text or "__" in text:
        text = _BOLD.sub(r"\2", text)
    return text


def strip_markdown(text: str) -> str:
    """Convert Markdown to text, with headings and list items as separate paragraphs."""
    text = strip_emphasis(text)
    for pattern, replacement in _MARKDOWN:
        text = pattern.sub(replacement, text)
    return _ITALIC.sub(lambda match: match[2] or match[4], text)


def strip_tags(text: str) -> str:
    """Return the text of a field that holds HTML; leave a text without tags unchanged."""
    if not _HTML_TAG.search(text):
        return text
    try:
        tree = lxml_html.fromstring(f"<div>{xml_safe(text)}</div>")
    except (LxmlError, ValueError):
        return text
    return tree_text(tree)


def is_page(text: str) -> bool:
    """Whether a text is a whole HTML page, regardless of its file name."""
    return text.lstrip("\ufeff \t\r\n")[:15].casefold().startswith(("<!doctype html", "<html"))


def xml_safe(text: str) -> str:
    """Remove the characters forbidden in XML, raw or as references, which lxml reads but refuses to write.

    References to ASCII characters are kept, because `&#60;` must not become markup.
    """
    return _FORBIDDEN.sub("", resolve_references(text, keep_ascii=True))


def resolve_references(text: str, *, keep_ascii: bool = False) -> str:
    """Resolve numeric character references as browsers do: `&#252;`, `&#xFC`, and `&#150;` as a dash of cp1252.

    Forbidden characters are removed, and surrogate pairs (`&#55357;&#56832;`) become the character that they encode.
    """
    if "&#" not in text:
        return text
    text = _REFERENCE.sub(lambda match: _resolve_reference(match, keep_ascii=keep_ascii), text)
    return _SURROGATE_PAIR.sub(lambda match: match[0].encode("utf-16", "surrogatepass").decode("utf-16"), text)


def _resolve_reference(match: re.Match[str], *, keep_ascii: bool) -> str:
    code = int(match[1], 16) if match[1] else int(match[2])
    if code > sys.maxunicode:
        return "\N{REPLACEMENT CHARACTER}"
    if 0x80 <= code <= 0x9F:
        return as_cp1252(chr(code))
    char = chr(code)
    if "\ud800" <= char <= "\udfff":
        return char
    if _FORBIDDEN.match(char):
        return ""
    return match[0] if keep_ascii and code < 0x80 else char


def as_cp1252(control: str) -> str:
    """Return the cp1252 character meant by a C1 control character (U+0096: a dash), or an empty string."""
    return control.encode("latin-1").decode("cp1252", "ignore")


def tree_text(tree: lxml_html.HtmlElement) -> str:
    """Return the text of an element tree, with block elements as paragraphs; this changes the tree."""
    for element in tree.iter("script", "style", "noscript", "template"):
        element.clear(keep_tail=True)
    for element in tree.iter("br"):
        element.tail = "\n" + (element.tail or "")
    for element in tree.iter(*_BLOCKS):
        element.text = "\n\n" + (element.text or "")
        element.tail = "\n\n" + (element.tail or "")
    return "".join(tree.itertext())
