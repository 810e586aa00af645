"""Report to claims: commitments from the plan parts, outcomes from the parts that account for the past year."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from reportdiff.errors import StructureError
from reportdiff.identity import stable_ids
from reportdiff.languages.base import Clause, Language, Number
from reportdiff.model import (
    Bound,
    Commitment,
    Direction,
    Kind,
    Measure,
    Outcome,
    Quantity,
    Report,
    Role,
    Section,
    SourceText,
    Target,
)
from reportdiff.quantities import find_quantities, targets_of

__all__ = ["Sentence", "find_commitments", "find_outcomes", "sentences"]

_LONGEST_EVIDENCE = 110  # characters of a quote that still can be taken in at a glance
_LONGEST_LEAD = 400  # characters before a clause that tell how checkable it is
_LONGEST_SENTENCE = 1_000  # characters; the longest of twenty real reports has 426
_MOST_COMMITMENTS = 3_000  # ten times as many as long reports have


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a section, with its clauses; `start` is an index into the reading text."""

    section: Section
    start: int
    text: str
    clauses: tuple[Clause, ...]

    def words(self, clause: Clause) -> str:
        """Return the words of one of its clauses."""
        return self.text[clause.start : clause.end]

    def checkable_parts(self, clause: Clause, language: Language) -> tuple[str, str, str, tuple[Number, ...]]:
        """Return what tells how checkable a clause is: its words, the verb it shares, the words before, its numbers."""
        words = self.words(clause)
        shared = "" if clause.head != clause.start else clause.shared
        before = self.text[max(0, clause.start - _LONGEST_LEAD) : clause.start]
        return words, shared, before, language.quantities.find(words)


def sentences(report: Report, language: Language, roles: Iterable[Role]) -> Iterator[Sentence]:
    """Yield the sentences of the parts with one of `roles`, in reading order.

    Headings of levels 1 and 2 are left out; a run-in topic sentence is a sentence like any other.
    """
    wanted = frozenset(roles)
    source = report.source
    for index, section in enumerate(report.sections):
        if section.role not in wanted:
            continue
        following = report.sections[index + 1].start if index + 1 < len(report.sections) else section.end
        start = source.to_reading(section.start if section.level == 3 else section.body)
        end = source.to_reading(min(section.end, following))
        yield from _cut_sentences(source.reading, start, end, section, language)


def _cut_sentences(reading: str, start: int, end: int, section: Section, language: Language) -> Iterator[Sentence]:
    at = start
    for match in language.claims.sentence_break.finditer(reading, start, end):
        yield from _within_measure(reading, at, match.start(), section, language)
        at = match.end()
    yield from _within_measure(reading, at, end, section, language)


def _within_measure(reading: str, start: int, end: int, section: Section, language: Language) -> Iterator[Sentence]:
    """Yield a sentence, cut at its commas where it is far longer than any that a person writes."""
    while start < end:
        stop = end
        if end - start > _LONGEST_SENTENCE:
            breaks = language.claims.clause_break.finditer(reading, start, start + _LONGEST_SENTENCE)
            stop = max((match.end() for match in breaks), default=start + _LONGEST_SENTENCE)
        text = reading[start:stop]
        yield Sentence(section, start, text, language.claims.clauses(text))
        start = stop


def find_commitments(
    report: Report, language: Language, *, threshold: float, directional: bool = True
) -> tuple[Commitment, ...]:
    """Find what the plan parts of a report promise.

    Parameters
    ----------
    report : Report
        With its outline.
    language : Language
        The language pack.
    threshold : float
        How likely (0 to 1) a clause must be to be on an auditor's checklist to count as checkable.
    directional : bool
        Return those below the threshold too.

    Returns
    -------
    tuple of Commitment
        In reading order; those below the threshold are of kind ``directional``.

    Raises
    ------
    StructureError
        There are more than any one report has.
    """
    promises: list[tuple[Sentence, list[Clause], float]] = []
    found = sentences(report, language, (Role.PLAN,))
    for sentence, looking_back in _looking_back(found, report.source.reading, language):
        if looking_back:
            continue
        for clauses, chance in _promises(sentence, language, threshold):
            if len(promises) == _MOST_COMMITMENTS:
                raise StructureError(
                    f"{report.source.name}: it promises more than {_MOST_COMMITMENTS:,} things, far more than one "
                    "annual report does; check that it is one report and give each report a file of its own"
                )
            promises.append((sentence, clauses, chance))
    words = [_words_of(sentence, clauses) for sentence, clauses, _ in promises]
    ids = stable_ids(
        context + sentence.text[start:end]
        for (sentence, *_), (start, end, context) in zip(promises, words, strict=True)
    )
    return tuple(
        _commitment(identifier, *promise, span, threshold, report.source, language)
        for identifier, promise, span in zip(ids, promises, words, strict=True)
        if directional or promise[2] >= threshold
    )


