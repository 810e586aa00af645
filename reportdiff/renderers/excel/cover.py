"""The first sheet of a workbook: what the audit found, and how to fill in the others."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from reportdiff.model import Comparison, Verdict
from reportdiff.renderers.excel.cells import LINE, SIZE, print_on_a4, put
from reportdiff.renderers.excel.sheets import Cell, Sheet, verdict_counts
from reportdiff.renderers.style import style
from reportdiff.renderers.tables import wrap
from reportdiff.renderers.view import Audit, Tally
from reportdiff.renderers.wording import Wording

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["Cover"]

_LABEL, _COUNT = 38, 16  # widths of the columns, in characters
_COUNTS = 7


class Cover:
    """The sheet that a reader sees first, filled from top to bottom."""

    def __init__(self, sheet: Worksheet, words: Wording) -> None:
        self._sheet, self._words, self._row = sheet, words, 0
        sheet.sheet_view.showGridLines = False
        sheet.column_dimensions["A"].width = _LABEL
        for place in range(2, _COUNTS + 2):
            sheet.column_dimensions[chr(ord("A") + place - 1)].width = _COUNT
        print_on_a4(sheet, "", words)

    def heading(self, text: str, level: int = 2) -> None:
        """Add a heading, after some room."""
        from openpyxl.styles import Font

        self._row += 1 if level == 1 else 2
        size = 16 if level == 1 else 12
        put(self._sheet, self._row, 1, text, font=Font(style().fonts["sheet"], size, bold=True))
        self._sheet.row_dimensions[self._row].height = size * 1.8

    def lines(self, texts: Iterable[str]) -> None:
        """Add texts, each over the whole width and as high as it needs."""
        from openpyxl.styles import Alignment, Font

        room = _LABEL + _COUNT * _COUNTS
        for text in texts:
            self._row += 1
            self._sheet.merge_cells(start_row=self._row, end_row=self._row, start_column=1, end_column=_COUNTS + 1)
            put(
                self._sheet, self._row, 1, text,
                font=Font(style().fonts["sheet"], SIZE), alignment=Alignment("left", "top", wrap_text=True),
            )  # fmt: skip
            # a merged cell does not grow with its text
            self._sheet.row_dimensions[self._row].height = LINE * len(wrap(text, room))

    def gap(self) -> None:
        """Leave room."""
        self._row += 1
        self._sheet.row_dimensions[self._row].height = LINE / 2

    def table(self, headings: Iterable[str], rows: Iterable[Iterable[Cell]], formats: Mapping[int, str]) -> int:
        """Add a table and return the number of its first row of cells; a cell that begins with ``=`` is a formula."""
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side

        line = Side("thin", color=style().area["line"])
        border = Border(line, line, line, line)
        font = style().fonts["sheet"]
        self._row += 1
        first = self._row + 1
        self._sheet.row_dimensions[self._row].height = LINE * 1.3
        for place, heading in enumerate(headings, 1):
            put(
                self._sheet, self._row, place, heading,
                font=Font(font, SIZE, bold=True), fill=PatternFill("solid", style().area["head"]),
                alignment=Alignment("left" if place == 1 else "center", "center", wrap_text=True), border=border,
            )  # fmt: skip
        for row in rows:
            self._row += 1
            cells = list(row)
            label = cells[0] if isinstance(cells[0], str) else ""
            # what shows a workbook does not always find out itself how high wrapped words are
            self._sheet.row_dimensions[self._row].height = LINE * len(wrap(label, _LABEL - 2))
            for place, value in enumerate(cells, 1):
                put(
                    self._sheet, self._row, place, value, font=Font(font, SIZE), border=border,
                    alignment=Alignment("left" if place == 1 else "center", "center", wrap_text=True),
                    number_format=formats.get(place, "General"),
                )  # fmt: skip
        return first

    def formulas(self, first: int, columns: Mapping[int, Iterable[str]]) -> None:
        """Write formulas of our own, a column each, from a row downwards."""
        for place, formulas in columns.items():
            for row, formula in enumerate(formulas, first):
                self._sheet.cell(row, place).value = formula

    def of_comparison(self, view: Audit, comparison: Comparison, sheet: Sheet) -> dict[str, float]:
        """Fill it for an audit, and return the values of its formulas by cell."""
        words = self._words
        self.heading(view.title, 1)
        self.lines(view.reports)
        if view.warnings:
            self.heading(words("audit.warnings"))
            self.lines(view.warnings)
        self.heading(words("audit.overview"))
        self.lines([view.headline])
        self.gap()
        values = self._verdicts(view, comparison, sheet) if view.verdicts else {}
        self.gap()
        self.lines(view.remarks)
        if view.groups:
            self.heading(words("audit.by_section"))
            labels = [words(f"verdict.{verdict.value}") for verdict in Verdict]
            self.table(
                [words("column.section"), words("column.count"), *labels],
                map(_numbers, (g.tally for g in view.groups)),
                {},
            )
        if sheet.rows:
            self.heading(words("workbook.how"))
            names = ("decided", "review", "picked", "excluded", "id")
            heads = {name: words(f"column.{name}") for name in names}
            slots = {
                **heads, "merged": words("column.merged_into"), "yes": words("word.yes"),
                "sheet": sheet.title, "standing": words("workbook.standing"),
            }  # fmt: skip
            self.lines(f"{n}. " + words(f"workbook.how_{n}", **slots) for n in range(1, 5))
        self.heading(words("guide.title"))
        self.lines(f"{label}{words('word.colon')}{text}" for label, text in view.guide)
        return values

    def _verdicts(self, view: Audit, comparison: Comparison, sheet: Sheet) -> dict[str, float]:
        """Add the counts of verdicts: the machine's, and by formulas those that stand after what was filled in."""
        from openpyxl.styles import Font, PatternFill

        words = self._words
        machine, standing = verdict_counts(comparison)
        total, left = sum(machine.values()), sum(standing.values())
        labels = [tally.label for tally in view.verdicts]
        heads = [words("column.verdict"), *(words(f"workbook.{name}") for name in ("machine", "standing", "share"))]
        first = self.table(
            heads, [(label, n, None, None) for label, n in zip(labels, [*machine.values(), total], strict=True)],
            {4: "0%"},
        )  # fmt: skip
        end = first + len(Verdict)
        counts = [_count_of(words(f"verdict.{v.value}"), sheet, words) for v in Verdict]
        shares = [f"=IF(C${end}=0,0,C{row}/C${end})" for row in range(first, end + 1)]
        for row, shades in enumerate(style().verdicts.values(), first):
            label = self._sheet.cell(row, 1)
            label.fill, label.font = (
                PatternFill("solid", shades.fill),
                Font(style().fonts["sheet"], SIZE, True, color=shades.ink),
            )
        self.formulas(first, {3: [*counts, f"=SUM(C{first}:C{end - 1})"], 4: shares})
        stand = [*standing.values(), left]
        return {f"C{row}": n for row, n in enumerate(stand, first)} | {
            f"D{row}": n / left if left else 0 for row, n in enumerate(stand, first)
        }


def _count_of(label: str, sheet: Sheet, words: Wording) -> str:
    """Return the formula that counts a verdict: as decided, or as the machine said where nobody has decided."""
    from openpyxl.utils import get_column_letter as letter

    def column(name: str) -> str:
        place = letter(sheet.place(name))
        return f"'{sheet.title}'!${place}$2:${place}${len(sheet.rows) + 1}"

    counted = f'{column("excluded")},"",{column("merged_into")},""'
    decided = f'COUNTIFS({column("decided")},"{label}",{counted})'
    left = f'COUNTIFS({column("decided")},"",{column("machine")},"{label}",{counted})'
    return f"={decided}+{left}"


def _numbers(tally: Tally) -> tuple[Cell, ...]:
    return (tally.label, *(int(cell) if cell.isdecimal() else cell for cell in tally.cells))
