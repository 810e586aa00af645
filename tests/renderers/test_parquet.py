"""Parquet gives back the frames with their types."""

from __future__ import annotations

import io
import sys
from dataclasses import replace

import pandas as pd
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings

from reportdiff import results
from reportdiff.errors import MissingExtraError
from reportdiff.renderers.parquet import SCHEMA_KEY
from tests import factories, strategies

COMPARISON = factories.comparison()
DIRECTIONAL = replace(COMPARISON, findings=COMPARISON.findings[2:3])  # no targets: whole columns are missing


@pytest.mark.parametrize("result", [COMPARISON, DIRECTIONAL, factories.checklist()], ids=["all", "none", "list"])
def test_a_frame_comes_back_as_it_was(result: results.Comparison | results.Checklist) -> None:
    again = pd.read_parquet(io.BytesIO(result.to_parquet()))
    pd.testing.assert_frame_equal(again, result.to_frame())


@settings(max_examples=25)
@given(strategies.comparisons.filter(lambda comparison: comparison.findings))
def test_any_frame_comes_back(comparison: results.Comparison) -> None:
    result = results.Comparison.of(comparison)
    pd.testing.assert_frame_equal(pd.read_parquet(io.BytesIO(result.to_parquet())), result.to_frame())


def test_an_empty_frame_keeps_its_columns() -> None:
    empty = factories.empty_comparison()
    again = pd.read_parquet(io.BytesIO(empty.to_parquet()))
    assert list(again.columns) == list(empty.to_frame().columns)
    assert len(again) == 0


@pytest.mark.parametrize(
    ("result", "schema"),
    [(COMPARISON, b"reportdiff/frame/commitments/1"), (factories.checklist(), b"reportdiff/frame/checklist/1")],
)
def test_the_file_names_its_schema(result: results.Comparison | results.Checklist, schema: bytes) -> None:
    assert pq.read_schema(io.BytesIO(result.to_parquet())).metadata[SCHEMA_KEY] == schema


def test_bytes_and_language() -> None:
    assert COMPARISON.to_parquet() == COMPARISON.to_parquet()
    reasons = pd.read_parquet(io.BytesIO(COMPARISON.to_parquet("en")))["reason"]
    assert reasons[0].startswith("The reported number")
    assert COMPARISON.render("parquet", "en") == COMPARISON.to_parquet("en")


def test_without_pyarrow_it_is_said_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(MissingExtraError, match=r"pip install 'reportdiff\[parquet\]'"):
        COMPARISON.to_parquet()
