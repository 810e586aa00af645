"""Zipped documents (.docx, .xlsx) before anything opens them: no bombs, no entities."""

from __future__ import annotations

import io
import re
import zipfile

from reportdiff.errors import ReadError
from reportdiff.readers.limits import DEFAULT_LIMITS, Limits

__all__ = ["check_archive"]

_MOST_MEMBERS = 10_000
_XML_SHARE = 10  # the parts of XML may have a tenth of what all may have: in memory they take far more
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 65_536  # bytes; a declaration stands before the root element


def check_archive(data: bytes, name: str, limits: Limits = DEFAULT_LIMITS) -> None:
    """Refuse a zipped document that would unpack to far more than a document has, or that declares entities.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in messages.
    limits : Limits, optional
        Its `unpacked_size` is the most that it may unpack to.

    Raises
    ------
    ReadError
        It is damaged, encrypted, unpacks to too much, or holds XML with a document type declaration, which no word
        processor or spreadsheet writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            # What unpacks to more than it declares is cut off there: no more than that is ever in memory.
            unpacked = sum(member.file_size for member in members)
            xml = [member for member in members if member.filename.lower().endswith((".xml", ".rels"))]
            written = sum(member.file_size for member in xml)
            most = limits.unpacked_size
            if len(members) > _MOST_MEMBERS or unpacked > most or written > most / _XML_SHARE:
                raise ReadError(
                    f"{name}: it would unpack to {unpacked / 1e6:,.0f} MB in {len(members):,} parts, far more than a "
                    "document has; check that it is the file you mean, or allow more with --max-unpacked-size "
                    "(Limits(unpacked_size=...) in Python)"
                )
            if any(member.flag_bits & 1 for member in members):
                raise ReadError(f"{name}: it is encrypted; open it, remove the password and save it again")
            for member in xml:
                _check_part(archive, member, name)
    except ReadError:
        raise
    except Exception as error:  # zipfile has many ways to fail on a damaged file, NotImplementedError among them
        raise ReadError(
            f"{name}: this document is damaged ({type(error).__name__}: {error}); open it in the program it was made "
            "with and save it again"
        ) from error


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    with archive.open(member) as part:
        if _DECLARATION.search(part.read(_HEAD)):
            raise ReadError(
                f"{name}: its part {member.filename} declares a document type or entities, which documents do not; "
                "open it in the program it was made with and save it again"
            )
