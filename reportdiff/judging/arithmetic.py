"""From reported quantities to the figure that answers a target, with the arithmetic shown."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from reportdiff.languages.base import Language
from reportdiff.matching import ANSWERS
from reportdiff.model import Bound, Direction, Measure, Quantity, Target

__all__ = ["Answer", "add_up", "answer_target", "beats", "display", "reaches", "same_name"]

_ONE = Decimal(1)
_HUNDRED = Decimal(100)
_OF_ONE_YEAR = 3  # times the rate promised: a rise from one level to another that is greater is that of several years


@dataclass(frozen=True, slots=True)
class Answer:
    """The figure that answers a target, in the target's written unit.

    `how` shows the arithmetic, "" when the text states the figure, which it then calls `metric`; `parts` tells that it
    is a sum of parts.
    """

    value: Decimal
    shown: str
    how: str = ""
    parts: bool = False
    metric: str = ""


def display(value: Decimal) -> str:
    """Return a number without trailing zeros or an exponent.

    Examples
    --------
    >>> display(Decimal("15.00")), display(Decimal("1E+3"))
    ('15', '1000')
    """
    text = f"{value.quantize(Decimal('0.0001')):f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def answer_target(
    target: Target,
    quantities: Sequence[Quantity],
    text: str,
    language: Language,
    likeness: Callable[[str, str], float],
) -> Answer | None:
    """Find the figure among reported quantities that answers a target, stated or by the arithmetic a reader would do.

    Parameters
    ----------
    target : Target
        What was promised.
    quantities : sequence of Quantity
        What the evidence reports, in reading order.
    text : str
        The evidence (reading text).
    likeness : callable
        How much of the first name the second holds (0 to 1).
    """
    usable = [q for q in quantities if q.measure is not Measure.CUMULATIVE or target.measure is Measure.CUMULATIVE]
    same = [q for q in usable if _comparable(target, q, language) >= 0.5]
    direct = _direct(target, same, likeness, language)
    if direct is not None:
        return direct
    for derive in (_rate, _versus_target, _difference, _after_change):
        found = derive(target, usable, same, text, language)
        if found is not None:
            return found
    return _enumerated(target, text, language) if not same else None


def _comparable(target: Target, quantity: Quantity, language: Language) -> float:
    return language.quantities.comparable(target.unit, quantity.unit, target.family, quantity.family)


def _in_target_unit(target: Target, amount: Decimal) -> Decimal:
    """Turn an amount in base units into the target's written unit."""
    try:
        return round(amount * target.value / target.amount, 6)  # factors such as that of 亩 have no end
    except (InvalidOperation, ZeroDivisionError):
        return amount


def _stated(quantity: Quantity) -> str:
    if quantity.upper is not None:
        return f"{display(quantity.value)}-{display(quantity.upper)}{quantity.unit}"
    return f"{display(quantity.value)}{quantity.unit}"


def _direct(
    target: Target, same: Sequence[Quantity], likeness: Callable[[str, str], float], language: Language
) -> Answer | None:
    """The figure that the text states: of those that measure alike, the one whose name is most like the target's."""
    fitting = [q for q in same if q.measure in ANSWERS[target.measure]]
    if target.measure is Measure.ADDED and any(q.measure is Measure.BASE for q in same):
        # 由98家增加到124家 answers 新增25家 by the difference, not by the stock.
        fitting = [q for q in fitting if q.measure is Measure.ADDED]
    if target.measure in (Measure.RATE, Measure.CHANGE):
        # A fall does not answer a rise, unless it is the very thing that fell.
        fitting = [
            q
            for q in fitting
            if q.direction == target.direction
            or (likeness(target.metric, q.metric) >= 0.8 and likeness(q.metric, target.metric) >= 0.8)
        ]
    if target.family == "percent":
        # Rates stand in rows (工业投资增长13.1%、民间投资增长10.4%): one of another thing is no answer.
        fitting = [q for q in fitting if same_name(target.metric, q.metric, likeness, language)]
    if not fitting:
        return None
    order = ANSWERS[target.measure]
    scored = [
        likeness(target.metric, q.metric)
        + 0.5 * likeness(q.metric, target.metric)
        - 0.3 * order.index(q.measure)
        - 0.001 * i
        for i, q in enumerate(fitting)
    ]
    chosen = fitting[max(range(len(fitting)), key=scored.__getitem__)]
    value = _in_target_unit(target, chosen.amount)
    if target.measure in (Measure.RATE, Measure.CHANGE) and chosen.direction != target.direction:
        value = -value
    return Answer(value, _stated(chosen), metric=chosen.metric)


