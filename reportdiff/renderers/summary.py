"""What is counted: verdicts, kinds and rates of a comparison, and the numbers by which people call its commitments."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import TypedDict

from reportdiff.model import Commitment, Comparison, Finding, Kind, Verdict

__all__ = ["KindCount", "Summary", "count_verdicts", "in_order", "is_checkable", "numbers", "summarise"]


class KindCount(TypedDict):
    """How many commitments of one kind there are, and with which verdicts."""

    commitments: int
    verdicts: dict[str, int]


class Summary(TypedDict):
    """The counts of a comparison; `rates` are shares (0 to 1) of the checkable commitments, None if there are none.

    Verdicts are those that stand: a person's before the machine's. What a person has merged into another commitment or
    found to be none is `set_aside` and counted nowhere else.
    """

    commitments: int
    directional: int
    verdicts: dict[str, int]
    rates: dict[str, float | None]
    kinds: dict[str, KindCount]
    exceeded: int
    renewed: int
    needs_review: int
    decided: int
    set_aside: int
    new_commitments: int


def is_checkable(commitment: Commitment) -> bool:
    """Tell whether a commitment has an outcome that could be checked."""
    return commitment.kind is not Kind.DIRECTIONAL


def in_order(commitments: Iterable[Commitment]) -> list[Commitment]:
    """Return commitments in the order of their report."""
    return sorted(commitments, key=lambda c: (c.quote.start, c.quote.end))


def numbers(commitments: Iterable[Commitment]) -> dict[str, int]:
    """Return the number, 1 to n in report order, of every checkable commitment by its id."""
    return {c.id: n for n, c in enumerate(filter(is_checkable, in_order(commitments)), 1)}


def count_verdicts(findings: Iterable[Finding]) -> dict[str, int]:
    """Count the findings of each verdict, zeros included."""
    found = Counter(f.verdict for f in findings)
    return {verdict.value: found[verdict] for verdict in Verdict}


def summarise(comparison: Comparison) -> Summary:
    """Count what a comparison found and people decided; only `directional` counts what cannot be checked.

    Parameters
    ----------
    comparison : Comparison
        What to count.

    Returns
    -------
    Summary
        Counts and rates, ready for JSON.
    """
    listed = [f for f in comparison.findings if is_checkable(f.commitment)]
    checkable = [f for f in listed if f.counted]
    verdicts = count_verdicts(checkable)
    total = len(checkable)
    return {
        "commitments": total,
        "directional": len(comparison.findings) - len(listed),
        "verdicts": verdicts,
        "rates": {name: round(n / total, 4) if total else None for name, n in verdicts.items()},
        "kinds": {kind.value: _kind(checkable, kind) for kind in (Kind.QUANTIFIED, Kind.DELIVERABLE)},
        "exceeded": sum(f.exceeded for f in checkable),
        "renewed": sum(f.renewed is not None for f in checkable),
        "needs_review": sum(f.needs_review for f in checkable),
        "decided": sum(f.decided for f in listed),
        "set_aside": len(listed) - total,
        "new_commitments": sum(map(is_checkable, comparison.new_commitments)),
    }


def _kind(findings: Sequence[Finding], kind: Kind) -> KindCount:
    own = [f for f in findings if f.commitment.kind is kind]
    return {"commitments": len(own), "verdicts": count_verdicts(own)}
