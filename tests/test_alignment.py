"""Which section goes on as which: the samples' labelled links, and each status on a small pair."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import reportdiff
from reportdiff import Config, Relation, SectionStatus
from reportdiff.results import Alignment

SAMPLES = Path(__file__).parents[1] / "samples"
INDUSTRY = "新引进工业企业12家，建成食品产业园标准厂房，规模以上工业产值增长9%，实施技术改造项目20个，培育龙头企业3家。"
SCHOOLS = "新建幼儿园3所，扩建中心小学教学楼，新增学位1200个，招聘教师30名，义务教育巩固率达到99%，开展校园文化活动。"
CLINICS = "镇卫生院门诊楼投入使用，家庭医生签约率达到40%，新增病床60张，免费筛查妇女2000名，乡村医生培训两轮。"
ROADS = "听湖大桥建成通车，硬化村道18公里，开通城乡公交线路3条，改造危桥2座，安装路灯300盏。"
TREES = "植树造林2000亩，听湖湿地修复完成，拆除燃煤锅炉8台，污水处理率达到90%，河道清淤12公里。"


def report(year: int, review: list[tuple[str, str]], plan: list[tuple[str, str]]) -> str:
    numbers = "一二三四五"
    lines = [f"政府工作报告\n——{year}年1月8日在松风镇第三届人民代表大会第一次会议上", f"一、{year - 1}年工作回顾"]
    lines += [f"（{numbers[i]}）{title}\n{body}" for i, (title, body) in enumerate(review)]
    lines.append(f"二、{year}年工作安排")
    lines += [f"（{numbers[i]}）{title}\n{body}" for i, (title, body) in enumerate(plan)]
    return "\n".join(lines) + "\n"


def links(alignment: Alignment, relation: Relation = Relation.CONTINUES) -> set[tuple[str | None, str | None, str]]:
    old = {s.id: s.title for s in alignment.old.sections}
    new = {s.id: s.title for s in alignment.new.sections}
    return {
        (old[p.old][3:] if p.old else None, new[p.new][3:] if p.new else None, str(p.status))
        for p in alignment.pairs
        if p.relation is relation
    }


def aligned(plan: list[tuple[str, str]], next_plan: list[tuple[str, str]]) -> Alignment:
    review = [("过去的工作", ROADS)]
    return reportdiff.align(report(2031, review, plan), report(2032, review, next_plan))


def test_sections_are_kept_or_renamed_whatever_their_order() -> None:
    plan = [("发展特色产业", INDUSTRY), ("办好教育事业", SCHOOLS), ("建设美丽乡村", TREES)]
    next_plan = [("守护绿水青山", TREES), ("发展特色产业", INDUSTRY), ("办好教育事业", SCHOOLS)]
    assert links(aligned(plan, next_plan)) == {
        ("发展特色产业", "发展特色产业", "kept"),
        ("办好教育事业", "办好教育事业", "kept"),
        ("建设美丽乡村", "守护绿水青山", "renamed"),
    }


def test_a_section_splits() -> None:
    plan = [("发展社会事业", SCHOOLS + CLINICS), ("发展特色产业", INDUSTRY)]
    next_plan = [("办好教育事业", SCHOOLS), ("提高健康水平", CLINICS), ("发展特色产业", INDUSTRY)]
    assert links(aligned(plan, next_plan)) == {
        ("发展社会事业", "办好教育事业", "split"),
        ("发展社会事业", "提高健康水平", "split"),
        ("发展特色产业", "发展特色产业", "kept"),
    }


def test_sections_merge() -> None:
    plan = [("办好教育事业", SCHOOLS), ("提高健康水平", CLINICS), ("发展特色产业", INDUSTRY)]
    next_plan = [("发展社会事业", SCHOOLS + CLINICS), ("发展特色产业", INDUSTRY)]
    assert links(aligned(plan, next_plan)) == {
        ("办好教育事业", "发展社会事业", "merged"),
        ("提高健康水平", "发展社会事业", "merged"),
        ("发展特色产业", "发展特色产业", "kept"),
    }


def test_sections_come_and_go() -> None:
    plan = [("发展特色产业", INDUSTRY), ("建设美丽乡村", TREES)]
    next_plan = [("发展特色产业", INDUSTRY), ("办好教育事业", SCHOOLS)]
    assert links(aligned(plan, next_plan)) == {
        ("发展特色产业", "发展特色产业", "kept"),
        ("建设美丽乡村", None, "removed"),
        (None, "办好教育事业", "added"),
    }


def test_the_next_review_answers_the_plan() -> None:
    old = report(2031, [("过去的工作", ROADS)], [("发展特色产业", INDUSTRY), ("办好教育事业", SCHOOLS)])
    new = report(2032, [("教育惠及万家", SCHOOLS), ("产业提质增效", INDUSTRY)], [("建设美丽乡村", TREES)])
    assert links(reportdiff.align(old, new), Relation.ANSWERS) == {
        ("发展特色产业", "产业提质增效", "renamed"),
        ("办好教育事业", "教育惠及万家", "renamed"),
    }


def test_a_high_threshold_links_nothing() -> None:
    plan = [("发展特色产业", INDUSTRY), ("办好教育事业", SCHOOLS)]
    review = [("过去的工作", ROADS)]
    old, new = report(2031, review, plan), report(2032, review, [("建设美丽乡村", TREES)])
    alignment = reportdiff.align(old, new, config=Config(section_similarity=1.0))
    assert {pair.status for pair in alignment.pairs} == {SectionStatus.ADDED, SectionStatus.REMOVED}


@pytest.fixture(scope="module")
def sample() -> Alignment:
    return reportdiff.align(SAMPLES / "linjiang-2016.txt", SAMPLES / "linjiang-2017.txt")


def test_the_links_of_the_samples(sample: Alignment) -> None:
    old = {s.id: s.start for s in sample.old.sections}
    new = {s.id: s.start for s in sample.new.sections}
    found = {(str(p.relation), old[p.old], new[p.new]) for p in sample.pairs if p.old and p.new}
    lines = (SAMPLES / "linjiang-2016-2017.links.jsonl").read_text("utf-8").splitlines()
    wanted = {(row["relation"], row["old"], row["new"]) for row in map(json.loads, lines)}
    both = len(found & wanted)
    assert both / len(wanted) >= 0.9
    assert both / len(found) >= 0.9


def test_pairs_are_sound(sample: Alignment) -> None:
    old, new = ({s.id for s in info.sections} for info in (sample.old, sample.new))
    for pair in sample.pairs:
        assert pair.old is None or pair.old in old
        assert pair.new is None or pair.new in new
        assert 0 <= pair.similarity <= 1
        assert (pair.status is SectionStatus.ADDED) == (pair.old is None)
        assert (pair.status is SectionStatus.REMOVED) == (pair.new is None)
    for relation in Relation:
        mine = [p for p in sample.pairs if p.relation is relation]
        for pair in mine:
            if pair.old and pair.new:
                splits = sum(1 for p in mine if p.old == pair.old)
                assert (pair.status is SectionStatus.SPLIT) == (splits > 1)
