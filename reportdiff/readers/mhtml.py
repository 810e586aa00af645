"""Pages that a browser saved as one file (.mht, .mhtml): a MIME message whose main part is the page."""

from __future__ import annotations

import email
import email.policy
import re
from email.message import EmailMessage

from reportdiff.errors import EmptyReportError, ReadError
from reportdiff.readers.decoding import check_text, decode
from reportdiff.readers.document import Extracted
from reportdiff.readers.html import looks_like_html, main_text
from reportdiff.readers.limits import Limits

__all__ = ["looks_like_mhtml", "page_of_mhtml"]

_HEADER = re.compile(rb"[A-Za-z][A-Za-z0-9-]*:[ \t]")
_MULTIPART = re.compile(rb"^content-type:\s*multipart/(?:related|alternative|mixed)\b", re.I | re.M)
_SINGLE = re.compile(rb"^content-type:\s*text/html\b", re.I | re.M)
_MIME = re.compile(rb"^mime-version:|^snapshot-content-location:", re.I | re.M)
_HEAD_END = re.compile(rb"\r?\n\r?\n|\r\r")
_MARK = b"\xef\xbb\xbf"
# Python has other codecs too, some of which take for ever.
_TEXT_CODECS = ("utf", "gb", "big5", "cp", "windows", "iso-", "euc", "shift", "hz")
_PAGES = ("text/html", "application/xhtml+xml")


def looks_like_mhtml(data: bytes) -> bool:
    r"""Return whether `data` begins as a saved page does: with the headers of a MIME message.

    Examples
    --------
    >>> looks_like_mhtml(b"From: <Saved by Blink>\r\nMIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n\r\n")
    True
    >>> looks_like_mhtml("政府工作报告\n\nMIME-Version: 1.0".encode())
    False
    """
    head = data[:8192].removeprefix(_MARK).lstrip()
    if not _HEADER.match(head):
        return False
    head = _HEAD_END.split(head, maxsplit=1)[0]
    return bool(_MIME.search(head) and (_MULTIPART.search(head) or _SINGLE.search(head)))


def page_of_mhtml(data: bytes, name: str, limits: Limits) -> Extracted:
    """Return the main text of the page in a web archive.

    Raises
    ------
    ReadError
        There is no page in it, or the page has no running text.
    """
    try:
        message = email.message_from_bytes(data.removeprefix(_MARK).lstrip(), policy=email.policy.default)
        pages = [page for part in message.walk() if (page := _page(part))]
    except Exception as error:  # the package repairs much and lets some faults of damaged files through
        raise ReadError(f"{name}: this web archive is damaged; open the page again and save it anew") from error
    # The page is the first part that is HTML, frames and advertisements are smaller ones after it.
    kept: tuple[str, str] | None = None
    for content, declared in pages:
        try:
            text, encoding = _decode(content, declared, name)
        except EmptyReportError:
            continue
        if kept is None or len(text) > 4 * len(kept[0]):
            kept = text, encoding
    if kept is None:
        raise ReadError(
            f"{name}: there is no page in this web archive; open the page in a browser, copy the report and save it as "
            "a text file"
        )
    text, encoding = kept
    return Extracted(main_text(text, name), encoding)


def _page(part: EmailMessage) -> tuple[bytes, str] | None:
    """Return the bytes and the declared encoding of a part that is a page."""
    if part.is_multipart() or part.get_content_type() not in _PAGES:
        return None
    content = part.get_payload(decode=True)
    return (content, part.get_content_charset("")) if isinstance(content, bytes) and content.strip() else None


def _decode(content: bytes, declared: str, name: str) -> tuple[str, str]:
    """Decode a page by what its bytes are, as files are; what the archive declares is asked when they do not tell."""
    try:
        return decode(content, name)
    except EmptyReportError:
        raise
    except ReadError:
        try:
            text = content.decode(declared) if declared.startswith(_TEXT_CODECS) else ""
        except (LookupError, UnicodeDecodeError):
            text = ""
        if not looks_like_html(text):
            raise
        check_text(text, name)
        return text, declared
