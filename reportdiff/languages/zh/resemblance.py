"""How much a clause resembles those that annotators put on a checklist, by a support vector machine.

Clauses are compared by what they mean, what their sentence means, and how they are built. The machine
(``data/resemblance.npz``) is learned by ``tests/eval/fit_checkable.py``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportdiff.languages.base import ClauseWords
from reportdiff.languages.zh.machine import Machine, answers, table_of
from reportdiff.languages.zh.meaning import meanings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["resemblances", "rows_of"]

_OF_SENTENCE = 0.6  # what the meaning of the sentence counts, against 1 of that of the clause


def rows_of(
    clauses: Sequence[ClauseWords], found: Sequence[Mapping[str, float]], machine: Machine
) -> NDArray[np.float32]:
    """Return what the machine compares: of each clause its meaning, that of its sentence, and how it is built.

    Parameters
    ----------
    clauses : sequence of ClauseWords
    found : sequence of mappings
        The features of each (:func:`reportdiff.languages.zh.checkable.features`).
    machine : Machine
        It tells which of the features count, and how much.

    Returns
    -------
    array of shape (len(clauses), 128 + len(machine.names))
    """
    import numpy as np

    place = {text: index for index, text in enumerate(dict.fromkeys(clause.sentence for clause in clauses))}
    of_sentences = meanings([*place])[np.array([place[clause.sentence] for clause in clauses], dtype=np.int64)]
    of_clauses = meanings([clause.shared + clause.text for clause in clauses])
    return np.hstack([of_clauses, _OF_SENTENCE * of_sentences, table_of(found, machine)])


def resemblances(
    clauses: Sequence[ClauseWords], found: Sequence[Mapping[str, float]], machine: Machine
) -> NDArray[np.float32]:
    """Return how far each clause is on the side of those that annotators listed; below 0 it is on the other."""
    return answers(rows_of(clauses, found, machine), machine)
