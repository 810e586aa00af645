"""Numbers in Chinese text: what is found, what only looks like a number, and what each one measures."""

from __future__ import annotations

from decimal import Decimal

import pytest

from reportdiff.languages.registry import get_language
from reportdiff.layout import lay_out
from reportdiff.model import Bound, Direction, Measure, SourceText

ZH = get_language("zh")
RULES = ZH.quantities

FOUND = [
    # text, value, upper end, unit as written, family, amount in base units
    ("试点扩大到全国40%的县", "40", None, "%", "percent", "40"),
    ("新增学位3000个", "3000", None, "个", "count", "3000"),
    ("新增标准厂房12万平方米", "12", None, "万平方米", "area", "120000"),
    ("复垦3.5公顷", "3.5", None, "公顷", "area", "35000"),
    ("完成投资3.5亿元", "3.5", None, "亿元", "money", "350000000"),
    ("总规模1.2万亿元", "1.2", None, "万亿元", "money", "1200000000000"),
    ("利用外资1000万美元", "1000", None, "万美元", "dollars", "10000000"),
    ("发放补贴500多万元", "500", None, "万元", "money", "5000000"),
    ("培训农民3万余人次", "3", None, "万人次", "visits", "30000"),
    ("铺设管网18公里", "18", None, "公里", "length", "18000"),
    ("产粮20万吨", "20", None, "万吨", "weight", "200000000"),
    ("节约8万吨标准煤", "8", None, "万吨标准煤", "weight", "80000000"),
    ("供水1.2亿立方米", "1.2", None, "亿立方米", "volume", "120000000"),
    ("年均浓度58.8微克/立方米", "58.8", None, "微克/立方米", "density", "58.8"),
    ("装机50兆瓦", "50", None, "兆瓦", "power", "50000"),
    ("压缩到3个工作日", "3", None, "个工作日", "duration", "3"),
    ("出口增加2倍", "2", None, "倍", "times", "2"),
    ("办结率100%", "100", None, "%", "percent", "100"),
    ("死亡率3.2‰", "3.2", None, "‰", "percent", "0.32"),
    ("提高2个百分点", "2", None, "个百分点", "point", "2"),
    ("提高三个百分点", "3", None, "个百分点", "point", "3"),
    ("惠及4.6万", "4.6", None, "万", "bare", "46000"),
    ("安置1,200户", "1200", None, "户", "count", "1200"),
    ("执行国4以上排放标准的车辆60%", "60", None, "%", "percent", "60"),
    # ranges
    ("涨幅2%-3%", "2", "3", "%", "percent", "2"),
    ("增长6.5%至7%", "6.5", "7", "%", "percent", "6.5"),
    ("增长6%—7%", "6", "7", "%", "percent", "6"),
    ("增长6%～7%", "6", "7", "%", "percent", "6"),
    ("新建3至5家", "3", "5", "家", "count", "3"),
    ("产能10-15万吨", "10", "15", "万吨", "weight", "100000000"),
    ("产能10万-15万吨", "10", "15", "万吨", "weight", "100000000"),
    # numerals
    ("新建三所小学", "3", None, "所", "count", "3"),
    ("辖区十五个街道", "15", None, "个", "count", "15"),
    ("扶持二百六十户困难家庭", "260", None, "户", "count", "260"),
    ("帮扶一万二千人", "12000", None, "人", "people", "12000"),
    ("产值翻两番", "2", None, "番", "times", "2"),
    ("占比超四成", "4", None, "成", "times", "40"),
    # a number that counts, beside one that does not
    ("引进世界500强企业2家", "2", None, "家", "count", "2"),
    ("建成5A级景区1家", "1", None, "家", "count", "1"),
    ("到2035年达到60%", "60", None, "%", "percent", "60"),
    ("PM2.5浓度下降5%", "5", None, "%", "percent", "5"),
    ("税收超千万元楼宇20座", "20", None, "座", "count", "20"),
    ("投资5000万元以上项目30个", "30", None, "个", "count", "30"),
    ("60岁以上老人500名", "500", None, "名", "people", "500"),
    ("万元GDP能耗下降3%", "3", None, "%", "percent", "3"),
    ("5G基站200个", "200", None, "个", "count", "200"),
    ("220千伏变电站1座", "1", None, "座", "count", "1"),
]


