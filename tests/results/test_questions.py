"""Questions to a run: filters, neighbours, new links, search, groups, exports and citations."""

import random
import re
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
import yaml

from pipeline.errors import OutputError, PressenetzError, SettingsError, UnknownNameError
from pipeline.results.comparison import significance
from pipeline.results.result import Result, open_run
from tests.helpers.handmade import HOSTILE_NAMES, NAMES, SOURCES, hostile_sources, make_tables, write_run

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def result(tmp_path_factory: pytest.TempPathFactory) -> Result:
    """The handmade run, its articles in two newspapers; the copy is in another one than its original."""
    tables = make_tables(SOURCES, NAMES)
    papers = {"nasarbajew.txt": "Tageblatt", "undatiert.txt": None}
    tables["articles"]["source"] = [papers.get(name, "Abendpost") for name in tables["articles"]["article_id"]]
    return open_run(write_run(tmp_path_factory.mktemp("runs") / "demo", tables))


def test_any_column_of_articles_limits_a_question(result) -> None:
    """A value, a list, a function and a list of ids select articles; the copy counts where its original is left out."""
    assert result.network(source="Tageblatt")[0]["articles"].max() == 1
    assert set(result.evidence("Toqajew", "Nasarbajew", source="Abendpost")["article_id"]) == {"kopie.txt"}
    assert result.graph(source="Abendpost").has_edge("PER:nasarbajew", "PER:toqajew")
    assert not result.graph(article_id=["kasachstan-2022-01.txt"]).has_edge("PER:nasarbajew", "PER:toqajew")
    assert result.numbers_about("Armenien", source=lambda name: name.startswith("T"))["value"].tolist() == [200.0]
    assert result.conflicts(source=["Tageblatt", "Nirgends"]).empty
    assert not result.conflicts(source=["Tageblatt", "Abendpost"]).empty
    assert result.timeline("Armenien", source="Tageblatt").index.strftime("%Y-%m").tolist() == ["2022-02"]
    assert [part.name for part in result.slices(source="Tageblatt").slices] == ["2022-02"]
    assert result.graph(source=None).number_of_edges() == result.graph().number_of_edges()


def test_wrong_filters_are_errors(result) -> None:
    """An unknown column and a value that no article has are errors that suggest what may be meant."""
    with pytest.raises(UnknownNameError, match="unknown column of articles 'sources'; did you mean 'source'"):
        result.graph(sources="Tageblatt")
    with pytest.raises(UnknownNameError, match="did you mean 'Tageblatt'"):
        result.search("Garde", source="Tagblatt")


def test_names_stand_beside_ids(result) -> None:
    """Every id of an entity in a table or an answer has its name in the same row."""
    for frame in (result.edges, result.network()[1], result.new_links("2022-02"), result.slices().slices[0].edges):
        assert set(frame["source_name"]) | set(frame["target_name"]) <= set(result.entities["name"])
    names = result.entities.set_index("entity_id")["name"]
    assert (result.mentions["entity_name"] == result.mentions["entity_id"].map(names)).all()
    assert set(result.numbers_about("Armenien")["entity_name"]) == {"Armenien"}
    assert result.path("Nasarbajew", "Almaty")["a_name"].iloc[0] == "Nursultan Nasarbajew"


def test_neighbours_are_those_of_the_graph(result) -> None:
    """The neighbours and weights are those of the graph, the strongest first, also of a part of the articles."""
    for choice in ({}, {"source": "Tageblatt"}):
        rows, graph = result.neighbours("Toqajew", **choice), result.graph(**choice)
        weights = {node: data["weight"] for node, data in graph["PER:toqajew"].items()}
        assert dict(zip(rows["entity_id"], rows["weight"], strict=True)) == weights
        assert rows["weight"].is_monotonic_decreasing


def test_new_links_were_never_there_before(result) -> None:
    """The links of February are those that January does not have."""
    pairs = {
        part.name: set(zip(part.edges["source"], part.edges["target"], strict=True)) for part in result.slices().slices
    }
    new = result.new_links("2022-02")

    assert set(zip(new["source"], new["target"], strict=True)) == pairs["2022-02"] - pairs["2022-01"]
    assert len(result.new_links("2022-02-01", by="day")) == len(pairs["2022-02"])  # January has no day
    with pytest.raises(UnknownNameError, match="unknown month '2022-03'"):
        result.new_links("2022-03")
    with pytest.raises(SettingsError, match="did you mean 'month'"):
        result.new_links("2022-02", by="months")


