"""Reports that want to be more than text: they are shown as text, and nothing in them runs."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

import reportdiff
from reportdiff import results
from reportdiff.model import Chain, Decision, Quote, Verdict
from tests import factories, pairs
from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

HOSTILE = [
    "<script>window.ran = 1</script>",
    "</script><script>window.ran = 1</script>",
    "<img src=x onerror='window.ran = 1'>",
    "\"'><svg onload=window.ran=1>&amp;&quot;",
    "<style>*{display:none}</style><iframe src=https://example.org></iframe>",
    "${window.ran = 1}{{ window.ran }}",
    "javascript:window.ran=1",
]


def everywhere(words: str) -> results.Comparison:
    """Return a comparison with some words wherever a report or a person has a say."""
    made = factories.comparison()
    quote = Quote(words, 0, len(words), 1)
    first, second = made.findings[:2]
    evidence = replace(first.evidence[0], quote=quote)
    commitment = replace(first.commitment, quote=quote, quantities=(), baseline=quote)
    found = replace(
        first,
        commitment=commitment,
        judgement=replace(first.judgement, facts=(("word", words), ("actual", words))),
        evidence=(evidence,),
        runner_up=evidence,
        renewed=quote,
        chain=Chain(words, words, words, words),
        decision=Decision(commitment.id, words, Verdict.PARTIAL, (words,), note=words, by=words, date=words),
        picked=(quote,),
    )
    text = factories.source(words + "\n" + words, words)
    sections = tuple(replace(section, title=words) for section in made.old.sections)
    return replace(
        made,
        old=replace(made.old, name=words, title=words, place=words, sections=sections, source=text),
        new=replace(made.new, name=words, title=words, sections=sections, source=text),
        findings=(found, second),
    )


def use_everything(page: Page) -> None:
    """Do what rewrites every part of the page."""
    page.keyboard.press("3")
    page.keyboard.press("r")
    page.select_option("#sort", "verdict")
    page.select_option("#by-section", "0")
    page.evaluate("document.querySelector('#merge').selectedIndex = 1")
    page.keyboard.press("j")
    page.keyboard.press("k")
    page.locator("#table .choose").last.click()


@pytest.mark.parametrize("words", HOSTILE)
def test_markup_is_shown_and_does_not_run(show: Opener, words: str) -> None:
    page = show(everywhere(words))
    page.on("dialog", lambda dialog: dialog.accept())
    use_everything(page)
    for part in (".choose", "#detail-title", ".quotes", ".pane.old .text", ".pane.new .text", ".noted", ".what .small"):
        assert words in "".join(page.locator(part).all_text_contents()), part
    assert page.locator("#note").input_value() == words
    page.fill("#search", words)
    assert page.locator("#table .choose").last.is_visible(), "it is found by its own words"
    assert page.evaluate("window.ran") is None
    assert page.locator("iframe, img, object, embed").count() == 0
    assert page.locator("script").count() == 2
    assert page.locator("#export").is_visible()


def test_marks_of_direction_are_named_and_turn_nothing(show: Opener) -> None:
    words = "完成\u202e任务百项\u2066到年\u200f底\x07"
    page = show(everywhere(words))
    page.on("dialog", lambda dialog: dialog.accept())
    use_everything(page)
    everything = page.evaluate("document.body.innerText + document.title")
    assert not set("\u202e\u2066\u200f\x07") & set(everything)
    names = page.locator(".pane.new .text p").nth(0).locator(".control")
    assert [name.get_attribute("data-name") for name in names.all()] == ["U+202E", "U+2066", "U+200F", "U+0007"]
    boxes = [name.bounding_box() for name in names.all()]
    assert all(box and box["width"] > 20 for box in boxes), "the name of a mark is seen"
    page.click('[data-key="remove0"]')
    page.locator(".pane.new .text").evaluate("element => getSelection().selectAllChildren(element.firstElementChild)")
    page.keyboard.press("e")
    kept = page.evaluate("JSON.parse(localStorage[Object.keys(localStorage).find(key => key.includes('decisions'))])")
    assert [decision["evidence"] for decision in kept["changes"].values()] == [[words]]


def test_offsets_hold_behind_wide_characters(show: Opener) -> None:
    lead = "𠮷𠮷😀"
    made = factories.with_texts(factories.comparison())
    moved = [shifted(f, len(lead)) for f in made.findings]
    old = replace(made.old, source=factories.source(lead + factories.OLD, "old"))
    new = replace(made.new, source=factories.source(lead + factories.NEW, "new"))
    page = show(replace(made, old=old, new=new, findings=tuple(moved)))
    assert "".join(page.locator(".pane.new .m-evidence").all_inner_texts()) == "全年完成地区生产总值449.2亿元，增长8.3%"
    assert "".join(page.locator(".pane.old .m-commitment").all_inner_texts()) == "地区生产总值增长8.5%左右"


def shifted(finding: Any, by: int) -> Any:
    """Return a finding whose offsets are larger by `by`."""

    def move(quote: Quote | None) -> Quote | None:
        return quote and replace(quote, start=quote.start + by, end=quote.end + by)

    commitment = finding.commitment
    quantities = tuple(replace(q, start=q.start + by, end=q.end + by) for q in commitment.quantities)
    return replace(
        finding,
        commitment=replace(
            commitment, quote=move(commitment.quote), baseline=move(commitment.baseline), quantities=quantities
        ),
        evidence=tuple(replace(e, quote=move(e.quote)) for e in finding.evidence),
        renewed=move(finding.renewed),
    )


@pytest.mark.slow
@pytest.mark.parametrize("filler", ["工作扎实推进", "<script>window.ran=1</script>"])
def test_a_line_of_50_000_characters(show: Opener, filler: str) -> None:
    long = (filler * 50_000)[:50_000]
    old = pairs.old_report("新建养老床位600张。")
    new = pairs.new_report(f"{long}。\n全年新建养老床位470张。")
    page = show(reportdiff.compare(old, new, language="zh"), viewport={"width": 1200, "height": 800})
    assert page.locator(".pane.new .m-evidence, .pane.new .m-differs").first.is_visible()
    pane = page.locator(".pane.new .text")
    assert pane.evaluate("element => element.scrollWidth <= element.clientWidth")
    assert long in (pane.text_content() or "")
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("window.ran") is None


@pytest.mark.slow
def test_a_report_that_is_one_line(show: Opener) -> None:
    old = "　　".join(line for line in factories.OLD.splitlines())
    long = "各项工作扎实推进。" * 600
    new = "　　".join(line for line in factories.NEW.splitlines()) + "　　" + long
    page = show(reportdiff.compare(old, new))
    pane = page.locator(".pane.new .text")
    assert pane.locator("p").count() > 5, "it is shown in paragraphs"
    assert pane.locator("p.heading").count() > 1
    page.locator(".row .choose", has_text="天然气").first.click()
    assert "天然气置换完成4700户" in "".join(pane.locator("mark").all_inner_texts())
    assert "段" in page.locator(".quotes .place").first.inner_text()
