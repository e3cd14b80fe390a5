"""Authority lists: what matches, what is ambiguous, which address an id leads to, and rows that are refused."""

import gzip
from pathlib import Path

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import AuthorityError
from pipeline.names import AUTHORITY_COLUMNS, AuthorityList, match_authorities, merges
from pipeline.names.forms import fold, fold_all

ENTITIES = pd.DataFrame(
    [
        ("PER:angela-merkel", "Angela Merkel", "PER"),
        ("PER:peter-mueller", "Peter Müller", "PER"),
        ("LOC:den-haag", "Den Haag", "LOC"),
        ("LOC:washington", "Washington", "LOC"),
        ("PER:washington", "Washington", "PER"),
        ("ORG:ovks", "OVKS", "ORG"),
        ("ORG:europaeische-zentralbank", "Europäische Zentralbank (EZB)", "ORG"),
        ("PER:toqajew", "Qassym-Schomart Toqajew", "PER"),
    ],
    columns=["entity_id", "name", "label"],
)
FORMS = (
    ("PER:angela-merkel", "Merkel", "surname"),
    ("PER:angela-merkel", "Angela Merkels", "genitive"),
    ("ORG:ovks", "CSTO", "acronym"),
    ("ORG:ovks", "Organisation des Vertrags über kollektive Sicherheit", "acronym"),
    ("PER:toqajew", "Tokajew", "surname, transliteration"),
    ("PER:toqajew", "Toqajew", "exact"),
    ("PER:toqajew", "Kassym-Schomart Tokajew", "transliteration"),
    ("PER:toqajew", "Kassym-Schomart Tokajew", "transliteration"),
)
MENTIONS = pd.DataFrame(FORMS, columns=["entity_id", "text", "rule"])


def matched(tmp_path, *texts, entities=ENTITIES, mentions=MENTIONS):
    """Ids by entity, and candidates of those that are ambiguous, of lists with these texts."""
    lists = []
    for number, text in enumerate(texts):
        path = tmp_path / f"{number}.csv"
        path.write_text(text, encoding="utf-8")
        lists.append(AuthorityList(path))
    found = match_authorities(entities, mentions, lists).set_axis(entities["entity_id"])
    return found["authority_id"].dropna().to_dict() | found["authority_candidates"].dropna().to_dict()


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        ("Angela Merkel,PER,Q567,", {"PER:angela-merkel": "Q567"}),
        ("ANGELA  MERKEL,,Q567,", {"PER:angela-merkel": "Q567"}),
        ('"Merkel, Angela",PER,Q567,', {"PER:angela-merkel": "Q567"}),
        ('"Merkel, Angela",,Q567,', {"PER:angela-merkel": "Q567"}),
        ('"Merkel, Angela",ORG,Q567,', {}),
        ("Angela Dorothea Kasner,PER,Q567,Mutti| Angela Merkel ", {"PER:angela-merkel": "Q567"}),
        ("Merkel,PER,Q567,", {}),  # a surname is not the name of a person whose full name is known
        ("Angela Merkels,PER,Q567,", {}),
        ("Angela Merkel,LOC,Q567,", {}),
        ("Peter Mueller,,1,", {"PER:peter-mueller": "1"}),
        ("Haag,LOC,1,", {}),
        ("Den Haag,LOC,1,", {"LOC:den-haag": "1"}),
        ("Die CSTO,ORG,1,", {"ORG:ovks": "1"}),
        ("Organisation des Vertrags über kollektive Sicherheit (OVKS),ORG,1,", {"ORG:ovks": "1"}),
        ("Europäische Zentralbank,ORG,1,", {"ORG:europaeische-zentralbank": "1"}),
        ("EZB,ORG,1,", {"ORG:europaeische-zentralbank": "1"}),
        ("Washington,LOC,1,", {"LOC:washington": "1"}),
        ("Washington,,1,", {"LOC:washington": "1", "PER:washington": "1"}),
        ("Kassym-Schomart Tokajew,PER,Q471,", {"PER:toqajew": "Q471"}),
        ("Tokajew,PER,Q471,Toqajew", {}),
        ("Toqajew,PER,,", None),
    ],
)
def test_a_row_matches_by_the_whole_name_and_the_label(tmp_path, row, expected):
    """Case, umlauts, a leading article and inversion do not count; surnames, genitives, other labels do not match."""
    text = f"name,label,id,other_names\n{row}\n"
    if expected is None:
        with pytest.raises(AuthorityError, match="no row of it has an id"):
            matched(tmp_path, text)
    else:
        assert matched(tmp_path, text) == expected


