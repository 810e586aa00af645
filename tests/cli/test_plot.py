"""``reportdiff plot`` and the formats that are files only."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.cli.conftest import Run

PAIR = ("old.txt", "new.txt")
BEGINS = {"xlsx": b"PK\x03\x04", "docx": b"PK\x03\x04", "parquet": b"PAR1", "png": b"\x89PNG", "svg": b"<?xml"}


@pytest.fixture(autouse=True)
def _latin(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let charts be drawn without a Chinese font."""
    from reportdiff.renderers.charts import drawing

    monkeypatch.setattr(drawing, "families", lambda texts: ["DejaVu Sans"])


@pytest.mark.parametrize("suffix", ["xlsx", "docx", "parquet"])
def test_compare_and_extract_write_files_of_other_programs(run: Run, folder: Path, suffix: str) -> None:
    done = run("compare", *PAIR, "-o", f"audit.{suffix}")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr.endswith(f"wrote audit.{suffix}\n")
    assert run("extract", "old.txt", "-o", f"list.{suffix}", "-q").exit_code == 0
    for name in ("audit", "list"):
        assert (folder / f"{name}.{suffix}").read_bytes().startswith(BEGINS[suffix])


def test_a_binary_format_can_be_piped(run: Run) -> None:
    done = run("compare", *PAIR, "--format", "xlsx", "-q")
    assert done.stdout_bytes.startswith(BEGINS["xlsx"])


@pytest.mark.parametrize("what", ["verdicts", "targets"])
def test_plot_draws_a_result_like_the_reports(run: Run, folder: Path, what: str) -> None:
    assert run("compare", *PAIR, "-o", "audit.json", "-q").exit_code == 0
    done = run("plot", "audit.json", "--what", what, "-o", "a.svg", "-o", "a.png")
    assert (done.exit_code, done.stdout, done.stderr) == (0, "", "reportdiff: wrote a.svg, a.png\n")
    assert run("plot", *PAIR, "--what", what, "-o", "b.svg", "-q").exit_code == 0
    assert (folder / "a.svg").read_bytes() == (folder / "b.svg").read_bytes()
    assert (folder / "a.png").read_bytes().startswith(BEGINS["png"])


def test_plot_writes_svg_to_standard_output(run: Run) -> None:
    done = run("plot", *PAIR, "-o", "-", "--report-lang", "en")
    assert done.stdout_bytes.startswith(BEGINS["svg"])
    assert done.stdout_bytes != run("plot", *PAIR, "-o", "-").stdout_bytes


@pytest.mark.parametrize(
    ("args", "message"),
    [
        (("old.txt", "-o", "a.svg"), "old.txt is no result of compare in JSON"),
        ((*PAIR, "old.txt", "-o", "a.svg"), "3 files are given"),
        (PAIR, "Missing option '-o'"),
        ((*PAIR, "-o", "a.pdf"), "use one of .png, .svg"),
        ((*PAIR, "-o", "a.svg", "--what", "pie"), "'verdicts', 'targets'"),
    ],
)
def test_plot_refuses_a_wrong_command_line(run: Run, args: tuple[str, ...], message: str) -> None:
    done = run("plot", *args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())


@pytest.mark.parametrize(
    ("library", "extra", "args"),
    [
        ("openpyxl", "excel", ("compare", *PAIR, "-o", "a.xlsx")),
        ("docx", "documents", ("extract", "old.txt", "-o", "a.docx")),
        ("pyarrow", "parquet", ("compare", *PAIR, "-o", "a.parquet")),
        ("matplotlib.figure", "plot", ("plot", *PAIR, "-o", "a.png")),
    ],
)
def test_a_missing_extra_is_one_line_that_says_what_to_install(
    run: Run, folder: Path, library: str, extra: str, args: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, library, None)
    done = run(*args)
    assert (done.exit_code, done.stdout) == (1, "")
    assert f"pip install 'reportdiff[{extra}]'" in done.stderr
    assert len(done.stderr.splitlines()) == 1
    assert not list(folder.glob("a.*"))
