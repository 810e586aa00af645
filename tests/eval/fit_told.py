"""Learn which words promises and the accounts of their outcomes have for one thing, and write what was learned.

    python -m tests.eval.fit_told            measure on fictional plans left out of the learning
    python -m tests.eval.fit_told --write    and write told.npz of the language pack

Of some clauses of the fictional plans (``tests/eval/plans``), ``tests/eval/told`` has two ways in which the next report
may tell the outcome, and two clauses that have the same words or are of the same field and tell nothing of it. The
vectors of meaning (``meaning.npz``) are taught from them: of all that is told, the accounts of a promise come nearest
to it (a softmax over what stands in a batch). No label is used, and nothing that repeats a real report: a test holds
that no ten characters in a row do.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array

from reportdiff.languages.zh.meaning import Meanings, count_grams, learned_meanings
from tests.eval.labelled import PLANS, ROOT, read_labels

TOLD = Path(__file__).parent / "told"
TARGET = ROOT / "reportdiff/languages/zh/data/told.npz"
EPOCHS, BATCH = 20, 512
RATE, WARMTH = 5e-4, 0.1  # of learning; of the softmax
TETHER = 1e-3  # how strongly the vectors are held to where they began
Floats = NDArray[np.floating[Any]]


class Account(NamedTuple):
    """A promise of a plan with clauses that tell its outcome, and others that do not."""

    plan: str
    promise: str
    told: list[str]
    other: list[str]


def load() -> list[Account]:
    out = []
    for file in sorted(TOLD.glob("*.jsonl")):
        text = (PLANS / file.name).with_suffix(".txt").read_text("utf-8")
        rows = read_labels(file)
        out += [Account(file.stem, text[row["start"] : row["end"]], row["told"], row["other"]) for row in rows]
    return out


def unit(rows: Floats) -> tuple[Floats, Floats]:
    """Return rows of length 1, and their lengths."""
    lengths = np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    return rows / lengths, lengths


class Adam:
    """The steps that an array is moved by, after Kingma and Ba (2015)."""

    def __init__(self, shape: tuple[int, ...]) -> None:
        self.mean, self.square, self.steps = np.zeros(shape), np.zeros(shape), 0

    def step(self, slope: Floats) -> Floats:
        self.steps += 1
        self.mean = 0.9 * self.mean + 0.1 * slope
        self.square = 0.999 * self.square + 0.001 * slope**2
        mean, square = self.mean / (1 - 0.9**self.steps), self.square / (1 - 0.999**self.steps)
        moved: Floats = RATE * mean / (np.sqrt(square) + 1e-8)
        return moved


def slopes(sides: Sequence[csr_array], vectors: Floats, start: Floats) -> tuple[Floats, Floats]:
    """Return by how much the loss grows with each vector and with the start.

    `sides` are the grams of the promises, of an account of each, and of what is no account of any of them.
    """
    found = [unit(side @ vectors + start) for side in sides]
    promises, told = found[0][0], np.vstack([rows for rows, _ in found[1:]])
    near = promises @ told.T / WARMTH
    chances = np.exp(near - near.max(axis=1, keepdims=True))
    chances /= chances.sum(axis=1, keepdims=True)
    many = np.arange(len(promises))
    chances[many, many] -= 1
    chances /= WARMTH * len(promises)
    pulls = [chances @ told, *np.split(chances.T @ promises, len(sides) - 1)]
    of_vectors, of_start = np.zeros_like(vectors), np.zeros_like(start)
    for side, (rows, lengths), pull in zip(sides, found, pulls, strict=True):
        along = (pull - rows * (rows * pull).sum(axis=1, keepdims=True)) / lengths
        of_vectors += side.T @ along
        of_start += along.sum(axis=0)
    return of_vectors, of_start


def learn(accounts: Sequence[Account], begin: Meanings) -> Meanings:
    """Return the vectors that the accounts teach, beginning with vectors of meaning."""
    first, start_first = (begin.vectors * begin.steps).astype(np.float64), begin.start.astype(np.float64)
    vectors, start = first.copy(), start_first.copy()
    moves, start_moves = Adam(vectors.shape), Adam(start.shape)
    promises = count_grams([a.promise for a in accounts], begin.grams).tocsr()
    told = [count_grams([a.told[k] for a in accounts], begin.grams).tocsr() for k in range(2)]
    other = [count_grams([a.other[k] for a in accounts], begin.grams).tocsr() for k in range(2)]
    chance = np.random.default_rng(0)
    for _ in range(EPOCHS):
        for some in np.array_split(chance.permutation(len(accounts)), max(1, len(accounts) // BATCH)):
            sides = [promises[some], told[chance.integers(2)][some], *(side[some] for side in other)]
            of_vectors, of_start = slopes(sides, vectors, start)
            vectors -= moves.step(of_vectors + 2 * TETHER * (vectors - first))
            start -= start_moves.step(of_start + 2 * TETHER * (start - start_first))
    return Meanings(begin.grams, vectors.astype(np.float32), start.astype(np.float32))


def found_first(accounts: Sequence[Account], learned: Meanings) -> float:
    """Return how often the account in other words is nearest to its promise, of all that is told of its plan."""
    found = 0
    for plan in {account.plan for account in accounts}:
        own = [account for account in accounts if account.plan == plan]
        texts = [a.told[1] for a in own] + [text for a in own for text in a.other]
        mine, theirs = (
            unit(count_grams(side, learned.grams) @ (learned.vectors * learned.steps) + learned.start)[0]
            for side in ([a.promise for a in own], texts)
        )
        found += int(((mine @ theirs.T).argmax(axis=1) == np.arange(len(own))).sum())
    return found / len(accounts)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--write", action="store_true", help="write the vectors")
    args = parser.parse_args()
    accounts, meaning = load(), learned_meanings("meaning")
    plans = sorted({account.plan for account in accounts})
    out = set(plans[::4])
    rest, held = ([a for a in accounts if (a.plan in out) is left] for left in (False, True))
    print(f"{len(accounts)} promises of {len(plans)} plans; {len(out)} left out: the account in other words")
    before, after = found_first(held, meaning), found_first(held, learn(rest, meaning))
    print(f"is the nearest of all that is told in {before:.3f} by meaning, in {after:.3f} as learned")
    if args.write:
        learned = learn(accounts, meaning)
        steps = np.abs(learned.vectors).max(axis=0) / 127
        np.savez_compressed(
            TARGET,
            vectors=np.round(learned.vectors / steps).astype(np.int8),
            steps=steps.astype(np.float32),
            start=learned.start,
        )
        print(f"{len(learned.grams)} vectors written, {TARGET.stat().st_size:,} bytes")


if __name__ == "__main__":
    main()
