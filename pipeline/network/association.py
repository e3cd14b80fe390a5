"""Association measures of pairs, over arrays: how far co-occurrence exceeds chance.

A pair is seen in `joint` windows, its members in `left` and `right` windows, of `total` windows in all.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


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


def p_value(joint: ArrayLike, left: ArrayLike, right: ArrayLike, total: int) -> Floats:
    """Probability of at least `joint` shared windows if the members fell into windows independently.

    P(X ≥ joint), X ~ Hypergeometric(total, left, right): Fisher's exact test, one-sided, which Pedersen (1996,
    "Fishing for exactness") recommends for word pairs, since χ² promises too much where counts are small: names that
    meet once and occur nowhere else in 1,000 sentences have p = 0.001, not the 0.00007 that χ² makes of their G².
    """
    joint, left, right = (np.asarray(values, dtype=np.int64) for values in (joint, left, right))
    above = joint * total > left * right
    start = np.where(above, joint, joint - 1)  # sum the shorter tail: from `joint` up, or below `joint` down
    least = np.maximum(left + right - total, 0)
    tail = _hypergeometric(np.maximum(start, least), left, right, total)
    tail[above] *= _tail(start[above], left[above], right[above], total, step=1)
    tail[~above] *= _tail(start[~above], left[~above], right[~above], total, step=-1)
    value = np.where(above, tail, 1.0 - tail)
    value[joint <= least] = 1.0
    return np.asarray(np.clip(value, 0.0, 1.0), dtype=np.float64)


def _hypergeometric(joint: Ints, left: Ints, right: Ints, total: int) -> Floats:
    """Probability of exactly `joint` shared windows."""
    log = gammaln(np.arange(1.0, total + 2.0))  # ln k! at k
    choose_left = log[left] - log[joint] - log[left - joint]
    choose_rest = log[total - left] - log[right - joint] - log[total - left - right + joint]
    return np.asarray(
        np.exp(choose_left + choose_rest - log[total] + log[right] + log[total - right]), dtype=np.float64
    )


def _tail(start: Ints, left: Ints, right: Ints, total: int, *, step: int) -> Floats:
    """Sum of the probabilities from `start` up (step 1) or down (−1), as a multiple of that at `start`."""
    sums, term = np.ones(len(start)), np.ones(len(start))
    active = np.arange(len(start))
    k, a, b = _floats(start), _floats(left), _floats(right)
    while len(active):
        neither = total - a - b
        if step > 0:
            term = term * (a - k) * (b - k) / ((k + 1) * (neither + k + 1))
        else:
            term = term * k * (neither + k) / ((a - k + 1) * (b - k + 1))
        sums[active] += term
        going = term > 1e-17 * sums[active]
        active, term = active[going], term[going]
        k, a, b = k[going] + step, a[going], b[going]
    return sums


def q_value(p: ArrayLike, tests: int) -> Floats:
    """Share of false discoveries to expect among all edges with a p-value at most this one's.

    q = min over the ranks j ≥ i of p(j) · tests / j   (Benjamini & Hochberg 1995, "Controlling the false discovery
    rate", J. R. Stat. Soc. B 57(1)). `tests` is the number of pairs there could be: a pair that never met has p = 1,
    but it was looked at too.
    """
    p = _floats(p)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * tests / np.arange(1, len(p) + 1)
    value = np.empty_like(p)
    value[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(value, 1.0)


def disparity(weight: ArrayLike, strength: ArrayLike, degree: ArrayLike) -> Floats:
    """Probability of an edge at least this heavy if its node spread its strength at random over its edges.

    α = (1 − w / s)^(k − 1)   (Serrano, Boguñá & Vespignani 2009, "Extracting the multiscale backbone of complex
    weighted networks", PNAS 106(16), eq. 2). A node with one edge says nothing about it: 1.
    """
    share = np.minimum(_floats(weight) / _floats(strength), 1.0)
    return np.asarray((1.0 - share) ** (_floats(degree) - 1.0), dtype=np.float64)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
