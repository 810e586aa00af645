"""What a language pack must give: small frozen rule sets, made of data and of pure functions.

Stages see this module and never a pack of one language. Patterns and functions work on the reading form of a text
(see :class:`reportdiff.model.SourceText`), in which widths are made alike and soft line breaks joined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from re import Pattern
from typing import TYPE_CHECKING, NamedTuple

from reportdiff.model import Bound, Direction, Measure, Role

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = [
    "ClaimRules",
    "Clause",
    "ClauseWords",
    "HeadingStyle",
    "Language",
    "LayoutRules",
    "MatchRules",
    "Number",
    "OutlineRules",
    "ProgressRules",
    "QuantityRules",
    "Unit",
]


@dataclass(frozen=True, slots=True)
class LayoutRules:
    """How the lines of a file are read.

    `normalise` maps one character of a text with its neighbours to the character it is read as ("" drops it);
    `same_script` makes a whole text's script alike without changing its length.
    """

    same_script: Callable[[str], str]
    as_it_is: Pattern[str]  # characters that `normalise` leaves as they are, to pass over quickly
    normalise: Callable[[str, str, str], str]
    sentence_end: str
    mid_sentence_end: str  # a line that ends so goes on in the next, whatever stands between
    mid_sentence_start: str
    heading: Pattern[str]
    numbering_only: Pattern[str]
    furniture_line: Pattern[str]
    page_number: Pattern[str]
    tail_start: Pattern[str]  # a line that begins what no report contains (licence, related links)
    greeting: Pattern[str]
    joins_words: bool  # words are written without spaces between


@dataclass(frozen=True, slots=True)
class HeadingStyle:
    """One way of numbering headings, such as 一、 or （一）."""

    name: str
    pattern: Pattern[str]


@dataclass(frozen=True, slots=True)
class OutlineRules:
    """How headings look and what tells the role of a part."""

    styles: tuple[HeadingStyle, ...]
    greeting: Pattern[str]
    part_title: Pattern[str]  # an unnumbered heading of a big part
    role_words: tuple[tuple[Role, Pattern[str]], ...]  # for titles of parts, first match wins
    several_years: Pattern[str]  # a title of a review of more than a year
    task_words: Pattern[str]  # a title of a first part with one of these is a plan even so
    problems: Pattern[str]  # a sentence that opens an account of difficulties
    goals: Pattern[str]  # a sentence that opens the year's targets
    plan_lead: Pattern[str]  # a sentence that turns from the past to the coming year
    topic: Pattern[str]  # a run-in topic sentence
    topic_longest: int
    trailing: str
    title: Pattern[str]
    year: tuple[Pattern[str], ...]
    place: tuple[Pattern[str], ...]


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit of measurement or a classifier: its family and how many base units of it it is."""

    family: str
    factor: Decimal


@dataclass(frozen=True, slots=True)
class Number:
    """A number as found in a reading text, before it is known what it measures."""

    start: int
    end: int
    value: Decimal
    upper: Decimal | None
    unit: str
    family: str
    amount: Decimal
    bound: Bound | None
    spelled: bool  # in words, not in digits
    unit_spans: tuple[tuple[int, int], ...]  # where the pieces of the unit stand: 万 and 人 of 13万余人


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """How numbers are found and what they measure."""

    find: Callable[[str], tuple[Number, ...]]
    measure: Callable[[str, Number], tuple[Measure, Direction, Bound]]
    metric: Callable[[str, Number], str]
    lower_is_better: Callable[[str], bool]
    counted: Callable[[Number], bool]
    comparable: Callable[[str, str, str, str], float]  # unit, other unit, family, other family
    head: Callable[[str], str]  # the part of a metric that tells it from others
    subjects: Callable[[str], tuple[str, ...]]  # the coordinate subjects that a clause's numbers belong to in turn
    list_glue: Pattern[str]  # what stands between the numbers of one list


@dataclass(frozen=True, slots=True)
class Clause:
    """A clause of a sentence, with offsets into it.

    `head` is where the clause starts that it goes on about (its own `start` when it stands alone); `shared` is the verb
    it shares with the one before. `joins` tells that it adds to the claim of its head (比上年增加…), `stock` that it
    is a claim of its own about the same thing (总数达到…).
    """

    start: int
    end: int
    head: int
    shared: str = ""
    joins: bool = False
    stock: bool = False
    whole: tuple[int, int] | None = None  # the clause between commas that it is one item of, None when it is all of it


