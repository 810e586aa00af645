"""How checkable a clause is: clear cases on both sides of the default threshold."""

from __future__ import annotations

import pytest

from reportdiff.config import Config
from reportdiff.languages.base import ClauseWords
from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.checkable import leans, says_nothing

ZH = get_language("zh")


def chance(text: str, shared: str = "", before: str = "") -> float:
    [found] = ZH.claims.checkable([ClauseWords(text, shared, before, ZH.quantities.find(text), f"{before}{text}")])
    return found


@pytest.mark.parametrize(
    "text",
    [
        "新建停车场12座",
        "全镇生产总值增长8%左右",
        "建成松风图书馆",
        "出台人才奖补办法",
        "启动听湖大桥建设",
        "取消医院药品加成",
        "举办听湖艺术节",
        "改造老旧小区6个",
        "新增城镇就业5000人",
        "森林覆盖率达到45%",
        "完成档案馆建设",
        "开通微公交线路3条",
        "实施技改项目20个",
        "城镇登记失业率控制在4.5%以内",
    ],
)
def test_an_auditor_would_check(text: str) -> None:
    assert chance(text) > Config().checkable


@pytest.mark.parametrize(
    "text",
    [
        "加强社会治理",
        "提升服务水平",
        "坚持稳中求进",
        "让群众更有获得感",
        "深化重点领域改革",
        "不断优化营商环境",
        "大力弘扬工匠精神",
        "推动高质量发展",
        "营造良好氛围",
        "增强发展动力",
        "我们要同心同德",
        "维护社会和谐稳定",
        "改善人居环境",
        "当前形势依然严峻",
        "努力开创新局面",
        "壮大村级集体经济",
        "到2035年基本实现现代化",
    ],
)
def test_a_wish_cannot_be_checked(text: str) -> None:
    assert chance(text) < Config().checkable


@pytest.mark.parametrize(
    ("text", "nothing"),
    [
        ("今年高校毕业生将高达500万人", True),
        ("高校毕业生300人", True),
        ("帮扶高校毕业生3000人就业", False),
        ("高校毕业生就业率达到90%", False),
        ("这是改革的关键一步", True),
        ("建设具有影响力的中心", False),  # 具有 tells what kind of centre, and does not state anything
        ("以优异成绩庆祝建县百年", True),
        ("按照法定权限履行职责", True),
        ("在家门口就能上好学", False),
        ("启动听湖大桥建设", False),
        ("取消了各种摊派", True),
        ("不仅关系当前稳定", True),
        ("就业压力没有完全缓解", True),
        ("不仅建成松风大桥", False),
        ("解决尚未解决的饮水问题12处", False),
        ("化解未了信访积案20件", False),
        ("推动信访积案化解了结", False),
        ("确保即将举办的茶艺节圆满成功", False),
        ("听湖艺术节即将拉开帷幕", True),
        ("为了保障供水建成听湖水厂", False),
        ("走访了解茶农困难", False),
    ],
)
def test_statements_promise_nothing(text: str, nothing: bool) -> None:
    assert says_nothing(text) is nothing


@pytest.mark.parametrize(
    ("text", "alone"),
    [
        ("提高补贴标准", False),
        ("制定相关办法", False),
        ("扩大试点范围", False),
        ("增加资金支持并适当提高救助标准", False),
        ("提高农机购置补贴标准", True),
        ("制定停车管理办法", True),
        ("扩大城市医疗试点范围", True),
        ("新增500套", True),
        ("提高到每人每月600元", True),
    ],
)
def test_a_clause_that_names_nothing_leans_on_the_one_before(text: str, alone: bool) -> None:
    assert leans(text) is not alone


def test_a_shared_verb_counts() -> None:
    assert chance("青竹体育馆", shared="建成") > chance("青竹体育馆")


def test_goals_said_to_be_goals_are_likelier() -> None:
    goals = ("居民收入稳步增长", "财政收入平稳增长", "物价总水平基本稳定", "粮食产量保持稳定", "社会就业更加充分")
    assert sum(chance(goal, before="今年的主要预期目标是：") for goal in goals) > sum(map(chance, goals))


@pytest.mark.parametrize(
    ("text", "aims"),
    [("加强知识产权保护", True), ("建成松风图书馆", True), ("前景更加美好", False), ("我们要同心同德", False)],
)
def test_whether_a_clause_promises_anything(text: str, aims: bool) -> None:
    assert ZH.claims.aims(text) is aims
