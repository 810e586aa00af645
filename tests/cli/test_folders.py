"""A folder instead of two files: what is taken is said, and nothing in it is overwritten."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from .conftest import NEW, Run


@pytest.fixture
def reports(folder: Path) -> Path:
    """Return a folder with the two reports and nothing else."""
    out = folder / "reports"
    out.mkdir()
    shutil.copy(folder / "old.txt", out / "2031.txt")
    shutil.copy(folder / "new.txt", out / "2032.md")
    return out


@pytest.mark.parametrize("command", ["compare", "align"])
def test_the_command_says_what_it_took(reports: Path, run: Run, command: str) -> None:
    done = run(command, "reports", "-o", "out.md")
    assert done.exit_code == 0
    old, new = Path("reports", "2031.txt"), Path("reports", "2032.md")
    assert done.stderr.startswith(f"reportdiff: comparing {old} (2031) and {new} (2032)\n")
    assert "2031" in Path("out.md").read_text(encoding="utf-8")
    assert run(command, "reports", "-q").stderr == ""


def test_a_report_and_a_folder(reports: Path, run: Run) -> None:
    assert run("compare", "reports", "new.txt").stderr.startswith("reportdiff: comparing reports/2031.txt (2031)\n")
    assert run("compare", "-", "reports/*.md", stdin=(reports / "2031.txt").read_bytes()).exit_code == 0


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("command", ["compare", "align", "extract", "outline"])
def test_what_is_written_into_the_folder_is_no_report(reports: Path, run: Run, command: str, lang: str) -> None:
    source = "reports/2031.txt" if command in ("extract", "outline") else "reports"
    files = {"align": ("audit.md",), "extract": ("audit.md", "audit.docx"), "outline": ("audit.md",)}.get(
        command, ("audit.md", "audit.docx", "audit.html")
    )
    for _ in range(2):
        for file in files:
            done = run(command, source, "-o", f"reports/{file}", "--report-lang", lang)
            assert done.exit_code == 0, done.stderr
    assert run("compare", "reports").exit_code == 0


def test_a_report_of_the_folder_is_not_overwritten(reports: Path, run: Run) -> None:
    done = run("compare", "reports", "-o", "reports/2032.md")
    assert done.exit_code == 2
    assert (reports / "2032.md").read_text(encoding="utf-8") == NEW


def test_one_report_alone_is_an_error_of_the_command_line(run: Run) -> None:
    done = run("compare", "old.txt")
    assert done.exit_code == 2
    assert "Missing argument 'NEW'" in done.stderr


def test_what_an_error_suggests_names_the_file_that_was_taken(reports: Path, run: Run) -> None:
    (reports / "2031.txt").write_text("2031年政府工作报告\n一、2030年工作回顾\n新建学校3所。\n", encoding="utf-8")
    done = run("compare", "reports", "--old-year", "2031")
    assert done.exit_code == 1
    assert done.stderr.endswith("reportdiff outline reports/2031.txt\n")


def test_a_chart_of_a_folder(reports: Path, run: Run) -> None:
    done = run("plot", "reports", "-o", "chart.svg")
    assert done.exit_code == 0, done.stderr
    assert done.stderr.startswith("reportdiff: comparing ")
