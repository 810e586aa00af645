"""Deciding in the page: verdicts, notes, evidence, merging, leaving out, taking back."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportdiff.model import Decision, Verdict
from reportdiff.renderers.wording import wording
from reportdiff.serialize.decisions import read_decisions
from tests.browser.conftest import Opener
from tests.browser.steps import COMPARISON, LISTED, choose, export, line, select

if TYPE_CHECKING:
    pass


@pytest.mark.parametrize(("key", "verdict"), list(zip("12345", Verdict, strict=True)))
def test_number_keys_set_a_verdict(show: Opener, tmp_path: Path, key: str, verdict: Verdict) -> None:
    page = show(COMPARISON)
    choose(page, 3)
    page.keyboard.press(key)
    label = wording("zh")(f"verdict.{verdict.value}")
    assert label in line(page, 3).splitlines()[0]
    assert label in page.locator(".verdict-line .chip").inner_text()
    assert ("人工确认" if verdict is Verdict.MISSED else f"人工判定：{label}") in line(page, 3)
    [decision] = export(page, tmp_path)["decisions"]
    today = page.evaluate("today = new Date(), [today.getFullYear(), today.getMonth() + 1, today.getDate()]")
    finding = LISTED[2]
    assert decision == {
        "commitment": finding.commitment.id,
        "text": finding.commitment.quote.text,
        "verdict": verdict.value,
        "evidence": [],
        "merged_into": "",
        "excluded": False,
        "note": "",
        "by": "",
        "date": "{}-{:02}-{:02}".format(*today),
        "seen": finding.evidence[0].quote.text,
        "machine": "missed",
    }


def test_counts_and_bars_follow_a_verdict(show: Opener) -> None:
    page = show(COMPARISON, "en")
    choose(page, 3)
    page.click(".verdicts [data-verdict=met]")
    tiles = page.locator(".tile").all_inner_texts()
    assert [re.sub(r"\s+", " ", tile) for tile in tiles] == [
        "✓ met 7 58%", "◐ partly met 1 8%", "✗ missed 1 8%", "? unclear 1 8%", "– not mentioned 2 17%",
    ]  # fmt: skip
    assert "met 7 (58%)" in page.locator("#headline").inner_text()
    assert "1 commitment was looked at by a person" in page.locator("#remarks").inner_text()
    bar = page.locator(".bars tbody tr").nth(1).locator("svg")
    assert bar.get_attribute("aria-label") == "met 2; unclear 1"
    assert page.locator("#count").inner_text() == "12 of 12 shown; 1 decided"


def test_confirming_and_withdrawing(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON)
    choose(page, 4)
    assert "需核对" in line(page, 4)
    page.keyboard.press("c")
    assert "人工确认" in line(page, 4)
    assert "需核对" not in line(page, 4)
    assert export(page, tmp_path)["decisions"][0]["verdict"] == "met"
    page.keyboard.press("0")
    assert "人工" not in line(page, 4)
    assert "需核对" in line(page, 4)
    assert "1" in page.locator("#unsaved").inner_text()
    assert export(page, tmp_path)["decisions"] == []
    assert not page.locator("#unsaved").is_visible()


def test_a_note_with_a_name_and_a_date(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON)
    choose(page, 10)
    page.fill("#by", "张三")
    assert page.is_disabled("#date")
    page.keyboard.press("Escape")
    page.keyboard.press("n")
    page.keyboard.type("问：3？j\nk")
    page.fill("#date", "2017-02-20")
    assert page.evaluate("document.activeElement.id") == "date"
    assert "备注：问：3？j" in page.locator("#table tbody tr").nth(9).locator(".noted").text_content()
    choose(page, 11)
    assert page.input_value("#by") == "张三"
    assert page.input_value("#note") == ""
    page.keyboard.press("1")
    first, second = export(page, tmp_path)["decisions"]
    assert (first["note"], first["by"], first["date"], first["verdict"]) == ("问：3？j\nk", "张三", "2017-02-20", None)
    assert (second["by"], second["verdict"]) == ("张三", "met")
    assert first["seen"] == ""
    page.fill("#search", "问：3")
    assert page.locator("#table tbody tr:visible").count() == 1


def test_a_note_is_not_lost_while_it_is_being_typed(show: Opener) -> None:
    page = show(COMPARISON)
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    page.click("#note")
    page.keyboard.type("未完的话")
    page.reload()
    assert dialogs == ["beforeunload"]
    assert page.input_value("#note") == "未完的话"


def test_selected_words_become_evidence(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON)
    choose(page, 5)
    select(page, "16家企业跨入规模以上行列")
    page.keyboard.press("e")
    select(page, "居民消费价格上涨2.4%")
    page.click('[data-key="pick"]')
    assert page.locator(".quotes q.m-pick").all_inner_texts() == ["16家企业跨入规模以上行列", "居民消费价格上涨2.4%"]
    assert (
        "".join(page.locator(".pane.new .m-pick").all_inner_texts()) == "居民消费价格上涨2.4%16家企业跨入规模以上行列"
    )
    [decision] = export(page, tmp_path)["decisions"]
    assert decision["evidence"] == ["16家企业跨入规模以上\n行列", "居民消费价格上涨2.4%"]
    laid = COMPARISON.with_decisions(read_decisions(tmp_path / "exported.json"))
    assert [quote.line for f in laid.findings for quote in f.picked] == [5, 3]
    outcome = page.locator("#table tbody tr").nth(4).locator("td").nth(2).text_content()
    assert outcome.startswith(
        "“16家企业跨入规模以上行列”（第5行，人工选定）“居民消费价格上涨2.4%”（第3行，人工选定）“招商"
    )
    page.click('[data-key="remove0"]')
    assert export(page, tmp_path)["decisions"][0]["evidence"] == ["居民消费价格上涨2.4%"]


def test_nothing_selected_is_told(show: Opener) -> None:
    page = show(COMPARISON, "en")
    page.keyboard.press("e")
    assert page.locator("#said").inner_text() == "Select the words in the new report first."
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.pane.old .text'))")
    page.keyboard.press("e")
    assert page.locator(".row.decided").count() == 0


def test_the_nearest_words_can_be_taken(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON)
    choose(page, 10)
    page.keyboard.press("r")
    assert export(page, tmp_path)["decisions"][0]["evidence"] == ["公园、广场新建健身步道12条"]
    choose(page, 1)
    page.keyboard.press("r")
    assert "没有接近的表述" in page.locator("#said").inner_text()
    assert page.locator(".row.decided").count() == 1


def test_merging_and_leaving_out(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON)
    choose(page, 8)
    page.click(".aside-box summary")
    page.select_option("#merge", LISTED[6].commitment.id)
    assert "人工并入第7项" in line(page, 8)
    choose(page, 7)
    page.select_option("#merge", LISTED[7].commitment.id)
    assert "不能互相并入" in page.locator("#said").inner_text()
    assert page.input_value("#merge") == ""
    choose(page, 12)
    page.check("#excluded")
    assert "人工认定不是任务" in line(page, 12)
    assert page.locator(".tile-n").all_inner_texts() == ["5", "1", "2", "1", "1"]
    merged, excluded = export(page, tmp_path)["decisions"]
    assert (merged["merged_into"], merged["verdict"]) == (LISTED[6].commitment.id, None)
    assert excluded["excluded"] is True
    page.select_option("#by-status", "aside")
    assert page.locator("#table tbody tr:visible").count() == 2


def test_the_next_undecided_one(show: Opener) -> None:
    page = show(COMPARISON)
    page.keyboard.press("c")
    choose(page, 3)
    page.keyboard.press("c")
    choose(page, 2)
    page.keyboard.press("u")
    assert page.get_attribute("#table tr.chosen", "id") == LISTED[3].commitment.id


def test_a_decision_by_someone_else_keeps_their_name_until_it_is_changed(show: Opener, tmp_path: Path) -> None:
    first = LISTED[0].commitment
    theirs = Decision(first.id, first.quote.text, Verdict.MET, by="李四", date="去年冬天")
    page = show(COMPARISON.with_decisions([theirs]))
    assert (page.input_value("#by"), page.input_value("#date")) == ("李四", "去年冬天")
    choose(page, 2)
    page.fill("#by", "张三")
    choose(page, 1)
    assert page.input_value("#by") == "李四"
    page.click(".verdicts [data-verdict=missed]")
    assert page.input_value("#by") == "张三"
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", page.input_value("#date"))
    assert export(page, tmp_path)["decisions"][0]["by"] == "张三"


def test_what_is_taken_back_is_exported_and_takes_it_back_in_the_result(show: Opener, tmp_path: Path) -> None:
    first = LISTED[0].commitment
    decided = COMPARISON.with_decisions([Decision(first.id, first.quote.text, Verdict.MISSED, by="张三")])
    page = show(decided)
    assert "未完成" in line(page, 1)
    choose(page, 1)
    page.keyboard.press("0")
    (blank,) = export(page, tmp_path)["decisions"]
    assert (blank["commitment"], blank["verdict"]) == (first.id, None)
    assert decided.with_decisions(tmp_path / "exported.json").findings == COMPARISON.findings


def test_a_note_alone_decides_nothing(show: Opener, tmp_path: Path) -> None:
    doubtful = next(i for i, finding in enumerate(LISTED, 1) if finding.needs_review)
    page = show(COMPARISON)
    choose(page, doubtful)
    page.keyboard.press("n")
    page.keyboard.type("待查")
    page.keyboard.press("Escape")
    assert "需核对" in line(page, doubtful)
    assert "已判定0项" in page.locator("#count").inner_text()
    export(page, tmp_path)
    laid = COMPARISON.with_decisions(tmp_path / "exported.json")
    assert laid.summary()["needs_review"] == COMPARISON.summary()["needs_review"]


def test_chips_count_what_counts(show: Opener) -> None:
    page = show(COMPARISON.with_decisions([Decision(LISTED[0].commitment.id, excluded=True)]))
    chips = page.locator("#chips b").all_inner_texts()
    assert sum(map(int, chips)) == len(LISTED) - 1
