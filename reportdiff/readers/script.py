"""Traditional Chinese to Simplified, character for character, so that offsets stay what they are."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from reportdiff.readers.characters import traditional_only

__all__ = ["simplify"]

# OpenCC works on UTF-8 and C strings: it takes neither half a surrogate pair nor NUL.
_FOREIGN = re.compile("([\0\ud800-\udfff]+|\n)")


def simplify(text: str) -> str:
    """Return `text` in simplified characters; its length and every offset stay the same.

    Parameters
    ----------
    text : str
        Any text. Without a frequent traditional-only character in it, it is returned as it is, and OpenCC is not
        even loaded; so 乾隆 and 著名 in a simplified text are left alone.

    Returns
    -------
    str
        A string of the same length.

    Examples
    --------
    >>> simplify("實現全區生產總值增長8%")
    '实现全区生产总值增长8%'
    >>> simplify("实现全区生产总值增长8%")
    '实现全区生产总值增长8%'
    """
    if traditional_only().isdisjoint(text):
        return text
    return "".join(piece if _FOREIGN.fullmatch(piece) else _convert(piece) for piece in _FOREIGN.split(text))


@cache
def _converter() -> Callable[[str], str]:
    from opencc import OpenCC

    convert: Callable[[str], str] = OpenCC("t2s").convert
    return convert


def _convert(piece: str) -> str:
    convert = _converter()
    whole = convert(piece)
    if len(whole) == len(piece):
        return whole
    # A phrase changed its length. Single characters do not, but whatever a later OpenCC does, offsets come first.
    return "".join(one if len(one := convert(character)) == 1 else character for character in piece)
