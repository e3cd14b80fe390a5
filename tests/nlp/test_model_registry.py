"""Names of labels, and an installation without its models."""

from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.nlp import model_registry as model_files
from pipeline.nlp.model_registry import describe_models, is_package, model_info, standard_label
from pipeline.settings import LABELS


@pytest.mark.parametrize(
    ("label", "ours"),
    [("PER", "PER"), ("person", "PER"), ("GPE", "LOC"), ("FAC", "LOC"), ("ORGANIZATION", "ORG"), ("OTH", "MISC")],
)
def test_labels_of_other_schemes_become_ours(label: str, ours: str) -> None:
    """What models and gold files call a person, a place or an organisation, in capitals or not."""
    assert standard_label(label) == ours


@pytest.mark.parametrize("label", ["CARDINAL", "LOCderiv", ""])
def test_other_labels_stay_as_they_are(label: str) -> None:
    """A label that means none of ours is not turned into one."""
    assert standard_label(label) == label
    assert label not in LABELS


@pytest.mark.skipif(is_package(model_files.MD), reason="de_core_news_md is installed, so auto has a model")
def test_an_installation_without_models_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the embedded models are missing, `info` says so and a run is refused with what to do."""
    monkeypatch.setattr(model_files, "MODELS", tmp_path)

    assert describe_models()[-1].startswith("auto picks       nothing: the embedded model 'accurate' is missing")
    with pytest.raises(ModelError, match="reinstall pressenetz"):
        model_info("fast")
