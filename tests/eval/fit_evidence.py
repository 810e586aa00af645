"""Learn which candidate reports on a commitment, and which promises it again, and write the weights.

    python -m tests.eval.fit_evidence            measure, leaving one pair out at a time
    python -m tests.eval.fit_evidence --write    and write evidence.json, evidence.npz and renewal.json

Both are logistic models over the features of ``matching.py``; that of evidence has one feature more, the answer of a
support vector machine over the same features.
The commitments are those that the program itself finds and that pair with a labelled one; a candidate is positive when
it overlaps the labelled evidence (or renewal) by half of the shorter one.
"""

from __future__ import annotations

import argparse
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

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
from tests.eval.fit_machine import Mix, find_mix, read_mix, teach, untaught, write_machine, write_model
from tests.eval.labelled import ROOT, LabelledPair, further_pairs, labelled_pairs, labels_of, sample_pair

STRENGTH = 2.0  # inverse of the regularisation of the logistic model
MARGIN, GAMMA = 1.0, 0.03  # of the machine
VERBS = ("verb:", "told_verb:")  # features that name the class of a verb
OF_VERB = 2.0  # what they count for the machine; the others are scaled by how much they vary
DATA = ROOT / "reportdiff/languages/zh/data"
TARGET, MACHINE = DATA / "evidence.json", DATA / "evidence.npz"
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
    rows = candidate_features(found, claims, links.prior, language, config, accounts=what == EVIDENCE)
    labels = labels_of(pair)
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


def learned_pairs(what: str) -> list[LabelledPair]:
    """Return the pairs to learn from: those that are measured, and for evidence some that only learning uses."""
    return [*labelled_pairs(), sample_pair(), *(further_pairs() if what == EVIDENCE else [])]


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


class Learned(NamedTuple):
    """The weights of the logistic model of evidence, and the machine whose answer is one of its features."""

    weights: dict[str, float]
    machine: Machine


def rows_in(cases: Sequence[Case]) -> tuple[list[dict[str, float]], list[bool]]:
    """Return the features of all candidates, and which are positive."""
    rows = [row for case in cases for row in case.rows]
    return [parts for parts, _ in rows], [positive for _, positive in rows]


def fit_model(found: Sequence[dict[str, float]], positive: Sequence[bool]) -> dict[str, float]:
    """Return the weights of the logistic model; which verbs there are is for the machine alone to weigh."""
    kept = [{name: value for name, value in parts.items() if not name.startswith(VERBS)} for parts in found]
    vectorizer = DictVectorizer()
    model = LogisticRegression(C=STRENGTH, max_iter=5000).fit(vectorizer.fit_transform(kept), positive)
    weights = dict(zip(vectorizer.get_feature_names_out(), map(float, model.coef_[0]), strict=True))
    return weights | {"bias": float(model.intercept_[0])}


def fit_machine(found: Sequence[dict[str, float]], positive: Sequence[bool]) -> Machine:
    values = DictVectorizer(sparse=False)
    spread = np.maximum(values.fit_transform(found).std(axis=0), 1e-6)
    scales = dict(zip(values.get_feature_names_out(), map(float, 1 / spread), strict=True))
    blank = untaught({name: OF_VERB if name.startswith(VERBS) else scale for name, scale in scales.items()}, GAMMA)
    return teach(blank, table_of(found, blank), positive, MARGIN)


def fit_renewal(cases: Sequence[Case]) -> dict[str, float]:
    """Return the weights of the logistic model of renewals."""
    return {name: round(w, 4) for name, w in sorted(fit_model(*rows_in(cases)).items())}


def fit_evidence(cases: Sequence[Case], mix: Mix | None = None) -> Learned:
    """Return what the cases teach, put together as `mix` says (the one that the project ships if None)."""
    rows = rows_in(cases)
    weights = (mix or read_mix(TARGET)).weights(fit_model(*rows), "machine")
    return Learned({name: round(w, 4) for name, w in sorted(weights.items())}, fit_machine(*rows))


def log_odds(weights: Mapping[str, float], found: Sequence[Mapping[str, float]]) -> list[float]:
    """Return what a logistic model says of candidates."""
    return [weights["bias"] + sum(weights.get(k, 0.0) * v for k, v in parts.items()) for parts in found]


def mix_of(pairs: Mapping[str, Sequence[Case]]) -> Mix:
    """Return how model and machine are best put together, by what they say of pairs left out."""
    said: list[float] = []
    answered: list[float] = []
    marks: list[bool] = []
    for name, cases in pairs.items():
        rest, (found, positive) = rows_in(others(pairs, name)), rows_in(cases)
        machine = fit_machine(*rest)
        said += log_odds(fit_model(*rest), found)
        answered += answers(table_of(found, machine), machine).tolist()
        marks += positive
    return find_mix(np.array(said), np.array(answered), marks)


def chances(odds: Sequence[float]) -> list[float]:
    return [1 / (1 + math.exp(-value)) for value in odds]


def chances_of_evidence(learned: Learned, found: Sequence[Mapping[str, float]]) -> list[float]:
    answered = answers(table_of(found, learned.machine), learned.machine).tolist()
    of_machine = [learned.weights["machine"] * answer for answer in answered]
    return chances([a + b for a, b in zip(log_odds(learned.weights, found), of_machine, strict=True)])


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
    thresholds = (0.15, 0.2, 0.25, 0.3, 0.35, 0.4, 0.45, 0.5)
    print("evidence")
    pairs = {pair.name: load(pair, EVIDENCE) for pair in learned_pairs(EVIDENCE)}
    mix = mix_of(pairs)
    print(mix)
    scored = []
    for name, cases in pairs.items():
        learned = fit_evidence(others(pairs, name), mix)
        scored += [(case, chances_of_evidence(learned, [parts for parts, _ in case.rows])) for case in cases]
    measure(scored, thresholds)
    if args.write:
        learned = fit_evidence([case for cases in pairs.values() for case in cases], mix)
        about = "Weights of the logistic model of evidence; made by tests/eval/fit_evidence.py"
        write_model(about, learned.weights, TARGET, mix)
        write_machine(learned.machine, MACHINE)
    print("\nrenewal")
    pairs = {pair.name: load(pair, RENEWAL) for pair in learned_pairs(RENEWAL)}
    scored = []
    for name, cases in pairs.items():
        weights = fit_renewal(others(pairs, name))
        scored += [(case, chances(log_odds(weights, [parts for parts, _ in case.rows]))) for case in cases]
    measure(scored, thresholds)
    if args.write:
        weights = fit_renewal([case for cases in pairs.values() for case in cases])
        about = "Weights of the logistic model of renewal; made by tests/eval/fit_evidence.py"
        write_model(about, weights, DATA / "renewal.json")


if __name__ == "__main__":
    main()
