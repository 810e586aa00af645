"""Two consecutive reports out of a folder or a pattern."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportdiff
from reportdiff import PairError, ReadError
from reportdiff.readers.folders import files_of
from reportdiff.readers.names import is_collection
from tests.readers.documents import docx_of, pdf_of


def report(year: int, place: str = "云溪镇") -> str:
    return f"""政府工作报告
——{year}年1月8日在{place}第三届人民代表大会第一次会议上
各位代表：
一、{year - 1}年工作回顾
过去一年，新增城镇就业{year}人，新建幼儿园3所。
二、{year}年工作安排
新增城镇就业{year + 1}人，新建幼儿园{year - 2000}所。
"""


@pytest.fixture
def reports(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a folder of reports of five years, with what else lies in folders."""
    monkeypatch.chdir(tmp_path)
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "2011年报告.txt").write_text(report(2011), encoding="gb18030")
    (folder / "二〇一二年.docx").write_bytes(docx_of(report(2012)))
    # Some offices name the file after the year that is reviewed.
    (folder / "report-2014.pdf").write_bytes(pdf_of(report(2015)))
    (folder / "2016.md").write_text(report(2016), encoding="utf-8")
    (folder / "2018.txt").write_text(report(2018), encoding="utf-8")
    (folder / "README.md").write_text("这里是历年的政府工作报告。", encoding="utf-8")
    (folder / "~$一二年.docx").write_bytes(b"\x05Owner")
    (folder / "broken.pdf").write_bytes(b"%PDF-1.7 broken")
    (folder / "figures.xlsx").write_bytes(b"PK\x03\x04")
    return folder


@pytest.mark.parametrize(
    ("years", "expected"),
    [
        ({}, (2015, 2016)),
        ({"old_year": 2011}, (2011, 2012)),
        ({"new_year": 2012}, (2011, 2012)),
        ({"old_year": 2012, "new_year": 2018}, (2012, 2018)),
    ],
)
@pytest.mark.parametrize("pattern", [".", "*", "*.*"])
def test_the_latest_consecutive_years_or_those_asked_for(
    reports: Path, pattern: str, years: dict[str, int], expected: tuple[int, int]
) -> None:
    result = reportdiff.compare(str(reports / pattern), **years)
    assert (result.old.year, result.new.year) == expected
    links = reportdiff.align(reports, **years)
    assert (links.old.year, links.new.year) == expected


def test_a_report_and_a_folder(reports: Path) -> None:
    new = reports / "2016.md"
    assert reportdiff.compare(reports, new).old.year == 2015
    assert reportdiff.compare(reports / "2011年报告.txt", str(reports / "*.docx")).new.year == 2012
    assert reportdiff.compare(reports, new, old_year=2011).old.year == 2011
    both = reportdiff.compare(reports, reports, old_year=2011, new_year=2015)
    assert (both.old.year, both.new.year) == (2011, 2015)


def test_files_that_cannot_be_reports_are_not_opened(reports: Path) -> None:
    names = [path.name for path in files_of(reports)]
    assert "figures.xlsx" not in names
    assert "~$一二年.docx" not in names
    assert len(names) == 7


@pytest.mark.parametrize(
    ("source", "years", "error", "message"),
    [
        (
            "reports",
            {"old_year": 2012},
            PairError,
            r"reports: there is no report of 2013; found: 2011 \(2011年报告.txt\)",
        ),
        ("reports/201[68].*", {}, PairError, r"no two reports there are of consecutive years; found: 2016 .*, 2018 "),
        (
            "reports/README.*",
            {},
            PairError,
            r"no report was found; passed over: README.md: neither a plan nor a review",
        ),
        ("reports/b*", {}, PairError, r"passed over: broken.pdf: this PDF file is damaged"),
        ("reports/*.xlsx", {}, ReadError, r"reports/\*.xlsx: there is no report; files of reports end in .pdf, .docx"),
        ("empty", {}, ReadError, "empty: there is no report; files of reports end in"),
        ("reports/2016.md", {}, PairError, "one report cannot be compared alone"),
        ("nothing.txt", {}, PairError, "one report cannot be compared alone"),
    ],
)
def test_what_cannot_be_chosen_is_told(
    reports: Path, source: str, years: dict[str, int], error: type[Exception], message: str
) -> None:
    (reports.parent / "empty").mkdir()
    with pytest.raises(error, match=message):
        reportdiff.compare(source, **years)


def test_several_reports_of_one_year_are_ambiguous(reports: Path) -> None:
    (reports / "2016.docx").write_bytes(docx_of(report(2016)))
    with pytest.raises(PairError, match=r"several reports are of 2016: 2016\.docx, 2016\.md; give two files"):
        reportdiff.compare(reports)
    assert reportdiff.compare(reports, old_year=2011).new.year == 2012


def test_reports_of_one_name_in_folders_of_years(tmp_path: Path) -> None:
    for year in (2015, 2016):
        (tmp_path / str(year)).mkdir()
        (tmp_path / str(year) / "报告.txt").write_text(report(year), encoding="utf-8")
    result = reportdiff.compare(str(tmp_path / "*" / "*.txt"))
    assert result.old.name == str(tmp_path / "2015" / "报告.txt")


def test_two_folders_need_their_years(reports: Path) -> None:
    with pytest.raises(PairError, match="give --old-year and --new-year"):
        reportdiff.compare(reports, reports)


@pytest.mark.parametrize(
    ("source", "many"),
    [
        ("reports", True),
        ("reports/*.txt", True),
        (Path("reports"), True),
        ("reports/2016.md", False),
        ("[1].txt", False),  # a file that is really called so
        ("**重点**：新建学校3所。", False),
        ("# 一\n*", False),
        (b"reports", False),
        ("a\0*", False),
    ],
)
def test_what_stands_for_several_files(reports: Path, source: object, many: bool) -> None:
    (reports.parent / "[1].txt").write_text("一", encoding="utf-8")
    assert is_collection(source) is many
