"""Matches to findings: the verdict with its evidence, runner-up, renewal, chain and confidence."""

from __future__ import annotations

import math
from bisect import bisect_left
from collections.abc import Mapping, Sequence
from dataclasses import replace

from reportdiff.config import Config
from reportdiff.judging import judge
from reportdiff.judging.arithmetic import answer_target
from reportdiff.judging.case import name_likeness
from reportdiff.judging.rules import Ruling, target_text
from reportdiff.languages.base import Language
from reportdiff.matching import Candidate, Matches, match_commitments
from reportdiff.model import (
    Chain,
    Commitment,
    Evidence,
    Finding,
    Judgement,
    Kind,
    Outcome,
    Quote,
    Verdict,
)

__all__ = ["confidence_features", "confidence_of", "make_findings", "may_be_last_year", "unmatched", "with_baselines"]

_MOST_EVIDENCE = 3
_NAMELESS = 0.8  # evidence less likely than this is checked by a person when it does not name the thing
_NEARLY_AS_LIKELY = 0.8
_VERY_INDICATOR = 0.9
_LIKE_INDICATOR = 0.45
_LIKELY_ENOUGH = 0.2  # that a figure of a like indicator is last year's
_LIKELY_ALL_THE_SAME = 0.6
_LIKELY_THE_SAME_MONEY = 0.85
_WIDER_AS_LIKELY = 0.5
_SURE = 0.75  # a verdict of less confidence is marked for review


def with_baselines(
    commitments: Sequence[Commitment], outcomes: Sequence[Outcome], language: Language, config: Config
) -> tuple[Commitment, ...]:
    """Add last year's actual, from the same report's review, to the quantified commitments.

    Parameters
    ----------
    commitments : sequence of Commitment
        Of a report.
    outcomes : sequence of Outcome
        Of the same report.
    """
    quantified = [c for c in commitments if c.kind is Kind.QUANTIFIED]
    outcomes = [o for o in outcomes if o.quantities]  # only a figure can be last year's, so nothing else may come first
    found: dict[str, Commitment] = {}
    for match in match_commitments(quantified, outcomes, {}, language, config):
        commitment = match.commitment
        for candidate in match.candidates[:_MOST_EVIDENCE]:
            quantity = _answering(commitment, candidate.outcome, language)
            money = commitment.targets[0].family == "money"
            if commitment.id not in found and quantity and may_be_last_year(candidate, money, config):
                found[commitment.id] = replace(commitment, baseline=candidate.outcome.quote, baseline_value=quantity)
    return tuple(found.get(c.id, c) for c in commitments)


def may_be_last_year(candidate: Candidate, money: bool, config: Config) -> bool:
    """Tell whether a figure is near enough to be last year's: of a like indicator, or likely anyway.

    A wrong figure of last year is worse than none: what was spent on schools is not what was spent on jobs, and sums of
    money are told in like words whatever they are for.
    """
    like = candidate.parts.get("same_metric", 0.0)
    if like >= _LIKE_INDICATOR:
        return candidate.score >= (
            config.indicator if like >= _VERY_INDICATOR else max(config.evidence, _LIKELY_ENOUGH)
        )
    return candidate.score >= max(config.evidence, _LIKELY_THE_SAME_MONEY if money else _LIKELY_ALL_THE_SAME)


def _answering(commitment: Commitment, outcome: Outcome, language: Language) -> str:
    answer = answer_target(commitment.targets[0], outcome.quantities, outcome.plain, language, name_likeness(language))
    return answer.shown if answer else ""


