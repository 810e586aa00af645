"""Candidates with their probabilities, and which of them each commitment rests on where several compete.

The score of a candidate is the probability, by what was learned from labelled pairs, that it reports what became of the
commitment. What it is made of is kept with it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from reportdiff.config import Config
from reportdiff.languages.base import Language
from reportdiff.matching.features import candidate_features
from reportdiff.model import Commitment, Outcome

__all__ = ["Candidate", "Matches", "match_commitments", "renewals"]

_MOST_SERVED = 4  # so many commitments may rest on one outcome


@dataclass(frozen=True, slots=True)
class Candidate:
    """An outcome that may report on a commitment, with its probability and what that is made of."""

    outcome: Outcome
    score: float
    parts: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Matches:
    """The candidates of one commitment, best first; the first is the one it was assigned."""

    commitment: Commitment
    candidates: tuple[Candidate, ...]


def match_commitments(
    commitments: Sequence[Commitment],
    outcomes: Sequence[Outcome],
    prior: Mapping[tuple[str, str], float],
    language: Language,
    config: Config,
) -> tuple[Matches, ...]:
    """Score the outcomes that may report on each commitment and assign them.

    Parameters
    ----------
    commitments : sequence of Commitment
        What was promised.
    outcomes : sequence of Outcome
        What the next report says was done.
    prior : mapping
        Similarity (0 to 1) of sections, by (section of the commitment, section of the outcome).
    language : Language
        The language pack: its match key and the weights of the model.
    config : Config
        How many candidates are looked at, and what sharing words costs.

    Returns
    -------
    tuple of Matches
        One for each commitment, in their order.
    """
    if not commitments:
        return ()
    found = candidate_features(commitments, outcomes, prior, language, config)
    scores = iter(language.matching.evidence([parts for row in found for _, parts in row]))
    scored = [
        [Candidate(outcome, score, parts) for (outcome, parts), score in zip(row, scores, strict=False)]
        for row in found
    ]
    ranked = [sorted(row, key=lambda c: (-c.score, c.outcome.quote.start)) for row in scored]
    return _assign(commitments, ranked, config)


def _chance(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in parts.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def _assign(
    commitments: Sequence[Commitment], ranked: Sequence[Sequence[Candidate]], config: Config
) -> tuple[Matches, ...]:
    """Assign outcomes so that the probabilities add up to the most; the same words may serve twice, at a price."""
    from scipy.sparse import csr_array
    from scipy.sparse.csgraph import min_weight_full_bipartite_matching

    column_of: dict[tuple[str, int], int] = {}
    rows, columns, costs = [], [], []
    for i, row in enumerate(ranked):
        for candidate in row:
            for use in range(_MOST_SERVED):
                gain = candidate.score - use * config.shared_penalty
                if gain > 0:
                    rows.append(i)
                    columns.append(column_of.setdefault((candidate.outcome.id, use), len(column_of)))
                    costs.append(2.0 - gain)
    outcome_of = [identifier for identifier, _ in column_of]
    for i in range(len(ranked)):  # a column of its own for each commitment stands for no outcome, so that all have one
        rows.append(i)
        columns.append(len(outcome_of) + i)
        costs.append(2.0)
    graph = csr_array((costs, (rows, columns)), shape=(len(ranked), len(outcome_of) + len(ranked)))
    which, assigned = min_weight_full_bipartite_matching(graph)
    chosen = {int(i): outcome_of[int(j)] for i, j in zip(which, assigned, strict=True) if int(j) < len(outcome_of)}
    return tuple(
        Matches(commitment, _put_first(row, chosen.get(i)))
        for i, (commitment, row) in enumerate(zip(commitments, ranked, strict=True))
    )


def _put_first(row: Sequence[Candidate], identifier: str | None) -> tuple[Candidate, ...]:
    first = [c for c in row if c.outcome.id == identifier]
    return tuple(first + [c for c in row if c.outcome.id != identifier])


def renewals(
    commitments: Sequence[Commitment],
    next_commitments: Sequence[Commitment],
    prior: Mapping[tuple[str, str], float],
    language: Language,
    config: Config,
) -> list[tuple[int, float]]:
    """Return, for each commitment, the position of the one that promises it again, and the probability that it does.

    Parameters
    ----------
    commitments, next_commitments : sequence of Commitment
        What the old and the new report promise.
    prior : mapping
        Similarity (0 to 1) of sections, by (section of the old plan, section of the new plan).

    Returns
    -------
    list of (int, float)
        The position is -1 when nothing is shared.
    """
    position = {c.id: i for i, c in enumerate(next_commitments)}
    out = []
    for row in candidate_features(commitments, next_commitments, prior, language, config, accounts=False):
        scored = [(_chance(parts, language.matching.renewal), -position[claim.id]) for claim, parts in row]
        best = max(scored, default=(0.0, 1))
        out.append((-best[1], best[0]))
    return out
