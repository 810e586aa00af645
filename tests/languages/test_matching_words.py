"""The match key, names, contrasts and what a promise is about."""

from __future__ import annotations

import pytest

from reportdiff.languages.registry import get_language

RULES = get_language("zh").matching


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("新增公共停车泊位2000个", "新增公共车位个"),
        ("技改投资3.5亿元", "技改投资元"),
        ("全面推行“河长制”！", "全面推行河长制"),
        ("GDP增长8%", "生产总值增长"),
        ("地区生产总值增长8%", "生产总值增长"),
        ("1.2万户棚改", "户棚户区改造"),
        ("12345热线", "热线"),
        ("危旧房屋500户", "危房户"),  # the longest spelling counts, not 危旧房 in it
        ("免除学杂费", "免除学杂费"),  # and a standard one has no other inside it
        ("", ""),
    ],
)
def test_the_key_leaves_out_digits_and_makes_spellings_alike(text: str, key: str) -> None:
    assert RULES.key(text) == key


@pytest.mark.parametrize(
    ("text", "other"),
    [
        ("外商投资企业设立", "外资企业设立"),
        ("公共租赁住房建成", "公租房建成"),
        ("农机具购置补贴", "农业机械购置补贴"),
        ("国有企业改革", "国企改革"),
        ("小型微型企业贷款", "小微企业贷款"),
        ("一般公共预算收入增长", "财政收入增长"),
        ("营业税改征增值税试点", "营改增试点"),
        ("农村五保供养", "五保户供养"),
        ("轨道交通三号线", "地铁三号线"),
        ("大众创业、万众创新", "双创"),
    ],
)
def test_short_and_full_names_have_one_key(text: str, other: str) -> None:
    assert RULES.key(text) == RULES.key(other)


def test_codes_with_digits_stay_apart() -> None:
    keys = {RULES.key(text) for text in ("PM2.5浓度", "PM10浓度", "浓度")}
    assert len(keys) == 3
    assert RULES.key("G20峰会") != RULES.key("G7峰会")


@pytest.mark.parametrize("text", ["GDP增长8%", "1.2万户棚改", "成立专班", "PM2.5浓度", "破土动工"])
def test_a_key_is_its_own_key(text: str) -> None:
    assert RULES.key(RULES.key(text)) == RULES.key(text)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("全面推行“河长制”", {"河长制"}),
        ("《青石志》出版", {"青石志"}),
        ("通过GMP认证", {"GMP"}),
        ("PM2.5浓度下降", {"PM2.5"}),
        ("办好“听湖”艺术节、编制《松风规划》", {"听湖", "松风规划"}),
        ("新建停车场12座", set()),
    ],
)
def test_names(text: str, names: set[str]) -> None:
    assert RULES.names(text) == names


@pytest.mark.parametrize(
    ("text", "other", "expected"),
    [
        ("农村低保标准", "城市低保标准", 1.0),
        ("图书馆建成", "博物馆建成", 1.0),
        ("免征牧业税", "免征农业税", 1.0),
        ("一期工程", "二期工程", 1.0),
        ("绕城路东段", "绕城路西段", 1.0),
        ("进口增长", "出口增长", 1.0),
        ("养老保险参保率", "医疗保险参保率", 1.0),
        ("二氧化硫排放", "氮氧化物排放", 1.0),
        ("第三届艺术节", "第二届艺术节", 1.0),
        ("首届艺术节", "第二届艺术节", 1.0),
        ("农村低保标准", "农村低保标准", 0.0),
        ("农村低保标准", "低保标准", 0.0),
        ("小学新建", "小学和初中新建", 0.0),
        ("第三批示范村", "第三届艺术节", 0.0),
    ],
)
def test_contrasts(text: str, other: str, expected: float) -> None:
    assert RULES.contrasts(text, other) == RULES.contrasts(other, text) == expected


@pytest.mark.parametrize(
    ("text", "end"),
    [
        ("继续办好世界听湖论坛", "论坛"),
        ("建成松风图书馆", "书馆"),
        ("出台人才奖补办法", "办法"),
        ("推进松风产业园建设", "业园"),
        ("新增公共停车泊位2000个", "位个"),
        ("全面推行“河长制”", "长制"),
    ],
)
def test_the_end_of_the_object(text: str, end: str) -> None:
    assert RULES.object_end(text) == end


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("建成松风图书馆", "complete"),
        ("今年启动建设听湖大桥", "start"),
        ("出台人才奖补办法", "issue"),
        ("成立不动产登记中心", "establish"),
        ("改造老旧小区6个", "build"),
        ("举办听湖艺术节", "hold"),
        ("取消药品加成", "abolish"),
        ("森林覆盖率达到45%", "reach"),
        ("加强社会治理", "strengthen"),
        ("前景光明", ""),
    ],
)
def test_the_class_of_the_first_verb(text: str, kind: str) -> None:
    assert RULES.verb_class(text) == kind


def test_learned_weights_are_there() -> None:
    assert RULES.evidence([{"cover": 0.9, "section": 0.9}]) > RULES.evidence([{"cover": 0.1, "section": 0.1}])
    assert RULES.renewal
    assert "score" in RULES.confidence
