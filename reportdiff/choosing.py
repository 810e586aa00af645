"""Two consecutive reports out of a folder or a pattern of file names."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from reportdiff.errors import PairError, ReadError, ReportDiffError
from reportdiff.model import Report, Role
from reportdiff.pipeline import read_report
from reportdiff.readers.folders import SUFFIXES, files_of
from reportdiff.readers.limits import Limits
from reportdiff.readers.names import is_collection
from reportdiff.renderers.wording import languages, wording

__all__ = ["Chosen", "choose_one", "choose_two", "read_pair"]

Source = str | os.PathLike[str] | bytes

_YEAR = re.compile(r"(?<!\d)((?:19|20)\d{2})(?!\d)")
_WRITTEN = ("audit", "agenda", "checklist", "alignment")
_HEAD = 1000  # characters that may stand before a title
_GENERATOR = b'<meta name="generator" content="reportdiff">'
_LISTED = 6  # names in a message


@dataclass(frozen=True, slots=True)
class Chosen:
    """A report that was chosen, and its file."""

    path: Path
    report: Report


def choose_two(
    collection: str | os.PathLike[str],
    *,
    old_year: int | None = None,
    new_year: int | None = None,
    language: str | None = None,
    limits: Limits | None = None,
) -> tuple[Chosen, Chosen]:
    """Choose two reports out of a folder or a pattern: the latest of consecutive years, or those of the years given.

    Parameters
    ----------
    collection : str or path-like
        A folder, or a pattern of file names.
    old_year, new_year : int, optional
        The years that the reports were given in and plan for. One is enough: the other report is of the year beside it.

    Raises
    ------
    PairError
        There are no such two reports, or there are several of one year.
    ReadError
        There is no file that may be a report.
    """
    files = _Files(collection, language, limits)
    if old_year or new_year:
        old = old_year or (new_year or 0) - 1
        new = new_year or old + 1
        return files.of(old), files.of(new)
    old = files.latest()
    return files.of(old), files.of(old + 1)


def choose_one(
    collection: str | os.PathLike[str], year: int, *, language: str | None = None, limits: Limits | None = None
) -> Chosen:
    """Choose the report of a year out of a folder or a pattern; see `choose_two`."""
    return _Files(collection, language, limits).of(year)


def read_pair(
    old: Source | Report,
    new: Source | Report | None,
    *,
    old_year: int | None,
    new_year: int | None,
    language: str | None = None,
    limits: Limits | None = None,
) -> tuple[Report, Report, tuple[Chosen, ...]]:
    """Read two reports, either or both of them out of a folder or a pattern.

    Returns
    -------
    old, new : Report
    chosen : tuple of Chosen
        Those of them that were chosen out of several files.
    """
    if new is None:
        if isinstance(old, Report) or not is_collection(old):
            raise PairError("one report cannot be compared alone; give two, or a folder with both")
        two = choose_two(old, old_year=old_year, new_year=new_year, language=language, limits=limits)
        return two[0].report, two[1].report, two
    chosen: list[Chosen] = []

    def one(source: Source | Report, year: int | None, other: Report | None, step: int) -> Report | None:
        """Return a report, None for a collection as long as the year to take out of it is not known."""
        if isinstance(source, Report):
            return source
        if not is_collection(source):
            return read_report(source, year=year, language=language, limits=limits)
        year = year or (other.year + step if other and other.year else None)
        if year is None:
            return None
        chosen.append(choose_one(source, year, language=language, limits=limits))
        return chosen[-1].report

    first = one(old, old_year, None, 0)
    second = one(new, new_year, first, 1)
    first = first or one(old, old_year, second, -1)
    if first is None or second is None:
        raise PairError(
            "which year to take out of the folder is not known; give --old-year and --new-year (old_year, new_year in "
            "Python)"
        )
    return first, second, tuple(chosen)


class _Files:
    """The files of a collection; no more of them are read than is needed."""

    def __init__(self, collection: str | os.PathLike[str], language: str | None, limits: Limits | None) -> None:
        self._name = os.fspath(collection)
        self._language, self._limits = language, limits
        self._unread = files_of(collection)
        self._read: list[Chosen] = []
        self._passed_over: list[str] = []
        names = [path.name for path in self._unread]
        self._alike = {name for name in names if names.count(name) > 1} if len(set(names)) < len(names) else set()
        if not self._unread:
            raise ReadError(
                f"{self._name}: there is no report; files of reports end in {', '.join(SUFFIXES)}. Check the path"
            )

    def of(self, year: int) -> Chosen:
        """Return the report of a year."""
        self._open(path for path in self._unread if (hint := _hint(path)) is None or abs(hint - year) <= 1)
        if not any(chosen.report.year == year for chosen in self._read):
            self._open(self._unread)  # the years in file names may mean something else
        found = [chosen for chosen in self._read if chosen.report.year == year]
        if not found:
            raise PairError(f"{self._name}: there is no report of {year}; {self._seen()}")
        if len(found) > 1:
            names = ", ".join(chosen.report.source.name for chosen in found)
            raise PairError(
                f"{self._name}: several reports are of {year}: {names}; give two files, or a pattern that only the "
                "right ones fit"
            )
        return found[0]

    def latest(self) -> int:
        """Return the year of the older of the two latest consecutive reports."""
        self._open(path for path in self._unread if _hint(path) is None)
        while True:
            years = {chosen.report.year for chosen in self._read if chosen.report.year}
            pairs = [year for year in years if year + 1 in years]
            hints = [hint for path in self._unread if (hint := _hint(path))]
            # A file name may give the year that is reviewed, which is the one before.
            if pairs and (not hints or max(hints) < max(pairs) - 1):
                return max(pairs)
            if not hints:
                break
            self._open(path for path in self._unread if _hint(path) == max(hints))
        raise PairError(
            f"{self._name}: no two reports there are of consecutive years; {self._seen()}. To compare others, give "
            "--old-year and --new-year (old_year, new_year in Python), or the two files"
        )

    def _open(self, paths: Iterable[Path]) -> None:
        for path in list(paths):
            self._unread.remove(path)
            if _is_our_page(path):
                continue
            name = str(path) if path.name in self._alike else path.name
            try:
                report = read_report(path, name=name, language=self._language, limits=self._limits)
            except ReportDiffError as error:
                self._passed_over.append(str(error))
                continue
            roles = {section.role for section in report.sections}
            if _is_written(report.source.text):
                continue  # an audit or a checklist, written beside the reports
            if not roles & {Role.PLAN, Role.REVIEW}:
                self._passed_over.append(f"{name}: neither a plan nor a review was found")
            elif report.year is None:
                self._passed_over.append(f"{name}: no year was found")
            else:
                self._read.append(Chosen(path, report))

    def _seen(self) -> str:
        read = sorted(f"{chosen.report.year} ({chosen.report.source.name})" for chosen in self._read)
        seen = f"found: {_some(read)}" if read else "no report was found"
        return f"{seen}; passed over: {_some(self._passed_over)}" if self._passed_over else seen


@cache
def _is_our_page(path: Path) -> bool:
    """Tell whether a file is an audit page, whose main text is that of the reports it shows."""
    try:
        with path.open("rb") as file:
            return _GENERATOR in file.read(_HEAD)
    except OSError:  # told when it is read
        return False


def _is_written(text: str) -> bool:
    """Tell whether a text is an audit, a checklist or an outline, by its title."""
    first = text.lstrip().partition("\n")[0]
    return any(title in text[:_HEAD] for title in _own_titles()) or any(
        first.startswith("# ") and (first[2:].startswith(title) or first.endswith(title)) for title in _outline_titles()
    )


def _outline_titles() -> tuple[str, ...]:
    return tuple(wording(language)("outline.title", title="") for language in languages())


def _own_titles() -> tuple[str, ...]:
    """Return the titles, without place and year, of what is written about reports."""
    unknown = dict.fromkeys(("place", "year", "old", "new"))
    return tuple(wording(language)(f"{what}.title", **unknown) for language in languages() for what in _WRITTEN)


def _hint(path: Path) -> int | None:
    years = _YEAR.findall(path.name) or _YEAR.findall(path.parent.name)
    return int(years[-1]) if years else None


def _some(texts: Sequence[str]) -> str:
    more = len(texts) - _LISTED
    return ", ".join(texts[:_LISTED]) + (f" and {more} more" if more > 0 else "")
