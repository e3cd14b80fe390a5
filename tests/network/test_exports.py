"""Graph files: read back by NetworkX, igraph and strict parsers, with hostile values, byte for byte alike."""

import csv
import json
import os
import subprocess
import sys
from pathlib import Path

import networkx as nx
import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from pipeline.network.build import build_network
from pipeline.network.evidence import sample_evidence
from pipeline.network.exports import strongest_part, write_dynamic_gexf, write_graph_files, xml_text
from pipeline.network.time_slices import slices
from tests.helpers.small_corpora import example, shuffle, to_tables

GEXF = "{http://www.gexf.net/1.2draft}"
VIZ = "{http://www.gexf.net/1.2draft/viz}"
NASTY = '=HYPERLINK("x") & <b>\x00\x1b\ud800\ufffe 🦊\r\n„ä“\t\'"'


def build(pieces=None, seed=None):
    """Tables of a corpus, its entities and edges, and their evidence."""
    tables = to_tables(example() if pieces is None else pieces)
    tables = tables if seed is None else shuffle(tables, seed)
    entities, edges = build_network(tables)
    evidence = sample_evidence(tables, edges)
    return tables, entities, edges, evidence


@pytest.fixture(name="folder")
def _folder(tmp_path):
    tables, entities, edges, evidence = build()
    write_graph_files(entities, edges, tmp_path, evidence=evidence)
    write_dynamic_gexf(entities, edges, slices(tables), tmp_path)
    return tmp_path


def read_json(path):
    """The graph of a node-link file."""
    return nx.node_link_graph(json.loads(path.read_text(encoding="utf-8")), edges="edges")


def read_csv(path):
    """The rows of a CSV file."""
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


READERS = [("graph.graphml", nx.read_graphml), ("graph.gexf", nx.read_gexf), ("graph.json", read_json)]


@pytest.mark.parametrize(("name", "read"), READERS)
def test_networkx_reads_back_what_was_written(folder, name, read):
    """Nodes, edges, weights and every attribute come back with their types."""
    _, entities, edges, _ = build()
    graph = read(folder / name)
    node, edge = graph.nodes["LOC:almaty"], graph.edges["ORG:csto", "PER:toqajew"]
    row = edges.set_index(["source", "target"]).loc[("ORG:csto", "PER:toqajew")]

    assert sorted(graph) == entities["entity_id"].tolist()
    assert sorted(tuple(sorted(pair)) for pair in graph.edges) == list(
        zip(edges["source"], edges["target"], strict=True)
    )
    assert (node["label"], node["entity_type"], node["country"]) == ("Almaty", "LOC", "KZ")
    assert "country" not in graph.nodes["ORG:csto"]
    for column in (
        "sentences",
        "articles",
        "weight",
        "npmi",
        "llr",
        "jaccard",
        "p_value",
        "q_value",
        "alpha",
        "backbone",
    ):
        assert edge[column] == row[column], column
    assert type(edge["sentences"]) is int
    assert type(edge["backbone"]) is bool
    assert edge["article_ids"] == "a.txt | c.txt"
    assert edge["example"] == "Satz 0 in a.txt: xx."


def test_igraph_reads_graphml(folder):
    """A second reader of GraphML finds the same graph."""
    igraph = pytest.importorskip("igraph", reason="igraph, the second reader of GraphML, is not installed")
    _, entities, edges, _ = build()
    graph = igraph.Graph.Read_GraphML(str(folder / "graph.graphml"))

    assert graph.vs["id"] == entities["entity_id"].tolist()
    assert graph.vs["label"] == entities["name"].tolist()
    assert graph.es["weight"] == edges["weight"].tolist()
    assert not graph.is_directed()