def _words_of(sentence: Sentence, clauses: Sequence[Clause]) -> tuple[int, int, str]:
    """Return where the words of a promise start and end in its sentence, and those it needs to be understood alone."""
    first, last = clauses[0], clauses[-1]
    start, end = (first.head if first.stock else first.start), last.end
    if end - start > _LONGEST_EVIDENCE:
        start = first.start
    return start, end, first.shared if first.head == first.start else sentence.text[first.head : first.start]


def _looking_back(found: Iterable[Sentence], reading: str, language: Language) -> Iterator[tuple[Sentence, bool]]:
    """Tell of each sentence of a plan whether it looks back: 过去一年 does to the end of its paragraph."""
    looking_back, last_end = False, 0
    for sentence in found:
        same = looking_back and "\n" not in reading[last_end : sentence.start]
        looking_back = bool(language.claims.past_lead.match(sentence.text)) or (
            same and not language.claims.future_lead.search(sentence.text)
        )
        last_end = sentence.start + len(sentence.text)
        yield sentence, looking_back


def _promises(sentence: Sentence, language: Language, threshold: float) -> Iterator[tuple[list[Clause], float]]:
    """Yield the promises of a sentence: a clause with those that join it, and how checkable it is."""
    current: list[Clause] = []
    chance = 0.0
    for clause in sentence.clauses:
        if clause.joins and current and chance >= threshold and _spread(current, clause) <= _LONGEST_EVIDENCE:
            current.append(clause)
            continue
        if current:
            yield current, chance
        chance = language.claims.checkable(*sentence.checkable_parts(clause, language))
        current = [clause] if chance >= threshold or language.claims.aims(sentence.words(clause)) else []
    if current:
        yield current, chance


def _spread(current: Sequence[Clause], clause: Clause) -> int:
    return clause.end - current[0].start


def _commitment(
    identifier: str,
    sentence: Sentence,
    clauses: Sequence[Clause],
    chance: float,
    words: tuple[int, int, str],
    threshold: float,
    source: SourceText,
    language: Language,
) -> Commitment:
    start, end, context = words
    quantities: list[Quantity] = []
    targets: list[Target] = []
    for clause in clauses:
        found = find_quantities(sentence.text, clause, sentence.start, source, language)
        quantities.extend(quantity for quantity, _ in found)
        for quantity, number in found:
            if language.quantities.counted(number) and quantity.measure is not Measure.BASE:
                targets.extend(targets_of(quantity, language.quantities.subjects(sentence.words(clause))))
    plain = sentence.text[start:end]
    checkable = Kind.QUANTIFIED if targets else Kind.DELIVERABLE
    kind = Kind.DIRECTIONAL if chance < threshold else checkable
    return Commitment(
        id=identifier,
        quote=source.quote(sentence.start + start, sentence.start + end),
        plain=plain,
        context=context,
        section=sentence.section.id,
        role=sentence.section.role,
        quantities=tuple(quantities),
        stage=language.progress.promised(plain if clauses[0].stock else context + plain),
        kind=kind,
        targets=tuple(targets) if kind is Kind.QUANTIFIED else (),
        checkable=round(chance, 4),
    )


def find_outcomes(report: Report, language: Language) -> tuple[Outcome, ...]:
    """Find what a report says was done or reached: every clause of its review and its account of difficulties.

    Clauses of the plan are taken only where they look back (过去一年) or state a past figure (由320元提高到380元),
    which then is the outcome.

    Returns
    -------
    tuple of Outcome
        In reading order. A quote holds the clause, the words it needs to be understood alone, and the clauses that end
        what it tells (not done, the rest under way).
    """
    out: list[Outcome] = []
    found = sentences(report, language, (Role.REVIEW, Role.PROBLEMS, Role.PLAN, Role.OPENING))
    for sentence, looking_back in _looking_back(found, report.source.reading, language):
        planned = sentence.section.role in (Role.PLAN, Role.OPENING) and not looking_back
        for index in range(len(sentence.clauses)):
            clause = sentence.clauses[index]
            if planned and not language.claims.past_in_plan.search(sentence.words(clause)):
                continue
            outcome = _outcome(f"o{len(out) + 1}", sentence, index, planned, report.source, language)
            if not out or not _told(out[-1], outcome, sentence.words(clause), language):
                out.append(outcome)
        if not planned:
            for whole in dict.fromkeys(clause.whole for clause in sentence.clauses if clause.whole):
                out.append(_listing(f"o{len(out) + 1}", sentence, whole, report.source, language))
    return tuple(out)


