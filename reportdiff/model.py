"""The values that flow through the pipeline: frozen dataclasses over the enums of `terms`, standard library only.

Every ``start`` and ``end`` is a character offset into ``SourceText.text``, half open, so that
``source.text[start:end]`` is the quote. For text inputs that is the decoded file as it is on disk
(without a byte order mark, line ends untouched).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal

from reportdiff.source import Caution, Quote, SourceText
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
    it) what matching works on. `around` holds some words before and after it. `stage` is the place on the ladder of
    progress (``""`` when there is no such word), `denied` tells that it is said not to have happened.
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
    around: str = field(default="", compare=False, repr=False, kw_only=True)  # not kept in JSON


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
