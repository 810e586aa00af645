"""Cells and pages of a workbook. Texts are other people's: each is written as text, whatever it begins with."""

from __future__ import annotations

from typing import TYPE_CHECKING

from reportdiff.controls import for_xml
from reportdiff.renderers.excel.sheets import Cell
from reportdiff.renderers.wording import Wording

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

__all__ = ["LINE", "LONGEST_CELL", "SIZE", "cell_text", "print_on_a4", "put"]

LONGEST_CELL = 32_767
"""Characters that a cell of Excel can hold; what is longer ends in an ellipsis."""

SIZE = 10  # points, of the letters
LINE = 16.0  # points, of a line of them
_MARGIN = 0.32  # inches
_LONGEST_HEADER = 80  # characters; Excel refuses more than 255 with all that belongs to it


def cell_text(text: str) -> str:
    """Return what a cell can hold of a text."""
    text = for_xml(text.replace("\r\n", "\n").replace("\r", "\n"))
    return text if len(text) <= LONGEST_CELL else text[: LONGEST_CELL - 1] + "…"


def put(sheet: Worksheet, row: int, column: int, value: Cell, **look: object) -> None:
    """Write a cell: a text as a text, even where it looks like a formula or an error."""
    cell = sheet.cell(row, column)
    if isinstance(value, str):
        if value:
            cell.value = cell_text(value)
            cell.data_type = "s"
            cell.quotePrefix = value.startswith(("=", "+", "-", "@"))
    else:
        cell.value = value
    for name, part in look.items():
        setattr(cell, name, part)


def print_on_a4(sheet: Worksheet, title: str, words: Wording) -> None:
    """Set a sheet up to be printed on A4 across, as wide as a page, with a title over every page."""
    from openpyxl.worksheet.header_footer import HeaderFooter, HeaderFooterItem, _HeaderFooterPart
    from openpyxl.worksheet.properties import PageSetupProperties

    sheet.page_setup.orientation = "landscape"
    sheet.page_setup.paperSize = 9  # A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.page_margins.left = sheet.page_margins.right = _MARGIN
    sheet.page_margins.top = sheet.page_margins.bottom = 2 * _MARGIN
    sheet.page_margins.header = sheet.page_margins.footer = _MARGIN * 0.75
    header, footer = (
        HeaderFooterItem(center=_HeaderFooterPart(text))
        for text in (for_xml(title[:_LONGEST_HEADER]).replace("&", "&&"), words("workbook.page"))
    )
    sheet.HeaderFooter = HeaderFooter(oddHeader=header if title else None, oddFooter=footer)
