"""What people decide, laid over results by the command line; what to look at first; how good a result is."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest

import reportdiff
from reportdiff import Verdict
from tests.cli.conftest import Run


@pytest.fixture
def audit(run: Run, folder: Path) -> reportdiff.Comparison:
    """Return the comparison that stands in audit.json and audit.csv."""
    assert run("compare", "old.txt", "new.txt", "-o", "audit.json", "-o", "audit.csv", "-q").exit_code == 0
    return reportdiff.Comparison.from_json((folder / "audit.json").read_text("utf-8"))


def fill_in(folder: Path, words: str, **cells: str) -> None:
    """Fill in cells of the row of a commitment in audit.csv, as a person would."""
    path = folder / "audit.csv"
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8-sig"))))
    row = next(row for row in rows if words in row["目标任务"])
    row.update(cells)
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    path.write_text(out.getvalue(), encoding="utf-8-sig")


def test_a_filled_in_table_is_laid_over_the_result(run: Run, folder: Path, audit: reportdiff.Comparison) -> None:
    fill_in(folder, "新增城镇就业2000人", 人工判定="部分完成", 核对人="张三", 备注="见统计公报")
    done = run("review", "apply", "audit.json", "audit.csv", "-o", "audit.md", "-o", "decided.json")
    assert (done.exit_code, done.stdout) == (0, "")
    assert done.stderr == ("reportdiff: 1 decided, 1 with another verdict, 0 set aside; wrote audit.md, decided.json\n")
    text = (folder / "audit.md").read_text("utf-8")
    assert "人工判定：部分完成（张三），机器判定：未完成" in text
    assert "备注：见统计公报" in text
    decided = json.loads((folder / "decided.json").read_text("utf-8"))
    item = next(c for c in decided["commitments"] if "2000人" in c["text"])
    assert (item["verdict"], item["machine_verdict"], item["decision"]["by"]) == ("partial", "missed", "张三")


def test_the_order_of_files_does_not_matter(run: Run, folder: Path, audit: reportdiff.Comparison) -> None:
    fill_in(folder, "新增城镇就业2000人", 人工判定="部分完成")
    one, other = (
        run("review", "apply", *files, "--format", "json", "-q").stdout
        for files in (("audit.json", "audit.csv"), ("audit.csv", "audit.json"))
    )
    assert one == other


def test_compare_lays_decisions_over_a_new_run(run: Run, folder: Path, audit: reportdiff.Comparison) -> None:
    fill_in(folder, "新增城镇就业2000人", 人工判定="部分完成")
    (folder / "new.txt").write_text(
        (folder / "new.txt").read_text("utf-8").replace("1650人", "1990人"), encoding="utf-8"
    )
    done = run("compare", "old.txt", "new.txt", "--decisions", "audit.csv", "-o", "again.json")
    assert done.exit_code == 0
    assert "has changed since the decision, look at it again" in done.stderr
    again = reportdiff.Comparison.from_json((folder / "again.json").read_text("utf-8"))
    jobs = next(f for f in again.findings if "2000人" in f.commitment.quote.text)
    assert (jobs.verdict, jobs.stale) == (Verdict.PARTIAL, True)


def test_evidence_is_looked_up_in_the_report_that_is_given(
    run: Run, folder: Path, audit: reportdiff.Comparison
) -> None:
    fill_in(folder, "新增城镇就业2000人", **{"人工选定的依据（新报告原文）": "新建幼儿园3所"})
    without = run("review", "apply", "audit.json", "audit.csv")
    assert "is not among the quotes of the result; give the new report with --new FILE" in without.stderr
    done = run("review", "apply", "audit.json", "audit.csv", "--new", "new.txt", "-o", "-", "--format", "md")
    assert (done.exit_code, done.stderr) == (0, "reportdiff: 1 decided, 0 with another verdict, 0 set aside\n")
    assert "“新建幼儿园3所”（第7行，人工选定）" in done.stdout
    wrong = run("review", "apply", "audit.json", "audit.csv", "--new", "old.txt")
    assert (wrong.exit_code, wrong.stdout) == (1, "")
    assert "old.txt: this is not the text that was compared as new.txt" in wrong.stderr


@pytest.mark.parametrize(
    ("args", "code", "message"),
    [
        (("apply", "audit.csv"), 1, "none of audit.csv is the result of a comparison; give it as well"),
        (("apply", "audit.json"), 1, "there are no decisions to lay over the result"),
        (("apply", "audit.json", "nothing.json"), 1, "nothing.json: it cannot be read"),
        (("apply", "audit.json", "old.txt"), 1, "old.txt: no table of commitments to decide about"),
        (("apply", "audit.json", "audit.csv", "-o", "audit.csv"), 2, "would overwrite a file that is read"),
        (("queue", "nothing.json"), 1, "nothing.json: it cannot be read"),
        (("queue", "audit.csv"), 1, "audit.csv: this is not JSON"),
        (("queue", "audit.json", "--limit", "-1"), 2, "-1 is not in the range"),
    ],
)
def test_errors(run: Run, audit: reportdiff.Comparison, args: tuple[str, ...], code: int, message: str) -> None:
    done = run("review", *args)
    assert (done.exit_code, done.stdout) == (code, "")
    assert message in " ".join(done.stderr.split())


def test_the_queue_lists_what_nobody_has_decided(run: Run, folder: Path, audit: reportdiff.Comparison) -> None:
    everything = json.loads(run("review", "queue", "audit.json", "--limit", "0", "--format", "json").stdout)["items"]
    assert len(everything) == audit.summary()["commitments"]
    assert [item["urgency"] for item in everything] == sorted((i["urgency"] for i in everything), reverse=True)
    first = everything[0]
    fill_in(folder, first["text"], 人工判定="完成")
    run("review", "apply", "audit.json", "audit.csv", "-o", "audit.json")
    rest = json.loads(run("review", "queue", "audit.json", "--limit", "0", "--format", "json").stdout)["items"]
    assert [item["commitment"] for item in rest] == [item["commitment"] for item in everything[1:]]
    short = run("review", "queue", "audit.json", "--limit", "2")
    assert short.stderr == f"reportdiff: 2 of {len(rest)} to look at; --limit 0 lists all\n"


@pytest.mark.parametrize(("form", "begins"), [("table", "序号"), ("csv", "序号,目标任务"), ("md", "# 云溪镇")])
def test_the_queue_in_every_format(run: Run, audit: reportdiff.Comparison, form: str, begins: str) -> None:
    done = run("review", "queue", "audit.json", "--format", form)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.startswith(begins)


def test_a_queue_with_nothing_in_it_says_so(run: Run, folder: Path) -> None:
    text = (folder / "old.txt").read_text("utf-8")
    empty = text[: text.index("今年主要")] + "加强社会治理，推动高质量发展。\n"
    (folder / "old.txt").write_text(empty, encoding="utf-8")
    run("compare", "old.txt", "new.txt", "-o", "audit.json")
    for form in ("table", "md"):
        assert "每一项都已有人判定" in run("review", "queue", "audit.json", "--format", form).stdout


LABELS = [
    {"text": "新增城镇就业2000人", "kind": "quantified", "verdict": "missed", "evidence": ["新增城镇就业1650人"],
     "targets": [{"value": 2000, "unit": "人"}], "renewed": None},
    {"text": "新建幼儿园3所", "kind": "quantified", "verdict": "partial", "evidence": ["新建幼儿园3所"]},
    {"text": "修建云溪大桥", "kind": "deliverable", "verdict": "dropped"},
]  # fmt: skip


def write_labels(folder: Path) -> None:
    lines = (json.dumps(label, ensure_ascii=False) for label in LABELS)
    (folder / "gold.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")


def test_score_measures_a_result_against_labels(run: Run, folder: Path, audit: reportdiff.Comparison) -> None:
    write_labels(folder)
    found = json.loads(run("score", "gold.jsonl", "audit.json", "--format", "json").stdout)
    assert (found["gold"], found["extraction recall"]) == (3, pytest.approx(2 / 3))
    assert (found["targets right"], found["evidence hit@1"]) == (1, 1)
    assert (found["verdict accuracy, found"], found["verdict accuracy, end to end"]) == (0.5, pytest.approx(1 / 3))
    assert found["per verdict"]["missed"] == {"gold": 1, "precision": 1, "recall": 1, "F1": 1}
    twice = json.loads(run("score", *["gold.jsonl", "audit.json"] * 2, "--format", "json").stdout)
    assert (twice["gold"], twice["targets right"]) == (6, 1)


def test_score_lists_errors_and_prints_a_table(run: Run, folder: Path, audit: reportdiff.Comparison) -> None:
    write_labels(folder)
    done = run("score", "gold.jsonl", "audit.json", "--errors")
    assert done.stdout.splitlines()[0].split() == ["gold", "3"]
    assert done.stderr.splitlines() == [
        "reportdiff: met, label partial: 新建幼儿园3所",
        "reportdiff: not found: 修建云溪大桥 (label: dropped)",
    ]
    assert run("score", "gold.jsonl", "audit.json", "--format", "csv").stdout.startswith('measure,value\n"gold",3\n')


def test_score_on_standard_output_is_in_a_format_that_it_has(
    run: Run, folder: Path, audit: reportdiff.Comparison
) -> None:
    write_labels(folder)
    done = run("score", "gold.jsonl", "audit.json", "-o", "-")
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout == run("score", "gold.jsonl", "audit.json").stdout


def test_a_table_in_which_nothing_is_decided_is_told(run: Run, audit: reportdiff.Comparison) -> None:
    done = run("review", "apply", "audit.json", "audit.csv", "-o", "audit.md")
    assert done.stderr == ("reportdiff: nothing is decided in audit.csv: fill in its empty columns; wrote audit.md\n")


@pytest.mark.parametrize(
    ("gold", "message"),
    [
        ("", "there are no labels in it"),
        ("{", "gold.jsonl, line 1: this is not JSON"),
        ("[]", "gold.jsonl, line 1: a label is an object"),
        ('{"text": "a", "kind": "quantified"}', "line 1: the field 'verdict' is missing"),
        ('\n{"text": "a", "kind": "quantified", "verdict": "done"}', "line 2: 'done' is no verdict"),
        (
            '{"text": "a", "kind": "quantified", "verdict": "met", "evidence": [5]}',
            "line 1: evidence is a list of words",
        ),
        ('{"text": "a", "kind": "quantified", "verdict": "met", "renewed": 5}', "line 1: evidence is a list of words"),
        ('{"text": "a", "kind": "quantified", "verdict": "met", "targets": [5]}', "line 1: targets is a list"),
    ],
)
def test_faulty_labels(run: Run, folder: Path, audit: reportdiff.Comparison, gold: str, message: str) -> None:
    (folder / "gold.jsonl").write_text(gold, encoding="utf-8")
    done = run("score", "gold.jsonl", "audit.json")
    assert (done.exit_code, done.stdout) == (1, "")
    assert message in done.stderr


def test_score_says_which_report_it_needs(run: Run, folder: Path, audit: reportdiff.Comparison) -> None:
    write_labels(folder)
    (folder / "new.txt").rename(folder / "elsewhere.txt")
    done = run("score", "gold.jsonl", "audit.json")
    assert done.exit_code == 1
    assert "new.txt: this report is not beside audit.json or gold.jsonl" in done.stderr
    given = run("score", "gold.jsonl", "audit.json", "--old", "old.txt", "--new", "elsewhere.txt")
    assert given.exit_code == 0
    assert run("score", "gold.jsonl").exit_code == 2
