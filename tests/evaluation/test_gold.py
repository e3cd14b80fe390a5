"""Tests of the gold readers."""

import pytest
import spacy
from spacy.tokens import Doc, DocBin

from pipeline.errors import GoldError
from pipeline.evaluation.scores import GoldText, read_gold, spans_of_tags

WORDS = ("Angela", "Merkel", "besucht", "Kiew", ".")
SPANS = ((0, 2, "PER"), (3, 4, "LOC"))


@pytest.mark.parametrize(
    ("tags", "spans"),
    [
        ("B-PER I-PER O B-LOC O", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("I-PER I-PER O I-LOC O", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("I-PER B-PER O", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-PER E-PER O S-LOC O", [(0, 2, "PER"), (3, 4, "LOC")]),
        ("S-PER I-PER O", [(0, 1, "PER"), (1, 2, "PER")]),
        ("B-PER L-PER U-LOC", [(0, 2, "PER"), (2, 3, "LOC")]),
        ("I-PER I-LOC I-LOC", [(0, 1, "PER"), (1, 3, "LOC")]),
        ("E-ORG E-ORG", [(0, 1, "ORG"), (1, 2, "ORG")]),
        ("B-PERSON O B-OTH", [(0, 1, "PER"), (2, 3, "MISC")]),
        ("", []),
    ],
)
def test_tags_become_spans(tags, spans):
    """IOB, IOB2, BIOES and BILUO tags become the same spans, and their labels ours."""
    assert list(spans_of_tags(tags.split())) == spans


@pytest.mark.parametrize("separator", [" ", "\t"])
def test_conll_columns(tmp_path, separator):
    """The first column is the word, the last the tag; `-DOCSTART-` lines are skipped."""
    rows = zip(WORDS, ("B-PER", "I-PER", "O", "B-LOC", "O"), strict=True)
    lines = [separator.join((word, "X", tag)) for word, tag in rows]
    path = tmp_path / "gold.conll"
    path.write_text("\n".join(["-DOCSTART- X O", "", *lines, "", *lines]), encoding="utf-8")

    assert list(read_gold(path)) == [GoldText(words=WORDS, spans=SPANS)] * 2


def test_germeval_outer_layer(tmp_path):
    """GermEval's outer layer counts, derivations and parts do not, and the source is kept."""
    tags = (("B-PER", "O"), ("I-PER", "B-LOC"), ("O", "O"), ("B-LOC", "O"), ("B-LOCderiv", "O"))
    rows = [f"{index}\t{word}\t{a}\t{b}" for index, (word, (a, b)) in enumerate(zip(WORDS, tags, strict=True), start=1)]
    path = tmp_path / "gold.tsv"
    path.write_text("\n".join(["#\thttp://a.de/1\t[2010-01-01]\t", *rows, ""]), encoding="utf-8")

    assert list(read_gold(path)) == [GoldText(words=WORDS, spans=SPANS, source="http://a.de/1")]


def test_docbin(tmp_path):
    """The words and entities of a spaCy DocBin are read."""
    vocab = spacy.blank("de").vocab
    tags = ["B-PER", "I-PER", "O", "B-LOC", "O"]
    path = tmp_path / "gold.spacy"
    DocBin(docs=[Doc(vocab, words=list(WORDS), ents=tags)]).to_disk(path)

    assert list(read_gold(path)) == [GoldText(words=WORDS, spans=SPANS)]


@pytest.mark.parametrize(
    "spans",
    [
        '"spans": [[0, 6, "PER"], [10, 14, "LOC"]]',
        '"entities": [{"start": 0, "end": 6, "label": "PER"}, [10, 14, "LOC"]]',
    ],
)
def test_jsonl_with_spans(tmp_path, spans):
    """Spans are read as lists and as objects."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Merkel in Kiew.", ' + spans + "}\n", encoding="utf-8")

    assert list(read_gold(path)) == [GoldText(text="Merkel in Kiew.", spans=((0, 6, "PER"), (10, 14, "LOC")))]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("gold.jsonl", '{"text": "Kiew"}', "line 1"),
        ("gold.jsonl", '{"text": "Kiew", "spans": [[0, 9, "LOC"]]}', "outside the text"),
        ("gold.jsonl", '{"text": "Kiew", "spans": []}', "contains no entities"),
        ("gold.jsonl", "[1, 2", "line 1"),
        ("gold.tsv", "Das ist kein Gold\n", "not an IOB tag"),
        ("gold.tsv", "Kiew B-LOC\nist\n", "columns"),
        ("gold.tsv", "", "contains no entities"),
        ("gold.spacy", "x", "DocBin"),
    ],
)
def test_a_bad_gold_file_is_one_clear_error(tmp_path, name, content, message):
    """A bad gold file is a GoldError that says what is wrong."""
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")

    with pytest.raises(GoldError, match=message):
        list(read_gold(path))


def test_a_missing_gold_file(tmp_path):
    """A missing file is a GoldError that names it."""
    with pytest.raises(GoldError, match=r"none\.tsv"):
        list(read_gold(tmp_path / "none.tsv"))


def test_a_row_without_its_tag_is_named(tmp_path):
    """A CoNLL row with too few columns is quoted, with the number expected."""
    path = tmp_path / "gold.conll"
    path.write_text("Angela B-PER\nMerkel I-PER\n\nKiew B-LOC\nruft\n", encoding="utf-8")

    with pytest.raises(GoldError, match=r"'ruft' has 1 columns, expected at least 2"):
        list(read_gold(path))
