"""What all commands share: streams in UTF-8, errors as one line, exit codes."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Any

import click

from reportdiff import ReportDiffError
from reportdiff.controls import for_terminal

if TYPE_CHECKING:
    from reportdiff.model import Caution

__all__ = ["EXIT_CODES", "FOUND", "Failure", "Group", "forget_stdout", "tell", "warn"]

FOUND = 3
_INTERRUPTED = 130  # 128 + SIGINT, as shells report it
_PIPE_CLOSED = 141  # 128 + SIGPIPE
_TRACEBACK = "REPORTDIFF_TRACEBACK"

EXIT_CODES = """\b
Exit codes:
  0  done
  1  it cannot be done; the message says why and what to do
  2  the command line is wrong"""


class Failure(click.ClickException):
    """An error that is told in one line and ends the command with exit code 1."""

    def show(self, file: IO[Any] | None = None) -> None:
        tell(f"error: {self.format_message()}")


class Group(click.Group):
    """A group whose commands never end in a traceback and write UTF-8 whatever the locale."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        for stream, errors in ((sys.stdout, "strict"), (sys.stderr, "backslashreplace")):
            if isinstance(stream, io.TextIOWrapper):
                stream.reconfigure(encoding="utf-8", errors=errors)
        return super().main(*args, **kwargs)

    def make_context(self, *args: Any, **kwargs: Any) -> click.Context:
        with _harmless():
            return super().make_context(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        try:
            with _harmless():
                return super().invoke(ctx)
        except (click.ClickException, click.exceptions.Exit, click.Abort):
            raise
        except KeyboardInterrupt:
            raise click.exceptions.Exit(_INTERRUPTED) from None
        except BrokenPipeError:
            forget_stdout()
            raise click.exceptions.Exit(_PIPE_CLOSED) from None
        except ReportDiffError as error:
            raise Failure(str(error)) from error
        except OSError as error:
            where = f"{os.fsdecode(error.filename)}: " if isinstance(error.filename, str | bytes) else ""
            raise Failure(f"{where}{error.strerror or error}; check the path, your permissions and the disk") from error
        except Exception as error:
            if os.environ.get(_TRACEBACK):
                raise
            what = f"{type(error).__name__}: {error}".removesuffix(": ")
            raise Failure(
                f"a fault in reportdiff itself ({what}), not in your reports; "
                f"please report it with what the same command prints with {_TRACEBACK}=1 set"
            ) from error


@contextmanager
def _harmless() -> Iterator[None]:
    """Let no message about the command line hold what was typed as it is: it may command the terminal."""
    try:
        yield
    except click.UsageError as error:
        told = error.format_message()
        harmless = for_terminal(told, lines=True)
        if harmless == told:
            raise
        raise click.UsageError(harmless, error.ctx) from error


def tell(message: str) -> None:
    """Print a message for people: one line to standard error, in which nothing commands the terminal."""
    click.echo(f"reportdiff: {for_terminal(message)}", err=True)


def warn(cautions: Iterable[Caution]) -> None:
    """Print what makes a report or a pair doubtful, a line each."""
    from reportdiff.renderers.wording import wording

    for caution in cautions:
        tell(f"warning: {wording('en').caution(caution)}")


def forget_stdout() -> None:
    """Let what could not be written go nowhere, so that nothing is raised when standard output is closed."""
    try:
        with open(os.devnull, "wb") as nowhere:  # noqa: PTH123 - it is no path of ours
            os.dup2(nowhere.fileno(), sys.stdout.fileno())
    except (OSError, ValueError, AttributeError):
        pass
