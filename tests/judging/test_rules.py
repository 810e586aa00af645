"""Promise and outcome to verdict: at least two rows for every named rule, through the whole engine."""

from __future__ import annotations

from collections import Counter
from functools import cache

import pytest

import reportdiff
from reportdiff import Finding
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.judging import RULES, judge
from reportdiff.languages.registry import get_language
from tests.pairs import new_report, old_report

# The second sentence keeps the new plan away from the first: what stands around a claim tells of it too.
SAY_NOTHING = (
    "新增绿地20公顷。社会大局和谐稳定，各项事业都有新的发展，人民群众的获得感、幸福感、安全感不断增强，"
    "全镇上下精神振奋。"
)

# promise, outcome, verdict, rule, exceeded
ROWS = [
    ("建成松风图书馆。", SAY_NOTHING, "dropped", "not-mentioned", False),
    ("新建停车场12座。", SAY_NOTHING, "dropped", "not-mentioned", False),
    ("建成松风图书馆。", SAY_NOTHING, "dropped", "only-promised-again", False),
    ("新建停车场12座。", SAY_NOTHING, "dropped", "only-promised-again", False),
    ("建成松风图书馆。", "松风图书馆未能如期建成。", "missed", "said-not-done", False),
    ("启动湖滨水厂建设。", "湖滨水厂建设没有如期启动。", "missed", "said-not-done", False),
    ("全面推行河长制。", "河长制只在两个村推行，其余村没有推开。", "missed", "said-not-done", False),
    ("城镇新增就业5000人。", "城镇新增就业没有达到5000人。", "missed", "said-not-done", False),
    ("粮食、棉花产量分别增长3%和4%。", "粮食、棉花产量分别增长3.5%和2%。", "partial", "numbers-partly-reached", False),
    ("财政收入增长8%，达到15亿元。", "财政收入14.6亿元，增长8.4%。", "partial", "numbers-partly-reached", False),
    ("新建农贸市场6个。", "新建农贸市场2个、改建农贸市场3个、扩建农贸市场1个。", "met", "parts-add-up", False),
    ("新建停车场6座。", "新建停车场6座，其中镇区4座、村里2座。", "met", "number-reached", False),
    ("完成危房改造20-30处。", "完成危房改造24处。", "met", "number-in-range", False),
    ("居民消费价格上涨2%-3%。", "居民消费价格上涨2.4%。", "met", "number-in-range", False),
    ("新建停车场12座。", "新建停车场12座。", "met", "number-reached", False),
    ("新建停车场12座。", "新建停车场15座。", "met", "number-reached", True),
    ("全镇生产总值增长8%。", "全镇生产总值增长8.2%。", "met", "number-reached", False),
    ("万元产值能耗下降3%以上。", "万元产值能耗下降3.6%。", "met", "number-reached", True),
    ("城镇登记失业率控制在4.5%以内。", "城镇登记失业率3.8%。", "met", "number-reached", True),
    ("城镇登记失业率控制在4.5%以内。", "城镇登记失业率4.4%。", "met", "number-reached", False),
    ("财政收入增长8%。", "财政收入由20亿元增加到21.7亿元。", "met", "number-reached", False),
    ("全镇生产总值增长8%左右。", "全镇生产总值增长7.5%。", "met", "number-within-tolerance", False),
    ("接待游客20万人次左右。", "接待游客19万人次。", "met", "number-within-tolerance", False),
    ("全镇生产总值增长8%左右。", "全镇生产总值增长9.5%。", "met", "number-on-good-side", True),
    ("居民消费价格涨幅3%左右。", "居民消费价格上涨1.5%。", "met", "number-on-good-side", True),
    ("完成危房改造20-30处。", "完成危房改造35处。", "met", "number-on-good-side", True),
    ("新建停车场12座。", "新建停车场9座，其余3座正在施工。", "partial", "number-short-rest-under-way", False),
    (
        "完成棚户区改造300户。",
        "完成棚户区改造280户，剩余20户正在改造。",
        "partial",
        "number-short-rest-under-way",
        False,
    ),
    ("新建停车场12座。", "新建停车场9座。", "missed", "number-short", False),
    ("全镇生产总值增长8%左右。", "全镇生产总值增长5%。", "missed", "number-short", False),
    ("城镇登记失业率控制在4.5%以内。", "城镇登记失业率4.9%。", "missed", "number-short", False),
    ("居民消费价格涨幅3%左右。", "居民消费价格上涨4.5%。", "missed", "number-short", False),
    ("万元产值能耗下降3%以上。", "万元产值能耗下降1.6%。", "missed", "number-short", False),
    ("出口增长5%。", "出口下降2%。", "missed", "number-short", False),
    ("新认定龙头企业10家。", "新认定龙头企业8家，龙头企业总数达到41家。", "missed", "number-short", False),
    ("城镇新增就业5000人。", "城镇新增就业超额完成年度目标。", "met", "said-reached", False),
    ("招商引资到位资金30亿元。", "招商引资到位资金提前完成年度任务。", "met", "said-reached", False),
    ("改造老旧供水管网25公里。", "五年来累计改造老旧供水管网120公里。", "unclear", "cumulative-only", False),
    ("新建停车场12座。", "近三年累计新建停车场60座。", "unclear", "cumulative-only", False),
    ("盘活闲置用地800亩。", "争取建设用地指标800亩。", "unclear", "number-unsure", False),
    ("盘活闲置用地800亩。", "流转土地900亩。", "unclear", "number-unsure", False),
    ("改造老旧供水管网25公里。", "改造老旧供水管网工作扎实推进。", "unclear", "no-comparable-number", False),
    ("城镇新增就业5000人。", "城镇新增就业稳步增长。", "unclear", "no-comparable-number", False),
    # of two indicators one is told: its number does not stand for the other
    (
        "镇区供水合格率、村级供水合格率分别达到96%和92%。",
        "镇区供水合格率达到97%。",
        "unclear",
        "no-comparable-number",
        False,
    ),
    ("粮食产量、棉花产量分别增长3%和4%。", "粮食产量增长4.2%。", "unclear", "no-comparable-number", False),
    (
        "城镇、农村居民收入分别增长7%和8%。",
        "城镇居民收入增长7.2%，农村居民收入增长8.5%。",
        "met",
        "number-reached",
        False,
    ),
    ("更新20条供水管线。", "更新5条供水管线。", "missed", "number-short", False),
    ("建成松风图书馆、青竹体育馆、望月剧场。", "松风图书馆、望月剧场建成开放。", "partial", "some-parts-only", False),
    ("建成松风小学、听湖小学、青竹小学。", "松风小学、青竹小学建成。", "partial", "some-parts-only", False),
    ("建成松风图书馆。", "松风图书馆基本建成。", "partial", "basically-done", False),
    ("完成松风河整治。", "松风河整治基本完成。", "partial", "basically-done", False),
    ("建成松风图书馆。", "松风图书馆建设得到省文化厅充分肯定。", "unclear", "praise-only", False),
    ("制定养老服务条例。", "养老服务条例受到各方关注。", "unclear", "praise-only", False),
    ("建成松风图书馆。", "松风图书馆主体封顶。", "partial", "still-under-way", False),
    ("建成松风图书馆。", "松风图书馆正在加紧施工。", "partial", "still-under-way", False),
    ("出台人才奖补办法。", "人才奖补办法正在征求意见。", "partial", "still-under-way", False),
    ("启动湖滨水厂建设。", "湖滨水厂正在报批。", "partial", "still-under-way", False),
    ("开工建设听湖大桥。", "听湖大桥破土动工。", "met", "started-as-promised", False),
    ("启动湖滨水厂建设。", "湖滨水厂建成投产。", "met", "started-as-promised", False),
    ("建成松风图书馆。", "松风图书馆建成开放。", "met", "done-as-promised", False),
    ("挂牌成立不动产登记中心。", "不动产登记中心挂牌运行。", "met", "done-as-promised", False),
    ("筹建青石职业学院。", "青石职业学院筹建工作稳步推进。", "met", "carried-on-as-promised", False),
    ("筹办首届听湖运动会。", "首届听湖运动会筹办工作正在进行。", "met", "carried-on-as-promised", False),
    ("扩大公交优惠范围。", "公交优惠范围进一步扩大。", "met", "state-reported", False),
    ("提高村医补助标准。", "村医补助标准再次提高。", "met", "state-reported", False),
    ("制定新一轮松风湖保护行动计划。", "全面完成第一轮松风湖保护行动计划。", "dropped", "another-one", False),
    ("办好第三届茶艺节。", "第二届茶艺节成功举办。", "dropped", "another-one", False),
    ("编制松风湖保护规划。", "松风湖游人如织。", "dropped", "only-the-topic", False),
    ("制定停车管理办法。", "停车场人来人往。", "dropped", "only-the-topic", False),
    ("建成湖滨路。", "湖滨路沿线商户生意红火。", "unclear", "stage-not-told", False),
    ("打通桐花路。", "桐花路沿线居民反映强烈。", "unclear", "stage-not-told", False),
]