def make_findings(
    matches: Sequence[Matches],
    renewed: Sequence[tuple[int, float]],
    next_commitments: Sequence[Commitment],
    language: Language,
    config: Config,
) -> tuple[Finding, ...]:
    """Judge every commitment and gather what its verdict rests on.

    Parameters
    ----------
    matches : sequence of Matches
        The candidates of each commitment, best first.
    renewed : sequence of (int, float)
        For each commitment, the position of the likest of `next_commitments` and how like it is (0 to 1).
    next_commitments : sequence of Commitment
        What the new report promises.
    """
    again_of = [
        next_commitments[position] if position >= 0 and likeness >= config.renewed else None
        for position, likeness in renewed
    ]
    judged = [
        _judge(match, _evidence_of(match, language, config), again is not None, language, config)
        for match, again in zip(matches, again_of, strict=True)
    ]
    chosen = [candidates for *_, candidates in judged]
    first = _FirstEvidence(matches, chosen)
    out = []
    for match, again, (name, ruling, figures, candidates) in zip(matches, again_of, judged, strict=True):
        ranked = candidates or match.candidates
        best = ranked[0].score if ranked else 0.0
        shared = first.sharers(candidates[0], match) if candidates else ()
        confidence = confidence_of(name, best, language.matching.confidence)
        evidence = tuple(_evidence(c, first.sharers(c, match)) for c in candidates)
        out.append(
            Finding(
                commitment=match.commitment,
                judgement=Judgement(
                    verdict=ruling.verdict,
                    rule=name,
                    facts=tuple(sorted(ruling.facts.items())),
                    exceeded=ruling.exceeded,
                    confidence=round(confidence, 3),
                    needs_review=_needs_review(ruling, ranked[:1], confidence, bool(shared), config),
                ),
                evidence=evidence,
                runner_up=_evidence(match.candidates[0], ()) if not candidates and match.candidates else None,
                renewed=again.quote if again else None,
                chain=_chain(match.commitment, figures, again),
            )
        )
    return tuple(out)


def _judge(
    match: Matches, candidates: list[Candidate], again: bool, language: Language, config: Config
) -> tuple[str, Ruling, tuple[str, ...], list[Candidate]]:
    """Judge on the evidence; where one item of a list falls short, on the whole list too, whose parts may add up."""

    def on(chosen: list[Candidate]) -> tuple[str, Ruling, tuple[str, ...]]:
        outcomes = [c.outcome for c in chosen]
        likely = chosen[0].score if chosen else 0.0
        if chosen and _very_indicator(chosen[0]):
            likely = max(likely, _VERY_INDICATOR)  # it is surely about what was promised
        return judge(match.commitment, outcomes, likely=likely, promised_again=again, language=language, config=config)

    candidates = _answering_first(match.commitment, candidates, language)
    name, ruling, figures = on(candidates)
    if name == "number-short":
        first = candidates[0].outcome.quote
        for wider in match.candidates:
            quote = wider.outcome.quote
            if _within(first, quote):
                other, more, found = on([wider, *candidates[1:]])
                if other == "parts-add-up":
                    return other, more, found, [wider, *candidates[1:]]
    if ruling.verdict is Verdict.DROPPED:
        candidates = []  # what is not about the promise is the nearest words, no evidence
    return name, ruling, figures, candidates


def _answering_first(commitment: Commitment, candidates: list[Candidate], language: Language) -> list[Candidate]:
    """Put the evidence first that has a figure for the first target, when the likeliest has none of its kind."""
    if commitment.kind is not Kind.QUANTIFIED:
        return candidates
    least = _NEARLY_AS_LIKELY * candidates[0].score if candidates else 0.0
    return sorted(candidates, key=lambda c: not (c.score >= least and _has_figure(commitment, c, language)))


def _evidence_of(match: Matches, language: Language, config: Config) -> list[Candidate]:
    """Return the candidates good enough to be evidence; none when the best is not."""
    if not match.candidates:
        return []
    first = _with_figure(match, language, config)
    if first.score < _least(first, config):
        return []
    rest = [
        c for c in match.candidates[1:] if c.score >= config.second_evidence and not _overlap(c.outcome, first.outcome)
    ]
    return [first, *rest][:_MOST_EVIDENCE]


def _least(candidate: Candidate, config: Config) -> float:
    """Return how likely a candidate must be: less where it gives a figure of the very indicator that was promised."""
    return config.indicator if _very_indicator(candidate) else config.evidence


def _very_indicator(candidate: Candidate) -> bool:
    return candidate.parts.get("same_metric", 0.0) >= _VERY_INDICATOR


def _with_figure(match: Matches, language: Language, config: Config) -> Candidate:
    """Return the best candidate; an item of it that is as likely and gives the figure; or another that gives one."""
    first = match.candidates[0]
    if match.commitment.kind is not Kind.QUANTIFIED:
        return first
    if _has_figure(match.commitment, first, language):
        items = [
            c for c in match.candidates[1:] if c.score >= first.score and _within(c.outcome.quote, first.outcome.quote)
        ]
        return next((c for c in items if _has_figure(match.commitment, c, language)), first)
    for other in match.candidates[1:]:
        if not _has_figure(match.commitment, other, language):
            continue
        if _overlap(other.outcome, first.outcome) and other.score >= _WIDER_AS_LIKELY * first.score:
            return replace(other, score=max(first.score, other.score))  # they are the same words
        if other.score >= config.indicator and _very_indicator(other):
            return other
        if first.outcome.quantities and other.score >= config.evidence:
            return other  # the likelier one gives figures of something else
    return first


