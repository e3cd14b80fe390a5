"""Compare two runs, such as those of two models or two newspapers, or groups of articles within a run."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from html import escape
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from pipeline.results.article_filter import values_of
from pipeline.translations import _

if TYPE_CHECKING:
    from pipeline.network import CorpusTables, NetworkOptions

Tables = Mapping[str, pd.DataFrame]

Ints = NDArray[np.int64]
Floats = NDArray[np.float64]

_NOTABLE = 0.05
_SPAN = ["article_id", "start", "end"]
_CHANGES = {"left_only": "only here", "right_only": "only there", "both": "both"}


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Differences between two runs, `here` and `there`.

    Attributes:
        here: name of the run whose `compare` was called.
        there: name of the other run.
        summary: per table, rows in both, only here and only there, and their agreement (F1 of one against the other).
        mentions: one row per span in the articles of both runs, with its text and its label in each run; `found` is
            `both`, `only here`, `only there` or `other label`.
        entities: entity_id, name, label, mentions here and there, and their difference, largest first; articles here
            and there, and whether their shares of all articles differ: llr, p_value, q_value (see `significance`).
        edges: source, target, sentences here and there, and their difference, largest first; likewise articles, llr,
            p_value and q_value; source_name and target_name.

    Significance is for runs over different articles, such as those of two newspapers. It is missing if the two runs
    share articles, because samples that overlap are not independent.
    """

    here: str
    there: str
    summary: pd.DataFrame
    mentions: pd.DataFrame
    entities: pd.DataFrame
    edges: pd.DataFrame

    def _repr_html_(self) -> str:
        title = _("{here} and {there}").format(here=escape(self.here), there=escape(self.there))
        return f"<h4>{title}</h4>" + str(self.summary.to_html(border=0, float_format=lambda value: f"{value:.3f}"))


def compare_runs(here: Tables, there: Tables, *, names: tuple[str, str], articles: tuple[int, int]) -> Comparison:
    """Compare two runs; mentions match if span and label are equal, in the articles that both runs have.

    Args:
        here: the tables of one run.
        there: the tables of the other.
        names: what to call them.
        articles: number of articles that each of them counts.
    """
    mentions = _compare_mentions(here, there)
    ids = [run["articles"].fillna({"digest": ""}) for run in (here, there)]
    independent = ids[0].merge(ids[1], on=["article_id", "digest"]).empty
    sizes = articles if independent else None
    entities = _compare_counts(
        here["entities"], there["entities"], ["entity_id"], "mentions", keep=["name", "label"], sizes=sizes
    )
    edges = _compare_counts(here["edges"], there["edges"], ["source", "target"], "sentences", keep=[], sizes=sizes)
    shown = entities.set_index("entity_id")["name"]
    edges = edges.assign(source_name=edges["source"].map(shown), target_name=edges["target"].map(shown))
    both = here["articles"][["article_id"]].merge(there["articles"][["article_id"]], how="outer", indicator="found")
    found = {"articles": both["found"].map(_CHANGES), "mentions": mentions["found"]}
    found |= {"entities": entities["found"], "edges": edges["found"]}
    return Comparison(*names, _summary(found), mentions, entities, edges)


def compare_groups(
    tables: "CorpusTables", articles: pd.DataFrame, options: "NetworkOptions", *, by: str
) -> pd.DataFrame:
    """Compare how often groups of articles name each entity, the most certain difference first.

    A copy of an article counts in its own group, but once per group. Articles in which the column is missing are left
    out. An entity that a group never names is listed only if that is unlikely to be chance (p < 0.05).

    Args:
        tables: the tables of the articles.
        articles: article_id and the column.
        options: labels and dates.
        by: a column of `articles`; each of its values is a group. `source` groups by newspaper, however it is spelt.

    Returns:
        The column, entity_id, name, label, articles (of the group that name it), share (of the group's articles),
        articles_rest and share_rest (of all other groups), llr, p_value and q_value (see `significance`; positive llr:
        more often than elsewhere).

    Raises:
        UnknownNameError: for an unknown column.
    """
    groups = _counts_by_group(tables, values_of(articles.set_index("article_id"), by), options)
    names = tables.names.set_index("entity_id")
    counts = pd.DataFrame({value: count for value, (_, count) in groups.items()}, dtype="float64").fillna(0)
    counts = counts.sort_index().astype("int64")
    sizes = np.array([size for size, _ in groups.values()], dtype=np.int64)
    own = counts.to_numpy().T.ravel()
    of_own = np.repeat(sizes, len(counts))
    rest, of_rest = np.tile(counts.sum(axis=1).to_numpy(), len(sizes)) - own, sizes.sum() - of_own
    ids = np.tile(counts.index.to_numpy(dtype=object), len(sizes))
    table = pd.DataFrame(
        {
            by: np.repeat(np.array(list(groups), dtype=object), len(counts)),
            "entity_id": ids,
            "name": names["name"].reindex(ids).to_numpy(),
            "label": names["label"].reindex(ids).to_numpy(),
            "articles": own,
            "share": own / np.maximum(of_own, 1),
            "articles_rest": rest,
            "share_rest": rest / np.maximum(of_rest, 1),
            **significance(own, of_own, rest, of_rest),
        }
    )
    table = table[(table["articles"] > 0) | (table["p_value"] < _NOTABLE)]
    ranked = table.assign(size=-table["llr"].abs()).sort_values(["p_value", "size", by, "entity_id"], ignore_index=True)
    return ranked.drop(columns="size")