@cache
def finding(promise: str, outcome: str, plan: str) -> Finding:
    (found,) = reportdiff.compare(old_report(promise), new_report(outcome, plan)).findings
    return found


def plan_for(promise: str, rule: str) -> str:
    return promise if rule == "only-promised-again" else "改进工作作风。"


@pytest.mark.parametrize(
    ("promise", "outcome", "verdict", "rule", "exceeded"), ROWS, ids=[f"{row[3]}-{n}" for n, row in enumerate(ROWS)]
)
def test_verdict(promise: str, outcome: str, verdict: str, rule: str, exceeded: bool) -> None:
    found = finding(promise, outcome, plan_for(promise, rule))
    judgement = found.judgement
    assert (str(judgement.verdict), judgement.rule, judgement.exceeded) == (verdict, rule, exceeded)
    assert 0 <= judgement.confidence <= 1
    assert (found.evidence == ()) == (verdict == "dropped")
    assert (found.renewed is not None) == (rule == "only-promised-again")


def test_every_rule_has_its_rows() -> None:
    names = {rule.name for rule in RULES}
    counts = Counter(row[3] for row in ROWS)
    assert set(counts) == names
    assert [name for name in names if counts[name] < 2 and name != "parts-add-up"] == []


def test_the_first_rules_settle_silence_and_the_last_applies_to_all() -> None:
    assert [rule.name for rule in RULES[:2]] == ["not-mentioned", "only-promised-again"]
    assert RULES[-1].name == "stage-not-told"


