"""Sentences to clauses: where one claim ends, what it shares with the one before, what is never cut."""

from __future__ import annotations

import pytest

from reportdiff.languages.registry import get_language

RULES = get_language("zh").claims


def cut(sentence: str) -> list[str]:
    return [sentence[clause.start : clause.end] for clause in RULES.clauses(sentence)]


@pytest.mark.parametrize(
    ("sentence", "clauses"),
    [
        # commas and colons
        ("建成松风图书馆，启动听湖大桥建设", ["建成松风图书馆", "启动听湖大桥建设"]),
        ("主要目标是：生产总值增长7%，财政收入增长6%", ["主要目标是", "生产总值增长7%", "财政收入增长6%"]),
        # lists whose items have a number or a verb of their own
        ("新建幼儿园3所、小学2所", ["新建幼儿园3所", "小学2所"]),
        ("建成南苑公园、启动北苑公园建设", ["建成南苑公园", "启动北苑公园建设"]),
        ("取消审批事项20项、下放15项", ["取消审批事项20项", "下放15项"]),
        ("投放公共自行车500辆、建设站点30个", ["投放公共自行车500辆", "建设站点30个"]),
        ("改造老旧小区6个、30万平方米", ["改造老旧小区6个", "30万平方米"]),
        # lists that are one thing
        ("提升改造南苑公园、北苑公园", ["提升改造南苑公园、北苑公园"]),
        ("加快建设图书馆、博物馆", ["加快建设图书馆、博物馆"]),
        ("粮食、棉花产量分别增长3%和4%", ["粮食、棉花产量分别增长3%和4%"]),
        ("建成小学、中学各2所", ["建成小学、中学各2所"]),
        ("医保、养老保险参保率达到95%以上", ["医保、养老保险参保率达到95%以上"]),
        ("新登记企业500户、个体户2000户，分别增长10%和12%", ["新登记企业500户、个体户2000户", "分别增长10%和12%"]),
        # lists that share the noun at their end
        ("实施8条道路、12个小区绿化工程", ["实施8条道路、12个小区绿化工程"]),
        ("完成3万平方米、400户危旧房改造", ["完成3万平方米、400户危旧房改造"]),
        ("推进现有6块、40公顷空置地块开发", ["推进现有6块、40公顷空置地块开发"]),
        ("完成投资20亿元、5个小区改造", ["完成投资20亿元", "5个小区改造"]),
        ("完成3条道路硬化、5个小区改造", ["完成3条道路硬化", "5个小区改造"]),
        ("新建公园3座、12条道路绿化", ["新建公园3座", "12条道路绿化"]),
        ("镇财政安排300万元专项资金，支持老旧茶园改造", ["镇财政安排300万元专项资金", "支持老旧茶园改造"]),
        # quotation marks and brackets
        ("制定“强基、固本，提质”行动方案", ["制定“强基、固本，提质”行动方案"]),
        ("出台《关于工业、服务业发展：若干意见》", ["出台《关于工业、服务业发展：若干意见》"]),
        ("实施技改项目（含智能化、绿色化，共两类）20个", ["实施技改项目（含智能化、绿色化，共两类）20个"]),
        ("“没有闭合的引号，后面还有内容", ["“没有闭合的引号", "后面还有内容"]),
        # enumerators, connectives and punctuation around
        ("一是建成滨湖路", ["建成滨湖路"]),
        ("（一）建成滨湖路", ["建成滨湖路"]),
        ("第三，建成滨湖路", ["第三", "建成滨湖路"]),
        ("3.改造农贸市场2个", ["改造农贸市场2个"]),
        ("查处一批案件，及时公布结果", ["查处一批案件", "及时公布结果"]),
        ("新建学校2所，并启动扩建3所", ["新建学校2所", "启动扩建3所"]),
        ("、、新建学校3所，，", ["新建学校3所"]),
        ("，，", []),
        ("", []),
    ],
)
def test_where_clauses_end(sentence: str, clauses: list[str]) -> None:
    assert cut(sentence) == clauses


