"""Association measures of pairs, over arrays: how far co-occurrence exceeds chance.

A pair is seen in `joint` windows, its members in `left` and `right` windows, of `total` windows in all.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import erfc

Floats = NDArray[np.float64]


def npmi(joint: ArrayLike, left: ArrayLike, right: ArrayLike, total: float) -> Floats:
    """Normalised pointwise mutual information, −1 … 1.

    npmi = ln(p(x,y) / (p(x) p(y))) / −ln p(x,y)   (Bouma 2009, "Normalized (pointwise) mutual information in
    collocation extraction", GSCL, eq. 3). 1: never one without the other; 0: independent; −1: never together
    (the limit for joint = 0). A pair in every window gets 1, the limit of complete co-occurrence.
    """
    joint, left, right = _floats(joint), _floats(left), _floats(right)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(joint * total / (left * right)) / -np.log(joint / total)
    value[joint == 0] = -1.0
    value[joint >= total] = 1.0
    return value


def log_likelihood(joint: ArrayLike, left: ArrayLike, right: ArrayLike, total: float) -> Floats:
    """Signed log-likelihood ratio G² of the 2 × 2 table of a pair.

    G² = 2 Σ k ln(k / E), E = row sum · column sum / total, over the four cells (Dunning 1993, "Accurate methods
    for the statistics of surprise and coincidence", Computational Linguistics 19(1), there −2 log λ). Negative
    where the pair is seen together less often than by chance.
    """
    joint, left, right = _floats(joint), _floats(left), _floats(right)
    value = _cell(joint, left * right, total)
    value += _cell(left - joint, left * (total - right), total)
    value += _cell(right - joint, right * (total - left), total)
    value += _cell(total - left - right + joint, (total - left) * (total - right), total)
    value *= 2
    np.maximum(value, 0, out=value)  # rounding may leave −1e-16 at independence
    return np.where(joint * total < left * right, -value, value)


def _cell(observed: Floats, margins: Floats, total: float) -> Floats:
    """Term of one cell, k ln(k · total / margins); 0 for k = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value: Floats = np.log(observed * total / margins)
        value *= observed
    value[observed <= 0] = 0.0
    return value


def jaccard(joint: ArrayLike, left: ArrayLike, right: ArrayLike) -> Floats:
    """Windows with both / windows with at least one (Jaccard 1912, "Distribution of the flora in the alpine zone")."""
    joint, left, right = _floats(joint), _floats(left), _floats(right)
    return joint / (left + right - joint)


def p_value(llr: ArrayLike) -> Floats:
    """Probability of a G² at least this large if the pair were independent: χ² with 1 degree of freedom.

    P(χ²₁ ≥ G²) = erfc(√(G² / 2)); two-sided (the sign of G² says which side), not corrected for many pairs.
    """
    return np.asarray(erfc(np.sqrt(np.abs(_floats(llr)) / 2)), dtype=np.float64)


def disparity(weight: ArrayLike, strength: ArrayLike, degree: ArrayLike) -> Floats:
    """Probability of an edge at least this heavy if its node spread its strength at random over its edges.

    α = (1 − w / s)^(k − 1)   (Serrano, Boguñá & Vespignani 2009, "Extracting the multiscale backbone of complex
    weighted networks", PNAS 106(16), eq. 2). A node with one edge says nothing about it: 1.
    """
    share = np.minimum(_floats(weight) / _floats(strength), 1.0)
    return np.asarray((1.0 - share) ** (_floats(degree) - 1.0), dtype=np.float64)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
