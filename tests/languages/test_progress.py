"""The ladder of progress, what counts as said not to have happened, praise and named parts."""

from __future__ import annotations

import pytest

from reportdiff.languages.registry import get_language

RULES = get_language("zh").progress


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("听湖水厂正在选址", "under_way"),
        ("听湖水厂谋划多年", "planned"),
        ("听湖水厂开工建设", "started"),
        ("启动听湖水厂建设", "started"),
        ("听湖大桥破土奠基", "started"),
        ("听湖水厂正在施工", "under_way"),
        ("听湖水厂建设加快推进", "under_way"),
        ("松风图书馆主体封顶", "main_done"),
        ("听湖大桥合龙", "main_done"),
        ("松风图书馆建成", "completed"),
        ("出台人才奖补办法", "completed"),
        ("成立不动产登记中心", "completed"),
        ("召开动员大会", "completed"),
        ("跻身全省百强", "completed"),
        ("松风图书馆建成开放", "in_use"),
        ("松风图书馆主体完工并投入使用", "in_use"),
        ("湖滨路全线通车", "in_use"),
        ("天气晴好", ""),
        ("", ""),
    ],
)
def test_the_rung_that_a_text_reports(text: str, stage: str) -> None:
    assert RULES.stage(text) == stage


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("完成听湖水厂前期工作", "planned"),
        ("筹建青石职业学院", "planned"),
        ("启动听湖水厂建设", "started"),
        ("湖东路年内开工", "started"),
        ("松风图书馆主体封顶", "main_done"),
        ("建成湖滨路", "completed"),
        ("完成档案馆建设", "completed"),
        ("出台奖补办法", "completed"),
        ("举办湖灯节", "completed"),
        ("取消药品加成", "completed"),
        ("湖滨路通车", "in_use"),
        ("松风图书馆建成开放", "in_use"),
        ("推进湖东路建设", "under_way"),
        ("开展试点", "under_way"),
        ("前景光明", ""),
    ],
)
def test_the_rung_that_a_promise_aims_at(text: str, stage: str) -> None:
    assert RULES.promised(text) == stage


def test_every_rung_is_on_the_ladder() -> None:
    assert RULES.ladder == ("planned", "started", "under_way", "main_done", "completed", "in_use")


@pytest.mark.parametrize(
    "text",
    [
        "未能按期开工",
        "没有如期启动",
        "没有完成目标",
        "未完成年度任务",
        "未达到预期",
        "没有开工",
        "湖东路没有建成通车",
        "未如期竣工",
        "计划没有落实",
        "未通过验收",
        "没有取消",
        "未出台",
        "没有获批",
        "工程停工",
        "方案搁置",
        "尚未完成",
        "希望落空",
        "没有推行",
        "低于预期",
        "项目终止",
    ],
)
def test_said_not_to_have_happened(text: str) -> None:
    assert RULES.denied(text)


@pytest.mark.parametrize(
    "text",
    [
        "没有发生重大事故",
        "未发生一起火灾",
        "没有出现系统性风险",
        "没有让一户掉队",
        "没有停下脚步",
        "从未停歇",
        "没有最好只有更好",
        "没有减少投入",
        "没有一家企业退出",
        "没有动摇决心",
        "没有发生拖欠工资",
        "未来五年",
        "未成年人保护",
        "前所未有",
        "建成开放",
        "任务全部完成",
    ],
)
def test_no_denial(text: str) -> None:
    assert not RULES.denied(text)


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("得到省里充分肯定", "得到省里充分肯定"),
        ("受到群众好评", "受到群众好评"),
        ("成效显著", "成效显著"),
        ("取得积极进展", "取得积极进展"),
    ],
)
def test_praise(text: str, word: str) -> None:
    match = RULES.praise.search(text)
    assert match
    assert match.group() == word


@pytest.mark.parametrize("text", ["湖滨路建成通车", "新建停车场12座", "没有如期启动"])
def test_no_praise(text: str) -> None:
    assert not RULES.praise.search(text)


@pytest.mark.parametrize(
    ("name", "yes", "no"),
    [
        ("under_way", ["正在施工", "剩余20户待迁", "其余4个在建", "尚未完工"], ["建成通车", "全部完成"]),
        ("basically", ["基本建成", "基本完成", "初步形成"], ["建成", "全面完成", "夯实基本盘"]),
        (
            "said_reached",
            ["超额完成", "好于预期", "如期完成", "提前完成", "达到预期目标", "低于年初预期目标"],
            ["完成12个", "高度重视"],
        ),
        ("begun", ["破土动工", "启动建设"], ["征收后开工", "正在选址"]),
        ("preparing", ["前期工作", "正在报批", "完成可行性研究"], ["建成", "通车"]),
        ("empty", ["做了大量工作", "工作扎实推进"], ["得到省里充分肯定", "建成"]),
        ("totals_up", ["分别增加1个和2个", "其中新建2所"], ["新建2所"]),
        ("and_others", ["等12个项目", "等一批项目"], ["图书馆、剧场", "同等条件"]),
    ],
)
def test_deciding_words(name: str, yes: list[str], no: list[str]) -> None:
    pattern = getattr(RULES, name)
    assert [text for text in yes if not pattern.search(text)] == []
    assert [text for text in no if pattern.search(text)] == []


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("建成松风图书馆、少儿馆、天文馆等设施", ("松风图书馆", "少儿馆", "天文馆")),
        ("建成湖滨路、青石路和松风路", ("湖滨路", "青石路", "松风路")),
        ("打通望湖路、听松路等5条断头路", ("望湖路", "听松路")),
        ("新建图书馆、体育馆", ("图书馆", "体育馆")),
        ("建成松风图书馆", ()),
    ],
)
def test_named_parts_of_a_promise(text: str, parts: tuple[str, ...]) -> None:
    assert RULES.parts(text) == parts


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("望湖路、听松路、青竹路相继贯通", ("望湖路", "听松路", "青竹路")),
        ("望湖路、听松路建成通车", ("望湖路", "听松路")),
        ("小学、中学、幼儿园等项目开工", ("小学", "中学", "幼儿园")),
        ("望湖路相继贯通", ()),
    ],
)
def test_things_named_one_by_one(text: str, names: tuple[str, ...]) -> None:
    assert RULES.listed(text) == names


@pytest.mark.parametrize(
    ("text", "way"),
    [
        ("增幅比年初目标高出0.3个百分点", 1),
        ("高于预期目标1个百分点", 1),
        ("超过预期目标0.5个百分点", 1),
        ("低于年初预期目标0.2个百分点", -1),
        ("比目标低0.5个百分点", -1),
        ("增长8%", 0),
        ("比全省平均高0.4个百分点", 0),
    ],
)
def test_above_or_below_the_target(text: str, way: int) -> None:
    assert RULES.versus_target(text) == way
