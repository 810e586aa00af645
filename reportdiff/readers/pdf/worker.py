"""What runs in a process of its own: PDFium reads the file, and every character comes out with its place on the page.

PDFium is fast and reads almost anything, but it is native code: a hostile file may bring it down, or make it eat memory
or time without end. In a process of its own it can be limited, and stopped. This module is the child's main
program: bytes of the file on standard input, limits as arguments, JSON on standard output.
"""

from __future__ import annotations

import ctypes
import json
import math
import sys
from typing import Any

__all__ = ["main", "read_pages"]

_UPRIGHT = math.radians(10)  # characters at other angles than the page's are watermarks and labels of drawings
_PLACES = 20  # coordinates are given in parts of a point, as integers


def read_pages(data: bytes, most_pages: int, most_characters: int) -> dict[str, Any]:
    """Return the characters of a PDF file, page by page, or what is wrong.

    Parameters
    ----------
    data : bytes
        The file.
    most_pages, most_characters : int
        Limits; files beyond are not read.

    Returns
    -------
    dict
        Either ``error`` (``password``, ``damaged``, ``pages``, ``characters``) with ``detail``, or ``pages``: for each
        its ``text``, its ``boxes`` (left, right, baseline and height of each character, in twentieths of a point,
        upwards, and 1 where a blank comes before it) and how many objects (``objects``) it has.
    """
    import pypdfium2.raw as pdfium

    pdfium.FPDF_InitLibrary()
    buffer = ctypes.create_string_buffer(data, len(data))
    document = pdfium.FPDF_LoadMemDocument64(buffer, len(data), None)
    if not document:
        code = pdfium.FPDF_GetLastError()
        protected = code in (pdfium.FPDF_ERR_PASSWORD, pdfium.FPDF_ERR_SECURITY)
        return {"error": "password" if protected else "damaged", "detail": code}
    count = pdfium.FPDF_GetPageCount(document)
    if count > most_pages:
        return {"error": "pages", "detail": count}
    pages: list[dict[str, Any]] = []
    left = most_characters
    for index in range(count):
        page = pdfium.FPDF_LoadPage(document, index)
        if not page:
            pages.append({"text": "", "boxes": [], "objects": 0})
            continue
        found = _page(pdfium, page, left)
        pdfium.FPDF_ClosePage(page)
        if found is None:
            return {"error": "characters", "detail": most_characters}
        left -= len(found["text"])
        pages.append(found)
    pdfium.FPDF_CloseDocument(document)
    return {"pages": pages}


def _page(pdfium: Any, page: Any, most: int) -> dict[str, Any] | None:
    objects = pdfium.FPDFPage_CountObjects(page)
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        return {"text": "", "boxes": [], "objects": objects}
    count = pdfium.FPDFText_CountChars(textpage)
    if count > 3 * most:  # blanks are characters here and are left out
        return None
    found: list[tuple[str, float, float, float, float, int, int]] = []
    blank = 0
    turns = [0, 0, 0, 0]
    box = pdfium.FS_RECTF()
    x, y = ctypes.c_double(), ctypes.c_double()
    for index in range(count):
        character = _character(pdfium, textpage, index)
        if not character:
            blank = 1 if pdfium.FPDFText_GetUnicode(textpage, index) == ord(" ") else blank
            continue
        angle = pdfium.FPDFText_GetCharAngle(textpage, index) % (2 * math.pi)
        turn = round(angle / (math.pi / 2))  # clockwise
        if abs(angle - turn * math.pi / 2) > _UPRIGHT:
            continue
        if not pdfium.FPDFText_GetLooseCharBox(textpage, index, box):
            continue
        pdfium.FPDFText_GetCharOrigin(textpage, index, x, y)
        left, right, base, height = _turned(turn % 4, box.left, box.right, box.bottom, box.top, x.value, y.value)
        if all(map(math.isfinite, (left, right, base, height))):
            turns[turn % 4] += 1
            found.append((character, left, right, base, height, turn % 4, blank))
        blank = 0
    pdfium.FPDFText_ClosePage(textpage)
    kept = [entry for entry in found if entry[5] == turns.index(max(turns))]
    if len(kept) > most:
        return None
    return {
        "text": "".join(entry[0] for entry in kept),
        "boxes": [part for entry in kept for part in (*map(_rounded, entry[1:5]), entry[6])],
        "objects": objects,
    }


def _rounded(points: float) -> int:
    return round(min(max(points, -1e6), 1e6) * _PLACES)


def _character(pdfium: Any, textpage: Any, index: int) -> str:
    """Return a character, or "" for blanks (they are told by the gaps) and what has no meaning."""
    if pdfium.FPDFText_IsGenerated(textpage, index) == 1:
        return ""
    code = pdfium.FPDFText_GetUnicode(textpage, index)
    if pdfium.FPDFText_IsHyphen(textpage, index) == 1:
        return "-"
    if code < 0x20 or 0x7F <= code < 0xA0 or 0xD800 <= code < 0xE000 or code > 0x10FFFF:
        return "\ufffd" if code == 0 else ""
    character = chr(code)
    return "" if character.isspace() else character


def _turned(
    turn: int, left: float, right: float, bottom: float, top: float, x: float, y: float
) -> tuple[float, float, float, float]:
    """Return left, right, baseline and height of a character on a page that is turned by so many quarters."""
    if turn == 1:
        return -top, -bottom, x, right - left
    if turn == 2:
        return -right, -left, -y, top - bottom
    if turn == 3:
        return bottom, top, -x, right - left
    return left, right, y, top - bottom


def main() -> None:
    """Read a file from standard input and write its characters to standard output."""
    memory, most_pages, most_characters = map(int, sys.argv[1:4])
    try:
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    except (ImportError, OSError, ValueError):  # not on every system
        pass
    try:
        result = read_pages(sys.stdin.buffer.read(), most_pages, most_characters)
    except ImportError as error:
        result = {"error": "missing", "detail": str(error)}
    except MemoryError:
        result = {"error": "memory", "detail": ""}
    sys.stdout.buffer.write(json.dumps(result, ensure_ascii=True).encode("ascii"))
