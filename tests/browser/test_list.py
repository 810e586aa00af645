"""Finding a commitment: filters, search, sorting, keys, addresses."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from reportdiff.agenda import review_agenda
from reportdiff.config import Config
from reportdiff.renderers.summary import numbers
from reportdiff.renderers.wording import wording
from tests import factories
from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

COMPARISON = factories.with_texts(factories.comparison())


def shown(page: Page) -> list[int]:
    """Return the numbers of the rows that are seen, in their order."""
    return [int(text) for text in page.locator("#table tbody tr:visible td:first-child").all_inner_texts()]


def title(page: Page) -> str:
    return page.locator("#detail-title").inner_text()


def test_it_opens_with_the_first_commitment_and_both_reports(show: Opener) -> None:
    page = show(COMPARISON)
    assert shown(page) == list(range(1, 13))
    assert title(page) == "地区生产总值增长8.5%左右"
    assert page.locator(".pane.old .m-commitment").all_inner_texts() == ["地区生产总值增长", "8.5%", "左右"]
    assert "".join(page.locator(".pane.new .m-evidence").all_inner_texts()) == "全年完成地区生产总值449.2亿元，增长8.3%"
    assert page.locator(".pane.new .m-differs").all_inner_texts() == ["8.3%"]
    assert "".join(page.locator(".pane.new .m-again").all_inner_texts()) == "地区生产总值增长8%左右"
    assert page.locator(".chain tr").all_inner_texts()[1].split() == ["2016年目标", "约8.5%"]


def test_verdicts_are_chosen_by_chips(show: Opener) -> None:
    page = show(COMPARISON)
    # Each is pressed in turn, and adds to those before or takes itself away again.
    for verdict, expected in (
        ("missed", [3, 9]),
        ("partial", [3, 6, 9]),
        ("dropped", [3, 6, 9, 10, 12]),
        ("missed", [6, 10, 12]),
        ("partial", [10, 12]),
        ("dropped", [*range(1, 13)]),
    ):
        page.click(f"#chips [data-verdict={verdict}]")
        assert shown(page) == expected
        assert page.locator("#count").inner_text().startswith(f"显示{len(expected)}项，共12项")


def test_chips_count_what_the_other_filters_leave(show: Opener) -> None:
    page = show(COMPARISON, "en")
    page.select_option("#by-kind", "deliverable")
    chips = page.locator("#chips button").all_inner_texts()
    assert chips == ["✓ met 3", "◐ partly met 0", "✗ missed 1", "? unclear 0", "– not mentioned 1"]


NUMBER = numbers(finding.commitment for finding in COMPARISON.findings)
AGENDA = [NUMBER[item.finding.commitment.id] for item in review_agenda(COMPARISON, evidence=Config().evidence)]
CHOICES = [
    (("#by-section", "1"), [3, 4, 5]),
    (("#by-kind", "deliverable"), [7, 8, 9, 10, 11]),
    (("#by-status", "review"), [4, 5, 10]),
    (("#by-status", "renewed"), [1, 6]),
    (("#by-status", "decided"), []),
    (("#sort", "verdict"), [4, 8, 11, 2, 7, 1, 6, 3, 9, 5, 10, 12]),
    (("#sort", "confidence"), [10, 5, 4, 12, 8, 6, 3, 11, 2, 7, 1, 9]),
    (("#sort", "review"), AGENDA),
    (("#sort", "section"), [1, 2, 5, 3, 4, 10, 12, 9, 6, 7, 8, 11]),
]


def test_other_filters_and_orders(show: Opener) -> None:
    page = show(COMPARISON)
    for (control, value), expected in CHOICES:
        page.select_option(control, value)
        assert shown(page) == expected, (control, value)
        assert page.locator("#nothing").is_visible() == (not expected)
        page.select_option(control, index=0)


def test_headings_sort_both_ways(show: Opener) -> None:
    page = show(COMPARISON)
    page.click("#table th[data-sort=confidence] button")
    upwards = shown(page)
    page.click("#table th[data-sort=confidence] button")
    assert upwards[0] == 10
    assert shown(page)[0] == 9
    assert page.get_attribute("#table th[data-sort=confidence]", "aria-sort") == "descending"
    assert page.get_attribute("#table th[data-sort=number]", "aria-sort") == "none"


SEARCHES = [
    ("天然气", [6]),
    ("正在入户施工", [6]),
    ("步道", [10]),
    ("公园 全覆盖", [10]),
    ("ＧＤＰ", []),
    ("１５家", [4]),
    ("没有提到", [10, 12]),
    ("<b>", []),
    ("  ", [*range(1, 13)]),
]


def test_search_looks_in_commitments_quotes_and_reasons(show: Opener) -> None:
    page = show(COMPARISON)
    for words, expected in SEARCHES:
        page.fill("#search", words)
        assert shown(page) == expected, words
    page.fill("#search", "步道")
    page.click("#reset")
    assert len(shown(page)) == 12


def test_choosing_scrolls_both_reports(show: Opener) -> None:
    page = show(COMPARISON, viewport={"width": 1440, "height": 500})
    page.click("tr.row:nth-child(9) .choose")
    for side, words in (("old", "启动“七五”普法"), ("new", "“七五”普法没有如期启动")):
        mark = page.locator(f".pane.{side} mark", has_text=words)
        box, pane = mark.bounding_box(), page.locator(f".pane.{side} .text").bounding_box()
        assert box is not None
        assert pane is not None
        assert pane["y"] <= box["y"] < pane["y"] + pane["height"]
    assert page.get_attribute("tr.row:nth-child(9) .choose", "aria-current") == "true"
    assert page.locator("[aria-current]").count() == 1


def test_keys_move_through_what_is_listed(show: Opener) -> None:
    page = show(COMPARISON)
    page.click("#chips [data-verdict=missed]")
    page.keyboard.press("j")
    assert title(page) == "新增市场主体5000户"
    page.keyboard.press("j")
    assert title(page) == "启动“七五”普法"
    page.keyboard.press("j")
    assert title(page) == "启动“七五”普法"
    page.keyboard.press("k")
    assert title(page) == "新增市场主体5000户"
    assert page.evaluate("document.activeElement.closest('tr').cells[0].textContent") == "3"


def test_slash_searches_and_keys_rest_while_typing(show: Opener) -> None:
    page = show(COMPARISON)
    page.keyboard.press("/")
    page.keyboard.type("j3?天然气e")
    assert page.input_value("#search") == "j3?天然气e"
    assert not page.locator("#keys").is_visible()
    assert page.locator(".row.decided").count() == 0
    page.keyboard.press("Escape")
    page.keyboard.press("j")
    assert page.input_value("#search") == "j3?天然气e"


def test_help_opens_and_closes(show: Opener) -> None:
    page = show(COMPARISON, "en")
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
    assert "next, previous commitment" in page.locator("#keys").inner_text()
    page.keyboard.press("3")
    page.keyboard.press("Escape")
    assert not page.locator("#keys").is_visible()
    assert page.locator(".row.decided").count() == 0
    page.click("#help")
    page.click("#keys-close")
    assert not page.locator("#keys").is_visible()


def test_an_address_points_to_a_commitment_and_a_view(show: Opener) -> None:
    page = show(COMPARISON)
    page.click("tr.row:nth-child(6) .choose")
    page.fill("#search", "居民")
    page.click("#chips [data-verdict=partial]")
    page.select_option("#sort", "confidence")
    address = page.evaluate("location.hash")
    other = show(COMPARISON, hash=address)
    assert title(other) == "完成6000户居民天然气置换"
    assert shown(other) == [6]
    assert other.input_value("#search") == "居民"
    assert other.input_value("#sort") == "confidence"
    other.evaluate("id => { location.hash = '#c=' + id; }", COMPARISON.findings[3].commitment.id)
    other.wait_for_function("document.querySelector('#detail-title').innerText === '新增市场主体5000户'")


@pytest.mark.parametrize("hash", ["#c=no-such", "#%E0%A4%A", "#s=99&v=bad&sort=__proto__&status=constructor&kind=x"])
def test_addresses_that_mean_nothing_do_no_harm(show: Opener, hash: str) -> None:
    page = show(COMPARISON, hash=hash)
    assert len(shown(page)) == 12


def test_without_a_script_the_whole_table_is_there(show: Opener) -> None:
    page = show(COMPARISON, java_script_enabled=False)
    assert shown(page) == list(range(1, 13))
    text = page.locator("tr.row:nth-child(3)").inner_text()
    for words in ("新增市场主体5000户", "“新登记市场主体4620户”（第5行）", "未完成", "88%", "未达到目标（≥5000户）"):
        assert words in text
    assert not page.locator(".filters, #export, #detail").filter(visible=True).count()


def test_without_texts_the_quotes_are_there(show: Opener) -> None:
    page = show(factories.comparison())
    assert page.locator(".pane").count() == 0
    assert "reportdiff compare" in page.locator("#detail").inner_text()
    assert page.locator(".quotes q.m-evidence").inner_text() == "全年完成地区生产总值449.2亿元，增长8.3%"
    page.keyboard.press("e")
    assert page.locator("#said").inner_text() == wording("zh")("page.pick_first")


def test_an_empty_comparison_opens(show: Opener) -> None:
    page = show(factories.empty_comparison(), "en")
    assert "no commitments that could be checked" in page.locator("main").inner_text()
    page.keyboard.press("?")
    assert page.locator("#keys").is_visible()
