"""Results for people: Markdown, CSV, plain tables and notebook HTML, in each language that `wording` has words for."""

from __future__ import annotations

from reportdiff.renderers.markdown import (
    alignment_markdown,
    checklist_markdown,
    comparison_markdown,
    outline_markdown,
)
from reportdiff.renderers.notebook import alignment_html, checklist_html, comparison_html
from reportdiff.renderers.tables import (
    alignment_csv,
    alignment_table,
    checklist_csv,
    checklist_table,
    comparison_csv,
    comparison_table,
    outline_csv,
    outline_table,
)

__all__ = [
    "alignment_csv",
    "alignment_html",
    "alignment_markdown",
    "alignment_table",
    "checklist_csv",
    "checklist_html",
    "checklist_markdown",
    "checklist_table",
    "comparison_csv",
    "comparison_html",
    "comparison_markdown",
    "comparison_table",
    "outline_csv",
    "outline_markdown",
    "outline_table",
]
