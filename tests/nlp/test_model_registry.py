"""An installation without its models."""

from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.nlp import model_registry
from pipeline.nlp.model_registry import describe_models, is_package, model_info


@pytest.mark.skipif(is_package(model_registry.MD), reason="de_core_news_md is installed, so auto has a model")
def test_an_installation_without_models_says_so(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without the embedded models, `info` reports them missing and a run is refused with a remedy."""
    monkeypatch.setattr(model_registry, "MODELS", tmp_path)

    assert describe_models()[-1].startswith("auto picks       nothing: the embedded model 'accurate' is missing")
    with pytest.raises(ModelError, match="reinstall pressenetz"):
        model_info("fast")
