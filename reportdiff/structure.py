"""Reading text to outline: a flat chain of headings, then a tree, then a role for each part."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from reportdiff.languages.base import Language, OutlineRules
from reportdiff.model import Caution, Report, Role, Section, SourceText

__all__ = ["build_outline"]

_OWN_LINE_LONGEST = 60
_ITEM_TITLE_LONGEST = 20
_SENTENCE = re.compile(r"[。！？]")


@dataclass(frozen=True, slots=True)
class _Heading:
    """A heading as found: `start`, `end` and `body` are indices into the reading text."""

    style: str
    number: str
    start: int
    end: int
    body: int
    own_line: bool
    depth: int = 0  # of a Markdown heading
    level: int = 0
    role: Role | None = None


def build_outline(
    source: SourceText, language: Language, *, year: int | None = None, place: str | None = None
) -> Report:
    """Find the sections of a report, the role of each, its year and its place.

    Parameters
    ----------
    source : SourceText
        With its reading form.
    language : Language
        The language pack.
    year, place
        Known from elsewhere; found in the text when None.

    Returns
    -------
    Report
        Sections in reading order, parents before children.
    """
    rules = language.outline
    headings = _find_headings(source.reading, rules)
    headings = _assign_levels(headings, source.reading, rules)
    headings = _assign_roles(headings, source.reading, rules)
    sections = _build_tree(headings, source, rules)
    year = year or _find_year(source, headings, rules)
    return Report(
        source=source,
        sections=sections,
        language=language.code,
        title=_find_title(source, rules),
        place=place or _find_place(source.text, rules),
        year=year,
        warnings=source.warnings if year else (*source.warnings, Caution("no-year", (("report", source.name),))),
    )


def _paragraphs(reading: str) -> list[tuple[int, int]]:
    spans, start = [], 0
    for line in reading.split("\n"):
        spans.append((start, start + len(line)))
        start += len(line) + 1
    return spans


def _find_headings(reading: str, rules: OutlineRules) -> list[_Heading]:
    found: list[_Heading] = []
    for start, end in _paragraphs(reading):
        if start == end:
            continue
        found.extend(_headings_of(reading[start:end], start, rules))
    return found


def _headings_of(line: str, at: int, rules: OutlineRules) -> list[_Heading]:
    """Return the headings a paragraph opens with: a numbered one, then perhaps a run-in topic sentence."""
    style, number_end = "", 0
    for candidate in rules.styles:
        match = candidate.pattern.match(line)
        if match:
            style, number_end = candidate.name, match.end()
            break
    sentence = _SENTENCE.search(line, number_end)
    first_end = sentence.start() if sentence else len(line)
    own_line = sentence is None or (sentence.end() == len(line) and len(line) <= _OWN_LINE_LONGEST)
    problems = rules.problems.match(line)
    if problems and style == "":
        stop = _title_end(line, 0, 48)
        return [_Heading("problems", "", at, at + stop, at, False, role=Role.PROBLEMS)]
    greeting = rules.greeting.match(line)
    if greeting:
        return [
            _Heading(
                "greeting",
                "",
                at,
                at + len(line[: greeting.end()].rstrip(rules.trailing)),
                at + greeting.end(),
                own_line,
            )
        ]
    if style == "markdown" and number_end == len(line):
        return []  # marks and no words
    if style in ("markdown", "part", "paren", "ordinal"):
        stop = first_end if first_end - number_end <= _OWN_LINE_LONGEST else _title_end(line, number_end, 30)
        depth = number_end if style == "markdown" else 0
        start = at + depth  # the marks of Markdown are no part of a title
        heading = _Heading(
            style, line[:number_end].strip(), start, at + stop, at + min(len(line), stop + 1), own_line, depth
        )
        if style == "ordinal" and not own_line and first_end - number_end > 40:
            return []
        return [heading]
    if style == "dash":
        if first_end - number_end > 40:
            return []
        return [_Heading("dash", line[:number_end], at + number_end, at + first_end, at + first_end + 1, own_line)]
    if style == "arabic":
        # 1. heads a section on a line of its own or before running text; 1．改造四十处。 is an item of a list.
        rest = line[number_end:]
        stop = len(rest) if sentence is None and len(rest) <= _ITEM_TITLE_LONGEST else _topic(rest, rules)
        if not stop or (sentence is None and any(char in "，；：" for char in rest)):
            return []
        end = number_end + stop
        return [_Heading("arabic", line[:number_end], at, at + end, at + min(len(line), end + 1), own_line)]
    if sentence is None and len(line) <= 45 and line[-1] not in rules.trailing and rules.part_title.fullmatch(line):
        return [_Heading("title", "", at, at + len(line), at + len(line), True)]
    lead = _topic(line, rules)
    if lead:
        return [_Heading("topic", "", at, at + lead, at + lead + 1, own_line)]
    return []


def _topic(line: str, rules: OutlineRules) -> int:
    """Return the length of the run-in topic sentence that heads a paragraph, 0 when it has none."""
    match = rules.topic.match(line)
    if not match or len(line) <= match.end() + 10:
        return 0
    title = match.group().rstrip(rules.trailing)
    if len(title) > rules.topic_longest or rules.goals.match(title) or any(char.isdigit() for char in title[:8]):
        return 0
    return len(title)


def _title_end(line: str, start: int, longest: int) -> int:
    """Return where to cut a heading that runs into a long sentence."""
    for index in range(start, min(len(line), start + longest)):
        if line[index] in "：。；":
            return index
    commas = [i for i in range(start, min(len(line), start + longest)) if line[i] == "，"]
    return commas[-1] if commas else min(len(line), start + longest)


def _assign_levels(headings: Sequence[_Heading], reading: str, rules: OutlineRules) -> list[_Heading]:
    """Give each heading its level: what the biggest parts are numbered with depends on the report."""
    titles = [
        h for h in headings if h.style == "title" and _role_of(_words(reading, h), rules) in (Role.REVIEW, Role.PLAN)
    ]
    parts = [h for h in headings if h.style == "part"]
    parens = [h for h in headings if h.style == "paren"]
    title_leads = bool(titles) and (not parts or _numbering_restarts(parts) or titles[0].start < parts[0].start)
    title_leads = title_leads and any(_role_of(_words(reading, h), rules) is Role.PLAN for h in titles)
    depths = sorted({h.depth for h in headings if h.style == "markdown"})
    marked = any(h.style == "markdown" and not rules.title.search(_words(reading, h)) for h in headings)
    bare = not title_leads and not parts and not marked
    out: list[_Heading] = []
    for heading in headings:
        level = {
            "part": 2 if title_leads else 1,
            "paren": 3 if title_leads else 2,
            "title": 1 if title_leads else 0,
        }.get(heading.style, 3)
        if bare and heading.style == "paren":
            level = 1
        if heading.style == "arabic" and bare and not parens:
            level = 1
        if heading.style == "markdown":
            level = min(3, depths.index(heading.depth) + (1 if len(depths) > 1 or not parts else 0))
            level = max(level, 1)
        if heading.style in ("greeting", "problems"):
            level = 2
        if level:
            out.append(replace(heading, level=level))
    return _local_levels(_mark_ends(_drop_document_title(out, reading, rules), reading, rules))


def _numbering_restarts(parts: Sequence[_Heading]) -> bool:
    numbers = [h.number for h in parts]
    return len(numbers) != len(set(numbers))


def _drop_document_title(headings: list[_Heading], reading: str, rules: OutlineRules) -> list[_Heading]:
    """A Markdown heading that is the report's own title is no section; the others move up."""
    marked = [h for h in headings if h.style == "markdown"]
    if not marked or not rules.title.search(_words(reading, marked[0])) or _role_of(_words(reading, marked[0]), rules):
        return headings
    rest = [h for h in headings if h is not marked[0]]
    if all(h.depth > marked[0].depth for h in marked[1:]):
        depths = sorted({h.depth for h in marked[1:]})
        rest = [replace(h, level=min(3, depths.index(h.depth) + 1)) if h.style == "markdown" else h for h in rest]
    return rest


