"""German number expressions, pure text code: span, value, unit, noun, what they are about and who reports them."""

from pipeline.numbers.amounts import Number
from pipeline.numbers.finder import find_numbers
from pipeline.numbers.nouns import Unnamed
from pipeline.numbers.references import resolve
from pipeline.numbers.relative_dates import find_dated, last_year
from pipeline.numbers.sources import source_name
from pipeline.numbers.subjects import nearest_name

__all__ = ["Number", "Unnamed", "find_dated", "find_numbers", "last_year", "nearest_name", "resolve", "source_name"]
