"""Names of a corpus as a forest: each name hangs on the name it was joined to, with the rule that joined it."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass, field

from pipeline.names.forms import name_key, split_short
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