def test_search_finds_words_and_spellings(result) -> None:
    """What is written comes before other spellings; names in the sentence are listed; no word finds nothing."""
    rows = result.search("toqajew")
    assert set(rows["match"]) == {"exact"}
    assert len(rows) == 5
    assert rows["date"].tolist()[0] == "2022-01"
    spelt = result.search("Tokayev praesident")
    assert spelt[["match", "names"]].to_numpy().tolist() == [["words", "Qassym-Schomart Toqajew, Kasachstan"]]
    assert result.search("...").empty
    assert result.search("Quetzalcoatl").empty


def test_keywords_of_a_link(result) -> None:
    """Keywords are those of the edge, in a list; a pair without an edge has none."""
    edge = result.edges[result.edges["keywords"].notna()]
    for row in edge.itertuples():
        assert result.keywords(row.target, row.source) == row.keywords.split(", ")
    assert result.keywords("Nasarbajew", "Armenien") == []
    assert isinstance(result.keywords("Toqajew", "Almaty", source="Tageblatt"), list)


def test_roles_of_a_person_and_in_a_place(result) -> None:
    """Roles are found by the person and by what they are roles of, with their sentences; dates limit them."""
    (row,) = result.roles("Toqajew").to_dict("records")
    assert (row["role"], row["head"], row["organisation_name"]) == (
        "Präsident von Kasachstan",
        "Präsident",
        "Kasachstan",
    )
    assert row["text"] == "Qassym-Schomart Toqajew ist Präsident von Kasachstan."
    assert result.roles("Kasachstan")["entity_id"].tolist() == ["PER:toqajew"]
    assert result.roles("Armenien").empty
    assert len(result.roles()) == 1
    assert result.roles(date_from="2022-02").empty
    edges = result.edges.set_index(["source", "target"])["stated"]
    assert edges["LOC:kasachstan", "PER:toqajew"] == 1
    assert edges.sum() == 1
    assert result.network(date_from="2022-02")[1]["stated"].sum() == 0


def test_groups_are_compared(result) -> None:
    """Shares are of the group's own articles; a copy counts in its own newspaper."""
    rows = result.compare(by="source").set_index(["source", "entity_id"])
    counts = rows.loc[("Abendpost", "PER:nasarbajew"), ["articles", "share", "articles_rest", "share_rest"]].tolist()

    assert counts == [1, 0.5, 1, 1.0]
    assert (rows["p_value"] <= rows["q_value"]).all()
    with pytest.raises(UnknownNameError, match="did you mean 'source'"):
        result.compare(by="sauce")
    with pytest.raises(SettingsError, match="by='source'"):
        result.compare()


def test_significance_is_that_of_fisher() -> None:
    """P is twice the smaller tail of Fisher's test as scipy computes it; the ratio has the sign of the difference."""
    stats = pytest.importorskip("scipy.stats")
    own, of_own, rest, of_rest = (
        np.array(values) for values in ([9, 1, 5], [10, 10, 10], [20, 40, 50], [100, 100, 100])
    )
    found = significance(own, of_own, rest, of_rest)
    for at in range(3):
        table = [[own[at], of_own[at] - own[at]], [rest[at], of_rest[at] - rest[at]]]
        tails = [stats.fisher_exact(table, alternative=side).pvalue for side in ("greater", "less")]
        assert found["p_value"][at] == pytest.approx(min(1, 2 * min(tails)))

    assert np.sign(found["llr"]).tolist() == [1, -1, 0]
    assert found["llr"][0] == pytest.approx(stats.chi2_contingency([[9, 1], [20, 80]], correction=False, lambda_=0)[0])


def test_runs_are_tested_if_they_share_no_articles(result, tmp_path: Path) -> None:
    """Two runs over different articles have significance; a run and itself have none."""
    others = tuple(source._replace(article_id=f"b-{source.article_id}", duplicate_of=None) for source in SOURCES[:2])
    other = open_run(write_run(tmp_path / "other", make_tables(others, NAMES)))
    compared, same = result.compare(other), result.compare(result)

    assert compared.entities["q_value"].between(0, 1).all()
    assert compared.edges["q_value"].between(0, 1).all()
    assert same.entities["q_value"].isna().all()
    row = compared.entities.set_index("entity_id").loc["LOC:almaty"]
    assert row[["articles_here", "articles_there"]].tolist() == [2, 2]
    assert row["llr"] > 0  # 2 of 3 counted articles here, 2 of 2 there


