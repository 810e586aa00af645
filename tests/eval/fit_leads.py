"""Learn which clauses only lead to the one after them, from how annotators cut sentences, and write what was learned.

    python -m tests.eval.fit_leads            measure, leaving a fifth of the reports out at a time
    python -m tests.eval.fit_leads --write    and write leads.json of the language pack

What is learned is a logistic model over the features of ``languages/zh/leads.py``. An example is a clause with the one
after it, of which a labelled commitment holds one at least; it is positive when one commitment holds both. Clauses that
only go on with a number (比上年增加……) are joined by rule and teach nothing here.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score, roc_auc_score

from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.leads import lead_features
from reportdiff.model import Role
from reportdiff.pipeline import read_report
from reportdiff.sentences import sentences
from tests.eval.fit_checkable import gold_spans, overlap
from tests.eval.fit_machine import write_model
from tests.eval.labelled import ROOT, labelled_reports

STRENGTH = 0.3  # inverse of the regularisation
LEAST_SEEN = 8  # a feature must occur in so many examples
FOLDS = 5
TARGET = ROOT / "reportdiff/languages/zh/data/leads.json"


@dataclass
class Examples:
    """The neighbouring clauses of a report with their features, and whether one commitment holds both."""

    report: Path
    found: list[dict[str, float]]
    positive: list[bool]


def load() -> list[Examples]:
    language = get_language("zh")
    out = []
    for _, path, labels in labelled_reports():
        report = read_report(path)
        gold = gold_spans(labels, report.source.text)
        examples = Examples(path, [], [])
        for sentence in sentences(report, language, (Role.PLAN,)):
            held = []
            for clause in sentence.clauses:
                a, b = report.source.span(sentence.start + clause.start, sentence.start + clause.end)
                held.append({i for i, span in enumerate(gold) if overlap((a, b), span) >= 0.5 * (b - a)})
            for at, clause in enumerate(sentence.clauses[1:], 1):
                if clause.head == clause.start and held[at - 1] | held[at]:
                    lead, own = (sentence.clause_words(c, language) for c in sentence.clauses[at - 1 : at + 1])
                    examples.found.append(lead_features(lead, own))
                    examples.positive.append(bool(held[at - 1] & held[at]))
        out.append(examples)
    return out


def fit(examples: Sequence[Examples]) -> dict[str, float]:
    """Return the weights of the logistic model."""
    found = [row for some in examples for row in some.found]
    seen = Counter(name for row in found for name in row)
    vectorizer = DictVectorizer()
    rows = vectorizer.fit_transform([{k: v for k, v in row.items() if seen[k] >= LEAST_SEEN} for row in found])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(rows, [p for some in examples for p in some.positive])
    weights = dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    weights["bias"] = float(model.intercept_[0])
    return {name: round(weight, 3) for name, weight in sorted(weights.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args()
    examples = load()
    positive = [p for some in examples for p in some.positive]
    print(f"{len(examples)} reports, {len(positive)} neighbouring clauses, {sum(positive)} of one commitment")
    odds: list[float] = []
    marks: list[bool] = []
    names = sorted({some.report.stem for some in examples})
    for fold in range(FOLDS):
        out = names[fold * len(names) // FOLDS : (fold + 1) * len(names) // FOLDS]
        weights = fit([some for some in examples if some.report.stem not in out])
        for some in examples:
            if some.report.stem in out:
                odds += [weights["bias"] + sum(weights.get(k, 0.0) * v for k, v in row.items()) for row in some.found]
                marks += some.positive
    print(f"area under the curve {roc_auc_score(marks, odds):.3f}  average precision", end=" ")
    print(f"{average_precision_score(marks, odds):.3f}")
    if args.write:
        about = "Weights of the logistic model of clauses that lead to the next; made by tests/eval/fit_leads.py"
        write_model(about, fit(examples), TARGET)


if __name__ == "__main__":
    main()
