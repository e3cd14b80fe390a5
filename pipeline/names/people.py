"""Join people within one article: surnames, first names and shortened names to the only bearer of a full name."""

import re
from collections import defaultdict
from collections.abc import Sequence

from pipeline.names.article_names import Cue, Name
from pipeline.names.cleaning import Mention
from pipeline.names.forms import (
    first_name,
    fold,
    group_by_key,
    inner_surname,
    is_full_name,
    looks_transliterated,
    shortens,
    surnames,
    transliteration_key,
    without_number,
)
from pipeline.names.knowledge import first_names, has_known_first_name

_COUPLE = re.compile(r"\s+(?:und|&)\s+")


def join_people(text: str, mentions: Sequence[Mention], names: list[Name]) -> None:
    """Join people's names; a short name that means several people is split, and its parts are appended to `names`."""
    people = [name for name in names if name.label == "PER" and name.target is None]
    full = _trusted([name for name in people if is_full_name(name.form)])
    by_surname = group_by_key((key, name) for name in full for key in surnames(name.form))
    by_first = group_by_key((first_name(name.form), name) for name in full)
    kings = group_by_key((first, name) for name in full if (first := without_number(name.form)))
    for name in full:
        _join_longer(name, (*by_surname[surnames(name.form)[0]], *kings.get(fold(name.form), [])))
    by_sound = group_by_key((transliteration_key(n.form.split()[-1]), n) for n in full if looks_transliterated(n.form))
    by_inner = group_by_key((inner, name) for name in full if (inner := inner_surname(name.form)))
    couples = _couples(text, mentions, people)
    for name in people:
        if name.target is None and not is_full_name(name.form):
            partners = [position for position, surname in couples if surname == fold(name.form)]
            bearers, rule = _bearers(name.form, by_surname, by_sound, by_inner)
            names += _join_bearers(name, bearers, partners, rule)
            if name.rule == "exact" and not any(cue.title for cue in name.cues):
                names += _join_bearers(name, by_first.get(fold(name.form), []), [], "first-name")


def _bearers(
    form: str, by_surname: dict[str, list[Name]], by_sound: dict[str, list[Name]], by_inner: dict[str, list[Name]]
) -> tuple[list[Name], str]:
    """Full names that a surname may stand for, and the rule: the same word, a transliteration or a middle name."""
    key = fold(form)
    if key in by_surname:
        return by_surname[key], "surname"
    if looks_transliterated(form) and (alike := by_sound.get(transliteration_key(form))):
        return alike, "transliteration"
    return by_inner.get(key, []) if key not in first_names() else [], "surname"


def _trusted(full: Sequence[Name]) -> list[Name]:
    """Drop errors of the model that join two people: `Santorum Romney` in an article with Rick Santorum."""
    last_words = {key for name in full for key in surnames(name.form)}
    return [
        name
        for name in full
        if len(name.positions) > 1 or has_known_first_name(name.form) or first_name(name.form) not in last_words
    ]


def _join_longer(name: Name, longer: Sequence[Name]) -> None:
    """Join `W. Putin` or `Johannes Paul` to the longer name that fits, if only one does."""
    fitting = [other for other in longer if other is not name and shortens(name.form, other.form)]
    if len({id(other.root) for other in fitting}) == 1:
        name.join(fitting[0], "initial")


def _couples(text: str, mentions: Sequence[Mention], people: Sequence[Name]) -> list[tuple[int, str]]:
    """Position and surname of first names coupled to a full name: `Angela und Joachim Sauer` are two named Sauer."""
    by_position = {position: name for name in people for position in name.positions}
    couples = []
    for position, name in by_position.items():
        partner = by_position.get(position + 1)
        if partner is None or not is_full_name(partner.form) or fold(name.form) not in first_names():
            continue
        if _COUPLE.fullmatch(text[mentions[position].end : mentions[position + 1].start]):
            couples += [(position, surname) for surname in surnames(partner.form)]
    return couples


def _join_bearers(name: Name, bearers: Sequence[Name], partners: Sequence[int], rule: str) -> list[Name]:
    """Join a short name to its bearer at each position, and return the names split off for other bearers."""
    if not bearers:
        return []
    meant: dict[int, list[int]] = defaultdict(list)
    roots: dict[int, Name] = {}
    for position, cue in zip(name.positions, name.cues, strict=True):
        bearer = _bearer(position, cue, bearers, partners)
        meant[id(bearer)].append(position)
        if bearer is not None:
            roots[id(bearer)] = bearer
    first, *others = meant
    split = [(name.split(meant[other]), roots.get(other)) for other in others]
    for part, bearer in ((name, roots.get(first)), *split):
        if bearer is None:
            part.rule = "ambiguous"
        else:
            part.join(bearer, rule)
    return [part for part, _ in split]


def _bearer(position: int, cue: Cue, bearers: Sequence[Name], partners: Sequence[int]) -> Name | None:
    """The only bearer that fits, or the only one introduced so far; None if it is ambiguous or a family."""
    fitting = {id(b.root): b.root for b in bearers if cue.gender is None or b.root.gender in (None, cue.gender)}
    candidates = list(fitting.values())
    if cue.plural and len(candidates) > 1:
        return None
    if len(candidates) > 1 or partners:
        candidates = [b for b in candidates if min(b.positions) < position]
        candidates = candidates if not any(partner < position for partner in partners) else []
    return candidates[0] if len(candidates) == 1 else None
