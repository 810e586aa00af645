"""Commitment to scored evidence: fuzzy matching on the match key, weighed by what a person goes by.

The score of a candidate is the probability, by what was learned from labelled pairs, that it reports what became of the
commitment. What it is made of is kept with it.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from reportdiff.config import Config
from reportdiff.languages.base import Language
from reportdiff.model import Claim, Commitment, Kind, Measure, Outcome, Quantity, Role, Target
from reportdiff.similarity import GramIndex, LetterIndex, build_index, cover, incidence, index_letters, weighted

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


_SHORTLIST = 3  # so many times the candidates that are looked at closely have their edit distance taken
_BLOCK = 128  # commitments whose words are looked up at a time: more would only take more memory
_LEAST_COVER = 0.05  # an outcome that holds less of a commitment's words, by weight, is not about it
_BY_LETTERS = 4  # so many candidates more are looked at for the characters that they share
_LEAST_LETTERS = 0.3  # of the weight of a commitment's characters
_MOST_SERVED = 4  # so many commitments may rest on one outcome
_NO_PRIOR = 0.4  # about the mean similarity of the sections of two reports


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


def candidate_features(
    commitments: Sequence[Commitment],
    outcomes: Sequence[AnyClaim],
    prior: Mapping[tuple[str, str], float],
    language: Language,
    config: Config,
    *,
    meaning: bool = True,
) -> list[list[tuple[AnyClaim, dict[str, float]]]]:
    """Return the likeliest claims for each commitment with the features that the models weigh.

    `outcomes` are those of the next report, or its commitments when renewals are looked for; `meaning` tells whether
    nearness in meaning is among the features. It is no help with renewals: a plan has many clauses that mean much the
    same.
    """
    index = build_index([c.plain for c in commitments] + [o.plain for o in outcomes], language.matching)
    mine = [index.vector(c.context + c.plain) for c in commitments]
    theirs = [index.vector(o.context + o.plain) for o in outcomes]
    totals = np.array([sum(v.values()) or 1.0 for v in mine])
    other_totals = np.array([sum(v.values()) or 1.0 for v in theirs])
    # A list of targets or an opening belongs to no section that is aligned: it is neither near nor far.
    unknown = sum(prior.values()) / len(prior) if prior else _NO_PRIOR
    keys = [language.matching.key(c.plain) for c in commitments]
    other_keys = [language.matching.key(o.plain) for o in outcomes]
    letters = index_letters(
        [(key, c.around) for key, c in zip(keys, commitments, strict=True)],
        [(key, o.around) for key, o in zip(other_keys, outcomes, strict=True)],
    )
    likeliest = [*_likeliest(mine, theirs, totals, other_totals, keys, other_keys, letters, config.candidates)]
    pairs = [(i, j) for i, likely in enumerate(likeliest) for j, *_ in likely]
    likeness = letters.likeness(pairs)
    of_pair = zip(*likeness.values(), strict=True)
    # A figure answers by its indicator's name: one that means much the same is another.
    in_words = [(i, j) for i, j in pairs if meaning and commitments[i].kind is not Kind.QUANTIFIED]
    near = _nearness(commitments, outcomes, in_words, language.matching.meanings)
    rows = []
    for i, likely in enumerate(likeliest):
        commitment = commitments[i]
        row = []
        for j, common, partial, ratio in likely:
            outcome = outcomes[j]
            parts = {
                "cover": common / totals[i],
                "focus": common / other_totals[j],
                "cosine": common / math.sqrt(totals[i] * other_totals[j]),
                "partial": partial,
                "ratio": ratio,
                "rare": _rarest(mine[i], theirs[j], index),
                "section": prior.get((commitment.section, outcome.section), unknown),
            }
            parts.update(zip(likeness, next(of_pair), strict=True))
            parts.update(_claim_features(commitment, outcome, language, index, theirs[j]))
            if (i, j) in near:
                parts["meaning"] = near[i, j]
            row.append((outcome, parts))
        rows.append(_with_rank(row))
    _add_first_claims(rows)
    return rows


def _likeliest(
    mine: Sequence[Mapping[str, float]],
    theirs: Sequence[Mapping[str, float]],
    totals: NDArray[np.float64],
    other_totals: NDArray[np.float64],
    keys: Sequence[str],
    other_keys: Sequence[str],
    letters: LetterIndex,
    most: int,
) -> Iterator[list[tuple[int, float, float, float]]]:
    """Yield, for each commitment, its likeliest outcomes: position, shared weight, partial ratio and ratio (0 to 1).

    A few that share most single characters come behind those that share n-grams, for what is told in other words. Edit
    distances are taken only of those that share most, and n-grams are counted for some commitments at a time, so that
    memory grows with the number of outcomes and not with that of pairs.
    """
    held, place = incidence(theirs)
    held = held.T.tocsr()
    wanted = weighted(mine, place)
    for first in range(0, len(mine), _BLOCK):
        own = totals[first : first + _BLOCK, None]
        shared = (wanted[first : first + _BLOCK] @ held).toarray()
        blend = shared / own + 0.5 * shared / np.sqrt(own * other_totals)
        nearest = np.argsort(-blend, axis=1, kind="stable")[:, : _SHORTLIST * most]
        covers = letters.covers(first, first + len(shared))
        spelled = np.argsort(-covers, axis=1, kind="stable")[:, :_BY_LETTERS].tolist()
        rows = zip(
            nearest.tolist(),
            np.take_along_axis(shared, nearest, axis=1).tolist(),
            np.take_along_axis(blend, nearest, axis=1).tolist(),
            strict=True,
        )
        for i, row in enumerate(rows, first):
            least = _LEAST_COVER * totals[i]
            partials = (
                (j, common, like, fuzz.partial_ratio(keys[i], other_keys[j]) / 100)
                for j, common, like in zip(*row, strict=True)
                if common > least
            )
            chosen = sorted(partials, key=lambda item: -(item[2] + 0.3 * item[3]))[:most]
            taken = {j for j, *_ in chosen}
            chosen += [
                (j, float(shared[i - first, j]), 0.0, fuzz.partial_ratio(keys[i], other_keys[j]) / 100)
                for j in spelled[i - first]
                if j not in taken and covers[i - first, j] > _LEAST_LETTERS
            ]
            yield [(j, common, partial, fuzz.ratio(keys[i], other_keys[j]) / 100) for j, common, _, partial in chosen]


def _nearness(
    commitments: Sequence[Commitment],
    outcomes: Sequence[Claim],
    pairs: Sequence[tuple[int, int]],
    meanings: Callable[[Sequence[str]], NDArray[np.float32]] | None,
) -> dict[tuple[int, int], float]:
    """Return how near in meaning the commitment and the outcome of each pair are (-1 to 1), if the language tells."""
    if meanings is None:
        return {}
    (some, here), (others, there) = (
        np.unique(side, return_inverse=True) for side in np.array(pairs, dtype=int).reshape(-1, 2).T
    )
    mine = meanings([commitments[i].plain for i in some.tolist()])
    theirs = meanings([outcomes[j].plain for j in others.tolist()])
    return dict(zip(pairs, (mine[here] * theirs[there]).sum(axis=1).tolist(), strict=True))


def _rarest(a: Mapping[str, float], b: Mapping[str, float], index: GramIndex) -> float:
    """Return the weight of the rarest n-gram that both share, as a share of the greatest possible."""
    return max(map(a.__getitem__, a.keys() & b.keys()), default=0.0) / index.default


def _add_first_claims(rows: Sequence[Sequence[tuple[AnyClaim, dict[str, float]]]]) -> None:
    """Add how far each commitment leads the likest other one that the same claim may answer."""
    likeness: dict[str, list[float]] = {}
    for row in rows:
        for claim, parts in row:
            likeness.setdefault(claim.id, [0.0]).append(_likeness(parts))
    best = {identifier: sorted(values)[-2:] for identifier, values in likeness.items()}
    for row in rows:
        for claim, parts in row:
            second, first = best[claim.id]
            own = _likeness(parts)
            parts["first_claim"] = own - (second if own == first else first)


def _likeness(parts: Mapping[str, float]) -> float:
    return parts["cosine"] + 0.3 * parts["partial"]


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
    out[f"verb:{verb}"] = 1.0
    out[f"told_verb:{other}"] = 1.0
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
    """Add how far each candidate leads the others in cover and meaning, and steps that let the model bend."""
    for claim, parts in row:
        own = claim.quote  # the same words with more or less around them are no rivals
        rivals = [other for rival, other in row if rival.quote.end <= own.start or own.end <= rival.quote.start]
        parts["lead"] = parts["cover"] - max((other["cover"] for other in rivals), default=0.0)
        if "meaning" in parts:
            parts["meaning_lead"] = parts["meaning"] - max((other["meaning"] for other in rivals), default=0.0)
            parts["meaning2"] = max(0.0, parts["meaning"] - 0.4)
            parts["meaning3"] = max(0.0, parts["meaning"] - 0.7)
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
    for row in candidate_features(commitments, next_commitments, prior, language, config, meaning=False):
        scored = [(_chance(parts, language.matching.renewal), -position[claim.id]) for claim, parts in row]
        best = max(scored, default=(0.0, 1))
        out.append((-best[1], best[0]))
    return out
