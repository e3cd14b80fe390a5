"""Duplicates: exact and near ones of the earliest article, independent of the order of the rows."""

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.reading.duplicates import MIN_SIMILARITY, Row, find_duplicates, similarity, sketch

AGENCY = " ".join(f"wort{number}" for number in range(300))
OTHER = " ".join(f"anders{number}" for number in range(300))


def rows(texts: dict[str, tuple[str | None, str]]) -> list[Row]:
    """Build the rows of articles given as id -> (date, text)."""
    return [(article, date, sketch(text)) for article, (date, text) in texts.items()]


def changed(text: str, count: int) -> str:
    """Change `count` words of a text, evenly spread."""
    words = text.split()
    for place in range(count):
        words[place * len(words) // count] = f"neu{place}"
    return " ".join(words)


def test_exact_duplicates_ignore_case_and_punctuation() -> None:
    """Texts with the same words are duplicates of the earliest by date."""
    found = find_duplicates(
        rows({"a": ("2022-01-08", "Der Präsident sprach."), "b": ("2022-01-07", "der PRÄSIDENT – sprach!")})
    )

    assert found == {"a": "b"}


@pytest.mark.parametrize(("changes", "expected"), [(0, True), (5, True), (15, True), (60, False), (150, False)])
def test_near_duplicates(changes: int, expected: bool) -> None:
    """A text with few changes is a duplicate, one with many is not; texts and sketches agree in clear cases."""
    texts = {"a": ("2022-01-07", AGENCY), "b": ("2022-01-08", changed(AGENCY, changes) if changes else AGENCY + ".")}

    assert (similarity(texts["a"][1], texts["b"][1]) >= MIN_SIMILARITY) == expected
    assert find_duplicates(rows(texts), text_of=lambda article: texts[article][1]) == ({"b": "a"} if expected else {})
    assert find_duplicates(rows(texts)) == ({"b": "a"} if expected else {})


def test_cut_agency_copy() -> None:
    """The first two thirds of a text are a duplicate of it."""
    texts = {"a": ("2022-01-07", AGENCY), "b": ("2022-01-07", " ".join(AGENCY.split()[:200])), "c": (None, OTHER)}

    assert find_duplicates(rows(texts), text_of=lambda article: texts[article][1]) == {"b": "a"}


@pytest.mark.parametrize(
    ("dates", "earliest"),
    [
        (("2022-01-08", "2022-01-07", None), "b"),
        (("2022-01", "2022-01-31", None), "b"),
        ((None, None, "2022-01-07"), "c"),
        ((None, None, None), "a"),
        (("2022", "2022-01", "2022-01-31"), "c"),
    ],
)
def test_the_earliest_is_named(dates: tuple[str | None, ...], earliest: str) -> None:
    """A day comes before its month, a month before its year, and any date before none; then the id decides."""
    found = find_duplicates(rows({name: (date, AGENCY) for name, date in zip("abc", dates, strict=True)}))

    assert found == {name: earliest for name in "abc" if name != earliest}


def test_a_duplicate_is_never_named() -> None:
    """An exact copy of a near duplicate points to the original."""
    near = changed(AGENCY, 5)
    texts = {"a": ("2022-01-07", AGENCY), "b": ("2022-01-08", near), "c": ("2022-01-09", near)}

    assert find_duplicates(rows(texts)) == {"b": "a", "c": "a"}


def test_sketches_are_small_and_stable() -> None:
    """A sketch has 528 bytes and is the same in every process and on every machine."""
    assert len(sketch(AGENCY)) == len(sketch("")) == 528
    assert sketch("Der Präsident sprach in Almaty.").hex()[:48] == "3547be21bb06886ef050d0e63c31902de2515b1b40e10a1a"


@settings(derandomize=True, max_examples=25, deadline=None)
@given(seed=st.integers(0, 10_000))
def test_order_of_rows_does_not_matter(seed: int) -> None:
    """The duplicates do not depend on the order of the rows."""
    chance = random.Random(seed)
    bases = [" ".join(chance.choices([f"w{number}" for number in range(500)], k=120)) for _ in range(5)]
    texts = {
        f"{number:02}": (chance.choice([None, "2022-01", "2022-01-07"]), changed(chance.choice(bases), 6))
        for number in range(20)
    }
    given_rows = rows(texts)
    shuffled = chance.sample(given_rows, k=len(given_rows))

    assert find_duplicates(shuffled) == find_duplicates(given_rows)


def test_many_copies_stay_near_linear() -> None:
    """A thousand variants of one text are compared only with the first."""
    texts = {f"{number:04}": ("2022-01-07", f"{AGENCY} nummer{number}") for number in range(1000)}
    asked: list[str] = []

    def text_of(article: str) -> str:
        asked.append(article)
        return texts[article][1]

    assert set(find_duplicates(rows(texts), text_of=text_of).values()) == {"0000"}
    assert len(asked) <= 1100
