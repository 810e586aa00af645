"""What the script of the page works on: every commitment with its quotes, and the two reports in paragraphs."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from reportdiff.agenda import review_agenda
from reportdiff.config import Config
from reportdiff.decisions import DECISIONS_SCHEMA, decision_to_dict
from reportdiff.model import Comparison, Finding, Quote, ReportInfo, SourceText, Verdict
from reportdiff.renderers.figures import figure
from reportdiff.renderers.phrases import Places, Sections, as_percent, as_target, promise
from reportdiff.renderers.summary import is_checkable, numbers
from reportdiff.renderers.wording import Wording, join_lines

__all__ = ["payload"]

Json = dict[str, Any]

_FIGURE = re.compile(r"[≥≤≈]? ?([+-]?\d+(?:\.\d+)?)(?:-(\d+(?:\.\d+)?))?(\D*)")


def payload(comparison: Comparison, words: Wording) -> Json:
    """Return what the page shows and lets people decide about, as plain values.

    Parameters
    ----------
    comparison : Comparison
        Its reports are shown beside each other where it holds their texts.
    words : Wording
        The words of the output.

    Returns
    -------
    dict
        Offsets of quotes point into the texts of the reports. Directional commitments are left out.
    """
    number = numbers(f.commitment for f in comparison.findings)
    rank = {
        item.finding.commitment.id: place
        for place, item in enumerate(review_agenda(comparison, evidence=Config().evidence))
    }
    findings = sorted(
        (f for f in comparison.findings if is_checkable(f.commitment)), key=lambda f: number[f.commitment.id]
    )
    items = [_item(f, comparison, number, rank.get(f.commitment.id, len(rank)), words) for f in findings]
    return {
        "schema": DECISIONS_SCHEMA,
        "key": f"{comparison.old.sha256[:16]}-{comparison.new.sha256[:16]}",
        "old": _report(comparison.old),
        "new": _report(comparison.new),
        "verdicts": [
            {"name": v.value, "label": words(f"verdict.{v.value}"), "mark": words(f"mark.{v.value}")} for v in Verdict
        ],
        "items": items,
        "words": {key.removeprefix("page."): text for key, text in words.texts.items() if key.startswith("page.")},
    }


def _report(info: ReportInfo) -> Json:
    return {
        "name": info.name,
        "sha256": info.sha256,
        "text": info.text,
        "paragraphs": _paragraphs(info.source) if info.source else [],
        "headings": sorted({section.start for section in info.sections if section.level <= 2}),
    }


def _paragraphs(source: SourceText) -> list[tuple[int, int]]:
    """Return the spans of the paragraphs of a report as it is read, page furniture left out."""
    spans, start = [], 0
    for line in source.reading.split("\n"):
        if line:
            spans.append(source.span(start, start + len(line)))
        start += len(line) + 1
    return spans


def _item(finding: Finding, comparison: Comparison, number: Mapping[str, int], rank: int, words: Wording) -> Json:
    commitment, judgement = finding.commitment, finding.judgement
    old, new = Places.of(comparison.old, words), Places.of(comparison.new, words)
    quotes = [_quote(e.quote, "evidence", new, as_percent(e.score, words)) for e in finding.evidence]
    quotes += [_quote(quote, "picked", new) for quote in finding.picked]
    if finding.runner_up:
        score = as_percent(finding.runner_up.score, words)
        quotes.append(_quote(finding.runner_up.quote, "runner_up", new, score))
    if finding.renewed:
        quotes.append(_quote(finding.renewed, "renewed", new))
    return {
        "id": commitment.id,
        "number": number[commitment.id],
        "text": promise(commitment, words),
        "words": commitment.quote.text,
        "start": commitment.quote.start,
        "end": commitment.quote.end,
        "place": place_of(old, commitment.quote),
        "section": Sections(comparison.old, words).path(commitment.section),
        "kind": words(f"kind.{commitment.kind.value}"),
        "targets": words("word.join").join(as_target(target, words) for target in commitment.targets),
        "baseline": _quote(commitment.baseline, "baseline", old) if commitment.baseline else None,
        "chain": _chain(finding, comparison, words),
        "machine": judgement.verdict.value,
        "exceeded": judgement.exceeded,
        "confidence": as_percent(judgement.confidence, words),
        "sure": judgement.confidence,
        "review": judgement.needs_review,
        "stale": finding.stale,
        "reason": words.reason(judgement),
        "quotes": quotes,
        "seen": finding.evidence[0].quote.text if finding.evidence else "",
        "rank": rank,
        "decision": decision_to_dict(finding.decision) if finding.decision else None,
    }


def place_of(places: Places, quote: Quote) -> str:
    """Return where a quote stands, in words."""
    return places.name(quote)


def _quote(quote: Quote, role: str, places: Places, score: str = "") -> Json:
    return {
        "role": role,
        "text": join_lines(quote.text),
        "words": quote.text,
        "start": quote.start,
        "end": quote.end,
        "place": place_of(places, quote),
        "score": score,
    }


def _chain(finding: Finding, comparison: Comparison, words: Wording) -> list[Json]:
    """Return last actual, target, actual and next target; with values only where all that are given compare."""
    chain = finding.chain
    steps = {
        "last_actual": chain.last_actual,
        "target": chain.target,
        "actual": chain.actual,
        "next_target": chain.next_target,
    }
    if not any((chain.last_actual, chain.target, chain.actual)):
        return []
    values = {name: _value(text) for name, text in steps.items() if text}
    units = {value[1] for value in values.values() if value}
    comparable = all(values.values()) and len(units) == 1 and len(values) > 1
    return [
        {
            "label": words(f"page.{name}"),
            "text": figure(join_lines(text), words) or words("word.none"),
            "value": float(value[0]) if comparable and (value := values.get(name)) else None,
        }
        for name, text in steps.items()
    ]


def _value(text: str) -> tuple[Decimal, str] | None:
    """Return the number (the lower end of a range) and the unit of a figure."""
    match = _FIGURE.fullmatch(join_lines(text).strip())
    if match is None:
        return None
    try:
        return Decimal(match[1]), match[3].strip()
    except InvalidOperation:
        return None
