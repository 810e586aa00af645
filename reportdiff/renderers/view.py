"""What an audit shows, in which order and in which words; the layouts only set it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from reportdiff.model import (
    Commitment,
    Comparison,
    Evidence,
    Finding,
    Relation,
    ReportInfo,
    SectionPair,
    Verdict,
)
from reportdiff.renderers.figures import figure
from reportdiff.renderers.phrases import Places, Sections, as_percent, as_year, decision_words, promise
from reportdiff.renderers.summary import Summary, count_verdicts, in_order, is_checkable, numbers, summarise
from reportdiff.renderers.wording import Wording, join_lines, wording_for

__all__ = ["Audit", "Group", "Link", "NewGroup", "NewRow", "Row", "Tally", "audit", "pair_links"]

NEAR = 0.1  # words that match less are not worth a look

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Row:
    """One commitment of the audit. Texts are on one line and not escaped."""

    number: int
    id: str
    text: str
    chain: str
    outcomes: tuple[str, ...]
    verdict: Verdict
    verdict_label: str
    review: bool
    notes: tuple[str, ...]
    reason: str
    confidence: str
    renewed: str
    runner_up: str
    decision: str  # what a person decided over what the machine said, "" when nobody has
    note: str  # what the person noted

    def in_short(self, words: Wording) -> str:
        """Return the verdict with its confidence on one line, and what a person decided where somebody has."""
        told = f"{self.verdict_label} {self.decision or self.confidence}"
        return f"{told} {words('mark.review')}" if self.review else told


@dataclass(frozen=True, slots=True)
class Tally:
    """The counts of one line of a summary table, in the order of its headings."""

    label: str
    total: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Group:
    """The commitments under one heading of the old report; `chain` tells whether any of them has numbers."""

    title: str
    rows: tuple[Row, ...]
    tally: Tally
    chain: bool


@dataclass(frozen=True, slots=True)
class NewRow:
    """One new commitment of the new report."""

    number: int
    text: str
    place: int


@dataclass(frozen=True, slots=True)
class NewGroup:
    """The commitments under one heading of the new report."""

    title: str
    rows: tuple[NewRow, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """One link of the section alignment."""

    old: str
    new: str
    status: str
    similarity: str


@dataclass(frozen=True, slots=True)
class Audit:
    """The whole audit, ready for a layout."""

    title: str
    reports: tuple[str, str]
    warnings: tuple[str, ...]
    headline: str
    remarks: tuple[str, ...]
    verdicts: tuple[Tally, ...]
    chain_heading: str
    groups: tuple[Group, ...]
    renewed: tuple[Row, ...]
    set_aside: tuple[Row, ...]
    new_title: str
    new_remarks: tuple[str, ...]
    new_groups: tuple[NewGroup, ...]
    new_place_heading: str
    continues: tuple[Link, ...]
    answers: tuple[Link, ...]
    guide: tuple[tuple[str, str], ...]

    def with_verdict(self, verdict: str) -> tuple[Row, ...]:
        """Return the rows of one verdict in report order."""
        return tuple(row for group in self.groups for row in group.rows if row.verdict == verdict)


def audit(comparison: Comparison, lang: str | None = None) -> Audit:
    """Decide what the audit of a comparison says.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    lang : str, optional
        Language of labels and reasons; by default that of the old report.

    Returns
    -------
    Audit
        Every checkable commitment stands in exactly one of its groups, or in `set_aside`.
    """
    words = wording_for(lang, comparison.old)
    summary = summarise(comparison)
    year = comparison.old.year
    groups, set_aside = _groups(comparison, words)
    old_places, new_places = Places.of(comparison.old, words), Places.of(comparison.new, words)
    return Audit(
        title=words("audit.title", place=comparison.old.place or comparison.new.place, year=year),
        reports=(_report("old", comparison.old, words), _report("new", comparison.new, words)),
        warnings=tuple(map(words.caution, comparison.warnings)),
        headline=_headline(summary, year, words),
        remarks=tuple(_remarks(summary, words)),
        verdicts=_verdict_table(summary, words) if summary["commitments"] else (),
        chain_heading=_chain_heading(year, words),
        groups=groups,
        renewed=tuple(row for group in groups for row in group.rows if row.renewed),
        set_aside=set_aside,
        new_title=words("audit.new_title", year=comparison.new.year),
        new_remarks=tuple(_new_remarks(comparison, words)),
        new_groups=_new_groups(comparison, new_places, words),
        new_place_heading=new_places.heading,
        continues=pair_links(comparison.pairs, Relation.CONTINUES, comparison.old, comparison.new, words),
        answers=pair_links(comparison.pairs, Relation.ANSWERS, comparison.old, comparison.new, words),
        guide=_guide(words, old_places, new_places),
    )


def pair_links(
    pairs: Iterable[SectionPair], relation: Relation, old: ReportInfo, new: ReportInfo, words: Wording
) -> tuple[Link, ...]:
    """Return the links of one relation in the order of the alignment."""
    of_old, of_new = Sections(old, words), Sections(new, words)
    return tuple(
        Link(
            of_old.title(pair.old),
            of_new.title(pair.new),
            words(f"status.{pair.status.value}"),
            # an added or removed section has nothing to be similar to
            as_percent(None if pair.old is None or pair.new is None else pair.similarity, words),
        )
        for pair in pairs
        if pair.relation is relation
    )


def _report(side: str, info: ReportInfo, words: Wording) -> str:
    title = join_lines(info.title)
    year = info.year if str(info.year) not in title else None
    return words(f"audit.{side}", title=title, name=info.name, year=year, file=info.name if title else "")


def _headline(summary: Summary, year: int | None, words: Wording) -> str:
    total = summary["commitments"]
    if not total:
        return words("audit.none", year=year)
    counts = words("word.join").join(
        words(
            "audit.count",
            label=words(f"verdict.{verdict.value}"),
            n=summary["verdicts"][verdict.value],
            rate=as_percent(summary["rates"][verdict.value], words),
        )
        for verdict in Verdict
    )
    return words("audit.all", year=year, n=total, counts=counts)


def _remarks(summary: Summary, words: Wording) -> Iterable[str]:
    quantified = summary["kinds"]["quantified"]
    if n := quantified["commitments"]:
        met = quantified["verdicts"]["met"]
        yield words("audit.quantified", n=n, met=met, rate=as_percent(met / n, words))
    if summary["commitments"]:
        yield words("audit.exceeded", n=summary["exceeded"])
        yield words("audit.renewed", n=summary["renewed"])
        yield words("audit.review", n=summary["needs_review"])
    if n := summary["decided"]:
        yield words("audit.decided", n=n)
    if n := summary["set_aside"]:
        yield words("audit.set_aside", n=n)
    if n := summary["directional"]:
        yield words("audit.directional", n=n)


def _verdict_table(summary: Summary, words: Wording) -> tuple[Tally, ...]:
    kinds = summary["kinds"].values()

    def tally(label: str, total: int, rate: str, of_kinds: Iterable[int]) -> Tally:
        return Tally(label, total, (str(total), rate, *map(str, of_kinds)))

    lines = [
        tally(
            _marked(verdict, words),
            summary["verdicts"][verdict.value],
            as_percent(summary["rates"][verdict.value], words),
            (kind["verdicts"][verdict.value] for kind in kinds),
        )
        for verdict in Verdict
    ]
    total = tally(
        words("word.all"), summary["commitments"], as_percent(1, words), (kind["commitments"] for kind in kinds)
    )
    return (*lines, total)


def _marked(verdict: Verdict, words: Wording, note: str = "") -> str:
    label, mark = words(f"verdict.{verdict.value}"), words(f"mark.{verdict.value}")
    return words("audit.verdict", mark=mark, label=label, note=note)


def _chain_heading(year: int | None, words: Wording) -> str:
    last = as_year(year - 1 if year is not None else None, words)
    return words("column.chain", last=last, year=as_year(year, words))


def _groups(comparison: Comparison, words: Wording) -> tuple[tuple[Group, ...], tuple[Row, ...]]:
    """Return the commitments that count, by heading, and those that a person has set aside."""
    number = numbers(f.commitment for f in comparison.findings)
    sections, places = Sections(comparison.old, words), Places.of(comparison.new, words)
    findings = sorted(
        (f for f in comparison.findings if is_checkable(f.commitment)),
        key=lambda f: (f.commitment.quote.start, f.commitment.quote.end),
    )

    def group(title: str, own: Sequence[Finding]) -> Group:
        rows = tuple(_row(finding, number, places, words) for finding in own)
        counts = count_verdicts(own)
        tally = Tally(title, len(own), (str(len(own)), *(str(counts[v.value] or words("word.none")) for v in Verdict)))
        return Group(title, rows, tally, any(row.chain for row in rows))

    headed = ((_heading(f.commitment, sections, words), f) for f in findings if f.counted)
    groups = tuple(group(title, own) for title, own in _runs(headed))
    return groups, tuple(_row(f, number, places, words) for f in findings if not f.counted)


def _heading(commitment: Commitment, sections: Sections, words: Wording) -> tuple[str, str]:
    section = sections.heading(commitment.section)
    return (section.id, sections.title(section.id)) if section else ("", words("word.unsectioned"))


def _runs(headed: Iterable[tuple[tuple[str, str], T]]) -> list[tuple[str, list[T]]]:
    runs: dict[str, tuple[str, list[T]]] = {}
    for (key, title), item in headed:
        runs.setdefault(key, (title, []))[1].append(item)
    return list(runs.values())


def _row(finding: Finding, number: dict[str, int], places: Places, words: Wording) -> Row:
    commitment, judgement, renewed = finding.commitment, finding.judgement, finding.renewed
    note = words("label.exceeded") if finding.exceeded else ""
    confidence = as_percent(judgement.confidence, words)
    changed = finding.verdict is not judgement.verdict
    notes = [] if changed else [confidence]  # it is of the machine's verdict
    if finding.needs_review:
        notes.append(words("audit.review_mark"))
    if renewed:
        notes.append(words("label.renewed"))
    decision = decision_words(finding, number, words)
    if decision:
        notes.append(decision)
    picked = tuple(places.cite(quote, words("decision.picked")) for quote in finding.picked)
    found = tuple(_outcome(e, number, places, words) for e in finding.evidence)
    return Row(
        number=number[commitment.id],
        id=commitment.id,
        text=promise(commitment, words),
        chain=_chain_text(finding, words),
        outcomes=(*picked, *found) or (_nothing(finding, words),),
        verdict=finding.verdict,
        verdict_label=_marked(finding.verdict, words, note),
        review=finding.needs_review,
        notes=tuple(notes),
        reason=words.reason(judgement),
        confidence=confidence,
        renewed=places.cite(renewed) if renewed else "",
        runner_up=_runner_up(finding, places, words),
        decision=decision,
        note=join_lines(finding.decision.note) if finding.decision else "",
    )


def _chain_text(finding: Finding, words: Wording) -> str:
    """Return last year's actual -> target -> actual, empty when a finding has no numbers."""
    chain, none = finding.chain, words("word.none")
    if not (chain.last_actual or chain.target or chain.actual):
        return ""
    steps = (figure(join_lines(step), words) or none for step in (chain.last_actual, chain.target, chain.actual))
    return f" {words('word.to')} ".join(steps)


