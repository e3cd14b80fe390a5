"""The quality gate: the packaged models against pinned floors, on pinned data."""

import hashlib
import json
from pathlib import Path

import pytest
import spacy

from pipeline.evaluation.scores import evaluate

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / "pipeline/models"
DATA = ROOT / "../shared/data"
PINNED = json.loads((ROOT / "tests/data/model_floors.json").read_text(encoding="utf-8"))
LIMITS_MB = {"accurate": 42, "fast": 30}
ARTICLE_FLOORS = {"accurate": 0.90, "fast": 0.86}
NAMES = sorted(LIMITS_MB)


@pytest.fixture(scope="module", params=NAMES)
def nlp(request):
    """Each packaged model."""
    return spacy.load(MODELS / request.param)


def name_of(nlp) -> str:
    """`accurate` or `fast`."""
    return nlp.meta["name"].removeprefix("pressenetz_")


@pytest.mark.model
@pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/data")
def test_no_label_falls_below_its_floor(nlp):
    """Strict F1 per label on GermEval dev; lower a floor with `python -m training.score --pin --allow-regression`."""
    scores = evaluate(DATA / PINNED["gold"], nlp).strict
    floors = PINNED["floors"][name_of(nlp)]

    assert {label: scores[label].f1 for label in floors if scores[label].f1 < floors[label]} == {}


@pytest.mark.skipif(not DATA.exists(), reason="needs ../shared/data")
def test_the_floors_belong_to_this_data():
    """The floors belong to the pinned data."""
    assert hashlib.sha256((DATA / PINNED["gold"]).read_bytes()).hexdigest() == PINNED["sha256"]


@pytest.mark.model
def test_the_users_article(nlp):
    """37 names of PER, LOC and ORG, the model alone."""
    scores = evaluate(ROOT / "tests/data/kasachstan-2022-01.gold.jsonl", nlp, labels=("PER", "LOC", "ORG"))

    assert scores.strict["all"].gold == 37
    assert scores.strict["all"].f1 >= ARTICLE_FLOORS[name_of(nlp)]


@pytest.mark.parametrize("name", NAMES)
def test_packaged_size(name):
    """A model is small enough for a source checkout."""
    size = sum(path.stat().st_size for path in (MODELS / name).rglob("*") if path.is_file())

    assert size <= LIMITS_MB[name] * 1e6


@pytest.mark.parametrize("name", NAMES)
def test_meta_says_what_the_model_is(name):
    """Name, version, licence, sources with licences, labels and scores are filled in."""
    meta = json.loads((MODELS / name / "meta.json").read_text(encoding="utf-8"))

    assert (meta["lang"], meta["name"], meta["license"]) == ("de", f"pressenetz_{name}", "CC BY 4.0")
    assert all(source["license"] and source["author"] for source in meta["sources"])
    assert {label for labels in meta["labels"].values() for label in labels} == {"PER", "LOC", "ORG", "MISC"}
    assert set(meta["performance"]["ents_per_type"]) == {"PER", "LOC", "ORG", "MISC"}


def test_the_fast_model_holds_no_words_of_its_training_texts():
    """Its strings are those of any German pipeline plus its labels."""
    kept = set(json.loads((MODELS / "fast/vocab/strings.json").read_text(encoding="utf-8")))

    assert kept - set(spacy.blank("de").vocab.strings) <= {"PER", "LOC", "ORG", "MISC", "ROOT"}
