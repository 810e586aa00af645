"""What a person does in the page to decide, and the comparison that the tests decide on."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import jsonschema

from reportdiff.serialize.decisions import read_decisions
from tests import factories

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
