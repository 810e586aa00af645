"""Faults that readers of the program's results have found, so that they stay mended."""

from __future__ import annotations

import pytest

from reportdiff.api import align, compare, outline
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.languages.registry import get_language
from reportdiff.model import Kind, Report
from reportdiff.renderers.wording import wording
from reportdiff.results import Comparison

ZH = get_language("zh")


def report(year: int, review: str, plan: str, place: str = "青石县") -> str:
    return (
        f"政府工作报告\n——{year}年1月8日在{place}第九届人民代表大会第二次会议上\n各位代表：\n"
        f"现在，我代表{place}人民政府，向大会报告工作。\n一、{year - 1}年工作回顾\n{review}\n"
        f"二、{year}年工作安排\n{plan}\n"
    )


def pair(promise: str, outcome: str) -> Comparison:
    old = report(2030, "全县社会大局保持稳定。", promise)
    return compare(old, report(2031, outcome, "加强县城管理。"))


def verdict(promise: str, outcome: str) -> tuple[str, str]:
    judgement = pair(promise, outcome).findings[0].judgement
    return str(judgement.verdict), judgement.rule


@pytest.mark.parametrize(
    ("text", "unit"), [("注册志愿者13万余人。", "万人"), ("发放树苗5万多株。", "万株"), ("新增就业1200多人。", "人")]
)
def test_a_unit_is_written_without_the_words_inside_it(text: str, unit: str) -> None:
    outcomes = find_outcomes(outline(report(2030, text, "新建小学3所。")), ZH)
    assert [q.unit for o in outcomes for q in o.quantities] == [unit]


def test_a_bare_number_answers_no_money_and_no_rate() -> None:
    comparable = ZH.quantities.comparable
    assert comparable("万", "亿元", "bare", "money") == 0
    assert comparable("%", "万", "percent", "bare") == 0
    assert comparable("万", "人", "bare", "people") > 0.5


@pytest.mark.parametrize(
    ("text", "denied"),
    [("目前没有一家企业停工。", False), ("松风剧院工程停工。", True), ("松风剧院没有如期开放。", True)],
)
def test_double_negation_is_no_denial(text: str, denied: bool) -> None:
    assert bool(ZH.progress.denied(text)) is denied


def test_numbers_of_a_wrapped_quote_are_not_lost() -> None:
    promise = "公开招聘教师200名。"
    whole = "面向应届毕业生和社会在职教师分别公开招聘教师156人和52人，另有3人正在体检。"
    wrapped = "面向应届毕业生和社会在\n职教师分别公开招\n聘教师156人和52人，\n另有3人正在体检。"
    for outcome in (whole, wrapped):
        old = report(2030, "全县社会大局保持稳定。", promise)
        new = report(2031, outcome, "加强县城管理。").replace("\n", "\n\n")
        new = new.replace(outcome.replace("\n", "\n\n"), outcome)
        assert compare(old, new).findings[0].judgement.rule == "parts-add-up"


def titles(found: Report) -> list[tuple[int, str]]:
    return [(s.level, s.title) for s in found.sections if s.level < 3 or s.number]


def test_arabic_numbers_head_sections() -> None:
    head = "一、2030年工作回顾\n新建小学3所。\n二、2031年工作安排\n"
    text = f"{head}1. 产业发展\n新增企业5家。\n2. 民生保障\n新建小学4所。\n"
    assert (3, "1. 产业发展") in titles(outline(text))
    items = f"{head}1．改造旧校舍四十处。\n2．新建小学4所。\n"
    assert not [s for s in outline(items).sections if s.level == 3]


def test_markdown_headings_are_whole() -> None:
    text = "# 青石县政府工作报告\n\n## 一、2030年工作回顾\n\n新建小学3所。\n\n## 二、2031年工作安排\n\n新建小学4所。\n"
    found = outline(text)
    assert titles(found) == [(1, "一、2030年工作回顾"), (1, "二、2031年工作安排")]
    assert all(found.source.text[s.start :].startswith(s.title) for s in found.sections)


def test_a_plan_that_looks_back_promises_nothing() -> None:
    plan = "过去一年，全县新增企业12家。\n今年新建小学4所。"
    found = find_commitments(outline(report(2030, "社会大局稳定。", plan)), ZH, threshold=0.3)
    assert [c.quote.text for c in found] == ["今年新建小学4所"]


