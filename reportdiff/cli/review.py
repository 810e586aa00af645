"""``reportdiff review``: what people decide about an audit, and what they should look at first."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

import reportdiff
from reportdiff.cli import options
from reportdiff.cli.group import EXIT_CODES, Failure, tell, warn
from reportdiff.cli.limits import Command, limits
from reportdiff.cli.outputs import plan_outputs, render_outputs, write_outputs
from reportdiff.cli.progress import Progress
from reportdiff.cli.reports import Source, as_source
from reportdiff.cli.results import is_result, read_result

__all__ = ["command"]

FORMATS = reportdiff.Comparison.FORMATS
QUEUE_FORMATS = ("table", "json", "csv", "md")

APPLY_EPILOG = f"""\b
Examples:
  reportdiff review apply audit.json decisions.json -o audit.md
  reportdiff review apply audit.json audit-filled-in.xlsx -o audit.json -o audit.xlsx
  reportdiff review apply audit.json decisions.csv --new report-2017.txt -o audit.md

{EXIT_CODES}
"""
QUEUE_EPILOG = f"""\b
Examples:
  reportdiff review queue audit.json
  reportdiff review queue audit.json --limit 0 -o queue.md
  reportdiff review queue audit.json --format csv

{EXIT_CODES}
"""
EPILOG = f"""\b
Examples:
  reportdiff review queue audit.json
  reportdiff review apply audit.json audit.csv -o audit.md
  reportdiff review apply audit.json decisions.json -o audit.xlsx

{EXIT_CODES}
"""


@click.group("review", epilog=EPILOG)
def command() -> None:
    """Lay people's decisions over an audit; list what to look at first.

    A person's verdict stands before the machine's, and every output shows both. Decisions are made in the audit page
    (.html, which exports them) or in an audit as CSV or Excel workbook, by filling in its empty columns.
    """


@command.command("apply", cls=Command, epilog=APPLY_EPILOG)
@click.argument("files", nargs=-1, required=True, metavar="RESULT.json DECISIONS...")
@click.option("--old", "old_path", metavar="FILE", help="The old report, for outputs that show its text.")
@click.option("--new", "new_path", metavar="FILE", help="The new report, to look up evidence that people picked.")
@options.output(FORMATS)
@options.quiet
def apply(
    files: tuple[str, ...],
    old_path: str | None,
    new_path: str | None,
    paths: tuple[str, ...],
    form: str | None,
    lang: str | None,
    quiet: bool,
) -> None:
    """Lay decisions over the result of a comparison.

    RESULT.json is what compare has written as JSON; DECISIONS are files of decisions: JSON from the audit page, or an
    audit as CSV or Excel workbook with its columns filled in. Where two are about the same commitment, the later one
    stands. A decision whose commitment is gone, or whose evidence has changed, is told and never dropped silently.
    The result itself may be written again: -o RESULT.json.
    """
    result, decisions = _read(files)
    reports = [as_source(path) for path in (old_path, new_path) if path is not None]
    outputs = plan_outputs(paths, form, [*reports, *map(Source, decisions)], FORMATS)
    with Progress(quiet=quiet) as progress:
        progress("read")
        before = result.warnings
        result = result.with_reports(old_path, new_path, limits=limits())
        for path in decisions:
            result = result.with_decisions(Path(path))
        progress("write")
        contents = render_outputs(outputs, lambda form: result.render(form, lang))
    files_written = write_outputs(outputs, contents)
    if not quiet:
        warn(caution for caution in result.warnings if caution not in before)
        changed = sum(f.decision is not None and f.verdict is not f.judgement.verdict for f in result.findings)
        summary = result.summary()
        told = f"{summary['decided']} decided, {changed} with another verdict, {summary['set_aside']} set aside"
        if not result.decisions:
            told = (
                f"nothing is decided in {', '.join(map(click.format_filename, decisions))}: fill in its empty columns"
            )
        tell(f"{told}{'; wrote ' + ', '.join(files_written) if files_written else ''}")


@command.command("queue", epilog=QUEUE_EPILOG)
@click.argument("result", metavar="RESULT.json")
@click.option(
    "--limit",
    type=click.IntRange(min=0),
    default=20,
    show_default=True,
    metavar="N",
    help="How many to list; 0 lists all.",
)
@options.output(QUEUE_FORMATS)
@options.config
@options.quiet
def queue(
    result: str,
    limit: int,
    paths: tuple[str, ...],
    form: str | None,
    lang: str | None,
    config_path: str | None,
    quiet: bool,
) -> None:
    """List what a person should look at first.

    Commitments of RESULT.json that nobody has decided about: those first whose verdict is likely to be wrong (low
    confidence, a thin margin to other passages) and would matter (promises with numbers, verdicts that blame), and
    before all others decisions whose grounds have changed since.
    """
    from reportdiff.agenda import review_agenda
    from reportdiff.cli.reports import read_config
    from reportdiff.renderers.agenda import agenda_grid, agenda_json, agenda_markdown
    from reportdiff.renderers.tables import grid_csv, set_table
    from reportdiff.renderers.wording import wording_for

    outputs = plan_outputs(paths, form, [Source(result)], QUEUE_FORMATS)
    comparison = read_result(result)
    config = read_config(config_path) or reportdiff.Config()
    everything = review_agenda(comparison, evidence=config.evidence)
    items = everything[:limit] if limit else everything
    empty = wording_for(lang, comparison.old)("agenda.empty") + "\n"
    renderers: dict[str, Callable[[], str]] = {
        "table": lambda: set_table(agenda_grid(items, comparison, lang)) or empty,
        "json": lambda: agenda_json(items),
        "csv": lambda: grid_csv(agenda_grid(items, comparison, lang)),
        "md": lambda: agenda_markdown(items, comparison, lang),
    }
    files = write_outputs(outputs, render_outputs(outputs, lambda form: renderers[form]()))
    if not quiet and (files or len(items) < len(everything)):
        more = "; --limit 0 lists all" if len(items) < len(everything) else ""
        tell(f"{len(items)} of {len(everything)} to look at{more}{'; wrote ' + ', '.join(files) if files else ''}")


def _read(files: Sequence[str]) -> tuple[reportdiff.Comparison, list[str]]:
    """Return the one result among the files, and the names of the others."""
    results = [path for path in files if is_result(path)]
    if not results:
        raise Failure(
            f"none of {', '.join(map(click.format_filename, files))} is the result of a comparison; give it as well, "
            "as JSON: reportdiff compare OLD NEW -o audit.json"
        )
    others = [path for path in files if path != results[0]]
    if not others:
        raise Failure("there are no decisions to lay over the result; give files of decisions behind it")
    return read_result(results[0]), others
