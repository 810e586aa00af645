"""The alignment of two reports, with methods."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from reportdiff import model
from reportdiff.results.saved import Saved, choose

if TYPE_CHECKING:
    import pandas as pd

__all__ = ["Alignment"]


class Alignment(Saved, model.Alignment):
    """Which sections of two reports belong together."""

    __slots__ = ()

    def __repr__(self) -> str:
        return f"<Alignment of {self.old.name} and {self.new.name}: {len(self.pairs)} links>"

    @classmethod
    def of(cls, value: model.Alignment) -> Self:
        """Return a plain alignment of the model as one with methods."""
        return cls(value.old, value.new, value.pairs, value.warnings)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` has written; raises `SchemaError` for anything else."""
        from reportdiff.serialize import alignment_from_json

        return cls.of(alignment_from_json(text))

    def summary(self) -> dict[str, dict[str, int]]:
        """Return the number of links of each status, by relation."""
        return {
            relation.value: {
                status.value: sum(p.relation is relation and p.status is status for p in self.pairs)
                for status in model.SectionStatus
            }
            for relation in model.Relation
        }

    def to_frame(self, what: str = "sections") -> pd.DataFrame:
        """Return a pandas data frame with one row a link."""
        from reportdiff import frames

        return choose(what, {"sections": lambda: frames.sections_frame(self)})

    def to_markdown(self, lang: str | None = None) -> str:
        """Return the links as Markdown tables."""
        from reportdiff.renderers import alignment_markdown

        return alignment_markdown(self, lang)

    def to_json(self, indent: int | None = 2, lang: str | None = None) -> str:
        """Return everything as JSON; `lang` is there for symmetry and changes nothing."""
        from reportdiff.serialize import alignment_to_json

        return alignment_to_json(self, indent)

    def to_csv(self, lang: str | None = None) -> str:
        """Return one line a link as CSV."""
        from reportdiff.renderers import alignment_csv

        return alignment_csv(self, lang)

    def to_table(self, lang: str | None = None, width: int | None = None) -> str:
        """Return the links as plain text, by default as wide as the terminal; see `Comparison.to_table`."""
        from reportdiff.renderers import alignment_table

        return alignment_table(self, lang, width)

    def _repr_html_(self) -> str:
        from reportdiff.renderers import alignment_html

        return alignment_html(self)
