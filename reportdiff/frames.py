"""Results as pandas data frames, for those who count and plot; the only importer of pandas, and only when called.

Columns and dtypes are the same for empty results; a value that a report does not give is missing (``<NA>``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum
from typing import TYPE_CHECKING, Any, NamedTuple

from reportdiff.model import (
    Alignment,
    Bound,
    Checklist,
    Commitment,
    Comparison,
    Direction,
    Evidence,
    Finding,
    Kind,
    Measure,
    Quote,
    Relation,
    ReportInfo,
    Role,
    Section,
    SectionStatus,
    Verdict,
)
from reportdiff.renderers.summary import in_order, numbers
from reportdiff.renderers.wording import wording_for

if TYPE_CHECKING:
    import pandas as pd

__all__ = [
    "COLUMNS",
    "Column",
    "checklist_frame",
    "commitments_frame",
    "evidence_frame",
    "sections_frame",
    "targets_frame",
]


class Column(NamedTuple):
    """The dtype of a column (``category`` has the values of `of`) and what it holds."""

    dtype: str
    meaning: str
    of: type[StrEnum] | None = None


_WHICH = {
    "number": Column("Int64", "number in the audit, 1 to n in report order; missing for directional commitments"),
    "id": Column("string", "id of the commitment"),
}
_WHERE = {
    "section": Column("string", "id of the section it stands in"),
    "section_title": Column("string", "title of that section"),
    "text": Column("string", "the words, verbatim"),
    "start": Column("Int64", "offset of the first character"),
    "end": Column("Int64", "offset behind the last character"),
    "line": Column("Int64", "line number, from 1"),
    "paragraph": Column("Int64", "paragraph of the text as it is read, from 1"),
    "page": Column("Int64", "page of a PDF file, from 1; missing for other formats"),
}
_AIM = {
    "metric": Column("string", "what is counted or measured"),
    "op": Column("category", "which side of the number counts as reaching it", Bound),
    "value": Column("Float64", "the number as written; the lower end of a range"),
    "upper": Column("Float64", "the upper end of a range"),
    "unit": Column("string", "the unit as written"),
    "direction": Column("category", "rise, fall or level", Direction),
}
_PROMISE = {
    **_WHICH,
    **_WHERE,
    "kind": Column("category", "how checkable it is", Kind),
    "checkable": Column("Float64", "probability (0 to 1) that an auditor would list it"),
    "n_targets": Column("Int64", "number of targets; the columns from metric to direction give the first"),
    **_AIM,
    "baseline": Column("string", "last year's actual in the old report, verbatim"),
    "baseline_line": Column("Int64", "its line"),
    "baseline_paragraph": Column("Int64", "its paragraph"),
    "baseline_page": Column("Int64", "its page"),
    "baseline_value": Column("string", "the figure in it"),
}

COLUMNS: Mapping[str, Mapping[str, Column]] = {
    "commitments": {
        **_PROMISE,
        "last_actual": Column("string", "last year's actual, for display"),
        "target": Column("string", "target, for display"),
        "actual": Column("string", "this year's actual, for display"),
        "next_target": Column("string", "next year's target, for display"),
        "verdict": Column("category", "what became of it; a person's verdict before the program's", Verdict),
        "exceeded": Column("boolean", "met with a number clearly better than the target"),
        "rule": Column("string", "name of the rule that gave the verdict"),
        "reason": Column("string", "the reason in words"),
        "confidence": Column("Float64", "estimated probability (0 to 1) that the verdict is right"),
        "needs_review": Column("boolean", "should be checked by hand"),
        "n_evidence": Column("Int64", "number of quotes the verdict rests on"),
        "evidence": Column("string", "the best of them, verbatim"),
        "evidence_line": Column("Int64", "its line in the new report"),
        "evidence_paragraph": Column("Int64", "its paragraph there"),
        "evidence_page": Column("Int64", "its page there"),
        "evidence_score": Column("Float64", "its score (0 to 1)"),
        "machine_verdict": Column("category", "what the program found, whatever a person decided", Verdict),
        "decided": Column("boolean", "a person has decided about it"),
        "counted": Column("boolean", "it counts: nobody has merged it into another or found it to be no commitment"),
        "decided_by": Column("string", "who decided"),
        "decided_on": Column("string", "when, as the person wrote it"),
        "note": Column("string", "what the person noted"),
        "renewed": Column("boolean", "promised again in the new plan"),
        "renewed_text": Column("string", "the words of the new plan, verbatim"),
        "renewed_line": Column("Int64", "their line in the new report"),
        "renewed_paragraph": Column("Int64", "their paragraph there"),
        "renewed_page": Column("Int64", "their page there"),
    },
    "checklist": _PROMISE,
    "targets": {
        **_WHICH,
        "target": Column("Int64", "number of the target within its commitment, from 1"),
        **_AIM,
        "measure": Column("category", "what the number measures", Measure),
        "family": Column("string", "unit family"),
        "amount": Column("Float64", "the number in the base unit of the family"),
    },
    "evidence": {
        **_WHICH,
        "verdict": Column("category", "verdict on the commitment", Verdict),
        "runner_up": Column("boolean", "the best candidate that was not good enough"),
        "rank": Column("Int64", "place among the quotes, from 1; missing for a runner-up"),
        **_WHERE,
        "score": Column("Float64", "probability (0 to 1) that it reports the outcome"),
        "shared": Column("boolean", "other commitments rest on the same words"),
        "shared_with": Column("string", "their ids, joined by spaces"),
    },
    "sections": {
        "relation": Column("category", "old plan to new plan, or old plan to new review", Relation),
        "status": Column("category", "what became of the section", SectionStatus),
        "old": Column("string", "id in the old report"),
        "old_title": Column("string", "its title"),
        "old_role": Column("category", "the part of the report it belongs to", Role),
        "new": Column("string", "id in the new report"),
        "new_title": Column("string", "its title"),
        "new_role": Column("category", "the part of the report it belongs to", Role),
        "similarity": Column("Float64", "similarity of the two (0 to 1)"),
    },
}
"""Columns of every frame, in order."""


def commitments_frame(comparison: Comparison, lang: str | None = None) -> pd.DataFrame:
    """Return one row a commitment of the old report, in report order, with its verdict.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    lang : str, optional
        Language of the reasons; by default that of the old report.

    Returns
    -------
    DataFrame
        The columns of ``COLUMNS["commitments"]``. Directional commitments are included.
    """
    words = wording_for(lang, comparison.old)
    number = numbers(f.commitment for f in comparison.findings)
    sections = _sections(comparison.old)

    def row(finding: Finding) -> dict[str, Any]:
        judgement, chain, renewed = finding.judgement, finding.chain, finding.renewed
        best = finding.evidence[0] if finding.evidence else None
        decision = finding.decision
        return {
            **_promise(finding.commitment, number.get(finding.commitment.id), sections),
            "last_actual": chain.last_actual or None,
            "target": chain.target or None,
            "actual": chain.actual or None,
            "next_target": chain.next_target or None,
            "verdict": finding.verdict.value,
            "exceeded": finding.exceeded,
            "rule": judgement.rule,
            "reason": words.reason(judgement),
            "confidence": judgement.confidence,
            "needs_review": finding.needs_review,
            "n_evidence": len(finding.evidence),
            "evidence": best.quote.text if best else None,
            "evidence_line": best.quote.line if best else None,
            "evidence_paragraph": _paragraph(best.quote if best else None),
            "evidence_page": _page(best.quote if best else None),
            "evidence_score": best.score if best else None,
            "machine_verdict": judgement.verdict.value,
            "decided": finding.decided,
            "counted": finding.counted,
            "decided_by": (decision.by or None) if decision else None,
            "decided_on": (decision.date or None) if decision else None,
            "note": (decision.note or None) if decision else None,
            "renewed": renewed is not None,
            "renewed_text": renewed.text if renewed else None,
            "renewed_line": renewed.line if renewed else None,
            "renewed_paragraph": _paragraph(renewed),
            "renewed_page": _page(renewed),
        }

    return _frame("commitments", map(row, _ordered(comparison)))


def checklist_frame(checklist: Checklist) -> pd.DataFrame:
    """Return one row a commitment of a checklist, with the columns of ``COLUMNS["checklist"]``."""
    number = numbers(checklist.commitments)
    sections = _sections(checklist.report)
    return _frame("checklist", (_promise(c, number.get(c.id), sections) for c in in_order(checklist.commitments)))


def targets_frame(result: Comparison | Checklist) -> pd.DataFrame:
    """Return one row a target, with the columns of ``COLUMNS["targets"]``; all targets of all commitments."""
    commitments = (
        [f.commitment for f in result.findings] if isinstance(result, Comparison) else list(result.commitments)
    )
    number = numbers(commitments)
    rows = (
        {"number": number.get(c.id), "id": c.id, "target": place, **_aim(c, place), **_measured(c, place)}
        for c in in_order(commitments)
        for place in range(1, len(c.targets) + 1)
    )
    return _frame("targets", rows)


def evidence_frame(comparison: Comparison) -> pd.DataFrame:
    """Return one row a quote that a verdict rests on, and one a runner-up (flagged), see ``COLUMNS["evidence"]``."""
    number = numbers(f.commitment for f in comparison.findings)
    sections = _sections(comparison.new)

    def row(finding: Finding, evidence: Evidence, rank: int | None) -> dict[str, Any]:
        quote = evidence.quote
        return {
            "number": number.get(finding.commitment.id),
            "id": finding.commitment.id,
            "verdict": finding.verdict.value,
            "runner_up": rank is None,
            "rank": rank,
            **_where(evidence.section, sections),
            **_words(quote),
            "score": evidence.score,
            "shared": bool(evidence.shared_with),
            "shared_with": " ".join(evidence.shared_with) or None,
        }

    def rows(finding: Finding) -> Iterable[dict[str, Any]]:
        yield from (row(finding, evidence, rank) for rank, evidence in enumerate(finding.evidence, 1))
        if finding.runner_up:
            yield row(finding, finding.runner_up, None)

    return _frame("evidence", (r for finding in _ordered(comparison) for r in rows(finding)))


def sections_frame(result: Comparison | Alignment) -> pd.DataFrame:
    """Return one row a link of the section alignment, with the columns of ``COLUMNS["sections"]``."""
    old, new = _sections(result.old), _sections(result.new)

    def row(side: str, key: str | None, sections: Mapping[str, Section]) -> dict[str, Any]:
        section = sections.get(key) if key is not None else None
        return {
            side: key,
            f"{side}_title": section.title if section else None,
            f"{side}_role": section.role.value if section else None,
        }

    return _frame(
        "sections",
        (
            {
                "relation": pair.relation.value,
                "status": pair.status.value,
                **row("old", pair.old, old),
                **row("new", pair.new, new),
                "similarity": pair.similarity,
            }
            for pair in result.pairs
        ),
    )


def _frame(what: str, rows: Iterable[Mapping[str, Any]]) -> pd.DataFrame:
    import pandas as pd

    table = list(rows)

    def dtype(column: Column) -> Any:
        return column.dtype if column.of is None else pd.CategoricalDtype([value.value for value in column.of])

    return pd.DataFrame(
        {name: pd.Series([row[name] for row in table], dtype=dtype(column)) for name, column in COLUMNS[what].items()}
    )


def _ordered(comparison: Comparison) -> list[Finding]:
    return sorted(comparison.findings, key=lambda f: (f.commitment.quote.start, f.commitment.quote.end))


def _sections(info: ReportInfo) -> dict[str, Section]:
    return {section.id: section for section in info.sections}


def _where(key: str, sections: Mapping[str, Section]) -> dict[str, Any]:
    return {"section": key, "section_title": sections[key].title if key in sections else None}


def _words(quote: Quote) -> dict[str, Any]:
    return {
        "text": quote.text,
        "start": quote.start,
        "end": quote.end,
        "line": quote.line,
        "paragraph": _paragraph(quote),
        "page": _page(quote),
    }


def _paragraph(quote: Quote | None) -> int | None:
    return (quote.paragraph or None) if quote else None  # 0 is not known


def _page(quote: Quote | None) -> int | None:
    return (quote.page or None) if quote else None  # 0 where there are no pages


def _promise(commitment: Commitment, number: int | None, sections: Mapping[str, Section]) -> dict[str, Any]:
    quote, baseline = commitment.quote, commitment.baseline
    return {
        "number": number,
        "id": commitment.id,
        **_where(commitment.section, sections),
        **_words(quote),
        "kind": commitment.kind.value,
        "checkable": commitment.checkable,
        "n_targets": len(commitment.targets),
        **_aim(commitment, 1),
        "baseline": baseline.text if baseline else None,
        "baseline_line": baseline.line if baseline else None,
        "baseline_paragraph": _paragraph(baseline),
        "baseline_page": _page(baseline),
        "baseline_value": commitment.baseline_value or None,
    }


def _aim(commitment: Commitment, place: int) -> dict[str, Any]:
    if place > len(commitment.targets):
        return dict.fromkeys(_AIM)
    target = commitment.targets[place - 1]
    return {
        "metric": target.metric,
        "op": target.bound.value,
        "value": float(target.value),
        "upper": float(target.upper) if target.upper is not None else None,
        "unit": target.unit,
        "direction": target.direction.value,
    }


def _measured(commitment: Commitment, place: int) -> dict[str, Any]:
    target = commitment.targets[place - 1]
    return {"measure": target.measure.value, "family": target.family, "amount": float(target.amount)}
