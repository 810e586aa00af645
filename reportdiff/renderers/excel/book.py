"""Excel workbooks: an audit to work through and fill in, and a checklist. Only the layout; `sheets` decides the cells.

Texts are other people's: every one of them is written as text, whatever it begins with, and never as a formula.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from reportdiff.errors import MissingExtraError
from reportdiff.model import Checklist, Comparison, Verdict
from reportdiff.renderers.excel.cells import LINE, SIZE, cell_text, print_on_a4, put
from reportdiff.renderers.excel.cover import Cover
from reportdiff.renderers.excel.sheets import (
    Cell,
    Column,
    Sheet,
    checklist_sheet,
    commitments_sheet,
    evidence_sheet,
    new_sheet,
    sections_sheet,
)
from reportdiff.renderers.lists import checklist_view
from reportdiff.renderers.packages import WRITTEN, timeless
from reportdiff.renderers.style import style
from reportdiff.renderers.tables import wrap
from reportdiff.renderers.view import audit
from reportdiff.renderers.wording import Wording, wording_for

if TYPE_CHECKING:
    from openpyxl import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["checklist_workbook", "comparison_workbook"]

_PERCENT = ("confidence", "similarity", "score")
_VERDICTS = ("machine", "decided")
_HIGHEST = 409.0  # points, of a row
_ENOUGH = 2_000  # characters fill the highest row


def comparison_workbook(comparison: Comparison, lang: str | None = None) -> bytes:
    """Return the audit as an Excel workbook, with columns for what a person decides.

    Parameters
    ----------
    comparison : Comparison
        What was found; what was decided already stands in the columns to fill in.
    lang : str, optional
        Language of labels and reasons; by default that of the old report.

    Returns
    -------
    bytes
        The sheets summary, commitments, sections, evidence and new commitments. The same input gives the same bytes.

    Raises
    ------
    MissingExtraError
        openpyxl is not installed.
    """
    words = wording_for(lang, comparison.old)
    view = audit(comparison, lang)
    sheet = commitments_sheet(comparison, words)
    book = _new_book(view.title)
    summary = Cover(book.create_sheet(words("workbook.summary")), words)
    values = summary.of_comparison(view, comparison, sheet)
    table = _add_sheet(book, sheet, view.title, words)
    _let_choose(table, sheet, words)
    _colour(table, sheet, words)
    for other in (sections_sheet, evidence_sheet, new_sheet):
        made = other(comparison, words)
        _colour(_add_sheet(book, made, view.title, words), made, words)
    return _saved(book, {"xl/worksheets/sheet1.xml": values})


def checklist_workbook(checklist: Checklist, lang: str | None = None) -> bytes:
    """Return the commitments of one report as an Excel workbook with columns to fill in; see `comparison_workbook`."""
    words = wording_for(lang, checklist.report)
    view = checklist_view(checklist, lang)
    sheet = checklist_sheet(checklist, words)
    book = _new_book(view.title)
    _add_sheet(book, sheet, view.title, words)
    about = Cover(book.create_sheet(words("workbook.about")), words)
    about.heading(view.title, 1)
    about.lines([*view.warnings, view.headline, words("workbook.how_list", sheet=sheet.title)])
    return _saved(book, {})


def _new_book(title: str) -> Workbook:
    try:
        from openpyxl import Workbook
    except ImportError as error:
        raise MissingExtraError.of("excel", "Excel workbooks", "openpyxl") from error
    book = Workbook()
    book.remove(book.worksheets[0])
    book.properties.title = cell_text(title)
    book.properties.creator = "reportdiff"
    book.properties.created = book.properties.modified = WRITTEN
    book.calculation.fullCalcOnLoad = True
    return book


def _saved(book: Workbook, values: Mapping[str, Mapping[str, float]]) -> bytes:
    out = io.BytesIO()
    book.save(out)
    return timeless(out.getvalue(), values)


def _add_sheet(book: Workbook, sheet: Sheet, title: str, words: Wording) -> Worksheet:
    """Lay out a sheet: headings that stay, filters, wrapped text, and a page set-up for A4."""
    from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
    from openpyxl.utils import get_column_letter as letter

    look = style()
    made: Worksheet = book.create_sheet(cell_text(sheet.title))
    line = Side("thin", color=look.area["line"])
    border = Border(line, line, line, line)
    font = look.fonts["sheet"]
    for place, column in enumerate(sheet.columns, 1):
        made.column_dimensions[letter(place)].width = column.width + 1.5
        put(
            made, 1, place, column.heading,
            font=Font(font, SIZE, bold=True, color=look.text["light" if column.filled_in else "dark"]),
            fill=PatternFill("solid", look.area["edit" if column.filled_in else "head"]),
            alignment=Alignment("center", "center", wrap_text=True),
            border=border,
        )  # fmt: skip
    body = Font(font, SIZE, color=look.text["dark"])
    mine = PatternFill("solid", look.area["edit_cell"])
    for number, row in enumerate(sheet.rows, 2):
        for place, (column, value) in enumerate(zip(sheet.columns, row, strict=True), 1):
            centred = "center" if column.width <= 12 else "left"
            kind = {"number_format": _format(column)} | ({"fill": mine} if column.filled_in else {})
            put(
                made, number, place, value,
                font=body, border=border, alignment=Alignment(centred, "center", wrap_text=True), **kind,
            )  # fmt: skip
        made.row_dimensions[number].height = _height(row, sheet.columns)
    last = len(sheet.rows) + 1
    made.freeze_panes = f"{letter(sheet.frozen + 1)}2"
    made.auto_filter.ref = f"A1:{letter(len(sheet.columns))}{last}"
    made.row_dimensions[1].height = 44
    made.sheet_view.zoomScale = 90
    made.print_title_rows = "1:1"
    made.print_area = f"A1:{letter(sum(column.printed for column in sheet.columns))}{last}"
    print_on_a4(made, title, words)
    return made


def _height(row: Sequence[Cell], columns: Sequence[Column]) -> float:
    """Return how high a row must be, in points; what shows a workbook does not always find out itself."""
    lines = (
        sum(len(wrap(line, column.width)) for line in value[:_ENOUGH].split("\n"))
        for value, column in zip(row, columns, strict=True)
        if isinstance(value, str) and value
    )
    return min(LINE + (max(lines, default=1) - 1) * (LINE - 2), _HIGHEST)


def _format(column: Column) -> str:
    if column.name in _PERCENT:
        return "0%"
    return "@" if column.filled_in and column.name != "merged_into" else "General"


def _let_choose(made: Worksheet, sheet: Sheet, words: Wording) -> None:
    """Put lists to choose from, and hints, on the columns that a person fills in."""
    from openpyxl.utils import get_column_letter as letter
    from openpyxl.worksheet.datavalidation import DataValidation

    if not sheet.rows:
        return
    yes = words("word.yes")
    labels = ",".join(words(f"verdict.{verdict.value}") for verdict in Verdict)
    rules = {
        "decided": DataValidation("list", formula1=f'"{labels}"', prompt=words("workbook.choose")),
        "excluded": DataValidation("list", formula1=f'"{yes}"', prompt=words("workbook.exclude", yes=yes)),
        "picked": DataValidation(None, prompt=words("workbook.pick")),
        "merged_into": DataValidation(None, prompt=words("workbook.merge")),
    }
    for name, rule in rules.items():
        place = letter(sheet.place(name))
        rule.allowBlank = rule.showErrorMessage = rule.showInputMessage = True
        rule.error = words("workbook.wrong")
        made.add_data_validation(rule)
        rule.add(f"{place}2:{place}{len(sheet.rows) + 1}")


def _colour(made: Worksheet, sheet: Sheet, words: Wording) -> None:
    """Give verdicts their colours by rules, so that they follow what is chosen; grey out what no longer counts."""
    from openpyxl.formatting.rule import Rule
    from openpyxl.styles import Font, PatternFill
    from openpyxl.styles.differential import DifferentialStyle
    from openpyxl.utils import get_column_letter as letter

    names = [column.name for column in sheet.columns]
    last = len(sheet.rows) + 1
    if last == 1:
        return
    quiet = style().text["quiet"]
    if "decided" in names:
        machine, decided, merged, excluded = (
            f"${letter(sheet.place(name))}2" for name in ("machine", "decided", "merged_into", "excluded")
        )
        struck = DifferentialStyle(font=Font(color=quiet, strike=True))
        out = Rule("expression", dxf=struck, formula=[f'OR({merged}<>"",{excluded}<>"")'])
        made.conditional_formatting.add(f"A2:{letter(sheet.place('reason'))}{last}", out)
        place = letter(sheet.place("machine"))
        differs = [f'AND({decided}<>"",{decided}<>{machine})']
        other = Rule("expression", dxf=struck, stopIfTrue=True, formula=differs)
        made.conditional_formatting.add(f"{place}2:{place}{last}", other)
    for name in _VERDICTS:
        if name not in names:
            continue
        place = letter(sheet.place(name))
        for verdict, shades in style().verdicts.items():
            colours = DifferentialStyle(
                font=Font(bold=True, color=shades.ink), fill=PatternFill("solid", bgColor=shades.fill)
            )
            label = words(f"verdict.{verdict.value}")
            rule = Rule("cellIs", operator="equal", dxf=colours, formula=[f'"{label}"'])
            made.conditional_formatting.add(f"{place}2:{place}{last}", rule)
