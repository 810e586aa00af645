"""The pairs whose outcomes only learning uses: labelled by places, which must still be where they were."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from reportdiff.model import Role
from reportdiff.pipeline import read_report
from tests.eval.labelled import OUTCOMES, further_pairs, labelled_pairs, labels_of

FILES = sorted(OUTCOMES.glob("*.json"))
VERDICTS = {"met", "partial", "missed", "unclear", "dropped"}


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_labels_are_places_in_order_and_no_words(file: Path) -> None:
    labelled = json.loads(file.read_text("utf-8"))
    assert labelled["pair"] == file.stem
    starts = [row[0] for row in labelled["outcomes"]]
    assert starts == sorted(starts)
    for start, end, kind, verdict, evidence in labelled["outcomes"]:
        assert all(0 <= a < b for a, b in [(start, end), *evidence])
        assert kind in ("quantified", "deliverable")
        assert verdict in VERDICTS
        assert (verdict == "dropped") == (not evidence)


def test_commitments_stand_in_the_plan_of_the_old_report() -> None:
    further = further_pairs()
    if not further:
        pytest.skip("the real reports are not here")
    assert len(further) == len(FILES)
    for pair in further:
        report, labels = read_report(pair.old), labels_of(pair)
        roles = [section.role for label in labels if (section := report.section_at(label["start"]))]
        assert roles.count(Role.PLAN) >= 0.9 * len(labels), report.source.name


def test_no_measured_pair_is_among_them() -> None:
    assert not {pair.name for pair in labelled_pairs()} & {file.stem for file in FILES}


def test_places_of_another_text_are_refused(tmp_path: Path) -> None:
    further = further_pairs()
    if not further:
        pytest.skip("the real reports are not here")
    changed = tmp_path / further[0].old.name
    changed.write_bytes(further[0].old.read_bytes() + b"\n")
    with pytest.raises(ValueError, match="label it again"):
        labels_of(type(further[0])(further[0].name, changed, further[0].new, further[0].gold))