def _mark_ends(headings: list[_Heading], reading: str, rules: OutlineRules) -> list[_Heading]:
    """Set the opening and the closing apart: the first greeting, and the last one when it is near the end."""
    first_part = next((h.start for h in headings if h.level == 1), len(reading))
    opening = [h for h in headings if h.style == "greeting" and h.start < first_part]
    later = [h for h in headings if h.style == "greeting" and h.start > first_part]
    out = []
    for heading in headings:
        if heading.start < first_part and heading.style in ("topic", "dash", "ordinal"):
            continue
        if opening and heading is opening[0]:
            heading = replace(heading, level=1, role=Role.OPENING)
        elif opening and heading in opening:
            continue
        elif later and heading is later[-1] and heading.start > 0.8 * len(reading):
            heading = replace(heading, level=1, role=Role.CLOSING)
        out.append(heading)
    return out


def _local_levels(headings: list[_Heading]) -> list[_Heading]:
    """Numbered items and dashes head level 2 where a part has nothing bigger, else level 3."""
    bounds = [i for i, h in enumerate(headings) if h.level == 1] + [len(headings)]
    out = headings[: bounds[0]]
    for a, b in pairwise(bounds):
        part = headings[a:b]
        ordinals = [h for h in part if h.style == "ordinal"]
        parens = [h for h in part if h.level == 2 and h.style in ("paren", "part", "markdown")]
        for heading in part:
            if heading.style == "ordinal":
                before_parens = not parens or heading.start < parens[0].start
                if not before_parens:
                    continue
                heading = replace(heading, level=2)
            elif heading.style == "dash":
                heading = replace(heading, level=3 if parens or ordinals else 2)
            out.append(heading)
    return out


