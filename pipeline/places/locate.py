"""Toponym resolution: which place of its name an entity is.

Each article decides for itself, from population, the other places that it names, the words around the mention and the
region that its source writes about. The entity gets what most of its articles decide (docs/places.md).
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from pipeline.parquet import iter_tuples
from pipeline.places.cues import MAX_AFTER, MAX_BEFORE, Cue, adjective_cues, qualifier_cues, split_qualifier
from pipeline.places.territories import Territories, countries, is_other
from pipeline.places.towns import Place, Towns, towns

PLACE_COLUMNS = ("geonames_id", "latitude", "longitude", "place_kind", "place_score")
MIN_SCORE = 0.6
"""Score below which an entity gets no coordinates."""

_MAX_CANDIDATES = 60
_HOME = {"DE": 1.5, "AT": 0.8, "CH": 0.8}
"""German-language papers write about these countries."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Weights:
    """What each piece of evidence adds to the log-odds of a candidate; chosen on the dev half of the benchmark."""

    population: float = 1.2
    main: float = 1.5
    country: float = 3.0
    division: float = 2.0
    near: float = 3.0
    near_km: float = 80.0
    cue: float = 7.0
    source: float = 2.0
    home: float = 1.0
    region: float = 20.0
    state: float = 22.0
    none: float = 11.5


@dataclass(slots=True)
class _Article:
    """The place entities of an article: mentions of each, and the cues around them."""

    source: str | None
    mentions: Counter[str] = field(default_factory=Counter)
    cues: defaultdict[str, list[Cue]] = field(default_factory=lambda: defaultdict(list))


@dataclass(slots=True)
class _Context:
    """Evidence of an article: the mass of its places by country and division, and the spots of the safe ones."""

    country: Counter[str] = field(default_factory=Counter)
    division: Counter[str] = field(default_factory=Counter)
    spots: list[tuple[str, Place]] = field(default_factory=list)


def locate(
    names: pd.DataFrame,
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    *,
    weights: Weights = Weights(),  # frozen
) -> pd.DataFrame:
    """Add `PLACE_COLUMNS` to the entities, and the country of places that had none.

    Args:
        names: entity_id, name, label, country.
        mentions: article_id, sentence, start, end, entity_id.
        sentences: article_id, sentence, start, text.
        articles: article_id, source.
        weights: see `Weights`.

    Returns:
        The same rows. Entities other than LOC, and places that are unknown or in doubt, get null; the score of a place
        in doubt stays. Without the extra `places`, all columns are null.
    """
    index = towns()
    if index is None:
        return names.assign(**dict.fromkeys(PLACE_COLUMNS))
    finder = _Finder(index, Territories(index))
    places = {row.entity_id: row for row in iter_tuples(names) if row.label == "LOC"}
    candidates = {key: finder.candidates(row.name, row.country) for key, row in places.items()}
    read = _read_articles(mentions, sentences, articles, places, candidates, finder)
    votes = _vote(read, candidates, weights)
    located = {key: _decide(votes[key]) for key in places if key in votes}
    return _with_columns(names, located)


class _Finder:
    """Candidates and cues, from the index of towns and the list of territories."""

    def __init__(self, index: Towns, territories: Territories) -> None:
        self._towns = index
        self._territories = territories

    def candidates(self, name: str, country: str | None) -> tuple[Place, ...]:
        """All places of a name; a country or continent is the only one of its name."""
        territory = countries().get(country or "") or self._territories.find(name)
        if territory is not None and territory.kind in ("country", "continent"):
            return (territory,)
        if is_other(name):
            return ()
        found = self._towns.find(name)
        if not found and (parts := split_qualifier(name)):
            found = self._towns.find(parts[0])
        return (*filter(None, [territory]), *found[:_MAX_CANDIDATES])

    def cues(self, name: str, before: str, text: str, after: str) -> Iterator[Cue]:
        """Read the cues in a name, in its surface form, and around it."""
        base, own = split_qualifier(name) or (name, "")
        yield from qualifier_cues(base, own or after, self._towns, self._territories)
        if text.startswith(base) and len(text) > len(base) and not own:
            yield from qualifier_cues(base, text[len(base) :], self._towns, self._territories)
        yield from adjective_cues(before)


