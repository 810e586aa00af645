"""Ids of commitments outlive edits of the report, so that what a person decided about them does too."""

from __future__ import annotations

from pathlib import Path

import pytest

import reportdiff
from reportdiff.identity import letters_of, stable_ids

OLD = Path("samples/linjiang-2016.txt")


def ids_of(text: str) -> dict[str, str]:
    """Return the words of the commitments of a report by their ids."""
    return {c.id: c.quote.text for c in reportdiff.extract(text).commitments}


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("新增养老床位600张", "新增养老床位650张"),
        ("新增养老床位600张", "新增养老床位 600 张。"),
        ("完成PPP项目", "完成ppp项目"),
    ],
)
def test_figures_and_punctuation_are_no_part_of_an_id(one: str, other: str) -> None:
    assert stable_ids([one]) == stable_ids([other])


def test_promises_of_the_same_letters_are_numbered() -> None:
    first, second, third = stable_ids(["新建学校5所", "新建公园3个", "新建学校8所"])
    assert third == f"{first}-2"
    assert second not in (first, third)
    assert letters_of("新建学校5所") == "新建学校所"


@pytest.mark.parametrize(
    ("what", "before", "after"),
    [
        ("a paragraph more", "各位代表", "　　会前印发的材料请一并审议。\n　　各位代表"),
        ("a figure corrected", "新增养老床位600张", "新增养老床位650张"),
        ("a comma more", "新增养老床位600张", "，新增养老床位600张"),
    ],
)
def test_ids_outlive_small_edits(what: str, before: str, after: str) -> None:
    text = OLD.read_text(encoding="utf-8")
    assert before in text
    edited = text.replace(before, after, 1)
    was, now = ids_of(text), ids_of(edited)
    assert set(was) == set(now), what


def test_an_edited_promise_changes_no_other_id() -> None:
    text = OLD.read_text(encoding="utf-8")
    was = ids_of(text)
    edited = text.replace("新增养老床位600张", "新增社区养老床位600张", 1)
    now = ids_of(edited)
    assert [was[gone] for gone in was.keys() - now.keys()] == ["新增养老床位600张"]
    assert [now[new] for new in now.keys() - was.keys()] == ["新增社区养老床位600张"]
