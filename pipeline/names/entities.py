"""The names of a corpus as a forest: joined names form a tree, and each tree becomes an entity with a stable id."""

import re
from collections import Counter
from collections.abc import Callable, Container, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import attrgetter

import pandas as pd

from pipeline.names.aliases import ACTIONS, Alias, Aliases
from pipeline.names.forms import group_by_key, is_in_capitals, name_key, short_digest, slug, split_short, surnames
from pipeline.names.knowledge import Known

_FULL_RULES = frozenset({"spelling", "transliteration", "label", "initial"})
"""Rules by which a name joins another that is as complete, or that may be the better name."""
_INITIAL = re.compile(r"\w\b\.?(?!\S)")

ENTITY_COLUMNS = ("entity_id", "entity_name", "entity_label", "rule", "country")


@dataclass(slots=True, eq=False)
class Node:
    """A distinct (name, label) of the corpus.

    The `keys`, `apart` and `mentions` of a root cover its whole tree; its `articles` is the maximum over the nodes.
    The `keys` are only those that the user keeps apart from others.
    Its `forms` are the nodes of the tree that the entity may be named after: no genitives, surnames or acronyms.
    """

    given: str
    label: str
    mentions: int
    articles: int
    name: str = ""  # without a bracketed acronym
    short: str | None = None
    key: str = ""
    parent: "Node | None" = None
    base: "Node | None" = None  # the node that the rule joined this one to, which is not always its root
    rule: str = "exact"
    shown: Known | None = None
    own_keys: tuple[str, ...] = ()  # of the name, without and with its bracketed acronym
    keys: set[str] | frozenset[str] = frozenset()
    apart: set[str] | frozenset[str] = frozenset()  # keys that the user forbids in the same tree
    surnames: tuple[str, ...] = ()  # of a person
    forms: list["Node"] | None = None  # None for the node alone
    seen: tuple[int, int] = (0, 0)  # articles and mentions of this node alone

    def __post_init__(self) -> None:
        """Derive the keys and the short form from the name as given."""
        # brackets after a person distinguish two bearers of one name: `Markus Braun (SPD)`
        self.name, self.short = (self.given, None) if self.label == "PER" else split_short(self.given)
        self.key = name_key(self.name)
        self.own_keys = (self.key,)
        if self.short is not None and (whole := name_key(self.given)) != self.key:
            self.own_keys += (whole,)
        self.surnames = surnames(self.name) if self.label == "PER" else ()
        self.seen = self.articles, self.mentions

    @property
    def root(self) -> "Node":
        """Root of the tree, which stands for the entity."""
        node = self
        while node.parent is not None:
            if node.parent.parent is not None:
                node.parent = node.parent.parent  # path halving: a chain may be thousands of names long
            node = node.parent
        return node

    @property
    def rank(self) -> tuple[int, int, str, str]:
        """Sort key: better supported first, then by name."""
        return -self.articles, -self.mentions, self.given, self.label

    def join(self, other: "Node", rule: str) -> None:
        """Attach the tree of this node to the root of the other, unless the user keeps them separate."""
        child, root = self.root, other.root
        if child is root or child.apart & root.keys or root.apart & child.keys:
            return
        child.parent, child.base, child.rule = root, other, rule
        if child.keys or child.apart:
            # union by size: otherwise a chain of joins would copy its keys again and again
            root.keys, child.keys = _union(root.keys, child.keys), frozenset()
            root.apart, child.apart = _union(root.apart, child.apart), frozenset()
        if rule in _FULL_RULES:
            short, root.forms = sorted((child.forms or [child], root.forms or [root]), key=len)
            root.forms += short
        child.forms = None
        root.mentions += child.mentions
        root.articles = max(root.articles, child.articles)
        root.shown = root.shown or child.shown

    @property
    def name_by_rules(self) -> str:
        """Name of a root's tree, unless the user's lines decide otherwise."""
        return self.shown.name if self.shown else self.best_name

    @property
    def best_name(self) -> str:
        """Name of a root's tree: of its full forms the one in most articles, so never a slip seen once.

        A form in capitals counts half, because date lines and headlines are set in them.
        """
        if self.forms is None:
            return self.name
        articles: Counter[str] = Counter()
        mentions: Counter[str] = Counter()
        for node in self.forms:
            articles[node.name] += node.seen[0]
            mentions[node.name] += node.seen[1]
        full = [name for name in articles if not _INITIAL.match(name)] if self.label == "PER" else []
        for counts in (articles, mentions):
            counts.update({name: -(counts[name] + 1) // 2 for name in counts if is_in_capitals(name)})
        return min(full or articles, key=lambda name: (-articles[name], -mentions[name], name != self.name, name))


def roots(nodes: Iterable[Node]) -> list[Node]:
    """The distinct roots, best supported first."""
    found = {root: None for node in nodes for root in (node.root,)}
    return sorted(found, key=attrgetter("rank")) if len(found) > 1 else list(found)


def unjoined(nodes: Iterable[Node]) -> list[Node]:
    """The nodes that are roots, in their order."""
    return [node for node in nodes if node.parent is None]


def grouped(nodes: Iterable[Node], key: Callable[[Node], Hashable]) -> list[list[Node]]:
    """Roots grouped by the key of their nodes, best supported first; nodes whose key is None are skipped."""
    first: dict[Hashable, Node] = {}
    groups: dict[Hashable, list[Node]] = {}  # most keys have one node: no list for these
    for node in nodes:
        value = key(node)
        if value is not None and (other := first.setdefault(value, node)) is not node:
            groups.setdefault(value, [other]).append(node)
    return [roots(groups[value]) for value in first if value in groups]


def build_nodes(names: pd.DataFrame, aliases: Aliases) -> list[Node]:
    """Create one node for each name of the corpus and of the alias file, best supported first."""
    columns = (names[column].tolist() for column in ("name", "label", "mentions", "articles"))
    nodes = [Node(*row) for row in zip(*columns, strict=True)]
    nodes += _names_of_aliases(nodes, aliases)
    nodes.sort(key=attrgetter("rank"))
    if separations := list(aliases.of("separate")):
        _keep_apart(nodes, separations)
    return nodes


def _keep_apart(nodes: Sequence[Node], separations: Sequence[Alias]) -> None:
    """Note on each name what the user separates it from; a label tells which name with that key is meant."""
    named = {key for row in separations for key in (row.key, name_key(row.target))}
    by_key = by_own_keys(nodes)
    for node in nodes:
        node.keys = {key for key in node.own_keys if key in named}
    for row in separations:
        bearers = by_key.get(row.key, [])
        for node in [node for node in bearers if row.applies(node.label)] or bearers:
            node.apart = {*node.apart, name_key(row.target)}


def build_entity_table(
    names: pd.DataFrame, nodes: Sequence[Node], looks: Mapping[int, tuple[str, str]], dropped: Container[int]
) -> pd.DataFrame:
    """The entity of each name after all joins, with the columns of `link_corpus`.

    Args:
        names: the names, with the columns name and label.
        nodes: the names, joined.
        looks: name and label of each entity, by the id of its root.
        dropped: ids of the roots that the user drops.
    """
    shown = _with_ids(nodes, looks)
    by_given = {(node.given, node.label): node for node in nodes}
    pairs = zip(names["name"].tolist(), names["label"].tolist(), strict=True)
    rows = [_row(by_given[pair], shown, dropped) for pair in pairs]
    entities = pd.DataFrame(rows, columns=list(ENTITY_COLUMNS), index=names.index, dtype=object)
    return pd.concat([names[["name", "label"]], entities], axis=1)


def _union(first: Set[str], second: Set[str]) -> set[str]:
    """Merge the smaller set into the larger one and return it."""
    small, large = sorted((first, second), key=len)
    union = large if isinstance(large, set) else set(large)
    union |= small
    return union


def _names_of_aliases(nodes: Sequence[Node], aliases: Aliases) -> list[Node]:
    """Nodes for names that occur only in the alias file, so that the same rules join them: a line may name `Merkel`.

    A name without a label takes that of its partner, or of the name it abbreviates; otherwise it is a person.
    """
    if not aliases.rows:
        return []
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


def by_own_keys(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    """Nodes by their own keys, not those of their trees."""
    return group_by_key((key, node) for node in nodes for key in node.own_keys)


def _with_ids(nodes: Sequence[Node], looks: Mapping[int, tuple[str, str]]) -> dict[int, tuple[str, str, str]]:
    """Map the id of a root to (entity_id, name, label); of equal ids all but the first in order get a digest."""
    shown: dict[int, tuple[str, str, str]] = {}
    taken: dict[str, int] = {}
    # names that only the alias file has come last: they must not take the id of an entity of the corpus
    for root in sorted(unjoined(nodes), key=lambda node: (node.mentions == 0, node.given, node.label)):
        name, label = looks[id(root)]
        plain = f"{label}:{slug(name)}"
        taken[plain] = taken.get(plain, 0) + 1
        entity_id = plain if taken[plain] == 1 else f"{plain}-{short_digest(root.given + root.label)}"
        shown[id(root)] = entity_id, name, label
    return shown


def _row(node: Node, shown: Mapping[int, tuple[str, str, str]], dropped: Container[int]) -> tuple[str | None, ...]:
    root = node.root
    if id(root) in dropped:
        return None, None, None, "dropped", None
    entity_id, name, label = shown[id(root)]
    country = root.shown.country if root.shown else None
    return entity_id, name, label, _rule(node, name), country if label == "LOC" else None


def _rule(node: Node, name: str) -> str:
    if node.name == name and node.rule in ("initial", "transliteration"):
        return "exact"
    if node.rule != "exact":
        return node.rule
    if node.name == name:
        return "exact"
    if node.key == name_key(name):
        return "spelling"
    if node.root.shown:
        return "country" if node.root.shown.country else "known"
    return next((form.rule for form in node.root.forms or () if form.name == name), "alias")
