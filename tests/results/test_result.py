"""An opened run: tables, questions, plots, comparison, and the examples in its docstrings."""

import doctest
import subprocess
import sys
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules

import pandas as pd
import pytest

import pipeline.results
from pipeline.errors import OutputError, PressenetzError, SettingsError, UnknownNameError
from pipeline.results.entity_search import NameIndex
from pipeline.results.highlight import rebuild_text
from pipeline.results.result import Result, open_run
from pipeline.schema import SCHEMAS
from tests.helpers.handmade import HOSTILE, HOSTILE_NAMES, NAMES, SOURCES, hostile_sources, make_tables, write_run


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The handmade run, opened."""
    return open_run(write_run(tmp_path_factory.mktemp("runs") / "demo", make_tables(SOURCES, NAMES)))


def test_tables_have_the_columns_of_the_contract(result) -> None:
    """Each table has the columns of its schema; `articles` has `day` as well."""
    for name, schema in SCHEMAS.items():
        table = result.roles() if name == "roles" else getattr(result, name)
        assert list(table.columns)[: len(schema.names)] == schema.names
    assert result.articles["day"].dt.strftime("%Y-%m-%d").tolist()[0] == "2022-01-01"
    assert result.articles["day"].isna().tolist() == result.articles["date"].isna().tolist()


def test_tables_have_fitting_types(result) -> None:
    """Labels and kinds are categories, counts are integers."""
    assert result.mentions["label"].dtype == "category"
    assert result.numbers["kind"].dtype == "category"
    assert result.edges["sentences"].dtype == "int64"


def test_every_form_of_a_name_resolves(result) -> None:
    """An id, a display name and a form from the text resolve to the same entity."""
    names = ("PER:toqajew", "Qassym-Schomart Toqajew", "Toqajews")

    assert {result.entity_id(name) for name in names} == {"PER:toqajew"}


def test_wrong_names_get_a_suggestion(result) -> None:
    """An unknown name is an error that suggests a similar one."""
    with pytest.raises(UnknownNameError, match="did you mean 'Nursultan Nasarbajew'"):
        result.numbers_about("Nazarbayew")
    with pytest.raises(UnknownNameError, match=r"did you mean 'nasarbajew\.txt'"):
        result.highlight("nasarbajew")
    with pytest.raises(UnknownNameError, match="did you mean 'PER'"):
        result.graph(labels=["PERS"])
    with pytest.raises(UnknownNameError, match="did you mean 'pagerank'"):
        result.plot_ranking("page_rank")
    with pytest.raises(SettingsError, match="did you mean 'week'"):
        result.timeline("Almaty", by="weeks")


def test_ambiguous_names_are_not_guessed() -> None:
    """A name shared by two entities is an error that lists both ids."""
    tables = make_tables(SOURCES, {**NAMES, "LOC:russland": ("Armenien", "RU")})
    names = NameIndex(tables["entities"], tables["mentions"])

    with pytest.raises(UnknownNameError, match="LOC:armenien or LOC:russland"):
        names.entity_id("Armenien")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Toqajew", "PER:toqajew"),
        ("Tokajew", "PER:toqajew"),
        ("Tokayev", "PER:toqajew"),
        ("kassym shomart", "PER:toqajew"),
        ("NASARBA", "PER:nasarbajew"),
        ("Násarbajéw", "PER:nasarbajew"),
        ("Nazarbaev", "PER:nasarbajew"),
        ("kasachstan", "LOC:kasachstan"),
    ],
)
def test_search_tolerates_spelling(result, text: str, found: str) -> None:
    """Transcriptions, case and prefixes of words still find the entity."""
    assert result.find(text)["entity_id"].iloc[0] == found


@pytest.mark.parametrize("text", ["", "   ", "Quetzalcoatl", "?!"])
def test_search_without_hits_is_empty(result, text: str) -> None:
    """A text that no name resembles has no hits and raises no error."""
    assert result.find(text).empty


def test_evidence_is_chronological(result) -> None:
    """The sentences behind an edge carry article, title, date and the spans of both names."""
    rows = result.evidence("Toqajew", "Nasarbajew")

    assert rows["article_id"].tolist() == ["nasarbajew.txt", "kopie.txt"]
    assert rows["duplicate_of"].tolist()[1] == "nasarbajew.txt"
    text = str(result.highlight("nasarbajew.txt"))
    assert text[rows["a_start"][0] : rows["a_end"][0]] == "Toqajew"
    assert text[rows["b_start"][0] : rows["b_end"][0]] == "Nasarbajew"


def test_numbers_about_an_entity(result) -> None:
    """The numbers reported about an entity come in chronological order."""
    rows = result.numbers_about("Armenien")

    assert rows[["value", "noun"]].to_numpy().tolist() == [[70.0, "Soldaten"], [200.0, "Soldaten"]]


def test_numbers_of_an_edge(result) -> None:
    """Given two entities, `numbers_about` returns the numbers in the sentences that name both."""
    rows = result.numbers_about("Armenien", "Russland")

    assert rows["value"].tolist() == [70.0, 3000.0]


def test_old_names_warn(result) -> None:
    """Old names still work, with a warning that names the new one."""
    with pytest.warns(DeprecationWarning, match="`figures` was renamed to `numbers_about`"):
        old = result.figures("Armenien")
    pd.testing.assert_frame_equal(old, result.numbers_about("Armenien"))
    with pytest.warns(DeprecationWarning, match="`plot_figures` was renamed to `plot_numbers`"):
        assert result.plot_figures("Armenien").axes
    with pytest.warns(DeprecationWarning, match="`Timeline` was renamed to `TimeSlices`"):
        from pipeline.network import Timeline
    assert isinstance(result.slices(), Timeline)


def test_timeline_counts_articles(result) -> None:
    """Each article counts once per period; copies and dates less precise than the period do not count."""
    months = result.timeline("Toqajew", "Armenien")
    days = result.timeline("Toqajew", by="day")

    assert months["Qassym-Schomart Toqajew"].tolist() == [1, 1]
    assert months["Armenien"].tolist() == [1, 1]
    assert days["Qassym-Schomart Toqajew"].tolist() == [1]
    assert result.timeline(by="week").shape == (1, 7)


def test_changes_between_periods(result) -> None:
    """Between January and February Russland leaves and Nasarbajew enters; an unknown month is refused."""
    changes = result.changes("2022-01", "2022-02").set_index("entity_id")["change"]

    assert changes["LOC:russland"] == "left"
    assert changes["PER:nasarbajew"] == "entered"
    with pytest.raises(UnknownNameError, match="unknown month '2022-03'"):
        result.changes("2022-01", "2022-03")


def test_conflicts_between_articles(result) -> None:
    """Different counts of the same noun in two articles are a conflict; a single count is not."""
    rows = result.conflicts()

    assert rows[["name", "noun", "lowest", "highest", "articles"]].to_numpy().tolist() == [
        ["Armenien", "Soldaten", 70, 200, 2]
    ]
    assert rows["figures"].tolist() == ["70 (2022-01), 200 (2022-02-01)"]
    assert result.conflicts("Russland").empty


def test_graph_can_be_recounted(result) -> None:
    """The graph can be recounted over other windows, labels and dates."""
    whole = result.graph()

    assert set(whole) == set(NAMES)
    assert {frozenset(edge) for edge in whole.edges} == {
        frozenset(edge) for edge in result.edges[["source", "target"]].itertuples(index=False)
    }
    assert whole.nodes["LOC:kasachstan"]["country"] == "KZ"
    assert result.graph(window="document").number_of_edges() > whole.number_of_edges()
    assert set(result.graph(labels=["PER"])) == {"PER:toqajew", "PER:nasarbajew"}
    assert "ORG:csto" not in result.graph(date_from="2022-02")
    assert [part.name for part in result.slices().slices] == ["2022-01", "2022-02"]


def test_text_is_rebuilt_exactly(result) -> None:
    """The offsets of mentions and numbers apply to the text rebuilt from the sentences."""
    for article_id in result.articles["article_id"]:
        text = rebuild_text(result.sentences[result.sentences["article_id"] == article_id])
        for table in (result.mentions, result.numbers):
            for row in table[table["article_id"] == article_id].itertuples():
                assert text[row.start : row.end] == row.text


def test_highlight_marks_names_and_numbers(result) -> None:
    """The marked text shows each name with its label and each number with its meaning."""
    html = result.highlight("kasachstan-2022-01.txt")._repr_html_()

    assert html.count("<mark") == 10
    assert 'title="Qassym-Schomart Toqajew (surname)"' in html
    assert 'title="cardinal: 70 Soldaten"' in html
    assert html.count("<p>") == 3  # what it is, and two paragraphs


def test_hostile_text_is_escaped_everywhere(tmp_path: Path) -> None:
    """Cards and highlighted texts escape markup."""
    hostile = open_run(write_run(tmp_path / "<b>run", make_tables(hostile_sources(), HOSTILE_NAMES)))
    shown = [hostile.highlight(name)._repr_html_() for name in hostile.articles["article_id"]]
    shown += [hostile._repr_html_(), hostile.compare(hostile)._repr_html_()]

    assert len(shown) == len(HOSTILE) + 2
    for html in shown:
        assert not any(code in html for code in ("<script", "<img", "<b>run", "onerror=alert(1)>"))


def test_card_summarises_the_run(result) -> None:
    """The card shows counts, the best connected entities and the model; `repr` shows the counts."""
    html = result._repr_html_()

    assert "Qassym-Schomart Toqajew" in html
    assert "by hand 1.0" in html
    assert repr(result).endswith("demo: 4 articles, 7 entities, 9 edges>")


def test_comparison_finds_differences(result, tmp_path: Path) -> None:
    """A comparison finds a missing mention, a new one and one with another label, and no more."""
    tables = make_tables(SOURCES, NAMES)
    mentions = tables["mentions"].drop(index=0)
    mentions.loc[1, "label"] = "MISC"
    mentions = pd.concat([mentions, mentions.loc[[2]].assign(start=0, end=3, text="Die")])
    other = open_run(write_run(tmp_path / "other", {**tables, "mentions": mentions.reset_index(drop=True)}))
    comparison = result.compare(other)

    counts = comparison.summary.loc["mentions"].to_dict()
    assert counts["only here"] == counts["only there"] == counts["other label"] == 1
    assert counts["both"] == len(tables["mentions"]) - 2
    assert comparison.summary.loc["edges", "agreement"] == 1.0
    assert comparison.mentions.query("found == 'only there'")["text"].tolist() == ["Die"]


@pytest.mark.parametrize("missing", ["folder", "run.json", "edges.parquet"])
def test_incomplete_folder_is_refused(tmp_path: Path, missing: str) -> None:
    """A folder that is missing or lacks files of a run is an OutputError."""
    folder = tmp_path / "run"
    if missing != "folder":
        write_run(folder, make_tables(SOURCES, NAMES))
        (folder / missing).unlink()

    with pytest.raises(OutputError, match=r"cannot open |no edges\.parquet in "):
        assert len(open_run(folder).edges)


def test_broken_manifest_is_one_clear_error(tmp_path: Path) -> None:
    """Invalid JSON in run.json is an OutputError that names the file."""
    folder = write_run(tmp_path / "run", make_tables(SOURCES, NAMES))
    (folder / "run.json").write_text("{", encoding="utf-8")

    with pytest.raises(OutputError, match=r"cannot read .*run\.json"):
        assert open_run(folder).info


def test_opening_imports_nothing_heavy(result) -> None:
    """Opening a run, finding names and showing text import neither spaCy, scipy, networkx nor matplotlib."""
    code = (
        "import sys; from pipeline import open_run\n"
        f"result = open_run({str(result.folder)!r})\n"
        "result.find('Toqajew'), result.highlight('nasarbajew.txt')._repr_html_(), result._repr_html_()\n"
        "sys.exit(', '.join({'spacy', 'scipy', 'networkx', 'matplotlib'} & set(sys.modules)) or 0)"
    )
    done = subprocess.run([sys.executable, "-c", code], check=False, capture_output=True, text=True, cwd=Path.cwd())

    assert (done.returncode, done.stderr) == (0, "")


def test_plots_are_drawn_and_repeatable(result, tmp_path: Path) -> None:
    """Every plot can be saved, and the network is drawn the same each time."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install -e '.[notebook]'")
    figures = [
        result.plot_network(),
        result.plot_network(),
        result.plot_network(around="Toqajew", colour="community", labels=["PER", "LOC"]),
        result.plot_timeline("Toqajew", "Almaty", by="day"),
        result.plot_numbers("Armenien", kind="cardinal"),
        result.plot_numbers("Almaty"),
        result.plot_ranking("pagerank"),
        result.plot_map(),
        result.plot_changes("2022-01", "2022-02"),
    ]
    for number, figure in enumerate(figures):
        figure.savefig(tmp_path / f"{number}.png")

    assert (tmp_path / "0.png").read_bytes() == (tmp_path / "1.png").read_bytes()
    assert [len(figure.axes) for figure in figures] == [1, 1, 1, 2, 1, 1, 1, 1, 1]
    names = {text.get_text() for text in figures[0].axes[0].texts}
    assert names == {name for name, _ in NAMES.values()}


