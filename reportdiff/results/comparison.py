"""The comparison of two reports, with methods."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from reportdiff import model
from reportdiff.results.saved import Saved, choose

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from reportdiff.readers.limits import Limits
    from reportdiff.renderers.summary import Summary

__all__ = ["Comparison"]


class Comparison(Saved, model.Comparison):
    """What became of the commitments of one report, as the next one tells it."""

    __slots__ = ()

    FORMATS: ClassVar[tuple[str, ...]] = (*Saved.FORMATS, "html", "xlsx", "docx", "parquet")

    def __repr__(self) -> str:
        return f"<Comparison of {self.old.name} and {self.new.name}: {len(self.findings)} commitments>"

    @classmethod
    def of(cls, value: model.Comparison) -> Self:
        """Return a plain comparison of the model as one with methods."""
        return cls(value.old, value.new, value.findings, value.new_commitments, value.pairs, value.warnings)

    @classmethod
    def from_json(cls, text: str) -> Self:
        """Read what `to_json` has written; the result is equal to the original.

        Raises
        ------
        SchemaError
            The text is not a comparison that this version can read.
        """
        from reportdiff.serialize import comparison_from_json

        return cls.of(comparison_from_json(text))

    @property
    def decisions(self) -> tuple[model.Decision, ...]:
        """What people decided about commitments, in the order of the commitments."""
        return tuple(f.decision for f in self.findings if f.decision)

    def with_reports(
        self,
        old: str | os.PathLike[str] | None,
        new: str | os.PathLike[str] | None,
        *,
        limits: Limits | None = None,
    ) -> Self:
        """Return the comparison, read from JSON, with the reports that it is about.

        They are needed to show them, and to look up evidence that people picked.

        Raises
        ------
        ReadError
            A report cannot be read.
        PairError
            A file holds another text than the one that was compared.
        """
        from reportdiff.pipeline import read_again

        return replace(
            self,
            old=self.old if old is None else read_again(old, self.old, limits=limits),
            new=self.new if new is None else read_again(new, self.new, limits=limits),
        )

    def with_decisions(self, decisions: str | Path | Iterable[model.Decision]) -> Self:
        """Return the comparison with what people decided laid over it.

        Parameters
        ----------
        decisions : str, Path or iterable of Decision
            Decisions, or a file of them: JSON from the audit page, or an audit as CSV or Excel workbook that was
            filled in. Evidence that people picked is looked up in the new report; a comparison that was read from
            JSON knows only what it quotes, see `with_reports`.

        Returns
        -------
        Comparison
            `Finding.verdict` is the person's; `Finding.judgement` stays the machine's. A decision that no longer fits
            is told in `warnings`.

        Raises
        ------
        ReadError, SchemaError
            A file cannot be read or holds no decisions.

        Examples
        --------
        >>> import reportdiff
        >>> result = reportdiff.compare("samples/linjiang-2016.txt", "samples/linjiang-2017.txt")
        >>> first = result.findings[0].commitment.id
        >>> partial = reportdiff.Decision(first, verdict=reportdiff.Verdict.PARTIAL, by="张三")
        >>> finding = result.with_decisions([partial]).findings[0]
        >>> str(finding.verdict), str(finding.judgement.verdict)
        ('partial', 'met')
        """
        from reportdiff.overlay import lay_over

        if isinstance(decisions, str | Path):
            from reportdiff.serialize.decisions import made_about, read_decisions

            path, decisions = Path(decisions), read_decisions(decisions)
            if not made_about(path, self):
                caution = model.Caution("decision-reports", (("file", path.name),))
                laid = lay_over(self, decisions, self.new.source)
                return type(self).of(replace(laid, warnings=tuple(dict.fromkeys((*laid.warnings, caution)))))
        return type(self).of(lay_over(self, decisions, self.new.source))

    def summary(self) -> Summary:
        """Return counts and rates: of verdicts, by kind, exceeded, renewed, to be reviewed.

        Returns
        -------
        dict
            ``commitments`` counts the checkable ones and ``rates`` are shares of them; see
            `reportdiff.renderers.summary.Summary` for the keys.
        """
        from reportdiff.renderers.summary import summarise

        return summarise(self)

    def to_frame(self, what: str = "commitments") -> pd.DataFrame:
        """Return a pandas data frame.

        Parameters
        ----------
        what : {"commitments", "evidence", "targets", "sections"}
            One row a commitment, a quote that a verdict rests on, a target, or a link between sections. The columns
            are listed in `reportdiff.frames.COLUMNS`.

        Raises
        ------
        ConfigError
            There is no such frame.
        """
        from reportdiff import frames

        return choose(
            what,
            {
                "commitments": lambda: frames.commitments_frame(self),
                "sections": lambda: frames.sections_frame(self),
                "evidence": lambda: frames.evidence_frame(self),
                "targets": lambda: frames.targets_frame(self),
            },
        )

    def to_markdown(self, lang: str | None = None) -> str:
        """Return the audit as Markdown, by default in the language of the old report."""
        from reportdiff.renderers import comparison_markdown

        return comparison_markdown(self, lang)

    def to_json(self, indent: int | None = 2, lang: str | None = None) -> str:
        """Return everything as JSON, described by ``docs/schema.json``; `lang` is the language of the reasons."""
        from reportdiff.serialize import comparison_to_json

        return comparison_to_json(self, lang, indent)

    def to_csv(self, lang: str | None = None) -> str:
        """Return one line a commitment as CSV, directional ones without a number.

        Headings and reasons are in the output language. A cell that a spreadsheet would take for a formula begins with
        an apostrophe; numbers stay numbers.
        """
        from reportdiff.renderers import comparison_csv

        return comparison_csv(self, lang)

    def to_html(self, lang: str | None = None) -> str:
        """Return the audit as one web page, to read, search, print and decide in.

        It needs no network and no server. It shows the two reports beside each other where the comparison holds their
        texts: one that was read from JSON gets them with `with_reports`.
        """
        from reportdiff.renderers.page import comparison_page

        return comparison_page(self, lang)

    def to_excel(self, lang: str | None = None) -> bytes:
        """Return the audit as an Excel workbook, with columns in which a person decides.

        Needs the extra ``excel``. What was decided already stands in those columns; the same result gives the same
        bytes.

        Raises
        ------
        MissingExtraError
            openpyxl is not installed.
        """
        from reportdiff.renderers.excel import comparison_workbook

        return comparison_workbook(self, lang)

    def to_docx(self, lang: str | None = None) -> bytes:
        """Return the audit as a Word document: the usual table of tasks and outcomes, on A4 across.

        Needs the extra ``documents``. The same result gives the same bytes.

        Raises
        ------
        MissingExtraError
            python-docx is not installed.
        """
        from reportdiff.renderers.word import comparison_document

        return comparison_document(self, lang)

    def to_parquet(self, lang: str | None = None) -> bytes:
        """Return the frame of commitments as a Parquet file, with its types; `lang` is the language of the reasons.

        Needs the extra ``parquet``. `pandas.read_parquet` gives back what `to_frame` gives; the categories of a
        frame without any row are lost. The metadata of the file name the frame and the version of its columns.

        Raises
        ------
        MissingExtraError
            pyarrow is not installed.
        """
        from reportdiff import frames
        from reportdiff.renderers.parquet import parquet_bytes

        return parquet_bytes(frames.commitments_frame(self, lang), "commitments")

    def _renderers(self, lang: str | None) -> dict[str, Callable[[], str | bytes]]:
        return {
            **super()._renderers(lang),
            "html": lambda: self.to_html(lang),
            "xlsx": lambda: self.to_excel(lang),
            "docx": lambda: self.to_docx(lang),
            "parquet": lambda: self.to_parquet(lang),
        }

    def plot(self, what: str = "verdicts", lang: str | None = None) -> Figure:
        """Draw a chart; needs the extra ``plot``.

        Parameters
        ----------
        what : {"verdicts", "targets"}
            The verdicts by section of the old report; or the reported figures in percent of their targets, for the
            commitments whose target and actual are numbers of comparable units.
        lang : str, optional
            Language of labels; by default that of the old report.

        Returns
        -------
        matplotlib.figure.Figure
            Without a window; its ``savefig`` writes it.

        Raises
        ------
        ConfigError
            There is no such chart.
        MissingExtraError
            matplotlib is not installed, or no font with Chinese characters.
        """
        from reportdiff.renderers.charts import comparison_figure

        return comparison_figure(self, what, lang)

    def to_table(self, lang: str | None = None, width: int | None = None) -> str:
        """Return the audit in short, as plain text.

        Parameters
        ----------
        lang : str, optional
            Language of labels; by default that of the old report.
        width : int, optional
            Columns to fill, where a Chinese character takes two; by default those of the terminal.

        Examples
        --------
        >>> import reportdiff
        >>> result = reportdiff.compare("samples/linjiang-2016.txt", "samples/linjiang-2017.txt")
        >>> print(result.to_table(width=80).splitlines()[0])
        云州市临江区2016年政府工作报告任务完成情况对照表
        """
        from reportdiff.renderers import comparison_table

        return comparison_table(self, lang, width)

    def _repr_html_(self) -> str:
        from reportdiff.renderers import comparison_html

        return comparison_html(self)
