"""The roles in the data of the report."""

import pandas as pd

from pipeline.report.stated_roles import MAX_PLACES, MAX_ROLES, role_rows, role_sentences

COLUMNS = ["entity_id", "role", "status", "organisation_id", "article_id", "sentence"]


def test_equal_roles_are_one_row_with_their_first_sentences():
    """A role is counted once per sentence; what the page does not carry is left out, the count stays."""
    found = [("PER:a", "Chefin", None, "ORG:x", f"{number}.txt", 0) for number in (1, 1, 2, 3, 4, 5)]
    found += [("PER:a", "Chefin", "former", None, "1.txt", 3), ("PER:unknown", "Chef", None, "ORG:x", "1.txt", 1)]
    articles = {f"{number}.txt": number for number in (2, 3, 4, 5)}

    rows = list(role_rows(pd.DataFrame(found, columns=COLUMNS), {"PER:a": 0, "ORG:x": 1}, articles))

    assert rows == [[0, "Chefin", None, 1, 5, [2, 0, 3, 0, 4, 0]], [0, "Chefin", "former", None, 1, []]]
    assert len(rows[0][-1]) == 2 * MAX_PLACES
    assert list(role_sentences(rows, list("abcde"))) == [("c", 0), ("d", 0), ("e", 0)]


def test_a_person_with_many_roles_keeps_the_most_frequent():
    """At most `MAX_ROLES` rows are of one person, those stated most often."""
    found = [
        ("PER:a", f"Rolle {number:02}", None, None, "1.txt", place)
        for number in range(MAX_ROLES + 5)
        for place in range(number)
    ]

    rows = list(role_rows(pd.DataFrame(found, columns=COLUMNS), {"PER:a": 0}, {"1.txt": 0}))

    assert [row[4] for row in rows] == list(range(MAX_ROLES + 4, 4, -1))
