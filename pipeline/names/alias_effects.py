"""Apply the lines of an alias file to the names of a corpus: which entity each line means, and what becomes of it."""

import warnings
from collections import defaultdict, deque
from collections.abc import Iterator, Mapping, Sequence

from pipeline.errors import PressenetzWarning
from pipeline.names.aliases import Alias, Aliases
from pipeline.names.entities import Node, by_own_keys, unjoined
from pipeline.names.forms import group_by_key, name_key
from pipeline.translations import _

Looks = dict[int, tuple[str, str]]
"""Name and label of each entity, by the id of its root."""


class Addresses:
    """The entities that alias lines may mean.

    A line means the entity that is called `name`, with the label of the line if it has one; if none is called so, the
    entity that has `name` as one of its forms: `Merkel` of Angela Merkel.

    Args:
        nodes: the names, joined.
        looks: name and label of each entity; of several stages the last one first.
    """

    def __init__(self, nodes: Sequence[Node], *looks: Looks) -> None:
        self._called = [group_by_key((name_key(name), root) for root, (name, _) in look.items()) for look in looks]
        self._looks = looks
        self._bearers = by_own_keys(nodes)

    def meant(self, row: Alias) -> Iterator[tuple[int, tuple[bool, int, int]]]:
        """Yield the root id of each entity that a line means, and a sort key: those whose name fits best come first.

        Warns:
            PressenetzWarning: if no entity is called so, and several have the name as a form; none of them is meant.
        """
        nodes = [node for node in self._bearers.get(row.key, ()) if self._fits(row, id(node.root), node.label)]
        support: dict[int, tuple[int, int]] = {}
        for node in nodes:
            rank = (-node.seen[0], -node.seen[1])
            support[id(node.root)] = min(rank, support.get(id(node.root), rank))
        for called in self._called:
            if found := [root for root in called.get(row.key, ()) if self._fits(row, root)]:
                yield from ((root, (False, *support.get(root, (0, 0)))) for root in found)
                return
        if len(support) > 1:
            self._warn(row, support)
        else:
            yield from ((root, (True, *rank)) for root, rank in support.items())

    def _fits(self, row: Alias, root: int, *labels: str) -> bool:
        return row.label in ("", *labels, *(look[root][1] for look in self._looks))

    def _warn(self, row: Alias, roots: Mapping[int, object]) -> None:
        names = _(" and ").join(sorted(f"{name} ({label})" for name, label in map(self._looks[0].__getitem__, roots)))
        message = _(
            "alias file, line {line}: {action} {name!r} is not applied, because it is a form of {names}: write the "
            "name of the entity that you mean, or its label"
        )
        filled = message.format(line=row.line, action=row.action, name=row.name, names=names)
        warnings.warn(filled, PressenetzWarning, stacklevel=2)


def looks_by_rules(nodes: Sequence[Node]) -> Looks:
    """Name and label of each entity by the rules alone."""
    return {id(root): (root.name_by_rules, root.shown.label if root.shown else root.label) for root in unjoined(nodes)}


def apply_merges(nodes: Sequence[Node], linked: Sequence[Node], aliases: Aliases) -> list[tuple[Alias, Node]]:
    """Join the names that the alias file merges, each with its whole entity; to be called before any rule.

    Args:
        nodes: the names, not joined yet.
        linked: the same names in the same order, joined by the rules and kept apart by the user.
        aliases: the user's decisions.

    Returns:
        Each merge with a name that it moves.
    """
    position = {id(node): index for index, node in enumerate(linked)}
    by_key = by_own_keys(linked)
    looks = looks_by_rules(linked)
    addresses = Addresses(linked, looks)
    merged: list[tuple[Alias, int]] = []
    for row in aliases.of("merge"):
        # `Washington` the place must not take George Washington along, although his surname is the same name
        meant = {root for root, _ in addresses.meant(row)}
        found = [position[id(node)] for node in by_key[row.key] if id(node.root) in meant]
        target = name_key(row.target)
        called = [node for node in by_key[target] if name_key(looks[id(node.root)][0]) == target] or by_key[target]
        into = next((node for node in called if row.label in ("", node.label)), called[0])
        for index in found:
            nodes[index].join(nodes[position[id(into)]], "alias")
        merged += [(row, index) for index in found]
    _take_along(nodes, linked, sorted({index for _, index in merged}))
    return [(row, nodes[index]) for row, index in merged]


def _take_along(nodes: Sequence[Node], linked: Sequence[Node], starts: Sequence[int]) -> None:
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
    waiting, seen = deque(starts), set(starts)
    while waiting:
        index = waiting.popleft()
        for other in beside[index]:
            if other in seen:
                continue
            nodes[other].join(nodes[index], linked[other].rule)
            if nodes[other].root is nodes[index].root:
                seen.add(other)
                waiting.append(other)


def decided_looks(
    nodes: Sequence[Node], aliases: Aliases, merged: Sequence[tuple[Alias, Node]]
) -> tuple[Looks, set[int]]:
    """Name and label of each entity after the user's merges, renames and retypes, and the ids of dropped roots."""
    looks = looks_by_rules(nodes)
    if not aliases.rows:
        return looks, set()
    for root, name in _merge_targets(aliases, merged).items():
        looks[root] = name, looks[root][1]
    addresses = Addresses(nodes, looks)
    renamed = looks | {root: (to, looks[root][1]) for root, to in _targets(aliases, "rename", addresses).items()}
    addresses = Addresses(nodes, renamed, looks)
    final = renamed | {root: (renamed[root][0], to) for root, to in _targets(aliases, "retype", addresses).items()}
    addresses = Addresses(nodes, final, looks)
    return final, {root for row in aliases.of("drop") for root, _ in addresses.meant(row)}


def _merge_targets(aliases: Aliases, merged: Sequence[tuple[Alias, Node]]) -> dict[int, str]:
    """Map the id of a root to the name that merges give it: the last one of a chain, then that of the best name."""
    moved = {row.key for row in aliases.of("merge")}
    found: dict[int, list[tuple[bool, int, int, str]]] = defaultdict(list)
    for row, node in merged:
        rank = name_key(row.target) in moved, -node.seen[0], -node.seen[1]
        found[id(node.root)].append((*rank, row.target))
    return {root: min(targets)[-1] for root, targets in found.items()}


def _targets(aliases: Aliases, action: str, addresses: Addresses) -> dict[int, str]:
    """Map the id of a root to the target of the line that means it; of several that which gives its best known name."""
    found: dict[int, list[tuple[tuple[bool, int, int], str]]] = defaultdict(list)
    for row in aliases.of(action):
        for root, fit in addresses.meant(row):
            found[root].append((fit, row.target))
    return {root: min(targets)[-1] for root, targets in found.items()}
