"""Decisions of people laid over what the machine found: nothing of it is changed, and nothing lost silently."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from reportdiff.identity import letters_of
from reportdiff.model import Caution, Comparison, Decision, Finding, Kind, Quote, SourceText

__all__ = ["lay_over"]

_ALIKE = 80.0  # of 100: a commitment whose words were edited is still the same one
_CLEAR = 5.0  # how far ahead of the next one it must be
_SEEN = 60  # letters and figures; tables cut long quotes
_CONTEXT = re.compile(r"^〔[^〕]*〕")  # tables put what a promise shares with words before it in front of it
_NOT_FIGURES = re.compile(r"[^\w.%％~～-]+|(?<!\d)[.~～-]|[.~～-](?!\d)|_")


def lay_over(comparison: Comparison, decisions: Iterable[Decision], source: SourceText | None = None) -> Comparison:
    """Return a comparison with what people decided about its commitments.

    Parameters
    ----------
    comparison : Comparison
        What the machine found. Decisions that it has already stay, unless a new one is about the same commitment.
    decisions : iterable of Decision
        Each finds its commitment by id and words, else by words alone, where exactly one commitment is much like
        them. One that decides and notes nothing takes an earlier one back.
    source : SourceText, optional
        The new report, in which evidence that people picked is looked up; without it, only words that the machine
        quoted can be picked.

    Returns
    -------
    Comparison
        With a caution for every decision that found no commitment, found an edited one, or rests on what is no longer
        there; the latter are laid over all the same, and marked for review.
    """
    laid: dict[str, _Laid] = {}
    cautions: list[Caution] = []
    for finding in comparison.findings:
        if finding.decision is not None:
            laid[finding.commitment.id] = _Laid(finding.decision, moved=not _same_promise(finding.decision, finding))
    given = list(decisions)
    for decision, found in zip(given, _find_all(given, comparison.findings, set(laid)), strict=True):
        if found is None:
            if not decision.is_blank:
                cautions.append(_caution("decision-gone", decision, by=decision.by))
            continue
        name, moved = found.finding.commitment.id, found.moved
        if moved:
            cautions.append(_caution("decision-moved", decision, now=found.finding.commitment.quote.text))
        before, decision = laid.get(name), replace(decision, commitment=name)
        if decision.is_blank:
            laid.pop(name, None)
            continue
        if before is not None and _says_the_same(before.decision, decision):
            continue  # a table that was written out and read again: the grounds are those of the decision
        if before is not None:
            cautions.append(_caution("decision-twice", decision))
        laid[name] = _Laid(decision, moved)
    by_id = {finding.commitment.id: finding for finding in comparison.findings}
    decided = {name: one.decision for name, one in laid.items()}
    findings = []
    for finding in comparison.findings:
        one = laid.get(finding.commitment.id)
        if one is None:
            findings.append(replace(finding, decision=None, picked=(), stale=False))
            continue
        finding, told = _decide(finding, one, decided, by_id, source)
        findings.append(finding)
        cautions.extend(told)
    return replace(
        comparison,
        findings=tuple(findings),
        warnings=tuple(dict.fromkeys((*_still_true(comparison.warnings), *cautions))),
    )


def _still_true(warnings: Iterable[Caution]) -> Iterable[Caution]:
    """Leave out what was told of decisions before and is found again, if it still is so."""
    lasting = ("decision-gone", "decision-moved", "decision-twice", "decision-reports")
    return (one for one in warnings if not one.name.startswith("decision-") or one.name in lasting)


@dataclass(frozen=True, slots=True)
class _Laid:
    """A decision that found its commitment, and whether that has been edited since."""

    decision: Decision
    moved: bool


@dataclass(frozen=True, slots=True)
class _Found:
    """The commitment a decision is about, and whether its words or figures have been edited since."""

    finding: Finding
    moved: bool


def _find_all(decisions: Sequence[Decision], findings: Sequence[Finding], decided: set[str]) -> list[_Found | None]:
    """Return the commitment of each decision: by id and words first, so that none is taken by another's likeness."""
    groups: dict[str, list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_group(finding.commitment.id), []).append(finding)
    found = [_among(decision, groups.get(_group(decision.commitment), ())) for decision in decisions]
    taken = decided | {one.finding.commitment.id for one in found if one}
    for index, decision in enumerate(decisions):
        if found[index] is None:
            alike = _alike(decision, [f for f in findings if f.commitment.id not in taken])
            if alike is not None:
                found[index] = _Found(alike, moved=True)
                taken.add(alike.commitment.id)
    return found


def _group(name: str) -> str:
    """Return what is alike in the ids of promises of the same letters: `stable_ids` numbers them."""
    return name.partition("-")[0]


