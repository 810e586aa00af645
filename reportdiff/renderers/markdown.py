"""Markdown of audits, checklists, alignments and outlines; the templates lay out what the views decided.

Everything that a template prints is escaped unless it is marked as safe: quotes come from other people's texts.
"""

from __future__ import annotations

import re
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from reportdiff.controls import for_terminal
from reportdiff.model import Alignment, Checklist, Comparison, Report
from reportdiff.renderers.lists import alignment_view, checklist_view, outline_view
from reportdiff.renderers.view import audit
from reportdiff.renderers.wording import join_lines, wording_for

__all__ = ["alignment_markdown", "checklist_markdown", "comparison_markdown", "escape", "outline_markdown"]

_SPECIAL = re.compile(r"[\\`*_{}\[\]|~$&#!]")


def comparison_markdown(comparison: Comparison, lang: str | None = None) -> str:
    """Return the audit of a comparison: the table of commitments and outcomes, and what follows from it.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    lang : str, optional
        Language of labels and reasons, ``"zh"`` or ``"en"``; by default that of the old report. Quotes stay as they
        are.

    Returns
    -------
    str
        GitHub-flavoured Markdown. Every checkable commitment is in it, with its reason.

    Raises
    ------
    ConfigError
        There are no words in that language.
    """
    return _render("comparison", view=audit(comparison, lang), w=wording_for(lang, comparison.old))


def checklist_markdown(checklist: Checklist, lang: str | None = None) -> str:
    """Return the commitments of one report as tables with a column to fill in; see `comparison_markdown`."""
    return _render("checklist", view=checklist_view(checklist, lang), w=wording_for(lang, checklist.report))


def alignment_markdown(alignment: Alignment, lang: str | None = None) -> str:
    """Return which sections of two reports belong together; see `comparison_markdown`.

    Examples
    --------
    >>> from reportdiff.model import ReportInfo
    >>> old, new = (ReportInfo("", "", "临江区", y, "zh", "text", "utf-8", 0, 0, "", ()) for y in (2016, 2017))
    >>> print(alignment_markdown(Alignment(old, new, ())))
    # 临江区政府工作报告章节对应（2016年 → 2017年）
    <BLANKLINE>
    没有找到对应的章节。
    <BLANKLINE>
    """
    return _render("alignment", view=alignment_view(alignment, lang), w=wording_for(lang, alignment.old))


def outline_markdown(report: Report, lang: str | None = None) -> str:
    """Return the outline of a report as a nested list; see `comparison_markdown`."""
    view = outline_view(report, lang)
    return _render("outline", view=view, w=view.words)


def escape(text: str) -> str:
    r"""Return words so that Markdown shows them as they are, on one line and inside a table cell.

    Characters that are no letters but commands, such as those of terminals, are written as escapes.

    Examples
    --------
    >>> print(escape("A|B*_<项目>\n二期"))
    A\|B\*\_&lt;项目>二期
    """
    return _SPECIAL.sub(r"\\\g<0>", for_terminal(join_lines(text))).replace("<", "&lt;")


def _render(name: str, **values: object) -> str:
    return _environment().get_template(f"{name}.md.j2").render(**values).strip() + "\n"


def _finalise(value: object) -> Markup:
    # Jinja escapes for HTML what is not Markup yet; coming first, this escapes for Markdown instead.
    return value if isinstance(value, Markup) else Markup(escape(str(value)))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("reportdiff.renderers"),
        autoescape=True,
        finalize=_finalise,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["heading"] = _heading
    return environment


def _heading(label: str) -> str:
    return label[:1].upper() + label[1:]
