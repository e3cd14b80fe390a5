"""The user's alias file: formats, error messages, contradictions, and the effect of each action."""

import pandas as pd
import pytest

from pipeline.errors import AliasError, PressenetzWarning
from pipeline.names import link_corpus, read_aliases
from tests.helpers.timing import takes_linear_time


def write(folder, text, name="aliases.csv", encoding="utf-8"):
    """Write an alias file and return its path."""
    path = folder / name
    path.write_bytes(text.encode(encoding))
    return path


@pytest.mark.parametrize(
    ("text", "name", "encoding"),
    [
        ("action,name,label,target\nmerge,VW,ORG,Volkswagen\n", "a.csv", "utf-8"),
        ("action;name;label;target;note\r\nmerge;VW;ORG;Volkswagen;sicher\r\n", "a.csv", "utf-8-sig"),
        ("name\ttarget\taction\tlabel\nVW\tVolkswagen\tMERGE\tORG\n", "a.csv", "cp1252"),
        ("# Kommentar\n\naction,name,label,target\n,,,\nmerge,VW,ORG,Volkswagen\n", "a.csv", "utf-8"),
        ('[[alias]]\naction = "merge"\nname = "VW"\nlabel = "ORG"\ntarget = "Volkswagen"\n', "a.toml", "utf-8"),
    ],
)
def test_formats_of_spreadsheets_and_editors_are_read(tmp_path, text, name, encoding):
    """The delimiter, comments, a byte order mark, Windows-1252 and TOML make no difference."""
    [row] = read_aliases(write(tmp_path, text, name, encoding)).rows

    assert (row.action, row.name, row.label, row.target) == ("merge", "VW", "ORG", "Volkswagen")


@pytest.mark.parametrize(
    ("lines", "numbers"),
    [
        ("merge,A,,B\nseparate,A,,B", (2, 3)),
        ("merge,A,,B\nmerge,B,,C\nseparate,C,,A", (2, 4)),
        ("merge,A,,B\nmerge,A,,C", (2, 3)),
        ("merge,A,,B\nmerge,B,,A", (2, 3)),
        ("rename,A,,B\nrename,A,,C", (2, 3)),
        ("retype,A,,PER\n\nretype,A,,LOC", (2, 4)),
        ("drop,A,,\nrename,A,,B", (2, 3)),
    ],
)
def test_contradictions_name_both_lines(tmp_path, lines, numbers):
    """Two lines that contradict each other are refused, and the message names both."""
    with pytest.raises(AliasError) as error:
        read_aliases(write(tmp_path, f"action,name,label,target\n{lines}\n"))

    assert all(f"line {number} " in str(error.value) for number in numbers)


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("action,name,label,target\nmerg,A,,B\n", "did you mean 'merge'"),
        ("action,name,label,target\nmerge,A,,\n", "line 2: merge 'A' needs a target"),
        ("action,name,label,target\nmerge,,,B\n", "needs a name"),
        ("action,name,label,target\nretype,A,,PERSON\n", "did you mean 'PER'"),
        ("action,name,label,target\nmerge,A,PRS,B\n", "unknown label"),
        ("action,name,label,target\nseparate,A,,A\n", "with itself"),
        ("action,name,lable\nmerge,A,B\n", "did you mean 'label'"),
        ("merge,A,,B\n", "unknown column 'merge'"),
        ("action,name,label,target,article\ndrop,A,,,x.txt\n", "drop takes no article"),
        ("action,name,label,target,article\nseparate,A,,B,x.txt\n", "separate takes no article"),
    ],
)
def test_an_invalid_line_is_refused_with_a_reason(tmp_path, text, message):
    """The message names the value and what is valid or missing."""
    with pytest.raises(AliasError, match=message):
        read_aliases(write(tmp_path, text))


@pytest.mark.parametrize(
    "text", ["[[alias]\n", "[[alias]]\nnmae = 'A'\n", "name = 'A'\n", "alias = 3\n", "[[alias]]\naction = 1\n"]
)
def test_an_invalid_toml_file_is_refused(tmp_path, text):
    """Broken TOML, unknown keys and wrong types raise an AliasError with the path."""
    with pytest.raises(AliasError, match=r"a\.toml"):
        read_aliases(write(tmp_path, text, "a.toml"))


def test_a_missing_file_is_refused(tmp_path):
    """A path that is not a file raises an AliasError."""
    with pytest.raises(AliasError, match="cannot read the alias file"):
        read_aliases(tmp_path / "none.csv")


