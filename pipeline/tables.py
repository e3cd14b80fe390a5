"""The column schemas, which are the contract with users; Doc -> rows; reading and writing Parquet."""

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
            # beyond the first contract: where it came from and what was decided about it
            ("member", pa.string()),
            ("line", pa.int64()),
            ("author", pa.string()),
            ("url", pa.string()),
            ("encoding", pa.string()),
            ("date_given", pa.string()),
            ("notes", pa.string()),
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
        ]
    ),
    "failures": pa.schema([("path", pa.string()), ("stage", pa.string()), ("error", pa.string())]),
}
