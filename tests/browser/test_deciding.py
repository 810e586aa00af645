"""Deciding in the page: verdicts, notes, evidence, merging, leaving out; exporting, importing, not losing anything."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest

from reportdiff.model import Decision, Verdict
from reportdiff.renderers.wording import languages, wording
from reportdiff.serialize.decisions import decisions_to_json, read_decisions
from tests import factories
from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMPARISON = factories.with_texts(factories.comparison())
LISTED = [f for f in COMPARISON.findings if f.commitment.kind != "directional"]
SCHEMA = json.loads((Path(__file__).parents[2] / "docs" / "schema.json").read_text(encoding="utf-8"))


def choose(page: Page, number: int) -> None:
    page.locator("#table tbody tr .choose").nth(number - 1).click()


def line(page: Page, number: int) -> str:
    """Return what the list says of a commitment's verdict."""
    return page.locator("#table tbody tr td.verdict").nth(number - 1).inner_text()


def export(page: Page, tmp_path: Path) -> dict[str, Any]:
    """Return the document that the page exports, after checking that the library takes it."""
    with page.expect_download() as download:
        page.click("#export")
    assert download.value.suggested_filename == "decisions.json"
    path = tmp_path / "exported.json"
    download.value.save_as(path)
    document = json.loads(path.read_text(encoding="utf-8"))
    jsonschema.validate(document, SCHEMA)
    assert [d.commitment for d in read_decisions(path)] == [d["commitment"] for d in document["decisions"]]
    return document


def import_(page: Page, document: object, tmp_path: Path) -> None:
    path = tmp_path / "to-import.json"
    path.write_text(document if isinstance(document, str) else json.dumps(document), encoding="utf-8")
    page.set_input_files("#file", path)
    page.wait_for_selector("#notice:not([hidden])")


def select(page: Page, words: str) -> None:
    """Select words in the new report as a person does with the mouse."""
    page.evaluate(
        """words => {
          const walk = document.createTreeWalker(document.querySelector(".pane.new .text"), NodeFilter.SHOW_TEXT);
          const nodes = []; let text = "";
          while (walk.nextNode()) { nodes.push([walk.currentNode, text.length]); text += walk.currentNode.data; }
          const place = (at, after) => {
            const [node, start] = nodes.filter(([n, s]) => (after ? s < at : s <= at)).pop();
            return [node, at - start];
          };
          const from = text.indexOf(words), range = document.createRange();
          range.setStart(...place(from)); range.setEnd(...place(from + words.length, true));
          getSelection().removeAllRanges(); getSelection().addRange(range);
        }""",
        words,
    )


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


@pytest.mark.parametrize("lang", languages())
def test_imported_decisions_read_as_the_library_writes_them(show: Opener, tmp_path: Path, lang: str) -> None:
    """The page's own words, counts and marks are those of an audit that was made with the decisions."""
    decided = factories.with_texts(factories.decided())
    parts = (".tile", "#headline", "#remarks li", "#table tbody td:not(.what)", ".bars td.n", ".bars text")

    def texts(page: Page) -> list[list[str]]:
        return [[re.sub(r"\s+", "", text) for text in page.locator(part).all_text_contents()] for part in parts]

    plain = texts(show(decided, lang, java_script_enabled=False))
    page = show(COMPARISON, lang)
    import_(page, decisions_to_json(decided), tmp_path)
    assert texts(page) == plain
    assert not page.locator("#unsaved").is_visible()


def test_decisions_in_the_result_are_where_the_page_begins(show: Opener, tmp_path: Path) -> None:
    decided = factories.with_texts(factories.decided())
    page = show(decided)
    document = export(page, tmp_path)
    expected = json.loads(decisions_to_json(decided))
    order = {d["commitment"]: d for d in expected["decisions"]}
    assert {d["commitment"]: d for d in document["decisions"]} == order
    assert {key: document[key] for key in ("schema", "old", "new")} == {
        k: expected[k] for k in ("schema", "old", "new")
    }
    assert "再核对" in line(page, 3), "picked words that are not in the report make it stale"
    choose(page, 3)
    page.keyboard.press("c")
    assert "再核对" not in line(page, 3)


