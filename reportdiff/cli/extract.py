"""``reportdiff extract``: the checklist of one report."""

from __future__ import annotations

import click

import reportdiff
from reportdiff.cli import options
from reportdiff.cli.group import EXIT_CODES, tell, warn
from reportdiff.cli.limits import Command
from reportdiff.cli.outputs import plan_outputs, render_outputs, write_outputs
from reportdiff.cli.progress import Progress
from reportdiff.cli.reports import Source, read_config, typed_paths

__all__ = ["command"]

KINDS = tuple(kind.value for kind in reportdiff.Kind)
ALL = "all"

FORMATS = reportdiff.Checklist.FORMATS

EPILOG = f"""\b
Examples:
  reportdiff extract report-2017.txt -o checklist.md
  reportdiff extract report-2017.txt --kind quantified --format csv
  reportdiff extract report-2017.txt -o checklist.xlsx
  reportdiff extract report-2017.txt --kind all -o everything.json

{EXIT_CODES}
"""


@click.command("extract", cls=Command, epilog=EPILOG)
@options.report
@options.output(FORMATS)
@click.option(
    "--kind",
    "kinds",
    type=options.names_of("kind", KINDS, ALL),
    multiple=True,
    default=("quantified,deliverable",),
    show_default=True,
    metavar="KINDS",
    help=f"Which commitments, separated by commas: {', '.join(KINDS)} or {ALL}. May be repeated.",
)
@options.year
@options.config
@options.language
@options.quiet
def command(
    report: Source,
    paths: tuple[str, ...],
    form: str | None,
    lang: str | None,
    kinds: tuple[tuple[str, ...], ...],
    year: int | None,
    config_path: str | None,
    language: str | None,
    quiet: bool,
) -> None:
    """List the commitments of one report, to follow through the year.

    Every commitment of the plan that can be checked, with its target, last year's actual beside it where the report
    gives one, and an empty column for the outcome. Directional statements (“strengthen”,
    “promote”), which nothing could be checked against, are left out unless --kind asks for them.
    """
    outputs = plan_outputs(paths, form, [report], FORMATS)
    config = read_config(config_path)
    wanted = {name for names in kinds for name in names}
    with Progress(quiet=quiet) as progress:
        progress("read")
        outline = report.outline(year=year, language=language)
        progress("extract")
        with typed_paths(report):
            found = reportdiff.extract(outline, config=config)
        if ALL not in wanted:
            found = found.only(*wanted)
        progress("write")
        texts = render_outputs(outputs, lambda form: found.render(form, lang))
    files = write_outputs(outputs, texts)
    if not quiet:
        warn(found.warnings)
        if files:
            counts = found.summary()
            kinds_found = ", ".join(f"{counts[kind]} {kind}" for kind in KINDS if counts[kind]) or "none of these kinds"
            tell(f"{counts['commitments']} commitments: {kinds_found}; wrote {', '.join(files)}")
