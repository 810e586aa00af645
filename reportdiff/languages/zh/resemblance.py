"""How much a clause resembles those that annotators put on a checklist: a support vector machine.

Clauses are compared by what they mean, what their sentence means, and how they are built. The vectors that the machine
compares with (``data/resemblance.npz``) are learned by ``tests/eval/fit_checkable.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

from reportdiff.languages.base import ClauseWords
from reportdiff.languages.zh.meaning import meanings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Machine", "learned_machine", "resemblance", "rows_of"]

_OF_SENTENCE = 0.6  # what the meaning of the sentence counts, against 1 of that of the clause
_OF_BUILD = 0.2  # what a feature of its build counts
_AT_ONCE = 512  # clauses


class Machine(NamedTuple):
    """A support vector machine with a radial kernel: a row of `support` for each of `weights`; see :func:`rows_of`."""

    names: tuple[str, ...]  # the features of build that it knows
    support: NDArray[np.float32]
    weights: NDArray[np.float32]
    start: float
    gamma: float


def rows_of(
    clauses: Sequence[ClauseWords], found: Sequence[Mapping[str, float]], names: Sequence[str]
) -> NDArray[np.float32]:
    """Return what the machine compares: of each clause its meaning, that of its sentence, and its features `names`.

    Parameters
    ----------
    clauses : sequence of ClauseWords
    found : sequence of mappings
        The features of each (:func:`reportdiff.languages.zh.checkable.features`).
    names : sequence of str

    Returns
    -------
    array of shape (len(clauses), 128 + len(names))
    """
    import numpy as np

    place = {name: index for index, name in enumerate(names)}
    build = np.zeros((len(clauses), len(names)), dtype=np.float32)
    for row, features in zip(build, found, strict=True):
        for name in features.keys() & place.keys():
            row[place[name]] = features[name]
    whole = {clause.sentence: None for clause in clauses}
    index = {text: number for number, text in enumerate(whole)}
    of_sentences = meanings([*whole])[np.array([index[clause.sentence] for clause in clauses], dtype=np.int64)]
    of_clauses = meanings([clause.shared + clause.text for clause in clauses])
    return np.hstack([of_clauses, _OF_SENTENCE * of_sentences, _OF_BUILD * build])


def resemblance(rows: NDArray[np.float32], machine: Machine) -> NDArray[np.float32]:
    """Return how far each row (see :func:`rows_of`) is on the side of what annotators listed; below 0 it is not."""
    import numpy as np

    out = np.empty(len(rows), dtype=np.float32)
    lengths = np.square(machine.support).sum(axis=1)
    for at in range(0, len(rows), _AT_ONCE):
        some = rows[at : at + _AT_ONCE]
        apart = some @ (-2 * machine.support.T)  # the squared distances
        apart += lengths
        apart += np.square(some).sum(axis=1, keepdims=True)
        apart *= -machine.gamma
        out[at : at + _AT_ONCE] = np.exp(apart, out=apart) @ machine.weights + machine.start
    return out


@cache
def learned_machine() -> Machine:
    """Return the machine that comes with the language pack."""
    import numpy as np

    with files(__package__).joinpath("data", "resemblance.npz").open("rb") as file:
        held = np.load(file)
        return Machine(
            tuple(held["names"].tolist()),
            held["support"] * held["steps"],
            held["weights"],
            float(held["start"]),
            float(held["gamma"]),
        )
