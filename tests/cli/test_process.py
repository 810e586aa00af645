"""As a process of its own: exit codes, encodings, pipes, signals, and what is loaded."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
REPORTDIFF = (sys.executable, "-m", "reportdiff")


def environment(**changes: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "PYTHON"))}
    path = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH", "")]))
    return kept | {"PYTHONPATH": path, "COLUMNS": "80"} | changes


def process(*args: str, **changes: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run([*REPORTDIFF, *args], capture_output=True, check=False, env=environment(**changes))


@pytest.mark.usefixtures("folder")
@pytest.mark.parametrize(
    ("args", "code"),
    [
        (["--version"], 0),
        (["outline", "missing.txt"], 1),
        (["outline"], 2),
        (["compare", "old.txt", "new.txt", "--fail-on", "dropped"], 3),
    ],
)
def test_exit_codes(args: list[str], code: int) -> None:
    done = process(*args)
    assert done.returncode == code
    assert b"Traceback" not in done.stderr


@pytest.mark.parametrize(
    "locale",
    [
        {"LC_ALL": "C"},
        {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "ascii"},
        {"PYTHONIOENCODING": "gbk"},
        {"LC_ALL": "C.UTF-8"},
    ],
    ids=str,
)
def test_output_is_utf_8_whatever_the_locale(folder: Path, locale: dict[str, str]) -> None:
    (folder / "no-plan.txt").write_text("一、2030年工作回顾\n全年生产总值增长7%。\n", encoding="utf-8")
    assert "全镇生产总值增长8%左右" in process("extract", "old.txt", **locale).stdout.decode("utf-8")
    assert "'一、2030年工作回顾'" in process("extract", "no-plan.txt", **locale).stderr.decode("utf-8")
    assert "政府工作报告" in process("--help", **locale).stdout.decode("utf-8")


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_file_name_that_is_not_unicode_spoils_nothing(folder: Path) -> None:
    odd = os.fsdecode(b"\xff.txt")
    (folder / "old.txt").rename(folder / odd)
    done = process("extract", odd, "-o", os.fsdecode(b"\xfe.md"), "-o", "-")
    assert done.returncode == 0, done.stderr
    assert done.stderr.decode("utf-8").endswith("wrote \ufffd.md\n")
    assert "全镇生产总值增长8%左右" in done.stdout.decode("utf-8")


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(os.name != "posix", reason="signals and pipes of POSIX")
@pytest.mark.parametrize("args", [("outline", "old.txt"), ("--help",)])
def test_a_closed_pipe_ends_quietly(args: tuple[str, ...]) -> None:
    reading, writing = os.pipe()
    os.close(reading)
    done = subprocess.run([*REPORTDIFF, *args], stdout=writing, stderr=subprocess.PIPE, check=False, env=environment())
    os.close(writing)
    assert done.stderr == b""
    assert done.returncode in {1, 141}


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_disk_on_standard_output_is_an_error() -> None:
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [*REPORTDIFF, "outline", "old.txt"], stdout=full, stderr=subprocess.PIPE, check=False, env=environment()
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"reportdiff: error: standard output cannot be written (No space left on device)")


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs a stream without end")
def test_a_stream_without_end_is_refused() -> None:
    with Path("/dev/zero").open("rb") as endless:
        done = subprocess.run(
            [*REPORTDIFF, "outline", "-"], stdin=endless, capture_output=True, check=False, env=environment()
        )
    assert done.returncode == 1
    assert done.stderr.startswith(b"reportdiff: error: <stdin>: it is larger than 50 MB")


@pytest.mark.usefixtures("folder")
@pytest.mark.skipif(os.name != "posix", reason="needs a pseudo-terminal")
def test_progress_is_shown_on_a_terminal_only() -> None:
    import pty

    def watched(*args: str) -> str:
        leader, follower = pty.openpty()
        subprocess.run([*REPORTDIFF, *args], stdout=subprocess.DEVNULL, stderr=follower, check=True, env=environment())
        os.write(follower, b".")  # so that there is something to read
        os.close(follower)
        seen = os.read(leader, 10_000).decode()
        os.close(leader)
        return seen.removesuffix(".")

    seen = watched("compare", "old.txt", "new.txt")
    assert "[4/6] matching outcomes ..." in seen
    assert seen.rsplit("\r", 1)[1] == ""  # the line is wiped
    assert watched("compare", "old.txt", "new.txt", "--quiet") == ""
    assert process("compare", "old.txt", "new.txt").stderr == b""


def test_help_loads_nothing_slow() -> None:
    slow = ("pandas", "scipy", "jinja2", "trafilatura", "opencc", "charset_normalizer")
    code = f"import sys, reportdiff.cli; print([name for name in {slow!r} if name in sys.modules])"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, env=environment())
    assert done.stdout.strip() == b"[]"
