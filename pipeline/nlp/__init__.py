"""The only package that knows spaCy: model registry, components, `Article -> rows`."""

from typing import TYPE_CHECKING

from pipeline.lazy_imports import lazy_names

if TYPE_CHECKING:
    from pipeline.nlp.language import analyse, bare_model, load_model
    from pipeline.nlp.model_registry import ModelInfo, describe_models, model_info, standard_label
    from pipeline.nlp.rows import tabulate

__all__ = [
    "ModelInfo",
    "analyse",
    "bare_model",
    "describe_models",
    "load_model",
    "model_info",
    "standard_label",
    "tabulate",
]

_HOMES = {
    "language": (
        "analyse",
        "bare_model",
        "load_model",
    ),
    "model_registry": (
        "ModelInfo",
        "describe_models",
        "model_info",
        "standard_label",
    ),
    "rows": ("tabulate",),
}

__getattr__ = lazy_names(__name__, _HOMES)
