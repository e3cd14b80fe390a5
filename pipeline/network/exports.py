"""Graph files that open in Gephi, igraph and NetworkX: GraphML, GEXF, CSV, node-link JSON, without time stamps.

Files are written in blocks of rows from the tables, so that a large network is not held in memory twice.
"""

import csv
import json
import math
import re
from collections.abc import Callable, Collection, Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import compress, repeat
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from pipeline.errors import OutputError, unknown_value
from pipeline.network.graph_xml import Block, Part, Spell, Value, write_gexf, write_graphml
from pipeline.network.placement import DRAWING, place_nodes
from pipeline.network.time_slices import TimeSlices
from pipeline.translations import _
from pipeline.user_files import safe_cell, write_refusal

MAX_GRAPH_EDGES = 100_000
"""Edges of a graph file, as many as Gephi shows and NetworkX reads at ease; a file holds about 5 KB for each."""

_ROWS = 50_000  # rows in memory as Python values at once
# XML 1.0 forbids control characters other than tab and line ends, surrogates, U+FFFE and U+FFFF
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_KINDS = {"boolean": "boolean", "integer": "long", "floating": "double", "mixed-integer-float": "double"}
_NAMES = ("source_name", "target_name")
_NODE_HEADERS = {"Id": "id", "Label": "label"}
_EDGE_HEADERS = {"Source": "source", "Target": "target", "Weight": "weight", "Type": "Undirected"} | {
    name: name for name in _NAMES
}
_NODE_NAMES = {"entity_id": "id", "name": "label", "label": "entity_type"}