@pytest.mark.parametrize(("text", "value", "upper", "unit", "family", "amount"), FOUND, ids=[row[0] for row in FOUND])
def test_a_number_is_found_with_its_unit(
    text: str, value: str, upper: str | None, unit: str, family: str, amount: str
) -> None:
    (number,) = RULES.find(text)
    assert (number.value, number.upper) == (Decimal(value), None if upper is None else Decimal(upper))
    assert (number.unit, number.family, number.amount) == (unit, family, Decimal(amount))
    assert (number.bound is Bound.BETWEEN) == (upper is not None)


@pytest.mark.parametrize(
    "text",
    [
        "2031年工作安排",
        "2031年3月12日",
        "3月底前完成",
        "15日开馆",
        "2030-2031年",
        "第3届艺术节",
        "第十届运动会",
        "位列第3",
        "民营企业500强",
        "PM2.5",
        "PM10浓度",
        "民间投资新36条",
        "每50公斤的价格",
        "拨打12345热线",
        "12315平台",
        "4A级景区",
        "地铁2号线",
        "地铁2、4号线",
        "“512”工程",
        "“1+3”方案",
        "“8+3”产业体系",
        "5G网络",
        "G20峰会",
        "T3航站楼",
        "80周岁以上老人",
        "6时30分",
        "24小时服务",
        "国道318线",
        "35千伏线路",
        "改革开放40周年",
        "三年行动计划",
        "四个全面",
        "一网通办",
        "最多跑一次",
        "亿元以上项目",
        "百强县",
        "1%人口抽样调查",
        "第一所学校",
        "1/3",
        "3号文",
        "“十四五”规划",
        "一季度",
        "零增长",
        "一批项目",
        "2.0版",
    ],
)
def test_what_only_looks_like_a_number_is_passed_over(text: str) -> None:
    assert RULES.find(text) == ()


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("达到5000户以上", Bound.AT_LEAST),
        ("占比95%以上", Bound.AT_LEAST),
        ("至少8家", Bound.AT_LEAST),
        ("超300家", Bound.AT_LEAST),
        ("总额超过3亿元", Bound.AT_LEAST),
        ("突破3万户", Bound.AT_LEAST),
        ("投资500多万元", Bound.AT_LEAST),
        ("高于90%", Bound.AT_LEAST),
        ("控制在5%以内", Bound.AT_MOST),
        ("不超过5%", Bound.AT_MOST),
        ("不高于4%", Bound.AT_MOST),
        ("低于4%", Bound.AT_MOST),
        ("10天之内", Bound.AT_MOST),
        ("缩短到3天", Bound.AT_MOST),
        ("降至200人", Bound.AT_MOST),
        ("压缩至5个工作日", Bound.AT_MOST),
        ("增长8%左右", Bound.ABOUT),
        ("约300公里", Bound.ABOUT),
        ("近30家", Bound.ABOUT),
        ("将近40家", Bound.ABOUT),
        ("10家上下", Bound.ABOUT),
        ("增长8%", None),
        ("新建12座", None),
    ],
)
def test_the_words_around_a_number_bind_it(text: str, bound: Bound | None) -> None:
    (number,) = RULES.find(text)
    assert number.bound is bound


def test_full_width_digits_and_signs_count_after_layout() -> None:
    text = "一、主要目标\n新建停车场３０座，占比达到４５．５％，投资１．２亿元。"
    reading = lay_out(SourceText(text, lines=(0, 7)), ZH.layout).reading
    assert [(str(n.value), n.unit) for n in RULES.find(reading)] == [("30", "座"), ("45.5", "%"), ("1.2", "亿元")]


