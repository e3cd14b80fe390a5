"""The entities as a table for OpenRefine and other tools that look up names in Wikidata or the GND."""

import pandas as pd

from pipeline.names import NAMING_RULES

WIKIDATA_CLASSES = {"PER": "Q5", "ORG": "Q43229", "LOC": "Q17334923"}
"""Human, organisation, geographic location; what is MISC has no class of its own."""
GND_CLASSES = {"PER": "DifferentiatedPerson", "ORG": "CorporateBody", "LOC": "PlaceOrGeographicName"}
"""Types of the reconciliation service of lobid."""
MAX_NAMES = 5
"""Maximum number of other names of an entity."""
MAX_SENTENCE = 300
"""Maximum number of characters of the example."""

COLUMNS = (
    "entity_id name label wikidata_class gnd_class mentions articles first_date last_date other_names country "
    "coordinates geonames_id sentence authority_id authority_url authority_candidates"
).split()


def reconcile_table(entities: pd.DataFrame, mentions: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """One row per entity, the most frequent first, with what helps to find it in an authority file.

    Args:
        entities: the table of the run.
        mentions: article_id, sentence, start, text, entity_id, rule.
        sentences: article_id, sentence, start, text.

    Returns:
        `COLUMNS`: classes, `other_names` joined by `|`, `coordinates` as `latitude,longitude`, a `sentence` that names
        the entity, and what authority lists already say.
    """
    table = entities.sort_values(["mentions", "entity_id"], ascending=[False, True], ignore_index=True)
    shown = dict(zip(table["entity_id"], table["name"], strict=True))
    is_located = table["latitude"].notna() & table["longitude"].notna()
    known = mentions[mentions["entity_id"].isin(table["entity_id"])]
    return table.assign(
        geonames_id=table["geonames_id"].astype("Int64"),
        wikidata_class=table["label"].map(WIKIDATA_CLASSES),
        gnd_class=table["label"].map(GND_CLASSES),
        other_names=table["entity_id"].map(_other_names(known, shown)),
        coordinates=table["latitude"].astype(str).str.cat(table["longitude"].astype(str), ",").where(is_located, None),
        sentence=table["entity_id"].map(_examples(known, sentences)),
    )[COLUMNS]


def _other_names(mentions: pd.DataFrame, shown: dict[str, str]) -> "pd.Series[str]":
    """The most frequent forms that name an entity as a whole, other than the name shown."""
    whole = [NAMING_RULES.issuperset(rule.split(", ")) for rule in mentions["rule"]]
    forms = mentions.loc[whole, ["entity_id", "text"]]
    forms = forms[forms["text"] != forms["entity_id"].map(shown)]
    counts = forms.groupby(["entity_id", "text"], observed=True).size().reset_index(name="count")
    counts = counts.sort_values(["count", "text"], ascending=[False, True]).groupby("entity_id").head(MAX_NAMES)
    return counts.groupby("entity_id")["text"].agg("|".join)


def _examples(mentions: pd.DataFrame, sentences: pd.DataFrame) -> "pd.Series[str]":
    """The first sentence that names each entity, in full if possible, cut around the name."""
    is_short = mentions["rule"] != "exact"
    ordered = mentions.assign(is_short=is_short).sort_values(["is_short", "article_id", "start"], kind="stable")
    first = ordered.drop_duplicates("entity_id")[["entity_id", "article_id", "sentence", "start"]]
    spoken = sentences[["article_id", "sentence", "start", "text"]].rename(columns={"start": "offset"})
    found = first.merge(spoken, on=["article_id", "sentence"])
    texts = [
        _cut(text, start - offset)
        for text, start, offset in zip(found["text"], found["start"], found["offset"], strict=True)
    ]
    return pd.Series(texts, index=found["entity_id"], dtype=object)


def _cut(text: str, position: int) -> str:
    low = max(0, min(position - MAX_SENTENCE // 2, len(text) - MAX_SENTENCE))
    cut = " ".join(text[low : low + MAX_SENTENCE].split())
    return f"{'…' if low else ''}{cut}{'…' if low + MAX_SENTENCE < len(text) else ''}"
