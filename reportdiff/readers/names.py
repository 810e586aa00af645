"""What a string or a path stands for: a report itself, a file, or several files."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import TypeGuard

from reportdiff.readers.decoding import LINE_BREAK

__all__ = ["is_collection", "is_text"]

_WILD = re.compile(r"[*?]|\[[^\]]+\]")
# What only running text has, and no file name.
_SENTENCE = re.compile("[。！？；，：]")
_LONGEST_NAME = 255  # bytes or characters, on every file system in use


def is_text(source: str) -> bool:
    """Return whether a string is a report itself, not the path of one."""
    if not source.strip() or LINE_BREAK.search(source) or len(source) > _LONGEST_NAME:
        return True
    try:
        exists = os.path.lexists(source)
    except ValueError:  # NUL or half a surrogate pair, which no path has
        return True
    return not exists and bool(_SENTENCE.search(source))


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
