"""Graph files that open in Gephi, igraph and NetworkX: GraphML, GEXF, CSV, node-link JSON; no time stamps inside."""

import csv
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import numpy as np
import pandas as pd

from pipeline.gexf import Spell, write_gexf
from pipeline.network import to_graph
from pipeline.timeline import Timeline

# XML 1.0 knows no control characters but tab and line ends, no surrogates, no U+FFFE, U+FFFF
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")


def write_graph_files(
    entities: pd.DataFrame, edges: pd.DataFrame, folder: Path, *, evidence: pd.DataFrame | None = None
) -> list[Path]:
    """Write graph.graphml, graph.gexf, graph.json, nodes.csv and edges.csv; returns their paths.

    In the graphs a node's `label` is its name (what Gephi and others show) and `entity_type` its PER, LOC, ORG or
    MISC. Equal tables give equal bytes, whatever the order of their rows.

    Args:
        entities: the `entities` table.
        edges: the `edges` table.
        folder: an existing folder.
        evidence: what `sample_evidence` returned for these edges: article ids and an example travel along.
    """
    graph = export_graph(entities, edges, evidence=evidence)
    nx.write_graphml_lxml(graph, folder / "graph.graphml", named_key_ids=True)
    write_gexf(graph, folder / "graph.gexf")
    _write_json(graph, folder / "graph.json")
    node_columns = ["Id", "Label", "entity_type", *_others(entities, ("entity_id", "name", "label"))]
    _write_csv(folder / "nodes.csv", node_columns, _node_rows(graph))
    edge_columns = ["Source", "Target", "Weight", "Type", *_others(edges, ("source", "target", "weight"))]
    edge_columns += _others(evidence, ("source", "target")) if evidence is not None else []
    _write_csv(folder / "edges.csv", edge_columns, _edge_rows(graph))
    return [folder / name for name in ("graph.graphml", "graph.gexf", "graph.json", "nodes.csv", "edges.csv")]


def export_graph(
    entities: pd.DataFrame, edges: pd.DataFrame, *, evidence: pd.DataFrame | None = None
) -> "nx.Graph[str]":
    """`to_graph` with values that every format can hold: text, whole numbers, floats, truth values."""
    if evidence is not None:
        edges = edges.merge(evidence, on=["source", "target"], how="left", validate="one_to_one")
    graph = to_graph(entities.rename(columns={"label": "entity_type"}).rename(columns={"name": "label"}), edges)
    clean: nx.Graph[str] = nx.Graph()
    clean.add_nodes_from((clean_text(node), _clean(data)) for node, data in graph.nodes(data=True))
    clean.add_edges_from((clean_text(a), clean_text(b), _clean(data)) for a, b, data in graph.edges(data=True))
    return clean


def clean_text(text: str) -> str:
    """The text without what XML forbids: control characters, lone surrogates, non-characters become U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def _clean(data: Mapping[str, Any]) -> dict[str, Any]:
    cleaned = {key: _plain(value) for key, value in data.items()}
    return {key: value for key, value in cleaned.items() if value is not None}


def _plain(value: Any) -> str | int | float | bool | None:
    """The value as one that every format can hold; None for a missing one."""
    if isinstance(value, np.generic):
        value = value.item()
    if isinstance(value, (list, tuple, set, frozenset, np.ndarray)):
        parts = [str(_plain(part)) for part in value]
        value = " | ".join(sorted(parts) if isinstance(value, (set, frozenset)) else parts)
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and not np.isfinite(value)):
        return None
    return value if isinstance(value, (bool, int, float)) else clean_text(str(value))


def _write_json(graph: "nx.Graph[str]", path: Path) -> None:
    data = nx.node_link_data(graph, edges="edges")
    with path.open("w", encoding="utf-8", newline="\n") as file:
        json.dump(data, file, ensure_ascii=False, indent=1, allow_nan=False)
        file.write("\n")


def _others(table: pd.DataFrame, named: Iterable[str]) -> list[str]:
    return [str(column) for column in table.columns if column not in named]


def _node_rows(graph: "nx.Graph[str]") -> Iterator[dict[str, Any]]:
    for node, data in graph.nodes(data=True):
        yield {"Id": node, "Label": node} | {"Label" if key == "label" else key: value for key, value in data.items()}


def _edge_rows(graph: "nx.Graph[str]") -> Iterator[dict[str, Any]]:
    for a, b, data in graph.edges(data=True):
        ends = {"Source": a, "Target": b, "Type": "Undirected"}
        yield ends | {"Weight" if key == "weight" else key: value for key, value in data.items()}


def _write_csv(path: Path, columns: list[str], rows: Iterable[Mapping[str, Any]]) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(columns)
        for row in rows:
            writer.writerow([_cell(row.get(column)) for column in columns])


def _cell(value: Any) -> str | int | float:
    """A table cell; text that a spreadsheet would run as a formula gets an apostrophe in front."""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return "" if value is None else value


def write_dynamic_gexf(entities: pd.DataFrame, edges: pd.DataFrame, timeline: Timeline, folder: Path) -> Path:
    """Write graph-dynamic.gexf, which Gephi's timeline plays: nodes and edges with the days of their slices.

    Entities and edges that are in no slice (undated articles only) have no place in time and are left out.
    """
    graph = export_graph(entities, edges)
    spells: dict[str, list[Spell]] = {}
    weights: dict[tuple[str, str], list[tuple[float, Spell]]] = {}
    for part in timeline.slices:
        span = (part.start, part.end)
        present = part.entities.loc[part.entities["articles"] > 0, "entity_id"]
        for node in present:
            spells.setdefault(clean_text(node), []).append(span)
        for a, b, weight in zip(part.edges["source"], part.edges["target"], part.edges["weight"], strict=True):
            weights.setdefault((clean_text(a), clean_text(b)), []).append((float(weight), span))
    graph.remove_edges_from([pair for pair in graph.edges if pair not in weights])
    graph.remove_nodes_from([node for node in graph if node not in spells])
    path = folder / "graph-dynamic.gexf"
    write_gexf(graph, path, node_spells=spells, edge_weights=weights)
    return path
