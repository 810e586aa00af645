"""Results as a piece of HTML for notebooks: a headline and a table, all text escaped, no scripts."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

from reportdiff.model import Alignment, Checklist, Comparison
from reportdiff.renderers.lists import Grid, alignment_grid, alignment_view, checklist_view, short_checklist_grid
from reportdiff.renderers.view import audit
from reportdiff.renderers.wording import wording_for

__all__ = ["alignment_html", "checklist_html", "comparison_html"]

_BOX = "max-height:32em;overflow:auto"
_CELL = "text-align:left;vertical-align:top"


def comparison_html(comparison: Comparison, lang: str | None = None) -> str:
    """Return the headline of a comparison and its table of commitments and outcomes.

    Parameters
    ----------
    comparison : Comparison
        What was found.
    lang : str, optional
        Language of labels and reasons; by default that of the old report.
    """
    words = wording_for(lang, comparison.old)
    view = audit(comparison, lang)
    names = ("number", "commitment", "verdict", "outcome_short", "reason")
    rows = (
        (
            str(row.number),
            row.text,
            row.in_short(words),
            words("word.semicolon").join(row.outcomes),
            row.reason,
        )
        for group in view.groups
        for row in group.rows
    )
    grid = Grid(tuple(words(f"column.{name}") for name in names), tuple(rows))
    return _block(view.title, [view.headline, *view.remarks], grid)


def checklist_html(checklist: Checklist, lang: str | None = None) -> str:
    """Return the headline of a checklist and its commitments; see `comparison_html`."""
    view = checklist_view(checklist, lang)
    return _block(view.title, [view.headline], short_checklist_grid(checklist, lang))


def alignment_html(alignment: Alignment, lang: str | None = None) -> str:
    """Return the links of an alignment; see `comparison_html`."""
    return _block(alignment_view(alignment, lang).title, [], alignment_grid(alignment, lang))


def _block(title: str, remarks: Iterable[str], grid: Grid) -> str:
    lines = "".join(f"<div>{escape(remark)}</div>" for remark in remarks)
    return f"<div><strong>{escape(title)}</strong>{lines}{_table(grid) if grid.rows else ''}</div>"


def _table(grid: Grid) -> str:
    head = _row("th", grid.headings)
    body = "".join(_row("td", row) for row in grid.rows)
    return f'<div style="{_BOX}"><table><thead>{head}</thead><tbody>{body}</tbody></table></div>'


def _row(tag: str, cells: Sequence[str]) -> str:
    return "<tr>" + "".join(f'<{tag} style="{_CELL}">{escape(cell)}</{tag}>' for cell in cells) + "</tr>"
