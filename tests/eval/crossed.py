"""Comparisons of the labelled pairs, each with weights learned from all the others."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Collection, Iterator, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any, NamedTuple
from unittest import mock

from reportdiff.api import compare
from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.machine import Machine
from reportdiff.serialize import comparison_to_dict
from tests.eval import fit_checkable, fit_evidence, fit_leads
from tests.eval.labelled import ROOT, LabelledPair, labelled_pairs, sample_pair

CONFIDENCE = ROOT / "reportdiff/languages/zh/data/confidence.json"

# The package exports functions of the same names as some modules, so the modules are fetched by name.
checkable = import_module("reportdiff.languages.zh.checkable")
leads = import_module("reportdiff.languages.zh.leads")
machine = import_module("reportdiff.languages.zh.machine")
matching = import_module("reportdiff.languages.zh.matching")


def shipped_confidence() -> dict[str, float]:
    """Return the weights of confidence that the project ships."""
    weights: dict[str, float] = json.loads(CONFIDENCE.read_text("utf-8"))["weights"]
    return weights


@contextlib.contextmanager
def machines(learned: dict[str, Machine]) -> Iterator[None]:
    """Use other machines than those shipped, by their names."""
    shipped = machine.learned_machine
    with mock.patch.object(machine, "learned_machine", lambda name: learned.get(name) or shipped(name)):
        yield


class OfPlans(NamedTuple):
    """What is learned of plans: which clauses are checkable, and which only lead to the next."""

    clauses: fit_checkable.Learned
    leads: dict[str, float]


def learn_plans(
    reports: Sequence[fit_checkable.Labelled], examples: Sequence[fit_leads.Examples], without: Collection[Path]
) -> OfPlans:
    """Learn from all plans but some reports'."""
    return OfPlans(
        fit_checkable.fit([labelled for labelled in reports if labelled.report not in without]),
        fit_leads.fit([some for some in examples if some.report not in without]),
    )


@contextlib.contextmanager
def plans_learned(learned: OfPlans) -> Iterator[None]:
    """Use what else was learned of plans than the project ships."""
    weights = mock.patch.object(checkable, "_weights", return_value=learned.clauses.weights)
    leading = mock.patch.object(leads, "_weights", return_value=learned.leads)
    with weights, leading, machines({"resemblance": learned.clauses.machine}):
        yield


@contextlib.contextmanager
def match_learned(evidence: Machine, weights: dict[str, dict[str, float]]) -> Iterator[None]:
    """Use another machine of evidence and other weights of the logistic models than the project ships."""
    with machines({"evidence": evidence}), mock.patch.object(matching, "_learned", weights.__getitem__):
        matching.match_rules.cache_clear()
        get_language.cache_clear()
        try:
            yield
        finally:
            matching.match_rules.cache_clear()
            get_language.cache_clear()


def crossed_results() -> Iterator[tuple[LabelledPair, dict[str, Any]]]:
    """Yield each labelled pair with the JSON of its comparison, by weights that were learned from all the others.

    What is checkable is learned from neither of its reports, in whatever other pair or checklist they stand too: what a
    plan promises is promised again in the next.
    """
    reports, examples = fit_checkable.load(), fit_leads.load()
    pairs = [*labelled_pairs(), sample_pair()]
    kinds = (fit_evidence.EVIDENCE, fit_evidence.RENEWAL)
    cases = {(what, pair.name): fit_evidence.load(pair, what) for pair in pairs for what in kinds}
    for pair in pairs:
        plans = learn_plans(reports, examples, (pair.old, pair.new))
        rest: dict[str, list[fit_evidence.Case]] = {
            what: [c for (kind, name), found in cases.items() if kind == what and name != pair.name for c in found]
            for what in kinds
        }
        evidence = fit_evidence.fit_evidence(rest[fit_evidence.EVIDENCE])
        renewal = fit_evidence.fit_renewal(rest[fit_evidence.RENEWAL])
        with (
            plans_learned(plans),
            match_learned(
                evidence.machine,
                {"evidence": evidence.weights, "confidence": shipped_confidence(), "renewal": renewal},
            ),
        ):
            yield pair, comparison_to_dict(compare(pair.old, pair.new))
