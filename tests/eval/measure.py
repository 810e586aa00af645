"""Measure the comparison against the labelled pairs.

    python -m tests.eval.measure                      with the weights that the project ships
    python -m tests.eval.measure --cross-validate     with weights learned without the pair that is measured
    python -m tests.eval.measure --errors PAIR        and list what went wrong in a pair

The shipped weights are learned from these very pairs: the cross-validated figures are what to expect of other reports.
"""

from __future__ import annotations

import argparse
import contextlib
from collections.abc import Iterator
from importlib import import_module
from unittest import mock

from reportdiff.api import compare
from reportdiff.languages.registry import get_language
from reportdiff.serialize import comparison_to_dict
from tests.eval import fit_checkable, fit_confidence, fit_evidence
from tests.eval.labelled import LabelledPair, labelled_pairs, read_labels, sample_pair
from tests.eval.scoring import Tally, figures, tally

# The package exports a function of the same name as the module, so the modules are fetched by name.
checkable = import_module("reportdiff.languages.zh.checkable")
matching = import_module("reportdiff.languages.zh.matching")


def measure_pair(pair: LabelledPair) -> Tally:
    """Compare a pair and count how it fares."""
    result = compare(pair.old, pair.new)
    old, new = (path.read_bytes().decode("utf-8-sig") for path in (pair.old, pair.new))
    return tally(read_labels(pair.gold), old, new, comparison_to_dict(result))


@contextlib.contextmanager
def weights(clauses: dict[str, float], learned: dict[str, dict[str, float]]) -> Iterator[None]:
    """Use other learned weights than those shipped."""
    with (
        mock.patch.object(checkable, "_weights", return_value=clauses),
        mock.patch.object(matching, "_learned", learned.__getitem__),
    ):
        matching.match_rules.cache_clear()
        get_language.cache_clear()
        try:
            yield
        finally:
            matching.match_rules.cache_clear()
            get_language.cache_clear()


def cross_validate() -> dict[str, Tally]:
    """Measure each pair with weights that were learned from all the others."""
    reports = fit_checkable.load()
    pairs = [*labelled_pairs(), sample_pair()]
    kinds = (fit_evidence.EVIDENCE, fit_evidence.RENEWAL)
    cases = {(what, pair.name): fit_evidence.load(pair, what) for pair in pairs for what in kinds}
    out = {}
    for pair in pairs:
        clauses = fit_checkable.fit([r for r in reports if r.name != pair.name])
        learned = {"confidence": fit_confidence.shipped()}
        for what in kinds:
            rest = [
                case for (kind, name), found in cases.items() if kind == what and name != pair.name for case in found
            ]
            learned[what] = fit_evidence.fit(rest)
        with weights(clauses, learned):
            out[pair.name] = measure_pair(pair)
    return out


def show(name: str, total: Tally) -> None:
    """Print a line of the chief measures."""
    f = figures(total)
    print(
        f"{name:22} extraction F1 {f['extraction F1']:.3f}  targets {f['targets right']:.3f}"
        f"  hit@1 {f['evidence hit@1']:.3f}  verdict found {f['verdict right, of commitments found']:.3f}"
        f"  end to end {f['verdict right, end to end']:.3f}"
        f"  macro F1 {f['verdict macro F1']:.3f}  renewed F1 {f['renewed F1']:.3f}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--cross-validate", action="store_true", help="learn without the pair that is measured")
    parser.add_argument("--errors", metavar="PAIR", help="list what went wrong in a pair")
    args = parser.parse_args()
    pairs = [*labelled_pairs(), sample_pair()]
    if args.errors:
        pairs = [pair for pair in pairs if pair.name == args.errors]
        if not pairs:
            parser.error(f"no labelled pair is called {args.errors}")
    found = cross_validate() if args.cross_validate else {pair.name: measure_pair(pair) for pair in pairs}
    for pair in pairs:
        show(pair.name, found[pair.name])
    sample = sample_pair().name
    pooled = sum((found[pair.name] for pair in pairs if pair.name != sample or len(pairs) == 1), Tally())
    print("\npooled, without the sample:" if len(pairs) > 1 else "")
    for name, value in figures(pooled).items():
        print(f"  {name:38} {value:.3f}")
    for (gold, said), count in sorted(pooled.verdicts.items()):
        print(f"  {gold:8} -> {said:12} {count}")
    if args.errors:
        for label, commitment in pooled.misses:
            print(
                f"\n{label['verdict']}: {label['text']}  ({label.get('note', '')})\n    labels: {label['evidence'][:1]}"
            )
            if commitment:
                print(f"    said {commitment['verdict']} by {commitment['rule']}: {commitment['text']}")
                print(f"    on {[e['text'] for e in commitment['evidence'][:1]]} {commitment['facts']}")


if __name__ == "__main__":
    main()
