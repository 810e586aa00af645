"""Damaged copies of valid files, fed to the readers in a process of its own.

For instance: ``python -m tests.properties.mutations docx 0 99``. The number of each copy is printed before it is read,
so that whoever started the process knows which one brought it down.
"""

from __future__ import annotations

import faulthandler
import io
import random
import resource
import sys
import zipfile
from collections.abc import Callable

from reportdiff import ReportDiffError
from reportdiff.readers import pdf
from reportdiff.readers.pdf.worker import read_pages
from reportdiff.readers.sources import read_source
from tests.readers.documents import docx_of, html_of, mhtml_of, pdf_of

REPORT = """2031年云溪镇政府工作报告
——2031年1月8日在云溪镇第三届人民代表大会第一次会议上
一、2030年工作回顾
过去一年，全镇生产总值增长7.2%，新增城镇就业1800人。
二、2031年工作安排
（一）改善人民生活
今年主要预期目标是：全镇生产总值增长8%左右，新增城镇就业2000人。新建幼儿园3所，改造老旧小区5个。
"""
PATIENCE = 10  # seconds for one file
MEMORY = 1_000_000_000  # bytes
_WHOLE_WAY = 100  # of so many PDF files one is read in a process of its own, as users' files are

MAKE: dict[str, Callable[[], bytes]] = {
    "txt": lambda: REPORT.encode("gb18030"),
    "md": lambda: ("# " + REPORT.replace("\n（", "\n## （")).encode(),
    "html": lambda: html_of(REPORT * 2),
    "mhtml": lambda: mhtml_of(html_of(REPORT * 2), parts=[("image/png", b"\x89PNG" * 20)]),
    "docx": lambda: docx_of(REPORT),
    "pdf": lambda: pdf_of(REPORT, compressed=False),
}


def mutated(data: bytes, dice: random.Random) -> bytes:
    """Return a copy with some of its bytes changed, left out, doubled, moved or put in."""
    out = bytearray(data)
    for _ in range(dice.choice((1, 1, 2, 5, 30))):
        at = dice.randrange(len(out) + 1)
        end = min(len(out), at + dice.choice((1, 1, 4, 30, 400)))
        kind = dice.randrange(7)
        if kind == 0:
            out[at:end] = dice.randbytes(end - at)
        elif kind == 1 and at < len(out):
            out[at] ^= 1 << dice.randrange(8)
        elif kind == 2:
            del out[at:end]
        elif kind == 3:
            out[at:at] = out[at:end] * dice.choice((1, 3, 50))
        elif kind == 4:
            out[at:at] = dice.choice((b"<", b">>", b"\0", b"&", b"99999999999", b"-1", b"(", b"[" * 50, b"\xff\xfe"))
        elif kind == 5:
            moved, to = out[at:end], dice.randrange(len(out) + 1)
            del out[at:end]
            out[to:to] = moved
        elif dice.random() < 0.2:
            del out[at:]
    return bytes(out)


def mutated_docx(data: bytes, dice: random.Random) -> bytes:
    """Return a copy of a package, mostly with one part changed: other changes rarely reach the parts."""
    if dice.random() < 0.3:
        return mutated(data, dice)
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as package, zipfile.ZipFile(out, "w") as copy:
        chosen = dice.choice(["word/document.xml"] * 4 + package.namelist())
        for name in package.namelist():
            content = package.read(name)
            copy.writestr(name, mutated(content, dice) if name == chosen else content)
    return out.getvalue()


def copy_of(form: str, data: bytes, number: int) -> bytes:
    """Return the damaged copy with a number: always the same."""
    dice = random.Random(f"{form} {number}")
    return mutated_docx(data, dice) if form == "docx" else mutated(data, dice)


def read(form: str, data: bytes, number: int) -> None:
    """Read a file as users' files are; PDF files mostly without a process for each, to save time."""
    if form != "pdf" or number % _WHOLE_WAY == 0 or not pdf.looks_like_pdf(data):
        read_source(data, name=f"a.{form}")
        return
    result = read_pages(data, most_pages=1000, most_characters=1_000_000)
    if "error" not in result:
        pdf.text_of_pages(result["pages"], "a.pdf")


def main(form: str, first: int, last: int) -> None:
    """Read the copies from one number to another."""
    data = MAKE[form]()
    for number in range(first, last + 1):
        print(number, flush=True)
        faulthandler.dump_traceback_later(PATIENCE, exit=True)
        try:
            read(form, copy_of(form, data, number), number)
        except ReportDiffError:
            pass
        finally:
            faulthandler.cancel_dump_traceback_later()
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)
    if most > MEMORY:
        sys.exit(f"{most / 1e6:,.0f} MB of memory were used")


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]), int(sys.argv[3]))
