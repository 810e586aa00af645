"""Comparisons of the labelled pairs, each with weights learned from all the others."""

from __future__ import annotations

import contextlib
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
from tests.eval.labelled import LabelledPair, labelled_pairs, sample_pair

# The package exports functions of the same names as some modules, so the modules are fetched by name.
machine = import_module("reportdiff.languages.zh.machine")
matching = import_module("reportdiff.languages.zh.matching")


@contextlib.contextmanager
def learned_instead(weights: dict[str, dict[str, float]], machines: dict[str, Machine]) -> Iterator[None]:
    """Use other weights and machines than those shipped, by their names."""
    shipped_weights, shipped_machine = machine.learned_weights, machine.learned_machine
    with (
        mock.patch.object(machine, "learned_weights", lambda name: weights.get(name) or shipped_weights(name)),
        mock.patch.object(machine, "learned_machine", lambda name: machines.get(name) or shipped_machine(name)),
    ):
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
    weights = {"checkable": learned.clauses.weights, "leads": learned.leads}
    with learned_instead(weights, {"resemblance": learned.clauses.machine}):
        yield


@contextlib.contextmanager
def match_learned(evidence: fit_evidence.Learned, renewal: dict[str, float]) -> Iterator[None]:
    """Use what else was learned of evidence and of renewals than the project ships."""
    with learned_instead({"evidence": evidence.weights, "renewal": renewal}, {"evidence": evidence.machine}):
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
    cases = {
        (what, pair.name): fit_evidence.load(pair, what) for what in kinds for pair in fit_evidence.learned_pairs(what)
    }
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
            match_learned(evidence, renewal),
        ):
            yield pair, comparison_to_dict(compare(pair.old, pair.new))
