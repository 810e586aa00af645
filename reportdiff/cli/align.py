"""``reportdiff align``: which sections of two reports belong together."""

from __future__ import annotations

import click

import reportdiff
from reportdiff.cli import options
from reportdiff.cli.group import EXIT_CODES, tell, warn
from reportdiff.cli.limits import Command
from reportdiff.cli.outputs import plan_outputs, render_outputs, write_outputs
from reportdiff.cli.progress import Progress
from reportdiff.cli.reports import Source, files_read, one_stdin, read_config, read_pair, typed_paths

__all__ = ["command"]

FORMATS = reportdiff.Alignment.FORMATS

EPILOG = f"""\b
Examples:
  reportdiff align report-2016.txt report-2017.txt
  reportdiff align report-2016.txt report-2017.txt -o sections.md --report-lang en
  reportdiff align report-2016.txt report-2017.txt --format json

{EXIT_CODES}
"""


@click.command("align", cls=Command, epilog=EPILOG)
@options.old_and_new
@options.output(FORMATS)
@options.config
@options.language
@options.quiet
def command(
    old: Source,
    new: Source | None,
    old_year: int | None,
    new_year: int | None,
    paths: tuple[str, ...],
    form: str | None,
    lang: str | None,
    config_path: str | None,
    language: str | None,
    quiet: bool,
) -> None:
    """Show which sections of two consecutive reports belong together.

    A section of the OLD plan continues in a section of the NEW plan, and a section of the NEW review answers it; each
    link says whether the section was kept, renamed, split, merged, added or removed, and how similar the two are.
    """
    one_stdin(old, new)
    outputs = plan_outputs(paths, form, files_read(old, new), FORMATS)
    config = read_config(config_path)
    with Progress(quiet=quiet) as progress:
        progress("read")
        pair, taken = read_pair(old, new, old_year=old_year, new_year=new_year, language=language)
        if taken:
            outputs = plan_outputs(paths, form, (pair.old, pair.new), FORMATS)
        progress("align")
        with typed_paths(pair.old, pair.new):
            result = reportdiff.align(pair.first, pair.second, config=config)
        progress("write")
        texts = render_outputs(outputs, lambda form: result.render(form, lang))
    files = write_outputs(outputs, texts)
    if not quiet:
        if taken:
            tell(taken)
        warn(result.warnings)
        if files:
            tell(f"{len(result.pairs)} links between sections; wrote {', '.join(files)}")