def _words(reading: str, heading: _Heading) -> str:
    return reading[heading.start : heading.end]


def _role_of(title: str, rules: OutlineRules) -> Role | None:
    for role, pattern in rules.role_words:
        if pattern.search(title):
            return role
    return None


def _assign_roles(headings: list[_Heading], reading: str, rules: OutlineRules) -> list[_Heading]:
    part_role: Role = Role.OPENING
    seen_plan = False
    out: list[_Heading] = []
    section_role = part_role
    first = True
    for index, heading in enumerate(headings):
        if heading.level == 1:
            role = heading.role or _part_role(headings, index, reading, rules, seen_plan, first)
            if heading.role is None:
                first = False
            seen_plan = seen_plan or role is Role.PLAN
            part_role = section_role = role
        elif heading.role is not None and part_role is Role.REVIEW:
            role = section_role = heading.role
        elif heading.level == 2:
            role = part_role
            if part_role is Role.REVIEW and heading.style in ("paren", "part"):
                own = _role_of(_words(reading, heading), rules)
                role = Role.PROBLEMS if own is Role.PROBLEMS else part_role
            section_role = role
        else:
            role = section_role
        if heading.role is Role.PROBLEMS and part_role is not Role.REVIEW:
            continue  # a plan that mentions difficulties is still a plan
        out.append(replace(heading, role=role))
    return out


def _part_role(
    headings: Sequence[_Heading], index: int, reading: str, rules: OutlineRules, seen_plan: bool, first: bool
) -> Role:
    title = _words(reading, headings[index])
    own = _role_of(title, rules)
    if own is Role.PLAN and first and not rules.task_words.search(title):
        own = None
    if own is not None:
        return own
    if seen_plan:
        return Role.PLAN
    body = reading[headings[index].body : headings[index].body + 600]
    if not first and (rules.plan_lead.search(body) or rules.goals.search(body)):
        return Role.PLAN
    return Role.REVIEW if first else Role.PLAN


def _build_tree(headings: Sequence[_Heading], source: SourceText, rules: OutlineRules) -> tuple[Section, ...]:
    sections: list[Section] = []
    total = len(source.reading)
    ends = _ends(headings, total)
    open_: list[tuple[int, str]] = []
    for index, heading in enumerate(headings):
        while open_ and open_[-1][0] >= heading.level:
            open_.pop()
        end = ends[index]
        identifier = f"s{index + 1}"
        start, title_end = source.span(heading.start, max(heading.end, heading.start + 1))
        body = min(heading.body, total - 1)
        sections.append(
            Section(
                id=identifier,
                parent=open_[-1][1] if open_ else None,
                level=heading.level,
                title=source.text[start:title_end].rstrip(rules.trailing + ",.:;!? \u3000"),
                number=heading.number,
                role=heading.role or Role.OPENING,
                start=start,
                end=source.origin[end] if end < total else source.origin[-1] + 1,
                body=source.origin[body],
            )
        )
        open_.append((heading.level, identifier))
    return tuple(sections)


def _ends(headings: Sequence[_Heading], total: int) -> list[int]:
    """Return where each heading's section ends: at the next heading of its level or a higher one."""
    ends = [total] * len(headings)
    waiting: list[int] = []
    for index, heading in enumerate(headings):
        while waiting and headings[waiting[-1]].level >= heading.level:
            ends[waiting.pop()] = heading.start
        waiting.append(index)
    return ends


def _find_title(source: SourceText, rules: OutlineRules) -> str:
    for line in source.reading.split("\n")[:12]:
        match = rules.title.search(line)
        if match and len(line) < 60:
            return match.group()
    match = rules.title.search(source.text[:600])
    return match.group() if match else ""


def _find_place(text: str, rules: OutlineRules) -> str:
    head = re.sub(r"[ \u3000\t]+", "", text[:1500])
    for pattern in rules.place:
        match = pattern.search(head)
        if match:
            return match.group(1)
    return ""


def _find_year(source: SourceText, headings: Sequence[_Heading], rules: OutlineRules) -> int | None:
    """Find the year the report was given: its date, its title, the titles of its parts, then the file's name."""
    head = source.text[:1500]
    first_titles = [source.reading[h.start : h.end] for h in headings if h.level == 1]
    for title in first_titles:
        match = re.search(r"((?:19|20)\d{2})年", title)
        if match:
            review = _role_of(title, rules) is Role.REVIEW
            years = [int(y) for y in re.findall(r"((?:19|20)\d{2})年", title)]
            return max(years) + 1 if review else min(years)
    for pattern in rules.year:
        match = pattern.search(re.sub(r"[ \u3000\t]", "", head))
        if match:
            return int(match.group(1))
    match = re.search(r"(?<!\d)((?:19|20)\d{2})(?!\d)", source.name)
    return int(match.group(1)) if match else None
