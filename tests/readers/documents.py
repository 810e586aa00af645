"""Reports as Word documents and PDF files, made by programs that people make them with."""

from __future__ import annotations

import io
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from xml.sax.saxutils import escape

import docx
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from reportlab.lib.enums import TA_CENTER, TA_JUSTIFY
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.cidfonts import UnicodeCIDFont
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, PageTemplate, Paragraph

SOFFICE = shutil.which("soffice")
HEADER = "云州市临江区政府工作报告"
_FONT = "STSong-Light"  # comes with every PDF viewer: no file is needed
_PART = re.compile("[一二三四五六七八九十]{1,3}、")
_SECTION = re.compile("（[一二三四五六七八九十]{1,3}）")


def lines_of(text: str) -> list[str]:
    return [line.strip() for line in text.splitlines() if line.strip()]


def _heading_level(line: str) -> int:
    if len(line) > 40 or "。" in line[:-1]:
        return 0
    return 1 if _PART.match(line) else 2 if _SECTION.match(line) else 0


def docx_of(text: str, header: str = HEADER) -> bytes:
    """Return a report as offices write it: A4, headings by style, indented paragraphs, header and page numbers."""
    document = docx.Document()
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.header.paragraphs[0].text = header
    footer = section.footer.paragraphs[0]
    footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
    footer.add_run("— ")
    field = OxmlElement("w:fldSimple")
    field.set(qn("w:instr"), "PAGE")
    footer._p.append(field)
    footer.add_run(" —")
    normal = document.styles["Normal"]
    normal.font.name, normal.font.size = "Noto Serif CJK SC", Pt(14)
    normal.element.get_or_add_rPr().get_or_add_rFonts().set(qn("w:eastAsia"), "Noto Serif CJK SC")
    for number, line in enumerate(lines_of(text)):
        level = _heading_level(line)
        paragraph = document.add_heading(line, level) if level else document.add_paragraph(line)
        if number == 0:
            paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
        elif not level:
            paragraph.paragraph_format.first_line_indent = Pt(28)
            paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    return saved(document)


def saved(document: docx.document.Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def pdf_of(text: str, *, columns: int = 1, header: str = HEADER, size: float = 12, compressed: bool = True) -> bytes:
    """Return a report as a printed page looks, in one column or in two."""
    if _FONT not in pdfmetrics.getRegisteredFontNames():
        pdfmetrics.registerFont(UnicodeCIDFont(_FONT))
    body = ParagraphStyle(
        "body", fontName=_FONT, fontSize=size, leading=1.6 * size, firstLineIndent=2 * size, alignment=TA_JUSTIFY,
        wordWrap="CJK",
    )  # fmt: skip
    title = ParagraphStyle(
        "title", body, fontSize=1.5 * size, leading=2.4 * size, firstLineIndent=0, alignment=TA_CENTER
    )
    heading = ParagraphStyle("heading", body, fontSize=1.15 * size, spaceBefore=size / 2)

    def decorate(canvas: Canvas, document: BaseDocTemplate) -> None:
        canvas.setFont(_FONT, 9)
        canvas.drawCentredString(A4[0] / 2, A4[1] - 14 * mm, header)
        canvas.drawCentredString(A4[0] / 2, 12 * mm, f"— {document.page} —")

    left, gutter = 25 * mm, 10 * mm
    width = (A4[0] - 2 * left - (columns - 1) * gutter) / columns
    frames = [
        Frame(left + i * (width + gutter), 22 * mm, width, A4[1] - 44 * mm, leftPadding=0, rightPadding=0)
        for i in range(columns)
    ]
    out = io.BytesIO()
    document = BaseDocTemplate(out, pagesize=A4, pageCompression=int(compressed), invariant=1)
    document.addPageTemplates(PageTemplate("page", frames, onPage=decorate))

    def style(number: int, line: str) -> ParagraphStyle:
        return title if number == 0 else heading if _heading_level(line) else body

    document.build([Paragraph(escape(line), style(n, line)) for n, line in enumerate(lines_of(text))])
    return out.getvalue()


def pdf_by_libreoffice(document: bytes, folder: Path) -> bytes:
    """Return a Word document as LibreOffice prints it."""
    assert SOFFICE
    source = folder / "report.docx"
    source.write_bytes(document)
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation=file://{folder / 'profile'}", "--headless", "--convert-to", "pdf",
         "--outdir", str(folder), str(source)],
        check=True, capture_output=True, timeout=180,
    )  # fmt: skip
    return source.with_suffix(".pdf").read_bytes()


def html_of(text: str) -> bytes:
    """Return a report as a page of a government site, in GB18030."""
    paragraphs = "".join(f"<p>&emsp;&emsp;{escape(line)}</p>\n" for line in lines_of(text))
    menu = "".join(f"<li><a href='/{i}'>栏目{i}</a></li>" for i in range(8))
    page = (
        "<!DOCTYPE html><html><head><meta charset='gb18030'><title>政府工作报告</title></head><body>"
        f"<ul class='nav'>{menu}</ul><div class='TRS_Editor'>{paragraphs}</div><div>版权所有</div></body></html>"
    )
    return page.encode("gb18030")


def mhtml_of(page: bytes, charset: str = "gb18030", parts: Iterable[tuple[str, bytes]] = ()) -> bytes:
    """Return a page as a browser saves it with its pictures."""
    from email.message import EmailMessage

    message = EmailMessage()
    message["From"] = "<Saved by Blink>"
    message["Subject"] = "政府工作报告"
    message["MIME-Version"] = "1.0"
    message.make_related()
    part = EmailMessage()
    part.set_content(page, "text", "html", cte="quoted-printable")
    part.set_param("charset", charset)
    message.attach(part)
    for kind, data in parts:
        other = EmailMessage()
        other.set_content(data, *kind.split("/"), cte="base64")
        message.attach(other)
    return message.as_bytes()
