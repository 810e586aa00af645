"""The palette: every verdict has its colours, and words on them can be read."""

from __future__ import annotations

from itertools import combinations

import pytest

from reportdiff.model import Verdict
from reportdiff.renderers.style import style

AA = 4.5  # contrast of small text, WCAG 2.1


def luminance(colour: str) -> float:
    parts = (int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4))
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("verdict", Verdict)
def test_words_on_the_colours_of_a_verdict_can_be_read(verdict: Verdict) -> None:
    shades, text = style().verdicts[verdict], style().text
    assert contrast(shades.ink, shades.fill) >= AA
    assert contrast(text["dark"], shades.solid) >= AA
    assert contrast(text["quiet"], shades.fill) >= AA
    assert contrast(shades.ink, text["light"]) >= AA


def test_words_of_headings_can_be_read() -> None:
    area, text = style().area, style().text
    assert contrast(text["light"], area["edit"]) >= AA
    for name in ("head", "section", "edit_cell"):
        assert contrast(text["dark"], area[name]) >= AA


def seen_without_red(colour: str) -> tuple[float, ...]:
    """Return a colour as an eye without red receptors sees it, in linear light (Viénot, Brettel and Mollon 1999)."""
    parts = [int(colour[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return (0.11238 * red + 0.88762 * green, 0.11238 * red + 0.88762 * green, 0.00401 * red - 0.00401 * green + blue)


@pytest.mark.parametrize(("one", "other"), list(combinations(Verdict, 2)))
def test_verdicts_are_told_apart_without_red(one: Verdict, other: Verdict) -> None:
    a, b = (seen_without_red(style().verdicts[verdict].solid) for verdict in (one, other))
    assert sum((x - y) ** 2 for x, y in zip(a, b, strict=True)) ** 0.5 > 0.1
