"""Link the mentions of one article that mean one entity: a canonical name for each mention, and the rule applied."""

import re
from collections import defaultdict
from collections.abc import Container, Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from pipeline.names.article_names import Name, distinct_names, surface
from pipeline.names.cleaning import Mention
from pipeline.names.country_cues import resolve_shared
from pipeline.names.forms import (
    compact_key,
    demonym_bases,
    fold,
    genitive_bases,
    genitives_among,
    group_by_key,
    has_initials,
    inflection_key,
    introduces,
    looks_like_acronym,
    name_key,
    nominative_rank,
    surnames,
    without_legal_form,
)
from pipeline.names.knowledge import country, is_known_name, is_known_place, known, known_base, nominative
from pipeline.names.nouns import has_word_initials
from pipeline.names.people import join_people

_QUOTE = "\"'“”„»«›‹‘’"
_SHORT_AFTER = re.compile(
    rf"[{_QUOTE}]?\s*\(\s*(?:kurz|abgekürzt|englisch|engl\.)?:?\s*[{_QUOTE}]?([^\s()\[\]{_QUOTE},:;]{{2,12}})"
)
_LONG_AFTER = re.compile(rf"[{_QUOTE}]?\s*\(\s*[{_QUOTE}]?")
_DASHES = frozenset("-–—/|&")
_PLACE_TAIL = re.compile(r"(?:am|an|im|in|bei|ob|vor|von|\(|/).*")


@dataclass(frozen=True, slots=True)
class Link:
    """The entity of a mention within its article: canonical name, label, and the rule that found it.

    If the article introduces an acronym, the name carries it in brackets, so that articles that use only one of the
    two can be joined across the corpus: `Organisation des Vertrags über kollektive Sicherheit (CSTO)`.
    """

    name: str
    label: str
    rule: str


def link_article(
    text: str, mentions: Sequence[Mention], *, listed: Mapping[str, str] = MappingProxyType({})
) -> list[Link]:
    """Link each mention to a canonical name; the links are in the order of the mentions.

    >>> text = "Angela Merkel kam. Merkels Rede dauerte an."
    >>> link_article(text, [Mention(0, 13, "PER"), Mention(19, 26, "PER")])[1]
    Link(name='Angela Merkel', label='PER', rule='genitive')

    Args:
        text: the text of the article.
        mentions: its mentions.
        listed: names of the user's gazetteer and their labels; they are base forms and keep their label.
    """
    order = sorted(range(len(mentions)), key=lambda i: (mentions[i].start, mentions[i].end, mentions[i].label))
    in_order = [mentions[i] for i in order]
    names = distinct_names(text, in_order, listed)
    _join_compact(names)
    _join_demonyms(names, listed)
    _join_genitives(names, listed)
    _join_cases(names)
    _join_acronyms(text, in_order, names)
    _join_variants([name for name in names if name.label != "PER"])
    join_people(text, in_order, names)
    resolve_shared(text, in_order, names, listed)
    links: dict[int, Link] = {}
    for name in names:
        for position in name.positions:
            links[order[position]] = _link(text, in_order[position], name)
    return [links[i] for i in range(len(mentions))]


def _link(text: str, mention: Mention, name: Name) -> Link:
    """Link of a mention to the root of its name, with the most specific rule."""
    root = name.root
    canonical = f"{root.form} ({root.short})" if root.short and "(" not in root.form else root.form
    rule = name.rule if name.rule != "exact" else root.rule
    if rule == "exact" and surface(text, mention) != root.form:
        rule = "spelling"
    if mention.rule == "compound" and rule not in ("exact", "spelling"):
        rule = f"compound, {rule}"
    elif rule in ("exact", "spelling") and mention.rule != "model":
        rule = mention.rule
    return Link(canonical, root.label, rule)


def _join_compact(names: Sequence[Name]) -> None:
    """Join names that differ only in a hyphen or a space to the most frequent one: A380, A-380."""
    groups = group_by_key((key, name) for name in names if name.label != "PER" and (key := compact_key(name.form)))
    for group in groups.values():
        best = min(group, key=lambda name: (-len(name.positions), name.form))
        for name in group:
            name.join(best, "spelling")


