"""What a file that is not text seems to be."""

from __future__ import annotations

__all__ = ["describe"]

_SIGNATURES = (
    (b"%PDF-", "a PDF document"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word, WPS or Excel document (.doc, .wps, .xls)"),
    (b"{\\rtf", "an RTF document (.rtf)"),
    (b"\x89PNG\r\n", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF87a", "a GIF image"),
    (b"GIF89a", "a GIF image"),
    (b"II*\0", "a TIFF image"),
    (b"MM\0*", "a TIFF image"),
    (b"\x1f\x8b\x08", "a gzip archive"),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
    (b"Rar!\x1a\x07", "a RAR archive"),
)
_ZIPPED = (
    (b"word/", "a Word document (.docx)"),
    (b"xl/", "an Excel workbook (.xlsx)"),
    (b"ppt/", "a PowerPoint presentation (.pptx)"),
    (b"opendocument.text", "an OpenDocument text (.odt)"),
    (b"epub+zip", "an e-book (.epub)"),
    (b"OFD.xml", "an OFD document (.ofd)"),
)


def describe(data: bytes) -> str:
    """Return what kind of file, other than text, `data` begins like, or an empty string.

    Examples
    --------
    >>> describe(b"%PDF-1.7")
    'a PDF document'
    >>> describe(b"Report")
    ''
    """
    head = data[:1024].lstrip(b"\r\n\t \xef\xbb\xbf")
    for signature, kind in _SIGNATURES:
        if head.startswith(signature):
            return kind
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return next((kind for member, kind in _ZIPPED if member in data), "a ZIP archive")
    if head.startswith((b"MIME-Version:", b"From: <Saved by")) and b"multipart/related" in data[:4096]:
        return "a web archive (.mht)"
    return ""
