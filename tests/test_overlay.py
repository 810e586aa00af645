"""Decisions laid over a result: what a person said stands, what the machine said stays, nothing is lost silently."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import reportdiff
from reportdiff import Decision, Verdict
from reportdiff.model import Finding
from reportdiff.overlay import lay_over
from tests import factories

OLD, NEW = Path("samples/linjiang-2016.txt"), Path("samples/linjiang-2017.txt")


@pytest.fixture(scope="module")
def result() -> reportdiff.Comparison:
    return reportdiff.compare(OLD, NEW)


def finding_of(result: reportdiff.Comparison, words: str) -> Finding:
    return next(f for f in result.findings if words in f.commitment.quote.text)


def names(result: reportdiff.Comparison) -> list[str]:
    return [caution.name for caution in result.warnings]


def test_the_persons_verdict_stands_and_the_machines_stays(result: reportdiff.Comparison) -> None:
    beds = finding_of(result, "新增养老床位600张")
    assert beds.verdict is Verdict.MISSED
    after = result.with_decisions([Decision(beds.commitment.id, verdict=Verdict.PARTIAL, by="张三")])
    now = finding_of(after, "新增养老床位600张")
    assert (now.verdict, now.judgement) == (Verdict.PARTIAL, beds.judgement)
    assert not now.needs_review
    assert after.summary()["verdicts"]["missed"] == result.summary()["verdicts"]["missed"] - 1
    assert after.summary()["decided"] == 1
    assert names(after) == names(result)


def test_what_is_set_aside_is_not_counted(result: reportdiff.Comparison) -> None:
    first, second = [f.commitment.id for f in result.findings[:2]]
    after = result.with_decisions([Decision(first, merged_into=second), Decision(second, verdict=Verdict.MET)])
    summary = after.summary()
    assert summary["set_aside"] == 1
    assert summary["commitments"] == result.summary()["commitments"] - 1
    assert sum(summary["verdicts"].values()) == summary["commitments"]
    assert not after.findings[0].counted


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("全年新增养老床位470张", "全年新增养老床位470张"),
        ("全年新增\n养老床位 470张", "全年新增养老床位470张"),
    ],
)
def test_picked_evidence_is_looked_up_in_the_report(result: reportdiff.Comparison, words: str, found: str) -> None:
    other = finding_of(result, "地区生产总值增长8.5%左右")
    after = result.with_decisions([Decision(other.commitment.id, evidence=(words,))])
    quote = finding_of(after, "地区生产总值增长8.5%左右").picked[0]
    assert quote.text == found
    assert after.new.text[quote.start : quote.end] == found
    assert quote.line > 1
    assert quote.paragraph > 1


@pytest.mark.parametrize(
    ("decision", "caution"),
    [
        (Decision("cffffffff", "修建并不存在的跨江大桥一座", by="王五"), "decision-gone"),
        (Decision("cffffffff"), "decision-gone"),
        (Decision("cffffffff", "新增社区养老床位600张"), "decision-moved"),
        (Decision("ID", "新增养老床位800张"), "decision-moved"),
        (Decision("ID", machine=Verdict.MET), "decision-grounds"),
        (Decision("ID", seen="另一句话"), "decision-grounds"),
        (Decision("ID", merged_into="cffffffff"), "decision-merge"),
        (Decision("ID", merged_into="ID"), "decision-merge"),
        (Decision("ID", evidence=("报告里没有的话",)), "decision-evidence"),
    ],
)
def test_what_no_longer_fits_is_told(result: reportdiff.Comparison, decision: Decision, caution: str) -> None:
    beds = finding_of(result, "新增养老床位600张").commitment.id
    ids = {"ID": beds}
    decision = replace(
        decision,
        commitment=ids.get(decision.commitment, decision.commitment),
        merged_into=ids.get(decision.merged_into, decision.merged_into),
    )
    after = result.with_decisions([decision])
    assert names(after) == [*names(result), caution]
    stale = [f.commitment.id for f in after.findings if f.stale]
    assert stale == ([] if caution == "decision-gone" else [beds])
    assert all(f.needs_review for f in after.findings if f.stale)


def test_commitments_merged_into_each_other_are_not_merged(result: reportdiff.Comparison) -> None:
    first, second = [f.commitment.id for f in result.findings[:2]]
    after = result.with_decisions([Decision(first, merged_into=second), Decision(second, merged_into=first)])
    assert after.summary()["set_aside"] == 0
    assert names(after).count("decision-merge") == 2


def test_two_decisions_about_one_commitment_are_told_and_the_later_stands(result: reportdiff.Comparison) -> None:
    key = result.findings[0].commitment.id
    after = result.with_decisions([Decision(key, verdict=Verdict.MET), Decision(key, verdict=Verdict.MISSED)])
    assert after.findings[0].verdict is Verdict.MISSED
    assert names(after) == [*names(result), "decision-twice"]
    same = result.with_decisions([Decision(key, verdict=Verdict.MET)] * 2)
    assert names(same) == names(result)


def test_decisions_outlive_a_new_run_on_an_edited_report(result: reportdiff.Comparison) -> None:
    beds = finding_of(result, "新增养老床位600张")
    decision = Decision(
        beds.commitment.id, beds.commitment.quote.text, Verdict.PARTIAL, machine=Verdict.MISSED,
        seen=beds.evidence[0].quote.text,
    )  # fmt: skip
    edited = OLD.read_text("utf-8").replace("各位代表", "　　材料请一并审议。\n　　各位代表", 1)
    again = reportdiff.compare(edited, NEW, decisions=[decision])
    now = finding_of(again, "新增养老床位600张")
    assert (now.verdict, now.stale) == (Verdict.PARTIAL, False)
    corrected = NEW.read_text("utf-8").replace("全年新增养老床位470张", "全年新增养老床位610张", 1)
    other = reportdiff.compare(OLD, corrected, decisions=[decision])
    assert names(other) == [*names(result), "decision-grounds"]
    assert finding_of(other, "新增养老床位600张").verdict is Verdict.PARTIAL


def test_laying_over_twice_changes_nothing() -> None:
    once = factories.decided()
    twice = lay_over(once, once.decisions)
    assert twice.findings == once.findings
