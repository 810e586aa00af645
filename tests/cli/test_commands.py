"""What each command prints and writes."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import reportdiff
from reportdiff.renderers.tables import display_width
from tests.cli.conftest import NEW, OLD, Run

COMMANDS = (
    ("compare", "old.txt", "new.txt"),
    ("align", "old.txt", "new.txt"),
    ("extract", "old.txt"),
    ("outline", "old.txt"),
)
each_command = pytest.mark.parametrize("command", COMMANDS, ids=lambda command: command[0])


def table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_compare_prints_a_table(run: Run) -> None:
    done = run("compare", "old.txt", "new.txt")
    assert (done.exit_code, done.stderr) == (0, "")
    assert "2031年" in done.stdout.splitlines()[0]
    assert "全镇生产总值增长8%左右" in done.stdout
    assert "“新引进企业15家”（第7行）" in done.stdout


def test_compare_as_json_is_the_comparison(run: Run, folder: Path) -> None:
    done = run("compare", "old.txt", "new.txt", "--format", "json")
    result = reportdiff.compare(folder / "old.txt", folder / "new.txt")
    assert reportdiff.Comparison.from_json(done.stdout) == result
    for item in json.loads(done.stdout)["commitments"]:
        assert OLD[item["start"] : item["end"]] == item["text"]
        for evidence in item["evidence"]:
            assert NEW[evidence["start"] : evidence["end"]] == evidence["text"]


def test_outline_as_json_has_what_the_scoring_reads(run: Run) -> None:
    sections = json.loads(run("outline", "old.txt", "--format", "json").stdout)["sections"]
    assert {"id", "parent", "level", "title", "role", "start", "end"} <= sections[0].keys()
    assert {"review", "plan"} <= {section["role"] for section in sections}
    assert "（一）加快产业发展" in {OLD[s["start"] : s["start"] + len(s["title"])] for s in sections}


def test_align_as_json_has_what_the_scoring_reads(run: Run) -> None:
    found = json.loads(run("align", "old.txt", "new.txt", "--format", "json").stdout)
    assert {"relation", "old", "new", "similarity", "status"} <= found["pairs"][0].keys()
    known = {section["id"] for side in ("old", "new") for section in found[side]["sections"]}
    assert {pair[side] for pair in found["pairs"] for side in ("old", "new")} - {None} <= known


@each_command
def test_output_language(run: Run, command: tuple[str, ...]) -> None:
    english, chinese = (run(*command, "--report-lang", lang, "-o", "-").stdout for lang in ("en", "zh"))
    assert run(*command, "-o", "-").stdout == chinese != english
    assert english.startswith("# ")


@each_command
@pytest.mark.parametrize("width", [80, 120])
def test_tables_fit_the_terminal(
    run: Run, command: tuple[str, ...], width: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("COLUMNS", str(width))
    rule = [line for line in run(*command).stdout.splitlines() if line.startswith("──")]
    assert len(rule) == 1
    assert display_width(rule[0]) <= width


@each_command
def test_files_in_the_format_of_their_suffix_and_one_line_about_them(
    run: Run, folder: Path, command: tuple[str, ...]
) -> None:
    done = run(*command, "-o", "a.md", "-o", "结果.JSON", "-o", "a.csv", "-o", "-", "--format", "csv")
    assert done.exit_code == 0
    assert (folder / "a.md").read_text(encoding="utf-8").startswith("# ")
    json.loads((folder / "结果.JSON").read_text(encoding="utf-8"))
    assert (folder / "a.csv").read_bytes() == b"\xef\xbb\xbf" + done.stdout.encode()
    assert len(table(done.stdout)) > 1
    (line,) = done.stderr.splitlines()
    assert line.endswith("; wrote a.md, 结果.JSON, a.csv")
    assert run(*command, "-o", "a.md", "--quiet").output == ""


def test_the_line_counts_verdicts(run: Run) -> None:
    done = run("compare", "old.txt", "new.txt", "-o", "audit.md")
    assert done.stdout == ""
    summary = reportdiff.compare("old.txt", "new.txt").summary()
    counts = ", ".join(f"{n} {verdict}" for verdict, n in summary["verdicts"].items())
    assert done.stderr == f"reportdiff: {summary['commitments']} commitments: {counts}; wrote audit.md\n"


def test_an_existing_file_is_replaced_through_its_link_and_keeps_its_mode(run: Run, folder: Path) -> None:
    (folder / "audit.md").write_text("before", encoding="utf-8")
    (folder / "audit.md").chmod(0o640)
    (folder / "link.md").symlink_to("audit.md")
    assert run("outline", "old.txt", "-o", "link.md").exit_code == 0
    assert (folder / "link.md").is_symlink()
    assert (folder / "audit.md").read_text(encoding="utf-8").startswith("# ")
    assert (folder / "audit.md").stat().st_mode & 0o777 == 0o640
    assert sorted(path.name for path in folder.iterdir()) == ["audit.md", "link.md", "new.txt", "old.txt"]


def test_extract_lists_what_can_be_checked(run: Run) -> None:
    rows = table(run("extract", "old.txt", "--format", "csv", "--report-lang", "en").stdout)
    growth = next(row for row in rows if row["Commitment"].startswith("全镇生产总值"))
    assert (growth["Target"], growth["Last year's figure"]) == ("全镇生产总值: about 8%", "7.2%")
    assert {row["Kind"] for row in rows} == {"quantified", "deliverable"}


@pytest.mark.parametrize(
    ("options", "kinds"),
    [
        (["--kind", "quantified"], {"quantified"}),
        (["--kind", "quantified, directional"], {"quantified", "directional"}),
        (["--kind", "deliverable", "--kind", "DIRECTIONAL"], {"deliverable", "directional"}),
        (["--kind", "all"], {"quantified", "deliverable", "directional"}),
    ],
)
def test_extract_by_kind(run: Run, options: list[str], kinds: set[str]) -> None:
    found = json.loads(run("extract", "old.txt", "--format", "json", *options).stdout)
    assert {item["kind"] for item in found["commitments"]} == kinds


def test_years_can_be_given(run: Run) -> None:
    done = run("compare", "old.txt", "new.txt", "--old-year", "2040", "--new-year", "2041", "--format", "json")
    assert [json.loads(done.stdout)[side]["year"] for side in ("old", "new")] == [2040, 2041]
    assert json.loads(run("extract", "old.txt", "--year", "2040", "--format", "json").stdout)["report"]["year"] == 2040


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "gb18030"])
def test_one_report_from_standard_input(run: Run, encoding: str) -> None:
    done = run("compare", "old.txt", "-", "--format", "json", stdin=NEW.encode(encoding))
    assert json.loads(done.stdout)["new"]["name"] == "<stdin>"
    assert run("extract", "-", stdin=OLD.encode(encoding)).stdout == run("extract", "old.txt").stdout


def test_reports_of_the_same_name_are_told_apart(run: Run, folder: Path) -> None:
    for name in ("old", "new"):
        (folder / name).mkdir()
        (folder / f"{name}.txt").rename(folder / name / "report.txt")
    found = json.loads(run("align", "old/report.txt", "new/report.txt", "--format", "json").stdout)
    assert [found[side]["name"] for side in ("old", "new")] == ["old/report.txt", "new/report.txt"]


def test_settings_come_from_a_file(run: Run, folder: Path) -> None:
    (folder / "strict.toml").write_text("evidence = 1.0\nindicator = 1.0\n", encoding="utf-8")
    found = json.loads(run("compare", "old.txt", "new.txt", "--config", "strict.toml", "--format", "json").stdout)
    assert {item["verdict"] for item in found["commitments"]} == {"dropped"}


@pytest.mark.parametrize(
    ("verdicts", "code"),
    [("dropped", 3), ("Missed,dropped", 3), ("missed, met", 3), ("unclear", 0)],
)
def test_fail_on(run: Run, folder: Path, verdicts: str, code: int) -> None:
    done = run("compare", "old.txt", "new.txt", "--fail-on", verdicts, "-o", "audit.json", "--quiet")
    found = json.loads((folder / "audit.json").read_text(encoding="utf-8"))["commitments"]
    wanted = verdicts.lower().replace(" ", "").split(",")
    number = sum(item["verdict"] in wanted for item in found)
    assert done.exit_code == code == (3 if number else 0)
    assert (f"--fail-on found {number} commitment" in done.stderr) == bool(number)


@pytest.mark.parametrize(
    ("verdicts", "code"), [("未提及", 3), ("未完成，未提及", 3), ("情况不明", 0), ("Not mentioned", 3)]
)
def test_fail_on_takes_the_names_that_the_audit_shows(run: Run, verdicts: str, code: int) -> None:
    assert run("compare", "old.txt", "new.txt", "--fail-on", verdicts, "-q").exit_code == code


@pytest.mark.parametrize("command", ["extract", "outline"])
def test_a_command_for_one_report_promises_no_choice_of_folders(run: Run, command: str) -> None:
    done = run(command, "old.txt", "new.txt")
    assert done.exit_code == 2
    assert "unexpected extra argument" in done.stderr
    assert "folder" not in done.stderr


def test_fail_on_may_be_repeated(run: Run) -> None:
    done = run("compare", "old.txt", "new.txt", "--fail-on", "missed", "--fail-on", "missed,met", "-q")
    assert done.exit_code == 3
    assert done.stderr.count("missed") == 1
