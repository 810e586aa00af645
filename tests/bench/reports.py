"""Reports of any length, made of the samples by repeating paragraphs with other words in them."""

from __future__ import annotations

import random
import re
from pathlib import Path

import reportdiff
from reportdiff.model import Role

SAMPLES = Path(__file__).parents[2] / "samples"
CHANGED = 0.15  # the share of characters that a copy of a paragraph has others in place of
_HAN = re.compile("[\u4e00-\u9fff]")


def sample(year: int) -> str:
    """Return the sample report of a year."""
    return (SAMPLES / f"linjiang-{year}.txt").read_text(encoding="utf-8")


def grown(text: str, length: int, roles: frozenset[Role]) -> str:
    """Return a report grown to about `length` characters by changed copies of the paragraphs of some parts.

    Parts that are not named keep what they have: grow only the review, and the report promises as much as before.
    """
    chance = random.Random(length)
    letters = _HAN.findall(text)
    report = reportdiff.outline(text)
    spans = [(s.start, s.end) for s in report.sections if s.level == 1 and s.role in roles]
    lines, growing, at = [], [], 0
    for line in text.splitlines(keepends=True):
        lines.append(line)
        if len(line) > 80 and any(start <= at < end for start, end in spans):
            growing.append(len(lines) - 1)
        at += len(line)
    total, turn = len(text), 0
    copies: dict[int, list[str]] = {}
    while total < length:
        position = growing[turn % len(growing)]
        copy = "".join(
            chance.choice(letters) if _HAN.match(char) and chance.random() < CHANGED else char
            for char in lines[position]
        )
        copies.setdefault(position, []).append(copy)
        total += len(copy)
        turn += 1
    return "".join("".join([line, *copies.get(i, [])]) for i, line in enumerate(lines))


def pair(length: int, *roles: Role) -> tuple[str, str]:
    """Return two consecutive reports of about `length` characters each."""
    return grown(sample(2016), length, frozenset(roles)), grown(sample(2017), length, frozenset(roles))
