"""Lexical similarity: IDF-weighted character n-grams over the language pack's match key."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain
from operator import add
from typing import TYPE_CHECKING

from reportdiff.languages.base import MatchRules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = ["GramIndex", "build_index", "cosines", "cover", "grams", "matrix", "places", "weigh"]


_LEAST_TEXTS = 500  # about as many clauses as two reports of a district have


def grams(key: str, sizes: Sequence[int]) -> Counter[str]:
    """Return the character n-grams of a match key with their counts.

    Examples
    --------
    >>> sorted(grams("通车里程", (2, 3)))
    ['车里', '车里程', '通车', '通车里', '里程']
    """
    return Counter(_running(key, sizes))


def _running(key: str, sizes: Sequence[int]) -> Iterator[str]:
    """Yield the n-grams of a key by size and place, each made of the one that is a character shorter."""
    made: Sequence[str] = key
    for size in range(2, max(sizes) + 1):
        made = list(map(add, made, key[size - 1 :]))
        if size in sizes:
            yield from made


@lru_cache(maxsize=10_000)
def _distinct(key: str, sizes: tuple[int, ...]) -> tuple[str, ...]:
    """Return the n-grams of a match key, each once, in their order."""
    return tuple(dict.fromkeys(_running(key, sizes)))


@dataclass(frozen=True, slots=True)
class GramIndex:
    """Weights of n-grams: the rarer in the two reports, the heavier."""

    weights: Mapping[str, float]
    default: float
    rules: MatchRules

    def vector(self, text: str) -> dict[str, float]:
        """Return the weighted n-grams of a text; each counts once."""
        get, default = self.weights.get, self.default
        return {gram: get(gram, default) for gram in _distinct(self.rules.key(text), self.rules.gram_sizes)}

    def bag(self, counts: Mapping[str, int]) -> dict[str, float]:
        """Return the weighted n-grams of a longer text; repeated ones count more, but less and less."""
        get, default, log = self.weights.get, self.default, math.log
        return {gram: (1 + log(n)) * get(gram, default) if n > 1 else get(gram, default) for gram, n in counts.items()}


def build_index(texts: Iterable[str], rules: MatchRules) -> GramIndex:
    """Weigh n-grams by in how many of `texts` they occur; see :func:`weigh`."""
    return weigh([_distinct(rules.key(text), rules.gram_sizes) for text in texts], rules)


def weigh(texts: Sequence[Iterable[str]], rules: MatchRules) -> GramIndex:
    """Weigh n-grams by in how many texts they occur; `texts` are their n-grams, each once.

    Few texts are weighed as if there were `_LEAST_TEXTS`, so that scores mean the same for a short report.
    """
    seen = Counter(chain.from_iterable(texts))
    total = max(len(texts), _LEAST_TEXTS)
    of_count = {n: math.log((1 + total) / (1 + n)) + 0.1 for n in set(seen.values())}
    weights = {gram: of_count[n] for gram, n in seen.items()}
    return GramIndex(weights, math.log(1 + total) + 0.1, rules)


def places(vectors: Iterable[Iterable[str]]) -> dict[str, int]:
    """Return a column for each n-gram, in the order of their first occurrence."""
    return {gram: column for column, gram in enumerate(dict.fromkeys(chain.from_iterable(vectors)))}


def matrix(vectors: Sequence[Mapping[str, float]], place: Mapping[str, int]) -> csr_array:
    """Return a sparse matrix, a row for each vector, a column for each n-gram that has a place."""
    import numpy as np
    from scipy.sparse import csr_array

    columns: list[int] = []
    values: list[float] = []
    ends = [0]
    for vector in vectors:
        known = [gram for gram in vector if gram in place]
        columns.extend(map(place.__getitem__, known))
        values.extend(map(vector.__getitem__, known))
        ends.append(len(columns))
    return csr_array((np.array(values), np.array(columns, dtype=np.int32), ends), shape=(len(vectors), len(place)))


def cosines(some: Sequence[Mapping[str, float]], others: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    """Return the cosine (0 to 1) of each vector of `some` with each of `others`; 0 where one is empty."""
    import numpy as np

    place = places(others)
    shared = (matrix(some, place) @ matrix(others, place).T).toarray()
    lengths, other_lengths = (
        np.array([math.sqrt(math.fsum(value * value for value in vector.values())) or 1.0 for vector in vectors])
        for vectors in (some, others)
    )
    result: NDArray[np.float64] = shared / np.outer(lengths, other_lengths)
    return result


def cover(part: Mapping[str, float], whole: Mapping[str, float]) -> float:
    """Return the weighted share of `part` that `whole` holds (0 to 1)."""
    total = sum(part.values())
    return sum(value for gram, value in part.items() if gram in whole) / total if total else 0.0