def test_two_ids_for_one_name_are_ambiguous(tmp_path):
    """Several ids of the name shown are candidates; the same id twice is not ambiguous."""
    text = "name;id\nPeter Müller;Q1\nMüller, Peter;Q2\nDen Haag;Q3\nDen Haag;https://www.wikidata.org/entity/Q3\n"

    assert matched(tmp_path, text) == {
        "PER:peter-mueller": "Q1 (Peter Müller) | Q2 (Müller, Peter)",
        "LOC:den-haag": "Q3",
    }


def test_the_shown_name_decides_before_the_forms(tmp_path):
    """A match of the name shown makes matches of forms irrelevant; forms that disagree are ambiguous, by frequency."""
    rows = "CSTO,1\nOrganisation des Vertrags über kollektive Sicherheit,2\n"
    more = pd.DataFrame([("ORG:ovks", "CSTO", "acronym")], columns=MENTIONS.columns)

    assert matched(tmp_path, f"name,id\nOVKS,3\n{rows}") == {"ORG:ovks": "3"}
    found = matched(tmp_path, f"name,id\n{rows}", mentions=pd.concat([MENTIONS, more]))
    assert found == {"ORG:ovks": "1 (CSTO) | 2 (Organisation des Vertrags über kollektive Sicherheit)"}


def test_many_candidates_are_cut(tmp_path):
    """A name with hundreds of bearers lists twenty of them."""
    rows = "".join(f"Peter Müller,Q{number + 1}\n" for number in range(300))
    (found,) = matched(tmp_path, f"name,id\n{rows}").values()

    assert found.count("Peter Müller") == 20
    assert found.startswith("Q1 (Peter Müller) | Q2 ")
    assert found.endswith("| …")


def test_an_earlier_list_is_trusted_more_and_a_row_made_for_an_entity_most(tmp_path):
    """The first list with a match decides, even if it is ambiguous; a row with the entity's id decides in any list."""
    first = "name,id\nPeter Müller,1\nPeter Müller,2\nAngela Merkel,3\n"
    second = "name,id,entity_id\nPeter Müller,4,\nAngela Merkel,5,\nDen Haag,6,\n"
    made = "name,id,entity_id\nPeter Anders,7,PER:peter-mueller\n"

    both = matched(tmp_path, first, second)
    assert both == {
        "PER:peter-mueller": "1 (Peter Müller) | 2 (Peter Müller)",
        "PER:angela-merkel": "3",
        "LOC:den-haag": "6",
    }
    assert matched(tmp_path, first, second, made) == both | {"PER:peter-mueller": "7"}


def test_a_row_made_for_an_entity_that_is_gone_matches_by_name(tmp_path):
    """If no entity has the id any more, the name counts; a row made for one entity never matches another one."""
    rows = "name,label,id,entity_id\nDen Haag,LOC,1,LOC:haag\nWashington,,2,LOC:washington\n"

    assert matched(tmp_path, rows) == {"LOC:den-haag": "1", "LOC:washington": "2"}


@pytest.mark.parametrize(
    ("number", "url", "expected"),
    [
        ("Q42", "", ("Q42", "https://www.wikidata.org/wiki/Q42")),
        ("http://www.wikidata.org/entity/Q42", "", ("Q42", "https://www.wikidata.org/wiki/Q42")),
        ("118540238", "", ("118540238", None)),
        ("118540238", "https://d-nb.info/gnd/{id}", ("118540238", "https://d-nb.info/gnd/118540238")),
        ("a b/ü", "https://x.example/{{id}}?x", ("a b/ü", "https://x.example/a%20b/%C3%BC?x")),
        ("118540238", "https://x.example/goethe", ("118540238", "https://x.example/goethe")),
        ("http://lobid.org/gnd/118540238", "", ("118540238", "https://d-nb.info/gnd/118540238")),
        ("", "http://lobid.org/gnd/118540238", ("118540238", "https://d-nb.info/gnd/118540238")),
        ("", "https://www.wikidata.org/wiki/Q42", ("Q42", "https://www.wikidata.org/wiki/Q42")),
        ("https://register.example/7", "", ("https://register.example/7", "https://register.example/7")),
        ("javascript:alert(1)", "", ("javascript:alert(1)", None)),
        ("Q42<script>", "", ("Q42<script>", None)),
    ],
)
def test_an_id_leads_to_an_address_of_the_web_only(tmp_path, number, url, expected):
    """Wikidata is known by its ids, the GND and others by an address or a pattern; nothing else becomes a link."""
    path = tmp_path / "a.csv"
    path.write_text(f"name,id,url\nOVKS,{number},{url}\n", encoding="utf-8")
    found = match_authorities(ENTITIES, MENTIONS, [AuthorityList(path)]).iloc[5]

    assert (found["authority_id"], found["authority_url"]) == expected
    assert found["authority_name"] == "OVKS"


