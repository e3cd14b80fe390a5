"""What the words around a mention say about which of several places it is: Frankfurt (Oder), Halle in Westfalen."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.names import known
from pipeline.places.territories import Territories, adjective, countries
from pipeline.places.towns import Place, Towns

_NAME = r"[A-ZÄÖÜ][\w.-]*(?: [A-ZÄÖÜ][\w.-]*)?"
_GENERIC = r"(?:(?:[\w-]{0,20}(?:[Ss]taat|[Pp]rovinz|[Kk]reis|[Rr]egion|[Bb]ezirk|[Ll]and)|Kanton|Nähe von) )?"
_QUALIFIER = re.compile(
    rf" ?\((?P<brackets>[^()\n]{{2,30}})\)"
    rf"|/(?P<slash>{_NAME})"
    rf"|,? (?:(?:an|ob|in|vor|auf|unter) der|am|im|in|bei|an|auf|unter) {_GENERIC}(?P<near>{_NAME})"
    rf"|, (?P<comma>{_NAME})"
    rf"| (?P<code>[A-Z]{{2}})\b"
)
_PATTERNS = (
    "{} {}",
    "{} an der {}",
    "{} am {}",
    "{} im {}",
    "{} in {}",
    "{} ob der {}",
    "{} in der {}",
    "{} bei {}",
    "{} unter {}",
)
_WORD = re.compile(r"[\w-]+")
MAX_BEFORE = 50
MAX_AFTER = 60
"""Characters before and after a mention that are searched for cues."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A pointer to one place among several: its GeoNames ids, a territory, or a town nearby."""

    ids: frozenset[int] = frozenset()
    country: str | None = None
    admin1: str | None = None
    near: Place | None = None


def split_qualifier(name: str) -> tuple[str, str] | None:
    """Split a name into its base and what qualifies it: `Witten an der Ruhr` -> `Witten`, ` an der Ruhr`."""
    for match in _QUALIFIER.finditer(name):
        if match.start() and match.end() == len(name):
            return name[: match.start()], match[0]
    return None


def qualifier_cues(base: str, after: str, towns: Towns, territories: Territories) -> Iterator[Cue]:
    """Read the words directly after a mention of `base`."""
    match = _QUALIFIER.match(after)
    if match is None:
        return
    word = next(filter(None, match.groups())).strip(" .")
    spelled = (base + match[0], *(pattern.format(base, word) for pattern in _PATTERNS))
    ids = frozenset(place.geonames_id for name in spelled for place in towns.find(name) if place.geonames_id)
    if ids:
        yield Cue(ids=ids)
    territory = countries().get(word) or territories.find(word)
    if territory is None and (listed := known(word)) and listed.country:
        territory = countries().get(listed.country)
    if territory is not None and territory.kind != "continent":
        yield Cue(country=territory.country, admin1=territory.admin1)
    elif match["comma"] is None and match["code"] is None:  # `in Frankfurt, Berlin und Köln` lists towns
        yield from (Cue(near=place) for place in towns.find(word)[:1] if place.population > 50_000)


def adjective_cues(before: str) -> Iterator[Cue]:
    """Read the adjectives shortly before a mention: `im hessischen Neustadt`, `der polnischen Stadt Neustadt`."""
    for word in _WORD.findall(before)[-3:]:
        found = adjective(word)
        if found is not None:
            yield Cue(country=found[0], admin1=found[1])
