"""Every command explains itself."""

from __future__ import annotations

import re

import click
import pytest
from click.testing import CliRunner

import reportdiff
from reportdiff.cli import main
from reportdiff.cli.options import LANGUAGES
from reportdiff.renderers.wording import languages


def all_commands(group: click.Group, prefix: str = "") -> dict[str, click.Command]:
    """Return every command by what one types to run it, those inside groups too."""
    found: dict[str, click.Command] = {}
    for name, command in sorted(group.commands.items()):
        found[f"{prefix}{name}"] = command
        if isinstance(command, click.Group):
            found.update(all_commands(command, f"{prefix}{name} "))
    return found


COMMANDS = all_commands(main)
each_name = pytest.mark.parametrize("name", COMMANDS)


def help_of(*args: str) -> str:
    done = CliRunner().invoke(main, [*args, "--help"])
    assert done.exit_code == 0
    return done.stdout


@each_name
def test_help_has_a_summary_a_paragraph_examples_and_exit_codes(name: str) -> None:
    command = COMMANDS[name]
    summary, paragraph = (command.help or "").split("\n\n", 1)
    assert summary.endswith(".")
    assert "\n" not in summary
    assert len(summary) <= 72
    assert len(paragraph) > 100
    text = help_of(*name.split())
    assert f"Examples:\n    reportdiff {name} " in text
    assert "Exit codes:\n    0  done\n    1  " in text
    assert max(map(len, text.splitlines())) <= 100


@each_name
def test_every_option_is_documented_and_means_the_same_everywhere(name: str) -> None:
    for option in COMMANDS[name].params:
        if isinstance(option, click.Option):
            assert option.help, option.opts
            assert option.help.endswith((".", "0.05")), option.opts


@each_name
def test_examples_are_command_lines_that_parse(name: str) -> None:
    command = COMMANDS[name]
    examples = re.findall(rf"reportdiff {name} (.+)", command.epilog or "")
    assert len(examples) >= 3
    for example in examples:
        command.make_context(name, example.split(" > ")[0].split())


def test_the_group_has_help_examples_and_a_version() -> None:
    assert "Examples:\n    reportdiff compare samples/" in help_of()
    assert set(main.commands) == {"align", "compare", "extract", "outline", "plot", "review", "score"}
    version = CliRunner().invoke(main, ["--version"]).stdout
    assert version == f"reportdiff, version {reportdiff.__version__}\n"


def test_output_languages_are_those_that_there_are_words_for() -> None:
    assert languages() == LANGUAGES
