"""Small corpora as tables, drawn by hypothesis, and their networks counted with plain loops."""

import math
from collections import defaultdict
from dataclasses import dataclass, fields
from itertools import combinations

import pandas as pd
from hypothesis import strategies as st

from pipeline.network import CorpusTables

ENTITIES = {
    "LOC:almaty": ("Almaty", "LOC", "KZ"),
    "LOC:moskau": ("Moskau", "LOC", "RU"),
    "ORG:csto": ("CSTO", "ORG", None),
    "PER:nasarbajew": ("Nursultan Nasarbajew", "PER", None),
    "PER:toqajew": ("Qassym-Schomart Toqajew", "PER", None),
}
# first and last day of each date that the articles have; None: not plausible
DATES = {
    None: None,
    "2022-01-05": ("2022-01-05", "2022-01-05"),
    "2022-01-31": ("2022-01-31", "2022-01-31"),
    "2022-02-01": ("2022-02-01", "2022-02-01"),
    "2022-01": ("2022-01-01", "2022-01-31"),
    "2022": ("2022-01-01", "2022-12-31"),
    "199X": ("1990-01-01", "1999-12-31"),
    "XXXX-01": None,
    "vorgestern": None,
}


@dataclass(frozen=True)
class Piece:
    """An article: its date, the one it is a copy of, and per sentence the paragraph and the entities named."""

    name: str
    date: str | None
    copy_of: str | None
    sentences: tuple[tuple[int, tuple[str, ...]], ...]


def map_tables(function, tables):
    """The corpus with each of its tables changed by a function."""
    return CorpusTables(**{field.name: function(getattr(tables, field.name)) for field in fields(tables)})


def shuffle(tables, seed):
    """The corpus with the rows of each table in another order."""
    return map_tables(lambda table: table.sample(frac=1, random_state=seed), tables)


@st.composite
def corpora(draw, articles=4, sentences=4, mentions=4):
    """Up to four articles, some of them copies of earlier ones."""
    pieces = []
    for number in range(draw(st.integers(0, articles))):
        names = [piece.name for piece in pieces]
        copy_of = draw(st.sampled_from([None, None, *names]))
        named = st.lists(st.sampled_from(sorted(ENTITIES)), max_size=mentions)
        texts = draw(st.lists(st.tuples(st.integers(0, 1), named), min_size=1, max_size=sentences))
        paragraph, placed = 0, []
        for position, (step, entities) in enumerate(texts):
            paragraph += step if position else 0
            placed.append((paragraph, tuple(entities)))
        pieces.append(Piece(f"{'acbd'[number]}.txt", draw(st.sampled_from(list(DATES))), copy_of, tuple(placed)))
    return pieces


def to_tables(pieces):
    """The tables of a corpus whose sentences are `Satz N.` and whose names are single characters of them."""
    mentions, sentences = [], []
    for piece in pieces:
        start = 0
        for number, (paragraph, entities) in enumerate(piece.sentences):
            place = {"article_id": piece.name, "paragraph": paragraph, "sentence": number}
            text = f"Satz {number} in {piece.name}: {'x' * len(entities)}."
            sentences.append(place | {"start": start, "end": start + len(text), "text": text})
            for at, entity in enumerate(entities):
                begin = start + len(text) - 1 - len(entities) + at
                span = {"start": begin, "end": begin + 1, "text": "x", "label": entity[:3]}
                mentions.append(place | span | {"entity_id": entity, "rule": "exact"})
            start += len(text) + 1
    place = ["article_id", "paragraph", "sentence", "start", "end", "text"]
    about = [(piece.name, f"Titel {piece.name}", piece.date, piece.copy_of) for piece in pieces]
    return CorpusTables(
        pd.DataFrame(mentions, columns=[*place, "label", "entity_id", "rule"]),
        pd.DataFrame(sentences, columns=place),
        pd.DataFrame(about, columns=["article_id", "title", "date", "duplicate_of"]),
        pd.DataFrame(
            [(key, *value) for key, value in ENTITIES.items()], columns=["entity_id", "name", "label", "country"]
        ),
    )


