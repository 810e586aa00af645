"""The errors reportdiff raises on purpose; each also inherits the builtin that fits."""

from __future__ import annotations

__all__ = [
    "ConfigError",
    "EmptyReportError",
    "LanguageError",
    "MissingExtraError",
    "PairError",
    "ReadError",
    "ReportDiffError",
    "SchemaError",
    "StructureError",
    "WriteError",
]


class ReportDiffError(Exception):
    """Base of every error that reportdiff raises on purpose.

    The message says which file (and line, where there is one), what is wrong and what to do.
    """


class ReadError(ReportDiffError, ValueError):
    """A file or its bytes cannot be read as a report (missing, binary, unknown encoding or format)."""


class EmptyReportError(ReadError):
    """There is no text in the file, or none is left once the page furniture is masked."""


class StructureError(ReportDiffError, ValueError):
    """A report lacks a part that is needed, such as a plan or a review."""


class PairError(ReportDiffError, ValueError):
    """Two reports cannot be compared: the same file twice, or the years in the wrong order."""


class LanguageError(ReportDiffError, LookupError):
    """No language pack fits the text, or the one asked for is not installed."""


class ConfigError(ReportDiffError, ValueError):
    """A setting has an unknown name or a value out of range."""


class SchemaError(ReportDiffError, ValueError):
    """A JSON document is not a comparison that this version can read."""


class WriteError(ReportDiffError, OSError):
    """A file cannot be written; the message says why and what to do."""


class MissingExtraError(ReportDiffError, ImportError):
    """A library that only some outputs need is not installed; the message names the extra that brings it.

    Examples
    --------
    >>> print(MissingExtraError.of("excel", "Excel workbooks", "openpyxl"))
    Excel workbooks need openpyxl, which is not installed: pip install 'reportdiff[excel]'
    """

    @classmethod
    def of(cls, extra: str, what: str, library: str) -> MissingExtraError:
        """Return the error for an extra of the distribution, what it is for and the library that it brings."""
        return cls(f"{what} need {library}, which is not installed: pip install 'reportdiff[{extra}]'")
