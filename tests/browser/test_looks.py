"""How the page looks and speaks: zoom, contrast in light and dark, paper, labels, speed with many commitments."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import pytest

from reportdiff import results
from reportdiff.model import Quote, Verdict
from reportdiff.renderers.wording import languages
from tests import factories
from tests.browser.conftest import Opener

if TYPE_CHECKING:
    from playwright.sync_api import Page

DECIDED = factories.with_texts(factories.decided())

# The contrast of every piece of text that is seen with what lies behind it, below a ratio.
CONTRAST = """least => {
  const channel = c => { c /= 255; return c <= 0.03928 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4; };
  const light = ([r, g, b]) => 0.2126 * channel(r) + 0.7152 * channel(g) + 0.0722 * channel(b);
  const parse = text => text.match(/[\\d.]+/g).map(Number);
  const over = (top, under) => top.slice(0, 3).map((c, i) => c * (top[3] ?? 1) + under[i] * (1 - (top[3] ?? 1)));
  const behind = element => {
    const layers = [];
    for (let at = element; at; at = at.parentElement) {
      layers.push(parse(getComputedStyle(at).backgroundColor));
      if ((layers[layers.length - 1][3] ?? 1) === 1) break;
    }
    return layers.reverse().reduce((under, top) => over(top, under), [255, 255, 255]);
  };
  const found = [];
  let seen = 0;
  const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const element = walk.currentNode.parentElement;
    if (!walk.currentNode.data.trim() || !element.getClientRects().length) continue;
    if (element.closest("svg, script, :disabled")) continue;
    seen += 1;
    let opacity = 1;
    for (let at = element; at; at = at.parentElement) opacity *= Number(getComputedStyle(at).opacity);
    const ground = behind(element);
    const ink = over([...parse(getComputedStyle(element).color).slice(0, 3), opacity], ground);
    const [a, b] = [light(ink), light(ground)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    if (ratio < least) found.push([walk.currentNode.data.trim().slice(0, 20), ratio, element.className]);
  }
  return { seen, found };
}"""

FITS = "document.documentElement.scrollWidth <= innerWidth"


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("lang", languages())
def test_text_stands_out_in_light_and_dark(show: Opener, scheme: Any, lang: str) -> None:
    page = show(DECIDED, lang, color_scheme=scheme)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    page.keyboard.press("?")
    measured = page.evaluate(CONTRAST, 4.5)
    assert measured["seen"] > 200
    assert measured["found"] == []


def test_the_look_can_be_chosen_and_stays(show: Opener) -> None:
    page = show(DECIDED, color_scheme="light")
    ground = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(ground)
    page.click("#theme")
    assert page.evaluate(ground) == light
    page.click("#theme")
    dark = page.evaluate(ground)
    assert dark != light
    page.reload()
    assert page.evaluate(ground) == dark
    page.emulate_media(color_scheme="dark")
    page.click("#theme")
    assert page.evaluate(ground) == dark
    assert page.inner_text("#theme") == "外观：随系统"


SIZES = [(1440, 900), (1280, 720), (900, 700), (640, 400), (360, 640), (320, 568)]


@pytest.mark.parametrize("lang", languages())
def test_no_width_needs_scrolling_sideways(show: Opener, lang: str) -> None:
    """A window 1280 wide is 640 wide at a zoom of 200 %, and 320 at 400 %."""
    page = show(DECIDED, lang)
    for opened in ("false", "true"):
        page.evaluate(f"document.querySelectorAll('details').forEach(one => {{ one.open = {opened}; }})")
        for number, (width, height) in enumerate(SIZES, 1):
            page.set_viewport_size({"width": width, "height": height})
            assert page.evaluate(FITS), (width, opened)
            page.click(f"tr.row:nth-child({number}) .choose")
            assert page.evaluate(FITS), (width, opened)
            box = page.locator("#detail-title").bounding_box()
            assert box is not None
            assert 0 <= box["y"] < height, "what was chosen is in sight"


def test_verdicts_in_the_list_break_between_words_only(show: Opener) -> None:
    page = show(DECIDED, "en")
    chips = page.locator("#table .chip").all()
    assert len(chips) == 12
    for chip in chips:
        box = chip.bounding_box()
        assert box is not None
        assert box["height"] < 30 * (len(chip.inner_text().split()) - 1), "a mark, and a line for each word at most"


def test_large_type_is_followed(show: Opener) -> None:
    page = show(DECIDED, viewport={"width": 1280, "height": 800})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    assert page.evaluate(FITS)


def test_on_paper_there_is_the_table_and_nothing_to_press(show: Opener) -> None:
    page = show(DECIDED, "en", color_scheme="dark")
    page.emulate_media(media="print", color_scheme="dark")
    assert page.locator("#table .more").first.is_visible()
    assert (
        page.locator("button:visible, input:visible, select:visible").count() == page.locator(".head:visible").count()
    )
    assert not page.locator("#detail").is_visible()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate(CONTRAST, 4.5)["found"] == []
    assert page.pdf(prefer_css_page_size=True).startswith(b"%PDF")


@pytest.mark.parametrize("lang", languages())
def test_everything_to_press_has_a_name(show: Opener, lang: str) -> None:
    page = show(DECIDED, lang)
    page.click(".aside-box summary")
    unnamed = page.evaluate(
        """() => Array.from(document.querySelectorAll("button, input, select, textarea, a, [role]")).filter(element => {
          const by = element.getAttribute("aria-labelledby");
          const label = element.getAttribute("aria-label") || (by && document.getElementById(by)?.textContent)
            || element.textContent || (element.labels && element.labels[0]?.textContent);
          return element.getAttribute("role") !== "status" && !(label || "").trim();
        }).map(element => element.outerHTML.slice(0, 80))"""
    )
    assert unnamed == []
    ids = page.evaluate("Array.from(document.querySelectorAll('[id]'), element => element.id)")
    assert len(ids) == len(set(ids))
    assert page.get_attribute("#count", "aria-live") == "polite"
    assert page.evaluate("Array.from(document.querySelectorAll('h1, h2, h3'), h => h.tagName).indexOf('H1')") == 0


def test_the_keyboard_alone_reaches_the_list(show: Opener) -> None:
    page = show(DECIDED)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "search"


def test_focus_stays_where_a_person_works(show: Opener) -> None:
    page = show(DECIDED)
    page.focus(".verdicts [data-verdict=unclear]")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.dataset.verdict") == "unclear"
    assert page.get_attribute(".verdicts [data-verdict=unclear]", "aria-pressed") == "true"
    page.focus('[data-key="step1"]')
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement !== document.body")


def many(count: int) -> results.Comparison:
    """Return a comparison with many commitments, in reports of the usual length."""
    made = factories.comparison()
    promises = [f"第{n}件：新建改造校舍{n}所，惠及居民{n * 7}户" for n in range(1, count + 1)]
    reports = [f"第{n}件实事办结，新建改造校舍{n + n % 2}所，惠及居民{n * 7}户" for n in range(1, count + 1)]
    old, new = ("\n".join(line + "，" + "各项工作扎实推进，" * 12 for line in lines) for lines in (promises, reports))
    base = made.findings[3]
    findings = []
    for n, (promise, report) in enumerate(zip(promises, reports, strict=True)):
        at, there = old.index(promise), new.index(report)
        commitment = replace(base.commitment, id=f"c{n}", quote=Quote(promise, at, at + len(promise), n + 1, n + 1))
        evidence = replace(base.evidence[0], quote=Quote(report, there, there + len(report), n + 1, n + 1))
        verdict = list(Verdict)[n % 5]
        findings.append(
            replace(
                base, commitment=commitment, evidence=(evidence,), judgement=replace(base.judgement, verdict=verdict)
            )
        )
    return replace(
        made,
        old=replace(made.old, source=factories.source(old, "old")),
        new=replace(made.new, source=factories.source(new, "new")),
        findings=tuple(findings),
    )


def timed(page: Page, action: str) -> float:
    """Return how many milliseconds an action takes, until the page is laid out again."""
    laid_out = (
        f"const start = performance.now(); {action}; document.body.offsetHeight; return performance.now() - start;"
    )
    return float(page.evaluate(f"() => {{ {laid_out} }}"))


@pytest.mark.slow
def test_300_commitments_open_and_filter_without_delay(show: Opener) -> None:
    """The bounds are generous, for machines that do other things as well; unhindered it takes a tenth of them."""
    page = show(many(300))
    assert page.locator("#table tbody tr:visible").count() == 300
    opening = page.evaluate("performance.getEntriesByType('navigation')[0].domContentLoadedEventEnd")
    search = timed(
        page, "const s = document.querySelector('#search'); s.value = '校舍 29'; s.dispatchEvent(new Event('input'))"
    )
    assert 0 < page.locator("#table tbody tr:visible").count() < 60
    page.click("#reset")
    chip = timed(page, "document.querySelector('#chips [data-verdict=missed]').click()")
    assert page.locator("#table tbody tr:visible").count() == 60
    sort = timed(
        page, "const s = document.querySelector('#sort'); s.value = 'verdict'; s.dispatchEvent(new Event('input'))"
    )
    choose = timed(page, "document.querySelectorAll('#table tbody tr:not([hidden]) .choose')[40].click()")
    decide = timed(page, "document.querySelector('.verdicts [data-verdict=partial]').click()")
    page.on("dialog", lambda dialog: dialog.accept())
    assert opening < 5000
    assert max(search, chip, sort, choose, decide) < 1000