def test_missing_matplotlib_names_the_extra(result, monkeypatch) -> None:
    """Without matplotlib, a plot is an error that says what to install."""
    monkeypatch.setitem(sys.modules, "matplotlib.pyplot", None)

    with pytest.raises(PressenetzError, match=r"pip install 'pressenetz\[notebook\]'"):
        result.plot_ranking()


def test_empty_run_answers_questions(tmp_path: Path) -> None:
    """A run without articles has empty tables, an empty graph and a card."""
    empty = {name: table.iloc[:0] for name, table in make_tables(SOURCES, NAMES).items()}
    opened = open_run(write_run(tmp_path / "empty", empty))

    assert opened.graph().number_of_nodes() == 0
    assert opened.find("Toqajew").empty
    assert opened.timeline().empty
    assert opened.conflicts().empty
    assert "0</b><br>articles" in opened._repr_html_()


def test_small_plots_are_drawn(result) -> None:
    """A weak entity is drawn if it is the centre, and an entity may be passed twice."""
    weakest = (
        result.edges.merge(result.entities, left_on="source", right_on="entity_id").sort_values("strength").iloc[0]
    )
    figure = result.plot_network(around=weakest["source"], top=2)

    assert any(weakest["name"] in text.get_text() for axes in figure.axes for text in axes.texts)
    assert len(result.ego(weakest["source"], radius=0)) == 1
    assert result.plot_timeline(weakest["source"], weakest["source"]).axes


