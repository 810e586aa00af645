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
from reportdiff.readers.document import Extracted
from reportdiff.readers.docx import looks_like_docx, text_of_docx
from reportdiff.readers.html import looks_like_html, main_text
from reportdiff.readers.limits import DEFAULT_LIMITS, Limits
from reportdiff.readers.mhtml import looks_like_mhtml, page_of_mhtml
from reportdiff.readers.names import is_text
from reportdiff.readers.pdf import looks_like_pdf, text_of_pdf

__all__ = ["DOCUMENTS", "FORMATS", "Document", "Format", "line_starts", "read_source"]


def _as_it_is(text: str, name: str) -> str:
    return text


def _never(text: str) -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Format:
    """A format of reports that is text: how to know it and how to get the report.

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


@dataclass(frozen=True, slots=True)
class Document:
    """A format of reports that is not text: how to know it and how to get its text.

    Parameters
    ----------
    name : str
        What `SourceText.format` says.
    suffixes : tuple of str
        The file name suffixes it goes by, in lower case; files are told by their content all the same.
    recognise : callable
        From the bytes of a file to whether they are in this format.
    extract : callable
        From the bytes of a file, its name and the limits to its text.
    """

    name: str
    suffixes: tuple[str, ...]
    recognise: Callable[[bytes], bool]
    extract: Callable[[bytes, str, Limits], Extracted]


DOCUMENTS = (
    Document("pdf", (".pdf",), looks_like_pdf, text_of_pdf),
    Document("docx", (".docx", ".docm"), looks_like_docx, text_of_docx),
    Document("mhtml", (".mht", ".mhtml"), looks_like_mhtml, page_of_mhtml),
)

# What stands in every result in JSON and in every audit as a page or in Markdown, and in no report.
_OURS = re.compile(r'"schema": "reportdiff/|<meta name="generator" content="reportdiff">|<a id="c[0-9a-f]{8}"></a>')
_TABLES = (".csv", ".tsv")

# The first that recognises the content wins, then the first that has the suffix, then the last.
FORMATS = (
    Format("html", (".html", ".htm", ".xhtml", ".shtml"), looks_like_html, main_text),
    Format("markdown", (".md", ".markdown")),
    Format("text", (".txt", ".text")),
)


def read_source(
    source: str | os.PathLike[str] | bytes, *, name: str | None = None, limits: Limits | None = None
) -> SourceText:
    r"""Read a report from a file, from bytes or from a string.

    Parameters
    ----------
    source : str, path or bytes
        A path of an existing file, the bytes of a file, or the text itself. A string is the text when it has a line
        break, is longer than 255 characters or, no file being called so, has Chinese sentence punctuation.
    name : str, optional
        What to call it in messages. Its suffix also tells the format of bytes and strings.
    limits : Limits, optional
        How large it may be and how long reading may take.

    Returns
    -------
    SourceText
        Without `reading` and `origin`, which the layout stage fills in.

    Raises
    ------
    EmptyReportError
        There is nothing but white space.
    ReadError
        There is no such file, or it cannot be read, is in no known format, is damaged or is beyond the limits.

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
    limits = limits or DEFAULT_LIMITS
    if isinstance(source, str) and is_text(source):
        name = name or "<text>"
        text = source.removeprefix("\ufeff")
        check_text(text, name)
        form, extracted = _from_text(text, "str", name)
    else:
        path = Path("<text>") if isinstance(source, bytes) else Path(source)
        name = name or path.name
        data = source if isinstance(source, bytes) else _read_bytes(path, limits)
        form, extracted = _from_bytes(_of_size(data, name, limits), name, limits)
    text = extracted.text
    if len(text) > limits.characters:
        raise ReadError(
            f"{name}: it has {len(text):,} characters, far more than an annual report ({limits.characters:,} at most); "
            "check that it is one report and give each report a file of its own, or allow more with --max-characters "
            "(Limits(characters=...) in Python)"
        )
    return SourceText(
        text,
        name,
        form,
        extracted.encoding,
        lines=line_starts(text),
        pages=extracted.pages,
        warnings=extracted.warnings,
    )


def _from_bytes(data: bytes, name: str, limits: Limits) -> tuple[str, Extracted]:
    for document in DOCUMENTS:
        if document.recognise(data):
            return document.name, document.extract(data, name, limits)
    return _from_text(*decode(data, name), name)


def _from_text(text: str, encoding: str, name: str) -> tuple[str, Extracted]:
    if _OURS.search(text):
        raise ReadError(f"{name}: this is what reportdiff wrote of a report; give the report itself")
    if PurePath(name).suffix.lower() in _TABLES:
        raise ReadError(
            f"{name}: this is a table, not a report; give the report itself, as a text, a page or a document"
        )
    form = _format_of(text, name)
    return form.name, Extracted(form.extract(text, name), encoding)


def line_starts(text: str) -> tuple[int, ...]:
    r"""Return the offset of the first character of each line.

    Lines end at ``\n``, ``\r\n`` and ``\r`` and nowhere else.

    Examples
    --------
    >>> line_starts("一\r\n二\r三\n")
    (0, 3, 5)
    """
    return (0, *(end for match in LINE_BREAK.finditer(text) if (end := match.end()) < len(text)))


def _read_bytes(path: Path, limits: Limits) -> bytes:
    try:
        with path.open("rb") as file:
            return file.read(limits.file_size + 1)
    except FileNotFoundError:
        raise ReadError(f"no such file: {path}, check the path") from None
    except IsADirectoryError:
        raise ReadError(f"{path}: this is a folder; give the file of one report in it") from None
    except (OSError, ValueError) as error:
        reason = getattr(error, "strerror", None) or error
        raise ReadError(f"{path}: it cannot be read ({reason}); check the path and your permissions") from None


def _of_size(data: bytes, name: str, limits: Limits) -> bytes:
    if len(data) > limits.file_size:
        raise ReadError(
            f"{name}: it is larger than {limits.file_size / 1_000_000:g} MB, far more than an annual report; "
            "check that it is the file you mean, or allow more with --max-file-size (Limits(file_size=...) in Python)"
        )
    return data


def _format_of(text: str, name: str) -> Format:
    suffix = PurePath(name).suffix.lower()
    by_content = (form for form in FORMATS if form.recognise(text))
    by_suffix = (form for form in FORMATS if suffix in form.suffixes)
    return next(by_content, None) or next(by_suffix, FORMATS[-1])
