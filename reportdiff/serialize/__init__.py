"""Comparisons, checklists, alignments and outlines as JSON, and back; `docs/schema.json` describes the documents."""

from __future__ import annotations

from reportdiff.serialize.reading import (
    alignment_from_json,
    checklist_from_json,
    comparison_from_dict,
    comparison_from_json,
)
from reportdiff.serialize.writing import (
    alignment_to_dict,
    alignment_to_json,
    checklist_to_dict,
    checklist_to_json,
    comparison_to_dict,
    comparison_to_json,
    outline_to_dict,
    outline_to_json,
)

__all__ = [
    "alignment_from_json",
    "alignment_to_dict",
    "alignment_to_json",
    "checklist_from_json",
    "checklist_to_dict",
    "checklist_to_json",
    "comparison_from_dict",
    "comparison_from_json",
    "comparison_to_dict",
    "comparison_to_json",
    "outline_to_dict",
    "outline_to_json",
]
