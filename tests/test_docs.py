"""README and documentation say what is so: their examples run, their excerpts are real, and nothing is left out.

``pytest tests/test_docs.py --update-golden`` writes excerpts and outputs anew; what they then say is yours to read.
"""

from __future__ import annotations

import contextlib
import doctest
import io
import os
import re
import subprocess
import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import Any

import click
import pytest

import reportdiff
from reportdiff.claims import find_commitments, find_outcomes
from reportdiff.cli import main
from reportdiff.config import Config
from reportdiff.frames import COLUMNS
from reportdiff.judging import RULES, judge
from reportdiff.languages.registry import get_language
from reportdiff.model import Commitment, Finding, Outcome
from reportdiff.pipeline import read_report
from reportdiff.renderers.charts.fonts import families

ROOT = Path(__file__).parents[1]
DOCS = ROOT / "docs"
SAMPLES = ("samples/linjiang-2016.txt", "samples/linjiang-2017.txt")
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
PAGES = (*sorted(DOCS.glob("*.md")), *READMES)
SETUP = "pip install . && reportdiff compare samples/linjiang-2016.txt samples/linjiang-2017.txt -o audit.md"
TESTS = "pip install -e '.[dev]' && pytest"
# Rows of the audit that the READMEs show: one of each verdict that a reader will ask about.
SHOWN = (
    "完成年度投资180亿元",
    "开工建设恒峤精工二期",
    "澜汀广场国庆节前开业",
    "新增养老床位600张",
    "全年招商引资到位资金170亿元",
    "完成棚户区改造3200户",
)

_FENCE = re.compile(r"^```(?P<kind>pycon|console)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_EXCERPT = re.compile(r"(?<=<!-- excerpt (?P<lang>zh|en) -->\n)(?P<body>.*?)(?=<!-- end of excerpt -->)", re.DOTALL)

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())


@cache
def comparison() -> reportdiff.Comparison:
    return reportdiff.compare(*(ROOT / sample for sample in SAMPLES))


def check(page: Path, text: str, request: pytest.FixtureRequest) -> None:
    """Compare a page with what it should be, or write it."""
    if request.config.getoption("--update-golden"):
        page.write_text(text, encoding="utf-8", newline="\n")
    assert page.read_text(encoding="utf-8") == text, f"{page.name} is out of date; --update-golden rewrites it"


# Examples ------------------------------------------------------------------------------------------------------------


def run_python(block: str, names: dict[str, Any]) -> str:
    """Return a block of interactive Python with the output it really gives."""
    out = []
    for part in doctest.DocTestParser().parse(block):
        if isinstance(part, str):
            out.append(part)
            continue
        lines = part.source.splitlines()
        out.append("".join(f"{'... ' if i else '>>> '}{line}".rstrip() + "\n" for i, line in enumerate(lines)))
        printed = io.StringIO()
        with contextlib.redirect_stdout(printed), displayed(printed):
            exec(compile(part.source, "<documentation>", "single"), names)
        out.append(re.sub(r"[ \t]+$", "", printed.getvalue(), flags=re.MULTILINE))
    return "".join(out)


@contextlib.contextmanager
def displayed(stream: io.StringIO) -> Iterator[None]:
    def show(value: object) -> None:
        if value is not None:
            stream.write(f"{value!r}\n")

    before, sys.displayhook = sys.displayhook, show
    try:
        yield
    finally:
        sys.displayhook = before


def run_shell(block: str, folder: Path) -> str:
    """Return a block of shell commands with the output they really give; a block without reportdiff is not run."""
    commands = [line.removeprefix("$ ") for line in block.splitlines() if line.startswith("$ ")]
    if not any(command.startswith("reportdiff ") for command in commands):
        return block
    if any(command.startswith("reportdiff plot ") for command in commands) and not has_chinese_font():
        return block  # charts of Chinese reports need one
    shim = folder / "bin" / "reportdiff"
    shim.parent.mkdir(exist_ok=True)
    shim.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m reportdiff "$@"\n', encoding="utf-8")
    shim.chmod(0o755)
    environment = os.environ | {
        "PATH": f"{shim.parent}{os.pathsep}{os.environ['PATH']}",
        "PYTHONPATH": os.pathsep.join([str(ROOT), os.environ.get("PYTHONPATH", "")]),
        "PYTHONUTF8": "1",
    }
    out = ""
    for command in commands:
        done = subprocess.run(
            ["sh", "-c", command],
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            check=False,
        )
        assert "Traceback" not in done.stdout, done.stdout
        assert done.returncode in (0, 1, 3), f"{command}: {done.stdout}"
        out += f"$ {command}\n" + re.sub(r"[ \t]+$", "", done.stdout, flags=re.MULTILINE)
    return out


