"""Excel workbooks: an audit to work through and fill in, and a checklist."""

from __future__ import annotations

from reportdiff.renderers.excel.book import checklist_workbook, comparison_workbook

__all__ = ["checklist_workbook", "comparison_workbook"]
