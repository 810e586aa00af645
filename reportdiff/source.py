"""The text of a report and words quoted from it: where they stand, line, paragraph and page."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, field
from functools import lru_cache

__all__ = ["Caution", "Quote", "SourceText"]


@dataclass(frozen=True, slots=True)
class Caution:
    """What makes a report or a pair doubtful: its name picks the words of it, and its facts fill them."""

    name: str
    facts: tuple[tuple[str, str], ...] = ()


@lru_cache(maxsize=4)
def _paragraph_ends(reading: str) -> tuple[int, ...]:
    return tuple(match.start() for match in re.finditer("\n", reading))


@dataclass(frozen=True, slots=True)
class SourceText:
    """A decoded report and the way it is read.

    Parameters
    ----------
    text : str
        The decoded file as it is on disk; all offsets point into it.
    name : str
        What to call it in messages: the file name, or ``"<text>"``.
    format : str
        ``"text"`` or ``"markdown"``; ``"html"``, ``"mhtml"``, ``"docx"`` or ``"pdf"``, for which `text` is what was
        extracted.
    encoding : str
        The encoding the bytes were decoded with, ``"str"``, or ``"binary"`` for files that are not text.
    reading : str
        `text` as it is read: page furniture left out, soft line breaks joined, one paragraph a line, widths and
        traditional characters made alike. Never shown to anybody.
    origin : tuple of int
        For each character of `reading`, its offset in `text`; strictly increasing.
    """

    text: str = field(repr=False)
    name: str = "<text>"
    format: str = "text"
    encoding: str = "str"
    reading: str = field(default="", repr=False)
    origin: tuple[int, ...] = field(default=(), repr=False)
    lines: tuple[int, ...] = field(default=(), repr=False)  # offset of the first character of each line of `text`
    pages: tuple[int, ...] = field(default=(), repr=False)  # the same of each page, for formats that have pages
    warnings: tuple[Caution, ...] = ()  # what could not be read

    def line_at(self, offset: int) -> int:
        """Return the line number (from 1) that holds a character offset."""
        return max(1, bisect_right(self.lines, offset))

    def page_at(self, offset: int) -> int:
        """Return the page number (from 1) that holds a character offset, 0 when the format has no pages."""
        return bisect_right(self.pages, offset)

    def paragraph_at(self, offset: int) -> int:
        """Return the number (from 1) of the paragraph, as the text is read, that holds a character offset."""
        return bisect_left(_paragraph_ends(self.reading), self.to_reading(offset)) + 1

    def to_reading(self, offset: int) -> int:
        """Return the index in `reading` of the first character at or after a source offset."""
        return bisect_left(self.origin, offset)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the source span of the half-open `reading` span, which must not be empty."""
        return self.origin[start], self.origin[end - 1] + 1

    def quote(self, start: int, end: int) -> Quote:
        """Return the verbatim words behind the half-open `reading` span, which must not be empty."""
        return self.quote_at(*self.span(start, end))

    def quote_at(self, start: int, end: int) -> Quote:
        """Return the words of a half-open source span."""
        line, paragraph, page = self.line_at(start), self.paragraph_at(start), self.page_at(start)
        return Quote(self.text[start:end], start, end, line, paragraph, page)


@dataclass(frozen=True, slots=True)
class Quote:
    """Verbatim words of a report and where they stand: ``source.text[start:end] == text``.

    `line` is the line of the file, from 1; `paragraph` that of the text as it is read, which is what helps in a file
    that is one line; `page` the page of a PDF file, 0 where there are no pages.
    """

    text: str
    start: int
    end: int
    line: int
    paragraph: int = 0
    page: int = 0
