"""The plans that only learning uses: labelled by places, which must still be where they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportdiff.model import Role
from reportdiff.pipeline import read_report
from tests.eval.labelled import CHECKLISTS, checklists, labelled_pairs

FILES = sorted(CHECKLISTS.glob("*.json"))


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_are_places_in_order_and_no_words(file: Path) -> None:
    checklist = json.loads(file.read_text("utf-8"))
    assert checklist["report"] == file.stem
    starts = [start for start, _, _ in checklist["commitments"]]
    assert starts == sorted(starts)
    for start, end, kind in checklist["commitments"]:
        assert 0 <= start < end
        assert kind in ("quantified", "deliverable")


def test_labels_stand_in_the_plan() -> None:
    if not labelled_pairs():
        pytest.skip("the real reports are not here")
    for _, path, labels in checklists():
        report = read_report(path)
        roles = [section.role for label in labels if (section := report.section_at(label["start"]))]
        assert roles.count(Role.PLAN) >= 0.9 * len(labels), path.stem


def test_no_measured_report_is_among_them() -> None:
    if not labelled_pairs():
        pytest.skip("the real reports are not here")
    measured = {pair.old.stem for pair in labelled_pairs()}
    assert not measured & {file.stem for file in FILES}