def split_copies(pieces):
    """Split into counted articles (the original of each group of copies, or the first by name) and the others."""
    parent = {piece.name: piece.copy_of for piece in pieces}
    groups = defaultdict(list)
    for piece in pieces:
        root = piece.name
        while parent.get(root):
            root = parent[root]
        groups[root].append(piece)
    counted = [min(group, key=lambda piece: (piece.copy_of is not None, piece.name)) for group in groups.values()]
    return counted, [piece for piece in pieces if piece not in counted]


def windows_of(piece, window):
    """The sets of entities in each window of an article."""
    sentences = [set(entities) for _, entities in piece.sentences]
    if window == "document":
        return [set().union(*sentences)]
    if window == "paragraph":
        paragraphs = sorted({paragraph for paragraph, _ in piece.sentences})
        return [set().union(*(set(e) for p, e in piece.sentences if p == paragraph)) for paragraph in paragraphs]
    width = int(window.partition(":")[2] or 1)
    starts = range(1 - width, len(sentences))
    return [set().union(*sentences[max(start, 0) : start + width]) for start in starts]


def brute_edges(pieces, window, *, min_articles=1):
    """Edges as {(source, target): {column: value}}, by loops over all windows and pairs."""
    counted, copies = split_copies(pieces)
    windows = [found for piece in counted for found in windows_of(piece, window)]
    width = int(window.partition(":")[2] or 1)
    edges = {}
    for a, b in combinations(sorted(ENTITIES), 2):
        joint = sum(a in found and b in found for found in windows)
        both = {a, b}
        articles = [piece for piece in counted if both <= windows_of(piece, "document")[0]]
        sentences = _sentences_with(counted, both)
        if not joint or len(articles) < min_articles:
            continue
        left, right = sum(a in found for found in windows), sum(b in found for found in windows)
        edges[a, b] = {
            "sentences": sentences,
            "articles": len(articles),
            "weight": joint / width,
            "npmi": brute_npmi(joint, left, right, len(windows)),
            "llr": brute_llr(joint, left, right, len(windows)) / width,
            "jaccard": joint / sum(bool(both & found) for found in windows),
            "first_date": brute_first([piece.date for piece in articles]),
            "last_date": brute_last([piece.date for piece in articles]),
            "sentences_raw": sentences + _sentences_with(copies, both),
            "articles_raw": len(articles) + sum(both <= windows_of(piece, "document")[0] for piece in copies),
        }
    return edges


def _sentences_with(pieces, both):
    return sum(both <= found for piece in pieces for found in windows_of(piece, "sentence"))


def brute_npmi(joint, left, right, total):
    """NPMI from probabilities."""
    if joint == total:
        return 1.0
    p = joint / total
    return math.log(p / ((left / total) * (right / total))) / -math.log(p)


def brute_llr(joint, left, right, total):
    """G² as twice the total times the mutual information of two binary variables, with a sign."""
    information = 0.0
    table = {(1, 1): joint, (1, 0): left - joint, (0, 1): right - joint, (0, 0): total - left - right + joint}
    for (a, b), count in table.items():
        p_a, p_b = (left if a else total - left) / total, (right if b else total - right) / total
        if count:
            information += count / total * math.log(count / total / (p_a * p_b))
    return math.copysign(2 * total * information, joint * total - left * right)


def brute_first(dates):
    """The date with the earliest first day."""
    plausible = [date for date in dates if DATES[date]]
    return min(plausible, key=lambda date: (DATES[date], date), default=None)


def brute_last(dates):
    """The date with the latest last day."""
    plausible = [date for date in dates if DATES[date]]
    return max(plausible, key=lambda date: (DATES[date][::-1], date), default=None)


def example():
    """Three articles of January and February 2022, the second a copy of the first, and one without a date."""
    first = ((0, ("PER:toqajew", "ORG:csto")), (0, ("PER:toqajew", "LOC:almaty")), (1, ("PER:nasarbajew",)))
    return [
        Piece("a.txt", "2022-01-05", None, first),
        Piece("b.txt", "2022-01-31", "a.txt", first),
        Piece("c.txt", "2022-02-01", None, ((0, ("PER:toqajew", "ORG:csto", "ORG:csto", "LOC:moskau")), (0, ()))),
        Piece("d.txt", None, None, ((0, ("PER:nasarbajew", "LOC:almaty")),)),
    ]
