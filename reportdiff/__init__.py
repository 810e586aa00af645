"""reportdiff: what did they promise last year, and what became of it?

Compares two consecutive annual reports: aligns their sections, finds every commitment of the old one, matches it to its
outcome in the new one, judges it and quotes the words that the verdict rests on.

Examples
--------
>>> import reportdiff
>>> result = reportdiff.compare("samples/linjiang-2016.txt", "samples/linjiang-2017.txt")
>>> result.old.place, result.old.year, result.new.year
('云州市临江区', 2016, 2017)
"""

from __future__ import annotations

from reportdiff.api import align, compare, extract, outline, read
from reportdiff.config import Config
from reportdiff.errors import (
    ConfigError,
    EmptyReportError,
    LanguageError,
    MissingExtraError,
    PairError,
    ReadError,
    ReportDiffError,
    SchemaError,
    StructureError,
    WriteError,
)
from reportdiff.model import (
    Bound,
    Commitment,
    Decision,
    Direction,
    Evidence,
    Finding,
    Kind,
    Quote,
    Relation,
    Report,
    Role,
    Section,
    SectionStatus,
    SourceText,
    Target,
    Verdict,
)
from reportdiff.readers.limits import Limits
from reportdiff.results import Alignment, Checklist, Comparison

__version__ = "0.1.0"

__all__ = [
    "Alignment",
    "Bound",
    "Checklist",
    "Commitment",
    "Comparison",
    "Config",
    "ConfigError",
    "Decision",
    "Direction",
    "EmptyReportError",
    "Evidence",
    "Finding",
    "Kind",
    "LanguageError",
    "Limits",
    "MissingExtraError",
    "PairError",
    "Quote",
    "ReadError",
    "Relation",
    "Report",
    "ReportDiffError",
    "Role",
    "SchemaError",
    "Section",
    "SectionStatus",
    "SourceText",
    "StructureError",
    "Target",
    "Verdict",
    "WriteError",
    "align",
    "compare",
    "extract",
    "outline",
    "read",
]
