"""The stages one after the other; no logic of its own."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import replace

from reportdiff.alignment import align_sections
from reportdiff.cautions import pair_cautions
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.config import Config
from reportdiff.errors import PairError
from reportdiff.findings import make_findings, unmatched, with_baselines
from reportdiff.languages.base import Language
from reportdiff.languages.registry import get_language, recognise_language
from reportdiff.layout import lay_out
from reportdiff.matching import match_commitments, renewals
from reportdiff.model import Alignment, Checklist, Comparison, Report, ReportInfo
from reportdiff.readers.limits import Limits
from reportdiff.readers.sources import read_source
from reportdiff.structure import build_outline

__all__ = ["Progress", "align", "compare", "digest", "extract", "read_again", "read_report", "report_info"]

Source = str | os.PathLike[str] | bytes
Progress = Callable[[str], None]


def read_report(
    source: Source,
    *,
    name: str | None = None,
    year: int | None = None,
    language: str | None = None,
    limits: Limits | None = None,
) -> Report:
    """Read a report and find its outline."""
    text = read_source(source, name=name, limits=limits)
    pack: Language = get_language(language) if language else recognise_language(text.text, text.name)
    return build_outline(lay_out(text, pack.layout), pack, year=year)


def read_again(source: Source, info: ReportInfo, *, limits: Limits | None = None) -> ReportInfo:
    """Return what a comparison keeps of a report with the report itself, read from its file again.

    Raises
    ------
    PairError
        It is another text than the one that was compared.
    """
    text = lay_out(read_source(source, name=info.name, limits=limits), get_language(info.language).layout)
    if digest(text.text) != info.sha256:
        raise PairError(f"{source!s}: this is not the text that was compared as {info.name}; compare the reports again")
    return replace(info, source=text)


def digest(text: str) -> str:
    """Return the SHA-256 by which results know the text of a report."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def report_info(report: Report) -> ReportInfo:
    """Return what results keep of a report."""
    return ReportInfo(
        name=report.source.name,
        title=report.title,
        place=report.place,
        year=report.year,
        language=report.language,
        format=report.source.format,
        encoding=report.source.encoding,
        characters=len(report.source.text),
        lines=len(report.source.lines),
        sha256=digest(report.source.text),
        sections=report.sections,
        pages=len(report.source.pages),
        source=report.source,
    )


def extract(report: Report, *, config: Config) -> Checklist:
    """Find what a report promises, with last year's actual from its own review."""
    pack = get_language(report.language)
    commitments = find_commitments(report, pack, threshold=config.checkable)
    commitments = with_baselines(commitments, find_outcomes(report, pack), pack, config)
    return Checklist(report_info(report), commitments, report.warnings)


def align(old: Report, new: Report, *, config: Config) -> Alignment:
    """Link the sections of two reports."""
    pack = get_language(old.language)
    links = align_sections(old, new, pack, threshold=config.section_similarity)
    cautions = pair_cautions(old, new, pack)
    return Alignment(report_info(old), report_info(new), links.pairs, cautions)


def compare(old: Report, new: Report, *, config: Config, progress: Progress) -> Comparison:
    """Compare two reports: align, extract, match, judge."""
    pack = get_language(old.language)
    progress("align")
    links = align_sections(old, new, pack, threshold=config.section_similarity)
    progress("extract")
    commitments = find_commitments(old, pack, threshold=config.checkable, directional=False)
    commitments = with_baselines(commitments, find_outcomes(old, pack), pack, config)
    next_found = find_commitments(new, pack, threshold=config.checkable)
    outcomes = find_outcomes(new, pack)
    progress("match")
    matches = match_commitments(commitments, outcomes, links.prior, pack, config)
    renewed = renewals(commitments, next_found, links.prior, pack, config)
    progress("judge")
    findings = make_findings(matches, renewed, next_found, pack, config)
    return Comparison(
        old=report_info(old),
        new=report_info(new),
        findings=findings,
        new_commitments=unmatched(next_found, renewed, config),
        pairs=links.pairs,
        warnings=pair_cautions(old, new, pack),
    )
