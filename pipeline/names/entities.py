"""Names of a corpus as a forest of joined names, and the entities with stable ids that its trees become."""

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import pandas as pd

from pipeline.names.aliases import ACTIONS, Alias, Aliases
from pipeline.names.forms import name_key, short_digest, slug, split_short
from pipeline.names.knowledge import Known


@dataclass(slots=True, eq=False)
class Node:
    """A distinct (name, label); `keys` and `mentions` of a root are those of its tree, `articles` the most of one."""

    given: str
    label: str
    mentions: int
    articles: int
    name: str = ""  # without a bracketed acronym
    short: str | None = None
    key: str = ""
    parent: "Node | None" = None
    rule: str = "exact"
    shown: Known | None = None
    own_keys: frozenset[str] = frozenset()  # of the name without and with its bracketed acronym
    keys: set[str] = field(default_factory=set)
    apart: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        """Derive the keys and the short form from the name as given."""
        # what stands behind a person in brackets tells two bearers apart: `Markus Braun (SPD)`
        self.name, self.short = (self.given, None) if self.label == "PER" else split_short(self.given)
        self.key = name_key(self.name)
        self.own_keys = frozenset([self.key, name_key(self.given)])
        self.keys = set(self.own_keys)

    @property
    def root(self) -> "Node":
        """The name at the root of the tree, which is the entity."""
        node = self
        while node.parent is not None:
            if node.parent.parent is not None:
                node.parent = node.parent.parent  # halve the way: a chain may be thousands of names long
            node = node.parent
        return node

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Sort key: better supported first, then by name."""
        return -self.articles, -self.mentions, self.given, self.label

    def join(self, other: "Node", rule: str) -> None:
        """Hang this node's tree on the other's root, unless the user forbids it."""
        child, root = self.root, other.root
        if child is root or child.apart & root.keys or root.apart & child.keys:
            return
        child.parent, child.rule = root, rule
        # the smaller set goes into the larger one: else joining a chain would copy its names again and again
        root.keys, child.keys = _union(root.keys, child.keys), set()
        root.apart, child.apart = _union(root.apart, child.apart), set()
        root.mentions += child.mentions
        root.articles = max(root.articles, child.articles)
        root.shown = root.shown or child.shown


def _union(first: set[str], second: set[str]) -> set[str]:
    """Both sets in the larger of them, which is changed."""
    small, large = sorted((first, second), key=len)
    large |= small
    return large


def roots(nodes: Iterable[Node]) -> list[Node]:
    """The distinct roots, best supported first."""
    return sorted({id(node.root): node.root for node in nodes}.values(), key=lambda node: node.rank)


def grouped(nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> list[list[Node]]:
    """Groups of two roots and more with the same key, best supported first; nodes without a key are in none."""
    groups: dict[Hashable, list[Node]] = defaultdict(list)
    for node in nodes:
        value = key(node)
        if value is not None:
            groups[value].append(node)
    return [roots(group) for group in groups.values() if len(group) > 1]


def index(pairs: Iterable[tuple[str, Node]]) -> dict[str, list[Node]]:
    """Nodes by key, in the order given."""
    by_key: dict[str, list[Node]] = defaultdict(list)
    for key, node in pairs:
        by_key[key].append(node)
    return by_key


ENTITY_COLUMNS = ("entity_id", "entity_name", "entity_label", "rule", "country")


def name_nodes(names: pd.DataFrame, aliases: Aliases) -> list[Node]:
    """The names of a corpus and of the alias file as single trees, best supported first."""
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


def apply_merges(nodes: Sequence[Node], aliases: Aliases) -> None:
    """Join what the alias file merges, before any rule is asked."""
    by_key = _by_own_keys(nodes)
    for row in aliases.of("merge"):
        targets = by_key[name_key(row.target)]
        same = [node for node in targets if row.label in ("", node.label)] or targets
        for node in by_key[row.key]:
            if row.applies(node.label):
                node.join(same[0], "alias")


def entity_table(names: pd.DataFrame, nodes: Sequence[Node], aliases: Aliases) -> pd.DataFrame:
    """The entity of each name, once all joins are made; columns as `link_corpus` returns them."""
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
