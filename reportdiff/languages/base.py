"""What a language pack must give: small frozen rule sets, made of data and of pure functions.

Stages see this module and never a pack of one language. Patterns work on the reading form of a text
(see :class:`reportdiff.model.SourceText`), in which widths are made alike and soft line breaks joined.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from re import Pattern

from reportdiff.model import Bound, Direction, Measure, Role

__all__ = [
    "Action",
    "ClaimRules",
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
    normalise: Callable[[str, str, str], str]
    sentence_end: str
    mid_sentence_end: str  # a line that ends so goes on in the next, whatever stands between
    mid_sentence_start: str
    heading: Pattern[str]
    numbering_only: Pattern[str]
    furniture_line: Pattern[str]
    page_number: Pattern[str]
    tail_start: Pattern[str]  # a line that begins what no report contains (licence, related links)
    closing_line: Pattern[str]
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
    problems: Pattern[str]  # a sentence that opens an account of difficulties
    goals: Pattern[str]  # a sentence that opens the year's targets
    plan_lead: Pattern[str]  # a sentence that turns from the past to the coming year
    outlook_lead: Pattern[str]
    tasks_lead: Pattern[str]
    closing: Pattern[str]
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
    approximate: bool  # "more than", "some": the exact number is not told
    clause_start: int = 0


@dataclass(frozen=True, slots=True)
class QuantityRules:
    """How numbers are found and what they measure."""

    find: Callable[[str], tuple[Number, ...]]
    measure: Callable[[str, Number], tuple[Measure, Direction, Bound]]
    metric: Callable[[str, Number], str]
    lower_is_better: Pattern[str]
    counted: Callable[[Number], bool]


@dataclass(frozen=True, slots=True)
class Action:
    """A verb that heads a claim: its class and how it was found."""

    word: str
    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class ClaimRules:
    """How sentences fall into claims and how checkable a claim is."""

    sentence_break: Pattern[str]
    clauses: Callable[[str], tuple[tuple[int, int, str], ...]]
    trim: Callable[[str], tuple[int, int]]
    action: Callable[[str], Action | None]
    features: Callable[[str, str, tuple[Number, ...]], Mapping[str, float]]
    weights: Mapping[str, float]
    skip: Pattern[str]
    multi_year: Pattern[str]
    past_in_plan: Pattern[str]


@dataclass(frozen=True, slots=True)
class ProgressRules:
    """The ladder of progress and the words that tell a failure or say nothing."""

    stage: Callable[[str], str]
    promised_stage: Callable[[str], str]
    denied: Pattern[str]
    under_way: Pattern[str]
    basically: Pattern[str]
    praise: Pattern[str]
    said_reached: Pattern[str]
    ladder: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class MatchRules:
    """The match key: what of a claim's words counts when it is looked for in another report."""

    key: Callable[[str], str]
    names: Callable[[str], frozenset[str]]
    stop: frozenset[str]


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