def _told(before: Outcome, outcome: Outcome, words: str, language: Language) -> bool:
    """Tell whether the story of the clause before has told this one: the same words, or its end without a subject."""
    a, b = before.quote, outcome.quote
    if (a.start, a.end) == (b.start, b.end):
        return True
    inside = a.start <= b.start and b.end <= a.end
    return inside and not outcome.quantities and bool(language.claims.continues_story.match(words))


def _listing(
    identifier: str, sentence: Sentence, whole: tuple[int, int], source: SourceText, language: Language
) -> Outcome:
    """Make one outcome of all items of a list, for promises that several of them answer together."""
    start, end = whole
    items = [c for c in sentence.clauses if c.whole == whole]
    last = sentence.clauses.index(items[-1])
    while last + 1 < len(sentence.clauses) and _ends_story(sentence, last + 1, start, language):
        last += 1
        end = sentence.clauses[last].end
    parts = [c for c in sentence.clauses if start <= c.start and c.end <= end]
    plain = sentence.text[start:end]
    return Outcome(
        id=identifier,
        quote=source.quote(sentence.start + start, sentence.start + end),
        plain=plain,
        context="",
        section=sentence.section.id,
        role=sentence.section.role,
        quantities=tuple(
            q for c in parts for q, _ in find_quantities(sentence.text, c, sentence.start, source, language)
        ),
        stage=language.progress.stage(plain),
        denied=bool(language.progress.denied(plain)),
    )


def _outcome(
    identifier: str, sentence: Sentence, index: int, planned: bool, source: SourceText, language: Language
) -> Outcome:
    clauses = sentence.clauses
    clause = clauses[index]
    start, last = clause.head, index
    if clause.end - start > _LONGEST_EVIDENCE:
        start = clause.start
    if not planned:
        while last + 1 < len(clauses) and _ends_story(sentence, last + 1, start, language):
            last += 1
    end = clauses[last].end
    quantities: list[Quantity] = []
    for position in range(index, last + 1):
        quantities.extend(
            q for q, _ in find_quantities(sentence.text, clauses[position], sentence.start, source, language)
        )
    if planned:
        quantities = [_as_level(q) for q in quantities if q.measure is Measure.BASE]
    plain = sentence.text[start:end]
    return Outcome(
        id=identifier,
        quote=source.quote(sentence.start + start, sentence.start + end),
        plain=plain,
        context=clause.shared if clause.head == clause.start else "",
        section=sentence.section.id,
        role=sentence.section.role,
        quantities=tuple(quantities),
        stage=language.progress.stage(plain),
        denied=bool(language.progress.denied(plain)),
    )


def _ends_story(sentence: Sentence, position: int, start: int, language: Language) -> bool:
    clause = sentence.clauses[position]
    if clause.end - start > _LONGEST_EVIDENCE:
        return False
    words = sentence.words(clause)
    if language.claims.continues_story.match(words):
        return True
    told = sentence.text[start : sentence.clauses[position - 1].end]
    if language.claims.may_continue.match(words) and _same_thing(told, words, language):
        return True
    if language.claims.limited.search(told) and language.progress.denied(words):
        return True
    # A cause between a subject and what became of it: X，因……，没有……
    following = sentence.clauses[position + 1] if position + 1 < len(sentence.clauses) else None
    return (
        bool(language.claims.cause.match(words))
        and following is not None
        and following.end - start <= _LONGEST_EVIDENCE
        and _follows(told, sentence.words(following), language)
    )


def _follows(told: str, words: str, language: Language) -> bool:
    if language.claims.continues_story.match(words):
        return True
    return bool(language.claims.may_continue.match(words)) and _same_thing(told, words, language)


def _same_thing(told: str, words: str, language: Language) -> bool:
    """Tell whether two clauses share a word."""
    key = language.matching.key
    a, b = key(told), key(words)
    return any(a[i : i + 2] in b for i in range(len(a) - 1))


def _as_level(quantity: Quantity) -> Quantity:
    return replace(quantity, bound=Bound.EXACTLY, measure=Measure.LEVEL, direction=Direction.LEVEL)
