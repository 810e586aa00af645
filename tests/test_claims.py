"""What a plan promises and what a review reports: kinds, targets, stories."""

from __future__ import annotations

from decimal import Decimal

import pytest

import reportdiff
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.config import Config
from reportdiff.languages.registry import get_language
from reportdiff.model import Commitment, Measure, Outcome, Role
from reportdiff.sentences import sentences
from tests.pairs import new_report, old_report

ZH = get_language("zh")


def promised(text: str) -> list[Commitment]:
    report = reportdiff.outline(old_report(text))
    return list(find_commitments(report, ZH, threshold=Config().checkable))


def reported(text: str, plan: str = "加强队伍建设。") -> list[Outcome]:
    return list(find_outcomes(reportdiff.outline(new_report(text, plan)), ZH))


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("新建停车场12座，建成松风图书馆，加强社会治理。", ["quantified", "deliverable", "directional"]),
        ("全镇生产总值增长8%左右；启动听湖水厂建设。", ["quantified", "deliverable"]),
        ("新建三所小学。", ["deliverable"]),
        ("引进世界500强企业2家，推进“512”工程。", ["quantified", "deliverable"]),
        ("提升服务水平，改善人居环境。", ["directional", "directional"]),
        # what is for a later year is no promise for this one, unless the year is part of a name
        ("2031年建成松风图书馆，到2033年建成松风体育馆。", ["deliverable"]),
        ("到2035年，建成松风大桥。", ["directional"]),
        ("2032年春节前建成松风大桥。", ["deliverable"]),
        ("制定2035年前停车规划方案。", ["deliverable"]),
        # a thing and the state that it is to reach, in the list of the year's goals
        (
            "主要预期目标是：全镇生产总值增长8%左右；居民收入稳步增长；财政收支基本平衡。",
            ["quantified", "deliverable", "deliverable"],
        ),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [str(c.kind) for c in promised(text)] == kinds


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("新建幼儿园3所、小学2所。", ["新建幼儿园3所", "小学2所"]),
        ("财政收入增长8%，达到15亿元。", ["财政收入增长8%，达到15亿元"]),
        ("养老床位新增200张，总数达到1500张。", ["养老床位新增200张", "养老床位新增200张，总数达到1500张"]),
        ("粮食、棉花产量分别增长3%和4%。", ["粮食、棉花产量分别增长3%和4%"]),
        ("一是建成松风图书馆；二是打通青竹路。", ["建成松风图书馆", "打通青竹路"]),
        # what names nothing of its own is read with what comes before it
        ("开展农机购置补贴试点，制定相关实施办法。", ["开展农机购置补贴试点，制定相关实施办法"]),
        ("全面落实农机购置补贴，提高补贴标准。", ["全面落实农机购置补贴，提高补贴标准"]),
        ("解决2万人饮水问题，增加500户沼气用户。", ["解决2万人饮水问题", "增加500户沼气用户"]),
        # what only leads to the next is read with it, if it is no promise of its own
        ("为支持茶农增收，镇财政今年安排300万元。", ["为支持茶农增收，镇财政今年安排300万元"]),
        ("深化户籍改革，放宽落户条件。", ["深化户籍改革，放宽落户条件"]),
        ("建成松风图书馆，新建停车场12座。", ["建成松风图书馆", "新建停车场12座"]),
        ("主要预期目标是：全镇生产总值增长8%左右。", ["全镇生产总值增长8%左右"]),
    ],
)
def test_quotes(text: str, quotes: list[str]) -> None:
    assert [c.quote.text for c in promised(text)] == quotes


TARGETS = [
    # promise, then: metric, bound, value, upper, unit, direction, measure
    ("新建停车场12座。", [("停车场", ">=", "12", None, "座", "increase", "added")]),
    ("全镇生产总值增长8%左右。", [("全镇生产总值", "~", "8", None, "%", "increase", "rate")]),
    ("居民消费价格涨幅控制在3%以内。", [("居民消费价格", "<=", "3", None, "%", "increase", "rate")]),
    ("森林覆盖率达到45%。", [("森林覆盖率", "=", "45", None, "%", "level", "level")]),
    ("完成危房改造20-30处。", [("危房改造", "between", "20", "30", "处", "increase", "added")]),
    ("万元产值能耗下降3%以上。", [("万元产值能耗", ">=", "3", None, "%", "decrease", "rate")]),
    (
        "财政收入增长8%，达到15亿元。",
        [
            ("财政收入", "=", "8", None, "%", "increase", "rate"),
            ("财政收入", "=", "15", None, "亿元", "level", "level"),
        ],
    ),
    (
        "粮食、棉花产量分别增长3%和4%。",
        [
            ("粮食产量", "=", "3", None, "%", "increase", "rate"),
            ("棉花产量", "=", "4", None, "%", "increase", "rate"),
        ],
    ),
    (
        "化学需氧量、氨氮排放量分别下降2%。",
        [
            ("化学需氧量排放量", "=", "2", None, "%", "decrease", "rate"),
            ("氨氮排放量", "=", "2", None, "%", "decrease", "rate"),
        ],
    ),
    ("低保标准由每月480元提高到520元。", [("低保标准", "=", "520", None, "元", "level", "level")]),
    ("投放公共自行车３００辆。", [("公共自行车", ">=", "300", None, "辆", "increase", "added")]),
]


