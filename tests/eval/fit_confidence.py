"""Learn how far verdicts can be trusted, by rule and evidence score, and write the weights.

    python -m tests.eval.fit_confidence            measure
    python -m tests.eval.fit_confidence --write    and write reportdiff/languages/zh/data/confidence.json

A verdict is right when it is the label's. Only commitments that pair with a labelled one count.
"""

from __future__ import annotations

import argparse
import json
import math
from collections import defaultdict

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from tests.eval.crossed import CONFIDENCE, crossed_results
from tests.eval.labelled import read_labels, read_texts
from tests.eval.scoring import locate, pair_up

STRENGTH = 0.5


def load() -> list[tuple[str, float, bool]]:
    """Return (rule, score of the best candidate, whether the verdict is right) of every paired commitment.

    Each pair is compared with weights learned from the others, as reports are that nobody has labelled.
    """
    out = []
    for pair, result in crossed_results():
        old, _ = read_texts(pair)
        labels = read_labels(pair.gold)
        gold = [locate(label["text"], old, label.get("start")) or (-1, -1) for label in labels]
        mine = [(c["start"], c["end"]) for c in result["commitments"]]
        for g, m in pair_up(gold, mine).items():
            commitment = result["commitments"][m]
            best = commitment["evidence"][:1] or [commitment["runner_up"] or {"score": 0.0}]
            out.append((commitment["rule"], best[0]["score"], commitment["verdict"] == labels[g]["verdict"]))
    return out


def features(rule: str, score: float) -> dict[str, float]:
    """Return what the confidence of a verdict goes by; see ``reportdiff.findings``."""
    return {rule: 1.0, "score": abs(math.log(max(1e-4, score) / max(1e-4, 1 - score)))}


def fit(cases: list[tuple[str, float, bool]]) -> dict[str, float]:
    """Return the weights."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([features(rule, score) for rule, score, _ in cases])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, [right for _, _, right in cases])
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    weights["bias"] = float(model.intercept_[0])
    return {name: round(float(w), 3) for name, w in sorted(weights.items())}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    args = parser.parse_args()
    cases = load()
    weights = fit(cases)
    by_rule: dict[str, list[bool]] = defaultdict(list)
    bins: dict[int, list[bool]] = defaultdict(list)
    for rule, score, right in cases:
        by_rule[rule].append(right)
        total = weights["bias"] + sum(weights.get(k, 0.0) * v for k, v in features(rule, score).items())
        bins[int(10 / (1 + math.exp(-total)))].append(right)
    for rule, rights in sorted(by_rule.items()):
        print(f"{rule:30} {len(rights):4}  right {sum(rights) / len(rights):.2f}")
    for tenth, rights in sorted(bins.items()):
        print(
            f"confidence {tenth / 10:.1f}-{(tenth + 1) / 10:.1f} {len(rights):4}  right {sum(rights) / len(rights):.2f}"
        )
    if args.write:
        about = "Weights of the logistic model of verdicts being right; made by tests/eval/fit_confidence.py"
        document = {"about": about, "weights": weights}
        CONFIDENCE.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
