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
        verdict=Verdict.PARTIAL,
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


def pair(promises: str) -> reportdiff.Comparison:
    """Return a comparison of a small report that promises these things."""
    old = f"政府工作报告\n各位代表：\n一、2030年工作回顾\n全镇生产总值增长7%。\n二、2031年工作安排\n{promises}\n"
    new = "政府工作报告\n各位代表：\n一、2031年工作回顾\n新增养老床位600张。\n二、2032年工作安排\n新建学校2所。\n"
    return reportdiff.compare(old, new, old_year=2031, new_year=2032)


def decided_words(result: reportdiff.Comparison) -> dict[str, str]:
    return {f.commitment.quote.text: f.decision.note for f in result.findings if f.decision}


def test_promises_of_the_same_letters_are_told_apart_by_their_figures() -> None:
    one, other = "新增养老床位600张", "新增养老床位550张"
    result = pair(f"{one}。{other}。")
    notes = [Decision(f.commitment.id, f.commitment.quote.text, note=f.commitment.quote.text) for f in result.findings]
    for promises in (f"新增养老床位300张。{one}。{other}。", f"{other}。{one}。", f"{other}。"):
        laid = decided_words(pair(promises).with_decisions(notes))
        assert laid == {words: words for words in (one, other) if words in promises}, promises


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("增长1.5%", "增长15%"),
        ("增长15%", "增长1.5%"),
        ("建设15所新学校", "建设5所新学校"),
        ("新建绿道30-40公里", "新建绿道3040公里"),
    ],
)
def test_a_changed_figure_is_told(before: str, after: str) -> None:
    (was,) = [f for f in pair(f"全镇工业产值{before}。").findings if before in f.commitment.quote.text]
    decision = Decision(was.commitment.id, was.commitment.quote.text, Verdict.MET)
    now = pair(f"全镇工业产值{after}。").with_decisions([decision])
    assert [f.stale for f in now.findings if f.decision] == [True]
    assert "decision-moved" in names(now)


def test_files_laid_one_over_the_other_are_one_set_of_decisions(result: reportdiff.Comparison) -> None:
    first, second = [f.commitment.id for f in result.findings[:2]]
    into = result.with_decisions([Decision(first, merged_into=second)])
    circle = into.with_decisions([Decision(second, merged_into=first)])
    assert circle.summary()["set_aside"] == 0
    assert names(circle).count("decision-merge") == 2
    gone = into.with_decisions([Decision(second, excluded=True)])
    assert gone.summary()["set_aside"] == 1  # what was to be a part of it counts by itself
    assert names(gone).count("decision-merge") == 1
    other = into.with_decisions([Decision(first, verdict=Verdict.MET)])
    assert names(other) == [*names(result), "decision-twice"]


def test_cautions_last_as_long_as_their_cause(result: reportdiff.Comparison) -> None:
    beds = finding_of(result, "新增养老床位600张").commitment.id
    decision = Decision(beds, evidence=("争取新增建设用地指标800亩",), machine=Verdict.MET)
    blind = reportdiff.Comparison.from_json(result.to_json()).with_decisions([decision])
    assert names(blind) == [*names(result), "decision-grounds", "decision-unseen"]
    again = blind.with_decisions([decision])
    assert again.warnings == blind.warnings
    seen = again.with_reports(None, NEW).with_decisions([])
    assert names(seen) == [*names(result), "decision-grounds"]
    assert [quote.text for quote in finding_of(seen, "新增养老床位600张").picked] == ["争取新增建设用地指标800亩"]


def test_a_table_that_is_read_again_does_not_renew_its_grounds(result: reportdiff.Comparison, tmp_path: Path) -> None:
    beds = finding_of(result, "新增养老床位600张").commitment.id
    stale = result.with_decisions([Decision(beds, verdict=Verdict.PARTIAL, machine=Verdict.MET, seen="另一句话")])
    stale.save(tmp_path / "audit.csv")
    stale.save(tmp_path / "audit.xlsx")
    for name in ("audit.csv", "audit.xlsx"):
        again = stale.with_decisions(tmp_path / name)
        assert finding_of(again, "新增养老床位600张").stale, name
        assert again.warnings == stale.warnings


def test_a_blank_decision_takes_one_back_and_a_note_decides_nothing(result: reportdiff.Comparison) -> None:
    doubtful = next(f.commitment.id for f in result.findings if f.needs_review)
    decided = result.with_decisions([Decision(doubtful, verdict=Verdict.MET)])
    assert decided.with_decisions([Decision(doubtful, by="张三")]).findings == result.findings
    noted = result.with_decisions([Decision(doubtful, note="待查")])
    assert noted.summary()["decided"] == 0
    assert noted.summary()["needs_review"] == result.summary()["needs_review"]


def test_the_same_evidence_is_picked_once(result: reportdiff.Comparison) -> None:
    beds = finding_of(result, "新增养老床位600张")
    words = beds.evidence[0].quote.text
    after = result.with_decisions([Decision(beds.commitment.id, evidence=(words, words))])
    assert len(finding_of(after, "新增养老床位600张").picked) == 1
