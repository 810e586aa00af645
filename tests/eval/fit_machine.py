"""Teach support vector machines, put them together with logistic models, and write both for the language pack."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray
from sklearn.linear_model import LogisticRegression
from sklearn.svm import SVC

from reportdiff.languages.zh.machine import Machine

Floats = NDArray[np.floating[Any]]


class Mix(NamedTuple):
    """How a logistic model and a machine are put together: what each counts, and what to start from."""

    model: float
    machine: float
    start: float

    def weights(self, model: Mapping[str, float], name: str) -> dict[str, float]:
        """Return the weights of the logistic model in which the machine's answer is the feature `name`."""
        mixed = {feature: self.model * weight for feature, weight in model.items()}
        return mixed | {"bias": mixed["bias"] + self.start, name: self.machine}


def find_mix(model: Floats, machine: Floats, positive: Sequence[bool]) -> Mix:
    """Return how both are best put together, by what they say of examples that neither was taught with."""
    learned = LogisticRegression(C=1000.0).fit(np.column_stack([model, machine]), positive)
    return Mix(*(round(float(w), 3) for w in (*learned.coef_[0], learned.intercept_[0])))


def read_mix(target: Path) -> Mix:
    """Return the mix of the model that the project ships."""
    return Mix(**json.loads(target.read_text("utf-8"))["mix"])


def write_model(about: str, weights: Mapping[str, float], target: Path, mix: Mix | None = None) -> None:
    """Write the weights of a logistic model."""
    document = {"about": about, **({"mix": mix._asdict()} if mix else {}), "weights": weights}
    target.write_text(json.dumps(document, ensure_ascii=False, indent=0) + "\n", "utf-8")
    print(f"{target.name}: {len(weights)} weights")


def untaught(scales: Mapping[str, float], gamma: float) -> Machine:
    """Return a machine that knows features in their scales, and was shown nothing."""
    names = tuple(sorted(scales))
    in_order = np.array([scales[name] for name in names], dtype=np.float32)
    nothing = np.zeros(0, dtype=np.float32)
    return Machine(names, in_order, nothing.reshape(0, 0), nothing, 0.0, gamma)


def teach(
    machine: Machine, rows: Floats, positive: Sequence[bool], margin: float, weights: Floats | None = None
) -> Machine:
    """Return a machine that was shown rows, its support rounded to the 255 steps that are written.

    `weights` tell what each row counts, all the same if None.
    """
    taught = SVC(C=margin, gamma=machine.gamma).fit(rows, positive, sample_weight=weights)
    steps = steps_of(taught.support_vectors_)
    return machine._replace(
        support=(np.round(taught.support_vectors_ / steps) * steps).astype(np.float32),
        weights=taught.dual_coef_[0].astype(np.float32),
        start=float(taught.intercept_[0]),
    )


def steps_of(support: Floats) -> Floats:
    """Return the step of each column, of which its largest value is 127."""
    found: Floats = np.maximum(np.abs(support).max(axis=0), 1e-9) / 127
    return found


def write_machine(machine: Machine, target: Path) -> None:
    """Write a machine as ``learned_machine`` reads it."""
    steps = steps_of(machine.support)
    np.savez_compressed(
        target,
        names=np.array(machine.names),
        scales=machine.scales,
        support=np.round(machine.support / steps).astype(np.int8),
        steps=steps.astype(np.float32),
        weights=machine.weights,
        start=np.float32(machine.start),
        gamma=np.float32(machine.gamma),
    )
    print(f"{target.name}: {len(machine.weights)} rows, {target.stat().st_size:,} bytes")
