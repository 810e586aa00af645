"""What the sheets of a workbook hold: columns of what the program says, and columns for a person to fill in."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from reportdiff.model import (
    Checklist,
    Commitment,
    Comparison,
    Evidence,
    Finding,
    Quote,
    ReportInfo,
    SectionPair,
    Verdict,
)
from reportdiff.renderers.figures import figure
from reportdiff.renderers.phrases import Places, Sections, as_target, shorten
from reportdiff.renderers.summary import in_order, is_checkable, numbers
from reportdiff.renderers.wording import Wording, join_lines

__all__ = [
    "Cell",
    "Column",
    "Sheet",
    "checklist_sheet",
    "commitments_sheet",
    "evidence_sheet",
    "new_sheet",
    "sections_sheet",
    "verdict_counts",
]

Cell = str | int | float | None

_LONGEST_HEADING = 24


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its name in the wording's ``column`` table, its heading, and how wide it is in characters."""

    name: str
    heading: str
    width: int
    filled_in: bool = False  # by a person
    printed: bool = True


@dataclass(frozen=True, slots=True)
class Sheet:
    """Columns and rows; each row has as many cells as there are columns."""

    title: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    frozen: int = 2  # columns that stay when one scrolls to the right

    def place(self, name: str) -> int:
        """Return the position, from 1, of a column by its name."""
        return [column.name for column in self.columns].index(name) + 1


def commitments_sheet(comparison: Comparison, words: Wording) -> Sheet:
    """Return one row a checkable commitment: what was found, then what a person decides, then more to look at."""
    old_places, new_places = Places.of(comparison.old, words), Places.of(comparison.new, words)
    sections = Sections(comparison.old, words)
    number = numbers(f.commitment for f in comparison.findings)
    columns = (
        *_columns(words, ("number", 5), ("commitment", 30), ("section", 18), ("target", 11), ("actual", 11)),
        *_columns(words, ("outcome_short", 34)),
        _place_column("outcome_place", new_places, words),
        *_columns(words, ("machine", 9), ("confidence", 9), ("review", 7), ("reason", 27)),
        *_columns(words, ("decided", 10), ("picked", 22), ("merged_into", 8), ("excluded", 10), filled_in=True),
        *_columns(words, ("note", 18), ("by", 8), ("date", 11), filled_in=True),
        *_columns(words, ("exceeded", 7), ("last_actual", 11), ("next_target", 11), printed=False),
        *_columns(words, ("more_evidence", 60), ("runner_up", 60), ("renewed", 60), ("kind", 10), printed=False),
        _place_column("commitment_place", old_places, words, printed=False),
        *_columns(words, ("id", 12), printed=False),
    )

    def row(finding: Finding) -> tuple[Cell, ...]:
        commitment, judgement, chain = finding.commitment, finding.judgement, finding.chain
        best = finding.evidence[0].quote if finding.evidence else None
        return (
            number[commitment.id],
            _words_of(commitment, words),
            _heading(commitment, sections, words),
            *(figure(join_lines(step), words) for step in (chain.target, chain.actual)),
            join_lines(best.text) if best else "",
            _at(best, new_places),
            words(f"verdict.{judgement.verdict.value}"),
            judgement.confidence,
            words("mark.review") if finding.needs_review else "",
            words.reason(judgement),
            *_decided(finding, number, words),
            words("word.yes") if judgement.exceeded else "",
            *(figure(join_lines(step), words) for step in (chain.last_actual, chain.next_target)),
            "\n".join(new_places.cite(evidence.quote) for evidence in finding.evidence[1:]),
            new_places.cite(finding.runner_up.quote) if finding.runner_up else "",
            new_places.cite(finding.renewed) if finding.renewed else "",
            words(f"kind.{commitment.kind.value}"),
            _at(commitment.quote, old_places),
            commitment.id,
        )

    return Sheet(words("workbook.commitments"), columns, tuple(map(row, _checkable(comparison))))


def _decided(finding: Finding, number: dict[str, int], words: Wording) -> tuple[Cell, ...]:
    """Return the cells that a person fills in, as far as somebody has."""
    decision = finding.decision
    if decision is None:
        return ("",) * 7
    picked = map(join_lines, decision.evidence)
    return (
        words(f"verdict.{decision.verdict.value}") if decision.verdict else "",
        "\n".join(picked),
        number.get(decision.merged_into, decision.merged_into),
        words("word.yes") if decision.excluded else "",
        decision.note,
        decision.by,
        decision.date,
    )


def sections_sheet(comparison: Comparison, words: Wording) -> Sheet:
    """Return one row a link between sections of the two reports."""
    old, new = Sections(comparison.old, words), Sections(comparison.new, words)
    columns = _columns(
        words, ("relation", 10), ("old_section", 48), ("new_section", 48), ("status", 10), ("similarity", 10)
    )

    def row(pair: SectionPair) -> tuple[Cell, ...]:
        return (
            words(f"relation.{pair.relation.value}"),
            old.path(pair.old) if pair.old is not None else words("word.none"),
            new.path(pair.new) if pair.new is not None else words("word.none"),
            words(f"status.{pair.status.value}"),
            # an added or removed section has nothing to be similar to
            None if pair.old is None or pair.new is None else pair.similarity,
        )

    return Sheet(words("audit.sections"), columns, tuple(map(row, comparison.pairs)), frozen=0)


