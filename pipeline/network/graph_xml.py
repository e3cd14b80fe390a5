"""GraphML and GEXF 1.2 written as streams from tables, GEXF static or with a timeline.

Not NetworkX's writers: its GEXF writer stamps the day of writing into the file (`lastmodifieddate`), so that equal
graphs give unequal bytes, and both hold graph and document in memory several times over and take six times as long
for 16,560 edges with their attributes.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from itertools import count
from pathlib import Path
from typing import NamedTuple, TextIO
from xml.sax.saxutils import escape, quoteattr

Value = str | int | float | bool
Block = Mapping[str, list[Value | None]]
Pair = tuple[str, str]


class Spell(NamedTuple):
    """First and last day of a period, and the weight of an edge in it."""

    start: date
    end: date
    weight: float = 1.0


class Part(NamedTuple):
    """The nodes (with id and label) or edges (source, target, weight) of a graph; these columns are complete.

    Nodes may also have position, radius and colour, complete as well: x, y, size, r, g, b.

    `kinds` are the types of the columns, named as in GraphML and GEXF: boolean, long, double, string.
    `blocks` are runs of rows as columns of plain values, with None for missing ones.
    """

    kinds: Mapping[str, str]
    blocks: Iterable[Block]


_NUMBERS = (int, float)  # need no escaping; `type() in` leaves bool out
_SPECIAL = re.compile('[&<>"\t\n\r]')  # most values hold none, and searching is far cheaper than replacing
_DECLARATION = '<?xml version="1.0" encoding="utf-8"?>\n'
_XSI = "http://www.w3.org/2001/XMLSchema-instance"
_GRAPHML = "http://graphml.graphdrawing.org/xmlns"
_GEXF = "http://www.gexf.net/1.2draft"
_VIZ = f"{_GEXF}/viz"


def write_graphml(path: Path, nodes: Part, edges: Part, *, note: str | None = None) -> None:
    """Write a GraphML file; ids and ends become XML attributes, everything else `data`, and a note `desc`.

    Gephi draws nodes with the keys x, y, size, r, g and b; igraph takes x, y and size for its layout.
    """
    with path.open("w", encoding="utf-8", newline="\n") as file:
        schema = f"{_GRAPHML} {_GRAPHML}/1.0/graphml.xsd"
        root = {"xmlns": _GRAPHML, "xmlns:xsi": _XSI, "xsi:schemaLocation": schema}
        file.write(f"{_DECLARATION}<graphml{_attributes(root)}>\n")
        if note:
            file.write(f"<desc>{_escaped(note)}</desc>\n")
        for element, part in (("node", nodes), ("edge", edges)):
            file.writelines(_graphml_key(element, name, kind) for name, kind in part.kinds.items())
        file.write('<graph edgedefault="undirected">\n')
        for block in nodes.blocks:
            ids = _cells(" id=", _quoted, block["id"])
            rows = zip(ids, _data("node", block), strict=True)
            file.writelines(f"<node{id_}>{data}</node>\n" for id_, data in rows)
        for block in edges.blocks:
            ends = _joined(_cells(f" {end}=", _quoted, block[end]) for end in ("source", "target"))
            file.writelines(
                f"<edge{pair}>{data}</edge>\n" for pair, data in zip(ends, _data("edge", block), strict=True)
            )
        file.write("</graph>\n</graphml>\n")


_GRAPHML_ENDS = ("id", "source", "target")


def _graphml_key(element: str, name: str, kind: str) -> str:
    if name in _GRAPHML_ENDS:
        return ""
    key = {"id": f"{element}_{name}", "for": element, "attr.name": name, "attr.type": kind}
    return f"<key{_attributes(key)}/>\n"


def _data(element: str, block: Block) -> Iterator[str]:
    names = [name for name in block if name not in _GRAPHML_ENDS]
    keys = {name: f"<data key={_quoted(f'{element}_{name}')}>" for name in names}
    return _joined((_cells(keys[name], _escaped, block[name], "</data>") for name in names), size=_size(block))


def write_gexf(
    path: Path,
    nodes: Part,
    edges: Part,
    *,
    node_spells: Mapping[str, Iterable[Spell]] | None = None,
    edge_spells: Mapping[Pair, Iterable[Spell]] | None = None,
    note: str | None = None,
) -> None:
    """Write a GEXF file, with a timeline if spells are given.

    Args:
        path: the file.
        nodes: rows with id and label.
        edges: rows with source, target and weight.
        node_spells: when each node exists.
        edge_spells: when each edge exists, with its weight at that time.
        note: the description of the file.
    """
    dynamic = node_spells is not None or edge_spells is not None
    times, weights = node_spells or {}, edge_spells or {}
    with path.open("w", encoding="utf-8", newline="\n") as file:
        root = {
            "xmlns": _GEXF,
            "xmlns:viz": _VIZ,
            "xmlns:xsi": _XSI,
            "xsi:schemaLocation": f"{_GEXF} {_GEXF}/gexf.xsd",
            "version": "1.2",
        }
        mode = {"mode": "dynamic", "timeformat": "date"} if dynamic else {"mode": "static"}
        file.write(f"{_DECLARATION}<gexf{_attributes(root)}>\n")
        if note:
            file.write(f"<meta><description>{_escaped(note)}</description></meta>\n")
        file.write(f"<graph{_attributes({'defaultedgetype': 'undirected', **mode})}>\n")
        _write_declarations(file, nodes, edges, dynamic=dynamic)
        file.write("<nodes>\n")
        for block in nodes.blocks:
            heads = _joined(_cells(f" {name}=", _quoted, block[name]) for name in ("id", "label"))
            rows = zip(block["id"], heads, _attvalues(block), _drawings(block), strict=True)
            for id_, head, values, drawing in rows:
                file.write(_gexf_element("node", head, values, [], times.get(str(id_), ()), drawing))
        file.write("</nodes>\n<edges>\n")
        numbers = count()
        for block in edges.blocks:
            heads = _joined(_cells(f" {name}=", _quoted, block[name]) for name in ("source", "target", "weight"))
            pairs = zip(block["source"], block["target"], strict=True)
            for pair, head, values in zip(pairs, heads, _attvalues(block), strict=True):
                changing = list(weights.get((str(pair[0]), str(pair[1])), ()))
                file.write(_gexf_element("edge", f' id="{next(numbers)}"{head}', values, changing, changing))
        file.write("</edges>\n</graph>\n</gexf>\n")


_DRAWING = {
    "x": ("<viz:position x=", ""),
    "y": (" y=", ' z="0.0"/>'),
    "size": ("<viz:size value=", "/>"),
    # no alpha: Gephi Lite ignores colours that have one
    "r": ("<viz:color r=", ""),
    "g": (" g=", ""),
    "b": (" b=", "/>"),
}
_GEXF_OWN = ("id", "label", "source", "target", "weight", *_DRAWING)  # elements and attributes of their own


def _write_declarations(file: TextIO, nodes: Part, edges: Part, *, dynamic: bool) -> None:
    for element, part in (("node", nodes), ("edge", edges)):
        named = [(name, name, kind) for name, kind in part.kinds.items() if name not in _GEXF_OWN]
        file.write(_declaration({"class": element, "mode": "static"}, named))
    if dynamic:
        # the identifier `weight` is reserved for edge weights that change (GEXF 1.2 primer, "dynamic weight")
        file.write(_declaration({"class": "edge", "mode": "dynamic"}, [("weight", "Weight", "double")]))


def _declaration(attributes: Mapping[str, str], named: Iterable[tuple[str, str, str]]) -> str:
    lines = [f"<attribute{_attributes({'id': key, 'title': title, 'type': kind})}/>\n" for key, title, kind in named]
    return f"<attributes{_attributes(attributes)}>\n{''.join(lines)}</attributes>\n" if lines else ""


def _attvalues(block: Block) -> Iterator[str]:
    names = [name for name in block if name not in _GEXF_OWN]
    heads = {name: f"<attvalue{_attributes({'for': name})} value=" for name in names}
    return _joined((_cells(heads[name], _quoted, block[name], "/>") for name in names), size=_size(block))


def _drawings(block: Block) -> Iterator[str]:
    parts = {name: wrap for name, wrap in _DRAWING.items() if name in block}
    columns = (_cells(head, _quoted, block[name], tail) for name, (head, tail) in parts.items())
    return _joined(columns, size=_size(block))


def _gexf_element(
    name: str, head: str, values: str, changing: Iterable[Spell], spells: Iterable[Spell], drawing: str = ""
) -> str:
    values += "".join(
        [f'<attvalue for="weight" value="{each.weight}" start="{each.start}" end="{each.end}"/>' for each in changing]
    )
    times = "".join([f'<spell start="{each.start}" end="{each.end}"/>' for each in spells])
    inner = (f"<attvalues>{values}</attvalues>" if values else "") + (f"<spells>{times}</spells>" if times else "")
    return f"<{name}{head}>{inner}{drawing}</{name}>\n"


def _cells(head: str, write: Callable[[Value], str], values: Sequence[Value | None], tail: str = "") -> list[str]:
    """Write a column's part of each row; nothing if the value is missing."""
    return ["" if value is None else f"{head}{write(value)}{tail}" for value in values]


def _joined(columns: Iterable[list[str]], *, size: int | None = None) -> Iterator[str]:
    """Join columns of text to rows; without a column, yield `size` empty rows."""
    found = list(columns)
    return map("".join, zip(*found, strict=True)) if found else iter([""] * (size or 0))


def _size(block: Block) -> int:
    return len(next(iter(block.values()), []))


def _attributes(values: Mapping[str, Value]) -> str:
    return "".join([f" {name}={_quoted(value)}" for name, value in values.items()])


def _quoted(value: Value) -> str:
    if type(value) in _NUMBERS:
        return f'"{value}"'
    text = _text(value)
    return quoteattr(text) if _SPECIAL.search(text) else f'"{text}"'


def _escaped(value: Value) -> str:
    if type(value) in _NUMBERS:
        return str(value)
    text = _text(value)
    # parsers read a bare carriage return as a line feed
    return escape(text, {"\r": "&#13;"}) if _SPECIAL.search(text) else text


def _text(value: Value) -> str:
    return value if isinstance(value, str) else str(value).lower()  # the other texts with letters are True and False
