"""Support vector machines: the answers are those of the library that taught them, however many are asked at once."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from sklearn.svm import SVC

from reportdiff.languages.base import ClauseWords
from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.machine import Machine, answers, learned_machine, table_of
from tests.eval.fit_machine import Mix, find_mix, teach, untaught, write_machine

ZH = get_language("zh")
RANDOM = np.random.default_rng(7)
SHOWN = [{"size": float(a), "age": float(b)} for a, b in RANDOM.normal(size=(300, 2))]
POSITIVE = [row["size"] ** 2 + row["age"] > 0.5 for row in SHOWN]


@pytest.fixture(scope="module")
def taught() -> Machine:
    blank = untaught({"size": 1.0, "age": 0.5}, gamma=0.7)
    return teach(blank, table_of(SHOWN, blank), POSITIVE, margin=2.0)


def test_answers_are_those_of_the_library(taught: Machine) -> None:
    rows = table_of(SHOWN * 3, taught)  # more than are weighed at a time
    theirs = SVC(C=2.0, gamma=0.7).fit(table_of(SHOWN, taught), POSITIVE).decision_function(rows)
    assert np.allclose(answers(rows, taught), theirs, atol=0.1)  # the support is rounded
    assert np.mean((answers(rows, taught) > 0) == (POSITIVE * 3)) > 0.95


def test_each_row_is_answered_by_itself(taught: Machine) -> None:
    rows = table_of(SHOWN[:5], taught)
    assert np.allclose(answers(rows, taught), [answers(row[None], taught)[0] for row in rows], atol=1e-5)
    assert answers(rows[:0], taught).shape == (0,)


def test_a_table_holds_what_the_machine_knows(taught: Machine) -> None:
    assert taught.names == ("age", "size")
    found = table_of([{"size": 3.0}, {}, {"age": 4.0, "unheard of": 1.0}], taught)
    assert found.tolist() == [[0.0, 3.0], [0.0, 0.0], [2.0, 0.0]]
    assert table_of([], taught).shape == (0, 2)


def test_what_is_written_answers_the_same(taught: Machine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "data").mkdir()
    write_machine(taught, tmp_path / "data" / "tried.npz")
    monkeypatch.setattr("reportdiff.languages.zh.machine.files", lambda package: tmp_path)
    rows = table_of(SHOWN, taught)
    assert np.allclose(answers(rows, learned_machine("tried")), answers(rows, taught), atol=1e-4)


def test_a_mix_trusts_the_one_that_tells_more() -> None:
    truth = RANDOM.normal(size=400)
    mix = find_mix(truth + RANDOM.normal(size=400), RANDOM.normal(size=400), [value > 0 for value in truth])
    assert mix.model > 3 * abs(mix.machine)
    assert Mix(2.0, 3.0, 1.0).weights({"bias": 1.0, "cover": 4.0}, "machine") == {
        "bias": 3.0, "cover": 8.0, "machine": 3.0
    }  # fmt: skip


@pytest.mark.parametrize("name", ["evidence", "resemblance"])
def test_what_the_project_ships_is_whole(name: str) -> None:
    machine = learned_machine(name)
    assert machine.support.shape[0] == len(machine.weights) > 100
    assert machine.support.shape[1] >= len(machine.names) == len(machine.scales)
    assert np.isfinite(machine.support).all()


def test_clauses_are_weighed_one_by_one_as_together() -> None:
    texts = ["建成松风图书馆", "加强社会治理", "到“十三五”末建成松风大桥", "新建停车场12座"]
    clauses = [ClauseWords(text, "", "", ZH.quantities.find(text), text) for text in texts]
    together = ZH.claims.checkable(clauses)
    assert together == pytest.approx([ZH.claims.checkable([clause])[0] for clause in clauses], abs=1e-5)
    assert together[0] > together[1] > together[2] == 0.0
    assert ZH.claims.checkable([]) == []
