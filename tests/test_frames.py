"""Data frames: the documented columns and dtypes, also when there is nothing to show."""

from __future__ import annotations

import subprocess
import sys

import pandas as pd
import pytest
from hypothesis import given, settings

from reportdiff import frames, model
from tests import factories, strategies

MAKE = {
    "commitments": frames.commitments_frame,
    "evidence": frames.evidence_frame,
    "targets": frames.targets_frame,
    "sections": frames.sections_frame,
}


def _assert_documented(frame: pd.DataFrame, what: str) -> None:
    columns = frames.COLUMNS[what]
    assert list(frame.columns) == list(columns)
    assert {name: str(dtype) for name, dtype in frame.dtypes.items()} == {n: c.dtype for n, c in columns.items()}
    for name, column in columns.items():
        if column.of is not None:
            assert list(frame[name].cat.categories) == [value.value for value in column.of]


@pytest.mark.parametrize("what", MAKE)
@pytest.mark.parametrize("comparison", [factories.comparison(), factories.empty_comparison()], ids=["full", "empty"])
def test_columns_and_dtypes_are_as_documented(what: str, comparison: model.Comparison) -> None:
    _assert_documented(MAKE[what](comparison), what)


@settings(max_examples=25)
@given(strategies.comparisons)
def test_any_comparison_has_the_documented_frames(comparison: model.Comparison) -> None:
    for what, make in MAKE.items():
        _assert_documented(make(comparison), what)


def test_checklist_frame() -> None:
    frame = frames.checklist_frame(factories.checklist())
    _assert_documented(frame, "checklist")
    assert len(frame) == 13
    assert frame["number"].dropna().tolist() == list(range(1, 13))
    _assert_documented(frames.checklist_frame(model.Checklist(factories.old_info(), ())), "checklist")


def test_commitments_frame_holds_what_was_found() -> None:
    frame = frames.commitments_frame(factories.comparison()).set_index("text")
    row = frame.loc["新增市场主体5000户"]
    assert (row["verdict"], row["op"], row["value"], row["unit"]) == ("missed", ">=", 5000, "户")
    assert row["section_title"] == "（一）突出项目支撑"
    assert row["evidence"] == "新登记市场主体4620户"
    assert row["reason"].startswith("报告数字为4620户")
    assert pd.isna(frame.loc["加强宏观形势研判", "number"])
    assert pd.isna(frame.loc["启动“七五”普法", "value"])
    assert frame.loc["居民消费价格涨幅保持在2%-3%", "upper"] == 3
    assert frame["renewed"].sum() == 2


def test_reasons_follow_the_language() -> None:
    frame = frames.commitments_frame(factories.comparison(), "en")
    assert frame["reason"][0].startswith("The reported number")


def test_frames_give_line_and_paragraph() -> None:
    frame = frames.commitments_frame(factories.comparison())
    gas = frame[frame["text"] == "完成6000户居民天然气置换"].iloc[0]
    assert (gas["line"], gas["paragraph"]) == (9, 9)
    assert (gas["evidence_line"], gas["evidence_paragraph"]) == (8, 7)
    assert (gas["renewed_line"], gas["renewed_paragraph"]) == (15, 14)
    assert (frame["baseline_line"][0], frame["baseline_paragraph"][0]) == (3, 3)
    evidence = frames.evidence_frame(factories.comparison())
    runner_up = evidence[evidence["runner_up"]].iloc[0]
    assert (runner_up["line"], runner_up["paragraph"]) == (9, 8)


def test_a_paragraph_that_is_not_known_is_missing() -> None:
    commitment = factories.checklist().commitments[0]
    unknown = model.Commitment("c", model.Quote("x", 0, 1, 1), "", "", "", commitment.role)
    frame = frames.checklist_frame(model.Checklist(factories.old_info(), (unknown,)))
    assert pd.isna(frame["paragraph"][0])


def test_commitments_come_in_report_order() -> None:
    comparison = factories.comparison()
    turned = model.Comparison(comparison.old, comparison.new, comparison.findings[::-1], (), ())
    assert frames.commitments_frame(turned)["start"].is_monotonic_increasing


def test_evidence_frame_flags_runner_ups_and_shared_words() -> None:
    frame = frames.evidence_frame(factories.comparison())
    assert frame.loc[frame["runner_up"], "text"].tolist() == ["公园、广场新建健身步道12条"]
    assert frame.loc[frame["runner_up"], "rank"].isna().all()
    assert frame.loc[frame["shared"], "text"].tolist() == ["区档案馆|文化馆建成投用"] * 2
    assert frame["text"].str.contains("\n").sum() == 1  # quotes stay verbatim


def test_targets_frame_has_a_row_a_target() -> None:
    frame = frames.targets_frame(factories.comparison())
    assert len(frame) == 7
    assert frame["target"].tolist() == [1] * 7
    pd.testing.assert_frame_equal(frame, frames.targets_frame(factories.checklist()))


def test_sections_frame_has_titles_and_gaps() -> None:
    frame = frames.sections_frame(factories.comparison())
    pd.testing.assert_frame_equal(frame, frames.sections_frame(factories.alignment()))
    assert frame["old_title"][0] == "（一）突出项目支撑"
    assert pd.isna(frame["new_title"][3])


def test_pandas_is_imported_only_when_called() -> None:
    code = "import sys, reportdiff.frames, reportdiff.results; sys.exit('pandas' in sys.modules)"
    subprocess.run([sys.executable, "-c", code], check=True)
