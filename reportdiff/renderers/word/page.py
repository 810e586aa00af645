"""A Word document that is filled from top to bottom: its page, fonts, headings, paragraphs and tables."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from reportdiff.controls import for_xml
from reportdiff.errors import MissingExtraError
from reportdiff.renderers.packages import WRITTEN, timeless
from reportdiff.renderers.style import Shades, style
from reportdiff.renderers.wording import Wording

if TYPE_CHECKING:
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

__all__ = ["Page", "Part", "Row"]

_WIDTH, _HEIGHT, _MARGIN = 29.7, 21.0, 1.8  # cm, A4 across
_BODY, _SMALL, _TABLE = 10.5, 8.5, 9.0  # points
_PAD = 30  # twentieths of a point, above and below what stands in a cell
_SLOT = re.compile(r"\{(page|pages)\}")
_FIELDS = {"page": "PAGE", "pages": "NUMPAGES"}


@dataclass(frozen=True, slots=True)
class Part:
    """A paragraph of a cell; `small` ones are notes."""

    text: str
    bold: bool = False
    small: bool = False


@dataclass(frozen=True, slots=True)
class Row:
    """Cells of a table, each of several paragraphs. A row with one cell is a heading across the table.

    `shades` are the colours of the cell at `shaded`.
    """

    cells: tuple[tuple[Part, ...], ...]
    shades: Shades | None = None
    shaded: int = -1


class Page:
    """A new document on A4 across with page numbers.

    Parameters
    ----------
    title : str
        What it is called, at its top and in its properties.
    words : Wording
        The words of the output.

    Raises
    ------
    MissingExtraError
        python-docx is not installed.
    """

    def __init__(self, title: str, words: Wording) -> None:
        try:
            import docx
        except ImportError as error:
            raise MissingExtraError.of("documents", "Word documents", "python-docx") from error
        self._document = docx.Document()
        self._words = words
        self._set_up()
        properties = self._document.core_properties
        properties.title, properties.author, properties.comments = for_xml(title)[:255], "reportdiff", ""
        properties.created = properties.modified = WRITTEN
        properties.language = words.language
        self.heading(title, 0)

    def bytes(self) -> bytes:
        """Return the document as a file."""
        out = io.BytesIO()
        self._document.save(out)
        return timeless(out.getvalue())

    def heading(self, text: str, level: int = 1) -> None:
        """Add a heading; level 0 is the title."""
        self._document.add_heading(for_xml(text), level)

    def paragraph(self, text: str, *, bullet: bool = False, bold: str = "", small: bool = False) -> None:
        """Add a paragraph; `bold` are words that stand in front of it."""
        made = self._document.add_paragraph(style="List Bullet" if bullet else None)
        if bold:
            made.add_run(for_xml(bold)).bold = True
        run = made.add_run(for_xml(text))
        if small:
            self._quieten(run)

    def table(self, headings: Sequence[str], widths: Sequence[float], rows: Iterable[Row]) -> None:
        """Add a table whose first row is repeated on every page.

        Parameters
        ----------
        headings : sequence of str
            One a column.
        widths : sequence of float
            Of the columns, in proportion.
        rows : iterable of Row
            What stands in it; rows are not torn apart by the end of a page.
        """
        from docx.enum.table import WD_TABLE_ALIGNMENT
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.shared import Cm

        body = list(rows)
        room = _WIDTH - 2 * _MARGIN
        wide = [Cm(room * width / sum(widths)) for width in widths]
        table = self._document.add_table(len(body) + 1, len(headings), "Table Grid")
        table.alignment, table.autofit = WD_TABLE_ALIGNMENT.CENTER, False
        table._tbl.tblPr.append(_borders())
        table._tbl.tblPr.append(_padding())
        for column, width in zip(table.columns, wide, strict=True):
            column.width = width
        head = Row(tuple((Part(heading, bold=True),) for heading in headings))
        for made, row in zip(table.rows, [head, *body], strict=True):
            properties = made._tr.get_or_add_trPr()
            properties.append(_element("w:cantSplit"))
            if row is head:
                properties.append(_element("w:tblHeader"))
            cells = made.cells
            if len(row.cells) == 1 < len(cells):
                cells = (cells[0].merge(cells[-1]),)
                _shade(cells[0], style().area["section"])
            for i, (cell, parts) in enumerate(zip(cells, row.cells, strict=True)):
                if len(cells) == len(wide):
                    cell.width = wide[i]
                if row is head:
                    _shade(cell, style().area["head"])
                    cell.paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.CENTER
                elif row.shades and i == row.shaded:
                    _shade(cell, row.shades.fill)
                self._fill(cell, parts, row.shades.ink if row.shades and i == row.shaded else "")
                if len(row.cells) == 1 and row is not head:
                    cell.paragraphs[0].paragraph_format.keep_with_next = True
        self._document.add_paragraph()

    def _fill(self, cell: _Cell, parts: Sequence[Part], ink: str) -> None:
        from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT
        from docx.shared import Pt, RGBColor

        cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER
        for i, part in enumerate(parts):
            made = cell.paragraphs[0] if i == 0 else cell.add_paragraph()
            made.style = self._document.styles["Table Text"]
            run = made.add_run(for_xml(part.text))
            run.bold = part.bold or None
            if part.small:
                self._quieten(run)
            if ink and part.bold:
                run.font.color.rgb = RGBColor.from_string(ink)
            if part.small:
                run.font.size = Pt(_SMALL - 0.5)

    def _quieten(self, run: Run) -> None:
        from docx.shared import Pt, RGBColor

        run.font.size = Pt(_SMALL)
        run.font.color.rgb = RGBColor.from_string(style().text["quiet"])

    def _set_up(self) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.enum.style import WD_STYLE_TYPE
        from docx.enum.text import WD_ALIGN_PARAGRAPH
        from docx.oxml.ns import qn
        from docx.shared import Cm

        section = self._document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE
        section.page_width, section.page_height = Cm(_WIDTH), Cm(_HEIGHT)
        section.left_margin = section.right_margin = Cm(_MARGIN)
        section.top_margin = section.bottom_margin = Cm(_MARGIN)
        fonts = style().fonts
        body, heading = (fonts["latin"], fonts["east_asian"]), (fonts["latin_heading"], fonts["east_asian_heading"])
        styles: Any = self._document.styles
        table = styles.add_style("Table Text", WD_STYLE_TYPE.PARAGRAPH)
        table.base_style = styles["Normal"]
        for language in self._document.styles.element.xpath("//w:docDefaults//w:lang"):
            language.set(qn("w:eastAsia"), "zh-CN")  # the shapes of characters, whatever the language of the labels
        _letters(styles["Normal"], *body, _BODY, after=4)
        _letters(table, *body, _TABLE, after=0)
        _letters(styles["Title"], *heading, 20, after=10)
        _letters(styles["Heading 1"], *heading, 14, before=14, after=6)
        _letters(styles["Heading 2"], *heading, 11.5, before=8, after=4)
        title = styles["Title"]
        title.paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
        for border in title.element.xpath("w:pPr/w:pBdr"):
            border.getparent().remove(border)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        _number_pages(footer, self._words.texts["document.page"])


def _letters(named: Any, latin: str, east_asian: str, size: float, *, after: float, before: float = 0) -> None:
    """Set the fonts of a style, also those of Chinese characters, which Word keeps apart."""
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    named.font.name, named.font.size = latin, Pt(size)
    named.font.color.rgb = RGBColor.from_string(style().text["dark"])
    fonts = named.element.rPr.rFonts
    for theme in ("asciiTheme", "hAnsiTheme", "eastAsiaTheme", "cstheme"):
        fonts.attrib.pop(qn(f"w:{theme}"), None)
    fonts.set(qn("w:eastAsia"), east_asian)
    named.paragraph_format.space_before, named.paragraph_format.space_after = Pt(before), Pt(after)
    named.paragraph_format.line_spacing = 1.0


def _number_pages(paragraph: Paragraph, text: object) -> None:
    """Write a text in which the number of the page, and of all pages, are fields."""
    for i, piece in enumerate(_SLOT.split(str(text))):
        run = paragraph.add_run()
        if i % 2 == 0:
            run.text = piece
            continue
        for kind in ("begin", "", "separate", "number", "end"):
            if kind == "":
                code = _element("w:instrText")
                code.text = f" {_FIELDS[piece]} "
                run._r.append(code)
            elif kind == "number":
                run._r.append(_element("w:t"))
                run._r[-1].text = "1"
            else:
                run._r.append(_element("w:fldChar", fldCharType=kind))


def _borders() -> Any:
    made = _element("w:tblBorders")
    for side in ("top", "left", "bottom", "right", "insideH", "insideV"):
        made.append(_element(f"w:{side}", val="single", sz="4", space="0", color=style().area["line"]))
    return made


def _padding() -> Any:
    made = _element("w:tblCellMar")
    for side, room in (("top", _PAD), ("left", 2 * _PAD), ("bottom", _PAD), ("right", 2 * _PAD)):
        made.append(_element(f"w:{side}", w=str(room), type="dxa"))
    return made


def _shade(cell: _Cell, colour: str) -> None:
    cell._tc.get_or_add_tcPr().append(_element("w:shd", val="clear", color="auto", fill=colour))


def _element(name: str, **attributes: str) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(name)
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), value)
    return made
