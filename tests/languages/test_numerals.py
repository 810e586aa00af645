"""Chinese numerals."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportdiff.languages.zh.numerals import parse_numeral

UNITS = "零一二三四五六七八九"


def spell(number: int) -> str:
    """Write a number below 100 million in the usual way."""
    if number >= 10**4:
        high, low = divmod(number, 10**4)
        gap = "零" if low and low < 1000 else ""
        return spell(high) + "万" + gap + (spell(low) if low else "")
    out, zero = "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, number = divmod(number, power)
        if digit:
            out += ("零" if zero and out else "") + UNITS[digit] + name
            zero = False
        else:
            zero = True
    return out


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("一", 1),
        ("两", 2),
        ("十", 10),
        ("十五", 15),
        ("二十", 20),
        ("二百六十", 260),
        ("三百零五", 305),
        ("一千零一", 1001),
        ("三万", 30000),
        ("三万五千", 35000),
        ("两万", 20000),
        ("十二万", 120000),
        ("二〇三一", 2031),
        ("零", 0),
        ("百", 100),
        ("千", 1000),
    ],
)
def test_value(text: str, value: int) -> None:
    assert parse_numeral(text) == Decimal(value)


@pytest.mark.parametrize("text", ["", "一带一路", "万", "亿", "3", "十A", "第十"])
def test_what_is_no_numeral(text: str) -> None:
    assert parse_numeral(text) is None


def test_every_number_as_it_is_usually_written() -> None:
    for number in [*range(1, 1200), 1999, 2031, 9999, 10001, 12345, 20300, 100200, 3_060_000]:
        assert parse_numeral(spell(number)) == number, spell(number)
