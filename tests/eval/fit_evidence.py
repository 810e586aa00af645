"""Learn which candidate reports what became of a commitment from the hand-labelled pairs, and write the weights.

    python -m tests.eval.fit_evidence            measure, leaving one pair out at a time
    python -m tests.eval.fit_evidence --write    and write reportdiff/languages/zh/data/evidence.json

The commitments are those that the program itself finds and that pair with a labelled one; a candidate is positive when
it overlaps labelled evidence by half of the shorter one.
"""

from __future__ import annotations

import argparse
import json
import math
from dataclasses import dataclass
from typing import Any

from sklearn.linear_model import LogisticRegression
from sklearn.feature_extraction import DictVectorizer

from reportdiff.alignment import align_sections
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.config import Config
from reportdiff.languages.registry import get_language
from reportdiff.matching import candidate_features
from reportdiff.model import Kind
from reportdiff.pipeline import read_report
from tests.eval.labelled import ROOT, LabelledPair, labelled_pairs, read_labels, sample_pair

STRENGTH = 1.0
TARGET = ROOT / "reportdiff/languages/zh/data/evidence.json"


@dataclass
class Case:
    """A commitment with its candidates: (features, positive) each; `answered` when the labels give evidence."""

    rows: list[tuple[dict[str, float], bool]]
    answered: bool
    text: str
    candidates: list[str]


def overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def locate(text: str, source: str) -> tuple[int, int]:
    at = source.find(text)
    return at, at + len(text)


def load(pair: LabelledPair) -> list[Case]:
    language, config = get_language("zh"), Config()
    old, new = read_report(pair.old), read_report(pair.new)
    found = [
        c for c in find_commitments(old, language, threshold=config.checkable) if c.kind is not Kind.DIRECTIONAL
    ]
    outcomes = find_outcomes(new, language)
    links = align_sections(old, new, language, threshold=config.section_similarity)
    rows = candidate_features(found, outcomes, links.prior, language, config)
    labels = read_labels(pair.gold)
    spans = [locate(label["text"], old.source.text) for label in labels]
    cases = []
    for commitment, row in zip(found, rows, strict=True):
        label = best_label(commitment.quote.start, commitment.quote.end, labels, spans)
        if label is None:
            continue
        evidence = [locate(e, new.source.text) for e in label["evidence"]]
        marked = [
            (
                parts,
                any(
                    overlap((o.quote.start, o.quote.end), e) >= 0.5 * min(o.quote.end - o.quote.start, e[1] - e[0])
                    for e in evidence
                ),
            )
            for o, parts in row
        ]
        cases.append(Case(marked, bool(evidence), commitment.quote.text, [o.quote.text for o, _ in row]))
    return cases


def best_label(
    start: int, end: int, labels: list[dict[str, Any]], spans: list[tuple[int, int]]
) -> dict[str, Any] | None:
    scored = [
        (overlap((start, end), span) / (max(end, span[1]) - min(start, span[0])), i)
        for i, span in enumerate(spans)
        if overlap((start, end), span) >= 0.5 * (span[1] - span[0])
    ]
    return labels[max(scored)[1]] if scored else None


def fit(cases: list[Case]) -> dict[str, float]:
    rows = [row for case in cases for row in case.rows]
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([row[0] for row in rows])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, [row[1] for row in rows])
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    weights["bias"] = float(model.intercept_[0])
    return {name: round(float(w), 4) for name, w in sorted(weights.items())}


def chance(weights: dict[str, float], parts: dict[str, float]) -> float:
    return 1 / (1 + math.exp(-weights["bias"] - sum(weights.get(k, 0.0) * v for k, v in parts.items())))


def measure(pairs: dict[str, list[Case]], thresholds: tuple[float, ...]) -> None:
    scored: list[tuple[str, Case, list[float]]] = []
    for name, cases in pairs.items():
        weights = fit([case for other, rest in pairs.items() if other != name for case in rest])
        scored += [(name, case, [chance(weights, row[0]) for row in case.rows]) for case in cases]
    answered = [(case, chances) for _, case, chances in scored if case.answered]
    first = sum(bool(ch) and case.rows[ch.index(max(ch))][1] for case, ch in answered)
    reach = sum(any(positive for _, positive in case.rows) for case, _ in answered)
    print(f"{len(scored)} commitments, {len(answered)} answered; among the candidates {reach / len(answered):.3f}")
    print(f"right one first {first / len(answered):.3f}")
    for threshold in thresholds:
        hit = sum(bool(ch) and max(ch) >= threshold and case.rows[ch.index(max(ch))][1] for case, ch in answered)
        said = sum(bool(ch) and max(ch) >= threshold for _, _, ch in scored)
        silent = sum(not (ch and max(ch) >= threshold) for _, case, ch in scored if not case.answered)
        dropped = sum(not case.answered for _, case, _ in scored)
        print(
            f"threshold {threshold:.2f}  evidence precision {hit / max(1, said):.3f} recall {hit / len(answered):.3f}"
            f"  dropped recall {silent / dropped:.3f}  sum right {(hit + silent) / len(scored):.3f}"
        )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args()
    pairs = {pair.name: load(pair) for pair in [*labelled_pairs(), sample_pair()]}
    measure(pairs, (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5))
    weights = fit([case for cases in pairs.values() for case in cases])
    for name, weight in weights.items():
        print(f"  {name:18} {weight:7.3f}")
    if args.write:
        document = {
            "about": "Weights of the logistic model of evidence; made by tests/eval/fit_evidence.py",
            "weights": weights,
        }
        TARGET.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
