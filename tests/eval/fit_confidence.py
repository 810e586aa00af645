"""Learn how far verdicts can be trusted, by rule and evidence score, and write the weights.

    python -m tests.eval.fit_confidence            measure, leaving one pair out at a time
    python -m tests.eval.fit_confidence --draw     and draw the figure of docs/accuracy.md
    python -m tests.eval.fit_confidence --write    and write reportdiff/languages/zh/data/confidence.json

A verdict is right when it is the label's. Only commitments that pair with a labelled one count.
"""

from __future__ import annotations

import argparse
import json
from collections import defaultdict

from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from reportdiff.findings import confidence_features, confidence_of
from reportdiff.scoring import locate, pair_up
from tests.eval.crossed import crossed_results
from tests.eval.labelled import ROOT, labelled_pairs, read_labels, read_texts

STRENGTH = 0.5
CONFIDENCE = ROOT / "reportdiff/languages/zh/data/confidence.json"
FIGURE = ROOT / "docs/figures/confidence.svg"


Case = tuple[str, float, bool]  # rule, score of the best candidate, whether the verdict is right


def load() -> dict[str, list[Case]]:
    """Return the paired commitments of every pair.

    Each pair is compared with weights learned from the others, as reports are that nobody has labelled.
    """
    out = {}
    for pair, result in crossed_results():
        old, _ = read_texts(pair)
        labels = read_labels(pair.gold)
        gold = [locate(label["text"], old, label.get("start")) or (-1, -1) for label in labels]
        mine = [(c["start"], c["end"]) for c in result["commitments"]]
        cases = []
        for g, m in pair_up(gold, mine).items():
            commitment = result["commitments"][m]
            best = commitment["evidence"][:1] or [commitment["runner_up"] or {"score": 0.0}]
            cases.append((commitment["rule"], best[0]["score"], commitment["verdict"] == labels[g]["verdict"]))
        out[pair.name] = cases
    return out


def fit(cases: list[Case]) -> dict[str, float]:
    """Return the weights."""
    vectorizer = DictVectorizer()
    matrix = vectorizer.fit_transform([confidence_features(rule, score) for rule, score, _ in cases])
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, [right for _, _, right in cases])
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    weights["bias"] = float(model.intercept_[0])
    return {name: round(float(w), 3) for name, w in sorted(weights.items())}


def crossed(cases: dict[str, list[Case]]) -> list[tuple[float, bool]]:
    """Return (confidence, right) of every verdict on real pairs, by weights that were learned from all other pairs."""
    out = []
    for name in (pair.name for pair in labelled_pairs() if pair.real):
        weights = fit([case for other, rest in cases.items() if other != name for case in rest])
        out += [(confidence_of(rule, score, weights), right) for rule, score, right in cases[name]]
    return out


def bins(found: list[tuple[float, bool]]) -> list[tuple[float, float, int]]:
    """Return (mean confidence, share that is right, how many) of each tenth of confidence that occurs."""
    tenths: dict[int, list[tuple[float, bool]]] = defaultdict(list)
    for confidence, right in found:
        tenths[min(9, int(10 * confidence))].append((confidence, right))
    return [
        (sum(c for c, _ in of) / len(of), sum(r for _, r in of) / len(of), len(of)) for _, of in sorted(tenths.items())
    ]


def calibration_error(found: list[tuple[float, bool]]) -> float:
    """Return by how much confidence and share right differ, on the mean over the verdicts (in tenths of confidence)."""
    return sum(many * abs(said - right) for said, right, many in bins(found)) / len(found)


def coverage(found: list[tuple[float, bool]]) -> list[float]:
    """Return the share that is right of the one, two, three... most confident verdicts."""
    rights = [right for _, right in sorted(found, key=lambda item: -item[0])]
    return [sum(rights[: i + 1]) / (i + 1) for i in range(len(rights))]


def draw(found: list[tuple[float, bool]]) -> None:
    """Write the reliability diagram and the risk-coverage curve of the documentation."""
    import matplotlib as mpl

    mpl.use("svg")
    mpl.rcParams |= {"svg.hashsalt": "reportdiff", "svg.fonttype": "none", "font.size": 10}
    from matplotlib import pyplot as plt

    figure, (left, right) = plt.subplots(1, 2, figsize=(9, 3.8), layout="constrained")
    left.plot([0, 1], [0, 1], color="#999999", linewidth=1, linestyle="--")
    said = bins(found)
    left.plot([b[0] for b in said], [b[1] for b in said], color="#1f5fa8", linewidth=1.5)
    left.scatter([b[0] for b in said], [b[1] for b in said], [b[2] for b in said], color="#1f5fa8", alpha=0.6)
    left.set(xlabel="confidence", ylabel="share that is right", xlim=(0, 1), ylim=(0, 1.03), title="Reliability")
    kept = coverage(found)
    right.plot([(i + 1) / len(kept) for i in range(len(kept))], [1 - share for share in kept], color="#1f5fa8")
    right.set(
        xlabel="share of the verdicts kept, the most confident first",
        ylabel="share of these that is wrong",
        xlim=(0, 1),
        ylim=(0, None),
        title="Risk and coverage",
    )
    for axes in (left, right):
        axes.spines[["top", "right"]].set_visible(False)
        axes.grid(color="#e5e5e5")
    figure.savefig(FIGURE, metadata={"Date": None})
    print(f"wrote {FIGURE.relative_to(ROOT)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the weights")
    parser.add_argument("--draw", action="store_true", help="draw the figure of docs/accuracy.md")
    args = parser.parse_args()
    cases = load()
    by_rule: dict[str, list[bool]] = defaultdict(list)
    for rule, _, right in (case for own in cases.values() for case in own):
        by_rule[rule].append(right)
    for rule, rights in sorted(by_rule.items()):
        print(f"{rule:30} {len(rights):4}  right {sum(rights) / len(rights):.2f}")
    found = crossed(cases)
    for confidence, right, many in bins(found):
        print(f"confidence {confidence:.2f}  {many:4}  right {right:.2f}")
    print(f"expected calibration error {calibration_error(found):.3f}")
    print(f"right, of the most confident half {coverage(found)[len(found) // 2]:.3f}")
    if args.draw:
        draw(found)
    if args.write:
        about = "Weights of the logistic model of verdicts being right; made by tests/eval/fit_confidence.py"
        document = {"about": about, "weights": fit([case for own in cases.values() for case in own])}
        CONFIDENCE.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", "utf-8")


if __name__ == "__main__":
    main()
