"""Comparisons of the labelled pairs, each with weights learned from all the others."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from importlib import import_module
from typing import Any
from unittest import mock

from reportdiff.api import compare
from reportdiff.languages.registry import get_language
from reportdiff.serialize import comparison_to_dict
from tests.eval import fit_checkable, fit_evidence
from tests.eval.labelled import ROOT, LabelledPair, labelled_pairs, sample_pair

CONFIDENCE = ROOT / "reportdiff/languages/zh/data/confidence.json"

# The package exports a function of the same name as the module, so the modules are fetched by name.
checkable = import_module("reportdiff.languages.zh.checkable")
matching = import_module("reportdiff.languages.zh.matching")


def shipped_confidence() -> dict[str, float]:
    """Return the weights of confidence that the project ships."""
    weights: dict[str, float] = json.loads(CONFIDENCE.read_text("utf-8"))["weights"]
    return weights


@contextlib.contextmanager
def checkable_learned(clauses: fit_checkable.Learned) -> Iterator[None]:
    """Use what else was learned of what is checkable than the project ships."""
    with (
        mock.patch.object(checkable, "_weights", return_value=clauses.weights),
        mock.patch.object(checkable, "learned_machine", return_value=clauses.machine),
    ):
        yield


@contextlib.contextmanager
def weights(clauses: fit_checkable.Learned, learned: dict[str, dict[str, float]]) -> Iterator[None]:
    """Use other learned weights than those shipped."""
    with checkable_learned(clauses), mock.patch.object(matching, "_learned", learned.__getitem__):
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
    reports = fit_checkable.load()
    pairs = [*labelled_pairs(), sample_pair()]
    kinds = (fit_evidence.EVIDENCE, fit_evidence.RENEWAL)
    cases = {(what, pair.name): fit_evidence.load(pair, what) for pair in pairs for what in kinds}
    for pair in pairs:
        clauses = fit_checkable.fit([r for r in reports if r.report not in (pair.old, pair.new)])
        learned = {"confidence": shipped_confidence()}
        for what in kinds:
            rest = [c for (kind, name), found in cases.items() if kind == what and name != pair.name for c in found]
            learned[what] = fit_evidence.fit(rest)
        with weights(clauses, learned):
            yield pair, comparison_to_dict(compare(pair.old, pair.new))