def strongest_part(entities: pd.DataFrame, edges: pd.DataFrame, *, limit: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Select the edges that a viewer can show, and their ends; both whole if there are no more than `limit` edges.

    Edges of the backbone come first, then the others, each by weight, log-likelihood and ids.
    """
    if len(edges) <= limit:
        return entities, edges
    by = ["backbone", "weight", "llr", "source", "target"]
    kept = edges.sort_values(by, ascending=[False, False, False, True, True]).head(limit).sort_index()
    ends = pd.concat([kept["source"], kept["target"]]).unique()
    return entities[entities["entity_id"].isin(ends)], kept


@dataclass(frozen=True, slots=True, eq=False)
class Blocks:
    """The rows of a table as blocks of plain values, converted again on each iteration."""

    table: pd.DataFrame
    kinds: Mapping[str, str]

    def __iter__(self) -> Iterator[Block]:
        for low in range(0, len(self.table), _ROWS):
            block = self.table.iloc[low : low + _ROWS]
            yield {name: _values(block[name], kind) for name, kind in self.kinds.items()}


def write_graph_files(
    entities: pd.DataFrame,
    edges: pd.DataFrame,
    folder: Path,
    *,
    evidence: pd.DataFrame | None = None,
    note: str | None = None,
) -> list[Path]:
    """Write graph.graphml, graph.gexf, graph.json, nodes.csv and edges.csv; return their paths.

    In the files a node's `label` is its name, which Gephi and others display, and `entity_type` is PER, LOC, ORG or
    MISC. Nodes have a position, size and colour (see `place_nodes`), except in nodes.csv, and edges.csv has the names
    of both ends. Equal tables give equal bytes, whatever the order of their rows. Lists become text joined by ` | `.

    Args:
        entities: the `entities` table.
        edges: the `edges` table.
        folder: an existing folder.
        evidence: article ids and an example of each edge, as returned by `sample_evidence`.
        note: a description for the files that have a place for one, all but the CSV files.
    """
    nodes, named = _nodes(entities, edges), _edges(_with_names(edges, entities), evidence)
    links = _without(named, _NAMES)
    paths = [folder / name for name in ("graph.graphml", "graph.gexf", "graph.json", "nodes.csv", "edges.csv")]
    write_graphml(paths[0], nodes, links, note=note)
    write_gexf(paths[1], nodes, links, note=note)
    _write_json(paths[2], nodes, links, note=note)
    _write_csv(paths[3], _NODE_HEADERS, _without(nodes, DRAWING))
    _write_csv(paths[4], _EDGE_HEADERS, named)
    return paths


def write_graph_file(entities: pd.DataFrame, edges: pd.DataFrame, path: Path) -> list[Path]:
    """Write one file in the format that its suffix names, as `write_graph_files` does; return the paths written.

    `.csv` holds the edges, and a second file, `NAME-nodes.csv`, the nodes. `.ncol` holds a line per edge, two ids
    and the weight, for igraph; its fields end at spaces, so spaces in ids become `_`.

    Raises:
        OutputError: for another suffix, or if the file cannot be written.
    """
    write = _WRITERS.get(path.suffix.lower())
    if write is None:
        raise OutputError(unknown_value(_("format of a graph file"), path.suffix, _WRITERS))
    try:
        return write(path, _nodes(entities, edges), _edges(_with_names(edges, entities), None))
    except OSError as error:
        raise OutputError(write_refusal(str(path), error)) from error


def _write_one(write: Callable[[Path, Part, Part], None]) -> Callable[[Path, Part, Part], list[Path]]:
    def write_it(path: Path, nodes: Part, edges: Part) -> list[Path]:
        write(path, nodes, _without(edges, _NAMES))
        return [path]

    return write_it


def _write_two_tables(path: Path, nodes: Part, edges: Part) -> list[Path]:
    others = path.with_name(f"{path.stem}-nodes{path.suffix}")
    _write_csv(path, _EDGE_HEADERS, edges)
    _write_csv(others, _NODE_HEADERS, _without(nodes, DRAWING))
    return [path, others]


def _write_ncol(path: Path, _: Part, edges: Part) -> None:
    with path.open("w", encoding="utf-8", newline="\n") as file:
        for row in _rows(edges):
            ends = ("_".join(str(row[end]).split()) for end in ("source", "target"))
            file.write(f"{' '.join(ends)} {row['weight']}\n")


def _nodes(entities: pd.DataFrame, edges: pd.DataFrame) -> Part:
    table = entities.join(place_nodes(entities, edges)).rename(columns=_NODE_NAMES)
    return _part(table.assign(label=table["label"].fillna(table["id"])), ["id"])


def _with_names(edges: pd.DataFrame, entities: pd.DataFrame) -> pd.DataFrame:
    ids = pd.Index(entities["entity_id"])
    names = entities["name"].astype(object).fillna(entities["entity_id"]).to_numpy()
    places = {
        name: ids.get_indexer(pd.Index(edges[end])) for name, end in zip(_NAMES, ("source", "target"), strict=True)
    }
    return edges.assign(**{name: pd.Series(names[place], edges.index, dtype=object) for name, place in places.items()})


def _without(part: Part, names: Collection[str]) -> Part:
    """Leave out columns of a part."""
    kinds = {name: kind for name, kind in part.kinds.items() if name not in names}
    if isinstance(part.blocks, Blocks):
        return Part(kinds, replace(part.blocks, kinds=kinds))
    return Part(kinds, [{name: block[name] for name in kinds} for block in part.blocks])


def _edges(edges: pd.DataFrame, evidence: pd.DataFrame | None = None) -> Part:
    if evidence is not None:
        edges = edges.merge(evidence, on=["source", "target"], how="left", validate="one_to_one")
    return _part(edges, ["source", "target"])


def _part(table: pd.DataFrame, keys: list[str]) -> Part:
    kinds = {str(name): _kind(table[name]) for name in table.columns}
    blocks = Blocks(table.sort_values(keys), kinds)
    return Part(kinds, blocks if len(table) > _ROWS else list(blocks))  # a single block is converted once


def _kind(column: "pd.Series[Any]") -> str:
    return _KINDS.get(pd.api.types.infer_dtype(column, skipna=True), "string")


def _values(column: "pd.Series[Any]", kind: str) -> list[Value | None]:
    values: list[Value | None] = column.tolist()
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "biuf" and np.isfinite(column.to_numpy()).all():
        return values
    return [_plain(value, kind) for value in values]


def _plain(value: Any, kind: str) -> Value | None:
    """Convert a value to one that every format can hold; None for a missing one."""
    if isinstance(value, (list, tuple, np.ndarray)):
        return xml_text(" | ".join(str(part) for part in value)) or None
    if value is None or value is pd.NA or value is pd.NaT or (isinstance(value, float) and not math.isfinite(value)):
        return None
    if kind == "string":
        return xml_text(str(value))
    return bool(value) if kind == "boolean" else int(value) if kind == "long" else float(value)


def xml_text(text: str) -> str:
    """Replace what XML forbids (control characters, lone surrogates, non-characters) by U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text)


