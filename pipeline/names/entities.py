"""Which names of a corpus are one entity: stable ids, countries, and the rule that joined each name."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

import pandas as pd

from pipeline.names.aliases import ACTIONS, Alias, Aliases
from pipeline.names.corpus_links import STAGES
from pipeline.names.forest import Node, index, roots
from pipeline.names.forms import name_key, short_digest, slug

ENTITY_COLUMNS = ("entity_id", "entity_name", "entity_label", "rule", "country")


def link_corpus(names: pd.DataFrame, aliases: Aliases | None = None) -> pd.DataFrame:
    """The entity of each distinct name of a corpus, whatever the order of the rows.

    Args:
        names: columns name, label, mentions, articles: the distinct links of all articles.
        aliases: the user's decisions.

    Returns:
        One row per row of `names`, in the same order: name, label, entity_id, entity_name, entity_label, rule,
        country. A dropped name has no entity_id and the rule `dropped`.
    """
    nodes = _nodes(names, aliases or Aliases())
    _apply_merges(nodes, aliases or Aliases())
    for stage in STAGES:
        stage(nodes)
    return _table(names, nodes, aliases or Aliases())


def _nodes(names: pd.DataFrame, aliases: Aliases) -> list[Node]:
    columns = (names["name"], names["label"], names["mentions"], names["articles"])
    nodes = [Node(str(n), str(lb), int(m), int(a)) for n, lb, m, a in zip(*columns, strict=True)]
    nodes += _names_of_aliases(nodes, aliases)
    nodes.sort(key=lambda node: node.rank)
    apart: dict[str, set[str]] = defaultdict(set)
    for pair in aliases.apart():
        for key in pair:
            apart[key] |= pair - {key}
    for node in nodes:
        node.apart |= {other for key in node.own_keys for other in apart.get(key, ())}
    return nodes


def _names_of_aliases(nodes: Sequence[Node], aliases: Aliases) -> list[Node]:
    """Names that only the alias file has: they join entities by the same rules, so that a line can speak of `Merkel`.

    A name without a label has that of its partner, or of the name it is the acronym of; else it is a person.
    """
    labels = {name_key(node.short): node.label for node in nodes if node.short}
    labels |= {key: node.label for node in nodes for key in node.own_keys}
    present = {key for node in nodes for key in node.own_keys}
    added: dict[str, Node] = {}
    for row in aliases.of(*ACTIONS):
        partners = (row.name, row.target) if row.action in ("merge", "separate") else (row.name,)
        keys = [name_key(name) for name in partners]
        label = row.label or next((labels[key] for key in keys if key in labels), "PER")
        for name, key in zip(partners, keys, strict=True):
            if key not in added and key not in present:
                added[key] = Node(name, labels.get(key, label), 0, 0)
    return list(added.values())


def _apply_merges(nodes: Sequence[Node], aliases: Aliases) -> None:
    by_key = _by_own_keys(nodes)
    for row in aliases.of("merge"):
        targets = by_key[name_key(row.target)]
        same = [node for node in targets if row.label in ("", node.label)] or targets
        for node in by_key[row.key]:
            if row.applies(node.label):
                node.join(same[0], "alias")


def _table(names: pd.DataFrame, nodes: Sequence[Node], aliases: Aliases) -> pd.DataFrame:
    shown = _shown(nodes, aliases)
    by_given = {(node.given, node.label): node for node in nodes}
    dropped: dict[str, list[Alias]] = defaultdict(list)
    for line in aliases.of("drop"):
        dropped[line.key].append(line)
    pairs = zip(names["name"], names["label"], strict=True)
    rows = [_row(by_given[str(n), str(lb)], shown, dropped) for n, lb in pairs]
    entities = pd.DataFrame(rows, columns=list(ENTITY_COLUMNS), index=names.index, dtype=object)
    return pd.concat([names[["name", "label"]], entities], axis=1)


def _by_own_keys(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    return index((key, node) for node in nodes for key in node.own_keys)


def _wishes(nodes: Sequence[Node], aliases: Aliases, action: str) -> dict[int, str]:
    """Root -> what the user wishes for the entity that has the name of a line, by the last such line."""
    by_key = _by_own_keys(nodes)
    return {
        id(node.root): row.target
        for row in aliases.of(action)
        for node in by_key.get(row.key, ())
        if row.applies(node.label)
    }


def _shown(nodes: Sequence[Node], aliases: Aliases) -> dict[int, tuple[str, str, str]]:
    """Root -> (entity_id, name, label), after the user's merges, renames and retypes."""
    names = _wishes(nodes, aliases, "merge") | _wishes(nodes, aliases, "rename")
    labels = _wishes(nodes, aliases, "retype")
    shown: dict[int, tuple[str, str, str]] = {}
    taken: Counter[str] = Counter()
    for root in sorted(roots(nodes), key=lambda node: (node.given, node.label)):
        name = names.get(id(root)) or (root.shown.name if root.shown else root.name)
        label = labels.get(id(root)) or (root.shown.label if root.shown else root.label)
        plain = f"{label}:{slug(name)}"
        taken[plain] += 1
        entity_id = plain if taken[plain] == 1 else f"{plain}-{short_digest(root.given + root.label)}"
        shown[id(root)] = entity_id, name, label
    return shown


def _row(
    node: Node, shown: dict[int, tuple[str, str, str]], dropped: Mapping[str, Sequence[Alias]]
) -> tuple[str | None, ...]:
    root = node.root
    entity_id, name, label = shown[id(root)]
    lines = [line for key in node.own_keys | {name_key(name)} for line in dropped.get(key, ())]
    if any(line.label in ("", node.label, label) for line in lines):
        return None, None, None, "dropped", None
    country = root.shown.country if root.shown else None
    return entity_id, name, label, _rule(node, name), country if label == "LOC" else None


def _rule(node: Node, name: str) -> str:
    if node.rule != "exact":
        return node.rule
    if node.name == name:
        return "exact"
    if node.key == name_key(name):
        return "spelling"
    return ("country" if node.root.shown.country else "known") if node.root.shown else "alias"
