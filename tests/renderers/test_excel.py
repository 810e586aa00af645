"""Workbooks: what stands in them, that text stays text, and that they can be filled in."""

from __future__ import annotations

import csv
import io
import os
import re
import shutil
import subprocess
import sys
import time
import zipfile
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from reportdiff import model, results
from reportdiff.errors import MissingExtraError
from reportdiff.renderers.excel.cells import LONGEST_CELL
from reportdiff.renderers.packages import WRITTEN
from reportdiff.renderers.wording import wording
from reportdiff.serialize.decisions import read_decisions
from tests import factories, strategies

SHEETS = {
    "zh": ["总体情况", "任务对照", "章节对应关系", "依据", "新任务"],
    "en": ["Summary", "Commitments", "How the sections correspond", "Evidence", "New commitments"],
}
FILLED_IN = ("decided", "picked", "merged_into", "excluded", "note", "by", "date")
NASTY = [
    '=HYPERLINK("http://x")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "#N/A",
    "＝1",
    "\x00a\x1b[31m",
    "x\ud800",
    "\ufffe",
    "<b>&",
]


def opened(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def column(sheet: Worksheet, heading: str) -> list[object]:
    (place,) = (cell.column for cell in sheet[1] if cell.value == heading)
    return [sheet.cell(row, place).value for row in range(2, sheet.max_row + 1)]


def with_words(words: str) -> results.Comparison:
    """Return a comparison all of whose quotes, titles and notes are the same words."""
    whole = factories.comparison()
    quote = model.Quote(words, 0, len(words), 1, 1)
    evidence = model.Evidence(quote, "n1", 0.5)

    def of(finding: model.Finding) -> model.Finding:
        decision = model.Decision(finding.commitment.id, note=words, by=words, date=words, evidence=(words,))
        commitment = replace(finding.commitment, quote=quote, context="")
        return replace(
            finding, commitment=commitment, evidence=(evidence,), runner_up=evidence, renewed=quote, decision=decision,
            chain=model.Chain(words, words, words, words),
        )  # fmt: skip

    sections = tuple(replace(section, title=words) for section in whole.old.sections)
    old = replace(whole.old, title=words, place=words, name=words, sections=sections)
    return replace(whole, old=old, findings=tuple(map(of, whole.findings)))


def decided() -> results.Comparison:
    """Return the comparison with four decisions of each sort."""
    whole = factories.comparison()
    ids = [finding.commitment.id for finding in whole.findings]
    decisions = {
        0: model.Decision(ids[0], verdict=model.Verdict.MISSED, note="口径不同", by="王核", date="2031-02-03"),
        1: model.Decision(ids[1], verdict=model.Verdict.MET),
        3: model.Decision(ids[3], merged_into=ids[4]),
        4: model.Decision(ids[4], excluded=True, evidence=("甲", "乙")),
    }
    findings = (replace(finding, decision=decisions.get(i)) for i, finding in enumerate(whole.findings))
    return replace(whole, findings=tuple(findings))


@pytest.mark.parametrize("lang", SHEETS)
def test_sheets_and_their_rows(lang: str) -> None:
    words, result = wording(lang), factories.comparison()
    book = opened(result.to_excel(lang))
    assert book.sheetnames == SHEETS[lang]
    _, commitments, sections, evidence, new = book.worksheets
    assert column(commitments, words("column.number")) == list(range(1, 13))
    assert column(commitments, words("column.id"))[0] == result.findings[0].commitment.id
    assert column(commitments, words("column.machine"))[2:6] == [
        words(f"verdict.{name}") for name in ("missed", "met", "unclear", "partial")
    ]
    assert column(commitments, words("column.outcome_short"))[3] == "16家企业跨入规模以上行列"
    assert column(commitments, words("column.confidence"))[0] == 0.93
    assert len(column(sections, words("column.status"))) == len(result.pairs)
    assert column(sections, words("column.similarity"))[3] is None
    ranks = column(evidence, words("column.rank"))
    assert ranks.count(words("workbook.runner_up")) == 1
    assert column(evidence, words("column.shared"))[6:8] == ["8", "7"]
    assert column(new, words("column.commitment")) == ["引进世界500强企业投资项目2个", "新增养老床位500张"]


def test_a_person_can_fill_it_in() -> None:
    words = wording("zh")
    sheet = opened(factories.comparison().to_excel()).worksheets[1]
    heads = {cell.value: cell.column_letter for cell in sheet[1]}
    rules = {str(rule.sqref): rule for rule in sheet.data_validations.dataValidation}
    decided = rules[f"{heads[words('column.decided')]}2:{heads[words('column.decided')]}13"]
    assert decided.formula1 == '"完成,部分完成,未完成,情况不明,未提及"'
    assert (decided.type, decided.showErrorMessage, bool(decided.prompt)) == ("list", True, True)
    assert not decided.showDropDown  # which would hide the arrow
    excluded = heads[words("column.excluded")]
    assert rules[f"{excluded}2:{excluded}13"].formula1 == '"是"'
    for name in FILLED_IN:
        cell = sheet[f"{heads[words(f'column.{name}')]}2"]
        assert cell.value is None
        assert cell.fill.fgColor.rgb == "00FFFBE6"
    assert not sheet.protection.sheet
    coloured = {str(area.sqref) for area in sheet.conditional_formatting}
    assert {
        f"{heads[words(f'column.{name}')]}2:{heads[words(f'column.{name}')]}13" for name in ("machine", "decided")
    } <= coloured


def test_what_was_decided_already_stands_in_it() -> None:
    words, result = wording("zh"), decided()
    book = opened(result.to_excel())
    sheet = book.worksheets[1]
    rows = {name: column(sheet, words(f"column.{name}")) for name in FILLED_IN}
    assert rows["decided"][:4] == ["未完成", "完成", None, None]
    assert (rows["note"][0], rows["by"][0], rows["date"][0]) == ("口径不同", "王核", "2031-02-03")
    assert rows["merged_into"][2] == 4
    assert (rows["excluded"][3], rows["picked"][3]) == ("是", "甲\n乙")
    assert column(sheet, words("column.machine"))[0] == "完成"


def test_the_summary_counts_what_stands() -> None:
    content = decided().to_excel()
    formulas = opened(content).worksheets[0]
    values = load_workbook(io.BytesIO(content), data_only=True).worksheets[0]
    (first,) = (cell.row for cell in formulas["A"] if cell.value == "✓ 完成")
    machine = [formulas.cell(row, 2).value for row in range(first, first + 6)]
    stands = [values.cell(row, 3).value for row in range(first, first + 6)]
    assert machine == [6, 1, 2, 1, 2, 12]
    assert stands == [4, 1, 2, 1, 2, 10]  # one is decided to be missed; a missed one and a met one do not count
    assert [values.cell(row, 4).value for row in (first, first + 5)] == [0.4, 1]
    assert all(str(formulas.cell(row, 3).value).startswith("=") for row in range(first, first + 6))


def test_what_a_person_fills_in_is_read_back(tmp_path: Path) -> None:
    words, result = wording("zh"), factories.comparison()
    book = opened(result.to_excel())
    sheet = book.worksheets[1]
    heads = {cell.value: cell.column for cell in sheet[1]}
    filled = {
        2: {"decided": "未完成", "by": "王核", "date": "2031-02-03"},
        3: {"merged_into": 1},
        4: {"excluded": "是"},
    }
    filled[5] = {"picked": "招商引资到位资金稳步增长", "note": "=备注"}
    for row, cells in filled.items():
        for name, value in cells.items():
            cell = sheet.cell(row, heads[words(f"column.{name}")], value)
            cell.data_type = "s" if isinstance(value, str) else "n"
    book.save(tmp_path / "filled.xlsx")
    decisions = read_decisions(tmp_path / "filled.xlsx")
    again = results.Comparison.of(result).with_decisions(decisions)
    first, second, _, third, fourth, *_ = again.findings
    assert (first.verdict, first.decision.by) == (model.Verdict.MISSED, "王核")
    assert second.decision.merged_into == first.commitment.id
    assert third.decision.excluded
    assert fourth.decision.note == "=备注"
    assert not any(finding.stale for finding in (first, second, third))
    assert len(read_decisions(tmp_path / "filled.xlsx")) == 4


def test_decisions_outlive_a_workbook(tmp_path: Path) -> None:
    before = factories.decided()
    before.save(tmp_path / "audit.xlsx")
    after = factories.comparison().with_decisions(read_decisions(tmp_path / "audit.xlsx"))
    checkable = [i for i, f in enumerate(before.findings) if f.commitment.kind is not model.Kind.DIRECTIONAL]
    for i in checkable:
        old, new = before.findings[i], after.findings[i]
        assert (new.verdict, new.counted, new.decision is None) == (old.verdict, old.counted, old.decision is None)
        if old.decision and new.decision:
            assert (new.decision.note, new.decision.by) == (old.decision.note, old.decision.by)


@pytest.mark.parametrize("text", NASTY)
def test_a_text_is_a_text_whatever_it_begins_with(text: str) -> None:
    book = opened(with_words(text).to_excel())
    ours = re.compile(r"=(COUNTIFS|SUM|IF)\(")
    cells = [cell for sheet in book for row in sheet.iter_rows() for cell in row if isinstance(cell.value, str)]
    assert any(text[0] in cell.value for cell in cells) or not text.isprintable()
    for cell in cells:
        assert cell.data_type == "s" or (cell.parent.title == "总体情况" and ours.match(cell.value))
        if cell.value[0] in "=+-@" and cell.data_type == "s":
            assert cell.quotePrefix
        assert not re.search("[\x00-\x08\x0b-\x1f]", cell.value)


def test_a_text_longer_than_a_cell_is_cut() -> None:
    sheet = opened(with_words("长" * 40_000).to_excel()).worksheets[1]
    (value, *_) = column(sheet, "新报告原文")
    assert value == "长" * (LONGEST_CELL - 1) + "…"


@settings(max_examples=15)
@given(strategies.comparisons)
def test_any_comparison_makes_a_workbook(comparison: model.Comparison) -> None:
    content = results.Comparison.of(comparison).to_excel("en")
    assert opened(content).sheetnames == SHEETS["en"]


@pytest.mark.parametrize("make", [factories.comparison, factories.checklist, factories.empty_comparison])
def test_the_same_input_gives_the_same_bytes(
    make: type[results.Comparison | results.Checklist], monkeypatch: pytest.MonkeyPatch
) -> None:
    first = make().to_excel()
    monkeypatch.setattr(time, "time", lambda: 2_000_000_000.0)
    assert make().to_excel() == first
    book = opened(first)
    assert book.properties.modified == book.properties.created == WRITTEN
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert {datetime(*member.date_time) for member in archive.infolist()} == {WRITTEN}


def test_pages_and_panes() -> None:
    for sheet in opened(factories.comparison().to_excel()).worksheets[1:]:
        assert sheet.freeze_panes in ("A2", "C2")
        assert sheet.auto_filter.ref.startswith("A1:")
        assert sheet.print_title_rows == "$1:$1"
        setup = sheet.page_setup
        assert (setup.orientation, int(setup.paperSize), setup.fitToWidth) == ("landscape", 9, 1)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage


def test_a_checklist_has_columns_to_fill_in() -> None:
    sheet, about = opened(factories.checklist().to_excel()).worksheets
    assert (sheet.title, about.title) == ("任务清单", "说明")
    assert sheet.max_row == 14
    assert set(column(sheet, "完成情况（填写）")) == {None}
    assert column(sheet, "上年实际数")[0] == "8.6%"
    assert about["A1"].value == "临江区2016年政府工作报告任务清单"


def test_without_openpyxl_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "openpyxl", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reportdiff\[excel\]'"):
        factories.comparison().to_excel()


@pytest.mark.slow
@pytest.mark.skipif(not (os.environ.get("CI") or shutil.which("soffice")), reason="needs LibreOffice (soffice)")
def test_another_program_opens_it_and_counts_alike(tmp_path: Path) -> None:
    opened(decided().to_excel()).save(tmp_path / "audit.xlsx")  # which leaves the values of formulas out
    profile = f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"
    subprocess.run(
        ["soffice", profile, "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1", "audit.xlsx"],
        cwd=tmp_path, check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    with (tmp_path / "audit.csv").open(encoding="utf-8", newline="") as lines:
        rows = {row[0]: row[1:4] for row in csv.reader(lines)}
    assert (rows["✓ 完成"], rows["合计"]) == (["6", "4", "40%"], ["12", "10", "100%"])