def _join_demonyms(names: Sequence[Name], listed: Container[str]) -> None:
    """Join adjectives in -er that the model takes for places to the place, if the article or the lists have it."""
    places = {name.key: name for name in names if name.label == "LOC"}
    for name in names:
        if name.label != "LOC" or name.form in listed or is_known_name(name.form):
            continue
        for base in demonym_bases(name.form):
            if (place := places.get(name_key(base))) is not None:
                name.join(place, "demonym")
            elif name.target is None and name.rule == "exact" and is_known_place(base):
                name.form, name.rule = base, "demonym"


def _join_genitives(names: Sequence[Name], listed: Container[str]) -> None:
    """Join genitives to their base forms, if the article has the base form or the shipped lists do."""
    by_key = {name.key: name for name in names}
    bearers = group_by_key((key, name) for name in names if name.label == "PER" for key in surnames(name.form))
    for name in names:
        in_list = next((base for base in genitive_bases(name.form) if base in listed), None)
        is_base = name.form in listed or (in_list is None and is_known_name(name.form))
        if is_base or not (in_list or _may_be_genitive(name, bearers)):
            continue
        base = next(_attested_bases(name, by_key, bearers), None)
        of_bearer = any(fold(form) in bearers for form in genitive_bases(name.form))  # Hollands, beside Tom Holland
        is_person = in_list or name.label != "PER" or of_bearer
        if not is_person and (land := country(name.form)) and known_base(name.form):
            name.form, name.label, name.rule = land.name, "LOC", "genitive"
        elif base is not None:
            name.join(base, "genitive")
        elif in_list:
            name.form, name.rule = in_list, "genitive"
        elif shipped := _shipped_base(name) if name.label != "PER" else _full_base(name, by_key):
            name.form, name.rule = shipped, "genitive"


def _may_be_genitive(name: Name, last_words: Container[str]) -> bool:
    """Whether the contexts of a name allow a genitive, and it is not itself a surname (Robbie Williams)."""
    if name.label == "PER" and name.key in last_words:
        return False
    return sum(cue.genitive for cue in name.cues) * 2 >= len(name.cues) or known_base(name.form) is not None


def _attested_bases(name: Name, by_key: dict[str, Name], bearers: dict[str, list[Name]]) -> Iterator[Name]:
    """Names that this one is a genitive of: the exact base form, or for `Merkels` the only full name of a Merkel."""
    for base in genitive_bases(name.form):
        found = by_key.get(name_key(base))
        if found is not None and found is not name and (found.label == "PER" or name.label != "PER"):
            yield found
        full = bearers.get(fold(base), [])
        if len(full) == 1 and (name.label == "PER" or found is None):
            yield full[0]


def _shipped_base(name: Name) -> str | None:
    """Base form according to the shipped lists: Berlins, Bundesministeriums; None for other names."""
    if (base := known_base(name.form)) or " " in name.form:
        return base
    alone = nominative(name.form)  # of Hollandes it would be Holland
    return None if alone == name.form or is_known_place(alone) else alone


def _full_base(name: Name, by_key: dict[str, Name]) -> str | None:
    """`Angela Merkels` -> `Angela Merkel` if the article calls her Merkel elsewhere."""
    if any(key in by_key for key in surnames(name.form)):
        return None
    for base in genitive_bases(name.form):
        if any(key in by_key and not is_known_name(by_key[key].form) for key in surnames(base)):
            return base
    return None


def _join_cases(names: Sequence[Name]) -> None:
    """Join the cases of a name of several words: des Auswärtigen Amtes, das Auswärtige Amt."""
    groups: dict[str, list[Name]] = defaultdict(list)
    for name in names:
        if " " in name.form and name.label != "PER" and name.target is None:
            groups[inflection_key(name.form)].append(name)
    for group in groups.values():
        oblique = genitives_among(name.form for name in group)
        in_order = sorted(group, key=lambda name: (-nominative_rank(name.form), -len(name.positions), name.form))
        best = min(in_order, key=lambda name: name.form in oblique)
        for name in group:
            name.join(best, "inflection")
        if (alone := nominative(best.form)) != best.form:
            best.form, best.rule = alone, "inflection"


