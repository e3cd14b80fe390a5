"""Questions to a run that draw samples: what of its network is more than chance, and what depends on few articles."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.network import Bootstrap, NullModel
    from pipeline.results.run_tables import RunTables


def null_model(
    _run: "RunTables",
    *,
    samples: int = 100,
    seed: int = 0,
    within: str = "corpus",
    measures: Sequence[str] = ("degree", "strength", "pagerank", "modularity"),
    workers: int = 0,
    **choice: Any,
) -> "NullModel":
    """Compare the network with networks of shuffled names, which keep how often each name and how many occur.

    >>> shuffles = open_run("outputs/demo").null_model(samples=20, measures=["degree"])
    >>> set(shuffles.edges["weight_p"] <= 1)
    {True}

    See `docs/significance.md` for how to read it.

    Args:
        samples: number of shuffles; the smallest p is 1 / (samples + 1).
        seed: seed of the random numbers; the same seed gives the same numbers with any number of workers.
        within: `corpus` shuffles names over the whole corpus, `article` only within each article.
        measures: `degree`, `strength`, `pagerank`, `betweenness`, `modularity`.
        workers: number of processes; 0: use this process.
        choice: `window` (not `sentences:N`), `labels`, `date_from`, `date_to`, `min_articles` as in `graph`.
    """
    from pipeline.network import null_model

    return null_model(
        _run._tables(),
        _run._options(**choice),
        samples=samples,
        seed=seed,
        within=within,
        measures=measures,
        workers=workers,
    )


def bootstrap(
    _run: "RunTables", *, samples: int = 1000, seed: int = 0, level: float = 0.95, top: int = 10, **choice: Any
) -> "Bootstrap":
    """Find how far weights and ranks depend on the choice of articles, by drawing them anew with replacement.

    >>> drawn = open_run("outputs/demo").bootstrap(samples=100)
    >>> set(drawn.edges["standing"]) <= {"always", "sometimes", "never"}
    True

    See `docs/significance.md` for how to read it.

    Args:
        samples: number of samples.
        seed: seed of the random numbers; the same seed gives the same numbers.
        level: share of the samples inside an interval.
        top: length of the top lists.
        choice: `window`, `labels`, `date_from`, `date_to`, `min_articles` as in `graph`.
    """
    from pipeline.network import bootstrap

    return bootstrap(_run._tables(), _run._options(**choice), samples=samples, seed=seed, level=level, top=top)