def _outcome(evidence: Evidence, number: dict[str, int], places: Places, words: Wording) -> str:
    """Return a quote with its place, and the numbers of the other commitments that rest on it."""
    others = words("word.join").join(str(number.get(key, key)) for key in evidence.shared_with)
    return places.cite(evidence.quote, words("quote.shared", numbers=others) if others else "")


def _nothing(finding: Finding, words: Wording) -> str:
    if finding.verdict is not Verdict.DROPPED:
        return words("word.none")
    return words("audit.only_again" if finding.renewed else "audit.no_mention")


def _runner_up(finding: Finding, places: Places, words: Wording) -> str:
    closest = finding.runner_up
    if closest is None or closest.score < NEAR:
        return words("audit.no_runner_up")
    return places.cite(closest.quote, words("audit.match", rate=as_percent(closest.score, words)))


def _new_remarks(comparison: Comparison, words: Wording) -> Iterable[str]:
    checkable = sum(map(is_checkable, comparison.new_commitments))
    directional = len(comparison.new_commitments) - checkable
    yield words("audit.new_all", n=checkable) if checkable else words("audit.no_new")
    if directional:
        yield words("audit.new_directional", n=directional)


def _new_groups(comparison: Comparison, places: Places, words: Wording) -> tuple[NewGroup, ...]:
    sections = Sections(comparison.new, words)
    number = numbers(comparison.new_commitments)
    headed = (
        (
            _heading(c, sections, words),
            NewRow(number[c.id], promise(c, words), places.number(c.quote)),
        )
        for c in in_order(comparison.new_commitments)
        if is_checkable(c)
    )
    return tuple(NewGroup(title, tuple(rows)) for title, rows in _runs(headed))


def _guide(words: Wording, *reports: Places) -> tuple[tuple[str, str], ...]:
    verdicts = ((_marked(v, words), words(f"guide.{v.value}")) for v in Verdict)
    others = ("exceeded", "renewed", "review", "confidence", "quotes", "shared", "machine")
    units = {places.unit for places in reports}
    notes = [words(f"guide.by_{unit}") for unit in ("paragraph", "page") if unit in units]
    places = words("word.semicolon").join(notes)
    return (*verdicts, *((words(f"label.{name}"), words(f"guide.{name}", places=places)) for name in others))
