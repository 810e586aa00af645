"""The four points of a chain as numbers, where they can be drawn on one scale."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TypedDict

from reportdiff.model import Chain
from reportdiff.renderers.figures import figure
from reportdiff.renderers.phrases import as_year
from reportdiff.renderers.wording import Wording, join_lines

__all__ = ["Step", "chain_steps"]

_VALUE = re.compile(r"[≥≤≈]? ?([+-]?\d+(?:\.\d+)?)(?:[-～](\d+(?:\.\d+)?))?(\D*)")


class Step(TypedDict):
    """One point: its label and its figure in words, and the ends of its bar, None where it cannot be drawn."""

    label: str
    text: str
    low: float | None
    high: float | None


def chain_steps(chain: Chain, year: int | None, words: Wording) -> list[Step]:
    """Return last year's actual, the target, the actual and the next target, for drawing.

    Parameters
    ----------
    chain : Chain
        The four figures.
    year : int or None
        The year that the target is for.
    words : Wording
        The words of the output.

    Returns
    -------
    list of dict
        Four steps, or none when the chain has no figure. Their numbers are given only when there are two figures or
        more and all are of one unit.

    Examples
    --------
    >>> from reportdiff.renderers.wording import wording
    >>> steps = chain_steps(Chain("520张", "≥ 600张", "470张"), 2016, wording("en"))
    >>> for step in steps:
    ...     print(step["label"], step["text"], step["high"])
    2015 actual 520张 520.0
    2016 target ≥600张 600.0
    2016 actual 470张 470.0
    2017 target — None
    """
    figures = (chain.last_actual, chain.target, chain.actual, chain.next_target)
    if not any(figures):
        return []
    labels = zip(("actual", "target", "actual", "target"), (-1, 0, 0, 1), strict=True)
    values = _values(figures)
    return [
        {
            "label": words(f"page.{name}", year=as_year(year + ahead if year is not None else None, words)),
            "text": figure(join_lines(text), words) or words("word.none"),
            "low": low,
            "high": high,
        }
        for (name, ahead), text, (low, high) in zip(labels, figures, values, strict=True)
    ]


def _values(figures: Sequence[str]) -> list[tuple[float | None, float | None]]:
    nothing: list[tuple[float | None, float | None]] = [(None, None)] * len(figures)
    found = [_VALUE.fullmatch(join_lines(text).strip()) if text else None for text in figures]
    given = [match for match in found if match]
    if len(given) < max(2, sum(map(bool, figures))) or len({match[3].strip() for match in given}) > 1:
        return nothing
    return [(float(match[1]), float(match[2] or match[1])) if match else (None, None) for match in found]
