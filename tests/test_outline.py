"""Text to outline: the samples' outlines, Markdown, years and places, and what holds of every tree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import reportdiff
from reportdiff.model import Report

SAMPLES = Path(__file__).parents[1] / "samples"
BODY = "全镇生产总值增长7%，新建停车场12座，改造老旧小区6个，开通微公交线路3条。"
PARTS = f"一、工作回顾\n{BODY}\n二、主要任务\n{BODY}\n"


def labels(year: int) -> list[dict[str, object]]:
    lines = (SAMPLES / f"linjiang-{year}.outline.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("year", [2016, 2017])
def test_all_headings_of_the_samples_are_found(year: int) -> None:
    report = reportdiff.outline(SAMPLES / f"linjiang-{year}.txt")
    found = {(s.level, s.start): s for s in report.sections}
    missing = [row for row in labels(year) if (row["level"], row["start"]) not in found]
    assert [row for row in missing if row["level"] != 3] == []
    assert len(missing) <= 1
    for row in labels(year):
        section = found.get((row["level"], row["start"]))  # type: ignore[call-overload]
        if section is not None:
            assert str(section.role) == row["role"], row
            assert section.title.startswith(str(row["title"]))


@pytest.mark.parametrize("year", [2016, 2017])
def test_nothing_else_is_found_on_the_big_levels(year: int) -> None:
    report = reportdiff.outline(SAMPLES / f"linjiang-{year}.txt")
    labelled = {row["start"] for row in labels(year)}
    assert [s.title for s in report.sections if s.level < 3 and s.start not in labelled] == []
    assert len([s for s in report.sections if s.start not in labelled]) <= 3


@pytest.mark.parametrize("year", [2016, 2017])
def test_every_outline_is_a_tree_in_reading_order(year: int) -> None:
    report = reportdiff.outline(SAMPLES / f"linjiang-{year}.txt")
    by_id = {s.id: s for s in report.sections}
    assert len(by_id) == len(report.sections)
    assert [s.start for s in report.sections] == sorted(s.start for s in report.sections)
    for section in report.sections:
        assert section.start < section.end
        assert section.start <= section.body <= section.end
        assert report.source.text[section.start :].startswith(section.title)
        if section.level == 1:
            assert section.parent is None
        if section.parent is not None:
            parent = by_id[section.parent]
            assert parent.level < section.level
            assert parent.start <= section.start
            assert section.end <= parent.end
        assert report.section_at(section.start) == section
    assert report.section_at(0) is None or report.sections[0].start == 0


@pytest.mark.parametrize(
    ("head", "name", "year", "place", "title"),
    [
        ("政府工作报告\n——2031年1月8日在青石镇第三届人民代表大会第一次会议上", "a.txt", 2031, "青石镇", "政府工作报告"),
        (
            "政府工作报告\n2031 年 1 月 8 日在青石镇第三届人民代表大会第一次会议上",
            "a.txt",
            2031,
            "青石镇",
            "政府工作报告",
        ),
        ("政府工作报告\n——203118日在青石镇第三届人民代表大会第一次会议上", "a.txt", 2031, "青石镇", "政府工作报告"),
        ("政府工作报告\n——20310108在青石镇第三届人民代表大会第一次会议上", "a.txt", 2031, "青石镇", "政府工作报告"),
        ("2031年青石镇政府工作报告", "a.txt", 2031, "青石镇", "2031年青石镇政府工作报告"),
        ("2031年政府工作报告", "a.txt", 2031, "", "2031年政府工作报告"),
        ("政府工作报告", "青石镇-2031.txt", 2031, "", "政府工作报告"),
        (
            "政府工作报告\n各位代表：现在，我代表青石县人民政府，向大会报告工作。",
            "a.txt",
            None,
            "青石县",
            "政府工作报告",
        ),
        ("工作报告", "a.txt", None, "", ""),
    ],
)
def test_year_place_and_title(head: str, name: str, year: int | None, place: str, title: str) -> None:
    report = reportdiff.outline(f"{head}\n{PARTS}", name=name)
    assert (report.year, report.place, report.title) == (year, place, title)


@pytest.mark.parametrize(
    ("review", "plan", "year"),
    [
        ("2030年工作回顾", "主要任务", 2031),
        ("工作回顾", "2031年主要任务", 2031),
        ("2030年工作回顾", "2031年主要任务", 2031),
        ("“十四五”及2030年工作回顾", "主要任务", 2031),
    ],
)
def test_the_year_in_the_titles_of_the_parts(review: str, plan: str, year: int) -> None:
    assert reportdiff.outline(f"一、{review}\n{BODY}\n二、{plan}\n{BODY}\n").year == year


def test_a_year_that_is_given_wins() -> None:
    assert reportdiff.outline("2031年政府工作报告\n" + PARTS, year=2029).year == 2029


def one_line(blank: str) -> Report:
    parts = [
        "政府工作报告",
        "各位代表：",
        "一、2030年工作回顾",
        BODY,
        "（一）产业稳步发展",
        BODY,
        "二、2031年工作安排",
        BODY,
        "（一）加快产业发展",
        BODY,
    ]
    return reportdiff.outline(blank.join(parts))


@pytest.mark.parametrize("blank", ["　　", "\u2003\u2003", " ", "\n", "\r\n", "\n\n"])
def test_the_same_outline_whatever_stands_between_paragraphs(blank: str) -> None:
    assert [(s.level, str(s.role), s.title) for s in one_line(blank).sections] == [
        (1, "opening", "各位代表"),
        (1, "review", "一、2030年工作回顾"),
        (2, "review", "（一）产业稳步发展"),
        (1, "plan", "二、2031年工作安排"),
        (2, "plan", "（一）加快产业发展"),
    ]


def test_a_text_without_headings_has_no_sections() -> None:
    assert reportdiff.outline("建成松风图书馆。\n新建停车场12座。\n").sections == ()
