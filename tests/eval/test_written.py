"""What was written for learning: second readers' grades, fictional plans, and accounts of outcomes in other words."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportdiff.model import Role
from reportdiff.pipeline import read_report
from tests.eval.fit_told import TOLD
from tests.eval.labelled import GRADES, SHARED, fictional_plans, grades_of, labelled_reports, read_labels

GRADED = sorted(GRADES.glob("*.json"))
ACCOUNTS = sorted(TOLD.glob("*.jsonl"))
PLANS = {plan.stem: plan for plan in fictional_plans()}


@pytest.mark.parametrize("file", GRADED, ids=lambda file: file.stem)
def test_grades_are_places_in_order_and_no_words(file: Path) -> None:
    graded = json.loads(file.read_text("utf-8"))
    assert graded["report"] == file.stem
    places = [(start, end) for start, end, _ in graded["grades"]]
    assert places == sorted(places)
    for start, end, grade in graded["grades"]:
        assert 0 <= start < end
        assert grade in (1, 2, 3)


def test_every_plan_that_is_learned_from_is_graded() -> None:
    reports = {path.stem: path for _, path, _ in labelled_reports()} | PLANS
    assert {stem for stem, path in reports.items() if not grades_of(path)} == set()
    if (SHARED / "corpus").is_dir():
        assert {file.stem for file in GRADED} == set(reports)


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
def test_the_grades_of_a_fictional_plan_stand_in_its_plan(plan: Path) -> None:
    report = read_report(plan)
    grades = grades_of(plan) or []
    roles = [section.role for start, _, _ in grades if (section := report.section_at(start))]
    assert len(grades) > 50
    assert roles.count(Role.PLAN) >= 0.98 * len(grades)


@pytest.mark.parametrize("file", ACCOUNTS, ids=lambda file: file.stem)
def test_a_promise_has_two_accounts_and_two_clauses_that_are_none(file: Path) -> None:
    rows = read_labels(file)
    assert rows
    text = PLANS[file.stem].read_text("utf-8") if file.stem in PLANS else ""
    for row in rows:
        promise = row["promise"] if "promise" in row else text[row["start"] : row["end"]]
        clauses = [promise, *row["told"], *row["other"]]
        assert len(clauses) == 5
        assert all(clause.strip() and "\n" not in clause for clause in clauses)
        assert promise not in row["other"]
