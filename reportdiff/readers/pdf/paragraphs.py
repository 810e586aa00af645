"""Rows to running text: the lines of a paragraph joined, over columns and pages too."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

from reportdiff.readers.pdf.columns import Column, columns_of, common_gutter
from reportdiff.readers.pdf.furniture import without_furniture
from reportdiff.readers.pdf.glyphs import Glyph, Row, rows_of

__all__ = ["running_text"]

_INDENT = 1.0  # characters; Chinese paragraphs begin two in
_SHORT = 2.6  # characters that may be missing at the end of a full line: what cannot be divided goes to the next
_OTHER_SIZE = 0.08  # of the size: headings are larger
_APART = 1.45  # times the usual distance between lines: a blank line
_CELLS = 2.0  # characters: a gap in a line that only tables have
_NUMBERING = 6  # characters at the head of a line after which a gap is none between cells
_NUMBERED = re.compile(
    r"[（(][一二三四五六七八九十]{1,3}[）)]|[一二三四五六七八九十]{1,3}、|第[一二三四五六七八九十]{1,3}[章节篇部]"
)
_SENTENCE_END = "。！？"
_UNDIVIDED = re.compile(r"[“（《]*[A-Za-z0-9.,:/+\-—~～%％‰]+[\u4e00-\u9fff]{0,2}[，。；：、！？”）》]*")
_SLACK = 0.6  # characters, by which a line that is full may differ from its edge
_ENDS = "。！？；：”）…"
_INDENTED_SHARE = 0.03  # of the lines, from which on paragraphs of a file are taken to be indented


@dataclass(frozen=True, slots=True)
class _Line:
    """A row in its column, whose edges are `left` and `right`."""

    text: str
    row: Row
    page: int
    first: bool  # of its column
    left: float
    right: float
    pitch: float  # the usual distance between lines
    table: bool

    @property
    def size(self) -> float:
        return self.row.size

    @property
    def indent(self) -> float:
        return (self.row.left - self.left) / self.size

    @property
    def missing(self) -> float:
        return (self.right - self.row.right) / self.size

    @property
    def centred(self) -> bool:
        return self.indent > 2.5 and self.missing > 2.5 and abs(self.indent - self.missing) < 2


def running_text(pages: Sequence[Sequence[Glyph]]) -> tuple[str, tuple[int, ...]]:
    """Return the text of pages of characters in reading order, one paragraph a line, and where each page begins.

    Running headers, footers, page numbers, footnotes and tables of contents are left out.

    Examples
    --------
    >>> texts = ("新建学校", "三所。")
    >>> pages = [[Glyph(c, 9.0 * i, 9.0 * i + 9, 700.0, 9.0) for i, c in enumerate(text)] for text in texts]
    >>> running_text([pages[0], [], pages[1]])
    ('新建学校三所。', (0, 4, 4))
    """
    rows = without_furniture([rows_of(page) for page in pages])
    gutter = common_gutter(rows)
    lines = _lines([columns_of(page, gutter) for page in rows])
    indented = sum(_INDENT <= line.indent <= 4 for line in lines) >= max(2, _INDENTED_SHARE * len(lines))
    starts: dict[int, int] = {}
    out: list[str] = []
    length = 0
    before: _Line | None = None
    for line in lines:
        if before is not None:
            joint = _joint(before.text, line.text) if _goes_on(before, line, indented) else "\n"
            out.append(joint)
            length += len(joint)
        starts.setdefault(line.page, length)
        out.append(line.text)
        length += len(line.text)
        before = line
    offsets, following = [], length
    for page in reversed(range(len(pages))):
        following = starts.get(page, following)
        offsets.append(following)
    offsets = offsets[::-1]
    return "".join(out), (0, *offsets[1:]) if offsets else ()


def _lines(pages: Sequence[Sequence[Column]]) -> list[_Line]:
    kinds: dict[str, list[Row]] = {}
    for page in pages:
        for column in page:
            kinds.setdefault(column.kind, []).extend(column.rows)
    edges = {kind: _edges(rows) for kind, rows in kinds.items()}
    pitch = _pitch(pages)
    out = []
    for number, page in enumerate(pages):
        for column in page:
            left, right = edges[column.kind]
            # Margins of left and right pages may differ.
            shift = min(row.left for row in column.rows) - left
            shift = shift if len(column.rows) >= 8 and abs(shift) < 60 else min(shift, 0.0)
            for index, row in enumerate(column.rows):
                text = row.text()
                line = _Line(text, row, number, index == 0, left + shift, right + shift, pitch, _has_cells(row))
                out.append(line)
    return out


def _edges(rows: Sequence[Row]) -> tuple[float, float]:
    """Return the edges of columns of one kind: what a few rows in the margin stand beyond does not count."""
    lefts, rights = sorted(row.left for row in rows), sorted(row.right for row in rows)
    return lefts[len(rows) // 20], rights[-1 - len(rows) // 20]


def _pitch(pages: Sequence[Sequence[Column]]) -> float:
    steps = [
        above.base - below.base
        for page in pages
        for column in page
        for above, below in zip(column.rows, column.rows[1:], strict=False)
        if above.base - below.base < 4 * above.size
    ]
    return median(steps) if steps else 0.0


def _has_cells(row: Row) -> bool:
    pairs = list(zip(row.glyphs, row.glyphs[1:], strict=False))[_NUMBERING - 1 :]
    # Reports that were one line on a web page have wide gaps behind sentences.
    return any(
        after.left - before.right > _CELLS * row.size and before.text not in _SENTENCE_END for before, after in pairs
    )


def _goes_on(before: _Line, line: _Line, indented: bool) -> bool:
    """Tell whether a line belongs to the paragraph of the line before it."""
    if before.table or line.table:
        return False
    size = max(before.size, line.size)
    if abs(before.size - line.size) > _OTHER_SIZE * size:
        return False
    same_column = not line.first and line.page == before.page
    apart = before.row.base - line.row.base
    if same_column and before.pitch and apart > _APART * max(before.pitch, 1.1 * size):
        return False
    if before.centred and line.centred:
        return same_column and before.text[-1] not in _ENDS and before.missing < 6
    if line.indent > _INDENT:
        # A block that is set in as a whole is told by its full lines that end no sentence.
        same_indent = abs(before.indent - line.indent) < 0.5
        return same_indent and before.missing < 1.2 and before.text[-1] not in _ENDS
    if before.text[-1] in _SENTENCE_END and _NUMBERED.match(line.text):
        return False  # a heading that is not set in, after a line that happens to be full
    if before.missing <= _SHORT or (before.text[-1] not in _ENDS and before.missing <= _undivided(line) + _SLACK):
        return True
    # A line that is not full: the end of a paragraph, unless lines are ragged and paragraphs are told by indents.
    return indented and before.missing < 6 and before.text[-1] not in _ENDS and before.indent < _INDENT


def _undivided(line: _Line) -> float:
    """Return how wide, in characters, the number or word is that a line begins with, its unit and what closes it too.

    Nothing divides it: had it not had room on the line before, that line would end so much before its edge.
    """
    match = _UNDIVIDED.match(line.text)
    count = len(match[0]) if match else 0
    glyphs = line.row.glyphs[:count]
    return (glyphs[-1].right - glyphs[0].left) / line.size if glyphs else 0.0


def _joint(before: str, after: str) -> str:
    """Return what stands between two lines of a paragraph: a blank between words, nothing between other characters."""
    a, b = before[-1], after[0]
    return " " if a.isascii() and b.isascii() and a.isalnum() and b.isalnum() and not (a + b).isdigit() else ""
