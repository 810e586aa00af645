"""Pieces of a model value as people read them: quotes, percentages, targets, titles."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from reportdiff.model import Bound, Commitment, Finding, Quote, ReportInfo, Section, Target
from reportdiff.renderers.wording import Wording, join_lines

__all__ = [
    "Places",
    "Sections",
    "as_percent",
    "as_target",
    "as_year",
    "decision_words",
    "promise",
    "quoted",
    "shorten",
    "title_of",
]

LONGEST_QUOTE = 160
LONGEST_COMMITMENT = 160
LONGEST_CONTEXT = 24
LONGEST_TITLE = 36
CHARACTERS_A_LINE = 1000  # in a file with longer lines, the number of a line tells nothing


def shorten(text: str, longest: int, words: Wording) -> str:
    """Return a text on one line, cut to at most a number of characters.

    Examples
    --------
    >>> from reportdiff.renderers.wording import wording
    >>> shorten("深入实施创新驱动发展战略", 8, wording("zh"))
    '深入实施创新……'
    """
    text = join_lines(text).strip()
    ellipsis = words("word.ellipsis")
    return text if len(text) <= longest else text[: longest - len(ellipsis)] + ellipsis


def quoted(text: str, words: Wording) -> str:
    """Return words in quotation marks, other marks where the words hold such marks themselves."""
    text = shorten(text, LONGEST_QUOTE, words)
    opening, closing = words("quote.open"), words("quote.close")
    if opening in text or closing in text:
        opening, closing = words("quote.open_nested"), words("quote.close_nested")
    return f"{opening}{text}{closing}"


def promise(commitment: Commitment, words: Wording) -> str:
    """Return the words of a commitment, behind the subject or verb they share with words before them."""
    text = shorten(commitment.quote.text, LONGEST_COMMITMENT, words)
    context = shorten(commitment.context, LONGEST_CONTEXT, words).rstrip("、，；：,;: ")
    return words("word.in_context", context=context, text=text) if context and context not in text else text


def as_percent(share: float | None, words: Wording) -> str:
    """Return a share (0 to 1) in percent; a share that is not 0 or 1 is never shown as such.

    Examples
    --------
    >>> from reportdiff.renderers.wording import wording
    >>> [as_percent(share, wording("zh")) for share in (0.125, 0.999, 1, None)]
    ['13%', '99%', '100%', '—']
    """
    if share is None:
        return words("word.none")
    rounded = int(share * 100 + 0.5)
    if 0 < share < 1:
        rounded = min(max(rounded, 1), 99)
    return words("word.percent", n=rounded)


def as_year(year: int | None, words: Wording) -> str:
    """Return a year as a label, empty when it is not known."""
    return "" if year is None else words("word.year", n=year)


def as_target(target: Target, words: Wording, *, named: bool = True) -> str:
    """Return a target with its bound and its unit, behind what it measures if it is to be `named`."""
    if target.upper is not None:
        number = words("word.range", low=_digits(target.value), high=_digits(target.upper), unit=target.unit)
    else:
        bound = "" if target.bound is Bound.BETWEEN else words(f"bound.{target.bound.value}")
        number = words("word.number", bound=bound, value=_digits(target.value), unit=target.unit)
    return words("word.target", metric=join_lines(target.metric) if named else "", number=number)


def _digits(number: Decimal) -> str:
    return format(number, "f")


def decision_words(finding: Finding, number: Mapping[str, int], words: Wording) -> str:
    """Return what a person decided about a finding, and what the machine had said; empty when nobody decided.

    Parameters
    ----------
    finding : Finding
        A finding.
    number : mapping
        The number of each commitment in the audit, by id.
    words : Wording
        The words of the output.
    """
    decision = finding.decision
    if decision is None or not (decision.decides or finding.stale):
        return ""
    said = finding.judgement.verdict
    by, date = join_lines(decision.by), join_lines(decision.date)
    if decision.excluded:
        what = "excluded"
    elif decision.merged_into:
        what = "merged"
    elif decision.verdict is None:
        what = "seen"
    else:
        what = "confirmed" if decision.verdict is said else "changed"
    told = words(
        f"decision.{what}",
        verdict=words(f"verdict.{finding.verdict.value}"),
        machine=words(
            "decision.machine",
            label=words(f"verdict.{said.value}"),
            confidence=as_percent(finding.judgement.confidence, words),
        ),
        number=number.get(decision.merged_into, decision.merged_into),
        who=words("decision.who", by=by, date=date) if by and date else by or date,
    )
    return words("decision.stale", told=told) if finding.stale else told


class Places:
    """Where quotes of one report stand: on a page of a file that has pages, else at a line, or at a paragraph.

    Lines are those of the file; the paragraph is given where a file has hardly any.

    Parameters
    ----------
    characters, lines, pages : int
        The size of the file; 0 pages where the format has none.
    words : Wording
        The words of the output.
    """

    def __init__(self, characters: int, lines: int, words: Wording, *, pages: int = 0) -> None:
        few_lines = lines * CHARACTERS_A_LINE < characters
        self.unit = "page" if pages else "paragraph" if few_lines else "line"
        self._words = words

    @classmethod
    def of(cls, info: ReportInfo, words: Wording) -> Places:
        """Return the places of a report."""
        return cls(info.characters, info.lines, words, pages=info.pages)

    @property
    def heading(self) -> str:
        """The heading of a column of `number`."""
        return self._words(f"column.{self.unit}")

    def number(self, quote: Quote) -> int:
        """Return the one of page, line and paragraph that tells where to look."""
        return {"page": quote.page, "paragraph": quote.paragraph, "line": quote.line}[self.unit]

    def name(self, quote: Quote) -> str:
        """Return the same in words, such as ``第12行``."""
        return self._words(f"quote.{self.unit}", n=self.number(quote))

    def cite(self, quote: Quote, note: str = "") -> str:
        """Return a quote with its place and a note."""
        return quoted(quote.text, self._words) + self._words("quote.cited", place=self.name(quote), note=note)


_BARE_TITLE = 6  # characters: titles that short and without a number are shown with the part they stand in


class Sections:
    """The sections of a report, by their titles."""

    def __init__(self, info: ReportInfo, words: Wording) -> None:
        self._by_id: Mapping[str, Section] = {section.id: section for section in info.sections}
        self._words = words

    def title(self, key: str | None) -> str:
        """Return the shortened title of a section; the id itself when there is no such section."""
        if key is None:
            return self._words("word.none")
        section = self._by_id.get(key)
        if section is None:
            return key
        parent = self._by_id.get(section.parent or "")
        if parent and not section.number and len(section.title) <= _BARE_TITLE:
            # A greeting in the middle of a report (各位代表) tells nothing by itself.
            return self._words(
                "word.section_path", parent=title_of(parent, self._words), title=title_of(section, self._words)
            )
        return title_of(section, self._words)

    def path(self, key: str | None) -> str:
        """Return the title of a section behind that of the part it belongs to."""
        section = self._by_id.get(key) if key is not None else None
        parent = self._by_id.get(section.parent or "") if section else None
        if section is None or parent is None:
            return self.title(key)
        return self._words(
            "word.section_path", parent=title_of(parent, self._words), title=title_of(section, self._words)
        )

    def heading(self, key: str) -> Section | None:
        """Return the heading a reader would look under: the innermost of the levels 1 and 2."""
        section = self._by_id.get(key)
        while section is not None and section.level > 2 and section.parent:
            section = self._by_id.get(section.parent or "")
        return section


def title_of(section: Section, words: Wording) -> str:
    """Return the shortened title of a section."""
    return shorten(section.title, LONGEST_TITLE, words)
