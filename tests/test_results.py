"""The classes users hold: every method, and saving by suffix."""

from __future__ import annotations

import json
import pickle
from pathlib import Path

import pytest

from reportdiff import model, results
from reportdiff.errors import ConfigError, SchemaError
from tests import factories

RESULTS = [factories.comparison, factories.checklist, factories.alignment]
Result = results.Comparison | results.Checklist | results.Alignment


@pytest.mark.parametrize("make", RESULTS)
def test_json_gives_back_an_equal_result_of_the_same_class(make: type[Result]) -> None:
    result = make()
    again = type(result).from_json(result.to_json())
    assert again == result
    assert type(again) is type(result)


@pytest.mark.parametrize("make", RESULTS)
@pytest.mark.parametrize("suffix", [".md", ".json", ".csv", ".MD"])
def test_save_takes_the_format_from_the_suffix(make: type[Result], suffix: str, tmp_path: Path) -> None:
    result = make()
    expected = {".md": result.to_markdown, ".json": result.to_json, ".csv": result.to_csv}[suffix.lower()]()
    path = tmp_path / f"结果{suffix}"
    result.save(path)
    assert path.read_bytes() == expected.encode()


def test_save_refuses_other_suffixes_and_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\.xlsx.*\.md, \.json, \.csv"):
        factories.comparison().save(tmp_path / "audit.xlsx")
    assert not list(tmp_path.iterdir())


def test_language_is_passed_on(tmp_path: Path) -> None:
    comparison = factories.comparison()
    comparison.save(str(tmp_path / "a.md"), lang="en")
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == comparison.to_markdown("en")
    assert json.loads(comparison.to_json(lang="en"))["language"] == "en"
    assert comparison.to_csv("en").startswith("No.,ID,")
    with pytest.raises(ConfigError, match="en, zh"):
        comparison.to_markdown("de")


def test_summary_counts_checkable_commitments() -> None:
    summary = factories.comparison().summary()
    assert summary["commitments"] == 12
    assert summary["directional"] == 1
    assert summary["verdicts"] == {"met": 6, "partial": 1, "missed": 2, "unclear": 1, "dropped": 2}
    assert summary["rates"]["met"] == 0.5
    assert summary["kinds"]["quantified"]["verdicts"]["met"] == 3
    assert (summary["exceeded"], summary["renewed"], summary["needs_review"]) == (1, 2, 3)
    assert summary["new_commitments"] == 2
    assert factories.empty_comparison().summary()["rates"]["met"] is None
    assert factories.checklist().summary() == {
        "commitments": 13, "quantified": 7, "deliverable": 5, "directional": 1,
    }  # fmt: skip
    assert factories.alignment().summary()["continues"]["renamed"] == 1


def test_frames_by_name() -> None:
    comparison = factories.comparison()
    rows = {what: len(comparison.to_frame(what)) for what in ("commitments", "sections", "evidence", "targets")}
    assert rows == {"commitments": 13, "sections": 5, "evidence": 11, "targets": 7}
    assert len(factories.checklist().to_frame()) == 13
    assert len(factories.checklist().to_frame("targets")) == 7
    assert len(factories.alignment().to_frame()) == 5
    with pytest.raises(ConfigError, match="choose one of: commitments, sections, evidence, targets"):
        comparison.to_frame("quotes")


@pytest.mark.parametrize("make", RESULTS)
def test_results_are_made_from_plain_values_and_can_be_pickled(make: type[Result]) -> None:
    result = make()
    plain_class = getattr(model, type(result).__name__)
    plain = plain_class(*[getattr(result, name) for name in plain_class.__slots__])
    assert type(result).of(plain) == result
    assert pickle.loads(pickle.dumps(result)) == result
    assert "<table>" in result._repr_html_()


def test_other_documents_are_refused() -> None:
    with pytest.raises(SchemaError, match="this is an alignment, not a comparison; read it as an alignment"):
        results.Comparison.from_json(factories.alignment().to_json())
