"""The user's alias file: formats, error messages, contradictions, and the effect of each action."""

import pandas as pd
import pytest

from pipeline.errors import AliasError
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
        ("drop,Merkel,,", "Angela Merkel", "PER", "PER:angela-merkel"),
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
        ("drop,Nasarbajew,,", "Nasarbajew"),
        ("rename,Nasarbajew,,N. Nasarbajew", "Nursultan Nasarbajew"),
        ("separate,Nasarbajew,,Samat Abish", "Nursultan Nasarbajew"),
        ("merge,Nasarbajew,LOC,X", "Nursultan Nasarbajew"),
    ],
)
def test_a_form_with_a_line_of_its_own_ignores_the_rules_within_an_article(tmp_path, line, expected):
    """Separated, merged and dropped forms keep their own name; a rename concerns the whole entity."""
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