def test_bipartite_graphs_count_mentions(result) -> None:
    """Articles without copies on one side, entities on the other; newspapers likewise, whatever they name twice."""
    graph = result.graph(bipartite="article")
    assert nx.is_bipartite(graph)
    assert {node for node, side in graph.nodes(data="bipartite") if side == 0} == {
        f"article:{name}" for name in ("kasachstan-2022-01.txt", "nasarbajew.txt", "undatiert.txt")
    }
    assert graph.edges["article:kasachstan-2022-01.txt", "LOC:kasachstan"]["mentions"] == 2
    papers = result.graph(bipartite="source", labels=["PER"])
    assert set(papers) == {"source:Abendpost", "source:Tageblatt", "PER:toqajew", "PER:nasarbajew"}
    with pytest.raises(UnknownNameError, match="did you mean 'author'"):
        result.graph(bipartite="autor")


@pytest.mark.parametrize("suffix", ["gexf", "graphml", "json", "csv", "ncol"])
def test_exports_hold_the_edges(result, tmp_path: Path, suffix: str) -> None:
    """Every format holds the chosen edges with their weights, and can be read back."""
    files = result.export(tmp_path / f"net.{suffix}", source="Tageblatt")
    wanted = {(a, b): w for a, b, w in result.graph(source="Tageblatt").edges(data="weight")}
    if suffix == "csv":
        table = pd.read_csv(files[0])
        assert set(pd.read_csv(files[1])["Label"]) >= set(table["source_name"])
        found = {(a, b): w for a, b, w in zip(table["Source"], table["Target"], table["Weight"], strict=True)}
    elif suffix == "ncol":
        rows = [line.split() for line in files[0].read_text(encoding="utf-8").splitlines()]
        found = {(a, b): float(w) for a, b, w in rows}
    elif suffix == "json":
        text = files[0].read_text(encoding="utf-8")
        graph = nx.node_link_graph(pd.io.json.ujson_loads(text), edges="edges")
        found = {(a, b): w for a, b, w in graph.edges(data="weight")}
    else:
        graph = (nx.read_gexf if suffix == "gexf" else nx.read_graphml)(files[0])
        found = {(a, b): float(w) for a, b, w in graph.edges(data="weight")}

    assert {frozenset(pair): w for pair, w in found.items()} == {frozenset(pair): w for pair, w in wanted.items()}


def test_bad_export_paths_are_refused(result, tmp_path: Path) -> None:
    """An unknown suffix and a missing folder are errors of one line."""
    with pytest.raises(OutputError, match=r"did you mean '\.gexf'"):
        result.export(tmp_path / "net.gefx")
    with pytest.raises(OutputError, match="No such file or directory"):
        result.export(tmp_path / "nowhere" / "net.gexf")


def test_igraph_gets_everything(result, monkeypatch) -> None:
    """Vertices are named by id; without igraph, the error says what to do."""
    pytest.importorskip("igraph", reason="igraph is not installed: pip install -e '.[test]'")
    graph, other = result.graph(), result.to_igraph()

    assert other.vs["name"] == list(graph)
    assert sum(other.es["weight"]) == sum(weight for *_, weight in graph.edges(data="weight"))
    assert "Kasachstan" in other.vs["label_name"]
    monkeypatch.setitem(sys.modules, "igraph", None)
    with pytest.raises(PressenetzError, match="pip install igraph"):
        result.to_igraph()


def test_citations_say_how_to_repeat(result) -> None:
    """The citation names version, articles, window and model; TeX's characters are escaped."""
    result.info["model"] = {"name": "my_model{", "version": "1.0"}
    text, entry = result.cite(), result.cite("bibtex")

    assert "4 articles of 2022-01-01 to 2022-02-02, window sentence, model my_model{ 1.0" in text
    assert r"my\_model\{ 1.0" in entry
    assert entry.count("{") - entry.count(r"\{") == entry.count("}")
    with pytest.raises(UnknownNameError, match="did you mean 'bibtex'"):
        result.cite("bibtec")


def test_the_citation_file_is_that_of_this_version() -> None:
    """CITATION.cff has the version and the licence of setup.cfg."""
    cited = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    setup = (ROOT / "setup.cfg").read_text(encoding="utf-8")

    assert re.search(rf"^version = {re.escape(cited['version'])}$", setup, flags=re.MULTILINE)
    assert re.search(rf"^license = {cited['license']}$", setup, flags=re.MULTILINE)
    assert {"cff-version", "message", "title", "authors"} <= set(cited)


def test_questions_survive_hostile_and_empty_runs(tmp_path: Path) -> None:
    """Names that hold code, and a run without any article, break neither exports nor answers."""
    hostile = open_run(write_run(tmp_path / "hostile", make_tables(hostile_sources(), HOSTILE_NAMES)))
    for suffix in ("gexf", "graphml", "csv", "ncol"):
        (first, *_) = hostile.export(tmp_path / f"net.{suffix}")
        assert first.stat().st_size
    assert len(nx.read_gexf(tmp_path / "net.gexf")) == len(HOSTILE_NAMES)
    assert len(hostile.graph(bipartite="article")) == len(HOSTILE_NAMES) * 3 // 2
    tables = {name: table.iloc[:0] for name, table in make_tables(SOURCES, NAMES).items()}
    empty = open_run(write_run(tmp_path / "empty", tables))
    assert empty.search("Toqajew").empty
    assert empty.compare(by="source").empty
    assert len(empty.graph(bipartite="article")) == 0
    assert "0 articles" in empty.cite()