def evidence_sheet(comparison: Comparison, words: Wording) -> Sheet:
    """Return one row a quote: those that a verdict rests on, then the nearest words that it does not rest on."""
    places, sections = Places.of(comparison.new, words), Sections(comparison.new, words)
    number = numbers(f.commitment for f in comparison.findings)
    columns = (
        *_columns(words, ("number", 6), ("commitment", 32), ("machine", 10), ("rank", 14), ("outcome_short", 54)),
        _place_column("outcome_place", places, words),
        *_columns(words, ("new_section", 30), ("score", 8), ("shared", 12)),
    )

    def row(finding: Finding, evidence: Evidence, rank: Cell) -> tuple[Cell, ...]:
        return (
            number[finding.commitment.id],
            _words_of(finding.commitment, words),
            words(f"verdict.{finding.judgement.verdict.value}"),
            rank,
            join_lines(evidence.quote.text),
            _at(evidence.quote, places),
            sections.path(evidence.section),
            evidence.score,
            words("word.join").join(str(number.get(key, key)) for key in evidence.shared_with),
        )

    def rows(finding: Finding) -> Iterable[tuple[Cell, ...]]:
        yield from (row(finding, evidence, rank) for rank, evidence in enumerate(finding.evidence, 1))
        if finding.runner_up:
            yield row(finding, finding.runner_up, words("workbook.runner_up"))

    return Sheet(
        words("workbook.evidence"), columns, tuple(row for finding in _checkable(comparison) for row in rows(finding))
    )


def new_sheet(comparison: Comparison, words: Wording) -> Sheet:
    """Return one row a checkable commitment that the new report makes for the first time."""
    return _promises(words("workbook.new"), comparison.new_commitments, comparison.new, words, checkable_only=True)


def checklist_sheet(checklist: Checklist, words: Wording) -> Sheet:
    """Return one row a commitment of a checklist, with columns to fill in."""
    return _promises(words("workbook.checklist"), checklist.commitments, checklist.report, words)


def _promises(
    title: str, commitments: Sequence[Commitment], info: ReportInfo, words: Wording, *, checkable_only: bool = False
) -> Sheet:
    places, sections = Places.of(info, words), Sections(info, words)
    columns = (
        *_columns(words, ("number", 6), ("commitment", 40), ("section", 22), ("kind", 10), ("target", 20)),
        *_columns(words, ("baseline", 12)),
        _place_column("commitment_place", places, words),
        *_columns(words, ("progress", 40), ("note", 20), ("by", 9), ("date", 11), filled_in=True),
        *_columns(words, ("baseline_quote", 36), ("id", 12), printed=False),
    )
    chosen = [c for c in in_order(commitments) if is_checkable(c) or not checkable_only]
    rows = (
        (
            number,
            _words_of(commitment, words),
            sections.path(commitment.section),
            words(f"kind.{commitment.kind.value}"),
            words("word.semicolon").join(as_target(target, words) for target in commitment.targets),
            join_lines(commitment.baseline_value),
            _at(commitment.quote, places),
            *("",) * 4,
            join_lines(commitment.baseline.text) if commitment.baseline else "",
            commitment.id,
        )
        for number, commitment in enumerate(chosen, 1)
    )
    return Sheet(title, columns, tuple(rows))


def verdict_counts(comparison: Comparison) -> tuple[dict[Verdict, int], dict[Verdict, int]]:
    """Count the checkable commitments of each verdict: as the machine said, and as it stands after what was decided."""
    findings = _checkable(comparison)
    machine = Counter(finding.judgement.verdict for finding in findings)
    stands = Counter(finding.verdict for finding in findings if finding.counted)
    return {v: machine[v] for v in Verdict}, {v: stands[v] for v in Verdict}


def _checkable(comparison: Comparison) -> list[Finding]:
    findings = (f for f in comparison.findings if is_checkable(f.commitment))
    return sorted(findings, key=lambda f: (f.commitment.quote.start, f.commitment.quote.end))


def _words_of(commitment: Commitment, words: Wording) -> str:
    """Return the whole words of a commitment, behind the subject or verb they share with words before them."""
    text, context = join_lines(commitment.quote.text), join_lines(commitment.context).rstrip("、，；：,;: ")
    return words("word.in_context", context=context, text=text) if context and context not in text else text


def _heading(commitment: Commitment, sections: Sections, words: Wording) -> str:
    """Return the heading that it stands under, short enough for a narrow column."""
    section = sections.heading(commitment.section)
    return shorten(section.title, _LONGEST_HEADING, words) if section else words("word.unsectioned")


def _at(quote: Quote | None, places: Places) -> Cell:
    return places.number(quote) if quote else None


def _place_column(name: str, places: Places, words: Wording, *, printed: bool = True) -> Column:
    return Column(name, words(f"workbook.{name}", place=places.heading), 8, printed=printed)


def _columns(
    words: Wording, *named: tuple[str, int], filled_in: bool = False, printed: bool = True
) -> tuple[Column, ...]:
    return tuple(Column(name, words(f"column.{name}"), width, filled_in, printed) for name, width in named)
