"""Word documents: what stands in them, on which page, in which fonts; and that another program opens them."""

from __future__ import annotations

import io
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from datetime import datetime
from pathlib import Path

import docx
import pytest
from docx.document import Document
from docx.oxml.ns import qn
from docx.table import Table
from hypothesis import given, settings
from PIL import Image

from reportdiff import model, results
from reportdiff.errors import MissingExtraError
from reportdiff.renderers.packages import WRITTEN
from reportdiff.renderers.style import style
from reportdiff.renderers.view import audit
from reportdiff.renderers.wording import Wording, wording
from tests import factories, strategies
from tests.renderers.test_excel import with_words


def opened(content: bytes) -> Document:
    return docx.Document(io.BytesIO(content))


def main_table(document: Document, words: Wording) -> Table:
    (table,) = (t for t in document.tables if t.cell(0, len(t.columns) - 1).text == words("document.remark"))
    return table


def rows(table: Table) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_table_has_every_commitment_under_its_heading(lang: str) -> None:
    words, result = wording(lang), factories.comparison()
    view = audit(result, lang)
    table = main_table(opened(result.to_docx(lang)), words)
    body = rows(table)
    names = ("number", "commitment", "outcome", "verdict_sure")
    assert body[0] == [*(words(f"column.{name}") for name in names), words("document.remark")]
    across = [row[0] for row in body[1:] if len(set(row)) == 1]
    assert across == [group.title for group in view.groups]
    found = {row[0]: row for row in body[1:] if len(set(row)) > 1}
    assert len(found) == 12
    for row in (row for group in view.groups for row in group.rows):
        cells = found[str(row.number)]
        assert cells[1].splitlines() == [row.text, *([row.chain] if row.chain else [])]
        assert cells[3].splitlines()[0] == row.verdict_label  # mark and word, not a colour alone
        assert cells[4] == row.reason
        if row.verdict != "dropped":
            assert cells[2].splitlines() == list(row.outcomes)


def test_its_parts_come_in_the_order_of_the_audit() -> None:
    document = opened(factories.decided().to_docx())
    words = wording("zh")
    heads = [p.text for p in document.paragraphs if p.style and p.style.name == "Heading 1"]
    keys = ("overview", "table", "not_met", "dropped", "renewed_title", "set_aside_title")
    assert heads == [*(words(f"audit.{key}") for key in keys), "2017年报告新提出的任务", words("guide.title")]
    assert document.paragraphs[0].style.name == "Title"
    assert document.paragraphs[0].text == "临江区2016年政府工作报告任务完成情况对照表"
    assert any(p.text.startswith("提示：两份报告分别为") for p in document.paragraphs)


def test_it_says_what_the_machine_and_what_a_person_said() -> None:
    text = "\n".join(
        cell for table in opened(factories.decided().to_docx()).tables for row in rows(table) for cell in row
    )
    assert "人工确认（张三，2017-02-20）" in text
    assert "人工判定：部分完成（李四），机器判定：未完成" in text
    assert "备注：与统计公报一致" in text


def test_page_and_fonts() -> None:
    document = opened(factories.comparison().to_docx())
    section = document.sections[0]
    assert (round(section.page_width.cm, 1), round(section.page_height.cm, 1)) == (29.7, 21.0)
    fields = [e.text.strip() for e in section.footer._element.iter(qn("w:instrText"))]
    assert fields == ["PAGE", "NUMPAGES"]
    assert section.footer.paragraphs[0].text == "第 1 页，共 1 页"
    for name, latin, east_asian in (("Normal", "Times New Roman", "宋体"), ("Heading 1", "Arial", "黑体")):
        fonts = document.styles[name].element.rPr.rFonts
        assert (fonts.get(qn("w:ascii")), fonts.get(qn("w:eastAsia"))) == (latin, east_asian)
        assert fonts.get(qn("w:eastAsiaTheme")) is None
    for table in document.tables:
        first, *others = table.rows
        assert first._tr.xpath("w:trPr/w:tblHeader")
        assert not any(row._tr.xpath("w:trPr/w:tblHeader") for row in others)


def test_what_xml_cannot_hold_is_replaced_and_the_rest_is_text() -> None:
    content = with_words("\x00a\x1b[31m\ud800<w:b/>&\ufffe").to_docx()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        text = archive.read("word/document.xml").decode()
    assert "\ufffda\ufffd[31m\ufffd&lt;w:b/&gt;&amp;\ufffd" in text
    opened(content)


@settings(max_examples=10)
@given(strategies.comparisons)
def test_any_comparison_makes_a_document(comparison: model.Comparison) -> None:
    assert opened(results.Comparison.of(comparison).to_docx("en")).paragraphs


@pytest.mark.parametrize("make", [factories.comparison, factories.checklist, factories.empty_comparison])
def test_the_same_input_gives_the_same_bytes(
    make: type[results.Comparison | results.Checklist], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make().to_docx()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert make().to_docx() == first
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {datetime(*member.date_time) for member in archive.infolist()} == {WRITTEN}


def test_a_checklist_has_a_column_to_fill_in() -> None:
    (table,) = opened(factories.checklist().to_docx()).tables
    body = rows(table)
    assert body[0] == ["序号", "目标任务", "目标", "上年实际数", "行号", "完成情况（填写）"]
    assert body[2] == ["1", "地区生产总值增长8.5%左右", "约8.5%", "8.6%", "5", ""]
    assert len(body) == 1 + 3 + 13


def test_without_python_docx_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "docx", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reportdiff\[documents\]'"):
        factories.comparison().to_docx()


@pytest.mark.slow
@pytest.mark.skipif(
    not (os.environ.get("CI") or (shutil.which("soffice") and shutil.which("pdftotext"))),
    reason="needs LibreOffice (soffice) and poppler-utils",
)
def test_another_program_prints_it(tmp_path: Path) -> None:
    result = factories.comparison()
    result.save(tmp_path / "audit.docx")
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    for command in (
        ["soffice", profile, "--headless", "--convert-to", "pdf", "audit.docx"],
        ["pdftotext", "-layout", "audit.pdf"],
        ["pdftoppm", "-png", "-r", "60", "audit.pdf", "page"],
    ):
        subprocess.run(command, cwd=tmp_path, check=True, capture_output=True, timeout=180)
    pages = (tmp_path / "audit.txt").read_text(encoding="utf-8").rstrip("\f").split("\f")
    assert len(pages) > 1
    for number, page in enumerate(pages, 1):
        assert f"第{number}页，共{len(pages)}页" in re.sub(r"\s", "", page)
    pictures = sorted(tmp_path.glob("page-*.png"))
    assert len(pictures) == len(pages)
    colours = set()
    for path in pictures:
        with Image.open(path) as picture:
            assert picture.width > picture.height  # A4 across
            points = picture.convert("RGB").getcolors(picture.width * picture.height) or []
        white = sum(n for n, colour in points if min(colour) > 250)
        assert 0.5 < white / sum(n for n, _ in points) < 0.99  # neither blank nor black
        colours |= {colour for n, colour in points if n > 50}
    for verdict in model.Verdict:
        fill = bytes.fromhex(style().verdicts[verdict].fill)
        assert any(max(abs(a - b) for a, b in zip(fill, colour, strict=True)) < 4 for colour in colours), verdict
    text = re.sub(r"\s", "", "".join(pages))
    for finding in result.findings:
        if finding.commitment.kind is not model.Kind.DIRECTIONAL:
            assert re.sub(r"\s", "", finding.commitment.quote.text) in text