@pytest.mark.parametrize(
    ("promise", "outcome", "facts"),
    [
        ("新建停车场12座。", "新建停车场9座。", {"target": "≥ 12座", "actual": "9座"}),
        ("完成危房改造20-30处。", "完成危房改造24处。", {"target": "20-30处", "actual": "24处"}),
        ("建成松风图书馆。", "松风图书馆主体封顶。", {"word": "主体封顶"}),
        (
            "财政收入增长8%。",
            "财政收入由20亿元增加到22亿元。",
            {"target": "8%", "actual": "+10%", "how": "22亿元 / 20亿元 = +10%"},
        ),
        (
            "建成松风图书馆、青竹体育馆、望月剧场。",
            "松风图书馆、望月剧场建成开放。",
            {"found": "松风图书馆、望月剧场", "missing": "青竹体育馆"},
        ),
    ],
)
def test_the_facts_of_a_reason(promise: str, outcome: str, facts: dict[str, str]) -> None:
    assert dict(finding(promise, outcome, "加强队伍建设。").judgement.facts) == facts


def test_tolerance_and_excess_are_settings() -> None:
    old, new = old_report("全镇生产总值增长8%左右。"), new_report("全镇生产总值增长7.5%。")
    strict = reportdiff.compare(old, new, config=reportdiff.Config(tolerance=0.01)).findings[0].judgement
    assert (str(strict.verdict), strict.rule) == ("missed", "number-short")
    old, new = old_report("新建停车场12座。"), new_report("新建停车场15座。")
    modest = reportdiff.compare(old, new, config=reportdiff.Config(exceeded=0.5)).findings[0].judgement
    assert (str(modest.verdict), modest.exceeded) == ("met", False)


