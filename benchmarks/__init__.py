"""Measurements: one script per claim; `benchmarks.results` writes RESULTS.md."""
