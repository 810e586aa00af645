"""Lexical similarity: IDF-weighted character n-grams over the language pack's match key."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import chain, count, repeat
from operator import add
from typing import TYPE_CHECKING

from reportdiff.languages.base import MatchRules

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from scipy.sparse import csr_array

__all__ = [
    "GramIndex",
    "LetterIndex",
    "build_index",
    "cover",
    "grams",
    "incidence",
    "index_letters",
    "section_cosines",
    "weighted",
]


_LEAST_TEXTS = 500  # about as many clauses as two reports of a district have


@lru_cache(maxsize=10_000)
def grams(key: str, sizes: tuple[int, ...]) -> tuple[str, ...]:
    """Return the character n-grams of a match key by size and place, each once.

    Examples
    --------
    >>> grams("通车里程", (2, 3))
    ('通车', '车里', '里程', '通车里', '车里程')
    """
    found: list[str] = []
    longer: Sequence[str] = key
    for size in range(2, max(sizes) + 1):
        longer = list(map(add, longer, key[size - 1 :]))  # each is made of the one that is a character shorter
        if size in sizes:
            found += longer
    return tuple(dict.fromkeys(found))


@dataclass(frozen=True, slots=True)
class GramIndex:
    """Weights of n-grams: the rarer in the two reports, the heavier."""

    weights: Mapping[str, float]
    default: float
    rules: MatchRules

    def vector(self, text: str) -> dict[str, float]:
        """Return the weighted n-grams of a text; each counts once."""
        held = grams(self.rules.key(text), self.rules.gram_sizes)
        return dict(zip(held, map(self.weights.get, held, repeat(self.default)), strict=True))


def build_index(texts: Iterable[str], rules: MatchRules) -> GramIndex:
    """Weigh n-grams by in how many of `texts` they occur.

    Few texts are weighed as if there were `_LEAST_TEXTS`, so that scores mean the same for a short report.
    """
    held = [grams(rules.key(text), rules.gram_sizes) for text in texts]
    seen = Counter(chain.from_iterable(held))
    total = max(len(held), _LEAST_TEXTS)
    of_count = {n: math.log((1 + total) / (1 + n)) + 0.1 for n in set(seen.values())}
    weights = {gram: of_count[n] for gram, n in seen.items()}
    return GramIndex(weights, math.log(1 + total) + 0.1, rules)


def incidence(vectors: Sequence[Mapping[str, float]]) -> tuple[csr_array, dict[str, int]]:
    """Return which vectors hold which n-grams (1 or 0): a row for each vector; and the column of each n-gram."""
    import numpy as np
    from scipy.sparse import csr_array

    place: defaultdict[str, int] = defaultdict(count().__next__)
    columns = np.fromiter(map(place.__getitem__, chain.from_iterable(vectors)), dtype=np.int32)
    ends = np.cumsum([0, *map(len, vectors)])
    return csr_array((np.ones(len(columns)), columns, ends), shape=(len(vectors), len(place))), dict(place)


def weighted(vectors: Sequence[Mapping[str, float]], place: Mapping[str, int]) -> csr_array:
    """Return the weights of the n-grams that have a place as a sparse matrix: a row for each vector."""
    import numpy as np
    from scipy.sparse import csr_array

    columns = np.fromiter(map(place.get, chain.from_iterable(vectors), repeat(-1)), dtype=np.int32)
    values = np.fromiter(chain.from_iterable(vector.values() for vector in vectors), dtype=np.float64)
    known = columns >= 0
    ends = np.concatenate([[0], np.cumsum(known)])[np.cumsum([0, *map(len, vectors)])]
    return csr_array((values[known], columns[known], ends), shape=(len(vectors), len(place)))


def section_cosines(
    some: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]], rules: MatchRules
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Compare sections by their words and by their titles.

    An n-gram weighs the more, the rarer it is in the sections; repeated in one, it counts more, but less and less.

    Parameters
    ----------
    some, others : sequence of (str, str)
        The words and the title of each section.

    Returns
    -------
    tuple of two arrays
        Cosines (0 to 1) of the words and of the titles, each of shape (len(some), len(others)).
    """
    import numpy as np

    sections = [*some, *others]
    keys = [rules.key(words) for words, _ in sections] + [rules.key(title) for _, title in sections]
    counts = _counts(keys, rules.gram_sizes)
    held = np.bincount(counts[: len(sections)].indices, minlength=counts.shape[1])
    weights = np.log((1 + max(len(sections), _LEAST_TEXTS)) / (1 + held)) + 0.1
    counts.data[counts.indptr[len(sections)] :] = 1.0  # in a title, nothing counts twice
    counts.data = (1 + np.log(counts.data)) * weights[counts.indices]
    lengths = np.sqrt(counts.multiply(counts).sum(axis=1))
    lengths[lengths == 0] = 1.0

    def between(first: int) -> NDArray[np.float64]:
        middle, last = first + len(some), first + len(sections)
        shared: NDArray[np.float64] = (counts[first:middle] @ counts[middle:last].T).toarray()
        return shared / np.outer(lengths[first:middle], lengths[middle:last])

    return between(0), between(len(sections))