FRAME = pd.DataFrame(
    [
        ("Merkel", "PER", 3, 1),
        ("Angela Merkel", "PER", 30, 9),
        ("Markus Braun", "PER", 5, 2),
        ("Organisation für Ruhe und Ordnung (ORO)", "ORG", 5, 2),
        ("Washington", "PER", 5, 2),
        ("Washington", "LOC", 9, 4),
        ("Reuters", "ORG", 9, 4),
        ("Golf", "LOC", 9, 4),
        ("VW", "ORG", 9, 4),
    ],
    columns=["name", "label", "mentions", "articles"],
)


@pytest.mark.parametrize(
    ("line", "name", "label", "expected"),
    [
        ("separate,Merkel,,Angela Merkel", "Merkel", "PER", "PER:merkel"),
        ("rename,Merkel,,A. Merkel", "Angela Merkel", "PER", "PER:a-merkel"),
        ("rename,ORO,,Ruheamt", "Organisation für Ruhe und Ordnung (ORO)", "ORG", "ORG:ruheamt"),
        ("merge,VW,,Volkswagen AG", "VW", "ORG", "ORG:volkswagen-ag"),
        ("merge,Reuters,,VW", "Reuters", "ORG", "ORG:vw"),
        ("retype,Golf,,MISC", "Golf", "LOC", "MISC:golf"),
        ("retype,Washington,PER,ORG", "Washington", "LOC", "ORG:washington"),
        ("drop,Reuters,,", "Reuters", "ORG", None),
        ("drop,Reuters,PER,", "Reuters", "ORG", "ORG:reuters"),
        ("drop,Merkel,,", "Merkel", "PER", None),
        ("drop,Merkel,,", "Angela Merkel", "PER", None),
        ("drop,Angela Merkel,,", "Merkel", "PER", None),
        ("merge,Reuters,,Thomson Reuters (TR)", "Reuters", "ORG", "ORG:thomson-reuters-tr"),
        ("drop,Organisation für Ruhe und Ordnung (ORO),,", "Organisation für Ruhe und Ordnung (ORO)", "ORG", None),
        ("merge,Merkel,PER,Angela Merkel (CDU)", "Merkel", "PER", "PER:angela-merkel-cdu"),
    ],
)
def test_each_action_overrides_the_rules(tmp_path, line, name, label, expected):
    """A line of the file decides the entity, whatever the rules would do."""
    aliases = read_aliases(write(tmp_path, f"action,name,label,target\n{line}\n"))

    table = link_corpus(FRAME, aliases).set_index(["name", "label"])

    assert table.loc[(name, label), "entity_id"] == expected


def test_a_line_for_some_articles_tells_two_bearers_of_one_name_apart(tmp_path):
    """`article` is a pattern of article ids; the line applies to mentions in these articles only."""
    line = "rename,Markus Braun,PER,Markus Braun (Schauspieler),kultur/*"
    aliases = read_aliases(write(tmp_path, f"action,name,label,target,article\n{line}\n"))

    assert aliases.local("kultur/1.txt", "Braun", "Markus Braun", "PER") == ("Markus Braun (Schauspieler)", "PER")
    assert aliases.local("wirtschaft/1.txt", "Braun", "Markus Braun", "PER") == ("Markus Braun", "PER")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("separate,Nasarbajew,,Nursultan Nasarbajew", "Nasarbajew"),
        ("merge,Nasarbajew,,Dariga Nasarbajewa", "Nasarbajew"),
        ("drop,Nasarbajew,,", "Nursultan Nasarbajew"),
        ("rename,Nasarbajew,,N. Nasarbajew", "Nursultan Nasarbajew"),
        ("separate,Nasarbajew,,Samat Abish", "Nursultan Nasarbajew"),
        ("merge,Nasarbajew,LOC,X", "Nursultan Nasarbajew"),
    ],
)
def test_a_form_with_a_line_of_its_own_ignores_the_rules_within_an_article(tmp_path, line, expected):
    """Separated and merged forms keep their own name; a rename or drop concerns the whole entity."""
    aliases = read_aliases(write(tmp_path, f"action,name,label,target\n{line}\n"))

    assert aliases.local("a", "Nasarbajew", "Nursultan Nasarbajew", "PER") == (expected, "PER")


def test_a_party_in_brackets_tells_two_bearers_apart(tmp_path):
    """A name renamed to `Markus Braun (SPD)` in some articles is not joined to the other `Markus Braun`."""
    names = pd.DataFrame(
        [("Markus Braun", "PER", 5, 2), ("Markus Braun (SPD)", "PER", 2, 1)],
        columns=["name", "label", "mentions", "articles"],
    )

    assert link_corpus(names, None)["entity_id"].nunique() == 2


