"""Characters with their places, and the rows that they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

__all__ = ["Glyph", "Row", "is_wide", "row_of", "rows_of"]

_WIDE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]")
_SAME_ROW = 0.45  # of the height of a character: baselines that are nearer are one
_WORD_GAP = 0.16  # of the size of the letters: a blank between words
_GAP = 0.8  # the same between other characters, which justified lines move apart
_RAISED = 0.2  # of the size of the row, from which on a small figure is a mark of a footnote
_SMALL = 0.75
_DOUBLE = "—…"
_MARK = re.compile(r"[\d*†‡\[\]〔〕①-⑳]")


@dataclass(frozen=True, slots=True)
class Glyph:
    """One character; `left`, `right`, `base` and `height` are in points, `base` counts upwards.

    `after_blank` tells that the file has a blank before it.
    """

    text: str
    left: float
    right: float
    base: float
    height: float
    after_blank: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """The characters on one baseline, from left to right; `size` is that of its characters, in points."""

    glyphs: tuple[Glyph, ...]
    base: float
    size: float

    @property
    def left(self) -> float:
        return self.glyphs[0].left

    @property
    def right(self) -> float:
        return max(glyph.right for glyph in self.glyphs)

    def openings(self, width: float) -> list[tuple[float, float]]:
        """Return where there is room of a width or more, before and after the characters too."""
        out, reached = [(float("-inf"), self.left)], self.glyphs[0].right
        for glyph in self.glyphs[1:]:
            if glyph.left - reached >= width:
                out.append((reached, glyph.left))
            reached = max(reached, glyph.right)
        return [*out, (reached, float("inf"))]

    def text(self) -> str:
        """Return the words, with a blank where characters stand clearly apart."""
        out: list[str] = []
        before: Glyph | None = None
        for glyph in self.glyphs:
            if before is not None:
                gap = glyph.left - before.right
                words = before.text.isascii() and glyph.text.isascii()
                if gap > (_WORD_GAP if words else _GAP) * self.size or (words and glyph.after_blank):
                    out.append(" ")
            out.append(glyph.text)
            before = glyph
        return "".join(out)


def is_wide(character: str) -> bool:
    """Return whether a character is as wide as it is high, as Chinese ones are."""
    return bool(_WIDE.match(character))


def rows_of(glyphs: Sequence[Glyph]) -> list[Row]:
    """Return the rows of a page or of a column, from the top."""
    groups: list[list[Glyph]] = []
    base = height = 0.0
    for glyph in sorted(glyphs, key=lambda g: -g.base):
        if groups and base - glyph.base <= _SAME_ROW * max(height, glyph.height):
            groups[-1].append(glyph)
            if glyph.height > height:
                base, height = glyph.base, glyph.height
        else:
            groups.append([glyph])
            base, height = glyph.base, glyph.height
    return [row_of(group) for group in groups]


def row_of(glyphs: Sequence[Glyph]) -> Row:
    """Return a row of characters that stand on one baseline."""
    size = _size(glyphs)
    base = median(glyph.base for glyph in glyphs)
    ordered: list[Glyph] = []
    for glyph in sorted(glyphs, key=lambda g: (g.left, g.right)):
        # Bold type is sometimes made by printing twice; a dash of double width is one character that stands for two.
        twice = ordered and ordered[-1].text == glyph.text and glyph.left - ordered[-1].left < 0.2 * size
        twice = twice and glyph.text not in _DOUBLE
        if not twice and not _is_note_mark(glyph, ordered, base, size):
            ordered.append(glyph)
    return Row(tuple(ordered or glyphs), base, size)


def _size(glyphs: Sequence[Glyph]) -> float:
    wide = [g.right - g.left for g in glyphs if is_wide(g.text)]
    return max(median(wide) if wide else 0.8 * median(g.height for g in glyphs), 1.0)


def _is_note_mark(glyph: Glyph, before: Sequence[Glyph], base: float, size: float) -> bool:
    """Tell a raised figure that refers to a footnote from one of m²."""
    if not _MARK.match(glyph.text) or glyph.base - base < _RAISED * size or not before:
        return False
    last = before[-1]
    return glyph.height < _SMALL * last.height and not (last.text.isascii() and last.text.isalpha())