def test_import_keeps_what_it_does_not_know(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON, "en")
    known = {"commitment": LISTED[0].commitment.id, "verdict": "partial"}
    gone = {"commitment": "cffffffff", "text": "一座大桥", "verdict": "missed", "note": "x"}
    import_(
        page, {"schema": "reportdiff/decisions/1", "old": {"sha256": "f" * 64}, "decisions": [known, gone]}, tmp_path
    )
    notice = page.locator("#notice").inner_text()
    assert "1 decision imported; 1 without a commitment" in notice
    assert "about other reports" in notice
    decisions = export(page, tmp_path)["decisions"]
    assert [(d["commitment"], d["verdict"], d["note"]) for d in decisions] == [
        (known["commitment"], "partial", ""),
        ("cffffffff", "missed", "x"),
    ]


def test_imported_decisions_on_other_grounds_are_marked(show: Opener, tmp_path: Path) -> None:
    ids = [f.commitment.id for f in LISTED]
    given = [
        {"commitment": ids[0], "verdict": "met", "machine": "met", "seen": LISTED[0].evidence[0].quote.text},
        {"commitment": ids[1], "verdict": "met", "machine": "partial"},
        {"commitment": ids[2], "verdict": "met", "seen": "别的话"},
        {"commitment": ids[3], "verdict": "met", "text": "新增规模以上工业企业25家"},
        {"commitment": ids[4], "verdict": "met", "evidence": ["报告里没有的话"]},
        {"commitment": ids[5], "merged_into": "no-such", "note": "x"},
        {"commitment": ids[6], "merged_into": ids[7]},
        {"commitment": ids[7], "merged_into": ids[6], "note": "y"},
    ]
    page = show(COMPARISON)
    import_(page, {"schema": "reportdiff/decisions/1", "decisions": given}, tmp_path)
    laid = COMPARISON.with_decisions(tmp_path / "to-import.json")
    listed = [f for f in laid.findings if f.commitment.kind != "directional"]
    stale = [number for number, finding in enumerate(listed, 1) if finding.stale]
    assert stale == [2, 3, 4, 5, 6, 7, 8]
    assert [number for number in range(1, 13) if "再核对" in line(page, number)] == stale
    merged = [number for number, finding in enumerate(listed, 1) if not finding.counted]
    assert [number for number in range(1, 13) if "并入" in line(page, number)] == merged


def test_other_files_are_refused_in_words(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON, "en")
    for text in (
        "",
        "not json",
        "[]",
        "null",
        '{"schema": "reportdiff/comparison/1"}',
        '{"schema": "reportdiff/decisions/1"}',
        '{"schema": "reportdiff/decisions/1", "decisions": [null]}',
    ):
        import_(page, text, tmp_path)
        assert "to-import.json is no file of decisions" in page.locator("#notice").inner_text()
        assert page.locator(".row.decided").count() == 0
        page.evaluate("document.querySelector('#notice').hidden = true")


def test_what_is_not_exported_outlives_a_reload(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON, "en")
    choose(page, 3)
    page.keyboard.press("2")
    choose(page, 5)
    page.keyboard.press("c")
    assert page.locator("#unsaved").inner_text() == "2 changes not exported"
    dialogs = []
    page.on("dialog", lambda dialog: (dialogs.append(dialog.type), dialog.accept()))
    page.reload()
    assert dialogs == ["beforeunload"]
    assert "2 changes of your last visit" in page.locator("#notice").inner_text()
    assert "partly met" in line(page, 3)
    assert page.locator(".tile-n").all_inner_texts() == ["6", "2", "1", "1", "2"]
    assert len(export(page, tmp_path)["decisions"]) == 2
    page.reload()
    assert dialogs == ["beforeunload"], "nothing is lost after an export"
    assert not page.locator("#unsaved").is_visible()
    page.click("#notice button")
    assert "partly met" not in line(page, 3)
    page.reload()
    assert not page.locator("#notice").is_visible()


def test_other_reports_have_a_memory_of_their_own(show: Opener) -> None:
    page = show(COMPARISON)
    page.keyboard.press("3")
    other = replace(COMPARISON, new=replace(COMPARISON.new, sha256="1" * 64))
    path = Path(page.evaluate("decodeURI(location.pathname)"))
    path.write_text(other.to_html(), encoding="utf-8")
    page.on("dialog", lambda dialog: dialog.accept())
    page.reload()
    assert page.locator(".row.decided").count() == 0


def test_it_works_where_there_is_no_storage(show: Opener, tmp_path: Path) -> None:
    page = show(COMPARISON)
    page.on("dialog", lambda dialog: dialog.accept())
    page.add_init_script("Object.defineProperty(window, 'localStorage', { get() { throw new Error('denied'); } })")
    page.reload()
    page.keyboard.press("3")
    assert export(page, tmp_path)["decisions"][0]["verdict"] == "missed"


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
