"""What the lists show (checklist, alignment, outline) and every result as a plain grid of cells."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from reportdiff.model import (
    Alignment,
    Checklist,
    Commitment,
    Comparison,
    Evidence,
    Finding,
    Kind,
    Quote,
    Relation,
    Report,
    SourceText,
)
from reportdiff.renderers.figures import figure
from reportdiff.renderers.phrases import Places, Sections, as_percent, as_target, promise, title_of
from reportdiff.renderers.summary import in_order, numbers
from reportdiff.renderers.view import Link, pair_links
from reportdiff.renderers.wording import Wording, join_lines, wording_for

__all__ = [
    "AlignmentView",
    "ChecklistView",
    "Grid",
    "OutlineView",
    "alignment_grid",
    "alignment_view",
    "checklist_grid",
    "checklist_view",
    "comparison_grid",
    "decided_cells",
    "outline_grid",
    "outline_view",
    "short_checklist_grid",
]


@dataclass(frozen=True, slots=True)
class Grid:
    """Headings and rows of cells; each row has as many cells as there are headings."""

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class PromiseRow:
    """One commitment of a checklist."""

    number: int
    text: str
    kind: str
    targets: str
    baseline: str
    place: int


@dataclass(frozen=True, slots=True)
class PromiseGroup:
    """The commitments under one heading."""

    title: str
    rows: tuple[PromiseRow, ...]


@dataclass(frozen=True, slots=True)
class ChecklistView:
    """A checklist, ready for a layout."""

    title: str
    warnings: tuple[str, ...]
    headline: str
    place_heading: str
    groups: tuple[PromiseGroup, ...]


@dataclass(frozen=True, slots=True)
class AlignmentView:
    """An alignment, ready for a layout."""

    title: str
    warnings: tuple[str, ...]
    continues: tuple[Link, ...]
    answers: tuple[Link, ...]


@dataclass(frozen=True, slots=True)
class OutlineItem:
    """One heading of an outline; `depth` is 0 for the big parts."""

    depth: int
    title: str
    role: str
    place: int
    note: str


@dataclass(frozen=True, slots=True)
class OutlineView:
    """An outline, ready for a layout."""

    title: str
    warnings: tuple[str, ...]
    place_heading: str
    items: tuple[OutlineItem, ...]
    words: Wording


def checklist_view(checklist: Checklist, lang: str | None = None) -> ChecklistView:
    """Decide what a checklist shows; directional commitments are listed where the checklist has them."""
    words = wording_for(lang, checklist.report)
    report = checklist.report
    sections, places = Sections(report, words), Places.of(report, words)
    groups: dict[str, tuple[str, list[PromiseRow]]] = {}
    for number, commitment in enumerate(in_order(checklist.commitments), 1):
        section = sections.heading(commitment.section)
        title = title_of(section, words) if section else words("word.unsectioned")
        row = PromiseRow(
            number,
            promise(commitment, words),
            words(f"kind.{commitment.kind.value}"),
            _targets(commitment, words, named=len(commitment.targets) > 1),  # the words beside it name a single one
            join_lines(commitment.baseline_value),
            places.number(commitment.quote),
        )
        groups.setdefault(section.id if section else "", (title, []))[1].append(row)
    return ChecklistView(
        title=words("checklist.title", place=report.place, year=report.year),
        warnings=tuple(map(words.caution, checklist.warnings)),
        headline=_headline(checklist, words),
        place_heading=places.heading,
        groups=tuple(PromiseGroup(title, tuple(rows)) for title, rows in groups.values()),
    )


def alignment_view(alignment: Alignment, lang: str | None = None) -> AlignmentView:
    """Decide what an alignment shows."""
    words = wording_for(lang, alignment.old)
    old, new = alignment.old, alignment.new
    return AlignmentView(
        title=words("alignment.title", place=old.place or new.place, old=old.year, new=new.year),
        warnings=tuple(map(words.caution, alignment.warnings)),
        continues=pair_links(alignment.pairs, Relation.CONTINUES, old, new, words),
        answers=pair_links(alignment.pairs, Relation.ANSWERS, old, new, words),
    )


def outline_view(report: Report, lang: str | None = None) -> OutlineView:
    """Decide what an outline shows."""
    words = wording_for(lang, report)
    source = report.source
    places = Places(len(source.text), len(source.lines), words, pages=len(source.pages))
    depths: dict[str | None, int] = {None: -1}
    items = []
    for section in report.sections:
        depths[section.id] = depth = depths.get(section.parent, -1) + 1
        role, at = words(f"role.{section.role.value}"), _place(source, section.start)
        note = words("outline.item", role=role, place=places.name(at))
        items.append(OutlineItem(depth, join_lines(section.title), role, places.number(at), note))
    title = words("outline.title", title=join_lines(report.title))
    return OutlineView(title, tuple(map(words.caution, report.warnings)), places.heading, tuple(items), words)


def comparison_grid(comparison: Comparison, lang: str | None = None) -> Grid:
    """Return every commitment of a comparison, directional ones without a number, with one column a fact."""
    words = wording_for(lang, comparison.old)
    number = numbers(f.commitment for f in comparison.findings)
    sections = Sections(comparison.old, words)
    names = (
        "number", "id", "section", "commitment", "line", "paragraph", "page", "kind", "last_actual", "target", "actual",
        "next_target", "verdict", "exceeded", "outcome", "outcome_line", "outcome_paragraph", "outcome_page", "shared",
        "reason", "confidence", "review", "machine", "decided", "picked", "merged_into", "excluded", "note", "by",
        "date", "renewed", "renewed_line", "renewed_paragraph", "renewed_page", "runner_up", "runner_up_line",
        "runner_up_paragraph", "runner_up_page",
    )  # fmt: skip

    def row(finding: Finding) -> tuple[str, ...]:
        commitment, judgement, chain, renewed = finding.commitment, finding.judgement, finding.chain, finding.renewed
        closest = finding.runner_up
        shared = dict.fromkeys(key for evidence in finding.evidence for key in evidence.shared_with)
        return (
            str(number.get(commitment.id, "")),
            commitment.id,
            sections.path(commitment.section),
            join_lines(commitment.quote.text),
            *_at(commitment.quote),
            words(f"kind.{commitment.kind.value}"),
            *(
                figure(join_lines(step), words)
                for step in (chain.last_actual, chain.target, chain.actual, chain.next_target)
            ),
            words(f"verdict.{finding.verdict.value}"),
            _yes_no(finding.exceeded, words),
            _each(finding.evidence, lambda e: join_lines(e.quote.text), words),
            _each(finding.evidence, lambda e: _at(e.quote)[0], words),
            _each(finding.evidence, lambda e: _at(e.quote)[1], words),
            _each([e for e in finding.evidence if e.quote.page], lambda e: _at(e.quote)[2], words),
            words("word.join").join(str(number.get(key, key)) for key in shared),
            words.reason(judgement),
            f"{judgement.confidence:.2f}",
            _yes_no(finding.needs_review, words),
            words(f"verdict.{judgement.verdict.value}"),
            *decided_cells(finding, number, words),
            join_lines(renewed.text) if renewed else "",
            *_at(renewed),
            join_lines(closest.quote.text) if closest else "",
            *_at(closest.quote if closest else None),
        )

    findings = sorted(comparison.findings, key=lambda f: (f.commitment.quote.start, f.commitment.quote.end))
    return Grid(_headings(names, words), tuple(map(row, findings)))


def checklist_grid(checklist: Checklist, lang: str | None = None) -> Grid:
    """Return every commitment of a checklist, with one column a fact and an empty one to fill in."""
    words = wording_for(lang, checklist.report)
    sections = Sections(checklist.report, words)
    names = (
        "number", "id", "section", "commitment", "line", "paragraph", "page", "kind", "target", "baseline",
        "baseline_quote", "baseline_line", "baseline_paragraph", "baseline_page", "progress",
    )  # fmt: skip
    rows = (
        (
            str(number),
            commitment.id,
            sections.path(commitment.section),
            join_lines(commitment.quote.text),
            *_at(commitment.quote),
            words(f"kind.{commitment.kind.value}"),
            _targets(commitment, words),
            join_lines(commitment.baseline_value),
            join_lines(commitment.baseline.text) if commitment.baseline else "",
            *_at(commitment.baseline),
            "",
        )
        for number, commitment in enumerate(in_order(checklist.commitments), 1)
    )
    return Grid(_headings(names, words), tuple(rows))


def short_checklist_grid(checklist: Checklist, lang: str | None = None) -> Grid:
    """Return the same as a page has room for: what is promised, from which figure, and an empty column to fill in."""
    words = wording_for(lang, checklist.report)
    view = checklist_view(checklist, lang)
    headings = _headings(("number", "commitment", "target", "baseline"), words)
    rows = (
        (str(row.number), row.text, row.targets or row.kind, row.baseline, str(row.place), "")
        for group in view.groups
        for row in group.rows
    )
    return Grid((*headings, view.place_heading, words("column.progress")), tuple(rows))


def alignment_grid(alignment: Alignment, lang: str | None = None) -> Grid:
    """Return every link of an alignment."""
    words = wording_for(lang, alignment.old)
    old, new = Sections(alignment.old, words), Sections(alignment.new, words)
    rows = (
        (
            words(f"relation.{pair.relation.value}"),
            old.title(pair.old),
            new.title(pair.new),
            words(f"status.{pair.status.value}"),
            as_percent(None if pair.old is None or pair.new is None else pair.similarity, words),
        )
        for pair in alignment.pairs
    )
    return Grid(_headings(("relation", "old_section", "new_section", "status", "similarity"), words), tuple(rows))


def outline_grid(report: Report, lang: str | None = None) -> Grid:
    """Return every section of a report."""
    words = wording_for(lang, report)
    rows = (
        (
            section.id,
            str(section.level),
            join_lines(section.title),
            words(f"role.{section.role.value}"),
            *_at(_place(report.source, section.start)),
            str(section.start),
            str(section.end),
        )
        for section in report.sections
    )
    names = ("id", "level", "title", "role", "line", "paragraph", "page", "start", "end")
    return Grid(_headings(names, words), tuple(rows))


def decided_cells(finding: Finding, number: Mapping[str, int], words: Wording) -> tuple[str, ...]:
    """Return the cells that a person fills in: verdict, evidence, merged into, no commitment, note, by, date."""
    decision = finding.decision
    if decision is None:
        return ("",) * 7
    return (
        words(f"verdict.{decision.verdict.value}") if decision.verdict else "",
        "\n".join(map(join_lines, decision.evidence)),
        str(number.get(decision.merged_into, decision.merged_into)),
        words("word.yes") if decision.excluded else "",
        decision.note,
        join_lines(decision.by),
        join_lines(decision.date),
    )


def _at(quote: Quote | None) -> tuple[str, str, str]:
    """Return line, paragraph and page as cells; a paragraph of 0 is not known, and a page of 0 is none."""
    return (str(quote.line), str(quote.paragraph or ""), str(quote.page or "")) if quote else ("", "", "")


def _place(source: SourceText, offset: int) -> Quote:
    """Return where an offset is, as the place of no words."""
    return Quote("", offset, offset, source.line_at(offset), source.paragraph_at(offset), source.page_at(offset))


def _headings(names: Iterable[str], words: Wording) -> tuple[str, ...]:
    return tuple(words(f"column.{name}") for name in names)


def _yes_no(value: bool, words: Wording) -> str:
    return words("word.yes" if value else "word.no")


def _each(evidence: Iterable[Evidence], show: Callable[[Evidence], str], words: Wording) -> str:
    return words("word.semicolon").join(map(show, evidence))


def _targets(commitment: Commitment, words: Wording, *, named: bool = True) -> str:
    return words("word.semicolon").join(as_target(target, words, named=named) for target in commitment.targets)


def _headline(checklist: Checklist, words: Wording) -> str:
    if not checklist.commitments:
        return words("checklist.none")
    kinds = Counter(commitment.kind for commitment in checklist.commitments)
    counts = (words("checklist.count", label=words(f"kind.{k.value}"), n=kinds[k]) for k in Kind if kinds[k])
    return words("checklist.all", n=len(checklist.commitments), counts=words("word.join").join(counts))
