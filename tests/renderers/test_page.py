"""The audit page as a file: self-contained, inert, the same every time. What it does is tried in tests/browser."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from typing import Any

import pytest

from reportdiff.model import Finding, ReportInfo, SourceText
from reportdiff.renderers.page import comparison_page
from reportdiff.renderers.page.payload import _value
from reportdiff.results import Comparison
from tests import factories

LANGUAGES = ("zh", "en")
HOSTILE = "</script><script>alert(1)</script><img src=x onerror=alert(2)>\"'&\u202e\u2028"


class Page(HTMLParser):
    """Tags with their attributes, and the text of the page outside of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.inside: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.words = ""
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, dict(attrs)))
        if tag in ("script", "style"):
            self.inside.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.inside and self.inside[-1] == tag:
            self.inside.pop()

    def handle_data(self, data: str) -> None:
        if self.inside:
            (self.scripts if self.inside[-1] == "script" else self.styles).append(data)
        else:
            self.words += data

    @property
    def data(self) -> Any:
        return json.loads(self.scripts[0])


def with_text(comparison: Comparison) -> Comparison:
    """Return a comparison of the factories with the texts of its reports."""

    def read(info: ReportInfo, text: str, name: str) -> ReportInfo:
        return replace(info, source=factories.source(text, name))

    return replace(
        comparison,
        old=read(comparison.old, factories.OLD, "old.txt"),
        new=read(comparison.new, factories.NEW, "new.txt"),
    )


@pytest.fixture(scope="module", params=LANGUAGES)
def page(request: pytest.FixtureRequest) -> Page:
    return Page(comparison_page(with_text(factories.decided()), request.param))


def test_it_asks_for_nothing_from_anywhere(page: Page) -> None:
    for tag, attributes in page.tags:
        assert tag not in ("iframe", "object", "embed", "base"), tag
        for name in ("src", "href", "action", "data", "srcset"):
            value = attributes.get(name) or ""
            assert value.startswith(("#", "data:")) or not value, (tag, value)
        assert not [name for name in attributes if name.startswith("on") or name == "style"], (tag, attributes)
    assert not re.search(r"url\(|@import|https?:", "".join(page.styles))
    assert not re.findall(
        r"fetch\(|XMLHttpRequest|WebSocket|innerHTML|outerHTML|insertAdjacent|\beval\b", page.scripts[1]
    )


def test_it_forbids_itself_all_but_its_own_script_and_sheet(page: Page) -> None:
    policy = next(a["content"] for _, a in page.tags if a.get("http-equiv") == "Content-Security-Policy")
    assert policy is not None
    assert policy.startswith("default-src 'none';")
    for kind, text in (("script-src", page.scripts[1]), ("style-src", page.styles[0])):
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"{kind} 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_every_checkable_commitment_is_in_the_table_and_in_the_data(page: Page) -> None:
    rows = [a["data-id"] for tag, a in page.tags if tag == "tr" and "row" in (a.get("class") or "").split()]
    checkable = [f.commitment.id for f in factories.decided().findings if f.commitment.kind != "directional"]
    assert sorted(rows, key=str) == sorted(checkable)
    assert [item["id"] for item in page.data["items"]] == checkable


def test_quotes_are_where_the_data_says(page: Page) -> None:
    old, new = page.data["old"]["text"], page.data["new"]["text"]
    for item in page.data["items"]:
        assert old[item["start"] : item["end"]] == item["words"]
        for quote in item["quotes"]:
            assert new[quote["start"] : quote["end"]] == quote["words"]
    for report in (page.data["old"], page.data["new"]):
        ends = [0]
        for start, end in report["paragraphs"]:
            assert ends[-1] <= start < end <= len(report["text"])
            ends.append(end)


def test_decisions_are_in_it(page: Page) -> None:
    decided = {item["id"]: item["decision"] for item in page.data["items"] if item["decision"]}
    assert decided["c70"]["by"] == "张三"
    assert decided["c85"]["merged_into"] == "c70"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_the_same_comparison_gives_the_same_page(lang: str) -> None:
    assert comparison_page(factories.decided(), lang) == comparison_page(factories.decided(), lang)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_an_empty_comparison_is_a_page_too(lang: str) -> None:
    page = Page(comparison_page(factories.empty_comparison(), lang))
    assert page.data["items"] == []
    assert not [tag for tag, a in page.tags if a.get("id") == "table"]


def hostile(finding: Finding) -> Finding:
    quote = replace(finding.commitment.quote, text=HOSTILE, start=0, end=len(HOSTILE))
    return replace(finding, commitment=replace(finding.commitment, quote=quote, context=""))


def test_what_a_report_says_is_text_and_nothing_else() -> None:
    plain = factories.comparison()
    info = replace(
        plain.old, title=HOSTILE, name=HOSTILE, place=HOSTILE, source=SourceText(HOSTILE, reading=HOSTILE,
        origin=tuple(range(len(HOSTILE))), lines=(0,)),
    )  # fmt: skip
    evil = replace(plain, old=info, findings=tuple(map(hostile, plain.findings)))
    page = Page(comparison_page(evil, "zh"))
    assert len(page.scripts) == 2
    assert not [tag for tag, _ in page.tags if tag == "img"]
    assert page.data["old"]["text"] == HOSTILE
    assert "alert(1)" in page.words
    assert "\u202e" not in page.words  # told, not obeyed
    assert "\\u202e" in page.words


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("8.6%", ("8.6", "%")),
        ("≥ 5000户", ("5000", "户")),
        ("≈ 8%", ("8", "%")),
        ("2-3%", ("2", "%")),
        ("-5.2%", ("-5.2", "%")),
        ("+15%", ("15", "%")),
        ("稳步增长", None),
        ("", None),
    ],
)
def test_figures_for_bars(text: str, value: tuple[str, str] | None) -> None:
    found = _value(text)
    assert (found and (str(found[0]), found[1])) == value


def test_bars_only_where_all_figures_compare() -> None:
    items = {item["id"]: item for item in Page(comparison_page(factories.comparison(), "zh")).data["items"]}
    growth = items["c70"]["chain"]
    assert [step["value"] for step in growth[:3]] == [8.6, 8.5, 8.3]
    market = next(item["chain"] for item in items.values() if item["words"] == "新增市场主体5000户")
    assert [step["value"] for step in market] == [None, 5000, 4620, None]
    funds = next(item["chain"] for item in items.values() if "招商引资" in item["words"])
    assert {step["value"] for step in funds} == {None}
