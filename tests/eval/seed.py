"""Measure what is found in the report of the seed district, of which there is no second report.

    python -m tests.eval.seed

The weights are learned without it, and no threshold was chosen on it.
"""

from __future__ import annotations

from reportdiff.api import extract, outline
from reportdiff.claims import find_outcomes
from reportdiff.languages.registry import get_language
from reportdiff.model import Kind, Role
from reportdiff.scoring import locate, overlap, pair_up, ratio, same_target
from reportdiff.serialize import checklist_to_dict
from tests.eval import fit_checkable, fit_leads
from tests.eval.crossed import learn_plans, plans_learned
from tests.eval.labelled import SHARED, read_labels

NAME = "hexi-2016"
LEAST = {"extraction recall, quantified": 0.95, "targets right": 0.96, "outcomes right": 0.90}


def measure_seed() -> dict[str, float]:
    """Return the shares of labelled commitments, targets and reported figures that are found in the seed report."""
    report = outline(SHARED / "corpus" / f"{NAME}.txt")
    text, language = report.source.text, get_language(report.language)
    with plans_learned(learn_plans(fit_checkable.load(), fit_leads.load(), [SHARED / "corpus" / f"{NAME}.txt"])):
        checklist = checklist_to_dict(extract(report))
    found = [c for c in checklist["commitments"] if c["kind"] != Kind.DIRECTIONAL.value]
    labels = [
        label for label in read_labels(SHARED / "gold" / f"{NAME}.commitments.jsonl") if label["kind"] == "quantified"
    ]
    # The review may use the same words for last year's figure.
    plan = next(section.start for section in report.sections if section.role is Role.PLAN)
    spans = [locate(label["text"], text, text.find(label["text"], plan)) or (-1, -1) for label in labels]
    pairs = pair_up(spans, [(c["start"], c["end"]) for c in found])
    targets = right = 0
    for index, label in enumerate(labels):
        if index in pairs:
            mine = found[pairs[index]]["targets"]
            targets += len(label["targets"])
            right += sum(any(same_target(target, one) for one in mine) for target in label["targets"])
    outcomes = read_labels(SHARED / "gold" / f"{NAME}.outcomes.jsonl")
    told = [(o.quote.start, o.quote.end, o.quantities) for o in find_outcomes(report, language)]

    def is_told(label: dict[str, object]) -> bool:
        """Tell whether an outcome that overlaps the label has its number in its unit."""
        span = locate(str(label["text"]), text)
        return span is not None and any(
            overlap(span, (start, end)) > 0
            and any(float(q.value) == label["value"] and q.unit == label["unit"] for q in quantities)
            for start, end, quantities in told
        )

    return {
        "extraction recall, quantified": ratio(len(pairs), len(labels)),
        "targets right": ratio(right, targets),
        "outcomes right": ratio(sum(map(is_told, outcomes)), len(outcomes)),
    }


if __name__ == "__main__":
    for name, value in measure_seed().items():
        print(f"{name:38} {value:.3f}  at least {LEAST[name]:.2f}")