# elements of GEXF 1.2 with their attributes (required first) and children, after gexf.xsd
GEXF_SCHEMA = {
    "gexf": ({"version"}, set(), {"meta", "graph"}),
    "meta": (set(), {"lastmodifieddate"}, {"creator", "keywords", "description"}),
    "description": (set(), set(), set()),
    "graph": (
        set(),
        {"timeformat", "start", "end", "defaultedgetype", "idtype", "mode"},
        {"attributes", "nodes", "edges"},
    ),
    "attributes": ({"class"}, {"mode", "start", "end"}, {"attribute"}),
    "attribute": ({"id", "title", "type"}, set(), {"default", "options"}),
    "nodes": (set(), {"count"}, {"node"}),
    "node": (
        {"id"},
        {"label", "start", "end", "pid"},
        {"attvalues", "spells", "nodes", "edges", "parents", f"{VIZ}color", f"{VIZ}position", f"{VIZ}size"},
    ),
    # the schema allows an alpha too, with which Gephi Lite ignores the colour
    f"{VIZ}color": ({"r", "g", "b"}, set(), set()),
    f"{VIZ}position": ({"x", "y", "z"}, set(), set()),
    f"{VIZ}size": ({"value"}, set(), set()),
    "edges": (set(), {"count"}, {"edge"}),
    "edge": ({"id", "source", "target"}, {"label", "type", "weight", "start", "end"}, {"attvalues", "spells"}),
    "attvalues": (set(), set(), {"attvalue"}),
    "attvalue": ({"for", "value"}, {"start", "end"}, set()),
    "spells": (set(), set(), {"spell"}),
    "spell": (set(), {"start", "end", "startopen", "endopen"}, set()),
}


def check_gexf(path):
    """Stop at an element or attribute the GEXF 1.2 schema does not know, or a value of an undeclared attribute."""
    root = etree.parse(path, etree.XMLParser(recover=False)).getroot()
    for element in root.iter():
        required, optional, children = GEXF_SCHEMA[element.tag.removeprefix(GEXF)]
        names = {name for name in element.attrib if not name.startswith("{http://www.w3.org/2001/XMLSchema-instance}")}
        assert required <= names <= required | optional, element.tag
        assert {child.tag.removeprefix(GEXF) for child in element} <= children, element.tag
    declared = {
        (group.get("class"), attribute.get("id")): attribute.get("type")
        for group in root.iter(f"{GEXF}attributes")
        for attribute in group
    }
    assert set(declared.values()) <= {"integer", "long", "double", "float", "boolean", "liststring", "string", "anyURI"}
    for value in root.iter(f"{GEXF}attvalue"):
        owner = value.getparent().getparent().tag.removeprefix(GEXF)
        assert (owner, value.get("for")) in declared
    assert len({edge.get("id") for edge in root.iter(f"{GEXF}edge")}) == len(list(root.iter(f"{GEXF}edge")))
    return root


@pytest.mark.parametrize("name", ["graph.gexf", "graph-dynamic.gexf"])
def test_gexf_has_only_what_the_schema_knows(folder, name):
    """Elements, attributes and types are those of GEXF 1.2, and nothing holds the day of writing."""
    root = check_gexf(folder / name)

    assert root.find(f"{GEXF}graph").get("defaultedgetype") == "undirected"
    assert b"lastmodified" not in (folder / name).read_bytes()


def test_every_node_is_placed_in_every_format(folder):
    """GEXF, static and dynamic, GraphML and JSON give a node one position, size and colour; Moskau is a green place."""
    placed = {}
    for name in ("graph.gexf", "graph-dynamic.gexf"):
        drawn = {node: data["viz"] for node, data in nx.read_gexf(folder / name).nodes(data=True)}
        placed[name] = {
            node: [viz["position"]["x"], viz["position"]["y"], viz["size"], *(viz["color"][part] for part in "rgb")]
            for node, viz in drawn.items()
        }
    for name, read in (READERS[0], READERS[2]):
        nodes = read(folder / name).nodes(data=True)
        placed[name] = {node: [data[key] for key in ("x", "y", "size", "r", "g", "b")] for node, data in nodes}

    expected = placed["graph.gexf"]
    assert len(expected) == len({tuple(values[:2]) for values in expected.values()})
    assert expected["LOC:moskau"][3:] == [0, 128, 93]
    for name, values in placed.items():
        assert values.items() <= expected.items(), name
    assert "x" not in read_csv(folder / "nodes.csv")[0]


def test_names_beside_ids(folder):
    """edges.csv names both ends; the other files name nodes only once."""
    names = {(row["Source"], row["source_name"]) for row in read_csv(folder / "edges.csv")}

    assert ("ORG:csto", "CSTO") in names
    assert ("PER:toqajew", "Qassym-Schomart Toqajew") in {
        (row["Target"], row["target_name"]) for row in read_csv(folder / "edges.csv")
    }
    for name, read in READERS:
        assert "source_name" not in read(folder / name).edges["ORG:csto", "PER:toqajew"]


