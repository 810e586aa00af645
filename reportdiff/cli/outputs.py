"""Where results go: files in the format of their suffix, written whole or not at all, and standard output."""

from __future__ import annotations

import os
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from reportdiff.cli.group import Failure, forget_stdout
from reportdiff.cli.reports import Source

__all__ = ["FORMATS", "SUFFIXES", "Output", "plan_outputs", "render_outputs", "write_outputs"]

FORMATS = ("table", "json", "csv", "md")
SUFFIXES = {".md": "md", ".json": "json", ".csv": "csv"}


@dataclass(frozen=True, slots=True)
class Output:
    """One thing to write; without a path it goes to standard output."""

    path: Path | None
    format: str


def plan_outputs(paths: Sequence[str], form: str | None, reports: Sequence[Source]) -> tuple[Output, ...]:
    """Decide what is written where, and refuse what cannot work before anything is computed.

    Parameters
    ----------
    paths : sequence of str
        The values of ``-o``.
    form : str or None
        The value of ``--format``.
    reports : sequence of Source
        The files read, which must not be overwritten.

    Raises
    ------
    click.UsageError
        An unknown suffix, the same output twice, a report as output, or a format that contradicts the suffixes.
    Failure
        A folder that does not exist or cannot be written to.
    """
    if not paths:
        return (Output(None, form or "table"),)
    outputs = tuple(Output(None, form or "md") if path == "-" else _file(path) for path in paths)
    if form and all(output.path and output.format != form for output in outputs):
        raise click.UsageError(
            f"--format {form} is for standard output, and the format of a file follows its suffix; "
            "add '-o -' or change the suffix."
        )
    seen = set()
    for output in outputs:
        key = output.path and output.path.resolve()
        if key in seen:
            raise click.UsageError(f"'-o {output.path or '-'}' is given twice.")
        seen.add(key)
        if output.path and any(_same_file(output.path, report) for report in reports):
            raise click.UsageError(f"'-o {output.path}' would overwrite a report; choose another file.")
    for output in outputs:
        if output.path:
            _check_writable(output.path)
    return outputs


def render_outputs(outputs: Sequence[Output], renderers: Mapping[str, Callable[[], str]]) -> dict[str, str]:
    """Return the text of each format that is wanted."""
    return {form: renderers[form]() for form in dict.fromkeys(output.format for output in outputs)}


def write_outputs(outputs: Sequence[Output], texts: Mapping[str, str]) -> list[str]:
    """Write all outputs, standard output last, and return the names of the files."""
    paths = []
    for output in sorted(outputs, key=lambda output: output.path is None):
        text = texts[output.format]
        if output.path:
            _write(output.path, text)
            paths.append(click.format_filename(output.path))
        else:
            _print(text)
    return paths


def _file(path: str) -> Output:
    suffix = Path(path).suffix.lower()
    if suffix not in SUFFIXES:
        what = f"the suffix {suffix!r}" if suffix else "a name without a suffix"
        raise click.BadParameter(
            f"{path}: {what} does not tell the format; use one of {', '.join(SUFFIXES)}, or - for standard output.",
            param_hint="'-o' / '--output'",
        )
    return Output(Path(path), SUFFIXES[suffix])


def _same_file(path: Path, report: Source) -> bool:
    try:
        return not report.is_stdin and path.samefile(report.path)
    except (OSError, ValueError):
        return False


def _check_writable(path: Path) -> None:
    shown, folder = click.format_filename(path), path.parent
    try:
        if path.is_dir():
            raise Failure(f"{shown}: this is a folder; give the name of a file in it")
        if not folder.is_dir():
            raise Failure(f"{shown}: there is no folder {click.format_filename(folder)}; create it first")
        if path.exists() and not os.access(path, os.W_OK):
            raise Failure(f"{shown}: this file is write-protected; remove it or choose another name")
        if not os.access(folder, os.W_OK | os.X_OK):
            raise Failure(
                f"{shown}: you may not write in the folder {click.format_filename(folder)}; choose another one"
            )
    except (OSError, ValueError) as error:
        raise Failure(f"{shown}: it cannot be written ({getattr(error, 'strerror', None) or error})") from error


def _print(text: str) -> None:
    try:
        click.echo(text, nl=not text.endswith("\n"))
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        raise Failure(f"standard output cannot be written ({error.strerror or error}); check where it goes") from error


def _write(path: Path, text: str) -> None:
    try:
        target = path.resolve()  # what a link points to is replaced, not the link
        if target.exists() and not target.is_file():
            target.write_text(text, encoding="utf-8", newline="\n")  # a device or a named pipe
            return
        draft = target.with_name(f".reportdiff-{os.getpid()}{target.suffix}")
        try:
            draft.write_text(text, encoding="utf-8", newline="\n")
            if target.exists():
                draft.chmod(target.stat().st_mode & 0o777)
            draft.replace(target)
        finally:
            draft.unlink(missing_ok=True)
    except BrokenPipeError:
        raise
    except OSError as error:
        raise Failure(
            f"{click.format_filename(path)}: it cannot be written ({error.strerror or error}); "
            "check your permissions and the space on the disk, or choose another file"
        ) from error