class ClauseWords(NamedTuple):
    """What tells how checkable a clause is: its words, the verb it shares ("" for none), the words of its sentence
    before it, its numbers, and its sentence."""

    text: str
    shared: str
    before: str
    numbers: tuple[Number, ...]
    sentence: str


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """How sentences fall into claims and how checkable a claim is."""

    sentence_break: Pattern[str]
    clause_break: Pattern[str]
    clauses: Callable[[str], tuple[Clause, ...]]
    checkable: Callable[[Sequence[ClauseWords]], list[float]]  # the probability that an auditor would list each clause
    aims: Callable[[str], bool]  # a clause that promises to do something at all
    leans: Callable[[str], bool]  # a clause that names nothing that it is about
    leads_to: Callable[[ClauseWords, ClauseWords], float]  # the probability that a clause and the next are one promise
    continues_story: Pattern[
        str
    ]  # a clause of a review that ends what the one before tells (not done, the rest under way)
    may_continue: Pattern[str]  # one that does so when it speaks of the same thing
    limited: Pattern[str]  # words that say that only a part was done: what follows tells of the rest
    cause: Pattern[str]  # a clause that only gives the cause of what follows
    past_in_plan: Pattern[str]  # a clause of a plan that states a past figure
    past_lead: Pattern[str]  # how a sentence of a plan begins that looks back
    future_lead: Pattern[str]  # a sentence that looks ahead again
    several_years: Pattern[str]  # a sentence that sums up several years, and what follows it in its paragraph
    one_year: Pattern[str]  # a sentence that names its year
    dated: Pattern[str]  # a clause that begins with the `year` by which something is to be done


@dataclass(frozen=True, slots=True)
class ProgressRules:
    """The ladder of progress and the words that tell a failure or say nothing.

    `stage` gives the place on `ladder` of a reported text and `promised` that of a promise, "" for none.
    The patterns find the deciding words.
    """

    ladder: tuple[str, ...]
    stage: Callable[[str], str]
    promised: Callable[[str], str]
    denied: Callable[[str], str]  # the word that says it did not happen, "" for none
    under_way: Pattern[str]
    begun: Pattern[str]
    awaited: Pattern[str]  # what is only waited for, and so is not begun
    preparing: Pattern[str]
    short_of_done: Pattern[str]
    basically: Pattern[str]
    praise: Pattern[str]
    empty: Pattern[str]  # set phrases that leave open whether the thing was done, whatever verb stands in them
    said_reached: Pattern[str]
    parts: Callable[[str], tuple[str, ...]]  # the named parts of a promise
    listed: Callable[[str], tuple[str, ...]]  # the things that a reported text names one by one
    versus_target: Callable[[str], int]  # 1 when a text gives a figure as so much above the target, -1 below, 0 not
    totals_up: Pattern[str]  # a text that gives the parts of one number
    and_others: Pattern[str]  # a list that is said to be longer than what it names


@dataclass(frozen=True, slots=True)
class MatchRules:
    """The match key: what of a claim's words counts when it is looked for in another report."""

    key: Callable[[str], str]
    names: Callable[[str], frozenset[str]]
    verb_class: Callable[[str], str]
    contrasts: Callable[[str, str], float]  # how far two texts name different members of one family (0 to 1)
    object_end: Callable[[str], str]  # the last word of what a promise is about
    gram_sizes: tuple[int, ...]
    evidence: Callable[[Sequence[Mapping[str, float]]], list[float]]  # the probability that each candidate is evidence
    renewal: Mapping[str, float]  # of the logistic model of a promise being made again
    confidence: Mapping[str, float]  # of the logistic model of verdicts being right
    # a vector of length 1 for each text: promises are near to what tells their outcomes
    accounts: Callable[[Sequence[str]], NDArray[np.float32]] | None = None


@dataclass(frozen=True, slots=True)
class Language:
    """A language pack."""

    code: str
    name: str
    recognise: Callable[[str], float]
    layout: LayoutRules
    outline: OutlineRules
    quantities: QuantityRules
    claims: ClaimRules
    progress: ProgressRules
    matching: MatchRules
