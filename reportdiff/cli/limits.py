"""Commands that read reports, with the options that say how large a file may be and how long reading it may take."""

from __future__ import annotations

from typing import Any

import click

import reportdiff

__all__ = ["Command", "limits"]

_META = "reportdiff.limits"
_MEGABYTE = 1_000_000
_DEFAULTS = reportdiff.Limits()
# name of the limit: metavar, unit, help
_OPTIONS = {
    "file_size": ("MB", _MEGABYTE, "Largest file that is read."),
    "unpacked_size": ("MB", _MEGABYTE, "Largest Word document, unpacked; its text may have a tenth of that."),
    "characters": ("N", 1, "Longest text."),
    "pages": ("N", 1, "Most pages of a PDF file."),
    "seconds": ("S", 1, "Longest time to read one PDF file or Word document."),
}
_PREFIX = "--max-"


class Command(click.Command):
    """A command that reads reports; its limits stand in a part of the help of their own."""

    def __init__(self, *args: Any, params: list[click.Parameter] | None = None, **kwargs: Any) -> None:
        kwargs["params"] = [*(params or ()), *map(_option, _OPTIONS)]
        super().__init__(*args, **kwargs)

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the command line; a command that chooses two reports says so where a shell made files of a pattern."""
        try:
            return super().parse_args(ctx, args)
        except click.UsageError as error:
            chooses = {"old", "new"} <= {parameter.name for parameter in self.params}
            if not chooses or "unexpected extra argument" not in error.message:
                raise
            raise click.UsageError(
                f"{error.message}. To have two chosen out of many files, give their folder, or the pattern in "
                "quotation marks: 'reports/*.txt'.",
                error.ctx,
            ) from error

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the options, the limits last."""
        ordinary: list[tuple[str, str]] = []
        limiting: list[tuple[str, str]] = []
        for parameter in self.get_params(ctx):
            record = parameter.get_help_record(ctx)
            if record is not None:
                (limiting if parameter.opts[0].startswith(_PREFIX) else ordinary).append(record)
        with formatter.section("Options"):
            formatter.write_dl(ordinary)
        with formatter.section("Limits, for files that are refused as too large"):
            formatter.write_dl(limiting)


def limits() -> reportdiff.Limits:
    """Return the limits given on the command line that is running."""
    return reportdiff.Limits(**click.get_current_context().meta.get(_META, {}))


def _option(name: str) -> click.Option:
    metavar, unit, text = _OPTIONS[name]
    default = getattr(_DEFAULTS, name) / unit

    def keep(ctx: click.Context, parameter: click.Parameter, value: float | None) -> None:
        if value is not None:
            kept = value * unit if name == "seconds" else max(1, int(value * unit))
            ctx.meta.setdefault(_META, {})[name] = kept

    return click.Option(
        [_PREFIX + name.replace("_", "-")],
        type=click.FloatRange(min=0, min_open=True) if unit > 1 or name == "seconds" else click.IntRange(min=1),
        metavar=metavar,
        show_default=f"{default:,.0f}",
        help=text,
        expose_value=False,
        callback=keep,
    )
