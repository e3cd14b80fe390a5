"""An opened run: its tables, the questions people ask, pictures."""
