"""Lexical similarity: IDF-weighted character n-grams over the language pack's match key."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from reportdiff.languages.base import MatchRules

__all__ = ["GramIndex", "build_index", "cosine", "cover", "grams"]


_LEAST_TEXTS = 500  # about as many clauses as two reports of a district have


def grams(key: str, sizes: Sequence[int]) -> Counter[str]:
    """Return the character n-grams of a match key with their counts.

    Examples
    --------
    >>> sorted(grams("通车里程", (2, 3)))
    ['车里', '车里程', '通车', '通车里', '里程']
    """
    found: Counter[str] = Counter()
    for size in sizes:
        found.update(key[i : i + size] for i in range(len(key) - size + 1))
    return found


@dataclass(frozen=True, slots=True)
class GramIndex:
    """Weights of n-grams: the rarer in the two reports, the heavier."""

    weights: Mapping[str, float]
    default: float
    rules: MatchRules

    def weight(self, gram: str) -> float:
        """Return the weight of one n-gram."""
        return self.weights.get(gram, self.default)

    def vector(self, text: str) -> dict[str, float]:
        """Return the weighted n-grams of a text; each counts once."""
        return {gram: self.weight(gram) for gram in grams(self.rules.key(text), self.rules.gram_sizes)}

    def bag(self, text: str) -> dict[str, float]:
        """Return the weighted n-grams of a longer text; repeated ones count more, but less and less."""
        counts = grams(self.rules.key(text), self.rules.gram_sizes)
        return {gram: (1 + math.log(n)) * self.weight(gram) for gram, n in counts.items()}


def build_index(texts: Iterable[str], rules: MatchRules) -> GramIndex:
    """Weigh n-grams by in how many of `texts` they occur.

    Few texts are weighed as if there were `_LEAST_TEXTS`, so that scores mean the same for a short report.
    """
    seen: Counter[str] = Counter()
    total = 0
    for text in texts:
        seen.update(grams(rules.key(text), rules.gram_sizes).keys())
        total += 1
    total = max(total, _LEAST_TEXTS)
    weights = {gram: math.log((1 + total) / (1 + n)) + 0.1 for gram, n in seen.items()}
    return GramIndex(weights, math.log(1 + total) + 0.1, rules)


def cosine(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """Return the cosine of two weighted bags (0 to 1)."""
    if len(a) > len(b):
        a, b = b, a
    dot = sum(value * b[gram] for gram, value in a.items() if gram in b)
    norm = math.sqrt(sum(v * v for v in a.values())) * math.sqrt(sum(v * v for v in b.values()))
    return dot / norm if norm else 0.0


def cover(part: Mapping[str, float], whole: Mapping[str, float]) -> float:
    """Return the weighted share of `part` that `whole` holds (0 to 1)."""
    total = sum(part.values())
    return sum(value for gram, value in part.items() if gram in whole) / total if total else 0.0
