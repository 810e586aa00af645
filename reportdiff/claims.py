"""Report to claims: commitments from the plan parts, outcomes from the parts that account for the past year."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import islice

from reportdiff.errors import StructureError
from reportdiff.identity import stable_ids
from reportdiff.languages.base import Clause, Language
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
    SourceText,
    Target,
)
from reportdiff.quantities import find_quantities, targets_of
from reportdiff.sentences import Sentence, looking_back, over_years, sentences

__all__ = ["find_commitments", "find_outcomes"]

_LONGEST_EVIDENCE = 110  # characters of a quote that still can be taken in at a glance
_LEADS = 0.12  # a clause that is likelier than this to be one promise with the next is read with it
_LONGEST_LEAD = 2  # times the clause that it leads to
_LONGEST_WITH_LEAD = 60  # characters of both
_AROUND = 40  # characters before and after a claim that tell what else is told there
_AT_ONCE = 1_000  # sentences; a long report has 900
_MOST_COMMITMENTS = 3_000  # ten times as many as long reports have


_Reading = Callable[[Sequence[Quantity]], tuple[Quantity, ...]]


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
    plan = looking_back(sentences(report, language, (Role.PLAN,)), report.source.reading, language)
    for sentence, chances in _with_chances((sentence for sentence, backward in plan if not backward), language):
        for clauses, chance in _promises(
            sentence, _of_this_year(sentence, chances, report, language), language, threshold
        ):
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


def _of_this_year(sentence: Sentence, chances: Sequence[float], report: Report, language: Language) -> list[float]:
    """Return the chances without those of clauses for a later year than is planned for (到2035年，建成…)."""
    out, only_dated = [], False
    for clause, chance in zip(sentence.clauses, chances, strict=True):
        words = sentence.words(clause)
        dated = language.claims.dated.match(words)
        later = bool(dated and report.year and int(dated["year"]) > report.year)
        out.append(0.0 if later or only_dated else chance)
        only_dated = later and bool(language.claims.dated.fullmatch(words))
    return out


def _words_of(sentence: Sentence, clauses: Sequence[Clause]) -> tuple[int, int, str]:
    """Return where the words of a promise start and end in its sentence, and those it needs to be understood alone."""
    first, last = clauses[0], clauses[-1]
    start, end = (first.head if first.stock else first.start), last.end
    if end - start > _LONGEST_EVIDENCE:
        start = first.start
    return start, end, first.shared if first.head == first.start else sentence.text[first.head : first.start]


def _with_chances(found: Iterator[Sentence], language: Language) -> Iterator[tuple[Sentence, list[float]]]:
    """Yield each sentence with how checkable each of its clauses is by itself; many are weighed at once."""
    while batch := list(islice(found, _AT_ONCE)):
        chances = iter(
            language.claims.checkable([s.clause_words(clause, language) for s in batch for clause in s.clauses])
        )
        for sentence in batch:
            yield sentence, list(islice(chances, len(sentence.clauses)))


def _promises(
    sentence: Sentence, chances: Sequence[float], language: Language, threshold: float
) -> Iterator[tuple[list[Clause], float]]:
    """Yield the promises of a sentence: a clause with those that join it, lean on it or lead to it, and its chance."""
    current: list[Clause] = []
    chance = 0.0
    for position, (clause, own) in enumerate(zip(sentence.clauses, chances, strict=True)):
        listed = bool(current) and chance >= threshold
        near = bool(current) and _spread(current, clause) <= _LONGEST_EVIDENCE
        if clause.joins and listed and near:
            current.append(clause)
            continue
        if near and own >= threshold and language.claims.leans(sentence.words(clause)):
            current.append(clause)
            chance = max(chance, own)
            continue
        if not listed and position and own >= threshold and _led(sentence, position, language):
            current, chance = [sentence.clauses[position - 1], clause], own
            continue
        if current:
            yield current, chance
        chance = own
        current = [clause] if chance >= threshold or language.claims.aims(sentence.words(clause)) else []
    if current:
        yield current, chance


def _led(sentence: Sentence, position: int, language: Language) -> bool:
    """Tell whether the clause before one only leads to it, so that both are one promise."""
    lead, clause = sentence.clauses[position - 1 : position + 1]
    if clause.head != clause.start or clause.end - lead.start > _LONGEST_WITH_LEAD:
        return False
    if clause.start - lead.start > _LONGEST_LEAD * (clause.end - clause.start):
        return False
    words = (sentence.clause_words(part, language) for part in (lead, clause))
    return language.claims.leads_to(*words) >= _LEADS


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
        around=_around(source, sentence.start + start, sentence.start + end),
    )


def _around(source: SourceText, start: int, end: int) -> str:
    reading = source.reading
    return f"{reading[max(0, start - _AROUND) : start]} {reading[end : end + _AROUND]}"


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
    found = [*sentences(report, language, (Role.REVIEW, Role.PROBLEMS, Role.PLAN, Role.OPENING))]
    backward = looking_back(found, report.source.reading, language)
    for (sentence, back), (_, years) in zip(backward, over_years(found, report, language), strict=True):
        planned = sentence.section.role in (Role.PLAN, Role.OPENING) and not back
        read = _planned if planned else _of_several_years if years else _as_stated
        for index in range(len(sentence.clauses)):
            clause = sentence.clauses[index]
            if planned and not language.claims.past_in_plan.search(sentence.words(clause)):
                continue
            outcome = _outcome(f"o{len(out) + 1}", sentence, index, planned, read, report.source, language)
            if not out or not _told(out[-1], outcome, sentence.words(clause), language):
                out.append(outcome)
        if not planned:
            for whole in dict.fromkeys(clause.whole for clause in sentence.clauses if clause.whole):
                out.append(_listing(f"o{len(out) + 1}", sentence, whole, read, report.source, language))
    return tuple(out)


def _told(before: Outcome, outcome: Outcome, words: str, language: Language) -> bool:
    """Tell whether the story of the clause before has told this one: the same words, or its end without a subject."""
    a, b = before.quote, outcome.quote
    if (a.start, a.end) == (b.start, b.end):
        return True
    inside = a.start <= b.start and b.end <= a.end
    return inside and not outcome.quantities and bool(language.claims.continues_story.match(words))


def _listing(
    identifier: str,
    sentence: Sentence,
    whole: tuple[int, int],
    read: _Reading,
    source: SourceText,
    language: Language,
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
        quantities=read(
            [q for c in parts for q, _ in find_quantities(sentence.text, c, sentence.start, source, language)]
        ),
        stage=language.progress.stage(plain),
        denied=bool(language.progress.denied(plain)),
        around=_around(source, sentence.start + start, sentence.start + end),
    )


def _outcome(
    identifier: str,
    sentence: Sentence,
    index: int,
    planned: bool,
    read: _Reading,
    source: SourceText,
    language: Language,
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
    plain = sentence.text[start:end]
    return Outcome(
        id=identifier,
        quote=source.quote(sentence.start + start, sentence.start + end),
        plain=plain,
        context=clause.shared if clause.head == clause.start else "",
        section=sentence.section.id,
        role=sentence.section.role,
        quantities=read(quantities),
        stage=language.progress.stage(plain),
        denied=bool(language.progress.denied(plain)),
        around=_around(source, sentence.start + start, sentence.start + end),
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


def _as_stated(quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    return tuple(quantities)


def _planned(quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return what a plan says of the past: where it starts from."""
    return tuple(
        replace(q, bound=Bound.EXACTLY, measure=Measure.LEVEL, direction=Direction.LEVEL)
        for q in quantities
        if q.measure is Measure.BASE
    )


def _of_several_years(quantities: Sequence[Quantity]) -> tuple[Quantity, ...]:
    """Return the quantities of a sentence that sums up several years: none of them is what one year added."""
    return tuple(
        replace(q, measure=Measure.CUMULATIVE) if q.measure in (Measure.ADDED, Measure.RATE, Measure.CHANGE) else q
        for q in quantities
        if q.measure is not Measure.BASE
    )
