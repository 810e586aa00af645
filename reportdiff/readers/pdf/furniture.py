"""What stands on every page and is no part of the report: running headers, footers, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from statistics import median

from reportdiff.readers.pdf.glyphs import Row

__all__ = ["without_furniture"]

_DEPTH = 3  # rows at the top and at the bottom of a page that may be furniture
_SAME_PLACE = 6.0  # points
_SHARE = 0.12  # of the pages must have it
_SIDE = r"[-—–―·•.~～|/()（）\s]*"
_PAGE_NUMBER = re.compile(
    rf"{_SIDE}(?:第?(?:\d{{1,4}}|[ivxlcIVXLC]{{1,6}})页?|第[〇一二三四五六七八九十百]{{1,4}}页)"
    rf"(?:[,，/|]?(?:of|共)?\d{{1,4}}页?)?{_SIDE}"
)
_RUNNING_TEXT = re.compile("[，。；！？]")
_DIGITS = re.compile(r"\d+")
_NOTE_SIZE = 0.88  # of the size of the text, below which a row at the bottom may be a footnote
_NOTE = re.compile(r"[①-⑳⑴-⒇㊀-㊉*†‡※]|[\[〔【(（]?\d{1,3}[\]〕】)）]?\s*\D|注\s*[\d:：]")
_LEADERS = re.compile(r"[.…·．⋯]{4,}\s*\d{1,4}$")


def without_furniture(pages: Sequence[Sequence[Row]]) -> list[list[Row]]:
    """Return the rows of each page, from the top, without what is repeated on other pages and without footnotes."""
    repeated = _repeated(pages)
    body = _body_size(pages)
    return [_stripped(rows, repeated, body) for rows in pages]


def _edges(rows: Sequence[Row]) -> Iterator[tuple[int, str, Row]]:
    """Return the rows near the edges of a page, as edge (1 the top, -1 the bottom), words without numbers, row."""
    for edge, near in ((1, rows[:_DEPTH]), (-1, rows[-_DEPTH:][::-1])):
        for row in near:
            words = _DIGITS.sub("#", row.text().replace(" ", ""))
            if not _RUNNING_TEXT.search(words):
                yield edge, words, row


def _repeated(pages: Sequence[Sequence[Row]]) -> set[tuple[int, str]]:
    """Return edge and words of what stands at the same height of several pages."""
    places: dict[tuple[int, str], list[float]] = {}
    for rows in pages:
        for edge, words, row in _edges(rows):
            places.setdefault((edge, words), []).append(row.base)
    fewest = max(2, round(_SHARE * len(pages)))
    out = set()
    for key, bases in places.items():
        middle = median(bases)
        if sum(abs(base - middle) <= _SAME_PLACE for base in bases) >= fewest:
            out.add(key)
    return out


def _body_size(pages: Sequence[Sequence[Row]]) -> float:
    """Return the size that most characters have."""
    sizes: Counter[float] = Counter()
    for rows in pages:
        for row in rows:
            sizes[round(row.size, 1)] += len(row.glyphs)
    return max(sizes, key=lambda size: sizes[size]) if sizes else 0.0


def _stripped(rows: Sequence[Row], repeated: set[tuple[int, str]], body: float) -> list[Row]:
    out = list(rows)
    for edge in (1, -1):
        for _ in range(_DEPTH):
            row = (out[0] if edge == 1 else out[-1]) if out else None
            words = row.text().replace(" ", "") if row else ""
            if row is None or not ((edge, _DIGITS.sub("#", words)) in repeated or _PAGE_NUMBER.fullmatch(words)):
                break
            out.remove(row)
    out = [row for row in out if not _LEADERS.search(row.text())]
    return _without_notes(out, body)


def _without_notes(rows: list[Row], body: float) -> list[Row]:
    """Leave out the footnotes: the small rows at the bottom, from the first that begins with a mark."""
    first = len(rows)
    while first > 0 and rows[first - 1].size < _NOTE_SIZE * body:
        first -= 1
    for index in range(first, len(rows)):
        if index > 0 and _NOTE.match(rows[index].text()):
            return rows[:index]
    return rows
