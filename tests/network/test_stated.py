"""Ties that the text states."""

import pandas as pd

from pipeline.network import stated_sentences


def test_sentences_of_counted_articles_are_counted_once():
    """A sentence with two roles counts once, copies and roles without an organisation do not count."""
    roles = pd.DataFrame(
        [
            ("PER:a", "ORG:x", "1.txt", 0),
            ("PER:a", "ORG:x", "1.txt", 0),
            ("PER:a", "ORG:x", "1.txt", 4),
            ("PER:a", "ORG:x", "kopie.txt", 0),
            ("PER:b", None, "1.txt", 0),
        ],
        columns=["entity_id", "organisation_id", "article_id", "sentence"],
    )
    edges = pd.DataFrame({"source": ["ORG:x", "ORG:x"], "target": ["PER:a", "PER:b"]})
    articles = pd.DataFrame({"article_id": ["1.txt", "kopie.txt"], "counted": [True, False]})

    assert stated_sentences(roles, edges, articles).tolist() == [2, 0]
    assert stated_sentences(roles.iloc[:0], edges, articles).tolist() == [0, 0]
    assert stated_sentences(roles, edges.iloc[:0], articles).tolist() == []
