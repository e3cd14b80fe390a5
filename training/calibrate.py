"""Calibration of the confidence: fitted on GermEval dev, measured as expected calibration error."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.nlp.labels import CONFIDENCE
from training.corpora import Sentence

BINS = 10
ROUNDS = 50
Floats = NDArray[np.float64]


class Outcomes(NamedTuple):
    """Confidence of each entity found, and 1 if span and label are correct, else 0."""

    confidence: Floats
    right: Floats


class Bin(NamedTuple):
    """Entities with similar confidence."""

    entities: int
    confidence: float
    right: float


def outcomes(nlp: Language, sentences: Iterable[Sentence]) -> Outcomes:
    """Collect the model's confidence in each entity of gold sentences, and whether it is correct."""
    sure: list[float] = []
    right: list[bool] = []
    for sentence in sentences:
        doc = nlp(Doc(nlp.vocab, words=list(sentence.words)))
        gold = set(sentence.spans())
        chances = {(start, end): chance for start, end, chance in doc.user_data[CONFIDENCE]}
        sure += [chances[ent.start_char, ent.end_char] for ent in doc.ents]
        right += [(ent.start, ent.end, ent.label_) in gold for ent in doc.ents]
    return Outcomes(np.array(sure), np.array(right, dtype=np.float64))


def fit(found: Outcomes) -> tuple[float, float]:
    """Slope and intercept of the logistic regression of correctness on the log-odds of the confidence (Platt)."""
    inside = found.confidence.clip(1e-6, 1 - 1e-6)
    features = np.stack([np.log(inside / (1 - inside)), np.ones_like(inside)], axis=1)
    weights = np.array([1.0, 0.0])
    for _ in range(ROUNDS):
        chance = 1 / (1 + np.exp(-features @ weights))
        curvature = (features * (chance * (1 - chance))[:, None]).T @ features + 1e-9 * np.eye(2)
        weights -= np.linalg.solve(curvature, features.T @ (chance - found.right))
    return round(float(weights[0]), 4), round(float(weights[1]), 4)


def bins(found: Outcomes) -> Iterator[Bin]:
    """Mean confidence and share of correct entities in bins of equal width, without empty ones."""
    number = (found.confidence * BINS).astype(int).clip(max=BINS - 1)
    for index in range(BINS):
        inside = number == index
        if inside.any():
            means = (float(values[inside].mean()) for values in found)
            yield Bin(int(inside.sum()), *means)


def expected_error(found: Outcomes) -> float:
    """Expected calibration error: mean difference of confidence and share of correct entities, weighted by bin."""
    distances = sum(part.entities * abs(part.confidence - part.right) for part in bins(found))
    return distances / max(1, len(found.right))
