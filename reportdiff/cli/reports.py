"""The reports a command works on: files or standard input."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import click

import reportdiff

__all__ = ["Source", "as_source", "one_stdin", "read_config", "read_pair"]

STDIN = "-"


@dataclass(frozen=True, slots=True)
class Source:
    """A report as named on the command line."""

    path: str

    @property
    def is_stdin(self) -> bool:
        return self.path == STDIN

    def outline(self, *, year: int | None, language: str | None, full_name: bool = False) -> reportdiff.Report:
        """Read it and find its parts; it is called by its file name, or by its whole path with `full_name`."""
        content: bytes | Path
        if self.is_stdin:
            with click.open_file(STDIN, "rb") as stream:
                content, name = stream.read(), "<stdin>"
        else:
            # A path that is no Unicode must not spoil the output.
            content, name = Path(self.path), click.format_filename(self.path, shorten=not full_name)
        return reportdiff.outline(content, name=name, year=year, language=language)


def as_source(value: str) -> Source:
    """Take an argument as a report."""
    if not value:
        raise click.BadParameter("the name of the report is empty.")
    return Source(value)


def one_stdin(old: Source, new: Source) -> None:
    """Refuse two reports from one stream."""
    if old.is_stdin and new.is_stdin:
        raise click.UsageError("Only one of the two reports can be read from standard input.")


def read_pair(
    old: Source, new: Source, *, old_year: int | None, new_year: int | None, language: str | None
) -> tuple[reportdiff.Report, reportdiff.Report]:
    """Read two reports; those with the same file name are told apart by their whole paths."""
    same = Path(old.path).name == Path(new.path).name
    first = old.outline(year=old_year, language=language, full_name=same)
    return first, new.outline(year=new_year, language=language, full_name=same)


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