@pytest.mark.parametrize(("text", "targets"), TARGETS, ids=[row[0] for row in TARGETS])
def test_targets(text: str, targets: list[tuple[str | None, ...]]) -> None:
    (commitment,) = promised(text)
    found = [
        (t.metric, t.bound, str(t.value), None if t.upper is None else str(t.upper), t.unit, t.direction, t.measure)
        for t in commitment.targets
    ]
    assert found == targets


def test_a_list_goes_on_after_a_semicolon() -> None:
    report = reportdiff.outline(
        old_report("主要目标是：收入增长8%；环境改善。加强治理；做好两件事：修路，建桥；\n种树。")
    )
    found = [(s.text, s.opening) for s in sentences(report, ZH, (Role.PLAN,)) if s.text]
    assert found == [
        ("主要目标是：收入增长8%", ""),
        ("环境改善", "主要目标是："),
        ("加强治理", ""),
        ("做好两件事：修路，建桥", ""),
        ("种树", "做好两件事："),
    ]


def test_a_shared_verb_is_context() -> None:
    first, second = promised("新建幼儿园3所、小学2所。")
    assert (first.context, second.context) == ("", "新建")
    assert second.section == first.section
    assert second.role is Role.PLAN


def test_words_as_written_and_as_read() -> None:
    (commitment,) = promised("投放公共自行車３００輛。")
    assert commitment.quote.text == "投放公共自行車３００輛"
    assert commitment.plain == "投放公共自行车300辆"
    assert commitment.targets[0].unit == "輛"


def test_the_threshold_decides_what_is_checkable() -> None:
    report = reportdiff.outline(old_report("建成松风图书馆，推进松风产业园建设。"))
    strict, loose = (find_commitments(report, ZH, threshold=value) for value in (1.0, 0.0))
    assert {str(c.kind) for c in strict} == {"directional"}
    assert {str(c.kind) for c in loose} == {"deliverable"}


@pytest.mark.parametrize(
    ("text", "quote", "stage", "denied"),
    [
        ("松风图书馆建成开放。", "松风图书馆建成开放", "in_use", False),
        ("松风图书馆未能如期建成。", "松风图书馆未能如期建成", "completed", True),
        ("松风图书馆因资金紧张，没有按期开工。", "松风图书馆因资金紧张，没有按期开工", "started", True),
        ("建成停车场9座，其余3座正在施工。", "建成停车场9座，其余3座正在施工", "completed", False),
        (
            "新增企业300家，比上年增加41家，总数达到2000家。",
            "新增企业300家，比上年增加41家，总数达到2000家",
            "completed",
            False,
        ),
        ("听湖水厂正在施工，松风图书馆建成。", "听湖水厂正在施工", "under_way", False),
    ],
)
def test_a_story_is_quoted_to_its_end(text: str, quote: str, stage: str, denied: bool) -> None:
    first = reported(text)[0]
    assert (first.quote.text, first.stage, first.denied) == (quote, stage, denied)
    assert first.role is Role.REVIEW


def test_the_numbers_of_a_story() -> None:
    (outcome,) = reported("财政收入由20亿元增加到22亿元，增长10%。")
    assert [(q.value, q.unit, q.measure) for q in outcome.quantities] == [
        (Decimal(20), "亿元", Measure.BASE),
        (Decimal(22), "亿元", Measure.LEVEL),
        (Decimal(10), "%", Measure.RATE),
    ]
    assert {q.metric for q in outcome.quantities} == {"财政收入"}


def test_a_list_is_an_outcome_of_its_own() -> None:
    quotes = [o.quote.text for o in reported("新建农贸市场2个、扩建农贸市场3个。")]
    assert quotes == ["新建农贸市场2个", "扩建农贸市场3个", "新建农贸市场2个、扩建农贸市场3个"]


