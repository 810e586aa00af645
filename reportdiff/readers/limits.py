"""How large a file may be and how long reading it may take, so that a broken or hostile one ends in an error."""

from __future__ import annotations

import time
from dataclasses import dataclass, fields

from reportdiff.errors import ConfigError, ReadError

__all__ = ["DEFAULT_LIMITS", "Deadline", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """What reading one report may cost; the defaults are far above what reports need.

    Parameters
    ----------
    file_size : int
        Bytes of the file. Web pages and PDF files come with pictures in them.
    unpacked_size : int
        Bytes that a Word document may have when unpacked; its text parts (XML) may have a tenth of that.
    characters : int
        Characters of the text. Long reports of governments have 30,000, of companies 400,000.
    pages : int
        Pages of a PDF file.
    seconds : float
        How long the reading of one PDF file or Word document may take.

    Raises
    ------
    ConfigError
        A limit is not above 0.

    Examples
    --------
    >>> Limits(pages=2000).pages
    2000
    >>> Limits(seconds=0)
    Traceback (most recent call last):
        ...
    reportdiff.errors.ConfigError: the limit seconds is 0; give a number above 0
    """

    file_size: int = 50_000_000
    unpacked_size: int = 200_000_000
    characters: int = 1_000_000
    pages: int = 1_000
    seconds: float = 60.0

    def __post_init__(self) -> None:
        for field in fields(self):
            value = getattr(self, field.name)
            if isinstance(value, bool) or not isinstance(value, int | float) or not value > 0:
                raise ConfigError(f"the limit {field.name} is {value!r}; give a number above 0")


DEFAULT_LIMITS = Limits()


class Deadline:
    """The time at which reading a file has taken too long."""

    def __init__(self, name: str, seconds: float) -> None:
        self._name = name
        self._seconds = seconds
        self._end = time.monotonic() + seconds

    def check(self) -> None:
        """Raise `ReadError` when the time is over."""
        if time.monotonic() > self._end:
            raise self.error()

    def error(self) -> ReadError:
        """Return what to say when the time is over."""
        return ReadError(
            f"{self._name}: reading it takes more than {self._seconds:g} seconds; check that it is the file you mean, "
            "or allow more with --max-seconds (Limits(seconds=...) in Python)"
        )