@dataclass(frozen=True, slots=True)
class LetterIndex:
    """The single characters of claims, which abbreviations and other words for a thing share (林地, 森林).

    A character weighs the more, the rarer it is in the claims. `held` tells which characters each claim has (a row for
    each of the one side and then of the other) and, in as many rows again, those before and after it in its report.
    """

    held: csr_array
    weights: NDArray[np.float64]
    sums: NDArray[np.float64]  # of the weights in each row
    some: int  # claims of the one side
    claims: int  # of both
    heaviest: float

    def covers(self, first: int, last: int) -> NDArray[np.float64]:
        """Return the weighted share of the characters of claims of the one side that each of the other has.

        Shape (last - first, claims of the other side), from 0 to 1.
        """
        mine = self.held[first:last].multiply(self.weights).tocsr()
        shared: NDArray[np.float64] = (mine @ self.held[self.some : self.claims].T).toarray()
        return shared / self.sums[first:last, None]

    def likeness(self, pairs: Sequence[tuple[int, int]]) -> dict[str, list[float]]:
        """Compare claims of the one side with claims of the other.

        Parameters
        ----------
        pairs : sequence of (int, int)
            Their positions.

        Returns
        -------
        dict
            Lists as long as `pairs` of numbers from 0 to 1: ``letters``, the weighted share of the characters of the
            one that the other has; ``letters_focus``, the same the other way round; ``rare_letter``, the weight of the
            rarest that they share; ``around``, the cosine of the words around them; ``told_around``, the share of the
            characters of the one that stand around the other.
        """
        import numpy as np

        if not pairs:
            return {}
        here, there = np.array(pairs).T
        there = there + self.some
        around_here, around_there = here + self.claims, there + self.claims
        shared = self.held[here].multiply(self.held[there]).tocsr()
        around = self.held[around_there]
        found = {
            "letters": shared @ self.weights / self.sums[here],
            "letters_focus": shared @ self.weights / self.sums[there],
            "rare_letter": shared.multiply(self.weights).max(axis=1).toarray().ravel() / self.heaviest,
            "around": self.held[around_here].multiply(around)
            @ self.weights
            / np.sqrt(self.sums[around_here] * self.sums[around_there]),
            "told_around": self.held[here].multiply(around) @ self.weights / self.sums[here],
        }
        return {name: values.tolist() for name, values in found.items()}


def index_letters(some: Sequence[tuple[str, str]], others: Sequence[tuple[str, str]]) -> LetterIndex:
    """Index the characters of two sides of claims, each given as its match key and the words before and after it."""
    import numpy as np
    from scipy.sparse import csr_array

    claims = [*some, *others]
    texts = [key for key, _ in claims] + [around for _, around in claims]
    codes = np.frombuffer("".join(texts).encode("utf-32-le"), dtype=np.uint32)
    present = np.zeros(int(codes.max(initial=0)) + 1, dtype=np.int32)
    present[codes] = 1
    columns = np.cumsum(present, dtype=np.int32)[codes] - 1
    ends = np.cumsum([0, *map(len, texts)])
    held = csr_array((np.ones(len(codes)), columns, ends), shape=(len(texts), int(present.sum())))
    held.sum_duplicates()
    held.data[:] = 1.0
    total = max(len(claims), _LEAST_TEXTS)
    seen = held[: len(claims)].sum(axis=0)
    weights = np.where(seen > 0, np.log((1 + total) / (1 + seen)) + 0.1, 0.0)  # of what no match key has, none
    sums = np.maximum(held @ weights, 1e-9)
    return LetterIndex(held, weights, sums, len(some), len(claims), math.log(1 + total) + 0.1)


def _counts(keys: Sequence[str], sizes: Sequence[int]) -> csr_array:
    """Return how often each n-gram occurs in each key: a row for each key, a column for each n-gram.

    An n-gram is a number here, its characters being digits, so that long texts are counted at once.
    """
    import numpy as np
    from scipy.sparse import csr_array

    alphabet, letters = np.unique(
        np.frombuffer("".join(keys).encode("utf-32-le"), dtype=np.uint32), return_inverse=True
    )
    ends = np.cumsum([len(key) for key in keys])
    codes_of_size: list[NDArray[np.int64]] = []
    rows: list[NDArray[np.int64]] = []
    for size in sizes:
        codes = np.zeros(max(0, len(letters) - size + 1), dtype=np.int64)
        for place in range(size):
            codes = codes * len(alphabet) + letters[place : place + len(codes)]
        of_key = np.searchsorted(ends, np.arange(len(codes)), side="right")
        inside = np.arange(len(codes)) + size <= ends[of_key]
        codes_of_size.append(codes[inside] * len(sizes) + len(codes_of_size))
        rows.append(of_key[inside])
    known, columns = np.unique(np.concatenate(codes_of_size), return_inverse=True)
    return csr_array((np.ones(len(columns)), (np.concatenate(rows), columns)), shape=(len(keys), len(known)))


def cover(part: Mapping[str, float], whole: Mapping[str, float]) -> float:
    """Return the weighted share of `part` that `whole` holds (0 to 1)."""
    total = sum(part.values())
    return sum(value for gram, value in part.items() if gram in whole) / total if total else 0.0
