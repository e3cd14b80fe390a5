"""Overlaps of names and numbers: no number stays part of a name, and no name part of a number."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.names import Mention
from pipeline.numbers import Number


def without_numbers(
    text: str, mentions: Sequence[Mention], numbers: Sequence[Number], *, counts: Counter[str]
) -> Iterator[Mention]:
    """Drop mentions that are part of a number, and trim numbers that were glued to mentions.

    `Euro` in `3,5 Milliarden Euro` and `2.Oktober` are not names; `Belarus 500` is one word too long if the 500 counts
    something, and so is `Chevron 50` before `Prozent`. `Nord Stream 2` and `1. FC Köln` stay.

    Args:
        text: the text that contains them.
        mentions: names, sorted.
        numbers: all numbers of the same text, found without regard to names, sorted.
        counts: incremented for each mention that is dropped or trimmed.
    """
    starts, ends = [number.start for number in numbers], [number.end for number in numbers]
    for mention in mentions:
        touching = numbers[bisect_right(ends, mention.start) : bisect_left(starts, mention.end)]
        if any(number.start <= mention.start and mention.end <= number.end for number in touching):
            counts["dropped_inside_number"] += 1
        elif glued := next((number for number in touching if _is_glued(mention, number)), None):
            counts["trimmed_number"] += 1
            yield replace(mention, end=mention.start + len(text[mention.start : glued.start].rstrip()))
        else:
            yield mention


def _is_glued(mention: Mention, number: Number) -> bool:
    """Return whether the number starts inside the name and belongs to what follows it."""
    if number.start <= mention.start:
        return False
    return number.end > mention.end or (number.end == mention.end and bool(number.noun or number.unit))
