"""From reported quantities to the figure that answers a target."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

import reportdiff
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.judging.arithmetic import Answer, answer_target, beats, display, reaches
from reportdiff.languages.registry import get_language
from reportdiff.model import Bound, Direction, Measure, Target
from tests.pairs import new_report, old_report

ZH = get_language("zh")


def likeness(name: str, other: str) -> float:
    pairs = {name[i : i + 2] for i in range(len(name) - 1)}
    return sum(1 for pair in pairs if pair in other) / len(pairs) if pairs else 0.0


def answer(promise: str, outcome: str) -> Answer | None:
    """Return the figure that an outcome gives for the first target of a promise."""
    old, new = reportdiff.outline(old_report(promise)), reportdiff.outline(new_report(outcome))
    target = find_commitments(old, ZH, threshold=0.0)[0].targets[0]
    first = find_outcomes(new, ZH)[0]
    return answer_target(target, first.quantities, first.plain, ZH, likeness)


@pytest.mark.parametrize(
    ("promise", "outcome", "shown", "how"),
    [
        # stated
        ("新建停车场12座。", "新建停车场15座。", "15座", ""),
        ("全镇生产总值增长8%。", "全镇生产总值50亿元，增长8.2%。", "8.2%", ""),
        ("更新管网2公里。", "更新管网2600米。", "2600米", ""),
        ("培训农民2万人。", "培训农民22600人。", "22600人", ""),
        ("新认定龙头企业10家。", "新认定龙头企业8家，龙头企业总数达到41家。", "8家", ""),
        ("龙头企业总数达到40家。", "新认定龙头企业8家，总数达到41家。", "41家", ""),
        ("粮食产量增长3%。", "粮食、棉花产量分别增长3.5%和2%。", "3.5%", ""),
        # worked out
        ("财政收入增长8%。", "财政收入由20亿元增加到22亿元。", "+10%", "22亿元 / 20亿元 = +10%"),
        ("财政收入增长8%。", "财政收入22亿元，比上年增加2亿元。", "+10%", "2亿元 / (22亿元 - 2亿元) = +10%"),
        ("零售总额增长11%。", "零售总额30亿元，增幅比年初目标高出0.3个百分点。", "11.3%", "11 + 0.3 = 11.3"),
        ("零售总额增长11%。", "零售总额30亿元，增幅比目标低0.5个百分点。", "10.5%", "11 - 0.5 = 10.5"),
        ("低保标准提高到每人每月560元。", "低保标准在520元的基础上提高40元。", "560元", "520元 + 40元 = 560"),
    ],
)
def test_the_figure_and_how_it_was_found(promise: str, outcome: str, shown: str, how: str) -> None:
    found = answer(promise, outcome)
    assert found is not None
    assert (found.shown, found.how) == (shown, how)


@pytest.mark.parametrize(
    ("promise", "outcome"),
    [
        ("新建停车场12座。", "新建停车场一批。"),
        ("新建停车场12座。", "停车场投资3亿元。"),
        ("新建停车场12座。", "五年来累计新建停车场60座。"),
        ("全镇生产总值增长8%。", "全镇森林覆盖率达到45%。"),
        ("全镇生产总值增长8%。", "全镇生产总值50亿元。"),
        ("工业投资增长8%。", "居民收入增长9%。"),
        ("全镇生产总值增长6%。", "全镇生产总值从27亿元增加到39亿元。"),  # in how many years?
    ],
)
def test_no_figure_answers(promise: str, outcome: str) -> None:
    assert answer(promise, outcome) is None


def test_values_are_in_the_unit_of_the_target() -> None:
    found = answer("新增绿地12万平方米。", "新增绿地15公顷。")
    assert found is not None
    assert found.value == 15
    assert found.shown == "15公顷"


def target(bound: str, value: str = "10", upper: str | None = None, metric: str = "停车场", **more: object) -> Target:
    base = Target(
        metric,
        Bound(bound),
        Decimal(value),
        None if upper is None else Decimal(upper),
        "座",
        Direction.INCREASE,
        Measure.ADDED,
        "count",
        Decimal(value),
    )
    return replace(base, **more)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("wanted", "value", "how"),
    [
        (target(">="), "10", "reached"),
        (target(">="), "12", "reached"),
        (target(">="), "9.99", ""),
        (target("<="), "10", "reached"),
        (target("<="), "3", "reached"),
        (target("<="), "10.1", ""),
        (target("="), "10", "reached"),
        (target("="), "11", "reached"),
        (target("="), "9", ""),
        (target("=", metric="城镇登记失业率"), "9", "good side"),
        (target("=", metric="城镇登记失业率"), "10", "reached"),
        (target("~"), "9", "near"),
        (target("~"), "11", "near"),
        (target("~"), "8.9", ""),
        (target("~"), "11.1", "good side"),
        (target("~", metric="居民消费价格"), "8", "good side"),
        (target("~", metric="居民消费价格"), "12", ""),
        (target("between", "10", "20"), "10", "in range"),
        (target("between", "10", "20"), "20", "in range"),
        (target("between", "10", "20"), "21", "good side"),
        (target("between", "10", "20"), "9", ""),
        (target("between", "10", "20", metric="居民消费价格"), "9", "good side"),
        (target("between", "10", "20", metric="居民消费价格"), "21", ""),
        (target(">=", metric="单位生产总值能耗", direction=Direction.DECREASE), "12", "reached"),
        (target(">=", metric="单位生产总值能耗", direction=Direction.DECREASE), "9", ""),
    ],
)
def test_how_a_figure_reaches_a_target(wanted: Target, value: str, how: str) -> None:
    assert reaches(wanted, Decimal(value), ZH, 0.1) == how


def test_without_tolerance_about_is_exact() -> None:
    assert reaches(target("~"), Decimal("9.9"), ZH, 0.0) == ""
    assert reaches(target("~"), Decimal(10), ZH, 0.0) == "reached"


@pytest.mark.parametrize(
    ("wanted", "value", "better"),
    [
        (target(">="), "11", False),
        (target(">="), "11.1", True),
        (target("<="), "9", False),
        (target("<="), "8.9", True),
        (target("<="), "12", False),
        (target("between", "10", "20"), "21", False),
        (target("between", "10", "20"), "23", True),
        (target("=", metric="城镇登记失业率"), "8", True),
        (target("=", metric="城镇登记失业率"), "12", False),
        (target(">=", "0"), "5", False),
    ],
)
def test_when_a_target_is_exceeded(wanted: Target, value: str, better: bool) -> None:
    assert beats(wanted, Decimal(value), ZH, 0.1) is better


@pytest.mark.parametrize(
    ("value", "shown"),
    [("15.00", "15"), ("1E+3", "1000"), ("0.50", "0.5"), ("100", "100"), ("2.00004", "2"), ("0", "0")],
)
def test_numbers_are_shown_plainly(value: str, shown: str) -> None:
    assert display(Decimal(value)) == shown
