"""The reports a command works on: files or standard input."""

from __future__ import annotations

import shlex
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import click

import reportdiff
from reportdiff.cli.limits import limits
from reportdiff.readers.names import is_collection

__all__ = ["Pair", "Source", "as_source", "files_read", "one_stdin", "read_config", "read_pair", "typed_paths"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A report as named on the command line."""

    path: str

    @property
    def is_stdin(self) -> bool:
        return self.path == STDIN

    def name(self, *, full: bool = False) -> str:
        """What it is called in messages and results: its file name, or its whole path."""
        # A path that is no Unicode must not spoil the output.
        return "<stdin>" if self.is_stdin else click.format_filename(self.path, shorten=not full)

    @property
    def typed(self) -> str:
        """The path as one would type it in a shell."""
        path = click.format_filename(self.path)
        return shlex.quote(f"./{path}" if path.startswith("-") and not self.is_stdin else path)

    def outline(self, *, year: int | None, language: str | None, full_name: bool = False) -> reportdiff.Report:
        """Read it and find its parts; it is called by its file name, or by its whole path with `full_name`."""
        content: bytes | Path
        allowed = limits()
        if self.is_stdin:
            with click.open_file(STDIN, "rb") as stream:
                content = stream.read(allowed.file_size + 1)  # more is refused, and a stream may have no end
        else:
            content = Path(self.path)
        name = self.name(full=full_name)
        return reportdiff.outline(content, name=name, year=year, language=language, limits=allowed)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two reports and the files that they were read from."""

    old: Source
    new: Source
    first: reportdiff.Report
    second: reportdiff.Report


def as_source(value: str) -> Source:
    """Take an argument as a report."""
    if not value:
        raise click.BadParameter("the name of the report is empty.")
    return Source(value)


def one_stdin(old: Source, new: Source | None) -> None:
    """Refuse two reports from one stream."""
    if old.is_stdin and new and new.is_stdin:
        raise click.UsageError("Only one of the two reports can be read from standard input.")


def read_pair(
    old: Source, new: Source | None, *, old_year: int | None, new_year: int | None, language: str | None
) -> tuple[Pair, str]:
    """Read two reports, and say which ones were taken out of a folder or a pattern, "" when none was.

    Those with the same file name are told apart by their whole paths.
    """
    sides = (old, new) if new else (old,)
    if new and not any(is_collection(side.path) for side in sides):
        same = Path(old.path).name == Path(new.path).name
        first = old.outline(year=old_year, language=language, full_name=same)
        second = new.outline(year=new_year, language=language, full_name=same)
        return Pair(old, new, first, second), ""
    from reportdiff import choosing

    def given(side: Source, year: int | None) -> str | reportdiff.Report:
        return side.path if is_collection(side.path) else side.outline(year=year, language=language)

    if new is None and not is_collection(old.path):
        raise click.UsageError(
            "Missing argument 'NEW': give a second report, or one folder or pattern with both in it."
        )
    first, second, chosen = choosing.read_pair(
        given(old, old_year),
        given(new, new_year) if new else None,
        old_year=old_year,
        new_year=new_year,
        language=language,
        limits=limits(),
    )
    paths = {id(one.report): Source(str(one.path)) for one in chosen}
    taken = " and ".join(f"{paths[id(r)].typed} ({r.year})" for r in (first, second) if id(r) in paths)
    return Pair(paths.get(id(first), old), paths.get(id(second), new or old), first, second), f"comparing {taken}"


def files_read(*sides: Source | None) -> list[Source]:
    """Return the files that will be read; those out of folders and patterns are not known yet."""
    return [side for side in sides if side and not is_collection(side.path)]


@contextmanager
def typed_paths(*reports: Source) -> Iterator[None]:
    """Let the command that an error suggests name its report as it was typed: it may be in another folder."""
    try:
        yield
    except reportdiff.ReportDiffError as error:
        message = str(error)
        for report in reports:
            for full in (False, True):
                suggested = f": reportdiff outline {report.name(full=full)}"
                if message.endswith(suggested) and message.startswith(f"{report.name(full=full)}: "):
                    better = f"{message.removesuffix(suggested)}: reportdiff outline {report.typed}"
                    raise type(error)(better) from error
        raise


def read_config(path: str | None) -> reportdiff.Config | None:
    """Read the settings file, if there is one; errors name it."""
    if path is None:
        return None
    try:
        return reportdiff.Config.from_toml(path)
    except reportdiff.ConfigError as error:
        message = str(error)
        shown = click.format_filename(path)
        raise reportdiff.ConfigError(message if path in message else f"{shown}: {message}") from error
