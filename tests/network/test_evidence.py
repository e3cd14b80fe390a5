"""The sentences, articles and numbers behind edges and paths."""

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import UnknownNameError
from pipeline.network.build import build_network
from pipeline.network.evidence import (
    edge_numbers,
    edge_sentences,
    entity_numbers,
    excerpt,
    path_sentences,
    sample_evidence,
)
from pipeline.network.selection import CorpusTables, NetworkOptions
from pipeline.parquet import SCHEMAS
from tests.helpers.small_corpora import corpora, example, split_copies, to_tables, windows_of


def test_sentences_behind_an_edge():
    """Each shared sentence comes with article, title, date, offsets and both spans, in order of time."""
    found = edge_sentences(to_tables(example()), "ORG:csto", "PER:toqajew")

    assert found["article_id"].tolist() == ["a.txt", "b.txt", "c.txt"]
    assert found["date"].tolist() == ["2022-01-05", "2022-01-31", "2022-02-01"]
    assert found["title"].tolist() == ["Titel a.txt", "Titel b.txt", "Titel c.txt"]
    assert found["duplicate_of"].isna().tolist() == [True, False, True]
    text = found.loc[0, "text"]
    assert text == "Satz 0 in a.txt: xx."
    assert [text[found.loc[0, f"{side}_start"] : found.loc[0, f"{side}_end"]] for side in "ab"] == ["x", "x"]
    assert found.loc[0, "b_start"] < found.loc[0, "a_start"]


@settings(max_examples=25, derandomize=True, deadline=None)
@given(corpora(), st.sampled_from(["sentence", "paragraph", "document", "sentences:2"]))
def test_evidence_is_there_for_every_edge(pieces, window):
    """Edges have sentences in every window; in the window `sentence` as many as `sentences_raw`, with copies."""
    tables = to_tables(pieces)
    _, edges = build_network(tables, NetworkOptions(window=window), structure=False)

    for row in edges.sample(min(len(edges), 2), random_state=1).itertuples():
        found = edge_sentences(tables, row.source, row.target, window=window)
        both = found.dropna(subset=["a_start", "b_start"])
        assert len(found)
        assert found["text"].notna().all()
        assert found[["a_start", "b_start"]].notna().any(axis=1).all()
        if window == "sentence":
            assert len(both) == len(found) == row.sentences_raw
            assert both["duplicate_of"].isna().sum() <= row.sentences


def test_sentences_of_a_wider_window():
    """Names that share only a document are shown by the sentences that hold either."""
    tables = to_tables(example()[:1])

    assert edge_sentences(tables, "LOC:almaty", "PER:nasarbajew").empty
    found = edge_sentences(tables, "LOC:almaty", "PER:nasarbajew", window="document")
    assert found["sentence"].tolist() == [1, 2]
    assert found["a_start"].isna().tolist() == [False, True]
    assert found["b_start"].isna().tolist() == [True, False]


def test_unknown_entity():
    """The error for an entity without mentions suggests the most similar one."""
    with pytest.raises(UnknownNameError, match="'PER:tokajew'; did you mean 'PER:toqajew'"):
        edge_sentences(to_tables(example()), "PER:tokajew", "ORG:csto")


def test_sentences_along_a_path():
    """Every step of a path brings its own evidence."""
    path = ["ORG:csto", "PER:toqajew", "LOC:almaty", "PER:nasarbajew"]
    found = path_sentences(to_tables(example()), path)

    assert found["step"].unique().tolist() == [0, 1, 2]
    assert found.loc[found["step"] == 2, ["a_id", "b_id", "article_id"]].values.tolist() == [
        ["LOC:almaty", "PER:nasarbajew", "d.txt"]
    ]
    assert path_sentences(to_tables(example()), ["ORG:csto"]).empty


def numbers_of(*rows):
    """A table of numbers from (article, sentence, start, text, value, entity)."""
    numbers = pd.DataFrame(columns=SCHEMAS["numbers"].names, index=range(len(rows)))
    for index, (article, sentence, start, text, value, entity) in enumerate(rows):
        numbers.loc[index, ["article_id", "paragraph", "sentence", "start", "end"]] = [
            article,
            0,
            sentence,
            start,
            start + 1,
        ]
        numbers.loc[index, ["text", "kind", "value", "entity_id"]] = [text, "count", value, entity]
    return numbers.astype({"paragraph": int, "sentence": int, "start": int, "end": int, "value": float})