@pytest.mark.parametrize("backwards", [False, True])
def test_long_chains_of_merges_take_linear_time(tmp_path, backwards):
    """Ten thousand names merged one into the next become one entity, in time linear in their number."""

    def entities(size):
        lines = [f"merge,Name{number},PER,Name{number + 1}" for number in range(size)]
        text = "\n".join(["action,name,label,target", *(lines[::-1] if backwards else lines)])
        names = {"name": [f"Name{number}" for number in range(size + 1)], "label": "PER", "mentions": 1, "articles": 1}
        return link_corpus(pd.DataFrame(names), read_aliases(write(tmp_path, text)))["entity_id"].nunique()

    assert takes_linear_time(entities, 10_000)
    assert entities(1000) == 1


ENTITIES = {
    "ORG:organisation-fuer-ruhe": [
        ("Organisation für Ruhe und Ordnung (ORO)", "ORG", 9, 5),
        ("Organisation für Ruhe und Ordnung", "ORG", 4, 3),
        ("ORO", "ORG", 7, 4),
    ],
    "PER:angela-merkel": [
        ("Angela Merkel", "PER", 30, 9),
        ("Merkel", "PER", 12, 6),
        ("Merkels", "PER", 3, 2),
        ("Angela Merkl", "PER", 1, 1),
    ],
    "LOC:almaty": [("Almaty", "LOC", 9, 5), ("Almatys", "LOC", 2, 2), ("Almaty", "MISC", 1, 1)],
    "LOC:usa": [("USA", "LOC", 20, 9), ("Vereinigte Staaten", "LOC", 5, 4), ("Vereinigten Staaten", "LOC", 5, 4)],
    "ORG:semirek-holding": [("Semirek Holding", "ORG", 8, 5), ("Semirek Holding AG", "ORG", 2, 2)],
}
"""Entities with the names that rules join: acronyms, genitives, surnames, slips, labels, countries, legal forms."""
ALL = pd.DataFrame(
    [name for names in ENTITIES.values() for name in names] + [("Ziel", "ORG", 6, 4), ("Zweck", "ORG", 5, 4)],
    columns=["name", "label", "mentions", "articles"],
)


def linked(tmp_path, *lines):
    """The names of the entities above, linked with an alias file."""
    text = "\n".join(["action,name,label,target", *lines])
    table = link_corpus(ALL, read_aliases(write(tmp_path, text)) if lines else None)
    return table.set_index(["name", "label"])


def ids_of(table, names):
    """The entity ids of some names."""
    return {table.loc[name[:2], "entity_id"] for name in names}


@pytest.mark.parametrize("names", ENTITIES.values(), ids=ENTITIES.keys())
def test_a_merge_takes_the_whole_entity_along(tmp_path, names):
    """Whichever of its names the line gives, all names of an entity go along, and nothing else changes."""
    before = linked(tmp_path)
    assert len(ids_of(before, names)) == 1
    for name in names:
        table = linked(tmp_path, f"merge,{name[0]},,Ziel")

        assert ids_of(table, [*names, ("Ziel", "ORG")]) == {table.loc[("Ziel", "ORG"), "entity_id"]}
        assert set(table["entity_name"][table["entity_id"] == table.loc[("Ziel", "ORG"), "entity_id"]]) == {"Ziel"}
        others = [row[:2] for row in ALL.itertuples(index=False) if tuple(row) not in {*names} and row.name != "Ziel"]
        assert table.loc[others].equals(before.loc[others])


@pytest.mark.parametrize("names", ENTITIES.values(), ids=ENTITIES.keys())
def test_a_drop_leaves_the_whole_entity_out(tmp_path, names):
    """Whichever of its names the line gives, no name of the entity is left, and nothing else changes."""
    before = linked(tmp_path)
    others = [row[:2] for row in ALL.itertuples(index=False) if tuple(row) not in {*names}]
    for name in names:
        table = linked(tmp_path, f"drop,{name[0]},,")

        assert ids_of(table, names) == {None}
        assert table.loc[others].equals(before.loc[others])


def test_one_line_merges_as_one_line_for_each_name_does(tmp_path):
    """The report writes a line for each name of an entity: the network is the same."""
    for names in ENTITIES.values():
        label, target = names[0][1], "Ziel"
        short = linked(tmp_path, f"merge,{names[0][0]},,{target}", f"retype,{target},,ORG")
        each = {name.partition(" (")[0] for name, *_ in names}
        long = linked(tmp_path, *(f"merge,{name},,{target}" for name in sorted(each)), f"retype,{target},,ORG")

        assert short["entity_id"].equals(long["entity_id"]), label