def _has_figure(commitment: Commitment, candidate: Candidate, language: Language) -> bool:
    return bool(_answering(commitment, candidate.outcome, language))


def _within(inner: Quote, outer: Quote) -> bool:
    return outer.start <= inner.start and inner.end <= outer.end and inner != outer


def _overlap(a: Outcome, b: Outcome) -> bool:
    return a.quote.start < b.quote.end and b.quote.start < a.quote.end


class _FirstEvidence:
    """The first evidence of every commitment, in reading order, to find who else rests on the same words."""

    def __init__(self, matches: Sequence[Matches], chosen: Sequence[Sequence[Candidate]]) -> None:
        placed = [
            (theirs[0].outcome.quote.start, position, match.commitment.id, theirs[0].outcome)
            for position, (match, theirs) in enumerate(zip(matches, chosen, strict=True))
            if theirs
        ]
        self._placed = sorted(placed, key=lambda item: item[:2])
        self._starts = [start for start, *_ in self._placed]
        self._longest = max((outcome.quote.end - start for start, _, _, outcome in placed), default=0)

    def sharers(self, candidate: Candidate, match: Matches) -> tuple[str, ...]:
        """Return the other commitments whose first evidence overlaps these words, in the order of the old report."""
        quote = candidate.outcome.quote
        low = bisect_left(self._starts, quote.start - self._longest)
        high = bisect_left(self._starts, quote.end)
        found = [
            (position, identifier)
            for _, position, identifier, outcome in self._placed[low:high]
            if identifier != match.commitment.id and _overlap(outcome, candidate.outcome)
        ]
        return tuple(identifier for _, identifier in sorted(found))


def _evidence(candidate: Candidate, shared: tuple[str, ...]) -> Evidence:
    return Evidence(
        quote=candidate.outcome.quote,
        section=candidate.outcome.section,
        score=round(candidate.score, 4),
        parts=tuple((name, round(value, 4)) for name, value in sorted(candidate.parts.items())),
        shared_with=shared,
    )


def confidence_of(rule: str, score: float, weights: Mapping[str, float]) -> float:
    """Return the probability that a verdict by this rule on evidence of this score is right, as learned from labels."""
    parts = confidence_features(rule, score)
    total = weights.get("bias", 0.0) + sum(weights.get(name, 0.0) * value for name, value in parts.items())
    return 1 / (1 + math.exp(-total))


def confidence_features(rule: str, score: float) -> dict[str, float]:
    """Return what the confidence of a verdict goes by: its rule, and how clearly its evidence was told from others."""
    return {rule: 1.0, "score": abs(math.log(max(1e-4, score) / max(1e-4, 1 - score)))}


def _needs_review(ruling: Ruling, best: Sequence[Candidate], confidence: float, shared: bool, config: Config) -> bool:
    if confidence < _SURE or ruling.verdict is Verdict.UNCLEAR:
        return True
    score = best[0].score if best else 0.0
    if abs(score - config.evidence) < config.review_margin:
        return True
    if ruling.verdict is not Verdict.DROPPED and score < _NAMELESS and not _named(best[0]):
        return True
    return shared and ruling.verdict is not Verdict.MET


def _named(candidate: Candidate) -> bool:
    """Tell whether the words hold the last word or a proper name of the promise, or a figure of its indicator."""
    parts = candidate.parts
    return bool(parts.get("object") or parts.get("names") or parts.get("fit"))


def _chain(commitment: Commitment, figures: Sequence[str], again: Commitment | None) -> Chain:
    """Return last year's actual -> target -> actual -> next target, for the first target."""
    if commitment.kind is not Kind.QUANTIFIED:
        return Chain()
    target = commitment.targets[0]
    following = ""
    if again is not None:
        same = [t for t in again.targets if t.family == target.family and t.measure is target.measure]
        following = target_text(same[0]) if same else ""
    return Chain(
        last_actual=commitment.baseline_value,
        target=target_text(target),
        actual=figures[0] if figures else "",
        next_target=following,
    )


def unmatched(
    next_commitments: Sequence[Commitment], renewed: Sequence[tuple[int, float]], config: Config
) -> tuple[Commitment, ...]:
    """Return the checkable commitments of the new report that renew none of the old one's."""
    continued = {position for position, likeness in renewed if likeness >= config.renewed}
    return tuple(c for i, c in enumerate(next_commitments) if c.kind is not Kind.DIRECTIONAL and i not in continued)
