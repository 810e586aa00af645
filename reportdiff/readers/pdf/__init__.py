"""PDF files: read by PDFium in a process of its own, then set in reading order, one paragraph a line."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from typing import Any

from reportdiff.errors import MissingExtraError, ReadError
from reportdiff.model import Caution
from reportdiff.readers.document import Extracted
from reportdiff.readers.limits import Deadline, Limits
from reportdiff.readers.pdf.glyphs import Glyph
from reportdiff.readers.pdf.paragraphs import running_text

__all__ = ["looks_like_pdf", "text_of_pdf"]

# The child reads and writes nothing else and inherits where its modules are found.
_CHILD = (
    "import sys, json; sys.path[:] = json.loads(sys.argv.pop(1)); "
    "from reportdiff.readers.pdf.worker import main; main()"
)
_MEMORY = 1_000_000_000  # bytes, beside the file itself
_SIGNATURE = re.compile(rb"\s*%PDF-")
_FEWEST = 20  # characters; a page with fewer, but with pictures, is a picture
_UNREADABLE = 0.2  # from this share of unknown characters on, a text is none
_UNKNOWN = "\ufffd"


def looks_like_pdf(data: bytes) -> bool:
    r"""Return whether `data` begins as a PDF file does.

    Examples
    --------
    >>> looks_like_pdf(b"%PDF-1.7\n"), looks_like_pdf(b"a report about %PDF-1.7")
    (True, False)
    """
    return bool(_SIGNATURE.match(data[:1024].removeprefix(b"\xef\xbb\xbf")))


def text_of_pdf(data: bytes, name: str, limits: Limits) -> Extracted:
    """Return the text of a PDF file in reading order, paragraphs one a line, and where its pages begin.

    Raises
    ------
    MissingExtraError
        pypdfium2 is not installed.
    ReadError
        It has a password, is damaged, hostile or beyond the limits, or holds no text (a scan).
    """
    pages = read_glyphs(data, name, limits)
    return text_of_pages(pages, name)


def text_of_pages(pages: list[dict[str, Any]], name: str) -> Extracted:
    """Return the text of pages of characters; see `reportdiff.readers.pdf.worker.read_pages`."""
    letters = sum(len(page["text"]) for page in pages)
    unknown = sum(page["text"].count(_UNKNOWN) for page in pages)
    silent = [number for number, page in enumerate(pages, 1) if len(page["text"]) < _FEWEST and page["objects"]]
    if letters < _FEWEST:
        raise ReadError(
            f"{name}: this PDF file holds no text, only pictures of pages (a scan); recognise its text first, for "
            "instance with 'ocrmypdf -l chi_sim FILE NEWFILE', or find the report as text"
            if silent
            else f"{name}: there is no text in this PDF file; check that it is the file you mean"
        )
    if unknown > _UNREADABLE * letters:
        raise ReadError(
            f"{name}: the fonts of this PDF file do not tell which characters they show, so its text cannot be read; "
            "recognise it instead, for instance with 'ocrmypdf --force-ocr -l chi_sim FILE NEWFILE', or find the "
            "report as text"
        )
    text, starts = running_text([_glyphs(page) for page in pages])
    facts = (("all", str(len(pages))), ("pages", _ranges(silent)), ("report", name))
    warnings = (Caution("pages-without-text", facts),) if silent else ()
    return Extracted(text, pages=starts, warnings=warnings)


def read_glyphs(data: bytes, name: str, limits: Limits) -> list[dict[str, Any]]:
    """Read the characters of a PDF file in a process of its own."""
    if not sys.executable:
        raise ReadError(f"{name}: PDF files are read by a Python of their own, and none is found here; save it as text")
    memory = _MEMORY + 3 * len(data)
    arguments = [json.dumps(sys.path), str(memory), str(limits.pages), str(limits.characters)]
    try:
        done = subprocess.run(
            [sys.executable, "-c", _CHILD, *arguments],
            input=data,
            capture_output=True,
            check=False,
            timeout=limits.seconds,
        )
    except subprocess.TimeoutExpired:
        raise Deadline(name, limits.seconds).error() from None
    try:
        result = json.loads(done.stdout)
    except ValueError:
        raise ReadError(
            f"{name}: reading this PDF file failed; it is damaged, or made to bring readers down, or needs more than "
            f"{memory // 1_000_000:,} MB of memory. Print it to a new PDF file in a browser, or save it as text"
        ) from None
    if result.get("error") == "missing":
        raise MissingExtraError.of("documents", f"{name}: PDF files", "pypdfium2")
    if "error" in result:
        raise ReadError(f"{name}: {_reason(result['error'], result['detail'], limits, memory)}")
    pages: list[dict[str, Any]] = result["pages"]
    return pages


def _reason(error: str, detail: object, limits: Limits, memory: int) -> str:
    if error == "password":
        return "this PDF file has a password; open it with the password and print it to a new PDF file without one"
    if error == "pages":
        return (
            f"this PDF file has {detail:,} pages, far more than a report ({limits.pages:,} at most); check that it is "
            "the file you mean, or allow more with --max-pages (Limits(pages=...) in Python)"
        )
    if error == "characters":
        return (
            f"this PDF file has more than {detail:,} characters, far more than an annual report; give each report a "
            "file of its own, or allow more with --max-characters (Limits(characters=...) in Python)"
        )
    if error == "memory":
        return f"reading this PDF file needs more than {memory // 1_000_000:,} MB of memory; check where it comes from"
    return "this PDF file is damaged; get it again, or open it in a browser and print it to a new PDF file"


def _glyphs(page: dict[str, Any]) -> list[Glyph]:
    boxes = iter(page["boxes"])
    return [
        Glyph(character, left / 20, right / 20, base / 20, height / 20, bool(blank))
        for character, left, right, base, height, blank in zip(page["text"], *[boxes] * 5, strict=True)
        if character != _UNKNOWN
    ]


def _ranges(numbers: list[int]) -> str:
    """Return numbers in order with runs of them joined.

    Examples
    --------
    >>> _ranges([1, 3, 4, 5])
    '1, 3-5'
    """
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1] = [runs[-1][0], number]
        else:
            runs.append([number])
    return ", ".join("-".join(map(str, run)) for run in runs)
