"""The functions that users call: one for each step, and :func:`compare` for the whole."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

from reportdiff.config import Config
from reportdiff.errors import PairError, StructureError
from reportdiff.model import Decision, Report, Role, SourceText
from reportdiff.readers.limits import Limits
from reportdiff.results import Alignment, Checklist, Comparison

__all__ = ["align", "compare", "extract", "outline", "read"]

Source = str | os.PathLike[str] | bytes

# Readers and pipeline are imported when they are called: they load much that `reportdiff --help` does without.


def read(source: Source, *, name: str | None = None, limits: Limits | None = None) -> SourceText:
    """Read a report: a path, bytes, or the text itself.

    Parameters
    ----------
    source : str, path-like or bytes
        A ``.txt``, ``.md``, ``.html``, ``.mht``, ``.docx`` or ``.pdf`` file, the bytes of one, or the text.
    name : str, optional
        What to call it in messages and results; the file name by default.
    limits : Limits, optional
        How large a file may be and how long reading it may take; the defaults are far above what reports need.

    Returns
    -------
    SourceText
        The text with its format, its encoding, and where its lines and pages begin.

    Raises
    ------
    ReadError
        When it cannot be read; the message says why and what to do.

    Examples
    --------
    >>> import reportdiff
    >>> reportdiff.read("samples/linjiang-2017.txt").encoding
    'utf-8'
    """
    from reportdiff.readers.sources import read_source

    return read_source(source, name=name, limits=limits)


def outline(
    source: Source | Report,
    *,
    name: str | None = None,
    year: int | None = None,
    language: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """Read a report and find its sections, their roles, its year and its place.

    Parameters
    ----------
    source : str, path-like, bytes or Report
        See :func:`read`; a report that has its outline is returned as it is.
    year : int, optional
        The year the report was given and plans for; found in the text by default.
    language : str, optional
        Code of a language pack; recognised by default.
    limits : Limits, optional
        See :func:`read`.

    Examples
    --------
    >>> import reportdiff
    >>> report = reportdiff.outline("samples/linjiang-2017.txt")
    >>> report.year, report.place, report.sections[1].title, str(report.sections[1].role)
    (2017, '云州市临江区', '一、2016年工作回顾', 'review')
    """
    if isinstance(source, Report):
        return source
    from reportdiff import pipeline

    return pipeline.read_report(source, name=name, year=year, language=language, limits=limits)


def extract(
    source: Source | Report,
    *,
    name: str | None = None,
    year: int | None = None,
    language: str | None = None,
    config: Config | None = None,
    limits: Limits | None = None,
) -> Checklist:
    """Find what one report promises: the checklist to follow through the year.

    Parameters
    ----------
    source : str, path-like, bytes or Report
        See :func:`read`.
    config : Config, optional
        Settings; the defaults are those that the accuracy figures are measured with.
    limits : Limits, optional
        See :func:`read`.

    Returns
    -------
    Checklist
        Every commitment with its targets and, where the report's own review gives it, last year's actual.

    Raises
    ------
    StructureError
        When the report has no plan.

    Examples
    --------
    >>> import reportdiff
    >>> checklist = reportdiff.extract("samples/linjiang-2016.txt")
    >>> first = next(c for c in checklist.commitments if c.targets)
    >>> first.quote.text, first.baseline_value
    ('地区生产总值增长8.5%左右', '8.6%')
    """
    report = outline(source, name=name, year=year, language=language, limits=limits)
    _require(report, Role.PLAN)
    from reportdiff import pipeline

    result = pipeline.extract(report, config=config or Config())
    return Checklist.of(result)


def align(
    old: Source | Report,
    new: Source | Report | None = None,
    *,
    old_year: int | None = None,
    new_year: int | None = None,
    language: str | None = None,
    config: Config | None = None,
    limits: Limits | None = None,
) -> Alignment:
    """Link the sections of two consecutive reports.

    Parameters
    ----------
    old, new : str, path-like, bytes or Report
        Last year's report and this year's. A folder or a pattern such as ``"reports/*.txt"`` alone stands for the two
        latest reports of consecutive years in it; beside a report, for the one of the year before or after.
    old_year, new_year : int, optional
        Their years; found in the texts by default. Out of a folder, the reports of these years are taken.
    limits : Limits, optional
        See :func:`read`.

    Raises
    ------
    PairError
        When it is the same report twice or the years are in the wrong order.
    StructureError
        When the old report has no plan.

    Examples
    --------
    >>> import reportdiff
    >>> links = reportdiff.align("samples/linjiang-2016.txt", "samples/linjiang-2017.txt")
    >>> sorted({str(pair.relation) for pair in links.pairs})
    ['answers', 'continues']
    """
    first, second = _pair(old, new, old_year, new_year, language, limits)
    _require(first, Role.PLAN)
    from reportdiff import pipeline

    result = pipeline.align(first, second, config=config or Config())
    return Alignment.of(result)


def compare(
    old: Source | Report,
    new: Source | Report | None = None,
    *,
    old_year: int | None = None,
    new_year: int | None = None,
    language: str | None = None,
    config: Config | None = None,
    limits: Limits | None = None,
    decisions: str | Path | Iterable[Decision] = (),
    progress: Callable[[str], None] | None = None,
) -> Comparison:
    """Compare two consecutive reports: every commitment of the old one and what became of it.

    Parameters
    ----------
    old, new : str, path-like, bytes or Report
        Last year's report and this year's. A folder or a pattern such as ``"reports/*.txt"`` alone stands for the two
        latest reports of consecutive years in it; beside a report, for the one of the year before or after.
    old_year, new_year : int, optional
        Their years; found in the texts by default. Out of a folder, the reports of these years are taken.
    language : str, optional
        Code of a language pack; recognised by default.
    config : Config, optional
        Settings; the defaults are those that the accuracy figures are measured with.
    limits : Limits, optional
        See :func:`read`.
    decisions : str, Path or iterable of Decision, optional
        What people decided about commitments of an earlier run, or a file of it; see `Comparison.with_decisions`.
    progress : callable, optional
        Called with the name of each stage as it begins.

    Returns
    -------
    Comparison
        Verdict, evidence, rule, reason and confidence for every commitment.

    Raises
    ------
    ReadError
        When a report cannot be read.
    PairError
        When it is the same report twice or the years are in the wrong order.
    StructureError
        When the old report has no plan or the new one no review.

    Examples
    --------
    >>> import reportdiff
    >>> result = reportdiff.compare("samples/linjiang-2016.txt", "samples/linjiang-2017.txt")
    >>> finding = result.findings[0]
    >>> str(finding.judgement.verdict), finding.evidence[0].quote.text
    ('met', '全年完成地区生产总值449.2亿元，增速由上年的8.6%放缓至8.3%，仍高于全市平均水平0.5个百分点')
    """
    if progress:
        progress("read")
    first, second = _pair(old, new, old_year, new_year, language, limits)
    _require(first, Role.PLAN)
    _require(second, Role.REVIEW)
    from reportdiff import pipeline

    result = pipeline.compare(first, second, config=config or Config(), progress=progress or (lambda stage: None))
    compared = Comparison.of(result)
    return compared.with_decisions(decisions) if decisions else compared


def _pair(
    old: Source | Report,
    new: Source | Report | None,
    old_year: int | None,
    new_year: int | None,
    language: str | None,
    limits: Limits | None,
) -> tuple[Report, Report]:
    from reportdiff import choosing

    first, second, _ = choosing.read_pair(
        old, new, old_year=old_year, new_year=new_year, language=language, limits=limits
    )
    if first.source.text == second.source.text:
        raise PairError(
            f"{first.source.name} and {second.source.name} are the same text; give last year's report first, "
            "then this year's"
        )
    if first.language != second.language:
        raise PairError(
            f"{first.source.name} is in {first.language!r} and {second.source.name} in {second.language!r}; "
            "both must be in one language"
        )
    if first.year and second.year and first.year >= second.year:
        raise PairError(
            f"{first.source.name} is of {first.year} and {second.source.name} of {second.year}: give the older report "
            "first; if a year was misread, set it with --old-year and --new-year (old_year, new_year in Python)"
        )
    return first, second


def _require(report: Report, role: Role) -> None:
    if any(section.role is role for section in report.sections):
        return
    source = report.source
    found = ", ".join(f"line {source.line_at(s.start)} {s.title!r} ({s.role})" for s in report.sections if s.level == 1)
    what = {
        Role.PLAN: "no part that says what will be done (a plan)",
        Role.REVIEW: "no part that accounts for the past year (a review)",
    }[role]
    raise StructureError(
        f"{source.name}: {what} was found; parts seen: {found or 'none'}. Is it the whole report? "
        f"See how it is read with: reportdiff outline {source.name}"
    )
