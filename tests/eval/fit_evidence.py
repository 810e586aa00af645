"""Learn which candidate reports on a commitment, and which promises it again, and write the weights.

    python -m tests.eval.fit_evidence            measure, leaving one pair out at a time
    python -m tests.eval.fit_evidence --write    and write evidence.npz and renewal.json of the language pack

Evidence is told by a support vector machine, a renewal by a logistic model, over the features of ``matching.py``.
The commitments are those that the program itself finds and that pair with a labelled one; a candidate is positive when
it overlaps the labelled evidence (or renewal) by half of the shorter one.
"""

from __future__ import annotations

import argparse
import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from sklearn.feature_extraction import DictVectorizer
from sklearn.linear_model import LogisticRegression

from reportdiff.alignment import align_sections
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.config import Config
from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.machine import Machine, answers, table_of
from reportdiff.matching import candidate_features
from reportdiff.model import Claim, Kind
from reportdiff.pipeline import read_report
from tests.eval.fit_machine import teach, untaught, write_machine
from tests.eval.labelled import ROOT, LabelledPair, labelled_pairs, read_labels, sample_pair

STRENGTH = 2.0  # inverse of the regularisation of the logistic model
MARGIN, GAMMA = 1.0, 0.03  # of the machine
DATA = ROOT / "reportdiff/languages/zh/data"
TARGET = DATA / "evidence.npz"
EVIDENCE, RENEWAL = "evidence", "renewal"


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


def load(pair: LabelledPair, what: str = EVIDENCE) -> list[Case]:
    """Return the commitments of a pair with their candidates for evidence or for renewal."""
    language, config = get_language("zh"), Config()
    old, new = read_report(pair.old), read_report(pair.new)
    found = [c for c in find_commitments(old, language, threshold=config.checkable) if c.kind is not Kind.DIRECTIONAL]
    claims: Sequence[Claim]
    if what == EVIDENCE:
        claims = find_outcomes(new, language)
    else:
        claims = find_commitments(new, language, threshold=config.checkable)
    links = align_sections(old, new, language, threshold=config.section_similarity)
    rows = candidate_features(found, claims, links.prior, language, config)
    labels = read_labels(pair.gold)
    spans = [locate(label["text"], old.source.text) for label in labels]
    cases = []
    for commitment, row in zip(found, rows, strict=True):
        label = best_label(commitment.quote.start, commitment.quote.end, labels, spans)
        if label is None:
            continue
        quotes = label["evidence"] if what == EVIDENCE else [label["renewed"]] * bool(label["renewed"])
        wanted = [locate(quote, new.source.text) for quote in quotes]
        marked = [(parts, touches((claim.quote.start, claim.quote.end), wanted)) for claim, parts in row]
        cases.append(Case(marked, bool(wanted), commitment.quote.text, [claim.quote.text for claim, _ in row]))
    return cases


def touches(span: tuple[int, int], wanted: list[tuple[int, int]]) -> bool:
    """Tell whether a span overlaps a wanted one by half of the shorter."""
    return any(overlap(span, other) >= 0.5 * min(span[1] - span[0], other[1] - other[0]) for other in wanted)


def best_label(
    start: int, end: int, labels: list[dict[str, Any]], spans: list[tuple[int, int]]
) -> dict[str, Any] | None:
    scored = [
        (overlap((start, end), span) / (max(end, span[1]) - min(start, span[0])), i)
        for i, span in enumerate(spans)
        if overlap((start, end), span) >= 0.5 * (span[1] - span[0])
    ]
    return labels[max(scored)[1]] if scored else None


