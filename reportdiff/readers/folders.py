"""Folders and patterns of file names that stand for several reports."""

from __future__ import annotations

import glob
import os
from pathlib import Path

from reportdiff.errors import ReadError
from reportdiff.readers.sources import DOCUMENTS, FORMATS

__all__ = ["SUFFIXES", "files_of"]

SUFFIXES = tuple(suffix for form in (*DOCUMENTS, *FORMATS) for suffix in form.suffixes)
_TEMPORARY = ("~$", ".")  # what Word keeps beside an open document, and hidden files


def files_of(collection: str | os.PathLike[str]) -> list[Path]:
    """Return the files of a folder or a pattern that may be reports, by their suffixes."""
    folder = Path(collection)
    found = folder.iterdir() if folder.is_dir() else map(Path, glob.glob(os.fspath(collection), recursive=True))  # noqa: PTH207 - absolute patterns too
    try:
        return sorted(
            path
            for path in found
            if path.suffix.lower() in SUFFIXES and not path.name.startswith(_TEMPORARY) and path.is_file()
        )
    except OSError as error:
        raise ReadError(f"{folder}: it cannot be read ({error.strerror}); check your permissions") from None