@pytest.mark.parametrize("order", [1, -1])
def test_merges_in_a_chain_take_all_entities_along(tmp_path, order):
    """Where a is merged into b and b into c, the names of a and b belong to c, in any order of the lines."""
    lines = ["merge,Angela Merkel,,ORO", "merge,ORO,,Zweck"]
    table = linked(tmp_path, *lines[::order])

    names = [*ENTITIES["PER:angela-merkel"], *ENTITIES["ORG:organisation-fuer-ruhe"], ("Zweck", "ORG")]
    assert ids_of(table, names) == {"ORG:zweck"}


@pytest.mark.parametrize(
    ("line", "stays"),
    [
        ("separate,Merkel,,Ziel", {"Merkel", "Merkels"}),
        ("separate,Merkel,,Angela Merkel", {"Merkel", "Merkels"}),
        ("separate,Merkels,,Ziel", {"Merkels"}),
        ("separate,Angela Merkl,,Angela Merkel", {"Angela Merkl"}),
    ],
)
def test_a_separated_form_does_not_go_along(tmp_path, line, stays):
    """A form that the user separates stays behind, with the forms that only it explains."""
    table = linked(tmp_path, "merge,Angela Merkel,,Ziel", line)

    found = {name for name, *_ in ENTITIES["PER:angela-merkel"] if table.loc[(name, "PER"), "entity_id"] != "ORG:ziel"}
    assert found == stays


def test_a_separated_form_is_merged_or_dropped_alone(tmp_path):
    """After a separation a line about the form does not concern the entity it was separated from."""
    apart = "separate,Merkel,,Angela Merkel"
    merged, dropped = linked(tmp_path, apart, "merge,Merkel,,Ziel"), linked(tmp_path, apart, "drop,Merkel,,")

    assert merged.loc[("Merkel", "PER"), "entity_id"] == "ORG:ziel"
    assert dropped.loc[("Merkel", "PER"), "entity_id"] is None
    for table in (merged, dropped):
        assert table.loc[("Angela Merkel", "PER"), "entity_id"] == "PER:angela-merkel"


def test_a_form_with_a_merge_of_its_own_goes_its_own_way(tmp_path):
    """Two lines about names of one entity send each name to its own target."""
    table = linked(tmp_path, "merge,Angela Merkel,,Ziel", "merge,Merkel,,Zweck")

    assert table.loc[("Angela Merkel", "PER"), "entity_id"] == "ORG:ziel"
    assert ids_of(table, [("Merkel", "PER"), ("Merkels", "PER")]) == {"ORG:zweck"}


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (["rename,Ziel,,Neues Ziel"], "ORG:neues-ziel"),
        (["rename,Merkel,,Neue Merkel"], "ORG:neue-merkel"),
        (["retype,Ziel,,MISC"], "MISC:ziel"),
        (["retype,Merkels,,PER"], "PER:ziel"),
        (["rename,Ziel,,Neues Ziel", "retype,Ziel,,PER"], "PER:neues-ziel"),
    ],
)
def test_renames_and_retypes_concern_what_was_merged(tmp_path, lines, expected):
    """A new name or label of either side of a merge is that of all its names."""
    table = linked(tmp_path, "merge,Angela Merkel,,Ziel", *lines)

    assert ids_of(table, [*ENTITIES["PER:angela-merkel"], ("Ziel", "ORG")]) == {expected}


BEARERS = pd.DataFrame(
    [
        ("George Washington", "PER", 20, 9),
        ("Washington", "PER", 12, 6),
        ("Washington", "LOC", 30, 12),
        ("Washingtons", "LOC", 3, 2),
        ("Ziel", "LOC", 4, 3),
    ],
    columns=["name", "label", "mentions", "articles"],
)


