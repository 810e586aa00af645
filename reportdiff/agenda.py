"""What a person should look at first: where a wrong verdict is likely, and where it would matter."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from reportdiff.model import Comparison, Finding, Kind, Verdict

__all__ = ["AgendaItem", "review_agenda"]

_UNSURE = 0.6  # below this confidence, more than a third of the verdicts are wrong
_THIN = 0.15  # of probability, between what was taken for evidence and what was not
_ACCUSING = (Verdict.MISSED, Verdict.DROPPED, Verdict.PARTIAL)


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One commitment to look at, how urgently (higher is sooner), and why.

    `grounds` are names: ``stale``, ``low-confidence``, ``thin-margin``, ``shared``, ``consequence``.
    """

    finding: Finding
    urgency: float
    grounds: tuple[str, ...]


def review_agenda(comparison: Comparison, *, evidence: float) -> tuple[AgendaItem, ...]:
    """Return the commitments that nobody has decided about, the most urgent first.

    Parameters
    ----------
    comparison : Comparison
        Directional commitments, and what a person has set aside, are left out; so is what a person decided, unless
        the grounds have changed since.
    evidence : float
        The probability from which on a candidate counts as evidence (`Config.evidence`); candidates near it are thin.

    Returns
    -------
    tuple of AgendaItem
        The urgency is the chance that the verdict is wrong, times 1 to 2 by how much a mistake would matter (a
        promise with a number, a verdict that blames), and a little more for a thin margin; decisions whose grounds
        have changed come before everything else. Equals are in the order of the report.
    """
    items = [
        _item(finding, evidence)
        for finding in comparison.findings
        if finding.commitment.kind is not Kind.DIRECTIONAL
        and finding.counted
        and (not finding.decided or finding.stale)
    ]
    return tuple(sorted(items, key=lambda item: (-item.urgency, item.finding.commitment.quote.start)))


def _item(finding: Finding, evidence: float) -> AgendaItem:
    grounds = tuple(_grounds(finding, evidence))
    weight = 1 + 0.5 * (finding.verdict in _ACCUSING) + 0.5 * (finding.commitment.kind is Kind.QUANTIFIED)
    urgency = (1 - finding.judgement.confidence) * weight + 0.1 * ("thin-margin" in grounds)
    return AgendaItem(finding, round(urgency + 10 * finding.stale, 4), grounds)


def _grounds(finding: Finding, evidence: float) -> Iterator[str]:
    if finding.stale:
        yield "stale"
    if finding.judgement.confidence < _UNSURE:
        yield "low-confidence"
    best = finding.evidence[0].score if finding.evidence else evidence
    closest = finding.runner_up.score if finding.runner_up else 0.0
    if best - closest < _THIN:
        yield "thin-margin"
    if finding.evidence and finding.evidence[0].shared_with:
        yield "shared"
    if finding.verdict in _ACCUSING and finding.commitment.kind is Kind.QUANTIFIED:
        yield "consequence"
