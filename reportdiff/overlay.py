"""Decisions of people laid over what the machine found: nothing of it is changed, and nothing lost silently."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportdiff.identity import letters_of
from reportdiff.model import Caution, Comparison, Decision, Finding, Kind, Quote, SourceText

__all__ = ["lay_over"]

_ALIKE = 80.0  # of 100: a commitment whose words were edited is still the same one
_CLEAR = 5.0  # how far ahead of the next one it must be
_SEEN = 60  # letters and digits; tables cut long quotes


def lay_over(comparison: Comparison, decisions: Iterable[Decision], source: SourceText | None = None) -> Comparison:
    """Return a comparison with what people decided about its commitments.

    Parameters
    ----------
    comparison : Comparison
        What the machine found. Decisions that it has already stay, unless a new one is about the same commitment.
    decisions : iterable of Decision
        Each finds its commitment by id, else by its words, where exactly one commitment is much like them.
    source : SourceText, optional
        The new report, in which evidence that people picked is looked up; without it, only words that the machine
        quoted can be picked.

    Returns
    -------
    Comparison
        With a caution for every decision that found no commitment, found an edited one, or rests on what is no longer
        there; the latter are laid over all the same, and marked for review.
    """
    by_id = {finding.commitment.id: finding for finding in comparison.findings}
    given = list(decisions)
    taken = {decision.commitment for decision in given}
    cautions: list[Caution] = []
    decided: dict[str, _Laid] = {}
    for decision in given:
        finding, moved = _find(decision, by_id, taken)
        if finding is None:
            cautions.append(_caution("decision-gone", decision, by=decision.by))
            continue
        if moved:
            cautions.append(_caution("decision-moved", decision, now=finding.commitment.quote.text))
        name = finding.commitment.id
        if name in decided and decided[name].decision != replace(decision, commitment=name):
            cautions.append(_caution("decision-twice", decision))
        decided[name] = _Laid(replace(decision, commitment=name), moved)
    merges = {name: laid.decision.merged_into for name, laid in decided.items()}
    findings = []
    for finding in comparison.findings:
        mine = decided.get(finding.commitment.id)
        if mine is not None:
            finding, told = _decide(finding, mine, merges, by_id, source)
            cautions.extend(told)
        findings.append(finding)
    return replace(comparison, findings=tuple(findings), warnings=(*comparison.warnings, *cautions))


@dataclass(frozen=True, slots=True)
class _Laid:
    """A decision that found its commitment, and whether that has been edited since."""

    decision: Decision
    moved: bool


def _find(decision: Decision, by_id: Mapping[str, Finding], taken: set[str]) -> tuple[Finding | None, bool]:
    """Return the commitment a decision is about, and whether only its words led there."""
    found = by_id.get(decision.commitment)
    if found is not None:
        # The id leaves out figures: a corrected figure is another promise to decide about. Tables put the context of
        # a promise in front of it and cut long ones.
        before, now = _letters_and_digits(decision.text), _letters_and_digits(found.commitment.quote.text)
        return found, bool(before) and now[:_SEEN] not in before
    words = letters_of(decision.text)
    if not words:
        return None, False
    from rapidfuzz import fuzz

    free = [finding for name, finding in by_id.items() if name not in taken]
    scored = sorted(
        ((fuzz.ratio(words, letters_of(finding.commitment.quote.text)), i) for i, finding in enumerate(free)),
        reverse=True,
    )
    if not scored or scored[0][0] < _ALIKE or (len(scored) > 1 and scored[1][0] > scored[0][0] - _CLEAR):
        return None, False
    return free[scored[0][1]], True


def _decide(
    finding: Finding,
    laid: _Laid,
    merges: Mapping[str, str],
    by_id: Mapping[str, Finding],
    source: SourceText | None,
) -> tuple[Finding, list[Caution]]:
    decision, stale = laid.decision, laid.moved
    cautions = []
    if _on_other_grounds(finding, decision):
        stale = True
        cautions.append(_caution("decision-grounds", decision))
    if decision.merged_into and not _may_merge(decision.commitment, merges, by_id):
        stale = True
        cautions.append(_caution("decision-merge", decision, into=decision.merged_into))
        decision = replace(decision, merged_into="")
    picked = []
    for words in decision.evidence:
        quote = _look_up(words, finding, source)
        if quote is None:
            stale = True
            cautions.append(_caution("decision-evidence", decision, words=words))
        else:
            picked.append(quote)
    return replace(finding, decision=decision, picked=tuple(picked), stale=stale), cautions


def _on_other_grounds(finding: Finding, decision: Decision) -> bool:
    """Tell whether the machine now says something else than it did when the person decided."""
    if decision.machine is not None and decision.machine is not finding.judgement.verdict:
        return True
    if decision.seen is None or not finding.evidence:
        return False
    return _letters_and_digits(finding.evidence[0].quote.text)[:_SEEN] not in _letters_and_digits(decision.seen)


def _may_merge(name: str, merges: Mapping[str, str], by_id: Mapping[str, Finding]) -> bool:
    """Tell whether the commitment to merge into is there, counts, and is not merged into this one in the end."""
    into = merges.get(name, "")
    seen = {name}
    while into:
        target = by_id.get(into)
        if into in seen or target is None or target.commitment.kind is Kind.DIRECTIONAL:
            return False
        seen.add(into)
        into = merges.get(into, "")
    return True


def _look_up(words: str, finding: Finding, source: SourceText | None) -> Quote | None:
    """Return where picked words stand; white space does not count."""
    wanted = _squeezed(words)
    known = [evidence.quote for evidence in finding.evidence]
    known += [finding.runner_up.quote] if finding.runner_up else []
    known += [*finding.picked, *([finding.renewed] if finding.renewed else [])]
    same = next((quote for quote in known if _squeezed(quote.text) == wanted), None)
    if same is not None or source is None or not wanted:
        return same
    near = known[0].start if known else 0
    places = [i for i, char in enumerate(source.text) if not char.isspace()]
    squeezed = "".join(source.text[i] for i in places)
    hits = _occurrences(squeezed, wanted)
    if not hits:
        return None
    at = min(hits, key=lambda hit: abs(places[hit] - near))
    return source.quote_at(places[at], places[at + len(wanted) - 1] + 1)


def _occurrences(text: str, words: str) -> Sequence[int]:
    hits, at = [], text.find(words)
    while at >= 0:
        hits.append(at)
        at = text.find(words, at + 1)
    return hits


def _letters_and_digits(words: str) -> str:
    return "".join(char for char in words if char.isalnum())


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _caution(name: str, decision: Decision, **facts: str) -> Caution:
    told = {"commitment": decision.text or decision.commitment, **facts}
    return Caution(name, tuple((key, value) for key, value in told.items() if value))