@pytest.mark.parametrize(
    ("promise", "outcome", "said"),
    [
        ("医保报销病种扩大到15种。", "医保报销病种由7种扩大到15种。", "met"),
        ("入驻企业不少于30家。", "入驻企业36家。", "met"),
        ("建成松风剧院。", "松风剧院活动精彩。", "unclear"),
        ("建成听湖大桥。", "听湖大桥明年6月可建成通车。", "partial"),
        ("全县生产总值增长7%以上。", "全县生产总值突破四百亿元大关，达到412亿元，增长7.9%。", "met"),
        ("全县生产总值达到400亿元。", "全县生产总值突破400亿元大关。", "met"),
        ("统筹提高低保待遇标准。", "低保待遇标准全部提高。", "met"),
        ("改造听湖接待中心。", "听湖接待中心完成改造。", "met"),
        ("举办首届松风竹艺节。", "首届松风竹艺节引来客商800人。", "met"),
        ("举办首届松风竹艺节。", "首届松风竹艺节受到各界高度关注。", "unclear"),
        ("办好竹艺展、花卉展及首届松风国际茶叶博览会等展会。", "成功举办竹艺展、花卉展及首届茶博会等展会。", "met"),
        ("建成竹艺馆、花卉馆、茶史馆。", "竹艺馆、花卉馆建成开馆。", "partial"),
        ("完成审批事项网上办、掌上办改造。", "完成审批事项一窗通办改造。", "met"),
        ("改造听湖接待中心。", "听湖接待中心改造方案待批复。", "partial"),
    ],
)
def test_verdicts(promise: str, outcome: str, said: str) -> None:
    assert verdict(promise, outcome)[0] == said


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        (report(2030, "社会稳定。", "新建小学3所。"), report(2033, "新建小学3所。", "修路5公里。"), "consecutive"),
        (
            report(2030, "社会稳定。", "新建小学3所。"),
            report(2031, "新建小学3所。", "修路5公里。", "听湖县"),
            "different places: 青石县 and 听湖县",
        ),
        (
            report(2030, "社会稳定。", "新建小学3所。"),
            report(2031, "新建小学3所。", "修路5公里。").replace("一、2030年工作回顾", "一、过去五年工作回顾"),
            "several years",
        ),
    ],
)
def test_doubtful_pairs_are_warned_of(old: str, new: str, words: str) -> None:
    say = wording("en").caution
    assert any(words in say(caution) for caution in compare(old, new).warnings)
    assert any(words in say(caution) for caution in align(old, new).warnings)


def test_a_chinese_audit_warns_in_chinese() -> None:
    old, new = report(2030, "社会稳定。", "新建小学3所。"), report(2033, "新建小学3所。", "修路5公里。")
    assert "不是相邻两年" in compare(old, new).to_markdown()
    assert "consecutive" in compare(old, new).to_markdown("en")


def test_a_report_without_a_year_says_so() -> None:
    text = "一、工作回顾\n建成学校3所。\n二、工作安排\n新建学校4所。\n"
    assert [caution.name for caution in outline(text).warnings] == ["no-year"]


def test_an_ordinary_pair_has_no_warning() -> None:
    assert pair("新建小学3所。", "新建小学3所。").warnings == ()


def test_one_item_of_a_list_is_quoted_and_not_the_list() -> None:
    found = pair("新建养老中心5家。新建助餐点20个。", "新增养老中心6家、助餐点21个、床位90张。")
    assert [f.evidence[0].quote.text for f in found.findings] == ["新增养老中心6家", "助餐点21个"]


@pytest.mark.parametrize(
    "clause",
    [
        "今年是县城设立60周年",
        "以优异成绩庆祝县城设立60周年",
        "今年将召开县第九次党代表大会",
        "今年高校毕业生达8.2万人",
        "各项工作经得起历史检验",
        "让企业真正有感",
    ],
)
def test_a_statement_is_no_commitment(clause: str) -> None:
    found = find_commitments(outline(report(2030, "社会大局稳定。", f"{clause}，新建小学4所。")), ZH, threshold=0.3)
    assert [c.quote.text for c in found if c.kind is not Kind.DIRECTIONAL] == ["新建小学4所"]
