"""CSV and terminal tables: all rows, aligned in columns however wide the characters are."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from reportdiff import model
from reportdiff.renderers import (
    alignment_csv,
    alignment_table,
    checklist_csv,
    checklist_table,
    comparison_csv,
    comparison_html,
    comparison_table,
    outline_csv,
    outline_table,
)
from reportdiff.renderers.lists import Grid
from reportdiff.renderers.tables import display_width, set_table, wrap
from reportdiff.renderers.wording import languages
from tests import factories

words = st.text(st.sampled_from("增长8.5%左右，GDP ab“”。"), max_size=40)


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def promising(words: str) -> model.Checklist:
    """Return a checklist of one commitment."""
    commitment = model.Commitment("c", model.Quote(words, 0, 1, 1), "", "", "", model.Role.PLAN)
    return model.Checklist(factories.old_info(), (commitment,))


@pytest.mark.parametrize("lang", languages())
def test_comparison_csv_has_every_commitment(lang: str) -> None:
    table = rows(comparison_csv(factories.comparison(), lang))
    assert [row["编号" if lang == "zh" else "ID"] for row in table] == [
        finding.commitment.id for finding in factories.comparison().findings
    ]


def test_comparison_csv_holds_what_was_found() -> None:
    table = {row["序号"]: row for row in rows(comparison_csv(factories.comparison()))}
    assert table["4"]["判定"] == "完成"
    assert table["4"]["超额"] == "是"
    assert table["4"]["完成情况（新报告原文）"] == "16家企业跨入规模以上行列"
    assert table["7"]["共用依据的任务"] == "8"
    assert table["10"]["字面最接近的表述（判定与此项无关）"] == "公园、广场新建健身步道12条"
    assert table["6"]["续列行号"] == "15"
    assert table[""]["类别"] == "方向性表述"


def test_csv_gives_line_and_paragraph() -> None:
    table = {row["序号"]: row for row in rows(comparison_csv(factories.comparison()))}
    assert [table["6"][name] for name in ("行号", "段号", "原文行号", "原文段号")] == ["9", "9", "8", "7"]
    assert (table["6"]["续列行号"], table["6"]["续列段号"]) == ("15", "14")
    assert (table["10"]["最接近的表述行号"], table["10"]["最接近的表述段号"]) == ("9", "8")
    assert rows(outline_csv(factories.old_report()))[2]["段号"] == "6"


def test_csv_has_no_byte_order_mark_and_plain_line_ends() -> None:
    text = comparison_csv(factories.comparison())
    assert text.startswith("序号,")
    assert "\r" not in text
    assert len(text.splitlines()) == 14


@pytest.mark.parametrize("quote", ["=1+1", "+农村公路", "-新建3所", "@某地", "＝A1", "－新建", "\t=1+1"])
def test_csv_is_not_taken_for_formulas(quote: str) -> None:
    (row,) = rows(checklist_csv(promising(quote), "en"))
    assert row["Commitment"] == f"'{quote}"


@pytest.mark.parametrize("quote", ["-3.2%", "+1,200", "－5", "—", "-", "5-6月", "增长=1", "——今年", "*x"])
def test_csv_leaves_numbers_and_words_alone(quote: str) -> None:
    (row,) = rows(checklist_csv(promising(quote), "en"))
    assert row["Commitment"] == quote


def test_lists_as_csv() -> None:
    assert len(rows(checklist_csv(factories.checklist()))) == 13
    assert rows(checklist_csv(factories.checklist()))[1]["目标"] == "居民消费价格：2～3%"
    assert rows(alignment_csv(factories.alignment(), "en"))[3]["Section of the new report"] == "—"
    assert rows(outline_csv(factories.old_report()))[2]["行号"] == "6"


@pytest.mark.parametrize(("lang", "baseline", "progress"), [
    ("zh", "上年实际数", "完成情况（填写）"), ("en", "Last year's figure", "Outcome (to fill in)"),
])  # fmt: skip
def test_a_checklist_has_last_years_actual_and_room_for_the_outcome(lang: str, baseline: str, progress: str) -> None:
    table = rows(checklist_csv(factories.checklist(), lang))
    assert [row[baseline] for row in table] == ["8.6%"] + [""] * 12
    assert {row[progress] for row in table} == {""}
    shown = checklist_table(factories.checklist(), lang, 200).splitlines()
    assert shown[0].endswith(progress)
    assert baseline in shown[0]
    assert "  8.6%" in shown[2]


def test_the_csv_of_a_checklist_quotes_last_years_actual() -> None:
    first = rows(checklist_csv(factories.checklist()))[0]
    assert first["上年实际（原文）"] == "全年实现地区生产总值412.6亿元，增长8.6%"
    assert (first["上年实际行号"], first["上年实际段号"]) == ("3", "3")


@pytest.mark.parametrize("width", [50, 80, 200])
@pytest.mark.parametrize("lang", languages())
def test_tables_fit_the_terminal(width: int, lang: str) -> None:
    tables = [
        comparison_table(factories.comparison(), lang, width).split("\n\n")[1],
        checklist_table(factories.checklist(), lang, width),
        alignment_table(factories.alignment(), lang, width),
        outline_table(factories.old_report(), lang, width),
    ]
    for table in tables:
        assert max(map(display_width, table.splitlines())) <= width


def test_comparison_table_shows_each_commitment_and_its_verdict() -> None:
    table = comparison_table(factories.comparison(), width=200)
    line = next(line for line in table.splitlines() if line.startswith("3 "))
    assert line.split("  ")[-1] == "“新登记市场主体4620户”（第5行）"
    assert "✗ 未完成 88%" in line
    assert "⚑" in next(line for line in table.splitlines() if line.startswith("5 "))


def test_empty_results_are_sentences() -> None:
    empty = factories.empty_comparison()
    assert comparison_table(empty).endswith("没有找到可核查的任务。\n")
    assert alignment_table(type(factories.alignment())(empty.old, empty.new, ())) == "没有找到对应的章节。\n"
    assert checklist_table(type(factories.checklist())(empty.old, ()), "en").startswith("No checkable")


def test_columns_are_aligned_for_wide_characters() -> None:
    table = set_table(Grid(("a", "b"), (("增长", "x"), ("ab", "y"))), 80)
    assert table == "a     b\n────  ─\n增长  x\nab    y\n"


@given(words, st.integers(8, 30))
def test_wrapping_keeps_all_words_within_the_width(text: str, width: int) -> None:
    lines = wrap(text, width)
    assert all(display_width(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == text.replace(" ", "")


@given(st.lists(st.tuples(words, words), min_size=1), st.integers(20, 90))
def test_any_table_fits(cells: list[tuple[str, str]], width: int) -> None:
    lines = set_table(Grid(("任务", "verdict"), tuple(cells)), width).splitlines()
    assert max(map(display_width, lines)) <= width


@given(words, st.integers(45, 120))
def test_columns_of_the_same_width_stay_alike(text: str, width: int) -> None:
    cell = text + "增长" * 20
    _, rule, *_ = set_table(Grid(("a", "b", "c"), ((cell, "12%", cell),)), width).splitlines()
    first, second, third = map(len, rule.split("  "))
    assert second == 3
    assert abs(first - third) <= 1
    assert first + third + 7 == min(width, 2 * display_width(cell) + 7)


def test_closing_marks_do_not_begin_a_line() -> None:
    assert wrap("新增市场主体，增长", 12) == ["新增市场主", "体，增长"]


@pytest.mark.parametrize(("text", "width"), [("", 0), ("abc", 3), ("增", 2), ("é", 1), ("Ａ", 2), ("“”", 2)])
def test_display_width(text: str, width: int) -> None:
    assert display_width(text) == width


def test_what_a_person_decided_stands_beside_what_the_machine_said() -> None:
    for text in (comparison_table(factories.decided(), "zh", 2000), comparison_html(factories.decided(), "zh")):
        assert "✓ 完成 人工确认（张三，2017-02-20）" in text
        assert "人工判定：部分完成（李四），机器判定：未完成，置信度88%" in text
