"""The audit and the checklist as Word documents: what stands where; the views decide what is said."""

from __future__ import annotations

from collections.abc import Iterable

from reportdiff.model import Checklist, Comparison, Verdict
from reportdiff.renderers.lists import checklist_view
from reportdiff.renderers.style import style
from reportdiff.renderers.view import Audit, Tally, audit
from reportdiff.renderers.view import Row as Finding
from reportdiff.renderers.word.page import Page, Part, Row
from reportdiff.renderers.wording import Wording, wording_for

__all__ = ["checklist_document", "comparison_document"]

_NOT_MET = (Verdict.MISSED, Verdict.PARTIAL, Verdict.UNCLEAR)


def comparison_document(comparison: Comparison, lang: str | None = None) -> bytes:
    """Return the audit as a Word document.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    lang : str, optional
        Language of labels and reasons; by default that of the old report.

    Returns
    -------
    bytes
        A .docx file on A4 across. The same input gives the same bytes.

    Raises
    ------
    MissingExtraError
        python-docx is not installed.
    """
    words = wording_for(lang, comparison.old)
    view = audit(comparison, lang)
    page = Page(view.title, words)
    for report in view.reports:
        page.paragraph(report)
    _warnings(page, view.warnings, words)
    _overview(page, view, words)
    if view.groups:
        _main_table(page, view, words)
        _not_met(page, view, words)
        _dropped(page, view, words)
        _renewed(page, view, words)
    if view.set_aside:
        page.heading(words("audit.set_aside_title"))
        page.table(
            _heads(words, "number", "commitment", "outcome_short", "reason"), (1, 8, 10, 8),
            (_row(r.number, r.text, r.outcomes, (r.decision, *_note(r, words))) for r in view.set_aside),
        )  # fmt: skip
    _new(page, view, words)
    page.heading(words("guide.title"))
    for label, text in view.guide:
        page.paragraph(text, bullet=True, bold=label + words("word.colon"))
    _sign(page, words)
    return page.bytes()


def checklist_document(checklist: Checklist, lang: str | None = None) -> bytes:
    """Return the commitments of one report as a Word document with a column to fill in; see `comparison_document`."""
    words = wording_for(lang, checklist.report)
    view = checklist_view(checklist, lang)
    page = Page(view.title, words)
    _warnings(page, view.warnings, words)
    page.paragraph(view.headline)
    rows: list[Row] = []
    for group in view.groups:
        rows.append(_across(group.title))
        rows += [_row(r.number, r.text, r.targets or r.kind, r.baseline, r.place, "") for r in group.rows]
    if rows:
        heads = (*_heads(words, "number", "commitment", "target", "baseline"), view.place_heading)
        page.table((*heads, words("column.progress")), (1.2, 9, 5, 2.6, 1.4, 9), rows)
        _sign(page, words)
    return page.bytes()


def _warnings(page: Page, warnings: Iterable[str], words: Wording) -> None:
    for warning in warnings:
        page.paragraph(warning, bullet=True, bold=words("audit.warnings") + words("word.colon"))


def _overview(page: Page, view: Audit, words: Wording) -> None:
    page.heading(words("audit.overview"))
    page.paragraph(view.headline)
    if view.verdicts:
        kinds = (words("kind.quantified"), words("kind.deliverable"))
        shades = [*style().verdicts.values(), None]
        page.table(
            (*_heads(words, "verdict", "count", "rate"), *kinds), (3, 1.5, 1.5, 1.5, 1.5),
            (Row(_cells(tally), colours, 0) for tally, colours in zip(view.verdicts, shades, strict=True)),
        )  # fmt: skip
    for remark in view.remarks:
        page.paragraph(remark, bullet=True)
    if view.groups:
        page.heading(words("audit.by_section"), 2)
        labels = (words(f"verdict.{verdict.value}") for verdict in Verdict)
        page.table(
            (*_heads(words, "section", "count"), *labels), (6, 1.3, *[1.5] * len(Verdict)),
            (Row(_cells(group.tally)) for group in view.groups),
        )  # fmt: skip


