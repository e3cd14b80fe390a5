"""The text of an article with names and numbers highlighted as HTML, like displaCy but without spaCy."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from html import escape
from typing import Any

import pandas as pd

from pipeline.parquet import iter_tuples

# Tints of the Okabe-Ito palette, which colour-blind readers can tell apart, behind black text.
TINTS = {"PER": "#a6d5f2", "LOC": "#8fd9bd", "ORG": "#f6ca77", "MISC": "#e6bdd4", "number": "#f3eb8a"}
_MARK = "background:{colour};color:#111;padding:.15em .35em;margin:0 .1em;border-radius:.35em;line-height:1.7"
_TAG = "font-size:.68em;font-weight:700;letter-spacing:.03em;margin-left:.45em;opacity:.75"
_BOX = "font-family:Georgia,serif;font-size:1.05em;line-height:1.9;max-width:46em"
# Without these classes, Jupyter typesets "$…$" in HTML as formulas; amounts in dollars are common in news.
NO_MATH = "tex2jax_ignore mathjax_ignore"


@dataclass(frozen=True, slots=True)
class Mark:
    """A span to highlight: offsets into the text, kind (a label or `number`), and a note shown on hover."""

    start: int
    end: int
    kind: str
    note: str


def rebuild_text(sentences: pd.DataFrame) -> str:
    """Rebuild the text of an article from its rows of `sentences`; the offsets of all tables apply to it."""
    parts: list[str] = []
    end, paragraph = 0, 0
    for row in iter_tuples(sentences.sort_values("start")):
        gap = "\n" if row.paragraph != paragraph else " "
        parts += [gap * (row.start - end), row.text]
        end, paragraph = row.end, row.paragraph
    return "".join(parts)


def describe_number(number: Any) -> str:
    """Describe a row of `numbers` in one line: kind, value, unit and counted noun."""
    low, high = _bound(number, "edtf", "value"), _bound(number, "edtf_max", "value_max")
    value = f"{low}:{number.value_2:g}" if number.kind == "score" else " – ".join(part for part in (low, high) if part)
    approx, unit, noun = (_text(getattr(number, name)) for name in ("approx", "unit", "noun"))
    words = [f"{number.kind}:", f"{approx}{value}", unit, noun]
    return " ".join(word for word in words if word)


def article_marks(mentions: pd.DataFrame, numbers: pd.DataFrame, *, names: dict[str, str]) -> list[Mark]:
    """Collect the marks of an article in order of position; of overlapping marks, names win over numbers.

    Args:
        mentions: the article's rows of `mentions`.
        numbers: the article's rows of `numbers`.
        names: display name of each entity_id.
    """
    marks = [
        Mark(row.start, row.end, str(row.label), f"{names.get(row.entity_id, row.text)} ({row.rule})")
        for row in iter_tuples(mentions)
    ]
    marks += [Mark(row.start, row.end, "number", describe_number(row)) for row in iter_tuples(numbers)]
    by_priority = sorted(marks, key=lambda mark: (mark.kind == "number", mark.start, -mark.end))
    return sorted(_without_overlaps(by_priority), key=lambda mark: mark.start)


def highlight_article(
    article: "pd.Series[Any]",
    sentences: pd.DataFrame,
    mentions: pd.DataFrame,
    numbers: pd.DataFrame,
    *,
    names: dict[str, str],
) -> "MarkedText":
    """Rebuild the text of an article and mark its names and numbers.

    Args:
        article: its row of `articles`.
        sentences: its rows of `sentences`.
        mentions: its rows of `mentions`.
        numbers: its rows of `numbers`.
        names: display name of each entity_id.
    """
    article_id = article["article_id"]
    title = article["title"] if isinstance(article["title"], str) else article_id
    below = [value for value in (article["date"], article["source"], article_id) if isinstance(value, str)]
    marks = article_marks(mentions, numbers, names=names)
    return MarkedText(title, " · ".join(below), rebuild_text(sentences), tuple(marks))


def marked_html(text: str, marks: Iterable[Mark]) -> str:
    """Render the text as HTML paragraphs with marks in colour; all text is escaped."""
    pieces: list[str] = []
    position = 0
    for mark in marks:
        pieces += [escape(text[position : mark.start]), _mark_html(text[mark.start : mark.end], mark)]
        position = mark.end
    pieces.append(escape(text[position:]))
    paragraphs = "".join(pieces).split("\n")
    return "\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs if paragraph.strip())


@dataclass(frozen=True, slots=True)
class MarkedText:
    """An article that a notebook shows with names and numbers in colour; `str()` returns the bare text."""

    title: str
    subtitle: str
    text: str
    marks: tuple[Mark, ...]

    def __str__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        head = f"<h3>{escape(self.title)}</h3><p><small>{escape(self.subtitle)}</small></p>"
        return f'<div class="{NO_MATH}" style="{_BOX}">{head}{marked_html(self.text, self.marks)}</div>'


def _mark_html(text: str, mark: Mark) -> str:
    style = _MARK.format(colour=TINTS.get(mark.kind, TINTS["MISC"]))
    tag = "" if mark.kind == "number" else f'<span style="{_TAG}">{escape(mark.kind)}</span>'
    return f'<mark title="{escape(mark.note)}" style="{style}">{escape(text)}{tag}</mark>'


def _without_overlaps(marks: Iterable[Mark]) -> Iterator[Mark]:
    """Yield each mark that does not overlap an earlier one."""
    taken: set[int] = set()
    for mark in marks:
        positions = range(mark.start, mark.end)
        if taken.isdisjoint(positions):
            taken.update(positions)
            yield mark


def _bound(number: Any, text_column: str, value_column: str) -> str:
    text, value = getattr(number, text_column), getattr(number, value_column)
    return _text(text) if _text(text) else "" if pd.isna(value) else f"{value:,.12g}"


def _text(value: object) -> str:
    return value if isinstance(value, str) else ""