def same_name(name: str, other: str, likeness: Callable[[str, str], float], language: Language) -> bool:
    """Tell whether two metrics may be one: the parts that tell them from others are alike."""
    first, second = language.quantities.head(name), language.quantities.head(other)
    if len(first) < 2 or len(second) < 2:
        return True
    return max(likeness(first, second), likeness(second, first)) >= 0.34


def _pairs(usable: Sequence[Quantity], first: Measure, second: Measure) -> list[tuple[Quantity, Quantity]]:
    """Return pairs of quantities of one unit family with the two measures; lists of equal length pair up in order."""
    a = [q for q in usable if q.measure is first]
    b = [q for q in usable if q.measure is second]
    if len(a) == len(b):
        return [(x, y) for x, y in zip(a, b, strict=True) if x.family == y.family]
    return [(x, y) for x in a for y in b if x.family == y.family]


def _rate(
    target: Target, usable: Sequence[Quantity], same: Sequence[Quantity], text: str, language: Language
) -> Answer | None:
    if target.measure is not Measure.RATE or target.family != "percent":
        return None
    sign = -_ONE if target.direction is Direction.DECREASE else _ONE
    for base, level in _matching(_pairs(usable, Measure.BASE, Measure.LEVEL), target, language):
        if base.amount and base.family not in ("percent", "point"):
            rate = (level.amount / base.amount - 1) * _HUNDRED
            if abs(rate) > _OF_ONE_YEAR * target.value:
                continue
            return Answer(sign * rate, _signed(rate), f"{_stated(level)} / {_stated(base)} = {_signed(rate)}")
    for level, change in _matching(
        _pairs(usable, Measure.LEVEL, Measure.CHANGE) + _pairs(usable, Measure.ADDED, Measure.CHANGE), target, language
    ):
        way = -_ONE if change.direction is Direction.DECREASE else _ONE
        before = level.amount - way * change.amount
        if before > 0:
            rate = way * change.amount / before * _HUNDRED
            how = (
                f"{_stated(change)} / ({_stated(level)} {'-' if way > 0 else '+'} {_stated(change)}) = {_signed(rate)}"
            )
            return Answer(sign * rate, _signed(rate), how)
    return None


def _matching(
    pairs: list[tuple[Quantity, Quantity]], target: Target, language: Language
) -> list[tuple[Quantity, Quantity]]:
    """Put the pair first whose name is most like the target's."""

    def like(pair: tuple[Quantity, Quantity]) -> int:
        key = language.matching.key
        wanted = set(key(target.metric))
        return max(len(wanted & set(key(q.metric))) for q in pair)

    return sorted(pairs, key=lambda pair: -like(pair))


def _signed(rate: Decimal) -> str:
    return f"{'+' if rate >= 0 else ''}{display(rate.quantize(Decimal('0.1')))}%"


def _versus_target(
    target: Target, usable: Sequence[Quantity], same: Sequence[Quantity], text: str, language: Language
) -> Answer | None:
    """The outcome is given as so many points above or below the target itself."""
    way = language.progress.versus_target(text)
    points = [q for q in usable if q.family == "point"]
    if not way or not points or target.family != "percent":
        return None
    value = target.value + way * points[0].value
    sign = "+" if way > 0 else "-"
    return Answer(
        value, f"{display(value)}%", f"{display(target.value)} {sign} {display(points[0].value)} = {display(value)}"
    )


def _difference(
    target: Target, usable: Sequence[Quantity], same: Sequence[Quantity], text: str, language: Language
) -> Answer | None:
    """So many were added: the difference of the stock before and after; of two rates, in points."""
    if target.measure is Measure.CHANGE and target.family == "point":
        same = [q for q in usable if q.family == "percent"]
    elif target.measure is not Measure.ADDED:
        return None
    for base, level in _pairs(same, Measure.BASE, Measure.LEVEL) + _pairs(same, Measure.BASE, Measure.TOTAL):
        if level.amount == target.amount:
            return Answer(target.value, _stated(level))  # 由7种扩大到15种: the stock itself was promised
        change = level.amount - base.amount
        if target.direction is Direction.DECREASE:
            change = -change
        if change > 0:
            value = _in_target_unit(target, change)
            return Answer(
                value, f"{display(value)}{target.unit}", f"{_stated(level)} - {_stated(base)} = {display(value)}"
            )
    return None


