"""What is got out of a file: its text, and what else is known about it."""

from __future__ import annotations

from dataclasses import dataclass

from reportdiff.model import Caution

__all__ = ["BINARY", "Extracted"]

BINARY = "binary"  # the encoding of files that are not text


@dataclass(frozen=True, slots=True)
class Extracted:
    """The text of a report as it was got out of a file.

    `pages` holds the offset at which each page begins, for formats that have pages.
    """

    text: str
    encoding: str = BINARY
    pages: tuple[int, ...] = ()
    warnings: tuple[Caution, ...] = ()
