"""The only package that knows spaCy: model registry, components, `Article -> rows`."""

from typing import TYPE_CHECKING

from pipeline.lazy_imports import lazy_names

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
    "labels": ("standard_label",),
    "language": ("bare_model", "load_model"),
    "model_registry": ("ModelInfo", "describe_models", "model_info"),
    "rows": ("extract",),
}

__getattr__ = lazy_names(__name__, _HOMES)
