"""The quality gate: what the labelled pairs measure must not fall below the floors."""

from __future__ import annotations

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

from reportdiff.api import align, compare, outline
from reportdiff.scoring import Tally, figures, tally
from reportdiff.serialize import alignment_to_dict, comparison_to_dict, outline_to_dict
from tests.eval.floors import GUARDED, pooled, read_floors
from tests.eval.labelled import ROOT, SHARED, labelled_pairs, read_labels, sample_pair
from tests.eval.measure import cross_validate, measure_pair
from tests.eval.seed import LEAST as LEAST_OF_SEED
from tests.eval.seed import measure_seed

needs_labels = pytest.mark.skipif(
    not (SHARED / "gold").is_dir(), reason="the real labelled reports lie beside the project, in ../shared"
)
FIRST_FLOORS = {
    "extraction F1": 0.62,
    "targets right": 0.90,
    "evidence hit@1": 0.60,
    "verdict accuracy, end to end": 0.45,
    "verdict macro F1": 0.35,
}


@pytest.fixture(scope="module")
def found() -> dict[str, Tally]:
    return {pair.name: measure_pair(pair) for pair in labelled_pairs()}


def hold(what: str, measured: dict[str, float]) -> None:
    floors = read_floors()[what]
    assert set(floors) == set(GUARDED), "floors.json must guard every measure: run python -m tests.eval.floors --raise"
    low = {name: (round(measured[name], 3), floor) for name, floor in floors.items() if measured[name] < floor}
    assert not low, f"{what}: measured below the floor (measured, floor): {low}"
    assert measured["not verbatim"] == 0


def test_floors_are_not_below_the_first_ones() -> None:
    floors = read_floors()["real pairs"]
    assert all(floors[name] >= first for name, first in FIRST_FLOORS.items())


def test_the_sample_holds() -> None:
    hold("sample", figures(measure_pair(sample_pair())))


@needs_labels
@pytest.mark.slow
def test_the_real_pairs_hold(found: dict[str, Tally]) -> None:
    hold("real pairs", pooled(found))


@needs_labels
@pytest.mark.slow
def test_other_pairs_hold() -> None:
    """Each pair measured with weights learned from all the others: what to expect of reports never seen."""
    crossed = cross_validate()
    hold("real pairs, cross-validated", pooled(crossed))
    hold("fictional pairs, cross-validated", pooled(crossed, real=False))


@needs_labels
@pytest.mark.slow
def test_the_seed_district_holds() -> None:
    measured = measure_seed()
    low = {name: value for name, value in measured.items() if value < LEAST_OF_SEED[name]}
    assert not low, low


def load_script(path: Path) -> ModuleType:
    spec = importlib.util.spec_from_file_location(path.stem, path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@needs_labels
@pytest.mark.slow
def test_the_measures_are_those_of_the_labels(found: dict[str, Tally]) -> None:
    """The scorer that comes with the labels counts the same."""
    script = load_script(SHARED / "gold" / "score.py")
    pair = labelled_pairs()[0]
    old, new = pair.old.read_text("utf-8"), pair.new.read_text("utf-8")
    counts, confusion, _ = script.tally(
        read_labels(pair.gold), old, new, json.loads(json.dumps(comparison_to_dict(compare(pair.old, pair.new))))
    )
    theirs, mine = script.figures(counts, confusion), figures(found[pair.name])
    same = {
        "extraction F1": "extraction F1",
        "targets right": "targets right",
        "evidence hit@1": "evidence hit@1",
        "verdict accuracy, end to end": "verdict accuracy, end to end",
        "fully right, end to end": "fully right, end to end",
        "verdict macro F1": "verdict macro F1",
        "renewed F1": "renewed F1",
    }
    assert {b: round(mine[b], 9) for b in same.values()} == {b: round(theirs[a], 9) for a, b in same.items()}


def test_a_wrong_answer_lowers_the_figures() -> None:
    """The measures can fall: a comparison with every verdict turned round scores far lower."""
    pair = sample_pair()
    document = comparison_to_dict(compare(pair.old, pair.new))
    for commitment in document["commitments"]:
        commitment["verdict"] = "dropped" if commitment["verdict"] != "dropped" else "met"
    old, new = pair.old.read_text("utf-8"), pair.new.read_text("utf-8")
    turned = figures(tally(read_labels(pair.gold), old, new, document))
    assert turned["verdict accuracy, end to end"] < 0.1


SECTIONS = [
    ("cn-2016", "outline"),
    ("cn-2017", "outline"),
    ("sh-2021", "outline"),
    ("sh-2022", "outline"),
    ("qingyuan-2018", "outline"),
    ("qingyuan-2019", "outline"),
    ("cn-2016-2017", "align"),
    ("sh-2021-2022", "align"),
    ("qingyuan-2018-2019", "align"),
]
LEAST = {
    "nodes F1, levels 1-2": 0.9,
    "role right, characters": 0.95,
    "plan/not plan right, characters": 0.97,
    "continues F1": 0.75,
    "answers F1": 0.55,
}


@needs_labels
@pytest.mark.slow
@pytest.mark.parametrize(("name", "what"), SECTIONS)
def test_sections_hold(name: str, what: str) -> None:
    script = load_script(SHARED / "gold" / "score_sections.py")
    corpus, gold = SHARED / "corpus", SHARED / "gold"
    if what == "outline":
        report = outline(corpus / f"{name}.txt")
        measured = script.outline(
            read_labels(gold / f"{name}.outline.jsonl"), report.source.text, outline_to_dict(report)
        )
    else:
        place, old, new = name.rsplit("-", 2)
        links = align(corpus / f"{place}-{old}.txt", corpus / f"{place}-{new}.txt")
        measured = script.align(read_labels(gold / f"{name}.links.jsonl"), alignment_to_dict(links))
    low = {key: value for key, value in measured.items() if value < LEAST.get(key, 0.0)}
    assert not low


def test_no_text_of_a_labelled_pair_is_special_cased() -> None:
    """No place or thing named only in labelled reports stands in the package."""
    names = ("河西", "清源", "临江", "浣河", "恒峤", "澜枢", "曜翎", "沅泽", "石川", "白塬", "云州", "桂发祥", "陈塘")
    found = [
        (path.name, name)
        for path in (ROOT / "reportdiff").rglob("*.toml")
        for name in names
        if name in path.read_text("utf-8")
    ]
    found += [
        (path.name, name)
        for path in (ROOT / "reportdiff" / "languages").rglob("*.py")
        for name in names
        if name in path.read_text("utf-8")
    ]
    assert not found
