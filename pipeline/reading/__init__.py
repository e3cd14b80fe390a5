"""Files in any format and encoding -> a sorted stream of `Article` or `Failure`; duplicates."""

from typing import TYPE_CHECKING

from pipeline.lazy_imports import lazy_names

if TYPE_CHECKING:
    from pipeline.reading.articles import Article, Failure, is_costly, read_corpus, read_found
    from pipeline.reading.duplicates import find_duplicates, sketch
    from pipeline.reading.folders import Found, Refused, is_folder, printable, walk
    from pipeline.reading.language_id import forget_languages
    from pipeline.reading.sources import article_sources, source_key

__all__ = [
    "Article",
    "Failure",
    "Found",
    "Refused",
    "article_sources",
    "find_duplicates",
    "forget_languages",
    "is_costly",
    "is_folder",
    "printable",
    "read_corpus",
    "read_found",
    "sketch",
    "source_key",
    "walk",
]

_HOMES = {
    "articles": (
        "Article",
        "Failure",
        "is_costly",
        "read_corpus",
        "read_found",
    ),
    "duplicates": (
        "find_duplicates",
        "sketch",
    ),
    "folders": (
        "Found",
        "Refused",
        "is_folder",
        "printable",
        "walk",
    ),
    "language_id": ("forget_languages",),
    "sources": (
        "article_sources",
        "source_key",
    ),
}

__getattr__ = lazy_names(__name__, _HOMES)
