"""Options that several commands have, with the same words for the same thing."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

import click

from reportdiff.cli.outputs import dash_format, suffixes_of
from reportdiff.cli.reports import as_source

__all__ = ["LANGUAGES", "config", "language", "names_of", "old_and_new", "output", "quiet", "report", "year"]

LANGUAGES = ("en", "zh")

_YEAR = click.IntRange(1900, 2200)

Command = TypeVar("Command", bound=Callable[..., Any])
Decorator = Callable[[Command], Command]


def names_of(group: str, known: Sequence[str], *others: str) -> Callable[[str], tuple[str, ...]]:
    """Return the type of an option whose value is names, each one of a few, separated by commas.

    `known` are those of a group that have labels in the output (未完成 for missed), which are names too.
    """

    def names(value: str) -> tuple[str, ...]:
        from reportdiff.renderers.wording import names_by_label

        of = names_by_label(group, known) | {name: name for name in others}
        given = [name.strip().casefold() for name in re.split("[,，、]", value) if name.strip()]
        unknown = [name for name in given if name not in of]
        if unknown or not given:
            what = ", ".join(map(repr, unknown)) or "an empty list"
            raise click.BadParameter(f"{what} cannot be chosen; give one or more of {', '.join((*known, *others))}.")
        return tuple(of[name] for name in given)

    return names


def report(command: Command) -> Command:
    """One report."""
    return click.argument("report", type=as_source, metavar="REPORT")(command)


def old_and_new(command: Command) -> Command:
    """Two reports with their years."""
    decorators = (
        click.argument("old", type=as_source, metavar="OLD"),
        click.argument("new", type=as_source, metavar="[NEW]", required=False),
        click.option(
            "--old-year",
            type=_YEAR,
            metavar="YEAR",
            show_default="found in it",
            help="Year OLD plans for; out of a folder or pattern, the report of that year is taken.",
        ),
        click.option("--new-year", type=_YEAR, metavar="YEAR", show_default="found in it", help="The same for NEW."),
    )
    return _apply(decorators, command)


def year(command: Command) -> Command:
    """Give the year of one report."""
    text = "Year the report plans for."
    return click.option("--year", type=_YEAR, metavar="YEAR", show_default="found in it", help=text)(command)


def output(formats: Sequence[str]) -> Callable[[Command], Command]:
    """Where the result goes and how it is written, in the formats that the command knows."""
    suffixes = ", ".join(suffixes_of(formats))
    decorators = (
        click.option(
            "-o",
            "--output",
            "paths",
            multiple=True,
            metavar="FILE",
            help=f"Write to FILE in the format of its suffix ({suffixes}); - is standard output. May be repeated. "
            "Without it, a table is printed. Text is UTF-8; CSV files begin with a byte order mark, so that "
            "Excel opens them right, and CSV on standard output does not.",
        ),
        click.option(
            "--format",
            "form",
            type=click.Choice(tuple(formats)),
            show_default=f"table; {dash_format(formats)} with -o -" if "md" in formats else "table",
            help="Format on standard output.",
        ),
        click.option(
            "--report-lang",
            "lang",
            type=click.Choice(LANGUAGES),
            help="Language of labels and reasons; quotes stay as they are.",
            show_default="that of the report",
        ),
    )

    def decorate(command: Command) -> Command:
        return _apply(decorators, command)

    return decorate


def language(command: Command) -> Command:
    """Language of the reports."""
    text = "Language of the text, such as zh."
    return click.option("--language", metavar="CODE", show_default="recognised", help=text)(command)


def config(command: Command) -> Command:
    """Settings."""
    text = "Settings (thresholds, tolerances) in a TOML file, such as: tolerance = 0.05"
    return click.option("--config", "config_path", metavar="FILE.toml", help=text)(command)


def quiet(command: Command) -> Command:
    """Say nothing but errors."""
    text = "Print no progress, warnings or summary on standard error."
    return click.option("-q", "--quiet", is_flag=True, help=text)(command)


def _apply(decorators: Sequence[Decorator[Any]], command: Command) -> Command:
    for decorator in reversed(decorators):
        command = decorator(command)
    return command
