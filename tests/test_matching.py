"""Commitments and outcomes: scores, the assignment, renewals."""

from __future__ import annotations

from decimal import Decimal

import pytest

import reportdiff
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.config import Config
from reportdiff.languages.registry import get_language
from reportdiff.matching import Matches, fits, match_commitments, renewals
from reportdiff.model import Bound, Direction, Measure, Quantity, Target
from tests.pairs import new_report, old_report

ZH = get_language("zh")


def match(promises: str, outcomes: str, config: Config | None = None) -> tuple[Matches, ...]:
    old, new = reportdiff.outline(old_report(promises)), reportdiff.outline(new_report(outcomes))
    found = find_commitments(old, ZH, threshold=0.3)
    return match_commitments(found, find_outcomes(new, ZH), {}, ZH, config or Config())


def firsts(matches: tuple[Matches, ...]) -> list[tuple[str, str]]:
    return [(m.commitment.quote.text, m.candidates[0].outcome.quote.text if m.candidates else "") for m in matches]


def test_each_commitment_finds_its_own_outcome() -> None:
    promises = "建成松风图书馆，建成青竹体育馆，新建停车场12座，出台人才奖补办法。"
    outcomes = "青竹体育馆建成。人才奖补办法出台。新增绿地20公顷。松风图书馆建成。新建停车场15座。"
    assert firsts(match(promises, outcomes)) == [
        ("建成松风图书馆", "松风图书馆建成"),
        ("建成青竹体育馆", "青竹体育馆建成"),
        ("新建停车场12座", "新建停车场15座"),
        ("出台人才奖补办法", "人才奖补办法出台"),
    ]


def test_several_commitments_compete_for_one_outcome() -> None:
    promises = "新建松风小学，新建松风中学。"
    # Only one is reported; the price of sharing keeps the other from being put first where it has another choice.
    matches = match(promises, "松风小学新建完成。松风片区中学新建完成。")
    assert firsts(matches) == [("新建松风小学", "松风小学新建完成"), ("新建松风中学", "松风片区中学新建完成")]


def test_one_outcome_answers_several_where_there_is_no_other() -> None:
    matches = match("建成松风图书馆，启动松风图书馆建设。", "松风图书馆建成开放。新增绿地20公顷。")
    assert [first for _, first in firsts(matches)] == ["松风图书馆建成开放"] * 2
    assert all(m.candidates[0].score > Config().evidence for m in matches)


def test_more_commitments_than_outcomes() -> None:
    promises = "，".join(f"建成松风{name}馆" for name in "甲乙丙丁戊己")
    matches = match(promises + "。", "松风甲馆建成。")
    assert len(matches) == 6
    assert firsts(matches)[0] == ("建成松风甲馆", "松风甲馆建成")
    scores = [m.candidates[0].score for m in matches if m.candidates]
    assert scores[0] == max(scores)


def test_scores_are_probabilities_made_of_named_parts() -> None:
    matches = match(
        "建成松风图书馆，新建停车场12座，全镇生产总值增长8%左右。",
        "松风图书馆未能建成，新建停车场9座，生产总值增长7%。五年来累计新建停车场30座。",
    )
    candidates = [candidate for m in matches for candidate in m.candidates]
    assert len(candidates) > 3
    for candidate in candidates:
        assert 0 <= candidate.score <= 1
        parts = candidate.parts
        for name in ("cover", "focus", "cosine", "partial", "ratio", "section", "letters", "around", "told_around"):
            assert 0 <= parts[name] <= 1 + 1e-9, name
    for m in matches:
        rest = [c.score for c in m.candidates[1:]]
        assert rest == sorted(rest, reverse=True)


def test_the_number_of_candidates_is_bounded() -> None:
    outcomes = "".join(f"建成松风图书馆第{n}分馆。" for n in "一二三四五六七八九")
    found = match("建成松风图书馆。", outcomes, Config(candidates=2))[0].candidates
    assert len(found) <= 2 + 4  # those that share most words, and a few that share most characters


def test_an_outcome_in_other_words_is_a_candidate_for_the_characters_it_shares() -> None:
    (only,) = match("新建林地5万亩。", "新增森林5.1万亩。小学入学更加便利。")
    assert [c.outcome.quote.text for c in only.candidates] == ["新增森林5.1万亩"]
    assert only.candidates[0].parts["rare_letter"] > 0