MEASURES = [
    # clause, then for each of its numbers: measure, direction, bound
    ("全镇生产总值增长8%左右", [(Measure.RATE, Direction.INCREASE, Bound.ABOUT)]),
    ("居民消费价格涨幅控制在3%以内", [(Measure.RATE, Direction.INCREASE, Bound.AT_MOST)]),
    ("PM2.5浓度下降5%以上", [(Measure.RATE, Direction.DECREASE, Bound.AT_LEAST)]),
    ("办理时限压缩20%", [(Measure.RATE, Direction.DECREASE, Bound.EXACTLY)]),
    ("收入增加2倍", [(Measure.RATE, Direction.INCREASE, Bound.EXACTLY)]),
    (
        "增速由8.6%放缓至8.3%",
        [
            (Measure.BASE, Direction.LEVEL, Bound.EXACTLY),
            (Measure.RATE, Direction.INCREASE, Bound.EXACTLY),
        ],
    ),
    ("工业增加值、税收分别下降3%和2%", [(Measure.RATE, Direction.DECREASE, Bound.EXACTLY)] * 2),
    ("工业用电量分别增长5%和6%", [(Measure.RATE, Direction.INCREASE, Bound.EXACTLY)] * 2),
    ("城镇登记失业率控制在4.5%以内", [(Measure.LEVEL, Direction.LEVEL, Bound.AT_MOST)]),
    ("森林覆盖率达到45%", [(Measure.LEVEL, Direction.LEVEL, Bound.EXACTLY)]),
    ("森林覆盖率提高到45%", [(Measure.LEVEL, Direction.LEVEL, Bound.EXACTLY)]),
    ("参保率保持在98%以上", [(Measure.LEVEL, Direction.LEVEL, Bound.AT_LEAST)]),
    ("税收增至12亿元", [(Measure.LEVEL, Direction.LEVEL, Bound.EXACTLY)]),
    ("失业人数降至200人", [(Measure.LEVEL, Direction.LEVEL, Bound.AT_MOST)]),
    ("财政收入达到12亿元左右", [(Measure.LEVEL, Direction.LEVEL, Bound.ABOUT)]),
    ("森林覆盖率提高2个百分点", [(Measure.CHANGE, Direction.INCREASE, Bound.EXACTLY)]),
    ("企业较上年减少12家", [(Measure.CHANGE, Direction.DECREASE, Bound.EXACTLY)]),
    ("贷款余额比年初增加30亿元", [(Measure.CHANGE, Direction.INCREASE, Bound.EXACTLY)]),
    ("新增养老床位600张", [(Measure.ADDED, Direction.INCREASE, Bound.AT_LEAST)]),
    ("淘汰锅炉30台", [(Measure.ADDED, Direction.DECREASE, Bound.AT_LEAST)]),
    ("完成投资35亿元", [(Measure.ADDED, Direction.INCREASE, Bound.AT_LEAST)]),
    ("完成改造20-30处", [(Measure.ADDED, Direction.INCREASE, Bound.BETWEEN)]),
    ("养老床位总数达到3200张", [(Measure.TOTAL, Direction.LEVEL, Bound.AT_LEAST)]),
    ("市场主体突破3万户", [(Measure.TOTAL, Direction.LEVEL, Bound.AT_LEAST)]),
    ("五年来累计新建小学20所", [(Measure.CUMULATIVE, Direction.INCREASE, Bound.AT_LEAST)]),
    ("年均增长7%", [(Measure.CUMULATIVE, Direction.INCREASE, Bound.EXACTLY)]),
    (
        "床位由1200张增加到1500张",
        [
            (Measure.BASE, Direction.LEVEL, Bound.EXACTLY),
            (Measure.LEVEL, Direction.LEVEL, Bound.AT_LEAST),
        ],
    ),
    (
        "低保标准由每月480元提高到520元",
        [
            (Measure.BASE, Direction.LEVEL, Bound.EXACTLY),
            (Measure.LEVEL, Direction.LEVEL, Bound.EXACTLY),
        ],
    ),
    (
        "在2000户的基础上再增加300户",
        [
            (Measure.BASE, Direction.LEVEL, Bound.EXACTLY),
            (Measure.CHANGE, Direction.INCREASE, Bound.EXACTLY),
        ],
    ),
]


@pytest.mark.parametrize(("text", "expected"), MEASURES, ids=[row[0] for row in MEASURES])
def test_what_a_number_measures(text: str, expected: list[tuple[Measure, Direction, Bound]]) -> None:
    assert [RULES.measure(text, number) for number in RULES.find(text)] == expected


