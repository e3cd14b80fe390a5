"""Arguments -> library call -> messages, progress, exit code; the only place that prints."""
