"""Wrong input and wrong command lines: which exit code and what is said."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest

import reportdiff
from tests.cli.conftest import NEW, OLD, Run

FILES = {
    "empty.txt": b"",
    "blank.txt": "\ufeff \n\u3000\n".encode(),
    "report.pdf": b"%PDF-1.7\n\xe2\xe3\xcf\xd3",
    "report.docx": b"PK\x03\x04\x14\x00\x06\x00word/document.xml",
    "report.png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR",
    "report.bin": bytes(range(256)) * 8,
    "damaged.txt": OLD.encode() + b"\xff\xfe" + NEW.encode(),
    "english.txt": b"The government will build five schools. " * 30,
    "no-plan.txt": "一、2030年工作回顾\n全年生产总值增长7%，新建学校3所。\n".encode(),
    "no-review.txt": "2035年工作安排\n一、主要目标\n今年生产总值增长7%，新建学校3所。\n".encode(),
    "copy.txt": OLD.encode("gb18030"),
    "broken.toml": b"evidence = [",
    "unknown.toml": b"evidnce = 0.5",
    "outside.toml": b"evidence = 5",
}
PAIR = ("old.txt", "new.txt")

ERRORS = [
    (("outline", "missing.txt"), "no such file: missing.txt"),
    (("outline", "folder"), "folder: this is a folder"),
    (("outline", "empty.txt"), "empty.txt: there is no text in it"),
    (("extract", "blank.txt"), "blank.txt: there is no text in it"),
    (("extract", "report.pdf"), "report.pdf: this PDF file is damaged; get it again"),
    (
        ("extract", "report.docx"),
        "report.docx: this is a damaged Word document (.docx), which cannot be read; open it in",
    ),
    (("extract", "report.png"), "report.png: this is a PNG image"),
    (("extract", "report.bin"), "report.bin: this is a binary file"),
    (("extract", "damaged.txt"), "(line 15) is damaged"),
    (("extract", "english.txt"), "english.txt: the text is in none of the supported languages (Chinese)"),
    (("extract", "no-plan.txt"), "no-plan.txt: no part that says what will be done"),
    (("extract", "no-plan.txt"), "line 1 '一、2030年工作回顾' (review)"),
    (("compare", "no-plan.txt", "new.txt"), "no-plan.txt: no part that says what will be done"),
    (("compare", "old.txt", "no-review.txt"), "no-review.txt: no part that accounts for the past year"),
    (("align", "no-plan.txt", "new.txt"), "reportdiff outline no-plan.txt"),
    (("compare", "new.txt", "old.txt"), "new.txt is of 2032 and old.txt of 2031: give the older report first"),
    (("align", *PAIR, "--old-year", "2033"), "old.txt is of 2033"),
    (("compare", "old.txt", "old.txt"), "are the same text"),
    (("align", "old.txt", "copy.txt"), "old.txt and copy.txt are the same text"),
    (("compare", *PAIR, "--language", "xx"), "'xx'; installed: zh"),
    (("outline", "old.txt", "--language", "xx"), "'xx'; installed: zh"),
    (("compare", *PAIR, "--config", "missing.toml"), "missing.toml: cannot be read"),
    (("compare", *PAIR, "--config", "broken.toml"), "broken.toml: is not TOML"),
    (("extract", "old.txt", "--config", "unknown.toml"), "unknown.toml: unknown settings: evidnce; known are: "),
    (("align", *PAIR, "--config", "outside.toml"), "outside.toml: settings out of range: evidence must be"),
    (("compare", *PAIR, "-o", "nowhere/audit.md"), "there is no folder nowhere; create it first"),
    (("outline", "old.txt", "-o", "folder.md"), "folder.md: this is a folder"),
    (("outline", "old.txt", "-o", "old.txt/x.md"), "old.txt/x.md: "),
    (("outline", "old.txt", "-o", "x" * 300 + ".md"), "cannot be written"),
]

USAGE = [
    (("bogus",), "No such command 'bogus'"),
    (("compare", "old.txt"), "Missing argument 'NEW'"),
    (("compare", "", "new.txt"), "the name of the report is empty"),
    (("compare", "-", "-"), "Only one of the two reports"),
    (("align", "-", "-"), "Only one of the two reports"),
    (("compare", *PAIR, "-o", "audit.pptx"), "audit.pptx: the suffix '.pptx' does not tell the format; use one of .md"),
    (("extract", "old.txt", "-o", "audit"), ", or - for standard output"),
    (("outline", "old.txt", "--format", "xlsx"), "'table', 'json', 'csv', 'md'"),
    (("outline", "old.txt", "--format", "json", "-o", "a.md"), "--format json is for standard output"),
    (("outline", "old.txt", "-o", "a.md", "-o", "./a.md"), "'-o a.md' is given twice"),
    (("outline", "old.txt", "-o", "-", "-o", "-"), "'-o -' is given twice"),
    (("compare", "old.md", "new.txt", "-o", "old.md"), "'-o old.md' would overwrite a file that is read"),
    (
        ("compare", *PAIR, "--fail-on", "missed,late"),
        "'late' cannot be chosen; give one or more of met, partial, missed",
    ),
    (("compare", *PAIR, "old.md"), "give their folder, or the pattern in quotation marks: 'reports/*.txt'"),
    (("compare", *PAIR, "--fail-on", ","), "an empty list cannot be chosen"),
    (("extract", "old.txt", "--kind", "vague"), "quantified, deliverable, directional, all"),
    (("outline", "old.txt", "--year", "16"), "1900<=x<=2200"),
    (("outline", "old.txt", "--report-lang", "fr"), "'en', 'zh'"),
]


@pytest.fixture(autouse=True)
def _files(folder: Path) -> None:
    for name, data in FILES.items():
        (folder / name).write_bytes(data)
    (folder / "old.md").write_text(OLD, encoding="utf-8")
    (folder / "folder").mkdir()
    (folder / "folder.md").mkdir()


@pytest.mark.parametrize(("args", "message"), ERRORS)
def test_an_error_is_one_line_that_says_what_to_do(run: Run, args: tuple[str, ...], message: str) -> None:
    done = run(*args)
    assert (done.exit_code, done.stdout) == (1, ""), done.stderr
    (line,) = done.stderr.splitlines()
    assert line.startswith("reportdiff: error: ")
    assert message in line


@pytest.mark.parametrize("command", ["extract", "align", "compare"])
@pytest.mark.parametrize(
    ("path", "typed"),
    [
        ("reports/my plan.txt", "'reports/my plan.txt'"),
        ("./no-plan.txt", "./no-plan.txt"),
        ("reports/it's.txt", """'reports/it'"'"'s.txt'"""),
        ("reports/new.txt", "reports/new.txt"),
    ],
)
def test_a_suggested_command_names_the_report_as_it_was_typed(
    run: Run, folder: Path, command: str, path: str, typed: str
) -> None:
    (folder / "reports").mkdir()
    (folder / path).write_bytes(FILES["no-plan.txt"])
    done = run(command, path, *[] if command == "extract" else ["new.txt"])
    assert done.exit_code == 1
    assert done.stderr.endswith(f": reportdiff outline {typed}\n")
    name = path if path.endswith("/new.txt") and command != "extract" else Path(path).name
    assert done.stderr.startswith(f"reportdiff: error: {name}: no part")
    assert shlex.split(done.stderr.rpartition("with: ")[2])[2:] == [path]


def test_a_suggested_command_reads_what_was_given(run: Run, folder: Path) -> None:
    done = run("extract", "-", stdin=FILES["no-plan.txt"])
    assert done.stderr.startswith("reportdiff: error: <stdin>: no part")
    assert done.stderr.endswith("reportdiff outline -\n")
    (folder / "-x.txt").write_bytes(FILES["no-plan.txt"])
    assert run("extract", "--", "-x.txt").stderr.endswith("reportdiff outline ./-x.txt\n")
    done = run("compare", "old.txt", "no-review.txt")
    assert done.stderr.endswith("reportdiff outline no-review.txt\n")


@pytest.mark.parametrize(("args", "message"), USAGE)
def test_a_wrong_command_line(
    run: Run, folder: Path, args: tuple[str, ...], message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}
    monkeypatch.setattr(reportdiff, "outline", lambda *_, **__: pytest.fail("work was begun"))
    done = run(*args)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in " ".join(done.stderr.split())
    assert {path.name: path.stat().st_mtime_ns for path in folder.iterdir()} == before


@pytest.mark.parametrize("target", ["nowhere/a.md", "folder.md", "x" * 300 + ".md"])
def test_an_output_that_cannot_be_written_is_refused_before_the_work(
    run: Run, target: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(reportdiff, "outline", lambda *_, **__: pytest.fail("work was begun"))
    assert run("outline", "old.txt", "-o", target).exit_code == 1


# Permissions do not bind the superuser, as whom tests are often run: they are refused by hand.
def test_no_permission_to_read(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: Path, mode: str) -> bytes:
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "open", refuse)
    done = run("outline", "old.txt")
    assert done.exit_code == 1
    assert "old.txt: it cannot be read (Permission denied)" in done.stderr


@pytest.mark.parametrize(
    ("target", "message"),
    [("old.md", "old.md: this file is write-protected"), ("a.md", "a.md: you may not write in the folder .;")],
)
def test_no_permission_to_write(run: Run, target: str, message: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "access", lambda *_, **__: False)
    done = run("outline", "old.txt", "-o", target)
    assert done.exit_code == 1
    assert message in done.stderr


def test_a_failed_write_leaves_the_old_file_and_nothing_else(
    run: Run, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "a.md").write_text("before", encoding="utf-8")
    names = sorted(path.name for path in folder.iterdir())

    def full(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", full)
    done = run("outline", "old.txt", "-o", "a.md")
    assert done.exit_code == 1
    assert "a.md: it cannot be written (No space left on device)" in done.stderr
    assert (folder / "a.md").read_text(encoding="utf-8") == "before"
    assert sorted(path.name for path in folder.iterdir()) == names


@pytest.mark.parametrize(
    ("error", "code", "message"),
    [
        (KeyError("x"), 1, "a fault in reportdiff itself (KeyError: 'x')"),
        (RecursionError(), 1, "(RecursionError), not in your reports"),
        (OSError(5, "Input/output error", "old.txt"), 1, "old.txt: Input/output error; check"),
        (KeyboardInterrupt(), 130, ""),
    ],
)
def test_whatever_happens_there_is_no_traceback(
    run: Run, error: BaseException, code: int, message: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr(reportdiff, "outline", fail)
    done = run("outline", "old.txt")
    assert (done.exit_code, done.stdout) == (code, "")
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == bool(message)


def test_the_traceback_of_a_fault_can_be_asked_for(run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REPORTDIFF_TRACEBACK", "1")
    monkeypatch.setattr(reportdiff, "outline", lambda *_, **__: {}["x"])
    assert isinstance(run("outline", "old.txt").exception, KeyError)
