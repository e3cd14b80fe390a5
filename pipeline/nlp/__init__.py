"""The only package that knows spaCy: model registry, components, `Article -> rows`.

Names are imported on first use, so that looking up a model does not wait for spaCy.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.nlp.labels import standard_label
    from pipeline.nlp.language import bare_model, load_model
    from pipeline.nlp.model_registry import ModelInfo, describe_models, model_info
    from pipeline.nlp.rows import extract

__all__ = [
    "ModelInfo",
    "bare_model",
    "describe_models",
    "extract",
    "load_model",
    "model_info",
    "standard_label",
]

_HOMES = {
    "bare_model": "language",
    "load_model": "language",
    "ModelInfo": "model_registry",
    "describe_models": "model_registry",
    "model_info": "model_registry",
    "standard_label": "labels",
    "extract": "rows",
}


def __getattr__(name: str) -> Any:
    if name not in _HOMES:
        raise AttributeError(f"module 'pipeline.nlp' has no attribute {name!r}")
    return getattr(import_module(f"pipeline.nlp.{_HOMES[name]}"), name)