def _read_articles(
    mentions: pd.DataFrame,
    sentences: pd.DataFrame,
    articles: pd.DataFrame,
    places: Mapping[str, Any],
    candidates: Mapping[str, Sequence[Place]],
    finder: _Finder,
) -> dict[str, _Article]:
    """Collect the places of each article; cues are read where a name has several bearers."""
    sources = dict(zip(articles["article_id"], articles["source"], strict=True))
    found = mentions.loc[
        mentions["entity_id"].isin(list(places)), ["article_id", "sentence", "entity_id", "start", "end"]
    ]
    spoken = sentences[["article_id", "sentence", "start", "text"]].rename(columns={"start": "offset"})
    found = found.merge(spoken, on=["article_id", "sentence"], how="left")
    read: dict[str, _Article] = {}
    for row in iter_tuples(found.sort_values(["article_id", "start"], kind="stable")):
        article = read.setdefault(row.article_id, _Article(sources.get(row.article_id)))
        article.mentions[row.entity_id] += 1
        if len(candidates[row.entity_id]) > 1 and row.text is not None:
            low, high, text = int(row.start - row.offset), int(row.end - row.offset), row.text
            around = (text[max(low - MAX_BEFORE, 0) : low], text[low:high], text[high : high + MAX_AFTER])
            article.cues[row.entity_id] += finder.cues(places[row.entity_id].name, *around)
    return read


Votes = dict[str, tuple[Counter[Place], int]]
"""Entity -> the sum of the probabilities of each candidate, and the number of articles."""


def _vote(read: Mapping[str, _Article], candidates: Mapping[str, Sequence[Place]], weights: Weights) -> Votes:
    """Let each article decide."""
    priors = {key: _shares([_prior(place, weights) for place in found], weights) for key, found in candidates.items()}
    contexts = {article_id: _context(article, candidates, priors) for article_id, article in read.items()}
    homes = _homes(read, contexts)
    votes: Votes = {}
    for article_id, article in read.items():
        for key in article.mentions:
            found = candidates[key]
            if not found:
                continue
            # a town has the name of a state or region: only words beside the mention speak for the town
            hidden = found[0].kind != "city"
            odds = [
                _prior(place, weights)
                + (0.0 if hidden else _evidence(key, place, contexts[article_id], weights))
                + weights.cue * any(_fits(place, cue) for cue in article.cues[key])
                + weights.source * (place.admin1 is not None and place.admin1 == homes.get(article.source))
                for place in found
            ]
            sums, count = votes.setdefault(key, (Counter(), 0))
            for place, share in zip(found, _shares(odds, weights), strict=True):
                sums[place] += share  # type: ignore[assignment]  # Counter of floats
            votes[key] = (sums, count + 1)
    return votes


def _prior(place: Place, weights: Weights) -> float:
    if place.kind != "city":
        return {"region": weights.region, "state": weights.state}.get(place.kind, 100.0)
    size = weights.population * math.log(place.population + 500)
    return size + weights.main * place.main + weights.home * _HOME.get(place.country or "", 0.0)


def _shares(odds: Sequence[float], weights: Weights) -> list[float]:
    """Turn log-odds into probabilities, with one more outcome: a place that GeoNames does not list."""
    top = max([*odds, weights.none])
    terms = [math.exp(value - top) for value in odds]
    total = sum(terms) + math.exp(weights.none - top)
    return [term / total for term in terms]


def _context(
    article: _Article, candidates: Mapping[str, Sequence[Place]], priors: Mapping[str, Sequence[float]]
) -> _Context:
    context = _Context()
    for key in sorted(article.mentions):
        for place, share in zip(candidates[key], priors[key], strict=True):
            if share < 0.05 or place.kind == "continent":
                continue
            context.country[place.country or ""] += share  # type: ignore[assignment]  # Counter of floats
            context.division[place.admin1 or ""] += share  # type: ignore[assignment]
            if share > 0.5 and place.kind == "city":
                context.spots.append((key, place))
    return context


