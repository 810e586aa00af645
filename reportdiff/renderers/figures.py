"""Figures and arithmetic as people write them; rules hand them over in one plain notation for all languages."""

from __future__ import annotations

import re
from typing import Protocol

__all__ = ["arithmetic", "figure"]

_MARK = re.compile(r"([≥≤≈]) ?(?=\d)")
_BOUNDS = {"≥": "bound.>=", "≤": "bound.<=", "≈": "bound.~"}
_RANGE = re.compile(r"(\d[\d.]*)-(\d[\d.]*)(\D*)")
_RATE = re.compile(r"([+-])(\d[\d.]*%)")
_CHANGED = re.compile(r"([^/()=]+) / ([^/()=]+) = ([+-]\d[\d.]*%)")
_POINTS = re.compile(r"(\d[\d.]*) ([+-]) (\d[\d.]*) = \d[\d.]*")
_COUNTED = re.compile(r"(\D+) = \d+")
_RESULT = re.compile(r" = ([+-]\d[\d.]*%)$")
_BARE = re.compile(r"(?<= = )\d[\d.]*$")


class Words(Protocol):
    """Gives the text of a key with its slots filled."""

    def __call__(self, key: str, /, **values: object) -> str: ...


def figure(text: str, words: Words) -> str:
    """Return a figure in words: its bound, a range, or whether it rose or fell.

    Parameters
    ----------
    text : str
        As the rules give it, such as ``≥ 5000户``, ``2-3%`` or ``-5.2%``; anything else is left alone.
    words : callable
        The words of the output.

    Examples
    --------
    >>> from reportdiff.renderers.wording import wording
    >>> [figure(text, wording("zh")) for text in ("≥ 5000户", "≈ 8%", "2-3%", "-5.2%", "8.3%")]
    ['≥5000户', '约8%', '2～3%', '下降5.2%', '8.3%']
    """
    if change := _RATE.fullmatch(text):
        return words("figure.up" if change[1] == "+" else "figure.down", rate=change[2])
    if ends := _RANGE.fullmatch(text):
        return words("word.range", low=ends[1], high=ends[2], unit=ends[3])
    return _MARK.sub(lambda mark: words(_BOUNDS[mark[1]]), text)


def arithmetic(how: str, actual: str, words: Words) -> str:
    """Return the arithmetic behind a figure as a reader would note it.

    Parameters
    ----------
    how : str
        As the rules give it, such as ``328.9亿元 / 286亿元 = +15%``.
    actual : str
        The figure that came out; it completes a result that has no unit.
    words : callable
        The words of the output.

    Examples
    --------
    >>> from reportdiff.renderers.wording import wording
    >>> arithmetic("328.9亿元 / 286亿元 = +15%", "+15%", wording("zh"))
    '由286亿元到328.9亿元，增长15%'
    >>> arithmetic("2.31% - 0.42个百分点 = 1.89", "1.89%", wording("zh"))
    '2.31% − 0.42个百分点 = 1.89%'
    """
    if change := _CHANGED.fullmatch(how):
        return words("how.changed", level=change[1], base=change[2], rate=figure(change[3], words))
    if (points := _POINTS.fullmatch(how)) and actual.endswith("%"):
        key = "how.above" if points[2] == "+" else "how.below"
        return words(key, goal=points[1], points=points[3], actual=actual)
    if (items := _COUNTED.fullmatch(how)) and actual:
        return words("how.counted", items=items[1], actual=actual)
    how = how.replace(" / ", " ÷ ").replace(" - ", " − ")
    if result := _RESULT.search(how):
        return words("how.rate", how=how[: result.start()], rate=figure(result[1], words))
    bare = _BARE.search(how)
    return how[: bare.start()] + actual if bare and actual.startswith(bare[0]) else how
