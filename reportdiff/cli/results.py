"""Results of comparisons as files that commands read."""

from __future__ import annotations

from pathlib import Path

import click

import reportdiff

__all__ = ["is_result", "read_result"]

STDIN = "-"


def is_result(path: str) -> bool:
    """Tell whether a file is the JSON of a comparison, by its first lines."""
    if path == STDIN:
        return True
    try:
        with Path(path).open("rb") as file:
            head = file.read(4096)
    except (OSError, ValueError):
        return False
    return b'"reportdiff/comparison/' in head


def read_result(path: str) -> reportdiff.Comparison:
    """Read the JSON of a comparison from a file, or from standard input.

    Raises
    ------
    ReadError
        The file cannot be read.
    SchemaError
        It is no comparison; the message names the file.
    """
    name = "<stdin>" if path == STDIN else click.format_filename(path)
    try:
        if path == STDIN:
            with click.open_file(STDIN, "rb") as stream:
                text = stream.read().decode("utf-8-sig")
        else:
            text = Path(path).read_text("utf-8-sig")
    except UnicodeDecodeError as error:
        raise reportdiff.ReadError(f"{name}: this is not the JSON of a comparison, which is in UTF-8") from error
    except (OSError, ValueError) as error:
        why = getattr(error, "strerror", None) or error
        raise reportdiff.ReadError(f"{name}: it cannot be read ({why}); check the path") from error
    try:
        return reportdiff.Comparison.from_json(text)
    except reportdiff.SchemaError as error:
        raise reportdiff.SchemaError(f"{name}: {error}") from error
