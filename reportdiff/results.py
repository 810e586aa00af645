"""The results that users hold: the model's values with methods to look at them and to save them."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, ClassVar, Self

from reportdiff import model
from reportdiff.errors import ConfigError

if TYPE_CHECKING:
    import pandas as pd

    from reportdiff.renderers.summary import Summary

__all__ = ["SUFFIXES", "Alignment", "Checklist", "Comparison"]

SUFFIXES = {
    ".md": "md",
    ".json": "json",
    ".csv": "csv",
    ".html": "html",
    ".xlsx": "xlsx",
    ".docx": "docx",
    ".parquet": "parquet",
}
"""The format that each file name suffix stands for; not every result can be written in each."""

# The methods import what they need when they are called: data frames and templates are slow to load.


class _Saved:
    """What all results have in common: they can be printed and written to a file."""

    __slots__ = ()

    FORMATS: ClassVar[tuple[str, ...]] = ("table", "json", "csv", "md")

    def to_markdown(self, lang: str | None = None) -> str:
        raise NotImplementedError

    def to_json(self, indent: int | None = 2, lang: str | None = None) -> str:
        raise NotImplementedError

    def to_csv(self, lang: str | None = None) -> str:
        raise NotImplementedError

    def to_table(self, lang: str | None = None, width: int | None = None) -> str:
        raise NotImplementedError

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


class Comparison(_Saved, model.Comparison):
    """What became of the commitments of one report, as the next one tells it."""

    __slots__ = ()

    FORMATS: ClassVar[tuple[str, ...]] = (*_Saved.FORMATS, "xlsx", "docx", "parquet")

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

    def with_reports(self, old: str | os.PathLike[str] | None, new: str | os.PathLike[str] | None) -> Self:
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
            old=self.old if old is None else read_again(old, self.old),
            new=self.new if new is None else read_again(new, self.new),
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
            from reportdiff.serialize.decisions import read_decisions

            decisions = read_decisions(decisions)
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

        return _choose(
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
            "xlsx": lambda: self.to_excel(lang),
            "docx": lambda: self.to_docx(lang),
            "parquet": lambda: self.to_parquet(lang),
        }

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


class Checklist(_Saved, model.Checklist):
    """The commitments of one report, to follow through the year."""

    __slots__ = ()

    FORMATS: ClassVar[tuple[str, ...]] = (*_Saved.FORMATS, "xlsx", "docx", "parquet")

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

        return _choose(
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


class Alignment(_Saved, model.Alignment):
    """Which sections of two reports belong together."""

    __slots__ = ()

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

        return _choose(what, {"sections": lambda: frames.sections_frame(self)})

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


def _choose(what: str, frames: Mapping[str, Callable[[], pd.DataFrame]]) -> pd.DataFrame:
    if what not in frames:
        raise ConfigError(f"no data frame {what!r}; choose one of: {', '.join(frames)}")
    return frames[what]()