def fit_renewal(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weights of the logistic model of renewals.

    Nearness in meaning is no help there: a plan has many clauses that mean much the same.
    """
    rows = [row for case in cases for row in case.rows]
    vectorizer = DictVectorizer()
    kept = [{name: value for name, value in parts.items() if not name.startswith("meaning")} for parts, _ in rows]
    matrix = vectorizer.fit_transform(kept)
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(matrix, [positive for _, positive in rows])
    weights = dict(zip(vectorizer.get_feature_names_out(), model.coef_[0], strict=True))
    weights["bias"] = float(model.intercept_[0])
    return {name: round(float(w), 4) for name, w in sorted(weights.items())}


def taught(cases: Sequence[Case]) -> Machine:
    """Return the machine whose answer is above 0 for evidence."""
    rows = [row for case in cases for row in case.rows]
    values = DictVectorizer(sparse=False)
    spread = values.fit_transform([parts for parts, _ in rows]).std(axis=0)
    blank = untaught(dict(zip(values.get_feature_names_out(), 1 / np.maximum(spread, 1e-6), strict=True)), GAMMA)
    return teach(blank, table_of([parts for parts, _ in rows], blank), [positive for _, positive in rows], MARGIN)


def fit_evidence(cases: Sequence[Case], odds: tuple[float, float] | None = None) -> Machine:
    """Return the machine whose answer is the log-odds of being evidence.

    `odds` is what :func:`find_odds` returns; if None, what it returned for the machine that the project ships.
    """
    slope, start = odds or np.load(TARGET)["odds"].tolist()
    machine = taught(cases)
    return machine._replace(weights=slope * machine.weights, start=slope * machine.start + start)


def find_odds(pairs: Mapping[str, Sequence[Case]]) -> tuple[float, float]:
    """Return what turns the machine's answers on pairs left out into log-odds: a factor and what to add."""
    told: list[float] = []
    positive: list[bool] = []
    for name, cases in pairs.items():
        machine = taught(others(pairs, name))
        rows = [row for case in cases for row in case.rows]
        told += answers(table_of([parts for parts, _ in rows], machine), machine).tolist()
        positive += [mark for _, mark in rows]
    learned = LogisticRegression(C=1000.0).fit(np.array(told)[:, None], positive)
    return round(float(learned.coef_[0, 0]), 3), round(float(learned.intercept_[0]), 3)


def chances_of_renewal(weights: Mapping[str, float], found: Sequence[Mapping[str, float]]) -> list[float]:
    return [
        1 / (1 + math.exp(-weights["bias"] - sum(weights.get(k, 0.0) * v for k, v in parts.items()))) for parts in found
    ]


def chances_of_evidence(machine: Machine, found: Sequence[Mapping[str, float]]) -> list[float]:
    odds = answers(table_of(found, machine), machine)
    return [1 / (1 + math.exp(-value)) for value in odds.tolist()]


def measure(scored: Sequence[tuple[Case, list[float]]], thresholds: tuple[float, ...]) -> None:
    """Print how often the likeliest candidate is the right one; `scored` gives the probability of each candidate."""
    answered = [(case, chances) for case, chances in scored if case.answered]
    first = sum(bool(ch) and case.rows[ch.index(max(ch))][1] for case, ch in answered)
    reach = sum(any(positive for _, positive in case.rows) for case, _ in answered)
    print(f"{len(scored)} commitments, {len(answered)} answered; among the candidates {reach / len(answered):.3f}")
    print(f"right one first {first / len(answered):.3f}")
    for threshold in thresholds:
        hit = sum(bool(ch) and max(ch) >= threshold and case.rows[ch.index(max(ch))][1] for case, ch in answered)
        said = sum(bool(ch) and max(ch) >= threshold for _, ch in scored)
        silent = sum(not (ch and max(ch) >= threshold) for case, ch in scored if not case.answered)
        dropped = sum(not case.answered for case, _ in scored)
        print(
            f"threshold {threshold:.2f}  evidence precision {hit / max(1, said):.3f} recall {hit / len(answered):.3f}"
            f"  dropped recall {silent / dropped:.3f}  sum right {(hit + silent) / len(scored):.3f}"
        )


def others(pairs: Mapping[str, Sequence[Case]], name: str) -> list[Case]:
    return [case for other, rest in pairs.items() if other != name for case in rest]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write what was learned")
    args = parser.parse_args()
    thresholds = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
    print("evidence")
    pairs = {pair.name: load(pair, EVIDENCE) for pair in [*labelled_pairs(), sample_pair()]}
    odds = find_odds(pairs)
    print(f"log-odds: {odds[0]} times the machine's answer, {odds[1]:+}")
    scored = []
    for name, cases in pairs.items():
        machine = fit_evidence(others(pairs, name), odds)
        scored += [(case, chances_of_evidence(machine, [parts for parts, _ in case.rows])) for case in cases]
    measure(scored, thresholds)
    if args.write:
        everything = fit_evidence([case for cases in pairs.values() for case in cases], odds)
        write_machine(everything, TARGET, odds=np.array(odds))
    print("\nrenewal")
    pairs = {pair.name: load(pair, RENEWAL) for pair in [*labelled_pairs(), sample_pair()]}
    scored = []
    for name, cases in pairs.items():
        weights = fit_renewal(others(pairs, name))
        scored += [(case, chances_of_renewal(weights, [parts for parts, _ in case.rows])) for case in cases]
    measure(scored, thresholds)
    weights = fit_renewal([case for cases in pairs.values() for case in cases])
    print("  " + ", ".join(f"{name} {weight:.2f}" for name, weight in weights.items()))
    if args.write:
        about = "Weights of the logistic model of renewal; made by tests/eval/fit_evidence.py"
        text = json.dumps({"about": about, "weights": weights}, ensure_ascii=False, indent=0)
        (DATA / "renewal.json").write_text(text + "\n", "utf-8")


if __name__ == "__main__":
    main()
