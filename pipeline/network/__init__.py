"""Tables -> pairs, association, structure, graph, time slices, evidence, exports."""

from typing import Any

from pipeline.deprecation import warn_renamed
from pipeline.network.article_bootstrap import Bootstrap, bootstrap
from pipeline.network.association import log_likelihood, p_value, q_value
from pipeline.network.build import build_network, ego, network_of, paths, to_graph
from pipeline.network.counts import list_windows, named_in_lists_only
from pipeline.network.evidence import edge_numbers, edge_sentences, entity_numbers, path_sentences, sample_evidence
from pipeline.network.exports import (
    MAX_GRAPH_EDGES,
    csv_cell,
    strongest_part,
    write_dynamic_gexf,
    write_graph_file,
    write_graph_files,
)
from pipeline.network.keywords import edge_keywords
from pipeline.network.layout import Floats, lay_out_nodes
from pipeline.network.null_model import NullModel, null_model
from pipeline.network.selection import CorpusTables, NetworkOptions, between, check_dates, select, select_articles
from pipeline.network.stated import stated_sentences
from pipeline.network.time_slices import TimeSlices, changes, slices

__all__ = [
    "MAX_GRAPH_EDGES",
    "Bootstrap",
    "CorpusTables",
    "Floats",
    "NetworkOptions",
    "NullModel",
    "TimeSlices",
    "between",
    "bootstrap",
    "build_network",
    "changes",
    "check_dates",
    "csv_cell",
    "edge_keywords",
    "edge_numbers",
    "edge_sentences",
    "ego",
    "entity_numbers",
    "lay_out_nodes",
    "list_windows",
    "log_likelihood",
    "named_in_lists_only",
    "network_of",
    "null_model",
    "p_value",
    "path_sentences",
    "paths",
    "q_value",
    "sample_evidence",
    "select",
    "select_articles",
    "slices",
    "stated_sentences",
    "strongest_part",
    "to_graph",
    "write_dynamic_gexf",
    "write_graph_file",
    "write_graph_files",
]


def __getattr__(name: str) -> Any:
    if name == "Timeline":
        warn_renamed("`Timeline`", "`TimeSlices`")
        return TimeSlices
    raise AttributeError(f"module 'pipeline.network' has no attribute {name!r}")
