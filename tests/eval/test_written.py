"""What was written for learning: second readers' grades, fictional plans, and accounts of outcomes in other words."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from reportdiff.model import Role
from reportdiff.pipeline import read_report
from tests.eval import fit_told
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
    text = PLANS[file.stem].read_text("utf-8")
    for row in read_labels(file):
        promise = text[row["start"] : row["end"]]
        clauses = [promise, *row["told"], *row["other"]]
        assert (len(row["told"]), len(row["other"])) == (2, 2)
        assert all(clause.strip() and "\n" not in clause for clause in clauses)
        assert promise not in row["other"]


def runs_of(text: str, length: int) -> set[str]:
    """Return all runs of so many characters in a row, spaces aside."""
    bare = "".join(text.split())
    return {bare[at : at + length] for at in range(len(bare) - length + 1)}


@pytest.mark.skipif(not (SHARED / "corpus").is_dir(), reason="the real reports are not here")
def test_nothing_that_was_written_repeats_a_real_report() -> None:
    """Else what is learned from it knows the pairs that it is measured on, and the project holds others' sentences."""
    reports = [path.read_text("utf-8") for path in sorted((SHARED / "corpus").glob("*.txt"))]
    short, long = (set().union(*(runs_of(report, length) for report in reports)) for length in (10, 15))
    for account in fit_told.load():
        for clause in (account.promise, *account.told, *account.other):
            assert not runs_of(clause, 10) & short, (account.plan, clause)
    for plan in PLANS.values():
        for sentence in re.findall("[^。！？；\n]+[。！？；]?", plan.read_text("utf-8")):
            assert not runs_of(sentence, 15) & long, (plan.stem, sentence)