@pytest.mark.parametrize(
    ("text", "metric"),
    [
        ("打造3家众创空间", "众创空间"),
        ("全镇生产总值增长6%以上", "全镇生产总值"),
        ("新增养老床位600张", "养老床位"),
        ("森林覆盖率提高到45%", "森林覆盖率"),
        ("居民消费价格涨幅控制在3%以内", "居民消费价格"),
        ("招商引资到位资金突破50亿元", "招商引资到位资金"),
        ("参保率保持在98%以上", "参保率"),
        ("淘汰锅炉30台", "锅炉"),
        ("比上年增加41家", ""),
        ("完成投资35亿元", "投资"),
        ("约30家企业入驻", "企业入驻"),
    ],
)
def test_what_a_number_is_about(text: str, metric: str) -> None:
    assert RULES.metric(text, RULES.find(text)[0]) == metric


@pytest.mark.parametrize(
    ("text", "subjects"),
    [
        ("粮食、棉花产量分别增长3%和4%", ("粮食产量", "棉花产量")),
        ("进口和出口分别增长5%、6%", ("进口", "出口")),
        ("工业投资、民间投资、技改投资分别增长12%、10%和9%", ("工业投资", "民间投资", "技改投资")),
        ("城镇、农村居民人均收入分别增长8%和9%", ("城镇居民人均收入", "农村居民人均收入")),
        ("一般公共预算收入、税收收入分别完成20亿元和15亿元", ("一般公共预算收入", "税收收入")),
        ("学校、医院各新建2所", ()),
        ("全镇生产总值增长5%", ()),
        ("工业用电量分别增长5%和6%", ()),
    ],
)
def test_the_subjects_that_share_a_verb(text: str, subjects: tuple[str, ...]) -> None:
    assert RULES.subjects(text) == subjects


@pytest.mark.parametrize(
    ("unit", "other", "family", "other_family", "least", "most"),
    [
        ("家", "家", "count", "count", 1, 1),
        ("万人", "人", "people", "people", 1, 1),
        ("公里", "米", "length", "length", 1, 1),
        ("万平方米", "公顷", "area", "area", 1, 1),
        ("万吨", "斤", "weight", "weight", 1, 1),
        ("家", "户", "count", "count", 0.5, 0.99),
        ("台", "辆", "count", "count", 0.5, 0.99),
        ("套", "户", "count", "count", 0.5, 0.99),
        ("", "家", "bare", "count", 0.5, 0.99),
        ("人", "人次", "people", "visits", 0.1, 0.99),
        ("张", "家", "count", "count", 0, 0.49),
        ("人", "户", "people", "count", 0, 0),
        ("%", "个百分点", "percent", "point", 0, 0),
        ("亿元", "亿美元", "money", "dollars", 0, 0),
        ("元", "%", "money", "percent", 0, 0),
    ],
)
def test_which_units_can_be_compared(
    unit: str, other: str, family: str, other_family: str, least: float, most: float
) -> None:
    for value in (
        RULES.comparable(unit, other, family, other_family),
        RULES.comparable(other, unit, other_family, family),
    ):
        assert least <= value <= most


@pytest.mark.parametrize(
    ("metric", "lower"),
    [
        ("居民消费价格涨幅", True),
        ("城镇登记失业率", True),
        ("财政赤字", True),
        ("单位生产总值能耗", True),
        ("婴儿死亡率", True),
        ("PM2.5年均浓度", True),
        ("办理时限", True),
        ("居民收入", False),
        ("森林覆盖率", False),
        ("出口", False),
        ("优良天数比例", False),
        ("财政收入", False),
    ],
)
def test_of_which_indicators_less_is_better(metric: str, lower: bool) -> None:
    assert RULES.lower_is_better(metric) is lower


def test_a_ratio_is_named_by_its_first_half() -> None:
    assert RULES.head("环保投入相当于全镇生产总值的比例") == "环保投入"
    assert RULES.head("服务业增加值占生产总值比重") == "服务业增加值"
    assert RULES.head("养老床位") == "养老床位"


def test_small_spelled_numbers_are_no_targets() -> None:
    small, big, digits = (RULES.find(text)[0] for text in ("新建三所小学", "扶持二百六十户", "新建3所小学"))
    assert [RULES.counted(number) for number in (small, big, digits)] == [False, True, True]
