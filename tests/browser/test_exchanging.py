"""Decisions that are exported, imported and kept by the browser: none is lost, none is another report's."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from reportdiff.renderers.wording import languages
from reportdiff.serialize.decisions import decisions_to_json
from tests import factories
from tests.browser.conftest import Opener
from tests.browser.steps import COMPARISON, LISTED, choose, export, import_, line

if TYPE_CHECKING:
    from playwright.sync_api import Page


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
