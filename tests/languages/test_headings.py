"""Every style of heading, run-in topic sentences, and the role of each part."""

from __future__ import annotations

import pytest

import reportdiff

BODY = "全镇生产总值增长7%，新建停车场12座，改造老旧小区6个，开通微公交线路3条。"
Row = tuple[int, str, str]


def read(*lines: str) -> list[Row]:
    report = reportdiff.outline("\n".join(["政府工作报告", *lines, ""]))
    return [(s.level, str(s.role), s.title) for s in report.sections]


def body(title: str) -> tuple[str, str]:
    return title, BODY


@pytest.mark.parametrize(
    ("lines", "sections"),
    [
        pytest.param(
            ["一、2030年工作回顾", "（一）产业稳步发展", BODY, "二、2031年工作安排", "（一）加快产业发展", BODY],
            [
                (1, "review", "一、2030年工作回顾"),
                (2, "review", "（一）产业稳步发展"),
                (1, "plan", "二、2031年工作安排"),
                (2, "plan", "（一）加快产业发展"),
            ],
            id="parts and brackets",
        ),
        pytest.param(
            [
                "2030年工作回顾",
                BODY,
                "一、产业稳步发展",
                BODY,
                "2031年工作安排",
                "一、加快产业发展",
                "（一）抓项目",
                BODY,
                "二、改善民生",
                BODY,
            ],
            [
                (1, "review", "2030年工作回顾"),
                (2, "review", "一、产业稳步发展"),
                (1, "plan", "2031年工作安排"),
                (2, "plan", "一、加快产业发展"),
                (3, "plan", "（一）抓项目"),
                (2, "plan", "二、改善民生"),
            ],
            id="unnumbered parts, numbering restarts",
        ),
        pytest.param(
            ["第一部分、2030年工作回顾", BODY, "第二部分、2031年工作安排", BODY],
            [(1, "review", "第一部分、2030年工作回顾"), (1, "plan", "第二部分、2031年工作安排")],
            id="spelled parts",
        ),
        pytest.param(
            [
                "一、2030年工作回顾",
                "——产业稳步发展。" + BODY,
                "——民生持续改善。" + BODY,
                "二、2031年工作安排",
                "——加快产业发展。" + BODY,
            ],
            [
                (1, "review", "一、2030年工作回顾"),
                (2, "review", "产业稳步发展"),
                (2, "review", "民生持续改善"),
                (1, "plan", "二、2031年工作安排"),
                (2, "plan", "加快产业发展"),
            ],
            id="dashes",
        ),
        pytest.param(
            [
                "一、2030年工作回顾",
                BODY,
                "二、2031年工作安排",
                "一是加快产业发展。" + BODY,
                "二是改善民生。" + BODY,
                "三要守住底线。" + BODY,
            ],
            [
                (1, "review", "一、2030年工作回顾"),
                (1, "plan", "二、2031年工作安排"),
                (2, "plan", "一是加快产业发展"),
                (2, "plan", "二是改善民生"),
                (2, "plan", "三要守住底线"),
            ],
            id="ordinals",
        ),
        pytest.param(
            [
                "一、2030年工作回顾",
                "（一）产业稳步发展。" + BODY,
                "项目建设势头良好。" + BODY,
                "二、2031年工作安排",
                "（一）加快产业发展。" + BODY,
            ],
            [
                (1, "review", "一、2030年工作回顾"),
                (2, "review", "（一）产业稳步发展"),
                (3, "review", "项目建设势头良好"),
                (1, "plan", "二、2031年工作安排"),
                (2, "plan", "（一）加快产业发展"),
            ],
            id="run-in headings and topic sentences",
        ),
    ],
)
def test_styles(lines: list[str], sections: list[Row]) -> None:
    assert read(*lines) == sections


@pytest.mark.parametrize(
    ("title", "role"),
    [
        ("2030年工作回顾", "review"),
        ("过去一年工作总结", "review"),
        ("“十四五”及2030年工作回顾", "review"),
        ("过去五年工作", "review"),
        ("2031年重点工作", "plan"),
        ("今年工作安排", "plan"),
        ("主要预期目标", "plan"),
        ("切实加强政府自身建设", "plan"),
        ("“十五五”时期的总体思路", "outlook"),
        ("今后五年的奋斗目标", "outlook"),
    ],
)
def test_the_title_of_a_part_tells_its_role(title: str, role: str) -> None:
    rows = read("一、2030年工作回顾", BODY, f"二、{title}", BODY, "三、2031年工作安排", BODY)
    assert (1, role, f"二、{title}") in rows


def test_a_first_part_without_a_telling_title_is_a_review() -> None:
    assert [role for _, role, _ in read("一、砥砺奋进的一年", BODY, "二、再启新程", BODY)] == ["review", "plan"]


@pytest.mark.parametrize(
    "sentence",
    [
        "同时，我们也清醒地看到，发展中还存在不少困难和问题：产业不强，短板不少。",
        "在总结成绩的同时，我们也看到前进道路上还有不少困难和挑战：产业不强。",
        "各位代表！我们深知，工作中还有不少差距和不足：产业不强，欠账较多。",
    ],
)
def test_an_account_of_difficulties_in_a_review(sentence: str) -> None:
    rows = read("一、2030年工作回顾", BODY, sentence, "二、2031年工作安排", BODY)
    assert [role for _, role, _ in rows] == ["review", "problems", "plan"]
    assert rows[1][0] == 2


def test_difficulties_in_a_plan_are_still_plan() -> None:
    sentence = "同时，我们也清醒地看到，发展中还存在不少困难和问题：必须迎难而上。"
    assert {role for _, role, _ in read("一、2030年工作回顾", BODY, "二、2031年工作安排", sentence, BODY)} == {
        "review",
        "plan",
    }


def test_greetings_open_and_close() -> None:
    closing = "各位代表！让我们同心同德，共同奋斗！"
    rows = read("各位代表：", "现在报告工作。", "一、2030年工作回顾", BODY * 4, "二、2031年工作安排", BODY * 4, closing)
    assert [(level, role) for level, role, _ in rows] == [(1, "opening"), (1, "review"), (1, "plan"), (1, "closing")]


def test_items_and_sentences_are_no_headings() -> None:
    rows = read(
        "一、2030年工作回顾",
        "1.新建停车场12座。",
        "全镇生产总值增长7%。",
        "今年的主要预期目标是：生产总值增长7%。" + BODY,
        "二、2031年工作安排",
        BODY,
    )
    assert [title for _, _, title in rows] == ["一、2030年工作回顾", "二、2031年工作安排"]


def test_a_long_run_in_heading_is_cut_at_its_first_stop() -> None:
    rows = read("一、2030年工作回顾", "（一）坚持项目为王，" + BODY, "二、2031年工作安排", BODY)
    title = rows[1][2]
    assert title.startswith("（一）坚持项目为王")
    assert len(title) <= 60
