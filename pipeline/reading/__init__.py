"""Files in any format and encoding -> a sorted stream of `Article` or `Failure`; duplicates."""

from pipeline.reading.articles import Article, Failure, is_costly, read_found
from pipeline.reading.duplicates import find_duplicates, sketch
from pipeline.reading.folders import Found, Refused, is_folder, printable, walk
from pipeline.reading.language_id import forget_languages

__all__ = [
    "Article",
    "Failure",
    "Found",
    "Refused",
    "find_duplicates",
    "forget_languages",
    "is_costly",
    "is_folder",
    "printable",
    "read_found",
    "sketch",
    "walk",
]
