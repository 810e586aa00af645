"""Damaged files of every format are read or refused: no crash, no hang, no flood of memory."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

pytest.importorskip("resource", reason="memory is measured with the module resource, which this system lacks")

from reportdiff import ReportDiffError
from reportdiff.readers.sources import read_source

from .mutations import MAKE, copy_of

ROOT = Path(__file__).parents[2]
# Ten thousand where time is no matter; PDF files and Word documents are the more likely to be hostile.
NUMBER = 10_000 if os.environ.get("CI") == "true" else 300
SHARES = {"txt": 0.13, "md": 0.1, "html": 0.15, "mhtml": 0.15, "docx": 0.22, "pdf": 0.25}
PROCESSES = 2


def run(form: str, first: int, last: int) -> None:
    """Read copies in a process; where PDFium brings it down, reading that file the usual way must end in an error."""
    while first <= last:
        done = subprocess.run(
            [sys.executable, "-m", "tests.properties.mutations", form, str(first), str(last)],
            capture_output=True,
            check=False,
            cwd=ROOT,
            text=True,
        )
        reached = int(done.stdout.split()[-1]) if done.stdout.split() else first
        if done.returncode == 0:
            return
        assert form == "pdf", f"copy {reached} of {form}: {done.stderr[-3000:]}"
        assert done.returncode < 0, f"copy {reached} of {form}: {done.stderr[-3000:]}"  # a signal: native code crashed
        with pytest.raises(ReportDiffError):
            read_source(copy_of(form, MAKE[form](), reached), name="a.pdf")
        first = reached + 1


@pytest.mark.slow
@pytest.mark.parametrize("form", MAKE)
def test_damaged_copies_are_read_or_refused(form: str) -> None:
    number = max(PROCESSES, round(NUMBER * SHARES[form]))
    cuts = [number * part // PROCESSES for part in range(PROCESSES + 1)]
    with ThreadPoolExecutor(PROCESSES) as pool:
        list(pool.map(lambda part: run(form, cuts[part], cuts[part + 1] - 1), range(PROCESSES)))


def test_copies_are_valid_before_they_are_damaged_and_all_are_accounted_for() -> None:
    assert sum(SHARES.values()) == pytest.approx(1)
    for form, make in MAKE.items():
        assert "新建幼儿园3所" in read_source(make(), name=f"a.{form}").text
        assert len({copy_of(form, make(), number) for number in range(20)}) > 15
