"""What all results have in common: the formats they can be rendered in, and how they are written to files."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar

from reportdiff.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["SUFFIXES", "Saved", "choose"]

SUFFIXES = {
    ".md": "md",
    ".json": "json",
    ".csv": "csv",
    ".html": "html",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".parquet": "parquet",
    ".png": "png",
    ".svg": "svg",
}
"""The format that each suffix stands for; not every result can be written in each. The last two are of charts."""

# The methods import what they need when they are called: data frames and templates are slow to load.


class Saved(ABC):
    """What all results have in common: they can be printed and written to a file."""

    __slots__ = ()

    FORMATS: ClassVar[tuple[str, ...]] = ("table", "json", "csv", "md")

    @abstractmethod
    def to_markdown(self, lang: str | None = None) -> str: ...

    @abstractmethod
    def to_json(self, indent: int | None = 2, lang: str | None = None) -> str: ...

    @abstractmethod
    def to_csv(self, lang: str | None = None) -> str: ...

    @abstractmethod
    def to_table(self, lang: str | None = None, width: int | None = None) -> str: ...

    def _renderers(self, lang: str | None) -> dict[str, Callable[[], str | bytes]]:
        return {
            "table": lambda: self.to_table(lang),
            "json": lambda: self.to_json(lang=lang),
            "csv": lambda: self.to_csv(lang),
            "md": lambda: self.to_markdown(lang),
        }

    def render(self, form: str, lang: str | None = None) -> str | bytes:
        """Return the result in one of its `FORMATS`, text or the bytes of a file.

        Raises
        ------
        ConfigError
            There is no such format of this result, or no such language.
        """
        if form not in self.FORMATS:
            raise ConfigError(f"no format {form!r} of this result; choose one of: {', '.join(self.FORMATS)}")
        return self._renderers(lang)[form]()

    def save(self, path: str | Path, lang: str | None = None) -> None:
        """Write to a file in the format of its suffix, such as ``.md``, ``.json`` or ``.csv``; text is in UTF-8.

        A CSV file begins with a byte order mark, so that Excel opens it right; `to_csv` gives the same text without.
        The file is written whole or not at all: first to a draft beside it, which then takes its place. What a link
        points to is replaced, not the link, and a file that is replaced keeps its mode.

        Parameters
        ----------
        path : str or Path
            Where to write; an existing file is replaced. Folders are not created.
        lang : str, optional
            Language of labels and reasons; by default that of the (old) report.

        Raises
        ------
        ConfigError
            The suffix is not of one of this result's `FORMATS`.
        WriteError
            It cannot be written, for instance because its folder does not exist; it is an `OSError` too.
        """
        from reportdiff.serialize.files import check_writable, write_file

        path = Path(path)
        form = SUFFIXES.get(path.suffix.lower(), "")
        if form not in self.FORMATS:
            known = ", ".join(suffix for suffix, name in SUFFIXES.items() if name in self.FORMATS)
            raise ConfigError(f"{path}: cannot tell the format from {path.suffix!r}; use one of: {known}")
        check_writable(path)
        write_file(path, self.render(form, lang))


def choose(what: str, frames: Mapping[str, Callable[[], pd.DataFrame]]) -> pd.DataFrame:
    if what not in frames:
        raise ConfigError(f"no data frame {what!r}; choose one of: {', '.join(frames)}")
    return frames[what]()
