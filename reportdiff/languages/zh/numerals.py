"""Chinese numerals to numbers."""

from __future__ import annotations

from decimal import Decimal

__all__ = ["parse_numeral"]

_DIGITS = {"零": 0, "〇": 0, "一": 1, "二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9}
_SMALL = {"十": 10, "百": 100, "千": 1000}
_LARGE = {"万": 10**4, "亿": 10**8}


def parse_numeral(text: str) -> Decimal | None:
    """Return the value of a Chinese numeral, None when it is not one.

    Parameters
    ----------
    text : str
        Such as ``"二百六十"``, ``"十五"``, ``"二〇二〇"`` or ``"三万"``.

    Examples
    --------
    >>> parse_numeral("二百六十")
    Decimal('260')
    >>> parse_numeral("十五")
    Decimal('15')
    >>> parse_numeral("一带一路") is None
    True
    """
    if not text or any(char not in _DIGITS and char not in _SMALL and char not in _LARGE for char in text):
        return None
    if all(char in _DIGITS for char in text):
        return Decimal("".join(str(_DIGITS[char]) for char in text))
    total = section = 0
    digit: int | None = None
    for char in text:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
        elif char in _SMALL:
            section += (1 if digit is None else digit) * _SMALL[char]
            digit = None
        else:
            section += digit or 0
            if not section:
                return None
            total = (total + section) * _LARGE[char]
            section, digit = 0, None
    return Decimal(total + section + (digit or 0))
