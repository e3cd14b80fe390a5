"""GEXF 1.2 written as a stream, static or with a timeline.

NetworkX' own writer stamps the day of writing into the file (`lastmodifieddate`), so that equal graphs give unequal
bytes, and holds the document in memory several times over.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any
from xml.sax.saxutils import XMLGenerator

import networkx as nx

Spell = tuple[date, date]
Pair = tuple[str, str]

_NAMESPACES = {
    "xmlns": "http://www.gexf.net/1.2draft",
    "xmlns:xsi": "http://www.w3.org/2001/XMLSchema-instance",
    "xsi:schemaLocation": "http://www.gexf.net/1.2draft http://www.gexf.net/1.2draft/gexf.xsd",
    "version": "1.2",
}
_TYPES = {bool: "boolean", int: "long", float: "double", str: "string"}
_OWN = ("label", "weight")  # attributes of the elements themselves


def write_gexf(
    graph: "nx.Graph[str]",
    path: Path,
    *,
    node_spells: Mapping[str, Iterable[Spell]] | None = None,
    edge_weights: Mapping[Pair, Iterable[tuple[float, Spell]]] | None = None,
) -> None:
    """Write an undirected graph whose attributes are str, int, float or bool and free of what XML forbids.

    Args:
        graph: nodes may have a `label`, edges a `weight`.
        path: the file.
        node_spells: first and last days between which each node exists; makes the file dynamic.
        edge_weights: weight of each edge (its ends in sorted order) between first and last days.
    """
    spells, weights = node_spells or {}, edge_weights or {}
    dynamic = node_spells is not None or edge_weights is not None
    mode = {"mode": "dynamic", "timeformat": "date"} if dynamic else {"mode": "static"}
    node_types = _types(data for _, data in graph.nodes(data=True))
    edge_types = _types(data for _, _, data in graph.edges(data=True))
    with path.open("w", encoding="utf-8", newline="\n") as file:
        xml = XMLGenerator(file, "utf-8", short_empty_elements=True)
        xml.startDocument()
        with _element(xml, "gexf", _NAMESPACES), _element(xml, "graph", {"defaultedgetype": "undirected", **mode}):
            _write_declarations(xml, "node", node_types)
            _write_declarations(xml, "edge", edge_types)
            if weights:
                _write_weight_declaration(xml)
            with _element(xml, "nodes", {}):
                for node, data in graph.nodes(data=True):
                    _write_node(xml, node, data, node_types, spells.get(node, ()))
            with _element(xml, "edges", {}):
                for number, (a, b, data) in enumerate(graph.edges(data=True)):
                    ends = (a, b) if a <= b else (b, a)
                    _write_edge(xml, str(number), ends, data, edge_types, weights.get(ends, ()))
        file.write("\n")


@contextmanager
def _element(xml: XMLGenerator, name: str, attributes: Mapping[str, str]) -> Iterator[None]:
    xml.startElement(name, dict(attributes))  # type: ignore[arg-type]  # the stub wants an AttributesImpl; a dict works
    yield
    xml.endElement(name)
    xml.ignorableWhitespace("\n")


def _types(attributes: Iterable[Mapping[str, Any]]) -> dict[str, str]:
    """GEXF type of each attribute: whole numbers beside fractions are doubles, other mixtures are strings."""
    seen: dict[str, set[type]] = {}
    for data in attributes:
        for name, value in data.items():
            if name not in _OWN:
                seen.setdefault(name, set()).add(type(value))
    merged = {
        name: float if kinds == {int, float} else kinds.pop() if len(kinds) == 1 else str
        for name, kinds in seen.items()
    }
    return {name: _TYPES[merged[name]] for name in sorted(merged)}


def _write_declarations(xml: XMLGenerator, element: str, types: Mapping[str, str]) -> None:
    if types:
        with _element(xml, "attributes", {"class": element, "mode": "static"}):
            for name, kind in types.items():
                with _element(xml, "attribute", {"id": name, "title": name, "type": kind}):
                    pass


def _write_weight_declaration(xml: XMLGenerator) -> None:
    """The identifier `weight` is reserved for edge weights that change (GEXF 1.2 primer, "dynamic weight")."""
    with (
        _element(xml, "attributes", {"class": "edge", "mode": "dynamic"}),
        _element(xml, "attribute", {"id": "weight", "title": "Weight", "type": "double"}),
    ):
        pass


def _write_node(
    xml: XMLGenerator, node: str, data: Mapping[str, Any], types: Mapping[str, str], spells: Iterable[Spell]
) -> None:
    with _element(xml, "node", {"id": node, "label": str(data.get("label", node))}):
        _write_values(xml, data, types, ())
        _write_spells(xml, spells)


def _write_edge(
    xml: XMLGenerator,
    number: str,
    ends: Pair,
    data: Mapping[str, Any],
    types: Mapping[str, str],
    weights: Iterable[tuple[float, Spell]],
) -> None:
    attributes = {"id": number, "source": ends[0], "target": ends[1], "weight": str(data.get("weight", 1.0))}
    weights = list(weights)
    with _element(xml, "edge", attributes):
        _write_values(xml, data, types, weights)
        _write_spells(xml, [spell for _, spell in weights])


def _write_values(
    xml: XMLGenerator,
    data: Mapping[str, Any],
    types: Mapping[str, str],
    weights: Iterable[tuple[float, Spell]],
) -> None:
    static = [{"for": name, "value": _text(data[name])} for name in types if name in data]
    changing = [{"for": "weight", "value": _text(weight), **_days(spell)} for weight, spell in weights]
    if static or changing:
        with _element(xml, "attvalues", {}):
            for attributes in [*static, *changing]:
                with _element(xml, "attvalue", attributes):
                    pass


def _write_spells(xml: XMLGenerator, spells: Iterable[Spell]) -> None:
    spells = list(spells)
    if spells:
        with _element(xml, "spells", {}):
            for spell in spells:
                with _element(xml, "spell", _days(spell)):
                    pass


def _days(spell: Spell) -> dict[str, str]:
    return {"start": spell[0].isoformat(), "end": spell[1].isoformat()}


def _text(value: Any) -> str:
    return str(value).lower() if isinstance(value, bool) else str(value)
