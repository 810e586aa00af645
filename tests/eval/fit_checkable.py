"""Learn how checkable a clause of a plan is from the hand-labelled reports, and write what was learned.

    python -m tests.eval.fit_checkable            measure, leaving a fifth of the reports out at a time
    python -m tests.eval.fit_checkable --write    and write checkable.json and resemblance.npz of the language pack

What is learned is a logistic model over the features of ``languages/zh/checkable.py`` and a support vector machine over
what ``languages/zh/resemblance.py`` compares; the machine's answer becomes one more feature of the model. A clause is
positive when it overlaps a labelled commitment by half of the shorter one.

What belongs on a checklist is a matter of judgement. So a second reader's grades of the clauses (``tests/eval/grades``)
count beside the labels: what is learned is the probability that somebody would list a clause. Fictional plans
(``tests/eval/plans``) have grades only; they are learned from, and never measured.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from reportdiff.languages.base import ClauseWords
from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.checkable import features, out_of_question, spelling
from reportdiff.languages.zh.machine import Machine
from reportdiff.languages.zh.resemblance import resemblances, rows_of
from reportdiff.model import Role
from reportdiff.pipeline import read_report
from reportdiff.sentences import sentences
from tests.eval.fit_machine import Floats, Mix, find_mix, read_mix, teach, untaught, write_machine, write_model
from tests.eval.labelled import ROOT, Grades, fictional_plans, grades_of, labelled_reports

STRENGTH = 1.0  # inverse of the regularisation
LEAST_SEEN = 3  # a feature must occur in so many clauses
SMALLEST = 0.01  # weights nearer to 0 are left out of the file
MARGIN, GAMMA = 2.0, 0.7  # of the machine
SCALE = 0.2  # what a feature of its build counts for the machine
# The features of a clause's build that the machine knows, if they occur in so many clauses.
BUILD = (
    *("class=", "has=", "then=", "tail=", "noun=", "word=", "verb=none"),
    *("number", "measure", "spelled", "bound", "digits", "list", "length", "quoted"),
    *("opener", "goals", "goal_", "multi_year", "this_year", "past", "first"),
)
SEEN_IN_BUILD = 20
FOLDS = 5
LABELS = 0.4  # what the labels count beside the grades
FICTION = 0.2  # what a clause of a fictional plan counts in the logistic model; the machine is not shown any
LEAST_WEIGHT = 0.02  # of a clause of which one cannot tell
TARGET = ROOT / "reportdiff/languages/zh/data/checkable.json"
MACHINE = ROOT / "reportdiff/languages/zh/data/resemblance.npz"


class Row(NamedTuple):
    """A clause of a plan with its features, whether an annotator listed it, its grade, and where it stands.

    `positive` is None in a plan without labels, `grade` in one without grades.
    """

    clause: ClauseWords
    found: dict[str, float]
    positive: bool | None
    grade: int | None
    start: int
    end: int


@dataclass
class Labelled:
    """A report with the clauses of its plan and the places of its labels."""

    name: str
    report: Path
    rows: list[Row]
    gold: list[tuple[int, int]]


class Learned(NamedTuple):
    """What is learned: the weights of the logistic model and the machine whose answer is one of its features."""

    weights: dict[str, float]
    machine: Machine


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def gold_spans(labels: list[dict[str, Any]], text: str) -> list[tuple[int, int]]:
    spans = []
    for label in labels:
        start = label.get("start", text.find(label["text"]))
        spans.append((start, start + len(label["text"])))
    return spans


def touches(a: tuple[int, int], b: tuple[int, int]) -> bool:
    return overlap(a, b) >= 0.5 * min(a[1] - a[0], b[1] - b[0])


def load() -> list[Labelled]:
    """Return the labelled plans, and after them the fictional ones."""
    out = []
    for name, path, labels in labelled_reports():
        out.append(_read(name, path, labels))
    return out + [_read(path.stem, path, None) for path in fictional_plans()]


def _read(name: str, path: Path, labels: list[dict[str, Any]] | None) -> Labelled:
    language = get_language("zh")
    report = read_report(path)
    gold = gold_spans(labels or [], report.source.text)
    grades = grades_of(path)
    rows = []
    for sentence in sentences(report, language, (Role.PLAN,)):
        for clause in sentence.clauses:
            words = sentence.clause_words(clause, language)
            span = report.source.span(sentence.start + clause.start, sentence.start + clause.end)
            positive = None if labels is None else any(touches(span, g) for g in gold)
            rows.append(Row(words, features(words), positive, _grade(span, grades), *span))
    return Labelled(name, path, rows, gold)


def _grade(span: tuple[int, int], grades: Grades | None) -> int | None:
    if grades is None:
        return None
    return max((grade for start, end, grade in grades if touches(span, (start, end))), default=0)


def rows_in(reports: Sequence[Labelled]) -> list[Row]:
    return [row for report in reports for row in report.rows]


def chances_of(rows: Sequence[Row]) -> Floats:
    """Return how likely each clause is to be listed, by labels and grades together.

    A grade stands for the share of the clauses of that grade that are labelled.
    """
    both = [(row.grade, row.positive) for row in rows if row.grade is not None and row.positive is not None]
    share = {}
    for grade in range(4):
        marks = [bool(positive) for other, positive in both if other == grade]
        share[grade] = sum(marks) / max(1, len(marks))
    out = []
    for row in rows:
        if row.grade is None or row.positive is None:
            out.append(float(bool(row.positive)) if row.grade is None else share[row.grade])
        else:
            out.append(LABELS * row.positive + (1 - LABELS) * share[row.grade])
    return np.array(out)


def fit_model(rows: Sequence[Row], chances: Floats) -> dict[str, float]:
    """Return the weights of the logistic model without the machine.

    Every clause is shown to it twice, as one that is listed and as one that is not, each as likely as it is.
    """
    whole = [row.found | dict.fromkeys(spelling(row.clause.text), 1.0) for row in rows]
    seen = Counter(name for found in whole for name in found)
    kept = [{k: v for k, v in found.items() if seen[k] >= LEAST_SEEN and k != "bias"} for found in whole]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept + kept)
    listed = np.repeat([True, False], len(rows))
    counts = np.array([FICTION if row.positive is None else 1.0 for row in rows])
    weights = np.concatenate([chances * counts, (1 - chances) * counts])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, listed, sample_weight=weights)
    weighed = dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    return weighed | {"bias": float(model.intercept_[0])}


def fit_machine(rows: Sequence[Row], chances: Floats) -> Machine:
    """Return the machine; what a clause of a real plan counts for it is how surely it is on one side."""
    real = np.array([row.positive is not None for row in rows])
    rows, chances = [row for row in rows if row.positive is not None], chances[real]
    seen = Counter(name for row in rows for name in row.found if name.startswith(BUILD))
    blank = untaught({name: SCALE for name, count in seen.items() if count >= SEEN_IN_BUILD}, GAMMA)
    compared = rows_of([row.clause for row in rows], [row.found for row in rows], blank)
    return teach(blank, compared, chances >= 0.5, MARGIN, np.maximum(abs(2 * chances - 1), LEAST_WEIGHT))


def fit(reports: Sequence[Labelled], mix: Mix | None = None) -> Learned:
    """Return what the reports teach, put together as `mix` says (the one that the project ships if None)."""
    rows = rows_in(reports)
    chances = chances_of(rows)
    weights = (mix or read_mix(TARGET)).weights(fit_model(rows, chances), "resemblance")
    kept = {name: round(w, 3) for name, w in sorted(weights.items()) if abs(w) >= SMALLEST or name == "bias"}
    return Learned(kept, fit_machine(rows, chances))


def log_odds(weights: dict[str, float], rows: Sequence[Row]) -> Floats:
    """Return what the logistic model without the machine says of clauses."""
    return np.array(
        [
            sum(weights.get(name, 0.0) * value for name, value in row.found.items())
            + sum(weights.get(name, 0.0) for name in spelling(row.clause.text))
            for row in rows
        ]
    )


def left_out(reports: Sequence[Labelled]) -> Iterator[tuple[list[Labelled], Floats, Floats]]:
    """Yield some reports with what model and machine say of their clauses that were learned from the others.

    Neighbouring years of a place are left out together: what a plan promises, the next promises again.
    """
    names = sorted({report.report.stem for report in reports if report.gold})
    for fold in range(FOLDS):
        out = names[fold * len(names) // FOLDS : (fold + 1) * len(names) // FOLDS]
        rest = rows_in([report for report in reports if report.report.stem not in out])
        held = [report for report in reports if report.report.stem in out]
        chances = chances_of(rest)
        machine = fit_machine(rest, chances)
        rows = rows_in(held)
        alike = resemblances([row.clause for row in rows], [row.found for row in rows], machine)
        yield held, log_odds(fit_model(rest, chances), rows), alike


def measure(told: Sequence[tuple[list[Labelled], Floats, Floats]], mix: Mix, thresholds: tuple[float, ...]) -> None:
    for threshold in thresholds:
        said = covered = gold = found = 0
        for held, model, machine in told:
            chances = iter(1 / (1 + np.exp(-(mix.model * model + mix.machine * machine + mix.start))))
            for report in held:
                listed = [
                    (row.start, row.end)
                    for row, chance in zip(report.rows, chances, strict=False)
                    if chance >= threshold and not out_of_question(row.clause.text)
                ]
                said += len(listed)
                covered += sum(
                    any(overlap(s, g) >= 0.5 * min(s[1] - s[0], g[1] - g[0]) for g in report.gold) for s in listed
                )
                gold += len(report.gold)
                found += sum(
                    any(overlap(s, g) >= 0.6 * (g[1] - g[0]) and s[1] - s[0] <= 3 * (g[1] - g[0]) for s in listed)
                    for g in report.gold
                )
        p, r = covered / said, found / gold
        print(f"threshold {threshold:.2f}  precision {p:.3f}  recall {r:.3f}  F1 {2 * p * r / (p + r):.3f}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args()
    reports = load()
    print(
        f"{len(reports)} reports, {sum(len(r.rows) for r in reports)} clauses,"
        f" {sum(len(r.gold) for r in reports)} labels"
    )
    told = [*left_out(reports)]
    positive = [bool(row.positive) for held, _, _ in told for row in rows_in(held)]
    mix = find_mix(np.hstack([model for _, model, _ in told]), np.hstack([alike for *_, alike in told]), positive)
    print(mix)
    measure(told, Mix(1, 0, 0), (0.25, 0.3, 0.35, 0.4))
    measure(told, mix, (0.2, 0.22, 0.24, 0.26, 0.28, 0.3, 0.35, 0.4))
    if args.write:
        learned = fit(reports, mix)
        about = "Weights of the logistic model of checkable clauses; made by tests/eval/fit_checkable.py"
        write_model(about, learned.weights, TARGET, mix)
        write_machine(learned.machine, MACHINE)


if __name__ == "__main__":
    main()
