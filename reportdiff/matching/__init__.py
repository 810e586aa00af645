"""Commitment to scored evidence, and the assignment where several compete."""

from __future__ import annotations

from reportdiff.matching.assignment import Candidate, Matches, match_commitments, renewals
from reportdiff.matching.features import ANSWERS, candidate_features, fits

__all__ = ["ANSWERS", "Candidate", "Matches", "candidate_features", "fits", "match_commitments", "renewals"]
