"""The names of a corpus as a forest: joined names form a tree, and each tree becomes an entity with a stable id."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import attrgetter

import pandas as pd

from pipeline.names.aliases import ACTIONS, Aliases
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
        if child.apart:
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
    apart: dict[str, set[str]] = defaultdict(set)
    for pair in aliases.apart():
        for key in pair:
            apart[key] |= pair - {key}
    for node in nodes if apart else ():
        node.keys = {key for key in node.own_keys if key in apart}
        node.apart = {other for key in node.keys for other in apart[key]}
    return nodes


def apply_alias_merges(nodes: Sequence[Node], linked: Sequence[Node], aliases: Aliases) -> None:
    """Join the names that the alias file merges, each with its whole entity; to be called before any rule.

    Args:
        nodes: the names, not joined yet.
        linked: the same names in the same order, joined by the rules and kept apart by the user.
        aliases: the user's decisions.
    """
    by_key = _by_own_keys(nodes)
    position = {id(node): index for index, node in enumerate(nodes)}
    merged: set[int] = set()
    starts: set[int] = set()
    for row in aliases.of("merge"):
        targets = by_key[name_key(row.target)]
        same = [node for node in targets if row.label in ("", node.label)] or targets
        moved = [node for node in by_key[row.key] if row.applies(node.label)]
        for node in moved:
            node.join(same[0], "alias")
        found = [position[id(node)] for node in moved]
        merged.update(found)
        # `Washington` the place must not take George Washington along, although his surname is the same name
        called = [index for index in found if name_key(linked[index].root.name_by_rules) == row.key]
        starts.update(called or found)
    _take_along(nodes, linked, sorted(starts), merged)


def _take_along(nodes: Sequence[Node], linked: Sequence[Node], starts: Sequence[int], merged: set[int]) -> None:
    """Join the names of an entity to the one that was merged, step by step along the joins by rules.

    A name that has a merge of its own, or that the user separates, stays where it is with the names beyond it.
    """
    position = {id(node): index for index, node in enumerate(linked)}
    beside: dict[int, list[int]] = defaultdict(list)
    for index, node in enumerate(linked):
        if node.base is not None:
            base = position[id(node.base)]
            beside[index].append(base)
            beside[base].append(index)
    waiting, seen = deque(starts), set(merged)
    while waiting:
        index = waiting.popleft()
        for other in beside[index]:
            if other in seen:
                continue
            nodes[other].join(nodes[index], linked[other].rule)
            if nodes[other].root is nodes[index].root:
                seen.add(other)
                waiting.append(other)


def build_entity_table(names: pd.DataFrame, nodes: Sequence[Node], aliases: Aliases) -> pd.DataFrame:
    """The entity of each name after all joins, with the columns of `link_corpus`."""
    shown = _shown(nodes, aliases)
    dropped = _dropped(nodes, shown, aliases)
    by_given = {(node.given, node.label): node for node in nodes}
    pairs = zip(names["name"].tolist(), names["label"].tolist(), strict=True)
    rows = [_row(by_given[pair], shown, dropped) for pair in pairs]
    entities = pd.DataFrame(rows, columns=list(ENTITY_COLUMNS), index=names.index, dtype=object)
    return pd.concat([names[["name", "label"]], entities], axis=1)


def _dropped(nodes: Sequence[Node], shown: Mapping[int, tuple[str, str, str]], aliases: Aliases) -> set[int]:
    """Ids of the roots that the user drops: those shown under the name of a line, otherwise those with it as a form."""
    if not any(aliases.of("drop")):
        return set()
    by_key = _by_own_keys(nodes)
    by_shown = group_by_key((name_key(name), root) for root, (_, name, _) in shown.items())
    found: set[int] = set()
    for line in aliases.of("drop"):
        called = {root for root in by_shown.get(line.key, ()) if line.label in ("", shown[root][2])}
        found |= called or {
            id(node.root)
            for node in by_key.get(line.key, ())
            if line.label in ("", node.label, shown[id(node.root)][2])
        }
    return found


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


def _by_own_keys(nodes: Sequence[Node]) -> dict[str, list[Node]]:
    """Nodes by their own keys, not those of their trees."""
    return group_by_key((key, node) for node in nodes for key in node.own_keys)


def _targets(nodes: Sequence[Node], aliases: Aliases, action: str) -> dict[int, str]:
    """Map the id of a root to the target of the lines with this action that name nodes of its tree.

    Of several targets the last one of a chain of merges counts, then that of the best supported name, so that the order
    of the lines does not matter.
    """
    if not any(aliases.of(action)):
        return {}
    by_key = _by_own_keys(nodes)
    merged = {row.key for row in aliases.of("merge")}
    found: dict[int, list[tuple[bool, int, int, str]]] = defaultdict(list)
    for row in aliases.of(action):
        for node in by_key.get(row.key, ()):
            if row.applies(node.label):
                is_link = action == "merge" and name_key(row.target) in merged
                found[id(node.root)].append((is_link, -node.seen[0], -node.seen[1], row.target))
    return {root: min(targets)[-1] for root, targets in found.items()}


def _shown(nodes: Sequence[Node], aliases: Aliases) -> dict[int, tuple[str, str, str]]:
    """Map the id of a root to (entity_id, name, label), after the user's merges, renames and retypes."""
    names = _targets(nodes, aliases, "merge") | _targets(nodes, aliases, "rename")
    labels = _targets(nodes, aliases, "retype")
    shown: dict[int, tuple[str, str, str]] = {}
    taken: dict[str, int] = {}
    for root in sorted(unjoined(nodes), key=attrgetter("given", "label")):
        name = names.get(id(root)) or root.name_by_rules
        label = labels.get(id(root)) or (root.shown.label if root.shown else root.label)
        plain = f"{label}:{slug(name)}"
        taken[plain] = taken.get(plain, 0) + 1
        entity_id = plain if taken[plain] == 1 else f"{plain}-{short_digest(root.given + root.label)}"
        shown[id(root)] = entity_id, name, label
    return shown


def _row(node: Node, shown: Mapping[int, tuple[str, str, str]], dropped: set[int]) -> tuple[str | None, ...]:
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