def _evidence(key: str, place: Place, context: _Context, weights: Weights) -> float:
    """Weigh the other places of the article: the same country, the same division, the nearest town."""
    if place.kind != "city":
        return 0.0
    own = sum(1.0 for other, spot in context.spots if other == key and spot.country == place.country)
    others = sum(context.country.values()) - own
    country = (context.country[place.country or ""] - own) / max(others, 1.0)
    own = sum(1.0 for other, spot in context.spots if other == key and spot.admin1 == place.admin1)
    division = min(context.division[place.admin1 or ""] - own, 1.0)
    nearest = min((distance(place, spot) for other, spot in context.spots if other != key), default=math.inf)
    return (
        weights.country * max(country, 0.0)
        + weights.division * max(division, 0.0)
        + weights.near * math.exp(-nearest / weights.near_km)
    )


def _fits(place: Place, cue: Cue) -> bool:
    if cue.near is not None:
        return place.geonames_id != cue.near.geonames_id and distance(place, cue.near) < 40
    if cue.ids:
        return place.geonames_id in cue.ids
    return cue.admin1 == place.admin1 if cue.admin1 else cue.country == place.country


def distance(a: Place, b: Place) -> float:
    """Great-circle distance in kilometres."""
    low, high = math.radians(a.latitude), math.radians(b.latitude)
    step = math.radians(b.longitude - a.longitude)
    part = math.sin((high - low) / 2) ** 2 + math.cos(low) * math.cos(high) * math.sin(step / 2) ** 2
    return 12_742 * math.asin(min(math.sqrt(part), 1.0))


def _homes(read: Mapping[str, _Article], contexts: Mapping[str, _Context]) -> dict[str | None, str]:
    """Find the division that at least half of the towns lie in that a source (of five articles or more) names."""
    divisions: defaultdict[str, Counter[str]] = defaultdict(Counter)
    counts: Counter[str] = Counter()
    for article_id, article in read.items():
        if article.source:
            counts[article.source] += 1
            divisions[article.source].update(spot.admin1 or "" for _, spot in contexts[article_id].spots)
    homes: dict[str | None, str] = {}
    for source, found in divisions.items():
        if counts[source] >= 5 and found:
            division, count = min(found.items(), key=lambda item: (-item[1], item[0]))
            if count * 2 >= sum(found.values()):
                homes[source] = division
    return homes


def _decide(vote: tuple[Counter[Place], int]) -> tuple[Place | None, float]:
    """Choose the place with most of the probability; None if its mean over the articles is too low."""
    sums, count = vote
    place = min(sums, key=lambda found: (-sums[found], found.key))
    score = round(sums[place] / count, 3)
    return (place if score >= MIN_SCORE else None), score


def _with_columns(names: pd.DataFrame, located: Mapping[str, tuple[Place | None, float]]) -> pd.DataFrame:
    found = [located.get(entity_id, (None, None)) for entity_id in names["entity_id"]]
    places = [place for place, _ in found]
    known = (row.country for row in iter_tuples(names[["country"]]))
    country = [own or (place.country if place else None) for own, place in zip(known, places, strict=True)]
    columns = {
        "country": pd.Series(country, dtype=object),
        "geonames_id": pd.Series([place.geonames_id if place else None for place in places], dtype="Int64"),
        "latitude": pd.Series([place.latitude if place else None for place in places], dtype=float),
        "longitude": pd.Series([place.longitude if place else None for place in places], dtype=float),
        "place_kind": pd.Series([place.kind if place else None for place in places], dtype=object),
        "place_score": pd.Series([score for _, score in found], dtype=float),
    }
    return names.assign(**{name: column.set_axis(names.index) for name, column in columns.items()})