def _main_table(page: Page, view: Audit, words: Wording) -> None:
    page.heading(words("audit.table"))
    if any(group.chain for group in view.groups):
        page.paragraph(words("document.chain", heading=view.chain_heading), small=True)
    rows: list[Row] = []
    for group in view.groups:
        rows.append(_across(group.title))
        rows += [_finding(row, words) for row in group.rows]
    heads = (*_heads(words, "number", "commitment", "outcome", "verdict_sure"), words("document.remark"))
    page.table(heads, (1.2, 7.6, 9, 3.2, 6.4), rows)


def _finding(row: Finding, words: Wording) -> Row:
    outcomes = (words("word.none"),) if row.verdict is Verdict.DROPPED else row.outcomes
    return Row(
        (
            (Part(str(row.number)),),
            (Part(row.text), *([Part(row.chain, small=True)] if row.chain else [])),
            tuple(map(Part, outcomes)),
            (Part(row.verdict_label, bold=True), *(Part(note, small=True) for note in row.notes)),
            (Part(row.reason), *map(Part, _note(row, words))),
        ),
        style().verdicts[row.verdict],
        3,
    )


def _not_met(page: Page, view: Audit, words: Wording) -> None:
    page.heading(words("audit.not_met"))
    for verdict in _NOT_MET:
        page.heading(words(f"verdict.{verdict.value}"), 2)
        rows = view.with_verdict(verdict.value)
        if not rows:
            page.paragraph(words(f"audit.no_{verdict.value}"))
            continue
        page.table(
            _heads(words, "number", "commitment", "outcome_short", "reason", "renewed_short"), (1.2, 7, 9, 7, 2.2),
            (_row(r.number, _flagged(r, words), r.outcomes, r.reason, _again(r, words)) for r in rows),
        )  # fmt: skip


def _dropped(page: Page, view: Audit, words: Wording) -> None:
    page.heading(words("audit.dropped"))
    rows = view.with_verdict(Verdict.DROPPED.value)
    page.paragraph(words("audit.dropped_note" if rows else "audit.no_dropped"))
    if rows:
        page.table(
            _heads(words, "number", "commitment", "runner_up", "renewed_short"), (1.2, 9, 14, 2.2),
            (_row(r.number, _flagged(r, words), r.runner_up, _again(r, words)) for r in rows),
        )  # fmt: skip


def _renewed(page: Page, view: Audit, words: Wording) -> None:
    page.heading(words("audit.renewed_title"))
    if not view.renewed:
        page.paragraph(words("audit.no_renewed"))
        return
    page.table(
        _heads(words, "number", "commitment", "verdict", "renewed"), (1.2, 9, 3.4, 13),
        (
            Row(
                ((Part(str(r.number)),), (Part(r.text),), (Part(r.verdict_label, bold=True),), (Part(r.renewed),)),
                style().verdicts[r.verdict],
                2,
            )
            for r in view.renewed
        ),
    )  # fmt: skip


def _new(page: Page, view: Audit, words: Wording) -> None:
    page.heading(view.new_title)
    for remark in view.new_remarks:
        page.paragraph(remark, bullet=True)
    rows: list[Row] = []
    for group in view.new_groups:
        rows.append(_across(group.title))
        rows += [_row(row.number, row.text, row.place) for row in group.rows]
    if rows:
        page.table((*_heads(words, "number", "commitment"), view.new_place_heading), (1.2, 22, 2), rows)


def _sign(page: Page, words: Wording) -> None:
    page.paragraph("")
    page.paragraph(words("document.sign", line=words("document.line")))


def _heads(words: Wording, *names: str) -> tuple[str, ...]:
    return tuple(words(f"column.{name}") for name in names)


def _across(title: str) -> Row:
    return Row(((Part(title, bold=True),),))


def _row(*cells: object) -> Row:
    """Return a row of plain cells; those of several texts have a paragraph for each."""
    return Row(tuple(tuple(map(Part, cell)) if isinstance(cell, tuple) else (Part(str(cell)),) for cell in cells))


def _cells(tally: Tally) -> tuple[tuple[Part, ...], ...]:
    return ((Part(tally.label, bold=True),), *((Part(cell),) for cell in tally.cells))


def _flagged(row: Finding, words: Wording) -> str:
    return f"{row.text} {words('mark.review')}" if row.review else row.text


def _again(row: Finding, words: Wording) -> str:
    return words("word.yes" if row.renewed else "word.none")


def _note(row: Finding, words: Wording) -> tuple[str, ...]:
    return (words("decision.note", note=row.note),) if row.note else ()
