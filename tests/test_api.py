"""The public functions: what they take, what they return, and errors that say what to do."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportdiff
from reportdiff import (
    Alignment,
    Checklist,
    Comparison,
    EmptyReportError,
    LanguageError,
    PairError,
    ReadError,
    StructureError,
)
from tests.pairs import new_report, old_report

OLD, NEW = old_report("新建停车场12座，建成松风图书馆。"), new_report("新建停车场15座，松风图书馆建成。")
NO_PLAN = "政府工作报告\n一、2030年工作回顾\n新建停车场12座，建成松风图书馆。\n"
ENGLISH = "Report of the town\nI. Review\nWe built twelve car parks and one library last year.\n"


@pytest.fixture
def files(tmp_path: Path) -> tuple[Path, Path]:
    old, new = tmp_path / "old.txt", tmp_path / "new.txt"
    old.write_text(OLD, encoding="utf-8")
    new.write_text(NEW, encoding="gb18030")
    return old, new


def test_paths_strings_bytes_and_reports_alike(files: tuple[Path, Path]) -> None:
    results = [
        reportdiff.compare(*files),
        reportdiff.compare(str(files[0]), str(files[1])),
        reportdiff.compare(files[0].read_bytes(), files[1].read_bytes()),
        reportdiff.compare(OLD, NEW),
        reportdiff.compare(reportdiff.outline(OLD), reportdiff.outline(NEW)),
    ]
    assert len({tuple(result.findings) for result in results}) == 1
    assert [str(f.judgement.verdict) for f in results[0].findings] == ["met", "met"]
    assert (results[0].old.name, results[0].new.encoding) == ("old.txt", "gb18030")


def test_what_each_function_returns() -> None:
    assert type(reportdiff.compare(OLD, NEW)) is Comparison
    assert type(reportdiff.align(OLD, NEW)) is Alignment
    assert type(reportdiff.extract(OLD)) is Checklist
    report = reportdiff.outline(OLD)
    assert reportdiff.outline(report) is report
    assert reportdiff.read(OLD).reading == ""
    assert [c.quote.text for c in reportdiff.extract(report).commitments] == ["新建停车场12座", "建成松风图书馆"]


def test_results_keep_what_is_known_of_the_reports() -> None:
    result = reportdiff.compare(OLD, NEW)
    assert (result.old.year, result.new.year, result.old.place) == (2031, 2032, "青石镇")
    assert result.old.sha256 != result.new.sha256
    assert (result.old.characters, result.old.lines) == (len(OLD), OLD.count("\n"))
    assert len(result.old.sections) == len(reportdiff.outline(OLD).sections)


def test_progress_names_the_stages_in_order() -> None:
    stages: list[str] = []
    reportdiff.compare(OLD, NEW, progress=stages.append)
    assert stages == ["read", "align", "extract", "match", "judge"]


@pytest.mark.parametrize("function", [reportdiff.compare, reportdiff.align])
class TestPairs:
    def test_the_same_text_twice(self, function: object) -> None:
        with pytest.raises(PairError, match="are the same text"):
            function(OLD, OLD)  # type: ignore[operator]

    def test_years_in_the_wrong_order(self, function: object) -> None:
        with pytest.raises(PairError, match=r"2032 .* 2031.*older report"):
            function(NEW, OLD)  # type: ignore[operator]

    def test_years_that_are_given_win(self, function: object) -> None:
        result = function(NEW, OLD, old_year=2032, new_year=2033)  # type: ignore[operator]
        assert (result.old.year, result.new.year) == (2032, 2033)
        with pytest.raises(PairError):
            function(OLD, NEW, old_year=2040)  # type: ignore[operator]

    def test_the_same_year_twice(self, function: object) -> None:
        with pytest.raises(PairError, match="older report"):
            function(OLD, NEW, old_year=2032)  # type: ignore[operator]

    def test_no_plan(self, function: object) -> None:
        with pytest.raises(StructureError, match=r"plan.*parts seen: line 2 .*工作回顾"):
            function(NO_PLAN, NEW)  # type: ignore[operator]

    def test_another_language(self, function: object) -> None:
        with pytest.raises(LanguageError, match="none of the supported languages"):
            function(ENGLISH, NEW)  # type: ignore[operator]
        with pytest.raises(LanguageError, match="none of the supported languages"):
            function(OLD, ENGLISH)  # type: ignore[operator]

    def test_an_unknown_language(self, function: object) -> None:
        with pytest.raises(LanguageError, match=r"unknown language 'xx'; installed: .*zh"):
            function(OLD, NEW, language="xx")  # type: ignore[operator]

    def test_a_missing_file(self, function: object, files: tuple[Path, Path]) -> None:
        with pytest.raises(ReadError, match="no such file"):
            function(files[0], files[1].with_name("none.txt"))  # type: ignore[operator]

    def test_a_folder(self, function: object, tmp_path: Path) -> None:
        with pytest.raises(ReadError, match="folder"):
            function(tmp_path, NEW)  # type: ignore[operator]


def test_no_review() -> None:
    text = "政府工作报告\n各位代表：\n现在报告工作。\n"
    with pytest.raises(StructureError, match="review"):
        reportdiff.compare(OLD, text)


def test_extract_needs_a_plan() -> None:
    with pytest.raises(StructureError, match=r"r\.txt: no part that says what will be done"):
        reportdiff.extract(NO_PLAN, name="r.txt")


@pytest.mark.parametrize("source", ["", " \n ", b"", b"\xef\xbb\xbf", "\u200b\n"])
def test_nothing_in_it(source: str | bytes) -> None:
    for function in (reportdiff.read, reportdiff.outline, reportdiff.extract):
        with pytest.raises(EmptyReportError):
            function(source)


def test_a_given_language_is_not_questioned() -> None:
    assert reportdiff.outline(ENGLISH, language="zh").language == "zh"


def test_errors_are_also_the_builtins_they_fit() -> None:
    assert issubclass(PairError, ValueError)
    assert issubclass(LanguageError, LookupError)
    assert issubclass(ReadError, ValueError)
    assert issubclass(StructureError, ValueError)
