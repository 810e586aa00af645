"""Colours and fonts, read from ``style.toml``: one palette for every output that has colours."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files

from reportdiff.model import Verdict

__all__ = ["Shades", "Style", "style"]


@dataclass(frozen=True, slots=True)
class Shades:
    """The colours of a verdict, as six hexadecimal digits: of areas, and of `ink` on a pale `fill`."""

    solid: str
    fill: str
    ink: str


@dataclass(frozen=True, slots=True)
class Style:
    """What outputs look like; `text`, `area` and `pages` are colours as six hexadecimal digits, by their use.

    `dark` has the verdicts as they look on dark screens, `pages` the colours of the audit page, by ``light`` and
    ``dark``.
    """

    verdicts: Mapping[Verdict, Shades]
    dark: Mapping[Verdict, Shades]
    pages: Mapping[str, Mapping[str, str]]
    text: Mapping[str, str]
    area: Mapping[str, str]
    fonts: Mapping[str, str]
    chart_fonts: tuple[str, ...]


@cache
def style() -> Style:
    """Return the style of all outputs.

    Examples
    --------
    >>> style().verdicts[Verdict.MET]
    Shades(solid='009E73', fill='D6F1E7', ink='00503A')
    """
    table = tomllib.loads((files("reportdiff.renderers") / "style.toml").read_text(encoding="utf-8"))
    fonts = dict(table["font"])
    chart = tuple(fonts.pop("chart"))
    verdicts = {verdict: Shades(**table["verdict"][verdict.value]) for verdict in Verdict}
    dark = {verdict: replace(shades, **table["dark"][verdict.value]) for verdict, shades in verdicts.items()}
    return Style(verdicts, dark, table["page"], table["text"], table["area"], fonts, chart)
