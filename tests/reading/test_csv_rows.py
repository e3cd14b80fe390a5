"""Tables as people write them: delimiters, quotes, missing headers, and rows with too many cells."""

import io

import pytest

from pipeline.reading.csv_rows import find_layout, read_rows
from pipeline.reading.decoding import UnreadableError
from tests.helpers.timing import takes_linear_time

LONG = "Die Tochter der ARD hat sich verpflichtet, ab August einer Quote zu folgen; das sagte sie am Montag in Wien."
NEXT = "Der FC Bayern hat am Samstag in München gegen den HSV gewonnen, und die Stadt feiert bis in die Nacht."


def rows(table: str, **options: str | None) -> list[tuple[dict[str, str], tuple[str, ...]]]:
    """Return cells and notes of the rows of a table."""
    layout = find_layout(table, **({"delimiter": None, "text_field": None} | options))
    return [(cells, notes) for _, cells, notes in read_rows(io.StringIO(table, newline=""), layout)]


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        ("text,title\nEr kam.,A\n", {"text": "Er kam.", "title": "A"}),
        ('title;text\r\nA;"Er kam; ja"\r\n', {"title": "A", "text": "Er kam; ja"}),
        ("title|text\nA|Er kam, ja\n", {"title": "A", "text": "Er kam, ja"}),
        ("label;text\nWeb;'Er sagte: ''Nein''; ja'\n", {"label": "Web", "text": "Er sagte: 'Nein'; ja"}),
        ("'label';'text'\n'Web';'Er kam.'\n", {"label": "Web", "text": "Er kam."}),
        ("text;title\n'Nein', sagt er;'Ja' oder 'Nein'\n", {"text": "'Nein', sagt er", "title": "'Ja' oder 'Nein'"}),
        ("text;title\n's war einmal;\"A; 'b'\"\n", {"text": "'s war einmal", "title": "A; 'b'"}),
        ("\n text , title\nEr kam.,A\n", {"text": "Er kam.", "title": "A"}),
    ],
)
def test_tables_with_a_header(table: str, expected: dict[str, str]) -> None:
    """Delimiter and quote character are found; an apostrophe is not a quote."""
    assert rows(table) == [(expected, ())]


@pytest.mark.parametrize(
    ("table", "column", "width"),
    [
        (f"Etat;{LONG.replace(';', ',')}\nSport;{NEXT}\n", 2, 2),
        (f"Etat;'{LONG}'\nSport;{NEXT}\n", 2, 2),
        (f"1\t{LONG}\t2022-01-07\n2\t{NEXT}\t2022-01-08\n", 2, 3),
        (f'"{LONG}",Etat\n"{NEXT}",Sport\n', 1, 2),
        (f"{LONG}\n{NEXT}\n", 1, 1),
    ],
)
def test_tables_without_a_header(table: str, column: int, width: int) -> None:
    """Without a header, the only column of running text is the text, and a note names it."""
    found = rows(table)

    assert [cells[str(column)].replace(";", ",") for cells, _ in found] == [LONG.replace(";", ","), NEXT]
    assert all(notes[0] == f"table without header: text from column {column} of {width}" for _, notes in found)


@pytest.mark.parametrize(
    "table", ["id;name\n1;a\n2;b\n", f"id;beitrag\n1;{NEXT}\n", f"{LONG[:60]};{NEXT[:70]}\n" * 3, ""]
)
def test_tables_without_a_known_text(table: str) -> None:
    """Short cells, unknown column names and two text columns are refused with a hint at --text-field."""
    with pytest.raises(UnreadableError, match="--text-field"):
        rows(table)


def test_columns_that_the_user_names() -> None:
    """A column is given by name in any case, or by number if there is no header; an unknown one is refused."""
    assert rows("id;Beitrag\n1;Kurz\n", text_field="beitrag") == [({"id": "1", "Beitrag": "Kurz"}, ())]
    assert [cells["2"] for cells, _ in rows("1;Kurz\n2;Auch\n", text_field="2")] == ["Kurz", "Auch"]
    with pytest.raises(UnreadableError, match="no column 'nope' for the text; there are text, title"):
        rows("text;title\nA;B\n", text_field="nope")


@pytest.mark.parametrize(
    ("header", "row", "expected"),
    [
        ("title,text", "Besuch,Er kam nach Ulm, dann ging er, sagte sie.", "Er kam nach Ulm, dann ging er, sagte sie."),
        ("title,text", "Ulm, die Stadt,Er zahlte 3,5 Prozent, mehr", "Er zahlte 3,5 Prozent, mehr"),
        ("id,text,date", "1,Er kam nach Ulm, dann ging er,2022-01-07", "Er kam nach Ulm, dann ging er"),
        ("id,text,date", "1,Er kam nach Ulm,Bonn, dann Köln,2022-01-07", "Er kam nach Ulm,Bonn, dann Köln"),
        ("title\ttext", "A\tEins\tzwei\tdrei", "Eins\tzwei\tdrei"),
        ("title, text", "A, Er kam, dann ging er", " Er kam, dann ging er"),
        ("text", "Er kam, dann; ging", "Er kam, dann; ging"),
        ("title;text", 'A;Er sagte "Nein"; dann ging er', 'Er sagte "Nein"; dann ging er'),
        ("title;text;;", "A;Er kam;;;;;", "Er kam"),
    ],
)
def test_unquoted_delimiters(header: str, row: str, expected: str) -> None:
    """A text split by its own delimiters is joined again, and the other columns keep their cells."""
    ((cells, notes),) = rows(f"{header}\n{row}\n")

    assert next(cell for name, cell in cells.items() if name.strip() == "text") == expected
    assert cells.get("date", "2022-01-07") == "2022-01-07"
    assert cells.get("title", "A") in ("A", "Besuch", "Ulm, die Stadt")
    assert bool(notes) == (not row.endswith(";;"))


@pytest.mark.parametrize(
    ("row", "title", "shown"),
    [
        ('"Er kam.";T;zu;viel', "T", "T;zu;viel"),
        ("Er kam.;T;zu", "T", "T;zu"),
        ('Er kam.;T;"zu; viel"', "T", "T;zu; viel"),
    ],
)
def test_cells_that_belong_to_nothing(row: str, title: str, shown: str) -> None:
    """Surplus cells that no rule can join are not joined, and a note quotes them."""
    ((cells, (note,)),) = rows(f"text;title\n{row}\n")

    assert (cells["text"], cells["title"]) == ("Er kam.", title)
    assert note.endswith(f"cells more than the header has; behind the text stands: {shown}")


def test_lines_of_rows() -> None:
    """A row has the number of its first line, regardless of the rows before it."""
    table = 'text;title\n\n"A\n\nb";T\n\nC;U\n'
    layout = find_layout(table, delimiter=None, text_field=None)

    assert [line for line, _, _ in read_rows(io.StringIO(table, newline=""), layout)] == [3, 7]


@pytest.mark.parametrize(
    "row", ["'" * 100_000, ";'" * 50_000, '";' * 50_000, "a, " * 40_000, ";" * 100_000, "a;" * 50_000]
)
def test_hostile_rows_take_linear_time(row: str) -> None:
    """No arrangement of quotes and delimiters makes a pattern backtrack catastrophically."""
    assert len(rows(f"text;title\n{row}\nEr kam.;T\n")) <= 2
    assert takes_linear_time(lambda size: rows(f"text;title\n{row[:size]}\nEr kam.;T\n"), len(row))
