"""Files, bytes and strings to `SourceText`: which format they are in, which encoding, and where their lines begin."""

from __future__ import annotations

import os
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path, PurePath

from reportdiff.errors import ReadError
from reportdiff.model import SourceText
from reportdiff.readers.decoding import LINE_BREAK, check_text, decode
from reportdiff.readers.html import looks_like_html, main_text
from reportdiff.readers.script import simplify

__all__ = ["FORMATS", "LARGEST_FILE", "Format", "line_starts", "read_source", "simplify"]

# What only running text has, and no file name.
_SENTENCE = re.compile("[。！？；，：]")
_LONGEST_NAME = 255  # bytes or characters, on every file system in use
LARGEST_FILE = 50_000_000  # bytes; web pages come with pictures in them
_LONGEST_REPORT = 1_000_000  # characters; long reports of governments have 30,000, of companies 400,000


def _as_it_is(text: str, name: str) -> str:
    return text


def _never(text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format of reports: how to know it and how to get its text.

    Parameters
    ----------
    name : str
        What `SourceText.format` says.
    suffixes : tuple of str
        The file name suffixes it goes by, in lower case.
    recognise : callable
        From a decoded file to whether it is in this format, whatever its name.
    extract : callable
        From a decoded file and its name to the text of the report.
    """

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[str], bool] = _never
    extract: Callable[[str, str], str] = _as_it_is


# The first that recognises the content wins, then the first that has the suffix, then the last.
FORMATS = (
    Format("html", (".html", ".htm", ".xhtml", ".shtml"), looks_like_html, main_text),
    Format("markdown", (".md", ".markdown")),
    Format("text", (".txt", ".text")),
)


def read_source(source: str | os.PathLike[str] | bytes, *, name: str | None = None) -> SourceText:
    r"""Read a report from a file, from bytes or from a string.

    Parameters
    ----------
    source : str, path or bytes
        A path of an existing file, the bytes of a file, or the text itself. A string is the text when it has a line
        break, is longer than 255 characters or, no file being called so, has Chinese sentence punctuation.
    name : str, optional
        What to call it in messages. Its suffix also tells the format of bytes and strings.

    Returns
    -------
    SourceText
        Without `reading` and `origin`, which the layout stage fills in.

    Raises
    ------
    EmptyReportError
        There is nothing but white space.
    ReadError
        There is no such file, or it cannot be read, is not text, is damaged or is far larger than a report.

    Examples
    --------
    >>> source = read_source("一、主要目标\r\n全区生产总值增长8%。\n".encode("gb18030"), name="report.txt")
    >>> source.name, source.format, source.encoding, source.lines
    ('report.txt', 'text', 'gb18030', (0, 8))
    >>> read_source("report-2016.txt")
    Traceback (most recent call last):
        ...
    reportdiff.errors.ReadError: no such file: report-2016.txt, check the path
    """
    if isinstance(source, bytes):
        name = name or "<text>"
        text, encoding = decode(_of_size(source, name), name)
    elif isinstance(source, str) and _is_text(source):
        name = name or "<text>"
        text, encoding = source.removeprefix("\ufeff"), "str"
        check_text(text, name)
    else:
        path = Path(source)
        name = name or path.name
        text, encoding = decode(_of_size(_read_bytes(path), name), name)
    form = _format_of(text, name)
    text = form.extract(text, name)
    if len(text) > _LONGEST_REPORT:
        raise ReadError(
            f"{name}: it has {len(text):,} characters, far more than an annual report ({_LONGEST_REPORT:,} at most); "
            "check that it is one report and give each report a file of its own"
        )
    return SourceText(text, name, form.name, encoding, lines=line_starts(text))


def line_starts(text: str) -> tuple[int, ...]:
    r"""Return the offset of the first character of each line.

    Lines end at ``\n``, ``\r\n`` and ``\r`` and nowhere else.

    Examples
    --------
    >>> line_starts("一\r\n二\r三\n")
    (0, 3, 5)
    """
    return (0, *(end for match in LINE_BREAK.finditer(text) if (end := match.end()) < len(text)))


def _is_text(source: str) -> bool:
    if not source.strip() or LINE_BREAK.search(source) or len(source) > _LONGEST_NAME:
        return True
    try:
        exists = os.path.lexists(source)
    except ValueError:  # NUL or half a surrogate pair, which no path has
        return True
    return not exists and bool(_SENTENCE.search(source))


def _read_bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(LARGEST_FILE + 1)
    except FileNotFoundError:
        raise ReadError(f"no such file: {path}, check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{path}: this is a folder; give the file of one report in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: it cannot be read ({reason}); check the path and your permissions") from None


def _of_size(data: bytes, name: str) -> bytes:
    if len(data) > LARGEST_FILE:
        raise ReadError(
            f"{name}: it is larger than {LARGEST_FILE // 1_000_000} MB, far more than an annual report; "
            "check that it is the file you mean"
        )
    return data


def _format_of(text: str, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    by_content = (form for form in FORMATS if form.recognise(text))
    by_suffix = (form for form in FORMATS if suffix in form.suffixes)
    return next(by_content, None) or next(by_suffix, FORMATS[-1])
