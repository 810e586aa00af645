"""The stages one after the other; no logic of its own."""

from __future__ import annotations

import os
from dataclasses import replace

from reportdiff.languages.base import Language
from reportdiff.languages.registry import get_language, recognise_language
from reportdiff.layout import lay_out
from reportdiff.model import Report
from reportdiff.outline import build_outline
from reportdiff.readers import read_source

__all__ = ["read_report"]


def read_report(
    source: str | os.PathLike[str] | bytes,
    *,
    name: str | None = None,
    year: int | None = None,
    language: str | None = None,
) -> Report:
    """Read a report and find its outline."""
    text = read_source(source, name=name)
    pack: Language = get_language(language) if language else recognise_language(text.text, text.name)
    return build_outline(lay_out(text, pack.layout), pack, year=year)
