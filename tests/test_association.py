"""Association measures against worked examples, definitions and limits."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats
from small_corpora import brute_llr, brute_npmi

from pipeline.association import disparity, jaccard, log_likelihood, npmi, p_value


@st.composite
def tables(draw):
    """Counts joint ≥ 1, left, right and total of a possible 2 × 2 table."""
    joint, left, right, rest = (draw(st.integers(low, 10**6)) for low in (1, 0, 0, 0))
    return joint, joint + left, joint + right, joint + left + right + rest


@settings(max_examples=1000, derandomize=True, deadline=None)
@given(tables())
def test_measures_equal_their_definitions(table):
    """NPMI and G² equal what the definitions over probabilities give."""
    joint, left, right, total = table

    assert npmi([joint], [left], [right], total)[0] == pytest.approx(brute_npmi(*table), abs=1e-9)
    assert log_likelihood([joint], [left], [right], total)[0] == pytest.approx(brute_llr(*table), rel=1e-6, abs=1e-4)


def test_worked_example():
    """Of 100 windows 10 name A, 20 name B, 8 both: every measure computed by hand."""
    left_only, right_only, neither = 2, 12, 78
    g2 = 2 * (
        8 * math.log(8 / 2)
        + left_only * math.log(left_only / 8)
        + right_only * math.log(right_only / 18)
        + neither * math.log(neither / 72)
    )

    assert npmi([8], [10], [20], 100)[0] == pytest.approx(math.log(0.08 / 0.02) / -math.log(0.08))
    assert npmi([8], [10], [20], 100)[0] == pytest.approx(0.5489, abs=1e-4)
    assert log_likelihood([8], [10], [20], 100)[0] == pytest.approx(g2)
    assert g2 == pytest.approx(19.39, abs=0.01)
    assert jaccard([8], [10], [20])[0] == pytest.approx(8 / 22)


def test_log_likelihood_equals_scipy():
    """G² is SciPy's contingency test with λ = 0 and no correction, and so is its probability."""
    result = stats.chi2_contingency([[8, 2], [12, 78]], correction=False, lambda_="log-likelihood")

    assert log_likelihood([8], [10], [20], 100)[0] == pytest.approx(result.statistic)
    assert p_value([result.statistic])[0] == pytest.approx(result.pvalue)


@pytest.mark.parametrize(
    ("table", "value"),
    [((5, 5, 5, 100), 1.0), ((10, 20, 50, 100), 0.0), ((0, 5, 5, 100), -1.0), ((3, 3, 3, 3), 1.0)],
)
def test_npmi_limits(table, value):
    """1 for complete co-occurrence, 0 for independence, −1 for none."""
    joint, left, right, total = table

    assert npmi([joint], [left], [right], total)[0] == pytest.approx(value, abs=1e-12)


@pytest.mark.parametrize(
    ("table", "sign"), [((8, 10, 20, 100), 1), ((1, 50, 50, 100), -1), ((10, 20, 50, 100), 0), ((3, 3, 3, 3), 0)]
)
def test_log_likelihood_has_a_sign(table, sign):
    """Positive above chance, negative below, 0 at chance and where a name is in every window."""
    joint, left, right, total = table

    assert np.sign(np.round(log_likelihood([joint], [left], [right], total)[0], 9)) == sign


def test_disparity_worked_example():
    """A node with edges of weight 8, 1, 1 keeps the heavy one: α = (1 − 0.8)²."""
    alpha = disparity([8, 1, 1, 4], [10, 10, 10, 4], [3, 3, 3, 1])

    np.testing.assert_allclose(alpha, [0.04, 0.81, 0.81, 1.0])


def test_empty():
    """No pairs, no values, no warning."""
    nothing = np.empty(0)

    for values in (npmi(nothing, nothing, nothing, 0), log_likelihood(nothing, nothing, nothing, 0), p_value(nothing)):
        assert len(values) == 0