def test_dynamic_gexf(folder):
    """Nodes and edges exist in the months of their articles, with the weight of each; undated ones are left out."""
    root = check_gexf(folder / "graph-dynamic.gexf")
    graph = root.find(f"{GEXF}graph")
    spells = {
        node.get("id"): [(spell.get("start"), spell.get("end")) for spell in node.iter(f"{GEXF}spell")]
        for node in root.iter(f"{GEXF}node")
    }
    weights = {
        (edge.get("source"), edge.get("target")): [
            (value.get("start"), value.get("value"))
            for value in edge.iter(f"{GEXF}attvalue")
            if value.get("for") == "weight"
        ]
        for edge in root.iter(f"{GEXF}edge")
    }

    assert (graph.get("mode"), graph.get("timeformat")) == ("dynamic", "date")
    assert spells["PER:toqajew"] == [("2022-01-01", "2022-01-31"), ("2022-02-01", "2022-02-28")]
    assert spells["LOC:moskau"] == [("2022-02-01", "2022-02-28")]
    assert weights["ORG:csto", "PER:toqajew"] == [("2022-01-01", "1.0"), ("2022-02-01", "1.0")]
    assert ("LOC:almaty", "PER:nasarbajew") not in weights
    assert nx.read_gexf(folder / "graph-dynamic.gexf").nodes["LOC:moskau"]["spells"] == spells["LOC:moskau"]


def test_csv_has_the_headers_of_gephi(folder):
    """nodes.csv begins with Id,Label, edges.csv with Source,Target,Weight,Type; truth values are lower case."""
    nodes, edges = read_csv(folder / "nodes.csv"), read_csv(folder / "edges.csv")

    assert list(nodes[0])[:3] == ["Id", "Label", "entity_type"]
    assert list(edges[0])[:6] == ["Source", "Target", "Weight", "Type", "source_name", "target_name"]
    assert nodes[0] | {"Id": "LOC:almaty", "Label": "Almaty", "entity_type": "LOC", "country": "KZ"} == nodes[0]
    assert {row["Type"] for row in edges} == {"Undirected"}
    assert {row["backbone"] for row in edges} <= {"true", "false"}


@pytest.mark.parametrize("number", [0, 1, 2])
def test_tiny_corpora(tmp_path, number):
    """No article, one or two give valid files, possibly empty."""
    tables, entities, edges, evidence = build(example()[:number])
    write_graph_files(entities, edges, tmp_path, evidence=evidence)
    write_dynamic_gexf(entities, edges, slices(tables), tmp_path)

    for name, read in [*READERS, ("graph-dynamic.gexf", nx.read_gexf)]:
        graph = read(tmp_path / name)
        assert (len(graph), graph.number_of_edges()) == (len(entities), len(edges)), name
    check_gexf(tmp_path / "graph-dynamic.gexf")
    assert (tmp_path / "nodes.csv").read_text(encoding="utf-8").startswith("Id,Label,entity_type,")
    assert (tmp_path / "edges.csv").read_text(encoding="utf-8").startswith("Source,Target,Weight,Type,source_name,")


def test_the_strongest_part_of_a_large_network():
    """Above the limit the backbone comes first, then weight; names without a remaining edge are left out."""
    _, entities, edges, _ = build(example())
    limit = 4
    assert len(edges) > limit
    nodes, kept = strongest_part(entities, edges, limit=limit)

    ranked = edges.sort_values(["backbone", "weight"], ascending=False)
    assert len(kept) == limit
    assert kept["weight"].sum() == ranked["weight"].head(limit).sum()
    assert set(nodes["entity_id"]) == {*kept["source"], *kept["target"]}
    assert strongest_part(entities, edges.sample(frac=1, random_state=1), limit=limit)[1].index.isin(kept.index).all()
    assert [len(table) for table in strongest_part(entities, edges, limit=len(edges))] == [len(entities), len(edges)]


def test_files_say_what_they_leave_out(tmp_path):
    """A note is in every graph file that has a place for one, escaped, and readers accept it."""
    tables, entities, edges, evidence = build(example())
    note = 'The strongest 2 of 9 edges: <all> with "--full-graph" & more'
    write_graph_files(entities, edges, tmp_path, evidence=evidence, note=note)
    write_dynamic_gexf(entities, edges, slices(tables), tmp_path, note=note)

    for name, read in READERS:
        assert read(tmp_path / name).number_of_edges() == len(edges), name
    for name in ("graph.graphml", "graph.gexf", "graph-dynamic.gexf"):
        assert note in [element.text for element in etree.parse(tmp_path / name).iter()], name
    assert json.loads((tmp_path / "graph.json").read_text(encoding="utf-8"))["graph"] == {"description": note}
    check_gexf(tmp_path / "graph.gexf")


