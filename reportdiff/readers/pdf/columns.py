"""Pages in columns: where the gutter is, and which rows are read first."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from statistics import median

from reportdiff.readers.pdf.glyphs import Glyph, Row, rows_of

__all__ = ["Column", "columns_of", "common_gutter"]

_FEWEST_ROWS = 4  # on either side of a gutter
_GUTTER = 0.9  # of the size of the characters: how wide a gutter is at least
_NARROWEST = 9  # characters in the line of a column; the cells of tables are narrower
_FULL = 0.75  # how much of its width a line of a column fills, by the median; cells of tables do not
_STEP = 3.0  # points between places where a gutter is looked for
_SAME_PLACE = 12.0  # points
_DEEPEST = 2  # halves of halves: four columns


@dataclass(frozen=True, slots=True)
class Column:
    """Rows that are read one after the other; `kind` is the same for columns of the same place on different pages."""

    rows: tuple[Row, ...]
    kind: str


def common_gutter(pages: Sequence[Sequence[Row]]) -> float | None:
    """Return the place of the gutter that most pages of a file have, None for a file that is not set in columns."""
    gutters = [gutter for rows in pages if (gutter := _gutter(rows)) is not None]
    if not gutters or 2 * len(gutters) < sum(1 for rows in pages if rows):
        return None
    middle = median(gutters)
    return middle if 2 * sum(abs(gutter - middle) <= _SAME_PLACE for gutter in gutters) > len(gutters) else None


def columns_of(rows: Sequence[Row], common: float | None = None, kind: str = "") -> list[Column]:
    """Return the columns of a page in reading order.

    Parameters
    ----------
    rows : sequence of Row
        The rows of the page from the top, across all columns.
    common : float, optional
        Where the gutter of the file is; a page that has hardly anything beyond it is read in columns all the same.
    """
    if not rows:
        return []
    gutter = _gutter(rows) if len(kind) < _DEEPEST else None
    sure = gutter is None and common is not None
    gutter = common if gutter is None else gutter
    if gutter is None:
        return [Column(tuple(rows), kind)]
    out: list[Column] = []
    for split, band in _bands(rows, gutter, sure=sure):
        if split:
            glyphs = [glyph for row in band for glyph in row.glyphs]
            left = [glyph for glyph in glyphs if (glyph.left + glyph.right) / 2 <= gutter]
            right = [glyph for glyph in glyphs if (glyph.left + glyph.right) / 2 > gutter]
            # Each side has baselines of its own.
            out += columns_of(rows_of(left), None, kind + "l")
            out += columns_of(rows_of(right), None, kind + "r")
        else:
            out.append(Column(tuple(band), kind))
    return out


def _gutter(rows: Sequence[Row]) -> float | None:
    """Return the place of the gutter between two columns, None where the page has only one."""
    if not rows:
        return None
    left, right = min(row.left for row in rows), max(row.right for row in rows)
    size = median(row.size for row in rows)
    if right - left < 2 * _NARROWEST * size:
        return None
    openings = [row.openings(_GUTTER * size) for row in rows]
    known: dict[tuple[tuple[float, bool, bool], ...], int] = {}  # most places are in the same gap as the one before
    best: tuple[int, float, float] | None = None
    # More places than that are on no page, whatever a file says.
    step = max(_STEP, (right - left) / 300)
    for number in range(int((right - left) * 0.6 / step) + 1):
        x = left + (right - left) * 0.2 + number * step
        passing = tuple(row for row, gaps in zip(rows, openings, strict=True) if _holds(gaps, x))
        if min(sum(row.left < x for row in passing), sum(row.right > x for row in passing)) < _FEWEST_ROWS:
            continue
        gap = tuple((row.base, row.left < x, row.right > x) for row in passing)
        if gap not in known:
            known[gap] = sum(len(band) for split, band in _bands(rows, x) if split)
        found = known[gap]
        if found:
            key = (found, -abs(x - (left + right) / 2), x)
            best = key if best is None or key > best else best
    return best[2] if best else None


def _bands(rows: Sequence[Row], x: float, *, sure: bool = False) -> Iterator[tuple[bool, list[Row]]]:
    """Split a page into bands from the top: those in two columns, and those across the page."""
    size = median(row.size for row in rows)
    for apart, group in groupby(rows, key=lambda row: _holds(row.openings(_GUTTER * size), x)):
        band = list(group)
        yield apart and (sure or _is_two_columns(band, x, size)), band


def _holds(openings: Sequence[tuple[float, float]], x: float) -> bool:
    return any(before <= x <= after for before, after in openings)


def _is_two_columns(band: Sequence[Row], x: float, size: float) -> bool:
    glyphs = [glyph for row in band for glyph in row.glyphs]
    sides = ([g for g in glyphs if (g.left + g.right) / 2 <= x], [g for g in glyphs if (g.left + g.right) / 2 > x])
    return all(_fills(side, size) for side in sides)


def _fills(glyphs: Sequence[Glyph], size: float) -> bool:
    """Tell whether characters are running text: lines of some width that are mostly full."""
    if len(glyphs) < _FEWEST_ROWS * _NARROWEST / 2:
        return False
    lines = rows_of(glyphs)
    if len(lines) < _FEWEST_ROWS:
        return False
    left, right = min(line.left for line in lines), max(line.right for line in lines)
    width = right - left
    return width >= _NARROWEST * size and median(line.right - line.left for line in lines) >= _FULL * width
