"""How a decoded file is read: furniture masked, soft line breaks joined, one-line dumps split into paragraphs.

The source is never rewritten: what comes out is the reading form with a map back to the source.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from itertools import pairwise

from reportdiff.errors import EmptyReportError
from reportdiff.languages.base import LayoutRules
from reportdiff.model import SourceText

__all__ = ["lay_out"]

_LINE_BREAKS = "\n\r"
_HEADING_LONGEST = 60
_SENTENCE_SHORTEST = 5
_LOOKED_AT = 200
_CLOSING = "”）"  # they end a sentence, or words inside one


@dataclass(slots=True)
class _Paragraph:
    """The characters of a paragraph as they are read, and the source offset of each."""

    chars: list[str] = field(default_factory=list)
    offsets: list[int] = field(default_factory=list)

    def __len__(self) -> int:
        return len(self.chars)

    def add(self, offset: int, chars: str) -> None:
        """Add characters that stand side by side in the source."""
        self.chars.extend(chars)
        self.offsets.extend(range(offset, offset + len(chars)))

    def join(self, other: _Paragraph) -> None:
        self.chars.extend(other.chars)
        self.offsets.extend(other.offsets)

    def head(self, length: int) -> str:
        return "".join(self.chars[:length])

    def tail(self, length: int) -> str:
        return "".join(self.chars[-length:])

    @property
    def text(self) -> str:
        return "".join(self.chars)


def lay_out(source: SourceText, rules: LayoutRules) -> SourceText:
    """Return `source` with its reading form.

    Raises
    ------
    EmptyReportError
        When nothing is left once the page furniture is masked.
    """
    script = rules.same_script(source.text)
    lines = _read_lines(source.text, script, source.lines, rules)
    paragraphs = _join(lines, rules)
    paragraphs = _mask_head(_mask(_mask_tail(paragraphs, rules), rules), rules)
    whole = _Paragraph()
    for paragraph in paragraphs:
        if whole:
            # At least one blank stands between two paragraphs of the source; the break is mapped to the first.
            whole.add(whole.offsets[-1] + 1, "\n")
        whole.join(paragraph)
    if not whole:
        raise EmptyReportError(f"{source.name}: no report text is left once menus and other page furniture are masked")
    return replace(source, reading=whole.text, origin=tuple(whole.offsets))


def _read_lines(text: str, script: str, starts: tuple[int, ...], rules: LayoutRules) -> list[list[_Paragraph]]:
    """Return, for each physical line, the paragraphs on it (none for a blank line)."""
    out = []
    bounds = [*starts, len(text)]
    for start, end in pairwise(bounds):
        paragraphs = _split_line(text, script, start, end, rules)
        if paragraphs or not text[start:end].strip():
            out.append(paragraphs)  # a line of zero-width characters alone is no paragraph break, and is passed over
    return out


def _split_line(text: str, script: str, start: int, end: int, rules: LayoutRules) -> list[_Paragraph]:
    """Split one physical line at the runs of blanks that stand for paragraph breaks in one-line dumps."""
    parts: list[_Paragraph] = []
    current = _Paragraph()
    at = start
    while at < end:
        char = text[at]
        if char in _LINE_BREAKS:
            break
        if char.isspace():
            run = at
            while run < end and text[run].isspace() and text[run] not in _LINE_BREAKS:
                run += 1
            following = script[run] if run < end and text[run] not in _LINE_BREAKS else ""
            if current and following:
                ahead = script[run : min(end, run + _HEADING_LONGEST)].split()
                if _breaks(current.tail(_HEADING_LONGEST + 1), ahead[0] if ahead else "", run - at, rules):
                    parts.append(current)
                    current = _Paragraph()
                elif _keeps_blank(current.chars[-1], following, rules):
                    current.add(at, " ")
            at = run
            continue
        plain = rules.as_it_is.match(script, at, end)
        if plain:
            current.add(at, plain.group())
            at = plain.end()
            continue
        before = script[at - 1] if at > start else ""
        after = script[at + 1] if at + 1 < end else ""
        read = rules.normalise(script[at], before, after)
        if read:
            current.add(at, read)
        at += 1
    if current:
        parts.append(current)
    return parts


def _keeps_blank(before: str, after: str, rules: LayoutRules) -> bool:
    if not rules.joins_words:
        return True
    return before.isascii() and before.isalnum() and after.isascii() and after.isalnum()


def _breaks(before: str, after: str, width: int, rules: LayoutRules) -> bool:
    if rules.numbering_only.fullmatch(before):
        return False
    if before[-1] in rules.sentence_end:
        return True
    if not rules.joins_words:
        return width > 3
    if width >= 2:
        return True
    # One blank after what looks like a heading breaks only where a sentence follows, not in 一、回 顾.
    return bool(rules.heading.match(after)) or (_heading_like(before, rules) and len(after) >= _SENTENCE_SHORTEST)


def _heading_like(line: str, rules: LayoutRules) -> bool:
    return (
        len(line) <= _HEADING_LONGEST
        and not any(char in "。！？" for char in line)
        and line[-1] not in rules.sentence_end
        and bool(rules.heading.match(line))
    )


def _join(lines: list[list[_Paragraph]], rules: LayoutRules) -> list[_Paragraph]:
    """Join lines that one sentence runs over."""
    kept = [line for index, line in enumerate(lines) if not _is_page_number(lines, index, rules)]
    filled = sum(1 for line in kept if line)
    adjacent = sum(1 for a, b in pairwise(kept) if a and b)
    blank_style = filled > 2 and adjacent < 0.5 * filled
    width = 0 if blank_style else _wrap_width(kept, rules)
    out: list[_Paragraph] = []
    gap, full = True, False
    for line in kept:
        if not line:
            gap = True
            continue
        first = line[0]
        quoted = full and not gap and out and _ends_quoted(out[-1], first.text, rules)
        if out and (quoted or _goes_on(_ends_of(out[-1]), first.text, gap, blank_style, width, rules)):
            out[-1].join(first)
            out.extend(line[1:])
        else:
            out.extend(line)
        gap, full = False, 0 < width <= len(line[-1])
    return out


def _ends_quoted(paragraph: _Paragraph, after: str, rules: LayoutRules) -> bool:
    """Tell whether words end with a quotation or a remark, not a sentence: after a full line, they go on."""
    end = paragraph.tail(2)
    if end[-1] not in _CLOSING or (len(end) > 1 and end[0] in rules.sentence_end):
        return False
    return not rules.heading.match(after) and not _heading_like(paragraph.text, rules)


def _ends_of(paragraph: _Paragraph) -> str:
    """Return a paragraph, or the head and tail of a long one: joining looks at no more, and stays linear."""
    if len(paragraph) <= 2 * _LOOKED_AT:
        return paragraph.text
    return paragraph.head(_LOOKED_AT) + paragraph.tail(_LOOKED_AT)


def _is_page_number(lines: list[list[_Paragraph]], index: int, rules: LayoutRules) -> bool:
    """Tell whether a line holds a page number: bare digits count only where they stand alone."""
    words = "".join(part.text for part in lines[index])
    if not words or not rules.page_number.fullmatch(words):
        return False
    if not words.isdigit():
        return True
    around = lines[max(0, index - 1) : index] + lines[index + 1 : index + 2]
    return not any(around)


def _wrap_width(lines: list[list[_Paragraph]], rules: LayoutRules) -> int:
    """Return the width at which the lines of a hard-wrapped file break, 0 when it is not one."""
    lengths = [len(line[0]) for line in lines if len(line) == 1]
    longest = max(lengths, default=0)
    if len(lengths) < 20 or longest < 18:
        return 0
    full = [line for line in lines if len(line) == 1 and len(line[0]) >= 0.9 * longest]
    open_ended = sum(1 for line in full if line[0].chars[-1] not in rules.sentence_end)
    return int(0.85 * longest) if len(full) > 0.4 * len(lengths) and open_ended > 0.5 * len(full) else 0


def _goes_on(before: str, after: str, gap: bool, blank_style: bool, width: int, rules: LayoutRules) -> bool:
    if before[-1] in rules.mid_sentence_end:
        return not rules.heading.match(after) or before[-1] not in "，、"
    if after[0] in rules.mid_sentence_start:
        return True
    if not gap and before[-1].isascii() and before[-1].isalnum() and after[0].isascii() and after[0].isalnum():
        return True  # PM, line break, 2.5
    if before[-1] in rules.sentence_end or _heading_like(before, rules) or rules.heading.match(after):
        return False
    if rules.greeting.match(after):
        return False
    if gap:
        # A page break in the middle of a sentence: long text before, and text, not a heading, after.
        return len(before) > _HEADING_LONGEST and len(after) > _HEADING_LONGEST and before[-1] not in "”）》"
    return blank_style or (width > 0 and len(before) >= width)


def _mask(paragraphs: list[_Paragraph], rules: LayoutRules) -> list[_Paragraph]:
    return [p for p in paragraphs if len(p) > 300 or not rules.furniture_line.search(p.text)]


def _mask_tail(paragraphs: list[_Paragraph], rules: LayoutRules) -> list[_Paragraph]:
    """Leave out what follows the report: licence, related links, annexes."""
    for index, paragraph in enumerate(paragraphs):
        if index > len(paragraphs) / 3 and rules.tail_start.match(paragraph.text):
            return paragraphs[:index]
    return paragraphs


def _mask_head(paragraphs: list[_Paragraph], rules: LayoutRules) -> list[_Paragraph]:
    """Leave out a page's menus before the report, and a first copy of its opening when it is given twice."""
    head = paragraphs[: max(12, len(paragraphs) // 10)]
    greetings = [i for i, p in enumerate(head) if len(p) < 400 and rules.greeting.search(p.text)]
    if not greetings:
        return paragraphs
    repeated = [i for i in greetings if not rules.greeting.match(head[i].text)]
    first = max(repeated, default=-1)
    return paragraphs[first + 1 :] if first >= 0 and any(i > first for i in greetings) else paragraphs
