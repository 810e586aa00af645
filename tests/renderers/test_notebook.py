"""Notebook HTML: escaped text, no scripts, every commitment."""

from __future__ import annotations

from dataclasses import replace
from html.parser import HTMLParser

from reportdiff.model import Caution, Quote
from reportdiff.renderers import alignment_html, checklist_html, comparison_html
from tests import factories


class Tags(HTMLParser):
    def __init__(self, html: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.seen: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: object) -> None:
        self.open.append(tag)
        self.seen.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_html_is_balanced_and_has_a_row_a_commitment() -> None:
    tags = Tags(comparison_html(factories.comparison()))
    assert not tags.open
    assert tags.seen.count("tr") == 13
    assert Tags(checklist_html(factories.checklist(), "en")).seen.count("tr") == 14
    assert Tags(alignment_html(factories.alignment())).seen.count("tr") == 6
    assert "table" not in Tags(comparison_html(factories.empty_comparison())).seen


def test_text_is_escaped() -> None:
    comparison = factories.comparison()
    finding = comparison.findings[0]
    evil = replace(finding, commitment=replace(finding.commitment, quote=Quote("<script>x</script>&", 0, 1, 1)))
    html = comparison_html(replace(comparison, findings=(evil,), warnings=(Caution("no-year", (("report", "<b>"),)),)))
    assert "script" not in Tags(html).seen
    assert "&lt;script&gt;x&lt;/script&gt;&amp;" in html
