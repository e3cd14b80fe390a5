"""Names of entity labels."""

import pytest

from pipeline.nlp.labels import standard_label
from pipeline.settings import LABELS


@pytest.mark.parametrize(
    ("label", "ours"),
    [("PER", "PER"), ("person", "PER"), ("GPE", "LOC"), ("FAC", "LOC"), ("ORGANIZATION", "ORG"), ("OTH", "MISC")],
)
def test_labels_of_other_schemes_become_ours(label: str, ours: str) -> None:
    """The names of other schemes for our labels are translated, whatever their case."""
    assert standard_label(label) == ours


@pytest.mark.parametrize("label", ["CARDINAL", "LOCderiv", ""])
def test_other_labels_stay_as_they_are(label: str) -> None:
    """A label of other meaning is not translated."""
    assert standard_label(label) == label
    assert label not in LABELS
