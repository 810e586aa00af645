"""Zipped documents (.docx, .xlsx) before anything opens them: no bombs, no entities."""

from __future__ import annotations

import io
import re
import zipfile

from reportdiff.errors import ReadError

__all__ = ["check_archive"]

LARGEST_UNPACKED = 300_000_000  # bytes
_MOST_MEMBERS = 10_000
_LARGEST_XML = 100_000_000  # bytes of one part
_DECLARATION = re.compile(rb"<!(?:DOCTYPE|ENTITY)", re.IGNORECASE)
_HEAD = 65_536  # bytes; a declaration stands before the root element


def check_archive(data: bytes, name: str) -> None:
    """Refuse a zipped document that would unpack to far more than a document has, or that declares entities.

    Parameters
    ----------
    data : bytes
        The file.
    name : str
        What to call it in messages.

    Raises
    ------
    ReadError
        It is damaged, encrypted, unpacks to too much, or holds XML with a document type declaration, which no word
        processor or spreadsheet writes.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            members = archive.infolist()
            unpacked = sum(member.file_size for member in members)
            if len(members) > _MOST_MEMBERS or unpacked > LARGEST_UNPACKED:
                raise ReadError(
                    f"{name}: it would unpack to {unpacked / 1e6:,.0f} MB in {len(members):,} parts, far more than a "
                    "document has; check that it is the file you mean"
                )
            if any(member.flag_bits & 1 for member in members):
                raise ReadError(f"{name}: it is encrypted; open it, remove the password and save it again")
            for member in members:
                if member.filename.lower().endswith((".xml", ".rels")):
                    _check_part(archive, member, name)
    except ReadError:
        raise
    except Exception as error:  # zipfile has many ways to fail on a damaged file, NotImplementedError among them
        raise ReadError(
            f"{name}: this document is damaged ({type(error).__name__}: {error}); open it in the program it was made "
            "with and save it again"
        ) from error


def _check_part(archive: zipfile.ZipFile, member: zipfile.ZipInfo, name: str) -> None:
    if member.file_size > _LARGEST_XML:
        raise ReadError(f"{name}: its part {member.filename} has {member.file_size / 1e6:,.0f} MB, too much to read")
    with archive.open(member) as part:
        if _DECLARATION.search(part.read(_HEAD)):
            raise ReadError(
                f"{name}: its part {member.filename} declares a document type or entities, which documents do not; "
                "open it in the program it was made with and save it again"
            )
