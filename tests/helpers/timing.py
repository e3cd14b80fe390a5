"""Compare CPU times at two sizes, so that tests of complexity hold on slow and busy machines."""

import time
from collections.abc import Callable


def seconds(run: Callable[[int], object], size: int) -> float:
    """CPU time of one call."""
    begin = time.process_time()
    run(size)
    return time.process_time() - begin


def takes_linear_time(run: Callable[[int], object], size: int) -> bool:
    """Whether a call takes at most three times as long as four calls with a quarter of the size, plus 0.2 s.

    Quadratic growth would be four times as long.
    """
    quarter = min(seconds(run, size // 4) for _ in range(2))
    return seconds(run, size) < 12 * quarter + 0.2
