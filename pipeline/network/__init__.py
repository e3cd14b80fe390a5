"""Tables -> pairs, association, structure, graph, time slices, evidence, exports."""

import warnings
from typing import Any

from pipeline.network.build import build_network, ego, network_of, paths, to_graph
from pipeline.network.counts import list_windows, named_in_lists_only
from pipeline.network.evidence import edge_figures, edge_sentences, figures, path_sentences, sample_evidence
from pipeline.network.exports import write_dynamic_gexf, write_graph_files
from pipeline.network.keywords import edge_keywords
from pipeline.network.layout import Floats, lay_out_nodes
from pipeline.network.selection import CorpusTables, NetworkOptions, between, check_dates, select, select_articles
from pipeline.network.time_slices import TimeSlices, changes, slices

__all__ = [
    "CorpusTables",
    "Floats",
    "NetworkOptions",
    "TimeSlices",
    "between",
    "build_network",
    "changes",
    "check_dates",
    "edge_figures",
    "edge_keywords",
    "edge_sentences",
    "ego",
    "figures",
    "lay_out_nodes",
    "list_windows",
    "named_in_lists_only",
    "network_of",
    "path_sentences",
    "paths",
    "sample_evidence",
    "select",
    "select_articles",
    "slices",
    "to_graph",
    "write_dynamic_gexf",
    "write_graph_files",
]


def __getattr__(name: str) -> Any:
    if name == "Timeline":
        warnings.warn(
            "`Timeline` was renamed to `TimeSlices`; the old name will be removed in the next version",
            DeprecationWarning,
            stacklevel=2,
        )
        return TimeSlices
    raise AttributeError(f"module 'pipeline.network' has no attribute {name!r}")
