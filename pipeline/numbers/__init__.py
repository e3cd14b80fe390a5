"""German number expressions, pure text code: span, value, unit, noun, and what they are about."""

from pipeline.numbers.amounts import Number
from pipeline.numbers.finder import find_numbers
from pipeline.numbers.subjects import nearest_name

__all__ = ["Number", "find_numbers", "nearest_name"]
