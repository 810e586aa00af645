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
    last = 0  # the multiplier before a trailing digit: 一百五 is 150, 二万三 is 23000
    below = 10**12
    for char in text:
        if char in _DIGITS:
            if digit not in (None, 0):
                return None
            digit = _DIGITS[char]
            last = 0 if digit == 0 else last
        elif char in _SMALL:
            if _SMALL[char] >= below and section:
                return None
            below = _SMALL[char]
            section += (1 if digit is None else digit) * _SMALL[char]
            last, digit = _SMALL[char], None
        else:
            section += digit or 0
            if not section and not total:
                return None
            # 一亿二千万: the section before 万 does not multiply what 亿 has closed.
            total = (total + section) * _LARGE[char] if total < _LARGE[char] else total + section * _LARGE[char]
            last, section, digit, below = _LARGE[char], 0, None, 10**12
    if digit and last >= 100 and text[-2] in (*_SMALL, *_LARGE):
        digit *= last // 10
    return Decimal(total + section + (digit or 0))
