"""The closed sets of terms: what a part of a report is for, how checkable a commitment is, the verdicts."""

from __future__ import annotations

from enum import StrEnum

__all__ = [
    "Bound",
    "Direction",
    "Kind",
    "Measure",
    "Relation",
    "Role",
    "SectionStatus",
    "Verdict",
]


class Role(StrEnum):
    """What a part of a report is for."""

    OPENING = "opening"
    REVIEW = "review"
    PROBLEMS = "problems"
    PLAN = "plan"
    OUTLOOK = "outlook"
    CLOSING = "closing"


class Kind(StrEnum):
    """How checkable a commitment is."""

    QUANTIFIED = "quantified"
    DELIVERABLE = "deliverable"
    DIRECTIONAL = "directional"


class Bound(StrEnum):
    """Which side of a number counts as reaching it."""

    AT_LEAST = ">="
    AT_MOST = "<="
    ABOUT = "~"
    EXACTLY = "="
    BETWEEN = "between"


class Direction(StrEnum):
    """Whether a number states a rise, a fall or a level."""

    INCREASE = "increase"
    DECREASE = "decrease"
    LEVEL = "level"


class Measure(StrEnum):
    """What a number measures of its subject."""

    LEVEL = "level"  # the state at a time, or a sum over the year
    RATE = "rate"  # change relative to the year before
    CHANGE = "change"  # change in units: "41 more than last year"
    ADDED = "added"  # newly made, opened, started within the year
    TOTAL = "total"  # the stock after it
    CUMULATIVE = "cumulative"  # over several years
    BASE = "base"  # where a change started from: "from 286"


class Verdict(StrEnum):
    """What became of a commitment."""

    MET = "met"
    PARTIAL = "partial"
    MISSED = "missed"
    UNCLEAR = "unclear"
    DROPPED = "dropped"


class Relation(StrEnum):
    """How a section of the new report relates to one of the old report's plan."""

    CONTINUES = "continues"  # old plan -> new plan
    ANSWERS = "answers"  # old plan -> new review


class SectionStatus(StrEnum):
    """What became of a section."""

    KEPT = "kept"
    RENAMED = "renamed"
    SPLIT = "split"
    MERGED = "merged"
    ADDED = "added"
    REMOVED = "removed"
