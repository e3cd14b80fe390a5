"""Association measures against worked examples, definitions and limits."""

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from pipeline.network.association import disparity, jaccard, log_likelihood, npmi, p_value, q_value
from tests.helpers.small_corpora import brute_llr, brute_npmi


@st.composite
def tables(draw):
    """Counts joint ≥ 1, left, right and total of a possible 2 × 2 table."""
    joint, left, right, rest = (draw(st.integers(low, 10**6)) for low in (1, 0, 0, 0))
    return joint, joint + left, joint + right, joint + left + right + rest


@settings(max_examples=1000, derandomize=True, deadline=None)
@given(tables())
def test_measures_equal_their_definitions(table):
    """NPMI and G² equal their definitions over probabilities."""
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
    """G² is SciPy's contingency test with λ = 0 and no correction."""
    result = stats.chi2_contingency([[8, 2], [12, 78]], correction=False, lambda_="log-likelihood")

    assert log_likelihood([8], [10], [20], 100)[0] == pytest.approx(result.statistic)


@settings(max_examples=300, derandomize=True, deadline=None)
@given(tables())
def test_p_value_equals_scipy(table):
    """The p-value is the upper tail of SciPy's hypergeometric distribution, also far out and for large counts."""
    joint, left, right, total = table
    scale = max(1, total // 100_000)
    joint, left, right, total = -(-joint // scale), -(-left // scale), -(-right // scale), total // scale + 2

    expected = stats.hypergeom.sf(joint - 1, total, left, right)

    assert p_value([joint], [left], [right], total)[0] == pytest.approx(expected, rel=1e-7, abs=1e-10)


def test_p_value_worked_examples():
    """Fisher's tea: 3 of 4 cups right has p = 17/70. Names that meet once and nowhere else: 1 in 1,000."""
    assert p_value([3], [4], [4], 8)[0] == pytest.approx(17 / 70)
    assert p_value([1], [1], [1], 1000)[0] == pytest.approx(0.001)
    assert p_value([8], [10], [20], 100)[0] == pytest.approx(stats.fisher_exact([[8, 2], [12, 78]], "greater").pvalue)


@pytest.mark.parametrize("table", [(1, 1, 1, 1), (3, 3, 3, 3), (2, 3, 3, 4), (1, 2, 2, 3)])
def test_p_value_of_what_must_happen(table):
    """A pair that must meet at least this often has p = 1."""
    joint, left, right, total = table

    assert p_value([joint], [left], [right], total)[0] == 1.0


@settings(max_examples=100, derandomize=True, deadline=None)
@given(st.lists(st.floats(0, 1), max_size=12), st.integers(0, 20))
def test_q_value_equals_scipy(observed, others):
    """q-values equal those of SciPy if every pair that was never seen is added with p = 1."""
    expected = stats.false_discovery_control([*observed, *[1.0] * others])[: len(observed)] if observed else []

    assert q_value(observed, len(observed) + others).tolist() == pytest.approx(list(expected))


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
    """G² is positive above chance, negative below, and 0 at chance or if a name is in every window."""
    joint, left, right, total = table

    assert np.sign(np.round(log_likelihood([joint], [left], [right], total)[0], 9)) == sign


def test_disparity_worked_example():
    """A node with edges of weight 8, 1, 1 keeps the heavy one: α = (1 − 0.8)²."""
    alpha = disparity([8, 1, 1, 4], [10, 10, 10, 4], [3, 3, 3, 1])

    np.testing.assert_allclose(alpha, [0.04, 0.81, 0.81, 1.0])


def test_empty():
    """Without pairs there are no values and no warnings."""
    nothing = np.empty(0)

    for values in (npmi(nothing, nothing, nothing, 0), log_likelihood(nothing, nothing, nothing, 0)):
        assert len(values) == 0
    assert len(p_value(nothing, nothing, nothing, 0)) == len(q_value(nothing, 0)) == 0
