"""Join names across articles: each rule is a pass over all names, and safe rules come first."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from operator import attrgetter

import pandas as pd

from pipeline.names.alias_effects import apply_merges, decided_looks
from pipeline.names.aliases import Alias, Aliases
from pipeline.names.entities import Node, build_entity_table, build_nodes, grouped, roots, unjoined
from pipeline.names.forms import (
    DEMONYM_ENDINGS,
    compact_key,
    demonym_bases,
    differ_by_one_letter,
    fold,
    genitive_bases,
    genitives_among,
    group_by_key,
    inflection_key,
    is_full_name,
    looks_transliterated,
    name_key,
    nominative_rank,
    shortens,
    slip_keys,
    surnames,
    transliteration_key,
    without_legal_form,
)
from pipeline.names.institutions import owners
from pipeline.names.knowledge import common_surnames, first_names, gender, is_known_name, known
from pipeline.names.nations import is_open

_PLACE_TAIL = re.compile(r"(\S+) (?:(?:am|an der|im|in der|bei|ob der|vor der) .+|\(.+\))")
MIN_SIMILARITY = 0.88  # of two transliterations of a first name
MIN_CLEAR_SHARE = 0.95  # a short name means the candidate with this share of the articles, not another one
MIN_SECOND_SHARE = 0.3  # a label with this share of the mentions of the best label is a second entity …
MIN_CASE_SHARE = 0.2  # a name that looks like a nominative is one with this share of the articles of the best case
MIN_SLIP_ARTICLES = 5  # a name in so many articles may be meant by a slip of one letter
MIN_SECOND_ARTICLES = 3  # … if it occurs in this number of articles


def _join_all(group: Sequence[Node], rule: str) -> None:
    """Join all nodes of a group to its first one."""
    for node in group[1:]:
        node.join(group[0], rule)


def _join_spellings(nodes: Sequence[Node]) -> None:
    """Join the spellings of one name under one label; unless they are people, hyphens and spaces do not count."""
    for group in grouped(nodes, attrgetter("label", "key")):
        _join_all(group, "spelling")
    for group in grouped(unjoined(nodes), _compact):
        _join_all(group, "spelling")


def _compact(node: Node) -> tuple[str, str] | None:
    """Label and key without hyphens and spaces; None for people, and for short names."""
    key = None if node.label == "PER" else compact_key(node.name)
    return (node.label, key) if key else None


def _join_known(nodes: Sequence[Node]) -> None:
    """Join the names of each country and well-known organisation, in any grammatical case."""
    groups: dict[str, list[Node]] = defaultdict(list)
    for node in nodes:
        entity = known(node.name) if node.label != "PER" else None
        if entity is not None and not is_open(node.name):
            node.root.shown = entity
            groups[entity.name].append(node)
    for group in groups.values():
        shown = group[0].root.shown
        best = sorted(group, key=lambda node: (node.key != name_key(shown.name if shown else ""), node.rank))
        _join_all(best, "country" if shown and shown.country else "known")


def _join_demonyms(nodes: Sequence[Node]) -> None:
    """Join adjectives in -er that articles have as places to the place: Wittenberger."""
    in_order = [node for node in unjoined(nodes) if node.label == "LOC"]
    places = {node.key: node for node in reversed(in_order)}
    for node in in_order:
        if not node.name.endswith(DEMONYM_ENDINGS) or is_known_name(node.name):
            continue
        found = (places[key] for base in demonym_bases(node.name) if (key := name_key(base)) in places)
        place = next((place for place in found if place.root.mentions >= node.mentions), None)
        if place is not None:
            node.join(place, "demonym")


def _join_legal_forms(nodes: Sequence[Node]) -> None:
    """Join `Deutsche Bahn AG` to `Deutsche Bahn`, unless the corpus has the name with another legal form as well."""
    in_order = [node for node in unjoined(nodes) if node.label == "ORG"]
    bare = {node.key: node for node in reversed(in_order)}
    groups = group_by_key(
        (key, node)
        for node in in_order
        if " " in node.name and (key := name_key(without_legal_form(node.name))) != node.key
    )
    for key, group in groups.items():
        if key in bare and len(group) == 1:
            group[0].join(bare[key], "variant")


def _join_inflections(nodes: Sequence[Node]) -> None:
    """Join genitives to attested names, whatever their labels, and the cases of names of several words."""
    in_order = roots(nodes)
    bearers = group_by_key((key, node) for node in nodes for key in node.surnames)
    attested = {("PER", key): best for key, full in bearers.items() if (best := _clear(full)) is not None}
    attested |= {(node.label, node.key): node for node in reversed(in_order)}
    for node in in_order:
        base = next(_attested_bases(node, attested, bearers), None)
        if base is not None and base.root.mentions >= _min_ratio(node, base.root) * node.mentions:
            node.join(base, "genitive")
    for group in grouped(unjoined(nodes), _cases_key):
        enough = MIN_CASE_SHARE * max(node.articles for node in group)
        oblique = genitives_among(node.name for node in group)
        case = {
            id(node): nominative_rank(node.name) if node.articles >= enough and node.name not in oblique else -1
            for node in group
        }
        _join_all(sorted(group, key=lambda node: (-case[id(node)], node.rank)), "inflection")


def _min_ratio(node: Node, base: Node) -> int:
    """How many times as many mentions the base form of a genitive must have: more if the labels disagree."""
    if node.label == "PER" != base.label and not is_known_name(base.name):
        return 5
    return 1 if node.label != "PER" and base.label == "LOC" else 2


def _attested_bases(
    node: Node, attested: Mapping[tuple[str, str], Node], bearers: Mapping[str, list[Node]]
) -> Iterator[Node]:
    """Names that this one may be a genitive of, except first names: `Peters` and `Williams` are surnames."""
    bases = list(genitive_bases(node.name))
    if not bases or node.key in bearers or is_known_name(node.name):
        return
    for base in bases:
        key = name_key(base)
        labels = _base_labels(node)
        label = next((label for label in labels if (label, key) in attested), None)
        if label is not None and not (label == "PER" and key in first_names() and key not in bearers):
            yield attested[label, key]


def _base_labels(node: Node) -> tuple[str, ...]:
    """Labels that the base form of a genitive may have, the most likely first."""
    if node.label != "PER":
        return node.label, "LOC", "ORG", "MISC", "PER"
    return ("PER",) if " " in node.name else ("PER", "LOC")


def _cases_key(node: Node) -> tuple[str, str] | None:
    """Key shared by the cases of a name of several words; None for people and single words."""
    return (node.label, inflection_key(node.name)) if node.label != "PER" and " " in node.name else None


def _join_shorts(nodes: Sequence[Node]) -> None:
    """Join similar long forms of one acronym, and the acronym to the long form that articles introduce it for."""
    longs = group_by_key((name_key(node.short), node) for node in nodes if node.short)
    for group in longs.values():
        best, *others = roots(group)
        _join_all([best, *(node for node in others if _share_words(best.name, node.name))], "acronym")
    for node in nodes:
        if node.label != "PER" and not node.short and node.key in longs and not _is_known_elsewhere(node, longs):
            meant = _clear(longs[node.key])
            if meant is not None:
                node.join(meant, "acronym")
            elif node.parent is None:
                node.rule = "ambiguous"


def _is_known_elsewhere(node: Node, longs: Mapping[str, Sequence[Node]]) -> bool:
    """Whether an acronym means a well-known organisation, and the long forms in the corpus are of others: IOK."""
    known_root = node.root.shown
    return known_root is not None and all(long.root.shown != known_root for long in longs[node.key])


def _share_words(name: str, other: str) -> bool:
    """Whether two long forms share half of their words: Gewerkschaft Deutscher Lokführer, … Lokomotivführer."""
    words, others = set(inflection_key(name).split()), set(inflection_key(other).split())
    return 2 * len(words & others) >= max(len(words), len(others))


def _clear(candidates: Sequence[Node]) -> Node | None:
    """The candidate with nearly all of the evidence, counted in articles; None if it is not clear."""
    if len(candidates) == 1:
        return candidates[0].root
    best, *others = roots(candidates)
    total = sum(node.articles for node in (best, *others))
    return best if not others or best.articles >= MIN_CLEAR_SHARE * total else None


def _join_labels(nodes: Sequence[Node]) -> None:
    """Join one name under several labels, unless both labels are well attested."""
    for best, *others in grouped(unjoined(nodes), attrgetter("key")):
        for node in others:
            if not _are_two(best, node):
                node.join(best, "label")


def _are_two(best: Node, node: Node) -> bool:
    """Whether the less attested label is a separate entity: Washington, a place and a person; Bayern, a club."""
    is_country = any(root.shown and root.shown.country for root in (node, best))
    if " " in node.name or {best.label, node.label} == {"MISC", "ORG"} or is_country:
        return False  # models confuse organisations and works too often for this to be evidence
    return node.mentions >= MIN_SECOND_SHARE * best.mentions and node.articles >= MIN_SECOND_ARTICLES


def _join_transliterations(nodes: Sequence[Node]) -> None:
    """Join transliterations of one name, and spellings of first names with the same rare surname."""
    for group in grouped(unjoined(nodes), _transliteration):
        _join_all(group, "transliteration")
    for group in grouped(unjoined(nodes), _sounding_surname):
        for position, node in enumerate(group):
            alike = next((other for other in group[:position] if _sound_alike(node.name, other.name)), None)
            if alike is not None:
                node.join(alike, "transliteration")
    for group in grouped(unjoined(nodes), _first_name_spelling):
        _join_all(group, "spelling")


def _sounding_surname(node: Node) -> tuple[str, str] | None:
    """Key of a transliterated surname and first letter of the first name; None for other names."""
    if node.label != "PER" or not is_full_name(node.name) or not looks_transliterated(node.name):
        return None
    return transliteration_key(node.name.split()[-1]), transliteration_key(node.name)[:1]


def _sound_alike(name: str, other: str) -> bool:
    """Whether long first names differ only slightly: Kassym-Schomart, Kassym-Jomart, but not Alexander, Alexandra."""
    first, second = (transliteration_key(n.rpartition(" ")[0]) for n in (name, other))
    if min(len(first), len(second)) < 8 or {gender(name), gender(other)} == {"f", "m"}:
        return False
    return SequenceMatcher(None, first, second, autojunk=False).ratio() >= MIN_SIMILARITY


def _first_name_spelling(node: Node) -> tuple[str, str] | None:
    """Key that ignores the spelling of first names (Siegmar, Sigmar; Stephan, Stefan); None for common surnames."""
    if node.label != "PER" or not is_full_name(node.name):
        return None
    *given, surname = node.name.split()
    rare = (len(surname) > 3 or surname.endswith(".")) and fold(surname) not in common_surnames()
    return (transliteration_key(" ".join(given).replace("ie", "i")), fold(surname)) if rare else None


def _join_slips(nodes: Sequence[Node]) -> None:
    """Join a full name seen in one article to a far better attested one that differs by one letter: Angela Merkl."""
    people = [node for node in unjoined(nodes) if node.label == "PER" and is_full_name(node.name)]
    bearers = Counter(key for node in people for key in node.surnames)
    rare = [node for node in people if node.articles <= 1 and node.mentions <= 2]
    wanted = {key for node in rare for key in slip_keys(node.key)}
    frequent = (node for node in people if node.articles >= MIN_SLIP_ARTICLES)
    index = group_by_key((key, node) for node in frequent for key in slip_keys(node.key) if key in wanted)
    for node in rare:
        alike = {id(best.root): best.root for key in slip_keys(node.key) for best in index.get(key, ())}
        near = [best for best in alike.values() if best is not node and _is_slip(node.key, best.key, bearers)]
        if len(near) == 1:
            node.join(near[0], "slip")


def _is_slip(slip: str, name: str, bearers: Mapping[str, int]) -> bool:
    """Whether the word that differs is no name of its own: Christian and Christina, or Schmidt and Schmitt, are two."""
    pairs = [pair for pair in zip(slip.split(), name.split(), strict=False) if pair[0] != pair[1]]
    if len(slip.split()) != len(name.split()) or len(pairs) != 1:
        return False
    (wrong, right), *_ = pairs
    is_name = wrong in first_names() or wrong in common_surnames() or bearers.get(wrong, 0) > 1
    return wrong[0] == right[0] and not is_name and differ_by_one_letter(wrong, right)


def _join_places(nodes: Sequence[Node]) -> None:
    """Join `Frankfurt` to `Frankfurt am Main` of several articles, if no other Frankfurt has enough evidence."""
    tails = group_by_key((fold(m[1]), n) for n in nodes if n.label == "LOC" and (m := _PLACE_TAIL.fullmatch(n.name)))
    for node in roots(node for node in unjoined(nodes) if node.label == "LOC" and node.key in tails):
        best = _clear(tails[node.key])
        if best is None:
            node.rule = "ambiguous"
        elif best.articles > 1 or best.shown:
            node.join(best, "part")


def _transliteration(node: Node) -> str | None:
    """Key shared by the transliterations of a person or a long name of a place; None for other names."""
    if node.label == "PER":
        return transliteration_key(node.name) if looks_transliterated(node.name) else None
    return f"place {transliteration_key(node.name)}" if node.label == "LOC" and len(node.key) >= 7 else None


def _join_people(nodes: Sequence[Node]) -> None:
    """Join bare surnames and initials to the only well supported bearer of a full name."""
    full = [node for node in nodes if node.root.label == "PER" and is_full_name(node.name)]
    by_surname = group_by_key((key, node) for node in full for key in surnames(node.name))
    by_sound = group_by_key(
        (transliteration_key(node.name.split()[-1]), node) for node in full if looks_transliterated(node.name)
    )
    for node in full:
        if node.parent is not None:
            continue
        initial = fold(node.name)[0]
        bearers = [
            other
            for other in by_surname[surnames(node.name)[0]]
            if fold(other.name)[0] == initial and shortens(node.name, other.name)
        ]
        if bearers and (best := _clear(bearers)) is not None:
            node.join(best, "initial")
    for node in roots(node for node in unjoined(nodes) if node.label == "PER" and not is_full_name(node.name)):
        if node.key in by_surname:
            _join_surname(node, by_surname[node.key], "surname")
        elif (key := _transliteration(node)) in by_sound:
            _join_surname(node, by_sound[str(key)], "transliteration")


def _join_surname(node: Node, bearers: Sequence[Node], rule: str) -> None:
    """Join a bare surname to its clear bearer; a common surname needs one known from three articles."""
    best = _clear(bearers)
    if best is None:
        node.rule = "ambiguous"
    elif best.mentions >= 2 and (node.key not in common_surnames() or best.articles >= 3):
        node.join(best, rule)


PASSES: tuple[Callable[[Sequence[Node]], None], ...] = (
    _join_spellings,
    _join_known,
    _join_demonyms,
    _join_legal_forms,
    _join_inflections,
    _join_shorts,
    _join_labels,
    _join_transliterations,
    _join_slips,
    _join_places,
    _join_people,
)
"""The passes in order: safe rules first, so that the others see whole entities."""


def link_corpus(names: pd.DataFrame, aliases: Aliases | None = None) -> pd.DataFrame:
    """Join the distinct names of a corpus into entities, independently of the order of the rows.

    >>> names = pd.DataFrame([("Angela Merkel", "PER", 30, 9), ("Merkel", "PER", 3, 1)])
    >>> names.columns = ["name", "label", "mentions", "articles"]
    >>> link_corpus(names)[["name", "entity_id", "rule"]].to_numpy().tolist()
    [['Angela Merkel', 'PER:angela-merkel', 'exact'], ['Merkel', 'PER:angela-merkel', 'surname']]

    Args:
        names: the distinct links of all articles, with the columns name, label, mentions, articles.
        aliases: the user's decisions.

    Returns:
        One row for each row of `names`, in the same order: name, label, entity_id, entity_name, entity_label, rule,
        country, belongs_to (for `US-Regierung` the entity_id of the USA). The entity_id of a dropped name is None, and
        its rule is `dropped`.
    """
    aliases = aliases or Aliases()
    nodes = build_nodes(names, aliases)
    merged: list[tuple[Alias, Node]] = []
    if any(aliases.of("merge")):
        linked = build_nodes(names, aliases)
        _apply_rules(linked)
        merged = apply_merges(nodes, linked, aliases)
    _apply_rules(nodes)
    table = build_entity_table(names, nodes, *decided_looks(nodes, aliases, merged))
    found = owners(names, table)
    table["belongs_to"] = pd.Series(
        [found.get(entity_id) for entity_id in table["entity_id"]], table.index, dtype=object
    )
    return table


def _apply_rules(nodes: Sequence[Node]) -> None:
    for join in PASSES:
        join(nodes)
