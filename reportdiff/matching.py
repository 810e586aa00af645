"""Commitment to scored evidence: fuzzy matching on the match key, weighed by what a person goes by.

The score of a candidate is the probability, by a logistic model learned from labelled pairs, that it reports what
became of the commitment. What it is made of is kept with it.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz, process

from reportdiff.config import Config
from reportdiff.languages.base import Language
from reportdiff.model import Claim, Commitment, Kind, Measure, Outcome, Quantity, Role, Target
from reportdiff.similarity import GramIndex, build_index, cover

__all__ = ["ANSWERS", "Candidate", "Matches", "fits", "match_commitments", "renewals"]

AnyClaim = TypeVar("AnyClaim", bound=Claim)

# Which measures of an outcome can answer which measure of a target, the best first.
ANSWERS: Mapping[Measure, tuple[Measure, ...]] = {
    Measure.RATE: (Measure.RATE,),
    Measure.CHANGE: (Measure.CHANGE, Measure.RATE),
    Measure.LEVEL: (Measure.TOTAL, Measure.LEVEL, Measure.ADDED),
    Measure.TOTAL: (Measure.TOTAL, Measure.LEVEL, Measure.ADDED),
    Measure.ADDED: (Measure.ADDED, Measure.LEVEL),
    Measure.CUMULATIVE: (Measure.CUMULATIVE, Measure.ADDED, Measure.LEVEL),
    Measure.BASE: (),
}


_NO_PRIOR = 0.4  # about the mean similarity of the sections of two reports


@dataclass(frozen=True, slots=True)
class Candidate:
    """An outcome that may report on a commitment, with its probability and what that is made of."""

    outcome: Outcome
    score: float
    parts: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Matches:
    """The candidates of one commitment, best first; the first is the one it was assigned."""

    commitment: Commitment
    candidates: tuple[Candidate, ...]


def fits(target: Target, quantity: Quantity, language: Language) -> float:
    """Return how well a reported quantity can answer a target (0 to 1): by unit and by what it measures."""
    unit = language.quantities.comparable(target.unit, quantity.unit, target.family, quantity.family)
    if not unit:
        return 0.0
    if quantity.measure in ANSWERS[target.measure]:
        return unit
    return 0.5 * unit


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
    scored = [
        [
            Candidate(outcome, _chance(parts, language.matching.weights), tuple(sorted(parts.items())))
            for outcome, parts in row
        ]
        for row in candidate_features(commitments, outcomes, prior, language, config)
    ]
    ranked = [sorted(row, key=lambda c: (-c.score, c.outcome.quote.start)) for row in scored]
    return _assign(commitments, ranked, config)


def _chance(parts: Mapping[str, float], weights: Mapping[str, float]) -> float:
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in parts.items())
    return 1 / (1 + math.exp(-max(-30.0, min(30.0, total))))


def candidate_features(
    commitments: Sequence[Commitment],
    outcomes: Sequence[AnyClaim],
    prior: Mapping[tuple[str, str], float],
    language: Language,
    config: Config,
) -> list[list[tuple[AnyClaim, dict[str, float]]]]:
    """Return the likeliest claims for each commitment with the features that the models weigh.

    `outcomes` are those of the next report, or its commitments when renewals are looked for.
    """
    index = build_index([c.plain for c in commitments] + [o.plain for o in outcomes], language.matching)
    mine = [index.vector(c.context + c.plain) for c in commitments]
    theirs = [index.vector(o.context + o.plain) for o in outcomes]
    shared = _shared_weights(mine, theirs)
    keys = [language.matching.key(c.plain) for c in commitments]
    other_keys = [language.matching.key(o.plain) for o in outcomes]
    partial = _ratios(keys, other_keys, fuzz.partial_ratio)
    whole = _ratios(keys, other_keys, fuzz.ratio)
    totals = [sum(v.values()) or 1.0 for v in mine]
    other_totals = [sum(v.values()) or 1.0 for v in theirs]
    # A list of targets or an opening belongs to no section that is aligned: it is neither near nor far.
    unknown = sum(prior.values()) / len(prior) if prior else _NO_PRIOR
    rows = []
    for i, commitment in enumerate(commitments):
        blend = shared[i] / totals[i] + 0.5 * shared[i] / np.sqrt(totals[i] * np.array(other_totals)) + 0.3 * partial[i]
        order = np.argsort(-blend, kind="stable")[: config.candidates]
        row = []
        for j in order.tolist():
            outcome = outcomes[j]
            common = float(shared[i, j])
            if common <= 0:
                continue
            parts = {
                "cover": common / totals[i],
                "focus": common / other_totals[j],
                "cosine": common / math.sqrt(totals[i] * other_totals[j]),
                "partial": float(partial[i, j]),
                "ratio": float(whole[i, j]),
                "rare": _rarest(mine[i], theirs[j], index),
                "section": prior.get((commitment.section, outcome.section), unknown),
            }
            parts.update(_claim_features(commitment, outcome, language, index, theirs[j]))
            row.append((outcome, parts))
        rows.append(_with_rank(row))
    return rows


def _ratios(keys: Sequence[str], others: Sequence[str], scorer: Any) -> NDArray[np.float64]:
    if not others:
        return np.zeros((len(keys), 0))
    result: NDArray[np.float64] = process.cdist(keys, others, scorer=scorer, dtype=np.float64) / 100.0
    return result


def _shared_weights(mine: Sequence[Mapping[str, float]], theirs: Sequence[Mapping[str, float]]) -> NDArray[np.float64]:
    """Return the weight of the n-grams that each pair shares: rows are commitments, columns outcomes."""
    postings: dict[str, list[int]] = {}
    for j, vector in enumerate(theirs):
        for gram in vector:
            postings.setdefault(gram, []).append(j)
    shared = np.zeros((len(mine), len(theirs)))
    for i, vector in enumerate(mine):
        for gram, weight in vector.items():
            found = postings.get(gram)
            if found:
                shared[i, found] += weight
    return shared


def _rarest(a: Mapping[str, float], b: Mapping[str, float], index: GramIndex) -> float:
    """Return the weight of the rarest n-gram that both share, as a share of the greatest possible."""
    return max((weight for gram, weight in a.items() if gram in b), default=0.0) / index.default


def _claim_features(
    commitment: Commitment, outcome: Claim, language: Language, index: GramIndex, words: Mapping[str, float]
) -> dict[str, float]:
    rules = language.matching
    out: dict[str, float] = {}
    names = rules.names(commitment.plain)
    if names:
        out["names"] = len(names & rules.names(outcome.plain)) / len(names)
        out["has_names"] = 1.0
    if commitment.kind is Kind.QUANTIFIED:
        out["quantified"] = 1.0
        fit, near, metric, same = 0.0, 0.0, 0.0, 0.0
        for target in commitment.targets:
            name = index.vector(target.metric)
            metric = max(metric, cover(name, words))
            for quantity in outcome.quantities:
                value = fits(target, quantity, language)
                if value >= 0.5:
                    counted = index.vector(quantity.metric)
                    same = max(same, value * cover(name, counted) * cover(counted, name))
                if value > fit:
                    fit = value
                if value >= 0.5 and target.amount and quantity.amount:
                    ratio = abs(math.log(abs(float(quantity.amount / target.amount)) or 1e-9))
                    near = max(near, value * math.exp(-2 * ratio))
        out.update(fit=fit, near=near, metric=metric, same_metric=same)
        if not outcome.quantities:
            out["no_number"] = 1.0
        elif not fit:
            out["misfit"] = 1.0
        out["head"] = cover(index.vector(commitment.targets[0].metric[:5]), words)
    elif outcome.quantities:
        out["unasked_number"] = 1.0
    out["contrast"] = rules.contrasts(commitment.plain, outcome.plain)
    out["object"] = float(rules.object_end(commitment.plain) in rules.key(outcome.plain))
    verb, other = rules.verb_class(commitment.context + commitment.plain), rules.verb_class(outcome.plain)
    if verb and verb == other:
        out["same_verb"] = 1.0
    if outcome.role is Role.PROBLEMS:
        out["problems"] = 1.0
    if outcome.role is Role.PLAN or outcome.role is Role.OPENING:
        out["plan"] = 1.0
    if outcome.denied:
        out["denied"] = 1.0
    if not (outcome.quantities or outcome.stage or outcome.denied or language.claims.aims(outcome.plain)):
        out["inert"] = 1.0
    if any(q.measure is Measure.CUMULATIVE for q in outcome.quantities):
        out["cumulative"] = 1.0
    return out


def _with_rank(row: list[tuple[AnyClaim, dict[str, float]]]) -> list[tuple[AnyClaim, dict[str, float]]]:
    """Add how far each candidate leads the others in cover, and steps that let the model bend."""
    covers = [(claim.quote, parts["cover"]) for claim, parts in row]
    for claim, parts in row:
        own = claim.quote  # the same words with more or less around them are no rivals
        rivals = [value for quote, value in covers if quote.end <= own.start or own.end <= quote.start]
        parts["lead"] = parts["cover"] - max(rivals, default=0.0)
        parts["cover2"] = max(0.0, parts["cover"] - 0.4)
        parts["cover3"] = max(0.0, parts["cover"] - 0.7)
        if "quantified" in parts:
            parts["cover_quantified"] = parts["cover"]
            parts["fit_cover"] = parts["fit"] * parts["cover"]
    return row


def _assign(
    commitments: Sequence[Commitment], ranked: Sequence[Sequence[Candidate]], config: Config
) -> tuple[Matches, ...]:
    """Assign outcomes so that the probabilities add up to the most; the same words may serve twice, at a price."""
    from scipy.optimize import linear_sum_assignment

    columns: dict[tuple[str, int], int] = {}
    wanted: dict[str, int] = {}
    for row in ranked:
        for candidate in row:
            wanted[candidate.outcome.id] = wanted.get(candidate.outcome.id, 0) + 1
    for identifier, count in wanted.items():
        for use in range(min(count, 4)):
            columns[identifier, use] = len(columns)
    gain = np.zeros((len(commitments), len(columns) + len(commitments)))
    for i, row in enumerate(ranked):
        for candidate in row:
            for use in range(4):
                column = columns.get((candidate.outcome.id, use))
                if column is not None:
                    gain[i, column] = max(0.0, candidate.score - use * config.shared_penalty)
    rows, assigned = linear_sum_assignment(gain, maximize=True)
    outcome_of = {column: identifier for (identifier, _), column in columns.items()}
    chosen = {int(i): outcome_of.get(int(j)) for i, j in zip(rows, assigned, strict=True) if gain[int(i), int(j)] > 0}
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
    for row in candidate_features(commitments, next_commitments, prior, language, config):
        scored = [(_chance(parts, language.matching.renewal), -position[claim.id]) for claim, parts in row]
        best = max(scored, default=(0.0, 1))
        out.append((-best[1], best[0]))
    return out
