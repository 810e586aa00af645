"""The lines of a web page, as a browser would break them, before anyone decides which are the main text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import Any

__all__ = ["LONGEST_CELL", "Block", "blocks_of"]

_SKIPPED = re.compile("head|script|style|noscript|template|iframe|object|select|option|button|textarea|svg")
_CONTAINER = re.compile(
    "html|body|div|t[dh]|table|tbody|thead|tfoot|section|article|main|aside|header|footer|nav|form|fieldset|center"
    "|blockquote|pre|[uod]l|figure|details|address"
)
_PARAGRAPH = re.compile("p|h[1-6]|li|d[td]|caption|figcaption|summary|tr")
_HEADING = re.compile("h[1-6]")
_TITLE_CLASS = re.compile(r"(?:^|[\s_-])(?:title|tit|bt)(?:$|[\s_-])", re.IGNORECASE)
# A table row of short cells is one line; a row with a longer cell only lays out the page.
LONGEST_CELL = 200

_SOURCE_BREAK = re.compile(r"[ \t]*[\r\n\f]\s*")
_WIDE_LETTER = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef“”‘’—…·]"
_BESIDE_WIDE = re.compile(f"(?<={_WIDE_LETTER})\n|\n(?={_WIDE_LETTER})")
_ODD_SPACES = re.compile("[\u00a0\u2000-\u2002\u2004-\u200a ]{2,}")
_INVISIBLE = re.compile("[\u00ad\u200b-\u200f\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a page; `container` is the same for lines that stand next to each other in the same element."""

    text: str
    container: int
    heading: bool
    linked: float  # the share of its characters that are in links


@dataclass(slots=True)
class _Writer:
    blocks: list[Block] = field(default_factory=list)
    pieces: list[tuple[str, bool]] = field(default_factory=list)
    containers: list[int] = field(default_factory=lambda: [0])
    opened: int = 0
    headings: int = 0
    links: int = 0
    verbatim: int = 0
    row: bool = False  # inside a table row that is one line

    def add(self, text: str | None) -> None:
        if text and self.verbatim:
            first, *rest = text.splitlines() or [""]
            self.pieces.append((first, self.links > 0))
            for line in rest:
                self.end_line()
                self.pieces.append((line, self.links > 0))
        elif text:
            self.pieces.append((text, self.links > 0))

    def end_line(self) -> None:
        text = _tidy("".join(text for text, _ in self.pieces))
        if text:
            letters = sum(len(piece.strip()) for piece, _ in self.pieces) or 1
            linked = sum(len(piece.strip()) for piece, in_link in self.pieces if in_link) / letters
            self.blocks.append(Block(text, self.containers[-1], self.headings > 0, linked))
        self.pieces.clear()


def blocks_of(page: str) -> list[Block]:
    """Return the lines of an HTML page, paragraphs, headings and table rows one a line.

    Examples
    --------
    >>> [block.text for block in blocks_of("<h2>一、目标</h2><div>&emsp;增长8%。<br>&nbsp;新增1万人。</div>")]
    ['一、目标', '增长8%。', '新增1万人。']
    """
    from lxml import etree, html  # lxml ships no stubs

    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(page.encode("utf-8"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError):  # a page without any element
        return []
    writer = _Writer()
    skipped: Any = None
    for event, element in etree.iterwalk(root, events=("start", "end")):
        if skipped is None and event == "start":
            if _SKIPPED.fullmatch(element.tag):
                skipped = element
            else:
                _open(writer, element)
        elif skipped is None:
            _close(writer, element)
        elif event == "end" and element is skipped:
            skipped = None
            writer.add(element.tail)
    writer.end_line()
    return writer.blocks


def _open(writer: _Writer, element: Any) -> None:
    tag = element.tag
    if tag in ("br", "hr"):
        _break(writer)
    if tag == "tr" and not writer.row and _is_data_row(element):
        writer.end_line()
        writer.row = True
    elif _PARAGRAPH.fullmatch(tag) or _CONTAINER.fullmatch(tag):
        _break(writer)
    if _CONTAINER.fullmatch(tag):
        writer.opened += 1
        writer.containers.append(writer.opened)
    writer.headings += _is_heading(element)
    writer.links += _is_link(element)
    writer.verbatim += tag == "pre"
    writer.add(element.text)


def _close(writer: _Writer, element: Any) -> None:
    tag = element.tag
    if tag == "tr" and writer.row:
        writer.row = False
        writer.end_line()
    elif _PARAGRAPH.fullmatch(tag) or _CONTAINER.fullmatch(tag):
        _break(writer)
    if _CONTAINER.fullmatch(tag):
        writer.containers.pop()
    writer.headings -= _is_heading(element)
    writer.links -= _is_link(element)
    writer.verbatim -= tag == "pre"
    writer.add(element.tail)


def _break(writer: _Writer) -> None:
    if writer.row:
        writer.pieces.append((" ", False))
    else:
        writer.end_line()


def _is_heading(element: Any) -> bool:
    if _HEADING.fullmatch(element.tag):
        return True
    return element.tag in ("div", "p", "td") and bool(_TITLE_CLASS.search(element.get("class") or ""))


def _is_link(element: Any) -> bool:
    # A link into the page itself is a heading that is its own anchor; "#" alone is a button.
    href: str = (element.get("href") if element.tag == "a" else None) or ""
    return href == "#" or (href != "" and not href.startswith("#"))


def _is_data_row(row: Any) -> bool:
    if row.find(".//table") is not None:
        return False
    cells = [text for cell in row if cell.tag in ("td", "th") and (text := cell.text_content().strip())]
    return len(cells) > 1 and max(map(len, cells)) <= LONGEST_CELL


def _tidy(text: str) -> str:
    """Make white space what a browser shows, but drop the line breaks of the source beside Chinese characters."""
    text = _BESIDE_WIDE.sub("", _SOURCE_BREAK.sub("\n", _INVISIBLE.sub("", text)))
    text = re.sub("[ \t\n]+", " ", text)
    # Several no-break spaces stand for an indent: two U+3000 are what typists of Chinese put there.
    return _ODD_SPACES.sub("\u3000\u3000", text).replace("\u00a0", " ").strip()
