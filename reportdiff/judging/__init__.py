"""Commitment and evidence to verdict, by an ordered table of named rules."""

from __future__ import annotations

from reportdiff.judging.rules import RULES, judge

__all__ = ["RULES", "judge"]