def test_spellings_of_a_newspaper_are_one_source(tmp_path: Path) -> None:
    """Filters, groups and networks of newspapers join the spellings of a newspaper, as the report does."""
    tables = make_tables(SOURCES, NAMES)
    spelt = {"nasarbajew.txt": "tageblatt.example", "undatiert.txt": "Abendpost", "kopie.txt": "abend-post"}
    tables["articles"]["source"] = [spelt.get(name, "Das Tageblatt") for name in tables["articles"]["article_id"]]
    run = open_run(write_run(tmp_path / "run", tables))
    papers = dict(zip(run.articles["article_id"], run.articles["newspaper"], strict=True))

    assert papers["nasarbajew.txt"] == papers["kasachstan-2022-01.txt"] == "Das Tageblatt"
    assert set(run.compare(by="source")["source"]) == {"Das Tageblatt", "Abendpost"}
    for name in ("Tageblatt", "tageblatt.example", ["Das Tageblatt"], lambda name: name.endswith("blatt")):
        entities, edges = run.network(source=name)
        assert (len(entities), len(edges)) == tuple(map(len, run.network(source="Das Tageblatt")))
        assert set(run.search("Toqajew", source=name)["source"]) == {"Das Tageblatt", "tageblatt.example"}
    assert {name for name in run.graph(bipartite="source") if name.startswith("source:")} == {
        "source:Das Tageblatt",
        "source:Abendpost",
    }


def test_a_part_of_the_network_is_shown(result) -> None:
    """What is drawn is what the tables hold: the strongest names, or those closest to one, and the links among them."""
    whole, near = result.show(), result.show(around="Nasarbajew")

    assert set(whole.entities["entity_id"]) == set(result.edges["source"]) | set(result.edges["target"])
    assert len(whole.edges) == len(result.edges)
    assert set(near.entities["entity_id"]) == {"PER:nasarbajew", *result.neighbours("Nasarbajew")["entity_id"]}
    assert near.entities["entity_id"].iloc[0] == "PER:nasarbajew"
    assert set(result.show(around="Nasarbajew", depth=2).entities["entity_id"]) == set(
        result.ego("Nasarbajew", radius=2)
    )
    few = result.show(top=3)
    assert few.entities["strength"].tolist() == sorted(whole.entities["strength"], reverse=True)[:3]
    assert f"the strongest of {few.names} names" in few._repr_html_()
    assert few.names == len(whole.entities)
    assert result.show(min_weight=2).edges["weight"].min() >= 2
    assert result.show(backbone=True).edges["backbone"].all()
    assert "no name has a link" in result.show(min_weight=1e9)._repr_html_()


@pytest.mark.parametrize(
    ("wrong", "message"),
    [({"top": 0}, "top must be 1 to 240, not 0"), ({"depth": 11}, "depth must be 1 to 10"), ({"height": 0}, "height")],
)
def test_what_cannot_be_shown_is_refused(result, wrong, message) -> None:
    """A number out of range is an error that says what is valid; unknown names are suggested."""
    with pytest.raises(SettingsError, match=message):
        result.show(**wrong)
    with pytest.raises(UnknownNameError, match="did you mean"):
        result.show(around="Nasarbajev Nursultan")


def test_a_frame_has_a_limited_size(tmp_path: Path) -> None:
    """The strongest names and links of a large network fit into the limit, and the frame says what it leaves out."""
    everybody = {f"PER:person-{number}": (f"Person {number}", None) for number in range(400)}
    draw = random.Random(1)
    rows = [[f"[Person {at}|PER:person-{at}|exact]" for at in draw.sample(range(400), 12)] for _ in range(400)]
    texts = ["\n".join(" und ".join(row) + "." for row in rows[start : start + 10]) for start in range(0, 400, 10)]
    sources = tuple(SOURCES[0]._replace(article_id=f"{at:03}.txt", text=text) for at, text in enumerate(texts))
    run = open_run(write_run(tmp_path / "run", make_tables(sources, everybody)))
    html = run.show(top=240)._repr_html_()

    assert len(run.edges) > 15_000
    assert len(html) < 800_000
    assert "the strongest of 400 names" in html
    assert "of the links, the drawing holds the strongest" in html