@pytest.mark.parametrize(
    ("promise", "outcome", "likely", "verdict", "rule"),
    [
        # it takes evidence that is surely about a promise to say that it was missed
        ("建成松风图书馆。", "松风图书馆未能如期建成。", 0.7, "missed", "said-not-done"),
        ("公布各村用水量。", "全镇没有完成节约用水的目标。", 0.5, "unclear", "stage-not-told"),
        # what is said not to have happened makes nothing met, however likely
        ("公布各村用水量。", "全镇没有完成节约用水的目标。", 0.3, "dropped", "only-the-topic"),
        # a number that may be of something else decides nothing
        ("新建停车场12座。", "松风大桥收费站新建12座。", 0.4, "unclear", "number-unsure"),
        ("新建停车场12座。", "松风大桥收费站新建12座。", 0.7, "met", "number-reached"),
        ("新建停车场12座。", "松风大桥收费站新建9座。", 0.5, "unclear", "number-unsure"),
        ("新建停车场12座。", "停车场由18座增加到30座。", 0.4, "met", "number-reached"),
        ("新建停车场12座。", "收费站由18座增加到30座。", 0.16, "unclear", "number-unsure"),
        ("城镇新增就业5000人。", "招商引资超额完成目标任务。", 0.4, "unclear", "no-comparable-number"),
        # unlikely words must name the thing
        ("建成松风图书馆。", "松风大桥建成。", 0.4, "unclear", "stage-not-told"),
        ("建成松风图书馆。", "听湖图书馆建成。", 0.4, "met", "done-as-promised"),
        ("建成松风图书馆。", "听湖图书馆建成。", 0.3, "dropped", "only-the-topic"),
        ("推进青石巷停车场建设。", "停车场建设顺利开展。", 0.7, "met", "carried-on-as-promised"),
        ("推进青石巷停车场建设。", "青石巷改造顺利开展。", 0.7, "unclear", "stage-not-told"),
        ("推进青石巷停车场建设。", "青石巷改造顺利开展。", 0.85, "met", "carried-on-as-promised"),
        # nor do they tell that parts are missing
        ("推进松风河、听湖治理。", "松风河治理扎实推进。", 0.7, "partial", "some-parts-only"),
        ("推进松风河、听湖治理。", "松风河治理扎实推进。", 0.55, "met", "carried-on-as-promised"),
        ("建成松风图书馆。", "松风大桥正在施工。", 0.3, "dropped", "only-the-topic"),
        # words without any progress in them are no answer to a number
        ("新建停车场12座。", "停车场的管理人员。", 0.3, "dropped", "only-the-topic"),
        ("新建停车场12座。", "停车场的管理人员。", 0.5, "unclear", "no-comparable-number"),
        ("新建停车场12座。", "停车场建设扎实推进。", 0.25, "unclear", "no-comparable-number"),
        ("新建停车场12座。", "停车场建设扎实推进。", 0.17, "dropped", "only-the-topic"),
        ("新建停车场12座。", "停车场收费下降8%。", 0.17, "unclear", "no-comparable-number"),
        # another of its kind is no answer, whether a number was promised or not
        ("农村低保标准提高到每人每年4200元。", "城市低保标准再次提高。", 0.5, "dropped", "another-one"),
    ],
)
def test_how_likely_the_evidence_is_decides_too(
    promise: str, outcome: str, likely: float, verdict: str, rule: str
) -> None:
    language = get_language("zh")
    (commitment,) = find_commitments(reportdiff.outline(old_report(promise)), language, threshold=0.0)
    found = find_outcomes(reportdiff.outline(new_report(outcome)), language)
    name, ruling, _ = judge(
        commitment, found[:1], likely=likely, promised_again=False, language=language, config=reportdiff.Config()
    )
    assert (str(ruling.verdict), name) == (verdict, rule)
