"""Full-text search of sentences that tolerates case, accents and transcriptions."""

import pandas as pd

from pipeline.edtf import DateRanks
from pipeline.results.entity_search import fold

_CONTEXT = ["article_id", "title", "date", "duplicate_of"]
COLUMNS = [*_CONTEXT, "paragraph", "sentence", "start", "end", "text", "match", "names"]


def find_sentences(sentences: pd.DataFrame, query: str, articles: pd.DataFrame, mentions: pd.DataFrame) -> pd.DataFrame:
    """Find the sentences that hold the query as written, and then those with a word that begins like each of its words.

    Args:
        sentences: article_id, paragraph, sentence, start, end, text of the sentences to search.
        query: one or more words; no word at all finds nothing.
        articles: article_id, title, date, duplicate_of per article.
        mentions: article_id, sentence, start and entity_name per mention.

    Returns:
        `COLUMNS`, first those with the match `exact`, each group in order of date, article and sentence.
    """
    words = [f" {word}" for word in fold(query).split()]
    written = " ".join(query.split()).casefold()
    found = []
    if words:
        for text in sentences["text"]:
            if written in text.casefold():
                found.append("exact")
            else:
                folded = f" {fold.__wrapped__(text)}"  # not cached: sentences do not repeat as names do
                found.append("words" if all(word in folded for word in words) else "")
    hits = sentences.assign(match=pd.Series(found or [""] * len(sentences), sentences.index, dtype=object))
    hits = hits[hits["match"] != ""]
    if hits.empty:
        return pd.DataFrame(columns=COLUMNS)
    hits = hits.merge(articles[_CONTEXT], on="article_id", how="left")
    ranks = DateRanks.of(hits["date"])
    hits = hits.assign(rank=ranks.first, names=names_in(hits, mentions))
    ordered = hits.sort_values(["match", "rank", "article_id", "sentence"], kind="stable", ignore_index=True)
    return ordered[COLUMNS]


def names_in(hits: pd.DataFrame, mentions: pd.DataFrame) -> "pd.Series[str]":
    """Join the distinct names of the entities in each sentence (article_id, sentence), in their order."""
    keys = ["article_id", "sentence"]
    named = mentions.loc[mentions["entity_name"].notna(), [*keys, "start", "entity_name"]].merge(
        hits[keys].drop_duplicates(), on=keys
    )
    distinct = named.sort_values([*keys, "start"]).drop_duplicates([*keys, "entity_name"])
    if distinct.empty:
        return pd.Series(None, hits.index, dtype=object)
    joined = distinct.groupby(keys)["entity_name"].agg(", ".join)
    return hits[keys].join(joined.rename("names"), on=keys)["names"].astype(object)
