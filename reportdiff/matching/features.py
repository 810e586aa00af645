"""What of a commitment and a claim a person goes by: fuzzy matching on the match key, numbers, names, neighbours."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray
from rapidfuzz import fuzz

from reportdiff.config import Config
from reportdiff.languages.base import Language
from reportdiff.model import Claim, Commitment, Kind, Measure, Quantity, Role, Target
from reportdiff.similarity import GramIndex, LetterIndex, build_index, cover, incidence, index_letters, weighted

__all__ = ["ANSWERS", "candidate_features", "fits"]

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
_BY_ACCOUNT = 3  # so many candidates more are looked at for being likely accounts in other words
_LEAST_ACCOUNT = 0.35  # as likely an account (-1 to 1)
_NO_PRIOR = 0.4  # about the mean similarity of the sections of two reports


def fits(target: Target, quantity: Quantity, language: Language) -> float:
    """Return how well a reported quantity can answer a target (0 to 1): by unit and by what it measures."""
    unit = language.quantities.comparable(target.unit, quantity.unit, target.family, quantity.family)
    if not unit:
        return 0.0
    if quantity.measure in ANSWERS[target.measure]:
        return unit
    return 0.5 * unit


def candidate_features(
    commitments: Sequence[Commitment],
    outcomes: Sequence[AnyClaim],
    prior: Mapping[tuple[str, str], float],
    language: Language,
    config: Config,
    *,
    accounts: bool = True,
) -> list[list[tuple[AnyClaim, dict[str, float]]]]:
    """Return the likeliest claims for each commitment with the features that the models weigh.

    `outcomes` are those of the next report, or its commitments when renewals are looked for; `accounts` tells whether
    it is weighed how likely one tells what became of the other in other words. That is no help with renewals.
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
    told = _in_other_words(commitments, outcomes, language) if accounts else None
    likeliest = [*_likeliest(mine, theirs, totals, other_totals, keys, other_keys, letters, told, config.candidates)]
    likeness = letters.likeness([(i, j) for i, likely in enumerate(likeliest) for j, *_ in likely])
    of_pair = zip(*likeness.values(), strict=True)
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
            # A figure answers by its indicator's name: one that means much the same is another.
            if told and not (commitment.kind is Kind.QUANTIFIED and outcome.quantities):
                parts["account"] = float(told[0][i] @ told[1][j])
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
    told: tuple[NDArray[np.float32], NDArray[np.float32]] | None,
    most: int,
) -> Iterator[list[tuple[int, float, float, float]]]:
    """Yield, for each commitment, its likeliest outcomes: position, shared weight, partial ratio and ratio (0 to 1).

    A few that share most single characters, and a few that are the likeliest accounts (by the vectors of `told`, of
    both sides), come behind those that share n-grams, for what is told in other words. Edit distances are taken only of
    those that share most, and n-grams are counted for some commitments at a time, so that memory grows with the number
    of outcomes and not with that of pairs.
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
        likely = told[0][first : first + len(shared)] @ told[1].T if told else np.zeros((len(shared), 0))
        accounts = np.argsort(-likely, axis=1, kind="stable")[:, :_BY_ACCOUNT].tolist()
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
            more = [j for j in spelled[i - first] if covers[i - first, j] > _LEAST_LETTERS]
            more += [j for j in accounts[i - first] if likely[i - first, j] > _LEAST_ACCOUNT]
            chosen += [
                (j, float(shared[i - first, j]), 0.0, fuzz.partial_ratio(keys[i], other_keys[j]) / 100)
                for j in dict.fromkeys(more)
                if j not in taken
            ]
            yield [(j, common, partial, fuzz.ratio(keys[i], other_keys[j]) / 100) for j, common, _, partial in chosen]


def _in_other_words(
    commitments: Sequence[Commitment], outcomes: Sequence[Claim], language: Language
) -> tuple[NDArray[np.float32], NDArray[np.float32]] | None:
    """Return the vectors of both sides that tell how likely one is an account of the other, if the language has any."""
    accounts = language.matching.accounts
    if accounts is None or not commitments or not outcomes:
        return None
    return accounts([c.plain for c in commitments]), accounts([o.plain for o in outcomes])


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
    """Add how far each candidate leads the others in cover and as an account, and steps that let the model bend."""
    for claim, parts in row:
        own = claim.quote  # the same words with more or less around them are no rivals
        rivals = [other for rival, other in row if rival.quote.end <= own.start or own.end <= rival.quote.start]
        parts["lead"] = parts["cover"] - max((other["cover"] for other in rivals), default=0.0)
        if "account" in parts:
            parts["account_lead"] = parts["account"] - max((other.get("account", 0.0) for other in rivals), default=0.0)
            parts["account2"] = max(0.0, parts["account"] - 0.3)
            parts["account3"] = max(0.0, parts["account"] - 0.55)
        parts["cover2"] = max(0.0, parts["cover"] - 0.4)
        parts["cover3"] = max(0.0, parts["cover"] - 0.7)
        if "quantified" in parts:
            parts["cover_quantified"] = parts["cover"]
            parts["fit_cover"] = parts["fit"] * parts["cover"]
    return row
