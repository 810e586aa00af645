"""Charts of an audit: verdicts by section, and targets against actuals."""

from __future__ import annotations

from reportdiff.renderers.charts.drawing import CHARTS, comparison_chart, comparison_figure

__all__ = ["CHARTS", "comparison_chart", "comparison_figure"]