def test_figures():
    """The numbers about an entity, and those in the sentences of an edge, come with their sentence and article."""
    tables = to_tables(example())
    sentences, articles = tables.sentences, tables.articles
    numbers = numbers_of(
        ("c.txt", 0, 5, "3.000", 3000.0, "LOC:moskau"),
        ("a.txt", 0, 5, "20", 20.0, None),
        ("a.txt", 1, 26, "zwei", 2.0, "LOC:moskau"),
    )
    about = entity_numbers(numbers, sentences, articles, "LOC:moskau")
    behind = edge_numbers(numbers, sentences, articles, edge_sentences(tables, "ORG:csto", "PER:toqajew"))

    assert about["number"].tolist() == ["zwei", "3.000"]
    assert about["date"].tolist() == ["2022-01-05", "2022-02-01"]
    assert about["text"].tolist() == ["Satz 1 in a.txt: xx.", "Satz 0 in c.txt: xxxx."]
    assert behind[["number", "value", "title"]].values.tolist() == [
        ["20", 20.0, "Titel a.txt"],
        ["3.000", 3000.0, "Titel c.txt"],
    ]
    assert entity_numbers(numbers, sentences, articles, "PER:toqajew").empty


@settings(max_examples=25, derandomize=True, deadline=None)
@given(corpora(), st.sampled_from(["sentence", "paragraph", "document", "sentences:2"]))
def test_sample_for_the_graph_files(pieces, window):
    """Every edge gets the articles with a shared window and the first sentence with both, without copies."""
    tables = to_tables(pieces)
    _, edges = build_network(tables, NetworkOptions(window=window), structure=False)
    counted, _ = split_copies(pieces)
    found = sample_evidence(tables, edges, NetworkOptions(window=window))

    assert found[["source", "target"]].values.tolist() == edges[["source", "target"]].values.tolist()
    for row, edge in zip(found.itertuples(), edges.itertuples(), strict=True):
        both = {row.source, row.target}
        shared = {piece.name for piece in counted if any(both <= entities for entities in windows_of(piece, window))}
        assert set(row.article_ids) == shared
        assert len(row.article_ids) == len(shared)
        assert pd.isna(row.example) == (edge.sentences == 0)
        assert pd.isna(row.example) or row.example_article in row.example


def test_sample_is_short_and_early():
    """Of seven articles with a pair the sample names the five earliest, undated ones last."""
    piece = example()[3]
    dates = ["2022-02", None, "2022-01-03", "2022-01-02", "2021", "2022-01-01", "2023"]
    pieces = [type(piece)(f"{number}.txt", day, None, piece.sentences) for number, day in enumerate(dates)]
    tables = to_tables(pieces)
    _, edges = build_network(tables)
    found = sample_evidence(tables, edges).loc[0]

    assert found["article_ids"] == ["4.txt", "5.txt", "3.txt", "2.txt", "0.txt"]
    assert found["example"] == "Satz 0 in 4.txt: xx."


def test_sample_keeps_to_the_dates():
    """Evidence of edges between two dates comes from articles between them."""
    tables = to_tables(example())
    options = NetworkOptions(date_from="2022-02")
    _, edges = build_network(tables, options)
    found = sample_evidence(tables, edges, options)

    assert found["article_ids"].tolist() == [["c.txt"]] * len(edges)


def test_a_book_is_no_table_of_all_pairs():
    """Evidence for two names in thousands of sentences grows with the sentences, not with pairs of them."""
    size = 60_000
    place = pd.DataFrame({"article_id": "book", "paragraph": range(size), "sentence": range(size)})
    spans = place.assign(start=0, end=1)
    mentions = pd.concat([spans.assign(entity_id="a"), spans.iloc[: size // 2].assign(entity_id="b")])
    sentences = spans.assign(text="Satz.")
    articles = pd.DataFrame({"article_id": ["book"], "title": [None], "date": [None], "duplicate_of": [None]})
    tables = CorpusTables(mentions, sentences, articles, pd.DataFrame())

    counts = [
        len(edge_sentences(tables, "a", "b", window=window))
        for window in ("sentence", "paragraph", "sentences:3", "document")
    ]

    assert counts == [size // 2, size // 2, size // 2 + 2, size]


@pytest.mark.parametrize("gap", [5, 150, 5_000])
def test_an_excerpt_is_one_short_line_with_both_names(gap):
    """An excerpt contains both names however far apart, is cut between words, and has the right offsets."""
    words = "Davor stand viel.\n" * 30
    text = f"{words}Olaf Scholz{' traf' * (gap // 5)} Annalena Baerbock{' danach' * 90}."
    first, second = ((text.index(name), text.index(name) + len(name)) for name in ("Olaf Scholz", "Annalena Baerbock"))
    for spans in ((first, second), (second, first)):
        shown, start, end = excerpt(text, *spans)

        assert "Olaf Scholz" in shown
        assert "Annalena Baerbock" in shown
        assert len(shown) <= 203
        assert "\n" not in shown
        assert (shown[0], shown[-1]) == ("…", "…")
        assert set(shown.replace("…", " ").split()) <= set(text.split())
        assert start <= first[0] < second[1] <= end
    assert excerpt("Olaf Scholz\ntraf Baerbock.", (0, 11), (17, 25)) == ("Olaf Scholz traf Baerbock.", 0, 26)


def test_an_excerpt_of_endless_names_is_short_too():
    """Names longer than the excerpt are cut, even in a text without spaces."""
    text = "x" * 3_000

    assert excerpt(text, (0, 1_000), (1_500, 3_000))[0] == f"{'x' * 100}…{'x' * 100}…"
