"""Column schemas of the tables, which are the contract with users."""

import pyarrow as pa

SCHEMAS: dict[str, pa.Schema] = {
    "articles": pa.schema(
        [
            ("article_id", pa.string()),
            ("path", pa.string()),
            ("title", pa.string()),
            ("date", pa.string()),
            ("source", pa.string()),
            ("language", pa.string()),
            ("characters", pa.int64()),
            ("sentences", pa.int64()),
            ("duplicate_of", pa.string()),
            # where the article came from and what was decided about it
            ("member", pa.string()),
            ("line", pa.int64()),
            ("author", pa.string()),
            ("url", pa.string()),
            ("encoding", pa.string()),
            ("date_given", pa.string()),
            ("notes", pa.string()),
            ("digest", pa.string()),
        ]
    ),
    "sentences": pa.schema(
        [
            ("article_id", pa.string()),
            ("paragraph", pa.int32()),
            ("sentence", pa.int32()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
        ]
    ),
    "mentions": pa.schema(
        [
            ("article_id", pa.string()),
            ("paragraph", pa.int32()),
            ("sentence", pa.int32()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
            ("label", pa.string()),
            ("entity_id", pa.string()),
            ("rule", pa.string()),
            # the name within the article that the mention is linked to; names are joined across articles
            ("name", pa.string()),
            ("name_label", pa.string()),
            ("confidence", pa.float64()),
        ]
    ),
    "numbers": pa.schema(
        [
            ("article_id", pa.string()),
            ("paragraph", pa.int32()),
            ("sentence", pa.int32()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("text", pa.string()),
            ("kind", pa.string()),
            ("value", pa.float64()),
            ("value_max", pa.float64()),
            ("edtf", pa.string()),
            ("edtf_max", pa.string()),
            ("unit", pa.string()),
            ("approx", pa.string()),
            ("noun", pa.string()),
            ("entity_id", pa.string()),
            # the name within the article that the number is about
            ("about", pa.string()),
            ("about_label", pa.string()),
            # whether the date depends on the article's date
            ("relative", pa.bool_()),
            ("value_2", pa.float64()),
            # the name within the article that the text gives as the source of the number, and its entity
            ("attributed_to", pa.string()),
            ("attributed_to_label", pa.string()),
            ("attributed_to_id", pa.string()),
        ]
    ),
    "entities": pa.schema(
        [
            ("entity_id", pa.string()),
            ("name", pa.string()),
            ("label", pa.string()),
            ("mentions", pa.int64()),
            ("articles", pa.int64()),
            ("first_date", pa.string()),
            ("last_date", pa.string()),
            ("country", pa.string()),
            ("degree", pa.int64()),
            ("strength", pa.float64()),
            ("community", pa.int64()),
            ("pagerank", pa.float64()),
            ("betweenness", pa.float64()),
            ("clustering", pa.float64()),
            ("sentences", pa.int64()),
            # the same counts including copies of articles
            ("mentions_raw", pa.int64()),
            ("articles_raw", pa.int64()),
            ("belongs_to", pa.string()),
            # of places: where GeoNames has them; null without the extra `places`
            ("geonames_id", pa.int64()),
            ("latitude", pa.float64()),
            ("longitude", pa.float64()),
            ("place_kind", pa.string()),
            ("place_score", pa.float64()),
            # from the user's authority lists; the candidates of a name that several ids match
            ("authority_id", pa.string()),
            ("authority_name", pa.string()),
            ("authority_url", pa.string()),
            ("authority_candidates", pa.string()),
        ]
    ),
    "edges": pa.schema(
        [
            ("source", pa.string()),
            ("target", pa.string()),
            ("sentences", pa.int64()),
            ("articles", pa.int64()),
            ("npmi", pa.float64()),
            ("llr", pa.float64()),
            ("first_date", pa.string()),
            ("last_date", pa.string()),
            ("backbone", pa.bool_()),
            ("weight", pa.float64()),
            ("jaccard", pa.float64()),
            ("p_value", pa.float64()),
            ("q_value", pa.float64()),
            ("alpha", pa.float64()),
            ("sentences_raw", pa.int64()),
            ("articles_raw", pa.int64()),
            ("keywords", pa.string()),
            # sentences whose text says that one of the two holds a role in or for the other
            ("stated", pa.int64()),
        ]
    ),
    "roles": pa.schema(
        [
            ("entity_id", pa.string()),
            ("name", pa.string()),
            ("role", pa.string()),
            ("head", pa.string()),
            ("organisation_id", pa.string()),
            ("organisation", pa.string()),
            ("status", pa.string()),
            ("article_id", pa.string()),
            ("paragraph", pa.int32()),
            ("sentence", pa.int32()),
            ("start", pa.int64()),
            ("end", pa.int64()),
            ("rule", pa.string()),
        ]
    ),
    "failures": pa.schema([("path", pa.string()), ("stage", pa.string()), ("error", pa.string())]),
    "exclusions": pa.schema(
        [
            ("article_id", pa.string()),
            ("window", pa.string()),
            ("paragraph", pa.int32()),
            ("sentence", pa.int32()),
            ("names", pa.int64()),
        ]
    ),
}


CORPUS_COLUMNS = ("article_id", "entity_id", "attributed_to_id", "relative")
"""Columns that the analysis of a single article does not know."""

REFERENCE = "reference"
"""Column in the analysis of an article: how a date follows from the article's date, which only the corpus knows."""


def _found(table: str) -> pa.DataType:
    """Return the type of one article's rows of a table, without the columns that only the corpus knows."""
    fields = [field for field in SCHEMAS[table] if field.name not in CORPUS_COLUMNS]
    return pa.list_(pa.struct([*fields, *([pa.field(REFERENCE, pa.string())] if table == "numbers" else [])]))


ANALYSIS = pa.schema(
    [
        ("error", pa.string()),
        ("sketch", pa.binary()),
        ("filters", pa.map_(pa.string(), pa.int64())),
        ("sentences", _found("sentences")),
        ("mentions", _found("mentions")),
        ("numbers", _found("numbers")),
    ]
)
"""Schema of a worker's results: one row per article with its rows of three tables, without ids."""
