"""Findings: evidence, runner-up, renewal, the chain of figures, what is marked for review."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportdiff
from reportdiff import Comparison, Config, Finding, Kind, Verdict
from reportdiff.claims import find_outcomes
from reportdiff.findings import may_be_last_year
from reportdiff.languages.registry import get_language
from reportdiff.matching import Candidate
from tests.pairs import new_report, old_report

SAMPLES = Path(__file__).parents[1] / "samples"


def findings(promises: str, outcomes: str, plan: str = "加强队伍建设。") -> tuple[Finding, ...]:
    return reportdiff.compare(old_report(promises), new_report(outcomes, plan)).findings


@pytest.fixture(scope="module")
def sample() -> Comparison:
    return reportdiff.compare(SAMPLES / "linjiang-2016.txt", SAMPLES / "linjiang-2017.txt")


def test_no_verdict_without_its_quote(sample: Comparison) -> None:
    for finding in sample.findings:
        dropped = finding.judgement.verdict is Verdict.DROPPED
        assert (finding.evidence == ()) == dropped
        assert finding.runner_up is None or dropped
        if dropped and finding.runner_up:
            assert finding.runner_up.score < Config().evidence or finding.judgement.rule in {
                "only-the-topic",
                "another-one",
            }
        assert len(finding.evidence) <= 3
        if finding.evidence:
            assert finding.evidence[0].score >= Config().indicator


def test_every_verdict_has_a_rule_and_a_probability(sample: Comparison) -> None:
    assert {f.judgement.verdict for f in sample.findings} == set(Verdict)
    for finding in sample.findings:
        judgement = finding.judgement
        assert judgement.rule
        assert 0 <= judgement.confidence <= 1
        assert list(judgement.facts) == sorted(judgement.facts)
        assert not judgement.exceeded or judgement.verdict is Verdict.MET
        assert judgement.needs_review or judgement.verdict is not Verdict.UNCLEAR


def test_only_checkable_commitments_are_judged(sample: Comparison) -> None:
    assert Kind.DIRECTIONAL not in {f.commitment.kind for f in sample.findings}
    starts = [f.commitment.quote.start for f in sample.findings]
    assert starts == sorted(starts)
    assert len({f.commitment.id for f in sample.findings}) == len(starts)


def test_the_runner_up_is_shown_when_nothing_is_good_enough() -> None:
    (finding,) = findings("打通断头路3条。", "道路保洁水平不断提高。")
    assert finding.judgement.verdict is Verdict.DROPPED
    assert finding.runner_up is not None
    assert finding.runner_up.quote.text.startswith("道路保洁")


def test_what_is_told_in_other_words_is_found_and_left_to_a_person() -> None:
    (finding,) = findings("新建小学3所。", "听湖、松风、桐花小学相继开学。")
    assert (finding.judgement.verdict, finding.judgement.rule) == (Verdict.MET, "parts-add-up")
    assert finding.judgement.needs_review


def test_shared_evidence_says_so() -> None:
    first, second = findings("建成松风图书馆，启动松风图书馆建设。", "松风图书馆建成开放。新增绿地20公顷。")
    assert first.evidence[0].shared_with == (second.commitment.id,)
    assert second.evidence[0].shared_with == (first.commitment.id,)


def test_evidence_of_its_own_is_not_shared() -> None:
    for finding in findings("建成松风图书馆，新建停车场12座。", "松风图书馆建成。新建停车场9座。"):
        assert [e.shared_with for e in finding.evidence] == [()]


def test_a_promise_made_again() -> None:
    (finding,) = findings("新建停车场12座。", "新建停车场15座。", "新建停车场20座，推广良种水稻。")
    assert finding.renewed is not None
    assert finding.renewed.text == "新建停车场20座"
    assert finding.chain.next_target == "≥ 20座"


def test_what_is_promised_anew() -> None:
    old, new = (
        old_report("新建停车场12座。"),
        new_report("新建停车场15座。", "新建停车场20座，出台人才奖补办法，加强管理。"),
    )
    comparison = reportdiff.compare(old, new)
    assert [c.quote.text for c in comparison.new_commitments] == ["出台人才奖补办法"]


def test_the_chain_of_figures() -> None:
    old = old_report("全镇生产总值增长8%左右。").replace("全镇经济平稳运行", "全镇生产总值增长7.6%")
    new = new_report("全镇生产总值增长8.1%。", "全镇生产总值增长7.5%左右。")
    (finding,) = reportdiff.compare(old, new).findings
    chain = finding.chain
    assert (chain.last_actual, chain.target, chain.actual, chain.next_target) == ("7.6%", "≈ 8%", "8.1%", "≈ 7.5%")
    assert finding.commitment.baseline is not None
    assert finding.commitment.baseline.text.endswith("全镇生产总值增长7.6%")


@pytest.mark.parametrize(
    ("promise", "review", "last"),
    [
        ("新增就业5000人", "城镇新增就业4800人", "4800人"),
        ("消除黑臭水体6条", "5条黑臭水体得到治理", "5条"),
        ("改造老旧小区28个", "老旧小区改造有序推进，改造老旧小区22个", "22个"),
        ("全镇生产总值增长8%", "经济运行稳中有进，全镇实现生产总值增长7.6%", "7.6%"),
        ("镇财政安排就业资金400万元", "镇财政教育支出900万元", ""),
        ("打通断头路3条", "道路建设有序推进", ""),
    ],
)
def test_last_years_actual_is_found_in_the_review_of_the_same_report(promise: str, review: str, last: str) -> None:
    report = old_report(f"{promise}。").replace("全镇经济平稳运行", review)
    (commitment,) = reportdiff.extract(report).commitments
    assert commitment.baseline_value == last
    assert (commitment.baseline is None) == (not last)


@pytest.mark.parametrize(
    ("score", "same_metric", "money", "expected"),
    [
        (0.5, 0.1, False, False),
        (0.7, 0.1, False, True),
        (0.7, 0.1, True, False),  # for something else
        (0.9, 0.1, True, True),
        (0.4, 0.5, True, True),
        (0.15, 0.5, False, False),
        (0.12, 0.9, False, True),  # it is the very indicator
        (0.08, 0.9, False, False),
    ],
)
def test_an_unlikely_figure_of_another_indicator_is_not_last_years(
    score: float, same_metric: float, money: bool, expected: bool
) -> None:
    (outcome,) = find_outcomes(reportdiff.outline(new_report("新建停车场12座。")), get_language("zh"))
    candidate = Candidate(outcome, score, {"same_metric": same_metric})
    assert may_be_last_year(candidate, money, Config()) is expected


def test_a_deliverable_has_no_chain() -> None:
    (finding,) = findings("建成松风图书馆。", "松风图书馆建成。")
    assert finding.chain == type(finding.chain)()


def test_a_stricter_threshold_drops_more() -> None:
    old, new = SAMPLES / "linjiang-2016.txt", SAMPLES / "linjiang-2017.txt"

    def dropped(threshold: float) -> int:
        found = reportdiff.compare(old, new, config=Config(evidence=threshold)).findings
        return sum(1 for f in found if f.judgement.verdict is Verdict.DROPPED)

    assert dropped(0.0) < dropped(0.35) < dropped(1.0)


def test_a_thin_margin_is_marked_for_review(sample: Comparison) -> None:
    config = Config()
    for finding in sample.findings:
        best = finding.evidence[0] if finding.evidence else finding.runner_up
        if best and abs(best.score - config.evidence) < config.review_margin - 0.001:
            assert finding.judgement.needs_review
    assert any(not f.judgement.needs_review for f in sample.findings)
