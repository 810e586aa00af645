"""Which section continues, answers, splits or merges which: an assignment by content, many to many."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from reportdiff.languages.base import Language
from reportdiff.model import Relation, Report, Role, Section, SectionPair, SectionStatus
from reportdiff.similarity import section_cosines

__all__ = ["SectionLinks", "align_sections", "alignable"]

_SAME_TITLE = 85.0  # from this likeness of titles (0 to 100) on a section is kept, not renamed
_OF_BEST = {Relation.CONTINUES: 0.71, Relation.ANSWERS: 0.80}  # a further link must be at least this near to the best


@dataclass(frozen=True, slots=True)
class SectionLinks:
    """The links, and the similarity of every pair of sections, for use as a prior: {(old id, new id): 0 to 1}."""

    pairs: tuple[SectionPair, ...]
    prior: Mapping[tuple[str, str], float]


def alignable(report: Report, roles: Sequence[Role]) -> list[Section]:
    """Return the sections of a report that are aligned: those of level 2, and those of level 1 without any.

    A greeting in the middle of a report that only addresses the audience is left out where it has no content.
    """
    parents = {s.parent for s in report.sections if s.level == 2 and s.role in roles}
    out = []
    for section in report.sections:
        if section.role not in roles:
            continue
        if section.level == 2 or (section.level == 1 and section.id not in parents):
            out.append(section)
    return out


def align_sections(old: Report, new: Report, language: Language, *, threshold: float) -> SectionLinks:
    """Link the sections of the old plan to those of the new plan and of the new review.

    Parameters
    ----------
    old, new : Report
        Two consecutive reports.
    language : Language
        The language pack.
    threshold : float
        The least similarity (0 to 1) of a link.

    Returns
    -------
    SectionLinks
        Links in the order of the old report, then what was added.
    """
    plan = alignable(old, (Role.PLAN,))
    next_plan = alignable(new, (Role.PLAN,))
    review = alignable(new, (Role.REVIEW,))
    following = [*next_plan, *review]
    bodies, titles = section_cosines(
        [(_words(old, s), s.title) for s in plan], [(_words(new, s), s.title) for s in following], language.matching
    )
    prior = {
        (a.id, b.id): round(_similarity(body, title), 4)
        for a, row, title_row in zip(plan, bodies.tolist(), titles.tolist(), strict=True)
        for b, body, title in zip(following, row, title_row, strict=True)
    }
    continues = _link(plan, next_plan, prior, threshold, Relation.CONTINUES)
    answers = _link(plan, review, prior, threshold, Relation.ANSWERS)
    pairs = _with_status(plan, next_plan, continues, prior, Relation.CONTINUES, language)
    pairs += _with_status(plan, review, answers, prior, Relation.ANSWERS, language)
    return SectionLinks(tuple(pairs), _for_all_sections(prior, old, new))


def _for_all_sections(prior: Mapping[tuple[str, str], float], old: Report, new: Report) -> dict[tuple[str, str], float]:
    """Give every section the similarities of the aligned one that it stands in."""
    under_old, under_new = _under(old, {a for a, _ in prior}), _under(new, {b for _, b in prior})
    return {(a, b): prior[above, other] for a, above in under_old.items() for b, other in under_new.items()}


def _under(report: Report, aligned: set[str]) -> dict[str, str]:
    """Return, for each section, the aligned one that it is or stands in."""
    found: dict[str, str] = {}
    for section in report.sections:
        if section.id in aligned:
            found[section.id] = section.id
        elif section.parent in found:
            found[section.id] = found[section.parent]
    return found


def _words(report: Report, section: Section) -> str:
    source = report.source
    return source.reading[source.to_reading(section.start) : source.to_reading(section.end)]


def _similarity(body: float, title: float) -> float:
    # Cosines of long texts crowd near 0; the root spreads them over the whole range without changing their order.
    return min(1.0, math.sqrt(2.2 * body + 0.25 * title))


def _link(
    old: Sequence[Section],
    new: Sequence[Section],
    prior: Mapping[tuple[str, str], float],
    threshold: float,
    relation: Relation,
) -> list[tuple[Section, Section]]:
    """Link what is similar enough and, on either side, nearly as similar as the best."""
    near = _OF_BEST[relation]
    best_old = {a.id: max((prior[a.id, b.id] for b in new), default=0.0) for a in old}
    best_new = {b.id: max((prior[a.id, b.id] for a in old), default=0.0) for b in new}
    links = []
    for a in old:
        for b in new:
            value = prior[a.id, b.id]
            if value < threshold:
                continue
            first = value >= best_old[a.id] or (relation is Relation.CONTINUES and value >= best_new[b.id])
            if first or value >= near * max(best_old[a.id], best_new[b.id]):
                links.append((a, b))
    return links


def _with_status(
    old: Sequence[Section],
    new: Sequence[Section],
    links: Sequence[tuple[Section, Section]],
    prior: Mapping[tuple[str, str], float],
    relation: Relation,
    language: Language,
) -> list[SectionPair]:
    out = []
    for a in old:
        mine = [b for x, b in links if x is a]
        if not mine:
            out.append(SectionPair(relation, a.id, None, 0.0, SectionStatus.REMOVED))
        for b in mine:
            others = [x for x, y in links if y is b]
            if len(mine) > 1:
                status = SectionStatus.SPLIT
            elif len(others) > 1:
                status = SectionStatus.MERGED
            else:
                key = language.matching.key
                same = fuzz.ratio(key(_bare(a)), key(_bare(b))) >= _SAME_TITLE
                status = SectionStatus.KEPT if same else SectionStatus.RENAMED
            out.append(SectionPair(relation, a.id, b.id, prior[a.id, b.id], status))
    linked = {b.id for _, b in links}
    out.extend(SectionPair(relation, None, b.id, 0.0, SectionStatus.ADDED) for b in new if b.id not in linked)
    return out


def _bare(section: Section) -> str:
    return section.title.removeprefix(section.number)
