"""The agenda of a review: what to look at first, and why."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence

from reportdiff.agenda import AgendaItem
from reportdiff.model import Comparison
from reportdiff.renderers.lists import Grid
from reportdiff.renderers.markdown import escape
from reportdiff.renderers.phrases import Places, as_percent, promise
from reportdiff.renderers.summary import numbers
from reportdiff.renderers.wording import join_lines, wording_for

__all__ = ["agenda_grid", "agenda_json", "agenda_markdown"]


def agenda_grid(items: Sequence[AgendaItem], comparison: Comparison, lang: str | None = None) -> Grid:
    """Return one row a commitment to look at, the first to be looked at first.

    Parameters
    ----------
    items : sequence of AgendaItem
        What to show.
    comparison : Comparison
        The comparison that they are from; its old report gives the default language.
    lang : str, optional
        Language of labels and reasons.
    """
    words = wording_for(lang, comparison.old)
    number, places = numbers(f.commitment for f in comparison.findings), Places.of(comparison.new, words)
    none = words("word.none")

    def row(item: AgendaItem) -> tuple[str, ...]:
        finding = item.finding
        quotes = [*finding.picked, *(e.quote for e in finding.evidence)]
        closest = finding.runner_up.quote if finding.runner_up else None
        best = quotes[0] if quotes else closest
        found = places.cite(best, "" if quotes else words("agenda.not_evidence")) if best else none
        verdict = words(f"verdict.{finding.verdict.value}")
        return (
            str(number.get(finding.commitment.id, "")),
            promise(finding.commitment, words),
            f"{verdict} {as_percent(finding.judgement.confidence, words)}",
            words("word.join").join(words(f"agenda.{name}") for name in item.grounds) or none,
            found,
            finding.commitment.id,
        )

    headings = ("number", "commitment", "verdict_sure", "why", "outcome_short", "id")
    return Grid(tuple(words(f"column.{name}") for name in headings), tuple(map(row, items)))


def agenda_markdown(items: Sequence[AgendaItem], comparison: Comparison, lang: str | None = None) -> str:
    """Return the agenda as a Markdown table; see `agenda_grid`."""
    words = wording_for(lang, comparison.old)
    title = words("agenda.title", place=comparison.old.place or comparison.new.place, year=comparison.old.year)
    grid = agenda_grid(items, comparison, lang)
    lines = [f"# {escape(title)}", ""]
    if grid.rows:
        lines += [_line(grid.headings), "|" + "---|" * len(grid.headings), *map(_line, grid.rows)]
    else:
        lines.append(words("agenda.empty"))
    return "\n".join(lines) + "\n"


def agenda_json(items: Iterable[AgendaItem]) -> str:
    """Return the agenda as JSON: ids, urgency and grounds, the rest is in the comparison."""
    document = {
        "schema": "reportdiff/agenda/1",
        "items": [
            {
                "commitment": item.finding.commitment.id,
                "text": join_lines(item.finding.commitment.quote.text),
                "verdict": item.finding.verdict.value,
                "confidence": item.finding.judgement.confidence,
                "urgency": item.urgency,
                "grounds": list(item.grounds),
            }
            for item in items
        ],
    }
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(map(escape, cells)) + " |"
