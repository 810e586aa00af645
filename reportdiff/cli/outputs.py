"""Where results go: files in the format of their suffix, written whole or not at all, and standard output."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from reportdiff.cli.group import Failure, forget_stdout
from reportdiff.cli.reports import Source
from reportdiff.controls import for_terminal
from reportdiff.results import SUFFIXES

__all__ = ["Output", "dash_format", "plan_outputs", "render_outputs", "suffixes_of", "write_outputs"]

_BINARY = ("xlsx", "docx", "parquet", "png")  # no terminal can show them


@dataclass(frozen=True, slots=True)
class Output:
    """One thing to write; without a path it goes to standard output."""

    path: Path | None
    format: str


def suffixes_of(formats: Sequence[str]) -> tuple[str, ...]:
    """Return the suffixes of the files that can be written in some formats."""
    return tuple(suffix for suffix, form in SUFFIXES.items() if form in formats)


def dash_format(formats: Sequence[str]) -> str:
    """Return the format of ``-o -`` where none is given."""
    return "md" if "md" in formats else formats[0]


def plan_outputs(
    paths: Sequence[str], form: str | None, reports: Sequence[Source], formats: Sequence[str]
) -> tuple[Output, ...]:
    """Decide what is written where, and refuse what cannot work before anything is computed.

    Parameters
    ----------
    paths : sequence of str
        The values of ``-o``.
    form : str or None
        The value of ``--format``.
    reports : sequence of Source
        The files read, which must not be overwritten.
    formats : sequence of str
        What the command can write.

    Raises
    ------
    click.UsageError
        An unknown suffix, the same output twice, a report as output, or a format that contradicts the suffixes.
    WriteError
        A folder that does not exist or cannot be written to.
    """
    if form in _BINARY and (not paths or "-" in paths) and sys.stdout.isatty():
        raise click.UsageError(f"--format {form} is no text for a terminal; write it to a file: -o audit.{form}")
    if not paths:
        return (Output(None, form or "table"),)
    outputs = tuple(
        Output(None, form or dash_format(formats)) if path == "-" else _file(path, formats) for path in paths
    )
    if form and all(output.path and output.format != form for output in outputs):
        raise click.UsageError(
            f"--format {form} is for standard output, and the format of a file follows its suffix; "
            "add '-o -' or change the suffix."
        )
    seen = set()
    for output in outputs:
        key = output.path and _resolved(output.path)
        if key in seen:
            raise click.UsageError(f"'-o {output.path or '-'}' is given twice.")
        seen.add(key)
        if output.path and any(_same_file(output.path, report) for report in reports):
            raise click.UsageError(f"'-o {output.path}' would overwrite a file that is read; choose another name.")
    from reportdiff.serialize.files import check_writable

    for output in outputs:
        if output.path:
            check_writable(output.path)
    return outputs


def render_outputs(outputs: Sequence[Output], render: Callable[[str], str | bytes]) -> dict[str, str | bytes]:
    """Return the content of each format that is wanted."""
    return {form: render(form) for form in dict.fromkeys(output.format for output in outputs)}


def write_outputs(outputs: Sequence[Output], contents: Mapping[str, str | bytes]) -> list[str]:
    """Write all outputs, standard output last, and return the names of the files."""
    from reportdiff.serialize.files import write_file

    paths = []
    for output in sorted(outputs, key=lambda output: output.path is None):
        content = contents[output.format]
        if output.path:
            write_file(output.path, content)
            paths.append(click.format_filename(output.path))
        else:
            _print(content)
    return paths


def _file(path: str, formats: Sequence[str]) -> Output:
    suffix = Path(path).suffix.lower()
    if SUFFIXES.get(suffix) not in formats:
        what = f"the suffix {suffix!r}" if suffix else "a name without a suffix"
        raise click.BadParameter(
            f"{path}: {what} does not tell the format; use one of "
            f"{', '.join(suffixes_of(formats))}, or - for standard output.",
            param_hint="'-o' / '--output'",
        )
    return Output(Path(path), SUFFIXES[suffix])


def _resolved(path: Path) -> Path:
    try:
        return path.resolve()
    except (OSError, RuntimeError, ValueError):
        return path  # what is wrong with it is told when it is found that it cannot be written


def _same_file(path: Path, report: Source) -> bool:
    try:
        return not report.is_stdin and path.samefile(report.path)
    except (OSError, ValueError):
        return False


def _print(content: str | bytes) -> None:
    if isinstance(content, str) and sys.stdout.isatty():
        content = for_terminal(content, lines=True)  # a file or another program gets the quotes as they are
    try:
        # otherwise click takes escape sequences out of what goes to a pipe
        click.echo(content, nl=isinstance(content, str) and not content.endswith("\n"), color=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        raise Failure(f"standard output cannot be written ({error.strerror or error}); check where it goes") from error
