"""The checklist of one report, with methods."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, ClassVar, Self

from reportdiff import model
from reportdiff.errors import ConfigError
from reportdiff.results.saved import Saved, choose

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Checklist"]


class Checklist(Saved, model.Checklist):
    """The commitments of one report, to follow through the year."""

    __slots__ = ()

    FORMATS: ClassVar[tuple[str, ...]] = (*Saved.FORMATS, "xlsx", "docx", "parquet")

    def __repr__(self) -> str:
        return f"<Checklist of {self.report.name}: {len(self.commitments)} commitments>"

    @classmethod
    def of(cls, value: model.Checklist) -> Self:
        """Return a plain checklist of the model as one with methods."""
        return cls(value.report, value.commitments, value.warnings)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` has written; raises `SchemaError` for anything else."""
        from reportdiff.serialize import checklist_from_json

        return cls.of(checklist_from_json(text))

    def only(self, *kinds: str) -> Self:
        """Return the checklist with the commitments of some kinds.

        Parameters
        ----------
        *kinds : {"quantified", "deliverable", "directional"}
            The kinds to keep, as strings or of `Kind`.

        Raises
        ------
        ConfigError
            There is no such kind, or none is given.

        Examples
        --------
        >>> import reportdiff
        >>> checklist = reportdiff.extract("samples/linjiang-2016.txt").only("quantified")
        >>> {str(commitment.kind) for commitment in checklist.commitments}
        {'quantified'}
        """
        known = [kind.value for kind in model.Kind]
        unknown = [kind for kind in kinds if kind not in known]
        if unknown or not kinds:
            what = ", ".join(map(repr, unknown)) or "an empty list"
            raise ConfigError(f"{what} is no kind of commitment; give one or more of: {', '.join(known)}")
        return replace(self, commitments=tuple(c for c in self.commitments if c.kind in kinds))

    def summary(self) -> dict[str, int]:
        """Return the number of commitments, in all and of each kind."""
        kinds = {kind.value: sum(c.kind is kind for c in self.commitments) for kind in model.Kind}
        return {"commitments": len(self.commitments), **kinds}

    def to_frame(self, what: str = "commitments") -> pd.DataFrame:
        """Return a pandas data frame with one row a commitment, or one a target with ``what="targets"``."""
        from reportdiff import frames

        return choose(
            what,
            {
                "commitments": lambda: frames.checklist_frame(self),
                "targets": lambda: frames.targets_frame(self),
            },
        )

    def to_markdown(self, lang: str | None = None) -> str:
        """Return the list as Markdown tables with a column to fill in."""
        from reportdiff.renderers import checklist_markdown

        return checklist_markdown(self, lang)

    def to_json(self, indent: int | None = 2, lang: str | None = None) -> str:
        """Return everything as JSON; `lang` is there for symmetry and changes nothing."""
        from reportdiff.serialize import checklist_to_json

        return checklist_to_json(self, indent)

    def to_csv(self, lang: str | None = None) -> str:
        """Return one line a commitment as CSV, with last year's actual and an empty column to fill in."""
        from reportdiff.renderers import checklist_csv

        return checklist_csv(self, lang)

    def to_excel(self, lang: str | None = None) -> bytes:
        """Return the list as an Excel workbook with columns to fill in; see `Comparison.to_excel`."""
        from reportdiff.renderers.excel import checklist_workbook

        return checklist_workbook(self, lang)

    def to_docx(self, lang: str | None = None) -> bytes:
        """Return the list as a Word document with a column to fill in; see `Comparison.to_docx`."""
        from reportdiff.renderers.word import checklist_document

        return checklist_document(self, lang)

    def to_parquet(self) -> bytes:
        """Return the frame of commitments as a Parquet file; see `Comparison.to_parquet`."""
        from reportdiff import frames
        from reportdiff.renderers.parquet import parquet_bytes

        return parquet_bytes(frames.checklist_frame(self), "checklist")

    def _renderers(self, lang: str | None) -> dict[str, Callable[[], str | bytes]]:
        return {
            **super()._renderers(lang),
            "xlsx": lambda: self.to_excel(lang),
            "docx": lambda: self.to_docx(lang),
            "parquet": self.to_parquet,
        }

    def to_table(self, lang: str | None = None, width: int | None = None) -> str:
        """Return the list as plain text, by default as wide as the terminal; see `Comparison.to_table`."""
        from reportdiff.renderers import checklist_table

        return checklist_table(self, lang, width)

    def _repr_html_(self) -> str:
        from reportdiff.renderers import checklist_html

        return checklist_html(self)