def test_what_reconcile_wrote_is_read_again(tmp_path):
    """The column `id` that OpenRefine added counts, and where it is empty what an earlier list had found."""
    header = "entity_id,name,label,authority_id,authority_url,id\n"
    rows = (
        "LOC:den-haag,The Hague,LOC,,,Q36600\n"
        "PER:peter-mueller,Peter Müller,PER,118540238,https://d-nb.info/gnd/118540238,\n"
        "ORG:ovks,OVKS,ORG,Q1,https://www.wikidata.org/wiki/Q1,Q318693\n"
        "LOC:washington,Washington,LOC,,,\n"
    )
    path = tmp_path / "entities.csv"
    path.write_text(header + rows, encoding="utf-8")
    given = AuthorityList(path)
    found = match_authorities(ENTITIES, MENTIONS, [given]).set_axis(ENTITIES["entity_id"]).dropna(how="all")

    assert found["authority_id"].to_dict() == {
        "LOC:den-haag": "Q36600",
        "PER:peter-mueller": "118540238",
        "ORG:ovks": "Q318693",
    }
    assert found.loc["PER:peter-mueller", "authority_url"] == "https://d-nb.info/gnd/118540238"
    assert found.loc["ORG:ovks", "authority_url"] == "https://www.wikidata.org/wiki/Q318693"
    assert (given.rows, given.without_id) == (4, 1)


def test_csv_gz_and_parquet_are_read_alike(tmp_path):
    """A compressed list and one in Parquet, with a list in a cell, give the same as CSV in Windows-1252."""
    text = "name;id;other_names\nPeter Mueller;1;Peter Müller|Pit\nAngela Merkel;2;\n"
    plain, packed, table = tmp_path / "a.csv", tmp_path / "a.CSV.gz", tmp_path / "a.parquet"
    plain.write_text(text, encoding="cp1252")
    packed.write_bytes(gzip.compress(text.encode("utf-8-sig")))
    rows = {
        "Name": ["Peter Mueller", "Angela Merkel"],
        "id": pa.array([1, 2]),
        "other_names": [["Peter Müller", "Pit"], None],
        "population": [1.5, 2.5],
    }
    pq.write_table(pa.table(rows), table)
    found = [match_authorities(ENTITIES, MENTIONS, [AuthorityList(path)]) for path in (plain, packed, table)]

    assert found[0]["authority_id"].dropna().tolist() == ["2", "1"]
    pd.testing.assert_frame_equal(found[0], found[1])
    pd.testing.assert_frame_equal(found[0], found[2])


REFUSED = {
    "no id column": (b"name,label\nA,PER\n", "line 1: the first line must name the columns, at least name and id"),
    "no name column": (b"Titel;id\nA;1\n", "line 1: the first line must name the columns"),
    "no header": (b"Angela Merkel,Q567\n", "not 'angela merkel, q567'"),
    "label": (b"name,label,id\nA,PER,1\nB,PERSON,2\n", "line 3: unknown label 'PERSON'; did you mean 'PER'"),
    "no name": (b"name,id\nA,1\n,2\n", "line 3: id '2' has no name"),
    "url": (b"name,id,url\nA,1,javascript:alert(1)\n", "line 2: url 'javascript:alert(1)' is no address of the web"),
    "cells": (b"name,id\nA, B,1\n", "line 2: 3 cells under 2 columns"),
    "encoding": ("name,id\nMüller,1\n".encode() + b"K\xf6nig,2\n", "line 3: not UTF-8, as the lines above are"),
    "bytes": (b"name,id\nA\x81,1\n", "line 2: neither UTF-8 nor Windows-1252"),
    "utf-16": ("name,id\nA,1\n".encode("utf-16"), "line 1: a null character; save the file"),
    "null": (b"name,id\nA,1\nB\0,2\n", "line 3: a null character"),
    "field": (
        b'name,id\nA,1\n"B' + b"x,1\n" * 40_000,
        "row longer than 100,000 characters; is a closing quote missing?",
    ),
    "line": (b"name,id\nA,1\n" + b"x" * 1_000_001, "line 3: longer than 1,000,000 characters"),
    "empty": (b"", "it has no rows"),
    "only a header": (b"name,id\n", "it has no rows"),
}


