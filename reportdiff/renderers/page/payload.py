"""What the script of the audit page works on: plain values, ready for JSON.

Offsets count UTF-16 code units, as JavaScript does.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from typing import Any

from reportdiff.agenda import review_agenda
from reportdiff.config import Config
from reportdiff.decisions import decision_to_dict
from reportdiff.model import Commitment, Comparison, Evidence, Finding, Quote, ReportInfo
from reportdiff.renderers.page.chains import chain_steps
from reportdiff.renderers.phrases import Places, Sections, as_percent, title_of
from reportdiff.renderers.summary import is_checkable, numbers
from reportdiff.renderers.view import Audit, Row
from reportdiff.renderers.wording import Wording

__all__ = ["Units", "payload"]

NEAR = 0.1  # words that match less are not worth a look
_WORDS = ("audit", "page", "verdict", "mark", "decision", "label", "kind", "word", "quote", "column")


class Units:
    """Offsets of a text in UTF-16 code units, where characters beyond the basic plane take two.

    Examples
    --------
    >>> Units("a😀b").at(2)
    3
    """

    def __init__(self, text: str) -> None:
        self._wide = [] if text.isascii() else [i for i, char in enumerate(text) if char > "\uffff"]

    def at(self, offset: int) -> int:
        """Return the same place in code units."""
        return offset + bisect_left(self._wide, offset)


def payload(comparison: Comparison, view: Audit, words: Wording) -> dict[str, Any]:
    """Return everything that the page shows and decides on.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    view : Audit
        The audit of it in the words of the output.
    words : Wording
        The words of the output.
    """
    number = numbers(f.commitment for f in comparison.findings)
    old, new = _Report(comparison.old, words), _Report(comparison.new, words)
    of_old = Sections(comparison.old, words)
    titles = [group.title for group in view.groups]
    section_of = {row.id: index for index, group in enumerate(view.groups) for row in group.rows}
    shown = {row.id: row for row in (*(row for group in view.groups for row in group.rows), *view.set_aside)}

    def section(commitment: Commitment) -> int:
        """Return the group of a commitment; set-aside ones stand in none, and may need one of their own."""
        if commitment.id in section_of:
            return section_of[commitment.id]
        heading = of_old.heading(commitment.section)
        title = of_old.title(heading.id) if heading else words("word.unsectioned")
        if title not in titles:
            titles.append(title)
        return titles.index(title)

    agenda = review_agenda(comparison, evidence=Config().evidence)
    rank = {item.finding.commitment.id: place for place, item in enumerate(agenda)}
    listed = [f for f in comparison.findings if f.commitment.id in number]
    listed.sort(key=lambda f: number[f.commitment.id])
    rows = [
        {
            **_row(f, number, old, new, words),
            **_shown(f, shown[f.commitment.id]),
            "section": section(f.commitment),
            "rank": rank.get(f.commitment.id, len(rank)),
        }
        for f in listed
    ]
    unlisted = [f.decision for f in comparison.findings if f.decision and not is_checkable(f.commitment)]
    return {
        "year": comparison.old.year,
        "directional": len(comparison.findings) - len(listed),
        "old": old.shown(),
        "new": new.shown(),
        "sections": titles,
        "rows": rows,
        "unlisted": [decision_to_dict(decision) for decision in unlisted],
        "words": {key: text for key, text in words.texts.items() if key.split(".")[0] in _WORDS},
    }


def _shown(finding: Finding, row: Row) -> dict[str, Any]:
    found = row.outcomes[len(finding.picked) :] if finding.evidence else ()
    return {"shown": row.text, "sure": row.confidence, "reason": row.reason, "outcomes": found}


class _Report:
    """One report as the page shows it."""

    def __init__(self, info: ReportInfo, words: Wording) -> None:
        self.info, self.words = info, words
        self.units = Units(info.text)
        self.places = Places.of(info, words)

    def shown(self) -> dict[str, Any]:
        info = self.info
        return {
            "name": info.name,
            "sha256": info.sha256,
            "language": info.language,
            "text": info.text,
            "headings": [
                {
                    "title": title_of(section, self.words),
                    "level": section.level,
                    "start": self.units.at(section.start),
                    "end": self.units.at(section.body),
                }
                for section in info.sections
            ]
            if info.text
            else [],
            "unit": self.places.unit,
            "units": [self.units.at(start) for start in self._unit_starts()],
        }

    def _unit_starts(self) -> Sequence[int]:
        source = self.info.source
        if source is None:
            return ()
        if self.places.unit != "paragraph":
            return source.pages if self.places.unit == "page" else source.lines
        ends = (i for i, char in enumerate(source.reading[:-1]) if char == "\n")
        return (*source.origin[:1], *(source.origin[end + 1] for end in ends))

    def quote(self, quote: Quote) -> dict[str, Any]:
        return {
            "text": quote.text,
            "start": self.units.at(quote.start),
            "end": self.units.at(quote.end),
            "place": self.places.name(quote),
        }


def _row(finding: Finding, number: Mapping[str, int], old: _Report, new: _Report, words: Wording) -> dict[str, Any]:
    commitment, judgement = finding.commitment, finding.judgement
    closest = finding.runner_up
    return {
        "id": commitment.id,
        "number": number[commitment.id],
        "quote": old.quote(commitment.quote),
        "numbers": _numbers(commitment),
        "kind": commitment.kind.value,
        "machine": judgement.verdict.value,
        "exceeded": judgement.exceeded,
        "confidence": judgement.confidence,
        "review": judgement.needs_review,
        "stale": finding.stale,
        "evidence": [_evidence(e, number, new, words) for e in finding.evidence],
        "near": _evidence(closest, number, new, words) if closest and closest.score >= NEAR else None,
        "again": new.quote(finding.renewed) if finding.renewed else None,
        "baseline": old.quote(commitment.baseline) if commitment.baseline else None,
        "picked": [new.quote(quote) for quote in finding.picked],
        "chain": chain_steps(finding.chain, old.info.year, words),
        "decision": decision_to_dict(finding.decision) if finding.decision else None,
    }


def _evidence(evidence: Evidence, number: Mapping[str, int], new: _Report, words: Wording) -> dict[str, Any]:
    shared = [key for key in evidence.shared_with if key in number]
    return {**new.quote(evidence.quote), "match": as_percent(evidence.score, words), "shared": shared}


def _numbers(commitment: Commitment) -> list[dict[str, Any]]:
    """Return the numbers of a commitment, by their place in its words."""
    quote = commitment.quote
    units = Units(quote.text)
    return [
        {
            "start": units.at(q.start - quote.start),
            "end": units.at(q.end - quote.start),
            "values": [float(value) for value in (q.value, q.upper) if value is not None],
        }
        for q in sorted(commitment.quantities, key=lambda q: q.start)
        if quote.start <= q.start < q.end <= quote.end
    ]