def test_what_stands_around_tells_two_like_outcomes_apart() -> None:
    promises = "建成松风图书馆，设立少儿阅览室，完成管网改造。"
    elsewhere = "农民收入稳步增长，粮食生产再获丰收，乡村面貌焕然一新，群众生活越过越好，各项事业全面进步。"
    outcomes = f"停车场投入使用，道路保洁扩面，改造完成。{elsewhere}松风图书馆开放，少儿阅览室迎客，改造完成。"
    matches = {m.commitment.quote.text: m for m in match(promises, outcomes)}
    candidates = {
        c.outcome.quote.start: c for c in matches["完成管网改造"].candidates if c.outcome.quote.text == "改造完成"
    }
    first, second = (candidates[start].parts for start in sorted(candidates))
    assert second["around"] > first["around"]


def test_the_commitment_that_an_outcome_fits_best_has_the_first_claim_to_it() -> None:
    first, second = match("建成松风图书馆，建成青竹体育馆。", "松风图书馆建成。")
    assert first.candidates[0].parts["first_claim"] > 0 > second.candidates[0].parts["first_claim"]


def test_matching_is_deterministic() -> None:
    promises, outcomes = "建成松风图书馆，新建停车场12座。", "松风图书馆建成。新建停车场9座。松风图书馆开放。"
    assert match(promises, outcomes) == match(promises, outcomes)


def test_nothing_to_match() -> None:
    assert match_commitments((), (), {}, ZH, Config()) == ()
    found = find_commitments(reportdiff.outline(old_report("建成松风图书馆。")), ZH, threshold=0.3)
    (alone,) = match_commitments(found, (), {}, ZH, Config())
    assert alone.candidates == ()


def test_an_outcome_that_shares_no_words_is_no_candidate() -> None:
    (only,) = match("建成松风图书馆。", "粮食丰收。")
    assert only.candidates == ()


def renewed(promise: str, plan: str) -> tuple[str, float]:
    old, new = reportdiff.outline(old_report(promise)), reportdiff.outline(new_report("新增绿地20公顷。", plan))
    mine = find_commitments(old, ZH, threshold=0.3)
    theirs = find_commitments(new, ZH, threshold=0.3)
    ((position, likeness),) = renewals(mine, theirs, {}, ZH, Config())
    return (theirs[position].quote.text if position >= 0 else "", likeness)


def test_the_same_promise_again() -> None:
    again, likeness = renewed("新建停车场12座。", "建成松风图书馆，新建停车场20座。")
    assert again == "新建停车场20座"
    assert likeness > Config().renewed


def test_another_promise_is_no_renewal() -> None:
    _, likeness = renewed("新建停车场12座。", "推广良种水稻，举办丰收节。")
    assert likeness < Config().renewed


def target(measure: Measure, unit: str, family: str) -> Target:
    return Target("停车场", Bound.AT_LEAST, Decimal(3), None, unit, Direction.INCREASE, measure, family, Decimal(3))


def quantity(measure: Measure, unit: str, family: str) -> Quantity:
    return Quantity(
        Decimal(3), unit, None, Bound.EXACTLY, measure, Direction.INCREASE, "停车场", family, Decimal(3), 0, 2
    )


@pytest.mark.parametrize(
    ("wanted", "held", "least", "most"),
    [
        ((Measure.ADDED, "座", "count"), (Measure.ADDED, "座", "count"), 1, 1),
        ((Measure.ADDED, "座", "count"), (Measure.ADDED, "处", "count"), 0.5, 0.99),
        ((Measure.RATE, "%", "percent"), (Measure.RATE, "%", "percent"), 1, 1),
        ((Measure.RATE, "%", "percent"), (Measure.LEVEL, "%", "percent"), 0.01, 0.5),
        ((Measure.ADDED, "座", "count"), (Measure.CUMULATIVE, "座", "count"), 0.01, 0.5),
        ((Measure.ADDED, "座", "count"), (Measure.ADDED, "亿元", "money"), 0, 0),
    ],
)
def test_how_a_quantity_fits_a_target(
    wanted: tuple[Measure, str, str], held: tuple[Measure, str, str], least: float, most: float
) -> None:
    assert least <= fits(target(*wanted), quantity(*held), ZH) <= most
