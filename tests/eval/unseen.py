"""Measure each pair as if its reports had never been seen, not even without labels.

    python -m tests.eval.unseen

``tests.eval.measure --cross-validate`` learns nothing from the labels of a pair, but its vectors of meaning are those
that the project ships, learned from the clauses of all reports. Here they too are learned without the pair's reports.
It takes most of an hour and needs what ``tests/eval/fit_meaning.py`` needs.
"""

from __future__ import annotations

from unittest import mock

import numpy as np

from reportdiff.api import compare
from reportdiff.languages.zh import meaning
from reportdiff.languages.zh.meaning import Meanings
from reportdiff.scoring import Tally, figures, tally
from reportdiff.serialize import comparison_to_dict
from tests.eval import crossed, fit_checkable, fit_evidence, fit_leads, fit_meaning, fit_told
from tests.eval.labelled import LabelledPair, labelled_pairs, read_labels, read_texts
from tests.eval.measure import show


def measure_unseen(pair: LabelledPair, vectors: Meanings) -> Tally:
    """Measure a pair by other vectors of meaning and by what was learned with them from all other pairs."""
    learned = {"meaning": vectors, "told": fit_told.learn(fit_told.load(), vectors)}
    with mock.patch.object(meaning, "learned_meanings", learned.__getitem__):
        plans = crossed.learn_plans(fit_checkable.load(), fit_leads.load(), (pair.old, pair.new))
        evidence, renewal = (
            [c for o in fit_evidence.learned_pairs(what) if o.name != pair.name for c in fit_evidence.load(o, what)]
            for what in (fit_evidence.EVIDENCE, fit_evidence.RENEWAL)
        )
        matched = fit_evidence.fit_evidence(evidence), fit_evidence.fit_renewal(renewal)
        with crossed.plans_learned(plans), crossed.match_learned(*matched):
            found = comparison_to_dict(compare(pair.old, pair.new))
    return tally(read_labels(pair.gold), *read_texts(pair), found)


def main() -> None:
    held, texts = fit_meaning.read_clauses()
    wanted = fit_meaning.wanted_vectors(texts)
    total = {True: Tally(), False: Tally()}  # of real and of fictional pairs
    for pair in labelled_pairs():
        seen = set().union(*(clauses for name, clauses in held.items() if name not in (pair.old.stem, pair.new.stem)))
        known = np.array([text in seen for text in texts])
        grams, of_gram, start = fit_meaning.learn([text for text in texts if text in seen], wanted[known])
        vectors = Meanings(grams, np.ascontiguousarray(of_gram, dtype=np.float32), start.astype(np.float32))
        measured = measure_unseen(pair, vectors)
        show(pair.name, measured)
        total[pair.real] += measured
    for real, pooled in total.items():
        print(f"\npooled, {'real' if real else 'fictional'} pairs:")
        for name, value in figures(pooled).items():
            print(f"  {name:38} {value:.3f}")


if __name__ == "__main__":
    main()
