"""The hand-labelled reports: where they are and how they are read."""

from __future__ import annotations

import hashlib
import json
import os
from dataclasses import dataclass
from pathlib import Path
from typing import Any

__all__ = [
    "ROOT",
    "SHARED",
    "Grades",
    "LabelledPair",
    "checklists",
    "fictional_plans",
    "further_pairs",
    "grades_of",
    "labelled_pairs",
    "labelled_reports",
    "labels_of",
    "read_labels",
    "read_texts",
    "sample_pair",
]

ROOT = Path(__file__).resolve().parents[2]
# Real reports are not part of the project; they lie beside it where they are available.
CHECKLISTS = Path(__file__).parent / "checklists"
OUTCOMES = Path(__file__).parent / "outcomes"
GRADES = Path(__file__).parent / "grades"
PLANS = Path(__file__).parent / "plans"
FICTIONAL = ("linjiang", "qingyuan")  # places that are written for this project
SHARED = Path(os.environ.get("REPORTDIFF_SHARED", ROOT.parent / "shared"))


@dataclass(frozen=True)
class LabelledPair:
    """Two consecutive reports and the labels of the old one's commitments."""

    name: str
    old: Path
    new: Path
    gold: Path

    @property
    def real(self) -> bool:
        """Whether its reports are of a real government; figures of fictional pairs are counted apart."""
        return not self.name.startswith(FICTIONAL)


def read_labels(path: Path) -> list[dict[str, Any]]:
    """Read JSON Lines."""
    return [json.loads(line) for line in path.read_text("utf-8").splitlines() if line.strip()]


def read_texts(pair: LabelledPair) -> tuple[str, str]:
    """Return the two reports of a pair as they are on disk."""
    old, new = (path.read_bytes().decode("utf-8-sig") for path in (pair.old, pair.new))
    return old, new


def sample_pair() -> LabelledPair:
    """Return the fictional pair that comes with the project."""
    samples = ROOT / "samples"
    return LabelledPair(
        "linjiang-2016-2017",
        samples / "linjiang-2016.txt",
        samples / "linjiang-2017.txt",
        samples / "linjiang-2016-2017.gold.jsonl",
    )


def labelled_pairs() -> list[LabelledPair]:
    """Return the labelled pairs that lie beside the project, in order of their names; empty without them."""
    pairs = []
    for gold in sorted((SHARED / "gold").glob("*-*-*.jsonl")):
        if gold.name.count(".") > 1:
            continue  # outlines and links
        place, old, new = gold.stem.rsplit("-", 2)
        corpus = SHARED / "corpus"
        pairs.append(LabelledPair(gold.stem, corpus / f"{place}-{old}.txt", corpus / f"{place}-{new}.txt", gold))
    return pairs


def further_pairs() -> list[LabelledPair]:
    """Return the pairs whose evidence only learning uses; two readers labelled them apart."""
    further = []
    for file in sorted(OUTCOMES.glob("*.json")):
        place, old, new = file.stem.rsplit("-", 2)
        paths = [SHARED / "corpus" / f"{place}-{year}.txt" for year in (old, new)]
        if all(path.exists() for path in paths):
            further.append(LabelledPair(file.stem, *paths, file))
    return further


def labels_of(pair: LabelledPair) -> list[dict[str, Any]]:
    """Return the labels of a pair; those of pairs that only learning uses are places in the reports, never words.

    Raises
    ------
    ValueError
        A report is no longer the text that was labelled.
    """
    if pair.gold.suffix == ".jsonl":
        return read_labels(pair.gold)
    labelled = json.loads(pair.gold.read_text("utf-8"))
    for path in (pair.old, pair.new):
        check_text(path, labelled["sha256"][path.stem], pair.gold)
    old, new = read_texts(pair)
    return [
        {
            "text": old[start:end],
            "start": start,
            "kind": kind,
            "verdict": verdict,
            "evidence": [new[a:b] for a, b in evidence],
        }
        for start, end, kind, verdict, evidence in labelled["outcomes"]
    ]


def check_text(report: Path, digest: str, places: Path) -> None:
    """Raise ValueError if a report is not the text whose places a file holds."""
    if hashlib.sha256(report.read_bytes()).hexdigest() != digest:
        raise ValueError(
            f"{report}: not the text whose places {places.name} holds; label it again or remove {places.name}"
        )


def checklists() -> list[tuple[str, Path, list[dict[str, Any]]]]:
    """Return (name, report, labels of its commitments) for the reports of which only the plan was labelled.

    Their labels are places in the report, never its words; learning uses them, no measure does.

    Raises
    ------
    ValueError
        A report is no longer the text that was labelled.
    """
    out = []
    for file in sorted(CHECKLISTS.glob("*.json")):
        checklist = json.loads(file.read_text("utf-8"))
        report = SHARED / "corpus" / f"{checklist['report']}.txt"
        if not report.exists():
            continue
        check_text(report, checklist["sha256"], file)
        text = report.read_bytes().decode("utf-8-sig")
        labels = [{"text": text[a:b], "start": a, "kind": kind} for a, b, kind in checklist["commitments"]]
        out.append((checklist["report"], report, labels))
    return out


Grades = list[tuple[int, int, int]]  # start and end in the report, and the grade from 1 to 3


def grades_of(report: Path) -> Grades | None:
    """Return how surely a second reader would list the clauses of a plan; None where nobody graded them.

    The second reader, who was not shown the labels, went through every clause and gave 3 to what is surely on a
    checklist, 2 to what rather is, 1 to what is doubtful; the clauses that are not among the grades are not on one.

    Raises
    ------
    ValueError
        The report is no longer the text that was graded.
    """
    file = GRADES / f"{report.stem}.json"
    if not file.exists():
        return None
    graded = json.loads(file.read_text("utf-8"))
    check_text(report, graded["sha256"], file)
    return [(start, end, grade) for start, end, grade in graded["grades"]]


def fictional_plans() -> list[Path]:
    """Return the fictional plans that were written for learning; they are graded and have no labels."""
    return sorted(PLANS.glob("*.txt"))


def labelled_reports() -> list[tuple[str, Path, list[dict[str, Any]]]]:
    """Return (name, report, labels of its commitments) for every report whose plan is labelled."""
    out = [(pair.name, pair.old, read_labels(pair.gold)) for pair in [*labelled_pairs(), sample_pair()]]
    for gold in sorted((SHARED / "gold").glob("*.commitments.jsonl")):
        name = gold.name.split(".")[0]
        out.append((name, SHARED / "corpus" / f"{name}.txt", read_labels(gold)))
    return out + checklists()