def _among(decision: Decision, group: Sequence[Finding]) -> _Found | None:
    """Choose among commitments of the same letters: by figures, where the words of the decision tell them, or by id."""
    by_id = next((f for f in group if f.commitment.id == decision.commitment), None)
    same = [f for f in group if decision.text and _same_promise(decision, f)]
    if len(same) == 1 or (same and by_id not in same):
        return _Found(same[0], moved=len(same) > 1)
    if by_id is None and len(group) == 1 and decision.text:
        by_id = group[0]
    return _Found(by_id, moved=not _same_promise(decision, by_id)) if by_id else None


def _alike(decision: Decision, findings: Sequence[Finding]) -> Finding | None:
    words = letters_of(_CONTEXT.sub("", decision.text))
    if not words:
        return None
    from rapidfuzz import fuzz

    scored = sorted(
        ((fuzz.ratio(words, letters_of(finding.commitment.quote.text)), -i) for i, finding in enumerate(findings)),
        reverse=True,
    )
    if not scored or scored[0][0] < _ALIKE or (len(scored) > 1 and scored[1][0] > scored[0][0] - _CLEAR):
        return None
    return findings[-scored[0][1]]


def _says_the_same(one: Decision, other: Decision) -> bool:
    """Tell whether two decisions differ at most in what the person saw."""

    def said(decision: Decision) -> Decision:
        evidence = tuple(map(_squeezed, decision.evidence))
        return replace(decision, text="", seen=None, machine=None, evidence=evidence, note=_squeezed(decision.note))

    return said(one) == said(other)


def _decide(
    finding: Finding,
    laid: _Laid,
    decided: Mapping[str, Decision],
    by_id: Mapping[str, Finding],
    source: SourceText | None,
) -> tuple[Finding, list[Caution]]:
    decision, stale = laid.decision, laid.moved
    cautions = []
    if _on_other_grounds(finding, decision):
        stale = True
        cautions.append(_caution("decision-grounds", decision))
    if decision.merged_into and not _may_merge(decision.commitment, decided, by_id):
        stale = True
        cautions.append(_caution("decision-merge", decision, into=decision.merged_into))
        decision = replace(decision, merged_into="")
    picked: list[Quote] = []
    for words in decision.evidence:
        quote = _look_up(words, finding, source)
        if quote is None:
            stale = True
            cautions.append(_caution("decision-evidence" if source else "decision-unseen", decision, words=words))
        elif quote not in picked:
            picked.append(quote)
    return replace(finding, decision=decision, picked=tuple(picked), stale=stale), cautions


def _same_promise(decision: Decision, finding: Finding) -> bool:
    """Tell whether a decision was made about these words and figures: a corrected figure is another promise."""
    before = _figures_and_letters(_CONTEXT.sub("", decision.text))
    return not before or before == _figures_and_letters(finding.commitment.quote.text) or _cut(decision.text, finding)


def _cut(text: str, finding: Finding) -> bool:
    head, ellipsis, _ = _CONTEXT.sub("", text).partition("…")
    return bool(ellipsis) and _figures_and_letters(finding.commitment.quote.text).startswith(_figures_and_letters(head))


def _on_other_grounds(finding: Finding, decision: Decision) -> bool:
    """Tell whether the machine now says something else than it did when the person decided."""
    if decision.machine is not None and decision.machine is not finding.judgement.verdict:
        return True
    if decision.seen is None or not finding.evidence:
        return False
    best = _figures_and_letters(finding.evidence[0].quote.text)
    # Tables cut long quotes, and give several of them one after the other.
    best = best[:_SEEN] if "…" in decision.seen else best
    whole = rf"(?<![\d.]){re.escape(best)}" if best[:1].isdigit() else re.escape(best)
    whole += r"(?![\d.])" if best[-1:].isdigit() else ""
    return re.search(whole, _figures_and_letters(decision.seen)) is None


def _may_merge(name: str, decided: Mapping[str, Decision], by_id: Mapping[str, Finding]) -> bool:
    """Tell whether what to merge into is there, counts, and is not merged into this commitment in the end."""
    into = decided[name].merged_into
    seen = {name}
    while into:
        target = by_id.get(into)
        if into in seen or target is None or target.commitment.kind is Kind.DIRECTIONAL:
            return False
        seen.add(into)
        following = decided.get(into)
        if following is not None and following.excluded:
            return False
        into = following.merged_into if following else ""
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


def _figures_and_letters(words: str) -> str:
    """Return words without blanks and punctuation, but with what stands inside figures: 1.5% is not 15%."""
    return _NOT_FIGURES.sub("", "".join(words.split()))


def _squeezed(words: str) -> str:
    return "".join(words.split())


def _caution(name: str, decision: Decision, **facts: str) -> Caution:
    told = {"commitment": decision.text or decision.commitment, **facts}
    return Caution(name, tuple((key, value) for key, value in told.items() if value))