def nasty_tables():
    """Entities and edges with every kind of value that has broken an exporter."""
    entities = pd.DataFrame(
        {
            "entity_id": ["a", "b", "c"],
            "name": pd.Series([NASTY, None, "@SUM(A1)"], dtype=object),
            "label": pd.Series(["PER", np.nan, pd.NA], dtype=object),
            "count": pd.Series([np.int64(3), None, pd.NA], dtype=object),
            "share": [np.inf, np.nan, -0.5],
            "flag": pd.Series([np.True_, None, False], dtype=object),
            "list": pd.Series([[1, "zwei", NASTY], np.array([1.5]), ()], dtype=object),
            "mixed": pd.Series([1, "eins", 2.5], dtype=object),
            "nullable": pd.array([1, None, 3], dtype="Int64"),
        }
    )
    edges = pd.DataFrame(
        {"source": ["a"], "target": ["b"], "weight": [np.float32(1.5)], "note": pd.Series(["-1"], dtype=object)}
    )
    return entities, edges


@pytest.mark.parametrize(("name", "read"), READERS)
def test_hostile_values_survive(tmp_path, name, read):
    """None, lists, NumPy values, NaN, infinities, control characters, lone surrogates and emoji make valid files."""
    write_graph_files(*nasty_tables(), tmp_path)
    graph = read(tmp_path / name)
    first, second, third = (graph.nodes[node] for node in "abc")
    text = (
        NASTY.replace("\x00", "\ufffd")
        .replace("\x1b", "\ufffd")
        .replace("\ud800", "\ufffd")
        .replace("\ufffe", "\ufffd")
    )

    assert first["label"] == text
    assert second["label"] == "b"
    assert (first["count"], first["flag"], first["nullable"], third["share"]) == (3, True, 1, -0.5)
    assert first["list"] == f"1 | zwei | {text}"
    assert [graph.nodes[node]["mixed"] for node in "abc"] == ["1", "eins", "2.5"]
    assert not {"count", "flag", "nullable", "share", "entity_type"} & set(second)
    assert not {"share"} & set(first)
    assert not {"list", "count"} & set(third)
    assert graph.edges["a", "b"]["weight"] == 1.5


def test_cells_are_no_formulas(tmp_path):
    """Text that a spreadsheet would run starts with an apostrophe; negative numbers stay numbers."""
    write_graph_files(*nasty_tables(), tmp_path)
    nodes, edges = read_csv(tmp_path / "nodes.csv"), read_csv(tmp_path / "edges.csv")

    assert nodes[0]["Label"] == f"'{xml_text(NASTY)}"
    assert nodes[2]["Label"] == "'@SUM(A1)"
    assert nodes[2]["share"] == "-0.5"
    assert edges[0]["note"] == "'-1"


@settings(max_examples=300, derandomize=True, deadline=None)
@given(st.text(st.characters(codec=None, exclude_categories=())))
def test_xml_text_is_xml(text):
    """Any text becomes one that XML can hold, and stays as it is where it can already."""
    cleaned = xml_text(text)
    element = etree.Element("x")
    element.text = cleaned

    assert etree.fromstring(etree.tostring(element)).text == (cleaned or None)
    assert len(cleaned) == len(text)
    assert xml_text(cleaned) == cleaned


_WRITE = """
import sys
from pathlib import Path
sys.path.insert(0, ".")
from tests.network.test_exports import build
from pipeline.network.exports import write_dynamic_gexf, write_graph_files
from pipeline.network.time_slices import slices
folder = Path(sys.argv[1])
tables, entities, edges, evidence = build(seed=int(sys.argv[2]))
shuffled = [table.sample(frac=1, random_state=2) for table in (entities, edges)]
write_graph_files(*shuffled, folder, evidence=evidence)
write_dynamic_gexf(entities, edges, slices(tables), folder)
"""


def test_same_bytes_for_shuffled_input_in_other_processes(folder, tmp_path_factory):
    """Neither the order of rows nor PYTHONHASHSEED changes a byte of any file."""
    root = Path(__file__).parents[2]
    for hash_seed in ("1", "99"):
        other = tmp_path_factory.mktemp("other")
        command = [sys.executable, "-c", _WRITE, str(other), hash_seed]
        subprocess.run(command, env=os.environ | {"PYTHONHASHSEED": hash_seed}, cwd=root, check=True)

        names = sorted(path.name for path in folder.iterdir())
        assert sorted(path.name for path in other.iterdir()) == names
        for name in names:
            assert (other / name).read_bytes() == (folder / name).read_bytes(), name
