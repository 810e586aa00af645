"""What makes a pair of reports doubtful."""

from __future__ import annotations

from reportdiff.languages.base import Language
from reportdiff.model import Caution, Report, Role

__all__ = ["pair_cautions"]


def pair_cautions(old: Report, new: Report, language: Language) -> tuple[Caution, ...]:
    """Return what readers of a comparison should know: years apart, different places, a review of several years."""
    out = [*old.warnings, *new.warnings]
    if old.year and new.year and new.year - old.year != 1:
        out.append(Caution("years-apart", (("new", str(new.year)), ("old", str(old.year)))))
    if old.place and new.place and old.place not in new.place and new.place not in old.place:
        out.append(Caution("other-place", (("new", new.place), ("old", old.place))))
    reviews = (s for s in new.sections if s.level == 1 and s.role is Role.REVIEW)
    if any(language.outline.several_years.search(s.title) for s in reviews):
        out.append(Caution("several-years", (("report", new.source.name),)))
    return tuple(out)