def has_chinese_font() -> bool:
    try:
        return bool(families(["就业"]))
    except reportdiff.MissingExtraError:
        return False


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "samples").symlink_to(ROOT / "samples")
    return tmp_path


@each_page
def test_examples_give_the_output_that_is_shown(
    page: Path, folder: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    names: dict[str, Any] = {}

    def run(match: re.Match[str]) -> str:
        body = run_python(match["body"], names) if match["kind"] == "pycon" else run_shell(match["body"], folder)
        return f"```{match['kind']}\n{body}```"

    text = page.read_text(encoding="utf-8")
    check(page, _FENCE.sub(run, text), request)


def test_every_example_is_checked() -> None:
    kinds = {kind for page in PAGES for kind in re.findall(r"^```(\S+)$", page.read_text("utf-8"), re.MULTILINE)}
    unchecked = {"python", "py", "shell", "bash"} & kinds
    assert not unchecked, f"write pycon and console instead of {unchecked}, so that the examples are run"


# Excerpts of the audit -----------------------------------------------------------------------------------------------


def excerpt(lang: str) -> str:
    """Return the head of the audit of the samples and a few rows of its table."""
    lines = comparison().to_markdown(lang).splitlines()
    table = next(i for i, line in enumerate(lines) if line.startswith("|"))
    end = next(i for i in range(table, len(lines)) if not lines[i])
    heading = next(i for i, line in enumerate(lines) if line.startswith("|") and "→" in line)
    rows = [line for shown in SHOWN for line in lines[heading:] if line.startswith("| <a") and f"| {shown} |" in line]
    assert len(rows) == len(SHOWN)
    rows.sort(key=lines.index)
    return "\n".join([*lines[table - 2 : end], "", *lines[heading : heading + 2], *rows, ""])


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_readme_shows_the_real_audit(page: Path, request: pytest.FixtureRequest) -> None:
    text = page.read_text(encoding="utf-8")
    found = _EXCERPT.search(text)
    assert found, "no excerpt between <!-- excerpt zh --> and <!-- end of excerpt -->"
    check(page, _EXCERPT.sub(lambda match: f"\n{excerpt(match['lang'])}\n", text), request)
    found = _EXCERPT.search(page.read_text(encoding="utf-8"))
    audit = comparison().to_markdown(found["lang"] if found else None).splitlines()
    assert [line for line in (found["body"] if found else "").splitlines() if line not in audit] == []


# Rules ---------------------------------------------------------------------------------------------------------------

VERDICTS_PAGE = (DOCS / "verdicts.md").read_text(encoding="utf-8")
_RULE = re.compile(r"^### `(?P<name>[a-z-]+)`\n\n`(?P<verdict>\w+)`\.(?P<body>.*?)(?=^#{2,3} |\Z)", re.M | re.S)
_SAID = re.compile(r"^- (?P<what>promised|reported)(?P<made> \(made up\))?: “(?P<words>.*)”$", re.M)
RULE_SECTIONS = {match["name"]: match for match in _RULE.finditer(VERDICTS_PAGE)}


def test_every_rule_is_explained_in_the_order_of_the_table() -> None:
    names = [rule.name for rule in RULES]  # one that is tried twice is explained where it comes last
    assert list(RULE_SECTIONS) == [name for i, name in enumerate(names) if name not in names[i + 1 :]]


@pytest.mark.parametrize("name", RULE_SECTIONS)
def test_rule_is_shown_by_an_example_that_it_decides(name: str) -> None:
    said = {match["what"]: match for match in _SAID.finditer(RULE_SECTIONS[name]["body"])}
    assert "promised" in said, "give an example: - promised: “…” and - reported: “…”"
    promised, reported = said["promised"], said.get("reported")
    words = reported["words"] if reported else ""
    if promised["made"]:
        assert reported is not None
        assert reported["made"]
        assert made_up(promised["words"], words) == (name, RULE_SECTIONS[name]["verdict"])
    else:
        finding = finding_of(promised["words"])
        assert (finding.judgement.rule, finding.judgement.verdict) == (name, RULE_SECTIONS[name]["verdict"])
        assert [e.quote.text for e in finding.evidence[:1]] == ([words] if words else [])


def finding_of(words: str) -> Finding:
    return next(f for f in comparison().findings if f.commitment.quote.text == words)


def made_up(promised: str, reported: str) -> tuple[str, str]:
    """Return the rule and the verdict for a promise and a report of two sentences."""
    language = get_language("zh")
    opening = "政府工作报告\n各位代表：\n现在，我代表区人民政府报告工作。\n"
    old = f"{opening}一、2020年工作回顾\n一年来，各项工作取得成绩。\n二、2021年工作安排\n今年，{promised}。\n"
    new = f"{opening}一、2021年工作回顾\n{reported}。\n二、2022年工作安排\n做好今年的工作。\n"
    commitments = find_commitments(read_report(old.encode(), name="old-2021.txt"), language, threshold=0.0)
    outcomes = find_outcomes(read_report(new.encode(), name="new-2022.txt"), language)
    commitment: Commitment = next(c for c in commitments if c.quote.text == promised)
    outcome: Outcome = next(o for o in outcomes if o.quote.text == reported)
    name, ruling, _ = judge(commitment, [outcome], promised_again=False, language=language, config=Config())
    return name, ruling.verdict


# Completeness --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", reportdiff.__all__)
def test_public_name_is_documented(name: str) -> None:
    assert re.search(rf"^\.\. auto\w+:: reportdiff\.{name}$", (DOCS / "api.md").read_text("utf-8"), re.M)


@pytest.mark.parametrize("frame", COLUMNS)
def test_data_frame_is_documented(frame: str) -> None:
    assert f"```{{frame-columns}} {frame}\n" in (DOCS / "formats.md").read_text("utf-8")


@each_page
def test_no_merge_was_left_half_done(page: Path) -> None:
    assert not re.search(r"^(?:<{7}|={7}|>{7})(?: |$)", page.read_text("utf-8"), re.M)


def test_learned_weights_are_explained() -> None:
    files = {path.name for path in (ROOT / "reportdiff/languages").glob("*/data/*") if path.suffix in (".json", ".npz")}
    table = (DOCS / "architecture.md").read_text("utf-8")
    assert {name for name in files if f"| `{name}` |" not in table} == set()


@pytest.mark.parametrize("command", sorted(main.commands))
def test_command_is_documented(command: str) -> None:
    page = (DOCS / "cli.md").read_text("utf-8")
    assert ".. click:: reportdiff.cli:main" in page  # with all its commands and their options
    assert ":nested: full" in page
    assert f"`reportdiff {command}`" in page
    assert f"$ reportdiff {command} " in (DOCS / "tutorial.md").read_text("utf-8")


@each_page
def test_commands_and_options_that_are_named_exist(page: Path) -> None:
    lines = re.findall(r"^(?:\$ |pip install \. && )(reportdiff [^|\n]*)", page.read_text("utf-8"), re.M)
    for words in (line.split() for line in lines):
        command = main.commands.get(words[1])
        if isinstance(command, click.Group):
            command = command.commands[words[2]]
        assert command is not None or words[1].startswith("-"), words
        known = {option for p in (command or main).params if isinstance(p, click.Option) for option in p.opts}
        given = {word.split("=")[0] for word in words[2:] if re.match(r"--?[a-z]", word)}
        assert given <= known | {"-h", "--help"}, words


@each_page
def test_links_and_paths_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    for target in re.findall(r"\]\(([^)#]+?)(?:#[^)]*)?\)", text):
        assert target.startswith("https://") or (page.parent / target).exists(), target
    for path in re.findall(r"`((?:reportdiff|tests|samples|docs)/[\w./-]+\.\w+)`", text):
        assert (ROOT / path).exists(), path
    for module in re.findall(r"python -m (tests\.[\w.]+)", text):
        assert (ROOT / f"{module.replace('.', '/')}.py").exists(), module


# Set-up --------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("page", READMES, ids=lambda page: page.name)
def test_readme_gives_the_two_commands_of_the_set_up(page: Path) -> None:
    found = [line for line in page.read_text("utf-8").splitlines() if line.startswith("pip install ")]
    assert found == [SETUP, TESTS]


@pytest.mark.parametrize(("part", "command"), [("reportdiff compare", SETUP), ("&& pytest", TESTS)])
def test_ci_runs_the_commands_of_the_readme(part: str, command: str) -> None:
    script = (ROOT / ".ci/run").read_text("utf-8")
    assert f'readme_command "{part}"' in script
    assert command not in script, "it takes the commands from README.md, so that they cannot drift apart"
    assert readme_command(script)(part) == command


def readme_command(script: str) -> Callable[[str], str]:
    """Return the extraction of .ci/run as a function: its own shell code, applied to this README."""
    function = re.search(r"^readme_command\(\) \{\n.*?^\}$", script, re.M | re.S)
    assert function

    def extract(part: str) -> str:
        code = f'set -euo pipefail; copy={ROOT}\n{function[0]}\nreadme_command "$1"'
        done = subprocess.run(["bash", "-c", code, "sh", part], capture_output=True, text=True, check=True)
        return done.stdout.rstrip("\n")

    return extract
