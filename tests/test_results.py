"""The classes users hold: every method, and saving by suffix."""

from __future__ import annotations

import json
import os
import pickle
from pathlib import Path

import pytest

from reportdiff import model, results
from reportdiff.errors import ConfigError, ReportDiffError, SchemaError, WriteError
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
    assert path.read_bytes() == expected.encode("utf-8-sig" if suffix == ".csv" else "utf-8")
    assert not expected.startswith("\ufeff")


@pytest.mark.parametrize("make", RESULTS)
def test_table_is_as_wide_as_asked(make: type[Result]) -> None:
    result = make()
    for width in (60, 90):
        rule = next(line for line in result.to_table(width=width).splitlines() if line.startswith("──"))
        assert len(rule) <= width
    assert result.to_table("en") != result.to_table("zh") == result.to_table()


def test_save_replaces_what_a_link_points_to_and_keeps_the_mode(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text("before", encoding="utf-8")
    (tmp_path / "a.md").chmod(0o640)
    (tmp_path / "link.md").symlink_to("a.md")
    factories.alignment().save(tmp_path / "link.md")
    assert (tmp_path / "link.md").is_symlink()
    assert (tmp_path / "a.md").read_text(encoding="utf-8") == factories.alignment().to_markdown()
    assert (tmp_path / "a.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.md", "link.md"]


def test_save_through_a_dangling_link(tmp_path: Path) -> None:
    (tmp_path / "link.md").symlink_to("later.md")
    factories.alignment().save(tmp_path / "link.md")
    assert (tmp_path / "later.md").is_file()
    (tmp_path / "lost.md").symlink_to("nowhere/a.md")
    with pytest.raises(WriteError, match=r"there is no folder .*nowhere; create it first"):
        factories.alignment().save(tmp_path / "lost.md")


def test_save_creates_no_folders_but_says_so(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=r"a\.md: there is no folder .*out; create it first"):
        factories.comparison().save(tmp_path / "out" / "a.md")
    (tmp_path / "b.md").mkdir()
    with pytest.raises(ReportDiffError, match="this is a folder"):
        factories.comparison().save(tmp_path / "b.md")
    assert [path.name for path in tmp_path.iterdir()] == ["b.md"]


@pytest.mark.parametrize("name", ["\0.md", "x" * 300 + ".md", "\udcff\ud800.md"])
def test_save_refuses_names_that_cannot_be(name: str, tmp_path: Path) -> None:
    with pytest.raises(WriteError, match="it cannot be written"):
        factories.alignment().save(tmp_path / name)


@pytest.mark.parametrize("step", ["write_bytes", "replace"])
def test_a_failed_save_leaves_the_old_file(step: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.json"
    path.write_text("before", encoding="utf-8")

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, step, full)
    with pytest.raises(WriteError, match=r"a\.json: it cannot be written \(No space left on device\)"):
        factories.alignment().save(path)
    assert path.read_text(encoding="utf-8") == "before"
    assert [p.name for p in tmp_path.iterdir()] == ["a.json"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_save_writes_into_a_named_pipe(tmp_path: Path) -> None:
    pipe = tmp_path / "pipe.json"
    os.mkfifo(pipe)
    reading = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
    factories.alignment().save(pipe)
    assert json.loads(os.read(reading, 100_000))["schema"] == "reportdiff/alignment/1"
    os.close(reading)
    assert pipe.is_fifo()


def test_only_keeps_kinds() -> None:
    checklist = factories.checklist()
    kept = checklist.only("deliverable", model.Kind.DIRECTIONAL)
    assert type(kept) is type(checklist)
    assert {c.kind for c in kept.commitments} == {model.Kind.DELIVERABLE, model.Kind.DIRECTIONAL}
    assert len(checklist.only("quantified").commitments) == 7
    assert checklist.only(*model.Kind) == checklist
    with pytest.raises(ConfigError, match=r"'vague' is no kind.*: quantified, deliverable, directional"):
        checklist.only("vague")
    with pytest.raises(ConfigError, match="an empty list"):
        checklist.only()


def test_save_refuses_other_suffixes_and_names_the_known(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"\.pptx.*\.md, \.json, \.csv"):
        factories.comparison().save(tmp_path / "audit.pptx")
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


@pytest.mark.parametrize(
    ("result", "shown"),
    [
        (factories.comparison(), "<Comparison of 临江区2016.txt and 临江区2017.txt: 13 commitments>"),
        (factories.checklist(), "<Checklist of 临江区2016.txt: 13 commitments>"),
        (factories.alignment(), "<Alignment of 临江区2016.txt and 临江区2017.txt: 5 links>"),
    ],
)
def test_a_result_shows_itself_in_one_line(result: object, shown: str) -> None:
    assert repr(result) == shown