def _join_acronyms(text: str, mentions: Sequence[Mention], names: Sequence[Name]) -> None:
    """Join acronyms to long forms: in brackets next to each other, else by initials if only one long form fits."""
    others = [name for name in names if name.label != "PER"]
    by_key = {name.key: name for name in others}
    by_start = {mentions[position].start: name for name in others for position in name.positions}
    for name in others:
        for position in name.positions:
            _join_bracketed(text, mentions[position].end, name, by_key, by_start)
    by_letter = group_by_key((fold(name.form)[:1], name) for name in others)
    for name in others:
        if looks_like_acronym(name.form) and name.target is None and _may_be_own(name, others):
            longs = by_letter[fold(name.form)[:1]]
            meant = {id(long.root): long.root for long in longs if _is_long_form(name.form, long)}
            if len(meant) == 1:
                long = next(iter(meant.values()))
                name.join(long, "initials")
                long.short = long.short or name.form


def _may_be_own(name: Name, others: Sequence[Name]) -> bool:
    """Whether an acronym may stand for a long form of this article: a well-known one only without its usual meaning."""
    usual = known(name.form)
    if usual is None:
        return True
    return not usual.country and len(name.form) > 2 and all(known(o.form) != usual for o in others if o is not name)


def _join_bracketed(text: str, end: int, name: Name, by_key: dict[str, Name], by_start: dict[int, Name]) -> None:
    """Join the name that ends at `end` and the one in brackets after it, if one is an acronym of the other."""
    after = _SHORT_AFTER.match(text, end)
    if after and introduces(after[1], name.form) and not _contradict(after[1], name.form, name.label):
        long = name.root
        long.short = long.short or after[1]
        if (short := by_key.get(fold(after[1]))) is not None:
            short.join(long, "acronym")
    opening = _LONG_AFTER.match(text, end)
    long_name = by_start.get(opening.end()) if opening else None
    if (
        long_name
        and introduces(name.form, long_name.form)
        and not _contradict(name.form, long_name.form, long_name.label)
    ):
        name.join(long_name, "acronym")
        long_name.root.short = long_name.root.short or name.form


def _contradict(short: str, long: str, label: str) -> bool:
    """Whether the two must be different entities: `Verkehrsministerium (CSU)`, `Rheinland-Pfalz (LBM)`."""
    if has_initials(short, long):
        return known(short) is not None and known(long) not in (None, known(short))
    if country(long) is not None:
        return True
    return label == "LOC" or known(short) is not None


def _is_long_form(acronym: str, name: Name) -> bool:
    """Whether a name may be the long form of an acronym that the text does not give beside it."""
    if name.target is not None or looks_like_acronym(name.form) or fold(acronym) in fold(name.form).split():
        return False
    return has_word_initials(acronym, name.form)


def _join_variants(names: Sequence[Name]) -> None:
    """Join variants and parts: `Deutsche Bahn AG`, `Bahn` -> `Deutsche Bahn`; `Frankfurt` -> `Frankfurt am Main`."""
    by_key = {name.key: name for name in names}
    for name in names:
        bare = by_key.get(name_key(without_legal_form(name.form)))
        if bare is not None and bare is not name and (bare.label == name.label or bare.label != "LOC"):
            name.join(bare, "variant")
    by_end = group_by_key(
        (key, n) for n in names for key in {fold(n.form.split()[0]), fold(n.form.split()[-1])} if " " in n.form
    )
    for name in names:
        wholes = {id(other.root): other for other in by_end.get(name.key, ()) if _is_part(name, other)}
        if len(wholes) == 1 and name.target is None:
            whole = next(iter(wholes.values()))
            if name.label == "LOC" or known(whole.form) is None:
                name.join(whole, "part")


def _is_part(name: Name, other: Name) -> bool:
    """Whether a single word may stand for a longer name in this article."""
    words = other.form.split()
    if (
        name is other
        or " " in name.form
        or len(words) < 2
        or name.label != other.label
        or not _DASHES.isdisjoint(words)
    ):
        return False
    if name.label == "LOC":
        return words[0] == name.form and bool(_PLACE_TAIL.fullmatch(" ".join(words[1:])))
    if known(name.form) or looks_like_acronym(name.form) or min(name.positions) < min(other.positions):
        return False
    return name.key == fold(words[-1]) or (name.key == fold(words[0]) and name.label == "ORG")
