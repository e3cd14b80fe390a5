"""Which names of a corpus are one entity: stable ids, countries, and the rule that joined each name."""

from collections import Counter, defaultdict
from collections.abc import Sequence

import pandas as pd

from pipeline.aliases import Aliases
from pipeline.corpus_joins import STAGES
from pipeline.name_forest import Node, index, roots
from pipeline.name_forms import digest, name_key, slug

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
    present = {node.key for node in nodes}
    for row in aliases.of("merge", "rename", "retype", "drop", "separate"):
        for name in (row.name, row.target if row.action in ("merge", "separate") else row.name):
            if name_key(name) not in present:
                present.add(name_key(name))
                nodes.append(Node(name, row.label or _label_of(row.target, row.name, nodes), 0, 0))
    nodes.sort(key=lambda node: node.rank)
    apart: dict[str, set[str]] = defaultdict(set)
    for pair in aliases.apart():
        for key in pair:
            apart[key] |= pair - {key}
    for node in nodes:
        node.apart |= apart.get(node.key, set())
    return nodes


def _label_of(first: str, second: str, nodes: Sequence[Node]) -> str:
    """Label of whichever of two names the corpus has; a person where it has neither."""
    keys = (name_key(first), name_key(second))
    return next((node.label for node in nodes if node.key in keys), "PER")


def _apply_merges(nodes: Sequence[Node], aliases: Aliases) -> None:
    by_key = index((node.key, node) for node in nodes)
    for row in aliases.of("merge"):
        targets = by_key[name_key(row.target)]
        same = [node for node in targets if row.label in ("", node.label)] or targets
        for node in by_key[row.key]:
            if row.applies(node.label):
                node.join(same[0], "alias")


def _table(names: pd.DataFrame, nodes: Sequence[Node], aliases: Aliases) -> pd.DataFrame:
    shown = _shown(nodes, aliases)
    by_given = {(node.given, node.label): node for node in nodes}
    rows = [_row(by_given[str(n), str(lb)], shown) for n, lb in zip(names["name"], names["label"], strict=True)]
    entities = pd.DataFrame(rows, columns=list(ENTITY_COLUMNS), index=names.index, dtype=object)
    return pd.concat([names[["name", "label"]], entities], axis=1)


def _shown(nodes: Sequence[Node], aliases: Aliases) -> dict[int, tuple[str, str, str] | None]:
    """Root -> (entity_id, name, label), after the user's renames and retypes; None where the user drops it."""
    wishes: dict[tuple[int, str], str] = {}
    for row in aliases.of("merge", "rename", "retype", "drop"):
        for node in nodes:
            if node.key == row.key and row.applies(node.label):
                action = "rename" if row.action == "merge" else row.action
                wishes.setdefault((id(node.root), action), row.target)
    shown: dict[int, tuple[str, str, str] | None] = {}
    taken: Counter[str] = Counter()
    for root in sorted(roots(nodes), key=lambda node: (node.given, node.label)):
        name = wishes.get((id(root), "rename")) or (root.shown.name if root.shown else root.name)
        label = wishes.get((id(root), "retype")) or (root.shown.label if root.shown else root.label)
        plain = f"{label}:{slug(name)}"
        taken[plain] += 1
        entity_id = plain if taken[plain] == 1 else f"{plain}-{digest(root.given + root.label)}"
        shown[id(root)] = None if (id(root), "drop") in wishes else (entity_id, name, label)
    return shown


def _row(node: Node, shown: dict[int, tuple[str, str, str] | None]) -> tuple[str | None, ...]:
    root = node.root
    entity = shown[id(root)]
    if entity is None:
        return None, None, None, "dropped", None
    entity_id, name, label = entity
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
