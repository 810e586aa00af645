"""What was learned: weights of logistic models, and support vector machines with what they answer.

They (``data/*.json``, ``data/*.npz``) are made by the scripts of ``tests/eval``; this is all that a comparison needs.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Machine", "answers", "learned_machine", "learned_weights", "table_of"]

_AT_ONCE = 512  # rows


class Machine(NamedTuple):
    """A support vector machine with a radial kernel.

    `names` are the features that it knows and `scales` what each is multiplied by; `support` are the rows that it
    compares with, each with one of `weights`. Its answer begins at `start`; `gamma` tells how fast likeness fades.
    """

    names: tuple[str, ...]
    scales: NDArray[np.float32]
    support: NDArray[np.float32]
    weights: NDArray[np.float32]
    start: float
    gamma: float


def table_of(found: Sequence[Mapping[str, float]], machine: Machine) -> NDArray[np.float32]:
    """Return a row for each of `found` with the features that a machine knows, in its scales; 0 for those not there.

    Returns
    -------
    array of shape (len(found), len(machine.names))
    """
    import numpy as np

    place = {name: index for index, name in enumerate(machine.names)}
    width = len(place)
    out = np.zeros(len(found) * width, dtype=np.float32)
    where = [at * width + place[name] for at, row in enumerate(found) for name in row if name in place]
    out[np.array(where, dtype=np.int64)] = [row[name] for row in found for name in row if name in place]
    return out.reshape(len(found), width) * machine.scales


def answers(rows: NDArray[np.float32], machine: Machine) -> NDArray[np.float32]:
    """Return for each row how far it is on the side of the positive examples; below 0 it is on the other."""
    import numpy as np

    out = np.empty(len(rows), dtype=np.float32)
    lengths = np.square(machine.support).sum(axis=1)
    for at in range(0, len(rows), _AT_ONCE):
        some = rows[at : at + _AT_ONCE]
        apart = some @ (-2 * machine.support.T)  # becomes the squared distances
        apart += lengths
        apart += np.square(some).sum(axis=1, keepdims=True)
        apart *= -machine.gamma
        out[at : at + _AT_ONCE] = np.exp(apart, out=apart) @ machine.weights + machine.start
    return out


@cache
def learned_weights(name: str) -> Mapping[str, float]:
    """Return the weights of a logistic model that comes with the language pack."""
    raw = json.loads(files(__package__).joinpath("data", f"{name}.json").read_text("utf-8"))
    weights: dict[str, float] = raw["weights"]
    return weights


@cache
def learned_machine(name: str) -> Machine:
    """Return a machine that comes with the language pack."""
    import numpy as np

    with files(__package__).joinpath("data", f"{name}.npz").open("rb") as file:
        held = np.load(file)
        return Machine(
            names=tuple(held["names"].tolist()),
            scales=held["scales"],
            support=held["support"] * held["steps"],
            weights=held["weights"],
            start=float(held["start"]),
            gamma=float(held["gamma"]),
        )
