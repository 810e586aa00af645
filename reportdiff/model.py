"""The values that flow through the pipeline: frozen dataclasses over the enums of `terms`, standard library only.

Every ``start`` and ``end`` is a character offset into ``SourceText.text``, half open, so that
``source.text[start:end]`` is the quote. For text inputs that is the decoded file as it is on disk
(without a byte order mark, line ends untouched).
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from decimal import Decimal
from functools import lru_cache

from reportdiff.terms import (
    Bound,
    Direction,
    Kind,
    Measure,
    Relation,
    Role,
    SectionStatus,
    Verdict,
)

__all__ = [
    "Alignment",
    "Bound",
    "Caution",
    "Chain",
    "Checklist",
    "Claim",
    "Commitment",
    "Comparison",
    "Decision",
    "Direction",
    "Evidence",
    "Finding",
    "Judgement",
    "Kind",
    "Measure",
    "Outcome",
    "Quantity",
    "Quote",
    "Relation",
    "Report",
    "ReportInfo",
    "Role",
    "Section",
    "SectionPair",
    "SectionStatus",
    "SourceText",
    "Target",
    "Verdict",
]


@lru_cache(maxsize=4)
def _paragraph_ends(reading: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer("\n", reading))


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded report and the way it is read.

    Parameters
    ----------
    text : str
        The decoded file as it is on disk; all offsets point into it.
    name : str
        What to call it in messages: the file name, or ``"<text>"``.
    format : str
        ``"text"`` or ``"markdown"``; ``"html"``, ``"mhtml"``, ``"docx"`` or ``"pdf"``, for which `text` is what was
        extracted.
    encoding : str
        The encoding the bytes were decoded with, ``"str"``, or ``"binary"`` for files that are not text.
    reading : str
        `text` as it is read: page furniture left out, soft line breaks joined, one paragraph a line, widths and
        traditional characters made alike. Never shown to anybody.
    origin : tuple of int
        For each character of `reading`, its offset in `text`; strictly increasing.
    """

    text: str = field(repr=False)
    name: str = "<text>"
    format: str = "text"
    encoding: str = "str"
    reading: str = field(default="", repr=False)
    origin: tuple[int, ...] = field(default=(), repr=False)
    lines: tuple[int, ...] = field(default=(), repr=False)  # offset of the first character of each line of `text`
    pages: tuple[int, ...] = field(default=(), repr=False)  # the same of each page, for formats that have pages
    warnings: tuple[Caution, ...] = ()  # what could not be read

    def line_at(self, offset: int) -> int:
        """Return the line number (from 1) that holds a character offset."""
        return max(1, bisect_right(self.lines, offset))

    def page_at(self, offset: int) -> int:
        """Return the page number (from 1) that holds a character offset, 0 when the format has no pages."""
        return bisect_right(self.pages, offset)

    def paragraph_at(self, offset: int) -> int:
        """Return the number (from 1) of the paragraph, as the text is read, that holds a character offset."""
        return bisect_left(_paragraph_ends(self.reading), self.to_reading(offset)) + 1

    def to_reading(self, offset: int) -> int:
        """Return the index in `reading` of the first character at or after a source offset."""
        return bisect_left(self.origin, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the half-open `reading` span, which must not be empty."""
        return self.origin[start], self.origin[end - 1] + 1

    def quote(self, start: int, end: int) -> Quote:
        """Return the verbatim words behind the half-open `reading` span, which must not be empty."""
        return self.quote_at(*self.span(start, end))

    def quote_at(self, start: int, end: int) -> Quote:
        """Return the words of a half-open source span."""
        line, paragraph, page = self.line_at(start), self.paragraph_at(start), self.page_at(start)
        return Quote(self.text[start:end], start, end, line, paragraph, page)


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words of a report and where they stand: ``source.text[start:end] == text``.

    `line` is the line of the file, from 1; `paragraph` that of the text as it is read, which is what helps in a file
    that is one line; `page` the page of a PDF file, 0 where there are no pages.
    """

    text: str
    start: int
    end: int
    line: int
    paragraph: int = 0
    page: int = 0


@dataclass(frozen=True, slots=True)
class Section:
    """One node of the outline; `start`/`end` cover its heading and all that is under it.

    `title` is verbatim, without trailing punctuation, and begins at `start`. `level` is 1 for the big parts, 2 for
    headings and numbered items under them, 3 for run-in topic sentences.
    """

    id: str
    parent: str | None
    level: int
    title: str
    number: str
    role: Role
    start: int
    end: int
    body: int  # offset where the words under the heading begin


@dataclass(frozen=True, slots=True)
class Caution:
    """What makes a report or a pair doubtful: its name picks the words of it, and its facts fill them."""

    name: str
    facts: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Report:
    """A source with its outline. `year` is the year in which the report was given, and for which it plans."""

    source: SourceText
    sections: tuple[Section, ...]
    language: str
    title: str = ""
    place: str = ""
    year: int | None = None
    warnings: tuple[Caution, ...] = ()

    def section_at(self, offset: int) -> Section | None:
        """Return the innermost section that holds a source offset."""
        found = None
        for section in self.sections:
            if section.start <= offset < section.end:
                found = section
        return found


@dataclass(frozen=True, slots=True)
class ReportInfo:
    """What a comparison keeps of a report; its text is kept in memory, for outputs that show it, and not in JSON."""

    name: str
    title: str
    place: str
    year: int | None
    language: str
    format: str
    encoding: str
    characters: int
    lines: int
    sha256: str
    sections: tuple[Section, ...]
    pages: int = 0
    source: SourceText | None = field(default=None, compare=False, repr=False)  # None when read from JSON

    @property
    def text(self) -> str:
        """The report itself, into which the offsets of quotes point; empty when the comparison was read from JSON."""
        return self.source.text if self.source else ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its unit, as a claim states it.

    `value` and `unit` are kept as written (``1000`` and ``万人``); `amount` is the value in the base unit of `family`
    (``10000000`` of ``people``), for comparing.
    """

    value: Decimal
    unit: str
    upper: Decimal | None  # the other end of a range
    bound: Bound
    measure: Measure
    direction: Direction
    metric: str  # what is counted or measured, as in the text
    family: str
    amount: Decimal
    start: int  # source offsets of the number and unit
    end: int


@dataclass(frozen=True, slots=True)
class Target:
    """What a quantified commitment sets out to reach."""

    metric: str
    bound: Bound
    value: Decimal
    upper: Decimal | None
    unit: str
    direction: Direction
    measure: Measure
    family: str
    amount: Decimal


@dataclass(frozen=True, slots=True)
class Claim:
    """Words of a report that say one thing: a candidate commitment or outcome.

    `plain` is the reading form of `quote`, and with `context` (the subject or verb that it shares with words before
    it) what matching works on. `stage` is the place on the ladder of progress (``""`` when there is no such word),
    `denied` tells that it is said not to have happened.
    """

    id: str
    quote: Quote
    plain: str
    context: str
    section: str
    role: Role
    quantities: tuple[Quantity, ...] = ()
    stage: str = ""
    denied: bool = False


@dataclass(frozen=True, slots=True)
class Commitment(Claim):
    """A claim of a plan: what is to be done or reached."""

    kind: Kind = Kind.DIRECTIONAL
    targets: tuple[Target, ...] = ()
    checkable: float = 0.0  # probability that an auditor would put it on a checklist
    baseline: Quote | None = None  # last year's actual, from the same report's review
    baseline_value: str = ""


@dataclass(frozen=True, slots=True)
class Outcome(Claim):
    """A claim of a review (or of a plan, when it states a past figure): what was done or reached."""


@dataclass(frozen=True, slots=True)
class SectionPair:
    """One link of the section alignment; a side is None for an added or removed section."""

    relation: Relation
    old: str | None
    new: str | None
    similarity: float
    status: SectionStatus


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the new report that may report what became of a commitment.

    `score` is the probability (0 to 1) that they do; `parts` names what it is made of. `shared_with` lists the
    commitments (ids) that rest on overlapping words.
    """

    quote: Quote
    section: str
    score: float
    parts: tuple[tuple[str, float], ...] = ()
    shared_with: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Chain:
    """Last year's actual -> target -> actual -> next target, as display strings ("" where a report gives none)."""

    last_actual: str = ""
    target: str = ""
    actual: str = ""
    next_target: str = ""


@dataclass(frozen=True, slots=True)
class Judgement:
    """The verdict on one commitment, the rule that gave it and the facts that fill its reason."""

    verdict: Verdict
    rule: str
    facts: tuple[tuple[str, str], ...] = ()
    exceeded: bool = False
    confidence: float = 0.0
    needs_review: bool = True


@dataclass(frozen=True, slots=True)
class Decision:
    """What a person decided about a commitment, over what the machine said.

    `text` and `seen` are the commitment and its best evidence as the person saw them, and `machine` the verdict: they
    tell later whether the decision still is about the same thing. A verdict of None leaves the machine's as it is.
    """

    commitment: str  # its id
    text: str = ""
    verdict: Verdict | None = None
    evidence: tuple[str, ...] = ()  # words of the new report that it rests on instead, verbatim
    merged_into: str = ""  # id of the commitment that this one is a part of
    excluded: bool = False  # it is no commitment
    note: str = ""
    by: str = ""
    date: str = ""  # as the person wrote it, best YYYY-MM-DD
    seen: str | None = None  # None when it is not known
    machine: Verdict | None = None

    @property
    def decides(self) -> bool:
        """Whether it decides anything; a note alone does not, and leaves the commitment to be looked at."""
        return bool(self.verdict or self.evidence or self.merged_into or self.excluded)

    @property
    def is_blank(self) -> bool:
        """Whether it decides and notes nothing: it takes an earlier decision back."""
        return not self.decides and not self.note.strip()


@dataclass(frozen=True, slots=True)
class Finding:
    """A commitment with all that was found about it, and what a person decided.

    `judgement` and `evidence` are the machine's and stay as they were; `picked` is the evidence a person chose
    instead. `stale` tells that what was decided on has changed since.
    """

    commitment: Commitment
    judgement: Judgement
    evidence: tuple[Evidence, ...] = ()
    runner_up: Evidence | None = None  # the best candidate that was not good enough
    renewed: Quote | None = None
    chain: Chain = field(default_factory=Chain)
    decision: Decision | None = None
    picked: tuple[Quote, ...] = ()
    stale: bool = False

    @property
    def verdict(self) -> Verdict:
        """The verdict that stands: the person's where there is one, else the machine's."""
        decided = self.decision.verdict if self.decision else None
        return decided or self.judgement.verdict

    @property
    def counted(self) -> bool:
        """Whether it counts: a person may have merged it into another one or found that it is no commitment."""
        return self.decision is None or not (self.decision.excluded or self.decision.merged_into)

    @property
    def exceeded(self) -> bool:
        """Whether it was met with a number clearly better than its target."""
        return self.judgement.exceeded and self.verdict is Verdict.MET

    @property
    def needs_review(self) -> bool:
        """Whether a person should look at it: the machine doubts and nobody has decided, or things have changed."""
        return self.stale or (self.judgement.needs_review and not self.decided)

    @property
    def decided(self) -> bool:
        """Whether a person has decided about it, and not just noted something."""
        return self.decision is not None and self.decision.decides


@dataclass(frozen=True, slots=True)
class Comparison:
    """The result of comparing two consecutive reports."""

    old: ReportInfo
    new: ReportInfo
    findings: tuple[Finding, ...]
    new_commitments: tuple[Commitment, ...]
    pairs: tuple[SectionPair, ...]
    warnings: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Checklist:
    """What one report alone promises: the commitments to follow through the year."""

    report: ReportInfo
    commitments: tuple[Commitment, ...]
    warnings: tuple[Caution, ...] = ()


@dataclass(frozen=True, slots=True)
class Alignment:
    """Which sections of two reports belong together."""

    old: ReportInfo
    new: ReportInfo
    pairs: tuple[SectionPair, ...]
    warnings: tuple[Caution, ...] = ()
