"""Lexical similarity: IDF-weighted character n-grams over the language pack's match key."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from operator import add

from reportdiff.languages.base import MatchRules

__all__ = ["GramIndex", "build_index", "cosine", "cover", "grams", "unit"]


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

    def bag(self, text: str) -> dict[str, float]:
        """Return the weighted n-grams of a longer text; repeated ones count more, but less and less."""
        get, default, log = self.weights.get, self.default, math.log
        counts = grams(self.rules.key(text), self.rules.gram_sizes)
        return {gram: (1 + log(n)) * get(gram, default) if n > 1 else get(gram, default) for gram, n in counts.items()}


def build_index(texts: Iterable[str], rules: MatchRules) -> GramIndex:
    """Weigh n-grams by in how many of `texts` they occur.

    Few texts are weighed as if there were `_LEAST_TEXTS`, so that scores mean the same for a short report.
    """
    seen: Counter[str] = Counter()
    total = 0
    for text in texts:
        seen.update(_distinct(rules.key(text), rules.gram_sizes))
        total += 1
    total = max(total, _LEAST_TEXTS)
    of_count = {n: math.log((1 + total) / (1 + n)) + 0.1 for n in set(seen.values())}
    weights = {gram: of_count[n] for gram, n in seen.items()}
    return GramIndex(weights, math.log(1 + total) + 0.1, rules)


def unit(bag: Mapping[str, float]) -> dict[str, float]:
    """Return a weighted bag with its length made 1, for :func:`cosine`."""
    norm = math.sqrt(math.fsum(value * value for value in bag.values()))
    return {gram: value / norm for gram, value in bag.items()} if norm else {}


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two weighted bags of length 1 (0 to 1)."""
    if len(a) > len(b):
        a, b = b, a
    return math.fsum(a[gram] * b[gram] for gram in a.keys() & b.keys())


def cover(part: Mapping[str, float], whole: Mapping[str, float]) -> float:
    """Return the weighted share of `part` that `whole` holds (0 to 1)."""
    total = sum(part.values())
    return sum(value for gram, value in part.items() if gram in whole) / total if total else 0.0
