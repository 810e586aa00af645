"""Word documents: paragraphs with the numbers Word gives them, headings by their style, table rows as lines.

What is no part of the running text stays out: headers, footers, footnotes and their marks, comments, deleted words,
tables of contents. Inserted words, hyperlinks, results of fields and text boxes are in.
"""

from __future__ import annotations

import re
import zipfile
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Any

from reportdiff.errors import EmptyReportError, MissingExtraError, ReadError
from reportdiff.readers.archives import check_archive
from reportdiff.readers.blocks import LONGEST_CELL
from reportdiff.readers.document import Extracted
from reportdiff.readers.limits import Deadline, Limits
from reportdiff.readers.numbering import WORD, Numbering, Styles

__all__ = ["looks_like_docx", "text_of_docx"]

_HEADING_LONGEST = 60
_NUMBERED = re.compile(
    r"[（(]?(?:[〇一二三四五六七八九十百]{1,4}[、.．)）]|\d{1,3}(?:[、)）]|[.．](?!\d)))|第[一二三四五六七八九十百\d]{1,4}[章节篇部条]"
    r"|[①-⑳⑴-⒇⒈-⒛㊀-㊉]|[甲乙丙丁戊己庚辛壬癸][、.．]"
)
_SENTENCE = re.compile("[。！？]")
_MARK = re.compile(r"[\d,，*†‡\[\]〔〕①-⑳]{1,6}")  # of a note
_MATH = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_LEFT_OUT = {
    _FALLBACK,
    *(
        WORD + name
        for name in (
            "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr", "tcPr", "del", "moveFrom", "delText",
            "delInstrText", "instrText", "rt", "footnoteReference", "endnoteReference", "commentReference",
            "annotationRef",
        )
    ),
}  # fmt: skip
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-", "ptab": "\t"}
_INSERTED = {WORD + name: sign for name, sign in _SIGNS.items()}


