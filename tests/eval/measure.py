"""Measure the comparison against the labelled pairs.

    python -m tests.eval.measure                      with the weights that the project ships
    python -m tests.eval.measure --cross-validate     with weights learned without the pair that is measured
    python -m tests.eval.measure --errors PAIR        and list what went wrong in a pair

The shipped weights are learned from these very pairs: the cross-validated figures are what to expect of other reports.
"""

from __future__ import annotations

import argparse

from reportdiff.api import compare
from reportdiff.scoring import Tally, figures, tally
from reportdiff.serialize import comparison_to_dict
from tests.eval.crossed import crossed_results
from tests.eval.labelled import LabelledPair, labelled_pairs, read_labels, read_texts, sample_pair


def measure_pair(pair: LabelledPair) -> Tally:
    """Compare a pair and count how it fares."""
    result = compare(pair.old, pair.new)
    return tally(read_labels(pair.gold), *read_texts(pair), comparison_to_dict(result))


def cross_validate() -> dict[str, Tally]:
    """Measure each pair with weights that were learned from all the others."""
    return {pair.name: tally(read_labels(pair.gold), *read_texts(pair), result) for pair, result in crossed_results()}


def show(name: str, total: Tally) -> None:
    """Print a line of the chief measures."""
    f = figures(total)
    print(
        f"{name:22} extraction F1 {f['extraction F1']:.3f}  targets {f['targets right']:.3f}"
        f"  hit@1 {f['evidence hit@1']:.3f}  verdict found {f['verdict accuracy, found']:.3f}"
        f"  end to end {f['verdict accuracy, end to end']:.3f}"
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
    for kind in (True, False):
        some = [pair for pair in pairs if pair.real is kind]
        if not some:
            continue
        pooled = sum((found[pair.name] for pair in some), Tally())
        print(f"\npooled, {'real' if kind else 'fictional'} pairs:")
        for name, value in figures(pooled).items():
            print(f"  {name:38} {value:.3f}")
        for (gold, said), count in sorted(pooled.verdicts.items()):
            print(f"  {gold:8} -> {said:12} {count}")
    if args.errors:
        for label, commitment in found[args.errors].misses:
            print(
                f"\n{label['verdict']}: {label['text']}  ({label.get('note', '')})\n    labels: {label['evidence'][:1]}"
            )
            if commitment:
                print(f"    said {commitment['verdict']} by {commitment['rule']}: {commitment['text']}")
                print(f"    on {[e['text'] for e in commitment['evidence'][:1]]} {commitment['facts']}")


if __name__ == "__main__":
    main()
