"""The command ``reportdiff``: a thin layer over the public functions, one file a command.

Everything slow (templates, data frames, the reading of web pages) is loaded by the command that needs it, when it runs.
"""

from __future__ import annotations

import click

import reportdiff
from reportdiff.cli import align, compare, extract, outline, plot, review, score
from reportdiff.cli.group import EXIT_CODES, FOUND, Group

__all__ = ["main"]

EXAMPLES = f"""\b
Examples:
  reportdiff compare samples/linjiang-2016.txt samples/linjiang-2017.txt -o audit.md
  reportdiff extract samples/linjiang-2017.txt -o checklist.csv
  reportdiff outline samples/linjiang-2017.txt

{EXIT_CODES}
  {FOUND}  compare --fail-on found what it looks for
"""


@click.group(
    "reportdiff",
    cls=Group,
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
@click.version_option(reportdiff.__version__, prog_name="reportdiff")
def main() -> None:
    """What did they promise last year, and what became of it?

    reportdiff compares two consecutive annual reports (政府工作报告): it finds every commitment of the old one, looks
    up what the new one says about it, gives a verdict and quotes the words that the verdict rests on.

    Reports are text, Markdown, HTML, Word (.docx) or PDF files, text in UTF-8, UTF-16, GB18030 or Big5; - reads one
    from standard input, and a folder stands for the two latest consecutive reports in it. All output is UTF-8.
    """


for module in (compare, extract, outline, align, plot, review, score):
    main.add_command(module.command)
