"""Teach a support vector machine and write it as the language pack reads it (``languages/zh/machine.py``)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.svm import SVC

from reportdiff.languages.zh.machine import Machine

Floats = NDArray[np.floating[Any]]


def untaught(scales: Mapping[str, float], gamma: float) -> Machine:
    """Return a machine that knows features in their scales, and was shown nothing."""
    names = tuple(sorted(scales))
    in_order = np.array([scales[name] for name in names], dtype=np.float32)
    nothing = np.zeros(0, dtype=np.float32)
    return Machine(names, in_order, nothing.reshape(0, 0), nothing, 0.0, gamma)


def teach(machine: Machine, rows: Floats, positive: Sequence[bool], margin: float) -> Machine:
    """Return a machine that was shown rows, its support rounded to the 255 steps that are written."""
    taught = SVC(C=margin, gamma=machine.gamma).fit(rows, positive)
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


def write_machine(machine: Machine, target: Path, **more: Floats) -> None:
    """Write a machine as ``learned_machine`` reads it, and what else its script wants to know again."""
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
        **more,
    )
    print(f"{target.name}: {len(machine.weights)} rows, {target.stat().st_size:,} bytes")
