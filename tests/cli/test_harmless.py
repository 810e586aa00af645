"""What stands in reports and file names cannot command a terminal, and outputs land where they should."""

from __future__ import annotations

import io
import os
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from reportdiff.cli import main, outputs
from reportdiff.cli.group import tell
from reportdiff.cli.outputs import write_outputs
from tests.cli.conftest import NEW, OLD, Run

COMMANDS = ["\x1b]0;title\x07", "\x1b[2J", "\x9b31m", "\u202e", "\u2066", "\r", "\x00", "\u2028"]
COMMANDING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]")


def harmless(text: str) -> bool:
    return not COMMANDING.search(text)


@pytest.fixture
def nasty(folder: Path) -> tuple[str, str]:
    """Return two reports as web pages, whose promises, outcomes, titles and names hold commands to a terminal."""
    escape = "&#27;[31m&#155;2J&#8238;"
    for name, text in (("old.html", OLD), ("new.html", NEW)):
        text = text.replace("云溪食品产业园", f"云溪{escape}食品产业园").replace("人民生活", f"人民{escape}生活")
        text = text.replace("云溪镇", f"云溪{escape}镇")
        lines = "".join(f"<p>{line}</p>" for line in text.splitlines() if line)
        (folder / f"\x1b[31m{name}").write_text(f"<html><body><article>{lines}</article></body></html>", "utf-8")
    (folder / "raw-old.txt").write_text(OLD.replace("食品", "\x1b[31m\u202e食品"), encoding="utf-8")
    (folder / "raw-new.txt").write_text(NEW.replace("食品", "\x1b[31m\u202e食品"), encoding="utf-8")
    return "\x1b[31mold.html", "\x1b[31mnew.html"


@pytest.mark.parametrize("command", ["compare", "align"])
@pytest.mark.parametrize("form", ["table", "md"])
def test_tables_and_messages_of_pairs(run: Run, nasty: tuple[str, str], command: str, form: str) -> None:
    for pair in (nasty, ("raw-old.txt", "raw-new.txt")):
        done = run(command, *pair, "--format", form)
        assert done.exit_code == 0, done.stderr
        assert done.stdout
        assert harmless(done.stdout)
        assert harmless(done.stderr)


@pytest.mark.parametrize("command", ["extract", "outline"])
def test_tables_of_one_report(run: Run, nasty: tuple[str, str], command: str) -> None:
    for report in (nasty[0], "raw-old.txt"):
        done = run(command, report)
        assert done.exit_code == 0, done.stderr
        assert harmless(done.stdout + done.stderr)


def test_the_words_are_still_there_as_escapes(run: Run, nasty: tuple[str, str]) -> None:
    table = run("extract", "raw-old.txt", "--format", "table").stdout
    assert "\\x1b[31m" in re.sub(r"\s", "", table)


@pytest.mark.parametrize("text", COMMANDS)
@pytest.mark.parametrize(
    "args",
    [
        ("outline", "{}.txt"),
        ("outline", "old.txt", "-o", "{}.md/x.md"),
        ("outline", "old.txt", "-o", "x.{}"),
        ("outline", "old.txt", "--{}"),
        ("--{}",),
        ("{}",),
        ("outline", "old.txt", "--format", "{}"),
        ("outline", "old.txt", "--language", "{}"),
        ("outline", "old.txt", "--config", "{}"),
        ("compare", "old.txt", "new.txt", "--fail-on", "{}"),
        ("plot", "{}.json", "-o", "a.svg"),
        ("review", "queue", "{}.json"),
    ],
)
def test_messages_show_what_was_typed_as_escapes(run: Run, args: tuple[str, ...], text: str) -> None:
    done = run(*(arg.format(text) for arg in args))
    assert done.exit_code in (1, 2)
    assert done.stderr
    assert harmless(done.stderr)


@pytest.mark.parametrize("text", COMMANDS)
def test_a_message_is_one_line(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    tell(f"wrote a{text}\nb")
    message = capsys.readouterr().err
    assert harmless(message)
    assert message.count("\n") == 1


@pytest.mark.parametrize(("tty", "expected"), [(True, "a\\x1b[31m\tb\n"), (False, "a\x1b[31m\tb\n")])
def test_quotes_are_verbatim_in_files_and_pipes_but_not_on_a_terminal(
    tty: bool, expected: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Stream(io.StringIO):
        def isatty(self) -> bool:
            return tty

    stream = Stream()
    monkeypatch.setattr(outputs.sys, "stdout", stream)
    write_outputs((outputs.Output(None, "csv"),), {"csv": "a\x1b[31m\tb\n"})
    assert stream.getvalue() == expected


@pytest.mark.parametrize(
    "name",
    ["../x.md", "./a/../x.md", "a\nb.md", "\x1b[31mx.md", "-x.md", "a b'\"$(x).md", "CON.md", "..md", "%s.md", "～.md"],
)
def test_odd_names_are_written_as_they_are_typed(
    run: Run, folder: Path, name: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / "work" / "a").mkdir(parents=True)
    monkeypatch.chdir(folder / "work")
    done = run("outline", "../old.txt", f"--output={name}")
    assert done.exit_code == 0, done.stderr
    assert harmless(done.stderr)
    assert len(done.stderr.splitlines()) == 1
    assert Path(name).read_text(encoding="utf-8").startswith("# ")


def test_links_are_followed_but_never_onto_a_report(run: Run, folder: Path) -> None:
    (folder / "report.md").symlink_to("old.txt")
    os.link(folder / "old.txt", folder / "same.md")
    for name in ("report.md", "same.md"):
        done = run("outline", "old.txt", "-o", name)
        assert (done.exit_code, "would overwrite a file that is read" in done.stderr) == (2, True)
    assert (folder / "old.txt").read_text(encoding="utf-8") == OLD


@pytest.mark.parametrize(
    ("target", "message"),
    [(".", "this is a folder"), ("loop.md", "cannot be written"), ("nowhere/x.md", "there is no folder")],
)
def test_links_to_what_cannot_be_written(run: Run, folder: Path, target: str, message: str) -> None:
    (folder / "loop.md").symlink_to(target)
    done = run("outline", "old.txt", "-o", "loop.md")
    assert done.exit_code == 1
    assert message in done.stderr
    assert len(done.stderr.splitlines()) == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
def test_a_device_is_written_to_and_its_errors_are_told(run: Run, folder: Path) -> None:
    (folder / "null.md").symlink_to("/dev/null")
    assert run("outline", "old.txt", "-o", "null.md").exit_code == 0
    (folder / "full.md").symlink_to("/dev/full")
    done = run("outline", "old.txt", "-o", "full.md")
    assert (done.exit_code, "full.md: it cannot be written (No space left on device)" in done.stderr) == (1, True)
    assert not Path("/dev/full").is_file()


def test_a_name_with_a_nul_is_refused(run: Run, folder: Path) -> None:
    done = run("outline", "old.txt", "-o", "a\0.md")
    assert (done.exit_code, harmless(done.stderr)) == (1, True)
    assert "a\\x00.md: it cannot be written" in done.stderr


def test_without_arguments_there_is_still_the_help() -> None:
    done = CliRunner().invoke(main, [])
    assert "Commands:" in done.output
