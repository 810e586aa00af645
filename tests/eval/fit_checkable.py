"""Learn how checkable a clause of a plan is from the hand-labelled reports, and write the weights.

    python -m tests.eval.fit_checkable            measure, leaving one report out at a time
    python -m tests.eval.fit_checkable --write    and write reportdiff/languages/zh/data/checkable.json

What is learned is a logistic model over the features of ``languages/zh/checkable.py``; a clause is positive when it
overlaps a labelled commitment by half of the shorter one.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.checkable import features, spelling
from reportdiff.model import Role
from reportdiff.pipeline import read_report
from reportdiff.sentences import sentences
from tests.eval.labelled import ROOT, labelled_reports

STRENGTH = 1.0  # inverse of the regularisation
LEAST_SEEN = 3  # a feature must occur in so many clauses
SMALLEST = 0.03  # weights nearer to 0 are left out of the file
TARGET = ROOT / "reportdiff/languages/zh/data/checkable.json"


@dataclass
class Labelled:
    name: str
    report: Path
    rows: list[tuple[dict[str, float], bool, int, int]]  # features, positive, span
    gold: list[tuple[int, int]]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def gold_spans(labels: list[dict[str, Any]], text: str) -> list[tuple[int, int]]:
    spans = []
    for label in labels:
        start = label.get("start", text.find(label["text"]))
        spans.append((start, start + len(label["text"])))
    return spans


def load() -> list[Labelled]:
    language = get_language("zh")
    out = []
    for name, path, labels in labelled_reports():
        report = read_report(path)
        gold = gold_spans(labels, report.source.text)
        rows = []
        for sentence in sentences(report, language, (Role.PLAN,)):
            for clause in sentence.clauses:
                parts = sentence.checkable_parts(clause, language)
                found = features(*parts) | dict.fromkeys(spelling(parts[0]), 1.0)
                span = report.source.span(sentence.start + clause.start, sentence.start + clause.end)
                positive = any(overlap(span, g) >= 0.5 * min(span[1] - span[0], g[1] - g[0]) for g in gold)
                rows.append((found, positive, *span))
        out.append(Labelled(name, path, rows, gold))
    return out


def fit(reports: list[Labelled]) -> dict[str, float]:
    rows = [row for report in reports for row in report.rows]
    seen = Counter(name for row in rows for name in row[0])
    kept = [{k: v for k, v in row[0].items() if seen[k] >= LEAST_SEEN and k != "bias"} for row in rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform(kept)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, [row[1] for row in rows])
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    weights["bias"] = float(model.intercept_[0])
    return {name: round(float(w), 3) for name, w in sorted(weights.items()) if abs(w) >= SMALLEST or name == "bias"}


def chance(weights: dict[str, float], found: dict[str, float]) -> float:
    import math

    return 1 / (1 + math.exp(-sum(weights.get(k, 0.0) * v for k, v in found.items())))


def measure(reports: list[Labelled], thresholds: tuple[float, ...]) -> None:
    scored = []
    for report in reports:
        weights = fit([other for other in reports if other is not report])
        scored.append((report, [chance(weights, row[0]) for row in report.rows]))
    for threshold in thresholds:
        said = covered = gold = found = 0
        for report, chances in scored:
            spans = [(r[2], r[3]) for r, p in zip(report.rows, chances, strict=True) if p >= threshold]
            said += len(spans)
            covered += sum(
                any(overlap(s, g) >= 0.5 * min(s[1] - s[0], g[1] - g[0]) for g in report.gold) for s in spans
            )
            gold += len(report.gold)
            found += sum(
                any(overlap(s, g) >= 0.6 * (g[1] - g[0]) and s[1] - s[0] <= 3 * (g[1] - g[0]) for s in spans)
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
    measure(reports, (0.3, 0.35, 0.4, 0.45, 0.5))
    if args.write:
        weights = fit(reports)
        document = {
            "about": "Weights of the logistic model of checkable clauses; made by tests/eval/fit_checkable.py",
            "weights": weights,
        }
        TARGET.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", "utf-8")
        print(f"{len(weights)} weights written")


if __name__ == "__main__":
    main()
