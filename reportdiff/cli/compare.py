"""``reportdiff compare``: the audit of two consecutive reports."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

import reportdiff
from reportdiff.cli import options
from reportdiff.cli.group import EXIT_CODES, FOUND, tell, warn
from reportdiff.cli.limits import Command
from reportdiff.cli.outputs import plan_outputs, render_outputs, write_outputs
from reportdiff.cli.progress import Progress
from reportdiff.cli.reports import Source, files_read, one_stdin, read_config, read_pair, typed_paths

__all__ = ["command"]

VERDICTS = tuple(verdict.value for verdict in reportdiff.Verdict)

FORMATS = reportdiff.Comparison.FORMATS

EPILOG = f"""\b
Examples:
  reportdiff compare report-2016.txt report-2017.txt
  reportdiff compare report-2016.txt report-2017.txt -o audit.md -o audit.json
  reportdiff compare report-2016.txt report-2017.txt -o audit.xlsx -o audit.docx
  reportdiff compare report-2016.txt report-2017.txt -o - --format csv > audit.csv
  reportdiff compare reports/
  reportdiff compare 'reports/201?.pdf' --old-year 2016
  reportdiff compare report-2016.txt report-2017.txt --fail-on missed,dropped
  reportdiff compare report-2016.txt report-2017.txt --decisions decisions.json -o audit.md
  curl -s https://example.org/2017.html | reportdiff compare report-2016.txt -

{EXIT_CODES}
  {FOUND}  --fail-on found what it looks for; everything is written all the same
"""


@click.command("compare", cls=Command, epilog=EPILOG)
@options.old_and_new
@options.output(FORMATS)
@click.option(
    "--fail-on",
    type=options.names_of("verdict", VERDICTS),
    multiple=True,
    metavar="VERDICTS",
    help=f"End with exit code {FOUND} when a commitment has one of these verdicts, separated by commas: "
    f"{', '.join(VERDICTS)}, or their names in the audit.",
)
@click.option(
    "--decisions",
    "decision_paths",
    multiple=True,
    metavar="FILE",
    help="What people decided about an earlier run (.json of the audit page, .csv or .xlsx filled in), laid over this "
    "one. May be repeated; the later file stands.",
)
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
    fail_on: tuple[tuple[str, ...], ...],
    decision_paths: tuple[str, ...],
    config_path: str | None,
    language: str | None,
    quiet: bool,
) -> None:
    """Compare two consecutive reports: what became of every commitment.

    OLD is last year's report and NEW this year's; a folder or a quoted pattern alone stands for the two latest reports
    of consecutive years in it. Every commitment of OLD that can be checked gets a verdict (met,
    partial, missed, unclear or dropped), with the words of NEW that it rests on and their line. Without -o the table
    of commitments is printed; the Markdown audit also has the counts, what was dropped, missed or promised again, the
    new commitments and how to read it.
    """
    one_stdin(old, new)
    outputs = plan_outputs(paths, form, [*files_read(old, new), *map(Source, decision_paths)], FORMATS)
    config = read_config(config_path)
    with Progress(quiet=quiet) as progress:
        progress("read")
        pair, taken = read_pair(old, new, old_year=old_year, new_year=new_year, language=language)
        if taken:
            outputs = plan_outputs(paths, form, (pair.old, pair.new, *map(Source, decision_paths)), FORMATS)
        with typed_paths(pair.old, pair.new):
            result = reportdiff.compare(pair.first, pair.second, config=config, progress=progress)
            for path in decision_paths:
                result = result.with_decisions(Path(path))
        progress("write")
        texts = render_outputs(outputs, lambda form: result.render(form, lang))
    files = write_outputs(outputs, texts)
    verdicts = result.summary()["verdicts"]
    if not quiet:
        if taken:
            tell(taken)
        warn(result.warnings)
        if files:
            decided = f" ({result.summary()['decided']} decided by people)" if decision_paths else ""
            found = f"{_count(sum(verdicts.values()))}: {_list(verdicts, VERDICTS)}{decided}"
            tell(f"{found}; wrote {', '.join(files)}")
    _fail(verdicts, list(dict.fromkeys(name for names in fail_on for name in names)))


def _fail(verdicts: dict[str, int], wanted: Sequence[str]) -> None:
    found = sum(verdicts[name] for name in wanted)
    if found:
        tell(f"--fail-on found {_count(found)}: {_list(verdicts, wanted)}")
        raise click.exceptions.Exit(FOUND)


def _list(verdicts: dict[str, int], names: Sequence[str]) -> str:
    return ", ".join(f"{verdicts[name]} {name}" for name in names)


def _count(number: int) -> str:
    return f"{number} commitment{'s' if number != 1 else ''}"
