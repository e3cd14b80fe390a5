"""Tests of scoring, with an entity ruler as the model."""

import doctest
from pathlib import Path

import pytest
import spacy

import pipeline.evaluation.scores
from pipeline.errors import ModelError
from pipeline.evaluation.scores import Score, evaluate

GOLD = "Angela B-PER\nMerkel I-PER\nbesucht O\nKiew B-LOC\n. O\n\nDie O\nUN B-ORG\nin O\nGenf B-LOC\n"


@pytest.fixture(scope="module")
def nlp():
    """A model that finds part of "Angela Merkel", finds "Genf", labels "UN" as LOC, and misses "Kiew"."""
    nlp = spacy.blank("de")
    nlp.add_pipe("entity_ruler").add_patterns(
        [{"label": "PER", "pattern": "Merkel"}, {"label": "LOC", "pattern": "UN"}, {"label": "LOC", "pattern": "Genf"}]
    )
    return nlp


@pytest.fixture
def gold(tmp_path):
    """Two sentences with four entities."""
    path = tmp_path / "gold.conll"
    path.write_text(GOLD, encoding="utf-8")
    return path


def test_strict_scores_count_whole_spans_only(nlp, gold):
    """One of the three found spans equals one of the four gold spans."""
    scores = evaluate(gold, nlp)

    assert scores.strict["all"] == Score(gold=4, found=3, hits=1)
    assert scores.strict["LOC"] == Score(gold=2, found=2, hits=1)
    assert scores.texts == 2


def test_partial_scores_count_an_overlap_as_half(nlp, gold):
    """One word of a two-word name is half a hit; a wrong label is none."""
    scores = evaluate(gold, nlp)

    assert scores.partial["PER"] == Score(gold=1, found=1, hits=0.5)
    assert scores.partial["all"].hits == 1.5


@pytest.mark.model
def test_documentation_runs(monkeypatch):
    """The example of `evaluate` does what it says: a model's name is enough."""
    monkeypatch.chdir(Path(__file__).parents[2])
    ran = doctest.testmod(pipeline.evaluation.scores)

    assert (ran.failed, ran.attempted) == (0, 2)


def test_a_model_is_loaded_by_its_path(nlp, gold, tmp_path):
    """A saved pipeline is scored like the loaded one; paths may be strings."""
    nlp.to_disk(tmp_path / "model")

    assert evaluate(str(gold), model=tmp_path / "model").strict == evaluate(gold, nlp).strict


def test_an_unknown_model_is_refused(gold):
    """A model that is not installed is a ModelError with its name."""
    with pytest.raises(ModelError, match="'fastest'"):
        evaluate(gold, model="fastest")


def test_the_old_argument_warns(nlp, gold):
    """A loaded pipeline may still be passed as `nlp`, with a warning that names `model`."""
    with pytest.warns(DeprecationWarning, match="renamed to `model`"):
        scores = evaluate(gold, nlp=nlp)

    assert scores == evaluate(gold, nlp)


def test_only_the_chosen_labels_and_texts_count(nlp, gold):
    """Labels and texts that are filtered out do not count towards the totals."""
    scores = evaluate(gold, nlp, labels=("LOC",), keep=lambda text: "Genf" in (text.words or ()))

    assert scores.strict["all"] == Score(gold=1, found=2, hits=1)
    assert list(scores.strict) == ["all", "LOC"]


def test_text_gold_uses_the_tokenizer(nlp, tmp_path):
    """Spans of running text are compared as character offsets."""
    path = tmp_path / "gold.jsonl"
    path.write_text('{"text": "Merkel, in Genf.", "spans": [[0, 6, "PER"], [11, 15, "LOC"]]}\n', encoding="utf-8")

    assert evaluate(path, nlp).strict["all"] == Score(gold=2, found=2, hits=2)


def test_scores_as_json_values(nlp, gold):
    """`as_dict` returns plain values: counts and rounded scores."""
    scores = evaluate(gold, nlp).as_dict()

    assert scores["strict"]["all"] == {
        "gold": 4,
        "found": 3,
        "hits": 1,
        "precision": 0.3333,
        "recall": 0.25,
        "f1": 0.2857,
    }
    assert scores["model"] == "de_pipeline"


def test_scores_without_any_span():
    """Without gold and found spans, all scores are zero."""
    empty = Score(gold=0, found=0, hits=0)

    assert (empty.precision, empty.recall, empty.f1) == (0, 0, 0)
