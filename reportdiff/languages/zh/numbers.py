"""Numbers with units in Chinese text: finding them, and what only looks like one."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache, lru_cache

from reportdiff.languages.base import Number, Unit
from reportdiff.languages.zh.numerals import parse_numeral
from reportdiff.languages.zh.words import alternatives, table
from reportdiff.model import Bound

__all__ = ["counted", "find_numbers"]

_SCALES = {
    "": Decimal(1),
    "万": Decimal(10**4),
    "亿": Decimal(10**8),
    "万亿": Decimal(10**12),
    "千": Decimal(1000),
    "百": Decimal(100),
    "百万": Decimal(10**6),
    "千万": Decimal(10**7),
}


_NUMERALS = "一二两三四五六七八九十百千万亿零〇"
_DIGIT = re.compile(rf"[\d{_NUMERALS}]")


@cache
def _units() -> dict[str, Unit]:
    data = table("units")
    return {
        name: Unit(family, Decimal(factor))
        for family, members in data["family"].items()
        for name, factor in members.items()
    }


@cache
def _number_pattern() -> re.Pattern[str]:
    units = alternatives(_units())
    digits = r"(?<![\d.A-Za-z])\d+(?:,\d{3})*(?:\.\d+)?"
    spelled = rf"[{_NUMERALS}]{{1,8}}?"
    tail = (
        r"(?P<scale>万亿|[百千]?万|亿|百万|千万)?(?P<more>多|余|来|几)?"
        rf"(?P<scale2>万亿|亿|万)?(?P<more2>多|余)?(?P<unit>{units})?"
    )
    first = (
        rf"(?P<value>{digits})(?P<firstunit>(?:万亿|亿|万)?(?:{units})?)"
        r"(?:\s*[-—~～至到]{1,2}\s*)(?P<upper>\d+(?:\.\d+)?)"
    )
    return re.compile(rf"(?:{first}|(?P<single>{digits})|(?P<spelled>{spelled})(?=(?:多|余)?(?:{units}))){tail}")


@cache
def _not_counted() -> re.Pattern[str]:
    return re.compile(
        r"(?<![\d.])(?:" + "|".join(f"(?:{p})" for p in table("numbers")["not_counted"]["patterns"]) + ")"
    )


@cache
def _bounds() -> dict[str, re.Pattern[str]]:
    words = table("numbers")["bound"]
    # 不低于 is no 低于: the words with 不 stand in the lists themselves.
    return {
        name: re.compile(
            f"(?:{alternatives(found)})" if name.endswith("after") else rf"(?<!不)(?:{alternatives(found)})$"
        )
        for name, found in words.items()
    }


@lru_cache(maxsize=10_000)
def find_numbers(text: str) -> tuple[Number, ...]:
    """Return the numbers of a reading text that count something.

    Years, dates, names with numbers in them and ordinals are passed over.

    Parameters
    ----------
    text : str
        Reading text.

    Returns
    -------
    tuple of Number
        In order, with offsets into `text`.

    Examples
    --------
    >>> [(str(n.value), n.unit) for n in find_numbers("城镇新增就业1100万人以上，引进世界500强企业2家")]
    [('1100', '万人'), ('2', '家')]
    """
    if not _DIGIT.search(text):
        return ()
    masked = _not_counted().sub(lambda m: "＃" * len(m.group()), text)
    out: list[Number] = []
    for match in _number_pattern().finditer(masked):
        number = _number(match, text)
        if number is not None:
            out.append(number)
    return tuple(out)


def _number(match: re.Match[str], text: str) -> Number | None:
    groups = match.groupdict()
    unit_name = groups["unit"] or ""
    if groups["spelled"]:
        value = _spelled(match, text, groups["spelled"] + (groups["scale"] or ""), unit_name)
        if value is None:
            return None
        scale_factor = Decimal(1)
        upper = None
    elif groups["value"]:
        value, upper = Decimal(groups["value"].replace(",", "")), Decimal(groups["upper"])
        scale_factor = _scale(groups)
        if upper <= value:
            return None
    else:
        value, upper = Decimal(groups["single"].replace(",", "")), None
        scale_factor = _scale(groups)
    unit = _units().get(unit_name)
    bare_scale = (groups["scale"] or "") + (groups["scale2"] or "")
    if unit is None and not bare_scale:
        return None
    family = unit.family if unit else "bare"
    factor = (unit.factor if unit else Decimal(1)) * scale_factor
    end = match.end()
    pieces = ("unit",) if groups["spelled"] else ("scale", "scale2", "unit")
    written_unit = "".join(groups[name] or "" for name in pieces)
    bound = _bound(text, match.start(), end)
    if bound is None and (groups["more"] or groups["more2"]):
        bound = Bound.AT_LEAST
    return Number(
        start=match.start(),
        end=end,
        value=value,
        upper=upper,
        unit=written_unit,
        family=family,
        amount=value * factor,
        bound=Bound.BETWEEN if upper is not None else bound,
        spelled=bool(groups["spelled"]),
        unit_spans=tuple(match.span(name) for name in pieces if groups[name]),
    )


# After a numeral these are ordinals, directions or parts of set phrases more often than they count.
_AMBIGUOUS = frozenset({"度", "角", "期", "方", "道", "段", "团", "队", "本", "位", "口", "班", "部", "对"})


def _spelled(match: re.Match[str], text: str, numeral: str, unit: str) -> Decimal | None:
    """Return the value of a spelled-out number, None where it is an ordinal or part of a name."""
    value = parse_numeral(numeral)
    before = text[match.start() - 1] if match.start() else ""
    if value is None or (before and before in "第“之·初正周" + _NUMERALS):
        return None
    if text.rfind("“", 0, match.start()) > text.rfind("”", 0, match.start()):
        return None  # “百企帮百村”
    if unit in ("番", "成"):
        return value
    return value if value >= 2 and unit not in _AMBIGUOUS else None


def _scale(groups: dict[str, str | None]) -> Decimal:
    return _SCALES[groups["scale"] or ""] * _SCALES[groups["scale2"] or ""]


def _bound(text: str, start: int, end: int) -> Bound | None:
    before, after = text[max(0, start - 6) : start], text[end : end + 4]
    words = _bounds()
    if words["at_most_after"].match(after):
        return Bound.AT_MOST
    if words["about_after"].match(after):
        return Bound.ABOUT
    if words["at_least_after"].match(after):
        return Bound.AT_LEAST
    if words["at_most_before"].search(before):
        return Bound.AT_MOST
    if words["at_least_before"].search(before):
        return Bound.AT_LEAST
    if words["about_before"].search(before):
        return Bound.ABOUT
    return None


def counted(number: Number) -> bool:
    """Tell whether a number may be a target: spelled-out small numbers are part of names."""
    if number.spelled:
        return number.value >= 20
    return True