@pytest.mark.parametrize(
    ("line", "place", "person"),
    [
        ("merge,Washington,,Ziel", "LOC:ziel", "PER:george-washington"),
        ("drop,Washington,,", None, "PER:george-washington"),
        ("rename,Washington,,Hauptstadt", "LOC:hauptstadt", "PER:george-washington"),
        ("retype,Washington,,ORG", "ORG:washington", "PER:george-washington"),
        ("rename,Washington,PER,Der erste Präsident", "LOC:washington", "PER:der-erste-praesident"),
        ("retype,Washington,PER,MISC", "LOC:washington", "MISC:george-washington"),
        ("drop,Washington,PER,", "LOC:washington", None),
        ("merge,Washington,PER,Ziel", "LOC:washington", "LOC:ziel"),
        ("separate,Washington,LOC,George Washington", "LOC:washington", "PER:george-washington"),
        ("rename,Washingtons,,Hauptstadt", "LOC:hauptstadt", "PER:george-washington"),
    ],
)
def test_a_line_means_the_entity_called_so(tmp_path, line, place, person):
    """A line about the place Washington does not concern the person whose surname it is, unless its label says so."""
    before = link_corpus(BEARERS).set_index(["name", "label"])
    assert before.loc[("Washington", "PER"), "entity_id"] == "PER:george-washington"
    aliases = read_aliases(write(tmp_path, f"action,name,label,target\n{line}\n"))

    table = link_corpus(BEARERS, aliases).set_index(["name", "label"])

    assert ids_of(table, [("Washington", "LOC"), ("Washingtons", "LOC")]) == {place}
    assert ids_of(table, [("George Washington", "PER"), ("Washington", "PER")]) == {person}


def test_merging_into_a_name_means_the_entity_called_so(tmp_path):
    """The target of a merge is the place called Washington, even if the surname is more frequent."""
    frame = BEARERS.replace({"mentions": {12: 99}, "articles": {6: 50}})
    aliases = read_aliases(write(tmp_path, "action,name,label,target\nmerge,Ziel,,Washington\n"))

    table = link_corpus(frame, aliases).set_index(["name", "label"])

    assert ids_of(table, [("Ziel", "LOC"), ("Washington", "LOC")]) == {"LOC:washington"}
    assert table.loc[("Washington", "PER"), "entity_id"] == "PER:george-washington"


SHARED = pd.DataFrame(
    [
        ("Frankfurt am Main", "LOC", 20, 9),
        ("Frankfurt", "LOC", 12, 6),
        ("Anna Frankfurt", "PER", 12, 7),
        ("Frankfurt", "PER", 9, 5),
        ("Ziel", "LOC", 4, 3),
    ],
    columns=["name", "label", "mentions", "articles"],
)


@pytest.mark.parametrize(
    "line", ["rename,Frankfurt,,X", "retype,Frankfurt,,MISC", "drop,Frankfurt,,", "merge,Frankfurt,,Ziel"]
)
def test_a_line_about_a_form_of_several_entities_is_not_applied(tmp_path, line):
    """If no entity is called so and several have the name as a form, a warning says which and what to write."""
    before = link_corpus(SHARED)
    assert set(before["entity_id"]) == {"LOC:frankfurt-am-main", "PER:anna-frankfurt", "LOC:ziel"}
    aliases = read_aliases(write(tmp_path, f"action,name,label,target\n{line}\n"))

    with pytest.warns(PressenetzWarning, match="line 2.*Anna Frankfurt.*Frankfurt am Main.*label"):
        table = link_corpus(SHARED, aliases)

    assert table.equals(before)


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("rename,Frankfurt,LOC,X", ["LOC:x", "PER:anna-frankfurt"]),
        ("retype,Frankfurt,PER,MISC", ["LOC:frankfurt-am-main", "MISC:anna-frankfurt"]),
        ("drop,Frankfurt,LOC,", [None, "PER:anna-frankfurt"]),
        ("merge,Frankfurt,PER,Ziel", ["LOC:frankfurt-am-main", "LOC:ziel"]),
        ("rename,Anna Frankfurt,,X", ["LOC:frankfurt-am-main", "PER:x"]),
    ],
)
def test_a_label_tells_which_of_several_entities_is_meant(tmp_path, line, expected):
    """With a label, or the full name, a line about a shared form concerns one entity."""
    aliases = read_aliases(write(tmp_path, f"action,name,label,target\n{line}\n"))

    table = link_corpus(SHARED, aliases).set_index(["name", "label"])

    assert [table.loc[("Frankfurt", label), "entity_id"] for label in ("LOC", "PER")] == expected


def test_later_lines_may_use_the_new_name(tmp_path):
    """A retype or drop may give the name by the rules or that of a rename, in any order of the lines."""
    lines = ["retype,Hauptstadt,,ORG", "rename,Washington,,Hauptstadt"]
    for order in (lines, lines[::-1]):
        aliases = read_aliases(write(tmp_path, "\n".join(["action,name,label,target", *order])))

        table = link_corpus(BEARERS, aliases).set_index(["name", "label"])

        assert table.loc[("Washington", "LOC"), "entity_id"] == "ORG:hauptstadt"
