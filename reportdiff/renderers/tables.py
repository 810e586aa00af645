"""Grids as CSV and as tables for a terminal, where Chinese characters are two columns wide."""

from __future__ import annotations

import csv
import io
import re
import shutil
import unicodedata
from collections.abc import Iterator, Sequence

from reportdiff.controls import for_terminal
from reportdiff.model import Alignment, Checklist, Comparison, Report
from reportdiff.renderers.lists import (
    Grid,
    alignment_grid,
    checklist_grid,
    comparison_grid,
    outline_grid,
    outline_view,
    short_checklist_grid,
)
from reportdiff.renderers.view import Audit, audit
from reportdiff.renderers.wording import Wording, wording_for

__all__ = [
    "alignment_csv",
    "alignment_table",
    "checklist_csv",
    "checklist_table",
    "comparison_csv",
    "comparison_table",
    "display_width",
    "grid_csv",
    "outline_csv",
    "outline_table",
    "set_table",
    "wrap",
]

_GAP = "  "
_NARROWEST = 8
# The wide forms count as well: programs set up for Chinese or Japanese read them like the narrow ones.
_FORMULA = re.compile(r"[\t\r]*[=+\-@＝＋－＠](?=.)", re.DOTALL)
_NUMBER = re.compile(r"[+\-＋－]\d[\d,]*(?:\.\d+)?%?")
_CLOSING = frozenset("，。、；：？！”’）》〉」』】〕…%,.;:?!)")  # never first on a line


def comparison_csv(comparison: Comparison, lang: str | None = None) -> str:
    """Return one line a commitment of the old report, with headings in the output language.

    Directional commitments are included, without a number. Soft line breaks inside quotes are joined. A cell that a
    spreadsheet would take for a formula begins with an apostrophe. There is no byte order mark; files get one.
    """
    return grid_csv(comparison_grid(comparison, lang))


def checklist_csv(checklist: Checklist, lang: str | None = None) -> str:
    """Return one line a commitment, with last year's actual and an empty column to fill in."""
    return grid_csv(checklist_grid(checklist, lang))


def alignment_csv(alignment: Alignment, lang: str | None = None) -> str:
    """Return one line a link between two sections."""
    return grid_csv(alignment_grid(alignment, lang))


def outline_csv(report: Report, lang: str | None = None) -> str:
    """Return one line a section."""
    return grid_csv(outline_grid(report, lang))


def comparison_table(comparison: Comparison, lang: str | None = None, width: int | None = None) -> str:
    """Return the audit in short, for a terminal.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    lang : str, optional
        Language of labels and reasons; by default that of the old report.
    width : int, optional
        Columns to fill; by default those of the terminal.

    Returns
    -------
    str
        A headline, the table of commitments and outcomes, and remarks.
    """
    words = wording_for(lang, comparison.old)
    view = audit(comparison, lang)
    headings = tuple(words(f"column.{name}") for name in ("number", "commitment", "verdict", "outcome_short"))
    table = set_table(Grid(headings, tuple(_audit_rows(view, words))), width)
    remarks = "".join(f"- {for_terminal(remark)}\n" for remark in view.remarks)
    head = f"{for_terminal(view.title)}\n{for_terminal(view.headline)}\n"
    return "\n".join(part for part in (head, table, remarks) if part)


def checklist_table(checklist: Checklist, lang: str | None = None, width: int | None = None) -> str:
    """Return the commitments of one report with a column to fill in, for a terminal; see `comparison_table`."""
    none = wording_for(lang, checklist.report)("checklist.none")
    return set_table(short_checklist_grid(checklist, lang), width) or none + "\n"


def alignment_table(alignment: Alignment, lang: str | None = None, width: int | None = None) -> str:
    """Return which sections belong together, for a terminal; see `comparison_table`."""
    none = wording_for(lang, alignment.old)("audit.no_sections")
    return set_table(alignment_grid(alignment, lang), width) or none + "\n"


def outline_table(report: Report, lang: str | None = None, width: int | None = None) -> str:
    """Return the outline of a report with indented headings, for a terminal; see `comparison_table`."""
    view = outline_view(report, lang)
    headings = (*(view.words(f"column.{name}") for name in ("title", "role")), view.place_heading)
    rows = tuple(("  " * item.depth + item.title, item.role, str(item.place)) for item in view.items)
    return set_table(Grid(headings, rows), width) or view.words("outline.none") + "\n"


