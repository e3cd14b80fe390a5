"""Compare the mentions, entities and edges of two runs, for instance with two models."""

from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

import pandas as pd

Tables = Mapping[str, pd.DataFrame]

_SPAN = ["article_id", "start", "end"]
_CHANGES = {"left_only": "only here", "right_only": "only there", "both": "both"}


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """Differences between two runs; `here` is the run whose `compare` was called, `there` the other.

    Attributes:
        here, there: names of the two runs.
        summary: per table, rows in both, only here and only there, and their agreement (F1 of one against the other).
        mentions: one row per span in the articles of both runs, with its text and its label in each run; `found` is
            `both`, `only here`, `only there` or `other label`.
        entities: entity_id, name, label, mentions here and there, and their difference, largest first.
        edges: source, target, sentences here and there, and their difference, largest first.
    """

    here: str
    there: str
    summary: pd.DataFrame
    mentions: pd.DataFrame
    entities: pd.DataFrame
    edges: pd.DataFrame

    def _repr_html_(self) -> str:
        title = f"<h4>{escape(self.here)} and {escape(self.there)}</h4>"
        return title + str(self.summary.to_html(border=0, float_format=lambda value: f"{value:.3f}"))


def compare_runs(here: Tables, there: Tables, *, names: tuple[str, str]) -> Comparison:
    """Compare two runs; mentions match if span and label are equal, in the articles that both runs have."""
    mentions = _compare_mentions(here, there)
    entities = _compare_counts(here["entities"], there["entities"], ["entity_id"], "mentions", keep=["name", "label"])
    edges = _compare_counts(here["edges"], there["edges"], ["source", "target"], "sentences", keep=[])
    articles = here["articles"][["article_id"]].merge(there["articles"][["article_id"]], how="outer", indicator="found")
    found = {"articles": articles["found"].map(_CHANGES), "mentions": mentions["found"]}
    found |= {"entities": entities["found"], "edges": edges["found"]}
    return Comparison(*names, _summary(found), mentions, entities, edges)


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
    here: pd.DataFrame, there: pd.DataFrame, key: list[str], count: str, *, keep: list[str]
) -> pd.DataFrame:
    columns = [*key, *keep, count]
    both = here[columns].merge(there[columns], on=key, how="outer", suffixes=("_here", "_there"), indicator="found")
    for name in keep:
        first, second = (both.pop(f"{name}_{side}").astype(object) for side in ("here", "there"))
        both[name] = first.fillna(second)
    counts = [f"{count}_here", f"{count}_there"]
    both[counts] = both[counts].fillna(0).astype("int64")
    both = both.assign(found=both["found"].map(_CHANGES), difference=both[counts[1]] - both[counts[0]])
    order = both["difference"].abs().rename("size")
    ranked = both.assign(size=-order).sort_values(["size", *key], ignore_index=True)
    return ranked[[*key, *keep, *counts, "difference", "found"]]


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
