"""Word documents: the audit as the usual table of tasks and outcomes, and the checklist."""

from __future__ import annotations

from reportdiff.renderers.word.document import checklist_document, comparison_document

__all__ = ["checklist_document", "comparison_document"]
