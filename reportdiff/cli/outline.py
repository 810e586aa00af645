"""``reportdiff outline``: the parts of one report."""

from __future__ import annotations

from collections.abc import Callable

import click

from reportdiff.cli import options
from reportdiff.cli.group import EXIT_CODES, tell, warn
from reportdiff.cli.limits import Command
from reportdiff.cli.outputs import plan_outputs, render_outputs, write_outputs
from reportdiff.cli.progress import Progress
from reportdiff.cli.reports import Source

__all__ = ["command"]

FORMATS = ("table", "json", "csv", "md")

EPILOG = f"""\b
Examples:
  reportdiff outline report-2017.txt
  reportdiff outline report-2017.html --format json
  reportdiff outline report-2017.txt -o outline.csv --report-lang en

{EXIT_CODES}
"""


@click.command("outline", cls=Command, epilog=EPILOG)
@options.report
@options.output(FORMATS)
@options.year
@options.language
@options.quiet
def command(
    report: Source,
    paths: tuple[str, ...],
    form: str | None,
    lang: str | None,
    year: int | None,
    language: str | None,
    quiet: bool,
) -> None:
    """Show the headings of a report and what each part is for.

    Every heading with its level, its line and the role of its part: opening, review, problems, plan, outlook or
    closing. When an audit looks wrong, look here first: a plan that was taken for a review explains a lot.
    """
    outputs = plan_outputs(paths, form, [report], FORMATS)
    with Progress(quiet=quiet) as progress:
        progress("read")
        result = report.outline(year=year, language=language)
        progress("write")
        from reportdiff.renderers import outline_csv, outline_markdown, outline_table
        from reportdiff.serialize import outline_to_json

        renderers: dict[str, Callable[[], str]] = {
            "table": lambda: outline_table(result, lang),
            "json": lambda: outline_to_json(result),
            "csv": lambda: outline_csv(result, lang),
            "md": lambda: outline_markdown(result, lang),
        }
        texts = render_outputs(outputs, lambda form: renderers[form]())
    files = write_outputs(outputs, texts)
    if not quiet:
        warn(result.warnings)
        if files:
            tell(f"{len(result.sections)} sections; wrote {', '.join(files)}")