def _counts_by_group(
    tables: "CorpusTables", group_of: "pd.Series[Any]", options: "NetworkOptions"
) -> dict[Any, tuple[int, "pd.Series[int]"]]:
    """Return the number of counted articles of each group, and of those that name each entity."""
    from pipeline.network import select

    found = {}
    parts = {
        name: dict(list(table.groupby(table["article_id"].map(group_of).astype(object), sort=True)))
        for name, table in (
            ("mentions", tables.mentions),
            ("sentences", tables.sentences),
            ("articles", tables.articles),
        )
    }
    for value, articles in parts["articles"].items():
        mentions, sentences = (
            parts[name].get(value, getattr(tables, name).iloc[:0]) for name in ("mentions", "sentences")
        )
        part = select(replace(tables, mentions=mentions, sentences=sentences, articles=articles), options)
        counted = part.mentions.loc[part.mentions["counted"], ["article", "entity"]].drop_duplicates()
        count = np.bincount(counted["entity"], minlength=len(part.entities))
        found[value] = int(part.articles["counted"].sum()), pd.Series(count, index=part.entities["entity_id"])
    return found


def significance(own: Ints, of_own: Ints, rest: Ints, of_rest: Ints) -> dict[str, Floats]:
    """Test whether shares of two independent samples differ: `own` of `of_own` articles, and `rest` of `of_rest`.

    Returns:
        llr: the signed log-likelihood ratio, positive if the share of `own` is larger (Dunning 1993; for comparing
            corpora, Rayson & Garside 2000).
        p_value: Fisher's exact test, two-sided: twice the smaller tail, at most 1. Unlike χ² on the ratio, it holds
            for small counts.
        q_value: the expected share of false discoveries among the differences at least as certain (Benjamini &
            Hochberg 1995), all rows being tests.
    """
    from pipeline.network import log_likelihood, p_value, q_value

    both, total = own + rest, of_own + of_rest
    llr, p = np.zeros(len(own)), np.ones(len(own))
    for size in np.unique(total):  # the association measures take one size of the corpus
        at = total == size
        llr[at] = log_likelihood(own[at], of_own[at], both[at], float(size))
        more = p_value(own[at], of_own[at], both[at], int(size))
        less = p_value(rest[at], of_rest[at], both[at], int(size))
        p[at] = np.minimum(1.0, 2 * np.minimum(more, less))
    return {"llr": llr, "p_value": p, "q_value": q_value(p, len(p))}


def _compare_mentions(here: Tables, there: Tables) -> pd.DataFrame:
    shared = set(here["articles"]["article_id"]) & set(there["articles"]["article_id"])
    sides = []
    for side, run in (("here", here), ("there", there)):
        rows = run["mentions"][run["mentions"]["article_id"].isin(shared)]
        rows = rows[[*_SPAN, "text", "label"]].astype({"label": object})
        sides.append(rows.rename(columns={"label": f"label_{side}", "text": f"text_{side}"}))
    both = sides[0].merge(sides[1], on=_SPAN, how="outer", indicator="found").sort_values(_SPAN, ignore_index=True)
    found = both["found"].map(_CHANGES).astype(object)
    found = found.mask((found == "both") & (both["label_here"] != both["label_there"]), "other label")
    text = both["text_here"].fillna(both["text_there"])
    return both.assign(text=text, found=found)[[*_SPAN, "text", "label_here", "label_there", "found"]]


def _compare_counts(
    here: pd.DataFrame,
    there: pd.DataFrame,
    key: list[str],
    count: str,
    *,
    keep: list[str],
    sizes: tuple[int, int] | None,
) -> pd.DataFrame:
    columns = [*key, *keep, count, "articles"]
    both = here[columns].merge(there[columns], on=key, how="outer", suffixes=("_here", "_there"), indicator="found")
    for name in keep:
        first, second = (both.pop(f"{name}_{side}").astype(object) for side in ("here", "there"))
        both[name] = first.fillna(second)
    counts = [f"{count}_here", f"{count}_there"]
    articles = ["articles_here", "articles_there"]
    both[[*counts, *articles]] = both[[*counts, *articles]].fillna(0).astype("int64")
    both = both.assign(found=both["found"].map(_CHANGES), difference=both[counts[1]] - both[counts[0]])
    order = both["difference"].abs().rename("size")
    ranked = both.assign(size=-order).sort_values(["size", *key], ignore_index=True)
    measures = {name: np.full(len(ranked), np.nan) for name in ("llr", "p_value", "q_value")}
    if sizes is not None:
        here_, there_ = (ranked[name].to_numpy(dtype=np.int64) for name in articles)
        of_here, of_there = (np.full(len(ranked), size, dtype=np.int64) for size in sizes)
        measures = significance(there_, of_there, here_, of_here)
    return ranked[[*key, *keep, *counts, "difference", "found", *articles]].assign(**measures)


def _summary(found: dict[str, "pd.Series[str]"]) -> pd.DataFrame:
    rows = {}
    for name, values in found.items():
        counts = values.value_counts()
        both, here, there, label = (
            int(counts.get(key, 0)) for key in ("both", "only here", "only there", "other label")
        )
        total = 2 * both + here + there + 2 * label
        rows[name] = {"both": both, "only here": here, "only there": there, "other label": label}
        rows[name]["agreement"] = 2 * both / total if total else 1.0  # type: ignore[assignment]  # counts and a share
    return pd.DataFrame.from_dict(rows, orient="index")