@pytest.mark.parametrize("case", REFUSED)
def test_a_bad_file_is_refused_with_file_line_and_what_is_valid(tmp_path, case):
    """Each fault is one line with the path, also in a compressed file."""
    content, expected = REFUSED[case]
    plain, packed = tmp_path / "list.csv", tmp_path / "list.csv.gz"
    plain.write_bytes(content)
    packed.write_bytes(gzip.compress(content))
    for path in (plain, packed):
        with pytest.raises(AuthorityError) as error:
            AuthorityList(path).check()

        assert expected in str(error.value)
        assert str(path) in str(error.value)
        assert "\n" not in str(error.value)
        assert len(str(error.value)) < 500


@pytest.mark.parametrize(
    ("name", "content", "expected"),
    [
        ("none.csv", None, "cannot read the authority list"),
        ("list.xlsx", b"PK", "unknown format of an authority list 'list.xlsx'"),
        ("list.parquet", b"PAR1 nothing PAR1", "cannot read the authority list"),
        ("list.csv.gz", gzip.compress(b"name,id\nA,1\n" * 1000)[:-20], "cannot read the authority list"),
        ("list.csv.gz", b"name,id\nA,1\n", "cannot read the authority list"),
    ],
)
def test_an_unreadable_file_is_refused(tmp_path, name, content, expected):
    """A missing, damaged or incomplete file, or one in another format, is one line."""
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(AuthorityError, match=expected) as error:
        AuthorityList(path).check()

    assert "\n" not in str(error.value)


def test_without_lists_and_without_entities_nothing_is_linked(tmp_path):
    """No list gives null columns, and a list without entities an empty table."""
    path = tmp_path / "a.csv"
    path.write_text("name,id\nA,1\n", encoding="utf-8")

    assert match_authorities(ENTITIES, MENTIONS, [])[list(AUTHORITY_COLUMNS)].isna().all(axis=None)
    assert match_authorities(ENTITIES[:0], MENTIONS[:0], [AuthorityList(path)]).empty


def test_entities_with_one_id_are_suggested_and_not_joined(tmp_path):
    """`merges` lists the less frequent of two entities with the same id, with the name of the other."""
    entities = ENTITIES.assign(authority_id=[None, None, None, "Q1", "Q1", None, None, None])
    rows = [("LOC:washington", "Washington", "exact")] * 2 + [("PER:washington", "Washington", "exact")]
    found = merges(pd.DataFrame(rows, columns=MENTIONS.columns), entities)

    assert found[["suspicion", "entity_id"]].to_numpy().tolist() == [[0.5, "PER:washington"]]
    assert found["forms"].tolist() == ["Washington 1 (exact); same authority id as Washington (Q1)"]


@given(st.lists(st.one_of(st.text(max_size=8), st.text("aÄß-_/ .,'\n\t(&+$€É\x00\x1c\u0308İſ", max_size=10))))
@settings(derandomize=True, max_examples=300)
def test_many_names_are_folded_like_each_of_them(names):
    """The keys of many names at once are those of each name, whatever letters it has."""
    assert fold_all(names) == [fold(name) for name in names]


@given(st.text(min_size=1, max_size=12).filter(str.strip))
@settings(derandomize=True, max_examples=200)
def test_a_name_matches_itself(tmp_path_factory, name):
    """Any name, whatever signs it has, matches a list that spells it alike."""
    path: Path = tmp_path_factory.mktemp("lists") / "a.parquet"
    pq.write_table(pa.table({"name": [name], "id": ["1"]}), path)
    entity = pd.DataFrame([("MISC:x", name, "MISC")], columns=ENTITIES.columns)

    assert match_authorities(entity, MENTIONS[:0], [AuthorityList(path)])["authority_id"].tolist() == ["1"]
