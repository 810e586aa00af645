"""The word lists: no duplicates, one class for a verb, patterns that compile, nothing that no code reads."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

PACK = Path(__file__).parents[2] / "reportdiff" / "languages" / "zh"
TABLES: dict[str, dict[str, Any]] = {
    path.stem: tomllib.loads(path.read_text("utf-8")) for path in sorted((PACK / "data").glob("*.toml"))
}
# Tables of which the code reads all lists, whatever their names.
READ_WHOLE = ("units.family", "units.groups", "verbs.classes", "verbs.tails", "progress.reported", "progress.promised")
# Words that the lists still repeat; take them out here once they are taken out there.
REPEATED = {"淘汰", "圆满", "任务", "创成", "增设"}


def lists(value: Any, name: str) -> Iterator[tuple[str, list[str]]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from lists(inner, f"{name}.{key}")
    elif isinstance(value, list):
        if value and isinstance(value[0], list):
            for index, inner in enumerate(value):
                yield f"{name}.{index}", inner
        else:
            yield name, value


ALL = [item for name, content in TABLES.items() for item in lists(content, name)]
each_list = pytest.mark.parametrize(("name", "words"), ALL, ids=[name for name, _ in ALL])


def test_there_are_lists() -> None:
    assert len(ALL) > 50
    assert set(TABLES) == {"indicators", "numbers", "progress", "synonyms", "units", "verbs"}


@each_list
def test_a_list_has_words_and_none_twice(name: str, words: list[str]) -> None:
    assert words
    assert [word for word, count in Counter(words).items() if count > 1 and word not in REPEATED] == []
    assert [word for word in words if not word.strip() or word != word.strip()] == []


def test_a_verb_stands_in_one_class() -> None:
    counts = Counter(word for words in TABLES["verbs"]["classes"].values() for word in words)
    assert [word for word, count in counts.items() if count > 1 and word not in REPEATED] == []


def test_a_word_has_one_spelling_that_stands_for_it() -> None:
    groups = TABLES["synonyms"]["same"]
    counts = Counter(word for group in groups for word in group)
    assert [word for word, count in counts.items() if count > 1] == []
    assert [group for group in groups if len(group) < 2] == []


def test_a_family_of_contrasts_has_two_members() -> None:
    assert [family for family in TABLES["synonyms"]["contrasts"] if len(family) < 2] == []


@pytest.mark.parametrize(
    "pattern", [pattern for name, words in ALL if name.endswith((".patterns", ".phrases")) for pattern in words]
)
def test_patterns_compile_and_need_some_words(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert compiled.search("") is None
    assert compiled.search("，。") is None


def test_every_unit_has_a_positive_factor_in_one_family() -> None:
    families = TABLES["units"]["family"]
    assert {name: factor for units in families.values() for name, factor in units.items() if Decimal(factor) <= 0} == {}
    counts = Counter(name for units in families.values() for name in units)
    assert [name for name, count in counts.items() if count > 1] == []


def test_units_that_stand_for_one_another_are_units() -> None:
    units = {name for units in TABLES["units"]["family"].values() for name in units}
    assert [word for words in TABLES["units"]["groups"].values() for word in words if word not in units] == []


@pytest.mark.parametrize("name", [name for name, _ in ALL])
def test_every_list_is_read_by_the_code(name: str) -> None:
    parts = [part for part in name.split(".") if not part.isdigit()]
    if ".".join(parts[:2]) in READ_WHOLE:
        parts = parts[:2]
    code = "\n".join(path.read_text("utf-8") for path in PACK.glob("*.py"))
    unread = [part for part in parts if not re.search(rf"[\"']{re.escape(part)}[\"']", code)]
    assert unread == []


def test_rungs_are_those_of_the_ladder() -> None:
    rungs = {"planned", "started", "under_way", "main_done", "completed", "in_use"}
    assert set(TABLES["progress"]["reported"]) == set(TABLES["progress"]["promised"]) == rungs