CUMULATIVE, LEVEL, ADDED = Measure.CUMULATIVE, Measure.LEVEL, Measure.ADDED


@pytest.mark.parametrize(
    ("review", "measures"),
    [
        # a paragraph that sums up several years
        ("五年来，全镇经济快速发展。城镇新增就业9000人。", [CUMULATIVE]),
        ("这是面貌大变的五年。全镇生产总值从20亿元增加到38亿元。", [LEVEL]),
        ("“十二五”时期，全镇财政收入增长80%。新建小学9所。", [CUMULATIVE]),
        # a sentence in it that names its year, and the next paragraph
        ("五年来，全镇经济快速发展。去年城镇新增就业2000人。", [ADDED]),
        ("五年来，全镇经济快速发展。\n城镇新增就业2000人。", [ADDED]),
        # years that are only mentioned
        ("面对五年来最大的洪水，新建泵站3座。", [ADDED]),
        ("企业总数连续五年居全市第一。新建泵站3座。", [ADDED]),
        ("新建第3座泵站2座。", [ADDED]),
    ],
)
def test_what_sums_up_several_years_is_not_what_one_year_added(review: str, measures: list[Measure]) -> None:
    assert [q.measure for q in reported(review)[-1].quantities] == measures  # those of the last clause


def test_a_review_of_several_years_is_one_in_all_its_parts() -> None:
    text = new_report("新建小学9所。去年新建小学2所。").replace("一、", "一、过去五年的工作回顾\n（一）", 1)
    found = find_outcomes(reportdiff.outline(text), ZH)
    assert [q.measure for o in found for q in o.quantities] == [CUMULATIVE, ADDED]


def test_a_plan_may_look_back_over_several_sentences() -> None:
    plan = "过去一年，各项工作取得成绩。城镇新增就业2000人，物价涨幅控制在3.3%。今年新建小学3所，物价涨幅控制在3%以内。"
    assert [o.quote.text for o in reported("新增绿地20公顷。", plan) if o.role is Role.PLAN] == [
        "过去一年",
        "各项工作取得成绩",
        "城镇新增就业2000人",
        "物价涨幅控制在3.3%",
    ]


def test_what_a_plan_says_is_done_is_an_outcome() -> None:
    found = reported("新增绿地20公顷。", "我们已经制定了停车管理办法，要抓紧实施。")
    assert [o.quote.text for o in found if o.role is Role.PLAN] == ["我们已经制定了停车管理办法"]


def test_claims_know_some_words_around_them() -> None:
    first, second = promised("新建停车场12座，建成松风图书馆。")
    assert "建成松风图书馆" in first.around
    assert "新建停车场12座" not in first.around
    assert "新建停车场12座" in second.around


@pytest.mark.parametrize(
    ("plan", "quote", "value"),
    [
        ("低保标准由480元提高到520元，新建停车场3座。", "低保标准由480元提高到520元", Decimal(480)),
        ("低保标准提高到520元。", None, None),
        ("新建停车场3座。", None, None),
    ],
)
def test_a_past_figure_in_a_plan_counts_and_the_new_target_does_not(
    plan: str, quote: str | None, value: Decimal | None
) -> None:
    found = [o for o in reported("新增绿地20公顷。", plan) if o.role is Role.PLAN]
    assert [o.quote.text for o in found] == ([quote] if quote else [])
    assert [(q.value, q.measure) for o in found for q in o.quantities] == ([(value, Measure.LEVEL)] if value else [])


def test_problems_are_reported_too() -> None:
    text = "建成松风图书馆。\n同时，我们也清醒地看到，发展中还存在不少困难和问题：听湖水厂没有按期开工。"
    outcomes = reported(text)
    (problem,) = [o for o in outcomes if o.role is Role.PROBLEMS and o.denied]
    assert problem.quote.text == "听湖水厂没有按期开工"


def test_sentences_leave_out_headings() -> None:
    report = reportdiff.outline(old_report("项目建设提质增效。新建停车场12座，建成松风图书馆，启动听湖水厂建设。"))
    texts = [s.text for s in sentences(report, ZH, [Role.PLAN])]
    assert texts == ["项目建设提质增效", "新建停车场12座，建成松风图书馆，启动听湖水厂建设"]
    for sentence in sentences(report, ZH, list(Role)):
        assert report.source.reading[sentence.start :].startswith(sentence.text)