def _after_change(
    target: Target, usable: Sequence[Quantity], same: Sequence[Quantity], text: str, language: Language
) -> Answer | None:
    """The level afterwards: where it started from and how much it changed."""
    if target.measure not in (Measure.LEVEL, Measure.TOTAL, Measure.ADDED):
        return None
    bases = [q for q in same if q.measure is Measure.BASE]
    for base in bases:
        for change in usable:
            if change is base or change.measure not in (Measure.CHANGE, Measure.RATE, Measure.ADDED):
                continue
            way = -_ONE if change.direction is Direction.DECREASE else _ONE
            if change.measure is Measure.RATE and change.family == "percent":
                amount = base.amount * (1 + way * change.value / _HUNDRED)
                how = f"{_stated(base)} × (1 {'+' if way > 0 else '-'} {_stated(change)})"
            elif change.family == base.family or {change.family, base.family} == {"point", "percent"}:
                amount = base.amount + way * change.amount
                how = f"{_stated(base)} {'+' if way > 0 else '-'} {_stated(change)}"
            else:
                continue
            value = _in_target_unit(target, amount)
            return Answer(
                value,
                f"{display(value.quantize(Decimal('0.01')))}{target.unit}",
                f"{how} = {display(value.quantize(Decimal('0.01')))}",
            )
    return None


def _enumerated(target: Target, text: str, language: Language) -> Answer | None:
    """No number, but the things themselves are named one by one."""
    if target.measure is not Measure.ADDED or target.family != "count" or target.value > 12:
        return None
    items = language.progress.listed(text)
    if len(items) < 2:
        return None
    value = Decimal(len(items))
    return Answer(value, f"{len(items)}{target.unit}", f"{'、'.join(items)} = {len(items)}", parts=True)


def add_up(target: Target, quantities: Sequence[Quantity], language: Language) -> Answer | None:
    """Return the sum of the parts that a text reports of a count, None when they are not parts of one thing."""
    if target.measure is not Measure.ADDED:
        return None
    parts = [q for q in quantities if q.measure is Measure.ADDED and _comparable(target, q, language) >= 0.8]
    if len(parts) < 2 or len({q.unit for q in parts}) > 1:
        return None
    total = sum((q.amount for q in parts), Decimal(0))
    value = _in_target_unit(target, total)
    how = " + ".join(_stated(q) for q in parts) + f" = {display(value)}{target.unit}"
    return Answer(value, f"{display(value)}{target.unit}", how, parts=True)


def reaches(target: Target, value: Decimal, language: Language, tolerance: float) -> str:
    """Return how a figure reaches a target: ``reached``, ``near``, ``good side``, ``in range``, or ``""`` for not.

    Parameters
    ----------
    target : Target
        What was promised.
    value : Decimal
        In the target's written unit.
    tolerance : float
        Share of an "about" target within which it counts as reached.
    """
    goal = target.value
    lower = lower_is_better(target, language)
    if target.bound is Bound.BETWEEN and target.upper is not None:
        if goal <= value <= target.upper:
            return "in range"
        return "good side" if (value < goal if lower else value > target.upper) else ""
    if target.bound is Bound.AT_MOST:
        return "reached" if value <= goal else ""
    if target.bound is Bound.ABOUT and value == goal:
        return "reached"
    if target.bound is Bound.ABOUT:
        if abs(value - goal) <= Decimal(str(tolerance)) * abs(goal):
            return "near"
        return "good side" if (value < goal if lower else value > goal) else ""
    if value == goal:
        return "reached"
    if lower and target.bound is Bound.EXACTLY:
        return "good side" if value < goal else ""
    return "reached" if value >= goal else ""


def lower_is_better(target: Target, language: Language) -> bool:
    """Tell whether less is better: prices, unemployment, deficits; but not where the promise is a fall."""
    if target.bound is Bound.AT_MOST:
        return True
    return target.direction is not Direction.DECREASE and language.quantities.lower_is_better(target.metric)


def beats(target: Target, value: Decimal, language: Language, share: float) -> bool:
    """Tell whether a figure is better than the target by more than `share` of it."""
    goal = target.value
    if target.bound is Bound.BETWEEN and target.upper is not None and not lower_is_better(target, language):
        goal = target.upper
    if not goal:
        return False
    gap = (goal - value if lower_is_better(target, language) else value - goal) / abs(goal)
    return gap > Decimal(str(share))
