"""Fonts for charts: one that has Chinese characters, where the texts need it."""

from __future__ import annotations

import re
from collections.abc import Iterable

from reportdiff.errors import MissingExtraError
from reportdiff.renderers.style import style

__all__ = ["LATIN", "families"]

LATIN = "DejaVu Sans"  # comes with matplotlib
_CHINESE = re.compile("[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]")


def families(texts: Iterable[str]) -> list[str]:
    """Return the font families to set some texts in, best first.

    Raises
    ------
    MissingExtraError
        The texts have Chinese characters, and none of the fonts in ``style.toml`` is installed.
    """
    if not any(map(_CHINESE.search, texts)):
        return [LATIN]
    wanted = style().chart_fonts
    installed = _installed() or set()
    chosen = next((name for name in wanted if name in installed), None)
    if chosen is None:
        installed = _installed(again=True)
        chosen = next((name for name in wanted if name in installed), None)
    if chosen is None:
        raise MissingExtraError(
            "charts of Chinese reports need a font with Chinese characters, and none is installed: "
            f"apt install fonts-noto-cjk, or install one of: {', '.join(wanted)}"
        )
    return [chosen, LATIN]


def _installed(*, again: bool = False) -> set[str]:
    """Return the names of the fonts that matplotlib knows; `again` looks for those installed since it first looked."""
    from matplotlib import font_manager

    manager = font_manager.fontManager
    if again:
        known = {entry.fname for entry in manager.ttflist}
        for path in font_manager.findSystemFonts():
            if path not in known:
                try:
                    manager.addfont(path)
                except (OSError, RuntimeError):  # a damaged font, or one of a kind that it cannot read
                    continue
    return set(manager.get_font_names())
