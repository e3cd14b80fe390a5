"""German number expressions, pure text code: span, value, unit, noun, what they are about and who reports them."""

from pipeline.numbers.amounts import Number
from pipeline.numbers.finder import find_numbers
from pipeline.numbers.sources import source_name
from pipeline.numbers.subjects import nearest_name

__all__ = ["Number", "find_numbers", "nearest_name", "source_name"]
