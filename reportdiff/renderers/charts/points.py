"""What charts show: counts, and figures in percent of their target."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from decimal import Decimal

from reportdiff.languages.base import Number
from reportdiff.languages.registry import get_language
from reportdiff.model import Bound, Comparison, Direction, Finding, Target, Verdict
from reportdiff.renderers.figures import figure
from reportdiff.renderers.phrases import promise, shorten
from reportdiff.renderers.summary import is_checkable, numbers
from reportdiff.renderers.view import Audit
from reportdiff.renderers.wording import Wording, join_lines

__all__ = ["Bar", "Dots", "bars", "dots"]

_LONGEST_LABEL = 26

Find = Callable[[str], tuple[Number, ...]]


@dataclass(frozen=True, slots=True)
class Bar:
    """How many commitments of one section have which verdict, in the order of `Verdict`."""

    label: str
    counts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Dots:
    """The figures of one commitment in percent of its target, which is 100.

    `upper` is the upper end of a target range; a figure that a report does not give is None.
    """

    label: str
    actual: float
    upper: float | None
    last: float | None
    following: float | None
    verdict: Verdict
    told: str  # the figures as the reports give them

    def values(self) -> list[float]:
        """Return all percentages that are known."""
        return [v for v in (self.actual, self.upper, self.last, self.following) if v is not None]


def bars(view: Audit, words: Wording) -> tuple[Bar, ...]:
    """Return the counts of each section that makes checkable commitments, in the order of the report."""
    return tuple(
        Bar(
            shorten(group.title, _LONGEST_LABEL, words),
            tuple(sum(row.verdict is verdict for row in group.rows) for verdict in Verdict),
        )
        for group in view.groups
    )


def dots(comparison: Comparison, words: Wording) -> tuple[tuple[Dots, ...], int]:
    """Return the commitments whose target and actual can be compared, and how many with a target cannot.

    They can where both are numbers of one family of units (公里 and 米), as the language pack of the report reads them,
    and the target is not 0.
    """
    find = get_language(comparison.old.language).quantities.find
    number = numbers(f.commitment for f in comparison.findings)
    wanted = sorted(
        (f for f in comparison.findings if f.counted and is_checkable(f.commitment) and f.commitment.targets),
        key=lambda f: (f.commitment.quote.start, f.commitment.quote.end),
    )
    found = [_dots(finding, number, find, words) for finding in wanted]
    shown = tuple(item for item in found if item is not None)
    return shown, len(found) - len(shown)


def _dots(finding: Finding, number: dict[str, int], find: Find, words: Wording) -> Dots | None:
    target, chain = finding.commitment.targets[0], finding.chain
    actual = _share(chain.actual, target, find)
    if actual is None:
        return None
    text = shorten(promise(finding.commitment, words), _LONGEST_LABEL, words)
    return Dots(
        label=words("plot.label", number=number[finding.commitment.id], text=text),
        actual=actual,
        upper=_percent(target.upper, target.value) if target.upper is not None else None,
        last=_share(chain.last_actual, target, find),
        following=_share(chain.next_target, target, find),
        verdict=finding.verdict,
        told=words("plot.told", **{name: _told(getattr(chain, name), words) for name in ("actual", "target")}),
    )


def _told(step: str, words: Wording) -> str:
    return figure(join_lines(step), words)


def _share(text: str, target: Target, find: Find) -> float | None:
    """Return a figure of the chain in percent of the target; None where the two are not comparable."""
    found = find(join_lines(text))
    if len(found) != 1 or found[0].family != target.family or found[0].amount.is_nan():
        return None
    amount = found[0].amount
    fell = text.strip().startswith(("-", "−"))
    if fell and (target.direction is not Direction.DECREASE or target.bound is Bound.AT_MOST):
        amount = -amount  # a fall where a rise was promised
    return _percent(amount, target.amount)


def _percent(amount: Decimal, of: Decimal) -> float | None:
    return float(amount / of * 100) if of else None
