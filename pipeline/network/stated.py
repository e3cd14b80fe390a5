"""Ties that the text states: sentences that name a role of one end of an edge in or for the other."""

import pandas as pd


def stated_sentences(roles: pd.DataFrame, edges: pd.DataFrame, articles: pd.DataFrame) -> "pd.Series[int]":
    """Count the sentences that state the tie of each edge, 0 for those that are only named together.

    Args:
        roles: the table `roles`: entity_id, organisation_id, article_id, sentence.
        edges: source and target of the edges.
        articles: article_id and counted, as from `select_articles`: copies are not counted.
    """
    counted = articles.loc[articles["counted"], "article_id"]
    tied = roles[roles["organisation_id"].notna() & roles["article_id"].isin(counted)]
    ends = tied[["entity_id", "organisation_id"]]
    ties = pd.DataFrame(
        {
            "source": ends.min(axis=1),
            "target": ends.max(axis=1),
            "article_id": tied["article_id"],
            "sentence": tied["sentence"],
        }
    ).drop_duplicates()
    counts = ties.groupby(["source", "target"]).size()
    found = counts.reindex(pd.MultiIndex.from_frame(edges[["source", "target"]]), fill_value=0)
    return pd.Series(found.to_numpy(dtype="int64"), index=edges.index)
