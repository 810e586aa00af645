"""The floors of the quality gate: read them, and raise them to what is measured.

    python -m tests.eval.floors             show the floors beside what is measured
    python -m tests.eval.floors --raise     raise each floor to a little under what is measured; none is ever lowered

Lowering a floor means editing ``floors.json`` by hand, in a commit of its own that says why.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path

from reportdiff.scoring import Tally, figures
from tests.eval.labelled import labelled_pairs, sample_pair
from tests.eval.measure import cross_validate, measure_pair

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.005  # floors stay so far below what is measured, for libraries that round otherwise
GUARDED = (
    "extraction F1",
    "targets right",
    "evidence hit@1",
    "verdict accuracy, end to end",
    "verdict macro F1",
    "renewed F1",
)


def read_floors() -> dict[str, dict[str, float]]:
    """Return the floors: {what is measured: {measure: floor}}."""
    floors: dict[str, dict[str, float]] = json.loads(FLOORS.read_text("utf-8"))
    return floors


def pooled(found: dict[str, Tally], *, real: bool = True) -> dict[str, float]:
    """Return the figures of the real pairs together, or of the fictional ones."""
    pairs = [pair for pair in [*labelled_pairs(), sample_pair()] if pair.real is real]
    return figures(sum((found[pair.name] for pair in pairs if pair.name in found), Tally()))


def measured() -> dict[str, dict[str, float]]:
    """Measure everything that has floors."""
    pairs, crossed = labelled_pairs(), cross_validate()
    return {
        "sample": figures(measure_pair(sample_pair())),
        "real pairs": pooled({pair.name: measure_pair(pair) for pair in pairs}),
        "real pairs, cross-validated": pooled(crossed),
        "fictional pairs, cross-validated": pooled(crossed, real=False),
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--raise", action="store_true", dest="higher", help="write the raised floors")
    args = parser.parse_args()
    floors = read_floors()
    for what, found in measured().items():
        print(what)
        for name in GUARDED:
            floor = floors.setdefault(what, {}).get(name, 0.0)
            print(f"  {name:28} measured {found[name]:.3f}  floor {floor:.3f}")
            floors[what][name] = max(floor, round(found[name] - SLACK, 3))
    if args.higher:
        FLOORS.write_text(json.dumps(floors, indent=2) + "\n", "utf-8")


if __name__ == "__main__":
    main()
