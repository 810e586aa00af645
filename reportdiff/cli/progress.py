"""One line on standard error that says what is going on, for people who watch."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Self

import click

__all__ = ["Progress"]

# The stages of a comparison in their order; the last one is the command's own.
STAGES = {
    "read": "reading the reports",
    "align": "aligning sections",
    "extract": "finding commitments",
    "match": "matching outcomes",
    "judge": "judging",
    "write": "writing",
}


class Progress:
    """Shows the stage that is under way and wipes it out at the end.

    Parameters
    ----------
    quiet : bool
        Show nothing; nor is anything shown where standard error is not a terminal.
    """

    def __init__(self, *, quiet: bool) -> None:
        self._shown = not quiet and sys.stderr.isatty()
        self._width = 0

    def __call__(self, stage: str) -> None:
        """Show a stage; a name that is not known is shown as it is."""
        step = list(STAGES).index(stage) + 1 if stage in STAGES else 0
        count = f"[{step}/{len(STAGES)}] " if step else ""
        self._show(f"{count}{STAGES.get(stage, stage)} ...")

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._show("")

    def _show(self, line: str) -> None:
        if self._shown:
            wipe = "\r" + " " * self._width + "\r" if self._width else ""
            click.echo(wipe + line, err=True, nl=False)
            self._width = len(line)