def display_width(text: str) -> int:
    """Return how many columns of a terminal a text takes.

    Examples
    --------
    >>> display_width("GDP增长6%")
    9
    """
    return sum(map(_columns, text))


def wrap(text: str, width: int) -> list[str]:
    """Break a text into lines of at most `width` columns, at spaces between words and anywhere in Chinese.

    Examples
    --------
    >>> wrap("新增市场主体5000户", 12)
    ['新增市场主体', '5000户']
    >>> wrap("not mentioned", 8)
    ['not', 'mentione', 'd']
    """
    lines, line, taken = [], "", 0
    for piece in _pieces(text, width):
        columns = display_width(piece)
        if line and taken + columns > width:
            lines.append(line.rstrip())
            line = piece.lstrip()
            taken = display_width(line)
        else:
            line += piece
            taken += columns
    return [*lines, line.rstrip()]


def set_table(grid: Grid, width: int | None = None) -> str:
    """Set a grid with aligned columns, wrapping cells so that a line fits; empty for a grid without rows.

    What would command the terminal (escape sequences, overrides of the direction of writing) is written as escapes.
    """
    if not grid.rows:
        return ""
    grid = Grid(tuple(map(for_terminal, grid.headings)), tuple(tuple(map(for_terminal, row)) for row in grid.rows))
    room = width if width is not None else shutil.get_terminal_size((100, 24)).columns
    widths = _fit([max(map(display_width, column)) for column in zip(grid.headings, *grid.rows, strict=True)], room)
    rule = _GAP.join("─" * width for width in widths)
    body = (line for row in grid.rows for line in _lines(row, widths))
    return "\n".join([*_lines(grid.headings, widths), rule, *body]) + "\n"


def grid_csv(grid: Grid) -> str:
    """Return a grid as CSV; a cell that a spreadsheet would take for a formula begins with an apostrophe."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(
        [_harmless(cell) for cell in row] for row in (grid.headings, *grid.rows)
    )
    return out.getvalue()


def _harmless(cell: str) -> str:
    """Return a cell so that no spreadsheet takes it for a formula.

    Examples
    --------
    >>> [_harmless(cell) for cell in ("=A1", "+农村公路", "-3.2%", "+1,200", "—", "-")]
    ["'=A1", "'+农村公路", '-3.2%', '+1,200', '—', '-']
    """
    return f"'{cell}" if _FORMULA.match(cell) and not _NUMBER.fullmatch(cell) else cell


def _audit_rows(view: Audit, words: Wording) -> Iterator[tuple[str, ...]]:
    for group in view.groups:
        for row in group.rows:
            yield str(row.number), row.text, row.in_short(words), words("word.semicolon").join(row.outcomes)


def _columns(character: str) -> int:
    if unicodedata.combining(character) or unicodedata.category(character) in {"Mn", "Me", "Cf", "Cc"}:
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def _pieces(text: str, width: int) -> Iterator[str]:
    """Yield what must not be broken: single wide characters and narrow words, with what closes behind them."""
    piece = ""
    for character in text:
        if piece and not (_clings(piece, character) and display_width(piece + character) <= width):
            yield piece
            piece = ""
        piece += character
    if piece:
        yield piece


def _clings(piece: str, character: str) -> bool:
    if character == " " or character in _CLOSING:
        return True
    return piece[-1] != " " and _columns(piece[-1]) < 2 and _columns(character) < 2


def _fit(natural: Sequence[int], room: int) -> list[int]:
    """Return column widths that fill at most `room`: the widest column gives way, one step at a time.

    Examples
    --------
    >>> _fit([10, 60, 60], 84)
    [10, 35, 35]
    """
    widths = list(natural)
    excess = sum(widths) + len(_GAP) * (len(widths) - 1) - room
    while excess > 0 and (widest := max(widths)) > _NARROWEST:
        widths[len(widths) - 1 - widths[::-1].index(widest)] -= 1
        excess -= 1
    return widths


def _lines(cells: Sequence[str], widths: Sequence[int]) -> Iterator[str]:
    wrapped = [wrap(cell, width) for cell, width in zip(cells, widths, strict=True)]
    for i in range(max(map(len, wrapped))):
        line = [lines[i] if i < len(lines) else "" for lines in wrapped]
        padded = (text + " " * (width - display_width(text)) for text, width in zip(line, widths, strict=True))
        yield _GAP.join(padded).rstrip()
