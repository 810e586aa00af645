"""Decisions as plain values, for every output that holds them."""

from __future__ import annotations

from typing import Any

from reportdiff.model import Decision

__all__ = ["DECISIONS_SCHEMA", "decision_to_dict"]

DECISIONS_SCHEMA = "reportdiff/decisions/1"
"""Names a document of decisions and its version."""


def decision_to_dict(decision: Decision) -> dict[str, Any]:
    """Return a decision as plain values, ready for JSON."""
    return {
        "commitment": decision.commitment,
        "text": decision.text,
        "verdict": decision.verdict.value if decision.verdict else None,
        "evidence": list(decision.evidence),
        "merged_into": decision.merged_into,
        "excluded": decision.excluded,
        "note": decision.note,
        "by": decision.by,
        "date": decision.date,
        "seen": decision.seen,
        "machine": decision.machine.value if decision.machine else None,
    }
