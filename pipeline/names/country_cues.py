"""Names that several countries have (Grüne, Innenministerium): the text of the article tells which country is meant."""

import re
from collections import Counter
from collections.abc import Container, Mapping, Sequence

from pipeline.names.article_names import Name
from pipeline.names.cleaning import Mention
from pipeline.names.nations import (
    GERMAN_SPEAKING,
    adjective_country,
    country_name,
    country_of,
    name_of_many,
    nation_of,
)

_WORD_BEFORE = re.compile(r"([\w-]{4,40}) $")
_LINK = re.compile(r" (?:(?:der|des|in|in der|von|aus|im) )?")
_ADJECTIVE = re.compile(r"\b[A-Za-zÄÖÜäöüß-]{2,40}(?:sch(?:e[nrsm]?)?|er)\b")

PLACE_LINE = 200
"""Number of characters at the start of a text in which a place counts as its place line."""

PLACE_LINE_VOTES = 3
"""Votes of the place line of an article; another place or adjective has one for each time it occurs, up to …"""

MAX_VOTES = 4
"""… this maximum: a text may name a place often only because something happened there."""

MIN_SHARE = 0.6
"""Minimum share of the votes for the country of an article."""

MIN_GERMAN_SHARE = 0.3
"""Minimum share of the votes for the German-speaking countries, if a party is theirs because no other is named."""


def resolve_shared(text: str, mentions: Sequence[Mention], names: Sequence[Name], listed: Container[str]) -> None:
    """Name what several countries have by its country: `Bündnis 90/Die Grünen`, `Innenministerium (Ukraine)`.

    Without a country in the text the name stays itself. Names in `listed` are left alone.
    """
    open_names = [name for name in names if name.target is None and name.label != "PER" and name.form not in listed]
    found = [(name, entry) for name in open_names if (entry := name_of_many(name.form)) is not None]
    if not found:
        return
    votes, nations = _votes(text, mentions, names)
    for name, (base, owners) in found:
        usual = base if base in owners.values() else None  # the name itself, as FDP, so only a neighbour has another
        code = _country_beside(text, mentions, name) or _country(votes, nations, owners)
        own = owners.get(str(code)) if code in GERMAN_SPEAKING or not usual else usual
        name.label = "ORG"
        if own is not None:
            name.rule = name.rule if own == name.form else "known"
            name.form = own
        elif code is not None:
            name.form, name.rule = f"{base} ({country_name(code)})", "context"
        else:
            name.form, name.rule = base, "ambiguous"


def _country_beside(text: str, mentions: Sequence[Mention], name: Name) -> str | None:
    """The country beside the name, if there is only one: `die österreichischen Grünen`, `Grüne in Österreich`."""
    codes = {_before(text, mentions[position]) or _after(text, mentions, position) for position in name.positions}
    codes -= {None}
    return codes.pop() if len(codes) == 1 else None


def _before(text: str, mention: Mention) -> str | None:
    match = _WORD_BEFORE.search(text, max(0, mention.start - 42), mention.start)
    return adjective_country(match[1]) if match else None


def _after(text: str, mentions: Sequence[Mention], position: int) -> str | None:
    following = mentions[position + 1] if position + 1 < len(mentions) else None
    if following is None or following.label != "LOC":
        return None
    is_beside = _LINK.fullmatch(text, mentions[position].end, following.start)
    return country_of(text[following.start : following.end]) if is_beside else None


def _votes(text: str, mentions: Sequence[Mention], names: Sequence[Name]) -> tuple[Counter[str], Counter[str]]:
    """Votes for the countries of an article by places and adjectives, and by organisations of one country."""
    votes: Counter[str] = Counter()
    nations: Counter[str] = Counter()
    for name in names:
        if name.label == "LOC" and (code := country_of(name.form)) is not None:
            votes[code] += min(len(name.positions), MAX_VOTES)
            votes[code] += PLACE_LINE_VOTES * (mentions[name.positions[0]].start < PLACE_LINE)
        elif name.label != "PER" and (code := nation_of(name.form)) is not None:
            nations[code] += 1
    adjectives = Counter(code for match in _ADJECTIVE.finditer(text) if (code := adjective_country(match[0])))
    votes.update({code: min(count, MAX_VOTES) for code, count in adjectives.items()})
    return votes, nations


def _country(votes: Counter[str], nations: Counter[str], owners: Mapping[str, str]) -> str | None:
    """The country of a name: for a party that of the other parties in the article, else that of all evidence."""
    if not owners:
        return _clear(votes + nations)
    german = Counter({code: count for code, count in votes.items() if code in GERMAN_SPEAKING})
    is_german = german.total() >= MIN_GERMAN_SHARE * votes.total()
    return _clear(nations) or (_clear(german) if is_german else None) or _clear(votes)


def _clear(votes: Counter[str]) -> str | None:
    """The code with the required share of the votes; None if there is none."""
    best = max(sorted(votes), key=lambda code: votes[code], default=None)
    return best if best is not None and votes[best] >= MIN_SHARE * votes.total() else None
