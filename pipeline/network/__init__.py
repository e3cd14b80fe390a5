"""Tables -> pairs, association, structure, graph, time slices, evidence, exports."""
