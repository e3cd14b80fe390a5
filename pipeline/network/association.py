"""Association measures of pairs, over arrays: how far co-occurrence exceeds chance.

A pair occurs in `joint` windows and its members in `left` and `right` windows, out of `total` windows.
"""

import numpy as np
from numpy.typing import ArrayLike, NDArray
from scipy.special import gammaln

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]


def npmi(joint: ArrayLike, left: ArrayLike, right: ArrayLike, total: float) -> Floats:
    """Compute normalised pointwise mutual information, −1 … 1.

    npmi = ln(p(x,y) / (p(x) p(y))) / −ln p(x,y)   (Bouma 2009, "Normalized (pointwise) mutual information in
    collocation extraction", GSCL, eq. 3). 1: always together; 0: independent; −1: never together (the limit for
    joint = 0). A pair in every window gets 1, the limit of complete co-occurrence.
    """
    joint, left, right = _floats(joint), _floats(left), _floats(right)
    with np.errstate(divide="ignore", invalid="ignore"):
        value = np.log(joint * total / (left * right)) / -np.log(joint / total)
    value[joint == 0] = -1.0
    value[joint >= total] = 1.0
    return value


def log_likelihood(joint: ArrayLike, left: ArrayLike, right: ArrayLike, total: float) -> Floats:
    """Compute the signed log-likelihood ratio G² of the 2 × 2 table of a pair.

    G² = 2 Σ k ln(k / E), E = row sum · column sum / total, over the four cells (Dunning 1993, "Accurate methods
    for the statistics of surprise and coincidence", Computational Linguistics 19(1), there −2 log λ). Negative
    if the pair occurs together less often than by chance.
    """
    joint, left, right = _floats(joint), _floats(left), _floats(right)
    value = _cell(joint, left * right, total)
    value += _cell(left - joint, left * (total - right), total)
    value += _cell(right - joint, right * (total - left), total)
    value += _cell(total - left - right + joint, (total - left) * (total - right), total)
    value *= 2
    np.maximum(value, 0, out=value)  # rounding errors: −1e-16 at independence
    return np.where(joint * total < left * right, -value, value)


def _cell(observed: Floats, margins: Floats, total: float) -> Floats:
    """Compute the term of one cell, k ln(k · total / margins); 0 for k = 0."""
    with np.errstate(divide="ignore", invalid="ignore"):
        value: Floats = np.log(observed * total / margins)
        value *= observed
    value[observed <= 0] = 0.0
    return value


def jaccard(joint: ArrayLike, left: ArrayLike, right: ArrayLike) -> Floats:
    """Compute the share of windows with both in those with at least one.

    Jaccard 1912, "The distribution of the flora in the alpine zone", New Phytologist 11(2).
    """
    joint, left, right = _floats(joint), _floats(left), _floats(right)
    return joint / (left + right - joint)


def p_value(joint: ArrayLike, left: ArrayLike, right: ArrayLike, total: int) -> Floats:
    """Compute the probability of at least `joint` shared windows if the members occurred independently.

    P(X ≥ joint), X ~ Hypergeometric(total, left, right): Fisher's exact test, one-sided, which Pedersen (1996,
    "Fishing for exactness") recommends for word pairs, because χ² overstates significance for small counts: names that
    meet once and occur nowhere else in 1,000 sentences have p = 0.001, not the 0.00007 that χ² derives from their G².

    Not `scipy.stats.hypergeom.sf`, which gives the same values but takes 15 times as long for 20,000 pairs of names
    that occur in up to 200 of 250,000 sentences.
    """
    joint, left, right = (np.asarray(values, dtype=np.int64) for values in (joint, left, right))
    above = joint * total > left * right
    start = np.where(above, joint, joint - 1)  # sum the shorter tail: upwards from `joint`, or downwards from below it
    least = np.maximum(left + right - total, 0)
    tail = _hypergeometric(np.maximum(start, least), left, right, total)
    tail[above] *= _tail(start[above], left[above], right[above], total, step=1)
    tail[~above] *= _tail(start[~above], left[~above], right[~above], total, step=-1)
    value = np.where(above, tail, 1.0 - tail)
    value[joint <= least] = 1.0
    return np.asarray(np.clip(value, 0.0, 1.0), dtype=np.float64)


def _hypergeometric(joint: Ints, left: Ints, right: Ints, total: int) -> Floats:
    """Compute the probability of exactly `joint` shared windows."""
    log = gammaln(np.arange(1.0, total + 2.0))  # ln k! at k
    choose_left = log[left] - log[joint] - log[left - joint]
    choose_rest = log[total - left] - log[right - joint] - log[total - left - right + joint]
    return np.asarray(
        np.exp(choose_left + choose_rest - log[total] + log[right] + log[total - right]), dtype=np.float64
    )


def _tail(start: Ints, left: Ints, right: Ints, total: int, *, step: int) -> Floats:
    """Sum the probabilities from `start` upwards (step 1) or downwards (−1), relative to the one at `start`."""
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
    """Compute the expected share of false discoveries among all edges with at most this p-value.

    q = min over the ranks j ≥ i of p(j) · tests / j   (Benjamini & Hochberg 1995, "Controlling the false discovery
    rate", J. R. Stat. Soc. B 57(1)). `tests` is the number of possible pairs: a pair that never met has p = 1 and
    is a test too.

    Not `scipy.stats.false_discovery_control`, which assumes that every test is among the given p-values. Padding them
    with ones would need 40 GB for the 5 billion pairs of 100,000 names, and scaling its result by tests / pairs
    rounds differently in the last bit, so that the tables of earlier runs would change.
    """
    p = _floats(p)
    order = np.argsort(p, kind="stable")
    scaled = p[order] * tests / np.arange(1, len(p) + 1)
    value = np.empty_like(p)
    value[order] = np.minimum.accumulate(scaled[::-1])[::-1]
    return np.minimum(value, 1.0)


def disparity(weight: ArrayLike, strength: ArrayLike, degree: ArrayLike) -> Floats:
    """Compute the probability of an edge this heavy if its node spread its strength over its edges at random.

    α = (1 − w / s)^(k − 1)   (Serrano, Boguñá & Vespignani 2009, "Extracting the multiscale backbone of complex
    weighted networks", PNAS 106(16), eq. 2). The only edge of a node gets 1.
    """
    share = np.minimum(_floats(weight) / _floats(strength), 1.0)
    return np.asarray((1.0 - share) ** (_floats(degree) - 1.0), dtype=np.float64)


def _floats(values: ArrayLike) -> Floats:
    return np.asarray(values, dtype=np.float64)
