"""``reportdiff plot``: charts of an audit."""

from __future__ import annotations

import click

import reportdiff
from reportdiff.cli import options
from reportdiff.cli.group import EXIT_CODES, tell, warn
from reportdiff.cli.limits import Command
from reportdiff.cli.outputs import plan_outputs, render_outputs, write_outputs
from reportdiff.cli.progress import Progress
from reportdiff.cli.reports import Source, as_source, files_read, one_stdin, read_config, read_pair, typed_paths
from reportdiff.cli.results import is_result, read_result
from reportdiff.readers.names import is_collection

__all__ = ["command"]

CHARTS = ("verdicts", "targets")
FORMATS = ("png", "svg")

EPILOG = f"""\b
Examples:
  reportdiff plot audit.json -o verdicts.svg
  reportdiff plot audit.json --what targets -o targets.png -o targets.svg
  reportdiff plot report-2016.txt report-2017.txt --what targets -o targets.png

{EXIT_CODES}
"""


@click.command("plot", cls=Command, epilog=EPILOG)
@click.argument("files", nargs=-1, required=True, type=as_source, metavar="RESULT.json | OLD NEW")
@click.option(
    "--what",
    type=click.Choice(CHARTS),
    default=CHARTS[0],
    show_default=True,
    help="What to draw: the verdicts by section, or the reported figures in percent of their targets.",
)
@click.option(
    "-o",
    "--output",
    "paths",
    multiple=True,
    required=True,
    metavar="FILE",
    help="Write to FILE in the format of its suffix (.png, .svg); - is standard output, for SVG. May be repeated.",
)
@click.option(
    "--report-lang",
    "lang",
    type=click.Choice(options.LANGUAGES),
    help="Language of labels; the words of reports stay as they are.",
    show_default="that of the report",
)
@options.config
@options.language
@options.quiet
def command(
    files: tuple[Source, ...],
    what: str,
    paths: tuple[str, ...],
    lang: str | None,
    config_path: str | None,
    language: str | None,
    quiet: bool,
) -> None:
    """Draw a chart of an audit as PNG or SVG.

    Give RESULT.json, which compare has written, or two reports (or a folder of them) to compare. The chart of
    verdicts has a bar for each section of the old report; that of targets a line for each commitment whose target
    and actual are comparable numbers, from the target to what was reported, with last year's figure and the next
    target where they are known.
    Chinese labels need a font that has them, such as that of the package fonts-noto-cjk.
    """
    if len(files) > 2:
        raise click.UsageError(f"{len(files)} files are given; give RESULT.json, or OLD and NEW.")
    folder = len(files) == 1 and is_collection(files[0].path)
    if len(files) == 1 and not folder and not is_result(files[0].path):
        raise click.UsageError(
            f"{files[0].name()} is no result of compare in JSON; give one, or two reports: OLD and NEW."
        )
    outputs = plan_outputs(paths, "svg" if "-" in paths else None, files_read(*files), FORMATS)
    config = read_config(config_path)
    with Progress(quiet=quiet) as progress:
        progress("read")
        taken = ""
        if len(files) == 1 and not folder:
            result = read_result(files[0].path)
        else:
            old, new = files[0], files[1] if len(files) == 2 else None
            one_stdin(old, new)
            pair, taken = read_pair(old, new, old_year=None, new_year=None, language=language)
            with typed_paths(pair.old, pair.new):
                result = reportdiff.compare(pair.first, pair.second, config=config, progress=progress)
        progress("write")
        from reportdiff.renderers.charts import comparison_chart

        charts = render_outputs(outputs, lambda form: comparison_chart(result, what, form, lang))
    written = write_outputs(outputs, charts)
    if not quiet:
        if taken:
            tell(taken)
        if len(files) == 2 or folder:
            warn(result.warnings)
        if written:
            tell(f"wrote {', '.join(written)}")