def test_documentation_runs(result, monkeypatch, tmp_path: Path) -> None:
    """Every public method has an example in its docstring, and all examples pass."""
    pytest.importorskip("matplotlib", reason="matplotlib is not installed: pip install -e '.[notebook]'")
    pytest.importorskip("igraph", reason="igraph is not installed: pip install -e '.[test]'")
    (tmp_path / "outputs").mkdir()
    (tmp_path / "outputs" / "demo").symlink_to(result.folder)
    monkeypatch.chdir(tmp_path)
    methods = [name for name in dir(Result) if callable(getattr(Result, name)) and not name.startswith("_")]
    methods = [name for name in methods if not getattr(Result, name).__doc__.startswith("Deprecated: ")]

    assert [name for name in methods if ">>>" not in (getattr(Result, name).__doc__ or "")] == []
    modules = [import_module(f"pipeline.results.{module.name}") for module in iter_modules(pipeline.results.__path__)]
    ran = [doctest.testmod(module, extraglobs={"open_run": open_run}) for module in modules]
    assert [each.failed for each in ran] == [0] * len(modules)
    assert sum(each.attempted for each in ran) >= len(methods)


def test_questions_leave_tables_unchanged(result) -> None:
    """Questions do not change the tables."""
    before = result.edges.copy()
    result.graph(window="paragraph")
    result.evidence("Toqajew", "Almaty")

    pd.testing.assert_frame_equal(result.edges, before)
