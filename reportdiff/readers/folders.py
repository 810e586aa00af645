"""Folders and patterns of file names that stand for several reports."""

from __future__ import annotations

import glob
import os
import re
from pathlib import Path
from typing import TypeGuard

from reportdiff.errors import ReadError
from reportdiff.readers import DOCUMENTS, FORMATS, is_text

__all__ = ["SUFFIXES", "files_of", "is_collection"]

SUFFIXES = tuple(suffix for form in (*DOCUMENTS, *FORMATS) for suffix in form.suffixes)
_WILD = re.compile(r"[*?]|\[[^\]]+\]")
_TEMPORARY = ("~$", ".")  # what Word keeps beside an open document, and hidden files


def is_collection(source: object) -> TypeGuard[str | os.PathLike[str]]:
    """Return whether something stands for several files: an existing folder, or a pattern such as ``reports/*.txt``."""
    if not isinstance(source, str | os.PathLike) or (isinstance(source, str) and is_text(source)):
        return False
    path = os.fspath(source)
    if "\0" in str(path):
        return False
    try:
        return Path(path).is_dir() or (isinstance(path, str) and bool(_WILD.search(path)) and not os.path.lexists(path))
    except ValueError:
        return False


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
