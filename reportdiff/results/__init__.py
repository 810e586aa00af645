"""The results that users hold: the model's values with methods to look at them and to save them.

The methods import what they need when they are called: data frames and templates are slow to load.
"""

from __future__ import annotations

from reportdiff.results.alignment import Alignment
from reportdiff.results.checklist import Checklist
from reportdiff.results.comparison import Comparison
from reportdiff.results.saved import SUFFIXES

__all__ = ["SUFFIXES", "Alignment", "Checklist", "Comparison"]
