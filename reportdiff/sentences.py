"""Sections to sentences with their clauses, and the time that a sentence speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from reportdiff.languages.base import Clause, ClauseWords, Language
from reportdiff.model import Report, Role, Section

__all__ = ["Sentence", "looking_back", "over_years", "sentences"]

_LONGEST_LEAD = 400  # characters before a clause that tell how checkable it is
_LIST_GOES_ON = "；;"  # after these the list that a colon opened goes on
_COLON = re.compile("[：:]")
_LONGEST_SENTENCE = 1_000  # characters; the longest of twenty real reports has 426


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a section, with its clauses; `start` is an index into the reading text.

    `opening` holds the words that open the list of which it is an item (今年的主要目标是：), "" for none.
    """

    section: Section
    start: int
    text: str
    clauses: tuple[Clause, ...]
    opening: str = ""

    def words(self, clause: Clause) -> str:
        """Return the words of one of its clauses."""
        return self.text[clause.start : clause.end]

    def clause_words(self, clause: Clause, language: Language) -> ClauseWords:
        """Return what tells how checkable a clause is."""
        words = self.words(clause)
        shared = "" if clause.head != clause.start else clause.shared
        before = (self.opening + self.text[: clause.start])[-_LONGEST_LEAD:]
        return ClauseWords(words, shared, before, language.quantities.find(words), self.text)


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
    at, opening = start, ""
    for match in language.claims.sentence_break.finditer(reading, start, end):
        yield from _within_measure(reading, at, match.start(), opening, section, language)
        colon = _COLON.search(reading, at, match.start())
        last = reading[at : match.end()].rstrip()[-1:]  # "" of an empty line, which ends no list
        if last not in _LIST_GOES_ON + "：:":
            opening = ""
        elif colon:
            opening = reading[at : colon.end()]
        at = match.end()
    yield from _within_measure(reading, at, end, opening, section, language)


def _within_measure(
    reading: str, start: int, end: int, opening: str, section: Section, language: Language
) -> Iterator[Sentence]:
    """Yield a sentence, cut at its commas where it is far longer than any that a person writes."""
    while start < end:
        stop = end
        if end - start > _LONGEST_SENTENCE:
            breaks = language.claims.clause_break.finditer(reading, start, start + _LONGEST_SENTENCE)
            stop = max((match.end() for match in breaks), default=start + _LONGEST_SENTENCE)
        text = reading[start:stop]
        yield Sentence(section, start, text, language.claims.clauses(text), opening)
        start = stop


def looking_back(found: Iterable[Sentence], reading: str, language: Language) -> Iterator[tuple[Sentence, bool]]:
    """Tell of each sentence of a plan whether it looks back: 过去一年 does to the end of its paragraph."""
    backward, last_end = False, 0
    for sentence in found:
        same = backward and "\n" not in reading[last_end : sentence.start]
        backward = bool(language.claims.past_lead.match(sentence.text)) or (
            same and not language.claims.future_lead.search(sentence.text)
        )
        last_end = sentence.start + len(sentence.text)
        yield sentence, backward


def over_years(found: Iterable[Sentence], report: Report, language: Language) -> Iterator[tuple[Sentence, bool]]:
    """Tell of each sentence whether it sums up several years.

    Those of a review of several years do, and those of a paragraph from 五年来 on, but none that names its year.
    """
    long_parts = _parts_of_several_years(report, language)
    several, last_end = False, 0
    for sentence in found:
        if "\n" in report.source.reading[last_end : sentence.start]:
            several = False
        several = several or bool(language.claims.several_years.search(sentence.text))
        in_long_part = sentence.section.id in long_parts
        yield sentence, (several or in_long_part) and not language.claims.one_year.search(sentence.text)
        last_end = sentence.start + len(sentence.text)


def _parts_of_several_years(report: Report, language: Language) -> frozenset[str]:
    """Return the sections of a review whose title says that it is one of several years, and those under them."""
    found: set[str] = set()
    for section in report.sections:  # parents come first
        named = section.role is Role.REVIEW and bool(language.outline.several_years.search(section.title))
        if named or (section.parent in found and section.role is Role.REVIEW):
            found.add(section.id)
    return frozenset(found)