@pytest.mark.parametrize(
    ("sentence", "shared"),
    [
        ("新建幼儿园3所、小学2所", ["", "新建"]),
        ("新增就业5000人、创业300人，城镇登记失业率控制在4%以内", ["", "新增", ""]),
        ("压减一般性支出10%、“三公”经费5%", ["", "压减"]),
        ("投放公共自行车500辆、建设站点30个", ["", ""]),
        ("建成南苑公园、启动北苑公园建设", ["", ""]),
    ],
)
def test_a_verb_is_shared_where_an_item_has_none(sentence: str, shared: list[str]) -> None:
    assert [clause.shared for clause in RULES.clauses(sentence)] == shared


@pytest.mark.parametrize(
    ("sentence", "head", "joins", "stock"),
    [
        ("新建社区食堂12家，总数达到60个", "新建社区食堂12家", False, True),
        ("完成棚户区改造300户，累计达到1200户", "完成棚户区改造300户", False, True),
        ("新建小学2所，建筑面积1.2万平方米", "新建小学2所", False, True),
        ("养老床位新增200张，总数1500张", "养老床位新增200张", False, True),
        ("新增企业300家，比上年增加41家", "新增企业300家", True, False),
        ("实际利用外资2亿美元，增长5%", "实际利用外资2亿美元", True, False),
        ("全镇生产总值达到50亿元、增长6%", "全镇生产总值达到50亿元", True, False),
        ("公共预算收入增长8%，达到15亿元", "公共预算收入增长8%", True, False),
        ("新登记企业500户、个体户2000户，分别增长10%和12%", "新登记企业500户、个体户2000户", True, False),
        ("生活垃圾处理率达到100%，污水处理率95%", "污水处理率95%", False, False),
        ("新建小学2所，绿化校园5处", "绿化校园5处", False, False),
    ],
)
def test_what_the_last_clause_goes_on_about(sentence: str, head: str, joins: bool, stock: bool) -> None:
    last = RULES.clauses(sentence)[-1]
    assert sentence[last.head :].startswith(head)
    assert (last.joins, last.stock) == (joins, stock)


def test_dependents_go_back_to_the_same_head() -> None:
    sentence = "财政收入12亿元，同比增长8%，占生产总值比重达到15%"
    assert [clause.head for clause in RULES.clauses(sentence)] == [0, 0, 0]


def test_items_remember_the_list_they_come_from() -> None:
    sentence = "今年新建农贸市场2个、扩建农贸市场3个，建成松风图书馆"
    length = sentence.index("，")
    assert [clause.whole for clause in RULES.clauses(sentence)] == [(0, length), (0, length), None]


@pytest.mark.parametrize("mark", "。！？；\n")
def test_sentences_end_at(mark: str) -> None:
    assert RULES.sentence_break.search(f"建成松风图书馆{mark}启动听湖大桥") is not None


@pytest.mark.parametrize(
    ("sentence", "joined"),
    [
        ("镇财政安排300万元专项资金，支持老旧茶园改造", True),  # what money is for
        ("投入2000万元，重点用于农村公路养护", True),
        ("筹集资金800万元，优先补贴困难家庭", True),
        ("安排300万元补助乡村医生，支持卫生室改造", False),  # this money is for something already
        ("完成投资3亿元，支持青年创业", False),  # and nobody gives this
        ("投入资金2000万元，用水普及率达到98%", False),
        ("投入资金1亿元，扶持村集体经济项目30个", False),  # what has a number of its own is a promise of its own
        ("建成松风图书馆，支持老旧茶园改造", False),
    ],
)
def test_money_is_joined_by_what_it_is_for(sentence: str, joined: bool) -> None:
    assert RULES.clauses(sentence)[-1].joins is joined
