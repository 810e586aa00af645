"""Results to JSON: every value of the model is written, so that reading a comparison gives back an equal one.

Titles of sections, counts and reasons are written for the reader's convenience; they follow from the rest.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from typing import Any

from reportdiff.decisions import decision_to_dict
from reportdiff.model import (
    Alignment,
    Caution,
    Checklist,
    Commitment,
    Comparison,
    Evidence,
    Finding,
    Quantity,
    Quote,
    Report,
    ReportInfo,
    Section,
    SectionPair,
    Target,
)
from reportdiff.renderers.summary import summarise
from reportdiff.renderers.wording import Wording, wording_for

__all__ = [
    "alignment_to_dict",
    "alignment_to_json",
    "checklist_to_dict",
    "checklist_to_json",
    "comparison_to_dict",
    "comparison_to_json",
    "outline_to_dict",
    "outline_to_json",
]

Json = dict[str, Any]
Titles = Mapping[str, str]

_EXACT_INTEGER = 2**53  # beyond it, other readers of JSON may round


def comparison_to_dict(comparison: Comparison, lang: str | None = None) -> Json:
    """Return a comparison as plain values, ready for JSON.

    Parameters
    ----------
    comparison : Comparison
        What to write. The names of a judgement's facts and of an evidence's parts must be unique.
    lang : str, optional
        Language of the reasons; by default that of the old report.

    Returns
    -------
    dict
        A document of schema ``reportdiff/comparison/1``.
    """
    words = wording_for(lang, comparison.old)
    old, new = _titles(comparison.old), _titles(comparison.new)
    return {
        **_head("comparison"),
        "language": words.language,
        "old": _info(comparison.old),
        "new": _info(comparison.new),
        "summary": dict(summarise(comparison)),
        "commitments": [_finding(f, old, new, words) for f in comparison.findings],
        "new_commitments": [_commitment(c, new) for c in comparison.new_commitments],
        "pairs": [_pair(p) for p in comparison.pairs],
        "warnings": _cautions(comparison.warnings, words),
    }


def comparison_to_json(comparison: Comparison, lang: str | None = None, indent: int | None = 2) -> str:
    """Return a comparison as JSON text; see `comparison_to_dict`."""
    return _dump(comparison_to_dict(comparison, lang), indent)


def checklist_to_dict(checklist: Checklist) -> Json:
    """Return a checklist as plain values, a document of schema ``reportdiff/checklist/1``.

    Examples
    --------
    >>> info = ReportInfo("a.txt", "", "", 2016, "zh", "text", "utf-8", 0, 0, "", ())
    >>> checklist_to_dict(Checklist(info, ()))["schema"]
    'reportdiff/checklist/1'
    """
    titles = _titles(checklist.report)
    return {
        **_head("checklist"),
        "report": _info(checklist.report),
        "commitments": [_commitment(c, titles) for c in checklist.commitments],
        "warnings": _cautions(checklist.warnings, wording_for(None, checklist.report)),
    }


def checklist_to_json(checklist: Checklist, indent: int | None = 2) -> str:
    """Return a checklist as JSON text; see `checklist_to_dict`."""
    return _dump(checklist_to_dict(checklist), indent)


def alignment_to_dict(alignment: Alignment) -> Json:
    """Return an alignment as plain values, a document of schema ``reportdiff/alignment/1``.

    Examples
    --------
    >>> info = ReportInfo("a.txt", "", "", 2016, "zh", "text", "utf-8", 0, 0, "", ())
    >>> sorted(alignment_to_dict(Alignment(info, info, ())))
    ['new', 'old', 'pairs', 'reportdiff', 'schema', 'warnings']
    """
    return {
        **_head("alignment"),
        "old": _info(alignment.old),
        "new": _info(alignment.new),
        "pairs": [_pair(p) for p in alignment.pairs],
        "warnings": _cautions(alignment.warnings, wording_for(None, alignment.old)),
    }


def alignment_to_json(alignment: Alignment, indent: int | None = 2) -> str:
    """Return an alignment as JSON text; see `alignment_to_dict`."""
    return _dump(alignment_to_dict(alignment), indent)


def outline_to_dict(report: Report) -> Json:
    """Return the outline of a report as plain values, a document of schema ``reportdiff/outline/1``.

    Parameters
    ----------
    report : Report
        Its sections are written flat, in reading order, each with the line its heading stands on.

    Examples
    --------
    >>> from reportdiff.model import SourceText
    >>> outline_to_dict(Report(SourceText("一、总体要求"), (), "zh"))["sections"]
    []
    """
    source = report.source
    return {
        **_head("outline"),
        "name": source.name,
        "title": report.title,
        "place": report.place,
        "year": report.year,
        "language": report.language,
        "format": source.format,
        "encoding": source.encoding,
        "characters": len(source.text),
        "lines": len(source.lines),
        "pages": len(source.pages),
        "sections": [
            {
                **_section(s),
                "line": source.line_at(s.start),
                "paragraph": source.paragraph_at(s.start),
                "page": source.page_at(s.start),
            }
            for s in report.sections
        ],
        "warnings": _cautions(report.warnings, wording_for(None, report)),
    }


def outline_to_json(report: Report, indent: int | None = 2) -> str:
    """Return the outline of a report as JSON text; see `outline_to_dict`."""
    return _dump(outline_to_dict(report), indent)


def _cautions(cautions: Iterable[Caution], words: Wording) -> list[Json]:
    return [{"name": c.name, "facts": dict(c.facts), "text": words.caution(c)} for c in cautions]


def _dump(document: Json, indent: int | None) -> str:
    return json.dumps(document, ensure_ascii=False, indent=indent, allow_nan=False) + ("\n" if indent else "")


def _head(what: str) -> Json:
    try:
        number = version("reportdiff")
    except PackageNotFoundError:  # run from a checkout that is not installed
        number = "unknown"
    return {"schema": f"reportdiff/{what}/1", "reportdiff": number}


def _titles(info: ReportInfo) -> Titles:
    return {s.id: s.title for s in info.sections}


def _info(info: ReportInfo) -> Json:
    return {
        "name": info.name,
        "title": info.title,
        "place": info.place,
        "year": info.year,
        "language": info.language,
        "format": info.format,
        "encoding": info.encoding,
        "characters": info.characters,
        "lines": info.lines,
        "pages": info.pages,
        "sha256": info.sha256,
        "sections": [_section(s) for s in info.sections],
    }


def _section(section: Section) -> Json:
    return {
        "id": section.id,
        "parent": section.parent,
        "level": section.level,
        "title": section.title,
        "number": section.number,
        "role": section.role.value,
        "start": section.start,
        "end": section.end,
        "body": section.body,
    }


def _finding(finding: Finding, old: Titles, new: Titles, words: Wording) -> Json:
    judgement, chain = finding.judgement, finding.chain
    return {
        **_commitment(finding.commitment, old),
        "verdict": finding.verdict.value,
        "machine_verdict": judgement.verdict.value,
        "exceeded": judgement.exceeded,
        "rule": judgement.rule,
        "facts": dict(judgement.facts),
        "reason": words.reason(judgement),
        "confidence": judgement.confidence,
        "needs_review": judgement.needs_review,
        "evidence": [_evidence(e, new) for e in finding.evidence],
        "runner_up": _evidence(finding.runner_up, new) if finding.runner_up else None,
        "renewed": _quote(finding.renewed) if finding.renewed else None,
        "decision": decision_to_dict(finding.decision) if finding.decision else None,
        "picked": [_quote(quote) for quote in finding.picked],
        "stale": finding.stale,
        "chain": {
            "last_actual": chain.last_actual,
            "target": chain.target,
            "actual": chain.actual,
            "next_target": chain.next_target,
        },
    }


def _commitment(commitment: Commitment, titles: Titles) -> Json:
    return {
        "id": commitment.id,
        **_quote(commitment.quote),
        "section": commitment.section,
        "section_title": titles.get(commitment.section, ""),
        "kind": commitment.kind.value,
        "targets": [_target(t) for t in commitment.targets],
        "baseline": _quote(commitment.baseline) if commitment.baseline else None,
        "baseline_value": commitment.baseline_value,
        "checkable": commitment.checkable,
        "plain": commitment.plain,
        "context": commitment.context,
        "role": commitment.role.value,
        "stage": commitment.stage,
        "denied": commitment.denied,
        "quantities": [_quantity(q) for q in commitment.quantities],
    }


def _quote(quote: Quote) -> Json:
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "line": quote.line,
        "paragraph": quote.paragraph,
        "page": quote.page,
    }


def _evidence(evidence: Evidence, titles: Titles) -> Json:
    return {
        **_quote(evidence.quote),
        "section": evidence.section,
        "section_title": titles.get(evidence.section, ""),
        "score": evidence.score,
        "parts": dict(evidence.parts),
        "shared_with": list(evidence.shared_with),
    }


def _target(target: Target) -> Json:
    return {
        "metric": target.metric,
        "op": target.bound.value,
        "value": _value(target.value, target.upper),
        "unit": target.unit,
        "direction": target.direction.value,
        "measure": target.measure.value,
        "family": target.family,
        "amount": _number(target.amount),
    }


def _quantity(quantity: Quantity) -> Json:
    return {
        "metric": quantity.metric,
        "op": quantity.bound.value,
        "value": _value(quantity.value, quantity.upper),
        "unit": quantity.unit,
        "direction": quantity.direction.value,
        "measure": quantity.measure.value,
        "family": quantity.family,
        "amount": _number(quantity.amount),
        "start": quantity.start,
        "end": quantity.end,
    }


def _pair(pair: SectionPair) -> Json:
    return {
        "relation": pair.relation.value,
        "old": pair.old,
        "new": pair.new,
        "similarity": pair.similarity,
        "status": pair.status.value,
    }


def _value(low: Decimal, high: Decimal | None) -> object:
    return _number(low) if high is None else [_number(low), _number(high)]


def _number(number: Decimal) -> int | float | str:
    """Return a JSON number where one holds the value exactly, else the digits as a string."""
    if number.is_finite() and abs(number) < _EXACT_INTEGER and number == number.to_integral_value():
        return int(number)
    as_float = float(number)
    return as_float if math.isfinite(as_float) and Decimal(repr(as_float)) == number else str(number)
