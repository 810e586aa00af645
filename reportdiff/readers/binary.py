"""What a file that cannot be read seems to be, and which program makes it one that can."""

from __future__ import annotations

__all__ = ["refusal"]

_CONVERT = (
    "convert it with LibreOffice ('soffice --headless --convert-to docx FILE'), or open it in WPS or Word and save it "
    "as .docx"
)
_OCR = "recognise its text first, for instance with 'tesseract FILE OUT -l chi_sim', or find the report as text"
_UNPACK = "unpack it and give the report in it"
_SAVE = "save the report in it as text"
_EXPORT = "save it as PDF or text with the program that opens it"
_UNLOCK = "open it with its password and save it without one"

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_SIGNATURES = (
    (b"{\\rtf", "an RTF document (.rtf)", _CONVERT),
    (b"\x89PNG\r\n", "a PNG image", _OCR),
    (b"\xff\xd8\xff", "a JPEG image", _OCR),
    (b"GIF87a", "a GIF image", _OCR),
    (b"GIF89a", "a GIF image", _OCR),
    (b"II*\0", "a TIFF image", _OCR),
    (b"MM\0*", "a TIFF image", _OCR),
    (b"\x1f\x8b\x08", "a gzip archive", _UNPACK),
    (b"7z\xbc\xaf\x27\x1c", "a 7z archive", _UNPACK),
    (b"Rar!\x1a\x07", "a RAR archive", _UNPACK),
)
# Names of streams in a container of the old Office formats, in the encoding that they have there.
_STREAMS = (
    ("EncryptedPackage", "a Word or Excel document with a password", _UNLOCK),
    ("WordDocument", "an old Word or WPS document (.doc, .wps)", _CONVERT),
    ("Workbook", "an old Excel workbook (.xls)", _SAVE),
    ("PowerPoint Document", "an old PowerPoint presentation (.ppt)", _SAVE),
)
_ZIPPED = (
    (b"xl/", "an Excel workbook (.xlsx)", _SAVE),
    (b"ppt/", "a PowerPoint presentation (.pptx)", _SAVE),
    (b"opendocument.text", "an OpenDocument text (.odt)", _CONVERT),
    (b"opendocument.spreadsheet", "an OpenDocument table (.ods)", _SAVE),
    (b"opendocument.presentation", "an OpenDocument presentation (.odp)", _SAVE),
    (b"epub+zip", "an e-book (.epub)", _SAVE),
    (b"OFD.xml", "an OFD document (.ofd)", _EXPORT),
    (b"word/", "a damaged Word document (.docx)", "open it in Word, WPS or LibreOffice and save it again"),
)


def refusal(data: bytes) -> str:
    """Return what kind of file, other than a report, `data` is and what to do, or an empty string.

    Examples
    --------
    >>> refusal(b"\\x1f\\x8b\\x08")
    'this is a gzip archive, which cannot be read; unpack it and give the report in it'
    >>> refusal(b"Report")
    ''
    """
    head = data[:1024].lstrip(b"\r\n\t \xef\xbb\xbf")
    kind, remedy = "", ""
    if head.startswith(_OLE):
        found = (entry[1:] for entry in _STREAMS if entry[0].encode("utf-16-le") in data)
        kind, remedy = next(found, ("an old Word, WPS or Excel document (.doc, .wps, .xls)", _CONVERT))
    elif head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        members = (entry[1:] for entry in _ZIPPED if entry[0] in data)
        kind, remedy = next(members, ("a ZIP archive", _UNPACK))
    else:
        signatures = (entry[1:] for entry in _SIGNATURES if head.startswith(entry[0]))
        kind, remedy = next(signatures, ("", ""))
    return f"this is {kind}, which cannot be read; {remedy}" if kind else ""