def _write_json(path: Path, nodes: Part, edges: Part, *, note: str | None = None) -> None:
    """Write node-link JSON for `networkx.node_link_graph(data, edges="edges")`, one row per line."""
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    with path.open("w", encoding="utf-8", newline="\n") as file:
        graph = encode({"description": note} if note else {})
        file.write(f'{{"directed": false, "multigraph": false, "graph": {graph}')
        for name, part in (("nodes", nodes), ("edges", edges)):
            lines = ("\n" + encode(row) for row in _rows(part))
            file.write(f',\n"{name}": [{next(lines, "")}')
            file.writelines("," + line for line in lines)
            file.write("]")
        file.write("}\n")


def _rows(part: Part) -> Iterator[dict[str, Value]]:
    """Iterate over the rows of a part, missing values left out."""
    for block in part.blocks:
        for values in zip(*block.values(), strict=True):
            yield {name: value for name, value in zip(block, values, strict=True) if value is not None}


def _write_csv(path: Path, headers: Mapping[str, str], part: Part) -> None:
    """Write a table with Gephi's headers first; `headers` maps each to a column, or to the text of all its cells."""
    others = [name for name in part.kinds if name not in headers.values()]
    cells = [*headers.values(), *others]
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow([*headers, *others])
        for block in part.blocks:
            columns = [map(csv_cell, block[name]) if name in block else repeat(name) for name in cells]
            writer.writerows(zip(*columns, strict=False))


def csv_cell(value: Value | None) -> str | int | float:
    """Convert a value to a cell; text that a spreadsheet would run as a formula gets a leading apostrophe."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return safe_cell(value) if isinstance(value, str) else value


def write_dynamic_gexf(
    entities: pd.DataFrame, edges: pd.DataFrame, timeline: TimeSlices, folder: Path, *, note: str | None = None
) -> Path:
    """Write graph-dynamic.gexf for Gephi's timeline: nodes and edges with the days and weights of slices.

    Entities and edges that are in no slice, because their articles are undated, are left out.
    """
    times: dict[str, list[Spell]] = {}
    weights: dict[tuple[str, str], list[Spell]] = {}
    for part in timeline.slices:
        for node in part.entities.loc[part.entities["articles"] > 0, "entity_id"].tolist():
            times.setdefault(xml_text(node), []).append(Spell(part.start, part.end))
        for a, b, weight in zip(*(part.edges[name].tolist() for name in ("source", "target", "weight")), strict=True):
            weights.setdefault((xml_text(a), xml_text(b)), []).append(Spell(part.start, part.end, float(weight)))
    nodes = _inside(_nodes(entities, edges), lambda block: block["id"], times)
    links = _inside(_edges(edges), lambda block: zip(block["source"], block["target"], strict=True), weights)
    path = folder / "graph-dynamic.gexf"
    write_gexf(path, nodes, links, node_spells=times, edge_spells=weights, note=note)
    return path


def _inside(part: Part, keys: Callable[[Block], Iterable[object]], known: Container[object]) -> Part:
    """Keep the rows whose key is known."""
    kept = ((block, [key in known for key in keys(block)]) for block in part.blocks)
    return part._replace(
        blocks=({name: list(compress(values, keep)) for name, values in block.items()} for block, keep in kept)
    )


_WRITERS: dict[str, Callable[[Path, Part, Part], list[Path]]] = {
    ".gexf": _write_one(write_gexf),
    ".graphml": _write_one(write_graphml),
    ".json": _write_one(_write_json),
    ".csv": _write_two_tables,
    ".ncol": _write_one(_write_ncol),
}