def looks_like_docx(data: bytes) -> bool:
    """Return whether `data` is a package with a Word document in it."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(BytesIO(data)) as package:
            return any(name.startswith("word/document") for name in package.namelist())
    except Exception:  # a damaged package; what is said of it is said of files that cannot be read
        return False


@dataclass(frozen=True, slots=True)
class _Block:
    """A paragraph; `level` is that of a heading, or 0."""

    text: str
    level: int = 0
    numbered: bool = False


def text_of_docx(data: bytes, name: str, limits: Limits) -> Extracted:
    """Return the text of a Word document, paragraphs and table rows one a line.

    Headings without a number are marked as in Markdown, by the level of their style.

    Raises
    ------
    EmptyReportError
        There is no text in it.
    MissingExtraError
        python-docx is not installed.
    ReadError
        It is damaged, hostile or beyond the limits.
    """
    deadline = Deadline(name, limits.seconds)
    check_archive(data, name, limits)
    body, styles, numbering = _open(data, name)
    reader = _Reader(Styles(styles), numbering, deadline)
    text = "\n".join(_marked(list(reader.blocks(body))))
    if not text.strip():
        raise EmptyReportError(
            f"{name}: there is no text in this Word document (only pictures?); recognise the text of pictures first "
            "(OCR), or find the report as text"
        )
    return Extracted(text)


def _open(data: bytes, name: str) -> tuple[Any, Any, Any]:
    """Return the body, the styles and the numbering of a document, as elements."""
    try:
        from docx.opc.constants import RELATIONSHIP_TYPE
        from docx.oxml.parser import parse_xml
        from docx.package import Package
    except ImportError as error:
        raise MissingExtraError.of("documents", f"{name}: Word documents", "python-docx") from error

    def root(part: Any) -> Any:
        if part is None:
            return None
        return part.element if hasattr(part, "element") else parse_xml(part.blob)

    try:
        main = Package.open(BytesIO(data)).main_document_part
        related = {rel.reltype: rel.target_part for rel in main.rels.values() if not rel.is_external}
        parts: list[Any] = [main, related.get(RELATIONSHIP_TYPE.STYLES), related.get(RELATIONSHIP_TYPE.NUMBERING)]
        document, styles, numbering = map(root, parts)
        body = document.find(WORD + "body")
    except Exception as error:  # python-docx has no error of its own for each way in which a package can be broken
        raise _damaged(name, error) from error
    for tree in (document, styles, numbering):
        if tree is not None and tree.getroottree().docinfo.internalDTD is not None:
            raise ReadError(
                f"{name}: this Word document declares XML entities, which no word processor writes and attackers do; "
                "check where it comes from, or open it in Word, WPS or LibreOffice and save it again"
            )
    if body is None:
        raise ReadError(f"{name}: this Word document is in the strict format; save it again as an ordinary .docx")
    return body, styles, numbering


def _damaged(name: str, error: Exception) -> ReadError:
    what = f"{type(error).__name__}: {error}".removesuffix(": ").splitlines()[0]
    return ReadError(
        f"{name}: this Word document is damaged ({what[:120]}); open it in Word, WPS or LibreOffice and save it again"
    )


class _Reader:
    def __init__(self, styles: Styles, numbering: Any, deadline: Deadline) -> None:
        self._styles = styles
        self._numbering = Numbering(numbering, styles)
        self._deadline = deadline

    def blocks(self, parent: Any) -> Iterator[_Block]:
        """Return the paragraphs and table rows in an element, in order."""
        begun = ""  # of a paragraph whose end was deleted: it goes on in the next
        for element in parent:
            self._deadline.check()
            if element.tag == WORD + "p":
                words, boxes = self._words(element)
                if element.find(f"{WORD}pPr/{WORD}rPr/{WORD}del") is not None:
                    begun += words
                    continue
                yield from self._paragraph(element, begun + words)
                begun = ""
                for box in boxes:
                    yield from self.blocks(box)
            elif element.tag == WORD + "tbl":
                yield from self._table(element)
            elif element.tag == WORD + "sdt" and _is_contents(element):
                continue
            elif isinstance(element.tag, str) and element.tag not in _LEFT_OUT:
                yield from self.blocks(element)
        if begun.strip():
            yield _Block(begun.strip())

    def _paragraph(self, paragraph: Any, words: str) -> Iterator[_Block]:
        if any(
            name.startswith("toc ") or name in ("footnote text", "endnote text")
            for name in self._styles.names(paragraph)
        ):
            return
        lines = [line.strip(" \t") for line in words.split("\n")]
        lines = [line for line in lines if line.strip()]
        if not lines:
            return
        number = self._numbering.of(paragraph)
        level = self._styles.level(paragraph)
        is_heading = level > 0 and len(lines) == 1 and len(lines[0]) <= _HEADING_LONGEST
        is_heading = is_heading and not _SENTENCE.search(lines[0][:-1])
        numbered = bool(number) or bool(_NUMBERED.match(lines[0]))
        yield _Block(number + lines[0], level if is_heading else 0, numbered)
        yield from map(_Block, lines[1:])

    def _words(self, paragraph: Any) -> tuple[str, list[Any]]:
        words: list[str] = []
        boxes: list[Any] = []
        self._collect(paragraph, words, boxes)
        return "".join(words), boxes

    def _collect(self, parent: Any, words: list[str], boxes: list[Any]) -> None:
        for element in parent:
            tag = element.tag
            if not isinstance(tag, str) or tag in _LEFT_OUT:
                continue
            if tag in (WORD + "t", _MATH + "t"):
                words.append(element.text or "")
            elif tag in _INSERTED:
                words.append(_INSERTED[tag])
            elif tag == WORD + "txbxContent":
                boxes.append(element)
            elif tag != WORD + "r" or not (_is_hidden(element) or _is_mark(element, words)):
                self._collect(element, words, boxes)

    def _table(self, table: Any) -> Iterator[_Block]:
        for row in _children(table, WORD + "tr"):
            if row.find(f"{WORD}trPr/{WORD}del") is not None:
                continue
            cells = [list(self.blocks(cell)) for cell in _children(row, WORD + "tc")]
            texts = [" ".join(block.text.replace("\n", " ") for block in cell) for cell in cells]
            filled = [text for text in texts if text]
            if len(filled) > 1 and max(map(len, filled)) <= LONGEST_CELL:
                yield _Block(" ".join(filled))
            else:  # a row with a long cell only lays out the page
                yield from (block for cell in cells for block in cell)


def _children(parent: Any, tag: str) -> Iterator[Any]:
    """Return the children with a tag, those in content controls and insertions too."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in (WORD + "sdt", WORD + "sdtContent", WORD + "ins", WORD + "customXml"):
            yield from _children(element, tag)


def _is_hidden(run: Any) -> bool:
    vanish = run.find(f"{WORD}rPr/{WORD}vanish")
    return vanish is not None and (vanish.get(WORD + "val") or "true") not in ("0", "false", "off")


def _is_mark(run: Any, words: Sequence[str]) -> bool:
    """Tell whether a run is the mark of a note set by hand: a raised figure, but not that of a unit (km²)."""
    raised = run.find(f"{WORD}rPr/{WORD}vertAlign")
    if raised is None or raised.get(WORD + "val") != "superscript":
        return False
    text = "".join(element.text or "" for element in run.iter(WORD + "t")).strip()
    before = next((word for word in reversed(words) if word), "")[-1:]
    return bool(_MARK.fullmatch(text)) and not (before.isascii() and before.isalpha())


def _is_contents(control: Any) -> bool:
    gallery = control.find(f"{WORD}sdtPr/{WORD}docPartObj/{WORD}docPartGallery")
    return gallery is not None and gallery.get(WORD + "val") == "Table of Contents"


def _marked(blocks: list[_Block]) -> Iterable[str]:
    """Return the lines of a text, its headings marked as in Markdown where numbers do not tell their levels."""
    headings = [block for block in blocks if block.level]
    counts = Counter(block.level for block in headings)
    if headings and counts[headings[0].level] == 1 and not headings[0].numbered:
        headings = headings[1:]  # the title of the whole
    # Where some have no number, all are marked: the levels of the others must be known beside theirs.
    marked = {id(block) for block in headings} if not all(block.numbered for block in headings) else set()
    for block in blocks:
        yield "#" * min(block.level, 6) + " " + block.text if id(block) in marked else block.text
